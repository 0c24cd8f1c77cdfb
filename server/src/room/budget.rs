//! What one seat may ask of its room, on whatever line it asks: to come back must not fill the measure anew.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use hearing::{Role, SeatId};

use crate::limit::Bucket;

/// No hand is faster than 20 commands a second for long.
const QUICK: (f64, f64) = (20.0, 40.0);
/// What a clerk has typed while his line was down comes at once when it is back: half an hour of it (R60).
const TYPED: (f64, f64) = (20.0, 1_000.0);
/// Over a long time nobody but the clerk, who types, has more to ask for: 600 commands in ten minutes. What is asked for
/// stays in the journal for good.
const LONG: (f64, f64) = (1.0, 600.0);
/// Who only watches has a check-in to do and to call for help; anybody can become one.
const WATCHING: (f64, f64) = (1.0 / 30.0, 600.0);
/// Each line costs the room a snapshot, at worst: ten at once, then one in two seconds. Each session has its own measure, so
/// that a second key to a seat does not keep who sits there from coming back.
const JOINS: (f64, f64) = (0.5, 10.0);
/// Of one seat, whatever the session: it has no more than eight of them.
const SESSIONS: usize = 16;
/// Links to one's own seat: each is kept for ten minutes.
const HAND_OVERS: (f64, f64) = (1.0 / 30.0, 10.0);
/// Who one is, and the last four figures of a document that the court has on file: ten times at once, then one a minute, so that
/// ten thousand guesses take a week and not an afternoon.
const NAMES: (f64, f64) = (1.0 / 60.0, 10.0);
/// Files begun, parts of them and files given up: each is a write to the disk. Twice as many as exhibits may be filed.
const UPLOADS: (f64, f64) = (4.0, 1_200.0);

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
    /// In place of it, of who types.
    typed: Option<Bucket>,
    /// Filled as the role has it.
    long: Option<Bucket>,
    joins: BTreeMap<String, Bucket>,
    hand_overs: Bucket,
    names: Bucket,
    uploads: Bucket,
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
            let quick = if role == Role::Clerk {
                budget
                    .typed
                    .get_or_insert_with(|| Bucket::new(TYPED.0, TYPED.1))
            } else {
                &mut budget.quick
            };
            if !quick.take_at(now) {
                Asking::TooFast
            } else if role == Role::Clerk {
                Asking::Fine
            } else {
                let (rate, burst) = if role.only_watches() { WATCHING } else { LONG };
                let long = budget.long.get_or_insert_with(|| Bucket::new(rate, burst));
                if long.take_at(now) {
                    Asking::Fine
                } else {
                    Asking::TooMuch
                }
            }
        })
    }

    /// `session`: the image of the one that asks.
    pub fn may_join(&self, seat: &SeatId, session: &str) -> bool {
        self.with(seat, |budget| {
            if budget.joins.len() >= SESSIONS && !budget.joins.contains_key(session) {
                // Those that are full again have not been used for long.
                budget.joins.retain(|_, joins| !joins.is_full());
            }
            if budget.joins.len() >= SESSIONS && !budget.joins.contains_key(session) {
                return false;
            }
            let joins = budget.joins.entry(session.to_owned());
            joins
                .or_insert_with(|| Bucket::new(JOINS.0, JOINS.1))
                .take()
        })
    }

    pub fn may_hand_over(&self, seat: &SeatId) -> bool {
        self.with(seat, |budget| budget.hand_overs.take())
    }

    pub fn may_name_himself(&self, seat: &SeatId) -> bool {
        self.with(seat, |budget| budget.names.take())
    }

    pub fn may_upload(&self, seat: &SeatId) -> bool {
        self.with(seat, |budget| budget.uploads.take())
    }

    fn with<T>(&self, seat: &SeatId, take: impl FnOnce(&mut Budget) -> T) -> T {
        let mut budgets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let budget = budgets.entry(seat.clone()).or_insert_with(|| Budget {
            quick: Bucket::new(QUICK.0, QUICK.1),
            typed: None,
            long: None,
            joins: BTreeMap::new(),
            hand_overs: Bucket::new(HAND_OVERS.0, HAND_OVERS.1),
            names: Bucket::new(NAMES.0, NAMES.1),
            uploads: Bucket::new(UPLOADS.0, UPLOADS.1),
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
        assert!((715..=725).contains(&in_an_hour(Role::Observer)));
        for role in [Role::Party, Role::PresidingJudge] {
            assert!((4_190..=4_210).contains(&in_an_hour(role)), "{role:?}");
        }
    }

    #[test]
    fn half_an_hour_of_typing_comes_at_once() {
        let budgets = Budgets::default();
        let (seat, now) = (SeatId::new("one"), Instant::now());
        let asks = |_: &u32| budgets.may_ask_at(&seat, Role::Clerk, now) == Asking::Fine;
        assert_eq!((0..1_200).filter(asks).count(), 1_000);
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
    fn who_guesses_a_number_guesses_ten_times() {
        let budgets = Budgets::default();
        let guesses = |seat: &str| budgets.may_name_himself(&SeatId::new(seat));
        assert_eq!((0..10_000).filter(|_| guesses("thief")).count(), 10);
        assert!(guesses("other"));
    }

    #[test]
    fn who_floods_the_doors_for_files_waits_alone() {
        let budgets = Budgets::default();
        let brings = |seat: &str| budgets.may_upload(&SeatId::new(seat));
        let let_in = (0..2_000).filter(|_| brings("flood")).count();
        assert!((1_200..1_250).contains(&let_in), "{let_in}");
        assert!(brings("other"));
    }

    #[test]
    fn the_eleventh_line_in_a_moment_is_one_too_many() {
        let budgets = Budgets::default();
        let seat = SeatId::new("one");
        let joins = |session| (0..50).filter(|_| budgets.may_join(&seat, session)).count();
        assert_eq!(joins("thief"), 10);
        assert_eq!(joins("holder"), 10, "each session has its own measure");
        let many = (0..40).filter(|n| budgets.may_join(&seat, &n.to_string()));
        assert_eq!(many.count(), SESSIONS - 2);
    }
}
