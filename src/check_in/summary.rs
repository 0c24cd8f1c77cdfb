//! 我填的内容: what he has said, all of it on one page, and each answer a way to its form.

use hearing::check_in::CheckInStep;
use leptos::prelude::*;

use super::flow::use_flow;
use super::said::lines;
use super::step_page::{StepMain, StepTools};
use crate::session::use_session;
use crate::text::{check_in, terms};
use crate::ui::Icon;

#[component]
pub fn Summary() -> impl IntoView {
    let flow = use_flow();
    let session = use_session();
    let own = session.mine(|_, seat| seat.clone());
    let rows = move || {
        let own = own.get()?;
        let said = lines(&own);
        let of = |step: CheckInStep| {
            let words = said.iter().filter(|(of, ..)| *of == step);
            words.map(|(.., words)| words.clone()).collect::<Vec<_>>()
        };
        let rows = own
            .check_in_steps()
            .iter()
            .map(|&step| view! { <Row step words=of(step) /> });
        Some(rows.collect_view())
    };
    view! {
        <StepMain>
            <div class="step-body step-one" data-summary="">
                <h1>{check_in::my_answers}</h1>
                <p class="step-note">{check_in::my_answers_note}</p>
                <ol class="todo todo--said">{rows}</ol>
            </div>
        </StepMain>
        <footer class="stepbar" aria-label=check_in::acts>
            <StepTools />
            <button type="button" class="press press--now stepbar-go" data-act="answers-done" on:click=move |_| flow.back()>
                {check_in::back_to_waiting}
            </button>
        </footer>
    }
}

#[component]
fn Row(step: CheckInStep, words: Vec<String>) -> impl IntoView {
    let flow = use_flow();
    view! {
        <li>
            <button type="button" data-act="my-answer" data-of=format!("{step:?}") on:click=move |_| flow.turn_to(step)>
                <b>{move || terms::check_in_step(step)}</b>
                <span>{words.into_iter().map(|words| view! { <span>{words}</span> }).collect_view()}</span>
                <Icon name="next" />
            </button>
        </li>
    }
}
