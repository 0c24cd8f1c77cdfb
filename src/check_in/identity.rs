//! 身份 (R2): name, document and number. Of the number only the last four characters leave this page.

use hearing::Command;
use hearing::check_in::DocumentKind;
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
    let number = draft::field("number", "");
    let changed = move || {
        on_record.get().flatten().is_none_or(|i| {
            i.name != name.get().trim()
                || named(i.document) != document.get()
                || !number.get().is_empty()
        })
    };
    let missing = Signal::derive(move || {
        (changed() && !verified() && last_four(&number.get()).is_none())
            .then(check_in::number_short)
    });
    let commands = move |()| {
        let kind = KINDS.iter().find(|(_, n)| *n == document.get_untracked());
        match (kind, last_four(&number.get_untracked())) {
            (Some((document, _)), Some(last_four)) if untrack(changed) && !untrack(verified) => {
                vec![Command::StateIdentity {
                    name: name.get_untracked().trim().to_owned(),
                    document: *document,
                    last_four,
                }]
            }
            (Some(_) | None, _) => Vec::new(),
        }
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
                    <NumberAsk number kept=known.map(|i| i.last_four) />
                </fieldset>
            </section>
            <HowChecked />
        </StepPage>
    }
}

#[component]
fn NumberAsk(number: draft::Field, kept: Option<String>) -> impl IntoView {
    let shown = RwSignal::new(false);
    view! {
        <div class="ask">
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
                    type="button"
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

/// The last four letters or digits, in capitals; none when there are fewer.
pub fn last_four(number: &str) -> Option<String> {
    let signs: Vec<char> = number.chars().filter(char::is_ascii_alphanumeric).collect();
    let start = signs.len().checked_sub(4)?;
    Some(
        signs
            .get(start..)?
            .iter()
            .collect::<String>()
            .to_ascii_uppercase(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn only_the_end_of_a_number() {
        assert_eq!(last_four("110108 1990 0101 002x").as_deref(), Some("002X"));
        assert_eq!(last_four("12a"), None);
    }
}
