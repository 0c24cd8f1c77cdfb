//! Whose key signed the file: anybody can make a whole file under a key of his own.

use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen_futures::spawn_local;

use crate::session::request;
use crate::text::verify as words;
use crate::ui::Icon;

#[derive(Deserialize)]
struct OfThisSite {
    id: String,
}

#[component]
pub fn Key(id: String) -> impl IntoView {
    // Asked for by the page's own court; about the file nothing is said.
    let here = RwSignal::new(None::<String>);
    spawn_local(async move {
        if let Ok(OfThisSite { id }) = request::get_as(None, "/api/key").await {
            here.try_set(Some(id));
        }
    });
    let published = RwSignal::new(String::new());
    let own = StoredValue::new(id.clone());
    let same = move |other: &str| own.with_value(|own| own == other.trim());
    view! {
        <section class="verdict-key">
            <h3>{words::key_title}</h3>
            <p class="verdict-id num" data-key="">{id}</p>
            {move || here.get().map(|here| if same(&here) {
                view! { <p data-site-key="same">{words::key_here}</p> }.into_any()
            } else {
                view! { <p class="trouble" data-site-key="other"><Icon name="warn" /><span>{words::key_not_here}</span></p> }.into_any()
            })}
            <p class="step-note">{words::key_words}</p>
            <label class="field">
                <span>{words::key_published}</span>
                <input type="text" data-field="published-key" autocomplete="off" spellcheck="false" bind:value=published />
            </label>
            <p role="status">
                {move || published.with(|p| (!p.trim().is_empty()).then(|| same(p))).map(|same| if same {
                    view! { <span class="verify-good" data-published="same"><Icon name="check" /><b>{words::key_same}</b></span> }.into_any()
                } else {
                    view! { <span class="verify-bad" data-published="other"><Icon name="warn" /><b>{words::key_other}</b></span> }.into_any()
                })}
            </p>
        </section>
    }
}
