//! Read to the end, tick, sign. A later change voids the signature, and this asks again.

use hearing::record_kind::integrity_value;
use hearing::transcript::SignState;
use hearing::{Command, Phase};
use leptos::prelude::*;

use super::drawing::Drawing;
use super::receipt_code::ReceiptCode;
use crate::check_in::ToPhone;
use crate::session::use_session;
use crate::text::{Word as _, record as words};
use crate::ui::{AskReason, Icon, Press, clock_time, doing};

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
    let reminded = session.mine(|h, me| {
        let entries = h.transcript.sign_off.iter().flat_map(|s| &s.entries);
        let mut own = entries.filter(|e| e.seat == me.id);
        let own = own.find(|e| matches!(e.state, SignState::Waiting | SignState::Voided { .. }));
        own.and_then(|e| e.reminded.last().copied())
    });
    let signed = move || (step.get() == Some(Step::Signed)).to_string();
    view! {
        <section class="sign" aria-label=words::reading data-signed=signed aria-live="polite">
            {move || reminded.get().flatten().map(|at| view! {
                <p class="sign-reminded" data-reminded=""><Icon name="bell" /><span>{words::reminded_you}</span> <time class="num">{clock_time(at)}</time></p>
            })}
            {move || match step.get() {
                None | Some(Step::NotOpen) => view! { <p class="guard-note">{words::wait_open}</p> }.into_any(),
                Some(Step::NotAsked) => view! { <p class="guard-note">{words::not_asked}</p> }.into_any(),
                Some(Step::Read) => view! { <SealedRecording /><Confirm at_end /><ReadBy /><OnPhone /> }.into_any(),
                Some(Step::ReadAgain) => view! {
                    <p class="sign-void" role="alert">{words::voided}</p>
                    <Confirm at_end />
                }.into_any(),
                Some(Step::Sign) => view! { <SealedRecording /><SignHere /><OnPhone /> }.into_any(),
                Some(Step::Signed) => view! {
                    <p class="sign-done">{words::you_signed}</p>
                    <p><ReceiptCode /></p>
                    <p class="guard-note">{words::wait_others}</p>
                    <ReadBy />
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

/// 五日内阅读 (R67): until when.
#[component]
pub fn ReadBy() -> impl IntoView {
    let session = use_session();
    let until = session.select(|h| (h.phase == Phase::Closed).then(|| h.read_by()).flatten());
    view! {
        {move || until.get().map(|until| {
            let over = session.now() >= until;
            view! { <p class="guard-note" data-read-by=until.to_string()>{move || words::read_by(until, over)}</p> }
        })}
    }
}

/// 完整性校验值: what is signed where the recording takes the record's place (R64), as this browser computes it from the list.
#[component]
fn SealedRecording() -> impl IntoView {
    let session = use_session();
    let files = session.select(|h| {
        let recording = h.transcript.sign_off.as_ref().map(|s| s.recording.clone());
        recording.unwrap_or_default()
    });
    view! {
        <Show when=move || files.with(|files| !files.is_empty())>
            <p class="guard-note">{move || words::signs_recording(files.with(Vec::len))}</p>
            <p class="sign-value" data-integrity=""><code>{move || files.with(|files| integrity_value(files))}</code></p>
            <details class="sign-files">
                <summary>{words::sealed_files}</summary>
                <ul>{move || files.get().into_iter().map(|file| view! { <li><span>{file.file}</span> <code>{file.sha256}</code></li> }).collect_view()}</ul>
            </details>
        </Show>
    }
}

/// Who reads at a computer may sign with his finger.
#[component]
fn OnPhone() -> impl IntoView {
    let session = use_session();
    let court = session.mine(|_, me| me.role.is_court());
    view! {
        <Show when=move || court.get() == Some(false)>
            <p class="sign-phone"><span>{words::sign_on_phone}</span> <ToPhone /></p>
        </Show>
    }
}

/// The tick: not before the last line has been on the screen. Who has refused may still sign, but not refuse twice.
#[component]
fn Confirm(at_end: RwSignal<bool>, #[prop(optional)] refused: bool) -> impl IntoView {
    let session = use_session();
    let sealed = session.select(|h| {
        let sign_off = h.transcript.sign_off.as_ref();
        sign_off.is_some_and(|s| !s.recording.is_empty())
    });
    let rule = move || match (at_end.get(), sealed.get()) {
        (false, _) => words::read_to_end(),
        (true, false) => words::correction_rule(),
        (true, true) => words::sealed_rule(),
    };
    let role = session.role();
    let have_read =
        Signal::derive(move || words::have_read_as(role.get(), sealed.get()).to_owned());
    view! {
        <p class="guard-note">{rule}</p>
        <div class="panel-acts">
            <Press act="confirm-read" class="press--now" icon="check" label=have_read
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
            session: None,
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
