//! What the court has found of an absence (R24).

use crate::{Actor, Millis};
use serde::{Deserialize, Serialize};

/// R24: the judge classifies, the machine names no cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceFinding {
    /// 网络故障
    NetworkFailure,
    /// 设备损坏
    DeviceFailure,
    /// 电力中断
    PowerCut,
    /// 不可抗力
    ForceMajeure,
    /// 擅自退庭
    UnauthorisedExit,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub by: Actor,
    pub at: Millis,
    pub reason: String,
}
