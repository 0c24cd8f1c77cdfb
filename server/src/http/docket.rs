//! 今日庭审: the hearings in which one person sits.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::response::Response;
use hearing::{HearingId, Matter, Millis, Phase, SeatId};
use serde::{Deserialize, Serialize};

use super::enter::secret;
use super::error::Fault;
use crate::app::{App, Caller};
use crate::auth::Place;
use crate::room::Handle;

#[derive(Serialize)]
struct Listed {
    hearing: HearingId,
    case_number: Option<String>,
    title: Option<String>,
    cause: Option<String>,
    court: String,
    courtroom: String,
    scheduled_at: Millis,
    phase: Phase,
    seat: SeatId,
}

pub async fn docket(State(app): State<Arc<App>>, caller: Caller) -> Result<Response, Fault> {
    let mut listed: Vec<Listed> = places(&app, &caller)
        .await?
        .into_iter()
        .filter_map(|(handle, seat)| list(handle, &seat))
        .collect();
    listed.sort_by_key(|l| l.scheduled_at);
    Ok(secret(listed))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    hearing: HearingId,
}

#[derive(Serialize)]
struct Opened {
    session: String,
    hearing: HearingId,
    seat: SeatId,
}

pub async fn open(
    State(app): State<Arc<App>>,
    caller: Caller,
    wanted: Result<Json<Wanted>, JsonRejection>,
) -> Result<Response, Fault> {
    let Json(wanted) = wanted.map_err(|_| Fault::Malformed)?;
    let (handle, seat) = places(&app, &caller)
        .await?
        .into_iter()
        .find(|(handle, _)| handle.id == wanted.hearing)
        .ok_or(Fault::NoSuchHearing)?;
    let place = Place {
        hearing: handle.id.clone(),
        seat,
    };
    let session = app
        .auth
        .new_session(&place)
        .await
        .map_err(Fault::unavailable)?;
    Ok(secret(Opened {
        session,
        hearing: place.hearing,
        seat: place.seat,
    }))
}

/// The court's own people go from hearing to hearing; all others came for the one they were invited to.
async fn places<'a>(app: &'a App, caller: &'a Caller) -> Result<Vec<(&'a Handle, SeatId)>, Fault> {
    let own = vec![(&caller.room, caller.seat.clone())];
    let of_court = caller
        .room
        .read(|h| h.seat(&caller.seat).is_some_and(|s| s.role.is_court()));
    if !of_court {
        return Ok(own);
    }
    let place = Place {
        hearing: caller.room.id.clone(),
        seat: caller.seat.clone(),
    };
    let Some(person) = app.auth.person(&place).await.map_err(Fault::unavailable)? else {
        return Ok(own);
    };
    let mut places = Vec::new();
    for handle in app.rooms() {
        let seats = handle.read(|h| {
            let court = h
                .seats
                .iter()
                .filter(|s| s.role.is_court() && s.removed.is_none());
            court.map(|s| s.id.clone()).collect::<Vec<_>>()
        });
        for seat in seats {
            let there = Place {
                hearing: handle.id.clone(),
                seat,
            };
            let sits = app.auth.person(&there).await.map_err(Fault::unavailable)?;
            if sits.as_ref() == Some(&person) {
                places.push((handle, there.seat));
            }
        }
    }
    Ok(places)
}

/// As this seat may see it: a witness who waits is not told whose case it is.
fn list(handle: &Handle, seat: &SeatId) -> Option<Listed> {
    let (matter, phase): (Option<Matter>, Phase) = handle.read(|h| {
        let view = h.view_for(seat);
        (view.matter, view.phase)
    });
    let matter = matter?;
    let case = matter.case;
    Some(Listed {
        hearing: handle.id.clone(),
        case_number: case.as_ref().map(|c| c.number.clone()),
        title: case.as_ref().map(|c| c.title.clone()),
        cause: case.map(|c| c.cause),
        court: matter.court,
        courtroom: matter.courtroom,
        scheduled_at: matter.scheduled_at,
        phase,
        seat: seat.clone(),
    })
}
