//! 逾期举证 (R46; CPL 68, CPLI 101-102, EV 51-52): what came after the court's time, why, and what the court makes of it.

use crate::{Hearing, Millis, Phase, SeatId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Late {
    pub after: LateAfter,
    /// As the person gave it who filed.
    pub reason: String,
    pub ruling: Option<LateRuling>,
    /// What the other side says to it, each seat's newest.
    pub answers: Vec<LateAnswer>,
}

/// What had passed when it was filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateAfter {
    /// 举证期限
    Deadline,
    /// 开庭
    Opening,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LateRuling {
    pub by: SeatId,
    pub at: Millis,
    pub outcome: LateOutcome,
    pub reason: String,
    /// The time the other side gets to answer; none where it is heard at once.
    pub answer_until: Option<Millis>,
}

/// CPLI 102
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateOutcome {
    /// 采纳
    Admitted,
    /// 采纳并训诫
    AdmittedWithAdmonition,
    /// 不予采纳
    NotAdmitted,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LateAnswer {
    pub by: SeatId,
    pub at: Millis,
    pub text: String,
}

impl Hearing {
    /// What has passed, so that evidence filed now is late.
    pub fn late_now(&self, now: Millis) -> Option<LateAfter> {
        if self.phase > Phase::Before {
            Some(LateAfter::Opening)
        } else if self.filing_deadline.is_some_and(|until| now > until) {
            Some(LateAfter::Deadline)
        } else {
            None
        }
    }
}
