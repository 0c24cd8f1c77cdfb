//! Who has which line of the record open, and who of those who type was told of it.

use std::collections::BTreeMap;
use std::time::Duration;

use hearing::lease::Leases;
use hearing::{Act, Command, Grant, Hearing, LineId, Refusal, SeatId, permitted};
use tokio::time::Instant;

use crate::clock;

type Held = Vec<(LineId, SeatId)>;

#[derive(Default)]
pub struct Writing {
    leases: Leases,
    /// What each of those who type was told last.
    told: BTreeMap<SeatId, Held>,
}

impl Writing {
    pub fn take(&mut self, hearing: &Hearing, by: &SeatId, line: Option<&LineId>) {
        self.leases.take(hearing, by, line, clock::now());
    }

    /// # Errors
    /// `LineHeld`: the line is in another hand.
    pub fn admit(&self, by: &SeatId, command: &Command) -> Result<(), Refusal> {
        self.leases.admit(by, command, clock::now())
    }

    /// When the next line falls from a hand that says nothing any more.
    pub fn next_due(&self) -> Option<Instant> {
        let wait = self.leases.next_due()?.saturating_sub(clock::now());
        Instant::now().checked_add(Duration::from_millis(wait))
    }

    /// A page that has just been opened knows of nothing.
    pub fn forget(&mut self, seat: &SeatId) {
        self.told.remove(seat);
    }

    /// To whom what is to be told of the lines in other hands: nothing that he knows already.
    pub fn news(&mut self, hearing: &Hearing) -> Vec<(SeatId, Held)> {
        let now = clock::now();
        self.leases.expire(now);
        let held = self.leases.held(now);
        let types = |seat: &&hearing::Seat| {
            permitted(seat.role, Act::TypeTranscript) == Grant::Yes && seat.removed.is_none()
        };
        let mut news = Vec::new();
        for seat in hearing.seats.iter().filter(types) {
            let others: Held = held
                .iter()
                .filter(|(_, by)| *by != seat.id)
                .cloned()
                .collect();
            let known = self.told.entry(seat.id.clone()).or_default();
            if *known != others {
                known.clone_from(&others);
                news.push((seat.id.clone(), others));
            }
        }
        news
    }
}
