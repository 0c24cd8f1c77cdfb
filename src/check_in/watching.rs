//! 旁听席位 (R85): a seat in the gallery or a place in the queue for one, and the way to give it up.

use hearing::{Command, Zone};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::announcements;
use crate::ui::{Ask, doing};

#[component]
pub fn Watching() -> impl IntoView {
    let session = use_session();
    let registered = session.mine(|_, seat| {
        let lobby = seat.zone == Zone::Lobby;
        seat.registration.filter(|_| lobby)
    });
    let registered = Memo::new(move |_| registered.get().flatten());
    let asking = RwSignal::new(false);
    let doing = doing();
    let words = move || {
        registered
            .get()
            .map(|r| announcements::place(r.waiting))
            .unwrap_or_default()
    };
    let next = move || match registered.get().and_then(|r| r.waiting) {
        Some(_) => announcements::moves_up(),
        None => announcements::has_seat_more(),
    };
    view! {
        <Show when=move || registered.get().is_some()>
            <section class="watching" data-waiting=move || registered.get().and_then(|r| r.waiting).unwrap_or(0).to_string()>
                <h2>{announcements::your_place}</h2>
                <p class="lead" role="status">{words}</p>
                <p class="step-note">{next}</p>
                <p>
                    <button
                        type="button"
                        class="press"
                        data-act="withdraw-registration"
                        aria-busy=move || doing.busy()
                        on:click=move |_| doing.ask(asking)
                    >
                        {move || doing.word(announcements::withdraw)}
                    </button>
                </p>
                <Ask
                    open=asking
                    title=Signal::derive(|| announcements::withdraw().to_owned())
                    words=Signal::derive(|| announcements::withdraw_words().to_owned())
                    answer=Signal::derive(|| announcements::withdraw_yes().to_owned())
                    yes=Callback::new(move |()| doing.start(Command::WithdrawRegistration))
                />
            </section>
        </Show>
    }
}
