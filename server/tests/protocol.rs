//! The wire as PROTOCOL.md shows it: each message type as JSON in `tests/protocol/`, held against the code.
//!
//! `KAITING_BLESS=1 cargo test -p kaiting-server --test protocol` writes the files anew; look at what has changed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

#[path = "common/samples.rs"]
mod samples;

use std::collections::BTreeSet;
use std::path::Path;

use hearing::check_in::*;
use hearing::exhibit::*;
use hearing::transcript::*;
use hearing::wire::*;
use hearing::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The file holds exactly this, and what is read from it is this again.
fn holds<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(name: &str, all: &[T]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/protocol/{name}.json"));
    let text = serde_json::to_string_pretty(all).unwrap() + "\n";
    if std::env::var_os("KAITING_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &text).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        known, text,
        "{name}.json is not what the code says; see the head of this file"
    );
    let read: Vec<T> = serde_json::from_str(&known).unwrap();
    assert_eq!(read, all);
}

/// The names that serde gives the variants of an enum: it lists them when it meets one that it does not know.
fn variants<T: DeserializeOwned>() -> BTreeSet<String> {
    let error = serde_json::from_str::<T>(r#"{"no such variant":null}"#)
        .err()
        .unwrap()
        .to_string();
    error
        .split('`')
        .skip(3)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn names<T: Serialize>(all: &[T]) -> BTreeSet<String> {
    let name = |value: Value| match value {
        Value::String(name) => name,
        Value::Object(fields) => fields.keys().next().unwrap().clone(),
        other => panic!("{other}"),
    };
    all.iter()
        .map(|one| name(serde_json::to_value(one).unwrap()))
        .collect()
}

fn cursor(n: u64) -> Cursor {
    Cursor {
        run: "b3BlbiBjb3VydA".into(),
        view: 2,
        n,
    }
}

fn command_id() -> CommandId {
    CommandId::new("0199c0de-0000-7000-8000-0000000000ff")
}

#[test]
fn every_command() {
    let all = samples::commands();
    assert_eq!(names(&all), variants::<Command>());
    holds("commands", &all);
}

#[test]
fn every_frame_of_the_browser() {
    let all = [
        FromClient::Hello {
            session: "bot8CrlwYMG8TkIV2FQfg3VS0XeyvoJE8oAacgsLs04".into(),
            cursor: None,
        },
        FromClient::Hello {
            session: "bot8CrlwYMG8TkIV2FQfg3VS0XeyvoJE8oAacgsLs04".into(),
            cursor: Some(cursor(17)),
        },
        FromClient::Command {
            id: command_id(),
            body: Command::RaiseHand,
        },
        FromClient::Glance(Glance::Pointer {
            at: Some((2_500, 6_100)),
        }),
        FromClient::Pong { beat: 12 },
    ];
    assert_eq!(names(&all), variants::<FromClient>());
    holds("from-client", &all);
}

#[test]
fn every_frame_of_the_backend() {
    let me = samples::seat();
    let now = 1_795_656_600_000;
    let mut all = vec![
        FromServer::Snapshot {
            me: me.clone(),
            now,
            at: cursor(0),
            hearing: Box::new(hearing()),
        },
        FromServer::Resumed {
            me: me.clone(),
            now,
            at: cursor(17),
        },
        FromServer::Event {
            at: cursor(18),
            cause: Some(command_id()),
            recorded: Box::new(Recorded {
                at: now,
                by: Actor::Seat(me.clone()),
                event: Event::HandRaised { seat: me.clone() },
            }),
        },
        FromServer::Acknowledged { id: command_id() },
        FromServer::Refused {
            id: command_id(),
            refusal: Refusal::NotPermitted,
        },
        FromServer::Glance {
            from: me,
            glance: Glance::Pointer { at: None },
        },
        FromServer::Beat { beat: 12, now },
    ];
    let reasons = [
        Goodbye::Resync,
        Goodbye::TakenOver,
        Goodbye::NoSession,
        Goodbye::Removed,
        Goodbye::TooMany,
        Goodbye::Malformed,
        Goodbye::ShuttingDown,
    ];
    assert_eq!(names(&reasons), variants::<Goodbye>());
    all.extend(reasons.map(|reason| FromServer::Goodbye { reason }));
    assert_eq!(names(&all), variants::<FromServer>());
    holds("from-server", &all);
}

#[test]
fn every_refusal() {
    use Refusal::*;
    let all = [
        NotPermitted,
        NoSuchSeat,
        NoSuchExhibit,
        NoSuchLine,
        NoSuchCorrection,
        NameDoesNotMatch,
        CheckInIncomplete,
        IdentityNotVerified,
        ConsentRefused,
        OtherPersonNotPermitted,
        AnswerChanged,
        NotPublic,
        NotInSession,
        AlreadyDone,
        NotInTheCourtroom,
        NoSuchStep,
        GuardOpen(vec![GuardItem::RightsTold, GuardItem::RecusalAsked]),
        ReasonWanted,
        TextEmpty,
        TextTooLong,
        LineChanged { rev: 3 },
        NotTheTextOnRecord,
        ReadFirst,
        OthersSignFirst,
        CorrectionWaits,
        Frozen,
        SignOffNotOpen,
        SignOffFinished,
        NotHeldByYou,
        ExhibitWithdrawn,
        BadPage,
        BadHash,
        WitnessMustWait,
        CommandIdReused,
        NotRecorded,
        TooMany,
        Malformed,
    ];
    assert_eq!(names(&all), variants::<Refusal>());
    holds("refusals", &all);
}

fn hearing() -> Hearing {
    Hearing::replay(&[Recorded {
        at: 1_795_000_000_000,
        by: Actor::System,
        event: scheduled(),
    }])
}

fn scheduled() -> Event {
    Event::HearingScheduled {
        matter: Matter {
            id: HearingId::new("g1"),
            court: "北京市海淀区人民法院".into(),
            courtroom: "在线法庭二".into(),
            scheduled_at: 1_795_656_600_000,
            procedure: Procedure::CivilSimple,
            publicity: Publicity::Open,
            case: Some(Case {
                number: "（2026）京0108民初12345号".into(),
                cause: "民间借贷纠纷".into(),
                title: "原告林知远诉被告周以宁民间借贷纠纷一案".into(),
                claims: vec!["返还借款本金200,000元".into()],
            }),
        },
        seats: vec![
            Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
            Seat::new("party", Role::Party, Side::Defendant, "周以宁"),
        ],
    }
}

#[test]
fn every_event() {
    let all = events();
    assert_eq!(names(&all), variants::<Event>());
    holds("events", &all);
}

fn events() -> Vec<Event> {
    use Event::*;
    let (seat, at) = (samples::seat, 1_795_656_600_000);
    let judge = || SeatId::new("judge");
    let exhibit = samples::exhibit;
    let reason = || "法庭秩序".to_owned();
    let line = |rev, text: &str| TranscriptLine {
        id: samples::line(),
        stage: Stage::Investigation,
        speaker: Speaker::Seat(samples::seat()),
        kind: LineKind::Speech,
        text: text.into(),
        at,
        rev,
        exhibit: Some((samples::exhibit(), 1)),
    };
    let correction = || CorrectionId::new("0199c0de-0000-7000-8000-000000000002");
    vec![
        scheduled(),
        IdentityStated {
            seat: seat(),
            name: "周以宁".into(),
            document: DocumentKind::IdCard,
            last_four: "002X".into(),
        },
        ConsentGiven {
            seat: seat(),
            stage: ConsentStage::Hearing,
            consent: Consent::Agreed,
        },
        SuitabilityStated {
            seat: seat(),
            suitability: Suitability {
                bars: vec![SuitabilityBar::CannotUseIt],
                help: vec![Adjustment::LargeText],
            },
        },
        DisciplineAcknowledged {
            seat: seat(),
            rule: 0,
        },
        NoRecordingDeclared { seat: seat() },
        UndertakingGiven {
            seat: SeatId::new("witness"),
            signed_name: "何秀兰".into(),
        },
        PlaceStated {
            seat: seat(),
            place: Place {
                region: "北京市海淀区".into(),
                kind: PlaceKind::Home,
                quiet: true,
                others: vec![OtherPerson {
                    who: "母亲".into(),
                    why: "照看孩子".into(),
                    permitted: None,
                }],
            },
        },
        DevicesReported {
            seat: seat(),
            report: DeviceReport {
                camera: DeviceState::Works,
                microphone: DeviceState::Works,
                speaker: DeviceState::Skipped,
                latency_ms: Some(38),
                at,
            },
        },
        HelpCalled { seat: seat() },
        HelpAnswered { seat: seat() },
        IdentityVerified {
            seat: seat(),
            verification: Verification {
                by: judge(),
                how: VerificationMethod::ByEye,
                at,
            },
        },
        OtherPersonDecided {
            seat: seat(),
            index: 0,
            permitted: true,
        },
        ReadyReported,
        DelayAnnounced {
            until: at + 1_200_000,
            reason: "前案尚未结束".into(),
        },
        SeatConnected { seat: seat() },
        SeatDisconnected {
            seat: seat(),
            cause: LossCause::NetworkLost,
        },
        AbsenceClassified {
            seat: seat(),
            finding: AbsenceFinding::NetworkFailure,
        },
        SeatMoved {
            seat: seat(),
            to: Zone::Courtroom,
            why: MoveReason::Admitted,
        },
        SeatMoved {
            seat: seat(),
            to: Zone::SideRoom(Side::Defendant),
            why: MoveReason::Admitted,
        },
        SeatMoved {
            seat: SeatId::new("witness"),
            to: Zone::WitnessRoom(SeatId::new("witness")),
            why: MoveReason::WitnessDismissed,
        },
        SeatRemoved {
            seat: seat(),
            reason: reason(),
        },
        HearingOpened,
        StageEntered {
            stage: Stage::Debate,
            open_items: vec![GuardItem::IssuesConfirmed],
            override_reason: Some("当事人未到庭".into()),
        },
        GuardItemRecorded {
            item: GuardItem::RecusalAsked,
        },
        IssuesSet {
            issues: vec!["借款本金数额".into()],
        },
        Adjourned { reason: reason() },
        Resumed,
        HearingClosed,
        RoomSecured,
        FloorGiven { seat: seat() },
        FloorTaken,
        HandRaised { seat: seat() },
        HandLowered { seat: seat() },
        Muted {
            seat: seat(),
            lock: true,
        },
        Released { seat: seat() },
        AllMuted,
        Admonished {
            seat: seat(),
            measure: Admonition::Warning,
            words: "请遵守法庭纪律".into(),
        },
        RecordingStarted,
        RecordingPaused {
            ground: PauseGround::UnsuitableMediation,
        },
        RecordingStopped,
        RecorderChanged { running: true },
        DevicesShown {
            seat: seat(),
            microphone_on: true,
            camera_on: true,
        },
        ExhibitFiled { exhibit: filed() },
        ExhibitWithdrawn {
            exhibit: exhibit(),
            reason: "重复提交".into(),
        },
        ExhibitPresented {
            exhibit: exhibit(),
            by: seat(),
            view: PageView::default(),
            replaces: Some(ExhibitId::new("D2")),
        },
        PageTurned {
            exhibit: exhibit(),
            view: PageView {
                page: 2,
                ..PageView::default()
            },
        },
        PresentingStopped { exhibit: exhibit() },
        OriginalRecorded {
            exhibit: exhibit(),
            state: OriginalState::Matches,
        },
        OpinionGiven {
            exhibit: exhibit(),
            opinion: ExaminationOpinion {
                by: seat(),
                at,
                authenticity: Stance::Accepted,
                legality: Stance::Accepted,
                relevance: Stance::Reserved,
                purpose: Stance::Disputed,
                reason: "字是我签的，钱没有给足".into(),
            },
        },
        ExhibitRuled {
            exhibit: exhibit(),
            ruling: Ruling {
                by: judge(),
                at,
                admitted: true,
                reason: "来源合法，内容真实".into(),
            },
        },
        LineWritten {
            line: line(0, "我只收到十八万八千元。"),
            after: None,
        },
        LineEdited {
            line: line(1, "我只收到十八万八千元，另外已还三万元。"),
        },
        CorrectionRequested {
            correction: Correction {
                id: correction(),
                line: samples::line(),
                by: seat(),
                at,
                now_reads: "看见周以宁给了一个信封".into(),
                should_read: "看见林知远给了一个信封".into(),
                reason: "记录错误".into(),
                decision: None,
            },
        },
        CorrectionDecided {
            correction: correction(),
            granted: true,
            reason: "准予补正".into(),
        },
        SignOffOpened {
            seats: vec![judge(), seat()],
        },
        ReadConfirmed { seat: seat() },
        TranscriptSigned {
            seat: seat(),
            signature: Signature {
                at,
                text_sha256: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
                    .into(),
                version: 3,
                name: "周以宁".into(),
                drawing: None,
            },
        },
        SigningRefused {
            seat: seat(),
            reason: "与本人陈述不符".into(),
        },
        UnsignedNoted {
            seat: seat(),
            reason: "经通知未到庭核对".into(),
        },
        SignOffFinished,
        SeatTakenOver { seat: seat() },
        ClosedWithOpenItems {
            open_items: vec![GuardItem::MediationOffered],
            reason: "当事人撤回起诉".into(),
        },
    ]
}

fn filed() -> Exhibit {
    Exhibit {
        id: samples::exhibit(),
        title: "借条".into(),
        category: ExhibitCategory::Documentary,
        side: Side::Plaintiff,
        submitted_by: samples::seat(),
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
    }
}
