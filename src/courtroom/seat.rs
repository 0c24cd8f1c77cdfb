//! A seat: the picture, and in front of it the plate, as a nameplate stands on a desk.

use hearing::{AbsenceFinding, LossCause, OwnSignal, Phase, Presence, SeatId, Zone};
use leptos::prelude::*;

use super::plate::{Plate, plate_ids};
use super::seat_acts::SeatActs;
use crate::media::Picture;
use crate::session::use_session;
use crate::text::{away, courtroom as words, terms};
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
    /// Here, and his page is covered.
    Away,
    /// A device of his own has broken off.
    Trouble,
    /// His camera is off by leave of the court.
    Dark,
    /// His camera is off, and he has no leave.
    Unseen,
    /// The line is gone, and he may be on his way back.
    Lost,
    /// Gone, and the court has not found why: the seat says what was seen, and no cause (R24).
    Left,
    /// Gone, and the court has found why.
    Found,
    Absent,
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            State::Normal => "normal",
            State::Floor => "floor",
            State::Hand => "hand",
            State::Locked => "locked",
            State::Away => "away",
            State::Trouble => "trouble",
            State::Dark => "dark",
            State::Unseen => "unseen",
            State::Lost => "lost",
            State::Left => "left",
            State::Found => "found",
            State::Absent => "absent",
        }
    }

    /// Whether the person sits there, seen or not.
    pub fn is_here(self) -> bool {
        match self {
            State::Normal
            | State::Floor
            | State::Hand
            | State::Locked
            | State::Away
            | State::Trouble
            | State::Dark
            | State::Unseen => true,
            State::Lost | State::Left | State::Found | State::Absent => false,
        }
    }
}

pub fn state_of(h: &hearing::Hearing, seat: &hearing::Seat) -> State {
    // Who deliberates is seen by those who deliberate with him.
    let here = matches!(seat.zone, Zone::Courtroom | Zone::Deliberation) && seat.removed.is_none();
    match seat.presence {
        Presence::NeverHere => State::Absent,
        Presence::Lost { cause, .. } if here && h.phase != Phase::Before => match finding(seat) {
            // Who closed the page, or stays away after two prompts, does not look like one who is just coming back.
            None if !may_come_back(seat, cause) => State::Left,
            None => State::Lost,
            Some(_) => State::Found,
        },
        Presence::Lost { .. } => State::Absent,
        Presence::Here { .. } if !here => State::Absent,
        Presence::Here { .. } => state_here(h, seat),
    }
}

fn state_here(h: &hearing::Hearing, seat: &hearing::Seat) -> State {
    let lost = |signal| seat.reports(signal);
    if lost(OwnSignal::PageHidden) {
        State::Away
    } else if seat.mute == hearing::Mute::Locked {
        // Who has the floor and may not be heard is shown as what keeps him from speaking.
        State::Locked
    } else if h.floor.as_ref() == Some(&seat.id) && h.phase != Phase::Adjourned {
        State::Floor
    } else if h.hands.contains(&seat.id) {
        State::Hand
    } else if lost(OwnSignal::CameraLost) || lost(OwnSignal::MicrophoneLost) {
        State::Trouble
    } else if seat.mute != hearing::Mute::Free {
        State::Locked
    } else if seat.camera_leave.is_some() && !seat.camera_on {
        State::Dark
    } else if h.must_be_seen(seat) && !seat.camera_on {
        State::Unseen
    } else {
        State::Normal
    }
}

fn may_come_back(seat: &hearing::Seat, cause: LossCause) -> bool {
    let prompts = seat.open_absence().map_or(0, |a| a.prompts.len());
    let by_line = match cause {
        LossCause::NetworkLost | LossCause::ServerRestarted => true,
        LossCause::PageClosed
        | LossCause::LeftByKey
        | LossCause::PageHidden
        | LossCause::CameraLost
        | LossCause::MicrophoneLost => false,
    };
    by_line && prompts < hearing::TOLD_BEFORE_EXIT
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
        let in_person = seat.in_person().is_some();
        Some((
            seat.zone.clone(),
            seat.presence,
            seat.removed.is_some(),
            in_person,
        ))
    });
    let id = seat.clone();
    let found = session.select(move |h| h.seat(&id).and_then(finding));
    let id = seat.clone();
    let camera_left = session.select(move |h| {
        let seat = h.seat(&id);
        seat.is_some_and(|s| s.camera_leave.is_some() && !s.camera_on && state_of(h, s).is_here())
    });
    let class = match desk {
        Desk::Presiding => "seat seat--court seat--presiding",
        Desk::Panel => "seat seat--court seat--panel",
        Desk::Clerk => "seat seat--court seat--desk",
        Desk::Side => "seat",
        Desk::Stand => "seat seat--desk seat--stand",
    };
    let why_absent = move || match where_to.get() {
        Some((_, _, true, _)) => words::removed(),
        Some((_, _, false, true)) => crate::text::bench::in_person_is(),
        Some((Zone::WitnessRoom(_), Presence::Here { .. }, ..)) => words::sequestered(),
        Some((Zone::Lobby | Zone::SideRoom(_), Presence::Here { .. }, ..)) => words::waiting(),
        Some(_) | None => words::not_here(),
    };
    // Since when, and what the system saw of it.
    let lost = move || match where_to.get() {
        Some((_, Presence::Lost { since, cause }, ..)) => Some((since, cause)),
        Some(_) | None => None,
    };
    let since = move || lost().map(|(since, _)| clock_time(since));
    let picture = seat.clone();
    let name = seat.0.clone();
    let (name_id, state_id) = plate_ids(&seat);
    view! {
        <article class=class aria-labelledby=format!("{name_id} {state_id}") data-state=move || state.get().name() data-seat-id=name>
            <div class="seat-video">
                {move || match state.get() {
                    State::Lost => view! {
                        <span class="seat-lost">
                            <Since since=Signal::derive(move || lost().map(|(since, _)| since)) />
                            <span class="seat-cause">{move || lost().map(|(_, cause)| terms::loss(cause))}</span>
                        </span>
                    }.into_any(),
                    State::Left => view! {
                        <span class="seat-lost">
                            <time class="num">{since}</time>
                            <span class="seat-cause">{move || lost().map(|(_, cause)| terms::loss(cause))}</span>
                        </span>
                    }.into_any(),
                    State::Found => view! {
                        <span class="seat-lost">
                            <time class="num">{since}</time>
                            <b class="seat-cause">{move || found.get().map(terms::absence_finding)}</b>
                        </span>
                    }.into_any(),
                    State::Absent => view! { <span>{why_absent}</span> }.into_any(),
                    State::Normal | State::Floor | State::Hand | State::Locked | State::Away | State::Trouble
                    | State::Dark | State::Unseen => {
                        view! { <Picture seat=picture.clone() /> }.into_any()
                    }
                }}
                <Show when=move || camera_left.get()>
                    <span class="seat-left-camera"><span>{away::camera_left}</span></span>
                </Show>
            </div>
            <Plate seat=seat.clone() state />
            <SeatActs seat=seat desk />
        </article>
    }
}

/// How long it has been, counted on while one looks.
#[component]
fn Since(since: Signal<Option<hearing::Millis>>) -> impl IntoView {
    let session = use_session();
    let now = RwSignal::new(session.now());
    let timer = gloo::timers::callback::Interval::new(1_000, move || now.set(session.now()));
    let timer = StoredValue::new_local(Some(timer));
    on_cleanup(move || drop(timer.try_update_value(Option::take)));
    let gone = move || {
        let seconds = since
            .get()
            .map(|since| now.get().saturating_sub(since) / 1_000);
        seconds.map(|s| format!("{}:{:02}", s / 60, s % 60))
    };
    view! { <time class="num" aria-hidden="true">{gone}</time> }
}
