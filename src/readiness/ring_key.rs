//! 呼叫: rings one seat for what it lacks, and says whether it was answered.

use hearing::waiting::RING_EVERY;
use hearing::{Command, Seat, SeatId};
use leptos::prelude::*;

use super::facts::ring_reason;
use crate::check_in::minute;
use crate::session::use_session;
use crate::text::waiting;
use crate::ui::{Icon, doing};

#[component]
pub fn RingKey(id: SeatId) -> impl IntoView {
    let session = use_session();
    let now = minute();
    let doing = doing();
    let of = id.to_string();
    let seat = {
        let id = id.clone();
        session.select(move |h| {
            let seat = h.seat(&id).filter(|s| s.is_arriving() && s.is_here())?;
            let rung = seat.check_in.ring.as_ref().map(|r| r.at);
            Some((ring_reason(seat), rung))
        })
    };
    let just_now = move || {
        let rung = seat.get().and_then(|(_, at)| at);
        rung.is_some_and(|at| now.get().max(session.now()).saturating_sub(at) < RING_EVERY)
    };
    let press = move |_| {
        if let Some((why, _)) = seat.get_untracked() {
            let seat = id.clone();
            doing.start(Command::RingSeat { seat, why });
        }
    };
    view! {
        <Show when=move || seat.get().is_some()>
            <button
                type="button"
                class="press press--dense"
                data-act="ring-seat"
                data-of=of.clone()
                title=move || seat.get().map(|(why, _)| waiting::ring_for(why))
                aria-busy=move || doing.busy()
                disabled=just_now
                on:click=press.clone()
            >
                {move || doing.word(waiting::ring)}
            </button>
        </Show>
    }
}

/// What became of the last ring.
#[component]
pub fn RingState(seat: Memo<Option<Seat>>) -> impl IntoView {
    let ring = Memo::new(move |_| {
        seat.with(|s| {
            let seat = s.as_ref().filter(|s| s.is_arriving())?;
            seat.check_in.ring.clone()
        })
    });
    move || {
        ring.get().map(|ring| match ring.answered_at {
            Some(at) => view! {
                <p class="ok" data-rung="answered"><Icon name="check" /><span class="num">{waiting::answered_at(at)}</span></p>
            }
            .into_any(),
            None => view! {
                <p class="open" data-rung="open"><span class="num">{waiting::rung_at(ring.at)}</span></p>
            }
            .into_any(),
        })
    }
}
