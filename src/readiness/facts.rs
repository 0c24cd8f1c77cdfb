//! What the board reads out of the hearing.

use hearing::{Actor, Command, Hearing, Millis, Role, Seat, SeatId, Side};

/// Whether this is a seat that the hearing needs: not the court, not those who watch.
pub fn takes_part(seat: &Seat) -> bool {
    seat.role.is_participant() || seat.role.is_called()
}

/// Whether a seat lacks nothing before the hearing may open.
pub fn is_ready(seat: &Seat) -> bool {
    let verified = seat
        .check_in
        .identity
        .as_ref()
        .is_some_and(|i| i.verified.is_some());
    let decided = seat
        .check_in
        .place
        .iter()
        .flat_map(|p| &p.others)
        .all(|o| o.permitted.is_some());
    seat.removed.is_none()
        && seat.is_here()
        && seat.next_step().is_none()
        && verified
        && decided
        && seat.check_in.help_wanted_since.is_none()
}

pub fn open_seats(hearing: &Hearing) -> Vec<&Seat> {
    let seats = hearing
        .seats
        .iter()
        .filter(|s| takes_part(s) && s.removed.is_none());
    seats.filter(|s| !is_ready(s)).collect()
}

/// The first seat that waits for the clerk: a call first, then an identity, then a person to be decided on.
pub fn first_open(hearing: &Hearing) -> Option<&Seat> {
    let unverified = |s: &&Seat| {
        s.check_in
            .identity
            .as_ref()
            .is_some_and(|i| i.verified.is_none())
    };
    let undecided = |s: &&Seat| {
        s.check_in
            .place
            .iter()
            .flat_map(|p| &p.others)
            .any(|o| o.permitted.is_none())
    };
    let calls = |s: &&Seat| s.check_in.help_wanted_since.is_some();
    let seats = || {
        hearing
            .seats
            .iter()
            .filter(|s| !s.role.is_court() && s.removed.is_none())
    };
    seats()
        .find(calls)
        .or_else(|| seats().find(unverified))
        .or_else(|| seats().find(undecided))
}

/// Who calls for help, and since when; the longest first.
pub fn calling(hearing: &Hearing) -> Vec<(String, Millis)> {
    let mut calls: Vec<_> = hearing
        .seats
        .iter()
        .filter_map(|s| Some((s.name.clone(), s.check_in.help_wanted_since?)))
        .collect();
    calls.sort_by_key(|(_, at)| *at);
    calls
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

/// Whether an observer has the name of somebody who is to be heard (R18).
pub fn clash(hearing: &Hearing) -> bool {
    let named = |s: &&Seat| s.role.is_called();
    let heard: Vec<_> = hearing
        .seats
        .iter()
        .filter(named)
        .map(|s| &s.name)
        .collect();
    let observers = hearing.seats.iter().filter(|s| s.role == Role::Observer);
    observers.into_iter().any(|s| heard.contains(&&s.name))
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
