//! A key, and behind it the reason that its command wants. Pressed, it asks; answered, it shows as pending like any other.

use hearing::Command;
use leptos::prelude::*;

use super::{AskReason, doing};
use crate::text::common;

#[component]
pub fn PressReason(
    act: &'static str,
    #[prop(into)] label: Signal<String>,
    /// What the question is called, where that is not what the key says.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    #[prop(into)] words: Signal<String>,
    /// What the answer says, where that is not the title.
    #[prop(optional, into)]
    answer: Option<Signal<String>>,
    command: impl Fn(String) -> Command + Send + Sync + 'static,
    #[prop(optional, into)] class: &'static str,
    #[prop(optional, into)] seat: Option<String>,
    #[prop(optional, into)] suggestion: Signal<String>,
    /// What is asked for, where that is no reason.
    #[prop(optional, into)]
    field: Option<Signal<String>>,
    #[prop(optional)] grave: bool,
    /// A question that stands open outlasts its key.
    #[prop(optional, into)]
    shown: Option<Signal<bool>>,
) -> impl IntoView {
    let doing = doing();
    let asking = RwSignal::new(false);
    let title = title.unwrap_or(label);
    let yes = Callback::new(move |reason| doing.start(command(reason)));
    view! {
        <Show when=move || shown.is_none_or(|shown| shown.get())>
            <button type="button" class=format!("press {class}") data-act=act data-of=seat.clone()
                aria-busy=move || doing.busy() on:click=move |_| doing.ask(asking)>
                {move || if doing.pending() { common::pending().to_owned() } else { label.get() }}
            </button>
        </Show>
        <AskReason open=asking title words answer=answer.unwrap_or(title) suggestion label=field.unwrap_or(Signal::derive(|| common::reason().to_owned())) grave yes />
    }
}
