use crate::record_kind::{Replacement, ReplacementAnswer};
use crate::{Event, Hearing, Recorded};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "apply() has sorted the events, exhaustively"
    )]
    pub(super) fn apply_record_kind(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::RecordNamed { kind } => {
                self.record_kind = *kind;
                if !self.may_be_replaced() {
                    self.replacement = None;
                }
            }
            Event::ReplacementAsked => {
                self.replacement = Some(Replacement {
                    asked_at: recorded.at,
                    answers: Vec::new(),
                });
            }
            Event::ReplacementWithdrawn => self.replacement = None,
            Event::ReplacementAnswered { seat, agreed } => {
                if let Some(replacement) = &mut self.replacement {
                    replacement.answers.retain(|a| a.seat != *seat);
                    replacement.answers.push(ReplacementAnswer {
                        seat: seat.clone(),
                        agreed: *agreed,
                        at: recorded.at,
                    });
                }
            }
            _ => {}
        }
    }
}
