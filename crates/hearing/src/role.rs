//! Who can be in a hearing (R94), on which side he stands, and where he can be.

use crate::SeatId;
use serde::{Deserialize, Serialize};

/// The roles of R94.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 审判长, or 审判员 sitting alone
    PresidingJudge,
    /// 审判员 of a panel
    PanelJudge,
    /// 人民陪审员
    Assessor,
    /// 法官助理
    JudgeAssistant,
    /// 书记员
    Clerk,
    /// 原告 / 被告 / 第三人 / 被告人
    Party,
    /// 委托诉讼代理人
    Representative,
    /// 公诉人
    Prosecutor,
    /// 辩护人
    Defender,
    /// 证人
    Witness,
    /// 鉴定人
    ForensicExpert,
    /// 有专门知识的人
    ExpertAssistant,
    /// 翻译人员
    Interpreter,
    /// 法定代理人
    Guardian,
    /// 旁听人员
    Observer,
    /// 巡查员
    Inspector,
    /// 技术人员
    Technician,
    /// 管理员
    Administrator,
}

impl Role {
    pub const ALL: [Role; 18] = [
        Role::PresidingJudge,
        Role::PanelJudge,
        Role::Assessor,
        Role::JudgeAssistant,
        Role::Clerk,
        Role::Party,
        Role::Representative,
        Role::Prosecutor,
        Role::Defender,
        Role::Witness,
        Role::ForensicExpert,
        Role::ExpertAssistant,
        Role::Interpreter,
        Role::Guardian,
        Role::Observer,
        Role::Inspector,
        Role::Technician,
        Role::Administrator,
    ];

    /// Those who decide: the sole judge or the panel.
    pub fn is_bench(self) -> bool {
        matches!(
            self,
            Role::PresidingJudge | Role::PanelJudge | Role::Assessor
        )
    }

    /// The court's own people, who see how each person's check-in stands.
    pub fn is_court(self) -> bool {
        self.is_bench() || matches!(self, Role::JudgeAssistant | Role::Clerk)
    }

    /// Those who come when called and must not hear the hearing before (R15, EV 72).
    pub fn is_called(self) -> bool {
        matches!(
            self,
            Role::Witness | Role::ForensicExpert | Role::ExpertAssistant
        )
    }

    /// Those whom the hearing is about, and who speak for them.
    pub fn is_participant(self) -> bool {
        matches!(
            self,
            Role::Party
                | Role::Representative
                | Role::Prosecutor
                | Role::Defender
                | Role::Guardian
                | Role::Interpreter
        )
    }

    /// Those who show by what right they speak for somebody else (R11).
    pub fn speaks_for_another(self) -> bool {
        matches!(self, Role::Representative | Role::Defender | Role::Guardian)
    }

    /// Those who watch and take no part.
    pub fn only_watches(self) -> bool {
        matches!(
            self,
            Role::Observer | Role::Inspector | Role::Technician | Role::Administrator
        )
    }
}

/// The side of the room a seat stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Court,
    /// 原告, or 公诉人 in a criminal case
    Plaintiff,
    /// 被告, 被告人 and his defender
    Defendant,
    /// 第三人
    ThirdParty,
    None,
}

/// Where a person is. A zone's events, exhibits, transcript and media go only to those in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// Waiting, each side apart (R15).
    Lobby,
    Courtroom,
    /// 合议: invisible to all others (R32).
    Deliberation,
    /// 律师会商室 of one side (R17).
    SideRoom(Side),
    /// 证人候审室 of one witness (R15).
    WitnessRoom(SeatId),
    /// 旁听席
    Gallery,
    /// 庭审巡查
    Inspection,
}
