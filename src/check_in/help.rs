//! 叫书记员: one press, on every screen.

use hearing::Command;
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::check_in;
use crate::ui::{Icon, doing_then, use_toasts};

#[component]
pub fn CallClerk() -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let called = session.mine(|_, seat| seat.check_in.help_wanted_since.is_some());
    let calls = StoredValue::new(false);
    let doing = doing_then(move || {
        if calls.get_value() {
            toasts.say(check_in::help_on_its_way());
        }
    });
    let press = move |_| {
        let withdraws = called.get_untracked() == Some(true);
        calls.set_value(!withdraws);
        doing.start(if withdraws {
            Command::WithdrawCallForHelp
        } else {
            Command::CallForHelp
        });
    };
    view! {
        <button
            type="button"
            class="tool tool--hand"
            data-act="call-for-help"
            data-ready=""
            aria-pressed=move || if called.get() == Some(true) { "true" } else { "false" }
            aria-busy=move || doing.busy()
            on:click=press
        >
            <Icon name="bell" />
            <span>
                {move || doing.word(if called.get() == Some(true) { check_in::clerk_called } else { check_in::call_clerk })}
            </span>
        </button>
    }
}
