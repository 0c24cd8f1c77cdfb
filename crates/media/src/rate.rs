//! How much of each source is forwarded. Each bit goes to everybody, so that one client which sends
//! without measure would fill the lines of all.

use std::time::Instant;

use crate::limit::Budget;
use crate::participant::Source;

/// Opus at its best takes half of this.
const SOUND: f64 = 256_000.0;
/// All simulcast layers together. A camera at 720 lines takes half of it, a screen less.
const PICTURE: f64 = 4_000_000.0;
/// Bits of the headers of a packet, so that a flood of empty ones counts too.
const HEADERS: f64 = 320.0;

/// One budget per source, not per track: who announces the track anew gets no new one.
pub struct Rates {
    microphone: Budget,
    camera: Budget,
    screen: Budget,
}

impl Rates {
    pub fn new(now: Instant) -> Self {
        // As much at once as in a second: a key frame is many times an ordinary one.
        let of = |bits| Budget::new(bits, bits, now);
        Self {
            microphone: of(SOUND),
            camera: of(PICTURE),
            screen: of(PICTURE),
        }
    }

    /// Whether a packet with this much payload may pass.
    pub fn admit(&mut self, source: Source, bytes: usize, now: Instant) -> bool {
        let budget = match source {
            Source::Microphone => &mut self.microphone,
            Source::Camera => &mut self.camera,
            Source::Screen => &mut self.screen,
        };
        // No packet is longer than 16 bits can say.
        let bytes = u16::try_from(bytes).unwrap_or(u16::MAX);
        budget.take_many(f64::from(bytes) * 8.0 + HEADERS, now)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// Kilobits of `source` that pass in ten seconds, of a thousand packets a second.
    fn passes(source: Source, bytes: usize) -> usize {
        let start = Instant::now();
        let mut rates = Rates::new(start);
        let passed = (0..10_000)
            .filter(|ms| rates.admit(source, bytes, start + Duration::from_millis(*ms)))
            .count();
        passed * (bytes * 8 + 320) / 1000
    }

    #[test]
    fn what_a_person_needs_passes_and_no_more() {
        assert!(passes(Source::Microphone, 1200) <= 11 * 256);
        assert!(passes(Source::Microphone, 0) <= 11 * 256);
        assert!((39_000..=44_000).contains(&passes(Source::Camera, 1200)));
        // 1.7 Mbit/s of small packets: all of it.
        assert_eq!(passes(Source::Camera, 170), 10_000 * 1680 / 1000);
    }
}
