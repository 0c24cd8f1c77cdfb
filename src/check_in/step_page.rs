//! The frame of one screen of check-in: the question, what is wrong with the answer, and the bar with its one act.

use hearing::check_in::CheckInStep;
use hearing::{Command, Refusal};
use leptos::html::{Form, Main};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::doubt::DoubtNote;
use super::draft;
use super::flow::{Flow, use_flow};
use super::help::CallClerk;
use super::others_decided::OthersDecided;
use super::suitability_decided::SuitabilityDecided;
use super::wanted::lead_to_wanted;
use crate::session::use_session;
use crate::text::{check_in, common, refusals};
use crate::ui::{Ask, Icon, ReadAloud, doing_quietly, fresh};

/// A question before the act, asked only while `needed`.
#[derive(Clone, Copy)]
pub struct Confirm {
    pub needed: Signal<bool>,
    pub title: fn() -> &'static str,
    pub words: fn() -> &'static str,
    pub answer: fn() -> &'static str,
}

/// What is wrong with the answer; said in the language of the moment.
#[derive(Clone, PartialEq)]
enum Wrong {
    Missing,
    Refused(Refusal),
}

/// `commands` is asked when the act is pressed: what to send, nothing when the answer is on record already.
/// `missing` says why it cannot be sent yet.
#[component]
pub fn StepPage(
    act: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] missing: Signal<Option<&'static str>>,
    #[prop(into)] commands: Callback<(), Vec<Command>>,
    /// Fields that need not be kept once this is on record.
    #[prop(optional)]
    drafts: &'static [&'static str],
    #[prop(optional, into)] of: Signal<Option<String>>,
    #[prop(optional)] cols: bool,
    /// Whether the act is not the one that should come next.
    #[prop(optional, into)]
    plain: Signal<bool>,
    /// A question to ask first, when its answer matters.
    #[prop(optional)]
    confirm: Option<Confirm>,
    children: Children,
) -> impl IntoView {
    let flow = use_flow();
    // Worked out here: when the act is pressed there is no language to read any more.
    let missing = Memo::new(move |_| missing.get());
    let trouble = RwSignal::new(None::<Wrong>);
    let sent_at = StoredValue::new(0);
    let on = move || {
        draft::sent(drafts);
        if flow.turned_back() == sent_at.get_value() {
            flow.answered();
        }
    };
    // The same finger, a moment later, is not on the act that has come to lie under it.
    let fresh = fresh(move || of.track());
    let doing = doing_quietly(on);
    Effect::new(move |_| match doing.refused() {
        // An answer given again as it stands is on the record.
        Some(Refusal::AlreadyDone) => untrack(on),
        Some(refusal) => trouble.set(Some(Wrong::Refused(refusal))),
        None => {}
    });
    // What was wrong is right now.
    Effect::new(move |before: Option<Option<&'static str>>| {
        let now = missing.get();
        if before.flatten().is_some() && now.is_none() {
            trouble.set(None);
        }
        now
    });
    let asking = RwSignal::new(false);
    let form = NodeRef::<Form>::new();
    let send = move || {
        trouble.set(None);
        sent_at.set_value(flow.turned_back());
        let commands = commands.run(());
        if commands.is_empty() {
            flow.forward();
        } else {
            doing.start_all(commands);
        }
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if untrack(|| doing.pending()) {
            return;
        }
        if missing.get_untracked().is_some() {
            trouble.set(Some(Wrong::Missing));
            if let Some(form) = form.get_untracked() {
                lead_to_wanted(&form);
            }
            return;
        }
        if confirm.is_some_and(|confirm| confirm.needed.get_untracked()) {
            asking.set(true);
        } else {
            send();
        }
    };
    let said = Signal::derive(move || match trouble.get()? {
        Wrong::Missing => missing.get().map(str::to_owned),
        Wrong::Refused(refusal) => Some(refusals::refusal(&refusal)),
    });
    view! {
        <StepMain>
            <form
                id="step-form"
                node_ref=form
                class=if cols { "step-body step-cols" } else { "step-body step-one" }
                novalidate
                // What is under way is what stands here.
                prop:inert=move || doing.pending()
                on:submit=submit
            >
                {children()}
            </form>
        </StepMain>
        // Between the answers and the act, so that it covers neither.
        <TroubleLine words=said />
        <footer class="stepbar" aria-label=check_in::acts>
            <StepTools />
            <button
                type="submit"
                form="step-form"
                class="press stepbar-go"
                class:press--now=move || missing.get().is_none() && !plain.get()
                data-act=act
                data-of=move || of.get()
                data-missing=move || missing.get().map(|_| "")
                data-fresh=move || fresh.get().then_some("")
                aria-busy=move || doing.busy()
            >
                {move || if doing.pending() { common::pending().to_owned() } else { label.get() }}
            </button>
        </footer>
        {confirm.map(|confirm| view! {
            <Ask
                open=asking
                title=Signal::derive(move || (confirm.title)().to_owned())
                words=Signal::derive(move || (confirm.words)().to_owned())
                answer=Signal::derive(move || (confirm.answer)().to_owned())
                yes=Callback::new(move |()| send())
            />
        })}
    }
}

/// The main part; focus moves to it when one screen follows another.
#[component]
pub fn StepMain(children: Children) -> impl IntoView {
    let main = NodeRef::<Main>::new();
    // Outside of check-in a screen has always another one before it.
    let flow = use_context::<Flow>();
    Effect::new(move |_| {
        if let Some(main) = main.get()
            && flow.is_none_or(Flow::has_moved)
        {
            begin_at(&main);
        }
    });
    view! {
        <main class="step" id="step" tabindex="0" node_ref=main>
            {flow.map(|flow| view! { <ToldMeanwhile flow /> })}
            {children()}
        </main>
    }
}

/// As [`StepMain`] does it, where the step stays and its question is another.
pub fn begin_at_head() {
    let main = gloo::utils::document().get_element_by_id("step");
    if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
        begin_at(&main);
    }
}

/// One screen takes the other's place in the page, and with it how far it was scrolled.
fn begin_at(main: &HtmlElement) {
    main.set_scroll_top(0);
    gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
    let _ = main.focus();
}

/// What the court has found meanwhile in an answer that he gave before.
#[component]
fn ToldMeanwhile(flow: Flow) -> impl IntoView {
    let tells = use_session().mine(|_, seat| {
        let own = &seat.check_in;
        let doubted = own.identity.as_ref().is_some_and(|i| i.doubt.is_some());
        let mut others = own.place.iter().flat_map(|place| &place.others);
        doubted || own.considered.is_some() || others.any(|other| other.permitted == Some(false))
    });
    let turn = move |step| Callback::new(move |()| flow.turn_to(step));
    view! {
        <Show when=move || tells.get() == Some(true)>
            <div class="step-body">
                <DoubtNote change=turn(CheckInStep::Identity) />
                <OthersDecided change=turn(CheckInStep::Place) />
                <SuitabilityDecided />
            </div>
        </Show>
    }
}

/// Back, and help: the same two tools on every screen.
#[component]
pub fn StepTools() -> impl IntoView {
    let flow = use_flow();
    view! {
        <div class="stepbar-tools">
            <button type="button" class="tool" data-act="back" on:click=move |_| flow.back()>
                <Icon name="prev" />
                <span>{check_in::back}</span>
            </button>
            <CallClerk />
            <ReadAloud />
        </div>
    }
}

/// What is wrong, beside what it is about.
#[component]
pub fn TroubleLine(#[prop(into)] words: Signal<Option<String>>) -> impl IntoView {
    move || {
        words.get().map(|words| {
            view! {
                <div class="trouble" role="alert">
                    <Icon name="warn" />
                    <p>{words}</p>
                </div>
            }
        })
    }
}
