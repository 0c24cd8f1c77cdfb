//! LiveKit's RoomService: Twirp, which is one POST for each call, with JSON.

use std::time::Duration;

use axum::body::Bytes;
use axum::http::{Request, StatusCode, header};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_util::rt::TokioIo;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::link::Link;
use crate::jwt;
use crate::participant::{Permissions, Source};

/// Within what the court waits for its media.
const CALL: Duration = Duration::from_millis(1_500);
/// Of an answer: a thousand people with their tracks.
const LONGEST: usize = 4 * 1024 * 1024;
/// A key of ours to LiveKit, seconds.
const KEY_LIFE: u64 = 30;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallError {
    /// No such room, participant or track.
    NotFound,
    /// Nobody answered in time: LiveKit itself, or the node of it that has the room.
    Unanswered(String),
    /// It was not reached, or refused.
    Failed(String),
}

impl std::fmt::Display for CallError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CallError::NotFound => f.write_str("not found"),
            CallError::Unanswered(why) | CallError::Failed(why) => f.write_str(why),
        }
    }
}

type Called<T = ()> = Result<T, CallError>;

pub struct Keys {
    pub key: String,
    pub secret: String,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    nbf: u64,
    exp: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    video: Value,
}

/// How a person joins.
pub struct Pass<'a> {
    pub room: &'a str,
    pub identity: &'a str,
    pub name: &'a str,
    pub permissions: Permissions,
    pub hidden: bool,
}

impl Keys {
    fn sign(&self, sub: &str, name: Option<&str>, video: Value) -> String {
        let now = jwt::now();
        jwt::sign(
            self.secret.as_bytes(),
            &Claims {
                iss: &self.key,
                sub,
                nbf: now.saturating_sub(5),
                exp: now + KEY_LIFE,
                name,
                video,
            },
        )
    }

    /// Never seen by a browser: it opens the room at LiveKit itself.
    pub fn pass(&self, pass: &Pass<'_>) -> String {
        let Permissions {
            audio,
            video,
            subscribe,
        } = pass.permissions;
        let grant = json!({
            "room": pass.room,
            "roomJoin": true,
            "canPublish": audio || video,
            "canPublishSources": jwt::source_names(audio, video),
            "canSubscribe": subscribe,
            "canPublishData": false,
            "canUpdateOwnMetadata": false,
            "hidden": pass.hidden,
        });
        self.sign(pass.identity, Some(pass.name), grant)
    }

    /// For the hidden listener: it receives everybody, sends nothing, and nobody is told of it.
    pub fn listening_pass(&self, room: &str, identity: &str) -> String {
        let grant = json!({
            "room": room,
            "roomJoin": true,
            "canPublish": false,
            "canPublishData": false,
            "canUpdateOwnMetadata": false,
            "canSubscribe": true,
            "hidden": true,
            "recorder": true,
        });
        self.sign(identity, None, grant)
    }
}

#[derive(Debug, Deserialize)]
pub struct Rooms {
    #[serde(default)]
    pub rooms: Vec<Room>,
}

#[derive(Debug, Deserialize)]
pub struct Room {
    pub name: String,
    #[serde(default)]
    pub metadata: String,
}

#[derive(Debug, Deserialize)]
pub struct Participants {
    #[serde(default)]
    pub participants: Vec<Participant>,
}

/// As RoomService and the webhooks tell it; the one writes names with underscores, the other without.
#[derive(Debug, Deserialize)]
pub struct Participant {
    pub identity: String,
    #[serde(default)]
    pub state: String,
    #[serde(default)]
    pub tracks: Vec<Track>,
    #[serde(default)]
    pub permission: Permission,
    #[serde(default, alias = "disconnectReason")]
    pub disconnect_reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Permission {
    #[serde(alias = "canSubscribe")]
    pub can_subscribe: bool,
    #[serde(alias = "canPublish")]
    pub can_publish: bool,
    #[serde(alias = "canPublishSources")]
    pub can_publish_sources: Vec<String>,
    pub hidden: bool,
}

#[derive(Debug, Deserialize)]
pub struct Track {
    #[serde(default)]
    pub sid: String,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub muted: bool,
}

#[derive(Deserialize)]
struct Refused {
    code: String,
    #[serde(default)]
    msg: String,
}

pub struct RoomService {
    pub link: Link,
    pub keys: Keys,
}

impl RoomService {
    pub async fn create(&self, room: &str, owner: &str, kept: Duration) -> Called {
        let grant = json!({ "roomCreate": true });
        let body = json!({
            "name": room,
            "empty_timeout": kept.as_secs(),
            "departure_timeout": kept.as_secs(),
            "metadata": owner,
        });
        self.call::<Value>("CreateRoom", grant, body)
            .await
            .map(drop)
    }

    pub async fn rooms(&self) -> Called<Rooms> {
        self.call("ListRooms", json!({ "roomList": true }), json!({}))
            .await
    }

    pub async fn delete(&self, room: &str) -> Called {
        let grant = json!({ "roomCreate": true });
        self.call::<Value>("DeleteRoom", grant, json!({ "room": room }))
            .await
            .map(drop)
    }

    pub async fn participants(&self, room: &str) -> Called<Participants> {
        self.call("ListParticipants", admin(room), json!({ "room": room }))
            .await
    }

    pub async fn remove(&self, room: &str, identity: &str) -> Called {
        let body = json!({ "room": room, "identity": identity });
        self.call::<Value>("RemoveParticipant", admin(room), body)
            .await
            .map(drop)
    }

    pub async fn mute(&self, room: &str, identity: &str, track: &str) -> Called {
        let body = json!({ "room": room, "identity": identity, "track_sid": track, "muted": true });
        self.call::<Value>("MutePublishedTrack", admin(room), body)
            .await
            .map(drop)
    }

    pub async fn permit(
        &self,
        room: &str,
        identity: &str,
        permissions: Permissions,
        hidden: bool,
    ) -> Called {
        let sources: Vec<&str> = [Source::Microphone, Source::Camera, Source::Screen]
            .into_iter()
            .filter(|source| permissions.allows(*source))
            .map(name_of)
            .collect();
        // An empty list of sources means all of them: who may send nothing is told so by `can_publish`.
        let permission = json!({
            "can_subscribe": permissions.subscribe,
            "can_publish": !sources.is_empty(),
            "can_publish_data": false,
            "can_publish_sources": sources,
            "hidden": hidden,
        });
        let body = json!({ "room": room, "identity": identity, "permission": permission });
        self.call::<Value>("UpdateParticipant", admin(room), body)
            .await
            .map(drop)
    }

    async fn call<T: serde::de::DeserializeOwned>(
        &self,
        method: &str,
        grant: Value,
        body: Value,
    ) -> Called<T> {
        let answered = tokio::time::timeout(CALL, self.post(method, grant, body)).await;
        let late = CallError::Unanswered(format!("{method} was not answered in time"));
        let (status, bytes) = answered.unwrap_or(Err(late))?;
        let failed = |why: String| CallError::Failed(format!("{method}: {why}"));
        if status == StatusCode::OK {
            return serde_json::from_slice(&bytes).map_err(|error| failed(error.to_string()));
        }
        match serde_json::from_slice::<Refused>(&bytes) {
            Ok(refused) if refused.code == "not_found" => Err(CallError::NotFound),
            Ok(Refused { code, msg }) if ["unavailable", "deadline_exceeded"].contains(&&*code) => {
                Err(CallError::Unanswered(format!("{method}: {code} {msg}")))
            }
            Ok(Refused { code, msg }) => Err(failed(format!("{code} {msg}"))),
            Err(_) => Err(failed(status.to_string())),
        }
    }

    async fn post(&self, method: &str, grant: Value, body: Value) -> Called<(StatusCode, Bytes)> {
        let failed = |why: String| CallError::Failed(format!("{method}: {why}"));
        let stream = self
            .link
            .connect()
            .await
            .map_err(|e| failed(e.to_string()))?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
            .await
            .map_err(|e| failed(e.to_string()))?;
        // Ends when the sender is dropped.
        tokio::spawn(async move {
            let _ = connection.await;
        });
        let path = format!("{}/twirp/livekit.RoomService/{method}", self.link.base);
        let request = Request::post(path)
            .header(header::HOST, self.link.authority())
            .header(header::CONTENT_TYPE, "application/json")
            .header(
                header::AUTHORIZATION,
                format!("Bearer {}", self.keys.sign("", None, grant)),
            )
            .body(Full::new(Bytes::from(body.to_string())))
            .map_err(|e| failed(e.to_string()))?;
        let response = sender
            .send_request(request)
            .await
            .map_err(|e| failed(e.to_string()))?;
        let status = response.status();
        let bytes = Limited::new(response.into_body(), LONGEST)
            .collect()
            .await
            .map_err(|e| failed(e.to_string()))?
            .to_bytes();
        Ok((status, bytes))
    }
}

fn admin(room: &str) -> Value {
    json!({ "roomAdmin": true, "room": room })
}

/// A source as LiveKit's messages name it.
pub fn name_of(source: Source) -> &'static str {
    match source {
        Source::Microphone => "MICROPHONE",
        Source::Camera => "CAMERA",
        Source::Screen => "SCREEN_SHARE",
    }
}

pub fn source_of(name: &str) -> Option<Source> {
    [Source::Microphone, Source::Camera, Source::Screen]
        .into_iter()
        .find(|source| name_of(*source) == name)
}
