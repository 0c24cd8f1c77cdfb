//! What became of a call for help: since when it waits, or when the clerk has answered.

use leptos::prelude::*;

use crate::session::use_session;
use crate::text::waiting;
use crate::ui::Icon;

#[component]
pub fn HelpState() -> impl IntoView {
    let session = use_session();
    let help = session.mine(|_, seat| {
        let own = &seat.check_in;
        (own.help_wanted_since, own.help_answered_at)
    });
    let shown = move || match help.get() {
        Some((Some(since), _)) => Some((
            "bell",
            "help-state help-state--open",
            waiting::help_called_at(since),
        )),
        Some((None, Some(at))) => Some(("check", "help-state", waiting::help_answered_at(at))),
        Some((None, None)) | None => None,
    };
    view! {
        <div role="status" data-help-state="">
            {move || shown().map(|(icon, class, words)| view! {
                <p class=class><Icon name=icon /><span class="num">{words}</span></p>
            })}
        </div>
    }
}
