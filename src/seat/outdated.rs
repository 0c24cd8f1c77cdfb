//! The court's system is newer than this page: what to do, and that nothing is lost.

use leptos::prelude::*;

use crate::text::common;
use crate::ui::OnlyWords;

#[component]
pub fn Outdated() -> impl IntoView {
    let reload = |_| {
        let _ = gloo::utils::window().location().reload();
    };
    view! {
        <OnlyWords place="outdated">
            <p role="alert">{common::outdated}</p>
            <button type="button" class="press press--now" data-act="reload" data-ready="" on:click=reload>
                {common::reload}
            </button>
        </OnlyWords>
    }
}
