//! The wall above every screen before the courtroom: which case, and when.

use hearing::Phase;
use leptos::prelude::*;

use super::minute;
use crate::session::use_session;
use crate::text::{check_in, common, terms};
use crate::ui::{ElderKey, PreferenceKeys};

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
        title
            .map(|title| title.get())
            .or_else(|| shown.get())
            .unwrap_or_default()
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
        Some((at, h.delay.clone(), h.phase))
    });
    move || {
        let (at, delay, phase) = facts.get()?;
        let (first, then) = match (phase, delay) {
            (Phase::Before, Some((until, _))) => {
                (check_in::delayed_until(until), check_in::planned(at))
            }
            (Phase::Before, None) => (check_in::hears_at(at), check_in::opens_in(at, now.get())),
            (Phase::InSession | Phase::Adjourned | Phase::Closed | Phase::Finished, _) => {
                (terms::phase(phase).to_owned(), check_in::planned(at))
            }
        };
        let day = check_in::date(at);
        Some(view! {
            <p class="lintel-when">
                <b><span>{day}</span>" "<span class="num">{first}</span></b>
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
