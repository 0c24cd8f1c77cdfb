//! 身份 (R2): name, document and number. Of the number only the last four characters leave this page.

use hearing::Command;
use hearing::check_in::DocumentKind;
use hearing::id_number::last_four;
use leptos::prelude::*;

use super::draft;
use super::my_hearing::Plate;
use super::step_page::StepPage;
use crate::session::use_session;
use crate::text::{check_in, terms};
use crate::ui::Icon;

pub const KINDS: [(DocumentKind, &str); 4] = [
    (DocumentKind::IdCard, "id_card"),
    (DocumentKind::Passport, "passport"),
    (DocumentKind::LawyerLicence, "lawyer_licence"),
    (DocumentKind::Other, "other"),
];

/// What was chosen of the list, whose first is chosen from the beginning.
pub fn kind_named(name: &str) -> DocumentKind {
    let named = KINDS.iter().find(|(_, known)| *known == name);
    named.map_or(DocumentKind::IdCard, |(kind, _)| *kind)
}

#[component]
pub fn IdentityStep() -> impl IntoView {
    let session = use_session();
    let on_record = session.mine(|_, seat| seat.check_in.identity.clone());
    let known = on_record.get_untracked().flatten();
    let verified = move || {
        on_record
            .get()
            .flatten()
            .is_some_and(|i| i.verified.is_some())
    };
    let name = draft::field(
        "name",
        known.as_ref().map(|i| i.name.clone()).unwrap_or_default(),
    );
    let named = |kind: DocumentKind| {
        KINDS
            .iter()
            .find(|(k, _)| *k == kind)
            .map_or("", |(_, n)| n)
    };
    let document = draft::field(
        "document",
        named(known.as_ref().map_or(DocumentKind::IdCard, |i| i.document)),
    );
    let number = draft::number("number", document);
    let changed = move || {
        on_record.get().flatten().is_none_or(|i| {
            i.name != name.get().trim()
                || named(i.document) != document.get()
                || !number.get().is_empty()
        })
    };
    let stated = move || last_four(kind_named(&document.get()), &number.get());
    let missing = Signal::derive(move || {
        let wanted = changed() && !verified();
        let fault = stated().err().filter(|_| wanted);
        fault.map(check_in::number_fault)
    });
    let commands = move |()| match untrack(stated) {
        Ok(last_four) if untrack(changed) && !untrack(verified) => {
            vec![Command::StateIdentity {
                name: name.get_untracked().trim().to_owned(),
                document: kind_named(&document.get_untracked()),
                last_four,
            }]
        }
        Ok(_) | Err(_) => Vec::new(),
    };
    let label = move || {
        if changed() {
            check_in::submit_identity()
        } else {
            check_in::go_on()
        }
        .to_owned()
    };
    view! {
        <StepPage
            act="state-identity"
            label=Signal::derive(label)
            missing
            commands
            drafts=&["name", "document", "number"]
            cols=true
        >
            <section>
                <h1>{check_in::identity_title}</h1>
                <Plate />
                <Show when=verified><p class="lead">{check_in::verified_already}</p></Show>
                <fieldset class="step-fields" disabled=verified>
                    <div class="ask">
                        <label for="name">{check_in::name}</label>
                        <input id="name" data-field="name" autocomplete="name" maxlength="100" bind:value=name />
                    </div>
                    <div class="ask">
                        <label for="document">{check_in::document}</label>
                        <select id="document" data-field="document" bind:value=document>
                            {KINDS.map(|(kind, value)| view! { <option value=value>{move || terms::document(kind)}</option> })}
                        </select>
                    </div>
                    <NumberAsk number missing kept=known.map(|i| i.last_four) />
                </fieldset>
            </section>
            <HowChecked />
        </StepPage>
    }
}

#[component]
fn NumberAsk(
    number: draft::Field,
    missing: Signal<Option<&'static str>>,
    kept: Option<String>,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    view! {
        <div class="ask" data-wanted=move || missing.get().map(|_| "")>
            <label for="number">{check_in::number}</label>
            <span class="ask-with">
                <input
                    id="number"
                    class="num"
                    data-field="number"
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete="off"
                    maxlength="40"
                    aria-describedby="number-note"
                    bind:value=number
                />
                <button
                    type="button" data-act="show-number"
                    class="press press--quiet"
                    aria-pressed=move || if shown.get() { "true" } else { "false" }
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    <Icon name="eye" />
                    <span>{move || if shown.get() { check_in::hide() } else { check_in::show() }}</span>
                </button>
            </span>
            <p class="step-note" id="number-note">
                {check_in::number_note}
                {kept.map(|kept| view! { " "{check_in::number_kept}" "<b class="num">{kept}</b> })}
            </p>
        </div>
    }
}

#[component]
fn HowChecked() -> impl IntoView {
    view! {
        <section>
            <h2>{check_in::how_checked}</h2>
            <ul class="facts">
                <li><Icon name="check" /><span>{check_in::checked_file}</span></li>
                <li><Icon name="eye" /><span>{check_in::checked_again}</span></li>
                <li><Icon name="shield" /><span>{check_in::checked_no_face}</span></li>
            </ul>
        </section>
    }
}
