//! 恢复在线参加: from the in-person hearing back, with the reason that enters the transcript (R27).

use hearing::{Command, SeatId};
use leptos::prelude::*;

use crate::text::{Word as _, bench as words};
use crate::ui::PressReason;

#[component]
pub fn ReturnOnline(seat: SeatId) -> impl IntoView {
    let of = seat.0.clone();
    let back = move |reason| Command::ReturnOnline {
        seat: seat.clone(),
        reason,
    };
    view! {
        <PressReason act="return-online" seat=of label=words::return_online.text() words=words::return_online_words.text() command=back />
    }
}
