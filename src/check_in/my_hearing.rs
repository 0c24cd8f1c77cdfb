//! 我的庭审: what, when, where, who and what to prepare, before the first step.

use leptos::prelude::*;

use super::cast::Cast;
use super::early::EarlyNote;
use super::flow::use_flow;
use super::help::CallClerk;
use super::step_page::StepMain;
use super::ticket::{Ticket, entry};
use super::to_do::ToDo;
use super::to_phone::ToPhone;
use super::watching::Watching;
use crate::calendar::AddToCalendar;
use crate::docket::OtherHearings;
use crate::progress::CaseProgress;
use crate::session::use_session;
use crate::text::check_in;
use crate::text::terms::{self, Tribunal};
use crate::ui::ReadAloud;

#[component]
pub fn MyHearing() -> impl IntoView {
    let flow = use_flow();
    let session = use_session();
    let begun = session.mine(|_, seat| seat.check_in_steps().iter().any(|s| seat.has_done(*s)));
    view! {
        <StepMain>
            <div class="step-body step-cols mine-parts">
                <Facts />
                <section class="mine-to-do"><ToDo /></section>
                <More />
            </div>
        </StepMain>
        <footer class="stepbar" aria-label=check_in::acts>
            <div class="stepbar-tools"><AddToCalendar entry=entry() /><CallClerk /><ToPhone /><ReadAloud /></div>
            <button
                type="button"
                class="press press--now stepbar-go"
                data-act="start-check-in"
                on:click=move |_| flow.start()
            >
                {move || if begun.get() == Some(true) { check_in::go_on_with() } else { check_in::start() }}
            </button>
        </footer>
    }
}

/// When and where, in which seat; and what else is on that day.
#[component]
pub fn Facts() -> impl IntoView {
    view! {
        <section>
            <h1>{check_in::my_hearing}</h1>
            <EarlyNote />
            <Ticket />
            <Plate />
            <Watching />
            <OtherHearings />
        </section>
    }
}

/// What to bring, who will be there, and how the case stands.
#[component]
pub fn More() -> impl IntoView {
    view! {
        <section>
            <Bring />
            <Cast />
            <CaseProgress />
        </section>
    }
}

/// The seat that waits for this person. A link names a seat, not a person: his name stands here once he has stated it.
#[component]
pub fn Plate() -> impl IntoView {
    let session = use_session();
    let seat = session.mine(|h, seat| {
        let tribunal = Tribunal::of(h);
        let known = seat.check_in.identity.is_some() || seat.role.is_court();
        let name = Some((seat.name.clone(), seat.note.clone())).filter(|_| known);
        (seat.role, seat.side, tribunal, name)
    });
    let words = |name: Option<(String, Option<String>)>| match name {
        Some((name, note)) => view! {
            <span>{name}</span>
            {note.map(|note| view! { <span class="desk-note">{note}</span> })}
        }
        .into_any(),
        None => view! { <span>{check_in::name_open}</span> }.into_any(),
    };
    move || {
        seat.get().map(|(role, side, tribunal, name)| {
            let class = if name.is_some() {
                "desk-plate desk-plate--set"
            } else {
                "desk-plate"
            };
            view! {
                <p class="desk">
                    <span class="desk-label">{check_in::your_seat}</span>
                    <span class=class data-plate="">
                        <b>{move || tribunal.map(|t| terms::role(role, side, t))}</b>
                        {words(name)}
                    </span>
                </p>
            }
        })
    }
}

#[component]
fn Bring() -> impl IntoView {
    let session = use_session();
    let role = session.role();
    let words = move || match role.get() {
        Some(role) if role.is_called() => check_in::bring_witness(),
        Some(role) if role.only_watches() => check_in::bring_observer(),
        Some(_) | None => check_in::bring_words(),
    };
    view! {
        <h2>{check_in::bring_title}</h2>
        <p class="bring">{words}</p>
    }
}
