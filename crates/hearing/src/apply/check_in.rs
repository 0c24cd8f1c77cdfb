//! What each person has stated, and the court has found of it.

use crate::check_in::{CheckInStep, Identity, Undertaking};
use crate::reading::Notification;
use crate::{Actor, Event, Hearing, Recorded};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "apply() has sorted the events, exhaustively"
    )]
    pub(super) fn apply_check_in(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
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
                    doubt: None,
                };
                self.at_seat(seat, |s| s.check_in.identity = Some(identity));
            }
            Event::ConsentGiven {
                seat,
                stage,
                consent,
                edition,
            } => self.at_seat(seat, |s| {
                s.check_in.edition = Some(*edition);
                s.check_in.consents.retain(|(given, _)| given != stage);
                s.check_in.consents.push((*stage, *consent));
                s.check_in.answer(CheckInStep::Consent, at);
                let what = Notification::Consent(*stage);
                s.check_in.has_read(what, *edition, at);
            }),
            Event::SuitabilityStated { seat, suitability } => {
                self.at_seat(seat, |s| {
                    s.check_in.suitability = Some(suitability.clone());
                    s.check_in.answer(CheckInStep::Suitability, at);
                });
            }
            Event::DisciplineAcknowledged {
                seat,
                rule,
                edition,
            } => self.at_seat(seat, |s| {
                s.check_in.edition = Some(*edition);
                if !s.check_in.discipline.iter().any(|(known, _)| known == rule) {
                    s.check_in.discipline.push((*rule, at));
                }
                let what = Notification::Discipline(*rule);
                s.check_in.has_read(what, *edition, at);
            }),
            Event::RightAcknowledged {
                seat,
                right,
                edition,
            } => self.at_seat(seat, |s| {
                s.check_in.edition = Some(*edition);
                let what = Notification::Right(*right);
                s.check_in.has_read(what, *edition, at);
            }),
            Event::ConsequenceAcknowledged {
                seat,
                consequence,
                edition,
            } => self.at_seat(seat, |s| {
                s.check_in.edition = Some(*edition);
                let what = Notification::Consequence(*consequence);
                s.check_in.has_read(what, *edition, at);
            }),
            Event::NoRecordingDeclared { seat, edition } => self.at_seat(seat, |s| {
                s.check_in.edition = Some(*edition);
                s.check_in.no_recording_at = Some(at);
                s.check_in.has_read(Notification::NoRecording, *edition, at);
            }),
            Event::AuthorityStated { seat, authority } => {
                self.at_seat(seat, |s| s.check_in.authority = Some(authority.clone()));
            }
            Event::UndertakingGiven {
                seat,
                signed_name,
                edition,
            } => self.at_seat(seat, |s| {
                s.check_in.edition = Some(*edition);
                s.check_in.undertaking = Some(Undertaking {
                    signed_name: signed_name.clone(),
                    at,
                });
                s.check_in.has_read(Notification::Undertaking, *edition, at);
            }),
            Event::PlaceStated { seat, place } => {
                self.at_seat(seat, |s| {
                    s.check_in.place = Some(place.clone());
                    s.check_in.answer(CheckInStep::Place, at);
                });
            }
            Event::DevicesReported { seat, report } => {
                self.at_seat(seat, |s| s.check_in.devices = Some(report.clone()));
            }
            Event::RisksAcknowledged { seat } => {
                self.at_seat(seat, |s| s.check_in.risks_read_at = Some(at));
            }
            Event::HelpCalled { seat } => {
                self.at_seat(seat, |s| {
                    s.check_in.help_wanted_since = Some(at);
                    s.check_in.help_answered_at = None;
                });
            }
            Event::HelpAnswered { seat } => {
                // Who takes his own call back was not answered.
                let answered = recorded.by != Actor::Seat(seat.clone());
                self.at_seat(seat, |s| {
                    s.check_in.help_wanted_since = None;
                    s.check_in.help_answered_at = answered.then_some(at);
                });
            }
            Event::IdentityVerified { seat, verification } => self.at_seat(seat, |s| {
                s.check_in.taken_over_at = None;
                s.check_in.look = None;
                if let Some(identity) = &mut s.check_in.identity {
                    identity.verified = Some(verification.clone());
                    identity.doubt = None;
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
            Event::SuitabilityConsidered { seat, considered } => {
                self.at_seat(seat, |s| s.check_in.considered = Some(considered.clone()));
            }
            _ => {}
        }
    }
}
