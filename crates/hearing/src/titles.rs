//! What people, stages and grounds are called in the record, which is in Chinese whatever the reader's language.

use crate::exhibit::ExhibitCategory;
use crate::transcript::RecordKind;
use crate::{AbsenceFinding, DutyDevice, Hearing, PauseGround, Role, SeatId, Side, Stage};

impl Hearing {
    /// 审判长, or 审判员 where one sits alone.
    pub(crate) fn presides(&self) -> &'static str {
        if self.seats.iter().filter(|s| s.role.is_bench()).count() > 1 {
            "审判长"
        } else {
            "审判员"
        }
    }

    /// 被告何秀兰
    pub(crate) fn titled(&self, id: &SeatId) -> String {
        match self.seat(id) {
            Some(seat) => format!("{}{}", self.title(seat.role, seat.side), seat.name),
            None => String::new(),
        }
    }

    pub(crate) fn title(&self, role: Role, side: Side) -> &'static str {
        let criminal = self
            .matter
            .as_ref()
            .is_some_and(|m| m.procedure.is_criminal());
        match role {
            Role::PresidingJudge => self.presides(),
            Role::PanelJudge => "审判员",
            Role::Assessor => "人民陪审员",
            Role::JudgeAssistant => "法官助理",
            Role::Clerk => "书记员",
            Role::Party => match side {
                Side::Plaintiff => "原告",
                Side::Defendant if criminal => "被告人",
                Side::Defendant => "被告",
                Side::ThirdParty => "第三人",
                Side::Court | Side::None => "当事人",
            },
            Role::Representative => match side {
                Side::Plaintiff => "原告代理人",
                Side::Defendant => "被告代理人",
                Side::ThirdParty => "第三人代理人",
                Side::Court | Side::None => "委托诉讼代理人",
            },
            Role::Prosecutor => "公诉人",
            Role::Defender => "辩护人",
            Role::Witness => "证人",
            Role::ForensicExpert => "鉴定人",
            Role::ExpertAssistant => "有专门知识的人",
            Role::Interpreter => "翻译人员",
            Role::Guardian => "法定代理人",
            Role::Observer => "旁听人员",
            Role::Inspector => "巡查员",
            Role::Technician => "技术人员",
            Role::Administrator => "管理员",
        }
    }
}

pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Preparation => "庭前准备",
        Stage::Opening => "宣布开庭",
        Stage::Indictment => "宣读起诉书",
        Stage::Investigation => "法庭调查",
        Stage::Evidence => "举证质证",
        Stage::Debate => "法庭辩论",
        Stage::FinalOpinions => "最后意见",
        Stage::FinalStatement => "最后陈述",
        Stage::Mediation => "法庭调解",
        Stage::Verdict => "宣判",
        Stage::SignOff => "核对签名",
    }
}

pub fn pause(ground: PauseGround) -> &'static str {
    match ground {
        PauseGround::Adjournment => "休庭",
        PauseGround::ClosedEvidence => "公开庭审中的不公开举证、质证",
        PauseGround::UnsuitableMediation => "不宜录制的调解活动",
    }
}

/// What the court finds an absence to be (R24).
pub(crate) fn finding(finding: AbsenceFinding) -> &'static str {
    match finding {
        AbsenceFinding::NetworkFailure => "系网络故障，不属擅自退庭",
        AbsenceFinding::DeviceFailure => "系设备损坏，不属擅自退庭",
        AbsenceFinding::PowerCut => "系电力中断，不属擅自退庭",
        AbsenceFinding::ForceMajeure => "系不可抗力，不属擅自退庭",
        AbsenceFinding::UnauthorisedExit => "属擅自退庭",
    }
}

/// What an exhibit is compared with: the thing itself, the medium it first stood on, or the original paper (R12 12; EV 11, 15).
pub fn original(category: ExhibitCategory) -> &'static str {
    match category {
        ExhibitCategory::Physical => "原物",
        ExhibitCategory::AudioVisual | ExhibitCategory::ElectronicData => "原始载体",
        ExhibitCategory::Documentary
        | ExhibitCategory::WitnessTestimony
        | ExhibitCategory::PartyStatement
        | ExhibitCategory::ExpertOpinion
        | ExhibitCategory::InspectionRecord => "原件",
    }
}

pub fn device(device: DutyDevice) -> &'static str {
    match device {
        DutyDevice::Camera => "摄像头",
        DutyDevice::Microphone => "麦克风",
    }
}

pub(crate) fn opens(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Trial => "开庭",
        RecordKind::Mediation => "调解开始",
        RecordKind::EvidenceExchange => "证据交换开始",
        RecordKind::Deliberation => "合议开始",
    }
}

pub(crate) fn rests(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Trial => "休庭",
        RecordKind::Mediation => "暂停调解",
        RecordKind::EvidenceExchange => "暂停证据交换",
        RecordKind::Deliberation => "暂停合议",
    }
}

pub(crate) fn goes_on(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Trial => "继续开庭",
        RecordKind::Mediation => "继续调解",
        RecordKind::EvidenceExchange => "继续证据交换",
        RecordKind::Deliberation => "继续合议",
    }
}

pub(crate) fn ends(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Trial => "闭庭",
        RecordKind::Mediation => "调解结束",
        RecordKind::EvidenceExchange => "证据交换结束",
        RecordKind::Deliberation => "合议结束",
    }
}
