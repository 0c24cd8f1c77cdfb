//! How one hearing line does: what is left of it when it breaks is evidence, and no finding (R24, R25).

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// A minute of beats.
const KEPT: usize = 12;

/// Shared by who writes to the line and who reads from it.
#[derive(Clone)]
pub struct Trace(Arc<Mutex<Kept>>);

struct Kept {
    heard: Instant,
    sent: VecDeque<(u64, Instant)>,
    round_trips_ms: VecDeque<u32>,
}

impl Trace {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(Kept {
            heard: Instant::now(),
            sent: VecDeque::new(),
            round_trips_ms: VecDeque::new(),
        })))
    }

    pub fn heard(&self) {
        self.kept().heard = Instant::now();
    }

    pub fn beat_sent(&self, beat: u64) {
        let mut kept = self.kept();
        if kept.sent.len() == KEPT {
            kept.sent.pop_front();
        }
        kept.sent.push_back((beat, Instant::now()));
    }

    /// A beat that was never sent, or is answered already, says nothing.
    pub fn beat_answered(&self, beat: u64) {
        let mut kept = self.kept();
        let Some(at) = kept.sent.iter().position(|(sent, _)| *sent == beat) else {
            return;
        };
        let took = kept
            .sent
            .drain(..=at)
            .next_back()
            .map(|(_, sent)| sent.elapsed());
        if kept.round_trips_ms.len() == KEPT {
            kept.round_trips_ms.pop_front();
        }
        let ms = took.map_or(0, |took| took.as_millis());
        kept.round_trips_ms
            .push_back(u32::try_from(ms).unwrap_or(u32::MAX));
    }

    pub fn taken(&self) -> hearing::LineTrace {
        let kept = self.kept();
        hearing::LineTrace {
            silent_ms: u64::try_from(kept.heard.elapsed().as_millis()).unwrap_or(u64::MAX),
            round_trips_ms: kept.round_trips_ms.iter().copied().collect(),
            unanswered: u32::try_from(kept.sent.len()).unwrap_or(u32::MAX),
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_answered_is_counted() {
        let trace = Trace::new();
        for beat in 1..=40 {
            trace.beat_sent(beat);
            if beat <= 38 {
                trace.beat_answered(beat);
            }
            // Twice, or never sent: no matter.
            trace.beat_answered(1);
            trace.beat_answered(999);
        }
        let taken = trace.taken();
        assert_eq!(taken.unanswered, 2);
        assert_eq!(taken.round_trips_ms.len(), KEPT);
    }
}
