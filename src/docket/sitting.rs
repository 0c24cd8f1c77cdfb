//! One hearing of a day: when, which case, how it stands, and the way into it.

use hearing::Phase;
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen_futures::spawn_local;

use super::Sitting;
use crate::session::{Pass, Trouble, request, use_session};
use crate::text::{check_in, common, docket, refusals, terms};
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
    let (at, phase) = (sitting.scheduled_at, sitting.phase);
    let title = sitting.title.clone();
    let about = [
        sitting.case_number.clone(),
        sitting.cause.clone(),
        Some(sitting.courtroom.clone()),
    ];
    let about: Vec<_> = about.into_iter().flatten().collect();
    let (hearing, court) = (sitting.hearing.to_string(), sitting.court.clone());
    view! {
        <li class="sitting" data-state=state data-hearing=hearing aria-current=current.then_some("true")>
            <p class="sitting-time"><time class="num">{check_in::short_time(at)}</time></p>
            <div class="sitting-case">
                <h3>{move || title.clone().unwrap_or_else(|| docket::no_case().to_owned())}</h3>
                <p>{about.join("　")}</p>
            </div>
            <p class="sitting-who">{court}</p>
            <p class="sitting-state">{move || terms::phase(phase)}{current.then(|| view! { " · "{docket::here} })}</p>
            <Way sitting current />
        </li>
    }
}

/// Back into the hearing one sits in, or over into another one.
#[component]
fn Way(sitting: Sitting, current: bool) -> impl IntoView {
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
            match request::post::<Pass>(Some(session), "/api/docket/open", &wanted).await {
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
