//! The WebSocket at `/rtc`: the door, and the line over which client and room talk.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::{SinkExt, StreamExt};
use serde::Deserialize;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::Inner;
use crate::command::{Place, Signal};
use crate::door::Arrival;
use crate::jwt::Verified;
use crate::limit::Budget;
use crate::participant::Session;
use crate::room::PING_TIMEOUT;
use crate::wire;

/// An offer for a full courtroom is some 20 KiB.
const LONGEST_MESSAGE: usize = 64 * 1024;
/// Messages waiting for a slow client; beyond it the line is cut and the client resumes.
const WAITING: usize = 256;
/// Messages of one client at once and per second.
const BURST: f64 = 300.0;
const PER_SECOND: f64 = 50.0;

static SESSIONS: AtomicU64 = AtomicU64::new(1);

#[derive(Deserialize)]
struct Params {
    access_token: Option<String>,
    #[serde(default)]
    reconnect: String,
    sid: Option<String>,
    auto_subscribe: Option<String>,
}

pub fn router(inner: Arc<Inner>) -> Router {
    Router::new()
        .route("/rtc", get(connect))
        .route("/rtc/validate", get(validate))
        .with_state(inner)
}

/// Where a client asks why it was turned away; browsers hide the answer to a failed upgrade.
async fn validate(
    State(inner): State<Arc<Inner>>,
    Query(params): Query<Params>,
    headers: HeaderMap,
) -> Response {
    match admit(&inner, &params, &headers) {
        Ok(_) => (StatusCode::OK, "success").into_response(),
        Err(why) => (StatusCode::UNAUTHORIZED, why).into_response(),
    }
}

async fn connect(
    State(inner): State<Arc<Inner>>,
    Query(params): Query<Params>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let token = match admit(&inner, &params, &headers) {
        Ok(token) => token,
        Err(why) => return (StatusCode::UNAUTHORIZED, why).into_response(),
    };
    let resumes = (params.reconnect == "1").then(|| params.sid.unwrap_or_default());
    let (out, outgoing) = mpsc::channel(WAITING);
    let session = Session {
        id: SESSIONS.fetch_add(1, Ordering::Relaxed),
        out,
    };
    let resumed = resumes.is_some();
    let arrival = Arrival {
        token,
        session,
        auto_subscribe: params.auto_subscribe.as_deref() != Some("0"),
        resumes,
    };
    let (done, answer) = oneshot::channel();
    // The room opens before the upgrade is answered: greeting and offer are ready to be written
    // when the socket is, and whoever is refused sees a plain refusal.
    if inner
        .signals
        .send(Signal::Arrive { arrival, done })
        .await
        .is_err()
    {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let place = match answer.await {
        Ok(Ok(place)) => place,
        Ok(Err(refusal)) => {
            tracing::debug!(?refusal, resumed, "media: refused");
            return (StatusCode::UNAUTHORIZED, "not admitted").into_response();
        }
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    };
    let guard = Guard { inner, place };
    upgrade
        .max_message_size(LONGEST_MESSAGE)
        .max_frame_size(LONGEST_MESSAGE)
        .on_upgrade(move |socket| serve(guard, socket, outgoing))
}

/// The signature, then the hearing's own word on whether this person may be here right now.
fn admit(inner: &Inner, params: &Params, headers: &HeaderMap) -> Result<Verified, &'static str> {
    let bearer = || {
        headers
            .get(header::AUTHORIZATION)?
            .to_str()
            .ok()?
            .strip_prefix("Bearer ")
    };
    let token = params
        .access_token
        .as_deref()
        .or_else(bearer)
        .ok_or("no token")?;
    let verified = inner.tokens.verify(token).map_err(|error| {
        tracing::debug!(%error, "media: token refused");
        "invalid token"
    })?;
    let grant = &verified.grant;
    if (inner.admission)(&grant.room, &grant.identity, &verified.id) {
        Ok(verified)
    } else {
        Err("not admitted")
    }
}

/// Tells the room when the line is gone, even if the upgrade never came to be.
struct Guard {
    inner: Arc<Inner>,
    place: Place,
}

impl Drop for Guard {
    fn drop(&mut self) {
        let signal = Signal::LineLost { place: self.place };
        if let Err(mpsc::error::TrySendError::Full(signal)) = self.inner.signals.try_send(signal) {
            let signals = self.inner.signals.clone();
            tokio::spawn(async move {
                let _ = signals.send(signal).await;
            });
        }
    }
}

async fn serve(guard: Guard, socket: WebSocket, mut outgoing: mpsc::Receiver<Bytes>) {
    let (mut writer, mut reader) = socket.split();
    let write = async {
        while let Some(bytes) = outgoing.recv().await {
            if writer.send(Message::Binary(bytes)).await.is_err() {
                return;
            }
        }
        // The room let go of this line.
        let _ = writer.send(Message::Close(None)).await;
    };
    let read = async {
        let quiet = Duration::from_secs(u64::try_from(PING_TIMEOUT).unwrap_or(15) + 3);
        let mut budget = Budget::new(BURST, PER_SECOND, Instant::now());
        while let Ok(Some(Ok(message))) = timeout(quiet, reader.next()).await {
            if !budget.take(Instant::now()) {
                tracing::info!("media: client sends too much, cut");
                return;
            }
            let bytes = match message {
                Message::Binary(bytes) => bytes,
                Message::Ping(_) | Message::Pong(_) => continue,
                Message::Text(_) | Message::Close(_) => return,
            };
            let request = match wire::decode(&bytes) {
                Ok(Some(request)) => request,
                Ok(None) => continue,
                Err(_) => return,
            };
            let signal = Signal::Request {
                place: guard.place,
                request,
            };
            if guard.inner.signals.send(signal).await.is_err() {
                return;
            }
        }
    };
    tokio::select! {
        () = write => {}
        () = read => {}
    }
}
