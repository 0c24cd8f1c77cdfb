//! The plain fields of the form that files an exhibit.

use leptos::prelude::*;

#[component]
pub fn TextField(
    field: &'static str,
    label: fn() -> &'static str,
    value: RwSignal<String>,
    limit: u32,
) -> impl IntoView {
    view! {
        <label class="filing-field">
            <span>{label}</span>
            <input
                type="text"
                data-field=field
                maxlength=limit
                autocomplete="off"
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
        </label>
    }
}

/// Several lines, with what they are for.
#[component]
pub fn LongField(
    field: &'static str,
    label: fn() -> &'static str,
    note: fn() -> &'static str,
    value: RwSignal<String>,
    limit: u32,
) -> impl IntoView {
    view! {
        <label class="filing-field filing-field--long">
            <span>{label}</span>
            <textarea
                rows="2"
                data-field=field
                maxlength=limit
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            ></textarea>
            <span class="note">{note}</span>
        </label>
    }
}

#[component]
pub fn Choice(
    field: &'static str,
    label: fn() -> &'static str,
    value: RwSignal<usize>,
    words: fn() -> Vec<&'static str>,
) -> impl IntoView {
    let options = move || {
        let all = words().into_iter().enumerate();
        all.map(|(nth, word)| view! { <option value=nth.to_string() selected=value.get_untracked() == nth>{word}</option> })
            .collect_view()
    };
    view! {
        <label class="filing-field">
            <span>{label}</span>
            <select data-field=field on:change:target=move |event| value.set(event.target().value().parse().unwrap_or(0))>
                {options}
            </select>
        </label>
    }
}
