//! What LiveKit tells us by itself: a POST whose token is signed with our key and holds the hash of its body.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::gates::Gates;
use super::service::{Keys, Participant, Track, source_of};
use crate::fact::{LeaveCause, MediaFact};
use crate::jwt;

/// Of a message: one person with all its tracks.
pub const LONGEST: usize = 256 * 1024;
/// LiveKit repeats what we were slow to take.
const REMEMBERED: usize = 512;
/// Seconds by which its clock and ours may differ.
const LEEWAY: u64 = 60;

#[derive(Deserialize)]
struct Claims {
    iss: String,
    exp: u64,
    sha256: String,
}

#[derive(Deserialize)]
struct Told {
    event: String,
    #[serde(default)]
    id: String,
    room: Option<RoomTold>,
    participant: Option<Participant>,
    track: Option<Track>,
}

#[derive(Deserialize)]
struct RoomTold {
    name: String,
}

#[derive(Default)]
pub struct Seen(Mutex<VecDeque<String>>);

impl Seen {
    fn is_new(&self, id: &str) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if id.is_empty() || seen.iter().any(|one| one == id) {
            return id.is_empty();
        }
        if seen.len() >= REMEMBERED {
            seen.pop_front();
        }
        seen.push_back(id.to_owned());
        true
    }
}

/// The hash of what LiveKit itself has sent, by its token: before that is read, so that nobody else is listened to.
pub fn signed(keys: &Keys, token: Option<&str>) -> Option<String> {
    let token = token?;
    let token = token.strip_prefix("Bearer ").unwrap_or(token);
    let claims = jwt::open::<Claims>(keys.secret.as_bytes(), token).ok()?;
    let genuine = claims.iss == keys.key && jwt::now() < claims.exp.saturating_add(LEEWAY);
    genuine.then_some(claims.sha256)
}

/// Whether it came through unaltered.
pub fn is_whole(sha256: &str, body: &[u8]) -> bool {
    sha256 == STANDARD.encode(Sha256::digest(body))
}

/// The fact in it, if it is one, of a room of ours, and not told before. Our own listener in the room is no fact.
pub fn fact(body: &[u8], gates: &Gates, seen: &Seen, listener: &str) -> Option<MediaFact> {
    let told: Told = serde_json::from_slice(body)
        .inspect_err(|error| tracing::warn!(%error, "media: LiveKit tells what is not understood"))
        .ok()?;
    let room = told.room?.name;
    // Others may have rooms there too.
    if !gates.knows(&room) || !seen.is_new(&told.id) {
        return None;
    }
    let participant = told.participant.filter(|one| one.identity != listener)?;
    let identity = participant.identity;
    let source = || {
        told.track
            .as_ref()
            .and_then(|track| source_of(&track.source))
    };
    match told.event.as_str() {
        "participant_joined" => Some(MediaFact::Joined { room, identity }),
        "participant_left" | "participant_connection_aborted" => {
            let sent = gates.person(&room, &identity, |one| one.sent).flatten();
            let cause = cause(&participant.disconnect_reason, sent);
            Some(MediaFact::Left {
                room,
                identity,
                cause,
            })
        }
        "track_published" => Some(MediaFact::TrackPublished {
            room,
            identity,
            source: source()?,
        }),
        "track_unpublished" => Some(MediaFact::TrackUnpublished {
            room,
            identity,
            source: source()?,
        }),
        _ => None,
    }
}

/// LiveKit knows no moving: who is moved is removed there.
fn cause(reason: &str, sent: Option<LeaveCause>) -> LeaveCause {
    match reason {
        "CLIENT_INITIATED" => LeaveCause::Client,
        "DUPLICATE_IDENTITY" => LeaveCause::Replaced,
        "PARTICIPANT_REMOVED" => sent.unwrap_or(LeaveCause::Removed),
        "ROOM_DELETED" | "ROOM_CLOSED" => LeaveCause::RoomEnded,
        _ => LeaveCause::Lost,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn is_genuine(keys: &Keys, token: Option<&str>, body: &[u8]) -> bool {
        super::signed(keys, token).is_some_and(|sha256| is_whole(&sha256, body))
    }
    use crate::livekit::gates::Room;
    use crate::participant::Source;

    fn keys() -> Keys {
        Keys {
            key: "court".into(),
            secret: "a secret of more than thirty-two characters".into(),
        }
    }

    fn signed(secret: &str, iss: &str, exp: u64, body: &[u8]) -> String {
        let sha256 = STANDARD.encode(Sha256::digest(body));
        jwt::sign(
            secret.as_bytes(),
            &json!({ "iss": iss, "exp": exp, "sha256": sha256 }),
        )
    }

    #[test]
    fn only_what_livekit_signed_counts() {
        let keys = keys();
        let soon = jwt::now() + 300;
        let token = signed(&keys.secret, "court", soon, b"body");
        assert!(is_genuine(&keys, Some(&token), b"body"));
        assert!(!is_genuine(&keys, Some(&token), b"another body"));
        assert!(!is_genuine(&keys, None, b"body"));
        let wrong = [
            signed("another secret", "court", soon, b"body"),
            signed(&keys.secret, "another court", soon, b"body"),
            signed(&keys.secret, "court", jwt::now() - 120, b"body"),
            // A key to a room is no word of LiveKit's.
            jwt::sign(
                keys.secret.as_bytes(),
                &json!({ "iss": "court", "exp": soon }),
            ),
        ];
        for token in wrong {
            assert!(!is_genuine(&keys, Some(&token), b"body"));
        }
    }

    #[test]
    fn facts_of_our_rooms_once() {
        let gates = Gates::default();
        gates.lock().insert("r".into(), Room::default());
        let seen = Seen::default();
        let of = |identity: &str, room: &str, id: &str, event: &str| {
            json!({
                "event": event, "id": id, "room": { "name": room }, "createdAt": "1764171234",
                "participant": { "identity": identity, "disconnectReason": "PARTICIPANT_REMOVED" },
                "track": { "source": "CAMERA", "type": "VIDEO" },
            })
            .to_string()
        };
        let told = |room, id, event| of("judge", room, id, event);
        let fact = |body: String| fact(body.as_bytes(), &gates, &seen, "listener");
        assert_eq!(
            fact(told("r", "1", "track_published")),
            Some(MediaFact::TrackPublished {
                room: "r".into(),
                identity: "judge".into(),
                source: Source::Camera
            })
        );
        assert_eq!(fact(told("r", "1", "track_published")), None, "repeated");
        assert_eq!(fact(told("s", "2", "track_published")), None, "of others");
        assert_eq!(fact(told("r", "3", "room_started")), None);
        for event in ["participant_joined", "participant_left"] {
            assert_eq!(fact(of("listener", "r", event, event)), None, "our own");
        }
        gates.person("r", "judge", |one| one.send_away(1, LeaveCause::Moved));
        assert!(matches!(
            fact(told("r", "4", "participant_left")),
            Some(MediaFact::Left {
                cause: LeaveCause::Moved,
                ..
            })
        ));
    }
}
