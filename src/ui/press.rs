//! A command as a plate with a word. Pressed, it shows as pending until the server has answered; refused, it says why.

use hearing::Command;
use leptos::prelude::*;

use super::{Icon, doing_then};
use crate::text::common;

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
    let doing = doing_then(move || {
        if let Some(done) = done {
            done.run(());
        }
    });
    let press = move |_| doing.start_all(command());
    view! {
        <button
            type="button"
            class=format!("press {class}")
            data-act=act
            data-of=seat
            aria-busy=move || doing.busy()
            disabled=move || disabled.get()
            on:click=press
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            <span>{move || if doing.pending() { common::pending().to_owned() } else { label.get() }}</span>
        </button>
    }
}
