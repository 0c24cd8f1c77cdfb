//! A key to the media room of the zone one is in, good for a minute.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use serde::Serialize;

use super::enter::secret;
use super::error::Fault;
use crate::app::{App, Caller};

#[derive(Serialize)]
struct Granted {
    url: String,
    token: String,
    room: String,
}

pub async fn grant(
    State(app): State<Arc<App>>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let name = caller
        .room
        .read(|h| h.seat(&caller.seat).map(|s| s.name.clone()))
        .unwrap_or_default();
    let (room, token) = app
        .zones
        .grant(&caller.room.id, &caller.seat, name)
        .ok_or(Fault::NoMediaHere)?;
    let url = url(&app, &headers)?;
    Ok(secret(Granted { url, token, room }))
}

/// Where the media server is, as this browser reaches it.
pub fn url(app: &App, headers: &HeaderMap) -> Result<String, Fault> {
    if let Some(url) = &app.config.media_url {
        return Ok(url.clone());
    }
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .ok_or(Fault::Malformed)?;
    let scheme = if app.config.tls.is_some() {
        "wss"
    } else {
        "ws"
    };
    Ok(format!("{scheme}://{host}"))
}
