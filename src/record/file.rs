//! The file: the transcript in its kinds for who took part; for the court the whole file with its chain, and how a stranger
//! checks it.

use hearing::{Act, Grant, Phase, permitted};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::session::{Session, Trouble, request, use_session};
use crate::text::{common, record as words, refusals};
use crate::ui::{Icon, hand_over, use_toasts};
use crate::view::{View, use_view};

#[component]
pub fn HearingFile() -> impl IntoView {
    let session = use_session();
    let finished = session.select(|h| h.phase == Phase::Finished);
    let court = session.mine(|_, me| me.role.is_court());
    // The whole file is for the bench and the clerk; who signs has the transcript.
    let keeps = session.mine(|_, me| permitted(me.role, Act::TakeFile) == Grant::Yes);
    let view = use_view();
    let shown = move || finished.get() || court.get() == Some(true);
    view! {
        <Show when=shown>
            <section aria-label=words::the_file data-finished=move || finished.get().to_string()>
                <h3 class="work-head">{move || if finished.get() { words::finished() } else { words::the_file() }}</h3>
                <h4 class="file-kind">{words::take_transcript}</h4>
                <div class="panel-acts">
                    <Download act="download-pdf" path="/api/record.pdf" name="transcript.pdf" word=words::pdf />
                    <Download act="download-docx" path="/api/record.docx" name="transcript.docx" word=words::docx />
                    <Download act="download-text" path="/api/record.txt" name="transcript.txt" word=words::plain_text />
                    <Download act="download-captions" path="/api/record.vtt" name="transcript.vtt" word=words::captions />
                </div>
                <Show when=move || court.get() == Some(false)>
                    <p class="guard-note">{words::masked_copy}</p>
                </Show>
                <Show when=move || keeps.get() == Some(true)>
                    <h4 class="file-kind">{words::take_file}</h4>
                    <div class="panel-acts">
                        <Download act="download-bundle" path="/api/file.zip" name="hearing.kaiting.zip" word=words::download_bundle />
                        <Download act="download-file" path="/api/file" name="hearing.kaiting.json" word=words::download_file />
                    </div>
                    <p class="guard-note">{words::how_to_verify}</p>
                </Show>
                <button type="button" class="press" data-act="verify-file" on:click=move |_| view.to(View::Verify)>
                    <Icon name="shield" /><span>{common::verify_file}</span>
                </button>
            </section>
        </Show>
    }
}

#[component]
pub fn Download(
    act: &'static str,
    path: &'static str,
    name: &'static str,
    word: fn() -> &'static str,
) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let fetch = move |_| {
        busy.set(true);
        spawn_local(async move {
            if let Err(trouble) = save(session, path, name).await {
                toasts.say(move || refusals::trouble(&trouble));
            }
            busy.try_set(false);
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
async fn save(session: Session, path: &str, name: &str) -> Result<(), Trouble> {
    let blob = request::blob(session, path).await?;
    hand_over(&blob, name).ok_or(Trouble::Unavailable)
}
