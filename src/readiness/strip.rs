//! The board in short, for the bench before it opens: how many are ready, who lacks what, and the way to the board (R13).

use hearing::Phase;
use leptos::prelude::*;

use super::facts::{open_seats, ready_count};
use crate::session::use_session;
use crate::text::readiness;
use crate::view::{View, use_view};

#[component]
pub fn ReadyStrip() -> impl IntoView {
    let session = use_session();
    let view = use_view();
    let before = session.select(|h| h.phase == Phase::Before);
    let counts = session.select(|h| (ready_count(h), h.ready_reported_at));
    let open = session.select(|h| {
        let open = open_seats(h).into_iter();
        let first = open.map(|s| (s.name.clone(), s.lacks().first().copied()));
        first.collect::<Vec<_>>()
    });
    let counted = move || {
        let ((ready, all), reported) = counts.get();
        match reported {
            Some(at) if ready == all => readiness::reported_at(at),
            Some(at) => readiness::reported_of(at, ready, all),
            None => readiness::ready_of(ready, all),
        }
    };
    let lacking = move || {
        let open = open.get();
        let room = readiness::named_in_strip();
        let rest = open.len().saturating_sub(room);
        let named = open.into_iter().take(room).map(|(name, lack)| {
            let lack = lack.map(readiness::lack).unwrap_or_default();
            view! { <span class="strip-lack"><b>{name}</b>" "{lack}</span> }
        });
        let more =
            (rest > 0).then(|| view! { <span class="strip-lack num">{format!("+{rest}")}</span> });
        view! { {named.collect_view()}{more} }
    };
    view! {
        <Show when=move || before.get()>
            <div class="now-cell now-cell--strip" data-strip="">
                <span class="now-label">{readiness::strip}</span>
                <div class="now-text">
                    <b class="num">{counted}</b>
                    {lacking}
                    <button type="button" class="press press--dense" data-act="open-board" on:click=move |_| view.to(View::Readiness)>
                        {readiness::open_board}
                    </button>
                </div>
            </div>
        </Show>
    }
}
