//! What the bench does to one person, beside that person: the two frequent acts, and the rest behind "more".

use hearing::{Command, Role, SeatId};
use leptos::prelude::*;

use super::floor_and_mute::FloorAndMute;
use super::panel::{Panel, use_panel};
use super::seat::Desk;
use crate::session::use_session;
use crate::text::{Word as _, away, courtroom as words};
use crate::ui::{Icon, Press};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Acts {
    in_session: bool,
    here: bool,
    court: bool,
    /// Not here now, and in the room: what is to be done is to prompt and to decide.
    away: bool,
    /// Of the panel: looks, and leaves the acts to who presides.
    looks: bool,
}

#[component]
pub fn SeatActs(seat: SeatId, desk: Desk) -> impl IntoView {
    let session = use_session();
    let panel = use_panel();
    let id = seat.clone();
    let acts = session.mine(move |h, me| {
        let leads = me.role.is_bench() || me.role == Role::Clerk;
        let seat = h.seat(&id).filter(|_| leads)?;
        Some(Acts {
            in_session: h.phase == hearing::Phase::InSession,
            here: seat.zone == hearing::Zone::Courtroom && seat.removed.is_none(),
            court: seat.role.is_court(),
            away: seat.open_absence().is_some_and(|a| a.is_away()),
            looks: !matches!(me.role, Role::PresidingJudge | Role::Clerk),
        })
    });
    let id = seat.clone();
    let name = session.select(move |h| h.seat(&id).map(|s| s.name.clone()).unwrap_or_default());
    let shown = move || {
        let acts = acts.get().flatten();
        acts.filter(|a| a.here && !a.court && desk != Desk::Clerk)
    };
    let target = StoredValue::new(seat);
    let of = move || target.with_value(|seat| seat.0.clone());
    let prompt = move |acts: Acts| {
        let seat = target.get_value();
        view! {
            <Press act="prompt-absent" class="press--dense" label=away::prompt_now.text() seat=of()
                disabled=!acts.in_session
                command=move || Some(Command::PromptAbsent { seat: seat.clone() }) />
            <button type="button" class="press press--dense" data-act="to-finding" data-of=of() aria-haspopup="dialog"
                on:click=move |_| panel.toggle(Panel::Discipline(target.get_value()))>
                {away::to_find}
            </button>
        }
        .into_any()
    };
    view! {
        {move || shown().map(|acts| view! {
            <div class="seat-acts" role="group" aria-label=move || words::acts_for(&name.get())>
                {match (acts.looks, acts.away) {
                    (true, _) => ().into_any(),
                    (false, true) => prompt(acts),
                    (false, false) => view! { <FloorAndMute seat=target.get_value() /> }.into_any(),
                }}
                <button
                    type="button"
                    class="press press--dense press--square"
                    data-act="more"
                    data-of=of()
                    aria-haspopup="dialog"
                    aria-label=move || words::more_for(&name.get())
                    on:click=move |_| panel.toggle(Panel::Discipline(target.get_value()))
                >
                    <Icon name="more" />
                </button>
            </div>
        })}
    }
}
