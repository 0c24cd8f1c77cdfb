//! 收据码: what the court signed of the record as it stood, to be kept by who has filed or signed.

use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::session::{Trouble, request, use_session};
use crate::text::{Word as _, common, refusals, verify as words};
use crate::ui::{Frame, Icon, QrPicture};

#[derive(Clone, Deserialize)]
struct Given {
    code: String,
    qr: String,
}

#[component]
pub fn ReceiptCode() -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    let given = RwSignal::new(None::<Result<Given, Trouble>>);
    let show = move |_| {
        given.set(None);
        open.set(true);
        spawn_local(async move {
            let answer = request::get(session, "/api/receipt-code").await;
            given.try_set(Some(answer));
        });
    };
    view! {
        <button type="button" class="press" data-act="receipt-code" on:click=show>
            <Icon name="qr" /><span>{words::code}</span>
        </button>
        <Frame open title=words::code.text() words=words::code_words.text()>
            {move || match given.get() {
                None => view! { <p class="qr-box" role="status">{common::loading}</p> }.into_any(),
                Some(Ok(given)) => view! { <Shown given /> }.into_any(),
                Some(Err(why)) => view! { <p class="qr-box" role="alert">{refusals::trouble(&why)}</p> }.into_any(),
            }}
            <div class="panel-acts">
                <CopyCode given />
                <button type="button" class="press" data-act="close-code" on:click=move |_| open.set(false)>{common::close}</button>
            </div>
        </Frame>
    }
}

#[component]
fn Shown(given: Given) -> impl IntoView {
    view! {
        <div class="qr-box qr-box--dense"><QrPicture svg=given.qr name=words::code.text() /></div>
        <label class="field code-text">
            <span>{words::code_text}</span>
            <textarea rows="3" readonly data-receipt-code="" prop:value=given.code></textarea>
        </label>
    }
}

#[component]
fn CopyCode(given: RwSignal<Option<Result<Given, Trouble>>>) -> impl IntoView {
    let copied = RwSignal::new(false);
    let code = move || given.with(|given| Some(given.as_ref()?.as_ref().ok()?.code.clone()));
    let copy = move |_| {
        let clipboard = gloo::utils::window().navigator().clipboard();
        // There is none on a page that is not secure: the text can be marked by hand.
        if clipboard.is_undefined() {
            return;
        }
        let Some(code) = code() else {
            return;
        };
        spawn_local(async move {
            let written = JsFuture::from(clipboard.write_text(&code)).await;
            copied.try_set(written.is_ok());
        });
    };
    view! {
        <Show when=move || code().is_some()>
            <button type="button" class="press press--now" data-act="copy-code" on:click=copy>
                {move || if copied.get() { words::copied() } else { words::copy() }}
            </button>
        </Show>
    }
}
