//! For every command, role and state: a viewer's snapshot is the fold of his own stream, and nothing hidden shows in it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use hearing::chain::ChainStage;
use hearing::check_in::*;
use hearing::exhibit::*;
use hearing::in_person::InPersonGround;
use hearing::late::LateOutcome;
use hearing::mark::Shape;
use hearing::objection::ObjectionGround;
use hearing::original::DemandReason;
use hearing::presenting::Beside;
use hearing::recusal::Decider;
use hearing::sanction::Sanction;
use hearing::speech::Proposed;
use hearing::transcript::{LineKind, RecordKind, Speaker, Why};
use hearing::waiting::{DoubtReason, RingReason};
use hearing::*;
use proptest::prelude::*;

fn seats() -> Vec<Seat> {
    vec![
        Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
        Seat::new("panel", Role::PanelJudge, Side::Court, "白砚秋"),
        Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
        Seat::new("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
        Seat::new("counsel", Role::Representative, Side::Plaintiff, "贺明川"),
        Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
        Seat::new("witness", Role::Witness, Side::None, "何秀兰"),
        Seat::new("expert", Role::ExpertAssistant, Side::None, "曹衡"),
        Seat::new("observer", Role::Observer, Side::None, "甲"),
        Seat::new("inspector", Role::Inspector, Side::None, "乙"),
    ]
}

fn scheduled(procedure: Procedure) -> Recorded {
    Recorded {
        at: 1,
        by: Actor::System,
        event: Event::HearingScheduled {
            matter: Matter {
                id: HearingId::new("h"),
                court: "海淀区人民法院".into(),
                courtroom: "在线法庭二".into(),
                scheduled_at: 100,
                procedure,
                publicity: Publicity::Open,
                gallery_seats: 3,
                case: Some(Case {
                    number: "（2026）京0108民初12345号".into(),
                    cause: "民间借贷纠纷".into(),
                    title: "原告林知远诉被告周以宁".into(),
                    claims: vec!["返还借款".into()],
                }),
            },
            seats: seats(),
        },
    }
}

fn seat_id() -> impl Strategy<Value = SeatId> {
    prop::sample::select(seats()).prop_map(|s| s.id)
}

fn exhibit_id() -> impl Strategy<Value = ExhibitId> {
    prop::sample::select(vec!["P1", "D1", "X9"]).prop_map(ExhibitId::new)
}

/// What a line speaks of by name.
fn names() -> impl Strategy<Value = Option<(ExhibitId, u32)>> {
    prop::option::of(exhibit_id().prop_map(|exhibit| (exhibit, 1)))
}

fn line_id() -> impl Strategy<Value = LineId> {
    prop::sample::select(vec!["l1", "l2", "l3", "l4"]).prop_map(LineId::new)
}

fn text() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "因故", "我只收到十八万八千元"]).prop_map(str::to_owned)
}

fn speaker() -> impl Strategy<Value = Speaker> {
    prop_oneof![Just(Speaker::Nobody), seat_id().prop_map(Speaker::Seat)]
}

fn secrecy() -> impl Strategy<Value = Secrecy> {
    prop::sample::select(vec![
        Secrecy::Open,
        Secrecy::Parties,
        Secrecy::CounselAndExperts,
        Secrecy::CourtOnly,
    ])
}

fn view() -> impl Strategy<Value = PageView> {
    (0u32..4).prop_map(|page| PageView {
        page,
        ..PageView::default()
    })
}

fn check_in_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        prop::sample::select(seats()).prop_map(|s| Command::StateIdentity {
            name: s.name,
            document: DocumentKind::IdCard,
            last_four: "123X".into(),
        }),
        prop::sample::select(ConsentStage::ALL.to_vec()).prop_map(|stage| Command::GiveConsent {
            stage,
            consent: Consent::Agreed,
            edition: notice::EDITION,
        }),
        any::<bool>().prop_map(|special| Command::StateAuthority {
            scope: if special {
                AuthorityScope::Special
            } else {
                AuthorityScope::Defence
            },
            powers: if special {
                vec![SpecialPower::Settle]
            } else {
                vec![]
            },
            paper: None,
        }),
        Just(Command::StateSuitability {
            bars: vec![],
            help: vec![]
        }),
        (0u8..8).prop_map(|rule| Command::AcknowledgeDiscipline {
            rule,
            edition: notice::EDITION,
        }),
        Just(Command::DeclareNoRecording {
            edition: notice::EDITION,
        }),
        prop::sample::select(seats()).prop_map(|s| Command::GiveUndertaking {
            signed_name: s.name,
            edition: notice::EDITION,
        }),
        Just(String::from("北京市海淀区")).prop_map(|region| Command::StatePlace {
            region,
            kind: PlaceKind::Home,
            quiet: true,
            others: vec![("家人".into(), "照看".into())],
        }),
        (any::<u32>(), any::<u8>(), any::<bool>()).prop_map(|(kbps, percent, heard)| {
            Command::ReportDevices(DeviceFindings {
                camera: DeviceState::Works,
                microphone: DeviceState::Works,
                speaker: DeviceState::Fails,
                latency_ms: Some(20),
                light: Some(Light::Behind),
                heard_self: Some(heard),
                up_kbps: Some(kbps),
                down_kbps: Some(kbps / 2),
                loss_percent: Some(percent),
                transport: Some(Transport::Tcp),
                browser: Some(Browser::Wechat),
                system: Some(System::Android),
            })
        }),
        Just(Command::AcknowledgeRisks),
        Just(Command::WithdrawRegistration),
        Just(Command::CallForHelp),
        seat_id().prop_map(|seat| Command::VerifyIdentity {
            seat,
            how: VerificationMethod::ByEye,
            stated_at: None,
        }),
        seat_id().prop_map(|seat| Command::PermitOtherPerson {
            seat,
            index: 0,
            who: "家人".into(),
            permitted: true
        }),
        seat_id().prop_map(|seat| Command::AnswerHelp { seat }),
        Just(Command::WithdrawCallForHelp),
        Just(Command::AnswerRing),
        (0u32..3).prop_map(|number| Command::ReadNotice { number }),
    ]
}

/// What passes between the court and those who wait. A notice says whom it is for.
fn waiting_command() -> impl Strategy<Value = Command> {
    let why = prop::sample::select(RingReason::ALL.to_vec());
    let doubt = prop::sample::select(DoubtReason::ALL.to_vec());
    prop_oneof![
        (seat_id(), why).prop_map(|(seat, why)| Command::RingSeat { seat, why }),
        prop::collection::vec(seat_id(), 0..4).prop_map(|to| {
            let names: Vec<_> = to.iter().map(SeatId::as_str).collect();
            let text = names.join(" ");
            Command::SendNotice { to, text }
        }),
        seat_id().prop_map(|seat| Command::BeginLook { seat }),
        seat_id().prop_map(|seat| Command::EndLook { seat }),
        (seat_id(), doubt).prop_map(|(seat, why)| Command::DoubtIdentity { seat, why }),
        prop::collection::vec(seat_id(), 0..3)
            .prop_map(|observers| Command::ConfirmGallery { observers }),
    ]
}

fn room_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => seat_id().prop_map(|seat| Command::Admit { seat }),
        3 => seat_id().prop_map(|seat| Command::CallWitness { seat }),
        1 => seat_id().prop_map(|seat| Command::DismissWitness { seat }),
        1 => (seat_id(), text()).prop_map(|(seat, reason)| Command::SendToWait { seat, reason }),
        1 => (seat_id(), text()).prop_map(|(seat, reason)| Command::Remove { seat, reason }),
        3 => text().prop_map(|reason| Command::OpenHearing { override_reason: Some(reason) }),
        1 => Just(Command::ReportReady),
        1 => (prop::sample::select(vec![Stage::Evidence, Stage::Debate, Stage::SignOff]), text())
            .prop_map(|(stage, reason)| Command::EnterStage { stage, override_reason: Some(reason) }),
        1 => Just(Command::RecordGuardItem { item: GuardItem::RecusalAsked }),
        1 => Just(Command::SetIssues { issues: vec!["本金数额".into()] }),
        1 => text().prop_map(|reason| Command::Adjourn { reason }),
        1 => Just(Command::Resume),
        1 => Just(Command::BeginDeliberation),
        1 => Just(Command::EndDeliberation),
        1 => text().prop_map(|reason| Command::CloseHearing { override_reason: Some(reason) }),
        1 => Just(Command::SecureRoom),
        1 => Just(Command::BringBack),
        1 => seat_id().prop_map(|seat| Command::GiveFloor { seat }),
        1 => Just(Command::TakeFloor),
        1 => Just(Command::RaiseHand),
        1 => seat_id().prop_map(|seat| Command::LowerHand { seat }),
        1 => (seat_id(), any::<bool>()).prop_map(|(seat, lock)| Command::Mute { seat, lock }),
        1 => seat_id().prop_map(|seat| Command::Release { seat }),
        1 => Just(Command::MuteAll),
        1 => (seat_id(), text()).prop_map(|(seat, words)| Command::Admonish {
            seat,
            measure: Admonition::OrderToLeave,
            words,
        }),
        1 => Just(Command::PauseRecording { ground: PauseGround::UnsuitableMediation }),
        1 => Just(Command::ResumeRecording),
        1 => any::<bool>().prop_map(|allowed| Command::AllowListening { allowed }),
        1 => (0..5_000u64, text()).prop_map(|(from, words)| Command::ExplainGap { from, words }),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(microphone_on, camera_on)| Command::ShowDevices {
            microphone_on,
            camera_on,
        }),
    ]
}

fn bench_command() -> impl Strategy<Value = Command> {
    let decider = prop::sample::select(vec![
        Decider::PresidingJudge,
        Decider::CourtPresident,
        Decider::ChiefProcurator,
    ]);
    let ground = prop::option::of(prop::sample::select(ObjectionGround::ALL.to_vec()));
    let in_person = prop::sample::select(InPersonGround::ALL.to_vec());
    prop_oneof![
        2 => (seat_id(), text()).prop_map(|(whom, reason)| Command::AskRecusal { whom, reason }),
        1 => (0u32..3).prop_map(|recusal| Command::WithdrawRecusal { recusal }),
        1 => (0u32..3, text()).prop_map(|(recusal, reason)| Command::AskReconsideration { recusal, reason }),
        2 => (0u32..3, decider, any::<bool>(), text()).prop_map(|(recusal, decider, granted, reason)| {
            Command::DecideRecusal { recusal, decider, granted, reason }
        }),
        2 => ground.prop_map(|ground| Command::Object { ground }),
        1 => Just(Command::WithdrawObjection),
        1 => (seat_id(), any::<bool>())
            .prop_map(|(seat, sustained)| Command::RuleOnObjection { seat, sustained }),
        2 => (0u32..4, prop::option::of(text()))
            .prop_map(|(edition, remark)| Command::AnswerIssues { edition, remark }),
        1 => prop::option::of(0u16..5).prop_map(|minutes| Command::LimitFloor { minutes }),
        1 => seat_id().prop_map(|seat| Command::MuteAllBut { seat }),
        1 => (seat_id(), text(), any::<bool>()).prop_map(|(seat, words, fine)| Command::RecordSanction {
            seat,
            sanction: if fine { Sanction::Fine { yuan: 500 } } else { Sanction::Detention { days: 5 } },
            approval: "12".into(),
            words,
        }),
        1 => (prop::option::of(seat_id()), in_person).prop_map(|(seat, ground)| {
            Command::ConvertToInPerson {
                seat,
                ground,
                place: "第三法庭".into(),
                when: None,
                words: "请带身份证件".into(),
            }
        }),
        1 => text().prop_map(|reason| Command::SitElsewhere {
            place: "市第一医院".into(),
            reason,
            approval: "15".into(),
        }),
        1 => Just(Command::SitInCourtroom),
        1 => seat_id().prop_map(|seat| Command::ReturnOnline { seat }),
    ]
}

/// An absence is named by its beginning: [`Room::ask`] puts in the newest of the seat, as whoever sees it would.
fn absence_command() -> impl Strategy<Value = Command> {
    let signals = vec![
        OwnSignal::PageHidden,
        OwnSignal::CameraLost,
        OwnSignal::LeftByKey,
    ];
    let findings = vec![
        AbsenceFinding::NetworkFailure,
        AbsenceFinding::UnauthorisedExit,
    ];
    prop_oneof![
        4 => (prop::sample::select(signals), any::<bool>(), 0..200u64).prop_map(
            |(signal, over, said_at)| Command::ReportSignal { signal, over, said_at }
        ),
        1 => any::<bool>().prop_map(|offline| Command::ReportReturn { tries: 3, offline, since: None }),
        2 => (0..3u32).prop_map(|number| Command::PromptReached { from: 0, number }),
        2 => text().prop_map(|words| Command::AccountForAbsence {
            from: 0,
            what: OwnAccount::Network,
            words,
        }),
        1 => seat_id().prop_map(|seat| Command::PromptAbsent { seat }),
        3 => (seat_id(), prop::sample::select(findings), text()).prop_map(|(seat, finding, reason)| {
            Command::ClassifyAbsence { seat, from: 0, finding, reason }
        }),
        1 => (seat_id(), any::<bool>(), text()).prop_map(|(seat, granted, reason)| {
            Command::LeaveCamera { seat, granted, reason }
        }),
        1 => prop::option::of(seat_id()).prop_map(|seat| Command::Spotlight { seat }),
    ]
}

fn paper_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        1 => (exhibit_id(), text(), secrecy(), any::<bool>()).prop_map(|(exhibit, title, secrecy, plays)| {
            Command::FileExhibit {
                exhibit,
                title,
                category: ExhibitCategory::Documentary,
                source: String::new(),
                purpose: String::new(),
                secrecy,
                file: ExhibitFile {
                    sha256: "a".repeat(64),
                    size: 10,
                    kind: if plays { FileKind::Audio } else { FileKind::Pdf },
                    pages: 2,
                },
                particulars: Particulars {
                    late_reason: Some("对方当庭提出新主张".into()),
                    ..Particulars::default()
                },
            }
        }),
        1 => (exhibit_id(), text())
            .prop_map(|(exhibit, reason)| Command::WithdrawExhibit { exhibit, reason }),
        4 => (exhibit_id(), view()).prop_map(|(exhibit, view)| Command::PresentExhibit { exhibit, view }),
        1 => view().prop_map(|view| Command::TurnPage { view }),
        1 => Just(Command::StopPresenting),
        1 => exhibit_id().prop_map(|exhibit| Command::RecordOriginal { exhibit, state: OriginalState::Matches, ground: None }),
        1 => seat_id().prop_map(|seat| Command::HandPresenting { seat }),
        2 => prop::option::of((exhibit_id(), view())).prop_map(|beside| Command::ShowBeside {
            beside: beside.map(|(exhibit, view)| Beside { exhibit, view }),
        }),
        2 => any::<bool>().prop_map(|playing| Command::SetPlayback { playing, position: 3, length: 90 }),
        3 => (exhibit_id(), 0u8..4).prop_map(|(exhibit, n)| Command::DrawMark {
            mark: MarkId::new(format!("m{n}")),
            exhibit,
            page: 1,
            shape: Shape::Rectangle,
            from: (1, 1),
            to: (90, 90),
            label: String::new(),
        }),
        1 => (0u8..4).prop_map(|n| Command::EraseMark { mark: MarkId::new(format!("m{n}")) }),
        1 => (exhibit_id(), text()).prop_map(|(exhibit, reason)| Command::GiveOpinion {
            exhibit,
            authenticity: Stance::Accepted,
            legality: Stance::Accepted,
            relevance: Stance::Disputed,
            purpose: Stance::Reserved,
            reason,
        }),
        1 => (exhibit_id(), text())
            .prop_map(|(exhibit, reason)| Command::RuleOnExhibit { exhibit, admitted: true, reason }),
        1 => (exhibit_id(), text()).prop_map(|(exhibit, reason)| Command::RuleOnLate {
            exhibit,
            outcome: LateOutcome::Admitted,
            reason,
            answer_until: None,
        }),
        1 => (exhibit_id(), text()).prop_map(|(exhibit, text)| Command::AnswerLate { exhibit, text }),
        1 => (exhibit_id(), text())
            .prop_map(|(exhibit, reason)| Command::RequestOriginal { exhibit, reason }),
        1 => (exhibit_id(), text()).prop_map(|(exhibit, reason)| Command::RuleOnOriginal {
            exhibit,
            demanded: Some(DemandReason::Unclear),
            reason,
            until: None,
        }),
        1 => exhibit_id().prop_map(|exhibit| Command::StateChainRecord {
            exhibit,
            platform: "平台".into(),
            number: "1".into(),
            stored_at: 1,
        }),
        1 => (exhibit_id(), text())
            .prop_map(|(exhibit, how)| Command::RecordChainCheck { exhibit, agrees: true, how }),
        1 => (exhibit_id(), text()).prop_map(|(exhibit, reason)| Command::DisputeChain {
            exhibit,
            about: ChainStage::BeforeStorage,
            factors: vec![],
            reason,
        }),
        1 => (exhibit_id(), seat_id(), text()).prop_map(|(exhibit, of, reason)| Command::RecordOpinion {
            exhibit,
            of,
            authenticity: Stance::Accepted,
            legality: Stance::Accepted,
            relevance: Stance::Reserved,
            purpose: Stance::Reserved,
            reason,
        }),
        1 => (exhibit_id(), text()).prop_map(|(exhibit, text_alternative)| Command::DescribeExhibit {
            exhibit,
            text_alternative,
        }),
        1 => (0_u64..40).prop_map(|until| Command::SetFilingDeadline { until: Some(until) }),
        1 => prop::sample::select(seats()).prop_map(|s| Command::SignConfidentiality {
            signed_name: s.name,
            edition: hearing::confidentiality::EDITION,
        }),
        4 => (line_id(), prop::option::of(line_id()), speaker(), text(), names(), 0u64..9_000).prop_map(
            |(line, after, speaker, text, exhibit, begun)| Command::WriteLine {
                line,
                after,
                speaker,
                kind: LineKind::Speech,
                text,
                exhibit,
                begun: Some(begun),
            }
        ),
        2 => (line_id(), speaker(), text(), 0u64..4, seat_id()).prop_map(|(line, speaker, text, n, seat)| {
            let id = ProposalId::new(format!("p{n}"));
            let heard = Proposed { id: id.clone(), seat, text: text.clone(), from: n, until: n };
            Command::AcceptProposal {
                line,
                proposal: id,
                after: None,
                speaker,
                text,
                exhibit: None,
                heard: Some(Box::new(heard)),
            }
        }),
        2 => (line_id(), 0u32..3, speaker(), text()).prop_map(|(line, base_rev, speaker, text)| {
            Command::EditLine { line, base_rev, speaker, kind: LineKind::Speech, text, why: Why::Mended, base_text: None }
        }),
        2 => (line_id(), 0u32..3, text(), text(), line_id()).prop_map(|(line, base_rev, head, tail, new)| {
            Command::SplitLine { line, base_rev, head, tail, new }
        }),
        2 => (line_id(), 0u32..3, line_id(), 0u32..3, text()).prop_map(|(line, base_rev, next, next_rev, text)| {
            Command::JoinLines { line, base_rev, next, next_rev, text }
        }),
        2 => (line_id(), 0u32..3).prop_map(|(line, base_rev)| Command::StrikeLine { line, base_rev }),
        2 => line_id().prop_map(|line| Command::RestoreLine { line }),
        1 => prop::sample::select(RecordKind::ALL.to_vec()).prop_map(|kind| Command::NameRecord { kind }),
        1 => Just(Command::AskReplacement),
        1 => Just(Command::WithdrawReplacement),
        1 => any::<bool>().prop_map(|agreed| Command::AnswerReplacement { agreed }),
        1 => text().prop_map(|text| Command::KeepPhrase { text }),
        1 => text().prop_map(|text| Command::DropPhrase { text }),
        1 => (line_id(), text()).prop_map(|(line, should_read)| Command::RequestCorrection {
            correction: CorrectionId::new("c1"),
            line,
            should_read,
            reason: "误记".into(),
        }),
        1 => any::<bool>().prop_map(|granted| Command::DecideCorrection {
            correction: CorrectionId::new("c1"),
            granted,
            reason: "经核对录像".into(),
        }),
        2 => Just(Command::OpenSignOff),
        2 => Just(Command::ConfirmRead),
        2 => prop::sample::select(seats()).prop_map(|s| Command::Sign {
            text_sha256: String::new(),
            name: s.name,
            drawing: Some("M1,1 L2,2".into()),
            session: None,
        }),
        1 => text().prop_map(|reason| Command::RefuseToSign { reason }),
        1 => (seat_id(), text()).prop_map(|(seat, reason)| Command::NoteUnsigned { seat, reason }),
    ]
}

/// Who come to watch; the last two are of the case, and one has the name of another.
const WATCHERS: [&str; 8] = [
    "旁听壹",
    "旁听贰",
    "旁听叁",
    "旁听肆",
    "旁听伍",
    "旁听壹",
    "何秀兰",
    "林知远",
];

fn watcher(n: usize) -> SeatId {
    SeatId::new(format!("watcher-{n}"))
}

fn registers(n: usize) -> Command {
    Command::RegisterObserver {
        seat: watcher(n),
        name: WATCHERS[n].into(),
        document: DocumentKind::IdCard,
        last_four: format!("000{n}"),
        adult: true,
    }
}

fn about_watcher(n: usize, act: u8) -> Command {
    let seat = watcher(n);
    match act {
        0 => Command::Admit { seat },
        1 => Command::VerifyIdentity {
            seat,
            how: VerificationMethod::ByEye,
            stated_at: None,
        },
        2 => Command::SendToWait {
            seat,
            reason: "因故".into(),
        },
        _ => Command::Remove {
            seat,
            reason: "因故".into(),
        },
    }
}

#[derive(Clone, Debug)]
enum Step {
    Ask(SeatId, Command),
    Line(SeatId, bool),
    Fact(Fact),
    /// Somebody at the door, by his number.
    Register(usize),
    /// The registered one of this number, once he is in.
    AsWatcher(usize, Command),
    Watches(usize, bool),
    /// A shortcut through check-in, so that the later states are reached often.
    CheckInAll,
    /// A page is looked at for so long (ms).
    Pass(Millis),
}

fn step() -> impl Strategy<Value = Step> {
    let who = || {
        prop_oneof![
            3 => Just(SeatId::new("judge")),
            3 => Just(SeatId::new("clerk")),
            4 => seat_id(),
        ]
    };
    prop_oneof![
        2 => (seat_id(), check_in_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        3 => (who(), waiting_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        6 => (who(), room_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        4 => (who(), absence_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        6 => (who(), paper_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        4 => (who(), bench_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        1 => (seat_id(), any::<bool>()).prop_map(|(s, here)| Step::Line(s, here)),
        1 => Just(Step::CheckInAll),
        2 => (1..2_000u64).prop_map(Step::Pass),
        2 => (0..WATCHERS.len()).prop_map(Step::Register),
        1 => (0..WATCHERS.len(), check_in_command()).prop_map(|(n, c)| Step::AsWatcher(n, c)),
        1 => (0..WATCHERS.len(), who(), 0..4_u8).prop_map(|(n, by, act)| Step::Ask(by, about_watcher(n, act))),
        1 => (0..WATCHERS.len(), any::<bool>()).prop_map(|(n, here)| Step::Watches(n, here)),
        1 => prop_oneof![
            seat_id().prop_map(|seat| Fact::TakenOver { seat }),
            recorder_fact(),
            Just(Fact::Clock),
            Just(Fact::Clock),
            (1..9u64).prop_map(|ms| Fact::Absences(AbsenceSettings {
                prompts_ms: vec![ms, ms],
                devices_ms: ms,
            })),
        ]
        .prop_map(Step::Fact),
    ]
}

/// The court shows and the clerk writes, with everything else in between.
fn shown_and_said() -> impl Strategy<Value = Step> {
    let court = || prop::sample::select(vec![SeatId::new("judge"), SeatId::new("clerk")]);
    prop_oneof![
        3 => step(),
        4 => (court(), paper_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        2 => (seat_id(), exhibit_id(), secrecy()).prop_map(|(s, exhibit, secrecy)| {
            let file = ExhibitFile { sha256: "a".repeat(64), size: 10, kind: FileKind::Pdf, pages: 3 };
            let particulars = Particulars { late_reason: Some("新主张".into()), ..Particulars::default() };
            Step::Ask(s, Command::FileExhibit {
                exhibit,
                title: "借条".into(),
                category: ExhibitCategory::Documentary,
                source: String::new(),
                purpose: String::new(),
                secrecy,
                file,
                particulars,
            })
        }),
        1 => (1..3_000u64).prop_map(Step::Pass),
    ]
}

/// All that every viewer has seen, kept as his browser keeps it.
struct Room {
    hearing: Hearing,
    views: Vec<(SeatId, Scope, Hearing)>,
    now: Millis,
    /// All frames that went to others than the bench.
    told: String,
}

impl Room {
    fn new(procedure: Procedure) -> Self {
        let mut hearing = Hearing::default();
        hearing.apply(&scheduled(procedure));
        let views = seats()
            .into_iter()
            .map(|s| {
                (
                    s.id.clone(),
                    hearing.scope_of(&s.id),
                    hearing.view_for(&s.id),
                )
            })
            .collect();
        Self {
            hearing,
            views,
            now: 1_000,
            told: String::new(),
        }
    }

    fn happen(&mut self, by: Actor, events: Vec<Event>) {
        for event in events {
            self.now += 1;
            let recorded = Recorded {
                at: self.now,
                by: by.clone(),
                event,
            };
            let whole_before = self.hearing.clone();
            self.hearing.apply(&recorded);
            let happened = whole_before != self.hearing;
            // The backend knows of a new seat once it is there, and forgets one that is gone.
            for seat in &self.hearing.seats {
                if !self.views.iter().any(|(known, ..)| *known == seat.id) {
                    let id = seat.id.clone();
                    let scope = self.hearing.scope_of(&id);
                    let view = self.hearing.view_for(&id);
                    self.views.push((id, scope, view));
                }
            }
            for (viewer, scope, view) in &mut self.views {
                let scope_now = self.hearing.scope_of(viewer);
                if scope_now != *scope {
                    *scope = scope_now;
                    *view = self.hearing.view_for(viewer);
                } else if let Some(seen) = self.hearing.visible(&recorded, viewer) {
                    let before = view.clone();
                    if *scope != Scope::Bench {
                        self.told += &serde_json::to_string(&seen).unwrap();
                    }
                    view.apply(&seen);
                    // Nothing arrives that would only betray that something hidden happened.
                    let told_of_nothing = happened && before == *view;
                    assert!(!told_of_nothing, "{viewer} was told of nothing: {seen:?}");
                }
                let fresh = self.hearing.view_for(viewer);
                assert_eq!(*view, fresh, "{viewer} after {:?}", recorded.event);
            }
        }
    }

    fn ask(&mut self, seat: &SeatId, mut command: Command) {
        // A signer's browser computes the digest over what it shows.
        if let Command::Sign { text_sha256, .. } = &mut command {
            let view = self.views.iter().find(|v| v.0 == *seat);
            *text_sha256 = view.map_or_else(String::new, |v| v.2.digest_to_sign(seat));
        }
        let newest = |of: &SeatId| {
            let seat = self.hearing.seat(of);
            seat.and_then(|s| s.absences.last()).map_or(0, |a| a.from)
        };
        if let Command::PromptReached { from, .. } | Command::AccountForAbsence { from, .. } =
            &mut command
        {
            *from = newest(seat);
        } else if let Command::ClassifyAbsence { seat, from, .. } = &mut command {
            *from = newest(seat);
        }
        let by = Actor::Seat(seat.clone());
        if let Ok(events) = self.hearing.decide(&by, &command, self.now) {
            assert!(
                !events.is_empty(),
                "an accepted command has an event: {command:?}"
            );
            self.happen(by, events);
        }
    }

    fn check_in_all(&mut self) {
        for seat in seats() {
            self.happen_fact(&seat.id, true);
            let name = seat.name.clone();
            for command in [
                Command::StateIdentity {
                    name: name.clone(),
                    document: DocumentKind::IdCard,
                    last_four: "1234".into(),
                },
                Command::StateSuitability {
                    bars: vec![],
                    help: vec![],
                },
                Command::DeclareNoRecording {
                    edition: notice::EDITION,
                },
                Command::GiveUndertaking {
                    signed_name: name,
                    edition: notice::EDITION,
                },
                authority(seat.role),
                Command::StatePlace {
                    region: "北京市海淀区".into(),
                    kind: PlaceKind::Home,
                    quiet: true,
                    others: vec![],
                },
                Command::ReportDevices(DeviceFindings {
                    camera: DeviceState::Works,
                    microphone: DeviceState::Works,
                    speaker: DeviceState::Works,
                    latency_ms: None,
                    ..DeviceFindings::default()
                }),
            ] {
                self.ask(&seat.id, command);
            }
            for stage in ConsentStage::ALL {
                self.ask(
                    &seat.id,
                    Command::GiveConsent {
                        stage,
                        consent: Consent::Agreed,
                        edition: notice::EDITION,
                    },
                );
            }
            for rule in 0..DISCIPLINE_RULES {
                self.ask(
                    &seat.id,
                    Command::AcknowledgeDiscipline {
                        rule,
                        edition: notice::EDITION,
                    },
                );
            }
            let clerk = SeatId::new("clerk");
            self.ask(
                &clerk,
                Command::VerifyIdentity {
                    seat: seat.id.clone(),
                    how: VerificationMethod::ByEye,
                    stated_at: None,
                },
            );
        }
    }

    fn happen_fact(&mut self, seat: &SeatId, here: bool) {
        let fact = if here {
            Fact::Connected { seat: seat.clone() }
        } else {
            Fact::Disconnected {
                seat: seat.clone(),
                cause: LossCause::NetworkLost,
                line: Some(LineTrace::default()),
            }
        };
        self.note(&fact);
    }

    fn note(&mut self, fact: &Fact) {
        let events = self.hearing.note(fact, self.now);
        self.happen(Actor::System, events);
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Ask(seat, command) => self.ask(&seat, command),
            Step::Line(seat, here) => self.happen_fact(&seat, here),
            Step::Fact(fact) => self.note(&fact),
            Step::Register(n) => {
                if let Ok(events) = self.hearing.decide(&Actor::System, &registers(n), self.now) {
                    self.happen(Actor::System, events);
                }
            }
            Step::AsWatcher(n, command) => self.ask(&watcher(n), command),
            Step::Watches(n, here) => self.happen_fact(&watcher(n), here),
            Step::CheckInAll => self.check_in_all(),
            Step::Pass(ms) => self.now += ms,
        }
    }
}

/// The same hearings every time; KAITING_SEED=n plays others, PROPTEST_CASES=n more.
fn config() -> ProptestConfig {
    let seed = std::env::var("KAITING_SEED")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(12345);
    ProptestConfig {
        rng_seed: proptest::test_runner::RngSeed::Fixed(seed),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_snapshot_is_the_fold_of_the_viewers_own_stream(
        procedure in prop::sample::select(Procedure::ALL.to_vec()),
        steps in prop::collection::vec(step(), 1..120),
    ) {
        let mut room = Room::new(procedure);
        for step in steps {
            room.take(step);
        }
    }

    #[test]
    fn a_waiting_witness_has_no_byte_of_the_hearing(steps in prop::collection::vec(step(), 1..120)) {
        let mut room = Room::new(Procedure::CivilSimple);
        room.check_in_all();
        let witness = SeatId::new("witness");
        for step in steps {
            room.take(step);
            let (_, scope, view) = room.views.iter().find(|v| v.0 == witness).unwrap();
            if *scope == Scope::Sequestered {
                let known = serde_json::to_string(view).unwrap();
                prop_assert!(!known.contains("林知远") && !known.contains("十八万八千"), "{known}");
                prop_assert!(view.exhibits.is_empty() && view.transcript.lines.is_empty());
                prop_assert_eq!(view.seats.len(), 1);
                prop_assert_eq!(view.phase, Phase::Before);
            }
        }
    }

    #[test]
    fn the_gallery_has_so_many_seats_and_one_queue(steps in prop::collection::vec(step(), 1..60)) {
        let mut room = Room::new(Procedure::CivilSimple);
        let mut asked = vec![];
        for step in steps {
            // Enough of them that there is a queue most of the time.
            asked.push(step);
            asked.push(Step::Register(asked.len() % WATCHERS.len()));
        }
        for step in asked {
            room.take(step);
            let watching = || room.hearing.seats.iter().filter(|s| s.role == Role::Observer && s.removed.is_none());
            let queue: Vec<u16> = watching().filter_map(|s| s.registration?.waiting).collect();
            let seated = watching().count() - queue.len();
            prop_assert_eq!(&queue, &(1..=u16::try_from(queue.len()).unwrap()).collect::<Vec<_>>());
            prop_assert!(seated <= 3, "{} sit on three seats", seated);
            prop_assert!(queue.is_empty() || seated == 3, "a seat stays free");
            let in_gallery = room.hearing.in_zone(&Zone::Gallery).filter(|s| s.queues()).count();
            prop_assert_eq!(in_gallery, 0, "who waits is not in the gallery");
            let registered = || room.hearing.seats.iter().filter(|s| s.registration.is_some());
            prop_assert!(!registered().any(|s| ["何秀兰", "林知远"].contains(&s.name.as_str())));
        }
    }

    #[test]
    fn who_has_registered_the_court_alone_knows(steps in prop::collection::vec(step(), 1..120)) {
        let mut room = Room::new(Procedure::CivilSimple);
        for n in 0..WATCHERS.len() {
            room.take(Step::Register(n));
        }
        for step in steps {
            room.take(step);
            for (viewer, scope, view) in &room.views {
                if matches!(scope, Scope::Bench | Scope::Registry) {
                    continue;
                }
                let others = view.seats.iter().filter(|s| s.id != *viewer && s.registration.is_some());
                prop_assert_eq!(others.count(), 0, "{} sees who has registered", viewer);
            }
        }
    }

    #[test]
    fn who_waits_knows_the_cast_and_nothing_of_how_it_stands(steps in prop::collection::vec(step(), 1..120)) {
        let mut room = Room::new(Procedure::CivilSimple);
        room.check_in_all();
        for step in steps {
            room.take(step);
            for (viewer, scope, view) in &room.views {
                if *scope != Scope::Waiting {
                    continue;
                }
                for seat in view.seats.iter().filter(|s| s.id != *viewer) {
                    let plain = Seat::new(seat.id.as_str(), seat.role, seat.side, &seat.name);
                    prop_assert_eq!(seat, &plain);
                    prop_assert!(seat.role.is_court() || seat.role.is_participant());
                }
            }
        }
    }

    #[test]
    fn what_passes_with_one_who_waits_is_his_and_the_courts(steps in prop::collection::vec(step(), 1..120)) {
        let mut room = Room::new(Procedure::CivilSimple);
        room.check_in_all();
        for step in steps {
            room.take(step);
            for (viewer, scope, view) in &room.views {
                if matches!(scope, Scope::Bench | Scope::Registry) {
                    continue;
                }
                for seat in &view.seats {
                    if seat.id != *viewer {
                        prop_assert_eq!(&seat.check_in, &CheckIn::default());
                    }
                    for notice in &seat.check_in.notices {
                        prop_assert!(notice.text.contains(viewer.as_str()), "{}: {}", viewer, notice.text);
                    }
                }
            }
        }
    }

    /// R48, R50: an exhibit that is not for somebody is in nothing that he has, by whatever way it might come.
    #[test]
    fn a_line_leads_nobody_to_what_he_may_not_see(steps in prop::collection::vec(shown_and_said(), 1..120)) {
        let mut room = Room::new(Procedure::CivilSimple);
        room.check_in_all();
        let judge = SeatId::new("judge");
        for seat in ["plaintiff", "counsel", "defendant", "expert"].map(SeatId::new) {
            room.ask(&judge, Command::Admit { seat: seat.clone() });
            room.ask(&judge, Command::CallWitness { seat });
        }
        room.ask(&judge, Command::OpenHearing { override_reason: Some("因故".into()) });
        for step in steps {
            room.take(step);
            for (viewer, _, view) in &room.views {
                let sees = |id: &ExhibitId| {
                    let known = room.hearing.exhibit(id).expect("filed");
                    room.hearing.may_see_exhibit(viewer, known)
                };
                for line in &view.transcript.lines {
                    for (exhibit, _) in line.pages() {
                        prop_assert!(sees(&exhibit), "{} learns of {} by {:?}", viewer, exhibit, line);
                    }
                }
                for stood in &view.stood {
                    prop_assert!(sees(&stood.exhibit) && stood.beside.as_ref().is_none_or(&sees), "{}: {:?}", viewer, stood);
                }
            }
        }
    }

    #[test]
    fn nobody_but_the_bench_learns_of_a_deliberation(steps in prop::collection::vec(step(), 1..160)) {
        let mut room = Room::new(Procedure::CivilOrdinary);
        room.check_in_all();
        for step in steps {
            room.take(step);
            for (viewer, scope, view) in &room.views {
                if *scope != Scope::Bench {
                    prop_assert!(
                        !view.seats.iter().any(|s| s.zone == Zone::Deliberation),
                        "{} sees it", viewer
                    );
                }
            }
            prop_assert!(!room.told.contains("deliberation"), "somebody was told of it");
        }
    }
}

/// Any text and any number in place of those that a command had.
fn spoil(value: &mut serde_json::Value, texts: &[String], numbers: &[u64], at: &mut usize) {
    use serde_json::Value;
    *at += 1;
    match value {
        Value::String(text) => {
            // Every third stays, so that names are hit and enums are understood.
            if !(*at).is_multiple_of(3) {
                *text = texts[*at % texts.len()].clone();
            }
        }
        Value::Number(number) => *number = numbers[*at % numbers.len()].into(),
        Value::Array(all) => all.iter_mut().for_each(|v| spoil(v, texts, numbers, at)),
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|v| spoil(v, texts, numbers, at)),
        Value::Null | Value::Bool(_) => {}
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_that_is_asked_makes_decide_panic(
        steps in prop::collection::vec(step(), 0..60),
        asked in prop::collection::vec(
            (
                seat_id(),
                prop_oneof![check_in_command(), waiting_command(), room_command(), paper_command(), bench_command()],
                any::<u8>(),
            ),
            1..60,
        ),
        texts in prop::collection::vec(".{0,40}", 7),
        numbers in prop::collection::vec(prop_oneof![Just(0), Just(1), Just(u64::from(u32::MAX)), any::<u64>()], 5),
    ) {
        let mut room = Room::new(Procedure::CivilOrdinary);
        for step in steps {
            room.take(step);
        }
        for (seat, command, salt) in asked {
            let mut value = serde_json::to_value(&command).unwrap();
            spoil(&mut value, &texts, &numbers, &mut usize::from(salt));
            if let Ok(spoilt) = serde_json::from_value::<Command>(value) {
                room.ask(&seat, spoilt);
            }
        }
    }
}

/// What somebody who speaks for another may state, whoever he is.
fn authority(role: Role) -> Command {
    let (scope, powers) = if role == Role::Guardian {
        (AuthorityScope::ByLaw, vec![])
    } else if role == Role::Defender {
        (AuthorityScope::Defence, vec![])
    } else {
        (AuthorityScope::Special, vec![SpecialPower::Settle])
    };
    Command::StateAuthority {
        scope,
        powers,
        paper: None,
    }
}

/// What the recorder states, and what it may.
fn recorder_fact() -> impl Strategy<Value = Fact> {
    use hearing::recording::{GapCause, RecorderTrouble, Track, TrackSource};
    let trouble = prop_oneof![
        Just(None),
        Just(Some(RecorderTrouble::Stopped)),
        Just(Some(RecorderTrouble::DiskFull)),
        (0..30u16).prop_map(|minutes| Some(RecorderTrouble::SpaceFor { minutes })),
    ];
    let cause = prop_oneof![
        Just(GapCause::Restarted),
        Just(GapCause::Overrun),
        Just(GapCause::DiskFull),
    ];
    prop_oneof![
        (any::<bool>(), trouble).prop_map(|(running, trouble)| Fact::Recorder { running, trouble }),
        (0..5_000u64, 0..5_000u64, cause).prop_map(|(from, long, cause)| Fact::RecordingGap {
            from,
            until: from + long,
            cause,
        }),
        (seat_id(), 0..4u32).prop_map(|(seat, file)| Fact::TrackKept {
            track: Box::new(Track {
                file: file.to_string(),
                seat,
                source: TrackSource::Camera,
                from: 1,
                until: 2,
                bytes: 3,
                sha256: String::new(),
                cut: true,
            }),
        }),
        (0..3u32).prop_map(|files| Fact::TracksComplete { files }),
    ]
}
