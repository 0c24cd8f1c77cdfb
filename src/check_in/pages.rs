//! With large text, one question a screen (R14): a step that asks several things asks them one after another.

use leptos::prelude::*;

use super::draft;
use super::flow::{Turn, use_flow};
use super::step_page::begin_at_head;
use crate::ui::Preferences;

/// Cheap to copy.
#[derive(Clone, Copy)]
pub struct Pages {
    at: RwSignal<Option<usize>>,
    count: usize,
    elder: RwSignal<bool>,
}

impl Pages {
    /// `name`: under which a reload finds the page again.
    pub fn new(name: &'static str, count: usize) -> Self {
        let pages = Self {
            at: draft::turned(name),
            count,
            elder: expect_context::<Preferences>().elder,
        };
        use_flow().turn_within(move |turn| pages.turn(turn));
        Effect::new(move |was: Option<Option<usize>>| {
            let now = pages.alone();
            if was.flatten().is_some_and(|was| now != Some(was)) {
                begin_at_head();
            }
            now
        });
        pages
    }

    /// The page that has the screen to itself; none where all are on it.
    pub fn alone(self) -> Option<usize> {
        let at = self.at.get().unwrap_or_default();
        self.elder.get().then_some(at.min(self.count - 1))
    }

    pub fn shows(self, page: usize) -> bool {
        self.alone().is_none_or(|alone| alone == page)
    }

    /// Whether what is asked on the last page is answered there, too.
    pub fn is_at_end(self) -> bool {
        self.shows(self.count - 1)
    }

    fn turn(self, turn: Turn) -> bool {
        let to = untrack(|| self.alone()).and_then(|at| turned(turn, at, self.count));
        if let Some(to) = to {
            self.at.set(Some(to));
        }
        to.is_some()
    }
}

/// None where a turn leads out of the step.
fn turned(turn: Turn, at: usize, count: usize) -> Option<usize> {
    match turn {
        Turn::Back => at.checked_sub(1),
        Turn::Forward => Some(at + 1).filter(|to| *to < count),
    }
}

/// What a group of answers is about: the heading of the screen that it has to itself.
#[component]
pub fn Asked(pages: Pages, page: usize, words: fn() -> &'static str) -> impl IntoView {
    view! {
        <legend>
            {move || if pages.alone() == Some(page) {
                view! { <h1>{words}</h1> }.into_any()
            } else {
                words().into_any()
            }}
        </legend>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_turn_is_one_page_and_leads_out_at_both_ends() {
        assert_eq!(turned(Turn::Forward, 0, 2), Some(1));
        assert_eq!(turned(Turn::Forward, 1, 2), None, "to the next step");
        assert_eq!(turned(Turn::Back, 1, 2), Some(0));
        assert_eq!(turned(Turn::Back, 0, 2), None, "to the step before");
    }
}
