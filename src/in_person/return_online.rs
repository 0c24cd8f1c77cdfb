//! 恢复在线参加: from the in-person hearing back, with the reason that enters the transcript (R27).

use hearing::{Command, SeatId};
use leptos::prelude::*;

use crate::text::{Word as _, bench as words};
use crate::ui::{AskReason, doing};

#[component]
pub fn ReturnOnline(seat: SeatId) -> impl IntoView {
    let asking = RwSignal::new(false);
    let doing = doing();
    let of = seat.0.clone();
    let back = Callback::new(move |reason| {
        doing.start(Command::ReturnOnline {
            seat: seat.clone(),
            reason,
        });
    });
    view! {
        <button type="button" class="press" data-act="return-online" data-of=of aria-busy=move || doing.busy()
            on:click=move |_| doing.ask(asking)>
            {move || doing.word(words::return_online)}
        </button>
        <AskReason open=asking title=words::return_online.text() words=words::return_online_words.text()
            answer=words::return_online.text() yes=back />
    }
}
