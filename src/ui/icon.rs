//! A sign of the icon set. It never stands alone: a word beside it, or a name on the control.

use leptos::prelude::*;

#[component]
pub fn Icon(#[prop(into)] name: Signal<&'static str>) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=move || format!("/icons.svg#i-{}", name.get()) />
        </svg>
    }
}
