//! 争议焦点: the judge writes them, the parties confirm each version or add a remark (R29; CPLI 226).

use crate::{Hearing, Millis, Role, Seat, SeatId, Zone};
use serde::{Deserialize, Serialize};

/// What one party said to one version of the issues. Earlier ones stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IssueAnswer {
    pub seat: SeatId,
    pub edition: u32,
    /// None where it was confirmed as it is.
    pub remark: Option<String>,
    pub at: Millis,
}

impl Hearing {
    /// What this seat has said to the issues as they stand.
    pub fn issue_answer(&self, seat: &SeatId) -> Option<&IssueAnswer> {
        self.issue_answers
            .iter()
            .rev()
            .find(|a| a.edition == self.issues_edition && a.seat == *seat)
    }

    /// Whom the judge asks: who takes part in the room and does not merely interpret.
    pub fn asked_for_issues(&self) -> impl Iterator<Item = &Seat> {
        self.seats
            .iter()
            .filter(|s| answers_issues(s.role) && s.zone == Zone::Courtroom && s.removed.is_none())
    }
}

pub(crate) fn answers_issues(role: Role) -> bool {
    role.is_participant() && role != Role::Interpreter
}
