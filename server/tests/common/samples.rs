//! One of everything that may be asked for.

use hearing::check_in::*;
use hearing::exhibit::*;
use hearing::transcript::{LineKind, Speaker};
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
        },
        StateSuitability {
            bars: vec![SuitabilityBar::CannotUseIt],
            help: vec![Adjustment::LargeText],
        },
        AcknowledgeDiscipline { rule: 0 },
        DeclareNoRecording,
        GiveUndertaking {
            signed_name: "何秀兰".into(),
        },
        StatePlace {
            region: "北京市海淀区".into(),
            kind: PlaceKind::Home,
            quiet: true,
            others: vec![("母亲".into(), "照看孩子".into())],
        },
        ReportDevices {
            camera: DeviceState::Works,
            microphone: DeviceState::Works,
            speaker: DeviceState::Skipped,
            latency_ms: Some(38),
        },
        CallForHelp,
        WithdrawCallForHelp,
        VerifyIdentity {
            seat: seat(),
            how: VerificationMethod::ByEye,
        },
        PermitOtherPerson {
            seat: seat(),
            index: 0,
            who: "母亲".into(),
            permitted: true,
        },
        AnswerHelp { seat: seat() },
        ReportReady,
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
        ClassifyAbsence {
            seat: seat(),
            finding: AbsenceFinding::NetworkFailure,
        },
        BeginDeliberation,
        EndDeliberation,
        ShowDevices {
            microphone_on: true,
            camera_on: true,
        },
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
        RecordOriginal {
            exhibit: exhibit(),
            state: OriginalState::Matches,
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
        WriteLine {
            line: line(),
            after: None,
            speaker: Speaker::Seat(seat()),
            kind: LineKind::Speech,
            text: "我只收到十八万八千元。".into(),
            exhibit: Some((exhibit(), 1)),
        },
        EditLine {
            line: line(),
            base_rev: 0,
            speaker: Speaker::Seat(seat()),
            kind: LineKind::Speech,
            text: "我只收到十八万八千元，另外已还三万元。".into(),
        },
        RequestCorrection {
            correction: CorrectionId::new("0199c0de-0000-7000-8000-000000000002"),
            line: line(),
            should_read: "看见林知远给了一个信封".into(),
            reason: "记录错误".into(),
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
        },
        RefuseToSign {
            reason: "与本人陈述不符".into(),
        },
        NoteUnsigned {
            seat: seat(),
            reason: "经通知未到庭核对".into(),
        },
    ]
}
