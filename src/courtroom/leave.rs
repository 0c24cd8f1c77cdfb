//! The way out, with what leaving means in law.

use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word as _, courtroom as words};
use crate::ui::{Ask, Icon};

#[component]
pub fn LeaveKey() -> impl IntoView {
    let session = use_session();
    let asking = RwSignal::new(false);
    let watches = session.mine(|_, me| me.role.only_watches());
    let leave_words = Signal::derive(move || {
        if watches.get() == Some(true) {
            words::leave_gallery().to_owned()
        } else {
            words::leave_words().to_owned()
        }
    });
    view! {
        <div class="bar-group bar-leave">
            <button type="button" class="tool" data-act="leave" on:click=move |_| asking.set(true)>
                <Icon name="leave" /><span class="tool-label">{words::leave}</span>
            </button>
        </div>
        <Ask open=asking title=words::leave.text() words=leave_words answer=words::leave.text()
            yes=Callback::new(move |()| session.leave()) />
    }
}
