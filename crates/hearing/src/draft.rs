//! 草稿延迟 (R55, R98): how the draft of the record comes later to who is not of the court, by this court's own setting.

use crate::{Event, Hearing, SeatId};

impl Event {
    /// Whether it is of the draft alone, which may come later. All else comes at once.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "of all that happens in court, these are written"
    )]
    pub fn is_of_draft(&self) -> bool {
        match self {
            Event::LineWritten { .. }
            | Event::LineEdited { .. }
            | Event::LineStruck { .. }
            | Event::LineRestored { .. }
            // It has the words of its line.
            | Event::CorrectionRequested { .. }
            | Event::CorrectionDecided { .. } => true,
            _ => false,
        }
    }
}

impl Hearing {
    /// Clerk and bench read at once; so does everybody once the record lies open for signing.
    pub fn reads_draft_late(&self, viewer: &SeatId) -> bool {
        let court = self.seat(viewer).is_some_and(|s| s.role.is_court());
        self.transcript.sign_off.is_none() && !court
    }
}
