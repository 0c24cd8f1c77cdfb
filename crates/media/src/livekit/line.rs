//! The signalling line of one person: a WebSocket of his browser's, and behind it another one to LiveKit.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::ws::{Message, WebSocket};
use futures_util::{SinkExt as _, StreamExt as _};
use prost::Message as _;
use tokio::sync::mpsc;
use tokio::time::{Instant as Tick, interval_at, sleep_until, timeout};
use tokio_tungstenite::tungstenite::Message as Frame;

use super::Inner;
use super::frame::{only_field, with_more};
use super::gates::{Passes, Person, Word};
use super::link::Upstream;
use crate::fact::{LeaveCause, MediaFact};
use crate::jwt::{Grant, LONGEST_LIFE};
use crate::limit::Budget;
use crate::room::REFRESH;
use crate::wire::{self, AddTrack, MuteTrack, TrackPublished, TrackUnpublished};

/// Messages of one client at once and per second.
const BURST: f64 = 300.0;
const PER_SECOND: f64 = 50.0;
/// LiveKit asks for a ping every five seconds. Who says nothing for so long, or takes nothing, is gone.
const QUIET: Duration = Duration::from_secs(20);
/// For what was said last to be read, and then for a goodbye. A browser to which a line breaks off in place of that comes back late.
const LAST_WORD: Duration = Duration::from_millis(300);
const GOODBYE: Duration = Duration::from_secs(1);

/// What a client may ask for by itself. Not among them: rehearsals of failures, its own name and attributes, who of the
/// others may receive it, and whatever is newer than this list.
const REQUESTS: [u32; 13] = [1, 2, 3, 4, 5, 6, 7, 8, 12, 14, 16, 17, 18];
const ADD_TRACK: u32 = 4;
const MUTE: u32 = 5;
/// `muted: true`, to be put behind what an announced track says of itself.
const AND_MUTED: [u8; 2] = [0x30, 1];

pub const JOIN: u32 = 1;
const TRACK_PUBLISHED: u32 = 6;
const REFRESH_TOKEN: u32 = 16;
const TRACK_UNPUBLISHED: u32 = 17;
const RECONNECT: u32 = 19;
/// Holds a key to another room. LiveKit sends none by itself.
const ROOM_MOVED: u32 = 24;

/// A line that goes through.
pub struct Through {
    pub inner: Arc<Inner>,
    pub grant: Grant,
    pub id: u64,
}

/// What becomes of what was said.
enum Goes {
    ToClient(Bytes),
    ToLiveKit(Bytes),
    ToBoth {
        livekit: Bytes,
        client: Bytes,
    },
    Nowhere,
    /// The client is told why, and the line ends.
    Farewell(LeaveCause),
    Out,
}

/// Whether it was not taken, in time or at all.
async fn lost<E>(send: impl Future<Output = Result<(), E>>) -> bool {
    !matches!(timeout(QUIET, send).await, Ok(Ok(())))
}

impl Through {
    pub async fn serve(
        self,
        client: WebSocket,
        upstream: Upstream,
        greeting: Bytes,
        mut words: mpsc::UnboundedReceiver<Word>,
    ) {
        if only_field(&greeting).is_some_and(|(number, _)| number == RECONNECT) {
            self.tell(|room, identity| MediaFact::Resumed { room, identity });
        }
        let (mut to_client, mut from_client) = client.split();
        let (mut to_livekit, mut from_livekit) = upstream.split();
        let mut budget = Budget::new(BURST, PER_SECOND, Instant::now());
        let mut refresh = interval_at(Tick::now() + REFRESH, REFRESH);
        let mut heard = Tick::now();
        let mut goes = Goes::ToClient(greeting);
        loop {
            let gone = match goes {
                Goes::ToClient(frame) => lost(to_client.send(Message::Binary(frame))).await,
                Goes::ToLiveKit(frame) => lost(to_livekit.send(Frame::Binary(frame))).await,
                Goes::ToBoth { livekit, client } => {
                    lost(to_livekit.send(Frame::Binary(livekit))).await
                        || lost(to_client.send(Message::Binary(client))).await
                }
                Goes::Nowhere => false,
                Goes::Farewell(cause) => {
                    lost(to_client.send(Message::Binary(leaving(cause)))).await;
                    true
                }
                Goes::Out => true,
            };
            if gone {
                let read = async { while let Some(Ok(_)) = from_client.next().await {} };
                let _ = timeout(LAST_WORD, read).await;
                lost(to_client.send(Message::Close(None))).await;
                let read = async { while let Some(Ok(_)) = from_client.next().await {} };
                let _ = timeout(GOODBYE, read).await;
                return;
            }
            goes = tokio::select! {
                // The court's words first.
                biased;
                Some(word) = words.recv() => match word {
                    Word::Mute { sid, muted } => Goes::ToLiveKit(muting(sid, muted)),
                    Word::Leave(cause) => Goes::Farewell(cause),
                },
                said = from_client.next() => {
                    heard = Tick::now();
                    if !budget.take(Instant::now()) {
                        tracing::info!("media: client sends too much, cut");
                        return;
                    }
                    match said {
                        Some(Ok(Message::Binary(frame))) => self.of_client(frame),
                        Some(Ok(Message::Ping(_) | Message::Pong(_))) => Goes::Nowhere,
                        // LiveKit would take JSON too; we do not read it, so it does not pass.
                        Some(Ok(Message::Text(_) | Message::Close(_)) | Err(_)) | None => Goes::Out,
                    }
                }
                said = from_livekit.next() => match said {
                    Some(Ok(Frame::Binary(frame))) => self.of_livekit(frame),
                    Some(Ok(Frame::Ping(_) | Frame::Pong(_))) => Goes::Nowhere,
                    Some(Ok(Frame::Text(_) | Frame::Frame(_) | Frame::Close(_)) | Err(_)) | None => Goes::Out,
                },
                _ = refresh.tick() => match self.fresh_token() {
                    Some(token) => Goes::ToClient(wire::encode(wire::Response::RefreshToken(token)).into()),
                    None => Goes::Nowhere,
                },
                () = sleep_until(heard + QUIET) => Goes::Out,
            };
        }
    }

    fn of_client(&self, frame: Bytes) -> Goes {
        let Some((number, body)) = only_field(&frame) else {
            return Goes::Out;
        };
        if !REQUESTS.contains(&number) {
            return Goes::Nowhere;
        }
        let passes = self.person(|one| {
            // A line that was replaced by a newer one has no say.
            if !one.is_line(self.id) {
                return Some(Passes::No);
            }
            match number {
                ADD_TRACK => one.announces(&AddTrack::decode(body).ok()?),
                MUTE => {
                    let mute = MuteTrack::decode(body).ok()?;
                    Some(one.mutes(&mute.sid, mute.muted))
                }
                _ => Some(Passes::Yes),
            }
        });
        match passes {
            // It does not mean what it says, or there is no such room.
            Some(None) | None => Goes::Out,
            Some(Some(Passes::Yes)) => Goes::ToLiveKit(frame),
            Some(Some(Passes::Muted)) => {
                Goes::ToLiveKit(with_more(number, body, &AND_MUTED).into())
            }
            Some(Some(Passes::No)) => Goes::Nowhere,
        }
    }

    fn of_livekit(&self, frame: Bytes) -> Goes {
        match only_field(&frame) {
            // LiveKit's own token would open a room past us.
            Some((REFRESH_TOKEN | ROOM_MOVED, _)) => Goes::Nowhere,
            Some((TRACK_PUBLISHED, body)) => {
                let Ok(TrackPublished {
                    cid,
                    track: Some(track),
                }) = TrackPublished::decode(body)
                else {
                    return Goes::Out;
                };
                let to_be_muted =
                    self.person(|one| one.published(&cid, &track.sid, track.source, track.muted));
                if to_be_muted == Some(true) {
                    Goes::ToBoth {
                        livekit: muting(track.sid, true),
                        client: frame,
                    }
                } else {
                    Goes::ToClient(frame)
                }
            }
            Some((TRACK_UNPUBLISHED, body)) => {
                if let Ok(TrackUnpublished { track_sid }) = TrackUnpublished::decode(body) {
                    self.person(|one| one.unpublished(&track_sid));
                }
                Goes::ToClient(frame)
            }
            // A token among other things: LiveKit sends one thing at a time.
            None => Goes::Out,
            Some(_) => Goes::ToClient(frame),
        }
    }

    /// With which the client can come back, for as long as it may.
    fn fresh_token(&self) -> Option<String> {
        let permissions = self.person(|one| one.is_line(self.id).then(|| one.permissions()))??;
        let mut grant = Grant {
            ttl: LONGEST_LIFE,
            ..self.grant.clone()
        };
        if let Some(now) = permissions {
            grant.publish_audio = now.audio;
            grant.publish_video = now.video;
            grant.subscribe = now.subscribe;
        }
        Some(self.inner.tokens.issue(&grant))
    }

    fn person<T>(&self, act: impl FnOnce(&mut Person) -> T) -> Option<T> {
        self.inner
            .gates
            .person(&self.grant.room, &self.grant.identity, act)
    }

    fn tell(&self, fact: impl FnOnce(String, String) -> MediaFact) {
        self.inner
            .tell(fact(self.grant.room.clone(), self.grant.identity.clone()));
    }
}

impl Drop for Through {
    fn drop(&mut self) {
        let id = self.id;
        self.person(|one| one.line_ended(id));
    }
}

fn muting(sid: String, muted: bool) -> Bytes {
    let request = wire::SignalRequest {
        message: Some(wire::Request::Mute(MuteTrack { sid, muted })),
    };
    request.encode_to_vec().into()
}

fn leaving(cause: LeaveCause) -> Bytes {
    wire::encode(wire::Response::Leave(wire::Leave {
        can_reconnect: false,
        reason: cause.reason(),
        action: wire::LEAVE_DISCONNECT,
    }))
    .into()
}
