//! The clock of the room, for what counts down or up on a screen.

use gloo::timers::callback::Interval;
use hearing::Millis;
use leptos::prelude::*;

use crate::session::use_session;

/// The server's time, once a second, for as long as the caller is on the page.
pub fn tick() -> RwSignal<Millis> {
    let session = use_session();
    let now = RwSignal::new(session.now());
    let timer = Interval::new(1_000, move || {
        let _ = now.try_set(session.now());
    });
    let timer = StoredValue::new_local(Some(timer));
    on_cleanup(move || drop(timer.try_update_value(Option::take)));
    now
}
