//! 其他庭务: what is rare or grave, one deliberate step away, each with one line that says what will happen.

use hearing::{Command, PauseGround, Phase, Recording, Role};
use leptos::prelude::*;

use super::panel::{Panel, PanelHead, use_panel};
use super::record_kind::RecordOrders;
use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::{Word as _, bench, common, courtroom as words, recording};
use crate::ui::{Ask, AskReason, Doing, doing, doing_then};
use crate::view::{View, use_view};

#[component]
pub fn Orders() -> impl IntoView {
    view! {
        <section class="panel orders" role="dialog" aria-labelledby="orders-title" data-panel="orders">
            <PanelHead title=words::orders.text() id="orders-title" />
            <div class="orders-cols">
                <div><People /></div>
                <div><HowHeard /><Ending /></div>
            </div>
        </section>
    }
}

/// One act with the line that says what it does.
#[component]
fn Order(
    act: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] words: Signal<String>,
    #[prop(optional)] grave: bool,
    /// What the press leads to, where that is a command.
    #[prop(optional)]
    doing: Option<Doing>,
    #[prop(into)] press: Callback<()>,
) -> impl IntoView {
    let pending = move || doing.is_some_and(Doing::pending);
    view! {
        <li>
            <button
                type="button"
                class=if grave { "order order--grave" } else { "order" }
                data-act=act
                aria-busy=move || pending().then_some("true")
                on:click=move |_| press.run(())
            >
                <b>{move || if pending() { common::pending().to_owned() } else { title.get() }}</b>
                <span>{move || words.get()}</span>
            </button>
        </li>
    }
}

/// One act that asks nothing more.
#[component]
pub(super) fn AtOnce(
    act: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] words: Signal<String>,
    command: Command,
) -> impl IntoView {
    let doing = doing();
    let press = Callback::new(move |()| doing.start(command.clone()));
    view! { <Order act title words doing press /> }
}

/// Everybody whom the court may move or warn.
#[component]
fn People() -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let view = use_view();
    let people = session.select(|h| {
        let tribunal = Tribunal::of(h);
        let people = h.seats.iter().filter(|s| !s.role.is_court());
        let people =
            people.filter_map(|s| Some((s.id.clone(), s.role, s.side, tribunal?, s.name.clone())));
        people.collect::<Vec<_>>()
    });
    view! {
        <h3>{words::people}</h3>
        <ul>
            <For each=move || people.get() key=|(seat, ..)| seat.clone() let((seat, role, side, tribunal, name))>
                <li>
                    <button type="button" class="order" data-act="person" data-of=seat.0.clone()
                        on:click=move |_| panel.toggle(Panel::Discipline(seat.clone()))>
                        <b>{name}</b>
                        <span>{move || terms::role(role, side, tribunal)}</span>
                    </button>
                </li>
            </For>
            <Order act="to-readiness" title=words::readiness.text() words=words::admit.text()
                press=Callback::new(move |()| view.to(View::Readiness)) />
        </ul>
    }
}

#[component]
fn HowHeard() -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let state = session.select(|h| {
        let deliberating = h
            .seats
            .iter()
            .any(|s| s.zone == hearing::Zone::Deliberation);
        (h.phase, h.recording, deliberating)
    });
    let judge = session.mine(|_, me| me.role == Role::PresidingJudge);
    let pause = move |act, ground, word: fn() -> &'static str| {
        let title = Signal::derive(move || format!("{} {}", words::pause_recording(), word()));
        view! { <AtOnce act=act title words=words::pause_words.text() command=Command::PauseRecording { ground } /> }
    };
    let presides = move || judge.get() == Some(true);
    view! {
        <Show when=presides><h3>{words::how_heard}</h3></Show>
        <ul>
            {move || presides().then(|| match state.get() {
                (Phase::InSession, Recording::On, _) => view! {
                    {pause("pause-mediation", PauseGround::UnsuitableMediation, words::ground_mediation)}
                    {pause("pause-evidence", PauseGround::ClosedEvidence, words::ground_evidence)}
                }.into_any(),
                (Phase::InSession, Recording::Paused(_), _) => view! {
                    <AtOnce act="resume-recording" title=words::resume_recording.text() words=words::recording_paused.text()
                        command=Command::ResumeRecording />
                }.into_any(),
                (Phase::Adjourned, _, false) => view! {
                    <AtOnce act="deliberate" title=words::deliberate.text() words=words::deliberate_words.text()
                        command=Command::BeginDeliberation />
                }.into_any(),
                (Phase::Adjourned, _, true) => view! {
                    <AtOnce act="end-deliberation" title=words::end_deliberation.text() words=words::deliberating.text()
                        command=Command::EndDeliberation />
                }.into_any(),
                (Phase::InSession, Recording::Off, _) | (Phase::Before | Phase::Closed | Phase::Finished, _, _) => ().into_any(),
            })}
            <Show when=presides>
                <RecordOrders />
                <ListeningOrder />
                <Order act="recusals-all" title=bench::recusals.text() words=bench::decide_recusal_note.text()
                    press=Callback::new(move |()| panel.toggle(Panel::Recusals)) />
                <Show when=move || !matches!(state.get().0, Phase::Closed | Phase::Finished)>
                    <Order act="all-in-person" title=bench::in_person_all.text() words=bench::in_person_all_words.text()
                        press=Callback::new(move |()| panel.toggle(Panel::ToInPerson(None))) />
                </Show>
                <Show when=move || !matches!(state.get().0, Phase::Closed | Phase::Finished)>
                    <Order act="elsewhere" title=bench::elsewhere.text() words=bench::elsewhere_note.text()
                        press=Callback::new(move |()| panel.toggle(Panel::Elsewhere)) />
                </Show>
                <Order act="keys" title=bench::keys.text() words=bench::keys_note.text()
                    press=Callback::new(move |()| panel.toggle(Panel::Keys)) />
            </Show>
        </ul>
    }
}

/// Whether those who take part may hear the recording (R57).
#[component]
fn ListeningOrder() -> impl IntoView {
    let session = use_session();
    let allowed = session.select(|h| h.listening_allowed);
    move || {
        let allowed = allowed.get();
        let (title, words) = if allowed {
            (recording::forbid.text(), recording::forbid_words.text())
        } else {
            (recording::allow.text(), recording::allow_words.text())
        };
        view! { <AtOnce act="allow-listening" title words command=Command::AllowListening { allowed: !allowed } /> }
    }
}

#[component]
fn Ending() -> impl IntoView {
    let session = use_session();
    let view = use_view();
    let asking = RwSignal::new(false);
    let running = session.select(|h| matches!(h.phase, Phase::InSession | Phase::Adjourned));
    let doing = doing_then(move || view.back());
    let open = session.select(hearing::Hearing::open_at_close);
    let close = move |override_reason| doing.start(Command::CloseHearing { override_reason });
    let words = Signal::derive(move || words::close_over(&open.get()));
    view! {
        <h3>{words::ending}</h3>
        <ul>
            <Show when=move || running.get()>
                <Order act="close-hearing" grave=true doing title=words::close_hearing.text() words=words::close_words.text()
                    press=Callback::new(move |()| doing.ask(asking)) />
            </Show>
            <Order act="to-docket" title=words::docket.text() words=words::docket.text()
                press=Callback::new(move |()| view.to(View::Docket)) />
        </ul>
        {move || if open.with(Vec::is_empty) {
            view! {
                <Ask open=asking grave=true title=words::close_hearing_act.text() words=words::close_words.text()
                    answer=words::close_hearing_act.text() yes=Callback::new(move |()| close(None)) />
            }.into_any()
        } else {
            view! {
                <AskReason open=asking grave=true title=words::close_hearing_act.text() words
                    answer=words::close_hearing_act.text() yes=Callback::new(move |reason| close(Some(reason))) />
            }.into_any()
        }}
    }
}
