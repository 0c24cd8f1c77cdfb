//! What happens in court stands in the record by itself: one line for each act, as a court words it, with its time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use hearing::exhibit::*;
use hearing::presenting::Beside;
use hearing::transcript::{LineKind, Speaker, TranscriptLine};
use hearing::*;

use common::{Court, matter};

/// 26 November 2026, 09:50:00 in Beijing.
const MORNING: Millis = 1_795_657_800_000;

fn id(seat: &str) -> SeatId {
    SeatId::new(seat)
}

fn exhibit(name: &str, secrecy: Secrecy) -> Event {
    Event::ExhibitFiled {
        exhibit: Box::new(Exhibit {
            id: ExhibitId::new(name),
            title: "借条".into(),
            category: ExhibitCategory::Documentary,
            side: Side::Plaintiff,
            submitted_by: id("rep"),
            submitted_at: 0,
            source: String::new(),
            purpose: String::new(),
            file: ExhibitFile {
                sha256: "a".repeat(64),
                size: 9,
                kind: FileKind::Pdf,
                pages: 3,
            },
            secrecy,
            original: OriginalState::ToCheck,
            withdrawn: None,
            opinions: Vec::new(),
            ruling: None,
            copies: 0,
            text_alternative: String::new(),
            late: None,
            original_ground: None,
            original_requests: Vec::new(),
            original_ruling: None,
            chain: None,
        }),
    }
}

impl Court {
    fn sits() -> Self {
        let seats = vec![
            Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
            Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
            Seat::new("rep", Role::Representative, Side::Plaintiff, "贺明川"),
            Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
            Seat::new("witness", Role::Witness, Side::None, "何秀兰"),
            Seat::new("observer", Role::Observer, Side::None, "方亦晴"),
        ];
        let ids: Vec<_> = seats.iter().map(|s| s.id.clone()).collect();
        let mut court = Self::scheduled(
            matter(Procedure::CivilSimple, Publicity::Open),
            seats,
            MORNING,
        );
        for seat in ids {
            let to = match seat.as_str() {
                "witness" => Zone::WitnessRoom(seat.clone()),
                "observer" => Zone::Gallery,
                _ => Zone::Courtroom,
            };
            let why = MoveReason::Admitted;
            let connected = Event::SeatConnected { seat: seat.clone() };
            court.happen(
                Actor::System,
                vec![connected, Event::SeatMoved { seat, to, why }],
            );
        }
        for (name, secrecy) in [
            ("P1", Secrecy::Open),
            ("P2", Secrecy::Parties),
            ("P3", Secrecy::CounselAndExperts),
            ("P4", Secrecy::CourtOnly),
        ] {
            court.happen(Actor::Seat(id("rep")), vec![exhibit(name, secrecy)]);
        }
        court
    }

    fn open() -> Self {
        let mut court = Self::sits();
        court.must(
            "judge",
            Command::OpenHearing {
                override_reason: Some("演示".into()),
            },
        );
        court
    }

    fn lines(&self) -> Vec<&str> {
        let lines = self.h.transcript.lines.iter();
        lines.map(|line| line.text.as_str()).collect()
    }

    fn last(&self) -> &TranscriptLine {
        self.h.transcript.lines.last().expect("no line")
    }

    /// The last line, after checking that the act left exactly one.
    fn one_line(&mut self, seat: &str, command: Command) -> &str {
        let before = self.lines().len();
        self.must(seat, command.clone());
        assert_eq!(self.lines().len(), before + 1, "{command:?}");
        assert!(self.last().text.ends_with('。'), "{:?}", self.last().text);
        &self.last().text
    }

    fn show(&mut self, name: &str) {
        let exhibit = ExhibitId::new(name);
        let view = PageView::default();
        self.must("judge", Command::PresentExhibit { exhibit, view });
    }

    fn say(&mut self, name: &str) {
        self.must(
            "clerk",
            Command::WriteLine {
                line: LineId::new(name),
                after: None,
                speaker: Speaker::Seat(id("rep")),
                kind: LineKind::Speech,
                text: "请看。".into(),
                exhibit: None,
                begun: None,
            },
        );
    }
}

#[test]
fn a_hearing_from_opening_to_close() {
    let mut court = Court::sits();
    assert!(court.lines().is_empty());
    court.must(
        "judge",
        Command::OpenHearing {
            override_reason: Some("演示".into()),
        },
    );
    assert_eq!(court.lines(), ["审判员宣布开庭，时间：09:50。"]);
    assert_eq!(court.last().stage, Stage::Opening);
    let to = |stage| Command::EnterStage {
        stage,
        override_reason: Some("双方无异议。".into()),
    };
    let next = court
        .h
        .matter
        .as_ref()
        .unwrap()
        .procedure
        .next(Stage::Opening)
        .unwrap();
    assert_eq!(next, Stage::Investigation);
    let said = court.one_line("judge", to(next)).to_owned();
    assert!(
        said.starts_with("审判员宣布进入法庭调查阶段，尚有"),
        "{said}"
    );
    assert!(said.ends_with("理由：双方无异议。"), "{said}");
    // The heading of a stage comes with its own line.
    assert_eq!(court.last().stage, Stage::Investigation);
    court.now = MORNING + 31 * 60_000;
    let adjourn = Command::Adjourn {
        reason: "原告身体不适".into(),
    };
    assert_eq!(
        court.one_line("judge", adjourn),
        "审判员宣布休庭，时间：10:21，事由：原告身体不适。"
    );
    court.now += 9 * 60_000;
    assert_eq!(
        court.one_line("judge", Command::Resume),
        "审判员宣布继续开庭，时间：10:30。"
    );
    let issues = vec!["借款是否交付".to_owned(), "利息如何计算。".to_owned()];
    assert_eq!(
        court.one_line("judge", Command::SetIssues { issues }),
        "审判员归纳本案争议焦点：（1）借款是否交付；（2）利息如何计算。"
    );
    let pause = Command::PauseRecording {
        ground: PauseGround::ClosedEvidence,
    };
    assert_eq!(
        court.one_line("judge", pause),
        "审判员决定中断录音录像，事由：公开庭审中的不公开举证、质证。"
    );
    assert_eq!(
        court.one_line("judge", Command::ResumeRecording),
        "审判员决定恢复录音录像。"
    );
    court.must(
        "judge",
        Command::CloseHearing {
            override_reason: Some("改期".into()),
        },
    );
    assert_eq!(court.last().text, "审判员宣布闭庭，时间：10:30。");
    let ids: std::collections::BTreeSet<_> =
        court.h.transcript.lines.iter().map(|l| &l.id).collect();
    assert_eq!(ids.len(), court.lines().len(), "each line has its own name");
    let judge = |line: &&TranscriptLine| line.speaker == Speaker::Nobody;
    assert!(court.h.transcript.lines.iter().all(|line| judge(&line)));
}

#[test]
fn who_comes_and_goes() {
    let mut court = Court::open();
    for step in [
        Event::IdentityStated {
            seat: id("witness"),
            name: "何秀兰".into(),
            document: check_in::DocumentKind::IdCard,
            last_four: "1234".into(),
        },
        Event::SeatMoved {
            seat: id("witness"),
            to: Zone::Courtroom,
            why: MoveReason::WitnessCalled,
        },
    ] {
        let by = Actor::Seat(id("clerk"));
        court.happen(by, vec![step]);
    }
    let dismiss = Command::DismissWitness {
        seat: id("witness"),
    };
    assert_eq!(court.one_line("clerk", dismiss), "证人何秀兰退庭。");
    let convert = Command::ConvertToInPerson {
        seat: Some(id("defendant")),
        ground: in_person::InPersonGround::OnSite,
        place: "第三法庭".into(),
        when: Some(MORNING + 86_400_000),
        words: String::new(),
    };
    let said = court.one_line("judge", convert).to_owned();
    assert!(
        said.contains("地点：第三法庭，时间：2026年11月27日09:50。"),
        "{said}"
    );
    let remove = |seat| Command::Remove {
        seat: id(seat),
        reason: "扰乱法庭秩序".into(),
    };
    assert_eq!(
        court.one_line("judge", remove("observer")),
        "法庭责令一名旁听人员退出法庭，事由：扰乱法庭秩序。",
        "no name of who watches"
    );
    assert_eq!(
        court.one_line("clerk", Command::SecureRoom),
        "法庭转为保密状态，诉讼参与人、旁听人员离开法庭，停止出示证据。"
    );
    let explain = |words: &str| Command::ExplainSecuring {
        words: words.into(),
    };
    assert_eq!(court.ask("judge", explain(" ")), Err(Refusal::ReasonWanted));
    assert_eq!(
        court.ask("rep", explain("有人录像")),
        Err(Refusal::NotPermitted)
    );
    assert_eq!(
        court.one_line("clerk", explain("发现未经许可的录像。")),
        "法庭说明转为保密状态的事由：发现未经许可的录像。"
    );
    assert_eq!(
        court.ask("judge", explain("再说一次")),
        Err(Refusal::AlreadyDone)
    );
}

#[test]
fn who_leafs_through_exhibits_leaves_one_line_each() {
    let mut court = Court::open();
    let before = court.lines().len();
    court.show("P1");
    assert_eq!(
        court.last().text,
        "法庭展示原告代理人贺明川提交的证据P1《借条》，共3页。"
    );
    assert_eq!(court.last().kind, LineKind::Exhibit);
    assert_eq!(court.last().exhibit, Some((ExhibitId::new("P1"), 1)));
    assert_eq!(
        court.last().said.as_ref().unwrap().before,
        [(ExhibitId::new("P1"), 1)]
    );
    for round in 0..20 {
        for page in [2, 3, 1] {
            let view = PageView {
                page,
                ..PageView::default()
            };
            court.must("judge", Command::TurnPage { view });
        }
        court.show(if round % 2 == 0 { "P2" } else { "P1" });
        court.now += 10_000;
    }
    assert_eq!(court.lines().len(), before + 2);
    // A word between, and a minute: it is shown again.
    court.say("l1");
    court.now += 61_000;
    court.show("P2");
    assert_eq!(court.lines().len(), before + 4);
    // Laid beside it, it is shown as well; what is secret is not named, and what is the court's own is not told.
    let view = PageView::default();
    let beside = Some(Beside {
        exhibit: ExhibitId::new("P3"),
        view,
    });
    assert_eq!(
        court.one_line("judge", Command::ShowBeside { beside }),
        "法庭展示原告代理人贺明川提交的证据P3，内容涉及保密。"
    );
    let before = court.lines().len();
    court.show("P4");
    assert_eq!(court.lines().len(), before);
}

#[test]
fn an_absence_that_matters_leaves_three_lines_and_a_blink_none() {
    let mut court = Court::open();
    let seat = || id("defendant");
    let before = court.lines().len();
    let lost = Fact::Disconnected {
        seat: seat(),
        cause: LossCause::NetworkLost,
        line: None,
    };
    court.note(&lost);
    court.note(&Fact::Connected { seat: seat() });
    assert_eq!(court.lines().len(), before, "back before anybody was told");
    court.now = MORNING + 17 * 60_000 + 12_000;
    court.note(&lost);
    for _ in 0..2 {
        court.now += 70_000;
        court.note(&Fact::Clock);
    }
    court.now += 5_000;
    court.note(&Fact::Connected { seat: seat() });
    let from = court.seat("defendant").absences.last().unwrap().from;
    court.must(
        "judge",
        Command::ClassifyAbsence {
            seat: seat(),
            from,
            finding: AbsenceFinding::NetworkFailure,
            reason: String::new(),
        },
    );
    // Their cameras are off as well, which is another matter.
    let mut lines = court.lines().split_off(before);
    assert_eq!(
        lines[..2],
        [
            "审判员顾澄的摄像头自09:50:00起未开启。",
            "原告代理人贺明川的摄像头自09:50:00起未开启。"
        ],
        "the bench is held to it like the parties"
    );
    lines.retain(|line| !line.contains("摄像头"));
    assert_eq!(
        lines,
        [
            "被告周以宁与法庭的连接中断，时间：10:07:12。",
            "被告周以宁返回庭审，时间：10:09:37。",
            "审判员认定：被告周以宁10:07:12至10:09:37离线，系网络故障，不属擅自退庭。",
        ]
    );
    assert_eq!(court.last().kind, LineKind::Incident);
}

#[test]
fn nothing_is_written_into_what_lies_open_for_signing() {
    let mut court = Court::open();
    court.must(
        "judge",
        Command::CloseHearing {
            override_reason: Some("改期".into()),
        },
    );
    court.must("clerk", Command::OpenSignOff);
    let before = court.lines().len();
    court.note(&Fact::Disconnected {
        seat: id("defendant"),
        cause: LossCause::NetworkLost,
        line: None,
    });
    court.now += 700_000;
    court.note(&Fact::Connected {
        seat: id("defendant"),
    });
    assert_eq!(court.lines().len(), before);
}
