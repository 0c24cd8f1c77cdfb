//! Case G1 as its script has it: who asks for what, one after the other.

use hearing::check_in::*;
use hearing::exhibit::*;
use hearing::transcript::{LineKind, Speaker, Wrong};
use hearing::*;

pub fn scheduled() -> Recorded {
    let seats = vec![
        Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
        Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
        Seat::new("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
        Seat::new(
            "plaintiff-rep",
            Role::Representative,
            Side::Plaintiff,
            "贺明川",
        ),
        Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
        Seat::new("witness", Role::Witness, Side::None, "何秀兰"),
        Seat::new("observer", Role::Observer, Side::None, "旁听人"),
    ];
    let matter = Matter {
        id: HearingId::new("g1"),
        court: "北京市海淀区人民法院".into(),
        courtroom: "在线法庭二".into(),
        scheduled_at: 0,
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
    };
    let event = Event::HearingScheduled { matter, seats };
    Recorded {
        at: 0,
        by: Actor::System,
        event,
    }
}

pub fn check_in(name: &str, role: Role) -> Vec<Command> {
    let mut steps = vec![Command::StateIdentity {
        name: name.into(),
        document: DocumentKind::IdCard,
        last_four: "0021".into(),
    }];
    if role.speaks_for_another() {
        steps.push(Command::StateAuthority {
            scope: AuthorityScope::Special,
            powers: vec![SpecialPower::Settle],
            paper: None,
        });
    }
    if !role.is_called() && !role.only_watches() {
        for stage in ConsentStage::ALL {
            steps.push(Command::GiveConsent {
                stage,
                consent: Consent::Agreed,
                edition: notice::EDITION,
            });
        }
    }
    steps.push(Command::StateSuitability {
        bars: vec![],
        help: vec![],
    });
    for rule in 0..DISCIPLINE_RULES {
        steps.push(Command::AcknowledgeDiscipline {
            rule,
            edition: notice::EDITION,
        });
    }
    if !role.only_watches() {
        let edition = notice::EDITION;
        steps.extend((0..notice::RIGHTS).map(|right| Command::AcknowledgeRight { right, edition }));
        steps.extend((0..notice::CONSEQUENCES).map(|consequence| {
            Command::AcknowledgeConsequence {
                consequence,
                edition,
            }
        }));
    }
    steps.push(Command::DeclareNoRecording {
        edition: notice::EDITION,
    });
    if role == Role::Witness {
        steps.push(Command::GiveUndertaking {
            signed_name: name.into(),
            edition: notice::EDITION,
        });
    }
    if role.only_watches() {
        return steps;
    }
    steps.push(Command::StatePlace {
        region: "北京市海淀区".into(),
        kind: PlaceKind::Home,
        quiet: true,
        others: vec![],
    });
    steps.push(Command::ReportDevices(DeviceFindings {
        camera: DeviceState::Works,
        microphone: DeviceState::Works,
        speaker: DeviceState::Works,
        latency_ms: Some(30),
        ..DeviceFindings::default()
    }));
    steps
}

/// The lines the clerk types, in the order of the record.
pub fn lines() -> Vec<(&'static str, &'static str)> {
    vec![
        (
            "judge",
            "现在开庭。今天公开审理原告林知远诉被告周以宁民间借贷纠纷一案，各方同意在线方式，记录在案。",
        ),
        (
            "judge",
            "本案适用简易程序，由本人独任审判，苏禾担任书记员。是否申请回避？",
        ),
        ("plaintiff-rep", "不申请。"),
        ("defendant", "听清了，不申请。"),
        (
            "plaintiff-rep",
            "诉讼请求：一、判令被告返还借款本金二十万元；二、支付利息；三、诉讼费由被告承担。",
        ),
        (
            "defendant",
            "我只收到十八万八千元，另外已还三万元，应当扣本金。",
        ),
        (
            "judge",
            "归纳争议焦点：一、借款本金数额；二、三万元的性质；三、利息。",
        ),
        (
            "plaintiff-rep",
            "出示P1借条，证明双方借贷二十万元，年利率百分之八。",
        ),
        (
            "defendant",
            "真实性认可，合法性认可，关联性认可，证明目的不认可：字是我签的，钱没有给足。",
        ),
        (
            "witness",
            "我保证据实陈述，绝无隐瞒、歪曲、增减，如有虚假愿接受处罚。",
        ),
        (
            "witness",
            "那天我在旁边，看见周以宁给了一个信封，里面多少钱我没数。",
        ),
        (
            "plaintiff-rep",
            "信封为差额现金，预扣利息不成立；三万元依约先抵利息。",
        ),
        ("defendant", "请求按十八万八千元认定，扣除已还三万元。"),
        (
            "judge",
            "调解未成，恢复录音录像。本案定期宣判。笔录请各方核对签名，五日内可申请补正。闭庭。",
        ),
    ]
}

pub fn write_line(at: usize) -> Option<Command> {
    let (speaker, text) = lines().get(at).copied()?;
    Some(Command::WriteLine {
        line: LineId::new(format!("line-{at}")),
        after: at
            .checked_sub(1)
            .map(|before| LineId::new(format!("line-{before}"))),
        speaker: Speaker::Seat(SeatId::new(speaker)),
        kind: LineKind::Speech,
        text: text.into(),
        exhibit: None,
        begun: None,
    })
}

fn exhibit(id: &str) -> Command {
    Command::FileExhibit {
        exhibit: ExhibitId::new(id),
        title: "借条".into(),
        category: ExhibitCategory::Documentary,
        source: "原告".into(),
        purpose: "证明双方借贷二十万元".into(),
        secrecy: Secrecy::Parties,
        file: ExhibitFile {
            sha256: "0".repeat(64),
            size: 9,
            kind: FileKind::Pdf,
            pages: 6,
        },
        particulars: Particulars::default(),
    }
}

/// What one after the other do between check-in and the end of the hearing.
pub fn hearing() -> Vec<(&'static str, Command)> {
    let seat = SeatId::new;
    let p1 = || ExhibitId::new("P1");
    let stage = |stage| Command::EnterStage {
        stage,
        override_reason: None,
    };
    let record = |item| Command::RecordGuardItem { item };
    let page = |page| PageView {
        page,
        ..PageView::default()
    };
    let mut day = vec![
        ("plaintiff-rep", exhibit("P1")),
        ("defendant", exhibit("D2")),
    ];
    for person in [
        "plaintiff",
        "plaintiff-rep",
        "defendant",
        "witness",
        "observer",
    ] {
        day.push((
            "clerk",
            Command::VerifyIdentity {
                seat: seat(person),
                how: VerificationMethod::ByEye,
                stated_at: None,
            },
        ));
    }
    day.push(("clerk", Command::ReportReady));
    for person in ["plaintiff", "plaintiff-rep", "defendant", "observer"] {
        day.push(("clerk", Command::Admit { seat: seat(person) }));
    }
    day.extend([
        (
            "judge",
            Command::OpenHearing {
                override_reason: None,
            },
        ),
        ("judge", record(GuardItem::RightsTold)),
        ("judge", record(GuardItem::RecusalAsked)),
        ("judge", stage(Stage::Investigation)),
        (
            "judge",
            Command::GiveFloor {
                seat: seat("plaintiff-rep"),
            },
        ),
        ("defendant", Command::RaiseHand),
        (
            "judge",
            Command::GiveFloor {
                seat: seat("defendant"),
            },
        ),
        (
            "judge",
            Command::SetIssues {
                issues: vec!["借款本金数额".into(), "三万元的性质".into(), "利息".into()],
            },
        ),
        ("judge", record(GuardItem::IssuesConfirmed)),
        ("judge", stage(Stage::Evidence)),
        (
            "judge",
            Command::GiveFloor {
                seat: seat("plaintiff-rep"),
            },
        ),
        (
            "plaintiff-rep",
            Command::PresentExhibit {
                exhibit: p1(),
                view: page(1),
            },
        ),
        ("plaintiff-rep", Command::TurnPage { view: page(2) }),
        ("plaintiff-rep", Command::TurnPage { view: page(3) }),
        (
            "defendant",
            Command::GiveOpinion {
                exhibit: p1(),
                authenticity: Stance::Accepted,
                legality: Stance::Accepted,
                relevance: Stance::Accepted,
                purpose: Stance::Disputed,
                reason: "字是我签的，钱没有给足".into(),
            },
        ),
        (
            "judge",
            Command::RecordOriginal {
                exhibit: p1(),
                state: OriginalState::Matches,
                ground: None,
                reason: String::new(),
            },
        ),
        ("plaintiff-rep", Command::StopPresenting),
        (
            "judge",
            Command::CallWitness {
                seat: seat("witness"),
            },
        ),
        (
            "judge",
            Command::GiveFloor {
                seat: seat("witness"),
            },
        ),
        (
            "judge",
            Command::DismissWitness {
                seat: seat("witness"),
            },
        ),
        (
            "judge",
            Command::Mute {
                seat: seat("plaintiff"),
                lock: true,
            },
        ),
        (
            "judge",
            Command::Release {
                seat: seat("plaintiff"),
            },
        ),
        ("judge", stage(Stage::Debate)),
        ("judge", stage(Stage::FinalOpinions)),
        ("judge", record(GuardItem::FinalOpinionsHeard)),
        ("judge", stage(Stage::Mediation)),
        ("judge", record(GuardItem::MediationOffered)),
        (
            "judge",
            Command::PauseRecording {
                ground: PauseGround::UnsuitableMediation,
            },
        ),
        ("judge", Command::ResumeRecording),
        (
            "judge",
            Command::CloseHearing {
                override_reason: None,
            },
        ),
    ]);
    day
}

pub fn corrections() -> Vec<(&'static str, Command)> {
    let ask = |id: &str, line: &str, should_read: &str| Command::RequestCorrection {
        correction: CorrectionId::new(id),
        line: LineId::new(line),
        should_read: should_read.into(),
        wrong: Wrong::Words,
        reason: "与陈述不符".into(),
    };
    let decide = |id: &str, granted, reason: &str| Command::DecideCorrection {
        correction: CorrectionId::new(id),
        granted,
        reason: reason.into(),
    };
    vec![
        ("clerk", Command::OpenSignOff),
        (
            "witness",
            ask(
                "c1",
                "line-10",
                "那天我在旁边，看见林知远给了一个信封，里面多少钱我没数。",
            ),
        ),
        (
            "clerk",
            decide("c1", true, "回放10:21:44，确系误记，准予补正"),
        ),
        (
            "defendant",
            ask(
                "c2",
                "line-5",
                "我只收到十八万元，另外已还三万元，应当扣本金。",
            ),
        ),
        ("clerk", decide("c2", false, "改变陈述，不予准许")),
    ]
}

/// Judge and clerk last.
pub const SIGNERS: [(&str, &str); 6] = [
    ("witness", "何秀兰"),
    ("plaintiff", "林知远"),
    ("plaintiff-rep", "贺明川"),
    ("defendant", "周以宁"),
    ("clerk", "苏禾"),
    ("judge", "顾澄"),
];
