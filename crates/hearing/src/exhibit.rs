//! 证据: the exhibit list, examination, presenting (R39-R51).

use crate::chain::ChainRecord;
use crate::late::Late;
use crate::original::{OriginalGround, OriginalRequest, OriginalRuling};
use crate::presenting::{Area, Beside, Playback};
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
    /// 份数
    #[serde(default = "one")]
    pub copies: u16,
    /// 文字说明: what a picture shows, for who cannot see it (R52).
    #[serde(default)]
    pub text_alternative: String,
    /// R46
    #[serde(default)]
    pub late: Option<Late>,
    /// By what `original` was found.
    #[serde(default)]
    pub original_ground: Option<OriginalGround>,
    #[serde(default)]
    pub original_requests: Vec<OriginalRequest>,
    /// The newest
    #[serde(default)]
    pub original_ruling: Option<OriginalRuling>,
    /// R44
    #[serde(default)]
    pub chain: Option<ChainRecord>,
}

const fn one() -> u16 {
    1
}

/// What is said of an exhibit at its filing, besides what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Particulars {
    pub copies: u16,
    pub text_alternative: String,
    /// Wanted where it comes late (R46).
    pub late_reason: Option<String>,
}

impl Default for Particulars {
    fn default() -> Self {
        Self {
            copies: one(),
            text_alternative: String::new(),
            late_reason: None,
        }
    }
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

impl FileKind {
    /// Whether it is all picture, so that who cannot see it has nothing but a description (R52).
    pub fn is_picture(&self) -> bool {
        match self {
            FileKind::Png | FileKind::Jpeg | FileKind::Webp => true,
            FileKind::Pdf | FileKind::Audio | FileKind::Video | FileKind::Unknown => false,
        }
    }
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
    /// 要求提供原件
    Demanded,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Withdrawal {
    pub at: Millis,
    pub reason: String,
    #[serde(default)]
    pub by: Option<SeatId>,
    /// When the court took its bytes away (R97); its hash stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased_at: Option<Millis>,
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
    /// Who wrote it down where the party said it aloud.
    #[serde(default)]
    pub recorded_by: Option<SeatId>,
}

impl ExaminationOpinion {
    /// Whenever it was said, and whoever wrote it down.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let four = |o: &Self| (o.authenticity, o.legality, o.relevance, o.purpose);
        four(self) == four(other) && self.reason == other.reason
    }
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
    /// Whose hand turns the pages.
    pub by: SeatId,
    pub view: PageView,
    /// The pages were put into his hand: he turns them without the floor, until they are taken back.
    #[serde(default)]
    pub handed: bool,
    /// A second exhibit beside the first.
    #[serde(default)]
    pub beside: Option<Beside>,
    /// Of sound and film (R45)
    #[serde(default)]
    pub playback: Option<Playback>,
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
    /// What the presenter points out on this page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub highlight: Option<Area>,
}

impl Default for PageView {
    fn default() -> Self {
        Self {
            page: 1,
            zoom: 100,
            rotation: 0,
            left: 0,
            top: 0,
            highlight: None,
        }
    }
}
