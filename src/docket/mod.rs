//! 庭审日程: the hearings of one person, day by day, for the court.

mod sitting;

use hearing::{HearingId, Millis, Phase};
use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen_futures::spawn_local;

use crate::check_in::{minute, page_title};
use crate::session::{Trouble, request, use_session};
use crate::text::{check_in, common, docket, refusals};
use crate::ui::{Icon, PreferenceKeys, day_and_time};
use sitting::SittingRow;

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
    phase: Phase,
}

/// The list, and how the last question for it went. A context of its own.
#[derive(Clone, Copy)]
struct Listed {
    sittings: RwSignal<Option<Vec<Sitting>>>,
    trouble: RwSignal<Option<Trouble>>,
}

impl Listed {
    fn ask(self) {
        let session = use_session();
        spawn_local(async move {
            match request::get::<Vec<Sitting>>(session, "/api/docket").await {
                Ok(sittings) => {
                    self.trouble.try_set(None);
                    self.sittings.try_set(Some(sittings));
                }
                Err(trouble) => _ = self.trouble.try_set(Some(trouble)),
            }
        });
    }
}

#[component]
pub fn Docket() -> impl IntoView {
    let listed = Listed {
        sittings: RwSignal::new(None),
        trouble: RwSignal::new(None),
    };
    provide_context(listed);
    page_title(|| docket::title().to_owned());
    // Asked again when the state of the hearing one sits in changes.
    let phase = use_session().select(|h| h.phase);
    Effect::new(move |_| {
        phase.track();
        listed.ask();
    });
    let again = RwSignal::new(0_u32);
    Effect::new(move |_| {
        if again.get() > 0 {
            listed.ask();
        }
    });
    view! {
        <a class="skip" href="#day">{docket::skip}</a>
        <div class="office office--plain" data-place="docket">
            <Head />
            <div class="rail rail--bare" aria-hidden="true"></div>
            <main class="day" id="day"><Days /></main>
            <footer class="bar" aria-label=docket::acts>
                <div class="bar-group">
                    <button type="button" class="tool" data-act="refresh" data-ready="" on:click=move |_| again.update(|n| *n += 1)>
                        <Icon name="reconnect" /><span>{docket::refresh}</span>
                    </button>
                    <LeaveTool />
                </div>
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

#[component]
fn Head() -> impl IntoView {
    let Listed { sittings, .. } = expect_context::<Listed>();
    let now = minute();
    let name = use_session().mine(|_, seat| seat.name.clone());
    let count = move || sittings.with(|s| s.as_ref().map(|s| docket::how_many(s.len())));
    view! {
        <header class="lintel">
            <div>
                <h1 class="day-title">{docket::title}</h1>
                <p class="day-sub"><b>{move || name.get()}</b>" "{count}</p>
            </div>
            <p class="now-clock">
                <time class="num">{move || check_in::short_time(now.get())}</time>
                <span>{move || check_in::day(now.get())}" "{docket::beijing_time}</span>
            </p>
            <p class="lintel-tools"><PreferenceKeys /></p>
        </header>
    }
}

#[component]
fn Days() -> impl IntoView {
    let Listed { sittings, trouble } = expect_context::<Listed>();
    let empty = move || sittings.with(|s| s.as_ref().is_some_and(Vec::is_empty));
    let opening = move || sittings.with(Option::is_none) && trouble.with(Option::is_none);
    let days = Memo::new(move |_| by_day(sittings.get().unwrap_or_default()));
    view! {
        {move || trouble.get().map(|t| view! { <p class="trouble" role="alert">{refusals::trouble(&t)}</p> })}
        <Show when=opening><p role="status">{common::loading}</p></Show>
        <Show when=empty><p>{docket::none}</p></Show>
        <For each=move || days.get() key=|day| changes(day) let(day)>
            <OneDay day />
        </For>
    }
}

/// What a day is drawn anew for.
fn changes(day: &[Sitting]) -> Vec<(HearingId, u8)> {
    let rows = day.iter();
    rows.map(|s| (s.hearing.clone(), s.phase as u8)).collect()
}

#[component]
fn OneDay(day: Vec<Sitting>) -> impl IntoView {
    let at = day.first().map_or(0, |s| s.scheduled_at);
    let now = minute();
    let today = move || (day_of(now.get()) == day_of(at)).then(docket::today);
    let name = move || format!("{} {}", docket::hearings(), check_in::day(at));
    view! {
        <section class="docket-day" data-day=day_of(at)>
            <h2 class="docket-date">
                <time>{move || check_in::day(at)}</time>" "<span class="docket-today">{today}</span>
            </h2>
            <ol class="sittings" aria-label=name>
                {day.into_iter().map(|sitting| view! { <SittingRow sitting /> }).collect_view()}
            </ol>
        </section>
    }
}

/// 2026-11-26, in Beijing.
fn day_of(at: Millis) -> String {
    day_and_time(at).chars().take(10).collect()
}

/// In the order of time, a day at a time.
fn by_day(mut sittings: Vec<Sitting>) -> Vec<Vec<Sitting>> {
    sittings.sort_by_key(|s| s.scheduled_at);
    let same_day = |a: &Sitting, b: &Sitting| day_of(a.scheduled_at) == day_of(b.scheduled_at);
    sittings.chunk_by(same_day).map(<[_]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_day_ends_at_midnight_in_beijing() {
        let at = |scheduled_at| Sitting {
            hearing: HearingId::new("g"),
            case_number: None,
            title: None,
            cause: None,
            court: String::new(),
            courtroom: String::new(),
            scheduled_at,
            phase: Phase::Before,
        };
        // 2024-03-01 00:00 in Beijing
        let midnight = 1_709_222_400_000;
        let days = by_day([midnight + 1, midnight - 1, midnight].map(at).to_vec());
        let times: Vec<Vec<_>> = days
            .iter()
            .map(|day| day.iter().map(|s| s.scheduled_at - midnight + 1).collect())
            .collect();
        assert_eq!(times, [vec![0], vec![1, 2]]);
    }
}
