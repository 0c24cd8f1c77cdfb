//! 申请补正, beside the line it concerns (R57): its words, whose they are, or what is missing behind it.

use hearing::transcript::{Speaker, Wrong};
use hearing::{Command, CorrectionId, LineId, SeatId};
use leptos::prelude::*;

use super::who_spoke::WhoSpoke;
use crate::session::{new_id, use_session};
use crate::text::{Word as _, common, record as words};
use crate::ui::{Frame, Press};

#[derive(Clone, Copy, PartialEq)]
enum What {
    Words,
    Speaker,
    Omission,
}

#[component]
pub fn CorrectionKey(line: LineId, text: String) -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    let closed = session.select(|h| h.phase == hearing::Phase::Closed);
    let of = line.0.clone();
    let line = StoredValue::new(line);
    let text = StoredValue::new(text);
    view! {
        <Show when=move || closed.get()>
            <button type="button" class="press press--quiet press--dense line-correct" data-act="request-correction" data-of=of.clone()
                on:click=move |_| open.set(true)>
                {words::ask_correction}
            </button>
        </Show>
        <Frame open title=words::ask_correction.text() words=words::correction_rule.text()>
            <Asking line=line.get_value() text=text.get_value() open />
        </Frame>
    }
}

#[component]
fn Asking(line: LineId, text: String, open: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let what = RwSignal::new(What::Words);
    let should_read = RwSignal::new(text.clone());
    let left_out = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    let who = RwSignal::new(None::<SeatId>);
    let speaks = session.peek(|h| match h.transcript.line(&line).map(|l| &l.speaker) {
        Some(Speaker::Seat(seat)) => Some(seat.clone()),
        Some(Speaker::Nobody) | None => None,
    });
    let said = speaks.is_some();
    // R59: nobody who is called says what others have said.
    let own_only = session.mine(|_, me| me.role.is_called().then(|| me.id.clone()));
    let own = move || own_only.get().flatten();
    let now_reads = StoredValue::new(text);
    let now_speaks = StoredValue::new(speaks);
    let target = StoredValue::new(line);
    let request = move || {
        let (should_read, wrong) = match what.get() {
            What::Words => (should_read.get(), Wrong::Words),
            What::Speaker => {
                let (now, should) = (now_speaks.get_value()?, who.get()?);
                (now_reads.get_value(), Wrong::Speaker { now, should })
            }
            What::Omission => {
                let speaker = own().or_else(|| who.get())?;
                (left_out.get(), Wrong::Omission { speaker })
            }
        };
        let same = wrong == Wrong::Words && now_reads.with_value(|now| should_read.trim() == now);
        let reason = reason.get();
        let whole = !same && !should_read.trim().is_empty() && !reason.trim().is_empty();
        whole.then_some((should_read, wrong, reason))
    };
    let command = move || {
        let (should_read, wrong, reason) = untrack(request)?;
        Some(Command::RequestCorrection {
            correction: CorrectionId::new(new_id().0),
            line: target.get_value(),
            should_read,
            wrong,
            reason,
        })
    };
    let missing = Signal::derive(move || request().is_none());
    let choice = move |of: What, field: &'static str, word: fn() -> &'static str| {
        view! {
            <label>
                <input type="radio" name="wrong" data-field=field prop:checked=move || what.get() == of
                    on:change=move |_| { who.set(None); what.set(of); } />
                <span>{word}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field field--row">
            <legend>{words::what_is_wrong}</legend>
            {choice(What::Words, "wrong-words", words::wrong_words)}
            {said.then(|| choice(What::Speaker, "wrong-speaker", words::wrong_speaker))}
            {choice(What::Omission, "wrong-omission", words::wrong_omission)}
        </fieldset>
        <p class="field">
            <span>{move || if what.get() == What::Omission { words::missing_behind() } else { words::now_reads() }}</span>
            <b>{now_reads.get_value()}</b>
        </p>
        {move || match what.get() {
            What::Words => view! { <Statement text=should_read word=words::should_read /> }.into_any(),
            What::Speaker => view! { <WhoSpoke who but=now_speaks.get_value() /> }.into_any(),
            What::Omission => view! {
                {own().is_none().then(|| view! { <WhoSpoke who but=None /> })}
                <Statement text=left_out word=words::left_out />
            }.into_any(),
        }}
        <label class="field">
            <span>{common::reason}</span>
            <input type="text" maxlength="1000" data-field="reason" on:input:target=move |event| reason.set(event.target().value()) />
        </label>
        <div class="panel-acts">
            <button type="button" class="press" data-act="ask-no" on:click=move |_| open.set(false)>{common::cancel}</button>
            <Press act="send-correction" class="press--now" label=words::send_correction.text() disabled=missing
                command=command done=Callback::new(move |()| _ = open.try_set(false)) />
        </div>
    }
}

#[component]
fn Statement(text: RwSignal<String>, word: fn() -> &'static str) -> impl IntoView {
    view! {
        <label class="field">
            <span>{word}</span>
            <textarea rows="3" maxlength="4000" data-field="should-read" prop:value=move || text.get()
                on:input:target=move |event| text.set(event.target().value())></textarea>
        </label>
    }
}
