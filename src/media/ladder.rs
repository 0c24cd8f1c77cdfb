//! What a weak line still carries (R103). One's own voice and those of the others are never given up; one's own picture is made
//! small, for the court has to see who takes part (R23); exhibits stay; the pictures of the others go first.

use serde::Deserialize;

/// Measures in a row that must be bad before a step down: one alone is a lift door.
const BAD: u8 = 2;
/// Measures in a row that must be good before a step up.
const GOOD: u8 = 5;
/// As long as one waits at most after steps up that did not hold.
const MOST_GOOD: u8 = 40;
/// A step up that fails within this many measures did not hold.
const HELD: u8 = 10;

/// From all that there is to what a bad line still bears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rung {
    #[default]
    Everything,
    /// All pictures small, one's own too.
    Small,
    /// No pictures of the others.
    NoOthers,
}

impl Rung {
    fn down(self) -> Option<Self> {
        match self {
            Rung::Everything => Some(Rung::Small),
            Rung::Small => Some(Rung::NoOthers),
            Rung::NoOthers => None,
        }
    }

    fn up(self) -> Option<Self> {
        match self {
            Rung::Everything => None,
            Rung::Small => Some(Rung::Everything),
            Rung::NoOthers => Some(Rung::Small),
        }
    }
}

/// The line between two looks at it. What is not known is none: nobody sent anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
pub struct Measure {
    /// Of a hundred packets to here, how many were lost.
    pub lost_down: Option<f32>,
    /// Of a hundred packets from here.
    pub lost_up: Option<f32>,
    /// There and back, ms.
    pub round_trip: Option<f32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Good,
    Fair,
    Bad,
}

impl Measure {
    /// Speech stays intelligible up to about a tenth lost; above a second of round trip people talk over each other.
    fn verdict(self) -> Option<Verdict> {
        let lost = [self.lost_down, self.lost_up].into_iter().flatten();
        let lost = lost.fold(None, |most: Option<f32>, one| {
            Some(most.map_or(one, |most| most.max(one)))
        });
        if lost.is_none() && self.round_trip.is_none() {
            return None;
        }
        let (lost, trip) = (
            lost.unwrap_or_default(),
            self.round_trip.unwrap_or_default(),
        );
        Some(if lost >= 10.0 || trip >= 1_000.0 {
            Verdict::Bad
        } else if lost < 3.0 && trip < 400.0 {
            Verdict::Good
        } else {
            Verdict::Fair
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ladder {
    rung: Rung,
    bad: u8,
    good: u8,
    /// Good measures that are asked for before the next step up.
    patience: u8,
    /// Measures since the last step up.
    risen: Option<u8>,
}

impl Default for Ladder {
    fn default() -> Self {
        Self {
            rung: Rung::Everything,
            bad: 0,
            good: 0,
            patience: GOOD,
            risen: None,
        }
    }
}

impl Ladder {
    pub fn rung(&self) -> Rung {
        self.rung
    }

    /// One step at most to each measure, so that each has time to help before the next.
    pub fn measured(&mut self, measure: Measure) {
        let Some(verdict) = measure.verdict() else {
            return;
        };
        self.risen = self.risen.map(|n| n.saturating_add(1));
        (self.bad, self.good) = match verdict {
            Verdict::Bad => (self.bad + 1, 0),
            Verdict::Fair => (0, 0),
            Verdict::Good => (0, self.good + 1),
        };
        if self.bad >= BAD {
            self.bad = 0;
            if let Some(lower) = self.rung.down() {
                self.rung = lower;
                let held = self.risen.take().is_none_or(|since| since > HELD);
                self.patience = if held {
                    GOOD
                } else {
                    (self.patience * 2).min(MOST_GOOD)
                };
            }
        } else if self.good >= self.patience {
            self.good = 0;
            if let Some(higher) = self.rung.up() {
                self.rung = higher;
                self.risen = Some(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn lost(percent: f32) -> Measure {
        Measure {
            lost_down: Some(percent),
            ..Measure::default()
        }
    }

    fn after(ladder: &mut Ladder, measure: Measure, times: usize) -> Rung {
        (0..times).for_each(|_| ladder.measured(measure));
        ladder.rung()
    }

    #[wasm_bindgen_test]
    fn a_bad_line_gives_up_the_others_pictures_last_of_all_it_can() {
        let mut ladder = Ladder::default();
        assert_eq!(
            after(&mut ladder, lost(20.0), 1),
            Rung::Everything,
            "one alone"
        );
        assert_eq!(after(&mut ladder, lost(20.0), 1), Rung::Small);
        assert_eq!(after(&mut ladder, lost(20.0), 2), Rung::NoOthers);
        assert_eq!(after(&mut ladder, lost(90.0), 20), Rung::NoOthers);
    }

    #[wasm_bindgen_test]
    fn what_goes_out_and_the_time_there_and_back_count_too() {
        let up = Measure {
            lost_up: Some(30.0),
            lost_down: Some(0.0),
            round_trip: Some(40.0),
        };
        let slow = Measure {
            round_trip: Some(2_000.0),
            ..Measure::default()
        };
        for measure in [up, slow] {
            assert_eq!(after(&mut Ladder::default(), measure, 2), Rung::Small);
        }
    }

    #[wasm_bindgen_test]
    fn a_fair_line_changes_nothing_and_silence_says_nothing() {
        let mut ladder = Ladder::default();
        after(&mut ladder, lost(20.0), 1);
        assert_eq!(after(&mut ladder, Measure::default(), 9), Rung::Everything);
        assert_eq!(after(&mut ladder, lost(5.0), 9), Rung::Everything);
        assert_eq!(
            after(&mut ladder, lost(20.0), 1),
            Rung::Everything,
            "not in a row"
        );
    }

    #[wasm_bindgen_test]
    fn a_good_line_brings_all_back_and_one_that_fails_again_waits_longer() {
        let mut ladder = Ladder::default();
        after(&mut ladder, lost(20.0), 4);
        assert_eq!(after(&mut ladder, lost(0.0), 4), Rung::NoOthers);
        assert_eq!(after(&mut ladder, lost(0.0), 1), Rung::Small);
        assert_eq!(
            after(&mut ladder, lost(20.0), 2),
            Rung::NoOthers,
            "it did not hold"
        );
        assert_eq!(
            after(&mut ladder, lost(0.0), 9),
            Rung::NoOthers,
            "twice the wait"
        );
        assert_eq!(after(&mut ladder, lost(0.0), 1), Rung::Small);
        assert_eq!(after(&mut ladder, lost(0.0), 10), Rung::Everything);
    }

    #[wasm_bindgen_test]
    fn nobody_waits_for_ever() {
        let mut ladder = Ladder::default();
        for _ in 0..50 {
            after(&mut ladder, lost(50.0), 4);
            let waited = (0..255)
                .take_while(|_| after(&mut ladder, lost(0.0), 1) == Rung::NoOthers)
                .count();
            assert!(waited < usize::from(MOST_GOOD), "{waited}");
        }
    }
}
