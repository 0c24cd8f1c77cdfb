//! 查找、替换、跳转, above the lines: one row that changes with what is wanted. Esc leads back to the box.

use std::collections::BTreeMap;

use hearing::LineId;
use hearing::transcript::{TranscriptLine, Why};
use leptos::html::Input;
use leptos::prelude::*;

use super::acts::Act;
use super::as_typed::is_under_way;
use super::desk::Desk;
use super::jump::Jump;
use crate::text::{common, editor as words, transcript};
use crate::ui::{Icon, once_drawn};

/// Of what would be replaced, so many are shown before.
const PREVIEWED: usize = 30;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    None,
    Find,
    Replace,
    Jump,
}

/// What is looked for in the record.
#[derive(Clone, Copy)]
pub struct Needle(pub RwSignal<String>);

#[component]
pub fn Tools(desk: Desk, tool: RwSignal<Tool>) -> impl IntoView {
    let needle = RwSignal::new(String::new());
    provide_context(Needle(needle));
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if matches!(tool.get(), Tool::Find | Tool::Replace) {
            once_drawn(move || {
                if let Some(Some(field)) = field.try_get_untracked() {
                    let _ = field.focus();
                    field.select();
                }
            });
        }
    });
    // Enter opens what is found, and with the words still there the one after it.
    let opened = StoredValue::new(None::<LineId>);
    let open_next = move || {
        let lines = untrack(|| needle.with(|needle| found(desk, needle)));
        let at =
            opened.with_value(|opened| lines.iter().position(|l| Some(&l.id) == opened.as_ref()));
        let next = at.map_or(0, |at| at + 1);
        if let Some(line) = lines.get(next).or_else(|| lines.first())
            && desk.open(&line.id)
        {
            opened.set_value(Some(line.id.clone()));
        }
    };
    let back = move || {
        opened.set_value(None);
        needle.set(String::new());
        tool.set(Tool::None);
        desk.focus();
    };
    view! {
        <div class="tools" on:keydown=move |event: web_sys::KeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() { back(); }
        }>
            <label class="lines-find">
                <Icon name="search" />
                <input type="search" data-field="find" aria-label=transcript::find placeholder=transcript::find node_ref=field
                    prop:value=move || needle.get() on:input:target=move |event| { opened.set_value(None); needle.set(event.target().value()); }
                    on:keydown=move |event: web_sys::KeyboardEvent| {
                        if event.key() == "Enter" && !event.is_composing() && tool.get_untracked() != Tool::Replace {
                            event.prevent_default();
                            open_next();
                        }
                    } />
                <kbd>"Ctrl F"</kbd>
            </label>
            <Show when=move || tool.get() == Tool::Replace>
                <Replace desk needle=needle.into() done=Callback::new(move |()| back()) />
            </Show>
            <Show when=move || tool.get() == Tool::Jump>
                <Jump desk leave=Callback::new(move |()| back()) />
            </Show>
        </div>
    }
}

/// The lines that have the words, and that nobody else has in his hand.
fn found(desk: Desk, needle: &str) -> Vec<TranscriptLine> {
    if needle.is_empty() {
        return Vec::new();
    }
    let held = desk.session.held().get();
    let has = |line: &&TranscriptLine| {
        line.text.contains(needle) && !held.iter().any(|(id, _)| *id == line.id)
    };
    desk.session.with(|h| {
        let found = h.transcript.lines.iter().filter(has);
        found.cloned().collect()
    })
}

#[component]
fn Replace(desk: Desk, needle: Signal<String>, done: Callback<()>) -> impl IntoView {
    let with = RwSignal::new(String::new());
    let lines = Memo::new(move |_| found(desk, &needle.get()));
    let frozen = desk.session.select(|h| h.transcript.sign_off.is_some());
    let places = move || {
        needle.with(|needle| {
            lines.with(|lines| {
                lines
                    .iter()
                    .map(|l| l.text.matches(needle.as_str()).count())
                    .sum()
            })
        })
    };
    let numbers = Memo::new(move |_| {
        desk.session.with(|h| {
            let all = h.transcript.lines.iter().enumerate();
            let wanted = lines.with(|lines| {
                lines
                    .iter()
                    .take(PREVIEWED)
                    .map(|l| l.id.clone())
                    .collect::<Vec<_>>()
            });
            all.filter(|(_, l)| wanted.contains(&l.id))
                .map(|(at, l)| (l.id.clone(), at + 1))
                .collect::<BTreeMap<_, _>>()
        })
    });
    let replace = move || {
        let (needle, with) = (needle.get_untracked(), with.get_untracked());
        let mut were = Vec::new();
        let mut count = 0;
        for line in lines.get_untracked() {
            let text = line.text.replace(&needle, &with);
            // What is on its way already is not seen as it will be; a line of nothing is none.
            if text == line.text || text.trim().is_empty() || is_under_way(desk.session, &line.id) {
                continue;
            }
            count += line.text.matches(needle.as_str()).count();
            let now = TranscriptLine {
                text,
                ..line.clone()
            };
            desk.edit(&line, &now, Why::Replaced);
            were.push(line);
        }
        let lines = were.len();
        if lines > 0 {
            desk.did(Act::Replaced(were));
            desk.say(move || words::replaced(count, lines));
        }
        done.run(());
    };
    let ready = move || !frozen.get() && lines.with(|lines| !lines.is_empty());
    let preview = move || {
        let (needle, with) = (needle.get(), with.get());
        let shown = lines.with(|lines| lines.iter().take(PREVIEWED).cloned().collect::<Vec<_>>());
        shown
            .into_iter()
            .map(|line| {
                let number = numbers.with(|n| n.get(&line.id).copied().unwrap_or_default());
                let parts: Vec<String> = line.text.split(&needle).map(str::to_owned).collect();
                let last = parts.len().saturating_sub(1);
                let parts = parts.into_iter().enumerate().map(|(at, part)| {
                    let change = (at < last)
                        .then(|| view! { <del>{needle.clone()}</del><ins>{with.clone()}</ins> });
                    view! { <span>{part}</span>{change} }
                });
                view! { <li><span class="num note">{number}</span><p>{parts.collect_view()}</p></li> }
            })
            .collect_view()
    };
    view! {
        <form class="replace" on:submit=move |event: web_sys::SubmitEvent| { event.prevent_default(); if ready() { replace(); } }>
            <label class="lines-find">
                <span>{words::replace_with}</span>
                <input type="text" data-field="replace-with" maxlength="200"
                    prop:value=move || with.get() on:input:target=move |event| with.set(event.target().value()) />
            </label>
            <p class="replace-acts">
                <span class="num" data-found="" role="status">{move || words::found(places(), lines.with(Vec::len))}</span>
                <button type="submit" class="press press--now press--dense" data-act="replace-all" disabled=move || !ready()>{words::replace_all}</button>
                <button type="button" data-act="close-tool" class="press press--quiet press--dense" on:click=move |_| done.run(())><kbd>"Esc"</kbd><span>{common::cancel}</span></button>
            </p>
            <Show when=move || frozen.get()><p class="note">{words::frozen}</p></Show>
            <ol class="replace-preview">{preview}</ol>
        </form>
    }
}
