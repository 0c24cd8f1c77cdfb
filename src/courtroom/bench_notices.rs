//! What waits for the court, beside what happens: people to bring back in, applications to decide on, a break that is due.

use hearing::Role;
use hearing::recusal::Recusal;
use leptos::prelude::*;

use super::break_reminder::BreakReminder;
use super::cleared::Cleared;
use super::panel::{Panel, use_panel};
use super::secured_ground::SecuredGround;
use crate::session::use_session;
use crate::text::bench as words;

#[component]
pub fn BenchNotices() -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let bench = session.mine(|_, me| me.role.is_bench());
    let judge = session.mine(|_, me| me.role == Role::PresidingJudge);
    let open = session.select(|h| h.recusals.iter().filter(|r| Recusal::is_open(r)).count());
    let waits = move || judge.get() == Some(true) && open.get() > 0;
    let court = session.mine(|_, me| me.role.is_court());
    view! {
        <Show when=move || court.get() == Some(true)>
            <div class="now-cell now-notices">
                <Cleared />
                <SecuredGround />
                <Show when=waits>
                    <button type="button" class="press press--dense press--waits" data-act="recusals" aria-haspopup="dialog"
                        aria-expanded=move || panel.is(&Panel::Recusals).to_string()
                        on:click=move |_| panel.toggle(Panel::Recusals)>
                        {move || words::open_requests(open.get())}
                    </button>
                </Show>
                <Show when=move || bench.get() == Some(true)><BreakReminder /></Show>
            </div>
        </Show>
    }
}
