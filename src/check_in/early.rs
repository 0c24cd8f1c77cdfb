//! Somebody is days early: the key is right, and what can be done today is said.

use leptos::prelude::*;

use super::minute;
use crate::session::use_session;
use crate::text::check_in;

const DAY: u64 = 86_400_000;
/// Beijing is this far ahead of UTC (ms).
const BEIJING: u64 = 8 * 3_600_000;

/// The days until the hearing, when it is not today's.
pub fn days_early() -> Memo<Option<u64>> {
    let now = minute();
    let at = use_session().select(|h| h.matter.as_ref().map(|m| m.scheduled_at));
    Memo::new(move |_| {
        let day = |at: u64| (at + BEIJING) / DAY;
        day(at.get()?)
            .checked_sub(day(now.get()))
            .filter(|days| *days > 0)
    })
}

#[component]
pub fn EarlyNote() -> impl IntoView {
    let at = use_session().select(|h| h.matter.as_ref().map(|m| m.scheduled_at));
    let days = days_early();
    move || {
        let (at, days) = at.get().zip(days.get())?;
        Some(view! {
            <div class="early" data-early=days>
                <h2>{check_in::early_title(at, days)}</h2>
                <p>{check_in::early_words}</p>
            </div>
        })
    }
}
