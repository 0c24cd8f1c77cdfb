//! What a recorder is given of a room: every packet that the others are given too, and no other.
//!
//! A tap hangs on one room, so that what is said elsewhere cannot come through it, and it takes packets where the forwarder
//! has let them pass, so that who is muted is not recorded. It never waits: what a slow recorder cannot take is counted, and
//! the recorder is told as soon as it can.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use str0m::media::MediaKind;
use str0m::rtp::RtpPacket;

use crate::layers::{self, Wanted};
use crate::participant::{Source, Track};

/// Packets on their way to a recorder, some 10 MB: more than a second of a full house.
const WAITING: usize = 8_192;
/// How often a picture begins anew, so that whoever looks at it later need not go back further.
const KEY_FRAMES: Duration = Duration::from_secs(10);

/// A packet as its publisher sent it.
#[derive(Clone)]
pub struct TapedPacket {
    /// Counts the taps of a recorder: one that was hung anew begins anew.
    pub run: u64,
    pub identity: Arc<str>,
    pub source: Source,
    /// Another number: neither sequence numbers nor times follow on what came before.
    pub stream: u64,
    /// Extended: it does not turn over.
    pub seq: u64,
    /// In the clock of the codec, extended.
    pub time: u64,
    /// The last packet of a picture.
    pub marker: bool,
    pub arrived: Instant,
    pub payload: Arc<[u8]>,
}

pub enum Taped {
    Packet(TapedPacket),
    /// This source of a person is no longer sent.
    Ended {
        identity: String,
        source: Source,
    },
    /// Some times a second: the room is there, and whatever was said is on its way.
    Alive {
        run: u64,
        at: Instant,
    },
    /// So many packets could not be taken since then.
    Lost {
        packets: u64,
        since: Instant,
    },
}

/// The recorder's end.
pub struct Tape {
    pub taped: Receiver<Taped>,
    out: SyncSender<Taped>,
    wishes: Wishes,
}

/// Whose picture the recorder cannot make sense of before it begins anew.
type Wishes = Arc<Mutex<Vec<(Arc<str>, Source)>>>;

/// Makes taps that all end at one recorder.
#[derive(Clone)]
pub struct Taps {
    out: SyncSender<Taped>,
    wishes: Wishes,
}

impl Tape {
    #[allow(clippy::new_without_default, reason = "it is one end of something")]
    pub fn new() -> Self {
        let (out, taped) = sync_channel(WAITING);
        Self {
            taped,
            out,
            wishes: Wishes::default(),
        }
    }

    pub fn taps(&self) -> Taps {
        Taps {
            out: self.out.clone(),
            wishes: Arc::clone(&self.wishes),
        }
    }

    /// Asks for a picture that needs no earlier one.
    pub fn wants_key_frame(&self, identity: &Arc<str>, source: Source) {
        let mut wishes = self.wishes.lock().unwrap_or_else(PoisonError::into_inner);
        let wish = (Arc::clone(identity), source);
        if !wishes.contains(&wish) {
            wishes.push(wish);
        }
    }
}

impl Taps {
    /// For what is heard otherwise than in a room of this server. Answers whether it was taken.
    pub fn give(&self, taped: Taped) -> bool {
        self.out.try_send(taped).is_ok()
    }

    pub fn tap(&self, run: u64) -> Tap {
        Tap {
            run,
            out: self.out.clone(),
            wishes: Arc::clone(&self.wishes),
            taken: HashMap::new(),
            streams: 0,
            lost: None,
            voices_only: false,
            beside: None,
        }
    }

    /// A tap by which no picture comes.
    pub fn voices(&self, run: u64) -> Tap {
        Tap {
            voices_only: true,
            ..self.tap(run)
        }
    }
}

/// The room's end.
pub struct Tap {
    run: u64,
    voices_only: bool,
    /// Another one that hangs where this one does.
    beside: Option<Box<Tap>>,
    out: SyncSender<Taped>,
    wishes: Wishes,
    /// By the track's sid.
    taken: HashMap<String, Taken>,
    streams: u64,
    lost: Option<(u64, Instant)>,
}

struct Taken {
    identity: Arc<str>,
    layer: usize,
    epoch: u32,
    stream: u64,
    began_anew: Instant,
}

impl Tap {
    /// Both of them on one room.
    pub fn beside(mut self, other: Tap) -> Self {
        self.beside = Some(Box::new(other));
        self
    }

    /// Takes a packet that has passed. Answers with the recorder's wish while it waits for a key frame.
    pub(crate) fn take(
        &mut self,
        identity: &str,
        track: &Track,
        layer: usize,
        packet: &RtpPacket,
        key_frame: bool,
        now: Instant,
    ) -> Option<Wanted> {
        if let Some(other) = &mut self.beside {
            other.take(identity, track, layer, packet, key_frame, now);
        }
        if self.voices_only && track.source != Source::Microphone {
            return None;
        }
        let wanted = Wanted::default();
        let before = self.taken.get(track.sid());
        let goes_on =
            before.is_some_and(|taken| taken.layer == layer && taken.epoch == track.epoch);
        if track.source.kind() == MediaKind::Video {
            let target = layers::choose(&track.layers, wanted, now);
            let begins = key_frame && target == Some(layer);
            let current = before.filter(|taken| taken.epoch == track.epoch);
            let passes = match current {
                // Any picture is better than none.
                None => key_frame,
                Some(taken) => taken.layer == layer || begins,
            };
            if !passes {
                let is_best = current.is_some_and(|taken| Some(taken.layer) == target);
                return (!is_best).then_some(wanted);
            }
        }
        let known = self.taken.get_mut(track.sid());
        let (identity, stream) = match known {
            Some(taken) if goes_on => {
                if key_frame {
                    taken.began_anew = now;
                }
                (Arc::clone(&taken.identity), taken.stream)
            }
            Some(_) | None => {
                self.streams += 1;
                let taken = Taken {
                    identity: identity.into(),
                    layer,
                    epoch: track.epoch,
                    stream: self.streams,
                    began_anew: now,
                };
                let made = (Arc::clone(&taken.identity), taken.stream);
                self.taken.insert(track.sid().to_owned(), taken);
                made
            }
        };
        self.send(
            Taped::Packet(TapedPacket {
                run: self.run,
                identity,
                source: track.source,
                stream,
                seq: *packet.seq_no,
                time: packet.time.numer(),
                marker: packet.header.marker,
                arrived: now,
                payload: Arc::clone(&packet.payload),
            }),
            now,
        );
        let old = self
            .taken
            .get(track.sid())
            .is_some_and(|taken| now.saturating_duration_since(taken.began_anew) >= KEY_FRAMES);
        (old && track.source.kind() == MediaKind::Video).then_some(wanted)
    }

    /// Says that the room is there; answers whose picture the recorder cannot make sense of.
    pub(crate) fn tick(&mut self, now: Instant) -> Vec<(Arc<str>, Source)> {
        if let Some(other) = &mut self.beside {
            other.tick(now);
        }
        self.send(
            Taped::Alive {
                run: self.run,
                at: now,
            },
            now,
        );
        let wishes = self.wishes.try_lock();
        wishes.map_or_else(|_| Vec::new(), |mut wishes| std::mem::take(&mut *wishes))
    }

    pub(crate) fn ended(&mut self, identity: &str, track: &Track, now: Instant) {
        if let Some(other) = &mut self.beside {
            other.ended(identity, track, now);
        }
        if self.taken.remove(track.sid()).is_some() {
            self.send(
                Taped::Ended {
                    identity: identity.to_owned(),
                    source: track.source,
                },
                now,
            );
        }
    }

    fn send(&mut self, taped: Taped, now: Instant) {
        if let Some((packets, since)) = self.lost {
            if self.out.try_send(Taped::Lost { packets, since }).is_err() {
                self.count(&taped, now);
                return;
            }
            self.lost = None;
        }
        match self.out.try_send(taped) {
            // Without a recorder there is nobody to tell; its own keeper has noticed.
            Ok(()) | Err(TrySendError::Disconnected(_)) => {}
            Err(TrySendError::Full(taped)) => self.count(&taped, now),
        }
    }

    fn count(&mut self, taped: &Taped, now: Instant) {
        if let Taped::Packet(_) = taped {
            let (packets, _) = self.lost.get_or_insert((0, now));
            *packets += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(seq: u64) -> Taped {
        Taped::Packet(TapedPacket {
            run: 1,
            identity: "one".into(),
            source: Source::Microphone,
            stream: 1,
            seq,
            time: seq,
            marker: false,
            arrived: Instant::now(),
            payload: [0; 1_200].into(),
        })
    }

    #[test]
    fn a_recorder_that_does_not_read_is_not_waited_for_and_is_told_what_it_missed() {
        let tape = Tape::new();
        let mut tap = tape.taps().tap(1);
        let begun = Instant::now();
        for seq in 0..WAITING as u64 + 500 {
            tap.send(packet(seq), begun);
        }
        let took = begun.elapsed();
        assert!(
            took < Duration::from_secs(2),
            "the forwarder waited {took:?}"
        );
        assert_eq!(tape.taped.try_iter().count(), WAITING);
        // As soon as there is room again, and before anything else.
        tap.send(packet(9_999_999), Instant::now());
        let told: Vec<Taped> = tape.taped.try_iter().collect();
        assert!(matches!(told[0], Taped::Lost { packets: 500, since } if since == begun));
        assert!(matches!(&told[1], Taped::Packet(packet) if packet.seq == 9_999_999));
        // Nobody is there any more: nothing happens.
        drop(tape);
        tap.send(packet(1), Instant::now());
    }
}
