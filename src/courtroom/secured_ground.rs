//! Why the room was secured: asked for when it is safe, for nothing may hold the key itself up.

use hearing::{Act, Command, Grant, Hearing, Phase, permitted};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word as _, courtroom as words};
use crate::ui::PressReason;

#[component]
pub fn SecuredGround() -> impl IntoView {
    let session = use_session();
    let wanted = session.mine(|h, me| {
        let open = !matches!(h.phase, Phase::Closed | Phase::Finished);
        open && Hearing::securing_wants_ground(h)
            && permitted(me.role, Act::SecureRoom) == Grant::Yes
    });
    view! {
        <PressReason act="explain-securing" class="press--dense press--waits" shown=Signal::derive(move || wanted.get() == Some(true))
            label=words::explain_securing.text() title=words::explain_securing_title.text() words=words::explain_securing_words.text()
            answer=words::explain_securing_enter.text() command=|words| Command::ExplainSecuring { words } />
    }
}
