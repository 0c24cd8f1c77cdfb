//! Whom to call next, where there is more than one: the court's choice, not the order of the list.

use hearing::SeatId;
use leptos::prelude::*;

use super::witness_stand::{called, waits, was_heard};
use crate::session::use_session;
use crate::text::courtroom as words;
use crate::text::terms::{self, Tribunal};

#[component]
pub fn NextWitness(heard: Memo<Option<SeatId>>, chosen: RwSignal<Option<SeatId>>) -> impl IntoView {
    let session = use_session();
    // Those who wait, and who stands on the plate, so that the choice begins with him.
    let waiting = Memo::new(move |_| {
        let on_plate = heard.get();
        session.with(|h| {
            let tribunal = Tribunal::of(h);
            let waiting = called(h).filter(|s| waits(s) || Some(&s.id) == on_plate.as_ref());
            let waiting = waiting.filter_map(|s| {
                let named = (s.role, s.side, tribunal?, s.name.clone());
                Some((s.id.clone(), named, was_heard(h, s)))
            });
            waiting.collect::<Vec<_>>()
        })
    });
    let choose = move |id: String| {
        let known = waiting.with_untracked(|all| all.iter().any(|(seat, ..)| seat.0 == id));
        if known {
            chosen.set(Some(SeatId::new(id)));
        }
    };
    let options = move || {
        let all = waiting.get().into_iter();
        all.map(|(seat, (role, side, tribunal, name), heard_before)| {
            let value = seat.0.clone();
            let words = move || {
                words::waiting_person(terms::role(role, side, tribunal), &name, heard_before)
            };
            view! {
                <option value=value selected=move || heard.with(|h| h.as_ref() == Some(&seat))>{words}</option>
            }
        })
        .collect_view()
    };
    view! {
        <Show when=move || waiting.with(|all| all.len() > 1)>
            <select
                class="stand-choice"
                data-field="next-witness"
                aria-label=words::whom_to_call
                prop:value=move || heard.with(|h| h.as_ref().map(|seat| seat.0.clone()).unwrap_or_default())
                on:change:target=move |event| choose(event.target().value())
            >
                {options}
            </select>
        </Show>
    }
}
