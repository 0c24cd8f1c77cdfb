//! The browser's own Back: a step back in the app, never out of the hearing by mistake.

use gloo::events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// For as long as the caller is on the page, Back runs `step` and the page stays.
pub fn on_back(step: impl Fn() + 'static) {
    put_guard();
    let listener = EventListener::new(&gloo::utils::window(), "popstate", move |_| {
        put_guard();
        step();
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || {
        listener.try_update_value(Option::take);
    });
}

/// An entry of the history for Back to take away; one is enough, however many screens there are.
fn put_guard() {
    let Ok(history) = gloo::utils::window().history() else {
        return;
    };
    let guard = JsValue::from_str("kaiting");
    if history.state().is_ok_and(|state| state == guard) {
        return;
    }
    if history.push_state(&guard, "").is_err() {
        gloo::console::warn!("Back cannot be caught in this browser");
    }
}
