//! One side of the room: those who sit there, in their order, moved by nothing that happens.

use hearing::{SeatId, Side};
use leptos::prelude::*;

use super::seat::{Desk, Seat};
use crate::session::use_session;
use crate::text::terms;

#[component]
pub fn SideOfRoom(side: Side) -> impl IntoView {
    let session = use_session();
    let seats = session.select(move |h| {
        let sits = |s: &&hearing::Seat| s.role.is_participant() && here(side, s.side);
        let seats: Vec<SeatId> = h.seats.iter().filter(sits).map(|s| s.id.clone()).collect();
        seats
    });
    let procedure = session.select(|h| h.matter.as_ref().map(|m| m.procedure));
    let class = match side {
        Side::Plaintiff => "side side--plaintiff",
        Side::Defendant | Side::ThirdParty | Side::Court | Side::None => "side side--defendant",
    };
    view! {
        <section
            class=class
            data-count=move || seats.with(Vec::len)
            aria-label=move || procedure.get().map(|p| terms::side(side, p))
        >
            <For each=move || seats.get() key=Clone::clone let(seat)>
                <Seat seat desk=Desk::Side />
            </For>
        </section>
    }
}

/// Third parties and interpreters sit opposite the plaintiff.
fn here(side: Side, sits: Side) -> bool {
    match sits {
        Side::Plaintiff => side == Side::Plaintiff,
        Side::Defendant | Side::ThirdParty | Side::Court | Side::None => side == Side::Defendant,
    }
}
