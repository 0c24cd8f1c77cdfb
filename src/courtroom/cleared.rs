//! 请回: whom 立即保密 has put out, and the key that brings them all back in.

use hearing::{Act, Command, Grant, Hearing, permitted};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::courtroom as words;
use crate::ui::Press;

#[component]
pub fn Cleared() -> impl IntoView {
    let session = use_session();
    let may = session.mine(|_, me| permitted(me.role, Act::BringBack) == Grant::Yes);
    let out = session.select(Hearing::ready_to_come_back);
    view! {
        <Show when=move || may.get() == Some(true) && (out.get() > 0)>
            <Press act="bring-back" class="press--dense press--waits"
                label=Signal::derive(move || words::bring_back(out.get()))
                command=|| Some(Command::BringBack) />
        </Show>
    }
}
