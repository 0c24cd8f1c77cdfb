//! Choosing, or dropping: the hearing's file, and what belongs to it.

use std::sync::Arc;

use gloo::timers::callback::Timeout;
use kaiting_journal::bundle::verify_bytes;
use kaiting_journal::packed::FILE;
use kaiting_zip::{END, Layout, Part, directory, parts};
use leptos::prelude::*;
use sha2::{Digest as _, Sha256};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Desk, Document, Looked};
use crate::text::verify as words;
use crate::ui::Icon;

/// How much of a document is in memory at a time.
const SLICE: f64 = 4.0 * 1024.0 * 1024.0;
/// How long the page has to say that it reads, before it does nothing else (ms).
const SAY_FIRST: u32 = 50;

#[component]
pub fn Choose() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let over = RwSignal::new(false);
    let chosen = move |event: web_sys::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        take(desk, input.files());
        // The same file once more is a choice too: it may be another by now.
        input.set_value("");
    };
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        take(desk, event.data_transfer().and_then(|held| held.files()));
    };
    view! {
        <section
            class="verify-choose"
            class:verify-choose--over=move || over.get()
            on:dragover=move |event: web_sys::DragEvent| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <label class="press press--now verify-file">
                <Icon name="folder" />
                <span>{move || if desk.looked.with(Option::is_some) { words::choose_another() } else { words::choose() }}</span>
                <input type="file" class="vh" multiple data-field="verify-file" on:change=chosen />
            </label>
            <p class="step-note">{words::choose_words}</p>
        </section>
    }
}

/// A hearing's file is JSON, and no exhibit is.
fn is_hearing(name: &str) -> bool {
    name.to_lowercase().ends_with(".json")
}

/// Everything in one archive; no exhibit is one.
fn is_bundle(name: &str) -> bool {
    name.to_lowercase().ends_with(".zip")
}

fn take(desk: Desk, files: Option<web_sys::FileList>) {
    let Some(files) = files else { return };
    for file in (0..files.length()).filter_map(|n| files.get(n)) {
        if is_bundle(&file.name()) {
            spawn_local(unpack(desk, file));
        } else if is_hearing(&file.name()) {
            spawn_local(look(desk, file));
        } else {
            spawn_local(put_beside(desk, file));
        }
    }
}

async fn look(desk: Desk, file: web_sys::File) {
    let name = file.name();
    begin(desk, &name).await;
    let bytes = read(&file, 0.0, file.size()).await;
    if is_latest(desk, &name) {
        verdict(desk, name, bytes);
    }
}

async fn begin(desk: Desk, name: &str) {
    desk.looked.try_set(None);
    desk.unread.try_set(false);
    desk.damaged.try_set(false);
    desk.lacking.try_set(Vec::new());
    desk.reading.try_set(Some(name.to_owned()));
    said().await;
}

fn is_latest(desk: Desk, name: &str) -> bool {
    let latest = desk
        .reading
        .try_with_untracked(|now| now.as_deref() == Some(name));
    latest == Some(true)
}

fn verdict(desk: Desk, name: String, bytes: Result<Vec<u8>, JsValue>) {
    match bytes {
        Ok(bytes) => {
            let found = Arc::new(verify_bytes(&bytes));
            desk.looked.try_set(Some(Looked { name, found }));
        }
        Err(_) => _ = desk.unread.try_set(true),
    }
    desk.reading.try_set(None);
}

/// An archive of any size: its parts are cut out where they lie, and read slice by slice.
async fn unpack(desk: Desk, file: web_sys::File) {
    let name = file.name();
    begin(desk, &name).await;
    let packed = opened(&file).await;
    if !is_latest(desk, &name) {
        return;
    }
    let (parts, layout) = match packed {
        Ok(Some(packed)) => packed,
        Ok(None) => {
            desk.damaged.try_set(true);
            desk.reading.try_set(None);
            return;
        }
        Err(_) => return verdict(desk, name, Err(JsValue::NULL)),
    };
    let mut cut = parts.iter().zip(&layout.begins).map(|(part, at)| {
        let (from, to) = (*at as f64, (at + part.size) as f64);
        file.slice_with_f64_and_f64(from, to)
            .map(|blob| (part.name.clone(), blob))
    });
    let first = match cut.next() {
        Some(Ok((part, blob))) if part == FILE => blob,
        Some(_) | None => {
            desk.damaged.try_set(true);
            desk.reading.try_set(None);
            return;
        }
    };
    let rest: Vec<_> = cut.filter_map(Result::ok).collect();
    let bytes = read(&first, 0.0, first.size()).await;
    if !is_latest(desk, &name) {
        return;
    }
    verdict(desk, name, bytes);
    let listed = desk.looked.try_with_untracked(|looked| {
        let found = looked.as_ref()?.found.clone();
        found
            .as_ref()
            .as_ref()
            .ok()
            .map(|file| file.documents.keys().cloned().collect())
    });
    let listed: Vec<String> = listed.flatten().unwrap_or_default();
    let has = |name: &String| rest.iter().any(|(part, _)| part == name);
    desk.lacking
        .try_set(listed.into_iter().filter(|name| !has(name)).collect());
    for (name, blob) in rest {
        put(desk, name, blob, true).await;
    }
}

/// Its parts and layout; none where a byte around them is not as it was exported.
async fn opened(file: &web_sys::File) -> Result<Option<(Vec<Part>, Layout)>, JsValue> {
    let size = file.size();
    let end = read(file, (size - END as f64).max(0.0), size).await?;
    let Some(place) = directory(&end, size as u64) else {
        return Ok(None);
    };
    let tail = read(file, place.from as f64, size).await?;
    let Some((parts, layout)) = parts(&tail).filter(|(_, l)| l.size == size as u64) else {
        return Ok(None);
    };
    for (head, begins) in layout.heads.iter().zip(&layout.begins) {
        let begins = *begins as f64;
        if read(file, begins - head.len() as f64, begins).await? != *head {
            return Ok(None);
        }
    }
    Ok(Some((parts, layout)))
}

/// Until what is said of it has been painted: checking a long file takes the page a moment.
async fn said() {
    let later = js_sys::Promise::new(&mut |done, _| {
        Timeout::new(SAY_FIRST, move || _ = done.call0(&JsValue::NULL)).forget();
    });
    let _ = JsFuture::from(later).await;
}

async fn put_beside(desk: Desk, file: web_sys::File) {
    put(desk, file.name(), file.into(), false).await;
}

async fn put(desk: Desk, name: String, file: web_sys::Blob, packed: bool) {
    let one = Document {
        name: name.clone(),
        sha256: None,
        packed,
    };
    desk.documents.try_update(|all| {
        all.retain(|known| known.name != name);
        all.push(one);
    });
    let sha256 = hash(&file).await.map_err(|_| ());
    desk.documents.try_update(|all| {
        if let Some(known) = all.iter_mut().find(|known| known.name == name) {
            known.sha256 = Some(sha256);
        }
    });
}

/// Slice by slice: a film is larger than a phone's memory.
async fn hash(file: &web_sys::Blob) -> Result<String, JsValue> {
    let size = file.size();
    let mut hash = Sha256::new();
    let mut from = 0.0;
    while from < size {
        let to = (from + SLICE).min(size);
        hash.update(read(file, from, to).await?);
        from = to;
    }
    let hash = hash.finalize();
    Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}

async fn read(file: &web_sys::Blob, from: f64, to: f64) -> Result<Vec<u8>, JsValue> {
    let slice = file.slice_with_f64_and_f64(from, to)?;
    let bytes = JsFuture::from(slice.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&bytes).to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_file_is_told_from_what_belongs_to_it() {
        for (name, hearing) in [
            ("g1.kaiting.json", true),
            ("G1.JSON", true),
            ("借条.jpg", false),
            ("json.pdf", false),
        ] {
            assert_eq!(is_hearing(name), hearing, "{name}");
        }
    }
}
