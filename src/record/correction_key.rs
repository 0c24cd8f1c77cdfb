//! 申请补正, beside the line it concerns (R57).

use hearing::{Command, CorrectionId, LineId};
use leptos::prelude::*;

use crate::session::{new_id, use_session};
use crate::text::{Word as _, common, record as words};
use crate::ui::{Frame, Press};

#[component]
pub fn CorrectionKey(line: LineId, text: String) -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    let closed = session.select(|h| h.phase == hearing::Phase::Closed);
    let of = line.0.clone();
    let should_read = RwSignal::new(text.clone());
    let reason = RwSignal::new(String::new());
    let now_reads = StoredValue::new(text);
    let target = StoredValue::new(line);
    let command = move || {
        Some(Command::RequestCorrection {
            correction: CorrectionId::new(new_id().0),
            line: target.get_value(),
            should_read: should_read.get_untracked(),
            reason: reason.get_untracked(),
        })
    };
    let missing = Signal::derive(move || {
        let same = should_read
            .with(|s| now_reads.with_value(|now| s.trim() == now || s.trim().is_empty()));
        same || reason.with(|r| r.trim().is_empty())
    });
    view! {
        <Show when=move || closed.get()>
            <button type="button" class="press press--quiet press--dense line-correct" data-act="request-correction" data-of=of.clone()
                on:click=move |_| open.set(true)>
                {words::ask_correction}
            </button>
        </Show>
        <Frame open title=words::ask_correction.text() words=words::correction_rule.text()>
            <p class="field"><span>{words::now_reads}</span><b>{now_reads.get_value()}</b></p>
            <label class="field">
                <span>{words::should_read}</span>
                <textarea rows="3" maxlength="4000" data-field="should-read" prop:value=move || should_read.get()
                    on:input:target=move |event| should_read.set(event.target().value())></textarea>
            </label>
            <label class="field">
                <span>{common::reason}</span>
                <input type="text" maxlength="1000" data-field="reason" on:input:target=move |event| reason.set(event.target().value()) />
            </label>
            <div class="panel-acts">
                <button type="button" class="press" data-act="ask-no" on:click=move |_| open.set(false)>{common::cancel}</button>
                <Press act="send-correction" class="press--now" label=words::send_correction.text() disabled=missing
                    command=command done=Callback::new(move |()| open.set(false)) />
            </div>
        </Frame>
    }
}
