//! The plate in front of a person: role first, then the name; what differs from normal is said in words.

use hearing::{Mute, SeatId};
use leptos::prelude::*;

use super::seat::State;
use crate::media::use_media;
use crate::session::use_session;
use crate::text::away;
use crate::text::courtroom as words;
use crate::text::terms::{self, Tribunal};
use crate::ui::Icon;

#[component]
pub fn Plate(seat: SeatId, state: Memo<State>) -> impl IntoView {
    let session = use_session();
    let id = seat.clone();
    let who = session.select(move |h| {
        let seat = h.seat(&id)?;
        Some((seat.role, seat.side, Tribunal::of(h)?, seat.name.clone()))
    });
    let id = seat.clone();
    let queue =
        session.select(move |h| h.hands.iter().position(|hand| *hand == id).map(|at| at + 1));
    let id = seat.clone();
    let mute = session.select(move |h| h.seat(&id).map_or(Mute::Free, |s| s.mute));
    let me = session.me();
    let id = seat.clone();
    let own = Memo::new(move |_| me.get().as_ref() == Some(&id));
    let (name_id, state_id) = plate_ids(&seat);
    let person = use_media().person(seat.clone());
    let speaks = Memo::new(move |_| person.get().is_some_and(|p| p.microphone));
    view! {
        <div class="seat-plate">
            <p class="seat-who" id=name_id>
                <b class="seat-role">
                    {move || who.get().map(|(role, side, tribunal, _)| terms::role(role, side, tribunal))}
                </b>
                " "
                <span class="seat-name">{move || who.get().map(|(_, _, _, name)| name)}</span>
                <Show when=move || own.get()><span class="seat-you">{words::you}</span></Show>
            </p>
            <p class="seat-state" id=state_id>
                {move || match state.get() {
                    State::Floor => view! {
                        <span class="state state--floor"><Icon name="floor" /><span>{move || if speaks.get() { words::speaking() } else { words::has_floor() }}</span></span>
                    }.into_any(),
                    State::Hand => view! {
                        <span class="chip chip--hand">
                            <Icon name="hand" /><span>{words::hand_up}</span>" "
                            <span class="num">{move || queue.get()}</span>
                        </span>
                    }.into_any(),
                    State::Locked => view! {
                        <span class="state state--lock">
                            <Icon name="mic-lock" />
                            <span>{move || if mute.get() == Mute::Locked { words::locked_by_court() } else { words::muted_by_court() }}</span>
                        </span>
                    }.into_any(),
                    State::Away => warn("eye", away::away_now),
                    State::Trouble => warn("warn", away::device_trouble),
                    State::Unseen => warn("cam-off", away::camera_off_plain),
                    State::Dark => plain("cam-off", away::camera_left),
                    State::Lost => plain("reconnect", away::reconnecting),
                    State::Left => warn("leave", words::cause_open),
                    State::Normal | State::Found | State::Absent => ().into_any(),
                }}
            </p>
            <Marks seat state />
        </div>
    }
}

/// The ids of name and state: together they name the seat to who does not see it.
pub fn plate_ids(seat: &SeatId) -> (String, String) {
    (format!("who-{seat}"), format!("state-{seat}"))
}

fn plain(icon: &'static str, word: fn() -> &'static str) -> AnyView {
    view! { <span class="state"><Icon name=icon /><span>{word}</span></span> }.into_any()
}

fn warn(icon: &'static str, word: fn() -> &'static str) -> AnyView {
    view! { <span class="state state--warn"><Icon name=icon /><span>{word}</span></span> }
        .into_any()
}

/// Microphone and line, by sign; the name of the sign is for who cannot see it.
#[component]
fn Marks(seat: SeatId, state: Memo<State>) -> impl IntoView {
    let media = use_media();
    let person = media.person(seat);
    let here = move || state.get().is_here();
    let microphone = Memo::new(move |_| person.get().is_some_and(|p| p.microphone));
    let weak = Memo::new(move |_| person.get().is_some_and(|p| p.line <= 1));
    let level = Memo::new(move |_| {
        person
            .get()
            .map_or(0, |p| if p.speaking { p.level } else { 0 })
    });
    view! {
        <p class="seat-marks">
            <Show when=here>
                <span
                    class="mark"
                    role="img"
                    data-level=move || level.get()
                    aria-label=move || if microphone.get() { words::microphone_on() } else { words::microphone_off() }
                >
                    <Icon name=Signal::derive(move || if microphone.get() { "mic-on" } else { "mic-off" }) />
                </span>
                <Show when=move || weak.get()>
                    <span class="mark mark--weak" role="img" aria-label=words::line_weak><Icon name="net-1" /><span class="mark-text">{away::weak}</span></span>
                </Show>
            </Show>
            <Show when=move || state.get() == State::Lost>
                <span class="mark" aria-hidden="true"><Icon name="net-0" /></span>
            </Show>
        </p>
    }
}
