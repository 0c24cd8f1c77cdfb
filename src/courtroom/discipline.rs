//! One person's rarer acts: lock the microphone, send to wait, warn, order out, and what to make of an absence.

use hearing::{Admonition, Command, Mute, Phase, Role, SeatId, Zone};
use leptos::prelude::*;

use super::absences::Absences;
use super::floor_and_mute::FloorAndMute;
use super::panel::{Panel, PanelHead, use_panel};
use super::sanction::SanctionForm;
use super::spotlight_key::SpotlightKey;
use crate::in_person::ReturnOnline;
use crate::session::use_session;
use crate::text::{Word as _, bench, courtroom as words, terms};
use crate::ui::{AskReason, Press, doing_then};

const MEASURES: [Admonition; 3] = [
    Admonition::Reminder,
    Admonition::Warning,
    Admonition::Admonition,
];

#[component]
pub fn Discipline(seat: SeatId) -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let judge = session.mine(|_, me| me.role == Role::PresidingJudge);
    let leads = session.mine(|_, me| matches!(me.role, Role::PresidingJudge | Role::Clerk));
    let id = seat.clone();
    let name = session.select(move |h| h.seat(&id).map(|s| s.name.clone()).unwrap_or_default());
    let id = seat.clone();
    let state = session.select(move |h| {
        let inside = h.seat(&id).is_some_and(|s| s.zone == Zone::Courtroom);
        (
            h.phase == Phase::InSession,
            inside,
            h.seat(&id).map_or(Mute::Free, |s| s.mute),
            h.seat(&id).is_some_and(|s| s.removed.is_some()),
        )
    });
    let opened = session.select(|h| h.opened_at.is_some());
    let sending = RwSignal::new(false);
    let removing = RwSignal::new(false);
    let target = StoredValue::new(seat);
    let of = move || target.with_value(|seat| seat.0.clone());
    // The panel stays until it is so.
    let sends = doing_then(move || panel.close());
    let removes = doing_then(move || panel.close());
    let send_to_wait = Callback::new(move |reason| {
        let seat = target.get_value();
        sends.start(Command::SendToWait { seat, reason });
    });
    let remove = Callback::new(move |reason| {
        let seat = target.get_value();
        // In session it is the last rung but two of the ladder, and stands in the transcript (R26).
        removes.start(if state.get_untracked().0 {
            let measure = Admonition::OrderToLeave;
            Command::Admonish {
                seat,
                measure,
                words: reason,
            }
        } else {
            Command::Remove { seat, reason }
        });
    });
    view! {
        <section class="panel guard" role="dialog" aria-labelledby="discipline-title" data-panel="discipline">
            <PanelHead title=Signal::derive(move || words::more_for(&name.get())) id="discipline-title" />
            <div class="panel-acts">
                <FloorAndMute seat=target.get_value() />
                <Show when=move || leads.get() == Some(true) && state.get().2 != Mute::Locked>
                    <Press act="mute-lock" icon="mic-lock" seat=of() label=words::mute_and_lock.text()
                        command=move || Some(Command::Mute { seat: target.get_value(), lock: true }) />
                </Show>
                <Show when=move || state.get().1>
                    <Press act="mute-all-but" seat=of() label=bench::mute_all_but.text()
                        command=move || Some(Command::MuteAllBut { seat: target.get_value() }) />
                </Show>
                <Show when=move || judge.get() == Some(true)>
                    <SpotlightKey seat=target.get_value() />
                    <Show when=move || state.get().1>
                        <button type="button" class="press" data-act="send-to-wait" aria-busy=move || sends.busy() on:click=move |_| sends.ask(sending)>
                            {move || sends.word(words::send_to_wait)}
                        </button>
                    </Show>
                    <Show when=move || !state.get().3>
                        <button type="button" class="press press--grave" data-act="remove" data-of=of() aria-busy=move || removes.busy() on:click=move |_| removes.ask(removing)>
                            {move || removes.word(words::remove)}
                        </button>
                    </Show>
                </Show>
            </div>
            <Absences seat=target.get_value() />
            <Show when=move || judge.get() == Some(true)>
                <Show when=move || state.get().0 && !state.get().3><Admonish seat=target.get_value() /></Show>
                <InPersonKey seat=target.get_value() />
                <Show when=move || opened.get()><SanctionForm seat=target.get_value() /></Show>
            </Show>
            <AskReason open=sending title=words::send_to_wait.text() answer=words::send_to_wait.text()
                words=Signal::derive(move || words::wait_words(&name.get())) yes=send_to_wait />
            <AskReason open=removing grave=true title=words::remove.text() answer=words::remove.text()
                words=Signal::derive(move || words::remove_words(&name.get())) yes=remove />
        </section>
    }
}

/// The way to an in-person hearing for one, and back (R27).
#[component]
fn InPersonKey(seat: SeatId) -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let id = seat.clone();
    let state = session.select(move |h| {
        let seat = h.seat(&id)?;
        let may = !seat.role.only_watches() && seat.removed.is_none();
        may.then(|| seat.in_person().is_some())
    });
    let target = StoredValue::new(seat);
    let of = move || target.with_value(|seat| seat.0.clone());
    view! {
        {move || state.get().map(|in_person| view! {
            <div class="panel-acts">
                {if in_person {
                    view! {
                        <ReturnOnline seat=target.get_value() />
                    }.into_any()
                } else {
                    view! {
                        <button type="button" class="press" data-act="to-in-person" data-of=of()
                            on:click=move |_| panel.toggle(Panel::ToInPerson(Some(target.get_value())))>
                            {bench::in_person}
                        </button>
                    }.into_any()
                }}
            </div>
        })}
    }
}

/// The ladder of R26, with its words.
#[component]
fn Admonish(seat: SeatId) -> impl IntoView {
    let panel = use_panel();
    let measure = RwSignal::new(Admonition::Reminder);
    let said = RwSignal::new(String::new());
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        let found = MEASURES.into_iter().find(|m| format!("{m:?}") == chosen);
        measure.set(found.unwrap_or(Admonition::Reminder));
    };
    let of = seat.0.clone();
    view! {
        <label class="field">
            <span>{words::measure}</span>
            <select data-field="measure" on:change=choose>
                {MEASURES.into_iter().map(|m| view! {
                    <option value=format!("{m:?}")>{move || terms::admonition(m)}</option>
                }).collect_view()}
            </select>
        </label>
        <label class="field">
            <span>{words::words_said}</span>
            <input type="text" maxlength="1000" data-field="admonition" on:input:target=move |event| said.set(event.target().value()) />
        </label>
        <div class="panel-acts">
            <Press act="admonish" seat=of label=words::admonish.text()
                disabled=Signal::derive(move || said.with(|s| s.trim().is_empty()))
                command=move || Some(Command::Admonish { seat: seat.clone(), measure: measure.get_untracked(), words: said.get_untracked() })
                done=Callback::new(move |()| panel.close()) />
        </div>
    }
}
