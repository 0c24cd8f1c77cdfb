//! Who said a line that is being mended: anybody of the hearing who may speak, whether he is still in the room or not.

use hearing::SeatId;
use hearing::transcript::Speaker;
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::transcript as words;

/// The value of the choice that names nobody; no seat is called so.
const NOBODY: &str = "";

#[component]
pub fn SpeakerChoice(speaker: Signal<Speaker>, choose: Callback<Speaker>) -> impl IntoView {
    let session = use_session();
    let people = session.select(|h| {
        let tribunal = Tribunal::of(h);
        let speak = h.seats.iter().filter(|s| !s.role.only_watches());
        let named =
            speak.filter_map(|s| Some((s.id.clone(), (s.role, s.side, tribunal?), s.name.clone())));
        named.collect::<Vec<_>>()
    });
    let chosen = move || match speaker.get() {
        Speaker::Seat(seat) => seat.0,
        Speaker::Nobody => NOBODY.to_owned(),
    };
    let change = move |value: String| {
        choose.run(if value == NOBODY {
            Speaker::Nobody
        } else {
            Speaker::Seat(SeatId::new(value))
        });
    };
    let options = move || {
        let people = people.get().into_iter();
        people
            .map(|(seat, (role, side, tribunal), name)| {
                let (value, words) = (seat.0.clone(), move || {
                    format!("{} {name}", terms::role(role, side, tribunal))
                });
                view! { <option value=value selected=move || chosen() == seat.0>{words}</option> }
            })
            .collect_view()
    };
    view! {
        <label class="field">
            <span>{words::speaker}</span>
            <select data-field="line-speaker" prop:value=chosen on:change:target=move |event| change(event.target().value())>
                <option value=NOBODY selected=move || chosen() == NOBODY>{words::nobody}</option>
                {options}
            </select>
        </label>
    }
}
