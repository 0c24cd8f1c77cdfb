//! One person's rarer acts: lock the microphone, send to wait, warn, order out, and what to make of an absence.

use hearing::{AbsenceFinding, Admonition, Command, Mute, Phase, Role, SeatId, Zone};
use leptos::prelude::*;

use super::panel::{PanelHead, use_panel};
use crate::session::use_session;
use crate::text::{Word as _, courtroom as words, terms};
use crate::ui::{AskReason, Press, clock_time, doing_then};

const MEASURES: [Admonition; 3] = [
    Admonition::Reminder,
    Admonition::Warning,
    Admonition::Admonition,
];

const FINDINGS: [AbsenceFinding; 5] = [
    AbsenceFinding::NetworkFailure,
    AbsenceFinding::DeviceFailure,
    AbsenceFinding::PowerCut,
    AbsenceFinding::ForceMajeure,
    AbsenceFinding::UnauthorisedExit,
];

#[component]
pub fn Discipline(seat: SeatId) -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let judge = session.mine(|_, me| me.role == Role::PresidingJudge);
    let id = seat.clone();
    let name = session.select(move |h| h.seat(&id).map(|s| s.name.clone()).unwrap_or_default());
    let id = seat.clone();
    let state = session.select(move |h| {
        let inside = h.seat(&id).is_some_and(|s| s.zone == Zone::Courtroom);
        (
            h.phase == Phase::InSession,
            inside,
            h.seat(&id).map_or(Mute::Free, |s| s.mute),
        )
    });
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
        removes.start(Command::Remove { seat, reason });
    });
    view! {
        <section class="panel guard" role="dialog" aria-labelledby="discipline-title" data-panel="discipline">
            <PanelHead title=Signal::derive(move || words::more_for(&name.get())) id="discipline-title" />
            <div class="panel-acts">
                {move || match state.get().2 {
                    Mute::Locked => view! {
                        <Press act="release" seat=of() label=words::release.text() disabled=judge.get() != Some(true)
                            command=move || Some(Command::Release { seat: target.get_value() }) />
                    }.into_any(),
                    Mute::Free | Mute::Muted => view! {
                        <Press act="mute-lock" icon="mic-lock" seat=of() label=words::mute_and_lock.text()
                            command=move || Some(Command::Mute { seat: target.get_value(), lock: true }) />
                    }.into_any(),
                }}
                <Show when=move || judge.get() == Some(true)>
                    <Show when=move || state.get().1>
                        <button type="button" class="press" data-act="send-to-wait" aria-busy=move || sends.busy() on:click=move |_| sends.ask(sending)>
                            {move || sends.word(words::send_to_wait)}
                        </button>
                    </Show>
                    <button type="button" class="press press--grave" data-act="remove" data-of=of() aria-busy=move || removes.busy() on:click=move |_| removes.ask(removing)>
                        {move || removes.word(words::remove)}
                    </button>
                </Show>
            </div>
            <Show when=move || judge.get() == Some(true)>
                <Show when=move || state.get().0><Admonish seat=target.get_value() /></Show>
                <Absences seat=target.get_value() />
            </Show>
            <AskReason open=sending title=words::send_to_wait.text() answer=words::send_to_wait.text()
                words=Signal::derive(move || words::wait_words(&name.get())) yes=send_to_wait />
            <AskReason open=removing grave=true title=words::remove.text() answer=words::remove.text()
                words=Signal::derive(move || words::remove_words(&name.get())) yes=remove />
        </section>
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

/// The signals the system saw; the judge says what they were (R24).
#[component]
fn Absences(seat: SeatId) -> impl IntoView {
    let session = use_session();
    let id = seat.clone();
    let open = session.select(move |h| {
        let absences = h.seat(&id).map(|s| s.absences.clone()).unwrap_or_default();
        absences
            .into_iter()
            .filter(|a| a.finding.is_none())
            .collect::<Vec<_>>()
    });
    let target = StoredValue::new(seat);
    view! {
        <Show when=move || open.with(|open| !open.is_empty())>
            <p class="guard-note">{words::absences}</p>
            <ul class="guard-list">
                {move || open.get().into_iter().map(|a| view! {
                    <li>
                        <span>{move || terms::loss(a.cause)}</span>
                        <time class="num">{clock_time(a.from)} "–" {a.until.map(clock_time)}</time>
                    </li>
                }).collect_view()}
            </ul>
            <div class="panel-acts">
                {FINDINGS.into_iter().map(|finding| view! {
                    <Press act="classify-absence" class="press--dense" seat=format!("{finding:?}")
                        label=Signal::derive(move || terms::absence_finding(finding).to_owned())
                        command=move || Some(Command::ClassifyAbsence { seat: target.get_value(), finding }) />
                }).collect_view()}
            </div>
        </Show>
    }
}
