//! The court's own acts on an exhibit: whether it matches the original (R42), and the ruling.

use hearing::exhibit::OriginalState;
use hearing::{Command, ExhibitId};
use leptos::prelude::*;

use super::sending::{accepted, sending};
use crate::session::use_session;
use crate::text::{evidence, terms};
use crate::ui::{AskReason, Press};

const FINDINGS: [(&str, OriginalState); 3] = [
    ("original-matches", OriginalState::Matches),
    ("original-differs", OriginalState::Differs),
    ("original-none", OriginalState::None),
];

/// How the original stands, and for clerk and judge the ways it may turn out.
#[component]
pub fn OriginalCheck(exhibit: ExhibitId) -> impl IntoView {
    let session = use_session();
    let state = {
        let exhibit = exhibit.clone();
        session.select(move |h| h.exhibit(&exhibit).map(|e| e.original))
    };
    let presses = FINDINGS
        .map(|(act, state)| {
            let exhibit = exhibit.clone();
            view! { <OriginalPress act exhibit state words=terms::original /> }
        })
        .into_iter()
        .collect_view();
    view! {
        <div class="court-act" data-original=move || state.get().map(original_name)>
            <p><span class="cell-label">{evidence::original}</span>" "<b>{move || state.get().map(terms::original)}</b></p>
            <div class="court-act-ways">{presses}</div>
        </div>
    }
}

/// While nobody has compared it yet: the three findings at hand, for clerk and judge.
#[component]
pub fn OriginalWays(exhibit: ExhibitId) -> impl IntoView {
    let session = use_session();
    let known = exhibit.clone();
    let command = move || {
        let exhibit = known.clone();
        Some(Command::RecordOriginal {
            exhibit,
            state: OriginalState::Matches,
        })
    };
    let may = accepted(session, command);
    let known = exhibit.clone();
    let open = session
        .select(move |h| h.exhibit(&known).map(|e| e.original) == Some(OriginalState::ToCheck));
    move || {
        (may.get() && open.get()).then(|| {
            let presses = FINDINGS
                .map(|(act, state)| {
                    let exhibit = exhibit.clone();
                    view! { <OriginalPress act exhibit state words=evidence::finding /> }
                })
                .into_iter()
                .collect_view();
            view! {
                <div class="original-ways" role="group" aria-label=evidence::original>
                    <span>{evidence::original}</span>
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
    words: fn(OriginalState) -> &'static str,
) -> impl IntoView {
    let session = use_session();
    let of = exhibit.to_string();
    let command = StoredValue::new(Command::RecordOriginal { exhibit, state });
    let shown = accepted(session, move || Some(command.get_value()));
    move || {
        shown.get().then(|| {
            view! {
                <Press
                    act
                    label=Signal::derive(move || words(state).to_owned())
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
    let may_rule = accepted(session, move || Some(rule(true, "-".to_owned())));
    let sending = sending(|| {});
    let open = RwSignal::new(false);
    let admits = RwSignal::new(true);
    let ask = move |admitted: bool| {
        admits.set(admitted);
        open.set(true);
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
                        aria-busy=move || sending.pending().then_some("true") on:click=move |_| ask(true)>
                        {evidence::admit}
                    </button>
                    <button type="button" class="press press--dense" data-act="reject-exhibit" data-of=of.clone()
                        aria-busy=move || sending.pending().then_some("true") on:click=move |_| ask(false)>
                        {evidence::reject}
                    </button>
                </div>
            </Show>
            <AskReason
                open
                title
                words=Signal::derive(|| evidence::rule_words().to_owned())
                answer=Signal::derive(move || evidence::record_ruling(admits.get()).to_owned())
                yes=Callback::new(move |reason| sending.send(rule(admits.get_untracked(), reason)))
            />
        </div>
    }
}
