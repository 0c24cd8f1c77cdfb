//! A command as a plate with a word. Pressed, it shows as pending until the server has answered; refused, it says why.

use hearing::Command;
use leptos::prelude::*;

use super::{Icon, use_toasts};
use crate::session::{Sent, use_session};
use crate::text::{common, refusals};

/// `act` names the command for tests and shortcuts; `command` is made when it is pressed.
#[component]
pub fn Press(
    act: &'static str,
    #[prop(into)] label: Signal<String>,
    command: impl Fn() -> Option<Command> + 'static,
    #[prop(optional, into)] class: &'static str,
    #[prop(optional)] icon: Option<&'static str>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] seat: Option<String>,
    /// What follows once it is on the record.
    #[prop(optional, into)]
    done: Option<Callback<()>>,
) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let under_way = RwSignal::new(None::<ArcRwSignal<Sent>>);
    let pending = Memo::new(move |_| {
        under_way
            .get()
            .is_some_and(|sent| sent.get() == Sent::Pending)
    });
    Effect::new(move |_| match under_way.get().map(|sent| sent.get()) {
        Some(Sent::Refused(refusal)) => {
            under_way.set(None);
            toasts.say(refusals::refusal(&refusal));
        }
        Some(Sent::Acknowledged) => {
            under_way.set(None);
            if let Some(done) = done {
                done.run(());
            }
        }
        Some(Sent::Pending) | None => {}
    });
    let press = move |_| {
        if pending.get_untracked() {
            return;
        }
        if let Some(command) = command() {
            under_way.set(Some(session.send(command)));
        }
    };
    view! {
        <button
            type="button"
            class=format!("press {class}")
            data-act=act
            data-of=seat
            aria-busy=move || pending.get().then_some("true")
            disabled=move || disabled.get()
            on:click=press
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            <span>{move || if pending.get() { common::pending().to_owned() } else { label.get() }}</span>
        </button>
    }
}
