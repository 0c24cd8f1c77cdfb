//! Who sends what, as LiveKit tells it, and where each of it stands in its offers.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use str0m::format::Codec;
use str0m::media::{MediaKind, Mid};
use str0m::rtp::{RtpPacket, Ssrc, Vp8Descriptor};

use crate::layers::Layer;
use crate::participant::{Source, Track};
use crate::rate::Rates;
use crate::tap::Tap;
use crate::wire::{ParticipantInfo, STATE_DISCONNECTED, TrackInfo};

/// After so long without a packet the sender's clock is no measure of the time that has passed. A voice that says nothing
/// sends something several times a second; a picture that stands still may send less.
const QUIET_VOICE: Duration = Duration::from_millis(1_000);
const QUIET_PICTURE: Duration = Duration::from_millis(3_000);

/// LiveKit offers what it lists at once. What it has not offered by then, it does not give us.
const GIVEN: Duration = Duration::from_secs(5);

#[derive(Default)]
pub struct Tracks {
    /// By LiveKit's name of it.
    known: HashMap<String, Known>,
    /// Which of them stands in which line of the offer.
    lines: HashMap<Mid, String>,
    /// In which each person is here, by LiveKit's name of it; and those that are over.
    visits: HashMap<String, String>,
    over: HashSet<String>,
    /// Of each person, so that one alone does not fill the disk.
    rates: HashMap<String, Rates>,
    /// Counts the times a flow began anew.
    epochs: u32,
}

struct Known {
    /// Of the person as he is here now: who comes again has another.
    visit: String,
    identity: String,
    track: Track,
    /// Since when it should come.
    since: Instant,
    flow: Option<Flow>,
}

/// A packet of LiveKit's.
pub struct Came {
    pub packet: RtpPacket,
    /// In which line of the offer.
    pub mid: Mid,
    pub codec: Option<Codec>,
    pub at: Instant,
}

/// What came of it last.
#[derive(Clone, Copy)]
struct Flow {
    ssrc: Ssrc,
    at: Instant,
}

impl Tracks {
    /// Everybody who is there, and nobody else.
    pub fn all(&mut self, people: &[ParticipantInfo], now: Instant, tap: Option<&mut Tap>) {
        self.lines.clear();
        self.visits.clear();
        self.over.clear();
        for known in self.known.values_mut() {
            known.flow = None;
            known.since = now;
        }
        let mut tap = tap;
        let here = |known: &Known| people.iter().any(|one| one.sid == known.visit);
        self.keep(here, now, tap.as_deref_mut());
        for one in people {
            self.update(one, now, tap.as_deref_mut());
        }
    }

    /// One of them, with all that he sends.
    pub fn update(&mut self, one: &ParticipantInfo, now: Instant, tap: Option<&mut Tap>) {
        if self.over.contains(&one.sid) {
            return;
        }
        let gone = one.state == STATE_DISCONNECTED;
        // Of who has come again, even to go at once, LiveKit does not say that he was gone.
        let before = self.visits.insert(one.identity.clone(), one.sid.clone());
        self.over.extend(before.filter(|before| *before != one.sid));
        if gone {
            self.over.insert(one.sid.clone());
        }
        let sent: &[TrackInfo] = if gone { &[] } else { &one.tracks };
        let stays = |known: &Known| {
            let sends = || sent.iter().any(|info| info.sid == known.track.info.sid);
            known.identity != one.identity || (known.visit == one.sid && sends())
        };
        self.keep(stays, now, tap);
        for info in sent {
            let Some(source) = Source::from_wire(info.source) else {
                continue;
            };
            match self.known.get_mut(&info.sid) {
                Some(known) => {
                    // What follows a pause does not follow on what came before it.
                    if known.track.info.muted != info.muted {
                        known.flow = None;
                        known.since = now;
                    }
                    known.track.info.muted = info.muted;
                }
                None => {
                    if !is_taped(&info.mime_type) {
                        tracing::warn!(
                            identity = one.identity,
                            codec = info.mime_type,
                            "media: sent in a codec that is not recorded"
                        );
                    }
                    let known = Known {
                        visit: one.sid.clone(),
                        identity: one.identity.clone(),
                        track: track(info, source, now),
                        since: now,
                        flow: None,
                    };
                    self.known.insert(info.sid.clone(), known);
                }
            }
        }
    }

    fn keep(&mut self, stays: impl Fn(&Known) -> bool, now: Instant, tap: Option<&mut Tap>) {
        let mut tap = tap;
        for (_, gone) in self.known.extract_if(|_, known| !stays(known)) {
            if let Some(tap) = tap.as_deref_mut() {
                tap.ended(&gone.identity, &gone.track, now);
            }
        }
    }

    /// An offer of LiveKit's: which track is behind which line.
    pub fn offered(&mut self, sdp: &str, now: Instant) {
        for sid in self.lines.values() {
            if let Some(known) = self.known.get_mut(sid) {
                known.since = now;
            }
        }
        self.lines.clear();
        let (mut mid, mut sid) = (None, None);
        for line in sdp.lines() {
            if line.starts_with("m=") {
                (mid, sid) = (None, None);
            } else if let Some(name) = line.strip_prefix("a=mid:") {
                mid = Some(name.trim());
            } else if let Some(names) = line.strip_prefix("a=msid:") {
                // Of the stream, then of the track.
                sid = names.split_whitespace().nth(1);
            } else {
                continue;
            }
            if let (Some(mid), Some(sid)) = (mid, sid) {
                self.lines.insert(Mid::from(mid), sid.to_owned());
            }
        }
    }

    /// Hands a packet to the tap, if its sender may be heard or seen. Whether it is to begin anew with a picture that needs no
    /// earlier one.
    pub fn take(&mut self, came: Came, lets: impl Fn(&str, Source) -> bool, tap: &mut Tap) -> bool {
        let Came {
            mut packet,
            mid,
            codec,
            at: now,
        } = came;
        let sid = self.lines.get(&mid);
        let Some(known) = sid.and_then(|sid| self.known.get_mut(sid)) else {
            return false;
        };
        let source = known.track.source;
        if !lets(&known.identity, source) {
            return false;
        }
        let (wanted, quiet) = match source.kind() {
            MediaKind::Audio => (Codec::Opus, QUIET_VOICE),
            MediaKind::Video => (Codec::Vp8, QUIET_PICTURE),
        };
        let rates = self
            .rates
            .entry(known.identity.clone())
            .or_insert_with(|| Rates::new(now));
        if codec != Some(wanted) || !rates.admit(source, packet.payload.len(), now) {
            return false;
        }
        if source.kind() == MediaKind::Video && is_blank(&packet.payload) {
            packet.payload = Arc::default();
        }
        let vp8 = match source.kind() {
            MediaKind::Audio => None,
            MediaKind::Video => Vp8Descriptor::parse(&packet.payload).ok(),
        };
        let key_frame = vp8.is_some_and(|vp8| vp8.starts_keyframe(&packet.payload));
        let ssrc = packet.header.ssrc;
        let goes_on = known.flow.is_some_and(|flow| {
            flow.ssrc == ssrc && now.saturating_duration_since(flow.at) < quiet
        });
        if !goes_on {
            self.epochs = self.epochs.wrapping_add(1);
            known.track.epoch = self.epochs;
        }
        known.flow = Some(Flow { ssrc, at: now });
        let waits = tap.take(&known.identity, &known.track, 0, &packet, key_frame, now);
        let mut layers = known.track.layers.iter_mut();
        waits.is_some() && layers.any(|layer| layer.may_request(now))
    }

    /// Who sends what LiveKit does not give us, so that it is not taped; nobody, when all comes that should.
    pub fn withheld(&self, now: Instant) -> Option<&str> {
        let lacks = |(sid, known): &(&String, &Known)| {
            let info = &known.track.info;
            !info.muted
                && is_taped(&info.mime_type)
                && now.saturating_duration_since(known.since) > GIVEN
                && !self.lines.values().any(|one| one == *sid)
        };
        let (_, known) = self.known.iter().find(lacks)?;
        Some(&known.identity)
    }

    /// By which of its streams LiveKit is asked for a picture of this person.
    pub fn stream(&self, identity: &str, source: Source) -> Option<Ssrc> {
        let of_him = |known: &&Known| known.identity == identity && known.track.source == source;
        let flow = self.known.values().find(of_him)?.flow?;
        Some(flow.ssrc)
    }
}

fn track(info: &TrackInfo, source: Source, now: Instant) -> Track {
    Track {
        info: info.clone(),
        source,
        closed: false,
        cids: Vec::new(),
        mid: None,
        // LiveKit chooses among the publisher's, and goes from one to the other within the same stream.
        layers: vec![Layer::new(None, now)],
        recent: Vec::new(),
        epoch: 0,
        subscribers: Vec::new(),
        silenced: None,
    }
}

/// LiveKit gives a voice that is sent twice over (RED) as it is to whoever does not take that. One that names nothing is seen
/// by its packets.
fn is_taped(mime: &str) -> bool {
    let mime = mime.to_ascii_lowercase();
    matches!(mime.as_str(), "" | "audio/opus" | "audio/red" | "video/vp8")
}

/// With which LiveKit fills in for a picture that has ended: a key frame of eight points by eight, of nobody.
fn is_blank(payload: &[u8]) -> bool {
    const KEY_OF_EIGHT: [u8; 7] = [0x9d, 0x01, 0x2a, 8, 0, 8, 0];
    let start = payload.get(..payload.len().min(24)).unwrap_or_default();
    start
        .windows(KEY_OF_EIGHT.len())
        .any(|at| at == KEY_OF_EIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tap::{Tape, Taped};

    fn person(sid: &str, tracks: &[(&str, Source, bool)]) -> ParticipantInfo {
        let sent = tracks.iter().map(|(sid, source, muted)| TrackInfo {
            sid: (*sid).to_owned(),
            source: source.to_wire(),
            muted: *muted,
            ..TrackInfo::default()
        });
        ParticipantInfo {
            sid: sid.to_owned(),
            identity: format!("seat of {sid}"),
            state: 2,
            tracks: sent.collect(),
            ..ParticipantInfo::default()
        }
    }

    fn names(tracks: &Tracks) -> Vec<&str> {
        let mut names: Vec<&str> = tracks.known.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn what_is_listed_is_known_and_nothing_else() {
        let now = Instant::now();
        let mut tracks = Tracks::default();
        let (voice, camera) = (Source::Microphone, Source::Camera);
        let a = person("PA_a", &[("TR_1", voice, false), ("TR_2", camera, false)]);
        let b = person("PA_b", &[("TR_3", voice, true)]);
        tracks.all(&[a.clone(), b.clone()], now, None);
        assert_eq!(names(&tracks), ["TR_1", "TR_2", "TR_3"]);
        // Off the list, as one who is locked.
        tracks.update(&person("PA_a", &[("TR_2", camera, false)]), now, None);
        assert_eq!(names(&tracks), ["TR_2", "TR_3"]);
        let gone = ParticipantInfo {
            state: STATE_DISCONNECTED,
            ..b
        };
        tracks.update(&gone, now, None);
        assert_eq!(names(&tracks), ["TR_2"]);
        let again = ParticipantInfo {
            sid: "PA_a2".into(),
            ..person("PA_a", &[("TR_4", camera, false)])
        };
        tracks.update(&again, now, None);
        assert_eq!(names(&tracks), ["TR_4"], "he has come again");
        let gone = |sid: &str| ParticipantInfo {
            sid: sid.into(),
            state: STATE_DISCONNECTED,
            ..person("PA_a", &[])
        };
        for late in [gone("PA_a"), a] {
            tracks.update(&late, now, None);
            assert_eq!(names(&tracks), ["TR_4"], "of before");
        }
        tracks.update(&gone("PA_a3"), now, None);
        assert!(names(&tracks).is_empty(), "once more, and gone at once");
        // LiveKit was started anew, and knows nobody of before.
        tracks.all(&[person("PA_c", &[("TR_9", voice, false)])], now, None);
        assert_eq!(names(&tracks), ["TR_9"]);
        let unknown = ParticipantInfo {
            tracks: vec![TrackInfo {
                sid: "TR_8".into(),
                source: 4,
                ..TrackInfo::default()
            }],
            ..person("PA_d", &[])
        };
        tracks.update(&unknown, now, None);
        assert_eq!(names(&tracks), ["TR_9"]);
    }

    #[test]
    fn what_the_tap_never_heard_ends_in_silence() {
        let now = Instant::now();
        let tape = Tape::new();
        let mut tap = tape.taps().tap(1);
        let mut tracks = Tracks::default();
        let a = person("PA_a", &[("TR_1", Source::Microphone, false)]);
        tracks.all(&[a], now, Some(&mut tap));
        tracks.all(&[], now, Some(&mut tap));
        let said: Vec<Taped> = tape.taped.try_iter().collect();
        assert!(said.is_empty());
    }

    #[test]
    fn an_offer_says_which_track_is_behind_which_line() {
        let now = Instant::now();
        let mut tracks = Tracks::default();
        tracks.offered(
            "v=0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:0\r\n\
             m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:1\r\na=msid:PA_a|camera TR_1\r\na=sendonly\r\n\
             m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=msid:PA_a|camera TR_2\r\na=mid:2\r\n\
             m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:3\r\na=inactive\r\n",
            now,
        );
        let of = |mid: &str| tracks.lines.get(&Mid::from(mid)).map(String::as_str);
        assert_eq!(
            [of("0"), of("1"), of("2"), of("3")],
            [None, Some("TR_1"), Some("TR_2"), None]
        );
        tracks.offered(
            "m=audio 9 x 111\r\na=mid:1\r\na=msid:PA_b|camera TR_7\r\n",
            now,
        );
        assert_eq!(tracks.lines.len(), 1, "the newest counts");
    }

    #[test]
    fn what_is_listed_and_not_given_is_noticed() {
        let now = Instant::now();
        let later = now + GIVEN * 2;
        let mut tracks = Tracks::default();
        tracks.update(
            &person("PA_a", &[("TR_1", Source::Microphone, true)]),
            now,
            None,
        );
        assert_eq!(tracks.withheld(later), None, "muted, it need not come");
        tracks.update(
            &person("PA_a", &[("TR_1", Source::Microphone, false)]),
            now,
            None,
        );
        assert_eq!(tracks.withheld(now), None, "not yet");
        assert_eq!(tracks.withheld(later), Some("seat of PA_a"));
        let offer = "m=audio 9 x 111\r\na=mid:1\r\na=msid:PA_a|camera TR_1\r\n";
        tracks.offered(offer, now);
        assert_eq!(tracks.withheld(later), None);
        tracks.offered("", later);
        assert_eq!(tracks.withheld(later), None, "gone a moment ago");
        assert!(tracks.withheld(later + GIVEN * 2).is_some());
    }

    #[test]
    fn a_filling_is_no_picture() {
        let header = [0x90, 0x80, 0x81, 0x23];
        let blank = [
            &header[..],
            &[0x10, 2, 0, 0x9d, 1, 0x2a, 8, 0, 8, 0, 0, 0x47],
            &[0; 900],
        ];
        assert!(is_blank(&blank.concat()));
        let real = [
            &header[..],
            &[0x10, 2, 0, 0x9d, 1, 0x2a, 0x80, 2, 0x68, 1, 0, 0x47],
        ];
        assert!(!is_blank(&real.concat()));
        assert!(!is_blank(&[]));
    }
}
