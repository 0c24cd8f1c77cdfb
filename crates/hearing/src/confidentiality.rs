//! 保密承诺 (R48; IPE 26, TS 21): signed before an exhibit for counsel and experts only is opened.

use crate::exhibit::{Exhibit, Secrecy};
use crate::{Hearing, Millis, Refusal, Role, SeatId};
use serde::{Deserialize, Serialize};

/// Raised with every change of the text.
pub const EDITION: u16 = 1;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Confidentiality {
    pub at: Millis,
    pub signed_name: String,
    pub edition: u16,
}

/// What is signed, in Chinese: it is the text that counts.
pub fn undertaking(name: &str, case: &str) -> [String; 5] {
    [
        format!("我，{name}，在{case}中接触对方标明“仅代理人与专家”的证据。"),
        "这些证据只用于本案诉讼，不用于其他目的。".to_owned(),
        "不向任何人披露，包括委托我的当事人本人；不复制、摘抄、拍照、截屏、传播。".to_owned(),
        "诉讼结束后继续保密，按法庭要求退还或者销毁。".to_owned(),
        "违反承诺的，承担法律责任（最高人民法院《关于知识产权民事诉讼证据的若干规定》第26条）。"
            .to_owned(),
    ]
}

impl Role {
    /// Whom the tier 仅代理人与专家 is for, and who signs for it.
    pub fn signs_confidentiality(self) -> bool {
        match self {
            Role::Representative
            | Role::Prosecutor
            | Role::Defender
            | Role::ForensicExpert
            | Role::ExpertAssistant => true,
            Role::PresidingJudge
            | Role::PanelJudge
            | Role::Assessor
            | Role::JudgeAssistant
            | Role::Clerk
            | Role::Party
            | Role::Witness
            | Role::Interpreter
            | Role::Guardian
            | Role::Observer
            | Role::Inspector
            | Role::Technician
            | Role::Administrator => false,
        }
    }
}

impl Hearing {
    /// Whether a seat may open the bytes of an exhibit: to see it in the list is not enough where an undertaking is wanted.
    ///
    /// # Errors
    /// `NoSuchExhibit` where it is not to be seen at all, `UndertakingWanted` before it is signed.
    pub fn may_open_exhibit(&self, viewer: &SeatId, exhibit: &Exhibit) -> Result<(), Refusal> {
        let erased = exhibit
            .withdrawn
            .as_ref()
            .is_some_and(|w| w.erased_at.is_some());
        if erased || !self.may_see_exhibit(viewer, exhibit) {
            return Err(Refusal::NoSuchExhibit);
        }
        let signed = self.seat(viewer).is_some_and(|seat| {
            !seat.role.signs_confidentiality()
                || exhibit.submitted_by == seat.id
                || seat.check_in.confidentiality.is_some()
        });
        if exhibit.secrecy < Secrecy::CounselAndExperts || signed {
            Ok(())
        } else {
            Err(Refusal::UndertakingWanted)
        }
    }
}
