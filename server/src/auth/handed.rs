//! Links that open once. They are few and short-lived, so that all of them are at hand: of two who come with one, memory
//! knows the first, and who comes later is told that it was used, or that it is too late.

use std::collections::{HashMap, VecDeque};

use hearing::Millis;

use super::Pass;

/// How long after its end a link is told from one that never was: a picture of it may be scanned the next morning.
const REMEMBERED: Millis = 24 * 60 * 60 * 1_000;
/// No more are remembered; the oldest make room.
const AT_MOST: usize = 8_192;

/// What a link of this kind is when somebody comes with it.
#[derive(Debug, PartialEq, Eq)]
pub enum Taken {
    First,
    Used,
    Late,
}

#[derive(Default)]
pub struct HandedOver {
    passes: HashMap<String, Pass>,
    /// Oldest first.
    order: VecDeque<String>,
}

impl HandedOver {
    /// Those that are kept, and the images of those that need not be known any more.
    pub fn of(mut stored: Vec<(String, Pass)>, now: Millis) -> (Self, Vec<String>) {
        // All live equally long: who ends first began first.
        stored.sort_by_key(|(_, pass)| pass.until);
        let mut handed = Self::default();
        let mut gone = Vec::new();
        for (image, pass) in stored {
            gone.extend(handed.add(image, pass, now));
        }
        (handed, gone)
    }

    /// The images that are not known any more.
    pub fn add(&mut self, image: String, pass: Pass, now: Millis) -> Vec<String> {
        self.order.push_back(image.clone());
        self.passes.insert(image, pass);
        let mut gone = Vec::new();
        while let Some(oldest) = self.order.front()
            && (self.order.len() > AT_MOST || self.is_forgotten(oldest, now))
        {
            self.passes.remove(oldest);
            gone.extend(self.order.pop_front());
        }
        gone
    }

    fn is_forgotten(&self, image: &str, now: Millis) -> bool {
        let pass = self.passes.get(image);
        pass.is_none_or(|pass| pass.until + REMEMBERED < now)
    }

    /// None for a link that is not of this kind, or not known any more.
    pub fn take(&mut self, image: &str, now: Millis) -> Option<(Taken, Pass)> {
        let pass = self.passes.get_mut(image)?;
        let taken = if pass.used {
            Taken::Used
        } else if pass.until < now {
            Taken::Late
        } else {
            pass.used = true;
            Taken::First
        };
        Some((taken, pass.clone()))
    }
}

#[cfg(test)]
mod tests {
    use hearing::{HearingId, SeatId};

    use super::super::Place;
    use super::*;

    fn pass(until: Millis) -> Pass {
        Pass {
            place: Place {
                hearing: HearingId::new("g1"),
                seat: SeatId::new("party"),
            },
            until,
            once: true,
            used: false,
        }
    }

    fn taken(handed: &mut HandedOver, image: &str, now: Millis) -> Option<Taken> {
        handed.take(image, now).map(|(taken, _)| taken)
    }

    #[test]
    fn the_first_gets_in_and_each_later_one_is_told_why_not() {
        let mut handed = HandedOver::default();
        handed.add("a".into(), pass(100), 0);
        handed.add("b".into(), pass(100), 0);
        assert_eq!(taken(&mut handed, "a", 100), Some(Taken::First));
        for now in [100, 101, 5_000] {
            assert_eq!(taken(&mut handed, "a", now), Some(Taken::Used), "{now}");
        }
        for _ in 0..2 {
            assert_eq!(taken(&mut handed, "b", 101), Some(Taken::Late));
        }
        assert_eq!(taken(&mut handed, "c", 0), None);
    }

    #[test]
    fn what_is_a_day_old_and_what_is_too_many_is_forgotten() {
        let mut handed = HandedOver::default();
        handed.add("old".into(), pass(100), 0);
        assert!(
            handed
                .add("new".into(), pass(200), 100 + REMEMBERED)
                .is_empty()
        );
        let gone = handed.add("newer".into(), pass(300), 101 + REMEMBERED);
        assert_eq!(gone, ["old"]);
        let mut handed = HandedOver::default();
        let gone: Vec<_> = (0..=AT_MOST)
            .flat_map(|n| handed.add(n.to_string(), pass(100), 0))
            .collect();
        assert_eq!(gone, ["0"]);
    }

    #[test]
    fn what_was_used_is_so_after_a_start() {
        let used = Pass {
            used: true,
            ..pass(100)
        };
        let stored = vec![("used".to_owned(), used), ("ended".to_owned(), pass(0))];
        let (mut handed, gone) = HandedOver::of(stored, 1 + REMEMBERED);
        assert_eq!(gone, ["ended"]);
        assert_eq!(taken(&mut handed, "used", 50), Some(Taken::Used));
    }
}
