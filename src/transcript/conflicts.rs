//! Words that were typed and not taken: they wait beside the box, with what stands there now, until somebody decides.

use hearing::{Command, LineId, Refusal};
use leptos::prelude::*;

use super::desk::{Conflict, Desk};
use crate::text::{editor as words, refusals};
use crate::ui::use_toasts;

/// What comes back refused: a new line into the box, a changed one to the others that wait.
pub fn take_back(desk: Desk) {
    let toasts = use_toasts();
    Effect::new(move |_| {
        // Not into what an input method has under its hands.
        if desk.composing.get() {
            return;
        }
        for (command, refusal) in desk.session.take_returned() {
            match was_typed(command) {
                Typed::New(text) => {
                    toasts.say(move || refusals::refusal(&refusal));
                    let now = desk.text.get_untracked();
                    desk.fill(&format!("{text}{now}"), None);
                }
                // The same again is no clash.
                Typed::Change(..) if refusal == Refusal::AlreadyDone => {}
                Typed::Change(line, text) => desk.conflicts.update(|all| {
                    all.retain(|known| known.line != line || known.text != text);
                    all.push(Conflict {
                        line,
                        text,
                        why: refusal,
                    });
                }),
                Typed::Nothing => toasts.say(move || refusals::refusal(&refusal)),
            }
        }
    });
}

enum Typed {
    New(String),
    Change(LineId, String),
    Nothing,
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "of all that is asked of a court, these carry words of the record"
)]
fn was_typed(command: Command) -> Typed {
    match command {
        Command::WriteLine { text, .. } | Command::AcceptProposal { text, .. } => Typed::New(text),
        Command::EditLine { line, text, .. } | Command::JoinLines { line, text, .. } => {
            Typed::Change(line, text)
        }
        Command::SplitLine {
            line, head, tail, ..
        } => Typed::Change(line, head + &tail),
        _ => Typed::Nothing,
    }
}

#[component]
pub fn Conflicts(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let drop_it = move |gone: &Conflict| desk.conflicts.update(|all| all.retain(|one| one != gone));
    view! {
        <Show when=move || desk.conflicts.with(|all| !all.is_empty())>
            <section class="clashes" aria-label=words::not_taken>
                <h3>{words::not_taken}</h3>
                <ul>
                    {move || desk.conflicts.get().into_iter().map(|clash| {
                        let stands = session.with(|h| h.line(&clash.line).map(|l| l.text.clone()));
                        let (again, gone) = (clash.clone(), clash.clone());
                        let take_up = move |_| {
                            if desk.open(&again.line) {
                                desk.fill(&again.text, None);
                                drop_it(&again);
                            }
                        };
                        let why = clash.why.clone();
                        view! {
                            <li data-clash-of=clash.line.0.clone()>
                                <p class="note">{move || refusals::refusal(&why)}</p>
                                <p><span class="note">{words::yours}</span><ins>{clash.text.clone()}</ins></p>
                                {stands.map(|text| view! { <p><span class="note">{words::stands}</span><q>{text}</q></p> })}
                                <p class="compose-clash-keys">
                                    <button type="button" class="press press--dense" data-act="take-up-clash" on:click=take_up>{words::take_up}</button>
                                    <button type="button" class="press press--quiet press--dense" data-act="drop-clash" on:click=move |_| drop_it(&gone)>{words::let_go}</button>
                                </p>
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}
