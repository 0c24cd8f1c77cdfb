//! 当事人申请: the recusal applications before the presiding judge, each with who decides on it and what was decided
//! (R28).

use hearing::recusal::{Decider, Recusal, RecusalState};
use hearing::{Command, Role};
use leptos::prelude::*;

use super::panel::PanelHead;
use crate::session::use_session;
use crate::text::terms::is_panel;
use crate::text::{Word as _, bench as words, common};
use crate::ui::{Ask, Doing, Press, clock_time, doing};

/// One application as both sides see it: its number, the names, and itself.
pub type Application = (u32, String, String, Recusal);

pub fn applications() -> Memo<Vec<Application>> {
    let session = use_session();
    session.select(|h| {
        let name = |id| h.seat(id).map(|s| s.name.clone()).unwrap_or_default();
        (0..)
            .zip(&h.recusals)
            .map(|(n, r)| (n, name(&r.by), name(&r.whom), r.clone()))
            .collect()
    })
}

#[component]
pub fn Recusals() -> impl IntoView {
    let all = applications();
    view! {
        <section class="panel guard" role="dialog" aria-labelledby="recusals-title" data-panel="recusals">
            <PanelHead title=words::to_the_bench.text() id="recusals-title" />
            <Show when=move || all.with(Vec::is_empty)><p class="guard-note">{words::no_recusals}</p></Show>
            <ul class="asked">
                <For each=move || all.get() key=|one| one.clone() let((n, by, whom, recusal))>
                    <Before n by whom recusal />
                </For>
            </ul>
        </section>
    }
}

/// One application, and as long as it is open, what was decided on it.
#[component]
fn Before(n: u32, by: String, whom: String, recusal: Recusal) -> impl IntoView {
    let session = use_session();
    let judge = session.mine(|_, me| me.role == Role::PresidingJudge);
    let state = format!("{:?}", recusal.state());
    let decides = judge.get_untracked() == Some(true) && recusal.is_open();
    let (name, open) = (whom.clone(), recusal.clone());
    view! {
        <li data-recusal=n.to_string() data-state=state>
            <Facts by whom recusal />
            {decides.then(move || view! { <Decide n whom=name recusal=open /> })}
        </li>
    }
}

/// Who asks what of whom, why, and how it stands.
#[component]
pub fn Facts(by: String, whom: String, recusal: Recusal) -> impl IntoView {
    let session = use_session();
    let panel = session.select(is_panel);
    let state = recusal.state();
    let again = recusal.reconsideration.clone();
    let withdrawn = state == RecusalState::Withdrawn;
    view! {
        <p class="asked-head">
            <b>{move || words::asks_recusal(&by, &whom)}</b>
            <time class="num">{clock_time(recusal.at)}</time>
        </p>
        <p>{recusal.reason.clone()}</p>
        {again.map(|(at, reason)| view! {
            <p>{words::reconsider_title}{common::colon}{reason} " " <time class="num">{clock_time(at)}</time></p>
        })}
        {recusal.decisions.iter().map(|d| {
            let (decider, reason, at) = (d.decider, d.reason.clone(), d.at);
            view! {
                <p>{move || words::decided_by(decider, panel.get())}{common::colon}{reason} " " <time class="num">{clock_time(at)}</time></p>
            }
        }).collect_view()}
        <p class="asked-state" class:asked-state--open=recusal.is_open() class:asked-state--gone=withdrawn>
            {move || words::recusal_state(state)}
        </p>
    }
}

#[component]
fn Decide(n: u32, whom: String, recusal: Recusal) -> impl IntoView {
    let session = use_session();
    let panel = session.select(is_panel);
    let id = recusal.whom.clone();
    let deciders = session.peek(|h| {
        h.seat(&id)
            .map(|s| h.deciders_on(s).to_vec())
            .unwrap_or_default()
    });
    let decider = RwSignal::new(deciders.first().copied().unwrap_or(Decider::PresidingJudge));
    let reason = RwSignal::new(String::new());
    let asking = RwSignal::new(false);
    let grants: Doing = doing();
    let command = move |granted| Command::DecideRecusal {
        recusal: n,
        decider: decider.get_untracked(),
        granted,
        reason: reason.get_untracked(),
    };
    let missing = Signal::derive(move || reason.with(|r| r.trim().is_empty()));
    let choices = deciders.clone();
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        if let Some(found) = choices.iter().find(|d| format!("{d:?}") == chosen) {
            decider.set(*found);
        }
    };
    view! {
        <p class="guard-note">{words::decide_recusal_note}</p>
        <label class="field">
            <span>{words::decider}</span>
            <select data-field="decider" on:change=choose>
                {deciders.into_iter().map(|d| view! {
                    <option value=format!("{d:?}")>{move || words::decided_by(d, panel.get())}</option>
                }).collect_view()}
            </select>
        </label>
        <label class="field">
            <span>{words::decision_reason}</span>
            <input type="text" maxlength="1000" data-field="decision-reason"
                on:input:target=move |event| reason.set(event.target().value()) />
        </label>
        <div class="panel-acts">
            <Press act="refuse-recusal" seat=n.to_string() label=words::refuse_recusal.text() disabled=missing
                command=move || Some(command(false)) />
            <button type="button" class="press" data-act="grant-recusal" data-of=n.to_string()
                disabled=move || missing.get() || decider.get() == Decider::Court
                aria-busy=move || grants.busy() on:click=move |_| grants.ask(asking)>
                {move || grants.word(words::grant_recusal)}
            </button>
        </div>
        <Ask open=asking grave=true title=words::granted_title.text() answer=words::granted_title.text()
            words=Signal::derive(move || words::granted_words(&whom)) yes=Callback::new(move |()| grants.start(command(true))) />
    }
}
