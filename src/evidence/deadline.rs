//! 举证期限: until when evidence is in time, and for the judge the way to set it.

use hearing::Command;
use leptos::prelude::*;

use super::question::{Moment, Question};
use crate::session::use_session;
use crate::text::proof;
use crate::ui::{day_and_time, doing};

#[component]
pub fn Deadline() -> impl IntoView {
    let session = use_session();
    let until = session.select(|h| h.filing_deadline);
    let chosen = RwSignal::new(None);
    let open = RwSignal::new(false);
    let doing = doing();
    // To take it back is the same right as to set it.
    let may = session.accepts(|| {
        Some(Command::SetFilingDeadline {
            until: Some(u64::MAX),
        })
    });
    let yes = Callback::new(move |()| {
        doing.start(Command::SetFilingDeadline {
            until: chosen.get_untracked(),
        });
    });
    view! {
        <span data-deadline=move || until.get().map(|at| at.to_string())>
            {proof::deadline}" "<b class="num">{move || until.get().map_or_else(|| proof::no_deadline().to_owned(), day_and_time)}</b>
        </span>
        <Show when=move || may.get()>
            <button type="button" class="press press--dense press--quiet" data-act="set-deadline" aria-busy=move || doing.busy()
                on:click=move |_| { chosen.set(until.get_untracked()); doing.ask(open); }>
                {move || doing.word(proof::set_deadline)}
            </button>
        </Show>
        <Question open title=Signal::derive(|| proof::deadline_title().to_owned()) words=proof::deadline_words
            answer=proof::deadline_save ready=Signal::derive(move || chosen.get().is_some()) yes>
            <Moment field="deadline" label=proof::deadline value=chosen />
        </Question>
    }
}
