//! A command that is offered only while the court would accept it: the hearing's own rules decide, not a copy of them.

use hearing::Command;
use leptos::prelude::*;

use crate::session::use_session;
use crate::ui::Press;

#[component]
pub fn Offer(
    act: &'static str,
    label: fn() -> &'static str,
    #[prop(into)] command: Signal<Command>,
    #[prop(optional, into)] of: Option<String>,
    #[prop(optional)] class: &'static str,
    #[prop(optional)] done: Option<Callback<()>>,
) -> impl IntoView {
    let shown = use_session().accepts(move || Some(command.get()));
    let done = Callback::new(move |()| {
        if let Some(done) = done {
            done.run(());
        }
    });
    move || {
        shown.get().then(|| {
            view! {
                <Press
                    act
                    label=Signal::derive(move || label().to_owned())
                    command=move || Some(command.get_untracked())
                    class
                    seat=of.clone().unwrap_or_default()
                    done
                />
            }
        })
    }
}
