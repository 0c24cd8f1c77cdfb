//! Back again: the person says in one press what it was. The court decides; this is his word.

use hearing::{Command, Millis, OwnAccount};
use leptos::prelude::*;

use super::duty::missed;
use crate::session::use_session;
use crate::text::{Word as _, away as words};
use crate::ui::{AskReason, Press, clock_time, doing};

#[derive(Clone, PartialEq)]
struct Asked {
    from: Millis,
    until: Millis,
    told: usize,
}

#[component]
pub fn AccountStrip() -> impl IntoView {
    let session = use_session();
    let asked = session.mine(|_, me| {
        let absence = me.absences.iter().rev().find(|a| a.asks_account())?;
        Some(Asked {
            from: absence.from,
            until: absence.until?,
            told: absence.prompts.len(),
        })
    });
    let asked = Memo::new(move |_| asked.get().flatten());
    // One thing at a time: what is off comes first, for there the time runs.
    let missed = missed();
    let asked = Memo::new(move |_| asked.get().filter(|_| missed.get().is_none()));
    move || asked.get().map(|asked| view! { <Strip asked /> })
}

#[component]
fn Strip(asked: Asked) -> impl IntoView {
    let other = RwSignal::new(false);
    let doing = doing();
    let from = asked.from;
    let (since, until, told) = (clock_time(asked.from), clock_time(asked.until), asked.told);
    let say = move |what, words| Command::AccountForAbsence { from, what, words };
    let with_words = Callback::new(move |words| doing.start(say(OwnAccount::Other, words)));
    view! {
        <section class="summons summons--notice account" role="alert" data-account="" aria-label=words::what_was_it>
            <p>
                <b>{move || words::was_away(&since, &until, told)}</b>
                <span>{words::what_was_it}</span>
            </p>
            <div class="account-keys">
                {[OwnAccount::Network, OwnAccount::Device, OwnAccount::Power].into_iter().map(|what| view! {
                    <Press act="account" seat=format!("{what:?}") label=Signal::derive(move || words::own_account(what).to_owned())
                        command=move || Some(say(what, String::new())) />
                }).collect_view()}
                <button type="button" class="press" data-act="account" data-of="Other" aria-busy=move || doing.busy() on:click=move |_| doing.ask(other)>
                    {move || doing.word(words::other_reason)}
                </button>
            </div>
        </section>
        <AskReason open=other title=words::other_reason.text() words=words::own_word.text()
            answer=words::say_so.text() yes=with_words />
    }
}
