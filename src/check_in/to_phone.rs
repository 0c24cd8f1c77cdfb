//! On to the telephone: a picture to scan, for who began at a computer without a camera.

use leptos::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;

use crate::session::{Trouble, request, use_session};
use crate::text::{Word, check_in, common, refusals};
use crate::ui::{Frame, Icon, QrPicture};

#[derive(Clone, Deserialize)]
struct HandedOver {
    qr: String,
}

#[component]
pub fn ToPhone() -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    let link = RwSignal::new(None::<Result<HandedOver, Trouble>>);
    let show = move |_| {
        link.set(None);
        open.set(true);
        spawn_local(async move {
            let made = request::post(session, "/api/handover", &Value::Null).await;
            link.try_set(Some(made));
        });
    };
    view! {
        <button type="button" class="press press--dense to-phone" data-act="to-phone" on:click=show>
            <Icon name="phone" /><span>{check_in::to_phone}</span>
        </button>
        <Frame open title=check_in::to_phone.text() words=check_in::to_phone_words.text()>
            <div class="qr-box">
                {move || match link.get() {
                    None => view! { <p role="status">{common::loading}</p> }.into_any(),
                    Some(Ok(made)) => view! { <QrPicture svg=made.qr name=check_in::to_phone.text() /> }.into_any(),
                    Some(Err(why)) => view! { <p role="alert">{refusals::trouble(&why)}</p> }.into_any(),
                }}
            </div>
            <div class="panel-acts">
                <button type="button" class="press" data-act="close-qr" on:click=move |_| open.set(false)>{common::close}</button>
            </div>
        </Frame>
    }
}
