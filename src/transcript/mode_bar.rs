//! What Enter does, where it is not a new line at the end: which line is mended, or where the next one goes. And when
//! somebody else was quicker, what he wrote.

use leptos::prelude::*;

use super::desk::{Desk, Mode};
use crate::text::{common, editor as words};

#[component]
pub fn ModeBar(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let number = move |id: &hearing::LineId| {
        session.with(|h| {
            let at = h.transcript.lines.iter().position(|l| l.id == *id);
            at.map_or(h.transcript.lines.len() + 1, |at| at + 1)
        })
    };
    let says = move || {
        desk.mode.with(|mode| match mode {
            Mode::Writing => None,
            Mode::Inserting(after) => Some(words::inserting(number(after))),
            Mode::Mending(base) => Some(words::mending(number(&base.id))),
            Mode::Taking(_) => Some(words::taking().to_owned()),
        })
    };
    // The line as it is now, when that is not what was opened.
    let newer = Memo::new(move |_| {
        desk.mode.with(|mode| match mode {
            Mode::Mending(base) => session.with(|h| {
                let now = h.line(&base.id).filter(|now| now.rev > base.rev);
                now.map(|now| now.text.clone())
            }),
            Mode::Writing | Mode::Inserting(_) | Mode::Taking(_) => None,
        })
    });
    view! {
        {move || says().map(|says| view! {
            <p class="compose-mode" data-mode="">
                <b>{says}</b>
                <button type="button" class="press press--quiet press--dense" data-act="leave-line" on:click=move |_| desk.close()>
                    <kbd>"Esc"</kbd><span>{common::cancel}</span>
                </button>
            </p>
        })}
        {move || newer.get().map(|now| view! {
            <div class="compose-clash" role="alert" data-clash="">
                <p>{crate::text::transcript::changed_meanwhile} " " <q>{now}</q></p>
                <p class="compose-clash-keys">
                    <button type="button" class="press press--dense" data-act="keep-mine" on:click=move |_| desk.keep_mine()>
                        <kbd>"Ctrl Enter"</kbd><span>{words::keep_mine}</span>
                    </button>
                    <button type="button" class="press press--dense" data-act="keep-theirs" on:click=move |_| desk.close()>
                        <kbd>"Esc"</kbd><span>{words::keep_theirs}</span>
                    </button>
                </p>
            </div>
        })}
    }
}
