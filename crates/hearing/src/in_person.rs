//! 转为线下审理 (R27; R12 5, 21): for one person or for all. What was done online stays valid.

use crate::{Millis, Seat};
use serde::{Deserialize, Serialize};

/// R12 21: why a hearing, or a part of it, is not held online.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InPersonGround {
    /// (1) 当事人不同意
    NotAgreed,
    /// (2) 不具备技术条件和能力
    NoMeans,
    /// (3) 需要现场查明身份、核对原件、查验实物
    OnSite,
    /// (4) 案件疑难复杂、证据繁多
    Complex,
    /// (5) 涉及国家安全、国家秘密
    StateSecrets,
    /// (6) 重大社会影响
    PublicConcern,
    /// (7) 其他不宜
    Other,
}

impl InPersonGround {
    pub const ALL: [InPersonGround; 7] = [
        InPersonGround::NotAgreed,
        InPersonGround::NoMeans,
        InPersonGround::OnSite,
        InPersonGround::Complex,
        InPersonGround::StateSecrets,
        InPersonGround::PublicConcern,
        InPersonGround::Other,
    ];
}

/// That a person is heard in person from now on, as he is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InPerson {
    pub ground: InPersonGround,
    pub place: String,
    /// None: he will be told.
    pub when: Option<Millis>,
    /// What he is told besides: what to bring.
    pub words: String,
    pub at: Millis,
    /// When the court took it back.
    #[serde(default)]
    pub ended: Option<Millis>,
}

impl Seat {
    /// Where and when he is to come, as long as it is so.
    pub fn in_person(&self) -> Option<&InPerson> {
        self.conversions.last().filter(|c| c.ended.is_none())
    }
}
