//! The file: the transcript as PDF for who took part; for the court the whole file with its chain, and how a stranger
//! checks it.

use hearing::{Phase, Role};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;

use crate::session::{Session, Trouble, request, use_session};
use crate::text::{common, record as words, refusals};
use crate::ui::{Icon, use_toasts};

#[component]
pub fn HearingFile() -> impl IntoView {
    let session = use_session();
    let finished = session.select(|h| h.phase == Phase::Finished);
    let court = session.mine(|_, me| me.role.is_court());
    // The whole file is for the bench and the clerk; who signs has the transcript.
    let keeps = session.mine(|_, me| me.role.is_bench() || me.role == Role::Clerk);
    let shown = move || finished.get() || court.get() == Some(true);
    view! {
        <Show when=shown>
            <section aria-label=words::the_file data-finished=move || finished.get().to_string()>
                <h3 class="work-head">{move || if finished.get() { words::finished() } else { words::the_file() }}</h3>
                <div class="panel-acts">
                    <Download act="download-pdf" path="/api/record.pdf" name="record.pdf" kind="application/pdf" word=words::download_pdf />
                    <Show when=move || keeps.get() == Some(true)>
                        <Download act="download-file" path="/api/file" name="hearing.kaiting.json" kind="application/json" word=words::download_file />
                    </Show>
                </div>
                <Show when=move || keeps.get() == Some(true)>
                    <p class="guard-note">{words::how_to_verify}</p>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn Download(
    act: &'static str,
    path: &'static str,
    name: &'static str,
    kind: &'static str,
    word: fn() -> &'static str,
) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let fetch = move |_| {
        busy.set(true);
        spawn_local(async move {
            if let Err(trouble) = save(session, path, name, kind).await {
                toasts.say(refusals::trouble(&trouble));
            }
            busy.set(false);
        });
    };
    view! {
        <button type="button" class="press" data-act=act disabled=move || busy.get() on:click=fetch>
            <Icon name="download" />
            <span>{move || if busy.get() { common::loading() } else { word() }}</span>
        </button>
    }
}

/// Fetched with one's pass, then handed to the browser as a file.
async fn save(session: Session, path: &str, name: &str, kind: &str) -> Result<(), Trouble> {
    let bytes = request::bytes(session, path).await?;
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options);
    let blob = blob.map_err(|_| Trouble::Unavailable)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob).map_err(|_| Trouble::Unavailable)?;
    let link = gloo::utils::document()
        .create_element("a")
        .map_err(|_| Trouble::Unavailable)?;
    let link: web_sys::HtmlAnchorElement = link.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    let _ = web_sys::Url::revoke_object_url(&url);
    Ok(())
}
