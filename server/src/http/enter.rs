//! From a link or a code to a session.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use hearing::{HearingId, SeatId};
use serde::{Deserialize, Serialize};

use super::error::Fault;
use super::origin;
use crate::app::App;
use crate::auth::Entry;

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
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    key: Result<Json<Key>, JsonRejection>,
) -> Result<Response, Fault> {
    if !origin::allowed(&headers, &app.config.origins) {
        return Err(Fault::ForeignOrigin);
    }
    if !app.doorman.may_try(from.ip()) {
        return Err(Fault::TooManyTries);
    }
    let Json(key) = key.map_err(|_| Fault::Malformed)?;
    let (entry, unknown) = match &key {
        Key::Token(token) => (app.auth.enter_by_link(token).await, Fault::UnknownLink),
        Key::Code(code) => (app.auth.enter_by_code(code).await, Fault::UnknownCode),
    };
    let (session, place) = match entry.map_err(Fault::unavailable)? {
        Entry::Session { session, place } if app.admits(&place) => (session, place),
        Entry::Session { .. } | Entry::Unknown => {
            app.doorman.failed(from.ip());
            app.metrics.entry_failed();
            return Err(unknown);
        }
        Entry::Expired => return Err(Fault::Expired),
    };
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
