//! Who has come past the sheet of risks unread finds it while he waits (R92): then there is time to read.

use leptos::prelude::*;

use super::risks::RiskSheet;
use super::waiting::LooksAt;
use super::while_waiting::WhileWaiting;
use crate::session::use_session;
use crate::text::risks;

/// The way to it; nothing for who has read it, or is not addressed by it.
#[component]
pub fn RisksUnread(looked_at: RwSignal<Option<LooksAt>>) -> impl IntoView {
    let unread = use_session()
        .mine(|h, seat| h.has_risk_sheet(seat) && seat.check_in.risks_read_at.is_none());
    view! {
        <Show when=move || unread.get() == Some(true)>
            <section class="risks-unread" data-risks-unread="">
                <h2>{risks::title}</h2>
                <p class="step-note">{risks::lead}</p>
                <p>
                    <button type="button" class="press" data-act="read-risks" on:click=move |_| looked_at.set(Some(LooksAt::Risks))>
                        {risks::gist}
                    </button>
                </p>
            </section>
        </Show>
    }
}

/// The sheet in the place of the waiting room.
#[component]
pub fn RisksWhileWaiting(close: Callback<()>) -> impl IntoView {
    view! { <WhileWaiting close><RiskSheet close /></WhileWaiting> }
}
