//! 未被采纳: words that were typed and not taken. They wait beside the record, each by itself and in the order of typing, until
//! who typed them has decided.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::desk::Desk;
use super::kept::give_back_what_lay_open;
use crate::session::{Returned, Words, use_session};
use crate::text::{editor as words, refusals};
use crate::ui::use_toasts;

/// Also where nobody types any more: what comes back after the signing was opened is not lost from sight.
#[component]
pub fn NotTaken() -> impl IntoView {
    let session = use_session();
    let desk = use_context::<Desk>();
    let returned = session.returned();
    say_what_comes_back();
    if desk.is_none() {
        give_back_what_lay_open(session);
    }
    view! {
        <Show when=move || returned.with(|all| !all.is_empty())>
            <section class="clashes" data-not-taken="" aria-label=words::not_taken>
                <h3>{words::not_taken}</h3>
                <Show when=move || desk.is_none()><p class="note">{words::not_taken_closed}</p></Show>
                <ul>
                    <For each=move || returned.get() key=|(order, _)| order.clone() let((order, one))>
                        <Row order one desk />
                    </For>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Row(order: String, one: Returned, desk: Option<Desk>) -> impl IntoView {
    let Returned { words, why } = one;
    let line = of(&words);
    view! {
        <li data-clash-of=line>
            <p class="note">{move || refusals::refusal(&why)}</p>
            <Both said=words.clone() />
            <Keys order said=words desk />
        </li>
    }
}

/// The line they were meant for; none for words that were to be a line of their own.
fn of(said: &Words) -> String {
    match said {
        Words::Change { line, .. } => line.0.clone(),
        Words::New { .. } => String::new(),
    }
}

/// His words, and what stands there now.
#[component]
fn Both(said: Words) -> impl IntoView {
    let session = use_session();
    let (line, text) = match said {
        Words::New { text, .. } => (None, text),
        Words::Change { line, text } => (Some(line), text),
    };
    let stands = move || {
        let line = line.as_ref()?;
        session.with(|h| h.line(line).map(|l| l.text.clone()))
    };
    view! {
        <p><span class="note">{words::yours}</span><ins>{text}</ins></p>
        {move || stands().map(|text| view! { <p><span class="note">{words::stands}</span><q>{text}</q></p> })}
    }
}

#[component]
fn Keys(order: String, said: Words, desk: Option<Desk>) -> impl IntoView {
    let session = use_session();
    let order = StoredValue::new(order);
    let let_go = move || order.with_value(|order| session.let_go(order));
    let word = match said {
        Words::New { .. } => words::into_box as fn() -> &'static str,
        Words::Change { .. } => words::take_up,
    };
    let said = StoredValue::new(said);
    view! {
        <p class="compose-clash-keys">
            {desk.map(|desk| view! {
                <button type="button" class="press press--dense" data-act="take-up-clash"
                    on:click=move |_| if said.with_value(|said| take_up(desk, said)) { let_go() }>{word}</button>
            })}
            <button type="button" class="press press--quiet press--dense" data-act="drop-clash" on:click=move |_| let_go()>{words::let_go}</button>
        </p>
    }
}

/// Into the box; nothing that is in it already is touched.
fn take_up(desk: Desk, said: &Words) -> bool {
    match said {
        Words::Change { line, text } => {
            let opened = desk.open(line);
            if opened {
                desk.fill(text, None);
            }
            opened
        }
        Words::New {
            text,
            speaker,
            after,
        } => desk.write_again(text, speaker, after.as_ref()),
    }
}

/// Aloud and beside, when something has come back just now.
fn say_what_comes_back() {
    let toasts = use_toasts();
    let returned = use_session().returned();
    Effect::new(move |known: Option<BTreeSet<String>>| {
        let now: BTreeSet<String> = returned.with(|all| all.keys().cloned().collect());
        let newest = returned.with_untracked(|all| {
            let known = known.unwrap_or_default();
            let new = all.iter().rfind(|(order, _)| !known.contains(*order));
            new.map(|(_, one)| one.why.clone())
        });
        if let Some(why) = newest {
            toasts.say(move || refusals::refusal(&why));
        }
        now
    });
}
