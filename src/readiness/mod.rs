//! 庭前准备 (R13, R18): every seat and what it still lacks, for clerk and judge.

mod answers;
mod authority_paper;
mod bar;
mod board;
mod calls;
mod cells;
mod consider;
mod delay;
mod entry;
mod facts;
mod gallery;
mod invitation;
mod look;
mod messages;
mod offer;
mod on_file;
mod paper;
mod report;
mod report_ready;
mod ring_key;
mod row;
mod strip;

use hearing::check_in::CheckInStep;
use hearing::{SeatId, Stage};
use leptos::prelude::*;

use crate::check_in::{Lintel, Screens, minute, page_title};
use crate::session::use_session;
use crate::text::courtroom::court_opens;
use crate::text::{check_in, readiness, terms};
use crate::ui::Icon;
use bar::Bar;
use board::Board;
use facts::{calling, first_open, open_things};
use paper::Paper;

pub use calls::{CallsCell, CallsStrip, listen_for_calls};
pub use consider::ConsiderKey;
pub use facts::Gallery;
pub use report::Ground;
pub use strip::ReadyStrip;

/// The seat somebody chose to look at, here or where he came from. A context of its own.
#[derive(Clone, Copy)]
pub struct InHand(RwSignal<Option<SeatId>>);

pub fn provide_in_hand() {
    provide_context(InHand(RwSignal::new(None)));
}

#[component]
pub fn Readiness() -> impl IntoView {
    let InHand(chosen) = expect_context::<InHand>();
    on_cleanup(move || _ = chosen.try_set(None));
    let testing = RwSignal::new(false);
    let done = Callback::new(move |()| testing.set(false));
    move || {
        if testing.get() {
            view! { <Screens first=CheckInStep::Devices done /> }.into_any()
        } else {
            view! { <Desk testing /> }.into_any()
        }
    }
}

/// The board with all that stands around it.
#[component]
fn Desk(testing: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let open = session.select(open_things);
    page_title(move || match open.get() {
        0 => readiness::title().to_owned(),
        n => format!("{} · {}", readiness::things_open(n), readiness::title()),
    });
    view! {
        <a class="skip" href="#board">{readiness::skip}</a>
        <div class="desk-room" data-place="readiness">
            <Lintel heading=true />
            <StageRail />
            <NowLine />
            <main class="board-place" id="board"><Board /></main>
            <Paper />
            <Bar testing />
        </div>
    }
}

#[component]
fn StageRail() -> impl IntoView {
    let session = use_session();
    let stages = session.select(|h| {
        let stages = h.matter.as_ref().map(|m| m.procedure.stages().to_vec());
        (
            stages.unwrap_or_default(),
            h.stage.unwrap_or(Stage::Preparation),
        )
    });
    let list = move || {
        let (stages, at) = stages.get();
        let place = stages.iter().position(|s| *s == at);
        let steps = stages.into_iter().enumerate();
        steps
            .map(|(n, stage)| {
                let step = match place {
                    Some(place) if n == place => "now",
                    Some(place) if n < place => "done",
                    Some(_) | None => "",
                };
                view! {
                    <li class="rail-step" data-step=step aria-current=(step == "now").then_some("step")>
                        {terms::stage(stage)}
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <nav class="rail" aria-label=readiness::stages>
            <ol class="rail-steps">{list}</ol>
        </nav>
    }
}

/// What is open, what comes next, who calls.
#[component]
fn NowLine() -> impl IntoView {
    let session = use_session();
    let InHand(chosen) = expect_context::<InHand>();
    let now_at = minute();
    let open = session.select(open_things);
    let first = session.select(|h| first_open(h).map(|seat| (seat.id.clone(), seat.name.clone())));
    let due = session.select(hearing::Hearing::due_at);
    let gallery = session.select(|h| facts::gallery(h) != Gallery::Checked);
    let reported = session.select(|h| h.ready_reported_at);
    let calls = session.select(calling);
    let panel = session.select(terms::is_panel);
    let now = move || match (open.get(), reported.get()) {
        (0, Some(at)) => readiness::reported_at(at),
        (n, Some(at)) => readiness::reported_and_open(at, n),
        (0, None) => readiness::all_ready().to_owned(),
        (n, None) => readiness::things_open(n),
    };
    let left = move || due.get().map(|due| check_in::opens_in(due, now_at.get()));
    let next = move || match (first.get(), reported.get()) {
        (Some((_, name)), _) => readiness::deal_with(&name),
        (None, Some(_)) => court_opens(panel.get()).to_owned(),
        (None, None) if gallery.get() => readiness::confirm_gallery().to_owned(),
        (None, None) => readiness::next_report(panel.get()).to_owned(),
    };
    let take = move |_| chosen.set(first.get_untracked().map(|(seat, _)| seat));
    view! {
        <section class="now" role="status" aria-label=readiness::now_label>
            <div class="now-row">
                <div class="now-cell now-cell--now">
                    <span class="now-label">{readiness::now_label}</span>
                    <div class="now-text" data-open-things=move || open.get().to_string()><span>{now}</span><span class="now-time num">{left}</span></div>
                </div>
                <div class="now-cell">
                    <span class="now-label">{readiness::next_label}</span>
                    <div class="now-text">
                        <Show
                            when=move || first.get().is_some()
                            fallback=move || view! { <span>{next}</span> }
                        >
                            <button type="button" class="press press--dense press--quiet" data-act="take-next" on:click=take>{next}</button>
                        </Show>
                    </div>
                </div>
                <Show when=move || calls.with(|c| !c.is_empty())>
                    <div class="now-cell">
                        <span class="now-label">{readiness::calls_you}</span>
                        <div class="now-text">
                            {move || calls.get().into_iter().map(|(seat, name, at)| view! {
                                <button type="button" class="chip chip--hand" data-act="take-call" data-of=seat.to_string() on:click=move |_| chosen.set(Some(seat.clone()))>
                                    <Icon name="bell" />{name}" "<time class="num">{check_in::short_time(at)}</time>
                                </button>
                            }).collect_view()}
                        </div>
                    </div>
                </Show>
            </div>
        </section>
    }
}
