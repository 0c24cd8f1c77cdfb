//! 证据编号: what the court takes as a number is said while it is typed, with one at hand that is free.

use leptos::prelude::*;

use super::facts::{BadNumber, NUMBER_LIMIT, bad_number, next_number};
use crate::session::Session;
use crate::text::evidence;

/// A number to be filed under, and what is wrong with it.
#[derive(Clone, Copy)]
pub struct Number {
    pub text: RwSignal<String>,
    pub bad: Memo<Option<BadNumber>>,
    /// The next that this person's side has not used.
    free: Memo<String>,
}

impl Number {
    pub fn new(session: Session) -> Self {
        let free = session.mine(|h, me| next_number(h, me.side));
        let free = Memo::new(move |_| free.get().unwrap_or_default());
        let text = RwSignal::new(free.get_untracked());
        let bad =
            Memo::new(move |_| text.with(|text| session.with(|h| bad_number(h, text.trim()))));
        Self { text, bad, free }
    }

    pub fn is_good(self) -> bool {
        self.bad.get().is_none() && self.text.with(|text| !text.trim().is_empty())
    }
}

/// `locked`: on its way; then it is the court that speaks.
#[component]
pub fn NumberField(number: Number, #[prop(into)] locked: Signal<bool>) -> impl IntoView {
    let bad = move || number.bad.get().filter(|_| !locked.get());
    let words = move || {
        bad().map(|bad| match bad {
            BadNumber::Malformed => evidence::number_rule(),
            BadNumber::Taken => evidence::number_in_use(),
        })
    };
    let other = move || {
        let free = number.free.get();
        (bad().is_some() && number.text.with(|text| text.trim() != free)).then_some(free)
    };
    view! {
        <div class="filing-field">
            <label for="exhibit-id">{evidence::number}</label>
            <input
                id="exhibit-id"
                type="text"
                data-field="exhibit-id"
                maxlength=NUMBER_LIMIT
                autocomplete="off"
                aria-invalid=move || bad().map(|_| "true")
                aria-describedby="exhibit-id-trouble"
                prop:value=move || number.text.get()
                on:input:target=move |event| number.text.set(event.target().value())
            />
            <p id="exhibit-id-trouble" class="filing-trouble" role="status" data-bad-number=move || bad().map(|_| "")>{words}</p>
            {move || other().map(|free| view! {
                <button type="button" class="press press--dense" data-act="use-number" data-of=free.clone()
                    on:click=move |_| number.text.set(number.free.get_untracked())>
                    {move || evidence::use_number(&number.free.get())}
                </button>
            })}
        </div>
    }
}
