//! The week as the rail: the day that is looked at is the open door in it.

use leptos::prelude::*;

use super::Listed;
use crate::text::docket;
use crate::ui::{Icon, day_and_time, monday_of, noon_of};

#[component]
pub fn Week() -> impl IntoView {
    let listed = expect_context::<Listed>();
    let monday = Memo::new(move |_| monday_of(listed.day()));
    // To the same day of the other week.
    let turn = move |weeks: i64| {
        let day = listed.day().saturating_add_signed(weeks * 7);
        listed.turned.set(Some(day));
        listed.wanted.set(String::new());
    };
    view! {
        <nav class="rail" aria-label=docket::week>
            <button type="button" class="rail-turn" data-act="last-week" aria-label=docket::last_week on:click=move |_| turn(-1)>
                <Icon name="prev" />
            </button>
            <ol class="rail-steps">
                <For each=move || (0..7).map(move |n| monday.get() + n) key=|day| *day let(day)>
                    <li><DayKey day /></li>
                </For>
            </ol>
            <button type="button" class="rail-turn" data-act="next-week" aria-label=docket::next_week on:click=move |_| turn(1)>
                <Icon name="next" />
            </button>
        </nav>
    }
}

#[component]
fn DayKey(day: u64) -> impl IntoView {
    let listed = expect_context::<Listed>();
    let count = Memo::new(move |_| listed.of_day(day).len());
    let open = Memo::new(move |_| listed.day() == day);
    let today = Memo::new(move |_| listed.today() == day);
    let name = move || {
        if today.get() {
            docket::today()
        } else {
            docket::weekday(day)
        }
    };
    let number: String = day_and_time(noon_of(day)).chars().skip(8).take(2).collect();
    let date: String = day_and_time(noon_of(day)).chars().take(10).collect();
    let turn = move |_| {
        listed.turned.set(Some(day));
        listed.wanted.set(String::new());
    };
    view! {
        <button
            type="button"
            class="rail-step"
            data-act="day"
            data-of=date
            data-step=move || if open.get() { "now" } else { "" }
            aria-current=move || open.get().then_some("date")
            on:click=turn
        >
            <span>{name}</span>" "<span class="num">{number}</span>
            {move || (count.get() > 0).then(|| view! { <span class="rail-n num">{move || docket::count(count.get())}</span> })}
        </button>
    }
}
