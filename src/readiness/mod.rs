//! 庭前准备 (R13, R18): every seat and what it still lacks, for clerk and judge.

mod bar;
mod board;
mod cells;
mod delay;
mod facts;
mod offer;
mod paper;
mod row;

use hearing::check_in::CheckInStep;
use hearing::{SeatId, Stage};
use leptos::prelude::*;

use crate::check_in::{Lintel, Screens, page_title};
use crate::session::use_session;
use crate::text::courtroom::court_opens;
use crate::text::{readiness, terms};
use bar::Bar;
use board::Board;
use facts::{calling, first_open, open_seats};
use paper::Paper;

/// The seat somebody chose to look at. A context of its own.
#[derive(Clone, Copy)]
pub struct InHand(RwSignal<Option<SeatId>>);

#[component]
pub fn Readiness() -> impl IntoView {
    provide_context(InHand(RwSignal::new(None)));
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
    page_title(|| readiness::title().to_owned());
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
    let open = session.select(|h| open_seats(h).len());
    let first = session.select(|h| first_open(h).map(|seat| seat.name.clone()));
    let reported = session.select(|h| h.ready_reported_at);
    let calls = session.select(calling);
    let panel = session.select(terms::is_panel);
    let now = move || match (open.get(), reported.get()) {
        (_, Some(at)) => readiness::reported_at(at),
        (0, None) => readiness::all_ready().to_owned(),
        (n, None) => readiness::still_open(n),
    };
    let next = move || match (first.get(), reported.get()) {
        (_, Some(_)) => court_opens(panel.get()).to_owned(),
        (Some(name), None) => readiness::deal_with(&name),
        (None, None) => readiness::next_report(panel.get()).to_owned(),
    };
    view! {
        <section class="now" role="status" aria-label=readiness::now_label>
            <div class="now-row">
                <div class="now-cell now-cell--now">
                    <span class="now-label">{readiness::now_label}</span>
                    <div class="now-text"><span>{now}</span></div>
                </div>
                <div class="now-cell">
                    <span class="now-label">{readiness::next_label}</span>
                    <div class="now-text"><span>{next}</span></div>
                </div>
                <Show when=move || calls.with(|c| !c.is_empty())>
                    <div class="now-cell">
                        <span class="now-label">{readiness::calls_you}</span>
                        <div class="now-text">
                            {move || calls.get().into_iter().map(|(name, at)| view! {
                                <span class="chip chip--hand">{name}" "<time class="num">{crate::text::check_in::short_time(at)}</time></span>
                            }).collect_view()}
                        </div>
                    </div>
                </Show>
            </div>
        </section>
    }
}
