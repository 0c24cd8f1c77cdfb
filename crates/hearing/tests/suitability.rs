//! What speaks against being heard online is considered by the judge, and nobody is gone over in silence (R12).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use hearing::check_in::*;
use hearing::in_person::InPersonGround;
use hearing::*;

use common::{Court, matter};

const BARS: [SuitabilityBar; 1] = [SuitabilityBar::CannotUseIt];

fn court() -> Court {
    let seats = vec![
        Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
        Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
        Seat::new("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
        Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
    ];
    let open = matter(Procedure::CivilSimple, Publicity::Open);
    let mut court = Court::scheduled(open, seats, 1_000);
    court.connect(&["judge", "clerk", "plaintiff", "defendant"]);
    court
}

fn names(bars: &[SuitabilityBar]) -> Command {
    Command::StateSuitability {
        bars: bars.to_vec(),
        help: vec![],
    }
}

fn considers(bars: &[SuitabilityBar], reason: &str) -> Command {
    Command::ConsiderSuitability {
        seat: SeatId::new("defendant"),
        bars: bars.to_vec(),
        reason: reason.into(),
    }
}

fn opens(reason: Option<&str>) -> Command {
    Command::OpenHearing {
        override_reason: reason.map(str::to_owned),
    }
}

const ITEM: GuardItem = GuardItem::SuitabilityConsidered;

#[test]
fn it_waits_for_the_judge_and_is_open_until_he_has_spoken() {
    let mut court = court();
    let waits = OpenThing::Of("周以宁".into(), Lack::Unsuitable);
    court.must("defendant", names(&BARS));
    assert!(court.h.open_things().contains(&waits));
    assert!(Lack::Unsuitable.is_the_courts());
    let standing = court.h.standing();
    let asked: Vec<_> = standing.to_decide().map(|s| s.seat.as_str()).collect();
    assert_eq!(asked, ["defendant"]);
    // Nobody but the judge says it, and never without a reason or to another answer.
    let said = considers(&BARS, "已安排书记员协助");
    for other in ["clerk", "plaintiff", "defendant"] {
        assert_eq!(
            court.ask(other, said.clone()),
            Err(Refusal::NotPermitted),
            "{other}"
        );
    }
    let silent = court.ask("judge", considers(&BARS, " "));
    assert_eq!(silent, Err(Refusal::ReasonWanted));
    let other = [SuitabilityBar::NoDevice];
    let stale = court.ask("judge", considers(&other, "可以"));
    assert_eq!(stale, Err(Refusal::AnswerChanged));
    court.must("judge", said.clone());
    assert!(!court.h.open_things().contains(&waits));
    assert_eq!(court.ask("judge", said), Err(Refusal::AlreadyDone));
    // When, who and on what ground is kept; he himself reads it, and the other side does not.
    let known = |viewer: &str| {
        let view = court.sees(viewer);
        let seat = view.seat(&SeatId::new("defendant")).cloned();
        seat.and_then(|s| s.check_in.considered)
    };
    let kept = known("defendant").expect("told");
    assert_eq!(
        (kept.by.as_str(), kept.reason.as_str()),
        ("judge", "已安排书记员协助")
    );
    assert_eq!(known("plaintiff"), None);
}

#[test]
fn other_circumstances_are_considered_anew() {
    let mut court = court();
    court.must("defendant", names(&BARS));
    court.must("judge", considers(&BARS, "已安排书记员协助"));
    let more = [SuitabilityBar::CannotUseIt, SuitabilityBar::NoDevice];
    court.must("defendant", names(&more));
    assert!(court.seat("defendant").waits_for_suitability());
    court.must("judge", considers(&more, "借用法院的设备"));
    assert!(!court.seat("defendant").waits_for_suitability());
    // What is not named any more wants no answer.
    court.must("defendant", names(&[]));
    assert!(!court.seat("defendant").waits_for_suitability());
}

#[test]
fn the_hearing_opens_over_it_with_a_reason_only() {
    let mut court = court();
    court.must(
        "judge",
        Command::RecordGuardItem {
            item: GuardItem::AttendanceChecked,
        },
    );
    court.must("defendant", names(&BARS));
    assert_eq!(
        court.ask("judge", opens(None)),
        Err(Refusal::GuardOpen(vec![ITEM]))
    );
    let waiting: Vec<_> = court.h.unconsidered().map(|s| s.name.as_str()).collect();
    assert_eq!(waiting, ["周以宁"]);
    // It is the decision that puts it on record, and no mark.
    let marked = court.ask("judge", Command::RecordGuardItem { item: ITEM });
    assert_eq!(marked, Err(Refusal::NoSuchStep));
    // Gone on over it, what was open and why is in the log.
    let judge = Actor::Seat(SeatId::new("judge"));
    let over = opens(Some("先行开庭，庭上询问"));
    let events = court.h.decide(&judge, &over, court.now).unwrap();
    let logged = events.iter().any(|event| {
        matches!(event, Event::StageEntered { open_items, override_reason: Some(_), .. } if *open_items == [ITEM])
    });
    assert!(logged, "{events:?}");
    court.must("judge", considers(&BARS, "已安排书记员协助"));
    court.must("judge", opens(None));
}

#[test]
fn what_is_named_in_session_is_open_before_the_next_stage() {
    let mut court = court();
    court.must("defendant", names(&BARS));
    court.must("judge", opens(Some("庭上询问")));
    // The court has gone on over it, and is not asked at every stage.
    assert!(!court.h.open_before(Stage::Investigation).contains(&ITEM));
    let more = [SuitabilityBar::NeedsOriginalOnSite];
    court.must("defendant", names(&more));
    assert!(court.h.open_before(Stage::Investigation).contains(&ITEM));
    court.must("judge", considers(&more, "原件另行核对"));
    assert!(!court.h.open_before(Stage::Investigation).contains(&ITEM));
}

#[test]
fn who_is_heard_in_person_waits_for_nothing_online() {
    let mut court = court();
    court.must("defendant", names(&BARS));
    court.must(
        "judge",
        Command::ConvertToInPerson {
            seat: Some(SeatId::new("defendant")),
            ground: InPersonGround::NoMeans,
            place: "第三法庭".into(),
            when: None,
            words: String::new(),
        },
    );
    assert!(!court.seat("defendant").waits_for_suitability());
    let late = court.ask("judge", considers(&BARS, "可以"));
    assert_eq!(late, Err(Refusal::HeardInPerson));
    // Taken back, he is online again, and somebody has to say why.
    court.must(
        "judge",
        Command::ReturnOnline {
            seat: SeatId::new("defendant"),
            reason: "已借到设备".into(),
        },
    );
    assert!(court.seat("defendant").waits_for_suitability());
}
