//! A seat that a second device asks for while somebody sits in it: he is asked first (R2).

use std::collections::BTreeMap;
use std::time::Duration;

use hearing::wire::{FromServer, Goodbye};
use hearing::{Millis, SeatId};
use tokio::time::Instant;

use super::{Joining, frame};

pub struct Claims {
    asks_for: Duration,
    last: u64,
    of: BTreeMap<SeatId, Claim>,
}

struct Claim {
    number: u64,
    until: Instant,
    /// The same, as it was told.
    told: Millis,
    joining: Joining,
}

pub enum Claimed {
    /// The holder is to be asked; the seat is the other’s at `until`.
    Asked {
        claim: u64,
        until: Millis,
    },
    NotAsked(Joining),
    /// Another device asks already.
    Busy(Joining),
}

impl Claims {
    pub fn new(asks_for: Duration) -> Self {
        Self {
            asks_for,
            last: 0,
            of: BTreeMap::new(),
        }
    }

    /// Tells who asks that he has to wait.
    pub fn raise(&mut self, seat: SeatId, joining: Joining, now: Millis) -> Claimed {
        if self.asks_for.is_zero() {
            return Claimed::NotAsked(joining);
        }
        let asks = |claim: &Claim| {
            !claim.joining.answer.is_closed() && claim.joining.session != joining.session
        };
        if self.of.get(&seat).is_some_and(asks) {
            return Claimed::Busy(joining);
        }
        let until = now + u64::try_from(self.asks_for.as_millis()).unwrap_or(Millis::MAX / 2);
        joining
            .outlet
            .send(vec![frame(&FromServer::SeatHeld { now, until })]);
        self.last += 1;
        let claim = Claim {
            number: self.last,
            until: Instant::now() + self.asks_for,
            told: until,
            joining,
        };
        self.of.insert(seat, claim);
        Claimed::Asked {
            claim: self.last,
            until,
        }
    }

    /// Who asks, if it is the claim that the holder was told of and he has not left meanwhile.
    pub fn answered(&mut self, seat: &SeatId, number: u64) -> Option<Joining> {
        self.of.get(seat).filter(|claim| claim.number == number)?;
        self.given_free(seat)
    }

    /// The claim that another session than this one has on the seat, with the time that it was told.
    pub fn against(&self, seat: &SeatId, session: &str) -> Option<(u64, Millis)> {
        let claim = self.of.get(seat)?;
        let open = !claim.joining.answer.is_closed() && claim.joining.session != session;
        open.then_some((claim.number, claim.told))
    }

    /// Nobody need be waited for longer than this.
    pub fn hasten(&mut self, seat: &SeatId, until: Instant) {
        if let Some(claim) = self.of.get_mut(seat) {
            claim.until = claim.until.min(until);
        }
    }

    /// Ends the claims on seats that are nobody's any more: `removed` says whether their person was, none that the seat is gone.
    pub fn shut_out(&mut self, removed: impl Fn(&SeatId) -> Option<bool>) {
        self.of.retain(|seat, claim| {
            let goodbye = match removed(seat) {
                Some(false) => return true,
                Some(true) => Goodbye::Removed,
                None => Goodbye::Withdrawn,
            };
            claim.joining.outlet.end(goodbye);
            false
        });
    }

    fn given_free(&mut self, seat: &SeatId) -> Option<Joining> {
        let joining = self.of.remove(seat)?.joining;
        (!joining.answer.is_closed()).then_some(joining)
    }

    pub fn first_due(&self) -> Option<Instant> {
        self.of.values().map(|claim| claim.until).min()
    }

    /// Those whose holders have not answered in time.
    pub fn due(&mut self, now: Instant) -> Vec<(SeatId, Joining)> {
        let late: Vec<SeatId> = self
            .of
            .iter()
            .filter(|(_, claim)| claim.until <= now)
            .map(|(seat, _)| seat.clone())
            .collect();
        late.into_iter()
            .filter_map(|seat| Some((seat.clone(), self.given_free(&seat)?)))
            .collect()
    }
}
