//! Somebody comes on another day than the hearing's. Days early: the key is right, and what can be done today is said. After
//! a day that went by without a hearing: that there is nothing to wait for, and whom to ask.

use hearing::Hearing;
use leptos::prelude::*;

use super::minute;
use crate::session::use_session;
use crate::text::check_in;
use crate::ui::day_number;

/// The days until the hearing, when it is not today's.
pub fn days_early() -> Memo<Option<u64>> {
    let now = minute();
    let due = use_session().select(Hearing::due_at);
    Memo::new(move |_| {
        day_number(due.get()?)
            .checked_sub(day_number(now.get()))
            .filter(|days| *days > 0)
    })
}

/// Whether the hearing's day went by without its being opened. Never of who is kept apart: he is not told whether it was.
pub fn day_gone() -> Memo<bool> {
    let session = use_session();
    let now = minute();
    let called = session.mine(|_, seat| seat.role.is_called());
    let past = session.select(move |h| h.is_past(now.get()));
    Memo::new(move |_| past.get() && called.get() != Some(true))
}

#[component]
pub fn EarlyNote() -> impl IntoView {
    let due = use_session().select(Hearing::due_at);
    let days = days_early();
    let gone = day_gone();
    move || {
        if gone.get() {
            return Some(view! { <NotOpened /> }.into_any());
        }
        let (due, days) = due.get().zip(days.get())?;
        let words = view! {
            <div class="early" data-early=days>
                <h2>{check_in::early_title(due, days)}</h2>
                <p>{check_in::early_words}</p>
            </div>
        };
        Some(words.into_any())
    }
}

#[component]
fn NotOpened() -> impl IntoView {
    view! {
        <div class="early" data-not-opened="">
            <h2>{check_in::not_opened}</h2>
            <p>{check_in::not_opened_words}</p>
        </div>
    }
}
