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

use hearing::chain::*;
use hearing::check_in::*;
use hearing::confidentiality::Confidentiality;
use hearing::exhibit::*;
use hearing::late::*;
use hearing::mark::{Mark, Shape};
use hearing::on_file::OnFile;
use hearing::original::*;
use hearing::presenting::{Area, Beside, Displayed, Running, Seen, Showing};
use hearing::record_kind::SealedFile;
use hearing::recording::{GapCause, Heard, RecorderTrouble, Track, TrackSource};
use hearing::said::Said;
use hearing::speech::SpeechState;
use hearing::suitability::Considered;
use hearing::transcript::*;
use hearing::waiting::*;
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
        FromClient::Displayed(Displayed {
            exhibit: samples::exhibit(),
            page: 2,
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
            checked: true,
            running: None,
        }),
        FromClient::Displayed(Displayed {
            exhibit: samples::exhibit(),
            page: 1,
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
            checked: true,
            running: Some(Running {
                playing: true,
                position: 12_400,
            }),
        }),
        FromClient::Writing {
            line: Some(samples::line()),
        },
        FromClient::DismissProposal {
            proposal: samples::proposed().id,
        },
        FromClient::Pong { beat: 12 },
        FromClient::Ping,
        FromClient::AnswerClaim {
            claim: 3,
            give_up: false,
        },
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
            from: me.clone(),
            glance: Glance::Pointer { at: None },
        },
        FromServer::Showing {
            showing: Some(Showing {
                exhibit: samples::exhibit(),
                page: 2,
                sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
                from: now,
                at: now + 500,
                seen: vec![Seen {
                    seat: me,
                    at: now + 400,
                    checked: true,
                    position: None,
                }],
                missing: vec![SeatId::new("plaintiff")],
                playing: None,
                beside: false,
            }),
            beside: None,
        },
        FromServer::Showing {
            showing: None,
            beside: None,
        },
        FromServer::Writing {
            held: vec![(samples::line(), SeatId::new("clerk-2"))],
        },
        FromServer::Speech {
            state: SpeechState::Interrupted,
            missed_seconds: 7,
            partials: vec![(samples::seat(), "我只收到十八".into())],
        },
        FromServer::Proposals {
            waiting: vec![samples::proposed()],
            dropped: 0,
        },
        FromServer::Beat { beat: 12, now },
        FromServer::SeatClaimed {
            claim: 3,
            until: now,
        },
        FromServer::SeatHeld { now, until: now },
    ];
    let reasons = [
        Goodbye::Resync,
        Goodbye::TakenOver,
        Goodbye::SeatKept,
        Goodbye::NoSession,
        Goodbye::Removed,
        Goodbye::Withdrawn,
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
        NumberDoesNotMatch,
        NumberUnclear,
        CheckInIncomplete,
        NoticeChanged,
        AuthorityUnclear,
        IdentityNotVerified,
        ConsentRefused,
        OtherPersonNotPermitted,
        AnswerChanged,
        GalleryChanged,
        NotPublic,
        MayNotObserve,
        MinorNotPermitted,
        GalleryFull,
        BeforePlanned,
        NotInSession,
        AlreadyDone,
        NotInTheCourtroom,
        NotAway,
        JustPrompted,
        PromptsFirst,
        NotWaiting,
        NotOnline,
        RungJustNow,
        NoSuchStep,
        GuardOpen(vec![GuardItem::RightsTold, GuardItem::RecusalAsked]),
        ReasonWanted,
        TextEmpty,
        TextTooLong,
        LineChanged { rev: 3 },
        LineHeld {
            by: SeatId::new("clerk-2"),
        },
        ProposalGone,
        PanelAlone,
        OthersInside,
        RecordingIncomplete,
        RecordingUnfinished,
        SpeakersDiffer,
        NotTheTextOnRecord,
        ReadFirst,
        SignerHasRefused,
        OthersSignFirst,
        CorrectionWaits,
        Frozen,
        SignOffNotOpen,
        SignOffFinished,
        NotHeldByYou,
        ExhibitWithdrawn,
        BadPage,
        LateReasonWanted,
        LateUndecided,
        LateNotAdmitted,
        NotLate,
        GroundDoesNotFit,
        BadParticulars,
        NoChainRecord,
        HearingHasBegun,
        UndertakingWanted,
        NothingPlays,
        CannotPresent,
        NoSuchMark,
        PartyHasSpoken,
        NotOnShow,
        CannotCompare,
        BadHash,
        WitnessMustWait,
        NotChallengeable,
        NoSuchRecusal,
        NotTheDecider,
        ObjectionOpen,
        IssuesChanged,
        NobodyHasFloor,
        ApprovalWanted,
        OverTheLimit,
        PlaceWanted,
        HeardInPerson,
        CommandIdReused,
        NotOnTape,
        NoSuchGap,
        NotRecorded,
        TooMany,
        LimitReached,
        BeforeTheCourt,
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
            gallery_seats: hearing::gallery_seats(),
            case: Some(Case {
                number: "（2026）京0108民初12345号".into(),
                cause: "民间借贷纠纷".into(),
                title: "原告林知远诉被告周以宁民间借贷纠纷一案".into(),
                claims: vec!["返还借款本金200,000元".into()],
                earlier_hearings: 0,
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
        said: Some(Said {
            at: at - 10_000,
            offset: Some(2_530_000),
            before: vec![(samples::exhibit(), 1)],
        }),
        proposed: Some(Box::new(samples::proposed())),
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
            edition: 1,
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
            edition: 1,
        },
        RightAcknowledged {
            seat: seat(),
            right: 0,
            edition: 1,
        },
        ConsequenceAcknowledged {
            seat: seat(),
            consequence: 0,
            edition: 1,
        },
        NoRecordingDeclared {
            seat: seat(),
            edition: 1,
        },
        UndertakingGiven {
            seat: SeatId::new("witness"),
            signed_name: "何秀兰".into(),
            edition: 1,
        },
        AuthorityStated {
            seat: SeatId::new("plaintiff-rep"),
            authority: Authority {
                scope: AuthorityScope::Special,
                powers: vec![SpecialPower::ChangeClaims, SpecialPower::Settle],
                paper: None,
                at: 1_795_656_000_000,
            },
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
                found: DeviceFindings {
                    camera: DeviceState::Works,
                    microphone: DeviceState::Works,
                    speaker: DeviceState::Skipped,
                    latency_ms: Some(38),
                    light: Some(Light::Dark),
                    heard_self: Some(false),
                    up_kbps: Some(400),
                    down_kbps: Some(900),
                    loss_percent: Some(2),
                    transport: Some(Transport::Tcp),
                    browser: Some(Browser::Wechat),
                    system: Some(System::Android),
                },
                at,
            },
        },
        RisksAcknowledged { seat: seat() },
        HelpCalled { seat: seat() },
        HelpAnswered { seat: seat() },
        ObserverRegistered {
            seat: SeatId::new("observer-b3BlbiBjb3Vy"),
            name: "路明".into(),
            document: DocumentKind::IdCard,
            last_four: "002X".into(),
            waiting: Some(1),
            relative: true,
        },
        RegistrationWithdrawn {
            seat: SeatId::new("observer-b3BlbiBjb3Vy"),
        },
        QueueMoved {
            places: vec![(SeatId::new("observer-Y291cnQgb3Bl"), None)],
        },
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
        SuitabilityConsidered {
            seat: seat(),
            considered: Considered {
                by: judge(),
                bars: vec![SuitabilityBar::CannotUseIt],
                reason: "已安排书记员协助，可以在线进行".into(),
                at,
            },
        },
        ReadyReported,
        ReadyWithdrawn,
        DelayAnnounced {
            until: at + 1_200_000,
            reason: "前案尚未结束".into(),
            replaces: Some(at + 600_000),
        },
        SeatRung {
            seat: seat(),
            ring: Ring {
                by: Role::Clerk,
                why: RingReason::Identity,
                at,
                answered_at: None,
            },
        },
        RingAnswered { seat: seat() },
        NoticeSent {
            seat: seat(),
            notice: Notice {
                by: Role::Clerk,
                text: "请备好借条原件".into(),
                at,
                read_at: None,
            },
        },
        NoticeRead {
            seat: seat(),
            number: 0,
        },
        LookBegun {
            seat: seat(),
            look: Look {
                by: Role::Clerk,
                since: at,
                until: at + LOOK_FOR,
            },
        },
        LookEnded { seat: seat() },
        DocumentEntered {
            seat: seat(),
            on_file: OnFile {
                document: DocumentKind::IdCard,
                last_four: "002X".into(),
            },
        },
        IdentityDoubted {
            seat: seat(),
            doubt: Doubt {
                by: SeatId::new("clerk"),
                why: DoubtReason::Unclear,
                at,
            },
        },
        GalleryConfirmed {
            check: GalleryCheck {
                at,
                by: SeatId::new("clerk"),
                observers: vec![SeatId::new("observer")],
            },
        },
        SeatConnected { seat: seat() },
        SeatDisconnected {
            seat: seat(),
            cause: LossCause::NetworkLost,
            line: Some(LineTrace {
                silent_ms: 15_000,
                round_trips_ms: vec![38, 41, 380],
                unanswered: 3,
            }),
        },
        AbsenceSettingsMade {
            settings: AbsenceSettings::default(),
        },
        SignalSeen {
            seat: seat(),
            what: LossCause::PageHidden,
            said_at: at,
        },
        SignalOver {
            seat: seat(),
            what: LossCause::PageHidden,
        },
        AbsencePrompted {
            seat: seat(),
            from: at,
            prompt: Prompt {
                at: at + 8_000,
                by: Actor::System,
                kind: PromptKind::Reminder,
                reached: None,
            },
        },
        PromptReached {
            seat: seat(),
            from: at,
            number: 0,
        },
        ReturnReported {
            seat: seat(),
            from: at,
            way: Return {
                at: at + 148_000,
                tries: 31,
                offline: true,
                since: Some(at + 120),
            },
        },
        AbsenceAccounted {
            seat: seat(),
            from: at,
            account: Account {
                what: OwnAccount::Network,
                words: String::new(),
                at: at + 150_000,
            },
        },
        AbsenceClassified {
            seat: seat(),
            finding: AbsenceFinding::NetworkFailure,
            from: Some(at),
            reason: String::new(),
        },
        CameraLeft {
            seat: seat(),
            granted: true,
            reason: "网络较弱，准许只开麦克风".into(),
        },
        DeviceMissed {
            seat: seat(),
            device: DutyDevice::Camera,
        },
        SpotlightSet { seat: Some(seat()) },
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
        SecuringExplained {
            words: "庭审涉及商业秘密，先行清场。".into(),
        },
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
        // the bench
        RecusalAsked {
            by: seat(),
            whom: SeatId::new("judge"),
            reason: reason(),
        },
        RecusalWithdrawn { recusal: 0 },
        RecusalDecided {
            recusal: 0,
            decision: recusal::RecusalDecision {
                decider: recusal::Decider::CourtPresident,
                granted: false,
                reason: reason(),
                at: 1_795_656_900_000,
            },
        },
        ReconsiderationAsked {
            recusal: 0,
            reason: reason(),
        },
        Objected {
            seat: seat(),
            ground: Some(objection::ObjectionGround::Leading),
        },
        ObjectionEnded {
            seat: seat(),
            outcome: objection::ObjectionOutcome::Overruled,
            reason: "与待证事实有关。".into(),
        },
        IssuesAnswered {
            seat: seat(),
            edition: 1,
            remark: Some("三万元是还款".into()),
        },
        FloorLimited {
            until: Some(1_795_657_200_000),
        },
        AllMutedBut { seat: seat() },
        SanctionRecorded {
            seat: seat(),
            sanction: sanction::Sanction::Detention { days: 3 },
            approval: "（2026）院批12号".into(),
            words: "哄闹法庭".into(),
        },
        SatElsewhere {
            seat: seat(),
            elsewhere: elsewhere::Elsewhere {
                place: "市第一医院住院部".into(),
                reason: "住院治疗".into(),
                approval: "（2026）院批15号".into(),
                at: 1_795_657_800_000,
            },
        },
        SatInCourtroom { seat: seat() },
        SeatConverted {
            seat: seat(),
            how: in_person::InPerson {
                ground: in_person::InPersonGround::OnSite,
                place: "第三法庭".into(),
                when: Some(1_795_657_800_000),
                words: "请带借条原件".into(),
                at: 1_795_656_900_000,
                ended: None,
            },
        },
        SeatReturnedOnline {
            seat: seat(),
            reason: "已在线核对原件。".into(),
        },
        RecordingStopped,
        RecorderChanged {
            running: true,
            trouble: Some(RecorderTrouble::SpaceFor { minutes: 25 }),
        },
        TrackKept {
            track: Box::new(Track {
                file: "1795658832120-0-microphone.webm".into(),
                seat: seat(),
                source: TrackSource::Microphone,
                from: 1_795_658_832_120,
                until: 1_795_662_432_140,
                bytes: 14_400_871,
                sha256: "9f".repeat(32),
                cut: false,
            }),
        },
        TracksComplete { files: 11 },
        RecordingGap {
            from: 1_795_658_840_000,
            until: 1_795_658_852_500,
            cause: GapCause::Restarted,
        },
        GapExplained {
            from: 1_795_658_840_000,
            words: "服务器断电，备用电源四秒后接通。".into(),
        },
        ListeningAllowed { allowed: true },
        RecordingHeard {
            seat: seat(),
            what: Heard::Moment {
                line: LineId::new("l-17"),
            },
        },
        DevicesShown {
            seat: seat(),
            microphone_on: true,
            camera_on: true,
        },
        ExhibitFiled {
            exhibit: Box::new(samples::filed()),
        },
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
        PresentingHanded {
            exhibit: exhibit(),
            to: seat(),
        },
        BesideShown {
            exhibit: exhibit(),
            beside: Some(Beside {
                exhibit: ExhibitId::new("D2"),
                view: PageView {
                    highlight: Some(Area {
                        left: 1_000,
                        top: 2_000,
                        right: 6_000,
                        bottom: 2_500,
                    }),
                    ..PageView::default()
                },
            }),
            replaces: Some(ExhibitId::new("P2")),
        },
        PlaybackSet {
            exhibit: exhibit(),
            playing: true,
            position: 12_000,
            length: 95_000,
        },
        PageShown {
            showing: Showing {
                exhibit: exhibit(),
                page: 2,
                sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
                from: at,
                at: at + 900,
                seen: vec![Seen {
                    seat: seat(),
                    at: at + 400,
                    checked: true,
                    position: Some(12_400),
                }],
                missing: vec![SeatId::new("plaintiff")],
                playing: Some(true),
                beside: false,
            },
        },
        MarkDrawn {
            mark: Mark {
                id: MarkId::new("0199c0de-0000-7000-8000-000000000003"),
                exhibit: exhibit(),
                page: 1,
                by: seat(),
                at,
                shape: Shape::Underline,
                from: (2_000, 3_000),
                to: (4_000, 3_000),
                label: "签名处".into(),
                erased_at: None,
            },
        },
        MarkErased {
            exhibit: exhibit(),
            mark: MarkId::new("0199c0de-0000-7000-8000-000000000003"),
        },
        OriginalRecorded {
            exhibit: exhibit(),
            state: OriginalState::Matches,
            ground: None,
            reason: String::new(),
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
                recorded_by: None,
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
        FilingDeadlineSet { until: Some(at) },
        LateRuled {
            exhibit: exhibit(),
            ruling: LateRuling {
                by: judge(),
                at,
                outcome: LateOutcome::AdmittedWithAdmonition,
                reason: "与案件基本事实有关".into(),
                answer_until: Some(at),
            },
        },
        LateAnswered {
            exhibit: exhibit(),
            answer: LateAnswer {
                by: seat(),
                at,
                text: "超过举证期限，不同意质证".into(),
            },
        },
        OriginalRequested {
            exhibit: exhibit(),
            request: OriginalRequest {
                by: seat(),
                at,
                reason: "落款日期有涂改痕迹".into(),
            },
        },
        OriginalRuled {
            exhibit: exhibit(),
            ruling: OriginalRuling {
                by: judge(),
                at,
                demanded: Some(DemandReason::Disputed),
                reason: "庭后三日内提交".into(),
                until: Some(at),
            },
        },
        ChainRecordStated {
            exhibit: exhibit(),
            record: ChainRecord {
                by: seat(),
                at,
                platform: "电子数据存证平台".into(),
                number: "0x5f3c21".into(),
                stored_at: 1_764_122_400_000,
                check: None,
                disputes: Vec::new(),
            },
        },
        ChainChecked {
            exhibit: exhibit(),
            check: ChainCheck {
                by: judge(),
                at,
                agrees: true,
                how: "在存证平台核验页面比对，哈希值一致".into(),
            },
        },
        ChainDisputed {
            exhibit: exhibit(),
            dispute: ChainDispute {
                by: seat(),
                at,
                about: ChainStage::AfterStorage,
                factors: vec![ChainFactor::Interest],
                reason: "平台由原告关联公司运营".into(),
            },
        },
        ExhibitDescribed {
            exhibit: exhibit(),
            text_alternative: "手写借条一页".into(),
        },
        ConfidentialitySigned {
            seat: seat(),
            undertaking: Confidentiality {
                at,
                signed_name: "贺明川".into(),
                edition: 1,
            },
        },
        LineWritten {
            line: line(0, "我只收到十八万八千元。"),
            after: None,
        },
        LineEdited {
            line: line(1, "我只收到十八万八千元，另外已还三万元。"),
            why: Why::Mended,
        },
        LineStruck {
            line: samples::line(),
            into: None,
        },
        LineRestored {
            line: samples::line(),
            after: None,
        },
        PhraseKept {
            text: "本庭依法组成合议庭。".into(),
        },
        PhraseDropped {
            text: "本庭依法组成合议庭。".into(),
        },
        CorrectionRequested {
            correction: Correction {
                id: correction(),
                line: samples::line(),
                by: seat(),
                at,
                now_reads: "看见周以宁给了一个信封".into(),
                should_read: "看见林知远给了一个信封".into(),
                wrong: Wrong::Words,
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
            recording: vec![SealedFile {
                file: "1795656590000-7-microphone.webm".into(),
                sha256: "ab".repeat(32),
                bytes: 1_048_576,
            }],
        },
        RecordNamed {
            kind: RecordKind::Mediation,
        },
        ReplacementAsked,
        ReplacementWithdrawn,
        ReplacementAnswered {
            seat: seat(),
            agreed: true,
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
                session: None,
                assisted: None,
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
        SignerAdded { seat: seat() },
        SignerReminded { seat: seat() },
        RefusalNoted { seat: seat() },
        ExhibitErased {
            exhibit: exhibit(),
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
        },
        FileOpened {
            seat: seat(),
            what: hearing::Opened::Transcript(hearing::TranscriptForm::Docx),
        },
        SeatTakenOver { seat: seat() },
        ClosedWithOpenItems {
            open_items: vec![GuardItem::MediationOffered],
            reason: "当事人撤回起诉".into(),
        },
    ]
}
