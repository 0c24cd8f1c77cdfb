//! A media room: who is in it, who may enter, and what is said to whom.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use axum::body::Bytes;

use crate::door::Gate;
use crate::fact::{Facts, LeaveCause, MediaFact};
use crate::ids;
use crate::jwt::{Grant, LONGEST_LIFE, Tokens};
use crate::net::Net;
use crate::participant::Participant;
use crate::peer::{Events, Kit};
use crate::relay::Relay;
use crate::tap::Tap;
use crate::wire::{self, Response};

/// How long a person whose line broke is kept, media still flowing.
const LOST: Duration = Duration::from_secs(15);
/// A fresh token well before the old one ends, so that the client can always come back.
pub const REFRESH: Duration = Duration::from_secs(20);

pub const PING_INTERVAL: i32 = 3;
pub const PING_TIMEOUT: i32 = 9;

/// What the rooms share.
pub struct Shared {
    pub net: Net,
    pub events: Events,
    pub facts: Facts,
    pub tokens: Arc<Tokens>,
    pub kit: Kit,
    pub relay: Relay,
}

impl Shared {
    /// What somebody may be relayed with who is here under that id.
    pub fn passes(&self, sid: &str) -> Vec<wire::IceServer> {
        self.relay.passes(sid, SystemTime::now(), self.kit.hmac)
    }
}

pub struct Room {
    pub id: u32,
    pub name: String,
    pub sid: String,
    pub created_at: i64,
    pub participants: HashMap<u32, Participant>,
    pub next: u32,
    pub speakers_told: Instant,
    /// What was decided about an identity, and how often it came.
    pub gates: HashMap<String, Gate>,
    /// Where it is recorded, if it is.
    pub tap: Option<Tap>,
}

impl Room {
    pub fn new(id: u32, name: String) -> Self {
        Self {
            id,
            name,
            sid: ids::random("RM"),
            created_at: unix_seconds(),
            participants: HashMap::new(),
            next: 0,
            speakers_told: Instant::now(),
            gates: HashMap::new(),
            tap: None,
        }
    }

    pub fn by_identity(&self, identity: &str) -> Option<u32> {
        self.participants
            .values()
            .find(|one| one.identity == identity)
            .map(|one| one.id)
    }

    /// Everybody whom `viewer` may know of.
    pub fn visible(&self, viewer: u32) -> Vec<wire::ParticipantInfo> {
        self.participants
            .values()
            .filter(|one| one.id != viewer && !one.hidden)
            .map(Participant::info)
            .collect()
    }

    /// Tells all but `except`.
    pub fn tell_others(&mut self, response: Response, except: u32) {
        let message: Bytes = wire::encode(response).into();
        for one in self.participants.values_mut() {
            if one.id != except {
                one.send(message.clone());
            }
        }
    }

    pub fn announce(&mut self, info: wire::ParticipantInfo, except: u32) {
        let update = wire::ParticipantUpdate {
            participants: vec![info],
        };
        self.tell_others(Response::Update(update), except);
    }

    /// Something about this participant changed: tells it, and the others if they know of it.
    pub fn changed(&mut self, id: u32) {
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        one.version += 1;
        let info = one.info();
        let hidden = one.hidden;
        one.respond(Response::Update(wire::ParticipantUpdate {
            participants: vec![info.clone()],
        }));
        if !hidden {
            self.announce(info, id);
        }
    }

    pub fn leave(&mut self, id: u32, cause: LeaveCause, shared: &mut Shared) {
        let Some(mut one) = self.participants.remove(&id) else {
            return;
        };
        // Who has said goodbye needs no answer.
        if cause != LeaveCause::Client {
            one.respond(Response::Leave(wire::Leave {
                can_reconnect: false,
                reason: cause.reason(),
                action: wire::LEAVE_DISCONNECT,
            }));
        }
        // Dropping the peer connections is what ends the media, whatever the client does next.
        shared.net.forget(one.subscriber.key);
        if let Some(publisher) = &one.publisher {
            shared.net.forget(publisher.key);
        }
        let now = Instant::now();
        for track in &one.tracks {
            if let Some(tap) = &mut self.tap {
                tap.ended(&one.identity, track, now);
            }
            self.end_downs(track.sid(), now, shared);
        }
        for other in self.participants.values_mut() {
            for track in &mut other.tracks {
                track.subscribers.retain(|subscriber| *subscriber != id);
            }
        }
        if !one.hidden {
            let mut info = one.info();
            info.state = wire::STATE_DISCONNECTED;
            info.tracks.clear();
            info.version += 1;
            self.announce(info, id);
        }
        shared.facts.tell(MediaFact::Left {
            room: self.name.clone(),
            identity: one.identity,
            cause,
        });
    }

    pub fn end(&mut self, shared: &mut Shared) {
        let everybody: Vec<u32> = self.participants.keys().copied().collect();
        for id in everybody {
            self.leave(id, LeaveCause::RoomEnded, shared);
        }
    }

    /// The signalling line of a session closed; a newer session is not concerned.
    pub fn line_lost(&mut self, id: u32, session: u64, now: Instant) {
        if let Some(one) = self.participants.get_mut(&id)
            && one
                .session
                .as_ref()
                .is_none_or(|current| current.id == session)
        {
            one.session = None;
            one.lost_at.get_or_insert(now);
        }
    }

    /// Several times a second: who speaks, whose line is weak or stayed lost, whose token grows old.
    pub fn tick(&mut self, now: Instant, shared: &mut Shared) {
        let lost: Vec<u32> = self
            .participants
            .values()
            .filter(|one| {
                one.lost_at
                    .is_some_and(|at| now.saturating_duration_since(at) > LOST)
            })
            .map(|one| one.id)
            .collect();
        for id in lost {
            self.leave(id, LeaveCause::Lost, shared);
        }
        for one in self.participants.values_mut() {
            if one.session.is_some() && now.saturating_duration_since(one.token_at) >= REFRESH {
                one.token_at = now;
                let token = shared.tokens.issue(&Grant {
                    room: self.name.clone(),
                    identity: one.identity.clone(),
                    name: one.name.clone(),
                    publish_audio: one.permissions.audio,
                    publish_video: one.permissions.video,
                    subscribe: one.permissions.subscribe,
                    hidden: one.hidden,
                    ttl: LONGEST_LIFE,
                });
                one.respond(Response::RefreshToken(token));
            }
        }
        self.say_speakers(now);
        self.say_new_quality(now);
        let wishes = self.tap.as_mut().map(|tap| tap.tick(now));
        for (identity, source) in wishes.into_iter().flatten() {
            self.key_frame_for_tap(&identity, source, now, shared);
        }
    }
}

pub fn unix_seconds() -> i64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_secs()).ok())
        .unwrap_or_default()
}
