//! The court's own acts on an exhibit: whether it matches the original (R42), and the ruling.

use hearing::exhibit::{ExhibitCategory, OriginalState};
use hearing::{Command, ExhibitId};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{evidence, terms};
use crate::ui::{AskReason, Press, doing};

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
        Some(Command::RecordOriginal { exhibit, state })
    });
    let original = original_of(&exhibit);
    let open = move || {
        let (state, category) = original.get()?;
        (may.get() && state == OriginalState::ToCheck).then_some(category)
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
    let command = StoredValue::new(Command::RecordOriginal { exhibit, state });
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
    }
}

/// The ruling, and for the judge the two ways to rule.
#[component]
pub fn RulingOn(exhibit: ExhibitId) -> impl IntoView {
    let session = use_session();
    let exhibit = StoredValue::new(exhibit);
    let ruling = session.select(move |h| {
        let exhibit = exhibit.get_value();
        h.exhibit(&exhibit).and_then(|e| e.ruling.clone())
    });
    let rule = move |admitted: bool, reason: String| Command::RuleOnExhibit {
        exhibit: exhibit.get_value(),
        admitted,
        reason,
    };
    let may_rule = session.accepts(move || Some(rule(true, "-".to_owned())));
    let doing = doing();
    let open = RwSignal::new(false);
    let admits = RwSignal::new(true);
    let ask = move |admitted: bool| {
        if !untrack(|| doing.pending()) {
            admits.set(admitted);
            open.set(true);
        }
    };
    // The one that was pressed shows it.
    let busy = move |this: bool| doing.busy().filter(|_| admits.get() == this);
    let word = move |this: bool, word: fn() -> &'static str| {
        if admits.get() == this {
            doing.word(word)
        } else {
            word()
        }
    };
    let of = exhibit.get_value().to_string();
    let words = move || {
        ruling.with(|r| {
            r.as_ref()
                .map(|r| (evidence::ruled(r.admitted), r.reason.clone()))
        })
    };
    let title = Signal::derive(move || {
        let id = exhibit.get_value();
        evidence::rule_title(id.as_str(), admits.get())
    });
    view! {
        <div class="court-act" data-ruling=move || ruling.with(|r| r.as_ref().map(|r| if r.admitted { "admitted" } else { "rejected" }))>
            <p>
                <span class="cell-label">{evidence::ruling}</span>" "
                <b>{move || words().map_or_else(evidence::not_ruled, |(ruled, _)| ruled)}</b>
                <span class="court-act-reason">{move || words().map(|(_, reason)| reason)}</span>
            </p>
            <Show when=move || may_rule.get()>
                <div class="court-act-ways">
                    <button type="button" class="press press--dense" data-act="admit-exhibit" data-of=of.clone()
                        aria-busy=move || busy(true) on:click=move |_| ask(true)>
                        {move || word(true, evidence::admit)}
                    </button>
                    <button type="button" class="press press--dense" data-act="reject-exhibit" data-of=of.clone()
                        aria-busy=move || busy(false) on:click=move |_| ask(false)>
                        {move || word(false, evidence::reject)}
                    </button>
                </div>
            </Show>
            <AskReason
                open
                title
                words=Signal::derive(|| evidence::rule_words().to_owned())
                answer=Signal::derive(move || evidence::record_ruling(admits.get()).to_owned())
                yes=Callback::new(move |reason| doing.start(rule(admits.get_untracked(), reason)))
            />
        </div>
    }
}
