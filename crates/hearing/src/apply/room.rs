//! Who is where, is heard, and is there at all.

use crate::absence::DutyDevice;
use crate::objection::ObjectionOutcome;
use crate::{
    Event, Happening, Hearing, LossCause, Millis, MoveReason, Mute, Recorded, Seat, SeatId, Zone,
};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "apply() has sorted the events, exhaustively"
    )]
    pub(super) fn apply_room(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::SeatTakenOver { seat } => self.at_seat(seat, |s| {
                s.check_in.taken_over_at = Some(at);
                s.check_in.look = None;
                if let Some(identity) = &mut s.check_in.identity {
                    identity.verified = None;
                }
            }),
            Event::SeatMoved { seat, to, why } => {
                self.at_seat(seat, |s| {
                    s.zone = to.clone();
                    s.cleared = *why == MoveReason::Secured;
                    s.attended |= *to == Zone::Courtroom;
                    // Whom the court has let in it need not ring any more.
                    s.check_in.look = None;
                    s.check_in.ring.take_if(|ring| ring.answered_at.is_none());
                });
                let court = self.seat(seat).is_some_and(|s| s.role.is_court());
                if *to == Zone::Courtroom
                    && !court
                    && let Some(secured) = self.secured.last_mut()
                {
                    secured.until.get_or_insert(at);
                }
                // Of a deliberation nobody learns, not even by a floor that is free again.
                if *why != MoveReason::Deliberation {
                    self.step_back(seat, at);
                    self.at_seat(seat, |s| s.zone_since = at);
                    if *to != Zone::Courtroom {
                        self.devices_over(seat, at);
                        self.at_seat(seat, |s| s.signals_over(at, not_of_line));
                    }
                }
            }
            Event::SeatRemoved { seat, reason } => {
                self.at_seat(seat, |s| {
                    s.removed = Some(reason.clone());
                    s.cleared = false;
                    s.zone = Seat::waiting_zone(s.role, &s.id);
                    s.signals_over(at, not_of_line);
                });
                self.step_back(seat, at);
                self.devices_over(seat, at);
            }
            Event::FloorGiven { seat } => {
                self.hands.retain(|hand| hand != seat);
                self.floor = Some(seat.clone());
                self.floor_until = None;
                self.at_seat(seat, |s| s.microphone_since = at);
            }
            Event::FloorTaken => {
                self.floor = None;
                self.floor_until = None;
            }
            Event::HandRaised { seat } if !self.hands.contains(seat) => {
                self.hands.push(seat.clone());
            }
            Event::HandLowered { seat } => self.hands.retain(|hand| hand != seat),
            Event::Muted { seat, lock } => self.at_seat(seat, |s| mute(s, *lock)),
            Event::Released { seat } => self.at_seat(seat, |s| {
                s.mute = Mute::Free;
                s.microphone_since = at;
            }),
            Event::AllMuted => {
                for seat in self
                    .seats
                    .iter_mut()
                    .filter(|s| s.zone == Zone::Courtroom && !s.role.is_court())
                {
                    mute(seat, seat.mute == Mute::Locked);
                }
            }
            Event::Admonished {
                seat,
                measure,
                words,
            } => {
                let what = Happening::Admonished {
                    seat: seat.clone(),
                    measure: *measure,
                    words: words.clone(),
                };
                self.happened(recorded, what);
            }
            Event::DevicesShown {
                seat,
                microphone_on,
                camera_on,
            } => {
                for (on, device) in [
                    (*microphone_on, DutyDevice::Microphone),
                    (*camera_on, DutyDevice::Camera),
                ] {
                    if on {
                        self.device_back(seat, device, at);
                    }
                }
                self.at_seat(seat, |s| {
                    if s.camera_on != *camera_on {
                        s.camera_since = at;
                    }
                    if s.microphone_on != *microphone_on {
                        s.microphone_since = at;
                    }
                    s.microphone_on = *microphone_on;
                    s.camera_on = *camera_on;
                    if *microphone_on && s.mute == Mute::Muted {
                        s.mute = Mute::Free;
                    }
                });
            }
            _ => {}
        }
    }

    /// Who leaves the room leaves the floor and the queue, and his devices are off.
    fn step_back(&mut self, id: &SeatId, at: Millis) {
        if self.floor.take_if(|holder| holder == id).is_some() {
            self.floor_until = None;
        }
        self.end_objection(id, at, ObjectionOutcome::Lapsed);
        self.hands.retain(|hand| hand != id);
        self.spotlight.take_if(|shown| shown == id);
    }
}

fn not_of_line(what: LossCause) -> bool {
    !what.is_of_line()
}

pub(super) fn mute(seat: &mut Seat, lock: bool) {
    seat.mute = if lock { Mute::Locked } else { Mute::Muted };
    seat.microphone_on = false;
}
