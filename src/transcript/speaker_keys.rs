//! One key for each person who may be speaking. F5 and F6 belong to the browser and to the room.

use hearing::transcript::Speaker;
use hearing::{Procedure, Role, SeatId, Side, Zone};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{terms, transcript as words};

pub const KEYS: [&str; 7] = ["F1", "F2", "F3", "F4", "F7", "F8", "F9"];

pub type Person = (SeatId, Role, Side, Procedure);

/// Those in the room who speak, in the order of the room; whoever was heard keeps his key.
pub fn people() -> Memo<Vec<Person>> {
    let session = use_session();
    session.select(|h| {
        let Some(matter) = &h.matter else {
            return Vec::new();
        };
        let in_room = |s: &&hearing::Seat| {
            let speaks = !s.role.only_watches() && s.role != Role::Clerk;
            speaks && (s.zone == Zone::Courtroom || s.role.is_called())
        };
        let seats = h.seats.iter().filter(in_room);
        seats
            .map(|s| (s.id.clone(), s.role, s.side, matter.procedure))
            .collect()
    })
}

#[component]
pub fn SpeakerKeys(people: Memo<Vec<Person>>, speaker: RwSignal<Speaker>) -> impl IntoView {
    let pressed = move |wanted: Speaker| move || (speaker.get() == wanted).to_string();
    view! {
        <div class="keys" role="group" aria-label=words::speaker>
            {move || people.get().into_iter().enumerate().map(|(at, (seat, role, side, procedure))| {
                let own = Speaker::Seat(seat.clone());
                let chosen = own.clone();
                view! {
                    <button type="button" class="key" data-act="speaker" data-of=seat.0.clone()
                        aria-pressed=pressed(own) on:click=move |_| speaker.set(chosen.clone())>
                        {KEYS.get(at).map(|key| view! { <kbd>{*key}</kbd> })}
                        <span>{move || terms::role(role, side, procedure)}</span>
                    </button>
                }
            }).collect_view()}
            <button type="button" class="key" data-act="speaker" data-of="nobody"
                aria-pressed=pressed(Speaker::Nobody) on:click=move |_| speaker.set(Speaker::Nobody)>
                <kbd>"F10"</kbd><span>{words::nobody}</span>
            </button>
        </div>
    }
}
