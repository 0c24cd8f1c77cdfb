//! 今日庭审: the hearings in which one person sits.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::response::Response;
use hearing::transcript::{SignOff, Transcript};
use hearing::{Hearing, HearingId, Matter, Millis, Phase, Procedure, Publicity, SeatId, Standing};
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
    procedure: Procedure,
    publicity: Publicity,
    phase: Phase,
    seat: SeatId,
    /// How the seats stand; for the court of this hearing alone.
    standing: Option<Standing>,
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
    let session = app.new_session(&place).await.map_err(Fault::unavailable)?;
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
    let ((matter, phase), standing) = handle.read(|h| {
        let court = h.seat(seat).is_some_and(|s| s.role.is_court());
        (title(h, seat), court.then(|| h.standing()))
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
        procedure: matter.procedure,
        publicity: matter.publicity,
        phase,
        seat: seat.clone(),
        standing,
    })
}

/// Matter and phase out of a seat's view, without the rest of it: a transcript of thousands of lines is not copied for its
/// title. What is kept is all that the sight of these two hangs on.
fn title(hearing: &Hearing, seat: &SeatId) -> (Option<Matter>, Phase) {
    let sign_off = hearing.transcript.sign_off.as_ref().map(|s| SignOff {
        opened_at: s.opened_at,
        entries: s
            .entries
            .iter()
            .filter(|e| e.seat == *seat)
            .cloned()
            .collect(),
        finished_at: s.finished_at,
        recording: Vec::new(),
    });
    let part = Hearing {
        matter: hearing.matter.clone(),
        phase: hearing.phase,
        record_kind: hearing.record_kind,
        seats: hearing.seat(seat).cloned().into_iter().collect(),
        transcript: Transcript {
            sign_off,
            ..Transcript::default()
        },
        ..Hearing::default()
    };
    let view = part.view_for(seat);
    (view.matter, view.phase)
}

#[cfg(test)]
mod tests {
    use hearing::transcript::{SignOffEntry, SignState};
    use hearing::{Case, Role, Seat, Side, Zone};

    use super::*;

    fn hearing() -> Hearing {
        let zones = |id: &SeatId| {
            [
                Zone::Lobby,
                Zone::Courtroom,
                Zone::Deliberation,
                Zone::Gallery,
                Zone::Inspection,
                Zone::WitnessRoom(id.clone()),
            ]
        };
        let mut seats = Vec::new();
        for role in Role::ALL {
            for n in 0..7 {
                let mut seat = Seat::new(&format!("{role:?}-{n}"), role, Side::None, "某人");
                match zones(&seat.id).into_iter().nth(n) {
                    Some(zone) => seat.zone = zone,
                    None => seat.removed = Some("扰乱法庭秩序".to_owned()),
                }
                seats.push(seat);
            }
        }
        Hearing {
            matter: Some(Matter {
                id: HearingId::new("g1"),
                court: "北京市海淀区人民法院".into(),
                courtroom: "在线法庭二".into(),
                scheduled_at: 1,
                procedure: Procedure::CivilSimple,
                publicity: Publicity::Open,
                gallery_seats: hearing::gallery_seats(),
                case: Some(Case {
                    number: "（2026）京0108民初12345号".into(),
                    cause: "民间借贷纠纷".into(),
                    title: "原告林知远诉被告周以宁".into(),
                    claims: Vec::new(),
                    earlier_hearings: 0,
                }),
            }),
            seats,
            ..Hearing::default()
        }
    }

    #[test]
    fn a_title_is_what_the_view_has_of_it() {
        let mut hearing = hearing();
        let entries = hearing.seats.iter().map(|s| SignOffEntry {
            seat: s.id.clone(),
            read_at: None,
            state: SignState::Waiting,
            reminded: Vec::new(),
        });
        let open = SignOff {
            opened_at: 1,
            entries: entries.collect(),
            finished_at: None,
            recording: Vec::new(),
        };
        let mut cases_seen = 0;
        for sign_off in [None, Some(open)] {
            hearing.transcript.sign_off = sign_off;
            for phase in [
                Phase::Before,
                Phase::InSession,
                Phase::Adjourned,
                Phase::Closed,
                Phase::Finished,
            ] {
                hearing.phase = phase;
                let stranger = SeatId::new("stranger");
                let seats = hearing.seats.iter().map(|s| &s.id).chain([&stranger]);
                for seat in seats {
                    let view = hearing.view_for(seat);
                    let title = title(&hearing, seat);
                    cases_seen += usize::from(title.0.as_ref().is_some_and(|m| m.case.is_some()));
                    assert_eq!(title, (view.matter, view.phase), "{seat} in {phase:?}");
                }
            }
        }
        assert!(cases_seen > 100);
    }
}
