//! What one seat may ask of its room, on whatever line it asks: to come back must not fill the measure anew.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use hearing::{Role, SeatId};

use crate::limit::Bucket;

/// No hand is faster than 20 commands a second for long.
const QUICK: (f64, f64) = (20.0, 40.0);
/// Over a long time nobody but the clerk, who types, has more to ask for: 600 commands in ten minutes. What is asked for
/// stays in the journal for good.
const LONG: (f64, f64) = (1.0, 600.0);
/// Each line costs the room a snapshot, at worst: ten at once, then one in two seconds.
const JOINS: (f64, f64) = (0.5, 10.0);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    Fine,
    /// Faster than any hand; who goes on is shown out.
    TooFast,
    /// More than his share; later there will be more of it.
    TooMuch,
}

struct Budget {
    quick: Bucket,
    long: Bucket,
    joins: Bucket,
}

/// Of the seats of one room. They are as many as the seats that have come.
#[derive(Default)]
pub struct Budgets(Mutex<BTreeMap<SeatId, Budget>>);

impl Budgets {
    pub fn may_ask(&self, seat: &SeatId, role: Role) -> Asking {
        self.may_ask_at(seat, role, Instant::now())
    }

    fn may_ask_at(&self, seat: &SeatId, role: Role, now: Instant) -> Asking {
        self.with(seat, |budget| {
            if !budget.quick.take_at(now) {
                Asking::TooFast
            } else if role != Role::Clerk && !budget.long.take_at(now) {
                Asking::TooMuch
            } else {
                Asking::Fine
            }
        })
    }

    pub fn may_join(&self, seat: &SeatId) -> bool {
        self.with(seat, |budget| budget.joins.take())
    }

    fn with<T>(&self, seat: &SeatId, take: impl FnOnce(&mut Budget) -> T) -> T {
        let mut budgets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let budget = budgets.entry(seat.clone()).or_insert_with(|| Budget {
            quick: Bucket::new(QUICK.0, QUICK.1),
            long: Bucket::new(LONG.0, LONG.1),
            joins: Bucket::new(JOINS.0, JOINS.1),
        });
        take(budget)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// How many commands an hour brings to somebody who asks ten times a second.
    fn in_an_hour(role: Role) -> usize {
        let budgets = Budgets::default();
        let (seat, start) = (SeatId::new("one"), Instant::now());
        (0..36_000)
            .filter(|n| {
                let now = start + Duration::from_millis(n * 100);
                budgets.may_ask_at(&seat, role, now) == Asking::Fine
            })
            .count()
    }

    #[test]
    fn only_the_clerk_types_all_day() {
        assert_eq!(in_an_hour(Role::Clerk), 36_000);
        for role in [Role::Party, Role::PresidingJudge] {
            assert!((4_190..=4_210).contains(&in_an_hour(role)), "{role:?}");
        }
    }

    #[test]
    fn each_seat_has_its_own_measure() {
        let budgets = Budgets::default();
        let ask = |seat: &str| budgets.may_ask(&SeatId::new(seat), Role::Party);
        for _ in 0..40 {
            assert_eq!(ask("one"), Asking::Fine);
        }
        assert_eq!(ask("one"), Asking::TooFast);
        assert_eq!(ask("other"), Asking::Fine);
    }

    #[test]
    fn the_eleventh_line_in_a_moment_is_one_too_many() {
        let budgets = Budgets::default();
        let seat = SeatId::new("one");
        assert_eq!((0..50).filter(|_| budgets.may_join(&seat)).count(), 10);
    }
}
