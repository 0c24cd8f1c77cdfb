//! 立即保密: the first press arms it and says what the second, within five seconds, will do.

use gloo::timers::callback::Timeout;
use hearing::Command;
use leptos::prelude::*;

use crate::text::courtroom as words;
use crate::ui::{Icon, doing};

/// How long it stays armed (ms).
const ARMED: u32 = 5_000;

#[component]
pub fn SecureKey() -> impl IntoView {
    let armed = RwSignal::new(false);
    let doing = doing();
    let press = move |_| {
        if armed.get_untracked() {
            armed.set(false);
            doing.start(Command::SecureRoom);
        } else {
            armed.set(true);
            Timeout::new(ARMED, move || {
                let _ = armed.try_set(false);
            })
            .forget();
        }
    };
    let word = move || match armed.get() {
        true => words::secure_armed(),
        false => doing.word(words::secure),
    };
    view! {
        <div class="bar-group bar-secure">
            <p id="secure-words" class="vh">{words::secure_words}</p>
            <p class="secure-note" role="status">{move || armed.get().then(words::secure_words)}</p>
            <button
                type="button"
                class="press press--grave"
                class:press--armed=move || armed.get()
                data-act="secure-room"
                aria-describedby="secure-words"
                aria-busy=move || doing.busy()
                on:click=press
            >
                <Icon name="lock" />
                <span>{word}</span>
            </button>
        </div>
    }
}
