//! Spoken prompts (R14): the screen in the browser's own voice, for who asks for it.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::{Icon, Preferences};
use crate::text::{Language, common, language};

/// Until the screen that has just come stands (ms).
const SCREEN_STANDS: u32 = 150;

#[wasm_bindgen(module = "/src/ui/read_aloud.js")]
extern "C" {
    #[wasm_bindgen(js_name = canSpeak)]
    fn can_speak() -> bool;
    #[wasm_bindgen(js_name = readAloud)]
    fn read_aloud(language: &str);
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

/// A key that keeps reading: each screen that comes while it is down is read too. `screen` changes with the screen.
#[component]
pub fn ReadAloud(#[prop(into)] screen: Signal<String>) -> impl IntoView {
    let preferences = expect_context::<Preferences>();
    let spoken = preferences.spoken;
    Effect::new(move |_| {
        screen.track();
        let tag = language().tag();
        if !spoken.get() {
            hush();
            return;
        }
        Timeout::new(SCREEN_STANDS, move || {
            if spoken.try_get_untracked() == Some(true) {
                read_aloud(tag);
            }
        })
        .forget();
    });
    on_cleanup(hush);
    can_speak().then(|| {
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
