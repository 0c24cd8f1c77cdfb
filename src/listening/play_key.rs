//! At the end of a line's words: from here on, aloud.

use hearing::LineId;
use leptos::prelude::*;

use super::use_listening;
use crate::text::recording as words;
use crate::ui::Icon;

#[component]
pub fn PlayKey(line: LineId) -> impl IntoView {
    let listening = use_listening();
    let of = line.0.clone();
    let mine = line.clone();
    let on = Memo::new(move |_| listening.line.with(|now| now.as_ref() == Some(&mine)));
    view! {
        <button
            type="button"
            class="line-page line-play"
            data-act="play-line"
            data-of=of
            aria-label=words::listen
            aria-pressed=move || on.get().to_string()
            on:click=move |_| listening.to(line.clone())
        >
            <Icon name="sound" />
        </button>
    }
}
