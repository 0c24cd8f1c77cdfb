//! The announcements day by day, and what one looks for among them.

use hearing::Announcement;
use leptos::prelude::*;

use super::Board;
use super::notice::Notice;
use crate::docket::finds;
use crate::text::{announcements, check_in, refusals};
use crate::ui::{Icon, ReadAloud, day_number, noon_of};
use crate::view::use_view;

#[component]
pub fn Notices() -> impl IntoView {
    let board = expect_context::<Board>();
    let view = use_view();
    let days = Memo::new(move |_| {
        let wanted = board.wanted.get();
        let list = board.list.get().unwrap_or_default();
        by_day(list.into_iter().filter(|a| matches(a, &wanted)).collect())
    });
    let empty = move || {
        let all = board.list.with(|list| list.as_ref().map(Vec::len))?;
        days.with(Vec::is_empty).then(|| {
            if all == 0 {
                announcements::none()
            } else {
                announcements::none_found()
            }
        })
    };
    let opening = move || board.list.with(Option::is_none) && board.trouble.with(Option::is_none);
    view! {
        <main class="step" id="step" tabindex="0">
            <div class="step-body notices-page">
                <h1>{announcements::title}</h1>
                <p class="step-note">{announcements::lead}</p>
                <Find />
                {move || board.trouble.get().map(|t| view! { <p class="trouble" role="alert">{refusals::trouble(&t)}</p> })}
                <Show when=opening><p role="status">{announcements::loading}</p></Show>
                {move || empty().map(|words| view! { <p role="status">{words}</p> })}
                {move || days.get().into_iter().map(|(day, notices)| view! { <OneDay day notices /> }).collect_view()}
            </div>
        </main>
        <footer class="stepbar" aria-label=announcements::acts>
            <div class="stepbar-tools stepbar-tools--wide">
                <button type="button" class="tool" data-act="to-door" data-ready="" on:click=move |_| view.back()>
                    <Icon name="door" /><span>{announcements::to_door}</span>
                </button>
                <button type="button" class="tool" data-act="refresh" on:click=move |_| board.fetch()>
                    <Icon name="reconnect" /><span>{announcements::again}</span>
                </button>
                <ReadAloud />
            </div>
        </footer>
    }
}

#[component]
fn Find() -> impl IntoView {
    let board = expect_context::<Board>();
    view! {
        <div class="find" role="search">
            <label class="find-label" for="find"><Icon name="search" /><span class="find-word">{announcements::find}</span></label>
            <input
                id="find"
                type="search"
                data-field="find"
                aria-label=announcements::find_label
                autocomplete="off"
                bind:value=board.wanted
            />
        </div>
    }
}

#[component]
fn OneDay(day: u64, notices: Vec<Announcement>) -> impl IntoView {
    view! {
        <section data-day=day.to_string()>
            <h2>{move || check_in::day(noon_of(day))}</h2>
            <ol class="announced">
                {notices.into_iter().map(|about| view! { <Notice about /> }).collect_view()}
            </ol>
        </section>
    }
}

fn matches(one: &Announcement, wanted: &str) -> bool {
    let parties = one.parties.iter().map(|(_, name)| name.as_str());
    let texts = [&one.case_number, &one.cause, &one.title, &one.court];
    finds(wanted, texts.map(String::as_str).into_iter().chain(parties))
}

/// In the order of time, a day at a time.
fn by_day(mut list: Vec<Announcement>) -> Vec<(u64, Vec<Announcement>)> {
    list.sort_by_key(|a| a.due_at());
    let day = |a: &Announcement| day_number(a.due_at());
    let days = list.chunk_by(|a, b| day(a) == day(b));
    days.filter_map(|one| Some((day(one.first()?), one.to_vec())))
        .collect()
}
