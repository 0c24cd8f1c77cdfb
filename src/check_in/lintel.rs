//! The wall above every screen before the courtroom: which case, and when.

use hearing::Phase;
use leptos::prelude::*;

use super::early::day_gone;
use super::minute;
use crate::session::use_session;
use crate::text::{check_in, common, terms};
use crate::ui::{ElderKey, PreferenceKeys, day_number, whole};

/// `title`: what stands in the place of the case where the person may not know of it.
#[component]
pub fn Lintel(
    #[prop(optional, into)] title: Option<Signal<String>>,
    #[prop(optional)] heading: bool,
) -> impl IntoView {
    let session = use_session();
    let number = session.select(|h| {
        let case = h.matter.as_ref()?.case.as_ref()?;
        Some((case.number.clone(), case.cause.clone()))
    });
    let shown = session.select(terms::hearing_title);
    let words = move || {
        let title = title.map(|title| title.get()).or_else(|| shown.get());
        title.map(|title| whole(&title))
    };
    view! {
        <header class="lintel" aria-label=check_in::this_hearing>
            <div class="lintel-case">
                {move || number.get().map(|(number, cause)| view! { <p class="case-no">{number}" "{cause}</p> })}
                {if heading {
                    view! { <h1 class="case-title">{words}</h1> }.into_any()
                } else {
                    view! { <p class="case-title">{words}</p> }.into_any()
                }}
            </div>
            <When />
            <p class="lintel-tools">
                <ElderKey />
                <PreferenceKeys />
            </p>
        </header>
    }
}

/// The newest word on the time first, and the time that was planned beside it.
#[component]
fn When() -> impl IntoView {
    let session = use_session();
    let now = minute();
    let facts = session.select(|h| {
        let at = h.matter.as_ref()?.scheduled_at;
        let until = h.delay.as_ref().map(|(until, _)| *until);
        Some((at, until.filter(|_| h.phase == Phase::Before), h.phase))
    });
    let past = session.select(move |h| h.is_past(now.get()));
    let gone = day_gone();
    move || {
        let (at, until, phase) = facts.get()?;
        let due = until.unwrap_or(at);
        let (first, then) = match (phase, until) {
            (Phase::Before, Some(until)) => (
                check_in::delayed_until(until, at),
                check_in::planned(at, until),
            ),
            // Who is kept apart is not told whether it was opened.
            (Phase::Before, None) if past.get() && !gone.get() => {
                (check_in::hears_at(at), String::new())
            }
            (Phase::Before, None) => (check_in::hears_at(at), check_in::opens_in(at, now.get())),
            (Phase::InSession | Phase::Adjourned | Phase::Closed | Phase::Finished, _) => {
                (terms::phase(phase).to_owned(), check_in::planned(at, at))
            }
        };
        // A delay to another day names it by itself.
        let day = (day_number(due) == day_number(at)).then(|| check_in::date(at));
        Some(view! {
            <p class="lintel-when" data-day-gone=move || gone.get().then_some("")>
                <b>{day.map(|day| view! { <span>{day}</span>" " })}<span class="num">{first}</span></b>
                <span class="num">{then}</span>
            </p>
        })
    }
}

/// Over the address bar's title: where the person is.
pub fn page_title(words: impl Fn() -> String + 'static) {
    Effect::new(move |_| {
        gloo::utils::document().set_title(&format!("{} · {}", words(), common::kaiting()));
    });
}
