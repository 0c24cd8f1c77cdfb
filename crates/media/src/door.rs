//! The door of a media room: who may enter, with what rights, and what a newcomer is told.

use std::time::Instant;

use crate::fact::{LeaveCause, MediaFact};
use crate::ids;
use crate::jwt::{Grant, Verified};
use crate::limit::Budget;
use crate::net::{PeerKey, Side};
use crate::participant::{Participant, Permissions, Session, Source};
use crate::peer::Peer;
use crate::quality::LineQuality;
use crate::rate::Rates;
use crate::room::{PING_INTERVAL, PING_TIMEOUT, REFRESH, Room, Shared, unix_seconds};
use crate::wire::{self, Response};

/// Of one room. Far above any hearing; a bound all the same.
const PARTICIPANTS: usize = 1000;
/// Joins and resumes of one identity, at once and per second. Each is told to everybody.
const BURST: f64 = 20.0;
const PER_SECOND: f64 = 1.0;
/// Offers, and what else sets up connections anew, of one identity, at once and per second. They
/// take the forwarder's time, which is everybody's; a browser needs a few in a whole hearing.
const OFFERS: f64 = 20.0;
const OFFERS_PER_SECOND: f64 = 2.0;

/// What was decided about an identity after its tokens were issued.
#[derive(Debug, Default)]
pub struct Gate {
    /// Tokens issued up to here are dead.
    not_before: u64,
    /// Later than what tokens issued up to the stamp say.
    permissions: Option<(u64, Permissions)>,
    arrivals: Option<Budget>,
    /// Not of the participant: coming again is no fresh start.
    offers: Option<Budget>,
    /// Muted by the court.
    held: Vec<Source>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    NoRoom,
    DeadToken,
    TooOften,
    Full,
    /// Nobody is there to resume.
    Gone,
}

/// A client at the door.
pub struct Arrival {
    pub token: Verified,
    pub session: Session,
    pub auto_subscribe: bool,
    /// The participant id under which it was here before.
    pub resumes: Option<String>,
}

impl Room {
    /// Every token of this identity issued until now is dead.
    pub fn kill_tokens(&mut self, identity: &str, stamp: u64) {
        let gate = self.gates.entry(identity.to_owned()).or_default();
        gate.not_before = gate.not_before.max(stamp);
    }

    pub fn remember_permissions(&mut self, identity: &str, stamp: u64, permissions: Permissions) {
        let gate = self.gates.entry(identity.to_owned()).or_default();
        gate.permissions = Some((stamp, permissions));
    }

    /// From now on this source of the identity is muted, also when it comes again.
    pub fn hold(&mut self, identity: &str, source: Source) {
        let gate = self.gates.entry(identity.to_owned()).or_default();
        if !gate.held.contains(&source) {
            gate.held.push(source);
        }
    }

    pub fn let_go(&mut self, identity: &str, source: Source) {
        if let Some(gate) = self.gates.get_mut(identity) {
            gate.held.retain(|held| *held != source);
        }
    }

    /// Counts work that a client may cause only so often. One that asks for more is sent away.
    pub fn spend(&mut self, id: u32, now: Instant, shared: &mut Shared) -> bool {
        let Some(identity) = self.participants.get(&id).map(|one| one.identity.clone()) else {
            return false;
        };
        let offers = &mut self.gates.entry(identity).or_default().offers;
        let may = offers
            .get_or_insert_with(|| Budget::new(OFFERS, OFFERS_PER_SECOND, now))
            .take(now);
        if !may {
            tracing::info!(id, "media: client offers too often, sent away");
            self.leave(id, LeaveCause::Lost, shared);
        }
        may
    }

    /// What a token gives here: its grant, unless something newer was decided.
    fn admit(&self, token: &Verified) -> Result<Permissions, Refusal> {
        let granted = Permissions {
            audio: token.grant.publish_audio,
            video: token.grant.publish_video,
            subscribe: token.grant.subscribe,
        };
        let Some(gate) = self.gates.get(&token.grant.identity) else {
            return Ok(granted);
        };
        if token.stamp <= gate.not_before {
            return Err(Refusal::DeadToken);
        }
        Ok(match gate.permissions {
            Some((stamp, decided)) if token.stamp <= stamp => decided,
            Some(_) | None => granted,
        })
    }

    pub fn arrive(
        &mut self,
        arrival: Arrival,
        now: Instant,
        shared: &mut Shared,
    ) -> Result<u32, Refusal> {
        let permissions = self.admit(&arrival.token)?;
        let gate = self.gates.entry(arrival.token.grant.identity.clone());
        let arrivals = &mut gate.or_default().arrivals;
        if !arrivals
            .get_or_insert_with(|| Budget::new(BURST, PER_SECOND, now))
            .take(now)
        {
            return Err(Refusal::TooOften);
        }
        let present = self.by_identity(&arrival.token.grant.identity);
        if let Some(sid) = &arrival.resumes {
            let same = present.filter(|id| {
                self.participants
                    .get(id)
                    .is_some_and(|one| one.sid == *sid || sid.is_empty())
            });
            let id = same.ok_or(Refusal::Gone)?;
            self.resume(id, arrival.session, now, shared);
            return Ok(id);
        }
        if let Some(id) = present {
            self.leave(id, LeaveCause::Replaced, shared);
        }
        if self.participants.len() >= PARTICIPANTS {
            return Err(Refusal::Full);
        }
        Ok(self.join(arrival, permissions, now, shared))
    }

    fn join(
        &mut self,
        arrival: Arrival,
        permissions: Permissions,
        now: Instant,
        shared: &mut Shared,
    ) -> u32 {
        let grant: Grant = arrival.token.grant;
        let id = self.next;
        self.next = self.next.wrapping_add(1);
        let key = PeerKey {
            room: self.id,
            participant: id,
            side: Side::Subscriber,
        };
        let subscriber = Peer::new(key, &shared.kit, now, &mut shared.net);
        let held = self
            .gates
            .get(&grant.identity)
            .map(|gate| gate.held.clone())
            .unwrap_or_default();
        let mut one = Participant {
            id,
            sid: ids::random("PA"),
            identity: grant.identity,
            name: grant.name,
            hidden: grant.hidden,
            permissions,
            auto_subscribe: arrival.auto_subscribe,
            joined_at: unix_seconds(),
            version: 1,
            session: Some(arrival.session),
            lost_at: None,
            token_at: now,
            publisher: None,
            subscriber,
            tracks: Vec::new(),
            downs: Vec::new(),
            offers: 0,
            pending: None,
            renegotiate: false,
            channels: false,
            held,
            rates: Rates::new(now),
            line: LineQuality::default(),
            level: 0.0,
            speaking: false,
        };
        let publishes = !one.hidden && (permissions.audio || permissions.video);
        one.respond(Response::Join(wire::Join {
            room: Some(wire::RoomInfo {
                sid: self.sid.clone(),
                name: self.name.clone(),
                creation_time: self.created_at,
            }),
            participant: Some(one.info()),
            other_participants: self.visible(id),
            server_version: env!("CARGO_PKG_VERSION").to_owned(),
            ice_servers: shared.passes(&one.sid),
            subscriber_primary: true,
            ping_timeout: PING_TIMEOUT,
            ping_interval: PING_INTERVAL,
            server_info: Some(server_info()),
            enabled_publish_codecs: ["video/VP8", "audio/opus"]
                .map(|mime| wire::Codec {
                    mime: mime.to_owned(),
                })
                .to_vec(),
            fast_publish: publishes,
        }));
        let info = one.info();
        let hidden = one.hidden;
        let identity = one.identity.clone();
        self.participants.insert(id, one);
        // The offer with everything that is already sent follows the greeting at once: waiting
        // for an empty first offer is most of a stock server's joining time.
        self.subscribe_to_all(id);
        self.negotiate(id, now, shared);
        if !hidden {
            self.announce(info, id);
        }
        shared.facts.tell(MediaFact::Joined {
            room: self.name.clone(),
            identity,
        });
        id
    }

    fn resume(&mut self, id: u32, session: Session, now: Instant, shared: &mut Shared) {
        let others = self.visible(id);
        let Some(one) = self.participants.get_mut(&id) else {
            return;
        };
        one.session = Some(session);
        one.lost_at = None;
        one.respond(Response::Reconnect(wire::Reconnect {
            ice_servers: shared.passes(&one.sid),
            server_info: Some(server_info()),
        }));
        let mut everybody = vec![one.info()];
        everybody.extend(others);
        one.respond(Response::Update(wire::ParticipantUpdate {
            participants: everybody,
        }));
        one.token_at = now.checked_sub(REFRESH).unwrap_or(now);
        let identity = one.identity.clone();
        self.say_speakers_to(id);
        self.resume_subscriber(id, now, shared);
        shared.facts.tell(MediaFact::Resumed {
            room: self.name.clone(),
            identity,
        });
    }
}

fn server_info() -> wire::ServerInfo {
    wire::ServerInfo {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        protocol: 15,
        node_id: "kaiting".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jwt::LONGEST_LIFE;

    fn token(stamp: u64) -> Verified {
        Verified {
            grant: Grant {
                room: "r".into(),
                identity: "witness".into(),
                name: String::new(),
                publish_audio: true,
                publish_video: true,
                subscribe: true,
                hidden: false,
                ttl: LONGEST_LIFE,
            },
            id: "TK".into(),
            stamp,
        }
    }

    #[test]
    fn removal_kills_older_tokens_only() {
        let mut room = Room::new(1, "r".into());
        assert!(room.admit(&token(5)).is_ok());
        room.kill_tokens("witness", 10);
        assert_eq!(room.admit(&token(10)), Err(Refusal::DeadToken));
        assert!(room.admit(&token(11)).is_ok());
        room.kill_tokens("witness", 3);
        assert_eq!(room.admit(&token(10)), Err(Refusal::DeadToken));
    }

    #[test]
    fn the_newest_decision_counts() {
        let mut room = Room::new(1, "r".into());
        let muted = Permissions {
            audio: false,
            video: true,
            subscribe: true,
        };
        room.remember_permissions("witness", 10, muted);
        assert_eq!(room.admit(&token(9)), Ok(muted));
        assert!(room.admit(&token(11)).is_ok_and(|given| given.audio));
    }
}
