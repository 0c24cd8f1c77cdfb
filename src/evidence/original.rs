//! Whether an exhibit matches its original (R42): how that stands, and the court's findings.

use hearing::exhibit::{ExhibitCategory, OriginalState};
use hearing::{Command, ExhibitId};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{evidence, terms};
use crate::ui::Press;

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
    let command = StoredValue::new(Command::RecordOriginal {
        exhibit,
        state,
        ground: None,
    });
    let shown = use_session().accepts(move || Some(command.get_value()));
    let word = move || original.get().map(|(_, category)| words(state, category));
    move || {
        shown.get().then(|| {
            view! {
                <Press
                    act
                    label=Signal::derive(move || word().unwrap_or_default().to_owned())
                    command=move || Some(command.get_value())
                    class="press--dense"
                    seat=of.clone()
                />
            }
        })
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
