//! 旁听 (R84-R86, R18): who may register, the seats and the queue, what is announced; and the sheet of risks (R92).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use hearing::check_in::DocumentKind;
use hearing::*;

use common::{Court, matter};

fn registers(seat: &str, name: &str, last_four: &str, adult: bool) -> Command {
    Command::RegisterObserver {
        seat: SeatId::new(seat),
        name: name.into(),
        document: DocumentKind::IdCard,
        last_four: last_four.into(),
        adult,
        relative: false,
    }
}

fn relative(command: Command) -> Command {
    let Command::RegisterObserver {
        seat,
        name,
        document,
        last_four,
        adult,
        relative: _,
    } = command
    else {
        panic!("no registration");
    };
    Command::RegisterObserver {
        seat,
        name,
        document,
        last_four,
        adult,
        relative: true,
    }
}

impl Court {
    fn new(procedure: Procedure, publicity: Publicity) -> Self {
        let seats = vec![
            Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
            Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
            Seat::new("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
            Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
            Seat::new("witness", Role::Witness, Side::None, "何秀兰"),
            Seat::new("invited", Role::Observer, Side::None, "方亦晴"),
        ];
        let announced = Matter {
            case: Some(Case {
                number: "（2026）京0108民初12345号".into(),
                cause: "民间借贷纠纷".into(),
                title: "原告林知远诉被告周以宁民间借贷纠纷一案".into(),
                claims: vec![],
                earlier_hearings: 0,
            }),
            ..matter(procedure, publicity)
        };
        Self::scheduled(announced, seats, 0)
    }

    fn may_not(&mut self, seat: &str, command: Command, why: Refusal) {
        assert_eq!(self.ask(seat, command), Err(why), "{seat}");
    }

    fn register(&mut self, seat: &str, name: &str, last_four: &str) -> Result<(), Refusal> {
        self.ask_in(registers(seat, name, last_four, true))
    }

    fn ask_in(&mut self, registers: Command) -> Result<(), Refusal> {
        let events = self.h.decide(&Actor::System, &registers, self.now)?;
        self.happen(Actor::System, events);
        Ok(())
    }

    fn waiting(&self, seat: &str) -> Option<u16> {
        let seat = self.h.seat(&SeatId::new(seat)).unwrap();
        seat.registration.unwrap().waiting
    }
}

#[test]
fn an_observer_registers_waits_and_moves_up() {
    let mut court = Court::new(Procedure::CivilSimple, Publicity::Open);
    let free = court.h.gallery_free();
    for n in 0..free {
        assert_eq!(
            court.register(&format!("o{n}"), "路人", &format!("{n:04}")),
            Ok(())
        );
    }
    assert_eq!(court.register("q1", "候一", "000x"), Ok(()));
    assert_eq!(court.register("q2", "候二", "0002"), Ok(()));
    assert_eq!(
        (court.waiting("q1"), court.waiting("q2")),
        (Some(1), Some(2))
    );
    court.must("o3", Command::WithdrawRegistration);
    assert_eq!((court.waiting("q1"), court.waiting("q2")), (None, Some(1)));
    court.must(
        "clerk",
        Command::Remove {
            seat: SeatId::new("o4"),
            reason: "扰乱秩序".into(),
        },
    );
    assert_eq!(court.waiting("q2"), None);
    assert_eq!(court.h.gallery_free(), 0);
    // The whole number is never there to be kept.
    let known = court.h.seat(&SeatId::new("q1")).unwrap();
    assert_eq!(known.check_in.identity.as_ref().unwrap().last_four, "000X");
    // Who was shown out does not come in again by another seat.
    assert_eq!(
        court.register("o4b", "路人", "0004"),
        Err(Refusal::MayNotObserve)
    );
}

#[test]
fn relatives_of_the_parties_come_first_and_take_nobodys_seat() {
    let mut court = Court::new(Procedure::CivilSimple, Publicity::Open);
    for n in 0..court.h.gallery_free() {
        court
            .register(&format!("o{n}"), "路人", &format!("{n:04}"))
            .unwrap();
    }
    for (seat, name) in [("q1", "候一"), ("q2", "候二")] {
        court.register(seat, name, "0001").unwrap();
    }
    for (seat, name) in [("r1", "亲一"), ("r2", "亲二")] {
        let asks = relative(registers(seat, name, "0001", true));
        assert_eq!(court.ask_in(asks), Ok(()));
    }
    let stand = |court: &Court| ["r1", "r2", "q1", "q2"].map(|seat| court.waiting(seat));
    assert_eq!(stand(&court), [Some(1), Some(2), Some(3), Some(4)]);
    assert_eq!(court.waiting("o1"), None, "who has a seat keeps it");
    court.must("o3", Command::WithdrawRegistration);
    assert_eq!(stand(&court), [None, Some(1), Some(2), Some(3)]);
    court.register("q3", "候三", "0001").unwrap();
    assert_eq!(court.waiting("q3"), Some(4), "behind all");
}

#[test]
fn who_may_not_watch_is_told_so_and_not_why() {
    let mut court = Court::new(Procedure::CivilSimple, Publicity::Open);
    for name in [
        "何秀兰",
        " 何 秀兰",
        "何\u{200b}秀兰",
        "\u{202e}何秀兰",
        "林知远",
        "顾澄",
    ] {
        assert_eq!(
            court.register("o1", name, "0001"),
            Err(Refusal::MayNotObserve),
            "{name}"
        );
    }
    assert_eq!(
        court.register("o1", "方亦晴", "0001"),
        Err(Refusal::MayNotObserve),
        "is invited, and whoever else asks is not told so"
    );
    let identity = Command::StateIdentity {
        name: "方亦晴".into(),
        document: DocumentKind::IdCard,
        last_four: "0001".into(),
    };
    court.must("invited", identity.clone());
    assert_eq!(
        court.register("o1", "方亦晴", "0001"),
        Err(Refusal::AlreadyDone)
    );
    court.may_not("invited", identity, Refusal::AlreadyDone);
    let minor = registers("o1", "路人", "0001", false);
    let decided = court.h.decide(&Actor::System, &minor, 5);
    assert_eq!(decided, Err(Refusal::MinorNotPermitted));
    assert_eq!(
        court.register("o1", "路人", "110101199001010001"),
        Err(Refusal::Malformed)
    );
    assert_eq!(court.register("o1", " ", "0001"), Err(Refusal::TextEmpty));
    assert_eq!(court.register("o1", "路人", "0001"), Ok(()));
    assert_eq!(
        court.register("o2", "路 人", "0001"),
        Err(Refusal::AlreadyDone)
    );
    assert_eq!(court.register("o2", "路人", "0002"), Ok(()), "a namesake");
    // Nobody registers another, nor himself by the socket.
    let asked = registers("o3", "甲乙", "0003", true);
    for seat in ["judge", "clerk", "plaintiff", "o1"] {
        let by = Actor::Seat(SeatId::new(seat));
        assert_eq!(court.h.decide(&by, &asked, 5), Err(Refusal::NotPermitted));
    }
    // The backend asks for nothing else.
    let other = court.h.decide(&Actor::System, &Command::ReportReady, 5);
    assert_eq!(other, Err(Refusal::NotPermitted));
    court.may_not(
        "plaintiff",
        Command::WithdrawRegistration,
        Refusal::NotPermitted,
    );
}

/// Anybody can become an observer, and what he states stays in the journal for good.
#[test]
fn who_watches_states_no_more_than_he_is_asked_for() {
    let mut court = Court::new(Procedure::CivilSimple, Publicity::Open);
    assert_eq!(court.register("o1", "路人", "0001"), Ok(()));
    let place = Command::StatePlace {
        region: "北京市".into(),
        kind: hearing::check_in::PlaceKind::Home,
        quiet: true,
        others: vec![],
    };
    for command in [
        place.clone(),
        Command::ReportDevices(hearing::check_in::DeviceFindings::default()),
        Command::StateSuitability {
            bars: vec![hearing::check_in::SuitabilityBar::NoDevice],
            help: vec![],
        },
    ] {
        court.may_not("o1", command, Refusal::NotPermitted);
    }
    court.must("plaintiff", place);
    let long = Command::StatePlace {
        region: "北京市".into(),
        kind: hearing::check_in::PlaceKind::Home,
        quiet: true,
        others: vec![("\u{1}母\u{7}亲 ".into(), "照".repeat(201))],
    };
    court.may_not("plaintiff", long, Refusal::TextTooLong);
}

#[test]
fn behind_closed_doors_there_is_no_announcement_and_no_registration() {
    for publicity in [Publicity::ClosedByLaw, Publicity::ClosedOnApplication] {
        let mut court = Court::new(Procedure::CivilSimple, publicity);
        assert_eq!(court.h.announcement(court.now), None);
        assert_eq!(
            court.register("o1", "路人", "0001"),
            Err(Refusal::NotPublic)
        );
    }
    let court = Court::new(Procedure::CivilSimple, Publicity::Open);
    let announced = court.h.announcement(court.now).unwrap();
    assert_eq!(announced.parties.len(), 2);
    let text = serde_json::to_string(&announced).unwrap();
    assert!(!text.contains("何秀兰"), "{text}");
}

#[test]
fn an_announcement_that_came_late_is_known_to_the_court() {
    const DAY: Millis = 24 * 60 * 60 * 1_000;
    let mut court = Court::new(Procedure::CivilOrdinary, Publicity::Open);
    assert!(court.h.is_announced_late(), "CPL 139: three days");
    assert!(
        !Court::new(Procedure::CivilSimple, Publicity::Open)
            .h
            .is_announced_late()
    );
    assert!(
        !Court::new(Procedure::CivilOrdinary, Publicity::ClosedByLaw)
            .h
            .is_announced_late()
    );
    let at =
        |h: &mut Hearing, days: Millis| h.matter.as_mut().unwrap().scheduled_at = 1 + days * DAY;
    at(&mut court.h, 3);
    assert!(!court.h.is_announced_late());
}

#[test]
fn the_risk_sheet_is_for_parties_of_civil_cases_and_stops_nobody() {
    let mut court = Court::new(Procedure::CivilSimple, Publicity::Open);
    let before = court.h.seat(&SeatId::new("plaintiff")).unwrap().next_step();
    court.must("plaintiff", Command::AcknowledgeRisks);
    let seat = court.h.seat(&SeatId::new("plaintiff")).unwrap();
    assert!(seat.check_in.risks_read_at.is_some());
    assert_eq!(seat.next_step(), before);
    court.may_not("plaintiff", Command::AcknowledgeRisks, Refusal::AlreadyDone);
    court.may_not("witness", Command::AcknowledgeRisks, Refusal::NotPermitted);
    let mut criminal = Court::new(Procedure::CriminalOrdinary, Publicity::Open);
    criminal.may_not(
        "defendant",
        Command::AcknowledgeRisks,
        Refusal::NotPermitted,
    );
}

#[test]
fn a_hearing_that_is_past_is_announced_no_more_and_takes_no_registration() {
    const DAY: Millis = 24 * 60 * 60 * 1_000;
    let mut court = Court::new(Procedure::CivilSimple, Publicity::Open);
    court.connect(&["judge", "clerk"]);
    assert!(court.h.announcement(court.now).is_some(), "on its day");
    court.now = 2 * DAY;
    assert_eq!(court.h.announcement(court.now), None);
    let asked = court.register("o1", "路人", "0001");
    assert_eq!(asked, Err(Refusal::NotInSession));
    // Put off to another day, it is to come; and one that is being heard is not past, however long it goes on.
    let put_off = Command::AnnounceDelay {
        until: 3 * DAY,
        reason: "前案尚未结束".into(),
    };
    court.must("judge", put_off);
    assert_eq!(court.h.due_at(), Some(3 * DAY), "the newest word holds");
    let announced = court.h.announcement(court.now).unwrap();
    assert_eq!(announced.due_at(), 3 * DAY);
    assert_eq!(court.register("o1", "路人", "0001"), Ok(()));
    court.now = 5 * DAY;
    assert!(court.h.is_past(court.now));
    let open = Command::OpenHearing {
        override_reason: Some("各方同意".into()),
    };
    court.must("judge", open);
    assert!(court.h.announcement(court.now).is_some());
}

#[test]
fn a_delay_is_to_the_planned_time_or_later() {
    let mut court = Court::new(Procedure::CivilSimple, Publicity::Open);
    court.connect(&["judge"]);
    let planned = court.h.matter.as_ref().unwrap().scheduled_at;
    let to = |until| Command::AnnounceDelay {
        until,
        reason: "前案尚未结束".into(),
    };
    assert_eq!(
        court.ask("judge", to(planned - 1)),
        Err(Refusal::BeforePlanned)
    );
    assert_eq!(court.h.delay, None);
    court.must("judge", to(planned + 9));
    court.must("judge", to(planned));
    assert_eq!(court.h.delay.as_ref().unwrap().0, planned);
}
