//! Whom everybody is to see large, by order of the judge, while no exhibit is shown (R22).

use hearing::{Command, Phase, SeatId, Zone};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word as _, away as words};
use crate::ui::Press;

#[component]
pub fn SpotlightKey(seat: SeatId) -> impl IntoView {
    let session = use_session();
    let id = seat.clone();
    let state = session.select(move |h| {
        let inside = h.seat(&id).is_some_and(|s| s.zone == Zone::Courtroom);
        let shown = h.spotlight.as_ref() == Some(&id);
        // While an exhibit is shown, nobody is large.
        let matters = shown || h.presentation.is_none();
        (inside && matters && h.phase == Phase::InSession).then_some(shown)
    });
    let target = StoredValue::new(seat);
    move || {
        state.get().map(|shown| {
            if shown {
                view! { <EndSpotlight /> }.into_any()
            } else {
                view! {
                <Press act="spotlight" icon="person" label=words::spotlight.text()
                    command=move || Some(Command::Spotlight { seat: Some(target.get_value()) }) />
            }.into_any()
            }
        })
    }
}

#[component]
pub fn EndSpotlight() -> impl IntoView {
    view! {
        <Press act="end-spotlight" label=words::spotlight_end.text()
            command=|| Some(Command::Spotlight { seat: None }) />
    }
}
