//! 异议: one press against what is being asked or shown, one press of the judge in answer (R33; CrPLI 261, 262).

use crate::{Hearing, Millis, SeatId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Objection {
    pub by: SeatId,
    /// He need not say which.
    pub ground: Option<ObjectionGround>,
    pub at: Millis,
    #[serde(default)]
    pub outcome: Option<(Millis, ObjectionOutcome)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectionGround {
    /// 诱导性发问
    Leading,
    /// 与本案无关
    Irrelevant,
    /// 威胁、误导
    Threatening,
    /// 损害人格尊严
    Demeaning,
    /// 程序不当
    Procedure,
}

impl ObjectionGround {
    pub const ALL: [ObjectionGround; 5] = [
        ObjectionGround::Leading,
        ObjectionGround::Irrelevant,
        ObjectionGround::Threatening,
        ObjectionGround::Demeaning,
        ObjectionGround::Procedure,
    ];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectionOutcome {
    /// 支持
    Sustained,
    /// 驳回
    Overruled,
    Withdrawn,
    /// Who objected has left the room before it was ruled on.
    Lapsed,
}

impl Objection {
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }
}

impl Hearing {
    pub fn open_objections(&self) -> impl Iterator<Item = &Objection> {
        self.objections.iter().filter(|o| o.is_open())
    }

    /// The one that waits, of those of this seat.
    pub fn open_objection_of(&self, seat: &SeatId) -> Option<&Objection> {
        self.open_objections().find(|o| o.by == *seat)
    }
}
