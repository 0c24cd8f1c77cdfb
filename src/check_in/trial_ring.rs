//! The ring, once for trial: the person knows what he will hear, and the browser lets it sound later.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::call::ring_once;
use crate::text::waiting;
use crate::ui::Icon;

#[component]
pub fn TrialRing() -> impl IntoView {
    let played = RwSignal::new(None::<bool>);
    let press = move |_| {
        spawn_local(async move {
            let plays = ring_once().await;
            played.try_set(Some(plays.is_ok_and(|plays| plays.is_truthy())));
        });
    };
    let words = move || {
        played.get().map(|played| {
            if played {
                waiting::ring_played()
            } else {
                waiting::ring_silent()
            }
        })
    };
    view! {
        <span class="trial-ring">
            <button type="button" class="press press--dense" data-act="trial-ring" on:click=press>
                <Icon name="sound" /><span>{waiting::ring_once}</span>
            </button>
            <span class="step-note" role="status">{words}</span>
        </span>
    }
}
