//! How the case stands, for those whose case it is (R89).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::*;
use hearing::progress::*;
use hearing::transcript::*;
use hearing::*;

/// 2026-11-26 15:30 in Beijing.
const START: Millis = 1_795_678_200_000;

fn stands(court: &Court, who: &str) -> Progress {
    let seen = court.h.view_for(&SeatId::new(who));
    let me = seen.seat(&SeatId::new(who)).unwrap().clone();
    seen.progress(&me)
}

fn whats(progress: &Progress) -> Vec<Milestone> {
    progress.past.iter().map(|(what, _)| *what).collect()
}

#[test]
fn a_party_sees_what_was_and_what_is_due_and_a_witness_who_waits_sees_nothing_of_it() {
    let seats = [
        ("judge", Role::PresidingJudge, Side::Court, "顾澄"),
        ("clerk", Role::Clerk, Side::Court, "苏禾"),
        ("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
        ("witness", Role::Witness, Side::None, "何秀兰"),
    ];
    let seats = seats.map(|(id, role, side, name)| {
        let mut seat = Seat::new(id, role, side, name);
        if role != Role::Witness {
            seat.zone = Zone::Courtroom;
            seat.attended = true;
        }
        seat
    });
    let matter = matter(Procedure::CivilSimple, Publicity::Open);
    let mut court = Court::scheduled(matter.clone(), seats.to_vec(), START);
    let before = stands(&court, "plaintiff");
    assert_eq!(before.due, vec![(Due::Hearing, matter.scheduled_at)]);
    assert_eq!(before.record, RecordStands::NotBegun);

    let investigation = Stage::Investigation;
    court.happen(
        Actor::System,
        vec![
            Event::HearingOpened,
            Event::StageEntered {
                stage: investigation,
                open_items: vec![],
                override_reason: None,
            },
        ],
    );
    let open = stands(&court, "plaintiff");
    let entered = Milestone::Entered(investigation);
    assert!(whats(&open).contains(&Milestone::Opened) && whats(&open).contains(&entered));
    assert_eq!((open.due, open.record), (vec![], RecordStands::Draft));
    let waits = stands(&court, "witness");
    assert!(!whats(&waits).contains(&Milestone::Opened) && !whats(&waits).contains(&entered));
    assert_eq!(waits.record, RecordStands::NotBegun);

    let line = TranscriptLine {
        id: LineId::new("first"),
        stage: investigation,
        speaker: Speaker::Seat(SeatId::new("plaintiff")),
        kind: LineKind::Speech,
        text: "借条是被告写的。".into(),
        at: START,
        rev: 0,
        exhibit: None,
        said: None,
        proposed: None,
    };
    let written = Event::LineWritten { line, after: None };
    court.happen(Actor::Seat(SeatId::new("clerk")), vec![written]);
    court.happen(Actor::System, vec![Event::HearingClosed]);
    court.must("clerk", Command::OpenSignOff);
    let closed = stands(&court, "plaintiff");
    assert_eq!(closed.record, RecordStands::ToRead);
    assert_eq!(closed.due, vec![(Due::Signing, court.h.read_by().unwrap())]);
    assert_eq!(
        whats(&closed).last(),
        Some(&Milestone::RecordOpened),
        "{:?}",
        closed.past
    );
}

/// R56
#[test]
fn a_hearing_that_goes_on_another_day_is_the_next_one_of_its_case() {
    const DAY: Millis = 86_400_000;
    let seats = vec![
        Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
        Seat::new("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
    ];
    let mut matter = matter(Procedure::CivilSimple, Publicity::Open);
    matter.case = Some(Case {
        number: "（2026）京0108民初12345号".into(),
        cause: "民间借贷纠纷".into(),
        title: "林知远诉周以宁".into(),
        claims: Vec::new(),
        earlier_hearings: 1,
    });
    let mut court = Court::scheduled(matter, seats, START);
    let numbers = |court: &Court| -> Vec<u32> {
        let sittings = court.h.view_for(&SeatId::new("plaintiff")).sittings();
        sittings.iter().map(|one| one.number).collect()
    };
    assert_eq!(numbers(&court), [2], "as the case file has it");
    let adjourn = || {
        let reason = "调取证据".to_owned();
        vec![Event::Adjourned { reason }]
    };
    court.happen(Actor::System, vec![Event::HearingOpened]);
    court.happen(Actor::System, adjourn());
    court.now += 3_600_000;
    court.happen(Actor::System, vec![Event::Resumed]);
    assert_eq!(numbers(&court), [2], "a break of an hour");
    court.happen(Actor::System, adjourn());
    court.now += 2 * DAY;
    court.happen(Actor::System, vec![Event::Resumed]);
    assert_eq!(numbers(&court), [2, 3]);
    let began = court.h.sittings()[1].began.unwrap();
    assert!(began > START + 2 * DAY);
    court.happen(Actor::System, adjourn());
    court.now += DAY;
    court.happen(Actor::System, vec![Event::HearingClosed]);
    assert_eq!(numbers(&court), [2, 3], "closed, and nobody sat again");
}
