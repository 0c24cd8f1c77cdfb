//! 如实作证保证书 (R10): the witness writes his name under it here, and reads it aloud in court.

use hearing::{Command, Role, notice};
use leptos::prelude::*;

use super::draft;
use super::step_page::StepPage;
use crate::session::use_session;
use crate::text::check_in;

#[component]
pub fn UndertakingStep() -> impl IntoView {
    let session = use_session();
    let role = session.role();
    let deed = session.mine(|h, seat| {
        let court = h.matter.as_ref().map(|m| m.court.clone());
        (seat.role, seat.name.clone(), court.unwrap_or_default())
    });
    let given = session.mine(|_, seat| seat.check_in.undertaking.clone());
    let signed = move || given.get().flatten();
    let name = draft::field(
        "signed-name",
        untrack(signed).map(|u| u.signed_name).unwrap_or_default(),
    );
    let missing = Signal::derive(move || {
        let empty = name.with(|n| n.trim().is_empty());
        empty.then(check_in::undertaking_name_missing)
    });
    let commands = move |()| {
        if untrack(signed).is_some() {
            Vec::new()
        } else {
            vec![Command::GiveUndertaking {
                signed_name: name.get_untracked(),
                edition: notice::EDITION,
            }]
        }
    };
    let label = move || {
        if signed().is_some() {
            check_in::go_on()
        } else {
            check_in::sign()
        }
        .to_owned()
    };
    view! {
        <StepPage
            act="give-undertaking"
            label=Signal::derive(label)
            missing
            commands
            drafts=&["signed-name"]
        >
            <h1>{move || check_in::undertaking_title(role.get())}</h1>
            <p class="lead">{move || if role.get() == Some(Role::Witness) { check_in::undertaking_read() } else { check_in::undertaking_read_else() }}</p>
            <div class="sheet-note sheet-note--deed">
                <p>{move || deed.get().map(|(role, name, court)| check_in::undertaking(role, &name, &court))}</p>
            </div>
            <p class="step-note">{move || check_in::undertaking_law(role.get())}</p>
            <div class="ask" data-wanted=move || missing.get().map(|_| "")>
                <label for="signed-name">{check_in::undertaking_name}</label>
                <input
                    id="signed-name"
                    data-field="signed-name"
                    autocomplete="off"
                    maxlength="100"
                    readonly=move || signed().is_some()
                    bind:value=name
                />
            </div>
        </StepPage>
    }
}
