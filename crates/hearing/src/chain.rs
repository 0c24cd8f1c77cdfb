//! 区块链存证 (R44; R12 16-19): all of it stated by people. No machine finds a record true.

use crate::{Millis, SeatId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChainRecord {
    pub by: SeatId,
    pub at: Millis,
    /// 存证平台
    pub platform: String,
    /// 存证编号, or the transaction's
    pub number: String,
    /// 上链时间, as the platform has it
    pub stored_at: Millis,
    pub check: Option<ChainCheck>,
    pub disputes: Vec<ChainDispute>,
}

/// 技术核验 (R12 16): agrees means 推定上链后未篡改, and no more than that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChainCheck {
    pub by: SeatId,
    pub at: Millis,
    pub agrees: bool,
    /// Where and how it was compared.
    pub how: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChainDispute {
    pub by: SeatId,
    pub at: Millis,
    pub about: ChainStage,
    /// Of what came after storage only (R12 17).
    pub factors: Vec<ChainFactor>,
    pub reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChainStage {
    /// 上链存储前已不具备真实性 (R12 18)
    BeforeStorage,
    /// 上链后 (R12 17)
    AfterStorage,
}

/// What the court weighs when the data after storage are disputed (R12 17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChainFactor {
    /// 平台符合提供存证服务的规定
    Service,
    /// 与平台的利害关系、对取证存证的不当干预
    Interest,
    /// 信息系统的清洁性、安全性、可靠性、可用性
    System,
    /// 存证技术和过程符合标准
    Process,
}

impl ChainFactor {
    pub const ALL: [ChainFactor; 4] = [
        ChainFactor::Service,
        ChainFactor::Interest,
        ChainFactor::System,
        ChainFactor::Process,
    ];
}
