//! 谁会在法庭里: court and parties, on plates of their own kind. A person who is called in is shown nobody.

use hearing::{Hearing, Publicity, Role, Seat};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::check_in;
use crate::text::terms::{self, Tribunal};

/// In the order of the room: the court, then the sides.
fn cast(hearing: &Hearing) -> Vec<Seat> {
    let mut cast: Vec<Seat> = hearing
        .seats
        .iter()
        .filter(|s| s.role.is_court() || s.role.is_participant())
        .cloned()
        .collect();
    cast.sort_by_key(|s| (!s.role.is_court(), s.side, s.role));
    cast
}

#[component]
pub fn Cast() -> impl IntoView {
    let session = use_session();
    let shown = session.mine(|h, me| {
        let tribunal = Tribunal::of(h)?;
        let alone = me.role == Role::Party
            && !h.seats.iter().any(|s| {
                s.side == me.side && matches!(s.role, Role::Representative | Role::Defender)
            });
        let open = h.matter.as_ref().map(|m| m.publicity == Publicity::Open);
        let plates: Vec<_> = cast(h)
            .into_iter()
            .map(|s| (s.role, s.side, s.name, s.id == me.id))
            .collect();
        me.role
            .is_participant()
            .then_some((tribunal, plates, alone, open))
    });
    let plates = move || {
        let (tribunal, plates, alone, _) = shown.get().flatten()?;
        let plates = plates.into_iter().map(|(role, side, name, own)| {
            let class = if role.is_court() { "cast--court" } else { "" };
            view! {
                <li class=class>
                    <b>{move || terms::role(role, side, tribunal)}</b>" "<span>{name}</span>
                    {own.then(|| view! { " "<span class="seat-you">{check_in::you}</span> })}
                </li>
            }
        });
        let plates = plates.collect_view();
        Some(view! {
            <ul class="cast" data-cast="">
                {plates}
                {alone.then(|| view! { <li class="cast--none">{check_in::no_representative}</li> })}
            </ul>
        })
    };
    let fine = move || match shown.get().flatten().and_then(|(.., open)| open) {
        Some(true) => check_in::public_hearing(),
        Some(false) => check_in::closed_hearing(),
        None => "",
    };
    view! {
        <Show when=move || shown.get().flatten().is_some()>
            <h2>{check_in::cast_title}</h2>
            {plates}
            <p class="fine">{fine}" "{check_in::may_ask_recusal}</p>
        </Show>
    }
}
