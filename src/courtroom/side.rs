//! One side of the room: those who sit there, in their order, moved by nothing that happens.

use hearing::{SeatId, Side};
use leptos::prelude::*;

use super::seat::{Desk, Seat};
use crate::session::use_session;
use crate::text::terms;

/// As many as there is room for at every size; what is longer may have to be scrolled, by keys too.
const FITS: usize = 4;

#[component]
pub fn SideOfRoom(side: Side) -> impl IntoView {
    let session = use_session();
    let seats = session.select(move |h| {
        let sits = |s: &&hearing::Seat| s.role.is_participant() && here(side, s.side);
        let seats: Vec<SeatId> = h.seats.iter().filter(sits).map(|s| s.id.clone()).collect();
        seats
    });
    // The sides that really sit here: a third party is not sat down under the name of the defendant.
    let named = session.select(move |h| {
        let sits = |named: &Side| {
            let mut seats = h.seats.iter();
            seats.any(|s| s.role.is_participant() && s.side == *named)
        };
        let mut named: Vec<Side> = [Side::Plaintiff, Side::Defendant, Side::ThirdParty]
            .into_iter()
            .filter(|named| here(side, *named) && sits(named))
            .collect();
        if named.is_empty() {
            named.push(side);
        }
        Some((named, h.matter.as_ref()?.procedure))
    });
    let label = move || {
        named.with(|named| {
            let (sides, procedure) = named.as_ref()?;
            let names = sides.iter().map(|side| terms::side(*side, *procedure));
            Some(terms::together(&names.collect::<Vec<_>>()))
        })
    };
    let class = match side {
        Side::Plaintiff => "side side--plaintiff",
        Side::Defendant | Side::ThirdParty | Side::Court | Side::None => "side side--defendant",
    };
    view! {
        <section
            class=class
            data-count=move || seats.with(Vec::len)
            tabindex=move || seats.with(|seats| (seats.len() > FITS).then_some("0"))
            aria-label=label
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
