//! What may come a moment later.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// Drawn in a task of its own: what is pressed or typed meanwhile comes first, and what stands above it is there sooner.
#[component]
pub fn Later(children: ChildrenFn) -> impl IntoView {
    let come = RwSignal::new(false);
    Timeout::new(0, move || {
        // The page may have gone.
        let _ = come.try_set(true);
    })
    .forget();
    view! { <Show when=move || come.get()>{children()}</Show> }
}
