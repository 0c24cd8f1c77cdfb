//! One announcement: when, which case, where, and whether there is a seat.

use hearing::Announcement;
use leptos::prelude::*;

use super::Board;
use crate::text::{announcements, check_in, terms};

#[component]
pub fn Notice(about: Announcement) -> impl IntoView {
    let board = expect_context::<Board>();
    let full = about.seats_free == 0;
    let (free, waiting) = (about.seats_free, about.waiting);
    let under_way = about.under_way;
    let (at, due) = (about.scheduled_at, about.due_at());
    let asked = about.clone();
    view! {
        <li class="notice" data-hearing=about.hearing.to_string() data-free=free.to_string()>
            <p class="notice-time num">{check_in::short_time(due)}</p>
            <div class="notice-case">
                <h3>{about.title.clone()}</h3>
                <p class="case-facts">
                    <span>{about.case_number.clone()}</span>" "
                    <span>{about.cause.clone()}</span>" "
                    <span>{move || terms::procedure(about.procedure)}</span>
                </p>
                <p class="case-facts">
                    <span>{about.court.clone()}</span>" "
                    <span>{about.courtroom.clone()}</span>" "
                    <span>{move || announcements::announced(about.announced_at)}</span>
                </p>
                {about.delayed_until.map(|until| view! { <p><b>{move || check_in::delayed_until(until, at)}</b>" "<span class="num">{move || check_in::planned(at, until)}</span></p> })}
            </div>
            <div class="notice-seats">
                <p>
                    {under_way.then(|| view! { <b>{announcements::under_way}</b>" " })}
                    {move || announcements::seats_left(free, waiting)}
                </p>
                <button
                    type="button"
                    class="press"
                    data-act="register"
                    data-of=about.hearing.to_string()
                    on:click=move |_| board.register(asked.clone())
                >
                    {move || if full { announcements::join_queue() } else { announcements::register() }}
                </button>
            </div>
        </li>
    }
}
