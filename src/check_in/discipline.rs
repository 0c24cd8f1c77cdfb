//! 法庭纪律 (R5): the rules, each acknowledged by itself; the whole list stays in sight, so that its length is known.

use hearing::check_in::DISCIPLINE_RULES;
use hearing::{Command, Millis, notice};
use leptos::html::Li;
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::flow::{Turn, use_flow};
use super::step_page::StepPage;
use crate::session::use_session;
use crate::text::check_in;
use crate::ui::Icon;

#[component]
pub fn DisciplineStep() -> impl IntoView {
    let session = use_session();
    let read = session.mine(|_, seat| seat.check_in.discipline.clone());
    let read = Memo::new(move |_| read.get().unwrap_or_default());
    let open = Memo::new(move |_| {
        (0..DISCIPLINE_RULES)
            .find(|rule| read.with(|read| read.iter().all(|(known, _)| known != rule)))
    });
    // A rule that he has turned back to, to read it again; else the one that is open.
    let again = RwSignal::new(None::<u8>);
    let shown = Memo::new(move |_| again.get().or(open.get()));
    use_flow().turn_within(move |turn| {
        let to = turned(turn, again.get_untracked(), open.get_untracked());
        if let Some(to) = to {
            again.set(to);
        }
        to.is_some()
    });
    let commands = move |()| {
        let rule = open
            .get_untracked()
            .filter(|_| again.get_untracked().is_none());
        rule.map(|rule| Command::AcknowledgeDiscipline {
            rule,
            edition: notice::EDITION,
        })
        .into_iter()
        .collect::<Vec<_>>()
    };
    let label = move || {
        if open.get().is_some() && again.get().is_none() {
            check_in::rule_read()
        } else {
            check_in::go_on()
        }
        .to_owned()
    };
    let count = move || match shown.get() {
        Some(rule) => check_in::rule_of(usize::from(rule) + 1),
        None => check_in::rules_all_read().to_owned(),
    };
    view! {
        <StepPage
            act="acknowledge-rule"
            of=Signal::derive(move || shown.get().map(|rule| (rule + 1).to_string()))
            label=Signal::derive(label)
            missing=Signal::derive(|| None)
            commands
        >
            <h1>{check_in::discipline_title}" "<span class="h1-count" role="status">{count}</span></h1>
            <ol class="rulebook">
                {(0..DISCIPLINE_RULES).map(|rule| view! { <Rule rule read shown /> }).collect_view()}
            </ol>
        </StepPage>
    }
}

/// What he turns to: a rule that he has read, or none again, which is the one that is open. None where a turn leads out of
/// the rules: before the first, beyond the one that is open, and when there is none to be read any more.
fn turned(turn: Turn, again: Option<u8>, open: Option<u8>) -> Option<Option<u8>> {
    match turn {
        Turn::Back => again.or(open)?.checked_sub(1).map(Some),
        Turn::Forward => {
            let next = again? + 1;
            Some(open.filter(|open| next < *open).map(|_| next))
        }
    }
}

#[component]
fn Rule(rule: u8, read: Memo<Vec<(u8, Millis)>>, shown: Memo<Option<u8>>) -> impl IntoView {
    let role = use_session().role();
    let at = Memo::new(move |_| {
        read.with(|read| {
            read.iter()
                .find(|(known, _)| *known == rule)
                .map(|(_, at)| *at)
        })
    });
    let is_now = Memo::new(move |_| shown.get() == Some(rule));
    let row = NodeRef::<Li>::new();
    // What is acknowledged next is what one has before him.
    Effect::new(move |_| {
        if let (true, Some(row)) = (is_now.get(), row.get()) {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            row.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    });
    let words = move || {
        let role = role.get()?;
        check_in::rules(role).get(usize::from(rule)).copied()
    };
    view! {
        <li
            node_ref=row
            style=("--n", (rule + 1).to_string())
            data-done=move || at.get().map(|_| "")
            aria-current=move || is_now.get().then_some("step")
        >
            <p class=move || if is_now.get() { "rulebook-text" } else { "" }>{words}</p>
            <Show when=move || is_now.get()><p class="rulebook-else">{check_in::rule_breach}</p></Show>
            {move || at.get().map(|at| view! {
                <span class="rulebook-mark"><Icon name="check" /><time class="num">{check_in::short_time(at)}</time></span>
            })}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn back_is_one_rule_back_and_forward_leads_to_the_open_one() {
        let back = |again, open| turned(Turn::Back, again, open);
        let forward = |again, open| turned(Turn::Forward, again, open);
        assert_eq!(back(None, Some(2)), Some(Some(1)), "from the third");
        assert_eq!(back(Some(1), Some(2)), Some(Some(0)));
        assert_eq!(back(Some(0), Some(2)), None, "to the step before");
        assert_eq!(forward(Some(0), Some(2)), Some(Some(1)));
        assert_eq!(forward(Some(1), Some(2)), Some(None), "the open one");
        assert_eq!(forward(None, Some(2)), None, "it is to be acknowledged");
        assert_eq!(back(None, None), None, "all are read");
    }
}
