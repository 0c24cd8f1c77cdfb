//! A question with answers of its own, before something enters the record.

use hearing::Millis;
use leptos::prelude::*;

use crate::text::{common, proof};
use crate::ui::{Frame, day_and_time};

/// `ready`: all that is wanted has been given. The children are its fields.
#[component]
pub fn Question(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    words: fn() -> &'static str,
    answer: fn() -> &'static str,
    #[prop(into)] ready: Signal<bool>,
    #[prop(into)] yes: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if ready.get_untracked() {
            open.set(false);
            yes.run(());
        }
    };
    view! {
        <Frame open title words=Signal::derive(move || words().to_owned())>
            <form class="question" on:submit=submit>
                {children.with_value(|children| children())}
                <div class="panel-acts">
                    <button type="button" class="press" data-act="ask-no" on:click=move |_| open.set(false)>{common::cancel}</button>
                    <button type="submit" class="press press--now" data-act="ask-yes" disabled=move || !ready.get()>{answer}</button>
                </div>
            </form>
        </Frame>
    }
}

/// A line of text, or several.
#[component]
pub fn Words(
    field: &'static str,
    label: fn() -> &'static str,
    value: RwSignal<String>,
    #[prop(optional)] note: Option<fn() -> &'static str>,
    #[prop(default = 1)] rows: u32,
    #[prop(default = 1_000)] limit: u32,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <textarea rows=rows maxlength=limit data-field=field
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())></textarea>
            {note.map(|note| view! { <span class="note">{note}</span> })}
        </label>
    }
}

/// One of several, nothing chosen beforehand.
#[component]
pub fn Pick(
    field: &'static str,
    label: fn() -> &'static str,
    chosen: RwSignal<Option<usize>>,
    #[prop(into)] words: Signal<Vec<&'static str>>,
) -> impl IntoView {
    let options = move || {
        let all = words.get().into_iter().enumerate();
        all.map(|(nth, word)| {
            view! {
                <label class="pick">
                    <input type="radio" name=field data-field=format!("{field}-{nth}") prop:checked=move || chosen.get() == Some(nth)
                        on:change=move |_| chosen.set(Some(nth)) />
                    <span>{word}</span>
                </label>
            }
        })
        .collect_view()
    };
    view! {
        <fieldset class="question-pick">
            <legend>{label}</legend>
            {options}
        </fieldset>
    }
}

/// A moment, in Beijing time whatever the clock of this computer says.
#[component]
pub fn Moment(
    field: &'static str,
    label: fn() -> &'static str,
    value: RwSignal<Option<Millis>>,
) -> impl IntoView {
    let shown = move || value.get().map(|at| day_and_time(at).replace(' ', "T"));
    view! {
        <label class="field">
            <span>{label}</span>
            <input type="datetime-local" data-field=field prop:value=shown
                on:change:target=move |event| value.set(moment(&event.target().value())) />
        </label>
    }
}

fn moment(text: &str) -> Option<Millis> {
    let at = js_sys::Date::parse(&format!("{text}+08:00"));
    (at > 0.0).then_some(at as Millis)
}

/// Whether a text says something.
pub fn said(value: RwSignal<String>) -> bool {
    value.with(|text| !text.trim().is_empty())
}

/// No date, or one.
#[component]
pub fn MaybeMoment(
    field: &'static str,
    label: fn() -> &'static str,
    none: fn() -> &'static str,
    dated: RwSignal<Option<usize>>,
    value: RwSignal<Option<Millis>>,
) -> impl IntoView {
    view! {
        <Pick field label chosen=dated words=Signal::derive(move || vec![none(), proof::with_date()]) />
        <Show when=move || dated.get() == Some(1)>
            <Moment field label value />
        </Show>
    }
}
