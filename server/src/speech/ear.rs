//! The ear of one hearing: a tap beside the recorder's, and who may be heard by it. What somebody says who may not, or at a time
//! at which nobody may, is dropped here, before anything is made of it.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use hearing::{Millis, SeatId};
use kaiting_media::{Source, Tap, Tape, Taped, Taps};
use kaiting_webm::opus;
use tokio::sync::Notify;

use super::funasr::FRAME_MS;
use super::voice::{Frame, Voice};
use crate::clock;

/// What is kept of a voice while the provider does not take it: ten seconds.
pub const BACKLOG: usize = 10_000 / FRAME_MS as usize;
/// Of what came before the first loud piece, so that no word lacks its beginning: half a second.
pub const BEFORE: usize = 8;

/// Nobody speaks faster than time goes by; a line that stood still brings what it owes at once (in samples of 48 kHz).
const EARNED_EACH_MS: u64 = 60;
const AT_ONCE: u64 = 5_000 * 48;
/// What cannot be read counts as a piece of 20 ms.
const UNREAD: u64 = 960;

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

/// How much of one voice is listened to: whoever sends more takes nobody else's turn.
struct Pace {
    left: u64,
    at: Instant,
    /// He has sent too much, and that was said.
    over: bool,
}

impl Pace {
    fn new(at: Instant) -> Self {
        Self {
            left: AT_ONCE,
            at,
            over: false,
        }
    }

    fn admits(&mut self, packet: &[u8], now: Instant) -> bool {
        let ms = now.saturating_duration_since(self.at).as_millis();
        let earned = u64::try_from(ms)
            .unwrap_or(AT_ONCE)
            .saturating_mul(EARNED_EACH_MS);
        if earned > 0 {
            self.left = self.left.saturating_add(earned).min(AT_ONCE);
            self.at = now;
        }
        let costs = opus::samples(packet).unwrap_or(UNREAD);
        match self.left.checked_sub(costs) {
            Some(left) => {
                self.left = left;
                true
            }
            None => {
                if !self.over {
                    self.over = true;
                    tracing::warn!(
                        "a voice brings more than can be said; the rest of it is not heard by the machine"
                    );
                }
                false
            }
        }
    }
}

/// Until nobody holds the ear any more.
fn listen(tape: &Tape, inner: &Weak<Inner>) {
    let mut voices: HashMap<Arc<str>, Voice> = HashMap::new();
    // Kept where a voice ends: who begins anew begins with what he has left.
    let mut paces: HashMap<Arc<str>, Pace> = HashMap::new();
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
                let arrived = packet.arrived;
                let pace = paces
                    .entry(Arc::clone(&packet.identity))
                    .or_insert_with(|| Pace::new(arrived));
                if !pace.admits(&packet.payload, arrived) {
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
    fn who_sends_more_than_can_be_said_is_listened_to_as_long_as_anybody() {
        let begun = Instant::now();
        let after = |ms: u64| begun + Duration::from_millis(ms);
        // 120 ms in each packet, and a packet each 2 ms.
        let long = [0x1B, 0x02];
        assert_eq!(opus::samples(&long), Some(120 * 48));
        let mut flood = Pace::new(begun);
        let heard = (0..5_000).filter(|n| flood.admits(&long, after(n * 2)));
        let ms = heard.count() * 120;
        assert!((10_000..18_000).contains(&ms), "{ms} ms in ten seconds");
        // Nor does what cannot be read cost nothing.
        let mut nonsense = Pace::new(begun);
        let taken = (0..5_000).filter(|_| nonsense.admits(&[], begun));
        assert_eq!(taken.count(), 250);
        // Who speaks for an hour, and who comes back after three seconds with all that he said meanwhile.
        let piece = opus::SILENCE;
        let mut honest = Pace::new(begun);
        assert!((0..180_000).all(|n| honest.admits(&piece, after(n * 20))));
        let late = (0..150).all(|_| honest.admits(&piece, after(3_603_000)));
        assert!(late && !honest.over);
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
