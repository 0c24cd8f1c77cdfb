use super::{Decision, NAME_LIMIT, REASON_LIMIT, correction, wanted, within};
use crate::plain::same_name;
use crate::transcript::*;
use crate::{
    Act, Command, Event, Grant, Hearing, LineId, Millis, Phase, Refusal, Role, Seat, SeatId,
    permitted,
};

/// A drawn signature as SVG path data, in bytes.
pub(super) const DRAWING_LIMIT: usize = 24_000;

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_transcript(&self, me: &Seat, command: &Command, now: Millis) -> Decision {
        if self.phase == Phase::Finished {
            return Err(Refusal::SignOffFinished);
        }
        match command {
            Command::RequestCorrection {
                correction,
                line,
                should_read,
                wrong,
                reason,
            } => {
                let asked = correction::Request {
                    id: correction,
                    line,
                    should_read,
                    wrong,
                    reason,
                };
                self.request_correction(me, &asked, now)
            }
            Command::DecideCorrection {
                correction,
                granted,
                reason,
            } => self.decide_correction(me, correction, *granted, reason, now),
            Command::OpenSignOff => self.open_sign_off(),
            Command::ConfirmRead => {
                self.open_entry(&me.id)?;
                Ok(vec![Event::ReadConfirmed {
                    seat: me.id.clone(),
                }])
            }
            Command::Sign {
                text_sha256,
                name,
                drawing,
                session,
            } => {
                if self.open_entry(&me.id)?.read_at.is_none() {
                    return Err(Refusal::ReadFirst);
                }
                self.signed(
                    me,
                    text_sha256,
                    name,
                    drawing.as_deref(),
                    now,
                    |signature| {
                        signature.session.clone_from(session);
                    },
                )
            }
            Command::RefuseToSign { reason } => {
                self.open_entry(&me.id)?;
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                if me.role.is_court() {
                    return Err(Refusal::NotPermitted);
                }
                Ok(vec![Event::SigningRefused {
                    seat: me.id.clone(),
                    reason: reason.clone(),
                }])
            }
            Command::NoteUnsigned { seat, reason } => {
                let entry = self.open_entry(seat)?;
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                // The court itself signs; and what a person has said of his signature stands.
                let court = self.seat(seat).is_none_or(|s| s.role.is_court());
                if court
                    || matches!(
                        entry.state,
                        SignState::Refused { .. } | SignState::Unsigned { .. }
                    )
                {
                    return Err(Refusal::NotPermitted);
                }
                Ok(vec![Event::UnsignedNoted {
                    seat: seat.clone(),
                    reason: reason.clone(),
                }])
            }
            _ => Err(Refusal::Malformed),
        }
    }

    /// Everybody who took part signs; who never came does not.
    fn open_sign_off(&self) -> Decision {
        if self.phase != Phase::Closed {
            return Err(Refusal::NotInSession);
        }
        if self.transcript.sign_off.is_some() {
            return Err(Refusal::AlreadyDone);
        }
        let recording = if self.replacement_stands() {
            self.whole_recording()?
        } else {
            Vec::new()
        };
        if self.transcript.lines.is_empty() && recording.is_empty() {
            return Err(Refusal::TextEmpty);
        }
        let spoke = |seat: &Seat| {
            let own = Speaker::Seat(seat.id.clone());
            self.transcript.lines.iter().any(|l| l.speaker == own)
        };
        let seats = self
            .seats
            .iter()
            .filter(|s| self.took_part(s) && (!s.role.is_called() || spoke(s)))
            .map(|s| s.id.clone())
            .collect();
        Ok(vec![Event::SignOffOpened { seats, recording }])
    }

    /// Whether his signature belongs under what he has said.
    pub(super) fn took_part(&self, seat: &Seat) -> bool {
        permitted(seat.role, Act::Sign) == Grant::Yes
            && seat.removed.is_none()
            && seat.attended
            // Who was let in before the sitting became one of the panel alone was at nothing that stands in it.
            && self.open_to(seat).is_ok()
    }

    pub(super) fn open_entry(&self, seat: &SeatId) -> Result<&SignOffEntry, Refusal> {
        let sign_off = self
            .transcript
            .sign_off
            .as_ref()
            .ok_or(Refusal::SignOffNotOpen)?;
        let entry = sign_off
            .entries
            .iter()
            .find(|e| e.seat == *seat)
            .ok_or(Refusal::NotPermitted)?;
        match entry.state {
            // Who refused, or was not there, may think better of it as long as the record is open.
            SignState::Waiting
            | SignState::Voided { .. }
            | SignState::Refused { .. }
            | SignState::Unsigned { .. } => Ok(entry),
            SignState::Signed(_) => Err(Refusal::AlreadyDone),
        }
    }

    /// Somebody signs; `how` adds what is special about it.
    pub(super) fn signed(
        &self,
        me: &Seat,
        text_sha256: &str,
        name: &str,
        drawing: Option<&str>,
        now: Millis,
        how: impl FnOnce(&mut Signature),
    ) -> Decision {
        self.open_entry(&me.id)?;
        within(name, NAME_LIMIT)?;
        if !same_name(name, &me.name) {
            return Err(Refusal::NameDoesNotMatch);
        }
        if let Some(drawing) = drawing
            && (drawing.len() > DRAWING_LIMIT || !is_path(drawing))
        {
            return Err(Refusal::Malformed);
        }
        if text_sha256 != self.digest_to_sign(&me.id) {
            return Err(Refusal::NotTheTextOnRecord);
        }
        self.in_order(me)?;
        let version = self.part_for(&me.id).map(|l| l.rev + 1).sum();
        let mut signature = Signature {
            at: now,
            text_sha256: text_sha256.to_owned(),
            version,
            name: me.name.clone(),
            drawing: drawing.map(str::to_owned),
            session: None,
            assisted: None,
        };
        how(&mut signature);
        let mut events = vec![Event::TranscriptSigned {
            seat: me.id.clone(),
            signature,
        }];
        if self.all_others_done(&me.id) {
            events.push(Event::SignOffFinished);
        }
        Ok(events)
    }

    /// R68: those who took part, then the clerk, the bench, the presiding judge last of all.
    fn in_order(&self, me: &Seat) -> Result<(), Refusal> {
        let rank = |role: Role| match role {
            Role::PresidingJudge => 3,
            Role::PanelJudge | Role::Assessor => 2,
            Role::Clerk => 1,
            Role::JudgeAssistant
            | Role::Party
            | Role::Representative
            | Role::Prosecutor
            | Role::Defender
            | Role::Witness
            | Role::ForensicExpert
            | Role::ExpertAssistant
            | Role::Interpreter
            | Role::Guardian
            | Role::Observer
            | Role::Inspector
            | Role::Technician
            | Role::Administrator => 0,
        };
        let entries = self.transcript.sign_off.iter().flat_map(|s| &s.entries);
        let earlier_waits = entries
            .filter(|e| !is_done(&e.state))
            .filter_map(|e| self.seat(&e.seat))
            .any(|s| rank(s.role) < rank(me.role));
        let correction_waits = rank(me.role) > 0
            && self
                .transcript
                .corrections
                .iter()
                .any(|c| c.decision.is_none());
        if earlier_waits {
            Err(Refusal::OthersSignFirst)
        } else if correction_waits {
            Err(Refusal::CorrectionWaits)
        } else {
            Ok(())
        }
    }

    fn all_others_done(&self, me: &SeatId) -> bool {
        let mut entries = self.transcript.sign_off.iter().flat_map(|s| &s.entries);
        entries.all(|e| e.seat == *me || is_done(&e.state))
    }

    /// R58: what lies open for signing is changed by corrections only.
    pub(super) fn not_frozen(&self) -> Result<(), Refusal> {
        match self.transcript.sign_off {
            Some(_) => Err(Refusal::Frozen),
            None => Ok(()),
        }
    }

    pub fn line(&self, id: &LineId) -> Option<&TranscriptLine> {
        self.transcript.line(id)
    }
}

fn is_done(state: &SignState) -> bool {
    match state {
        SignState::Signed(_) | SignState::Refused { .. } | SignState::Unsigned { .. } => true,
        SignState::Waiting | SignState::Voided { .. } => false,
    }
}

/// Path data and nothing else, so that a drawing can be shown without fear.
pub(super) fn is_path(drawing: &str) -> bool {
    drawing
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, 'M' | 'L' | ' ' | ',' | '.' | '-'))
}
