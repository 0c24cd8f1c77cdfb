//! The list of the keys, and the switch that turns the single ones off (WCAG 2.1.4).

use leptos::prelude::*;

use super::keys::{KEYS, SingleKeys};
use super::panel::PanelHead;
use crate::text::{Word as _, bench as words};

#[component]
pub fn KeysHelp() -> impl IntoView {
    let SingleKeys(on) = expect_context::<SingleKeys>();
    view! {
        <section class="panel guard" role="dialog" aria-labelledby="keys-title" data-panel="keys">
            <PanelHead title=words::keys_title.text() id="keys-title" />
            <p class="guard-note">{words::keys_note}</p>
            <label class="field field--row">
                <input type="checkbox" data-field="single-keys" prop:checked=move || on.get() on:change:target=move |event| on.set(event.target().checked()) />
                <span>{words::keys_on}</span>
            </label>
            <dl class="keys">
                {KEYS.iter().map(|key| view! { <dt><kbd>{key.key.to_uppercase()}</kbd></dt><dd>{key.word}</dd> }).collect_view()}
                <dt><kbd>"?"</kbd></dt><dd>{words::key_help}</dd>
                <dt><kbd>"F6"</kbd></dt><dd>{words::key_regions}</dd>
                <dt><kbd>"F2"</kbd></dt><dd>{words::key_bar}</dd>
            </dl>
        </section>
    }
}
