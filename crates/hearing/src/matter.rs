//! What the hearing is about, as the case file gives it. Never changes while the hearing runs.

use crate::{HearingId, Millis, Procedure};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Matter {
    pub id: HearingId,
    /// 法院全称
    pub court: String,
    /// 在线法庭名称
    pub courtroom: String,
    pub scheduled_at: Millis,
    pub procedure: Procedure,
    pub publicity: Publicity,
    /// Seats in the gallery; who registers after them waits in a queue (R85).
    #[serde(default = "gallery_seats")]
    pub gallery_seats: u16,
    /// Absent for those who may not know who the parties are: a witness who waits (R15).
    pub case: Option<Case>,
}

/// What a gallery has where the court has set nothing else.
pub const fn gallery_seats() -> u16 {
    50
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// 案号, with full-width brackets
    pub number: String,
    /// 案由
    pub cause: String,
    /// 原告林知远诉被告周以宁民间借贷纠纷一案
    pub title: String,
    /// 诉讼请求, or the charge
    pub claims: Vec<String>,
    /// How often the case was heard before this hearing, as the case file has it (R56).
    #[serde(default, skip_serializing_if = "is_none")]
    pub earlier_hearings: u16,
}

fn is_none(count: &u16) -> bool {
    *count == 0
}

/// R83
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Publicity {
    /// 公开
    Open,
    /// 依法不公开
    ClosedByLaw,
    /// 依申请不公开
    ClosedOnApplication,
}
