//! Who is said to have spoken: one of those who take part, by role and name.

use hearing::SeatId;
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::record as words;
use crate::text::terms::{self, Tribunal};

/// `but`: who stands there now, and is not meant.
#[component]
pub fn WhoSpoke(who: RwSignal<Option<SeatId>>, but: Option<SeatId>) -> impl IntoView {
    let session = use_session();
    let people = session.select(move |h| {
        let all = h.seats.iter().filter(|s| !s.role.only_watches());
        let others = all.filter(|s| but.as_ref() != Some(&s.id));
        let known = others.filter_map(|s| Some((s.id.clone(), name_of(h, &s.id)?)));
        known.collect::<Vec<_>>()
    });
    let chosen = move |event: web_sys::HtmlSelectElement| {
        let value = event.value();
        who.set((!value.is_empty()).then(|| SeatId::new(value)));
    };
    view! {
        <label class="field">
            <span>{words::who_spoke}</span>
            <select data-field="who-spoke" on:change:target=move |event| chosen(event.target())>
                <option value="">"—"</option>
                {move || people.get().into_iter().map(|(id, who)| view! {
                    <option value=id.0>{move || called(&who)}</option>
                }).collect_view()}
            </select>
        </label>
    }
}

/// Role and name, each in its place.
pub type Named = (hearing::Role, hearing::Side, Tribunal, String);

pub fn name_of(h: &hearing::Hearing, seat: &SeatId) -> Option<Named> {
    let seat = h.seat(seat)?;
    Some((seat.role, seat.side, Tribunal::of(h)?, seat.name.clone()))
}

pub fn called((role, side, tribunal, name): &Named) -> String {
    format!("{} {name}", terms::role(*role, *side, *tribunal))
}
