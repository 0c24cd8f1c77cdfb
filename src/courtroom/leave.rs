//! The way out, with what leaving means in law.

use hearing::{Actor, Command, OwnSignal};
use leptos::prelude::*;

use crate::session::{Session, use_session};
use crate::text::{Word as _, courtroom as words};
use crate::ui::{Ask, Icon, on_back};

#[component]
pub fn LeaveKey() -> impl IntoView {
    let session = use_session();
    let asking = RwSignal::new(false);
    on_back(move || asking.set(true));
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
            yes=Callback::new(move |()| go(session)) />
    }
}

/// That he pressed the key, and what it says, belongs to the record of his absence (R24).
fn go(session: Session) {
    let said = Command::ReportSignal {
        signal: OwnSignal::LeftByKey,
        over: false,
        said_at: session.now(),
    };
    let me = session.me().get_untracked();
    let taken = me.is_some_and(|me| session.peek(|h| h.decide(&Actor::Seat(me), &said, 0).is_ok()));
    if taken {
        let _ = session.send(said);
    }
    session.leave();
}
