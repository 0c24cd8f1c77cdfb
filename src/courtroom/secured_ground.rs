//! Why the room was secured: asked for when it is safe, for nothing may hold the key itself up.

use hearing::{Act, Command, Grant, Hearing, Phase, permitted};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word as _, courtroom as words};
use crate::ui::{AskReason, doing};

#[component]
pub fn SecuredGround() -> impl IntoView {
    let session = use_session();
    let wanted = session.mine(|h, me| {
        let open = !matches!(h.phase, Phase::Closed | Phase::Finished);
        open && Hearing::securing_wants_ground(h)
            && permitted(me.role, Act::SecureRoom) == Grant::Yes
    });
    let asking = RwSignal::new(false);
    let doing = doing();
    let explain = Callback::new(move |words| doing.start(Command::ExplainSecuring { words }));
    view! {
        <Show when=move || wanted.get() == Some(true)>
            <button type="button" class="press press--dense press--waits" data-act="explain-securing"
                aria-busy=move || doing.busy() on:click=move |_| doing.ask(asking)>
                {move || doing.word(words::explain_securing)}
            </button>
        </Show>
        <AskReason open=asking title=words::explain_securing_title.text() words=words::explain_securing_words.text()
            answer=words::explain_securing_enter.text() yes=explain />
    }
}
