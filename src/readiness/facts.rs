//! What the board reads out of the hearing.

use hearing::check_in::DeviceReport;
use hearing::waiting::RingReason;
use hearing::{Actor, Command, Hearing, Lack, Millis, Seat, SeatId, Side};

pub fn open_seats(hearing: &Hearing) -> Vec<&Seat> {
    hearing.needed().filter(|s| !s.is_ready()).collect()
}

/// Seats that are ready, of those that are needed.
pub fn ready_count(hearing: &Hearing) -> (usize, usize) {
    let ready = hearing.needed().filter(|s| s.is_ready()).count();
    (ready, hearing.needed().count())
}

/// Seats that have checked in, of those that are needed; whether they are here and verified is another thing.
pub fn checked_in_count(hearing: &Hearing) -> (usize, usize) {
    let checked_in = hearing.needed().filter(|s| s.next_step().is_none()).count();
    (checked_in, hearing.needed().count())
}

/// Everything that is still open, the gallery too.
pub fn open_things(hearing: &Hearing) -> usize {
    hearing.open_things().len()
}

/// How the check of the gallery stands (R18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gallery {
    /// An observer has the name of somebody who is to be heard.
    Clash,
    Unchecked,
    Checked,
}

pub fn gallery(hearing: &Hearing) -> Gallery {
    if hearing.gallery_is_checked() {
        Gallery::Checked
    } else if hearing.gallery_clashes() {
        Gallery::Clash
    } else {
        Gallery::Unchecked
    }
}

/// The first seat that waits for the court: a call first, then an identity, then what the judge decides.
pub fn first_open(hearing: &Hearing) -> Option<&Seat> {
    let first = |wanted: Lack| {
        let mut seats = hearing.seats.iter();
        seats.find(|s| !s.role.is_court() && s.removed.is_none() && s.lacks().contains(&wanted))
    };
    first(Lack::Help)
        .or_else(|| first(Lack::Unverified))
        .or_else(|| first(Lack::Unsuitable))
        .or_else(|| first(Lack::OtherPerson))
}

/// Who calls for help, and since when; the longest first.
pub fn calling(hearing: &Hearing) -> Vec<(SeatId, String, Millis)> {
    let calls = hearing.calls_for_help().into_iter();
    calls
        .map(|(seat, since)| (seat.id.clone(), seat.name.clone(), since))
        .collect()
}

/// What somebody would be rung for now.
pub fn ring_reason(seat: &Seat) -> RingReason {
    let verified = seat
        .check_in
        .identity
        .as_ref()
        .is_some_and(|i| i.verified.is_some());
    if seat.next_step().is_some() {
        RingReason::CheckIn
    } else if !verified {
        RingReason::Identity
    } else if seat
        .check_in
        .devices
        .as_ref()
        .is_some_and(DeviceReport::fails)
    {
        RingReason::Devices
    } else {
        RingReason::SoonCalled
    }
}

/// Whose admission the court would accept now.
pub fn admissible(hearing: &Hearing, me: &SeatId) -> Vec<SeatId> {
    let actor = Actor::Seat(me.clone());
    let admit = |s: &&Seat| {
        let command = Command::Admit { seat: s.id.clone() };
        hearing.decide(&actor, &command, 0).is_ok()
    };
    let others = hearing.seats.iter().filter(|s| !s.role.is_court());
    others.filter(admit).map(|s| s.id.clone()).collect()
}

/// The groups of the board: the court, each side, those who are called, those who watch.
pub fn groups(hearing: &Hearing) -> Vec<Vec<SeatId>> {
    let group = |seat: &Seat| match (seat.role, seat.side) {
        (role, _) if role.is_court() => 0,
        (role, _) if role.is_called() => 4,
        (role, _) if role.only_watches() => 5,
        (_, Side::Plaintiff) => 1,
        (_, Side::Defendant) => 2,
        (_, Side::ThirdParty | Side::Court | Side::None) => 3,
    };
    let of = |n: usize| {
        let seats = hearing.seats.iter().filter(|s| group(s) == n);
        seats.map(|s| s.id.clone()).collect::<Vec<_>>()
    };
    (0..6).map(of).filter(|g| !g.is_empty()).collect()
}
