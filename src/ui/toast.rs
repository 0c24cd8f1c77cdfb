//! A word from the room that no control can carry: why something was refused, what has failed.

use std::sync::Arc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use super::Icon;
use crate::text::common;

/// Long enough to read two lines slowly (ms).
const STAYS: u32 = 12_000;

/// Not the words but what says them: in the language of whoever reads, also when he turns to the other one.
type Words = Arc<dyn Fn() -> String + Send + Sync>;

#[derive(Clone, Copy)]
pub struct Toasts {
    /// Of the next word: none has the number of one that is gone.
    next: StoredValue<u32>,
    shown: RwSignal<Vec<(u32, Words)>>,
}

pub fn provide_toasts() {
    provide_context(Toasts {
        next: StoredValue::new(0),
        shown: RwSignal::new(Vec::new()),
    });
}

pub fn use_toasts() -> Toasts {
    expect_context::<Toasts>()
}

impl Toasts {
    pub fn say<W: Into<String>>(self, words: impl Fn() -> W + Send + Sync + 'static) {
        self.instead(None, words);
    }

    /// In the place of an earlier word, if that still stands; gives the number for the next.
    pub fn instead<W: Into<String>>(
        self,
        old: Option<u32>,
        words: impl Fn() -> W + Send + Sync + 'static,
    ) -> u32 {
        if let Some(old) = old {
            self.close(old);
        }
        let words: Words = Arc::new(move || words().into());
        let now = untrack(|| words());
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.shown.update(|shown| {
            shown.retain(|(_, said)| untrack(|| said()) != now);
            shown.push((id, words));
        });
        Timeout::new(STAYS, move || self.close(id)).forget();
        id
    }

    fn close(self, id: u32) {
        self.shown
            .update(|shown| shown.retain(|(known, _)| *known != id));
    }
}

#[component]
pub fn ToastList() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite" data-toasts="">
            <For each=move || toasts.shown.get() key=|(id, _)| *id let((id, words))>
                <p class="toast">
                    <span>{move || words()}</span>
                    <button
                        type="button" data-act="close-toast"
                        class="press press--quiet press--dense press--square"
                        aria-label=common::close
                        on:click=move |_| toasts.close(id)
                    >
                        <Icon name="cross" />
                    </button>
                </p>
            </For>
        </div>
    }
}
