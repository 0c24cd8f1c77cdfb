//! 叫书记员: one press, on every screen.

use hearing::Command;
use leptos::prelude::*;

use crate::session::{Sent, use_session};
use crate::text::{check_in, refusals};
use crate::ui::{Icon, use_toasts};

#[component]
pub fn CallClerk() -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let called = session.mine(|_, seat| seat.check_in.help_wanted_since.is_some());
    let under_way = RwSignal::new(None::<(bool, ArcRwSignal<Sent>)>);
    Effect::new(
        move |_| match under_way.get().map(|(calls, sent)| (calls, sent.get())) {
            Some((calls, Sent::Acknowledged)) => {
                under_way.set(None);
                if calls {
                    toasts.say(check_in::help_on_its_way());
                }
            }
            Some((_, Sent::Refused(refusal))) => {
                under_way.set(None);
                toasts.say(refusals::refusal(&refusal));
            }
            Some((_, Sent::Pending)) | None => {}
        },
    );
    let press = move |_| {
        if under_way.with_untracked(Option::is_some) {
            return;
        }
        let calls = called.get_untracked() != Some(true);
        let command = if calls {
            Command::CallForHelp
        } else {
            Command::WithdrawCallForHelp
        };
        under_way.set(Some((calls, session.send(command))));
    };
    view! {
        <button
            type="button"
            class="tool tool--hand"
            data-act="call-for-help"
            data-ready=""
            aria-pressed=move || if called.get() == Some(true) { "true" } else { "false" }
            aria-busy=move || under_way.with(Option::is_some).then_some("true")
            on:click=press
        >
            <Icon name="bell" />
            <span>
                {move || if called.get() == Some(true) { check_in::clerk_called() } else { check_in::call_clerk() }}
            </span>
        </button>
    }
}
