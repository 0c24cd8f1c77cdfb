//! One key for each person who may be speaking; with Shift as many again. F5 and F6 belong to the browser and to the room.

use hearing::transcript::Speaker;
use hearing::{Role, SeatId, Side, Zone};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::transcript as words;

/// More than stand in two rows.
const MANY: usize = 10;

const KEYS: [&str; 7] = ["F1", "F2", "F3", "F4", "F7", "F8", "F9"];

/// Whose key this is, by his place among the people.
pub fn at_key(key: &str, shift: bool) -> Option<usize> {
    let at = KEYS.iter().position(|known| *known == key)?;
    Some(if shift { at + KEYS.len() } else { at })
}

fn key_at(at: usize) -> Option<String> {
    match at.checked_sub(KEYS.len()) {
        None => KEYS.get(at).map(|key| (*key).to_owned()),
        Some(shifted) => KEYS.get(shifted).map(|key| format!("⇧{key}")),
    }
}

/// With the name, where another one is called by the same role.
pub type Person = (SeatId, Role, Side, Tribunal, Option<String>);

/// Those in the room who speak, in the order of the room, the clerk's own key last; whoever was heard keeps his key.
/// More people than keys have no shortcut.
pub fn people() -> Memo<Vec<Person>> {
    let session = use_session();
    session.select(|h| {
        let Some(tribunal) = Tribunal::of(h) else {
            return Vec::new();
        };
        // Who was there and is gone still said what he said.
        let in_room = |s: &&hearing::Seat| {
            let was = s.attended || s.zone == Zone::Courtroom;
            let here = was || s.role.is_called() || s.role == Role::Clerk;
            here && !s.role.only_watches()
        };
        let mut seats: Vec<_> = h.seats.iter().filter(in_room).collect();
        seats.sort_by_key(|s| s.role == Role::Clerk);
        let alike = |one: &hearing::Seat| {
            let same = |s: &&&hearing::Seat| s.role == one.role && s.side == one.side;
            seats.iter().filter(same).count() > 1
        };
        let people = seats.iter().map(|s| {
            let name = alike(s).then(|| s.name.clone());
            (s.id.clone(), s.role, s.side, tribunal, name)
        });
        people.collect()
    })
}

#[component]
pub fn SpeakerKeys(people: Memo<Vec<Person>>, speaker: RwSignal<Speaker>) -> impl IntoView {
    let pressed = move |wanted: Speaker| move || (speaker.get() == wanted).to_string();
    view! {
        <div class="keys" class:keys--many=move || people.with(|p| p.len() > MANY) role="group" aria-label=words::speaker>
            {move || people.get().into_iter().enumerate().map(|(at, (seat, role, side, tribunal, name))| {
                let own = Speaker::Seat(seat.clone());
                let chosen = own.clone();
                view! {
                    <button type="button" class="key" data-act="speaker" data-of=seat.0.clone()
                        aria-pressed=pressed(own) on:click=move |_| speaker.set(chosen.clone())>
                        {key_at(at).map(|key| view! { <kbd>{key}</kbd> })}
                        <span>{move || terms::role(role, side, tribunal)}</span>
                        {name.map(|name| view! { <span>{name}</span> })}
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

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn every_key_is_of_whom_it_is_shown_for() {
        for at in 0..KEYS.len() * 2 {
            let shown = key_at(at).unwrap_or_default();
            let key = shown.trim_start_matches('⇧');
            assert_eq!(at_key(key, shown.starts_with('⇧')), Some(at));
        }
        assert_eq!(key_at(KEYS.len() * 2), None);
        assert_eq!(at_key("F5", false), None);
    }
}
