//! The court's words for things, as the glossary has them. A transcript is in Chinese whatever the reader's language.

use hearing::check_in::{
    Adjustment, ConsentStage, DocumentKind, PlaceKind, SuitabilityBar, VerificationMethod,
};
use hearing::exhibit::{ExhibitCategory, OriginalState, Secrecy, Stance};
use hearing::in_person::InPersonGround;
use hearing::late::LateOutcome;
use hearing::objection::ObjectionGround;
use hearing::recording::GapCause;
use hearing::recusal::Decider;
use hearing::sanction::Sanction;
use hearing::transcript::{Assistance, RecordKind};
use hearing::{
    AbsenceFinding, Admonition, GuardItem, LossCause, OwnAccount, Phase, Procedure, PromptKind,
    Publicity, Role, Seat, Side, titles,
};

// As the lines have it that the court system writes itself.
pub use hearing::titles::{device as duty_device, pause, stage};

/// 诉讼地位. `panel`: whether more than one sit in judgment.
pub fn standing(seat: &Seat, procedure: Procedure, panel: bool) -> &'static str {
    let criminal = procedure.is_criminal();
    match (seat.role, seat.side) {
        (Role::PresidingJudge, _) if panel => "审判长",
        (Role::PresidingJudge | Role::PanelJudge, _) => "审判员",
        (Role::Assessor, _) => "人民陪审员",
        (Role::JudgeAssistant, _) => "法官助理",
        (Role::Clerk, _) => "书记员",
        (Role::Party, Side::Plaintiff) => "原告",
        (Role::Party, Side::Defendant) if criminal => "被告人",
        (Role::Party, Side::Defendant) => "被告",
        (Role::Party, Side::ThirdParty) => "第三人",
        (Role::Party, Side::Court | Side::None) => "当事人",
        (Role::Representative, Side::Plaintiff) => "原告委托诉讼代理人",
        (Role::Representative, Side::Defendant) => "被告委托诉讼代理人",
        (Role::Representative, Side::ThirdParty) => "第三人委托诉讼代理人",
        (Role::Representative, Side::Court | Side::None) => "委托诉讼代理人",
        (Role::Prosecutor, _) => "公诉人",
        (Role::Defender, _) => "辩护人",
        (Role::Witness, _) => "证人",
        (Role::ForensicExpert, _) => "鉴定人",
        (Role::ExpertAssistant, _) => "有专门知识的人",
        (Role::Interpreter, _) => "翻译人员",
        (Role::Guardian, _) => "法定代理人",
        (Role::Observer, _) => "旁听人员",
        (Role::Inspector, _) => "巡查员",
        (Role::Technician, _) => "技术人员",
        (Role::Administrator, _) => "管理员",
    }
}

/// How the body of a transcript calls who speaks: representatives go by their short names.
pub fn speaker(seat: &Seat, procedure: Procedure, panel: bool) -> &'static str {
    match (seat.role == Role::Representative, seat.side) {
        (true, Side::Plaintiff) => "原代",
        (true, Side::Defendant) => "被代",
        (true, Side::ThirdParty) => "三代",
        (true, Side::Court | Side::None) | (false, _) => standing(seat, procedure, panel),
    }
}

pub fn side(side: Side, criminal: bool) -> &'static str {
    match side {
        Side::Court => "法庭",
        Side::Plaintiff if criminal => "公诉方",
        Side::Plaintiff => "原告方",
        Side::Defendant if criminal => "辩护方",
        Side::Defendant => "被告方",
        Side::ThirdParty => "第三人",
        Side::None => "其他",
    }
}

pub fn guard_item(item: GuardItem) -> &'static str {
    match item {
        GuardItem::AttendanceChecked => "核对当事人及诉讼参与人到庭情况",
        GuardItem::RightsTold => "告知诉讼权利义务",
        GuardItem::RecusalAsked => "询问是否申请回避",
        GuardItem::IssuesConfirmed => "归纳争议焦点并经当事人确认",
        GuardItem::PleaExamined => "审查认罪认罚的自愿性、真实性、合法性",
        GuardItem::DefenderHeard => "听取辩护人意见",
        GuardItem::FinalOpinionsHeard => "征询各方最后意见",
        GuardItem::FinalStatementHeard => "听取被告人最后陈述",
        GuardItem::MediationOffered => "询问是否愿意调解",
        GuardItem::MediationConsentSettled => "有人不同意在线调解，已作安排",
        GuardItem::VerdictConsentSettled => "有人不同意在线宣判，已作安排",
        GuardItem::SuitabilityConsidered => "有人说明不便在线参加，已经法官审查",
        GuardItem::AppealExplained => "告知上诉权利和期限",
    }
}

pub fn procedure(procedure: Procedure) -> &'static str {
    match procedure {
        Procedure::CivilSimple => "民事简易程序",
        Procedure::CivilOrdinary => "民事普通程序",
        Procedure::CriminalFastTrack => "刑事速裁程序",
        Procedure::CriminalSummary => "刑事简易程序",
        Procedure::CriminalOrdinary => "刑事普通程序",
    }
}

pub fn publicity(publicity: Publicity) -> &'static str {
    match publicity {
        Publicity::Open => "公开开庭",
        Publicity::ClosedByLaw => "依法不公开",
        Publicity::ClosedOnApplication => "依申请不公开",
    }
}

/// What the head of every page says of a transcript that is not signed by all (R55).
pub fn draft_mark(phase: Phase) -> Option<&'static str> {
    match phase {
        Phase::Before | Phase::InSession | Phase::Adjourned => Some("实时草稿 非正式笔录"),
        Phase::Closed => Some("核对稿 签名未完成"),
        Phase::Finished => None,
    }
}

/// What stands over the signatures of those who have read the record and signed it themselves (CPL 150, CrPL 207).
pub const STATED: &str =
    "自行签名的诉讼参与人确认：以上笔录（证人、鉴定人等为本人陈述部分）已阅，与本人陈述一致。";
/// The same where the recording stands in the record's place (AV 9).
pub const SEALED: &str = "签名确认的是庭审录音录像文件的完整性校验值，不是书记员所作的记录。";

/// What a signer has ticked before he signed. Bench and clerk state nothing of their own words: they sign as an office.
pub fn confirmed(signer: Option<&Seat>, sealed: bool) -> &'static str {
    let is = |of: fn(Role) -> bool| signer.is_some_and(|s| of(s.role));
    if sealed {
        "已核对录音录像文件清单和校验值"
    } else if is(Role::is_bench) {
        "已审阅笔录"
    } else if is(Role::is_court) {
        "已核对笔录"
    } else if is(Role::is_called) {
        "已阅读本人陈述部分，与本人陈述一致"
    } else {
        "已阅读，与本人陈述一致"
    }
}

/// 保证书, by what each of those who sign one signs (R10).
pub fn undertaking(role: Role) -> &'static str {
    if role == Role::Interpreter {
        "如实翻译保证书"
    } else if role == Role::ForensicExpert {
        "鉴定人承诺书"
    } else {
        "如实作证保证书"
    }
}

/// R70
pub fn assistance(how: Assistance) -> &'static str {
    match how {
        Assistance::ReadAloud => "向本人宣读后在法庭设备上签名",
        Assistance::CourtsDevice => "本人在法庭设备上阅读并签名",
    }
}

/// What a copy for others than the court says of itself (R97).
pub const MASKED: &str = "副本：他人的证件号码、电话和住址已隐去，签名所据的全文由法院保存";

pub fn verification(how: VerificationMethod) -> &'static str {
    match how {
        VerificationMethod::ByEye => "核对身份信息",
        VerificationMethod::Offline => "线下核实身份",
    }
}

pub fn consent_stage(stage: ConsentStage) -> &'static str {
    match stage {
        ConsentStage::Hearing => "在线庭审",
        ConsentStage::Mediation => "在线调解",
        ConsentStage::Verdict => "在线宣判",
    }
}

pub fn document(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::IdCard => "居民身份证",
        DocumentKind::Passport => "护照",
        DocumentKind::LawyerLicence => "律师执业证",
        DocumentKind::Other => "其他证件",
    }
}

pub fn place_kind(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Home => "家中",
        PlaceKind::Office => "办公室",
        PlaceKind::LawFirm => "律师事务所",
        PlaceKind::CourtDesignated => "法院指定场所",
        PlaceKind::Detention => "羁押场所",
        PlaceKind::Other => "其他",
    }
}

pub fn adjustment(adjustment: Adjustment) -> &'static str {
    match adjustment {
        Adjustment::Interpreter => "翻译",
        Adjustment::SignLanguage => "手语翻译",
        Adjustment::Captions => "字幕",
        Adjustment::LargeText => "大字",
        Adjustment::Helper => "有人在旁协助",
    }
}

pub fn suitability_bar(bar: SuitabilityBar) -> &'static str {
    match bar {
        SuitabilityBar::NoDevice => "没有合适的设备或网络",
        SuitabilityBar::CannotUseIt => "不会使用，又没有人帮助",
        SuitabilityBar::NeedsOriginalOnSite => "需要当面查看证据原件",
        SuitabilityBar::DisabilityOrAge => "因身体或年龄原因不便",
        SuitabilityBar::OtherReason => "其他原因",
    }
}

pub fn exhibit_category(category: ExhibitCategory) -> &'static str {
    match category {
        ExhibitCategory::Documentary => "书证",
        ExhibitCategory::Physical => "物证",
        ExhibitCategory::AudioVisual => "视听资料",
        ExhibitCategory::ElectronicData => "电子数据",
        ExhibitCategory::WitnessTestimony => "证人证言",
        ExhibitCategory::PartyStatement => "当事人陈述",
        ExhibitCategory::ExpertOpinion => "鉴定意见",
        ExhibitCategory::InspectionRecord => "勘验笔录",
    }
}

pub fn secrecy(secrecy: Secrecy) -> &'static str {
    match secrecy {
        Secrecy::Open => "公开",
        Secrecy::Parties => "当事人可见",
        Secrecy::CounselAndExperts => "仅代理人与专家",
        Secrecy::CourtOnly => "仅法庭",
    }
}

pub fn original(state: OriginalState, category: ExhibitCategory) -> String {
    let thing = titles::original(category);
    match state {
        OriginalState::ToCheck => format!("{thing}待核对"),
        OriginalState::Matches => format!("与{thing}核对一致"),
        OriginalState::Differs => format!("与{thing}不一致"),
        OriginalState::None => format!("无{thing}"),
        OriginalState::Demanded => format!("要求提供{thing}"),
    }
}

pub fn late_outcome(outcome: LateOutcome) -> &'static str {
    match outcome {
        LateOutcome::Admitted => "采纳",
        LateOutcome::AdmittedWithAdmonition => "采纳并训诫",
        LateOutcome::NotAdmitted => "不予采纳",
    }
}

pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Accepted => "认可",
        Stance::Disputed => "不认可",
        Stance::Reserved => "保留意见",
    }
}

pub fn absence_finding(finding: AbsenceFinding) -> &'static str {
    match finding {
        AbsenceFinding::NetworkFailure => "网络故障，不属擅自退庭",
        AbsenceFinding::DeviceFailure => "设备损坏，不属擅自退庭",
        AbsenceFinding::PowerCut => "电力中断，不属擅自退庭",
        AbsenceFinding::ForceMajeure => "不可抗力，不属擅自退庭",
        AbsenceFinding::UnauthorisedExit => "擅自退庭",
    }
}

pub fn loss(cause: LossCause) -> &'static str {
    match cause {
        LossCause::PageClosed => "页面已关闭",
        LossCause::NetworkLost => "网络中断",
        LossCause::ServerRestarted => "系统重启",
        LossCause::PageHidden => "离开庭审页面",
        LossCause::CameraLost => "摄像头断开",
        LossCause::MicrophoneLost => "麦克风断开",
        LossCause::LeftByKey => "本人点击离开",
    }
}

pub fn admonished(measure: Admonition, who: &str, said: &str) -> String {
    match measure {
        Admonition::Reminder => format!("提示{who}：{said}"),
        Admonition::Warning => format!("警告{who}：{said}"),
        Admonition::Admonition => format!("对{who}予以训诫：{said}"),
        Admonition::OrderToLeave => format!("责令{who}退出法庭：{said}"),
    }
}

pub fn own_account(what: OwnAccount) -> &'static str {
    match what {
        OwnAccount::Network => "网络故障",
        OwnAccount::Device => "设备故障",
        OwnAccount::Power => "停电或没电",
        OwnAccount::Other => "其他原因",
    }
}

pub fn prompt_kind(kind: PromptKind) -> &'static str {
    match kind {
        PromptKind::Reminder => "提示",
        PromptKind::Warning => "警告",
    }
}

pub fn sanction(sanction: Sanction) -> String {
    match sanction {
        Sanction::Fine { yuan } => format!("罚款{yuan}元"),
        Sanction::Detention { days } => format!("拘留{days}日"),
    }
}

pub fn decider(decider: Decider, panel: bool) -> &'static str {
    match decider {
        Decider::PresidingJudge if panel => "审判长",
        Decider::PresidingJudge => "审判员",
        Decider::CourtPresident => "院长",
        Decider::Court => "法庭（当庭驳回，不得申请复议）",
        Decider::JudicialCommittee => "审判委员会",
        Decider::ChiefProcurator => "检察长",
    }
}

pub fn objection(ground: ObjectionGround) -> &'static str {
    match ground {
        ObjectionGround::Leading => "诱导性发问",
        ObjectionGround::Irrelevant => "与本案无关",
        ObjectionGround::Threatening => "威胁、误导",
        ObjectionGround::Demeaning => "损害人格尊严",
        ObjectionGround::Procedure => "程序不当",
    }
}

/// R12 21
pub fn in_person(ground: InPersonGround) -> &'static str {
    match ground {
        InPersonGround::NotAgreed => "当事人不同意在线庭审",
        InPersonGround::NoMeans => "不具备参与在线庭审的技术条件和能力",
        InPersonGround::OnSite => "需要现场查明身份、核对原件、查验实物",
        InPersonGround::Complex => "案件疑难复杂、证据繁多",
        InPersonGround::StateSecrets => "涉及国家安全、国家秘密",
        InPersonGround::PublicConcern => "有重大社会影响，受到广泛关注",
        InPersonGround::Other => "存在其他不宜在线庭审的情形",
    }
}

pub fn gap(cause: GapCause) -> &'static str {
    match cause {
        GapCause::Stopped => "录制设备故障",
        GapCause::DiskFull => "存储空间已满",
        GapCause::Restarted => "系统重新启动",
        GapCause::Overrun => "写入过慢，部分内容缺失",
    }
}

/// 笔录种类 (R63)
pub fn record(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Trial => "庭审笔录",
        RecordKind::Mediation => "调解笔录",
        RecordKind::EvidenceExchange => "证据交换笔录",
        RecordKind::Deliberation => "合议笔录",
    }
}

/// What the head calls the time and the place of it.
pub fn when_and_where(kind: RecordKind) -> (&'static str, &'static str) {
    match kind {
        RecordKind::Trial => ("开庭时间", "开庭地点"),
        RecordKind::Mediation => ("调解时间", "调解地点"),
        RecordKind::EvidenceExchange => ("交换时间", "交换地点"),
        RecordKind::Deliberation => ("合议时间", "合议地点"),
    }
}

/// None where it hangs on the case.
pub fn never_public(kind: RecordKind) -> Option<&'static str> {
    match kind {
        RecordKind::Trial => None,
        RecordKind::Mediation => Some("调解过程不公开"),
        RecordKind::EvidenceExchange => Some("证据交换，不设旁听"),
        RecordKind::Deliberation => Some("合议不公开"),
    }
}

pub fn part_of_record(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Trial => "庭审笔录（本人陈述部分）",
        RecordKind::Mediation => "调解笔录（本人陈述部分）",
        RecordKind::EvidenceExchange => "证据交换笔录（本人陈述部分）",
        RecordKind::Deliberation => "合议笔录（本人陈述部分）",
    }
}
