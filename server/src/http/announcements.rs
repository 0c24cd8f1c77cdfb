//! 开庭公告 and 旁听登记: the two doors that ask nobody who he is (R84, R85).

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use hearing::check_in::DocumentKind;
use hearing::{Announcement, Command, HearingId, Refusal, SeatId};
use serde::{Deserialize, Serialize};

use super::enter::secret;
use super::error::Fault;
use super::origin;
use super::visitor::Visitor;
use crate::app::App;
use crate::auth::Place;
use crate::clock;
use crate::limit::Knock;
use crate::secrets;

/// How old an answer may be. All the world may ask, and each hearing is held up for a moment by being asked.
const FRESH: Duration = Duration::from_secs(1);

/// The last answer, and since when it stands.
#[derive(Default)]
pub struct Board(Mutex<Option<(Instant, Bytes)>>);

pub async fn announcements(State(app): State<Arc<App>>) -> Result<Response, Fault> {
    let kind = (header::CONTENT_TYPE, "application/json");
    let keep = (header::CACHE_CONTROL, "no-cache");
    Ok(([kind, keep], posted(&app)?).into_response())
}

fn posted(app: &App) -> Result<Bytes, Fault> {
    let mut board = app.board.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((since, answer)) = &*board
        && since.elapsed() < FRESH
    {
        return Ok(answer.clone());
    }
    let now = clock::now();
    let mut all: Vec<Announcement> = app
        .rooms()
        .filter_map(|room| room.read(|h| h.announcement(now)))
        .collect();
    all.sort_by_key(|a| a.scheduled_at);
    let answer = Bytes::from(serde_json::to_vec(&all).map_err(Fault::unavailable)?);
    *board = Some((Instant::now(), answer.clone()));
    Ok(answer)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registering {
    hearing: HearingId,
    name: String,
    document: DocumentKind,
    last_four: String,
    adult: bool,
    #[serde(default)]
    relative: bool,
}

#[derive(Serialize)]
struct Registered {
    token: String,
    code: Option<String>,
    hearing: HearingId,
    seat: SeatId,
    /// The place in the queue, from 1; none with a seat.
    waiting: Option<u16>,
}

pub async fn register(
    State(app): State<Arc<App>>,
    Visitor(from): Visitor,
    headers: HeaderMap,
    asked: Result<Json<Registering>, JsonRejection>,
) -> Result<Response, Fault> {
    if !origin::allowed(&headers, &app.config.origins) {
        return Err(Fault::ForeignOrigin);
    }
    let Json(asked) = asked.map_err(|_| Fault::Malformed)?;
    // Never forgiven: see `Knock::Registration`.
    let _attempt = app
        .doorman
        .let_try(from, Knock::Registration)
        .ok_or(Fault::TooManyTries)?;
    // What is left of the disk belongs to the hearings that are on.
    if !app.blobs.has_room() {
        return Err(Fault::StorageFull);
    }
    // A hearing that is not announced is answered like one that does not exist.
    let room = app.rooms.get(&asked.hearing).ok_or(Fault::NoSuchHearing)?;
    let name = secrets::random::<9>().map_err(Fault::unavailable)?;
    let place = Place {
        hearing: room.id.clone(),
        seat: SeatId::new(format!("observer-{}", secrets::encode(&name))),
    };
    let command = Command::RegisterObserver {
        seat: place.seat.clone(),
        name: asked.name,
        document: asked.document,
        last_four: asked.last_four,
        adult: asked.adult,
        relative: asked.relative,
    };
    room.order(command).await.map_err(fault)?;
    let invited = app
        .auth
        .invite_again(&place, true)
        .await
        .map_err(Fault::unavailable)?;
    let waiting = room.read(|h| h.seat(&place.seat)?.registration?.waiting);
    Ok(secret(Registered {
        token: invited.token,
        code: invited.code,
        hearing: place.hearing,
        seat: place.seat,
        waiting,
    }))
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "what a registration is never refused for is what it was not asked for"
)]
fn fault(refusal: Refusal) -> Fault {
    match refusal {
        Refusal::NotPublic | Refusal::NotInSession => Fault::NoSuchHearing,
        Refusal::MayNotObserve => Fault::MayNotObserve,
        Refusal::MinorNotPermitted => Fault::MinorNotPermitted,
        Refusal::AlreadyDone => Fault::AlreadyRegistered,
        Refusal::LimitReached => Fault::QueueFull,
        Refusal::TooMany => Fault::TooMany,
        Refusal::NotRecorded => Fault::Unavailable,
        _ => Fault::Malformed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_finds_the_queue_full_is_told_so() {
        assert_eq!(fault(Refusal::LimitReached), Fault::QueueFull);
        assert_eq!(fault(Refusal::TooMany), Fault::TooMany);
    }
}
