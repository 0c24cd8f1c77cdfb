//! 反对 at the place of who takes part: one press; while it waits, the way to take it back; then what came of it.

use hearing::objection::ObjectionOutcome;
use hearing::{Act, Command, Grant, Millis, Phase, permitted};
use leptos::prelude::*;

use super::tick::tick;
use crate::session::use_session;
use crate::text::{Word as _, bench as words};
use crate::ui::Press;

/// How long the answer stands beside the key (ms).
const ANSWER_STANDS: Millis = 20_000;

#[derive(Clone, Copy, PartialEq)]
enum Mine {
    May,
    Waits,
    Not,
}

#[component]
pub fn ObjectKey() -> impl IntoView {
    let session = use_session();
    let mine = session.mine(|h, me| {
        let may = permitted(me.role, Act::Object) == Grant::Yes && h.phase == Phase::InSession;
        match h.open_objection_of(&me.id) {
            _ if !may => Mine::Not,
            Some(_) => Mine::Waits,
            None => Mine::May,
        }
    });
    let mine = Memo::new(move |_| mine.get().unwrap_or(Mine::Not));
    view! {
        {move || match mine.get() {
            Mine::May => view! {
                <Answer />
                <Press act="object" class="press--dense" icon="hand" label=words::object.text()
                    command=|| Some(Command::Object { ground: None }) />
            }.into_any(),
            Mine::Waits => view! {
                <Press act="withdraw-objection" class="press--dense press--quiet" label=words::withdraw_objection.text()
                    command=|| Some(Command::WithdrawObjection) />
            }.into_any(),
            Mine::Not => ().into_any(),
        }}
    }
}

/// How the last one was ruled on, until it has been read.
#[component]
fn Answer() -> impl IntoView {
    let session = use_session();
    let last = session.mine(|h, me| {
        let own = h.objections.iter().rev().find(|o| o.by == me.id);
        own.and_then(|o| o.outcome)
    });
    let now = tick();
    let fresh = move || {
        let (at, outcome) = last.get().flatten()?;
        let ruled = matches!(
            outcome,
            ObjectionOutcome::Sustained | ObjectionOutcome::Overruled
        );
        (ruled && now.get() < at + ANSWER_STANDS).then_some(outcome)
    };
    let fresh = Memo::new(move |_| fresh());
    view! { {move || fresh.get().map(|outcome| view! { <span class="now-waits" data-answer="">{move || words::objection_outcome(outcome)}</span> })} }
}
