//! What an observer sees in the middle: the person who has the floor, and the words as captions. Never an exhibit.

use hearing::{Hearing, Role, SeatId, Zone};
use leptos::prelude::*;

use super::spotlight_key::EndSpotlight;
use crate::media::Picture;
use crate::session::use_session;
use crate::text::terms::{self, Tribunal};
use crate::text::{away, courtroom as words};

#[component]
pub fn Speaker() -> impl IntoView {
    let session = use_session();
    let shown = session.select(in_focus);
    let id = move || shown.get();
    let who = session.select(move |h| {
        let seat = in_focus(h).and_then(|seat| h.seat(&seat))?;
        Some((seat.role, seat.side, Tribunal::of(h)?, seat.name.clone()))
    });
    let side = session.select(move |h| {
        let seat = h.floor.as_ref().and_then(|floor| h.seat(floor));
        seat.map(|s| format!("{:?}", s.side).to_lowercase())
    });
    let spotlit = session.select(|h| h.spotlight.is_some() && h.presentation.is_none());
    let judge = session.mine(|_, me| me.role == Role::PresidingJudge);
    let presenting = session.select(|h| h.presentation.is_some());
    view! {
        <main class="well well--speaker" id="well" data-floor=move || side.get() aria-label=words::speaker_place tabindex="-1">
            <div class="speaker">{move || id().map(|seat| view! { <Picture seat /> })}</div>
            <div class="speaker-plate">
                <p class="speaker-who">
                    <b>{move || who.get().map(|(role, side, tribunal, _)| terms::role(role, side, tribunal))}</b>
                    " " <span>{move || who.get().map(|(_, _, _, name)| name)}</span>
                </p>
                <Show when=move || spotlit.get()>
                    <p class="speaker-note">{away::spotlit}</p>
                    <Show when=move || judge.get() == Some(true)><EndSpotlight /></Show>
                </Show>
                <Show when=move || presenting.get()>
                    <p class="speaker-note">{words::not_shown}</p>
                </Show>
            </div>
        </main>
    }
}

/// Whom the judge wants to be seen, else who has the floor, else who presides.
fn in_focus(h: &Hearing) -> Option<SeatId> {
    let wanted = h.spotlight.as_ref().and_then(|seat| h.seat(seat));
    if let Some(seat) = wanted.filter(|_| h.presentation.is_none()) {
        return Some(seat.id.clone());
    }
    let floor = h.floor.as_ref().and_then(|floor| h.seat(floor));
    let speaks = floor.filter(|s| s.zone == Zone::Courtroom && s.is_here());
    speaks.or_else(|| h.presiding()).map(|s| s.id.clone())
}
