//! 核对原件 (R42; R12 12-13, EV 61): by what a copy counts as its original, and when the court asks for the original.

use crate::exhibit::OriginalState;
use crate::{Millis, SeatId};
use serde::{Deserialize, Serialize};

/// Why a finding on the original holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginalGround {
    /// 对方对一致性未提出异议 (R12 13 (1))
    NotDisputed,
    /// 形成过程经公证 (R12 13 (2))
    Notarised,
    /// 在先前诉讼中提交并经确认 (R12 13 (3))
    ConfirmedBefore,
    /// 与原件、原物比对一致 (R12 13 (4))
    Compared,
    /// 有其他证据证明一致 (R12 13 (5))
    OtherProof,
    /// 出示原件确有困难，准许出示复制件 (EV 61 (1))
    CopyPermitted,
    /// 原件已不存在，有证据证明复制件一致 (EV 61 (2))
    OriginalGone,
}

impl OriginalGround {
    pub const ALL: [OriginalGround; 7] = [
        OriginalGround::Compared,
        OriginalGround::NotDisputed,
        OriginalGround::Notarised,
        OriginalGround::ConfirmedBefore,
        OriginalGround::OtherProof,
        OriginalGround::CopyPermitted,
        OriginalGround::OriginalGone,
    ];

    /// Whether it is a ground for this finding.
    pub fn fits(self, state: OriginalState) -> bool {
        match self {
            OriginalGround::NotDisputed
            | OriginalGround::Notarised
            | OriginalGround::ConfirmedBefore
            | OriginalGround::Compared
            | OriginalGround::OtherProof => state == OriginalState::Matches,
            OriginalGround::CopyPermitted | OriginalGround::OriginalGone => {
                state == OriginalState::None
            }
        }
    }
}

/// Why the court asks for the original (R12 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DemandReason {
    /// 对方认为与原件不一致，并提出合理理由和依据
    Disputed,
    /// 呈现不完整、内容不清晰、格式不规范
    Unclear,
    /// 卷宗、档案管理规定要求
    FileRules,
    /// 法院认为有必要
    CourtWants,
}

impl DemandReason {
    pub const ALL: [DemandReason; 4] = [
        DemandReason::Disputed,
        DemandReason::Unclear,
        DemandReason::FileRules,
        DemandReason::CourtWants,
    ];
}

/// 申请提供原件, of a party on the other side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OriginalRequest {
    pub by: SeatId,
    pub at: Millis,
    pub reason: String,
}

/// The court's answer to such a request, or its own order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OriginalRuling {
    pub by: SeatId,
    pub at: Millis,
    /// None: 不要求提供原件
    pub demanded: Option<DemandReason>,
    pub reason: String,
    pub until: Option<Millis>,
}
