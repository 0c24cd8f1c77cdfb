//! How long the question between two devices still stands, second by second, by the court's clock.

use gloo::timers::callback::Interval;
use hearing::Millis;
use leptos::prelude::*;

use crate::session::use_session;

/// How often it is looked at again (ms).
const LOOK: u32 = 500;

/// `words`: of so many seconds; of none when the time is up.
#[component]
pub fn Left(#[prop(into)] until: Signal<Millis>, words: fn(u64) -> String) -> impl IntoView {
    let session = use_session();
    let (now, tell) = signal(session.now());
    let ticking =
        StoredValue::new_local(Some(Interval::new(LOOK, move || tell.set(session.now()))));
    on_cleanup(move || {
        ticking.try_update_value(Option::take);
    });
    let left = Memo::new(move |_| seconds(until.get(), now.get()));
    view! {
        // A timer: no screen reader tells each second of it, and it can be read at any time.
        <p class="claim-left num" role="timer" data-left=move || left.get().to_string()>{move || words(left.get())}</p>
    }
}

fn seconds(until: Millis, now: Millis) -> u64 {
    until.saturating_sub(now).div_ceil(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_second_that_has_begun_is_left() {
        assert_eq!(seconds(20_000, 0), 20);
        assert_eq!(seconds(20_000, 19_001), 1);
        assert_eq!(seconds(20_000, 25_000), 0);
    }
}
