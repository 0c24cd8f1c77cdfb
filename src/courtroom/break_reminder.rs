//! 休庭提醒: how long the court has been sitting, once it is longer than this court has set (R34). For the bench alone.

use hearing::{Hearing, Millis};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use super::tick::tick;
use crate::session::{request, use_session};
use crate::text::bench as words;

#[derive(Deserialize)]
struct Settings {
    /// 0: no reminder
    break_minutes: u16,
}

#[component]
pub fn BreakReminder() -> impl IntoView {
    let session = use_session();
    let since = session.select(Hearing::sitting_since);
    let every = RwSignal::new(0_u16);
    spawn_local(async move {
        // A court that has no such setting is not reminded.
        if let Ok(settings) = request::get::<Settings>(session, "/api/settings").await {
            let _ = every.try_set(settings.break_minutes);
        }
    });
    let now = tick();
    // What was dismissed comes again after the same time.
    let dismissed = RwSignal::new(0 as Millis);
    let due = Memo::new(move |_| {
        let every = Millis::from(every.get()) * 60_000;
        let begun = since.get().map(|since| since.max(dismissed.get()));
        every > 0 && begun.is_some_and(|begun| now.get() >= begun + every)
    });
    let minutes = Memo::new(move |_| {
        let now = now.get();
        now.saturating_sub(since.get().unwrap_or(now)) / 60_000
    });
    view! {
        <Show when=move || due.get()>
            <span class="break-due" data-break-due="">
                <span>{move || words::sits_for(minutes.get())}</span>
                <small>{words::court_setting}</small>
            </span>
            <button type="button" class="press press--dense press--quiet" data-act="dismiss-break"
                on:click=move |_| dismissed.set(session.now())>
                {words::dismiss_reminder}
            </button>
        </Show>
    }
}
