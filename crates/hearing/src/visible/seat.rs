//! What a viewer learns of the others, and where he believes them to be.

use super::absence::{seen_absences, without_reasons};
use super::{Others, Scope, Sees};
use crate::check_in::CheckIn;
use crate::{Role, Seat, Zone};

pub(super) fn seen_seat(
    seat: &Seat,
    scope: &Scope,
    sees: &Sees,
    me: Option<&Seat>,
) -> Option<Seat> {
    let own = me.is_some_and(|m| m.id == seat.id);
    if !own {
        let watches = seat.role.only_watches();
        let seen = match sees.others {
            Others::Whole => true,
            Others::Room => {
                !watches || (seat.role == Role::Observer && seat.registration.is_none())
            }
            Others::Public => {
                let heard = match scope {
                    Scope::Gallery { heard } => heard.contains(&seat.id),
                    Scope::Bench
                    | Scope::Registry
                    | Scope::Room
                    | Scope::Called { .. }
                    | Scope::Waiting
                    | Scope::WaitingToWatch
                    | Scope::Sequestered
                    | Scope::OwnPart { .. }
                    | Scope::Inspection
                    | Scope::Outside => false,
                };
                !watches && (!seat.role.is_called() || heard)
            }
            Others::Cast => seat.role.is_court() || seat.role.is_participant(),
            Others::Nobody => false,
        };
        if !seen {
            return None;
        }
        if sees.others == Others::Cast {
            return Some(named(seat));
        }
    }
    let mut shown = seat.clone();
    if !own && sees.others != Others::Whole {
        shown.check_in = CheckIn::default();
        shown.elsewhere = None;
        shown.absences = seen_absences(seat, sees.others);
        if let Some(leave) = &mut shown.camera_leave {
            leave.reason.clear();
        }
    }
    if sees.others != Others::Whole {
        shown.on_file = None;
    }
    // Who waits to be called reads no word that was spoken in the room.
    if own && sees.others == Others::Nobody {
        without_reasons(&mut shown);
    }
    // Who is called later has heard none of it.
    let called = matches!(scope, Scope::Called { .. });
    if !own && (called || sees.others == Others::Public) {
        // Role and name, and whether he is there (R86).
        shown.note = None;
        shown.conversions.clear();
        shown.removed = shown.removed.map(|_| String::new());
    }
    shown.zone = seen_zone(&seat.zone, seat, scope, me);
    Some(shown)
}

/// A seat as it was before anything happened: who will sit there, and nothing of how he stands.
fn named(seat: &Seat) -> Seat {
    let plain = Seat::new(seat.id.as_str(), seat.role, seat.side, &seat.name);
    Seat {
        note: seat.note.clone(),
        ..plain
    }
}

/// Nobody learns that the panel deliberates, or that the other side confers: to him they are where they were.
pub(super) fn seen_zone(zone: &Zone, seat: &Seat, scope: &Scope, me: Option<&Seat>) -> Zone {
    match zone {
        Zone::Deliberation if *scope != Scope::Bench => Zone::Courtroom,
        Zone::SideRoom(side) if me.is_none_or(|m| m.side != *side) => {
            Seat::waiting_zone(seat.role, &seat.id)
        }
        Zone::Deliberation
        | Zone::SideRoom(_)
        | Zone::Lobby
        | Zone::Courtroom
        | Zone::WitnessRoom(_)
        | Zone::Gallery
        | Zone::Inspection => zone.clone(),
    }
}
