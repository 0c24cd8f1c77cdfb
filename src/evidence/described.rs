//! 文字说明 (R52) beside the picture it is of: to be read, or to be heard.

use leptos::prelude::*;

use super::facts::Item;
use crate::text::proof;
use crate::ui::{Icon, SayKey};

fn words_of(item: Signal<Option<Item>>) -> Memo<String> {
    Memo::new(move |_| {
        item.with(|i| {
            i.as_ref()
                .map(|i| i.alternative.clone())
                .unwrap_or_default()
        })
    })
}

/// Shows it or puts it away, where there is one.
#[component]
pub fn DescriptionKey(
    #[prop(into)] item: Signal<Option<Item>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let words = words_of(item);
    view! {
        <Show when=move || !words.with(String::is_empty)>
            <button
                type="button"
                class="press press--dense press--description"
                data-act="description"
                aria-label=proof::alternative
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon name="caption" />
                <span>{proof::alternative}</span>
            </button>
        </Show>
    }
}

#[component]
pub fn Description(
    #[prop(into)] item: Signal<Option<Item>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let words = words_of(item);
    view! {
        <Show when=move || open.get() && !words.with(String::is_empty)>
            <aside class="description" aria-label=proof::alternative data-description="">
                <div class="description-head">
                    <h3>{proof::alternative}</h3>
                    <SayKey text=words />
                </div>
                <p class="description-words">{move || words.get()}</p>
                <p class="note">{proof::alternative_by}</p>
            </aside>
        </Show>
    }
}
