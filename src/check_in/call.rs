//! The call into the courtroom, for somebody who waits: he may have put the phone down (R16).

use gloo::timers::callback::Timeout;
use hearing::exhibit::FileKind;
use hearing::{Hearing, Seat, Zone};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::session::use_session;
use crate::text::{check_in, waiting};
use crate::ui::say_if_spoken;

#[wasm_bindgen(module = "/src/check_in/calling.js")]
extern "C" {
    fn ring(title: &str);
    pub fn ringing(title: &str) -> js_sys::Function;
    pub fn chime();
    #[wasm_bindgen(js_name = ringOnce, catch)]
    pub async fn ring_once() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = inSight)]
    fn in_sight() -> bool;
    #[wasm_bindgen(js_name = stayAwake)]
    fn stay_awake(told: &JsValue) -> js_sys::Function;
    pub fn save(bytes: &[u8], name: &str, kind: &str);
}

/// So long the call stands over the courtroom of somebody who looks (ms).
const STANDS: u32 = 6_000;

/// Whether the screen is kept on: not every browser can, and a low battery forbids it.
#[derive(Clone, Copy)]
pub struct Awake(pub RwSignal<bool>);

/// `name` gets the ending of what the bytes are.
pub fn save_file(bytes: &[u8], name: &str, kind: &FileKind) {
    let (media_type, ending) = kind.saved_as(bytes);
    save(bytes, &format!("{name}.{ending}"), media_type);
}

/// Keeps the screen on while the caller is shown, and rings when he is let in.
pub fn listen_for_the_call() {
    let session = use_session();
    let awake = RwSignal::new(false);
    provide_context(Awake(awake));
    let told = Closure::<dyn FnMut(bool)>::new(move |held| _ = awake.try_set(held));
    let sleep_again = StoredValue::new_local((stay_awake(told.as_ref()), told));
    // Words are read here: after this the language has no context any more.
    let words = Memo::new(|_| check_in::called_title());
    on_cleanup(move || {
        sleep_again.try_with_value(|(sleep, _)| sleep.call0(&JsValue::NULL).is_ok());
        let me = session.me().get_untracked();
        let inside = session.peek(|h| {
            let seat = me.and_then(|me| h.seat(&me));
            seat.is_some_and(is_inside)
        });
        if inside {
            ring(words.try_get_untracked().unwrap_or_default());
        }
    });
}

fn is_inside(seat: &Seat) -> bool {
    matches!(seat.zone, Zone::Courtroom | Zone::Gallery)
}

/// Whether the call stands before him.
#[derive(Clone, Copy)]
struct Standing(RwSignal<bool>);

/// Who is called is in the room at once; the call stands there for a moment, and until he answers where nobody looks.
pub fn provide_called() {
    let session = use_session();
    let zone = session.mine(|_: &Hearing, seat: &Seat| {
        (!seat.role.is_court()).then(|| (seat.is_arriving(), is_inside(seat)))
    });
    let called = RwSignal::new(false);
    provide_context(Standing(called));
    let watches = only_watches();
    Effect::new(move |before: Option<Option<bool>>| {
        let now = zone.get().flatten();
        let waited = now.map(|(arriving, _)| arriving);
        let inside = now.is_some_and(|(_, inside)| inside);
        if inside && before == Some(Some(true)) {
            called.set(true);
            say_if_spoken(untrack(|| words(watches.get())));
            if in_sight() {
                Timeout::new(STANDS, move || _ = called.try_set(false)).forget();
            }
        } else if !inside {
            called.set(false);
        }
        waited
    });
}

/// Into the room, or into the gallery.
fn only_watches() -> Memo<bool> {
    let watches = use_session().mine(|_, seat| seat.role.only_watches());
    Memo::new(move |_| watches.get() == Some(true))
}

fn words(watches: bool) -> &'static str {
    if watches {
        waiting::called_gallery()
    } else {
        waiting::called()
    }
}

fn more(watches: bool) -> &'static str {
    if watches {
        waiting::called_gallery_more()
    } else {
        waiting::called_more()
    }
}

/// The call itself: at the foot of the room, where it covers nobody.
#[component]
pub fn Called() -> impl IntoView {
    let Standing(called) = expect_context();
    let watches = only_watches();
    view! {
        <Show when=move || called.get()>
            <section class="summons summons--called" role="alert" data-called="">
                <p><b>{move || words(watches.get())}</b><span>{move || more(watches.get())}</span></p>
                <button type="button" class="press" data-act="go-in" on:click=move |_| called.set(false)>
                    {waiting::here_i_am}
                </button>
            </section>
        </Show>
    }
}
