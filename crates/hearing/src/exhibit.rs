//! 证据: the exhibit list, examination, presenting (R39-R51).

use crate::{ExhibitId, Millis, SeatId, Side};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exhibit {
    pub id: ExhibitId,
    /// 证据名称
    pub title: String,
    pub category: ExhibitCategory,
    pub side: Side,
    pub submitted_by: SeatId,
    pub submitted_at: Millis,
    /// 来源
    pub source: String,
    /// 证明对象
    pub purpose: String,
    pub file: ExhibitFile,
    pub secrecy: Secrecy,
    pub original: OriginalState,
    pub withdrawn: Option<Withdrawal>,
    pub opinions: Vec<ExaminationOpinion>,
    pub ruling: Option<Ruling>,
}

/// The bytes of an exhibit, named by their hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExhibitFile {
    /// SHA-256, lower-case hex (R43)
    pub sha256: String,
    /// bytes
    pub size: u64,
    pub kind: FileKind,
    /// 页数; 1 where pages mean nothing
    pub pages: u32,
}

/// What the server found the bytes to be, whatever the file was called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    Pdf,
    Png,
    Jpeg,
    Webp,
    Audio,
    Video,
    /// Shown as such, never guessed at.
    Unknown,
}

/// 证据类别 (CPL 66)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExhibitCategory {
    /// 书证
    Documentary,
    /// 物证
    Physical,
    /// 视听资料
    AudioVisual,
    /// 电子数据
    ElectronicData,
    /// 证人证言
    WitnessTestimony,
    /// 当事人陈述
    PartyStatement,
    /// 鉴定意见
    ExpertOpinion,
    /// 勘验笔录
    InspectionRecord,
}

/// 保密等级 (R48)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Secrecy {
    /// 公开
    Open,
    /// 当事人
    Parties,
    /// 仅代理人与专家
    CounselAndExperts,
    /// 仅法庭
    CourtOnly,
}

/// 原件情况 (R42)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginalState {
    /// 待核对
    ToCheck,
    /// 核对一致
    Matches,
    /// 核对不一致
    Differs,
    /// 无原件
    None,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Withdrawal {
    pub at: Millis,
    pub reason: String,
}

/// 质证意见 (R41)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExaminationOpinion {
    pub by: SeatId,
    pub at: Millis,
    /// 真实性
    pub authenticity: Stance,
    /// 合法性
    pub legality: Stance,
    /// 关联性
    pub relevance: Stance,
    /// 证明目的
    pub purpose: Stance,
    pub reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// 认可
    Accepted,
    /// 不认可
    Disputed,
    /// 保留
    Reserved,
}

/// 认证
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ruling {
    pub by: SeatId,
    pub at: Millis,
    pub admitted: bool,
    pub reason: String,
}

/// 当庭出示: what everybody has on the screen (R40).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Presentation {
    pub exhibit: ExhibitId,
    pub by: SeatId,
    pub view: PageView,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageView {
    /// From 1.
    pub page: u32,
    /// Hundredths: 100 fits the width.
    pub zoom: u16,
    /// Degrees clockwise: 0, 90, 180, 270.
    pub rotation: u16,
    /// What is at the upper left of the screen, in ten-thousandths of the page.
    pub left: u16,
    pub top: u16,
}

impl Default for PageView {
    fn default() -> Self {
        Self {
            page: 1,
            zoom: 100,
            rotation: 0,
            left: 0,
            top: 0,
        }
    }
}
