//! From a sender's clock to the journal's.
//!
//! The first packet fixes the one to the other, by when it arrived. One that arrives earlier than it should by that shows that
//! the first was late, and is believed. Clocks drift apart, so the least delay of each ten seconds is taken to be none. All
//! senders are put to one clock in this way, each to within the variation of its own line.

/// A sender whose clock has jumped this far (ms) has another clock.
const JUMP: i64 = 2_000;
const WINDOW: i64 = 10_000;
/// What is less is noise of the line.
const NOISE: i64 = 15;

pub struct Timeline {
    /// Ticks of the sender's clock in a millisecond.
    per_ms: u64,
    /// A time of the sender, and what it is here.
    base: Option<(u64, i64)>,
    least: i64,
    since: i64,
}

impl Timeline {
    pub fn new(per_ms: u64) -> Self {
        Self {
            per_ms,
            base: None,
            least: i64::MAX,
            since: 0,
        }
    }

    /// When what was sent at `sent` was sent, arrived at `arrived`.
    pub fn at(&mut self, sent: u64, arrived: i64) -> i64 {
        let Some((base, here)) = self.base else {
            return self.begin(sent, arrived);
        };
        let passed = i128::from(sent) - i128::from(base);
        let passed = i64::try_from(passed / i128::from(self.per_ms)).unwrap_or(i64::MAX / 2);
        let expected = here.saturating_add(passed);
        let late = arrived.saturating_sub(expected);
        if late.abs() > JUMP && !(0..=30 * JUMP).contains(&late) {
            return self.begin(sent, arrived);
        }
        if late < 0 {
            self.base = Some((base, here + late));
            self.least = 0;
            return arrived;
        }
        self.least = self.least.min(late);
        if arrived - self.since > WINDOW {
            if self.least > NOISE {
                self.base = Some((base, here + self.least));
            }
            self.least = i64::MAX;
            self.since = arrived;
        }
        expected
    }

    fn begin(&mut self, sent: u64, arrived: i64) -> i64 {
        self.base = Some((sent, arrived));
        self.least = i64::MAX;
        self.since = arrived;
        arrived
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_varies_does_not_move_the_sound() {
        let mut timeline = Timeline::new(48);
        let mut worst = 0;
        for n in 0..3_000_i64 {
            let jitter = [0, 40, 12, 80, 3][(n % 5) as usize];
            let at = timeline.at(n as u64 * 960 + 777, 1_000 + n * 20 + jitter);
            worst = worst.max((at - (1_000 + n * 20)).abs());
        }
        assert!(worst <= 3, "{worst} ms");
    }

    #[test]
    fn a_first_packet_that_was_late_is_corrected() {
        let mut timeline = Timeline::new(48);
        assert_eq!(timeline.at(0, 1_400), 1_400);
        assert_eq!(
            timeline.at(960, 1_030),
            1_030,
            "sent 20 ms later, here earlier"
        );
        assert_eq!(timeline.at(1_920, 1_300), 1_050);
    }

    #[test]
    fn a_clock_that_runs_slow_does_not_run_away() {
        // 200 parts in a million: 2.2 s in three hours.
        let mut timeline = Timeline::new(48);
        let mut last = 0;
        for n in 0..540_000_i64 {
            let here = n * 20 + n * 20 / 5_000;
            last = timeline.at(n as u64 * 960, here) - here;
        }
        assert!(last.abs() < 30, "{last} ms");
    }

    #[test]
    fn another_clock_begins_anew() {
        let mut timeline = Timeline::new(90);
        timeline.at(9_000_000, 1_000);
        assert_eq!(timeline.at(90, 1_020), 1_020);
        assert_eq!(timeline.at(90 + 9_000, 1_120), 1_120);
    }
}
