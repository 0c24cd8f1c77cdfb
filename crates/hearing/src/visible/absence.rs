//! What others learn of somebody's absences: the court all of it, the room that he is away and what the court has found, the
//! gallery that the line was lost. The person himself learns all that is his.

use super::Others;
use crate::{Absence, Event, Seat};

pub(super) fn seen_absences(seat: &Seat, others: Others) -> Vec<Absence> {
    match others {
        Others::Whole => seat.absences.clone(),
        Others::Room | Others::Cast | Others::Nobody => {
            let mut seen = seat.absences.clone();
            for absence in &mut seen {
                absence.prompts.clear();
                absence.returns.clear();
                absence.account = None;
                if let Some(found) = &mut absence.found {
                    found.reason.clear();
                }
                for signal in &mut absence.signals {
                    signal.line = None;
                }
            }
            seen
        }
        Others::Public => {
            let lost = seat.absences.iter().flat_map(|a| &a.signals);
            let lost = lost.filter(|s| s.what.is_of_line() && !s.what.is_reported());
            lost.map(|signal| {
                let mut signal = signal.clone();
                signal.line = None;
                let ended = signal.ended;
                Absence {
                    until: ended,
                    ..Absence::begun(signal)
                }
            })
            .collect()
        }
    }
}

pub(super) fn without_reasons(seat: &mut Seat) {
    for found in seat.absences.iter_mut().filter_map(|a| a.found.as_mut()) {
        found.reason.clear();
    }
    if let Some(leave) = &mut seat.camera_leave {
        leave.reason.clear();
    }
}

/// Of what is not the viewer's own, for who is not of the court. `None`: nothing.
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the events of the area, as the table has sorted them"
)]
pub(super) fn seen_by_others(event: &Event, others: Others) -> Option<Event> {
    let room = others == Others::Room;
    match event {
        Event::SeatDisconnected { seat, cause, .. } => Some(Event::SeatDisconnected {
            seat: seat.clone(),
            cause: *cause,
            line: None,
        }),
        Event::SignalSeen { .. } | Event::SignalOver { .. } if room => Some(event.clone()),
        Event::AbsenceClassified {
            seat,
            finding,
            from,
            ..
        } if others != Others::Public => Some(Event::AbsenceClassified {
            seat: seat.clone(),
            finding: *finding,
            from: *from,
            reason: String::new(),
        }),
        Event::CameraLeft { seat, granted, .. } => Some(Event::CameraLeft {
            seat: seat.clone(),
            granted: *granted,
            reason: String::new(),
        }),
        _ => None,
    }
}
