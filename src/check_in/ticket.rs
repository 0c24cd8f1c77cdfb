//! When and where, as on a ticket; and the same for a calendar.

use leptos::prelude::*;

use crate::calendar::Entry;
use crate::session::use_session;
use crate::text::{calendar, check_in, terms};

#[component]
pub fn Ticket() -> impl IntoView {
    let session = use_session();
    let facts = session.select(|h| Some((h.matter.clone()?, h.put_off().cloned())));
    move || {
        facts.get().map(|(matter, delay)| {
            let at = matter.scheduled_at;
            // The day and hour that hold, large; what was planned before stays in its line.
            let due = delay.as_ref().map_or(at, |(until, _)| *until);
            view! {
                <div class="ticket">
                    <p class="ticket-day"><span>{move || check_in::day(due)}</span><span class="num ticket-hour">{check_in::short_time(due)}</span></p>
                    <dl>
                        <div><dt>{check_in::when}</dt><dd><span class="num">{move || check_in::moment(at, due)}</span>{check_in::beijing}</dd></div>
                        {delay.map(|(until, reason)| view! {
                            <div><dt>{check_in::put_off}</dt><dd><b>{move || check_in::delayed_until(until, at)}</b>" "{reason}</dd></div>
                        })}
                        <div><dt>{check_in::court}</dt><dd>{matter.court.clone()}</dd></div>
                        <div><dt>{check_in::courtroom}</dt><dd>{matter.courtroom.clone()}</dd></div>
                        {matter.case.is_some().then(|| view! {
                            <div>
                                <dt>{check_in::procedure}</dt>
                                <dd>{move || terms::procedure(matter.procedure)}" · "{move || terms::publicity(matter.publicity)}</dd>
                            </div>
                        })}
                    </dl>
                </div>
            }
        })
    }
}

/// For a calendar: of the case no more than the person may know, so that a witness's entry names no party.
pub fn entry() -> Signal<Option<Entry>> {
    let session = use_session();
    let facts =
        session.mine(|h, seat| Some((h.matter.clone()?, h.due_at()?, seat.role.only_watches())));
    Signal::derive(move || {
        let (matter, at, watches) = facts.get().flatten()?;
        let (summary, words) = match (&matter.case, watches) {
            (Some(case), true) => (calendar::watch(&case.title), calendar::how_watch()),
            (Some(case), false) => (calendar::hearing_of(&case.title), calendar::how()),
            (None, _) => (calendar::testify().to_owned(), calendar::how()),
        };
        Some(Entry {
            uid: matter.id.to_string(),
            at,
            summary,
            place: format!("{} {}", matter.court, matter.courtroom),
            words: words.to_owned(),
        })
    })
}
