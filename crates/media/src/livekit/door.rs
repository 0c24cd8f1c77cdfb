//! `/rtc`, as a client of the embedded engine finds it: who may go through to LiveKit, and as what.
//!
//! The client's token is ours and opens nothing at LiveKit: what does is made here, for this one connect, with what the
//! court has decided by now. Nothing goes to and fro before LiveKit's greeting has come and nothing was decided meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;
use serde::Deserialize;
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::{Error as WsError, Message as Frame};

use super::Inner;
use super::frame::only_field;
use super::gates::{Admitted, Line};
use super::line::{JOIN, Through};
use super::link::Upstream;
use super::service::Pass;
use crate::jwt::{Grant, Verified};

/// An offer for a full courtroom is some 20 KiB.
const LONGEST_OF_CLIENT: usize = 64 * 1024;
/// Until LiveKit greets.
const GREETING: Duration = Duration::from_secs(5);
const AGAIN: Duration = Duration::from_millis(200);

static LINES: AtomicU64 = AtomicU64::new(1);

#[derive(Deserialize)]
pub struct Params {
    access_token: Option<String>,
    #[serde(default)]
    reconnect: String,
    sid: Option<String>,
    auto_subscribe: Option<String>,
    adaptive_stream: Option<String>,
    reconnect_reason: Option<String>,
    // What LiveKit goes by where browsers differ.
    sdk: Option<String>,
    version: Option<String>,
    protocol: Option<String>,
    browser: Option<String>,
    browser_version: Option<String>,
    os: Option<String>,
    os_version: Option<String>,
    device_model: Option<String>,
    network: Option<String>,
}

/// Where a client asks why it was turned away; browsers hide the answer to a failed upgrade.
pub async fn validate(
    State(inner): State<Arc<Inner>>,
    Query(params): Query<Params>,
    headers: HeaderMap,
) -> Response {
    match admit(&inner, &params, &headers) {
        Ok(_) => (StatusCode::OK, "success").into_response(),
        Err(why) => (StatusCode::UNAUTHORIZED, why).into_response(),
    }
}

pub async fn connect(
    State(inner): State<Arc<Inner>>,
    Query(params): Query<Params>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let token = match admit(&inner, &params, &headers) {
        Ok(token) => token,
        Err(why) => return (StatusCode::UNAUTHORIZED, why).into_response(),
    };
    let admitted = match inner.gates.admit(&token, Instant::now()) {
        Ok(admitted) => admitted,
        Err(refusal) => {
            tracing::debug!(?refusal, "media: refused");
            return (StatusCode::UNAUTHORIZED, "not admitted").into_response();
        }
    };
    let agent = headers.get(header::USER_AGENT);
    let (upstream, greeting) = match greeted(&inner, &token.grant, &admitted, &params, agent).await
    {
        Ok(greeted) => greeted,
        Err(why) => {
            tracing::warn!(why, "media: LiveKit lets nobody in");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let anew = only_field(&greeting).is_some_and(|(number, _)| number == JOIN);
    let (orders, words) = mpsc::unbounded_channel();
    let id = LINES.fetch_add(1, Ordering::Relaxed);
    if !inner
        .gates
        .enter(&token.grant, &admitted, anew, Line { id, orders })
    {
        // It sits at LiveKit now, where nobody can hear or see it: it never got its greeting. All the same it goes.
        drop(upstream);
        let Grant { room, identity, .. } = token.grant;
        if let Err(error) = inner.service.remove(&room, &identity).await {
            tracing::debug!(%error, "media: who came too late was not removed");
        }
        return (StatusCode::UNAUTHORIZED, "not admitted").into_response();
    }
    let through = Through {
        inner,
        grant: token.grant,
        id,
    };
    upgrade
        .max_message_size(LONGEST_OF_CLIENT)
        .max_frame_size(LONGEST_OF_CLIENT)
        .on_upgrade(move |socket| through.serve(socket, upstream, greeting, words))
}

/// The signature, then the hearing's own word on whether this person may be here right now.
fn admit(inner: &Inner, params: &Params, headers: &HeaderMap) -> Result<Verified, &'static str> {
    let bearer = || {
        let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        value.strip_prefix("Bearer ")
    };
    let token = params.access_token.as_deref().or_else(bearer);
    let verified = inner
        .tokens
        .verify(token.ok_or("no token")?)
        .map_err(|error| {
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

/// LiveKit's end, and the first that it says.
async fn greeted(
    inner: &Inner,
    grant: &Grant,
    admitted: &Admitted,
    params: &Params,
    agent: Option<&HeaderValue>,
) -> Result<(Upstream, Bytes), String> {
    let pass = inner.service.keys.pass(&Pass {
        room: &grant.room,
        identity: &grant.identity,
        name: &grant.name,
        permissions: admitted.permissions,
        hidden: grant.hidden,
    });
    let within = async {
        loop {
            match inner.service.link.dial(&params.query(), &pass, agent).await {
                Ok(mut upstream) => {
                    return match upstream.next().await {
                        Some(Ok(Frame::Binary(greeting))) => Ok((upstream, greeting)),
                        Some(Ok(_)) | None => Err("it hung up".to_owned()),
                        Some(Err(error)) => Err(error.to_string()),
                    };
                }
                // It forgets a room in which nobody was for long, or with the node that had it.
                Err(WsError::Http(answer)) if answer.status() == StatusCode::NOT_FOUND => {
                    let made = inner.make(&grant.room).await;
                    made.map_err(|error| error.to_string())?;
                }
                // It starts anew, perhaps. Browsers come back the later the oftener they were refused.
                Err(WsError::Io(_)) => {}
                Err(error) => return Err(error.to_string()),
            }
            sleep(AGAIN).await;
        }
    };
    let late = |_| Err("it does not answer".to_owned());
    timeout(GREETING, within).await.unwrap_or_else(late)
}

impl Params {
    /// What LiveKit is told of the client: what is named here, and of that what cannot be mistaken for more.
    fn query(&self) -> String {
        let resumes = self.reconnect == "1";
        let named = [
            ("auto_subscribe", &self.auto_subscribe),
            ("adaptive_stream", &self.adaptive_stream),
            ("sdk", &self.sdk),
            ("version", &self.version),
            ("protocol", &self.protocol),
            ("browser", &self.browser),
            ("browser_version", &self.browser_version),
            ("os", &self.os),
            ("os_version", &self.os_version),
            ("device_model", &self.device_model),
            ("network", &self.network),
        ];
        let of_return = [
            ("sid", &self.sid),
            ("reconnect_reason", &self.reconnect_reason),
        ];
        let mut query = String::from(if resumes {
            "reconnect=1"
        } else {
            "reconnect=0"
        });
        let of_return = of_return.into_iter().filter(|_| resumes);
        for (name, value) in named.into_iter().chain(of_return) {
            let Some(value) = value.as_deref().filter(|value| !value.is_empty()) else {
                continue;
            };
            query.push('&');
            query.push_str(name);
            query.push('=');
            query.extend(value.chars().take(100).map(|c| match c {
                'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => c,
                _ => '_',
            }));
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn livekit_is_told_of_the_client_and_of_nothing_else() {
        let uri = "/rtc?access_token=x&auto_subscribe=1&sdk=js&os=mac%26publish%3D1&sid=PA_a&join_request=AAAA&publish=screen&attributes=e30";
        let Query(params) = Query::<Params>::try_from_uri(&uri.parse().unwrap()).unwrap();
        assert_eq!(
            params.query(),
            "reconnect=0&auto_subscribe=1&sdk=js&os=mac_publish_1"
        );
        let uri = "/rtc?reconnect=1&sid=PA_a&sdk=js";
        let Query(params) = Query::<Params>::try_from_uri(&uri.parse().unwrap()).unwrap();
        assert_eq!(params.query(), "reconnect=1&sdk=js&sid=PA_a");
    }
}
