//! What a seat's line to the court carries (R7): a media room of its own to try, and bytes without meaning to and fro.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt as _, stream};
use hearing::check_in::CheckInStep;
use serde::Serialize;
use tokio::time::{Instant, timeout};

use super::enter::secret;
use super::error::Fault;
use super::media::url;
use crate::app::{App, Caller};
use crate::line_test::{Transfer, Way};
use crate::secrets;

/// Bytes of one answer, and of one request.
const DOWN: usize = 4 * 1024 * 1024;
const UP: usize = 2 * 1024 * 1024;
const CHUNK: usize = 32 * 1024;
/// Who is slower than this has been told enough.
const LONGEST: Duration = Duration::from_secs(15);

/// Who brings nothing for so long makes room for others.
const SILENT: Duration = Duration::from_secs(3);

#[derive(Serialize)]
struct TestRoom {
    url: String,
    token: String,
}

pub async fn room(
    State(app): State<Arc<App>>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let url = url(&app, &headers)?;
    tests_devices(&caller)?;
    if !app.lines.may_ask(&caller.room.id, &caller.seat) {
        return Err(Fault::TooMany);
    }
    let token = app.zones.test_room(&caller.room.id, &caller.seat).await;
    let token = token.ok_or(Fault::Unavailable)?;
    Ok(secret(TestRoom { url, token }))
}

pub async fn down(State(app): State<Arc<App>>, caller: Caller) -> Result<Response, Fault> {
    tests_devices(&caller)?;
    let transfer = app
        .lines
        .transfer(&caller.room.id, &caller.seat, Way::Down)
        .ok_or(Fault::TooMany)?;
    // Random, so that nothing on the way makes it smaller than it is.
    let chunk = secrets::random::<CHUNK>().map_err(Fault::unavailable)?;
    let chunk = Bytes::copy_from_slice(&chunk);
    let end = Instant::now() + LONGEST;
    let chunks = stream::unfold((transfer, 0), move |(transfer, sent)| {
        let next = (sent < DOWN && Instant::now() < end).then(|| chunk.clone());
        async move { next.map(|chunk| (Ok::<_, std::io::Error>(chunk), (transfer, sent + CHUNK))) }
    });
    let mut response = Body::from_stream(chunks).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/octet-stream"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("no-store, no-transform"),
    );
    // A proxy that gathers an answer before it passes it on would be measured instead of the line.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

#[derive(Serialize)]
pub struct Arrived {
    bytes: usize,
}

pub async fn up(
    State(app): State<Arc<App>>,
    caller: Caller,
    body: Body,
) -> Result<Json<Arrived>, Fault> {
    tests_devices(&caller)?;
    let transfer = app
        .lines
        .transfer(&caller.room.id, &caller.seat, Way::Up)
        .ok_or(Fault::TooMany)?;
    timeout(LONGEST, drain(body, &transfer))
        .await
        .map_err(|_| Fault::TooLarge)?
}

/// Who only watches sends nothing and has nothing to test: the line is for those who take part.
fn tests_devices(caller: &Caller) -> Result<(), Fault> {
    let tests = caller.room.read(|h| {
        let seat = h.seat(&caller.seat);
        seat.is_some_and(|s| s.check_in_steps().contains(&CheckInStep::Devices))
    });
    if tests {
        Ok(())
    } else {
        Err(Fault::NotPermitted)
    }
}

/// Counted and thrown away, for as long as the transfer is held, and as something comes.
async fn drain(body: Body, _transfer: &Transfer) -> Result<Json<Arrived>, Fault> {
    let mut chunks = body.into_data_stream();
    let mut bytes = 0;
    loop {
        let next = timeout(SILENT, chunks.next()).await;
        let Some(chunk) = next.map_err(|_| Fault::TooLarge)? else {
            break;
        };
        bytes += chunk.map_err(|_| Fault::Malformed)?.len();
        if bytes > UP {
            return Err(Fault::TooLarge);
        }
    }
    Ok(Json(Arrived { bytes }))
}
