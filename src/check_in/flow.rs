//! Check-in: one screen after another, each as its answer is on record; and back to look at earlier ones.

use hearing::check_in::CheckInStep;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::authority::AuthorityStep;
use super::consent::ConsentStep;
use super::declaration::DeclarationStep;
use super::devices::DeviceStep;
use super::discipline::DisciplineStep;
use super::draft;
use super::identity::IdentityStep;
use super::lintel::{Lintel, page_title};
use super::my_hearing::MyHearing;
use super::place::PlaceStep;
use super::rights::RightsStep;
use super::risks::RiskSheet;
use super::said::Said;
use super::suitability::SuitabilityStep;
use super::summary::Summary;
use super::undertaking::UndertakingStep;
use crate::session::use_session;
use crate::text::{check_in, risks, terms};
use crate::ui::{Icon, on_back};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Screen {
    /// What, when, where, who; before the first step.
    MyHearing,
    /// The sheet that hangs there.
    Risks,
    Step(CheckInStep),
    /// What he has said, when he comes to look at it.
    Summary,
}

/// Where the person is in check-in. A context of its own.
#[derive(Clone, Copy)]
pub struct Flow {
    steps: Memo<Vec<(CheckInStep, bool)>>,
    pub screen: Memo<Screen>,
    /// A screen he turned to himself; else the first that is not done.
    turned: RwSignal<Option<Screen>>,
    started: RwSignal<bool>,
    moved: StoredValue<u32>,
    done: Option<Callback<()>>,
    /// Whether he has come to look at what he said: each answer is left for the list of them.
    looks: bool,
    /// How often he has turned back: an answer that comes after that leads him on no more.
    turned_back: StoredValue<u32>,
    /// Of a screen that has pages of its own: turns one of them, and says whether there was one.
    pages: StoredValue<Option<Callback<Turn, bool>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Back,
    Forward,
}

pub fn use_flow() -> Flow {
    expect_context::<Flow>()
}

impl Flow {
    fn new(first: Option<CheckInStep>, done: Option<Callback<()>>) -> Self {
        let steps = use_session().mine(|_, seat| {
            let steps = seat.check_in_steps().iter();
            steps.map(|s| (*s, seat.has_done(*s))).collect::<Vec<_>>()
        });
        let steps = Memo::new(move |_| steps.get().unwrap_or_default());
        let started = draft::started();
        let looks = first.is_none() && done.is_some();
        let turned = match (first, looks) {
            (Some(step), _) => RwSignal::new(Some(Screen::Step(step))),
            (None, true) => draft::turned("own-answers"),
            (None, false) => draft::turned("screen"),
        };
        let screen = Memo::new(move |_| {
            let open = steps.with(|s| s.iter().find(|(_, done)| !done).map(|(step, _)| *step));
            match (turned.get(), open) {
                (Some(screen), _) => screen,
                (None, _) if looks => Screen::Summary,
                (None, Some(step)) if started.get() => Screen::Step(step),
                (None, _) => Screen::MyHearing,
            }
        });
        Self {
            steps,
            screen,
            turned,
            started,
            moved: StoredValue::new(0),
            done,
            looks,
            turned_back: StoredValue::new(0),
            pages: StoredValue::new(None),
        }
    }

    /// For as long as the caller is on the page, a turn is within it while it has pages to turn.
    pub fn turn_within(self, pages: impl Fn(Turn) -> bool + Send + Sync + 'static) {
        self.pages.set_value(Some(Callback::new(pages)));
        on_cleanup(move || {
            self.pages.try_set_value(None);
        });
    }

    fn turns_within(self, turn: Turn) -> bool {
        self.pages.get_value().is_some_and(|pages| pages.run(turn))
    }

    pub fn start(self) {
        self.turn(None);
        self.started.set(true);
    }

    pub fn turn_to(self, step: CheckInStep) {
        self.turn(Some(Screen::Step(step)));
    }

    pub fn to_risks(self) {
        self.turn(Some(Screen::Risks));
    }

    pub fn to_my_hearing(self) {
        self.turn(Some(Screen::MyHearing));
    }

    /// To the screen after this one, or to the first that is not done.
    pub fn forward(self) {
        if self.turns_within(Turn::Forward) || self.to_summary() {
            return;
        }
        let steps = self.steps.get_untracked();
        let after = self
            .position()
            .and_then(|at| steps.get(at + 1))
            .filter(|(_, done)| *done);
        self.turn(after.map(|(step, _)| Screen::Step(*step)));
        if after.is_none()
            && steps.iter().all(|(_, done)| *done)
            && let Some(done) = self.done
        {
            done.run(());
        }
    }

    /// What was said here is on record. Who has come back to change one answer goes where he came from.
    pub fn answered(self) {
        let steps = self.steps.get_untracked();
        match self.done {
            // Of several things that one screen asks, the next is before him now.
            Some(_) if self.looks && !self.is_done_here() => {}
            Some(_) if self.looks => self.forward(),
            Some(done) if steps.iter().all(|(_, done)| *done) => done.run(()),
            Some(_) | None => self.forward(),
        }
    }

    pub fn turned_back(self) -> u32 {
        self.turned_back.get_value()
    }

    pub fn back(self) {
        self.turned_back.update_value(|times| *times += 1);
        if self.turns_within(Turn::Back) || self.to_summary() {
            return;
        }
        let steps = self.steps.get_untracked();
        let before = self.position().and_then(|at| at.checked_sub(1));
        match (before.and_then(|at| steps.get(at)), self.done) {
            (Some((step, _)), _) => self.turn(Some(Screen::Step(*step))),
            (None, Some(done)) => done.run(()),
            (None, None) => self.to_my_hearing(),
        }
    }

    /// From an answer that he has looked at.
    fn to_summary(self) -> bool {
        let leads = self.looks && self.screen.get_untracked() != Screen::Summary;
        if leads {
            self.turn(None);
        }
        leads
    }

    /// Whether this is not the first screen that the page shows. The flow of a check-in that is over is still in the context
    /// of what took its place: that is never the first.
    pub fn has_moved(self) -> bool {
        self.moved.try_get_value().is_none_or(|moved| moved > 1)
    }

    fn is_done_here(self) -> bool {
        let steps = self.steps.get_untracked();
        let here = self.position().and_then(|at| steps.get(at));
        here.is_none_or(|(_, done)| *done)
    }

    fn position(self) -> Option<usize> {
        let screen = self.screen.get_untracked();
        let steps = self.steps.get_untracked();
        steps
            .iter()
            .position(|(step, _)| screen == Screen::Step(*step))
    }

    fn turn(self, screen: Option<Screen>) {
        self.turned.set(screen);
    }
}

/// The whole of check-in, from the first screen on.
#[component]
pub fn CheckIn() -> impl IntoView {
    view! { <Screens /> }
}

/// `first`: one of the answers, to look at again; `done`: what follows when there is no more to look at.
#[component]
pub fn Screens(
    #[prop(optional)] first: Option<CheckInStep>,
    #[prop(optional)] done: Option<Callback<()>>,
) -> impl IntoView {
    let flow = Flow::new(first, done);
    provide_context(flow);
    let screen = flow.screen;
    on_back(move || flow.back());
    page_title(move || match screen.get() {
        Screen::MyHearing => check_in::my_hearing().to_owned(),
        Screen::Risks => risks::title().to_owned(),
        Screen::Summary => check_in::my_answers().to_owned(),
        Screen::Step(step) => terms::check_in_step(step).to_owned(),
    });
    view! {
        <a class="skip" href="#step">{check_in::skip}</a>
        <div class="ante" data-place="check-in">
            <Lintel />
            <StepRail />
            {move || {
                flow.moved.update_value(|moved| *moved += 1);
                match screen.get() {
                    Screen::MyHearing => view! { <MyHearing /> }.into_any(),
                    Screen::Risks => view! { <RiskSheet close=Callback::new(move |()| flow.to_my_hearing()) /> }.into_any(),
                    Screen::Summary => view! { <Summary /> }.into_any(),
                    Screen::Step(CheckInStep::Identity) => view! { <IdentityStep /> }.into_any(),
                    Screen::Step(CheckInStep::Authority) => view! { <AuthorityStep /> }.into_any(),
                    Screen::Step(CheckInStep::Consent) => view! { <ConsentStep /> }.into_any(),
                    Screen::Step(CheckInStep::Suitability) => view! { <SuitabilityStep bars=true /> }.into_any(),
                    Screen::Step(CheckInStep::Adjustments) => view! { <SuitabilityStep bars=false /> }.into_any(),
                    Screen::Step(CheckInStep::Discipline) => view! { <DisciplineStep /> }.into_any(),
                    Screen::Step(CheckInStep::Rights) => view! { <RightsStep /> }.into_any(),
                    Screen::Step(CheckInStep::NoRecording) => view! { <DeclarationStep /> }.into_any(),
                    Screen::Step(CheckInStep::Undertaking) => view! { <UndertakingStep /> }.into_any(),
                    Screen::Step(CheckInStep::Place) => view! { <PlaceStep /> }.into_any(),
                    Screen::Step(CheckInStep::Devices) => view! { <DeviceStep /> }.into_any(),
                }
            }}
            <Said />
        </div>
    }
}

/// The steps on the rail; those that are done can be looked at again.
#[component]
fn StepRail() -> impl IntoView {
    let flow = use_flow();
    let (steps, screen) = (flow.steps, flow.screen);
    let at = move || {
        steps.with(|steps| {
            steps
                .iter()
                .position(|(step, _)| screen.get() == Screen::Step(*step))
        })
    };
    let said = move || {
        let steps = steps.get();
        at().and_then(|at| Some((at, steps.get(at)?.0)))
            .map(|(at, step)| check_in::step_of(at + 1, steps.len(), terms::check_in_step(step)))
            .unwrap_or_default()
    };
    let mark = move |step: CheckInStep, done: bool| {
        if screen.get() == Screen::Step(step) {
            "now"
        } else if done {
            "done"
        } else {
            ""
        }
    };
    view! {
        <nav class="rail" aria-label=check_in::check_in>
            <Show when=move || at().is_none()><p class="rail-title">{check_in::check_in}</p></Show>
            <p class="rail-count">
                {move || at().map(|at| view! { <b class="num">{at + 1}</b>"／"<span class="num">{steps.with(Vec::len)}</span> })}
            </p>
            <ol class="rail-steps">
                {move || steps.get().into_iter().map(|(step, done)| view! {
                    <li class="rail-item">
                        <button
                            type="button"
                            class="rail-step"
                            data-act="to-step"
                            data-step=move || mark(step, done)
                            aria-current=move || (mark(step, done) == "now").then_some("step")
                            disabled=!done
                            on:click=move |_| flow.turn_to(step)
                        >
                            {done.then(|| view! { <Icon name="check" /> })}
                            <span>{move || terms::check_in_step(step)}</span>
                        </button>
                    </li>
                }).collect_view()}
            </ol>
            <p class="rail-time">{check_in::saved_as_you_go}</p>
            <p class="unseen" role="status">{said}</p>
        </nav>
    }
}
