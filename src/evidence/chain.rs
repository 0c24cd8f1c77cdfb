//! 区块链存证 (R44; R12 16-18): what the platform states, what the check found, and what is disputed. No verdict of a machine.

use hearing::chain::{ChainFactor, ChainRecord, ChainStage};
use hearing::{Command, ExhibitId, SeatId};
use leptos::prelude::*;

use super::asking_key::AskingKey;
use super::facts::Person;
use super::question::{Moment, Pick, Question, Words, said};
use crate::session::use_session;
use crate::text::{common, evidence, proof};
use crate::ui::{Icon, day_and_time, doing};

#[component]
pub fn ChainPart(exhibit: ExhibitId) -> impl IntoView {
    let session = use_session();
    let known = exhibit.clone();
    let chain = session.select(move |h| h.exhibit(&known).and_then(|e| e.chain.clone()));
    let exhibit = StoredValue::new(exhibit);
    let state = move || Command::StateChainRecord {
        exhibit: exhibit.get_value(),
        platform: "-".to_owned(),
        number: "-".to_owned(),
        // The earliest there is: asked only whether one may.
        stored_at: 1,
    };
    let states = Memo::new(move |_| {
        let Some(me) = session.me().get() else {
            return false;
        };
        let now = session.now();
        session.with(|h| h.decide(&hearing::Actor::Seat(me), &state(), now).is_ok())
    });
    view! {
        <Show when=move || chain.with(Option::is_some) || states.get()>
            <section class="court-act proof" data-chain="" aria-label=proof::chain>
                <p class="proof-head"><Icon name="chain" /><b>{proof::chain}</b></p>
                {move || chain.get().map(|chain| view! { <ChainFacts chain /> })}
                <div class="court-act-ways">
                    <Show when=move || states.get()><StatePress exhibit=exhibit.get_value() /></Show>
                    <CheckPress exhibit=exhibit.get_value() />
                    <DisputePress exhibit=exhibit.get_value() />
                </div>
            </section>
        </Show>
    }
}

#[component]
fn ChainFacts(chain: ChainRecord) -> impl IntoView {
    let session = use_session();
    let who = move |seat: &SeatId| session.peek(|h| Person::of(h, seat));
    let stated = who(&chain.by);
    let check = chain.check.map(|check| {
        let by = who(&check.by);
        view! {
            <span class:ok=check.agrees class:bad=!check.agrees data-chain-check=if check.agrees { "agrees" } else { "differs" }>
                {check.agrees.then(|| view! { <Icon name="check" /> })}
                <b>{move || if check.agrees { proof::chain_agrees() } else { proof::chain_differs() }}</b>
            </span>
            {check.agrees.then(|| view! { <span class="note">{proof::chain_agrees_note}</span> })}
            <span class="note">{move || by.as_ref().map(Person::words)}" "<time class="num">{day_and_time(check.at)}</time>" "{check.how}</span>
        }
    });
    let undisputed = chain.disputes.is_empty();
    let disputes = chain
        .disputes
        .into_iter()
        .map(|dispute| {
            let by = who(&dispute.by);
            let about = dispute.about;
            let factors = dispute
                .factors
                .into_iter()
                .map(|factor| view! { <li>{move || proof::chain_factor(factor)}</li> })
                .collect_view();
            view! {
                <div class="proof-said" data-chain-dispute="">
                    <p><b>{move || by.as_ref().map(Person::words)}</b>" "<time class="num">{day_and_time(dispute.at)}</time>" "{move || proof::chain_stage(about)}</p>
                    <ul class="proof-factors">{factors}</ul>
                    <p class="court-act-reason">{dispute.reason}</p>
                </div>
            }
        })
        .collect_view();
    view! {
        <dl class="facts">
            <div><dt>{proof::chain_platform}</dt><dd>{chain.platform}</dd></div>
            <div><dt>{proof::chain_number}</dt><dd class="hash hash--full">{chain.number}</dd></div>
            <div><dt>{proof::chain_stored}</dt><dd><time class="num">{day_and_time(chain.stored_at)}</time></dd></div>
            <div><dt>{evidence::submitted}</dt><dd>{move || stated.as_ref().map(Person::words)}" "<time class="num">{day_and_time(chain.at)}</time></dd></div>
            <div><dt>{proof::chain_check}</dt><dd class="x-two">{check.map_or_else(|| view! { <span>{proof::chain_unchecked}</span> }.into_any(), IntoAny::into_any)}</dd></div>
        </dl>
        {undisputed.then(|| view! { <p class="note">{proof::chain_no_dispute}</p> })}
        {disputes}
    }
}

#[component]
fn StatePress(exhibit: ExhibitId) -> impl IntoView {
    let before = use_session().peek(|h| h.exhibit(&exhibit).and_then(|e| e.chain.clone()));
    let platform = RwSignal::new(
        before
            .as_ref()
            .map(|c| c.platform.clone())
            .unwrap_or_default(),
    );
    let number = RwSignal::new(
        before
            .as_ref()
            .map(|c| c.number.clone())
            .unwrap_or_default(),
    );
    let stored = RwSignal::new(before.map(|c| c.stored_at));
    let open = RwSignal::new(false);
    let doing = doing();
    let of = exhibit.to_string();
    let ready = Signal::derive(move || said(platform) && said(number) && stored.get().is_some());
    let yes = Callback::new(move |()| {
        if let Some(stored_at) = stored.get_untracked() {
            doing.start(Command::StateChainRecord {
                exhibit: exhibit.clone(),
                platform: platform.get_untracked(),
                number: number.get_untracked(),
                stored_at,
            });
        }
    });
    view! {
        <button type="button" class="press press--dense" data-act="state-chain" data-of=of aria-busy=move || doing.busy() on:click=move |_| doing.ask(open)>
            {move || doing.word(proof::chain_state)}
        </button>
        <Question open title=Signal::derive(|| proof::chain_state_title().to_owned()) words=proof::chain_state_words answer=proof::save ready yes>
            <Words field="chain-platform" label=proof::chain_platform value=platform limit=100 />
            <Words field="chain-number" label=proof::chain_number value=number limit=200 />
            <Moment field="chain-stored" label=proof::chain_stored value=stored />
        </Question>
    }
}

#[component]
fn CheckPress(exhibit: ExhibitId) -> impl IntoView {
    let agrees = RwSignal::new(None::<usize>);
    let how = RwSignal::new(String::new());
    let doing = doing();
    let exhibit = StoredValue::new(exhibit);
    let check = move |agrees, how| Command::RecordChainCheck {
        exhibit: exhibit.get_value(),
        agrees,
        how,
    };
    let may = use_session().accepts(move || Some(check(true, "-".to_owned())));
    let yes = Callback::new(move |()| {
        doing.start(check(
            agrees.get_untracked() == Some(0),
            how.get_untracked(),
        ));
    });
    view! {
        <AskingKey act="check-chain" exhibit key=proof::chain_record_check may doing
            title=Signal::derive(|| proof::chain_check_title().to_owned()) words=proof::chain_check_words answer=proof::save
            ready=Signal::derive(move || agrees.get().is_some() && said(how)) yes>
            <Pick field="chain-agrees" label=proof::chain_check chosen=agrees
                words=Signal::derive(|| vec![proof::chain_agrees_choice(), proof::chain_differs()]) />
            <Words field="chain-how" label=proof::chain_how value=how />
        </AskingKey>
    }
}

#[component]
fn DisputePress(exhibit: ExhibitId) -> impl IntoView {
    const STAGES: [ChainStage; 2] = [ChainStage::BeforeStorage, ChainStage::AfterStorage];
    let about = RwSignal::new(None::<usize>);
    let factors = RwSignal::new(Vec::<ChainFactor>::new());
    let reason = RwSignal::new(String::new());
    let doing = doing();
    let exhibit = StoredValue::new(exhibit);
    let dispute = move |about, factors, reason| Command::DisputeChain {
        exhibit: exhibit.get_value(),
        about,
        factors,
        reason,
    };
    let may = use_session().accepts(move || {
        Some(dispute(
            ChainStage::BeforeStorage,
            Vec::new(),
            "-".to_owned(),
        ))
    });
    let after = move || about.get() == Some(1);
    let ready = Signal::derive(move || {
        let weighed = !after() || factors.with(|f| !f.is_empty());
        about.get().is_some() && weighed && said(reason)
    });
    let yes = Callback::new(move |()| {
        if let Some(stage) = about.get_untracked().and_then(|nth| STAGES.get(nth)) {
            let factors = match stage {
                ChainStage::AfterStorage => factors.get_untracked(),
                ChainStage::BeforeStorage => Vec::new(),
            };
            doing.start(dispute(*stage, factors, reason.get_untracked()));
        }
    });
    let boxes = move || {
        ChainFactor::ALL
            .into_iter()
            .enumerate()
            .map(|(nth, factor)| {
                let toggle = move |_| {
                    factors.update(|all| match all.iter().position(|f| *f == factor) {
                        Some(at) => {
                            all.remove(at);
                        }
                        None => all.push(factor),
                    });
                };
                view! {
                    <label class="pick">
                        <input type="checkbox" data-field=format!("chain-factor-{nth}") prop:checked=move || factors.with(|all| all.contains(&factor)) on:change=toggle />
                        <span>{move || proof::chain_factor(factor)}</span>
                    </label>
                }
            })
            .collect_view()
    };
    view! {
        <AskingKey act="dispute-chain" exhibit key=proof::chain_dispute may doing
            title=Signal::derive(|| proof::chain_dispute_title().to_owned()) words=proof::chain_dispute_words
            answer=proof::chain_record_dispute ready yes>
            <Pick field="chain-about" label=proof::chain_about chosen=about words=Signal::derive(|| STAGES.map(proof::chain_stage).to_vec()) />
            <Show when=after>
                <fieldset class="question-pick"><legend>{proof::chain_factors}</legend>{boxes}</fieldset>
            </Show>
            <Words field="reason" label=common::reason value=reason rows=2 />
        </AskingKey>
    }
}
