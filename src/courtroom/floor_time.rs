//! Time to speak: how much is left, for all to see, and for who leads the room the choice of it. At its end it says so,
//! and cuts nobody off.

use hearing::{Command, Phase};
use leptos::prelude::*;

use super::tick::tick;
use crate::session::use_session;
use crate::text::{Word as _, bench as words};
use crate::ui::doing;

/// What a judge sets, in minutes.
const CHOICES: [u16; 7] = [1, 3, 5, 10, 15, 20, 30];

#[component]
pub fn FloorTime(#[prop(into)] leads: Signal<bool>) -> impl IntoView {
    let session = use_session();
    let floor = session.select(|h| h.floor.is_some() && h.phase == Phase::InSession);
    let until = session.select(|h| h.floor_until);
    view! {
        {move || until.get().map(|until| view! { <Left until /> })}
        <Show when=move || leads.get() && floor.get()><Limit /></Show>
    }
}

#[component]
fn Left(until: hearing::Millis) -> impl IntoView {
    let now = tick();
    let left = move || until.saturating_sub(now.get()).div_ceil(1_000);
    let over = Memo::new(move |_| left() == 0);
    let clock = move || format!("{}:{:02}", left() / 60, left() % 60);
    // Only the end is said aloud: a number that changes every second would be read all the time.
    view! {
        <span class="floor-time" data-over=move || over.get().then_some("yes")>
            <Show when=move || !over.get()>
                <span class="num" aria-live="off">{move || words::time_left(&clock())}</span>
            </Show>
            <span role="status">{move || over.get().then(words::time_over)}</span>
        </span>
    }
}

#[component]
fn Limit() -> impl IntoView {
    let doing = doing();
    let choose = move |event: web_sys::Event| {
        let minutes = event_target_value(&event).parse().ok();
        doing.start(Command::LimitFloor { minutes });
    };
    let session = use_session();
    // A new limit begins a new count, so that the choice goes back to its name.
    let limited = session.select(|h| h.floor_until);
    view! {
        <select class="floor-limit" data-field="floor-limit" aria-label=words::time_limit aria-busy=move || doing.busy()
            prop:value=move || { limited.track(); String::from("-") } on:change=choose>
            <option value="-" disabled=true selected=true>{words::time_limit}</option>
            {CHOICES.into_iter().map(|m| view! {
                <option value=m.to_string()>{move || words::minutes(m)}</option>
            }).collect_view()}
            <Show when=move || limited.get().is_some()><option value="none">{words::no_limit.text()}</option></Show>
        </select>
    }
}
