//! The court's own words: one name for one thing, as in the glossary.

use hearing::check_in::{
    Adjustment, CheckInStep, ConsentStage, DocumentKind, PlaceKind, SuitabilityBar,
};
use hearing::exhibit::{ExhibitCategory, OriginalState, Secrecy, Stance};
use hearing::transcript::RecordKind;
use hearing::{
    AbsenceFinding, Admonition, GuardItem, Hearing, LossCause, Phase, Procedure, Publicity, Role,
    Side, Stage,
};

use super::common::titled;
use super::{Language, language};

fn say(zh: &'static str, en: &'static str) -> &'static str {
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// What the names of people hang on: the procedure, and whether a panel sits. Then one presides (审判长); else one
/// judge sits alone (审判员), whatever the procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tribunal {
    pub procedure: Procedure,
    pub panel: bool,
}

impl Tribunal {
    pub fn of(h: &Hearing) -> Option<Self> {
        Some(Self {
            procedure: h.matter.as_ref()?.procedure,
            panel: is_panel(h),
        })
    }
}

/// What the hearing is called: its case, else the court; the names of those who sit in it stay in one piece.
pub fn hearing_title(h: &Hearing) -> Option<String> {
    let matter = h.matter.as_ref()?;
    let case = matter.case.as_ref();
    let title = case.map_or(&matter.court, |case| &case.title);
    Some(whole_names(h, title))
}

/// 第2次开庭 (R56): that of now, where the hearing goes on another day.
pub fn which_hearing(h: &Hearing) -> Option<u32> {
    let trial = h.record_kind == hearing::transcript::RecordKind::Trial;
    h.sittings().last().filter(|_| trial).map(|one| one.number)
}

pub fn hearing_number(number: u32) -> String {
    match language() {
        Language::Chinese => format!("第{number}次开庭"),
        Language::English => format!("Hearing no. {number}"),
    }
}

pub fn whole_names(h: &Hearing, title: &str) -> String {
    titled(title, h.seats.iter().map(|seat| seat.name.as_str()))
}

/// Whether more than one sit in judgment.
pub fn is_panel(h: &Hearing) -> bool {
    h.seats.iter().filter(|s| s.role.is_bench()).count() > 1
}

/// Who leads the hearing, where a sentence speaks of him.
pub fn presiding(panel: bool) -> &'static str {
    if panel {
        say("审判长", "Presiding judge")
    } else {
        say("审判员", "Judge")
    }
}

/// What stands on the plate: the role on its side (原告, 被告代理人).
pub fn role(role: Role, side: Side, tribunal: Tribunal) -> &'static str {
    match role {
        Role::PresidingJudge => presiding(tribunal.panel),
        Role::PanelJudge => say("审判员", "Judge"),
        Role::Assessor => say("人民陪审员", "People’s assessor"),
        Role::JudgeAssistant => say("法官助理", "Judge’s assistant"),
        Role::Clerk => say("书记员", "Clerk"),
        Role::Party => match side {
            Side::Plaintiff => say("原告", "Plaintiff"),
            Side::Defendant if tribunal.procedure.is_criminal() => say("被告人", "Accused"),
            Side::Defendant => say("被告", "Defendant"),
            Side::ThirdParty => say("第三人", "Third party"),
            Side::Court | Side::None => say("当事人", "Party"),
        },
        Role::Representative => match side {
            Side::Plaintiff => say("原告代理人", "Plaintiff’s representative"),
            Side::Defendant => say("被告代理人", "Defendant’s representative"),
            Side::ThirdParty => say("第三人代理人", "Third party’s representative"),
            Side::Court | Side::None => say("委托诉讼代理人", "Litigation representative"),
        },
        Role::Prosecutor => say("公诉人", "Prosecutor"),
        Role::Defender => say("辩护人", "Defender"),
        Role::Witness => say("证人", "Witness"),
        Role::ForensicExpert => say("鉴定人", "Forensic expert"),
        Role::ExpertAssistant => say("有专门知识的人", "Expert assistant"),
        Role::Interpreter => say("翻译人员", "Interpreter"),
        Role::Guardian => say("法定代理人", "Statutory agent"),
        Role::Observer => say("旁听人员", "Observer"),
        Role::Inspector => say("巡查员", "Inspector"),
        Role::Technician => say("技术人员", "Technician"),
        Role::Administrator => say("管理员", "Administrator"),
    }
}

pub fn side(side: Side, procedure: Procedure) -> &'static str {
    match side {
        Side::Court => say("审判席", "Bench"),
        Side::Plaintiff if procedure.is_criminal() => say("公诉方", "Prosecution"),
        Side::Plaintiff => say("原告席", "Plaintiff’s side"),
        Side::Defendant if procedure.is_criminal() => say("辩护方", "Defence"),
        Side::Defendant => say("被告席", "Defendant’s side"),
        Side::ThirdParty => say("第三人席", "Third party"),
        Side::None => say("旁听席", "Gallery"),
    }
}

/// A side as one who files, says or examines something; its place in the room is [`side`].
pub fn party(side: Side, procedure: Procedure) -> &'static str {
    match side {
        Side::Court => say("法庭", "The court"),
        Side::Plaintiff if procedure.is_criminal() => say("公诉方", "Prosecution"),
        Side::Plaintiff => say("原告方", "Plaintiff’s side"),
        Side::Defendant if procedure.is_criminal() => say("辩护方", "Defence"),
        Side::Defendant => say("被告方", "Defendant’s side"),
        Side::ThirdParty => say("第三人", "Third party"),
        Side::None => say("其他人员", "Others"),
    }
}

/// Names side by side: 被告席、第三人席
pub fn together(names: &[&str]) -> String {
    names.join(say("、", ", "))
}

pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Preparation => say("庭前准备", "Preparation"),
        Stage::Opening => say("宣布开庭", "Opening"),
        Stage::Indictment => say("宣读起诉书", "Indictment"),
        Stage::Investigation => say("法庭调查", "Court investigation"),
        Stage::Evidence => say("举证质证", "Evidence"),
        Stage::Debate => say("法庭辩论", "Court debate"),
        Stage::FinalOpinions => say("最后意见", "Final opinions"),
        Stage::FinalStatement => say("最后陈述", "Final statement"),
        Stage::Mediation => say("法庭调解", "Mediation"),
        Stage::Verdict => say("宣判", "Judgment"),
        Stage::SignOff => say("核对签名", "Reading and signing"),
    }
}

pub fn guard_item(item: GuardItem) -> &'static str {
    match item {
        GuardItem::AttendanceChecked => say(
            "核对当事人及诉讼参与人到庭情况",
            "Identity and attendance checked",
        ),
        GuardItem::RightsTold => say("告知诉讼权利义务", "Rights and duties told"),
        GuardItem::RecusalAsked => say(
            "询问是否申请回避",
            "Asked whether anyone applies for recusal",
        ),
        GuardItem::IssuesConfirmed => say(
            "归纳争议焦点并经当事人确认",
            "Issues in dispute confirmed by the parties",
        ),
        GuardItem::PleaExamined => say(
            "审查认罪认罚的自愿性、真实性、合法性",
            "Plea examined: voluntary, true, lawful",
        ),
        GuardItem::DefenderHeard => say("听取辩护人意见", "Defender heard"),
        GuardItem::FinalOpinionsHeard => say("征询各方最后意见", "Each side’s final opinion heard"),
        GuardItem::FinalStatementHeard => {
            say("听取被告人最后陈述", "The accused’s final statement heard")
        }
        GuardItem::MediationOffered => say(
            "询问是否愿意调解",
            "Asked whether the parties accept mediation",
        ),
        GuardItem::MediationConsentSettled => say(
            "有人不同意在线调解，已作安排",
            "Somebody refused mediation online: settled",
        ),
        GuardItem::VerdictConsentSettled => say(
            "有人不同意在线宣判，已作安排",
            "Somebody refused the verdict online: settled",
        ),
        GuardItem::SuitabilityConsidered => say(
            "有人说明不便在线参加，法官已审查",
            "Somebody named what speaks against online: considered by the judge",
        ),
        GuardItem::AppealExplained => say(
            "告知上诉权利和期限",
            "Right and time limit of appeal explained",
        ),
    }
}

pub fn record_kind(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Trial => say("庭审笔录", "Transcript"),
        RecordKind::Mediation => say("调解笔录", "Record of mediation"),
        RecordKind::EvidenceExchange => say("证据交换笔录", "Record of the exchange of evidence"),
        RecordKind::Deliberation => say("合议笔录", "Record of deliberation"),
    }
}

pub fn procedure(procedure: Procedure) -> &'static str {
    match procedure {
        Procedure::CivilSimple => say("民事简易程序", "Civil, simple procedure"),
        Procedure::CivilOrdinary => say("民事普通程序", "Civil, ordinary procedure"),
        Procedure::CriminalFastTrack => say("刑事速裁程序", "Criminal, fast-track procedure"),
        Procedure::CriminalSummary => say("刑事简易程序", "Criminal, summary procedure"),
        Procedure::CriminalOrdinary => say("刑事普通程序", "Criminal, ordinary procedure"),
    }
}

pub fn publicity(publicity: Publicity) -> &'static str {
    match publicity {
        Publicity::Open => say("公开开庭", "Public"),
        Publicity::ClosedByLaw => say("依法不公开", "Closed by law"),
        Publicity::ClosedOnApplication => say("依申请不公开", "Closed on application"),
    }
}

pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Before => say("待开庭", "Not opened yet"),
        Phase::InSession => say("开庭中", "In session"),
        Phase::Adjourned => say("休庭", "Adjourned"),
        Phase::Closed => say("已闭庭，待签名", "Closed, to be signed"),
        Phase::Finished => say("已完成", "Finished"),
    }
}

pub fn check_in_step(step: CheckInStep) -> &'static str {
    match step {
        CheckInStep::Identity => say("身份", "Identity"),
        CheckInStep::Authority => say("代理权限", "Authority"),
        CheckInStep::Consent => say("在线诉讼同意", "Consent"),
        CheckInStep::Suitability => say("是否适宜", "Suitability"),
        CheckInStep::Adjustments => say("诉讼辅助需求", "Adjustments"),
        CheckInStep::Rights => say("权利义务和后果", "Rights and consequences"),
        CheckInStep::Discipline => say("法庭纪律", "Court discipline"),
        CheckInStep::NoRecording => say("禁止私自录音录像声明", "No recording"),
        CheckInStep::Undertaking => say("保证书", "Undertaking"),
        CheckInStep::Place => say("出庭场所", "Place"),
        CheckInStep::Devices => say("设备检测", "Devices"),
    }
}

pub fn consent_stage(stage: ConsentStage) -> &'static str {
    match stage {
        ConsentStage::Hearing => say("在线庭审", "Hearing online"),
        ConsentStage::Mediation => say("在线调解", "Mediation online"),
        ConsentStage::Verdict => say("在线宣判", "Judgment online"),
    }
}

pub fn document(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::IdCard => say("居民身份证", "Resident identity card"),
        DocumentKind::Passport => say("护照", "Passport"),
        DocumentKind::LawyerLicence => say("律师执业证", "Lawyer’s licence"),
        DocumentKind::Other => say("其他证件", "Other document"),
    }
}

pub fn place_kind(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Home => say("家中", "Home"),
        PlaceKind::Office => say("办公室", "Office"),
        PlaceKind::LawFirm => say("律师事务所", "Law firm"),
        PlaceKind::CourtDesignated => say("法院指定场所", "Place named by the court"),
        PlaceKind::Detention => say("羁押场所", "Place of detention"),
        PlaceKind::Other => say("其他", "Other"),
    }
}

pub fn suitability_bar(bar: SuitabilityBar) -> &'static str {
    match bar {
        SuitabilityBar::NoDevice => say("没有合适的设备或网络", "No suitable device or network"),
        SuitabilityBar::CannotUseIt => say(
            "不会使用，又没有人帮助",
            "Cannot use it and nobody can help",
        ),
        SuitabilityBar::NeedsOriginalOnSite => {
            say("需要当面查看证据原件", "Originals must be seen in person")
        }
        SuitabilityBar::DisabilityOrAge => {
            say("因身体或年龄原因不便", "Disability or age makes it hard")
        }
        SuitabilityBar::OtherReason => say("其他原因", "Another reason"),
    }
}

pub fn adjustment(adjustment: Adjustment) -> &'static str {
    match adjustment {
        Adjustment::Interpreter => say("翻译", "An interpreter"),
        Adjustment::SignLanguage => say("手语翻译", "Sign language"),
        Adjustment::Captions => say("字幕", "Captions"),
        Adjustment::LargeText => say("大字", "Large text"),
        Adjustment::Helper => say("需要人在旁协助", "Someone to help me"),
    }
}

pub fn exhibit_category(category: ExhibitCategory) -> &'static str {
    match category {
        ExhibitCategory::Documentary => say("书证", "Document"),
        ExhibitCategory::Physical => say("物证", "Physical evidence"),
        ExhibitCategory::AudioVisual => say("视听资料", "Audio-visual material"),
        ExhibitCategory::ElectronicData => say("电子数据", "Electronic data"),
        ExhibitCategory::WitnessTestimony => say("证人证言", "Witness testimony"),
        ExhibitCategory::PartyStatement => say("当事人陈述", "Party’s statement"),
        ExhibitCategory::ExpertOpinion => say("鉴定意见", "Expert opinion"),
        ExhibitCategory::InspectionRecord => say("勘验笔录", "Inspection record"),
    }
}

pub fn secrecy(secrecy: Secrecy) -> &'static str {
    match secrecy {
        Secrecy::Open => say("公开", "Open"),
        Secrecy::Parties => say("当事人可见", "Parties only"),
        Secrecy::CounselAndExperts => say("仅代理人与专家", "Counsel and experts only"),
        Secrecy::CourtOnly => say("仅法庭", "Court only"),
    }
}

/// What an exhibit is compared with (R12 12; EV 11, 15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// 原件
    Paper,
    /// 原物
    Thing,
    /// 原始载体: what a recording was first on
    Medium,
}

impl Source {
    pub fn of(category: ExhibitCategory) -> Self {
        match category {
            ExhibitCategory::Physical => Self::Thing,
            ExhibitCategory::AudioVisual | ExhibitCategory::ElectronicData => Self::Medium,
            ExhibitCategory::Documentary
            | ExhibitCategory::WitnessTestimony
            | ExhibitCategory::PartyStatement
            | ExhibitCategory::ExpertOpinion
            | ExhibitCategory::InspectionRecord => Self::Paper,
        }
    }
}

pub fn original(state: OriginalState, category: ExhibitCategory) -> &'static str {
    use OriginalState::{Demanded, Differs, Matches, None, ToCheck};
    match (state, Source::of(category)) {
        (ToCheck, Source::Paper) => say("原件待核对", "Original to be checked"),
        (ToCheck, Source::Thing) => say("原物待核对", "Original object to be checked"),
        (ToCheck, Source::Medium) => say("原始载体待核对", "Original medium to be checked"),
        (Matches, Source::Paper) => say("与原件核对一致", "Matches the original"),
        (Matches, Source::Thing) => say("与原物核对一致", "Matches the original object"),
        (Matches, Source::Medium) => say("与原始载体核对一致", "Matches the original medium"),
        (Differs, Source::Paper) => say("与原件不一致", "Differs from the original"),
        (Differs, Source::Thing) => say("与原物不一致", "Differs from the original object"),
        (Differs, Source::Medium) => say("与原始载体不一致", "Differs from the original medium"),
        (Demanded, Source::Paper) => say("要求提供原件", "Original demanded"),
        (Demanded, Source::Thing) => say("要求提供原物", "Original object demanded"),
        (Demanded, Source::Medium) => say("要求提供原始载体", "Original medium demanded"),
        (None, Source::Paper) => say("无原件", "No original"),
        (None, Source::Thing) => say("无原物", "No original object"),
        (None, Source::Medium) => say("无原始载体", "No original medium"),
    }
}

pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Accepted => say("认可", "Accepted"),
        Stance::Disputed => say("不认可", "Disputed"),
        Stance::Reserved => say("保留意见", "Reserved"),
    }
}

pub fn admonition(measure: Admonition) -> &'static str {
    match measure {
        Admonition::Reminder => say("提示", "Reminder"),
        Admonition::Warning => say("警告", "Warning"),
        Admonition::Admonition => say("训诫", "Admonition"),
        Admonition::OrderToLeave => say("责令退出法庭", "Order to leave"),
    }
}

pub fn absence_finding(finding: AbsenceFinding) -> &'static str {
    match finding {
        AbsenceFinding::NetworkFailure => say("网络故障", "Network failure"),
        AbsenceFinding::DeviceFailure => say("设备损坏", "Device failure"),
        AbsenceFinding::PowerCut => say("电力中断", "Power cut"),
        AbsenceFinding::ForceMajeure => say("不可抗力", "Force majeure"),
        AbsenceFinding::UnauthorisedExit => say("擅自退庭", "Unauthorised exit"),
    }
}

pub fn loss(cause: LossCause) -> &'static str {
    match cause {
        LossCause::PageClosed => say("页面已关闭", "Page closed"),
        LossCause::NetworkLost => say("网络中断", "Line lost"),
        LossCause::ServerRestarted => say("系统重启", "System restarted"),
        LossCause::PageHidden => say("离开庭审页面", "Left the page"),
        LossCause::CameraLost => say("摄像头断开", "Camera lost"),
        LossCause::MicrophoneLost => say("麦克风断开", "Microphone lost"),
        LossCause::LeftByKey => say("本人点击离开", "Pressed leave"),
    }
}
