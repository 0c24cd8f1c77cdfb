//! One line: what happens, what comes next, when it is your turn (R102).

use hearing::{Act, Command, Grant, Mute, Phase, Role, permitted};
use leptos::prelude::*;

use super::bench_notices::BenchNotices;
use super::floor_time::FloorTime;
use super::hands::Hands;
use super::issues_asked::IssuesAsked;
use super::object_key::ObjectKey;
use super::objections::{Objections, open_objections};
use super::panel::{Panel, use_panel};
use super::record_kind::ReplacementAsked;
use super::turn::{Turn, is_to_examine, on_show, turn};
use crate::media::use_media;
use crate::readiness::{CallsCell, ReadyStrip};
use crate::session::use_session;
use crate::text::{common, courtroom as words};
use crate::ui::{Press, whole};

#[component]
pub fn Now() -> impl IntoView {
    let session = use_session();
    let turn = session.select(turn);
    let role = session.role();
    let judge = move || role.get() == Some(Role::PresidingJudge);
    let court = move || role.get().is_some_and(Role::is_court);
    let leads = move || matches!(role.get(), Some(Role::PresidingJudge | Role::Clerk));
    let lost = session.lost();
    let objections = open_objections();
    let waiting = Memo::new(move |_| objections.with(|open| !open.is_empty()));
    let next_seat = Memo::new(move |_| {
        let next = turn.with(|t| t.next.clone());
        next.map(|next| (next.seat, next.who.name))
    });
    view! {
        <section class="now" aria-label=words::what_happens role="status" aria-live="polite">
            <div class=move || if court() { "now-row" } else { "now-row now-row--plain" }>
                {move || if lost.get() {
                    view! { <Lost /> }.into_any()
                } else {
                    view! {
                        <div class="now-cell now-cell--now">
                            <span class="now-label">{words::now}</span>
                            <div class="now-text">
                                <span data-now="">{move || whole(&turn.with(Turn::now))}</span>
                                <FloorTime leads=Signal::derive(leads) />
                            </div>
                        </div>
                    }.into_any()
                }}
                <Show when=move || waiting.get()><Objections open=objections /></Show>
                <Show when=move || !waiting.get()>
                <div class="now-cell">
                    <span class="now-label">{words::next}</span>
                    <div class="now-text">
                        <span>{move || whole(&turn.with(Turn::next))}</span>
                        {move || next_seat.get().filter(|_| judge()).map(|(seat, name)| {
                            let of = seat.0.clone();
                            view! {
                                <Press act="give-floor-next" class="press--dense press--now" seat=of
                                    label=Signal::derive(move || words::ask_to_speak(&name))
                                    command=move || Some(Command::GiveFloor { seat: seat.clone() }) />
                            }
                        })}
                    </div>
                </div>
                </Show>
                {move || match role.get() {
                    None => ().into_any(),
                    Some(role) if role.is_court() => view! { <CallsCell /><ReadyStrip /><Hands /><BenchNotices /> }.into_any(),
                    Some(role) if role.only_watches() => view! {
                        <div class="now-cell">
                            <span class="now-label">{words::gallery}</span>
                            <div class="now-text"><span>{words::gallery_rule}</span></div>
                        </div>
                    }.into_any(),
                    Some(_) => view! { <YourTurn /> }.into_any(),
                }}
            </div>
        </section>
    }
}

/// Before anything else: one's own line is gone, and what the room shows is of before.
#[component]
fn Lost() -> impl IntoView {
    view! {
        <div class="now-cell now-cell--lost" data-lost="">
            <span class="now-label">{words::line_lost}</span>
            <div class="now-text"><span>{common::reconnecting}</span></div>
        </div>
    }
}

#[component]
fn YourTurn() -> impl IntoView {
    let session = use_session();
    let media = use_media();
    let mine = session.mine(|h, me| {
        let has_floor = h.floor.as_ref() == Some(&me.id);
        let examine = on_show(h).is_some_and(|exhibit| is_to_examine(me, exhibit));
        (has_floor, examine, me.mute, me.microphone_on)
    });
    let phase = session.select(|h| h.phase);
    let rests = move || phase.get() == Phase::Adjourned;
    let line = move || match mine.get() {
        _ if rests() => words::no_need_to_speak(),
        Some((true, _, Mute::Locked, _)) => words::speak_locked(),
        Some((true, _, _, true)) => words::speak_now(),
        Some((true, _, _, false)) => words::speak_muted(),
        Some((false, true, _, _)) => words::say_three(),
        Some((false, false, _, _)) | None => words::wait_floor(),
    };
    let open =
        move || !rests() && matches!(mine.get(), Some((true, _, Mute::Free | Mute::Muted, false)));
    view! {
        <div class="now-cell now-cell--turn" class:now-cell--now=move || !rests() && mine.get().is_some_and(|(floor, ..)| floor)>
            <span class="now-label">{words::your_turn}</span>
            <div class="now-text">
                <span>{line}</span>
                <Show when=open>
                    <button type="button" class="press press--dense press--now" data-act="open-microphone"
                        on:click=move |_| media.microphone(true)>
                        {words::open_microphone}
                    </button>
                </Show>
            </div>
            <div class="now-acts">
                <IssuesAsked />
                <ReplacementAsked />
                <ObjectKey />
                <RequestsKey />
            </div>
        </div>
    }
}

/// Opens what is asked less often.
#[component]
fn RequestsKey() -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let asks = session.mine(|_, me| {
        permitted(me.role, Act::AskRecusal) == Grant::Yes
            || permitted(me.role, Act::Object) == Grant::Yes
    });
    view! {
        <Show when=move || asks.get() == Some(true)>
            <button type="button" class="press press--dense press--quiet" data-act="requests" aria-haspopup="dialog"
                aria-expanded=move || panel.is(&Panel::Requests).to_string()
                on:click=move |_| panel.toggle(Panel::Requests)>
                {crate::text::bench::requests}
            </button>
        </Show>
    }
}
