//! 要求提供原件 (R42; R12 12-13): a party asks for the original, the court rules, and a finding names its ground.

use hearing::exhibit::OriginalState;
use hearing::original::{DemandReason, OriginalGround};
use hearing::{Command, ExhibitId};
use leptos::prelude::*;

use super::asking_key::AskingKey;
use super::facts::Person;
use super::question::{MaybeMoment, Pick, Words, said};
use crate::session::use_session;
use crate::text::{common, evidence, proof, terms};
use crate::ui::{day_and_time, doing};

/// What has been asked and ruled, and on what ground the finding stands.
#[component]
pub fn DemandPart(exhibit: ExhibitId) -> impl IntoView {
    let session = use_session();
    let known = exhibit.clone();
    let facts = session.select(move |h| {
        let e = h.exhibit(&known)?;
        Some((
            e.original_ground,
            e.original_requests.clone(),
            e.original_ruling.clone(),
        ))
    });
    let said = move || {
        let (ground, requests, ruling) = facts.get()?;
        let requests = requests
            .into_iter()
            .map(|request| {
                let who = session.peek(|h| Person::of(h, &request.by));
                view! {
                    <p class="proof-said" data-original-request="">
                        <b>{move || who.as_ref().map(Person::words)}</b>" "<time class="num">{day_and_time(request.at)}</time>" "
                        {proof::original_requested}<span class="court-act-reason">{request.reason}</span>
                    </p>
                }
            })
            .collect_view();
        let ruling = ruling.map(|ruling| {
            let demanded = ruling.demanded;
            let until = ruling.until.map(day_and_time);
            view! {
                <p class="proof-said" data-original-ruling=if demanded.is_some() { "demanded" } else { "not_demanded" }>
                    <b>{move || if demanded.is_some() { proof::demand() } else { proof::no_demand() }}</b>" "
                    {until.map(|until| view! { <span>{move || proof::original_until(&until)}</span>" " })}
                    <span class="court-act-reason">{move || demanded.map(proof::demand_reason)}" "{ruling.reason}</span>
                </p>
            }
        });
        Some(view! {
            {ground.map(|ground| view! { <p class="note" data-ground="">{proof::original_how}" "{move || proof::original_ground(ground)}</p> })}
            {requests}
            {ruling}
        })
    };
    view! {
        <div class="court-act proof">
            {said}
            <div class="court-act-ways">
                <GroundPress exhibit=exhibit.clone() />
                <RequestPress exhibit=exhibit.clone() />
                <RulePress exhibit />
            </div>
        </div>
    }
}

/// A finding on another ground than that both were laid side by side.
#[component]
fn GroundPress(exhibit: ExhibitId) -> impl IntoView {
    let chosen = RwSignal::new(None::<usize>);
    let doing = doing();
    let exhibit = StoredValue::new(exhibit);
    let record = move |ground: OriginalGround| Command::RecordOriginal {
        exhibit: exhibit.get_value(),
        state: if ground.fits(OriginalState::Matches) {
            OriginalState::Matches
        } else {
            OriginalState::None
        },
        ground: Some(ground),
        reason: String::new(),
    };
    let may = use_session().accepts(move || Some(record(OriginalGround::OtherProof)));
    let yes = Callback::new(move |()| {
        if let Some(ground) = chosen
            .get_untracked()
            .and_then(|nth| OriginalGround::ALL.get(nth))
        {
            doing.start(record(*ground));
        }
    });
    view! {
        <AskingKey act="original-ground" exhibit key=proof::original_how_ask may doing
            title=Signal::derive(|| proof::original_how().to_owned()) words=proof::original_how_words answer=proof::save
            ready=Signal::derive(move || chosen.get().is_some()) yes>
            <Pick field="ground" label=proof::original_how chosen words=Signal::derive(|| OriginalGround::ALL.map(proof::original_ground).to_vec()) />
        </AskingKey>
    }
}

#[component]
fn RequestPress(exhibit: ExhibitId) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let doing = doing();
    let exhibit = StoredValue::new(exhibit);
    let request = move |reason| Command::RequestOriginal {
        exhibit: exhibit.get_value(),
        reason,
    };
    let may = use_session().accepts(move || Some(request("-".to_owned())));
    view! {
        <AskingKey act="request-original" exhibit key=proof::original_request may doing
            title=Signal::derive(|| proof::original_request_title().to_owned()) words=proof::original_request_words
            answer=proof::original_request_send ready=Signal::derive(move || said(reason))
            yes=Callback::new(move |()| doing.start(request(reason.get_untracked())))>
            <Words field="reason" label=common::reason value=reason rows=2 />
        </AskingKey>
    }
}

#[component]
fn RulePress(exhibit: ExhibitId) -> impl IntoView {
    // The four grounds of the law, and last: not demanded.
    const NOT: usize = DemandReason::ALL.len();
    let chosen = RwSignal::new(None::<usize>);
    let reason = RwSignal::new(String::new());
    let dated = RwSignal::new(None::<usize>);
    let until = RwSignal::new(None);
    let doing = doing();
    let exhibit = StoredValue::new(exhibit);
    let rule = move |demanded, reason, until| Command::RuleOnOriginal {
        exhibit: exhibit.get_value(),
        demanded,
        reason,
        until,
    };
    let may = use_session().accepts(move || Some(rule(None, "-".to_owned(), None)));
    let demands = move || chosen.get().is_some_and(|nth| nth < NOT);
    let ready = Signal::derive(move || match chosen.get() {
        None => false,
        Some(NOT) => said(reason),
        Some(_) => dated.get() == Some(0) || until.get().is_some(),
    });
    let yes = Callback::new(move |()| {
        let demanded = chosen
            .get_untracked()
            .and_then(|nth| DemandReason::ALL.get(nth));
        let timed = demanded.is_some() && dated.get_untracked() == Some(1);
        let until = until.get_untracked().filter(|_| timed);
        doing.start(rule(demanded.copied(), reason.get_untracked(), until));
    });
    let words = Signal::derive(|| {
        let mut all = DemandReason::ALL.map(proof::demand_reason).to_vec();
        all.push(proof::no_demand());
        all
    });
    view! {
        <AskingKey act="rule-original" exhibit key=proof::original_rule may doing
            title=Signal::derive(move || format!("{} {}", proof::original_rule_title(), exhibit.get_value()))
            words=proof::original_rule_words answer=proof::record_decision ready yes>
            <Pick field="demand" label=proof::outcome chosen words />
            <Words field="reason" label=proof::further value=reason />
            <Show when=demands>
                <MaybeMoment field="original-until" label=proof::due_by none=proof::no_date dated value=until />
            </Show>
        </AskingKey>
    }
}

/// In one phrase, for a cell.
pub fn original_word(
    state: OriginalState,
    category: hearing::exhibit::ExhibitCategory,
) -> &'static str {
    match state {
        OriginalState::ToCheck | OriginalState::Demanded => terms::original(state, category),
        OriginalState::Matches | OriginalState::Differs | OriginalState::None => {
            evidence::finding(state, category)
        }
    }
}
