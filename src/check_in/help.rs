//! 叫书记员: one press, on every screen.

use hearing::Command;
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::check_in;
use crate::ui::{Ask, Icon, doing, doing_then, use_toasts};

#[component]
pub fn CallClerk(
    /// The page itself says what becomes of the call; a toast would lie over what he is to do.
    #[prop(optional)]
    said_here: bool,
) -> impl IntoView {
    let session = use_session();
    let called = session.mine(|_, seat| seat.check_in.help_wanted_since.is_some());
    let toasts = use_toasts();
    let doing = doing_then(move || {
        if !said_here {
            toasts.say(check_in::help_on_its_way);
        }
    });
    // Who presses in need presses twice: only an answer takes the call back.
    let asking = RwSignal::new(false);
    let press = move |_| {
        if called.get_untracked() == Some(true) {
            asking.set(true);
        } else {
            doing.start(Command::CallForHelp);
        }
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
        <TakeCallBack asking />
    }
}

/// The question before a call is taken back.
#[component]
pub fn TakeCallBack(asking: RwSignal<bool>) -> impl IntoView {
    let doing = doing();
    view! {
        <Ask
            open=asking
            title=Signal::derive(|| check_in::no_help_title().to_owned())
            words=Signal::derive(|| check_in::no_help_words().to_owned())
            answer=Signal::derive(|| check_in::no_help().to_owned())
            yes=Callback::new(move |()| doing.start(Command::WithdrawCallForHelp))
        />
    }
}
