//! This page holds the seat no more: why, and what to do.

use hearing::wire::Goodbye;
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::common;
use crate::ui::OnlyWords;

#[component]
pub fn Over(reason: Goodbye) -> impl IntoView {
    let session = use_session();
    let words = move || match reason {
        Goodbye::TakenOver => common::taken_over(),
        Goodbye::SeatKept => common::seat_kept(),
        Goodbye::Removed => common::removed(),
        Goodbye::Withdrawn => common::withdrawn(),
        Goodbye::NoSession
        | Goodbye::Resync
        | Goodbye::TooMany
        | Goodbye::Malformed
        | Goodbye::ShuttingDown => common::session_over(),
    };
    let again = move |_| {
        if let Some(pass) = session.pass().get_untracked() {
            session.sit_down(pass);
        }
    };
    let asks_again = matches!(reason, Goodbye::TakenOver | Goodbye::SeatKept);
    let label = move || {
        if reason == Goodbye::SeatKept {
            common::ask_again()
        } else {
            common::use_here()
        }
    };
    view! {
        <OnlyWords place="over">
            <p role="alert">{words}</p>
            <Show when=move || asks_again>
                <button type="button" class="press press--now" data-act="use-here" data-ready="" on:click=again>
                    {label}
                </button>
            </Show>
            <button type="button" class="press" data-act="leave" data-ready="" on:click=move |_| session.leave()>
                {common::back_to_door}
            </button>
        </OnlyWords>
    }
}
