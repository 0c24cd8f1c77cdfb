//! The paper that authority rests on: handed in here, hashed in this browser, or brought to the court.

use hearing::exhibit::ExhibitFile;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::draft::Field;
use crate::evidence::{Carrier, Way};
use crate::session::use_session;
use crate::text::{check_in, evidence};
use crate::ui::{FileKey, Icon};

/// In the place of a file: it comes on paper.
pub const LATER: &str = "later";

/// `paper`: the file as the court knows it, as JSON; [`LATER`]; or empty.
#[component]
pub fn AuthorityPaper(paper: Field) -> impl IntoView {
    let session = use_session();
    let carrier = Carrier::new();
    let picked = NodeRef::<Input>::new();
    let known = Memo::new(move |_| serde_json::from_str::<ExhibitFile>(&paper.get()).ok());
    // The hash that proves the file unchanged is to be had on a secure page alone.
    let able = gloo::utils::window().is_secure_context();
    let choose = Callback::new(move |()| {
        let file = picked
            .get_untracked()
            .and_then(|input| input.files()?.get(0));
        let Some((file, bearer)) = file.zip(session.bearer()) else {
            return;
        };
        spawn_local(async move {
            if let Some(found) = carrier.bring(file, &bearer).await
                && let Ok(text) = serde_json::to_string(&found)
            {
                carrier.way.try_set(Way::Resting);
                paper.try_set(text);
            }
        });
    });
    let later = move |on: bool| paper.set(if on { LATER.to_owned() } else { String::new() });
    let share = move || match carrier.way.get() {
        Way::Hashing(per_cent) | Way::Sending(per_cent) | Way::Waiting(per_cent) => Some(per_cent),
        Way::Checking => Some(100),
        Way::Resting | Way::Stopped | Way::Failed(_) => None,
    };
    let label = move || {
        if known.with(Option::is_some) {
            check_in::authority_paper_new()
        } else {
            check_in::authority_paper()
        }
    };
    view! {
        <div class="ask" data-wanted=move || paper.with(String::is_empty).then_some("")>
            {move || known.get().map(|file| view! {
                <p class="desk-done" data-paper=file.sha256.clone()>
                    <Icon name="check" />
                    <span>{check_in::authority_paper_kept}" · "{move || check_in::pages(file.pages)}" · "{move || evidence::size(file.size)}</span>
                </p>
            })}
            <Show
                when=move || able
                fallback=|| view! { <p class="step-note" data-paper-barred="">{check_in::authority_paper_barred}</p> }
            >
                // The key is in its name: a file is chosen by pressing either.
                <label class="file-ask">
                    <span>{label}</span>
                    <FileKey
                        input=picked
                        field="paper"
                        accept="application/pdf,image/*"
                        note="paper-note"
                        disabled=Signal::derive(move || carrier.is_under_way())
                        chosen=choose
                    />
                </label>
                <p class="step-note" id="paper-note">{check_in::authority_paper_note}</p>
            </Show>
            <div data-way=move || carrier.way.with(evidence::way_name)>
                <p role="status">{move || evidence::way(&carrier.way.get())}</p>
                <Show when=move || share().is_some()>
                    <progress max="100" value=share aria-label=check_in::uploading></progress>
                </Show>
                <Show when=move || carrier.is_under_way()>
                    <button type="button" class="press press--dense" data-act="stop-upload" on:click=move |_| carrier.stop()>
                        {evidence::stop_upload}
                    </button>
                </Show>
            </div>
        </div>
        <label class="pick">
            <input
                type="checkbox"
                data-field="paper-later"
                prop:checked=move || paper.with(|paper| paper == LATER)
                on:change:target=move |event| later(event.target().checked())
            />
            <span>{check_in::authority_paper_later}</span>
        </label>
    }
}
