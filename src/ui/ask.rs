//! A question before a grave act: its consequence in words, and a reason where the law wants one.

use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::text::common;

/// A modal question. `open` shows it; it closes itself by either answer or Escape.
#[component]
pub fn Ask(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] words: Signal<String>,
    #[prop(into)] answer: Signal<String>,
    #[prop(optional)] grave: bool,
    #[prop(into)] yes: Callback<()>,
) -> impl IntoView {
    view! {
        <Frame open title words>
            <div class="panel-acts">
                <button type="button" class="press" data-act="ask-no" on:click=move |_| open.set(false)>
                    {common::cancel}
                </button>
                <button
                    type="button"
                    class=if grave { "press press--grave" } else { "press press--now" }
                    data-act="ask-yes"
                    on:click=move |_| {
                        open.set(false);
                        yes.run(());
                    }
                >
                    {move || answer.get()}
                </button>
            </div>
        </Frame>
    }
}

/// Like [`Ask`], with a reason that enters the record; `label` names it where it is something else than a reason.
#[component]
pub fn AskReason(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] words: Signal<String>,
    #[prop(into)] answer: Signal<String>,
    #[prop(optional, into)] suggestion: Signal<String>,
    #[prop(optional, into)] label: Option<Signal<String>>,
    #[prop(optional)] grave: bool,
    #[prop(into)] yes: Callback<String>,
) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    Effect::new(move |_| {
        if open.get() {
            reason.set(suggestion.get_untracked());
        }
    });
    let missing = move || reason.with(|r| r.trim().is_empty());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !reason.with_untracked(|r| r.trim().is_empty()) {
            open.set(false);
            yes.run(reason.get_untracked());
        }
    };
    view! {
        <Frame open title words>
            <form on:submit=submit>
                <label class="field">
                    <span>{move || label.map_or_else(|| common::reason().to_owned(), |label| label.get())}</span>
                    <input
                        type="text"
                        data-field="reason"
                        maxlength="1000"
                        prop:value=move || reason.get()
                        on:input:target=move |event| reason.set(event.target().value())
                    />
                </label>
                <div class="panel-acts">
                    <button type="button" class="press" data-act="ask-no" on:click=move |_| open.set(false)>
                        {common::cancel}
                    </button>
                    <button
                        type="submit"
                        class=if grave { "press press--grave" } else { "press press--now" }
                        data-act="ask-yes"
                        disabled=missing
                    >
                        {move || answer.get()}
                    </button>
                </div>
            </form>
        </Frame>
    }
}

/// A native modal dialog: focus stays in it, Escape closes it, focus returns to where it was.
#[component]
pub fn Frame(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] words: Signal<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let children = StoredValue::new(children);
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        let dialog: &web_sys::HtmlDialogElement = dialog.unchecked_ref();
        if open.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog class="panel ask-box" node_ref=dialog on:close=move |_| open.set(false) aria-label=move || title.get()>
            <Show when=move || open.get()>
                <div class="panel-head"><h2>{move || title.get()}</h2></div>
                <p class="guard-note">{move || words.get()}</p>
                {children.with_value(|children| children())}
            </Show>
        </dialog>
    }
}
