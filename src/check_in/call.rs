//! The call into the courtroom, for somebody who waits: he may have put the phone down (R16).

use hearing::Zone;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::session::use_session;
use crate::text::check_in;

#[wasm_bindgen(module = "/src/check_in/calling.js")]
extern "C" {
    fn ring(title: &str);
    #[wasm_bindgen(js_name = stayAwake)]
    fn stay_awake() -> js_sys::Function;
    pub fn save(bytes: &[u8], name: &str, kind: &str);
}

/// Keeps the screen on while the caller is shown, and rings when he is let in.
pub fn listen_for_the_call() {
    let session = use_session();
    let sleep_again = StoredValue::new_local(stay_awake());
    // Words are read here: after this the language has no context any more.
    let words = Memo::new(|_| check_in::called_title());
    on_cleanup(move || {
        sleep_again.try_with_value(|sleep| sleep.call0(&JsValue::NULL).is_ok());
        let me = session.me().get_untracked();
        let inside = session.peek(|h| {
            let seat = me.and_then(|me| h.seat(&me));
            seat.is_some_and(|seat| matches!(seat.zone, Zone::Courtroom | Zone::Gallery))
        });
        if inside {
            ring(words.try_get_untracked().unwrap_or_default());
        }
    });
}
