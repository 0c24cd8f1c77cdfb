//! The two frequent acts on one person: the floor, and the microphone. Beside his seat, and in his panel, which is where they are
//! when a full side has no room for them.

use hearing::{Command, Hearing, Mute, Phase, Role, Seat, SeatId, Zone};
use leptos::prelude::*;

use crate::session::use_session;
use crate::text::{Word as _, courtroom as words};
use crate::ui::Press;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Here {
    in_session: bool,
    has_floor: bool,
    muted: bool,
    /// Who presides lets a microphone go again, and nobody else.
    releases: bool,
}

impl Here {
    /// None where `me` does not lead, or nobody of the parties sits there.
    fn of(h: &Hearing, me: &Seat, seat: &SeatId) -> Option<Self> {
        let leads = matches!(me.role, Role::PresidingJudge | Role::Clerk);
        let seat = h.seat(seat).filter(|_| leads)?;
        let inside = seat.zone == Zone::Courtroom && seat.removed.is_none();
        (inside && !seat.role.is_court()).then(|| Self {
            in_session: h.phase == Phase::InSession,
            has_floor: h.floor.as_ref() == Some(&seat.id),
            muted: seat.mute != Mute::Free,
            releases: me.role == Role::PresidingJudge,
        })
    }
}

#[component]
pub fn FloorAndMute(seat: SeatId) -> impl IntoView {
    let session = use_session();
    let id = seat.clone();
    let here = session.mine(move |h, me| Here::of(h, me, &id));
    let target = StoredValue::new(seat);
    let of = move || target.with_value(|seat| seat.0.clone());
    let floor = move |here: Here| {
        let seat = target.get_value();
        if here.has_floor {
            view! {
                <Press act="take-floor" class="press--dense press--soft" label=words::take_floor.text() seat=of()
                    command=|| Some(Command::TakeFloor) />
            }
            .into_any()
        } else {
            view! {
                <Press act="give-floor" class="press--dense" label=words::give_floor.text() seat=of()
                    disabled=!here.in_session
                    command=move || Some(Command::GiveFloor { seat: seat.clone() }) />
            }
            .into_any()
        }
    };
    let mute = move |here: Here| {
        let seat = target.get_value();
        if here.muted && here.releases {
            view! {
                <Press act="release" class="press--dense" label=words::release.text() seat=of()
                    command=move || Some(Command::Release { seat: seat.clone() }) />
            }
            .into_any()
        } else {
            view! {
                <Press act="mute" class="press--dense" label=words::mute.text() seat=of() disabled=here.muted
                    command=move || Some(Command::Mute { seat: seat.clone(), lock: false }) />
            }
            .into_any()
        }
    };
    view! {
        {move || here.get().flatten().map(|here| view! { {floor(here)} {mute(here)} })}
    }
}
