//! What a media element is given to ask with: it sends no header, so its address is the key. Nobody can guess one, each is for
//! one seat and one part of one file, and soon worth nothing.

use std::collections::BTreeMap;
use std::fs::File;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hearing::HearingId;
use hearing::recording::{Heard, Hears};
use kaiting_recorder::Opened;
use tokio::time::Instant;

use crate::auth::Place;
use crate::secrets;

/// Who listens longer asks again, and it stands on record again.
const LIFE: Duration = Duration::from_secs(15 * 60);
/// Each holds a file open.
const MOST: usize = 512;
const MOST_OF_ONE: usize = 48;

#[derive(Clone)]
pub struct Ticket {
    pub place: Place,
    pub heard: Heard,
    /// Whose voices were allowed when it was given out; of a whole file, everybody's.
    pub hears: Hears,
    pub what: What,
    until: Instant,
}

#[derive(Clone)]
pub enum What {
    Part(Arc<Opened>),
    Whole {
        file: Arc<File>,
        name: String,
        size: u64,
    },
}

#[derive(Default)]
pub struct Tickets(Mutex<BTreeMap<String, Ticket>>);

impl Tickets {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Ticket>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// None when the system gives no random bytes. Where the house has given out all that it may, the hearing that has most of
    /// them gives one up.
    pub fn issue(&self, place: Place, heard: Heard, hears: Hears, what: What) -> Option<String> {
        let name = secrets::token().ok()?;
        let now = Instant::now();
        let mut all = self.lock();
        all.retain(|_, ticket| ticket.until > now);
        let own = all.values().filter(|t| t.place == place).count();
        if own >= MOST_OF_ONE {
            // His oldest is the one that he listens to least.
            give_up_oldest(&mut all, |of| *of == place);
        }
        if all.len() >= MOST {
            let mut of_each = BTreeMap::<HearingId, usize>::new();
            for ticket in all.values() {
                *of_each.entry(ticket.place.hearing.clone()).or_default() += 1;
            }
            let most = of_each.into_iter().max_by_key(|(_, count)| *count);
            if let Some((hearing, _)) = most {
                give_up_oldest(&mut all, |of| of.hearing == hearing);
            }
        }
        let until = now + LIFE;
        all.insert(
            name.clone(),
            Ticket {
                place,
                heard,
                hears,
                what,
                until,
            },
        );
        Some(name)
    }

    pub fn find(&self, name: &str) -> Option<Ticket> {
        let now = Instant::now();
        self.lock().get(name).filter(|t| t.until > now).cloned()
    }
}

fn give_up_oldest(all: &mut BTreeMap<String, Ticket>, of: impl Fn(&Place) -> bool) {
    let own = all.iter().filter(|(_, ticket)| of(&ticket.place));
    let oldest = own.min_by_key(|(_, ticket)| ticket.until);
    if let Some(name) = oldest.map(|(name, _)| name.clone()) {
        all.remove(&name);
    }
}

#[cfg(test)]
mod tests {
    use hearing::{LineId, SeatId};

    use super::*;

    fn issued(tickets: &Tickets, hearing: &str, seat: u32) -> String {
        let place = Place {
            hearing: HearingId::new(hearing),
            seat: SeatId::new(format!("seat-{seat}")),
        };
        let heard = Heard::Moment {
            line: LineId::new("l1"),
        };
        let file = Arc::new(tempfile::tempfile().unwrap());
        let what = What::Whole {
            file,
            name: "x.webm".to_owned(),
            size: 0,
        };
        tickets.issue(place, heard, Hears::Everybody, what).unwrap()
    }

    #[test]
    fn a_hearing_that_takes_all_leaves_the_others_theirs() {
        let tickets = Tickets::default();
        let own = issued(&tickets, "small", 0);
        let first = issued(&tickets, "greedy", 0);
        for nth in 0..u32::try_from(MOST).unwrap() {
            issued(&tickets, "greedy", nth / 40);
        }
        assert!(tickets.find(&own).is_some());
        assert!(tickets.find(&first).is_none());
        assert!(tickets.lock().len() <= MOST);
        let last = issued(&tickets, "small", 1);
        assert!(tickets.find(&last).is_some());
    }
}
