//! Away and back, seen and heard.

use crate::absence::{CameraLeave, DutyDevice, LineTrace, Signal};
use crate::decide::RETURN_WITHIN;
use crate::finding::Found;
use crate::{
    Absence, Event, Happening, Hearing, LossCause, Millis, Presence, Recorded, Seat, SeatId,
};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "apply() has sorted the events, exhaustively"
    )]
    pub(super) fn apply_absence(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::AbsenceSettingsMade { settings } => self.absence_settings = settings.clone(),
            Event::SeatConnected { seat } => self.at_seat(seat, |s| {
                s.presence = Presence::Here { since: at };
                s.signals_over(at, LossCause::is_of_line);
            }),
            Event::SeatDisconnected { seat, cause, line } => {
                self.devices_over(seat, at);
                self.at_seat(seat, |s| {
                    s.presence = Presence::Lost {
                        since: at,
                        cause: *cause,
                    };
                    s.check_in.look = None;
                    s.signal(at, *cause, None, line.clone());
                });
            }
            Event::SignalSeen {
                seat,
                what,
                said_at,
            } => self.at_seat(seat, |s| s.signal(at, *what, Some(*said_at), None)),
            Event::SignalOver { seat, what } => {
                self.at_seat(seat, |s| s.signals_over(at, |known| known == *what));
            }
            Event::AbsencePrompted { seat, from, prompt } => {
                self.at_absence(seat, Some(*from), |a| a.prompts.push(prompt.clone()));
            }
            Event::PromptReached { seat, from, number } => {
                self.at_absence(seat, Some(*from), |a| {
                    let prompt = usize::try_from(*number)
                        .ok()
                        .and_then(|at| a.prompts.get_mut(at));
                    if let Some(prompt) = prompt {
                        prompt.reached = Some(at);
                    }
                });
            }
            Event::ReturnReported { seat, from, way } => {
                self.at_absence(seat, Some(*from), |a| a.returns.push(way.clone()));
            }
            Event::AbsenceAccounted {
                seat,
                from,
                account,
            } => self.at_absence(seat, Some(*from), |a| a.account = Some(account.clone())),
            Event::AbsenceClassified {
                seat,
                finding,
                from,
                reason,
            } => self.at_absence(seat, *from, |a| {
                a.finding = Some(*finding);
                a.found = Some(Found {
                    by: recorded.by.clone(),
                    at,
                    reason: reason.clone(),
                });
            }),
            Event::CameraLeft {
                seat,
                granted,
                reason,
            } => {
                if *granted {
                    self.device_back(seat, DutyDevice::Camera, at);
                }
                self.at_seat(seat, |s| {
                    s.camera_since = at;
                    s.camera_leave = granted.then(|| CameraLeave {
                        at,
                        reason: reason.clone(),
                    });
                });
            }
            Event::DeviceMissed { seat, device } => {
                let what = Happening::DeviceOff {
                    seat: seat.clone(),
                    device: *device,
                };
                self.happened(recorded, what);
            }
            Event::SpotlightSet { seat } => self.spotlight = seat.clone(),
            _ => {}
        }
    }

    /// Without `from`, as events of earlier editions are: the newest that nothing was found of.
    fn at_absence(
        &mut self,
        seat: &SeatId,
        from: Option<Millis>,
        change: impl FnOnce(&mut Absence),
    ) {
        self.at_seat(seat, |s| {
            let meant = |a: &&mut Absence| match from {
                Some(from) => a.from == from,
                None => a.finding.is_none(),
            };
            if let Some(absence) = s.absences.iter_mut().rev().find(meant) {
                change(absence);
            }
        });
    }

    pub(super) fn device_back(&mut self, seat: &SeatId, device: DutyDevice, at: Millis) {
        let open = self.incidents.iter_mut().filter(|i| i.until.is_none());
        for incident in open.filter(|i| i.what.is_device_off(seat, device)) {
            incident.until = Some(at);
        }
    }

    /// Who is gone, or not in the room, has no duty there.
    pub(super) fn devices_over(&mut self, seat: &SeatId, at: Millis) {
        self.device_back(seat, DutyDevice::Camera, at);
        self.device_back(seat, DutyDevice::Microphone, at);
    }

    /// In a break, and once all is over, nobody is asked where he looks.
    pub(super) fn reports_over(&mut self, at: Millis) {
        for seat in &mut self.seats {
            seat.signals_over(at, |what| !what.is_of_line());
        }
        let open = self.incidents.iter_mut().filter(|i| i.until.is_none());
        for incident in open.filter(|i| matches!(i.what, Happening::DeviceOff { .. })) {
            incident.until = Some(at);
        }
    }
}

impl Seat {
    /// Joins the absence that goes on and that nothing was found of; else another begins.
    pub(crate) fn signal(
        &mut self,
        at: Millis,
        what: LossCause,
        said_at: Option<Millis>,
        line: Option<LineTrace>,
    ) {
        let signal = Signal {
            what,
            at,
            said_at,
            ended: None,
            line,
        };
        // What a browser could not say while it was away belongs to that time, if it says so as soon as it is back; who
        // presses a key to leave is not away, and what has been accounted for is over.
        let joins = |a: &&mut Absence| {
            let late = a.until.is_some_and(|until| {
                let during = said_at.is_some_and(|said| (a.from..=until).contains(&said));
                let back = at.saturating_sub(until) <= RETURN_WITHIN;
                during && back && what != LossCause::LeftByKey && a.account.is_none()
            });
            a.finding.is_none() && (a.until.is_none() || late)
        };
        match self.absences.last_mut().filter(joins) {
            Some(absence) => {
                absence.until = None;
                absence.signals.push(signal);
            }
            None => self.absences.push(Absence::begun(signal)),
        }
    }

    pub(crate) fn signals_over(&mut self, at: Millis, which: impl Fn(LossCause) -> bool) {
        for absence in &mut self.absences {
            for signal in &mut absence.signals {
                if signal.ended.is_none() && which(signal.what) {
                    signal.ended = Some(at);
                }
            }
            if absence.until.is_none() && absence.standing().next().is_none() {
                absence.until = Some(at);
            }
        }
    }
}
