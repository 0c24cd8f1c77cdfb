//! 旁听登记 (R85): name, document, its last four; and the rules, to know beforehand. Nothing else leaves this page.

use hearing::check_in::DocumentKind;
use hearing::id_number::{NumberFault, last_four};
use hearing::{Announcement, HearingId};
use leptos::html::Main;
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen_futures::spawn_local;

use super::{Board, Place};
use crate::check_in::{KINDS, TroubleLine, draft, kind_named};
use crate::session::{Trouble, request};
use crate::text::{announcements, check_in, common, refusals, terms};
use crate::ui::{Icon, ReadAloud};

#[derive(Serialize)]
struct Asked {
    hearing: HearingId,
    name: String,
    document: DocumentKind,
    last_four: String,
    adult: bool,
    relative: bool,
}

/// What is wrong; said in the language of the moment.
#[derive(Clone)]
enum Wrong {
    Missing,
    Refused(Trouble),
}

/// What a reload gives back. That he is of age, and whose relative, is said anew.
pub const DRAFTS: [&str; 3] = ["register-name", "register-document", "register-number"];

/// What is typed. Cheap to copy.
#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    document: RwSignal<String>,
    number: RwSignal<String>,
    adult: RwSignal<Option<bool>>,
    relative: RwSignal<bool>,
}

impl Form {
    fn missing(self) -> Option<&'static str> {
        if self.name.with(|name| name.trim().is_empty()) {
            Some(announcements::name_missing())
        } else if let Err(fault) = self.last_four() {
            Some(check_in::number_fault(fault))
        } else {
            match self.adult.get() {
                None => Some(announcements::adult_missing()),
                Some(false) => Some(announcements::minor_next()),
                Some(true) => None,
            }
        }
    }

    fn last_four(self) -> Result<String, NumberFault> {
        last_four(kind_named(&self.document.get()), &self.number.get())
    }

    fn asked(self, hearing: HearingId) -> Option<Asked> {
        Some(Asked {
            hearing,
            name: self.name.get_untracked().trim().to_owned(),
            document: kind_named(&self.document.get_untracked()),
            last_four: untrack(|| self.last_four()).ok()?,
            adult: self.adult.get_untracked()?,
            relative: self.relative.get_untracked(),
        })
    }
}

#[component]
pub fn Register(about: Announcement) -> impl IntoView {
    let board = expect_context::<Board>();
    let [name, document, number] = DRAFTS;
    let document = draft::public_field(document, "id_card");
    let form = Form {
        name: draft::public_field(name, ""),
        document,
        number: draft::public_number(number, document),
        adult: RwSignal::new(None),
        relative: RwSignal::new(false),
    };
    // Worked out here: when the act is pressed there is no language to read any more.
    let missing = Memo::new(move |_| form.missing());
    let trouble = RwSignal::new(None::<Wrong>);
    let pending = RwSignal::new(false);
    let full = about.seats_free == 0;
    let (title, hearing) = (about.title.clone(), about.hearing.clone());
    let when = about.due_at();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        let is_missing = missing.get_untracked().is_some();
        trouble.set(is_missing.then_some(Wrong::Missing));
        let (false, Some(asked)) = (is_missing, form.asked(hearing.clone())) else {
            return;
        };
        pending.set(true);
        let about = about.clone();
        spawn_local(async move {
            match request::post_as::<Place>(None, "/api/announcements/register", &asked).await {
                Ok(place) => board.registered(about, place),
                Err(why) => {
                    pending.try_set(false);
                    trouble.try_set(Some(Wrong::Refused(why)));
                }
            }
        });
    };
    let said = Signal::derive(move || match trouble.get()? {
        Wrong::Missing => missing.get().map(str::to_owned),
        Wrong::Refused(why) => Some(refusals::trouble(&why).to_owned()),
    });
    let main = NodeRef::<Main>::new();
    Effect::new(move |_| {
        if let Some(main) = main.get() {
            let _ = main.focus();
        }
    });
    let label = move || match (pending.get(), full) {
        (true, _) => common::pending(),
        (false, true) => announcements::join_queue(),
        (false, false) => announcements::register(),
    };
    view! {
        <main class="step" id="step" tabindex="0" node_ref=main>
            <form id="step-form" class="step-body step-cols" novalidate data-page="register" on:submit=submit>
                <section>
                    <h1>{announcements::register_title}</h1>
                    <p>{title}" "<span class="num whole">{move || check_in::day_and_hour(when)}</span></p>
                    <Who form />
                    <Adult form />
                    <Relative form />
                </section>
                <section><Rules /></section>
                <TroubleLine words=said />
            </form>
        </main>
        <footer class="stepbar" aria-label=announcements::acts>
            <div class="stepbar-tools">
                <button type="button" class="tool" data-act="to-list" on:click=move |_| board.to_list()>
                    <Icon name="prev" /><span>{announcements::to_list}</span>
                </button>
                <ReadAloud />
            </div>
            <button
                type="submit"
                form="step-form"
                class="press stepbar-go"
                class:press--now=move || missing.get().is_none()
                data-act="send-registration"
                data-missing=move || missing.get().map(|_| "")
                aria-busy=move || pending.get().then_some("true")
            >
                {label}
            </button>
        </footer>
    }
}

#[component]
fn Who(form: Form) -> impl IntoView {
    view! {
        <div class="ask">
            <label for="name">{announcements::name}</label>
            <input id="name" data-field="name" autocomplete="name" maxlength="100" aria-describedby="name-note" bind:value=form.name />
            <p class="step-note" id="name-note">{announcements::why_asked}</p>
        </div>
        <div class="ask">
            <label for="document">{check_in::document}</label>
            <select id="document" data-field="document" bind:value=form.document>
                {KINDS.map(|(kind, value)| view! { <option value=value>{move || terms::document(kind)}</option> })}
            </select>
        </div>
        <div class="ask">
            <label for="number">{check_in::number}</label>
            <input id="number" class="num" data-field="number" autocomplete="off" maxlength="40" aria-describedby="number-note" bind:value=form.number />
            <p class="step-note" id="number-note">{check_in::number_note}</p>
        </div>
    }
}

/// Two answers of one size, neither chosen.
#[component]
fn Adult(form: Form) -> impl IntoView {
    let choice = move |value: bool,
                       field: &'static str,
                       word: fn() -> &'static str,
                       more: Option<fn() -> &'static str>| {
        view! {
            <label class="answer answer--low">
                <input
                    type="radio"
                    name="adult"
                    data-field=field
                    prop:checked=move || form.adult.get() == Some(value)
                    on:change=move |_| form.adult.set(Some(value))
                />
                <span><b>{word}</b>{more.map(|more| view! { <span>{more}</span> })}</span>
            </label>
        }
    };
    view! {
        <fieldset class="answers answers--pair">
            <legend>{announcements::adult_title}</legend>
            {choice(true, "adult", announcements::adult_yes, None)}
            {choice(false, "minor", announcements::adult_no, Some(announcements::adult_no_more))}
        </fieldset>
    }
}

/// Where seats are few they come first.
#[component]
fn Relative(form: Form) -> impl IntoView {
    view! {
        <label class="pick">
            <input
                type="checkbox"
                data-field="relative"
                prop:checked=move || form.relative.get()
                on:change:target=move |event| form.relative.set(event.target().checked())
            />
            <span><b>{announcements::relative}</b>" "<span class="step-note">{announcements::relative_more}</span></span>
        </label>
    }
}

/// To know beforehand. Each is acknowledged by itself, and once, when he checks in (R5).
#[component]
fn Rules() -> impl IntoView {
    view! {
        <div class="sheet-note">
            <h2>{announcements::rules_title}</h2>
            <ol class="articles">
                {move || announcements::rules().map(|rule| view! { <li>{rule}</li> }).collect_view()}
            </ol>
        </div>
        <p class="step-note">{announcements::rules_later}</p>
    }
}
