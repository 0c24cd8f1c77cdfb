//! For every command, role and state: a viewer's snapshot is the fold of his own stream, and nothing hidden shows in it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use hearing::check_in::*;
use hearing::exhibit::*;
use hearing::transcript::{LineKind, Speaker};
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
            consent: Consent::Agreed
        }),
        Just(Command::StateSuitability {
            bars: vec![],
            help: vec![]
        }),
        (0u8..8).prop_map(|rule| Command::AcknowledgeDiscipline { rule }),
        Just(Command::DeclareNoRecording),
        prop::sample::select(seats()).prop_map(|s| Command::GiveUndertaking {
            signed_name: s.name
        }),
        Just(String::from("北京市海淀区")).prop_map(|region| Command::StatePlace {
            region,
            kind: PlaceKind::Home,
            quiet: true,
            others: vec![("家人".into(), "照看".into())],
        }),
        Just(Command::ReportDevices {
            camera: DeviceState::Works,
            microphone: DeviceState::Works,
            speaker: DeviceState::Works,
            latency_ms: Some(20),
        }),
        Just(Command::CallForHelp),
        seat_id().prop_map(|seat| Command::VerifyIdentity {
            seat,
            how: VerificationMethod::ByEye
        }),
        seat_id().prop_map(|seat| Command::PermitOtherPerson {
            seat,
            index: 0,
            who: "家人".into(),
            permitted: true
        }),
        seat_id().prop_map(|seat| Command::AnswerHelp { seat }),
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
        1 => seat_id().prop_map(|seat| Command::ClassifyAbsence {
            seat,
            finding: AbsenceFinding::NetworkFailure,
        }),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(microphone_on, camera_on)| Command::ShowDevices {
            microphone_on,
            camera_on,
        }),
    ]
}

fn paper_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        1 => (exhibit_id(), text(), secrecy()).prop_map(|(exhibit, title, secrecy)| {
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
                    kind: FileKind::Pdf,
                    pages: 2,
                },
            }
        }),
        1 => (exhibit_id(), text())
            .prop_map(|(exhibit, reason)| Command::WithdrawExhibit { exhibit, reason }),
        4 => (exhibit_id(), view()).prop_map(|(exhibit, view)| Command::PresentExhibit { exhibit, view }),
        1 => view().prop_map(|view| Command::TurnPage { view }),
        1 => Just(Command::StopPresenting),
        1 => exhibit_id().prop_map(|exhibit| Command::RecordOriginal { exhibit, state: OriginalState::Matches }),
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
        4 => (line_id(), prop::option::of(line_id()), speaker(), text()).prop_map(
            |(line, after, speaker, text)| Command::WriteLine {
                line,
                after,
                speaker,
                kind: LineKind::Speech,
                text,
                exhibit: None,
            }
        ),
        2 => (line_id(), 0u32..3, speaker(), text()).prop_map(|(line, base_rev, speaker, text)| {
            Command::EditLine { line, base_rev, speaker, kind: LineKind::Speech, text }
        }),
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
        }),
        1 => text().prop_map(|reason| Command::RefuseToSign { reason }),
        1 => (seat_id(), text()).prop_map(|(seat, reason)| Command::NoteUnsigned { seat, reason }),
    ]
}

#[derive(Clone, Debug)]
enum Step {
    Ask(SeatId, Command),
    Line(SeatId, bool),
    Fact(Fact),
    /// A shortcut through check-in, so that the later states are reached often.
    CheckInAll,
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
        6 => (who(), room_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        6 => (who(), paper_command()).prop_map(|(s, c)| Step::Ask(s, c)),
        1 => (seat_id(), any::<bool>()).prop_map(|(s, here)| Step::Line(s, here)),
        1 => Just(Step::CheckInAll),
        1 => prop_oneof![
            seat_id().prop_map(|seat| Fact::TakenOver { seat }),
            any::<bool>().prop_map(|running| Fact::Recorder { running }),
        ]
        .prop_map(Step::Fact),
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
            let view = &self.views.iter().find(|v| v.0 == *seat).unwrap().2;
            *text_sha256 = view.digest_to_sign(seat);
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
                Command::DeclareNoRecording,
                Command::GiveUndertaking { signed_name: name },
                Command::StatePlace {
                    region: "北京市海淀区".into(),
                    kind: PlaceKind::Home,
                    quiet: true,
                    others: vec![],
                },
                Command::ReportDevices {
                    camera: DeviceState::Works,
                    microphone: DeviceState::Works,
                    speaker: DeviceState::Works,
                    latency_ms: None,
                },
            ] {
                self.ask(&seat.id, command);
            }
            for stage in ConsentStage::ALL {
                self.ask(
                    &seat.id,
                    Command::GiveConsent {
                        stage,
                        consent: Consent::Agreed,
                    },
                );
            }
            for rule in 0..DISCIPLINE_RULES {
                self.ask(&seat.id, Command::AcknowledgeDiscipline { rule });
            }
            let clerk = SeatId::new("clerk");
            self.ask(
                &clerk,
                Command::VerifyIdentity {
                    seat: seat.id.clone(),
                    how: VerificationMethod::ByEye,
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
            Step::CheckInAll => self.check_in_all(),
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
            (seat_id(), prop_oneof![check_in_command(), room_command(), paper_command()], any::<u8>()),
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
