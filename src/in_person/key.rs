//! On the readiness board: somebody is to come in person, or is heard online after all.

use hearing::in_person::InPersonGround;
use hearing::{Command, SeatId};
use leptos::prelude::*;

use super::{InPersonForm, ReturnOnline};
use crate::session::use_session;
use crate::text::{Word as _, bench as words};
use crate::ui::{Frame, doing};

/// For who may decide it.
#[component]
pub fn InPersonKey(seat: SeatId) -> impl IntoView {
    let session = use_session();
    let target = StoredValue::new(seat.clone());
    // To any place, for any reason: whether the acts as such are open to this seat.
    let away = session.accepts(move || {
        Some(Command::ConvertToInPerson {
            seat: Some(target.get_value()),
            ground: InPersonGround::OnSite,
            place: "-".to_owned(),
            when: None,
            words: String::new(),
        })
    });
    let back = session.accepts(move || {
        let (seat, reason) = (target.get_value(), "-".to_owned());
        Some(Command::ReturnOnline { seat, reason })
    });
    let name = session.select(move |h| h.seat(&target.get_value()).map(|s| s.name.clone()));
    let name = move || name.get().unwrap_or_default();
    let open = RwSignal::new(false);
    let doing = doing();
    let convert = Callback::new(move |command| {
        open.set(false);
        doing.start(command);
    });
    view! {
        <Show when=move || away.get()>
            <button
                type="button"
                class="press"
                data-act="to-in-person"
                data-of=target.with_value(ToString::to_string)
                aria-busy=move || doing.busy()
                on:click=move |_| doing.ask(open)
            >
                {move || doing.word(words::in_person)}
            </button>
        </Show>
        <Show when=move || back.get()><ReturnOnline seat=target.get_value() /></Show>
        <Frame
            open
            title=words::in_person_title.text()
            words=Signal::derive(move || words::in_person_words(&name()))
        >
            <InPersonForm seat=Some(target.get_value()) doing convert cancel=Callback::new(move |()| open.set(false)) />
        </Frame>
    }
}
