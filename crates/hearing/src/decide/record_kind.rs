//! 笔录种类 (R63), and whether the recording takes the record's place (R64).

use super::Decision;
use crate::transcript::RecordKind;
use crate::{Command, Event, Hearing, Phase, Refusal, Seat, Zone};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_record_kind(&self, me: &Seat, command: &Command) -> Decision {
        match command {
            Command::NameRecord { kind } => self.name_record(*kind),
            Command::AskReplacement => {
                self.before_close()?;
                if !self.may_be_replaced() {
                    return Err(Refusal::NoSuchStep);
                }
                if self.replacement.is_some() {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::ReplacementAsked])
            }
            Command::WithdrawReplacement => {
                self.not_frozen()?;
                if self.replacement.is_none() {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::ReplacementWithdrawn])
            }
            Command::AnswerReplacement { agreed } => {
                self.not_frozen()?;
                if self.replacement.is_none() {
                    return Err(Refusal::NoSuchStep);
                }
                if self.replacement_answer(&me.id) == Some(*agreed) {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::ReplacementAnswered {
                    seat: me.id.clone(),
                    agreed: *agreed,
                }])
            }
            _ => Err(Refusal::Malformed),
        }
    }

    /// Before anything is said that would stand under another name.
    fn name_record(&self, kind: RecordKind) -> Decision {
        if self.phase != Phase::Before {
            return Err(Refusal::HearingHasBegun);
        }
        if self.record_kind == kind {
            return Err(Refusal::AlreadyDone);
        }
        // What the panel has said among itself is not opened to others by another name, nor what was changed or struck of it.
        let said = self.transcript.version() > 0
            || !self.transcript.lines.is_empty()
            || !self.transcript.history.is_empty()
            || !self.transcript.struck.is_empty();
        if self.record_kind == RecordKind::Deliberation && said {
            return Err(Refusal::PanelAlone);
        }
        let inside = |zones: &[Zone]| {
            let others = self.seats.iter().filter(|s| !s.role.is_court());
            others
                .filter(|s| s.removed.is_none())
                .any(|s| zones.contains(&s.zone))
        };
        if kind != RecordKind::Trial && inside(&[Zone::Gallery]) {
            return Err(Refusal::OthersInside);
        }
        if kind == RecordKind::Deliberation {
            if !self.has_panel() {
                return Err(Refusal::NoSuchStep);
            }
            if inside(&[Zone::Courtroom]) {
                return Err(Refusal::OthersInside);
            }
        }
        Ok(vec![Event::RecordNamed { kind }])
    }

    /// 合议不公开: nobody who is not of the court comes in.
    pub(super) fn open_to(&self, seat: &Seat) -> Result<(), Refusal> {
        if self.record_kind == RecordKind::Deliberation && !seat.role.is_court() {
            Err(Refusal::PanelAlone)
        } else {
            Ok(())
        }
    }
}
