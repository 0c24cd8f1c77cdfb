//! A time that was not recorded, and 故障书面说明: what the presiding judge has put his name to about it (R73).

use hearing::recording::GapCause;
use hearing::{Actor, Command, Millis, Role};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word as _, recording as words};
use crate::ui::{PressReason, clock_time};

#[component]
pub fn GapRow(at: Millis, until: Option<Millis>, cause: GapCause) -> impl IntoView {
    let session = use_session();
    let judge = session.mine(|_, me| me.role == Role::PresidingJudge);
    let notes = session.select(move |h| {
        let by = |by: &Actor| match by {
            Actor::Seat(seat) => h.seat(seat).map(|s| s.name.clone()).unwrap_or_default(),
            Actor::System => String::new(),
        };
        let notes = h.notes_on_gap(at);
        notes
            .map(|n| (n.at, by(&n.by), n.words.clone()))
            .collect::<Vec<_>>()
    });
    let explain = move |words| Command::ExplainGap { from: at, words };
    view! {
        <li class="track-gap" data-gap=at.to_string()>
            <p>
                {move || words::gap_line(&clock_time(at), until.map(clock_time).as_deref(), cause)}
                <Show when=move || notes.with(Vec::is_empty)>" "<b>{words::gap_unexplained}</b></Show>
            </p>
            {move || notes.get().into_iter().map(|(at, by, note)| view! {
                <p class="gap-note" data-gap-note=""><time class="num">{clock_time(at)}</time> " " <b>{by}</b> " " <span>{note}</span></p>
            }).collect_view()}
            <Show when=move || judge.get() == Some(true)>
                <PressReason act="explain-gap" class="press--dense" seat=at.to_string() label=words::explain_gap.text()
                    title=words::explain_gap_title.text() words=words::explain_gap_words.text()
                    field=words::gap_note.text() answer=words::enter_gap_note.text() command=explain />
            </Show>
        </li>
    }
}
