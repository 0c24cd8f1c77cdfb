//! How much a seat may send to and fro to learn what its line carries (R7): enough for a test that is done again and
//! again in despair, too little to be a burden on hearings that are on.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use hearing::{HearingId, SeatId};

use crate::limit::Bucket;

/// A test asks four times: for a room, for bytes, and twice to bring some. Six tests at once, then one in twenty seconds.
const ASKS: f64 = 24.0;
const ASKS_A_SECOND: f64 = 0.2;
/// Transfers under way in the whole house, and of one hearing.
const TRANSFERS: usize = 16;
const TRANSFERS_OF_ONE: usize = 8;

/// Whoever takes a transfer and then neither reads nor writes keeps others from testing for no longer than this.
const STALE: Duration = Duration::from_secs(20);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    Up,
    Down,
}

type Seat = (HearingId, SeatId);

/// Grows to one entry for each seat of the house, and no further: who asks has a session.
#[derive(Default)]
pub struct LineTests(Mutex<Tests>);

#[derive(Default)]
struct Tests {
    asked: HashMap<Seat, Bucket>,
    under_way: Vec<UnderWay>,
}

#[derive(Clone, PartialEq)]
struct UnderWay {
    seat: Seat,
    way: Way,
    since: Instant,
}

/// A transfer under way: one of each way for a seat. Done when dropped.
pub struct Transfer {
    tests: Arc<LineTests>,
    of: UnderWay,
}

impl LineTests {
    fn hold(&self) -> MutexGuard<'_, Tests> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this seat may ask once more.
    pub fn may_ask(&self, hearing: &HearingId, seat: &SeatId) -> bool {
        let seat = (hearing.clone(), seat.clone());
        let mut tests = self.hold();
        let bucket = tests.asked.entry(seat);
        bucket
            .or_insert_with(|| Bucket::new(ASKS_A_SECOND, ASKS))
            .take()
    }

    /// None when the seat has one under way already, has asked too often, or too many others are testing.
    pub fn transfer(
        self: &Arc<Self>,
        hearing: &HearingId,
        seat: &SeatId,
        way: Way,
    ) -> Option<Transfer> {
        if !self.may_ask(hearing, seat) {
            return None;
        }
        let of = UnderWay {
            seat: (hearing.clone(), seat.clone()),
            way,
            since: Instant::now(),
        };
        let mut tests = self.hold();
        tests.under_way.retain(|one| one.since.elapsed() < STALE);
        let same = |one: &UnderWay| one.seat == of.seat && one.way == of.way;
        let of_hearing = |one: &&UnderWay| one.seat.0 == of.seat.0;
        if tests.under_way.len() >= TRANSFERS
            || tests.under_way.iter().filter(of_hearing).count() >= TRANSFERS_OF_ONE
            || tests.under_way.iter().any(same)
        {
            return None;
        }
        tests.under_way.push(of.clone());
        Some(Transfer {
            tests: Arc::clone(self),
            of,
        })
    }
}

impl Drop for Transfer {
    fn drop(&mut self) {
        self.tests.hold().under_way.retain(|one| *one != self.of);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat(name: &str) -> SeatId {
        SeatId::new(name)
    }

    #[test]
    fn one_transfer_of_each_way_for_a_seat() {
        let tests = Arc::new(LineTests::default());
        let g1 = HearingId::new("g1");
        let down = tests.transfer(&g1, &seat("defendant"), Way::Down);
        assert!(down.is_some());
        assert!(tests.transfer(&g1, &seat("defendant"), Way::Down).is_none());
        assert!(tests.transfer(&g1, &seat("defendant"), Way::Up).is_some());
        assert!(tests.transfer(&g1, &seat("plaintiff"), Way::Down).is_some());
        drop(down);
        assert!(tests.transfer(&g1, &seat("defendant"), Way::Down).is_some());
    }

    #[test]
    fn a_house_full_of_tests_takes_no_more() {
        let tests = Arc::new(LineTests::default());
        let from = |hearing: &str| {
            let hearing = HearingId::new(hearing);
            let all =
                (0..20).filter_map(|n| tests.transfer(&hearing, &seat(&n.to_string()), Way::Up));
            all.collect::<Vec<_>>()
        };
        let first = from("g1");
        assert_eq!(first.len(), TRANSFERS_OF_ONE);
        let second = from("g2");
        assert_eq!(first.len() + second.len(), TRANSFERS);
        assert!(from("g3").is_empty());
    }

    #[test]
    fn who_asks_again_and_again_has_to_wait() {
        let tests = LineTests::default();
        let g1 = HearingId::new("g1");
        let asked = (0..100).filter(|_| tests.may_ask(&g1, &seat("defendant")));
        assert_eq!(asked.count(), 24);
        assert!(tests.may_ask(&g1, &seat("plaintiff")));
    }
}
