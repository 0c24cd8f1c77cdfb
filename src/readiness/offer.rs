//! A command that is offered only while the court would accept it: the hearing's own rules decide, not a copy of them.

use hearing::{Actor, Command};
use leptos::prelude::*;

use crate::session::{Session, use_session};
use crate::ui::Press;

/// Whether this command from one's own seat would be accepted now.
pub fn accepted(session: Session, command: Command) -> Memo<bool> {
    let would =
        session.mine(move |h, me| h.decide(&Actor::Seat(me.id.clone()), &command, 0).is_ok());
    Memo::new(move |_| would.get() == Some(true))
}

#[component]
pub fn Offer(
    act: &'static str,
    label: fn() -> &'static str,
    command: Command,
    #[prop(optional, into)] of: Option<String>,
    #[prop(optional)] class: &'static str,
    #[prop(optional)] done: Option<Callback<()>>,
) -> impl IntoView {
    let shown = accepted(use_session(), command.clone());
    let done = Callback::new(move |()| {
        if let Some(done) = done {
            done.run(());
        }
    });
    move || {
        shown.get().then(|| {
            let command = command.clone();
            view! {
                <Press
                    act
                    label=Signal::derive(move || label().to_owned())
                    command=move || Some(command.clone())
                    class
                    seat=of.clone().unwrap_or_default()
                    done
                />
            }
        })
    }
}
