//! Read to the end, tick, sign. A later change voids the signature, and this asks again.

use hearing::Command;
use hearing::transcript::SignState;
use leptos::prelude::*;

use super::drawing::Drawing;
use crate::session::use_session;
use crate::text::{Word as _, record as words};
use crate::ui::{AskReason, Press, doing};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    NotOpen,
    NotAsked,
    Read,
    ReadAgain,
    Sign,
    Signed,
    Refused,
    Noted,
}

#[component]
pub fn SignPanel(at_end: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let step = session.mine(|h, me| {
        let Some(sign_off) = &h.transcript.sign_off else {
            return Step::NotOpen;
        };
        let Some(entry) = sign_off.entries.iter().find(|e| e.seat == me.id) else {
            return Step::NotAsked;
        };
        match (&entry.state, entry.read_at) {
            (SignState::Signed(_), _) => Step::Signed,
            (SignState::Refused { .. }, _) => Step::Refused,
            (SignState::Unsigned { .. }, None) => Step::Noted,
            (SignState::Voided { .. }, None) => Step::ReadAgain,
            (SignState::Waiting, None) => Step::Read,
            (
                SignState::Waiting | SignState::Unsigned { .. } | SignState::Voided { .. },
                Some(_),
            ) => Step::Sign,
        }
    });
    let signed = move || (step.get() == Some(Step::Signed)).to_string();
    view! {
        <section class="sign" aria-label=words::reading data-signed=signed aria-live="polite">
            {move || match step.get() {
                None | Some(Step::NotOpen) => view! { <p class="guard-note">{words::wait_open}</p> }.into_any(),
                Some(Step::NotAsked) => view! { <p class="guard-note">{words::not_asked}</p> }.into_any(),
                Some(Step::Read) => view! { <Confirm at_end /> }.into_any(),
                Some(Step::ReadAgain) => view! {
                    <p class="sign-void" role="alert">{words::voided}</p>
                    <Confirm at_end />
                }.into_any(),
                Some(Step::Sign) => view! { <SignHere /> }.into_any(),
                Some(Step::Signed) => view! {
                    <p class="sign-done">{words::you_signed}</p>
                    <p class="guard-note">{words::wait_others} " " {words::five_days}</p>
                }.into_any(),
                Some(Step::Refused) => view! {
                    <p class="guard-note">{words::you_refused}</p>
                    <Confirm at_end refused=true />
                }.into_any(),
                Some(Step::Noted) => view! {
                    <p class="guard-note">{words::you_were_noted}</p>
                    <Confirm at_end />
                }.into_any(),
            }}
        </section>
    }
}

/// The tick: not before the last line has been on the screen. Who has refused may still sign, but not refuse twice.
#[component]
fn Confirm(at_end: RwSignal<bool>, #[prop(optional)] refused: bool) -> impl IntoView {
    view! {
        <p class="guard-note">{move || if at_end.get() { words::correction_rule() } else { words::read_to_end() }}</p>
        <div class="panel-acts">
            <Press act="confirm-read" class="press--now" icon="check" label=words::have_read.text()
                disabled=Signal::derive(move || !at_end.get()) command=|| Some(Command::ConfirmRead) />
            {(!refused).then(|| view! { <Refuse /> })}
        </div>
    }
}

/// Who will not sign need not say first that the record is right: open from the beginning, but not to the court.
#[component]
fn Refuse() -> impl IntoView {
    let session = use_session();
    let court = session.mine(|_, me| me.role.is_court());
    let asking = RwSignal::new(false);
    let doing = doing();
    let refuse = Callback::new(move |reason| doing.start(Command::RefuseToSign { reason }));
    view! {
        <Show when=move || court.get() == Some(false)>
            <button type="button" class="press" data-act="refuse-to-sign" aria-busy=move || doing.busy() on:click=move |_| doing.ask(asking)>
                {move || doing.word(words::refuse_to_sign)}
            </button>
        </Show>
        <AskReason open=asking title=words::refuse_title.text() words=words::refuse_words.text()
            answer=words::refuse_title.text() yes=refuse />
    }
}

#[component]
fn SignHere() -> impl IntoView {
    let session = use_session();
    let name = RwSignal::new(String::new());
    let drawing = RwSignal::new(String::new());
    let command = move || {
        let me = session.me().get_untracked()?;
        Some(Command::Sign {
            text_sha256: session.peek(|h| h.digest_to_sign(&me)),
            name: name.get_untracked(),
            drawing: Some(drawing.get_untracked()).filter(|path| !path.is_empty()),
        })
    };
    view! {
        <label class="field">
            <span>{words::sign_name}</span>
            <input type="text" maxlength="100" autocomplete="name" data-field="sign-name"
                on:input:target=move |event| name.set(event.target().value()) />
        </label>
        <Drawing path=drawing />
        <div class="panel-acts">
            <Press act="sign" class="press--now" icon="sign" label=words::sign.text()
                disabled=Signal::derive(move || name.with(|n| n.trim().is_empty())) command=command />
            <Refuse />
        </div>
    }
}
