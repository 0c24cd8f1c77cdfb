//! The exhibit list and its examination: what comes late, originals, chain records, opinions in the record, undertakings.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use hearing::chain::{ChainFactor, ChainStage};
use hearing::exhibit::*;
use hearing::late::{LateAfter, LateOutcome};
use hearing::original::{DemandReason, OriginalGround};
use hearing::transcript::{LineKind, Speaker, TranscriptLine};
use hearing::*;

use common::{Court, matter};

impl Court {
    fn waiting() -> Self {
        let seats = vec![
            Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
            Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
            Seat::new("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
            Seat::new("rep", Role::Representative, Side::Plaintiff, "贺明川"),
            Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
            Seat::new("other-rep", Role::Representative, Side::Defendant, "秦朗"),
            Seat::new("third", Role::Party, Side::ThirdParty, "白砚秋"),
            Seat::new("observer", Role::Observer, Side::None, "方亦晴"),
        ];
        Self::scheduled(matter(Procedure::CivilOrdinary, Publicity::Open), seats, 0)
    }

    fn in_session() -> Self {
        let mut court = Self::waiting();
        court.open();
        court
    }

    fn open(&mut self) {
        let seats: Vec<SeatId> = self.h.seats.iter().map(|s| s.id.clone()).collect();
        for seat in seats.into_iter().filter(|s| s.as_str() != "observer") {
            let moved = Event::SeatMoved {
                seat,
                to: Zone::Courtroom,
                why: MoveReason::Admitted,
            };
            self.happen(Actor::System, vec![moved]);
        }
        self.happen(Actor::System, vec![Event::HearingOpened]);
    }

    fn exhibit(&self, id: &str) -> &Exhibit {
        self.h.exhibit(&ExhibitId::new(id)).unwrap()
    }

    fn last_line(&self) -> &TranscriptLine {
        self.h.transcript.lines.last().expect("no line")
    }
}

fn of(id: &str) -> ExhibitId {
    ExhibitId::new(id)
}

fn file(id: &str, secrecy: Secrecy, late: Option<&str>) -> Command {
    Command::FileExhibit {
        exhibit: of(id),
        title: "借条".into(),
        category: ExhibitCategory::Documentary,
        source: "原告".into(),
        purpose: "证明借款".into(),
        secrecy,
        file: ExhibitFile {
            sha256: "a".repeat(64),
            size: 1,
            kind: FileKind::Pdf,
            pages: 3,
        },
        particulars: Particulars {
            copies: 2,
            late_reason: late.map(str::to_owned),
            ..Particulars::default()
        },
    }
}

fn opinion(id: &str, purpose: Stance, reason: &str) -> Command {
    Command::GiveOpinion {
        exhibit: of(id),
        authenticity: Stance::Accepted,
        legality: Stance::Accepted,
        relevance: Stance::Reserved,
        purpose,
        reason: reason.into(),
    }
}

fn oral(id: &str, seat: &str) -> Command {
    Command::RecordOpinion {
        exhibit: of(id),
        of: SeatId::new(seat),
        authenticity: Stance::Accepted,
        legality: Stance::Accepted,
        relevance: Stance::Accepted,
        purpose: Stance::Disputed,
        reason: "钱没有给足".into(),
    }
}

fn late_ruling(outcome: LateOutcome, answer_until: Option<Millis>) -> Command {
    Command::RuleOnLate {
        exhibit: of("P1"),
        outcome,
        reason: "与案件基本事实有关".into(),
        answer_until,
    }
}

#[test]
fn copies_are_counted_from_one() {
    let mut court = Court::waiting();
    for (copies, outcome) in [
        (0, Err(Refusal::BadParticulars)),
        (101, Err(Refusal::BadParticulars)),
        (3, Ok(())),
    ] {
        let mut command = file("P1", Secrecy::Parties, None);
        if let Command::FileExhibit { particulars, .. } = &mut command {
            particulars.copies = copies;
        }
        assert_eq!(court.ask("rep", command), outcome, "{copies}");
    }
    assert_eq!(court.exhibit("P1").copies, 3);
    let old = r#"{"id":"P1","title":"a","category":"documentary","side":"plaintiff","submitted_by":"rep","submitted_at":1,
        "source":"","purpose":"","file":{"sha256":"a","size":1,"kind":"pdf","pages":1},"secrecy":"open","original":"to_check",
        "withdrawn":{"at":1,"reason":"a"},"opinions":[{"by":"rep","at":1,"authenticity":"accepted","legality":"accepted",
        "relevance":"accepted","purpose":"accepted","reason":""}],"ruling":null}"#;
    let yesterdays: Exhibit = serde_json::from_str(old).unwrap();
    assert_eq!((yesterdays.copies, yesterdays.late), (1, None));
}

#[test]
fn what_comes_after_the_courts_time_is_late_and_says_why() {
    let mut court = Court::waiting();
    let until = court.now + 5;
    let deadline = |until| Command::SetFilingDeadline { until };
    assert_eq!(
        court.ask("clerk", deadline(Some(until))),
        Err(Refusal::NotPermitted)
    );
    assert_eq!(
        court.ask("judge", deadline(Some(court.now))),
        Err(Refusal::BadParticulars)
    );
    court.must("judge", deadline(Some(until)));
    court.must("rep", file("P1", Secrecy::Parties, None));
    assert_eq!(court.exhibit("P1").late, None);
    court.now = until + 1;
    let silent = file("P2", Secrecy::Parties, Some("  "));
    assert_eq!(court.ask("rep", silent), Err(Refusal::LateReasonWanted));
    court.must("rep", file("P2", Secrecy::Parties, Some("刚刚找到")));
    let late = court.exhibit("P2").late.clone().unwrap();
    assert_eq!(
        (late.after, late.reason.as_str()),
        (LateAfter::Deadline, "刚刚找到")
    );
    // What the court collects itself is never late.
    court.must("clerk", file("C1", Secrecy::Parties, None));
    assert_eq!(court.exhibit("C1").late, None);
    assert!(
        court
            .h
            .view_for(&SeatId::new("rep"))
            .filing_deadline
            .is_some()
    );
}

#[test]
fn what_comes_in_session_is_late_without_a_deadline() {
    let mut court = Court::in_session();
    court.must("rep", file("P1", Secrecy::Parties, Some("当庭新主张")));
    let late = court.exhibit("P1").late.as_ref().unwrap();
    assert_eq!(late.after, LateAfter::Opening);
}

#[test]
fn late_evidence_is_neither_shown_nor_examined_before_the_court_takes_it() {
    let mut court = Court::in_session();
    court.must("rep", file("P1", Secrecy::Parties, Some("刚刚找到")));
    court.must(
        "judge",
        Command::GiveFloor {
            seat: SeatId::new("rep"),
        },
    );
    let present = || Command::PresentExhibit {
        exhibit: of("P1"),
        view: PageView::default(),
    };
    let accepts = || opinion("P1", Stance::Accepted, "");
    let admit = || Command::RuleOnExhibit {
        exhibit: of("P1"),
        admitted: true,
        reason: "真实".into(),
    };
    assert_eq!(court.ask("rep", present()), Err(Refusal::LateUndecided));
    assert_eq!(
        court.ask("defendant", accepts()),
        Err(Refusal::LateUndecided)
    );
    assert_eq!(court.ask("judge", admit()), Err(Refusal::LateUndecided));
    assert_eq!(court.h.next_to_examine(), None);
    // The court looks at it to decide.
    court.must("judge", present());
    court.must("judge", late_ruling(LateOutcome::NotAdmitted, None));
    assert_eq!(court.ask("rep", present()), Err(Refusal::LateNotAdmitted));
    assert_eq!(
        court.ask("defendant", accepts()),
        Err(Refusal::LateNotAdmitted)
    );
    let soon = Some(court.now + 600_000);
    court.must(
        "judge",
        late_ruling(LateOutcome::AdmittedWithAdmonition, soon),
    );
    let line = court.last_line();
    assert_eq!(line.kind, LineKind::Ruling);
    assert!(line.text.contains("训诫") && line.text.contains("与案件基本事实有关"));
    court.must("rep", present());
    court.must("defendant", accepts());
    court.must("judge", admit());
}

#[test]
fn a_ruling_on_late_evidence_says_why_and_gives_time_that_is_to_come() {
    let mut court = Court::in_session();
    court.must("rep", file("P1", Secrecy::Parties, Some("刚刚找到")));
    let soon = Some(court.now + 60);
    for (command, refusal) in [
        (
            late_ruling(LateOutcome::NotAdmitted, soon),
            Refusal::BadParticulars,
        ),
        (
            late_ruling(LateOutcome::Admitted, Some(court.now)),
            Refusal::BadParticulars,
        ),
    ] {
        assert_eq!(court.ask("judge", command), Err(refusal));
    }
    let silent = Command::RuleOnLate {
        exhibit: of("P1"),
        outcome: LateOutcome::Admitted,
        reason: " ".into(),
        answer_until: None,
    };
    assert_eq!(court.ask("judge", silent), Err(Refusal::ReasonWanted));
    assert_eq!(
        court.ask("rep", late_ruling(LateOutcome::Admitted, None)),
        Err(Refusal::NotPermitted)
    );
    let answer = |text: &str| Command::AnswerLate {
        exhibit: of("P1"),
        text: text.into(),
    };
    // Nobody answers to himself.
    assert_eq!(
        court.ask("plaintiff", answer("同意")),
        Err(Refusal::NotPermitted)
    );
    court.must("defendant", answer("不同意质证"));
    court.must("defendant", answer("同意质证，但要求庭后书面答复"));
    let late = court.exhibit("P1").late.as_ref().unwrap();
    assert_eq!(late.answers.len(), 1, "the newest of each seat");
    assert_eq!(court.last_line().speaker, speaker("defendant"));
}

fn speaker(seat: &str) -> Speaker {
    Speaker::Seat(SeatId::new(seat))
}

#[test]
fn what_was_in_time_is_not_ruled_late() {
    let mut court = Court::waiting();
    court.must("rep", file("P1", Secrecy::Parties, None));
    assert_eq!(
        court.ask("judge", late_ruling(LateOutcome::Admitted, None)),
        Err(Refusal::NotLate)
    );
}

#[test]
fn a_finding_on_the_original_has_its_ground() {
    let mut court = Court::waiting();
    court.must("rep", file("P1", Secrecy::Parties, None));
    let found = |state, ground| Command::RecordOriginal {
        exhibit: of("P1"),
        state,
        ground,
        reason: if state == OriginalState::Differs {
            "第三页无签名".into()
        } else {
            String::new()
        },
    };
    for (state, ground) in [
        (OriginalState::Differs, Some(OriginalGround::Compared)),
        (OriginalState::Matches, Some(OriginalGround::CopyPermitted)),
        (OriginalState::None, Some(OriginalGround::Notarised)),
        (OriginalState::Demanded, None),
    ] {
        assert_eq!(
            court.ask("judge", found(state, ground)),
            Err(Refusal::GroundDoesNotFit),
            "{state:?} {ground:?}"
        );
    }
    let differs = Command::RecordOriginal {
        exhibit: of("P1"),
        state: OriginalState::Differs,
        ground: None,
        reason: String::new(),
    };
    assert_eq!(court.ask("judge", differs), Err(Refusal::ReasonWanted));
    court.must("clerk", found(OriginalState::Matches, None));
    assert_eq!(
        court.exhibit("P1").original_ground,
        Some(OriginalGround::Compared)
    );
    court.must(
        "judge",
        found(OriginalState::None, Some(OriginalGround::OriginalGone)),
    );
    // Before the hearing there is no record to write in.
    assert!(court.h.transcript.lines.is_empty());
}

#[test]
fn a_thing_has_no_paper_for_its_original() {
    let mut court = Court::in_session();
    for (id, kind, said) in [
        (
            "P1",
            ExhibitCategory::Physical,
            "核对原物：与原物核对一致。理由：经与原物比对。",
        ),
        (
            "P2",
            ExhibitCategory::AudioVisual,
            "核对原始载体：与原始载体核对一致。理由：经与原始载体比对。",
        ),
        (
            "P3",
            ExhibitCategory::Documentary,
            "核对原件：与原件核对一致。理由：经与原件比对。",
        ),
    ] {
        let mut filing = file(id, Secrecy::Parties, Some("新证据"));
        let Command::FileExhibit { category, .. } = &mut filing else {
            unreachable!()
        };
        *category = kind;
        court.must("rep", filing);
        let (exhibit, state, ground) = (of(id), OriginalState::Matches, None);
        let found = Command::RecordOriginal {
            exhibit,
            state,
            ground,
            reason: String::new(),
        };
        court.must("clerk", found);
        let line = court.last_line().text.clone();
        assert!(line.ends_with(said), "{line}");
    }
}

#[test]
fn the_original_is_asked_for_and_ruled_on() {
    let mut court = Court::waiting();
    court.must("rep", file("P1", Secrecy::Parties, None));
    court.open();
    let request = |reason: &str| Command::RequestOriginal {
        exhibit: of("P1"),
        reason: reason.into(),
    };
    assert_eq!(
        court.ask("plaintiff", request("要看")),
        Err(Refusal::NotPermitted)
    );
    assert_eq!(
        court.ask("defendant", request("")),
        Err(Refusal::ReasonWanted)
    );
    court.must("defendant", request("落款日期有涂改痕迹"));
    assert_eq!(court.last_line().speaker, speaker("defendant"));
    let rule = |demanded, reason: &str, until| Command::RuleOnOriginal {
        exhibit: of("P1"),
        demanded,
        reason: reason.into(),
        until,
    };
    assert_eq!(
        court.ask("clerk", rule(Some(DemandReason::Disputed), "", None)),
        Err(Refusal::NotPermitted)
    );
    assert_eq!(
        court.ask("judge", rule(None, "", None)),
        Err(Refusal::ReasonWanted),
        "to refuse wants a reason"
    );
    let past = Some(court.now);
    assert_eq!(
        court.ask("judge", rule(Some(DemandReason::Disputed), "", past)),
        Err(Refusal::BadParticulars)
    );
    let until = Some(1_795_657_800_000);
    court.must("judge", rule(Some(DemandReason::Disputed), "", until));
    assert_eq!(court.exhibit("P1").original, OriginalState::Demanded);
    assert!(court.last_line().text.contains("2026年11月26日09:50前提供"));
    court.must("judge", rule(None, "原告已当庭出示", None));
    assert_eq!(court.exhibit("P1").original, OriginalState::ToCheck);
    assert_eq!(court.exhibit("P1").original_requests.len(), 1);
}

#[test]
fn a_chain_record_is_stated_checked_and_disputed_by_people() {
    let mut court = Court::waiting();
    court.must("rep", file("P1", Secrecy::Parties, None));
    court.open();
    court.now = 1_000;
    let state = |stored_at| Command::StateChainRecord {
        exhibit: of("P1"),
        platform: "存证平台".into(),
        number: "0x5f3c".into(),
        stored_at,
    };
    let check = |agrees| Command::RecordChainCheck {
        exhibit: of("P1"),
        agrees,
        how: "在核验页面比对".into(),
    };
    let dispute = |about, factors: &[ChainFactor]| Command::DisputeChain {
        exhibit: of("P1"),
        about,
        factors: factors.to_vec(),
        reason: "平台与原告有关联".into(),
    };
    assert_eq!(court.ask("clerk", check(true)), Err(Refusal::NoChainRecord));
    assert_eq!(
        court.ask("plaintiff", state(900)),
        Err(Refusal::NotHeldByYou)
    );
    for stored_at in [0, 1_001] {
        assert_eq!(
            court.ask("rep", state(stored_at)),
            Err(Refusal::BadParticulars)
        );
    }
    court.must("rep", state(900));
    court.must("rep", state(800));
    court.must("clerk", check(true));
    assert!(court.last_line().text.contains("推定上链后未篡改"));
    assert_eq!(court.ask("rep", state(700)), Err(Refusal::AlreadyDone));
    for (about, factors) in [
        (ChainStage::AfterStorage, &[][..]),
        (ChainStage::BeforeStorage, &[ChainFactor::System][..]),
    ] {
        assert_eq!(
            court.ask("defendant", dispute(about, factors)),
            Err(Refusal::BadParticulars),
            "{about:?}"
        );
    }
    assert_eq!(
        court.ask("plaintiff", dispute(ChainStage::BeforeStorage, &[])),
        Err(Refusal::NotPermitted)
    );
    court.must("defendant", dispute(ChainStage::BeforeStorage, &[]));
    court.must(
        "defendant",
        dispute(
            ChainStage::AfterStorage,
            &[ChainFactor::Interest, ChainFactor::Interest],
        ),
    );
    let chain = court.exhibit("P1").chain.as_ref().unwrap();
    assert_eq!(chain.disputes.len(), 2);
    assert_eq!(chain.disputes[1].factors, [ChainFactor::Interest]);
    assert_eq!(chain.stored_at, 800);
}

#[test]
fn an_opinion_is_a_line_of_who_gave_it() {
    let mut court = Court::waiting();
    court.must("rep", file("P1", Secrecy::Parties, None));
    court.open();
    court.must("defendant", opinion("P1", Stance::Disputed, "钱没有给足"));
    let line = court.last_line();
    assert_eq!(
        line.text,
        "对证据P1《借条》发表质证意见：真实性认可，合法性认可，关联性保留，证明目的不认可。理由：钱没有给足。"
    );
    assert_eq!(
        (line.kind, &line.speaker, &line.exhibit),
        (
            LineKind::Exhibit,
            &speaker("defendant"),
            &Some((of("P1"), 1))
        )
    );
    let rule = Command::RuleOnExhibit {
        exhibit: of("P1"),
        admitted: false,
        reason: "与本案无关。".into(),
    };
    court.must("judge", rule);
    let line = court.last_line();
    assert_eq!(
        line.text,
        "对证据P1《借条》作出认证：不予采信。理由：与本案无关。"
    );
    assert_eq!(
        (line.kind, &line.speaker),
        (LineKind::Ruling, &speaker("judge"))
    );
    let names: Vec<_> = court.h.transcript.lines.iter().map(|l| &l.id).collect();
    assert_ne!(names[0], names[1]);
    // The line stands where it was said: the next one after it.
    assert_eq!(court.h.transcript.lines.len(), 2);
}

#[test]
fn a_name_that_a_browser_has_used_is_not_used_again() {
    let mut court = Court::waiting();
    court.must("rep", file("P1", Secrecy::Parties, None));
    court.open();
    let write = |id: &str| Command::WriteLine {
        line: LineId::new(id),
        after: None,
        speaker: Speaker::Nobody,
        kind: LineKind::Act,
        text: "核对".into(),
        exhibit: None,
        begun: None,
    };
    court.must("clerk", write("act-2"));
    court.must("clerk", write("act-3"));
    court.must("defendant", opinion("P1", Stance::Accepted, ""));
    assert_eq!(court.last_line().id, LineId::new("act-4"));
}

#[test]
fn what_is_said_aloud_is_written_down_by_the_clerk_and_marked_so() {
    let mut court = Court::waiting();
    court.must("rep", file("P1", Secrecy::Parties, None));
    assert_eq!(
        court.ask("clerk", oral("P1", "defendant")),
        Err(Refusal::NotInSession)
    );
    court.open();
    for (who, of, refusal) in [
        ("judge", "defendant", Refusal::NotPermitted),
        ("defendant", "defendant", Refusal::NotPermitted),
        ("clerk", "plaintiff", Refusal::NotPermitted),
        ("clerk", "judge", Refusal::NotPermitted),
        ("clerk", "nobody", Refusal::NoSuchSeat),
    ] {
        assert_eq!(court.ask(who, oral("P1", of)), Err(refusal), "{who} {of}");
    }
    court.must("clerk", oral("P1", "defendant"));
    let given = &court.exhibit("P1").opinions[0];
    assert_eq!(given.by, SeatId::new("defendant"));
    assert_eq!(given.recorded_by, Some(SeatId::new("clerk")));
    let line = court.last_line();
    assert_eq!(line.speaker, speaker("defendant"));
    assert!(line.text.contains("书记员据当庭口头陈述记录"));
    // What he says himself afterwards takes its place.
    court.must("defendant", opinion("P1", Stance::Accepted, ""));
    assert_eq!(court.exhibit("P1").opinions.len(), 1);
    assert_eq!(court.exhibit("P1").opinions[0].recorded_by, None);
    // And stays in it: what he changes aloud goes into the transcript, not into his mouth.
    let other = oral("P1", "defendant");
    assert_eq!(court.ask("clerk", other), Err(Refusal::PartyHasSpoken));
}

#[test]
fn the_record_tells_nobody_what_he_may_not_see() {
    let mut court = Court::waiting();
    court.must("rep", file("P1", Secrecy::CounselAndExperts, None));
    court.must("rep", file("P2", Secrecy::CourtOnly, None));
    court.open();
    court.must("other-rep", opinion("P1", Stance::Disputed, "配方不同"));
    let text = &court.last_line().text;
    assert!(!text.contains("借条") && !text.contains("配方"), "{text}");
    assert!(text.contains("P1"));
    let before = court.h.transcript.lines.len();
    court.must(
        "judge",
        Command::RuleOnExhibit {
            exhibit: of("P2"),
            admitted: true,
            reason: "属实".into(),
        },
    );
    assert_eq!(court.h.transcript.lines.len(), before);
}

#[test]
fn the_order_of_examination_is_the_laws() {
    let mut court = Court::waiting();
    for (by, id) in [
        ("third", "T1"),
        ("defendant", "D1"),
        ("rep", "P10"),
        ("rep", "P9"),
        ("clerk", "C1"),
    ] {
        court.must(by, file(id, Secrecy::Parties, None));
    }
    let ids: Vec<String> = court
        .h
        .in_examination_order()
        .iter()
        .map(|e| e.id.0.clone())
        .collect();
    assert_eq!(ids, ["P9", "P10", "D1", "T1", "C1"]);
    court.open();
    let next = |court: &Court| {
        court
            .h
            .next_to_examine()
            .map(|(id, side)| (id.0, side))
            .unwrap()
    };
    assert_eq!(next(&court), ("P9".to_owned(), Side::Defendant));
    court.must("defendant", opinion("P9", Stance::Accepted, ""));
    assert_eq!(next(&court), ("P9".to_owned(), Side::ThirdParty));
    court.must("third", opinion("P9", Stance::Accepted, ""));
    assert_eq!(next(&court), ("P10".to_owned(), Side::Defendant));
    court.must(
        "rep",
        Command::WithdrawExhibit {
            exhibit: of("P10"),
            reason: "重复".into(),
        },
    );
    assert_eq!(next(&court), ("D1".to_owned(), Side::Plaintiff));
}

#[test]
fn a_withdrawal_leaves_its_trace_and_its_line() {
    let mut court = Court::waiting();
    court.must("rep", file("P1", Secrecy::Parties, None));
    court.open();
    let withdraw = || Command::WithdrawExhibit {
        exhibit: of("P1"),
        reason: "与P2重复".into(),
    };
    assert_eq!(
        court.ask("plaintiff", withdraw()),
        Err(Refusal::NotHeldByYou)
    );
    court.must("rep", withdraw());
    let trace = court.exhibit("P1").withdrawn.as_ref().unwrap();
    assert_eq!(
        (trace.by.as_ref(), trace.reason.as_str()),
        (Some(&SeatId::new("rep")), "与P2重复")
    );
    assert!(court.last_line().text.contains("声明撤回：与P2重复"));
    assert_eq!(
        court.ask("defendant", opinion("P1", Stance::Accepted, "")),
        Err(Refusal::ExhibitWithdrawn)
    );
}

#[test]
fn a_description_is_the_submitters_until_the_hearing_begins() {
    let mut court = Court::waiting();
    court.must("rep", file("P1", Secrecy::Parties, None));
    let describe = |text: &str| Command::DescribeExhibit {
        exhibit: of("P1"),
        text_alternative: text.into(),
    };
    assert_eq!(
        court.ask("plaintiff", describe("手写借条")),
        Err(Refusal::NotHeldByYou)
    );
    court.must("rep", describe("手写借条一页"));
    assert_eq!(court.exhibit("P1").text_alternative, "手写借条一页");
    court.open();
    assert_eq!(
        court.ask("rep", describe("别的")),
        Err(Refusal::HearingHasBegun)
    );
}

#[test]
fn the_undertaking_comes_before_what_counsel_alone_may_see() {
    let mut court = Court::waiting();
    court.must("rep", file("P1", Secrecy::CounselAndExperts, None));
    court.must("rep", file("P2", Secrecy::Parties, None));
    court.open();
    let opens = |court: &Court, seat: &str, id: &str| {
        court
            .h
            .may_open_exhibit(&SeatId::new(seat), court.exhibit(id))
    };
    assert_eq!(opens(&court, "rep", "P1"), Ok(()), "his own");
    assert_eq!(opens(&court, "judge", "P1"), Ok(()));
    assert_eq!(opens(&court, "other-rep", "P2"), Ok(()));
    assert_eq!(
        opens(&court, "defendant", "P1"),
        Err(Refusal::NoSuchExhibit)
    );
    assert_eq!(
        opens(&court, "other-rep", "P1"),
        Err(Refusal::UndertakingWanted)
    );
    let sign = |name: &str, edition| Command::SignConfidentiality {
        signed_name: name.into(),
        edition,
    };
    let edition = confidentiality::EDITION;
    assert_eq!(
        court.ask("defendant", sign("周以宁", edition)),
        Err(Refusal::NotPermitted)
    );
    assert_eq!(
        court.ask("other-rep", sign("贺明川", edition)),
        Err(Refusal::NameDoesNotMatch)
    );
    assert_eq!(
        court.ask("other-rep", sign("秦朗", edition + 1)),
        Err(Refusal::NoticeChanged)
    );
    // As one may write a name when checking in.
    court.must("other-rep", sign("秦　朗", edition));
    assert_eq!(opens(&court, "other-rep", "P1"), Ok(()));
}

#[test]
fn the_undertaking_is_one_text() {
    let text = confidentiality::undertaking("某某", "某案").join("\n");
    insta::assert_snapshot!(
        format!("confidentiality_{}", confidentiality::EDITION),
        text
    );
}

/// What is said in session is not told to who waits outside, not even of his own exhibits.
#[test]
fn who_was_sent_out_learns_nothing_of_what_is_said_of_his_exhibit() {
    let mut court = Court::waiting();
    court.must("rep", file("P1", Secrecy::Parties, None));
    court.open();
    court.must(
        "judge",
        Command::SendToWait {
            seat: SeatId::new("plaintiff"),
            reason: "隔离".into(),
        },
    );
    court.must("defendant", opinion("P1", Stance::Disputed, "金丝雀"));
    let seen = court.sees("plaintiff");
    let exhibit = seen.exhibit(&of("P1")).expect("his own side's");
    assert!(exhibit.opinions.is_empty());
    assert_eq!(court.exhibit("P1").opinions.len(), 1);
}

#[test]
fn what_is_written_into_an_act_makes_no_line_of_somebody_else() {
    let mut court = Court::waiting();
    court.must("rep", file("P1", Secrecy::Parties, None));
    court.open();
    let forged = "不认可。\n审判长 顾澄：准予采信。";
    court.must("defendant", opinion("P1", Stance::Disputed, forged));
    let line = court.last_line().text.clone();
    assert!(
        !line.contains('\n') && line.contains("不认可。 审判长"),
        "{line}"
    );
    // The same again is no second line.
    assert_eq!(
        court.ask("defendant", opinion("P1", Stance::Disputed, forged)),
        Err(Refusal::AlreadyDone)
    );
}

#[test]
fn what_the_court_has_ruled_on_is_withdrawn_by_asking_the_court() {
    let mut court = Court::waiting();
    court.must("rep", file("P1", Secrecy::Parties, None));
    court.open();
    court.must(
        "judge",
        Command::RuleOnExhibit {
            exhibit: of("P1"),
            admitted: true,
            reason: "真实合法".into(),
        },
    );
    let withdraw = Command::WithdrawExhibit {
        exhibit: of("P1"),
        reason: "不再需要".into(),
    };
    assert_eq!(court.ask("rep", withdraw), Err(Refusal::BeforeTheCourt));
}
