//! From a link or a code to a session.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use hearing::{HearingId, SeatId, hearing_code};
use serde::{Deserialize, Serialize};

use super::error::Fault;
use super::origin;
use super::visitor::Visitor;
use crate::app::App;
use crate::auth::Entry;
use crate::limit::Knock;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Key {
    Token(String),
    Code(String),
}

#[derive(Serialize)]
struct Entered {
    session: String,
    hearing: HearingId,
    seat: SeatId,
}

pub async fn enter(
    State(app): State<Arc<App>>,
    Visitor(from): Visitor,
    headers: HeaderMap,
    key: Result<Json<Key>, JsonRejection>,
) -> Result<Response, Fault> {
    if !origin::allowed(&headers, &app.config.origins) {
        return Err(Fault::ForeignOrigin);
    }
    let Json(key) = key.map_err(|_| Fault::Malformed)?;
    let (knock, unknown) = match &key {
        Key::Token(_) => (Knock::Link, Fault::UnknownLink),
        Key::Code(_) => (Knock::Code, Fault::UnknownCode),
    };
    if let Key::Code(code) = &key
        && hearing_code::parse(code).is_none()
    {
        // The check digit says so: no code of any court is like that, so that it costs no try.
        return Err(Fault::MistypedCode);
    }
    let attempt = app.doorman.let_try(from, knock);
    let attempt = attempt.ok_or(Fault::TooManyTries)?;
    let entry = match &key {
        Key::Token(token) => app.auth.by_link(token).await,
        Key::Code(code) => app.auth.by_code(code).await,
    };
    let place = match entry {
        Ok(Entry::Known(place)) if app.admits(&place, knock) => place,
        Ok(
            Entry::Known(place) | Entry::Dead(place) | Entry::Used(place) | Entry::Expired(place),
        ) if app.is_removed(&place) => {
            attempt.forgive();
            return Err(Fault::Removed);
        }
        // Whoever has it had a right to it once, and is told what became of that.
        Ok(Entry::Dead(_)) => {
            attempt.forgive();
            return Err(Fault::Withdrawn);
        }
        Ok(Entry::Used(_)) => {
            attempt.forgive();
            return Err(Fault::Used);
        }
        Ok(Entry::Expired(_)) => {
            attempt.forgive();
            return Err(Fault::Expired);
        }
        Ok(Entry::Known(_) | Entry::Unknown) => {
            app.metrics.entry_failed();
            return Err(unknown);
        }
        Err(error) => {
            attempt.forgive();
            return Err(Fault::unavailable(error));
        }
    };
    attempt.forgive();
    if app.is_over_for(&place) {
        return Err(Fault::HearingOver);
    }
    let session = app.new_session(&place).await.map_err(Fault::unavailable)?;
    Ok(secret(Entered {
        session,
        hearing: place.hearing,
        seat: place.seat,
    }))
}

/// An answer that nobody may keep.
pub fn secret(body: impl Serialize) -> Response {
    let mut response = Json(body).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
