//! 回避: who asks whom to step back, who decides, what comes of it (R28; CPL 47-50, CrPL 29-32).

use crate::{Hearing, Millis, Role, Seat, SeatId};
use serde::{Deserialize, Serialize};

/// One application. It is named by its place in the list, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Recusal {
    pub by: SeatId,
    pub whom: SeatId,
    pub reason: String,
    pub at: Millis,
    #[serde(default)]
    pub withdrawn_at: Option<Millis>,
    /// At most two: of the application, and of its reconsideration.
    #[serde(default)]
    pub decisions: Vec<RecusalDecision>,
    /// 复议, once: when, and why
    #[serde(default)]
    pub reconsideration: Option<(Millis, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RecusalDecision {
    pub decider: Decider,
    pub granted: bool,
    pub reason: String,
    pub at: Millis,
}

/// Who decides (CPL 49; CrPL 31).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// 审判长, or who sits alone: on clerks, interpreters and experts of a civil case
    PresidingJudge,
    /// 院长: on those who judge
    CourtPresident,
    /// 审判委员会: on a court president who presides himself
    JudicialCommittee,
    /// 检察长: on who prosecutes
    ChiefProcurator,
    /// 法庭当庭驳回: in a criminal case what names no ground of CrPL 29, 30. It can only refuse, and for good (CrPLI 35).
    Court,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecusalState {
    Waits,
    Granted,
    /// Reconsideration may still be asked for.
    Refused,
    ReconsiderationWaits,
    /// For the second time: that is the end of it.
    RefusedFinally,
    Withdrawn,
}

impl Recusal {
    pub fn state(&self) -> RecusalState {
        if self.withdrawn_at.is_some() {
            return RecusalState::Withdrawn;
        }
        match (self.decisions.as_slice(), &self.reconsideration) {
            ([], _) => RecusalState::Waits,
            ([.., last], _) if last.granted => RecusalState::Granted,
            ([.., last], _) if last.decider == Decider::Court => RecusalState::RefusedFinally,
            ([_], None) => RecusalState::Refused,
            ([_], Some(_)) => RecusalState::ReconsiderationWaits,
            ([_, _, ..], _) => RecusalState::RefusedFinally,
        }
    }

    /// Whether somebody is to decide.
    pub fn is_open(&self) -> bool {
        match self.state() {
            RecusalState::Waits | RecusalState::ReconsiderationWaits => true,
            RecusalState::Granted
            | RecusalState::Refused
            | RecusalState::RefusedFinally
            | RecusalState::Withdrawn => false,
        }
    }
}

impl Hearing {
    fn is_criminal(&self) -> bool {
        self.matter
            .as_ref()
            .is_some_and(|m| m.procedure.is_criminal())
    }

    /// Whether a party may ask that this person step back: the court's own, who interprets, who gives an expert opinion;
    /// in a criminal case who prosecutes.
    pub fn may_be_challenged(&self, seat: &Seat) -> bool {
        seat.removed.is_none()
            && (seat.role.is_court()
                || matches!(seat.role, Role::Interpreter | Role::ForensicExpert)
                || (seat.role == Role::Prosecutor && self.is_criminal()))
    }

    /// Who may decide on an application against this person.
    pub fn deciders_on(&self, seat: &Seat) -> &'static [Decider] {
        match seat.role {
            Role::Prosecutor => &[Decider::ChiefProcurator, Decider::Court],
            // Where the president of the court sits, he presides.
            Role::PresidingJudge if self.is_criminal() => &[
                Decider::CourtPresident,
                Decider::JudicialCommittee,
                Decider::Court,
            ],
            Role::PresidingJudge => &[Decider::CourtPresident, Decider::JudicialCommittee],
            Role::PanelJudge | Role::Assessor if self.is_criminal() => {
                &[Decider::CourtPresident, Decider::Court]
            }
            Role::PanelJudge | Role::Assessor => &[Decider::CourtPresident],
            // In a criminal case the president decides on them too.
            Role::JudgeAssistant | Role::Clerk | Role::Interpreter | Role::ForensicExpert => {
                if self.is_criminal() {
                    &[Decider::CourtPresident, Decider::Court]
                } else {
                    &[Decider::PresidingJudge]
                }
            }
            Role::Party
            | Role::Representative
            | Role::Defender
            | Role::Witness
            | Role::ExpertAssistant
            | Role::Guardian
            | Role::Observer
            | Role::Inspector
            | Role::Technician
            | Role::Administrator => &[],
        }
    }
}
