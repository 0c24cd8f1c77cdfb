//! What one who takes part asks for from his place: the floor, the exhibits, the clerk.

use hearing::Command;
use leptos::prelude::*;

use super::more_key::MoreKey;
use crate::check_in::TakeCallBack;
use crate::session::use_session;
use crate::text::courtroom as words;
use crate::ui::{Icon, doing};
use crate::view::{View, use_view};

#[component]
pub fn PartyKeys() -> impl IntoView {
    let session = use_session();
    let view = use_view();
    let up = session.mine(|h, me| h.hands.contains(&me.id));
    let called = session.mine(|_, me| me.check_in.help_wanted_since.is_some());
    let heard = session.mine(|_, me| me.role.is_called());
    let (asks, calls) = (doing(), doing());
    let hand = move |_| {
        let Some(me) = session.me().get_untracked() else {
            return;
        };
        let command = match up.get_untracked() {
            Some(true) => Command::LowerHand { seat: me },
            Some(false) | None => Command::RaiseHand,
        };
        asks.start(command);
    };
    let asking = RwSignal::new(false);
    let call = move |_| match called.get_untracked() {
        Some(true) => asking.set(true),
        Some(false) | None => calls.start(Command::CallForHelp),
    };
    view! {
        <div class="bar-group">
            <button type="button" class="tool tool--hand" data-act="hand" aria-pressed=move || (up.get() == Some(true)).to_string()
                aria-busy=move || asks.busy() on:click=hand>
                <Icon name="hand" />
                <span class="tool-label">{move || asks.word(if up.get() == Some(true) { words::hand_up } else { words::hand })}</span>
            </button>
            <Show when=move || heard.get() != Some(true)>
                <button type="button" class="tool tool--docs" data-act="to-evidence" on:click=move |_| view.to(View::Evidence)>
                    <Icon name="folder" /><span class="tool-label">{words::exhibits}</span>
                </button>
            </Show>
            <button type="button" class="tool tool--clerk tool--rare" data-act="call-for-help" aria-pressed=move || (called.get() == Some(true)).to_string()
                aria-busy=move || calls.busy() on:click=call>
                <Icon name="bell" />
                <span class="tool-label">{move || calls.word(if called.get() == Some(true) { words::clerk_called } else { words::call_clerk })}</span>
            </button>
            <MoreKey />
            <TakeCallBack asking />
        </div>
    }
}
