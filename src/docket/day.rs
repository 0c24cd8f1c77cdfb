//! One day in the order of time with the clock as a line through it; or, of all days, what one looks for.

use hearing::Millis;
use leptos::prelude::*;

use super::sitting::SittingRow;
use super::{Listed, Sitting, finds};
use crate::text::{check_in, common, docket, refusals};
use crate::ui::{day_number, noon_of};

#[component]
pub fn Day() -> impl IntoView {
    let listed = expect_context::<Listed>();
    let Listed {
        sittings, trouble, ..
    } = listed;
    let opening = move || sittings.with(Option::is_none) && trouble.with(Option::is_none);
    let looking = Memo::new(move |_| listed.wanted.with(|w| !w.trim().is_empty()));
    view! {
        {move || trouble.get().map(|t| view! { <p class="trouble" role="alert">{refusals::trouble(&t)}</p> })}
        <Show when=opening><p class="day-empty" role="status">{common::loading}</p></Show>
        <Show when=move || looking.get() fallback=OpenDay><Found /></Show>
    }
}

#[component]
fn OpenDay() -> impl IntoView {
    let listed = expect_context::<Listed>();
    let all = Memo::new(move |_| listed.of_day(listed.day()));
    let empty = move || listed.sittings.with(Option::is_some) && all.with(Vec::is_empty);
    // Before which the line stands; none on any other day than today.
    let line = Memo::new(move |_| {
        let now = listed.now.get();
        (listed.day() == listed.today())
            .then(|| all.with(|all| all.iter().take_while(|s| s.scheduled_at <= now).count()))
    });
    let rows = move || {
        let (line, now) = (line.get(), listed.now.get_untracked());
        let mut rows = Vec::new();
        for (n, sitting) in all.get().into_iter().enumerate() {
            if line == Some(n) {
                rows.push(view! { <NowMark now /> }.into_any());
            }
            rows.push(view! { <SittingRow sitting /> }.into_any());
        }
        if line.is_some_and(|n| n == rows.len()) && !rows.is_empty() {
            rows.push(view! { <NowMark now /> }.into_any());
        }
        rows
    };
    view! {
        <Show when=empty><p class="day-empty" role="status">{docket::none_this_day}</p></Show>
        <Show when=move || !empty()>
            <h2 class="unseen">{docket::hearings}</h2>
            <ol class="sittings" data-day=move || listed.day().to_string() aria-label=docket::hearings>{rows}</ol>
        </Show>
    }
}

#[component]
fn NowMark(now: Millis) -> impl IntoView {
    let listed = expect_context::<Listed>();
    let shown = move || check_in::short_time(listed.now.try_get().unwrap_or(now));
    view! {
        <li class="now-mark"><span class="unseen">{docket::now}" "</span><time class="num">{shown}</time></li>
    }
}

/// What was found, by days.
#[component]
fn Found() -> impl IntoView {
    let listed = expect_context::<Listed>();
    let found = Memo::new(move |_| {
        let wanted = listed.wanted.get();
        let all = listed.sittings.get().unwrap_or_default();
        by_day(all.into_iter().filter(|s| matches(s, &wanted)).collect())
    });
    let count = move || docket::found(found.with(|days| days.iter().map(Vec::len).sum()));
    let days = move || {
        let days = found.get().into_iter().map(|day| {
            let at = day.first().map_or(0, |s| s.scheduled_at);
            view! {
                <section class="docket-day">
                    <h2 class="docket-date">{move || check_in::day(noon_of(day_number(at)))}</h2>
                    <ol class="sittings">{day.into_iter().map(|sitting| view! { <SittingRow sitting /> }).collect_view()}</ol>
                </section>
            }
        });
        days.collect_view()
    };
    view! {
        <p class="day-empty" role="status">{count}</p>
        {days}
    }
}

fn matches(sitting: &Sitting, wanted: &str) -> bool {
    let case = [&sitting.case_number, &sitting.title, &sitting.cause];
    let case = case.into_iter().flatten().map(String::as_str);
    let seats = sitting.standing.iter().flat_map(|s| &s.seats);
    let names = seats.map(|s| s.name.as_str());
    finds(
        wanted,
        case.chain(names).chain([sitting.courtroom.as_str()]),
    )
}

fn by_day(mut sittings: Vec<Sitting>) -> Vec<Vec<Sitting>> {
    sittings.sort_by_key(|s| s.scheduled_at);
    let day = |s: &Sitting| day_number(s.scheduled_at);
    let days = sittings.chunk_by(|a, b| day(a) == day(b));
    days.map(<[_]>::to_vec).collect()
}
