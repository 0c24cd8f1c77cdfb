//! The wall above the day: which day, whose, and what one looks for.

use leptos::prelude::*;

use super::Listed;
use crate::check_in::minute;
use crate::session::use_session;
use crate::text::{check_in, docket};
use crate::ui::{Icon, PreferenceKeys, noon_of};

#[component]
pub fn Head() -> impl IntoView {
    let listed = expect_context::<Listed>();
    let now = minute();
    let name = use_session().mine(|_, seat| seat.name.clone());
    let count = Memo::new(move |_| {
        let day = listed.of_day(listed.day());
        let open = |s: &super::Sitting| {
            s.standing
                .as_ref()
                .is_some_and(|s| s.to_decide().next().is_some() || s.problems().next().is_some())
        };
        (day.len(), day.iter().filter(|s| open(s)).count())
    });
    let words = move || {
        let (all, open) = count.get();
        listed
            .sittings
            .with(Option::is_some)
            .then(|| docket::how_many(all, open))
    };
    view! {
        <header class="lintel">
            <div>
                <h1 class="day-title">{move || check_in::day(noon_of(listed.day()))}</h1>
                <p class="day-sub"><b>{move || name.get()}</b>" "<span role="status">{words}</span></p>
            </div>
            <div class="find" role="search">
                <label class="find-label" for="find"><Icon name="search" /><span class="find-word">{docket::find}</span></label>
                <input id="find" type="search" data-field="find" aria-label=docket::find_label autocomplete="off" bind:value=listed.wanted />
            </div>
            <p class="now-clock">
                <time class="num">{move || check_in::short_time(now.get())}</time>
                <span>{docket::beijing_time}</span>
            </p>
            <p class="lintel-tools"><PreferenceKeys /></p>
        </header>
    }
}
