//! 逾期举证 (R46): why it comes late, what the other side says to it, and what the court decides.

use hearing::late::{Late, LateOutcome};
use hearing::{Command, ExhibitId};
use leptos::prelude::*;

use super::asking_key::AskingKey;
use super::facts::Person;
use super::question::{MaybeMoment, Pick, Words, said};
use crate::session::use_session;
use crate::text::{common, proof};
use crate::ui::{day_and_time, doing};

const OUTCOMES: [LateOutcome; 3] = [
    LateOutcome::Admitted,
    LateOutcome::AdmittedWithAdmonition,
    LateOutcome::NotAdmitted,
];

#[component]
pub fn LatePart(exhibit: ExhibitId) -> impl IntoView {
    let known = exhibit.clone();
    let late = use_session().select(move |h| h.exhibit(&known).and_then(|e| e.late.clone()));
    let exhibit = StoredValue::new(exhibit);
    view! {
        <Show when=move || late.with(Option::is_some)>
            <section class="court-act proof" data-late="" aria-label=proof::late_evidence>
                {move || late.get().map(|late| view! { <LateFacts late /> })}
                <div class="court-act-ways">
                    <LateRule exhibit=exhibit.get_value() />
                    <LateAnswerPress exhibit=exhibit.get_value() />
                </div>
            </section>
        </Show>
    }
}

#[component]
fn LateFacts(late: Late) -> impl IntoView {
    let session = use_session();
    let Late {
        after,
        reason,
        ruling,
        answers,
    } = late;
    let answers = answers
        .into_iter()
        .map(|answer| {
            let who = session.peek(|h| Person::of(h, &answer.by));
            view! {
                <p class="proof-said" data-late-answer="">
                    <b>{move || who.as_ref().map(Person::words)}</b>" "<time class="num">{day_and_time(answer.at)}</time>
                    <span class="court-act-reason">{answer.text}</span>
                </p>
            }
        })
        .collect_view();
    let outcome = ruling.as_ref().map(|r| r.outcome);
    let until = ruling
        .as_ref()
        .and_then(|r| r.answer_until)
        .map(day_and_time);
    let why = ruling.as_ref().map(|r| r.reason.clone());
    view! {
        <p>
            <span class="cell-label">{proof::late_evidence}</span>" "
            <b class="late">{move || outcome.map_or_else(proof::late_undecided, proof::late_outcome)}</b>
            <span class="court-act-reason">{why}</span>
            {until.map(|until| view! { " "<span class="note">{move || proof::answer_until(&until)}</span> })}
        </p>
        <p class="proof-said">
            <span class="cell-label">{proof::late_reason}</span>" "
            <span>{move || proof::late_after(after)}</span>
            <span class="court-act-reason">{reason}</span>
        </p>
        {answers}
    }
}

#[component]
fn LateRule(exhibit: ExhibitId) -> impl IntoView {
    let outcome = RwSignal::new(None::<usize>);
    let reason = RwSignal::new(String::new());
    let dated = RwSignal::new(None::<usize>);
    let until = RwSignal::new(None);
    let doing = doing();
    let exhibit = StoredValue::new(exhibit);
    let rule = move |outcome, reason, answer_until| Command::RuleOnLate {
        exhibit: exhibit.get_value(),
        outcome,
        reason,
        answer_until,
    };
    let may =
        use_session().accepts(move || Some(rule(LateOutcome::Admitted, "-".to_owned(), None)));
    let taken = move || outcome.get().is_some_and(|nth| nth != 2);
    let ready = Signal::derive(move || {
        let timed = !taken() || dated.get() == Some(0) || until.get().is_some();
        outcome.get().is_some() && said(reason) && timed
    });
    let yes = Callback::new(move |()| {
        let Some(found) = outcome.get_untracked().and_then(|nth| OUTCOMES.get(nth)) else {
            return;
        };
        let timed = untrack(taken) && dated.get_untracked() == Some(1);
        let until = until.get_untracked().filter(|_| timed);
        doing.start(rule(*found, reason.get_untracked(), until));
    });
    view! {
        <AskingKey act="rule-late" exhibit key=proof::late_rule may doing
            title=Signal::derive(move || format!("{} {}", proof::late_rule_title(), exhibit.get_value()))
            words=proof::late_rule_words answer=proof::record_decision ready yes>
            <Pick field="outcome" label=proof::outcome chosen=outcome words=Signal::derive(|| OUTCOMES.map(proof::late_outcome).to_vec()) />
            <Words field="reason" label=common::reason value=reason />
            <Show when=taken>
                <MaybeMoment field="answer-until" label=proof::answer_time none=proof::at_once dated value=until />
            </Show>
        </AskingKey>
    }
}

#[component]
fn LateAnswerPress(exhibit: ExhibitId) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let doing = doing();
    let exhibit = StoredValue::new(exhibit);
    let answer = move |text| Command::AnswerLate {
        exhibit: exhibit.get_value(),
        text,
    };
    let may = use_session().accepts(move || Some(answer("-".to_owned())));
    view! {
        <AskingKey act="answer-late" exhibit key=proof::late_answer may doing
            title=Signal::derive(|| proof::late_answer_title().to_owned())
            words=proof::late_answer_words answer=proof::record_answer ready=Signal::derive(move || said(text))
            yes=Callback::new(move |()| doing.start(answer(text.get_untracked())))>
            <Words field="answer" label=proof::late_evidence value=text rows=3 />
        </AskingKey>
    }
}
