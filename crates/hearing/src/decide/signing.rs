//! What the clerk does so that everybody signs: reminding, noting a refusal, helping who has no device (R66, R67, R70).

use super::transcript::{DRAWING_LIMIT, is_path};
use super::{Decision, NAME_LIMIT, within};
use crate::transcript::{Assistance, Assisted, SignState};
use crate::{Command, Event, Hearing, Millis, Phase, Refusal, Seat, SeatId};

/// Nobody is reminded twice within this time (ms).
pub const REMIND_AGAIN: Millis = 10 * 60 * 1_000;
const DAY: Millis = 24 * 60 * 60 * 1_000;
/// East of Greenwich.
const BEIJING: Millis = 8 * 60 * 60 * 1_000;

impl Hearing {
    /// Until when who did not read the record in court may read it: five days, of which the first is the one after (CPL 85, 150).
    /// For criminal hearings the law names no time.
    pub fn read_by(&self) -> Option<Millis> {
        let opened = self.transcript.sign_off.as_ref()?.opened_at;
        let civil = self
            .matter
            .as_ref()
            .is_some_and(|m| !m.procedure.is_criminal());
        let day = (opened + BEIJING) / DAY;
        civil.then(|| ((day + 6) * DAY).saturating_sub(BEIJING))
    }

    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_signing(&self, me: &Seat, command: &Command, now: Millis) -> Decision {
        if self.phase == Phase::Finished {
            return Err(Refusal::SignOffFinished);
        }
        match command {
            Command::RemindToSign { seat } => {
                let entry = self.open_entry(seat)?;
                let waits = matches!(entry.state, SignState::Waiting | SignState::Voided { .. });
                let lately = entry
                    .reminded
                    .last()
                    .is_some_and(|at| at + REMIND_AGAIN > now);
                if !waits || lately || *seat == me.id {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::SignerReminded { seat: seat.clone() }])
            }
            Command::NoteRefusal { seat } => match &self.open_entry(seat)?.state {
                SignState::Refused { noted: None, .. } => {
                    Ok(vec![Event::RefusalNoted { seat: seat.clone() }])
                }
                SignState::Refused { .. } => Err(Refusal::AlreadyDone),
                SignState::Waiting
                | SignState::Signed(_)
                | SignState::Unsigned { .. }
                | SignState::Voided { .. } => Err(Refusal::NotPermitted),
            },
            Command::SignAssisted {
                seat,
                text_sha256,
                name,
                drawing,
                how,
            } => {
                let signer = self.assisted(me, seat)?;
                within(name, NAME_LIMIT)?;
                // His own hand on the court's device: a name that the clerk types would be the clerk's.
                let strokes = drawing.contains('M') && drawing.contains('L');
                if !strokes || drawing.len() > DRAWING_LIMIT || !is_path(drawing) {
                    return Err(Refusal::Malformed);
                }
                let by = me.id.clone();
                let assisted = Assisted { by, how: *how };
                let mut events = vec![Event::ReadConfirmed { seat: seat.clone() }];
                events.extend(self.signed(
                    signer,
                    text_sha256,
                    name,
                    Some(drawing),
                    now,
                    |signature| {
                        signature.assisted = Some(assisted);
                    },
                )?);
                Ok(events)
            }
            _ => Err(Refusal::Malformed),
        }
    }

    /// Whom the court helps: anybody who signs, but none of its own.
    fn assisted(&self, me: &Seat, seat: &SeatId) -> Result<&Seat, Refusal> {
        match &self.open_entry(seat)?.state {
            SignState::Waiting | SignState::Voided { .. } | SignState::Unsigned { .. } => {}
            // Who has refused changes his mind by himself, in nobody else's hands.
            SignState::Refused { .. } => return Err(Refusal::SignerHasRefused),
            SignState::Signed(_) => return Err(Refusal::AlreadyDone),
        }
        let signer = self.seat(seat).ok_or(Refusal::NoSuchSeat)?;
        if signer.role.is_court() || signer.id == me.id {
            return Err(Refusal::NotPermitted);
        }
        Ok(signer)
    }
}

impl Assistance {
    pub const ALL: [Assistance; 2] = [Assistance::ReadAloud, Assistance::CourtsDevice];
}
