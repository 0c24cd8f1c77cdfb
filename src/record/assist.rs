//! 协助签名 (R70): somebody without a device signs by his own hand on the court's.

use hearing::transcript::Assistance;
use hearing::{Command, SeatId};
use leptos::prelude::*;

use super::drawing::Drawing;
use crate::session::use_session;
use crate::text::{Word as _, common, record as words};
use crate::ui::{Frame, Press};

#[component]
pub fn Assist(seat: SeatId, name: String) -> impl IntoView {
    let open = RwSignal::new(false);
    let of = seat.0.clone();
    let who = StoredValue::new((seat, name));
    view! {
        <button type="button" class="press press--quiet press--dense" data-act="assist-sign" data-of=of on:click=move |_| open.set(true)>
            {words::assist}
        </button>
        <Frame open title=words::assist.text() words=words::assist_words.text()>
            {who.with_value(|(seat, name)| view! { <Pad open seat=seat.clone() name=name.clone() /> })}
        </Frame>
    }
}

#[component]
fn Pad(open: RwSignal<bool>, seat: SeatId, name: String) -> impl IntoView {
    let session = use_session();
    let how = RwSignal::new(None::<Assistance>);
    let drawing = RwSignal::new(String::new());
    let id = StoredValue::new(seat);
    let title = name.clone();
    let signer = StoredValue::new(name);
    let text = session.select(move |h| {
        let lines: Vec<_> = id.with_value(|id| h.part_for(id).map(|l| l.text.clone()).collect());
        lines
    });
    let command = move || {
        let seat = id.get_value();
        Some(Command::SignAssisted {
            text_sha256: session.peek(|h| h.digest_to_sign(&seat)),
            seat,
            name: signer.get_value(),
            drawing: drawing.get_untracked(),
            how: how.get_untracked()?,
        })
    };
    let missing = Signal::derive(move || how.get().is_none() || drawing.with(String::is_empty));
    let choice = move |of: Assistance| {
        let (value, word): (_, fn() -> &'static str) = match of {
            Assistance::ReadAloud => ("read-aloud", words::assist_read),
            Assistance::CourtsDevice => ("courts-device", words::assist_screen),
        };
        view! {
            <label class="tick-row">
                <input type="radio" name="assist-how" data-field=format!("assist-{value}") on:change=move |_| how.set(Some(of)) />
                <span>{word}</span>
            </label>
        }
    };
    view! {
        <p class="assist-name"><b>{title}</b></p>
        <details class="assist-text">
            <summary>{words::assist_text}</summary>
            <div class="assist-lines" tabindex="0">
                {move || text.get().into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
            </div>
        </details>
        <fieldset class="assist-how">
            <legend>{words::assist_how}</legend>
            {Assistance::ALL.map(choice).collect_view()}
        </fieldset>
        <Drawing path=drawing word=words::assist_draw />
        <div class="panel-acts">
            <button type="button" class="press" data-act="ask-no" on:click=move |_| open.set(false)>{common::cancel}</button>
            <Press act="send-assisted" class="press--now" icon="sign" label=words::sign.text() disabled=missing
                command=command done=Callback::new(move |()| _ = open.try_set(false)) />
        </div>
    }
}
