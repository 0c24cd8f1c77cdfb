//! A sign of the icon set. It never stands alone: a word beside it, or a name on the control.

use leptos::prelude::*;

#[component]
pub fn Icon(#[prop(into)] name: Signal<&'static str>) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=move || format!("#i-{}", name.get()) />
        </svg>
    }
}

/// The set itself, once on the page: what is shown when the line is lost asks nobody for its sign.
#[component]
pub fn IconSet() -> impl IntoView {
    view! { <div hidden aria-hidden="true" inner_html=include_str!("icons.svg")></div> }
}
