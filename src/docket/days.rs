//! The hearings day by day, in the order of time.

use hearing::{HearingId, Millis};
use leptos::prelude::*;

use super::sitting::SittingRow;
use super::{Listed, Sitting};
use crate::check_in::minute;
use crate::text::{check_in, common, docket, refusals};
use crate::ui::day_and_time;

#[component]
pub fn Days() -> impl IntoView {
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
    use hearing::Phase;
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
            .map(|day| day.iter().map(|s| s.scheduled_at + 1 - midnight).collect())
            .collect();
        assert_eq!(times, [vec![0], vec![1, 2]]);
    }
}
