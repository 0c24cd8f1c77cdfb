//! How an exhibit was shown: which page stood before whom, what of it was played, what was drawn on it.

use hearing::ExhibitId;
use leptos::prelude::*;

use super::facts::Person;
use crate::session::use_session;
use crate::text::presenting;
use crate::ui::clock_time;

/// Newest showings that are listed; all of them are in the journal.
const LISTED: usize = 40;

#[component]
pub fn Traces(exhibit: ExhibitId) -> impl IntoView {
    let session = use_session();
    let (of_shown, of_played, of_marks) = (exhibit.clone(), exhibit.clone(), exhibit);
    let shown = session.select(move |h| {
        let of = h.showings.iter().rev().filter(|s| s.exhibit == of_shown);
        of.take(LISTED)
            .map(|s| {
                let names = s.missing.iter().filter_map(|id| h.seat(id));
                let names: Vec<_> = names.map(|s| s.name.clone()).collect();
                (s.from, s.page, s.seen.len(), names, s.playing)
            })
            .collect::<Vec<_>>()
    });
    let played = session.select(move |h| {
        let of = h.played.iter().filter(|p| p.exhibit == of_played);
        of.map(|p| (p.at, p.from, p.to)).collect::<Vec<_>>()
    });
    let marks = session.select(move |h| {
        let of = h.marks.iter().filter(|m| m.exhibit == of_marks);
        of.map(|m| (m.clone(), Person::of(h, &m.by)))
            .collect::<Vec<_>>()
    });
    let nothing = move || {
        shown.with(Vec::is_empty) && played.with(Vec::is_empty) && marks.with(Vec::is_empty)
    };
    view! {
        <h3>{presenting::traces}</h3>
        <Show when=nothing><p class="note">{presenting::not_shown_yet}</p></Show>
        <ul class="traces" data-traces="">
            {move || shown.get().into_iter().map(|(at, page, seen, missing, playing)| {
                let all = seen + missing.len();
                let lacking = (!missing.is_empty()).then(|| presenting::lacking(&missing, playing));
                view! {
                    <li data-showing=page.to_string()>
                        <time class="num">{clock_time(at)}</time>
                        {playing.is_none().then(|| view! { <span>{presenting::on_page(page)}</span> })}
                        <span>{presenting::counted(seen, all, playing)}</span>
                        {lacking.map(|words| view! { <b>{words}</b> })}
                    </li>
                }
            }).collect_view()}
            {move || played.get().into_iter().map(|(at, from, to)| view! {
                <li data-played-range="">
                    <time class="num">{clock_time(at)}</time>
                    <span>{presenting::played}" "<span class="num">{presenting::stretch(from, to)}</span></span>
                </li>
            }).collect_view()}
            {move || marks.get().into_iter().map(|(mark, by)| {
                let by = move || by.as_ref().map(Person::words);
                view! {
                    <li data-mark-entry=mark.id.to_string()>
                        <time class="num">{clock_time(mark.at)}</time>
                        <span>{by}</span>
                        <span>{presenting::on_page(mark.page)}" "{presenting::shape(mark.shape)}" "{mark.label.clone()}</span>
                        {mark.erased_at.map(|_| view! { <span class="note">{presenting::erased}</span> })}
                    </li>
                }
            }).collect_view()}
        </ul>
    }
}
