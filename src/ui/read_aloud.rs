//! Spoken prompts (R14): the screen in the browser's own voice, for who asks for it.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::{Icon, Preferences};
use crate::parts::use_parts;
use crate::text::{Language, common};

/// Until the place that he came from is gone, and its voice with it (ms).
const PLACE_STANDS: u32 = 300;

#[wasm_bindgen(module = "/src/ui/read_aloud.js")]
extern "C" {
    #[wasm_bindgen(js_name = canSpeak)]
    fn can_speak() -> bool;
    #[wasm_bindgen(js_name = readAlong)]
    fn read_along() -> js_sys::Function;
    #[wasm_bindgen(js_name = sayAloud)]
    fn say_aloud(text: &str, language: &str, ended: &JsValue);
    fn hush();
}

/// Says one text, in the voice of the language that it is written in, and stops when pressed again or when the text goes.
#[component]
pub fn SayKey(#[prop(into)] text: Signal<String>) -> impl IntoView {
    let speaks = RwSignal::new(false);
    Effect::new(move |before: Option<String>| {
        let now = text.get();
        if before.is_some_and(|before| before != now) && speaks.get_untracked() {
            hush();
            speaks.set(false);
        }
        now
    });
    on_cleanup(move || {
        if speaks.try_get_untracked() == Some(true) {
            hush();
        }
    });
    let press = move |_| {
        if speaks.get_untracked() {
            hush();
            speaks.set(false);
            return;
        }
        let ended = Closure::<dyn FnMut()>::new(move || {
            speaks.try_set(false);
        });
        speaks.set(true);
        text.with_untracked(|text| say_aloud(text, voice_of(text), &ended.into_js_value()));
    };
    can_speak().then(|| {
        view! {
            <button
                type="button"
                class="press press--dense"
                data-act="say-aloud"
                aria-pressed=move || if speaks.get() { "true" } else { "false" }
                on:click=press
            >
                <Icon name=Signal::derive(move || if speaks.get() { "pause" } else { "sound" }) />
                <span>{move || if speaks.get() { common::hush() } else { common::read_aloud() }}</span>
            </button>
        }
    })
}

/// What is filed is in the language of who filed it, whatever the screen speaks.
fn voice_of(text: &str) -> &'static str {
    let han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}');
    if text.contains(han) {
        Language::Chinese.tag()
    } else {
        Language::English.tag()
    }
}

/// A key that keeps reading, for who has large text: while it is down, the screen is read, and whatever changes on it.
#[component]
pub fn ReadAloud() -> impl IntoView {
    let preferences = expect_context::<Preferences>();
    let spoken = preferences.spoken;
    let along = StoredValue::new_local(None::<js_sys::Function>);
    let stop = move || {
        if let Some(stop) = along.try_update_value(Option::take).flatten() {
            let _ = stop.call0(&JsValue::NULL);
        }
    };
    // The door is there before what speaks.
    let parts = use_parts();
    let here = Memo::new(move |_| parts.inside.with(|inside| inside.here().is_some()));
    Effect::new(move |_| {
        stop();
        if here.get() && preferences.is_spoken() {
            along.set_value(Some(read_along()));
        }
    });
    on_cleanup(stop);
    has_voice().then(|| {
        view! {
            <button
                type="button"
                class="tool tool--spoken"
                data-act="read-aloud"
                aria-pressed=move || if spoken.get() { "true" } else { "false" }
                on:click=move |_| spoken.update(|spoken| *spoken = !*spoken)
            >
                <Icon name="sound" />
                <span>{common::read_aloud}</span>
            </button>
        }
    })
}

/// As `canSpeak` knows it, for who stands at the door.
fn has_voice() -> bool {
    let window = gloo::utils::window();
    js_sys::Reflect::has(&window, &"SpeechSynthesisUtterance".into()).unwrap_or(false)
}

/// Of a place where there is no such key: `text` is said to who has pressed it where he came from.
pub fn say_if_spoken(text: &'static str) {
    let preferences = expect_context::<Preferences>();
    Timeout::new(PLACE_STANDS, move || {
        if has_voice() && untrack(|| preferences.is_spoken()) {
            say_aloud(text, voice_of(text), &JsValue::UNDEFINED);
        }
    })
    .forget();
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_voice_is_that_of_the_text() {
        assert_eq!(voice_of("借条：今借到 20 万元"), "zh-CN");
        assert_eq!(voice_of("IOU of 20,000 yuan"), "en");
    }
}
