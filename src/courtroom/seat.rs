//! A seat: the picture, and in front of it the plate, as a nameplate stands on a desk.

use hearing::{AbsenceFinding, Phase, Presence, SeatId, Zone};
use leptos::prelude::*;

use super::plate::Plate;
use super::seat_acts::SeatActs;
use crate::media::Picture;
use crate::session::use_session;
use crate::text::{courtroom as words, terms};
use crate::ui::clock_time;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Desk {
    Presiding,
    Panel,
    Clerk,
    Side,
    Stand,
}

/// What the plate and the frame say. One line here, one rule in seat.css, one word in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Normal,
    Floor,
    Hand,
    Locked,
    /// Gone, and the court has not found why: the seat says what was seen, and no cause (R24).
    Lost,
    /// Gone, and the court has found why.
    Left,
    Absent,
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            State::Normal => "normal",
            State::Floor => "floor",
            State::Hand => "hand",
            State::Locked => "locked",
            State::Lost => "lost",
            State::Left => "left",
            State::Absent => "absent",
        }
    }
}

pub fn state_of(h: &hearing::Hearing, seat: &hearing::Seat) -> State {
    let here = seat.zone == Zone::Courtroom && seat.removed.is_none();
    match seat.presence {
        Presence::NeverHere => State::Absent,
        Presence::Lost { .. } if here && h.phase != Phase::Before => match finding(seat) {
            None => State::Lost,
            Some(_) => State::Left,
        },
        Presence::Lost { .. } => State::Absent,
        Presence::Here { .. } if !here => State::Absent,
        Presence::Here { .. } => {
            if h.floor.as_ref() == Some(&seat.id) {
                State::Floor
            } else if h.hands.contains(&seat.id) {
                State::Hand
            } else if seat.mute != hearing::Mute::Free {
                State::Locked
            } else {
                State::Normal
            }
        }
    }
}

/// What the court has made of the absence that goes on.
fn finding(seat: &hearing::Seat) -> Option<AbsenceFinding> {
    seat.absences.last().and_then(|absence| absence.finding)
}

#[component]
pub fn Seat(seat: SeatId, desk: Desk) -> impl IntoView {
    let session = use_session();
    let id = seat.clone();
    let state = session.select(move |h| h.seat(&id).map_or(State::Absent, |s| state_of(h, s)));
    let id = seat.clone();
    let where_to = session.select(move |h| {
        let seat = h.seat(&id)?;
        Some((seat.zone.clone(), seat.presence, seat.removed.is_some()))
    });
    let id = seat.clone();
    let found = session.select(move |h| h.seat(&id).and_then(finding));
    let class = match desk {
        Desk::Presiding => "seat seat--court seat--presiding",
        Desk::Panel => "seat seat--court seat--panel",
        Desk::Clerk => "seat seat--court seat--desk",
        Desk::Side => "seat",
        Desk::Stand => "seat seat--desk seat--stand",
    };
    let why_absent = move || match where_to.get() {
        Some((_, _, true)) => words::removed(),
        Some((Zone::WitnessRoom(_), Presence::Here { .. }, _)) => words::sequestered(),
        Some((Zone::Lobby | Zone::SideRoom(_), Presence::Here { .. }, _)) => words::waiting(),
        Some(_) | None => words::not_here(),
    };
    // Since when, and what the system saw of it.
    let lost = move || match where_to.get() {
        Some((_, Presence::Lost { since, cause }, _)) => Some((clock_time(since), cause)),
        Some(_) | None => None,
    };
    let since = move || lost().map(|(since, _)| since);
    let picture = seat.clone();
    let name = seat.0.clone();
    view! {
        <article class=class data-state=move || state.get().name() data-seat-id=name>
            <div class="seat-video">
                {move || match state.get() {
                    State::Lost => view! {
                        <span class="seat-lost">
                            <time class="num">{since}</time>
                            <span>{move || lost().map(|(_, cause)| terms::loss(cause))}</span>
                            <b>{words::cause_open}</b>
                        </span>
                    }.into_any(),
                    State::Left => view! {
                        <span class="seat-lost">
                            <time class="num">{since}</time>
                            <b>{move || found.get().map(terms::absence_finding)}</b>
                        </span>
                    }.into_any(),
                    State::Absent => view! { <span>{why_absent}</span> }.into_any(),
                    State::Normal | State::Floor | State::Hand | State::Locked => {
                        view! { <Picture seat=picture.clone() /> }.into_any()
                    }
                }}
            </div>
            <Plate seat=seat.clone() state />
            <SeatActs seat=seat desk />
        </article>
    }
}
