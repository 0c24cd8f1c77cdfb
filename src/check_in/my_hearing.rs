//! 我的庭审: what, when, where, who and what to prepare, before the first step.

use leptos::prelude::*;

use super::flow::use_flow;
use super::help::CallClerk;
use super::step_page::StepMain;
use crate::session::use_session;
use crate::text::check_in;
use crate::text::terms::{self, Tribunal};
use crate::ui::Icon;

#[component]
pub fn MyHearing() -> impl IntoView {
    let flow = use_flow();
    let session = use_session();
    let begun = session.mine(|_, seat| seat.check_in_steps().iter().any(|s| seat.has_done(*s)));
    view! {
        <StepMain>
            <div class="step-body step-cols">
                <section>
                    <h1>{check_in::my_hearing}</h1>
                    <Ticket />
                    <Plate />
                </section>
                <section>
                    <Ahead />
                    <Bring />
                </section>
            </div>
        </StepMain>
        <footer class="stepbar" aria-label=check_in::acts>
            <div class="stepbar-tools"><CallClerk /></div>
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

/// When and where.
#[component]
fn Ticket() -> impl IntoView {
    let session = use_session();
    let matter = session.select(|h| h.matter.clone());
    move || {
        matter.get().map(|matter| {
            let at = matter.scheduled_at;
            view! {
                <div class="ticket">
                    <p class="ticket-day"><span>{move || check_in::day(at)}</span><span class="num ticket-hour">{check_in::short_time(at)}</span></p>
                    <dl>
                        <div><dt>{check_in::when}</dt><dd><span class="num">{check_in::short_time(at)}</span>{check_in::beijing}</dd></div>
                        <div><dt>{check_in::court}</dt><dd>{matter.court.clone()}</dd></div>
                        <div><dt>{check_in::courtroom}</dt><dd>{matter.courtroom.clone()}</dd></div>
                        {matter.case.is_some().then(|| view! {
                            <div>
                                <dt>{check_in::procedure}</dt>
                                <dd>{move || terms::procedure(matter.procedure)}" · "{move || terms::publicity(matter.publicity)}</dd>
                            </div>
                        })}
                    </dl>
                </div>
            }
        })
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

/// What check-in will ask.
#[component]
fn Ahead() -> impl IntoView {
    let session = use_session();
    let steps = session.mine(|_, seat| {
        let steps = seat.check_in_steps().iter();
        steps.map(|s| (*s, seat.has_done(*s))).collect::<Vec<_>>()
    });
    view! {
        <h2>{check_in::what_title}</h2>
        <ol class="ahead">
            {move || steps.get().unwrap_or_default().into_iter().map(|(step, done)| view! {
                <li data-done=done.then_some("")>
                    <b>{move || terms::check_in_step(step)}</b>
                    <span>{move || check_in::step_gist(step)}</span>
                    {done.then(|| view! { <Icon name="check" /> })}
                </li>
            }).collect_view()}
        </ol>
    }
}

#[component]
fn Bring() -> impl IntoView {
    let session = use_session();
    let called = session.mine(|_, seat| seat.role.is_called());
    view! {
        <h2>{check_in::bring_title}</h2>
        <p>{move || if called.get() == Some(true) { check_in::bring_witness() } else { check_in::bring_words() }}</p>
    }
}
