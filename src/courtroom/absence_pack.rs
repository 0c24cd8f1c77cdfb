//! 退庭证据包: everything that is known of a person's absences, as a file (R25).

use hearing::SeatId;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::check_in::save;
use crate::session::{request, use_session};
use crate::text::{away as words, common, refusals};
use crate::ui::{Icon, use_toasts};

#[component]
pub fn PackKeys(seat: SeatId) -> impl IntoView {
    let page = seat.clone();
    view! {
        <Key act="absences-page" path=format!("/api/absences/{page}/page") name=format!("absences-{page}.html") kind="text/html" word=words::download_page />
        <Key act="absences-data" path=format!("/api/absences/{seat}") name=format!("absences-{seat}.json") kind="application/json" word=words::download_pack />
        <p class="guard-note">{words::pack_note}</p>
    }
}

#[component]
fn Key(
    act: &'static str,
    path: String,
    name: String,
    kind: &'static str,
    word: fn() -> &'static str,
) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let fetch = move |_| {
        busy.set(true);
        let (path, name) = (path.clone(), name.clone());
        spawn_local(async move {
            match request::bytes(session, &path).await {
                Ok(bytes) => save(&bytes, &name, kind),
                Err(trouble) => toasts.say(move || refusals::trouble(&trouble)),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <button type="button" class="press press--dense" data-act=act disabled=move || busy.get() on:click=fetch>
            <Icon name="download" />
            <span>{move || if busy.get() { common::loading() } else { word() }}</span>
        </button>
    }
}
