//! What the court has decided of each person in each room, and what LiveKit does not keep for it: tokens that are dead,
//! permissions for who comes later, microphones that are held.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::mpsc;

use crate::fact::LeaveCause;
use crate::jwt::{Grant, Verified};
use crate::limit::Budget;
use crate::participant::{Permissions, Source};
use crate::wire::{AddTrack, TRACK_AUDIO, TRACK_VIDEO};

/// Joins and resumes of one identity, at once and per second.
const BURST: f64 = 20.0;
const PER_SECOND: f64 = 1.0;
/// Of one person, named by LiveKit or announced and not named yet. Who begins anew has none.
const MOST_TRACKS: usize = 32;
/// A client names its tracks by UUIDs.
const LONGEST_CID: usize = 128;
/// Rooms that have ended, of which LiveKit has still something to tell.
const ENDED: usize = 256;

#[derive(Default)]
pub struct Gates {
    rooms: Mutex<HashMap<String, Room>>,
    ended: Mutex<VecDeque<String>>,
}

#[derive(Default)]
pub struct Room {
    people: HashMap<String, Person>,
    /// It was ended, and LiveKit may have it still.
    pub ending: bool,
}

/// One identity in one room.
#[derive(Default)]
pub struct Person {
    /// Tokens issued up to here are dead.
    not_before: u64,
    /// Later than what tokens issued up to the stamp say.
    permissions: Option<(u64, Permissions)>,
    /// With which it is here, or would be.
    has: Option<Permissions>,
    held: Vec<Source>,
    arrivals: Option<Budget>,
    pub hidden: bool,
    /// Counts what was decided: who was let in before must not be when it is known after.
    decided: u64,
    /// Whether anybody was ever let through to LiveKit under this name, and may be there.
    pub came: bool,
    /// No call about him was answered, and then a node that lives had the room.
    sought: bool,
    /// By LiveKit's name of it.
    tracks: HashMap<String, Track>,
    /// Announced and not named yet: what the client said of it, by its own name of it.
    announced: HashMap<String, bool>,
    line: Option<Line>,
    /// Why it was sent away last, for the log.
    pub sent: Option<LeaveCause>,
}

struct Track {
    source: Source,
    /// What the client itself says, muted or open.
    closed: bool,
}

/// The signalling line that speaks for a person now.
#[derive(Clone)]
pub struct Line {
    pub id: u64,
    pub orders: mpsc::UnboundedSender<Word>,
}

/// What a line is to say by order of the court.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// To LiveKit, in the client's name.
    Mute { sid: String, muted: bool },
    /// To the client; then the line ends.
    Leave(LeaveCause),
}

/// Who may go through to LiveKit, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admitted {
    pub permissions: Permissions,
    pub decided: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    NoRoom,
    DeadToken,
    TooOften,
}

/// What becomes of a client's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passes {
    Yes,
    /// As if the client had said that it is muted.
    Muted,
    No,
}

impl Gates {
    pub fn lock(&self) -> MutexGuard<'_, HashMap<String, Room>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nothing when there is no such room.
    pub fn person<T>(
        &self,
        room: &str,
        identity: &str,
        act: impl FnOnce(&mut Person) -> T,
    ) -> Option<T> {
        let mut rooms = self.lock();
        let room = rooms.get_mut(room).filter(|room| !room.ending)?;
        Some(act(room.people.entry(identity.to_owned()).or_default()))
    }

    /// Whether somebody could come in.
    pub fn is_open(&self, room: &str) -> bool {
        self.lock().get(room).is_some_and(|room| !room.ending)
    }

    /// Whether the court has it so that this is heard or seen. Of whom it has never let in, nothing is.
    pub fn lets(&self, room: &str, identity: &str, source: Source) -> bool {
        let rooms = self.lock();
        let room = rooms.get(room).filter(|room| !room.ending);
        let one = room.and_then(|room| room.people.get(identity));
        one.is_some_and(|one| one.lets(source))
    }

    /// Whether he may be at LiveKit.
    pub fn came(&self, room: &str, identity: &str) -> bool {
        let rooms = self.lock();
        let one = rooms.get(room).and_then(|room| room.people.get(identity));
        one.is_some_and(|one| one.came)
    }

    /// A node that lives has this room now. Whoever has no line and of whom no call is answered from here on is at none.
    pub fn seek(&self, room: &str) {
        if let Some(room) = self.lock().get_mut(room) {
            let away = room.people.values_mut().filter(|one| !one.has_line());
            away.for_each(|one| one.sought = true);
        }
    }

    /// Whether it is, or was, a room of ours.
    pub fn knows(&self, room: &str) -> bool {
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        self.lock().contains_key(room) || ended.iter().any(|one| one == room)
    }

    /// LiveKit has it no more.
    pub fn forget(&self, room: &str) {
        if self.lock().remove(room).is_none() {
            return;
        }
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        if ended.len() >= ENDED {
            ended.pop_front();
        }
        ended.push_back(room.to_owned());
    }

    /// Nobody is let in any more. The lines of who is in it; nothing when there is no such room.
    pub fn shut(&self, room: &str) -> Option<Vec<Line>> {
        let mut rooms = self.lock();
        let room = rooms.get_mut(room)?;
        room.ending = true;
        let lines = room.people.values_mut().filter_map(|one| {
            one.sent = Some(LeaveCause::RoomEnded);
            one.line.take()
        });
        Some(lines.collect())
    }

    pub fn admit(&self, token: &Verified, now: Instant) -> Result<Admitted, Refusal> {
        let grant = &token.grant;
        self.person(&grant.room, &grant.identity, |one| one.admit(token, now))
            .unwrap_or(Err(Refusal::NoRoom))
    }

    /// The greeting of LiveKit is here, and this line is the person's from now on: unless something was decided since it
    /// was let through.
    pub fn enter(&self, grant: &Grant, admitted: &Admitted, anew: bool, line: Line) -> bool {
        let entered = self.person(&grant.room, &grant.identity, |one| {
            if one.decided != admitted.decided {
                return false;
            }
            if anew {
                one.tracks.clear();
                one.announced.clear();
            }
            one.sent = None;
            for (sid, track) in &one.tracks {
                if !track.closed && !one.held.contains(&track.source) {
                    let sid = sid.clone();
                    let _ = line.orders.send(Word::Mute { sid, muted: false });
                }
            }
            one.line = Some(line);
            true
        });
        entered == Some(true)
    }
}

impl Person {
    fn admit(&mut self, token: &Verified, now: Instant) -> Result<Admitted, Refusal> {
        if token.stamp <= self.not_before {
            return Err(Refusal::DeadToken);
        }
        let budget = self
            .arrivals
            .get_or_insert_with(|| Budget::new(BURST, PER_SECOND, now));
        if !budget.take(now) {
            return Err(Refusal::TooOften);
        }
        let grant = &token.grant;
        let granted = Permissions {
            audio: grant.publish_audio,
            video: grant.publish_video,
            subscribe: grant.subscribe,
        };
        self.hidden = grant.hidden;
        self.came = true;
        self.sought = false;
        let permissions = match self.permissions {
            Some((stamp, decided)) if token.stamp <= stamp => decided,
            Some(_) | None => granted,
        };
        self.has = Some(permissions);
        Ok(Admitted {
            permissions,
            decided: self.decided,
        })
    }

    /// Every token until now is dead, and the line ends.
    pub fn send_away(&mut self, stamp: u64, cause: LeaveCause) {
        self.decided += 1;
        self.not_before = self.not_before.max(stamp);
        self.sent = Some(cause);
        self.say(Word::Leave(cause));
        self.line = None;
        self.tracks.clear();
        self.announced.clear();
    }

    pub fn permit(&mut self, stamp: u64, permissions: Permissions) {
        self.decided += 1;
        self.permissions = Some((stamp, permissions));
        self.has = Some(permissions);
    }

    /// What is known of what it sends of this source.
    pub fn hold(&mut self, source: Source) -> Vec<String> {
        if !self.held.contains(&source) {
            self.held.push(source);
        }
        let of_source = self
            .tracks
            .iter()
            .filter(|(_, track)| track.source == source);
        of_source.map(|(sid, _)| sid.clone()).collect()
    }

    /// What its client has opened meanwhile opens now.
    pub fn let_go(&mut self, source: Source) {
        let held = self.held.len();
        self.held.retain(|one| *one != source);
        if held == self.held.len() {
            return;
        }
        let open = self
            .tracks
            .iter()
            .filter(|(_, track)| track.source == source && !track.closed);
        let open: Vec<String> = open.map(|(sid, _)| sid.clone()).collect();
        for sid in open {
            self.say(Word::Mute { sid, muted: false });
        }
    }

    fn lets(&self, source: Source) -> bool {
        !self.held.contains(&source) && self.has.is_some_and(|has| has.allows(source))
    }

    pub fn has_line(&self) -> bool {
        self.line.is_some()
    }

    /// No call about him was answered once more. Whether that says that he is gone.
    pub fn is_gone(&mut self) -> bool {
        let gone = self.sought && !self.has_line();
        if gone {
            self.came = false;
            self.sought = false;
        }
        gone
    }

    pub fn is_line(&self, id: u64) -> bool {
        self.line.as_ref().is_some_and(|line| line.id == id)
    }

    pub fn line_ended(&mut self, id: u64) {
        if self.is_line(id) {
            self.line = None;
        }
    }

    pub fn permissions(&self) -> Option<Permissions> {
        self.permissions.map(|(_, permissions)| permissions)
    }

    fn say(&self, word: Word) {
        if let Some(line) = &self.line {
            // A line that has ended says nothing.
            let _ = line.orders.send(word);
        }
    }

    /// LiveKit asks for the source alone, and would take a voice under the name of a camera.
    /// None for who announces without end: a mute would have to name every one of them.
    pub fn announces(&mut self, track: &AddTrack) -> Option<Passes> {
        let Some(source) = Source::from_wire(track.source) else {
            return Some(Passes::No);
        };
        let kind = match source {
            Source::Microphone => TRACK_AUDIO,
            Source::Camera | Source::Screen => TRACK_VIDEO,
        };
        if track.kind != kind {
            return Some(Passes::No);
        }
        let many = self.tracks.len() + self.announced.len() >= MOST_TRACKS;
        if many || track.cid.len() > LONGEST_CID {
            return None;
        }
        self.announced.insert(track.cid.clone(), track.muted);
        Some(if self.held.contains(&source) {
            Passes::Muted
        } else {
            Passes::Yes
        })
    }

    /// LiveKit has named a track. Whether it is to be muted at once: it was held since it was announced.
    pub fn published(&mut self, cid: &str, sid: &str, source: i32, muted: bool) -> bool {
        let Some(source) = Source::from_wire(source) else {
            return false;
        };
        let closed = self.announced.remove(cid).unwrap_or(muted);
        self.tracks.insert(sid.to_owned(), Track { source, closed });
        self.held.contains(&source) && !muted
    }

    pub fn unpublished(&mut self, sid: &str) {
        self.tracks.remove(sid);
    }

    pub fn mutes(&mut self, sid: &str, muted: bool) -> Passes {
        let Some(track) = self.tracks.get_mut(sid) else {
            // Of what is not known nothing is opened.
            return if muted { Passes::Yes } else { Passes::No };
        };
        track.closed = muted;
        if !muted && self.held.contains(&track.source) {
            Passes::No
        } else {
            Passes::Yes
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const ALL: Permissions = Permissions {
        audio: true,
        video: true,
        subscribe: true,
    };

    fn token(stamp: u64) -> Verified {
        Verified {
            grant: Grant {
                room: "r".into(),
                identity: "party".into(),
                name: String::new(),
                publish_audio: true,
                publish_video: true,
                subscribe: true,
                hidden: false,
                ttl: Duration::from_secs(60),
            },
            id: "TK".into(),
            stamp,
        }
    }

    fn gates() -> Gates {
        let gates = Gates::default();
        gates.lock().insert("r".into(), Room::default());
        gates
    }

    fn line(id: u64) -> (Line, mpsc::UnboundedReceiver<Word>) {
        let (orders, said) = mpsc::unbounded_channel();
        (Line { id, orders }, said)
    }

    fn of_party<T>(gates: &Gates, act: impl FnOnce(&mut Person) -> T) -> T {
        gates.person("r", "party", act).unwrap()
    }

    fn microphone(cid: &str) -> AddTrack {
        AddTrack {
            cid: cid.into(),
            kind: TRACK_AUDIO,
            source: Source::Microphone.to_wire(),
            ..AddTrack::default()
        }
    }

    #[test]
    fn removal_kills_older_tokens_and_who_is_on_the_way() {
        let gates = gates();
        let now = Instant::now();
        let admitted = gates.admit(&token(5), now).unwrap();
        of_party(&gates, |one| one.send_away(10, LeaveCause::Removed));
        assert!(!gates.enter(&token(5).grant, &admitted, true, line(1).0));
        assert_eq!(gates.admit(&token(10), now), Err(Refusal::DeadToken));
        let admitted = gates.admit(&token(11), now).unwrap();
        let (line, mut said) = line(2);
        assert!(gates.enter(&token(11).grant, &admitted, true, line));
        of_party(&gates, |one| one.send_away(12, LeaveCause::Moved));
        assert_eq!(said.try_recv(), Ok(Word::Leave(LeaveCause::Moved)));
    }

    #[test]
    fn the_newest_decision_counts_and_undoes_a_join_under_way() {
        let gates = gates();
        let now = Instant::now();
        let before = gates.admit(&token(5), now).unwrap();
        let silent = Permissions {
            audio: false,
            ..ALL
        };
        of_party(&gates, |one| one.permit(10, silent));
        assert!(!gates.enter(&token(5).grant, &before, true, line(1).0));
        assert_eq!(gates.admit(&token(9), now).unwrap().permissions, silent);
        assert_eq!(gates.admit(&token(11), now).unwrap().permissions, ALL);
    }

    #[test]
    fn a_room_that_ends_lets_nobody_in() {
        let gates = gates();
        let now = Instant::now();
        assert!(gates.admit(&token(5), now).is_ok());
        assert!(gates.shut("r").is_some());
        assert_eq!(gates.admit(&token(6), now), Err(Refusal::NoRoom));
        assert!(gates.shut("another").is_none());
    }

    #[test]
    fn what_is_held_opens_when_it_is_let_go_and_its_client_has_opened_it() {
        let gates = gates();
        let admitted = gates.admit(&token(5), Instant::now()).unwrap();
        let (line, mut said) = line(1);
        assert!(gates.enter(&token(5).grant, &admitted, true, line));
        of_party(&gates, |one| {
            assert_eq!(one.announces(&microphone("a")), Some(Passes::Yes));
            assert!(!one.published("a", "TR_a", 2, false));
            assert_eq!(one.hold(Source::Microphone), ["TR_a"]);
            // A second one, while the first is held.
            assert_eq!(one.announces(&microphone("b")), Some(Passes::Muted));
            assert!(!one.published("b", "TR_b", 2, true));
            assert_eq!(one.mutes("TR_a", true), Passes::Yes);
            assert_eq!(one.mutes("TR_unknown", false), Passes::No);
            one.let_go(Source::Microphone);
        });
        let sid = "TR_b".to_owned();
        assert_eq!(said.try_recv(), Ok(Word::Mute { sid, muted: false }));
        assert!(
            said.try_recv().is_err(),
            "its client has the first one closed"
        );
        of_party(&gates, |one| {
            one.hold(Source::Microphone);
            assert_eq!(one.mutes("TR_a", false), Passes::No);
            one.let_go(Source::Microphone);
        });
        assert!(said.try_recv().is_ok());
    }

    #[test]
    fn what_the_court_does_not_let_be_heard_is_not_taped() {
        let gates = gates();
        let lets = |source| gates.lets("r", "party", source);
        assert!(!lets(Source::Microphone), "nobody has come");
        gates.admit(&token(5), Instant::now()).unwrap();
        assert!(lets(Source::Microphone) && lets(Source::Camera));
        of_party(&gates, |one| one.hold(Source::Microphone));
        assert!(!lets(Source::Microphone) && lets(Source::Camera));
        of_party(&gates, |one| one.let_go(Source::Microphone));
        assert!(lets(Source::Microphone));
        let silent = Permissions {
            audio: false,
            ..ALL
        };
        of_party(&gates, |one| one.permit(10, silent));
        assert!(!lets(Source::Microphone) && lets(Source::Camera));
        assert!(gates.shut("r").is_some() && !lets(Source::Camera));
    }

    #[test]
    fn held_between_announced_and_named_it_is_muted_when_it_is_named() {
        let gates = gates();
        of_party(&gates, |one| {
            one.announces(&microphone("a"));
            assert!(one.hold(Source::Microphone).is_empty());
            assert!(one.published("a", "TR_a", 2, false));
        });
    }

    #[test]
    fn who_announces_without_end_is_shown_out_and_begins_anew() {
        let gates = gates();
        of_party(&gates, |one| {
            for nth in 0..MOST_TRACKS {
                let cid = nth.to_string();
                assert!(one.announces(&microphone(&cid)).is_some());
                if nth % 2 == 0 {
                    one.published(&cid, &format!("TR_{nth}"), 2, false);
                }
            }
            assert_eq!(one.announces(&microphone("more")), None);
            assert_eq!(one.hold(Source::Microphone).len(), MOST_TRACKS / 2);
        });
        let long = "c".repeat(LONGEST_CID + 1);
        of_party(&gates, |one| one.unpublished("TR_0"));
        of_party(&gates, |one| {
            assert_eq!(one.announces(&microphone(&long)), None);
            assert!(one.announces(&microphone("more")).is_some());
        });
    }

    #[test]
    fn who_is_sought_in_vain_is_gone_unless_he_has_a_line_or_comes_again() {
        let gates = gates();
        let now = Instant::now();
        let is_gone = |gates: &Gates| of_party(gates, Person::is_gone);
        let admitted = gates.admit(&token(5), now).unwrap();
        assert!(!is_gone(&gates), "one call says nothing");
        gates.seek("r");
        assert!(gates.enter(&token(5).grant, &admitted, true, line(1).0));
        assert!(!is_gone(&gates), "he has a line");
        of_party(&gates, |one| one.line_ended(1));
        gates.admit(&token(6), now).unwrap();
        assert!(!is_gone(&gates), "he has come again");
        gates.seek("r");
        assert!(gates.came("r", "party") && is_gone(&gates));
        assert!(!gates.came("r", "party") && !is_gone(&gates));
    }

    #[test]
    fn a_voice_is_not_taken_under_the_name_of_a_camera() {
        let gates = gates();
        of_party(&gates, |one| {
            for source in [0, 1, 3, 4] {
                let disguised = AddTrack {
                    source,
                    ..microphone("a")
                };
                assert_eq!(one.announces(&disguised), Some(Passes::No), "{source}");
            }
        });
    }
}
