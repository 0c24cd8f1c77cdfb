//! The seat is open on another device, which is being asked for it.

use leptos::prelude::*;

use crate::session::use_session;
use crate::text::common;
use crate::ui::PreferenceKeys;

#[component]
pub fn Held() -> impl IntoView {
    let session = use_session();
    view! {
        <main class="over" data-place="held">
            <p class="over-tools"><PreferenceKeys /></p>
            <h1>{common::held_title}</h1>
            <p role="status">{common::held_words}</p>
            <p class="step-note">{common::held_else}</p>
            <button type="button" class="press" data-act="leave" data-ready="" on:click=move |_| session.leave()>
                {common::back_to_door}
            </button>
        </main>
    }
}
