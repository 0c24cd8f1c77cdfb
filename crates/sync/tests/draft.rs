//! 草稿延迟 (R55): who is not of the court gets the draft as much later as the court has set, on whatever way he asks for it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

use hearing::transcript::{LineKind, Speaker, Why};
use hearing::wire::FromServer;
use hearing::*;
use hearing_sync::{Asked, Room, ToSend};

const DELAY: Millis = 30_000;
const START: Millis = 1_000_000;

fn records() -> Vec<Recorded> {
    let seats = vec![
        Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
        Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
        Seat::new("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
        Seat::new("witness", Role::Witness, Side::Plaintiff, "何秀兰"),
    ];
    let moves = seats.iter().map(|seat| Event::SeatMoved {
        seat: seat.id.clone(),
        to: Zone::Courtroom,
        why: MoveReason::Admitted,
    });
    let moves: Vec<_> = moves.collect();
    let matter = Matter {
        id: HearingId::new("g1"),
        court: "北京市海淀区人民法院".into(),
        courtroom: "在线法庭二".into(),
        scheduled_at: 1,
        procedure: Procedure::CivilSimple,
        publicity: Publicity::Open,
        gallery_seats: 0,
        case: None,
    };
    let first = [Event::HearingScheduled { matter, seats }];
    let events = first.into_iter().chain(moves).chain([Event::HearingOpened]);
    let record = |event| Recorded {
        at: START,
        by: Actor::System,
        event,
    };
    events.map(record).collect()
}

struct Court {
    room: Room,
    disk: Vec<Recorded>,
    asked: usize,
}

impl Court {
    fn new() -> Self {
        let mut court = Self {
            room: Room::replay(&[], [], "0".into()),
            disk: records(),
            asked: 0,
        };
        court.restart(START);
        court
    }

    fn restart(&mut self, now: Millis) {
        self.room = Room::replay(&self.disk, [], format!("{now}"));
        self.room.delay_draft(&self.disk, DELAY, now);
    }

    fn must(&mut self, seat: &str, command: &Command, now: Millis) -> Vec<ToSend> {
        self.asked += 1;
        let id = CommandId::new(format!("{}", self.asked));
        match self.room.ask(&SeatId::new(seat), id, command, [0; 32], now) {
            Asked::Append(append) => self.disk.extend(append.records),
            Asked::Answered(answer) => panic!("{answer:?}"),
            Asked::Wait => panic!("waits"),
        }
        self.room.committed()
    }

    /// What a page has that is opened anew.
    fn opened(&mut self, seat: &str, now: Millis) -> Hearing {
        match self.room.hello(&SeatId::new(seat), None, now).pop() {
            Some(FromServer::Snapshot { hearing, .. }) => *hearing,
            other => panic!("{other:?}"),
        }
    }
}

fn line(id: &str, after: Option<&str>, speaker: &str, text: &str) -> Command {
    Command::WriteLine {
        line: LineId::new(id),
        after: after.map(LineId::new),
        speaker: Speaker::Seat(SeatId::new(speaker)),
        kind: LineKind::Speech,
        text: text.into(),
        exhibit: None,
        begun: None,
    }
}

/// Folds what a seat was sent into what it had.
fn fold(view: &mut Hearing, seat: &str, sent: &[ToSend]) {
    for frame in sent.iter().filter(|s| s.to.as_str() == seat) {
        match &frame.frame {
            FromServer::Snapshot { hearing, .. } => *view = (**hearing).clone(),
            FromServer::Event { recorded, .. } => view.apply(recorded),
            _ => {}
        }
    }
}

fn read(view: &Hearing) -> Vec<&str> {
    let lines = view.transcript.lines.iter();
    lines.map(|line| line.text.as_str()).collect()
}

#[test]
fn a_line_comes_at_once_to_the_court_and_later_to_all_others() {
    let mut court = Court::new();
    let seats = ["judge", "clerk", "plaintiff", "witness"];
    let mut views = seats.map(|seat| court.opened(seat, START));
    let mut at = START;
    let commands = [
        line("l1", None, "plaintiff", "借款二十万元。"),
        line("l2", None, "witness", "我看见了。"),
        line("l3", Some("l1"), "witness", "那天我在。"),
        Command::EditLine {
            line: LineId::new("l1"),
            base_rev: 0,
            speaker: Speaker::Seat(SeatId::new("plaintiff")),
            kind: LineKind::Speech,
            text: "借款十八万元。".into(),
            why: Why::Mended,
            base_text: None,
        },
    ];
    for command in &commands {
        at += 1_000;
        let sent = court.must("clerk", command, at);
        for (seat, view) in seats.iter().zip(&mut views) {
            fold(view, seat, &sent);
        }
    }
    let whole = ["借款十八万元。", "那天我在。", "我看见了。"];
    assert_eq!(read(&views[0]), whole);
    for seat in ["plaintiff", "witness"] {
        assert!(read(&court.opened(seat, at)).is_empty(), "{seat} reloads");
        assert!(court.opened(seat, at).transcript.history.is_empty());
    }
    assert!(read(&views[2]).is_empty());
    assert!(read(&views[3]).is_empty());
    // A moment too early, and in time: one by one, and always what a page has that is opened anew.
    for step in 1..=4 {
        let due = START + step * 1_000 + DELAY;
        assert_eq!(court.room.next_draft_due(), Some(due));
        assert!(court.room.release(Some(due - 1)).is_empty());
        let sent = court.room.release(Some(due));
        assert!(
            sent.iter()
                .all(|s| !["judge", "clerk"].contains(&s.to.as_str()))
        );
        for (seat, view) in seats.iter().zip(&mut views) {
            fold(view, seat, &sent);
            assert_eq!(*view, court.opened(seat, due), "{seat} at {due}");
        }
    }
    assert_eq!(read(&views[2]), whole);
    assert_eq!(read(&views[3]), ["那天我在。", "我看见了。"]);
}

#[test]
fn a_court_that_starts_again_gives_nothing_away() {
    let mut court = Court::new();
    court.must(
        "clerk",
        &line("l1", None, "plaintiff", "早。"),
        START + 1_000,
    );
    court.must(
        "clerk",
        &line("l2", None, "plaintiff", "晚。"),
        START + 20_000,
    );
    let now = START + 1_000 + DELAY;
    court.restart(now);
    assert_eq!(read(&court.opened("plaintiff", now)), ["早。"]);
    assert_eq!(read(&court.opened("judge", now)), ["早。", "晚。"]);
    assert_eq!(court.room.next_draft_due(), Some(START + 20_000 + DELAY));
}

#[test]
fn what_lies_open_for_signing_is_read_whole() {
    let mut court = Court::new();
    let mut view = court.opened("plaintiff", START);
    let close = Command::CloseHearing {
        override_reason: Some("改期".into()),
    };
    for (seat, command) in [
        ("clerk", line("l1", None, "plaintiff", "最后一句。")),
        ("judge", close),
        ("clerk", Command::OpenSignOff),
    ] {
        let sent = court.must(seat, &command, START + 1_000);
        fold(&mut view, "plaintiff", &sent);
    }
    assert!(read(&view).contains(&"最后一句。"));
    assert_eq!(view, court.opened("plaintiff", START + 1_000));
    assert_eq!(court.room.next_draft_due(), None);
}
