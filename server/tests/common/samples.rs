//! One of everything that may be asked for.

use hearing::chain::{ChainFactor, ChainStage};
use hearing::check_in::*;
use hearing::exhibit::*;
use hearing::in_person::InPersonGround;
use hearing::late::LateOutcome;
use hearing::mark::Shape;
use hearing::objection::ObjectionGround;
use hearing::original::{DemandReason, OriginalGround};
use hearing::presenting::Beside;
use hearing::recusal::Decider;
use hearing::sanction::Sanction;
use hearing::speech::Proposed;
use hearing::transcript::{LineKind, RecordKind, Speaker, Why, Wrong};
use hearing::waiting::{DoubtReason, RingReason};
use hearing::*;

pub fn seat() -> SeatId {
    SeatId::new("party")
}

pub fn exhibit() -> ExhibitId {
    ExhibitId::new("P1")
}

pub fn line() -> LineId {
    LineId::new("0199c0de-0000-7000-8000-000000000001")
}

pub fn proposed() -> Proposed {
    Proposed {
        id: ProposalId::new("19a1b2c3-7"),
        seat: seat(),
        text: "我只收到十八万八千。".into(),
        from: 1_795_656_590_000,
        until: 1_795_656_593_000,
    }
}

pub fn filed() -> Exhibit {
    Exhibit {
        id: exhibit(),
        title: "借条".into(),
        category: ExhibitCategory::Documentary,
        side: Side::Plaintiff,
        submitted_by: seat(),
        submitted_at: 1_795_000_000_000,
        source: "原告".into(),
        purpose: "证明借款关系".into(),
        file: ExhibitFile {
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
            size: 66_227,
            kind: FileKind::Jpeg,
            pages: 1,
        },
        secrecy: Secrecy::Parties,
        original: OriginalState::ToCheck,
        withdrawn: None,
        opinions: Vec::new(),
        ruling: None,
        copies: 1,
        text_alternative: String::new(),
        late: None,
        original_ground: None,
        original_requests: Vec::new(),
        original_ruling: None,
        chain: None,
    }
}

pub fn commands() -> Vec<Command> {
    use Command::*;
    let reason = || "法庭秩序".to_owned();
    let view = PageView::default();
    vec![
        StateIdentity {
            name: "周以宁".into(),
            document: DocumentKind::IdCard,
            last_four: "002X".into(),
        },
        GiveConsent {
            stage: ConsentStage::Hearing,
            consent: Consent::Agreed,
            edition: notice::EDITION,
        },
        StateSuitability {
            bars: vec![SuitabilityBar::CannotUseIt],
            help: vec![Adjustment::LargeText],
        },
        AcknowledgeDiscipline {
            rule: 0,
            edition: notice::EDITION,
        },
        AcknowledgeRight {
            right: 0,
            edition: 1,
        },
        AcknowledgeConsequence {
            consequence: 0,
            edition: 1,
        },
        DeclareNoRecording {
            edition: notice::EDITION,
        },
        GiveUndertaking {
            signed_name: "何秀兰".into(),
            edition: notice::EDITION,
        },
        StateAuthority {
            scope: AuthorityScope::Special,
            powers: vec![SpecialPower::ChangeClaims, SpecialPower::Settle],
            paper: None,
        },
        StatePlace {
            region: "北京市海淀区".into(),
            kind: PlaceKind::Home,
            quiet: true,
            others: vec![("母亲".into(), "照看孩子".into())],
        },
        ReportDevices(DeviceFindings {
            camera: DeviceState::Works,
            microphone: DeviceState::Works,
            speaker: DeviceState::Skipped,
            latency_ms: Some(38),
            light: Some(Light::Good),
            heard_self: Some(true),
            up_kbps: Some(2_400),
            down_kbps: Some(18_000),
            loss_percent: Some(0),
            transport: Some(Transport::Udp),
            browser: Some(Browser::Huawei),
            system: Some(System::HarmonyOs),
        }),
        AcknowledgeRisks,
        CallForHelp,
        WithdrawCallForHelp,
        RegisterObserver {
            seat: SeatId::new("observer-b3BlbiBjb3Vy"),
            name: "路明".into(),
            document: DocumentKind::IdCard,
            last_four: "002X".into(),
            adult: true,
            relative: false,
        },
        WithdrawRegistration,
        VerifyIdentity {
            seat: seat(),
            how: VerificationMethod::ByEye,
            stated_at: None,
        },
        PermitOtherPerson {
            seat: seat(),
            index: 0,
            who: "母亲".into(),
            permitted: true,
        },
        ConsiderSuitability {
            seat: seat(),
            bars: vec![SuitabilityBar::CannotUseIt],
            reason: "已安排书记员协助，可以在线进行".into(),
        },
        AnswerHelp { seat: seat() },
        RingSeat {
            seat: seat(),
            why: RingReason::Identity,
        },
        AnswerRing,
        SendNotice {
            to: vec![seat()],
            text: "请备好借条原件".into(),
        },
        ReadNotice { number: 0 },
        BeginLook { seat: seat() },
        EndLook { seat: seat() },
        EnterDocument {
            seat: seat(),
            document: DocumentKind::IdCard,
            last_four: "002X".into(),
        },
        DoubtIdentity {
            seat: seat(),
            why: DoubtReason::Unclear,
        },
        ConfirmGallery {
            observers: Vec::new(),
        },
        ReportReady,
        WithdrawReady,
        AnnounceDelay {
            until: 1_795_657_800_000,
            reason: "前案尚未结束".into(),
        },
        Admit { seat: seat() },
        SendToWait {
            seat: seat(),
            reason: reason(),
        },
        Remove {
            seat: seat(),
            reason: reason(),
        },
        CallWitness {
            seat: SeatId::new("witness"),
        },
        DismissWitness {
            seat: SeatId::new("witness"),
        },
        OpenHearing {
            override_reason: None,
        },
        EnterStage {
            stage: Stage::Investigation,
            override_reason: None,
        },
        RecordGuardItem {
            item: GuardItem::RecusalAsked,
        },
        SetIssues {
            issues: vec!["借款本金数额".into()],
        },
        Adjourn { reason: reason() },
        Resume,
        CloseHearing {
            override_reason: Some("当事人撤回起诉".into()),
        },
        SecureRoom,
        ExplainSecuring {
            words: "庭审涉及商业秘密，先行清场。".into(),
        },
        BringBack,
        GiveFloor { seat: seat() },
        TakeFloor,
        RaiseHand,
        LowerHand { seat: seat() },
        Mute {
            seat: seat(),
            lock: true,
        },
        Release { seat: seat() },
        MuteAll,
        Admonish {
            seat: seat(),
            measure: Admonition::Warning,
            words: "请遵守法庭纪律".into(),
        },
        PauseRecording {
            ground: PauseGround::UnsuitableMediation,
        },
        ResumeRecording,
        AllowListening { allowed: true },
        ExplainGap {
            from: 1_795_658_840_000,
            words: "服务器断电，备用电源四秒后接通。".into(),
        },
        OpenRecording {
            seat: seat(),
            what: hearing::recording::Heard::Moment {
                line: LineId::new("l-1"),
            },
        },
        BeginDeliberation,
        EndDeliberation,
        ShowDevices {
            microphone_on: true,
            camera_on: true,
        },
        ReportSignal {
            signal: OwnSignal::PageHidden,
            over: false,
            said_at: 1_795_658_832_120,
        },
        ReportReturn {
            tries: 31,
            offline: true,
            since: Some(1_795_658_832_120),
        },
        PromptReached {
            from: 1_795_658_832_000,
            number: 1,
        },
        AccountForAbsence {
            from: 1_795_658_832_000,
            what: OwnAccount::Network,
            words: String::new(),
        },
        PromptAbsent { seat: seat() },
        ClassifyAbsence {
            seat: seat(),
            from: 1_795_658_832_000,
            finding: AbsenceFinding::NetworkFailure,
            reason: String::new(),
        },
        LeaveCamera {
            seat: seat(),
            granted: true,
            reason: "网络较弱，准许只开麦克风".into(),
        },
        Spotlight { seat: Some(seat()) },
        FileExhibit {
            exhibit: exhibit(),
            title: "借条".into(),
            category: ExhibitCategory::Documentary,
            source: "原告".into(),
            purpose: "证明借款关系".into(),
            secrecy: Secrecy::Parties,
            file: ExhibitFile {
                sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
                size: 66_227,
                kind: FileKind::Jpeg,
                pages: 1,
            },
            particulars: Particulars {
                copies: 2,
                text_alternative: "手写借条一页，落款周以宁".into(),
                late_reason: Some("对方当庭提出新主张".into()),
            },
        },
        WithdrawExhibit {
            exhibit: exhibit(),
            reason: "重复提交".into(),
        },
        PresentExhibit {
            exhibit: exhibit(),
            view,
        },
        TurnPage {
            view: PageView { page: 2, ..view },
        },
        StopPresenting,
        HandPresenting { seat: seat() },
        ShowBeside {
            beside: Some(Beside {
                exhibit: ExhibitId::new("D2"),
                view,
            }),
        },
        SetPlayback {
            playing: true,
            position: 12_000,
            length: 95_000,
        },
        DrawMark {
            mark: MarkId::new("0199c0de-0000-7000-8000-000000000003"),
            exhibit: exhibit(),
            page: 1,
            shape: Shape::Arrow,
            from: (2_000, 3_000),
            to: (4_000, 3_500),
            label: "签名处".into(),
        },
        EraseMark {
            mark: MarkId::new("0199c0de-0000-7000-8000-000000000003"),
        },
        RecordOriginal {
            exhibit: exhibit(),
            state: OriginalState::Matches,
            ground: Some(OriginalGround::Compared),
            reason: String::new(),
        },
        GiveOpinion {
            exhibit: exhibit(),
            authenticity: Stance::Accepted,
            legality: Stance::Accepted,
            relevance: Stance::Accepted,
            purpose: Stance::Disputed,
            reason: "字是我签的，钱没有给足".into(),
        },
        RuleOnExhibit {
            exhibit: exhibit(),
            admitted: true,
            reason: "来源合法，内容真实".into(),
        },
        SetFilingDeadline {
            until: Some(1_895_657_800_000),
        },
        RuleOnLate {
            exhibit: exhibit(),
            outcome: LateOutcome::AdmittedWithAdmonition,
            reason: "与案件基本事实有关".into(),
            answer_until: Some(1_895_657_800_000),
        },
        AnswerLate {
            exhibit: exhibit(),
            text: "超过举证期限，不同意质证".into(),
        },
        RequestOriginal {
            exhibit: exhibit(),
            reason: "落款日期有涂改痕迹".into(),
        },
        RuleOnOriginal {
            exhibit: exhibit(),
            demanded: Some(DemandReason::Disputed),
            reason: "庭后三日内提交".into(),
            until: Some(1_895_657_800_000),
        },
        StateChainRecord {
            exhibit: exhibit(),
            platform: "电子数据存证平台".into(),
            number: "0x5f3c21".into(),
            stored_at: 1_764_122_400_000,
        },
        RecordChainCheck {
            exhibit: exhibit(),
            agrees: true,
            how: "在存证平台核验页面比对，哈希值一致".into(),
        },
        DisputeChain {
            exhibit: exhibit(),
            about: ChainStage::AfterStorage,
            factors: vec![ChainFactor::Interest],
            reason: "平台由原告关联公司运营".into(),
        },
        RecordOpinion {
            exhibit: exhibit(),
            of: seat(),
            authenticity: Stance::Accepted,
            legality: Stance::Accepted,
            relevance: Stance::Accepted,
            purpose: Stance::Reserved,
            reason: String::new(),
        },
        DescribeExhibit {
            exhibit: exhibit(),
            text_alternative: "手写借条一页".into(),
        },
        SignConfidentiality {
            signed_name: "贺明川".into(),
            edition: hearing::confidentiality::EDITION,
        },
        WriteLine {
            line: line(),
            after: None,
            speaker: Speaker::Seat(seat()),
            kind: LineKind::Speech,
            text: "我只收到十八万八千元。".into(),
            exhibit: Some((exhibit(), 1)),
            begun: Some(1_795_656_590_000),
        },
        AcceptProposal {
            line: line(),
            proposal: proposed().id,
            after: None,
            speaker: Speaker::Seat(seat()),
            interpreted: true,
            text: "我只收到十八万八千元。".into(),
            exhibit: Some((exhibit(), 1)),
            heard: None,
        },
        EditLine {
            line: line(),
            base_rev: 0,
            speaker: Speaker::Seat(seat()),
            kind: LineKind::Speech,
            text: "我只收到十八万八千元，另外已还三万元。".into(),
            why: Why::Mended,
            base_text: None,
        },
        SplitLine {
            line: line(),
            base_rev: 1,
            head: "我只收到十八万八千元，".into(),
            tail: "另外已还三万元。".into(),
            new: LineId::new("0199c0de-0000-7000-8000-000000000003"),
        },
        JoinLines {
            line: line(),
            base_rev: 2,
            next: LineId::new("0199c0de-0000-7000-8000-000000000003"),
            next_rev: 0,
            text: "我只收到十八万八千元，另外已还三万元。".into(),
        },
        StrikeLine {
            line: line(),
            base_rev: 3,
        },
        RestoreLine { line: line() },
        NameRecord {
            kind: RecordKind::Mediation,
        },
        AskReplacement,
        WithdrawReplacement,
        AnswerReplacement { agreed: true },
        KeepPhrase {
            text: "本庭依法组成合议庭。".into(),
        },
        DropPhrase {
            text: "本庭依法组成合议庭。".into(),
        },
        RequestCorrection {
            correction: CorrectionId::new("0199c0de-0000-7000-8000-000000000002"),
            line: line(),
            should_read: "看见林知远给了一个信封".into(),
            wrong: Wrong::Words,
            reason: "记录错误".into(),
        },
        RequestCorrection {
            correction: CorrectionId::new("0199c0de-0000-7000-8000-000000000003"),
            line: line(),
            should_read: "看见林知远给了一个信封".into(),
            wrong: Wrong::Speaker {
                now: SeatId::new("witness"),
                should: SeatId::new("plaintiff"),
            },
            reason: "发言人误记".into(),
        },
        RequestCorrection {
            correction: CorrectionId::new("0199c0de-0000-7000-8000-000000000004"),
            line: line(),
            should_read: "信封里有多少钱我没有数".into(),
            wrong: Wrong::Omission {
                speaker: SeatId::new("witness"),
            },
            reason: "漏记一句".into(),
        },
        DecideCorrection {
            correction: CorrectionId::new("0199c0de-0000-7000-8000-000000000002"),
            granted: true,
            reason: "准予补正".into(),
        },
        OpenSignOff,
        ConfirmRead,
        Sign {
            text_sha256: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae".into(),
            name: "周以宁".into(),
            drawing: Some("M0 0L10 10".into()),
            session: None,
        },
        RefuseToSign {
            reason: "与本人陈述不符".into(),
        },
        NoteUnsigned {
            seat: seat(),
            reason: "经通知未到庭核对".into(),
        },
        RemindToSign { seat: seat() },
        NoteRefusal { seat: seat() },
        SignAssisted {
            seat: seat(),
            text_sha256: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae".into(),
            name: "周以宁".into(),
            drawing: "M0 0L10 10".into(),
            how: hearing::transcript::Assistance::ReadAloud,
        },
        // the bench
        AskRecusal {
            whom: SeatId::new("judge"),
            reason: "与对方代理人有近亲属关系".into(),
        },
        WithdrawRecusal { recusal: 0 },
        AskReconsideration {
            recusal: 0,
            reason: "另有证据".into(),
        },
        DecideRecusal {
            recusal: 0,
            decider: Decider::CourtPresident,
            granted: false,
            reason: "不属于应当回避的情形".into(),
        },
        Object {
            ground: Some(ObjectionGround::Leading),
        },
        WithdrawObjection,
        RuleOnObjection {
            seat: seat(),
            sustained: true,
            reason: "与待证事实无关。".into(),
        },
        AnswerIssues {
            edition: 1,
            remark: Some("三万元是还款".into()),
        },
        LimitFloor { minutes: Some(5) },
        MuteAllBut { seat: seat() },
        RecordSanction {
            seat: seat(),
            sanction: Sanction::Fine { yuan: 500 },
            approval: "（2026）院批12号".into(),
            words: "经警告、训诫仍不改正".into(),
        },
        SitElsewhere {
            place: "市第一医院住院部".into(),
            reason: "住院治疗".into(),
            approval: "（2026）院批15号".into(),
        },
        SitInCourtroom,
        ConvertToInPerson {
            seat: Some(seat()),
            ground: InPersonGround::OnSite,
            place: "第三法庭".into(),
            when: Some(1_795_657_800_000),
            words: "请带借条原件".into(),
        },
        ReturnOnline {
            seat: seat(),
            reason: "已在线核对原件。".into(),
        },
    ]
}
