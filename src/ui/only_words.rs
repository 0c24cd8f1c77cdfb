//! The frame of a page that has nothing but a word to its reader, and what he can press.

use leptos::prelude::*;

use super::PreferenceKeys;
use crate::text::common;

#[component]
pub fn OnlyWords(
    place: &'static str,
    /// Where the words have none, a heading is for the ear alone.
    #[prop(optional)]
    title: Option<fn() -> &'static str>,
    children: Children,
) -> impl IntoView {
    let heading = match title {
        Some(title) => view! { <h1>{title}</h1> }.into_any(),
        None => view! { <h1 class="vh">{common::kaiting}</h1> }.into_any(),
    };
    view! {
        <main class="over" data-place=place>
            <p class="over-tools"><PreferenceKeys /></p>
            {heading}
            {children()}
        </main>
    }
}
