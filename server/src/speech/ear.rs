//! The ear of one hearing: a tap beside the recorder's, and who may be heard by it. What somebody says who may not, or at a time
//! at which nobody may, is dropped here, before anything is made of it.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use hearing::{Millis, SeatId};
use kaiting_media::{Source, Tap, Tape, Taped, Taps};
use tokio::sync::Notify;

use super::funasr::FRAME_MS;
use super::voice::{Frame, Voice};
use crate::clock;

/// What is kept of a voice while the provider does not take it: ten seconds.
pub const BACKLOG: usize = 10_000 / FRAME_MS as usize;
/// Of what came before the first loud piece, so that no word lacks its beginning: half a second.
pub const BEFORE: usize = 8;

#[derive(Clone)]
pub struct Ear {
    inner: Arc<Inner>,
}

pub struct Inner {
    taps: Taps,
    runs: AtomicU64,
    heard: Mutex<Heard>,
    /// Somebody begins to speak, or who may be heard is another.
    pub stirs: Notify,
}

#[derive(Default)]
struct Heard {
    allowed: BTreeSet<SeatId>,
    voices: HashMap<SeatId, VecDeque<Frame>>,
    /// Said, and not sent (ms).
    missed: u64,
}

impl Ear {
    /// # Errors
    /// When the system gives no thread.
    pub fn open() -> std::io::Result<Self> {
        let tape = Tape::new();
        let inner = Arc::new(Inner {
            taps: tape.taps(),
            runs: AtomicU64::new(0),
            heard: Mutex::default(),
            stirs: Notify::new(),
        });
        let listens = Arc::downgrade(&inner);
        std::thread::Builder::new()
            .name("ear".to_owned())
            .spawn(move || listen(&tape, &listens))?;
        Ok(Self { inner })
    }

    pub fn tap(&self) -> Tap {
        let run = self.inner.runs.fetch_add(1, Ordering::Relaxed) + 1;
        self.inner.taps.voices(run)
    }

    /// From here on those are heard and nobody else is. What others have said and was not sent yet is forgotten.
    pub fn allow(&self, allowed: BTreeSet<SeatId>) {
        {
            let mut heard = self.lock();
            let Heard { voices, missed, .. } = &mut *heard;
            voices.retain(|seat, frames| {
                let stays = allowed.contains(seat);
                if !stays {
                    *missed += loud_ms(frames);
                }
                stays
            });
            heard.allowed = allowed;
        }
        self.inner.stirs.notify_one();
    }

    pub fn is_allowed(&self, seat: &SeatId) -> bool {
        self.lock().allowed.contains(seat)
    }

    pub fn listens(&self) -> bool {
        !self.lock().allowed.is_empty()
    }

    /// Those who have begun to speak.
    pub fn speaking(&self) -> Vec<SeatId> {
        let heard = self.lock();
        let speaking = heard
            .voices
            .iter()
            .filter(|(_, frames)| frames.iter().any(|f| f.loud));
        speaking.map(|(seat, _)| seat.clone()).collect()
    }

    /// The next piece, while he may be heard; and how many wait behind it.
    pub fn next(&self, seat: &SeatId) -> Option<(Frame, usize)> {
        let mut heard = self.lock();
        if !heard.allowed.contains(seat) {
            return None;
        }
        let frames = heard.voices.get_mut(seat)?;
        let frame = frames.pop_front()?;
        Some((frame, frames.len()))
    }

    /// How much was said that no provider has heard (ms).
    pub fn missed(&self) -> u64 {
        self.lock().missed
    }

    pub async fn stirs(&self) {
        self.inner.stirs.notified().await;
    }

    /// As the tap brings it.
    #[cfg(test)]
    pub fn hear(&self, seat: &SeatId, frame: Frame) {
        self.inner.hear(seat, frame);
    }

    fn lock(&self) -> MutexGuard<'_, Heard> {
        self.inner.lock()
    }
}

impl Inner {
    fn lock(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hear(&self, seat: &SeatId, frame: Frame) {
        let loud = frame.loud;
        {
            let mut heard = self.lock();
            if !heard.allowed.contains(seat) {
                return;
            }
            let Heard { voices, missed, .. } = &mut *heard;
            let frames = voices.entry(seat.clone()).or_default();
            frames.push_back(frame);
            // Before anybody has said anything, only the last moment is of use.
            let quiet = frames.iter().all(|f| !f.loud);
            let most = if quiet { BEFORE } else { BACKLOG };
            while frames.len() > most {
                if frames.pop_front().is_some_and(|f| f.loud) {
                    *missed += FRAME_MS;
                }
            }
        }
        if loud {
            self.stirs.notify_one();
        }
    }

    fn may_be_heard(&self, identity: &str) -> bool {
        self.lock()
            .allowed
            .iter()
            .any(|seat| seat.as_str() == identity)
    }
}

fn loud_ms(frames: &VecDeque<Frame>) -> u64 {
    let loud = frames.iter().filter(|f| f.loud).count();
    u64::try_from(loud).unwrap_or(0) * FRAME_MS
}

/// Until nobody holds the ear any more.
fn listen(tape: &Tape, inner: &Weak<Inner>) {
    let mut voices: HashMap<Arc<str>, Voice> = HashMap::new();
    loop {
        let taped = tape.taped.recv_timeout(Duration::from_millis(500));
        let Some(inner) = inner.upgrade() else { return };
        let now: Millis = clock::now();
        match taped {
            Ok(Taped::Packet(packet)) if packet.source == Source::Microphone => {
                if !inner.may_be_heard(&packet.identity) {
                    voices.remove(&packet.identity);
                    continue;
                }
                let voice = voices.entry(Arc::clone(&packet.identity)).or_default();
                let seat = SeatId::new(&*packet.identity);
                for frame in voice.hear(&packet, now) {
                    inner.hear(&seat, frame);
                }
            }
            Ok(Taped::Ended { identity, .. }) => {
                voices.remove(&*identity);
            }
            Ok(Taped::Lost { packets, .. }) => {
                tracing::warn!(packets, "the ear was too slow");
            }
            Ok(Taped::Packet(_) | Taped::Alive { .. }) | Err(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::funasr::FRAME;

    fn frame(loud: bool) -> Frame {
        let pcm = vec![if loud { 2_000 } else { 0 }; FRAME];
        Frame::of(pcm.into(), 0)
    }

    #[test]
    fn who_may_not_be_heard_is_not_and_what_waits_is_bounded() {
        let ear = Ear::open().unwrap();
        let [one, two] = ["one", "two"].map(SeatId::new);
        ear.hear(&one, frame(true));
        assert!(
            ear.next(&one).is_none(),
            "nobody is heard before the hearing says so"
        );
        ear.allow([one.clone()].into());
        ear.hear(&two, frame(true));
        assert!(ear.next(&two).is_none() && ear.speaking().is_empty());
        for _ in 0..100 {
            ear.hear(&one, frame(false));
        }
        assert!(ear.speaking().is_empty(), "a quiet room");
        ear.hear(&one, frame(true));
        assert!(ear.speaking() == std::slice::from_ref(&one));
        let (first, behind) = ear.next(&one).unwrap();
        assert!(!first.loud && behind == BEFORE, "{behind}");
        for _ in 0..3 * BACKLOG {
            ear.hear(&one, frame(true));
        }
        let waits = std::iter::from_fn(|| ear.next(&one)).count();
        assert_eq!(waits, BACKLOG);
        assert!(ear.missed() >= 2 * 10_000 - 1_000, "{}", ear.missed());
        // A break: what was said and is not sent will not be.
        ear.hear(&one, frame(true));
        ear.allow(BTreeSet::new());
        assert!(ear.next(&one).is_none() && !ear.listens());
        ear.allow([one.clone()].into());
        assert!(ear.next(&one).is_none());
    }
}
