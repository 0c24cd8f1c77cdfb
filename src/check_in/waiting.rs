//! 候审 (R15, R16): a reasoned word on what happens, what comes next, one's own documents; each side apart, a witness
//! alone.

use hearing::check_in::{CheckInStep, Consent, ConsentStage};
use hearing::{Phase, Role};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::call::{Awake, listen_for_the_call};
use super::devices::TestedElsewhere;
use super::doubt::DoubtNote;
use super::draft;
use super::early::{day_gone, days_early};
use super::flow::Screens;
use super::hearing_later::HearingWhileWaiting;
use super::help::CallClerk;
use super::help_state::HelpState;
use super::in_person::InPersonNote;
use super::lintel::{Lintel, page_title};
use super::minute;
use super::notices::Notices;
use super::others_decided::OthersDecided;
use super::own_picture::{Mirror, PictureChoice};
use super::papers::Papers;
use super::risks_later::{RisksUnread, RisksWhileWaiting};
use super::said::Said;
use super::suitability_decided::SuitabilityDecided;
use super::trial_ring::TrialRing;
use super::watching::Watching;
use super::while_waiting::SeenByCourt;
use super::witness_room::WitnessRoom;
use crate::session::use_session;
use crate::text::{bench, check_in, terms};
use crate::ui::{Ask, Icon, ReadAloud, on_back};

/// What somebody who waits looks at in the place of the waiting room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LooksAt {
    /// All that he has filled in.
    Answers,
    Answer(CheckInStep),
    Risks,
    /// When, where, and the other hearings of his day.
    Hearing,
}

#[component]
pub fn Waiting() -> impl IntoView {
    let session = use_session();
    let looked_at = draft::turned::<LooksAt>("looks-at");
    let called = session.mine(|_, seat| seat.role.is_called());
    listen_for_the_call();
    PictureChoice::provide();
    let close = Callback::new(move |()| looked_at.set(None));
    move || match (looked_at.get(), called.get() == Some(true)) {
        (Some(LooksAt::Answers), _) => view! { <Answers close /> }.into_any(),
        (Some(LooksAt::Answer(step)), _) => view! { <Answers step close /> }.into_any(),
        (Some(LooksAt::Risks), _) => view! { <RisksWhileWaiting close /> }.into_any(),
        (Some(LooksAt::Hearing), _) => view! { <HearingWhileWaiting close /> }.into_any(),
        (None, true) => view! { <WitnessRoom looked_at /> }.into_any(),
        (None, false) => view! { <WaitingRoom looked_at /> }.into_any(),
    }
}

/// What he filled in, to look at again: one answer, or all of them.
#[component]
fn Answers(#[prop(optional)] step: Option<CheckInStep>, close: Callback<()>) -> impl IntoView {
    let screens = match step {
        Some(step) => view! { <Screens first=step done=close /> }.into_any(),
        None => view! { <Screens done=close /> }.into_any(),
    };
    view! { <SeenByCourt>{screens}</SeenByCourt> }
}

#[component]
fn WaitingRoom(looked_at: RwSignal<Option<LooksAt>>) -> impl IntoView {
    let session = use_session();
    let takes_part = session.mine(|_, seat| seat.role.is_participant());
    // Whom the court hears in person has nothing to wait for here.
    let in_person = session.mine(|_, seat| seat.in_person().is_some());
    let said = status();
    let more = RwSignal::new(false);
    page_title(move || match said.get().0 {
        said if said.is_empty() => check_in::waiting_step().to_owned(),
        said => format!("{said} · {}", check_in::waiting_step()),
    });
    let answer = move |step| Callback::new(move |()| looked_at.set(Some(LooksAt::Answer(step))));
    view! {
        <a class="skip" href="#step">{check_in::skip}</a>
        <div class="ante" data-place="waiting" data-more=move || more.get().then_some("")>
            <Lintel />
            <WaitingRail />
            <main class="step" id="step" tabindex="0">
                <div class="step-body step-cols">
                    <section>
                        <h1>{move || if in_person.get() == Some(true) { bench::in_person_title() } else { check_in::waiting_title() }}</h1>
                        <InPersonNote />
                        <Show when=move || in_person.get() != Some(true)><Status said /></Show>
                        <HelpState />
                        <DoubtNote change=answer(CheckInStep::Identity) />
                        <OthersDecided change=answer(CheckInStep::Place) />
                        <SuitabilityDecided />
                        <Notices />
                        <Mirror />
                        <RefusedNote />
                        <Show when=move || in_person.get() != Some(true)>
                            <TestedElsewhere test=Callback::new(move |()| looked_at.set(Some(LooksAt::Answer(CheckInStep::Devices)))) />
                        </Show>
                    </section>
                    <section>
                        <Watching />
                        <RisksUnread looked_at />
                        <Show when=move || takes_part.get() == Some(true)><Papers /></Show>
                    </section>
                </div>
            </main>
            <Said />
            <WaitingBar looked_at more />
        </div>
    }
}

#[component]
pub fn WaitingRail() -> impl IntoView {
    view! {
        <nav class="rail" aria-label=check_in::check_in>
            <ol class="rail-steps">
                <li class="rail-step" data-step="now" aria-current="step">{check_in::waiting_step}</li>
            </ol>
            <p class="rail-time">{check_in::saved_as_you_go}</p>
        </nav>
    }
}

/// What happens now, and why or when.
fn status() -> Memo<(String, String)> {
    let session = use_session();
    let now = minute();
    let facts = session.select(|h| {
        let at = h.matter.as_ref().map(|m| m.scheduled_at);
        (h.phase, at, h.put_off().cloned(), h.adjourned.clone())
    });
    let cleared = session.mine(|_, me| me.cleared);
    let gone = day_gone();
    Memo::new(move |_| {
        if cleared.get() == Some(true) {
            let words = (check_in::cleared(), check_in::cleared_more());
            return (words.0.to_owned(), words.1.to_owned());
        }
        let (phase, at, delay, adjourned) = facts.get();
        match phase {
            Phase::Before if gone.get() => (
                check_in::not_opened().to_owned(),
                check_in::not_opened_words().to_owned(),
            ),
            Phase::Before => match (delay, at) {
                (Some((until, reason)), Some(at)) => (check_in::delayed_until(until, at), reason),
                (None, Some(at)) => {
                    let first = if at > now.get() {
                        check_in::hears_at(at)
                    } else {
                        check_in::preparing().to_owned()
                    };
                    (first, check_in::opens_in(at, now.get()))
                }
                (_, None) => (check_in::preparing().to_owned(), String::new()),
            },
            Phase::InSession => (check_in::in_session().to_owned(), String::new()),
            Phase::Adjourned => {
                let since = adjourned.map(|(at, reason)| check_in::adjourned_since(at, &reason));
                (check_in::adjourned().to_owned(), since.unwrap_or_default())
            }
            Phase::Closed | Phase::Finished => (String::new(), String::new()),
        }
    })
}

/// The three lines that will stand in the courtroom too: now, next, your turn.
#[component]
fn Status(said: Memo<(String, String)>) -> impl IntoView {
    let session = use_session();
    let own = session.mine(|_, seat| {
        let verified = seat
            .check_in
            .identity
            .as_ref()
            .is_some_and(|i| i.verified.is_some());
        let refuses = seat
            .check_in
            .consents
            .contains(&(ConsentStage::Hearing, Consent::Refused));
        (seat.role, verified, refuses)
    });
    let next = move || match own.get() {
        Some((_, _, true)) => check_in::next_in_person(),
        Some((_, true, false)) => check_in::next_admit(),
        Some((Role::Observer, false, false)) => check_in::next_gallery(),
        Some((_, false, false)) | None => check_in::next_verify(),
    };
    let early = days_early();
    let Awake(awake) = expect_context::<Awake>();
    let turn = move || match early.get() {
        Some(_) => check_in::turn_words_another_day(),
        None if awake.get() => check_in::turn_words_awake(),
        None => check_in::turn_words(),
    };
    // Nobody is let in who does not consent: there is no call to wait for.
    let is_called = move || own.get().is_none_or(|(_, _, refuses)| !refuses);
    view! {
        <div role="status">
            <dl class="status">
                <div data-now="">
                    <dt>{check_in::now}</dt>
                    <dd><b class="num">{move || said.get().0}</b><span class="num" data-ticks="">{move || said.get().1}</span></dd>
                </div>
                <div><dt>{check_in::next}</dt><dd>{next}</dd></div>
                <Show when=is_called>
                    <div><dt>{check_in::your_turn}</dt><dd>{turn}<TrialRing /></dd></div>
                </Show>
            </dl>
        </div>
    }
}

/// R4: who refused is told the lawful next step, here too.
#[component]
fn RefusedNote() -> impl IntoView {
    let session = use_session();
    let refused = session.mine(|_, seat| {
        let consents = seat.check_in.consents.iter();
        let refused = consents.filter(|(_, c)| *c == Consent::Refused);
        refused.map(|(stage, _)| *stage).collect::<Vec<_>>()
    });
    let refused = Memo::new(move |_| refused.get().unwrap_or_default());
    let stages = move || {
        let stages = refused.get().into_iter().map(terms::consent_stage);
        check_in::refused_stages(&stages.collect::<Vec<_>>())
    };
    view! {
        <Show when=move || refused.with(|r| !r.is_empty())>
            <div class="refused-next"><p><b>{stages}</b></p><p>{check_in::refused_next}</p></div>
        </Show>
    }
}

/// With large text, what nobody has to press is behind one key, `more`.
#[component]
pub fn WaitingBar(looked_at: RwSignal<Option<LooksAt>>, more: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let leaving = RwSignal::new(false);
    // Whom the court hears in person needs no device for it.
    let tests = session.mine(|_, seat| {
        seat.in_person().is_none() && seat.check_in_steps().contains(&CheckInStep::Devices)
    });
    let open = move |what| looked_at.set(Some(what));
    on_back(move || leaving.set(true));
    view! {
        <footer class="stepbar" aria-label=check_in::acts>
            <div class="stepbar-tools stepbar-tools--wide">
                <CallClerk said_here=true />
                <ReadAloud />
                <button
                    type="button"
                    class="tool tool--behind"
                    data-act="more"
                    aria-expanded=move || more.get().to_string()
                    on:click=move |_| more.update(|more| *more = !*more)
                >
                    <Icon name="more" /><span>{check_in::more}</span>
                </button>
                <button type="button" class="tool tool--rest" data-act="my-hearing" on:click=move |_| open(LooksAt::Hearing)>
                    <Icon name="calendar" /><span>{check_in::my_hearing}</span>
                </button>
                <button type="button" class="tool tool--rest" data-act="my-answers" on:click=move |_| open(LooksAt::Answers)>
                    <Icon name="note" /><span>{check_in::my_answers}</span>
                </button>
                <Show when=move || tests.get() == Some(true)>
                    <button type="button" class="tool tool--rest" data-act="test-again" on:click=move |_| open(LooksAt::Answer(CheckInStep::Devices))>
                        <Icon name="settings" /><span>{check_in::test_again}</span>
                    </button>
                </Show>
                <button type="button" class="tool tool--rest" data-act="leave" on:click=move |_| leaving.set(true)>
                    <Icon name="leave" /><span>{check_in::leave}</span>
                </button>
            </div>
        </footer>
        <Ask
            open=leaving
            title=Signal::derive(|| check_in::leave_title().to_owned())
            words=Signal::derive(|| check_in::leave_words().to_owned())
            answer=Signal::derive(|| check_in::leave().to_owned())
            yes=Callback::new(move |()| session.leave())
        />
    }
}
