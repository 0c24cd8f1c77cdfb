//! One hearing of a day: when, which case, how it stands, and the way into it.

use hearing::{Phase, Publicity, Standing};
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen_futures::spawn_local;

use super::Sitting;
use super::seats::{sign, state_words};
use crate::session::{Pass, Trouble, request, use_session};
use crate::text::terms::Tribunal;
use crate::text::{check_in, common, docket, refusals, terms};
use crate::ui::Icon;
use crate::view::use_view;

#[derive(Serialize)]
struct Wanted {
    hearing: hearing::HearingId,
}

#[component]
pub fn SittingRow(sitting: Sitting) -> impl IntoView {
    let session = use_session();
    let current = session
        .pass()
        .with_untracked(|pass| pass.as_ref().is_some_and(|p| p.hearing == sitting.hearing));
    let state = match sitting.phase {
        Phase::InSession | Phase::Adjourned => "open",
        Phase::Before if current => "next",
        Phase::Before | Phase::Closed | Phase::Finished => "",
    };
    let title = sitting.title.clone();
    let about = [
        sitting.case_number.clone(),
        sitting.cause.clone(),
        Some(sitting.courtroom.clone()),
    ];
    let about: Vec<_> = about.into_iter().flatten().collect();
    let procedure = sitting.procedure;
    let of = sitting.hearing.to_string();
    let closed = sitting.publicity != Publicity::Open;
    view! {
        <li class="sitting" data-state=state data-hearing=of aria-current=current.then_some("true")>
            <Time sitting=sitting.clone() />
            <div class="sitting-case">
                <h3>{move || title.clone().unwrap_or_else(|| docket::no_case().to_owned())}</h3>
                <p class="case-facts">
                    {about.into_iter().map(|fact| view! { <span>{fact}</span>" " }).collect_view()}
                    <span>{move || terms::procedure(procedure)}</span>
                    {closed.then(|| view! { " "<b class="closed"><Icon name="lock" /><span>{docket::closed}</span></b> })}
                </p>
            </div>
            <Who standing=sitting.standing.clone() phase=sitting.phase />
            <State sitting=sitting.clone() current />
            <Way sitting current />
        </li>
    }
}

/// The newest word first, and the time that was planned below it.
#[component]
fn Time(sitting: Sitting) -> impl IntoView {
    let at = sitting.scheduled_at;
    let delay = sitting.standing.and_then(|s| s.delay);
    let until = delay
        .filter(|_| sitting.phase == Phase::Before)
        .map(|(until, _)| until);
    view! {
        <p class="sitting-time">
            <time class="num">{move || check_in::moment(until.unwrap_or(at), at)}</time>
            {until.map(|until| view! { <span>{move || check_in::planned(at, until)}</span> })}
        </p>
    }
}

/// How many are ready, of how many who are needed.
#[component]
fn Who(standing: Option<Standing>, phase: Phase) -> impl IntoView {
    let before = phase == Phase::Before;
    let shown = standing.filter(|_| before).map(|standing| {
        let (ready, all) = (standing.ready(), standing.seats.len());
        view! { <b class="num" data-ready-seats=ready.to_string()>{ready}"/"{all}</b>" "<span>{docket::ready}</span> }
    });
    view! { <p class="sitting-who">{shown}</p> }
}

/// What waits for the judge, what goes wrong; a hearing that is in order says little.
#[component]
fn State(sitting: Sitting, current: bool) -> impl IntoView {
    let phase = sitting.phase;
    let tribunal = sitting.tribunal();
    let standing = sitting.standing.filter(|_| phase == Phase::Before);
    let words = standing.map(|standing| {
        let waits = standing.to_decide().count();
        let problems: Vec<_> = standing.problems().cloned().collect();
        let clash = standing.clash;
        let late = standing.announced_late;
        let quiet = waits == 0 && problems.is_empty() && !clash && !late;
        let reported = standing.ready_reported;
        let calm = move || if reported { docket::reported() } else { terms::phase(phase) };
        let first = problems.into_iter().take(2).map(|seat| {
            let icon = sign(&seat.state);
            let of = seat.seat.to_string();
            view! { <span class="bad" data-problem=of><Icon name=icon /><span>{move || state_words(&seat, tribunal)}</span></span> }
        });
        let first = first.collect_view();
        view! {
            {(waits > 0).then(|| view! { <span class="wait">{move || docket::waits_for_you(waits)}</span>" " })}
            {first}
            {clash.then(|| view! { <span class="bad"><Icon name="warn" /><span>{docket::clash}</span></span> })}
            {late.then(|| view! { <span class="bad"><Icon name="warn" /><span>{docket::announced_late}</span></span> })}
            {quiet.then_some(calm)}
            {(quiet && current).then(|| view! { <span>" · "{docket::here}</span> })}
        }
    });
    let plain = words.is_none().then_some(move || terms::phase(phase));
    view! {
        <p class="sitting-state">
            {words}{plain}
        </p>
    }
}

impl Sitting {
    /// The court itself is not named here: whether a panel sits makes no difference.
    pub fn tribunal(&self) -> Tribunal {
        Tribunal {
            procedure: self.procedure,
            panel: false,
        }
    }
}

/// Back into the hearing one sits in, or over into another one.
#[component]
pub fn Way(sitting: Sitting, current: bool) -> impl IntoView {
    let session = use_session();
    let view = use_view();
    let trouble = RwSignal::new(None::<Trouble>);
    let pending = RwSignal::new(false);
    let of = sitting.hearing.to_string();
    let enter = move |_| {
        if current {
            view.back();
            return;
        }
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        trouble.set(None);
        let wanted = Wanted {
            hearing: sitting.hearing.clone(),
        };
        spawn_local(async move {
            match request::post::<Pass>(session, "/api/docket/open", &wanted).await {
                Ok(pass) => {
                    view.back();
                    session.sit_down(pass);
                }
                Err(why) => {
                    trouble.try_set(Some(why));
                    pending.try_set(false);
                }
            }
        });
    };
    let label = move || match (pending.get(), current) {
        (true, _) => common::loading(),
        (false, true) => docket::back_to(),
        (false, false) => docket::open(),
    };
    view! {
        <button
            type="button"
            class="press"
            class:press--now=current
            data-act=if current { "back-to-hearing" } else { "open-hearing" }
            data-of=of
            aria-busy=move || pending.get().then_some("true")
            on:click=enter
        >
            {label}
        </button>
        {move || trouble.get().map(|t| view! { <p class="ask-why" role="alert">{refusals::trouble(&t)}</p> })}
    }
}
