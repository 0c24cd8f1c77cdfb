//! What interrupted the hearing or went against its order, kept for the record (R21, R26, R71).

use crate::absence::DutyDevice;
use crate::recording::{GapCause, PauseGround};
use crate::sanction::{Admonition, Sanction};
use crate::{Actor, GuardItem, Millis, SeatId, Stage};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    pub at: Millis,
    /// When a break ended; what has no length never has one.
    pub until: Option<Millis>,
    pub by: Actor,
    pub what: Happening,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// 休庭
    Adjourned { reason: String },
    /// 录音录像中断 (AV 3)
    RecordingPaused { ground: PauseGround },
    /// Ordered to be recorded, and was not, or not whole (R73).
    RecordingGap { cause: GapCause },
    /// 提示, 警告, 训诫, 责令退出
    Admonished {
        seat: SeatId,
        measure: Admonition,
        words: String,
    },
    /// 罚款, 拘留
    Sanctioned {
        seat: SeatId,
        sanction: Sanction,
        /// Under which number the president of the court has approved it.
        approval: String,
        words: String,
    },
    /// On to a stage although the record lacked what the law wants, for this reason.
    GuardOverridden {
        stage: Stage,
        open_items: Vec<GuardItem>,
        reason: String,
    },
    /// R23: a device that had to be on was off, without leave.
    DeviceOff { seat: SeatId, device: DutyDevice },
}

impl Happening {
    pub(crate) fn is_adjournment(&self) -> bool {
        matches!(self, Happening::Adjourned { .. })
    }

    pub(crate) fn is_device_off(&self, whose: &SeatId, which: DutyDevice) -> bool {
        matches!(self, Happening::DeviceOff { seat, device } if seat == whose && *device == which)
    }

    pub(crate) fn is_gap(&self) -> bool {
        matches!(self, Happening::RecordingGap { .. })
    }

    pub(crate) fn is_pause(&self) -> bool {
        matches!(self, Happening::RecordingPaused { .. })
    }
}
