//! The only place where the state changes. Total: an event about something not in view changes nothing.

use crate::check_in::{Identity, Undertaking};
use crate::exhibit::{Presentation, Withdrawal};
use crate::transcript::{
    CorrectionDecision, SignOff, SignOffEntry, SignState, Speaker, TranscriptLine,
};
use crate::{
    Absence, Actor, Event, Happening, Hearing, Incident, Millis, MoveReason, Mute, Phase, Presence,
    Recorded, Recording, Seat, SeatId, Stage, Zone,
};

impl Hearing {
    /// The state of a hearing to which all of `records` have happened.
    pub fn replay<'a>(records: impl IntoIterator<Item = &'a Recorded>) -> Hearing {
        let mut hearing = Hearing::default();
        for recorded in records {
            hearing.apply(recorded);
        }
        hearing
    }

    pub fn apply(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::HearingScheduled { matter, seats } => {
                self.stage = Some(Stage::Preparation);
                self.matter = Some(matter.clone());
                self.seats = seats.clone();
            }

            Event::IdentityStated {
                seat,
                name,
                document,
                last_four,
            } => {
                let identity = Identity {
                    name: name.clone(),
                    document: *document,
                    last_four: last_four.clone(),
                    stated_at: at,
                    verified: None,
                };
                self.at_seat(seat, |s| s.check_in.identity = Some(identity));
            }
            Event::ConsentGiven {
                seat,
                stage,
                consent,
            } => self.at_seat(seat, |s| {
                s.check_in.consents.retain(|(given, _)| given != stage);
                s.check_in.consents.push((*stage, *consent));
            }),
            Event::SuitabilityStated { seat, suitability } => {
                self.at_seat(seat, |s| s.check_in.suitability = Some(suitability.clone()));
            }
            Event::DisciplineAcknowledged { seat, rule } => self.at_seat(seat, |s| {
                if !s.check_in.discipline.iter().any(|(known, _)| known == rule) {
                    s.check_in.discipline.push((*rule, at));
                }
            }),
            Event::NoRecordingDeclared { seat } => {
                self.at_seat(seat, |s| s.check_in.no_recording_at = Some(at));
            }
            Event::UndertakingGiven { seat, signed_name } => self.at_seat(seat, |s| {
                s.check_in.undertaking = Some(Undertaking {
                    signed_name: signed_name.clone(),
                    at,
                });
            }),
            Event::PlaceStated { seat, place } => {
                self.at_seat(seat, |s| s.check_in.place = Some(place.clone()));
            }
            Event::DevicesReported { seat, report } => {
                self.at_seat(seat, |s| s.check_in.devices = Some(report.clone()));
            }
            Event::HelpCalled { seat } => {
                self.at_seat(seat, |s| s.check_in.help_wanted_since = Some(at));
            }
            Event::HelpAnswered { seat } => {
                self.at_seat(seat, |s| s.check_in.help_wanted_since = None);
            }

            Event::IdentityVerified { seat, verification } => self.at_seat(seat, |s| {
                s.check_in.taken_over_at = None;
                if let Some(identity) = &mut s.check_in.identity {
                    identity.verified = Some(verification.clone());
                }
            }),
            Event::OtherPersonDecided {
                seat,
                index,
                permitted,
            } => self.at_seat(seat, |s| {
                if let Some(place) = &mut s.check_in.place
                    && let Some(other) = place.others.get_mut(usize::from(*index))
                {
                    other.permitted = Some(*permitted);
                }
            }),
            Event::ReadyReported => self.ready_reported_at = Some(at),
            Event::DelayAnnounced { until, reason } => self.delay = Some((*until, reason.clone())),

            Event::SeatConnected { seat } => self.at_seat(seat, |s| {
                s.presence = Presence::Here { since: at };
                if let Some(absence) = s.absences.last_mut() {
                    absence.until.get_or_insert(at);
                }
            }),
            Event::SeatDisconnected { seat, cause } => self.at_seat(seat, |s| {
                s.presence = Presence::Lost {
                    since: at,
                    cause: *cause,
                };
                s.absences.push(Absence {
                    from: at,
                    until: None,
                    cause: *cause,
                    finding: None,
                });
            }),
            Event::SeatTakenOver { seat } => self.at_seat(seat, |s| {
                s.check_in.taken_over_at = Some(at);
                if let Some(identity) = &mut s.check_in.identity {
                    identity.verified = None;
                }
            }),
            Event::AbsenceClassified { seat, finding } => self.at_seat(seat, |s| {
                if let Some(absence) = s.absences.iter_mut().rev().find(|a| a.finding.is_none()) {
                    absence.finding = Some(*finding);
                }
            }),
            Event::SeatMoved { seat, to, why } => {
                self.at_seat(seat, |s| {
                    s.zone = to.clone();
                    s.attended |= *to == Zone::Courtroom;
                });
                // Of a deliberation nobody learns, not even by a floor that is free again.
                if *why != MoveReason::Deliberation {
                    self.step_back(seat);
                }
            }
            Event::SeatRemoved { seat, reason } => {
                self.at_seat(seat, |s| {
                    s.removed = Some(reason.clone());
                    s.zone = Seat::waiting_zone(s.role, &s.id);
                });
                self.step_back(seat);
            }

            Event::HearingOpened => {
                self.phase = Phase::InSession;
                self.opened_at = Some(at);
                self.delay = None;
            }
            Event::StageEntered {
                stage,
                open_items,
                override_reason,
            } => {
                if let Some(reason) = override_reason {
                    let what = Happening::GuardOverridden {
                        stage: *stage,
                        open_items: open_items.clone(),
                        reason: reason.clone(),
                    };
                    self.happened(recorded, what);
                }
                self.stage = Some(*stage);
                self.stages_entered.push((*stage, at));
                // Back to an earlier stage: what was asked and told after it is to be asked and told again.
                if let Some(matter) = &self.matter {
                    let procedure = matter.procedure;
                    self.recorded
                        .retain(|(item, _)| !procedure.is_later_item(*item, *stage));
                }
            }
            Event::ClosedWithOpenItems { open_items, reason } => {
                let what = Happening::GuardOverridden {
                    stage: self.stage.unwrap_or(Stage::SignOff),
                    open_items: open_items.clone(),
                    reason: reason.clone(),
                };
                self.happened(recorded, what);
            }
            Event::GuardItemRecorded { item } => self.recorded.push((*item, at)),
            Event::IssuesSet { issues } => self.issues = issues.clone(),
            Event::Adjourned { reason } => {
                self.phase = Phase::Adjourned;
                self.adjourned = Some((at, reason.clone()));
                let reason = reason.clone();
                self.happened(recorded, Happening::Adjourned { reason });
            }
            Event::Resumed => {
                self.phase = Phase::InSession;
                self.adjourned = None;
                self.ended(at, Happening::is_adjournment);
            }
            Event::HearingClosed => {
                self.phase = Phase::Closed;
                self.closed_at = Some(at);
                self.adjourned = None;
                self.ended(at, Happening::is_adjournment);
                self.floor = None;
                self.hands.clear();
                self.presentation = None;
            }
            Event::RoomSecured => {}
            Event::FloorGiven { seat } => {
                self.hands.retain(|hand| hand != seat);
                self.floor = Some(seat.clone());
            }
            Event::FloorTaken => self.floor = None,
            Event::HandRaised { seat } => {
                if !self.hands.contains(seat) {
                    self.hands.push(seat.clone());
                }
            }
            Event::HandLowered { seat } => self.hands.retain(|hand| hand != seat),
            Event::Muted { seat, lock } => self.at_seat(seat, |s| mute(s, *lock)),
            Event::Released { seat } => self.at_seat(seat, |s| s.mute = Mute::Free),
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
            Event::RecordingStarted => {
                self.recording = Recording::On;
                self.ended(at, Happening::is_pause);
            }
            Event::RecordingPaused { ground } => {
                self.recording = Recording::Paused(*ground);
                let ground = *ground;
                self.happened(recorded, Happening::RecordingPaused { ground });
            }
            Event::RecordingStopped => {
                self.recording = Recording::Off;
                self.ended(at, Happening::is_pause);
            }
            Event::RecorderChanged { running } => self.recorder = *running,
            Event::DevicesShown {
                seat,
                microphone_on,
                camera_on,
            } => self.at_seat(seat, |s| {
                s.microphone_on = *microphone_on;
                s.camera_on = *camera_on;
                if *microphone_on && s.mute == Mute::Muted {
                    s.mute = Mute::Free;
                }
            }),

            Event::ExhibitFiled { exhibit } => self.exhibits.push(exhibit.clone()),
            Event::ExhibitWithdrawn { exhibit, reason } => {
                if let Some(e) = self.exhibits.iter_mut().find(|e| e.id == *exhibit) {
                    e.withdrawn = Some(Withdrawal {
                        at,
                        reason: reason.clone(),
                    });
                }
                self.presentation.take_if(|p| p.exhibit == *exhibit);
            }
            Event::ExhibitPresented {
                exhibit,
                by,
                view,
                replaces: _,
            } => {
                self.presentation = Some(Presentation {
                    exhibit: exhibit.clone(),
                    by: by.clone(),
                    view: *view,
                });
            }
            Event::PageTurned { exhibit, view } => {
                if let Some(shown) = self.presentation.as_mut().filter(|p| p.exhibit == *exhibit) {
                    shown.view = *view;
                }
            }
            Event::PresentingStopped { exhibit } => {
                self.presentation.take_if(|p| p.exhibit == *exhibit);
            }
            Event::OriginalRecorded { exhibit, state } => {
                if let Some(e) = self.exhibits.iter_mut().find(|e| e.id == *exhibit) {
                    e.original = *state;
                }
            }
            Event::OpinionGiven { exhibit, opinion } => {
                if let Some(e) = self.exhibits.iter_mut().find(|e| e.id == *exhibit) {
                    e.opinions.retain(|known| known.by != opinion.by);
                    e.opinions.push(opinion.clone());
                }
            }
            Event::ExhibitRuled { exhibit, ruling } => {
                if let Some(e) = self.exhibits.iter_mut().find(|e| e.id == *exhibit) {
                    e.ruling = Some(ruling.clone());
                }
            }

            Event::LineWritten { line, after } => {
                let place = match after {
                    Some(id) => self
                        .transcript
                        .lines
                        .iter()
                        .position(|l| l.id == *id)
                        .map(|i| i + 1),
                    None => None,
                }
                .unwrap_or(self.transcript.lines.len());
                self.transcript.lines.insert(place, line.clone());
                self.void_signatures(None, line, at);
            }
            Event::LineEdited { line } => {
                let known = self.transcript.lines.iter_mut().find(|l| l.id == line.id);
                if let Some(known) = known {
                    let was = std::mem::replace(known, line.clone());
                    self.void_signatures(Some(&was), line, at);
                }
            }
            Event::CorrectionRequested { correction } => {
                self.transcript.corrections.push(correction.clone());
            }
            Event::CorrectionDecided {
                correction,
                granted,
                reason,
            } => {
                let by = match &recorded.by {
                    Actor::Seat(seat) => seat.clone(),
                    Actor::System => return,
                };
                let known = self
                    .transcript
                    .corrections
                    .iter_mut()
                    .find(|c| c.id == *correction);
                if let Some(known) = known {
                    known.decision = Some(CorrectionDecision {
                        by,
                        at,
                        granted: *granted,
                        reason: reason.clone(),
                    });
                }
            }
            Event::SignOffOpened { seats } => {
                let entries = seats
                    .iter()
                    .map(|seat| SignOffEntry {
                        seat: seat.clone(),
                        read_at: None,
                        state: SignState::Waiting,
                    })
                    .collect();
                self.transcript.sign_off = Some(SignOff {
                    opened_at: at,
                    entries,
                    finished_at: None,
                });
            }
            Event::ReadConfirmed { seat } => self.at_entry(seat, |e| e.read_at = Some(at)),
            Event::TranscriptSigned { seat, signature } => {
                self.at_entry(seat, |e| e.state = SignState::Signed(signature.clone()));
            }
            Event::SigningRefused { seat, reason } => {
                self.at_entry(seat, |e| {
                    e.state = SignState::Refused {
                        at,
                        reason: reason.clone(),
                    }
                });
            }
            Event::UnsignedNoted { seat, reason } => {
                let by = match &recorded.by {
                    Actor::Seat(seat) => seat.clone(),
                    Actor::System => return,
                };
                self.at_entry(seat, |e| {
                    e.state = SignState::Unsigned {
                        at,
                        by,
                        reason: reason.clone(),
                    }
                });
            }
            Event::SignOffFinished => {
                self.phase = Phase::Finished;
                if let Some(sign_off) = &mut self.transcript.sign_off {
                    sign_off.finished_at = Some(at);
                }
            }
        }
    }

    fn at_seat(&mut self, id: &SeatId, change: impl FnOnce(&mut Seat)) {
        if let Some(seat) = self.seat_mut(id) {
            change(seat);
        }
    }

    fn at_entry(&mut self, id: &SeatId, change: impl FnOnce(&mut SignOffEntry)) {
        if let Some(sign_off) = &mut self.transcript.sign_off
            && let Some(entry) = sign_off.entries.iter_mut().find(|e| e.seat == *id)
        {
            change(entry);
        }
    }

    fn happened(&mut self, recorded: &Recorded, what: Happening) {
        self.incidents.push(Incident {
            at: recorded.at,
            until: None,
            by: recorded.by.clone(),
            what,
        });
    }

    /// The break of this kind that is still open has ended.
    fn ended(&mut self, at: Millis, kind: fn(&Happening) -> bool) {
        let open = self.incidents.iter_mut().filter(|i| i.until.is_none());
        for incident in open.filter(|i| kind(&i.what)) {
            incident.until = Some(at);
        }
    }

    /// Who leaves the room leaves the floor and the queue, and his devices are off.
    fn step_back(&mut self, id: &SeatId) {
        self.floor.take_if(|holder| holder == id);
        self.hands.retain(|hand| hand != id);
    }

    /// R69: a signature stands only for the text that was signed.
    fn void_signatures(&mut self, was: Option<&TranscriptLine>, now: &TranscriptLine, at: Millis) {
        let Some(mut sign_off) = self.transcript.sign_off.take() else {
            return;
        };
        for entry in &mut sign_off.entries {
            let own_part = self.seat(&entry.seat).is_some_and(|s| s.role.is_called());
            let of_his = |line: &TranscriptLine| line.speaker == Speaker::Seat(entry.seat.clone());
            if own_part && !of_his(now) && !was.is_some_and(of_his) {
                continue;
            }
            entry.read_at = None;
            match &entry.state {
                SignState::Signed(signature) => {
                    entry.state = SignState::Voided {
                        was: signature.clone(),
                        at,
                    };
                }
                // What he would not sign is not what stands there now.
                SignState::Refused { .. } => entry.state = SignState::Waiting,
                SignState::Waiting | SignState::Unsigned { .. } | SignState::Voided { .. } => {}
            }
        }
        self.transcript.sign_off = Some(sign_off);
    }
}

fn mute(seat: &mut Seat, lock: bool) {
    seat.mute = if lock { Mute::Locked } else { Mute::Muted };
    seat.microphone_on = false;
}
