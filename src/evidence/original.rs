//! Whether an exhibit matches its original (R42): how that stands, and the court's findings.

use hearing::exhibit::{ExhibitCategory, OriginalState};
use hearing::{Command, ExhibitId};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word as _, evidence, terms};
use crate::ui::{Press, PressReason};

const FINDINGS: [(&str, OriginalState); 3] = [
    ("original-matches", OriginalState::Matches),
    ("original-differs", OriginalState::Differs),
    ("original-none", OriginalState::None),
];

/// How the original stands, and what is compared with it.
fn original_of(exhibit: &ExhibitId) -> Memo<Option<(OriginalState, ExhibitCategory)>> {
    let exhibit = exhibit.clone();
    use_session().select(move |h| h.exhibit(&exhibit).map(|e| (e.original, e.category)))
}

/// How the original stands, and for clerk and judge the ways it may turn out.
#[component]
pub fn OriginalCheck(exhibit: ExhibitId) -> impl IntoView {
    let original = original_of(&exhibit);
    let presses = FINDINGS
        .map(|(act, state)| {
            let exhibit = exhibit.clone();
            view! { <OriginalPress act exhibit state words=terms::original /> }
        })
        .into_iter()
        .collect_view();
    let label = move || {
        original
            .get()
            .map(|(_, category)| evidence::original_of(category))
    };
    let word = move || {
        original
            .get()
            .map(|(state, category)| terms::original(state, category))
    };
    view! {
        <div class="court-act" data-original=move || original.get().map(|(state, _)| original_name(state))>
            <p><span class="cell-label">{label}</span>" "<b>{word}</b></p>
            <div class="court-act-ways">{presses}</div>
        </div>
    }
}

/// While nobody has compared it yet: the three findings at hand, for clerk and judge.
#[component]
pub fn OriginalWays(exhibit: ExhibitId) -> impl IntoView {
    let known = exhibit.clone();
    let may = use_session().accepts(move || {
        let exhibit = known.clone();
        let state = OriginalState::Matches;
        Some(Command::RecordOriginal {
            exhibit,
            state,
            ground: None,
            reason: String::new(),
        })
    });
    let original = original_of(&exhibit);
    let open = move || {
        let (state, category) = original.get()?;
        let waits = matches!(state, OriginalState::ToCheck | OriginalState::Demanded);
        (may.get() && waits).then_some(category)
    };
    move || {
        open().map(|category| {
            let presses = FINDINGS
                .map(|(act, state)| {
                    let exhibit = exhibit.clone();
                    view! { <OriginalPress act exhibit state words=evidence::finding /> }
                })
                .into_iter()
                .collect_view();
            let label = move || evidence::original_of(category);
            view! {
                <div class="original-ways" role="group" aria-label=label>
                    <span>{label}</span>
                    {presses}
                </div>
            }
        })
    }
}

#[component]
fn OriginalPress(
    act: &'static str,
    exhibit: ExhibitId,
    state: OriginalState,
    words: fn(OriginalState, ExhibitCategory) -> &'static str,
) -> impl IntoView {
    let of = exhibit.to_string();
    let original = original_of(&exhibit);
    let record = StoredValue::new(move |reason: String| Command::RecordOriginal {
        exhibit: exhibit.clone(),
        state,
        ground: None,
        reason,
    });
    let command = move |reason: &str| record.with_value(|record| record(reason.to_owned()));
    let shown = use_session().accepts(move || Some(command("-")));
    let word = Signal::derive(move || {
        let known = original.get();
        known.map_or_else(String::new, |(_, category)| {
            words(state, category).to_owned()
        })
    });
    if state == OriginalState::Differs {
        view! {
            <PressReason act class="press--dense" seat=of shown label=word words=evidence::differs_words.text()
                answer=evidence::differs_enter.text() command=move |reason| command(&reason) />
        }
        .into_any()
    } else {
        view! {
            <Show when=move || shown.get()>
                <Press act label=word command=move || Some(command("")) class="press--dense" seat=of.clone() />
            </Show>
        }
        .into_any()
    }
}

fn original_name(state: OriginalState) -> &'static str {
    match state {
        OriginalState::ToCheck => "to_check",
        OriginalState::Matches => "matches",
        OriginalState::Differs => "differs",
        OriginalState::None => "none",
        OriginalState::Demanded => "demanded",
    }
}
