//! 逐条告知 (R5): texts of which each is acknowledged by itself; the whole list stays in sight, so that its length is known.

use hearing::{Command, Millis};
use leptos::html::Li;
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::flow::{Turn, use_flow};
use super::step_page::StepPage;
use crate::text::check_in;
use crate::ui::Icon;

/// What is told, and the words around it.
#[derive(Clone, Copy)]
pub struct Told {
    pub act: &'static str,
    pub count: u8,
    /// Of the one that is shown; of all, when none is.
    pub title: fn(Option<u8>) -> &'static str,
    pub read_it: fn() -> &'static str,
    pub all_read: fn() -> &'static str,
    /// What follows from a breach, below the one that is shown.
    pub breach: Option<fn() -> &'static str>,
    pub command: fn(u8) -> Command,
}

#[component]
pub fn OneByOne(
    told: Told,
    read: Memo<Vec<(u8, Millis)>>,
    words: Signal<Vec<&'static str>>,
) -> impl IntoView {
    let open = Memo::new(move |_| {
        (0..told.count).find(|n| read.with(|read| read.iter().all(|(known, _)| known != n)))
    });
    // One that he has turned back to, to read it again; else the one that is open.
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
        let open = open.get_untracked();
        let open = open.filter(|_| again.get_untracked().is_none());
        open.map(told.command).into_iter().collect::<Vec<_>>()
    };
    let label = move || {
        if open.get().is_some() && again.get().is_none() {
            (told.read_it)()
        } else {
            check_in::go_on()
        }
        .to_owned()
    };
    let count = move || match shown.get() {
        Some(n) => check_in::rule_of(usize::from(n) + 1, usize::from(told.count)),
        None => (told.all_read)().to_owned(),
    };
    view! {
        <StepPage
            act=told.act
            of=Signal::derive(move || shown.get().map(|n| (n + 1).to_string()))
            label=Signal::derive(label)
            missing=Signal::derive(|| None)
            commands
        >
            <h1>{move || (told.title)(shown.get())}" "<span class="h1-count" role="status">{count}</span></h1>
            <ol class="rulebook">
                {(0..told.count).map(|n| view! { <One n told read words shown /> }).collect_view()}
            </ol>
        </StepPage>
    }
}

/// What he turns to: one that he has read, or none again, which is the one that is open. None where a turn leads out of
/// the list: before the first, beyond the one that is open, and when there is none to be read any more.
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
fn One(
    n: u8,
    told: Told,
    read: Memo<Vec<(u8, Millis)>>,
    words: Signal<Vec<&'static str>>,
    shown: Memo<Option<u8>>,
) -> impl IntoView {
    let at = Memo::new(move |_| {
        read.with(|read| {
            let mut read = read.iter();
            read.find(|(known, _)| *known == n).map(|(_, at)| *at)
        })
    });
    let is_now = Memo::new(move |_| shown.get() == Some(n));
    let row = NodeRef::<Li>::new();
    // What is acknowledged next is what one has before him.
    Effect::new(move |_| {
        if let (true, Some(row)) = (is_now.get(), row.get()) {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            row.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    });
    let text = move || words.with(|all| all.get(usize::from(n)).copied());
    view! {
        <li
            node_ref=row
            style=("--n", (n + 1).to_string())
            data-done=move || at.get().map(|_| "")
            aria-current=move || is_now.get().then_some("step")
        >
            <p class=move || if is_now.get() { "rulebook-text" } else { "" }>{text}</p>
            {told.breach.map(|breach| view! {
                <Show when=move || is_now.get()><p class="rulebook-else">{breach}</p></Show>
            })}
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
