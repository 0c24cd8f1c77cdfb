//! 庭审日程: the hearings of one person, for the court: a week, a day of it, what one looks for, and what waits for the judge.

mod day;
mod find;
mod head;
mod next;
mod others;
mod seats;
mod sitting;
mod week;

pub use find::finds;
pub use others::OtherHearings;

use gloo::timers::callback::Interval;
use hearing::{HearingId, Millis, Phase, Procedure, Publicity, Standing};
use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen_futures::spawn_local;

use crate::check_in::{minute, page_title};
use crate::session::{Trouble, request, use_session};
use crate::text::docket;
use crate::ui::{Icon, day_number};
use day::Day;
use head::Head;
use next::NextPaper;
use week::Week;

/// How often the list is asked for while somebody looks at it (ms).
const LOOK: u32 = 10_000;

/// One hearing, as `GET /api/docket` lists it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Sitting {
    hearing: HearingId,
    case_number: Option<String>,
    title: Option<String>,
    cause: Option<String>,
    court: String,
    courtroom: String,
    scheduled_at: Millis,
    procedure: Procedure,
    publicity: Publicity,
    phase: Phase,
    standing: Option<Standing>,
}

/// The list, how the last question for it went, and what of it is looked at. A context of its own.
#[derive(Clone, Copy)]
struct Listed {
    sittings: RwSignal<Option<Vec<Sitting>>>,
    trouble: RwSignal<Option<Trouble>>,
    wanted: RwSignal<String>,
    /// The day that was turned to; none as long as nobody has turned.
    turned: RwSignal<Option<u64>>,
    now: ReadSignal<Millis>,
}

impl Listed {
    fn ask(self) {
        let session = use_session();
        spawn_local(async move {
            match request::get::<Vec<Sitting>>(session, "/api/docket").await {
                Ok(sittings) => {
                    self.trouble.try_set(None);
                    let known = self
                        .sittings
                        .try_with_untracked(|s| s.as_ref() == Some(&sittings));
                    // Nothing is drawn anew, and no focus lost, when nothing has changed.
                    if known == Some(false) {
                        self.sittings.try_set(Some(sittings));
                    }
                }
                Err(trouble) => _ = self.trouble.try_set(Some(trouble)),
            }
        });
    }

    fn today(self) -> u64 {
        day_number(self.now.get())
    }

    /// Today; where nothing is heard today, the next day with a hearing, else the last one.
    fn day(self) -> u64 {
        let today = self.today();
        self.turned.get().unwrap_or_else(|| {
            let days = self.sittings.with(|s| {
                let all = s.iter().flatten();
                all.map(|s| day_number(s.scheduled_at)).collect::<Vec<_>>()
            });
            let next = days.iter().filter(|day| **day >= today).min();
            next.or(days.iter().max()).copied().unwrap_or(today)
        })
    }

    /// Of one day, in the order of time.
    fn of_day(self, day: u64) -> Vec<Sitting> {
        let mut all: Vec<Sitting> = self.sittings.with(|s| {
            let all = s.iter().flatten();
            all.filter(|s| day_number(s.scheduled_at) == day)
                .cloned()
                .collect()
        });
        all.sort_by_key(|s| s.scheduled_at);
        all
    }
}

#[component]
pub fn Docket() -> impl IntoView {
    let listed = Listed {
        sittings: RwSignal::new(None),
        trouble: RwSignal::new(None),
        wanted: RwSignal::new(String::new()),
        turned: RwSignal::new(None),
        now: minute(),
    };
    provide_context(listed);
    page_title(|| docket::title().to_owned());
    // Asked again when the state of the hearing one sits in changes, and every few seconds for that of the others.
    let phase = use_session().select(|h| h.phase);
    let again = RwSignal::new(0_u32);
    Effect::new(move |_| {
        phase.track();
        again.track();
        listed.ask();
    });
    let looking = Interval::new(LOOK, move || again.update(|n| *n += 1));
    let looking = StoredValue::new_local(Some(looking));
    on_cleanup(move || {
        looking.try_update_value(Option::take);
    });
    view! {
        <a class="skip" href="#day">{docket::skip}</a>
        <div class="office" data-place="docket">
            <Head />
            <Week />
            <main class="day" id="day"><Day /></main>
            <NextPaper />
            <footer class="bar" aria-label=docket::acts>
                <div class="bar-group">
                    <button type="button" class="tool" data-act="refresh" data-ready="" on:click=move |_| again.update(|n| *n += 1)>
                        <Icon name="reconnect" /><span>{docket::refresh}</span>
                    </button>
                    <LeaveTool />
                </div>
                <Facts />
            </footer>
        </div>
    }
}

#[component]
fn LeaveTool() -> impl IntoView {
    let session = use_session();
    view! {
        <button type="button" class="tool" data-act="leave" on:click=move |_| session.leave()>
            <Icon name="leave" /><span>{docket::leave}</span>
        </button>
    }
}

/// The day in figures.
#[component]
fn Facts() -> impl IntoView {
    let listed = expect_context::<Listed>();
    let figures = Memo::new(move |_| {
        let day = listed.of_day(listed.day());
        let held = day.iter().filter(|s| s.phase >= Phase::Closed).count();
        let to_sign = listed.sittings.with(|s| {
            let all = s.iter().flatten();
            all.filter(|s| s.phase == Phase::Closed).count()
        });
        (day.len(), held, to_sign)
    });
    view! {
        <p class="bar-facts">
            <span><span>{docket::this_day}</span>" "<b class="num">{move || figures.get().0}</b></span>
            <span><span>{docket::held}</span>" "<b class="num">{move || figures.get().1}</b></span>
            <span><span>{docket::to_sign}</span>" "<b class="num">{move || figures.get().2}</b></span>
        </p>
    }
}
