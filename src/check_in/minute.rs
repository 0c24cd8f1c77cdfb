//! The court's clock, as coarse as people read it.

use gloo::timers::callback::Interval;
use hearing::Millis;
use leptos::prelude::*;

use crate::session::use_session;

/// How often the shown time is looked at again (ms).
const LOOK: u32 = 5_000;

/// The court's time, told again every few seconds for as long as the caller is on the page.
pub fn minute() -> ReadSignal<Millis> {
    let session = use_session();
    let (now, tell) = signal(session.now());
    let ticking =
        StoredValue::new_local(Some(Interval::new(LOOK, move || tell.set(session.now()))));
    on_cleanup(move || {
        ticking.try_update_value(Option::take);
    });
    now
}
