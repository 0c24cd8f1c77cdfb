//! The picture of somebody who waits, for as long as the court looks at him (R2): in from his own page, out to the clerk and
//! the judge of his hearing.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use hearing::{Millis, SeatId};
use serde::Deserialize;

use super::error::Fault;
use crate::app::{App, Caller};
use crate::auth::Place;
use crate::clock;
use crate::stills::{LARGEST, Still, is_still};

pub async fn send(
    State(app): State<Arc<App>>,
    caller: Caller,
    body: Body,
) -> Result<StatusCode, Fault> {
    let bytes = to_bytes(body, LARGEST).await.map_err(|_| Fault::TooLarge)?;
    if !is_still(&bytes) {
        return Err(Fault::Malformed);
    }
    keep(&app, caller, Still::Picture(bytes))
}

#[derive(Deserialize)]
pub struct Why {
    why: Option<NoPicture>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum NoPicture {
    Off,
    Fails,
}

/// There is no picture to look at: the person has switched it off, or his camera gives none.
pub async fn none(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(Why { why }): Query<Why>,
) -> Result<StatusCode, Fault> {
    let still = match why {
        Some(NoPicture::Fails) => Still::Fails,
        Some(NoPicture::Off) | None => Still::Off,
    };
    keep(&app, caller, still)
}

pub async fn look(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(seat): Path<String>,
) -> Result<Response, Fault> {
    if !caller.room.read(|h| h.may_look(&caller.seat)) {
        return Err(Fault::NotPermitted);
    }
    let seat = SeatId::new(seat);
    let fresh = [(header::CACHE_CONTROL, "no-store")];
    let Some(since) = look_at(&caller, &seat) else {
        return Ok((StatusCode::NO_CONTENT, fresh, [("x-picture", "over")]).into_response());
    };
    let place = Place {
        hearing: caller.room.id.clone(),
        seat,
    };
    Ok(match app.stills.get(&place, since) {
        Some(Still::Picture(bytes)) => {
            let kind = [
                (header::CONTENT_TYPE, "image/jpeg"),
                (
                    header::CONTENT_SECURITY_POLICY,
                    "sandbox; default-src 'none'",
                ),
            ];
            (fresh, kind, bytes).into_response()
        }
        Some(Still::Off) => (StatusCode::NO_CONTENT, fresh, [("x-picture", "off")]).into_response(),
        Some(Still::Fails) => {
            (StatusCode::NO_CONTENT, fresh, [("x-picture", "fails")]).into_response()
        }
        None => (StatusCode::NO_CONTENT, fresh).into_response(),
    })
}

/// What comes outside of a look, the last one of it for the most part, is dropped without a word.
fn keep(app: &App, caller: Caller, still: Still) -> Result<StatusCode, Fault> {
    let Some(since) = look_at(&caller, &caller.seat) else {
        return Ok(StatusCode::NO_CONTENT);
    };
    let place = Place {
        hearing: caller.room.id.clone(),
        seat: caller.seat,
    };
    if app.stills.put(place, since, still) {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Fault::TooMany)
    }
}

/// The look at a seat, by when it began; outside of one nothing is kept, and nothing is shown.
fn look_at(caller: &Caller, seat: &SeatId) -> Option<Millis> {
    let now = clock::now();
    caller.room.read(|h| {
        let look = h.seat(seat)?.check_in.look.as_ref()?;
        h.is_looked_at(seat, now).then_some(look.since)
    })
}
