//! 禁止私自录音录像声明 (R6), for each person and each hearing.

use hearing::{Command, notice};
use leptos::prelude::*;

use super::step_page::StepPage;
use crate::session::use_session;
use crate::text::check_in;

#[component]
pub fn DeclarationStep() -> impl IntoView {
    let session = use_session();
    let name = session.mine(|_, seat| seat.name.clone());
    let at = session.mine(|_, seat| seat.check_in.no_recording_at);
    let made = move || at.get().flatten().is_some();
    let commands = move |()| {
        if untrack(made) {
            Vec::new()
        } else {
            vec![Command::DeclareNoRecording {
                edition: notice::EDITION,
            }]
        }
    };
    let label = move || {
        if made() {
            check_in::go_on()
        } else {
            check_in::declare()
        }
        .to_owned()
    };
    view! {
        <StepPage
            act="declare-no-recording"
            label=Signal::derive(label)
            missing=Signal::derive(|| None)
            commands
        >
            <h1>{check_in::declaration_title}</h1>
            <div class="sheet-note sheet-note--deed">
                <p>{move || check_in::declaration(&name.get().unwrap_or_default())}</p>
                <p class="sheet-foot num">
                    {move || at.get().flatten().map(|at| format!("{} {}", check_in::day(at), check_in::short_time(at)))}
                </p>
            </div>
            <p class="step-note">{check_in::declaration_note}</p>
        </StepPage>
    }
}
