//! The seat is open on another device, which is being asked for it.

use leptos::prelude::*;

use super::left::Left;
use crate::session::{Link, use_session};
use crate::text::common;
use crate::ui::OnlyWords;

#[component]
pub fn Held() -> impl IntoView {
    let session = use_session();
    let link = session.link();
    let until = Signal::derive(move || match link.get() {
        Link::Held { until } => until,
        Link::Out
        | Link::Connecting
        | Link::Live
        | Link::Lost { .. }
        | Link::Ended(_)
        | Link::Outdated => 0,
    });
    view! {
        <OnlyWords place="held" title=common::held_title>
            <p role="status">{common::held_words}</p>
            <Left until words=common::held_left />
            <p class="step-note">{common::held_else}</p>
            <button type="button" class="press" data-act="leave" data-ready="" on:click=move |_| session.leave()>
                {common::back_to_door}
            </button>
        </OnlyWords>
    }
}
