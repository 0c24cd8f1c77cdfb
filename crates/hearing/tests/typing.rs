//! What who types does with the lines of the record: nothing is written over, nothing that was written is gone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use hearing::lease::{HELD_FOR, Leases};
use hearing::transcript::{LineKind, Speaker, Why, Wrong};
use hearing::*;

use common::{Court, matter};

fn id(line: &str) -> LineId {
    LineId::new(line)
}

fn by(seat: &str) -> Speaker {
    Speaker::Seat(SeatId::new(seat))
}

fn write(line: &str, after: Option<&str>, speaker: &str, text: &str) -> Command {
    Command::WriteLine {
        line: id(line),
        after: after.map(id),
        speaker: by(speaker),
        kind: LineKind::Speech,
        text: text.into(),
        exhibit: None,
        begun: None,
    }
}

fn edit(line: &str, base_rev: u32, text: &str) -> Command {
    Command::EditLine {
        line: id(line),
        base_rev,
        speaker: by("plaintiff"),
        kind: LineKind::Speech,
        text: text.into(),
        why: Why::Mended,
        base_text: None,
    }
}

fn split(line: &str, base_rev: u32, head: &str, tail: &str, new: &str) -> Command {
    Command::SplitLine {
        line: id(line),
        base_rev,
        head: head.into(),
        tail: tail.into(),
        new: id(new),
    }
}

fn join(line: &str, base_rev: u32, next: &str, next_rev: u32, text: &str) -> Command {
    Command::JoinLines {
        line: id(line),
        base_rev,
        next: id(next),
        next_rev,
        text: text.into(),
    }
}

fn strike(line: &str, base_rev: u32) -> Command {
    let line = id(line);
    Command::StrikeLine { line, base_rev }
}

fn restore(line: &str) -> Command {
    Command::RestoreLine { line: id(line) }
}

impl Court {
    fn sits() -> Self {
        let seats = vec![
            Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
            Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
            Seat::new("clerk2", Role::Clerk, Side::Court, "孟蔚"),
            Seat::new("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
            Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
            Seat::new("witness", Role::Witness, Side::None, "何秀兰"),
        ];
        let of_matter = matter(Procedure::CivilSimple, Publicity::Open);
        let mut court = Self::scheduled(of_matter, seats, 1_000);
        for seat in ["judge", "clerk", "clerk2", "plaintiff", "defendant"] {
            let seat = SeatId::new(seat);
            court.happen(
                Actor::System,
                vec![Event::SeatMoved {
                    seat,
                    to: Zone::Courtroom,
                    why: MoveReason::Admitted,
                }],
            );
        }
        court.must("clerk", write("l1", None, "plaintiff", "借款已交付。"));
        court.must("clerk", write("l2", None, "plaintiff", "有转账记录。"));
        court.must("clerk", write("l3", None, "defendant", "没有收到。"));
        court
    }

    fn texts(&self) -> Vec<&str> {
        let lines = self.h.transcript.lines.iter();
        lines.map(|line| line.text.as_str()).collect()
    }

    fn rev(&self, line: &str) -> u32 {
        self.h.line(&id(line)).unwrap().rev
    }
}

#[test]
fn an_edit_starts_from_what_was_seen_and_keeps_what_was() {
    let mut court = Court::sits();
    court.must("clerk", edit("l1", 0, "借款于当日交付。"));
    assert_eq!(
        court.ask("clerk2", edit("l1", 0, "借款没有交付。")),
        Err(Refusal::LineChanged { rev: 1 })
    );
    // On the neighbour he is in nobody's way.
    court.must("clerk2", edit("l2", 0, "有转账凭证。"));
    assert_eq!(
        court.texts(),
        ["借款于当日交付。", "有转账凭证。", "没有收到。"]
    );
    let was: Vec<_> = court.h.transcript.history.iter().collect();
    assert_eq!((was[0].text.as_str(), was[0].rev), ("借款已交付。", 0));
    assert_eq!(was[1].by, Actor::Seat(SeatId::new("clerk2")));
    assert_eq!(
        court.ask("clerk", edit("l1", 1, "借款于当日交付。")),
        Err(Refusal::AlreadyDone),
        "no revision without a change"
    );
    // His second change, made before the first had an answer, does not come down on what somebody else wrote meanwhile.
    let second = Command::EditLine {
        line: id("l1"),
        base_rev: 1,
        speaker: by("plaintiff"),
        kind: LineKind::Speech,
        text: "借款没有交付过。".into(),
        why: Why::Mended,
        base_text: Some("借款没有交付。".into()),
    };
    assert_eq!(
        court.ask("clerk2", second),
        Err(Refusal::LineChanged { rev: 1 })
    );
    // Only its own commands say that a line was split, joined or corrected.
    let lie = Command::EditLine {
        line: id("l1"),
        base_rev: 1,
        speaker: by("plaintiff"),
        kind: LineKind::Speech,
        text: "改".into(),
        why: Why::Corrected(CorrectionId::new("c1")),
        base_text: None,
    };
    assert_eq!(court.ask("clerk", lie), Err(Refusal::Malformed));
}

#[test]
fn what_was_interpreted_was_said_by_somebody_and_the_mark_is_a_change_like_others() {
    let mut court = Court::sits();
    let mut marked = edit("l1", 0, "借款已交付。");
    if let Command::EditLine { kind, .. } = &mut marked {
        *kind = LineKind::Interpreted;
    }
    court.must("clerk", marked);
    let line = court.h.line(&id("l1")).unwrap();
    assert_eq!((line.kind, line.rev), (LineKind::Interpreted, 1));
    assert_eq!(line.speaker, by("plaintiff"));
    assert_eq!(court.h.transcript.history[0].kind, LineKind::Speech);
    let mut nobodys = write("l4", None, "plaintiff", "经翻译的话");
    if let Command::WriteLine { speaker, kind, .. } = &mut nobodys {
        (*speaker, *kind) = (Speaker::Nobody, LineKind::Interpreted);
    }
    assert_eq!(court.ask("clerk", nobodys), Err(Refusal::Malformed));
}

#[test]
fn one_line_becomes_two_and_they_become_one_again() {
    let mut court = Court::sits();
    court.must("clerk", split("l1", 0, "借款", "已交付。", "l1b"));
    assert_eq!(
        court.texts(),
        ["借款", "已交付。", "有转账记录。", "没有收到。"]
    );
    let second = court.h.line(&id("l1b")).unwrap();
    assert_eq!(second.speaker, by("plaintiff"));
    assert_eq!(second.said, court.h.line(&id("l1")).unwrap().said);
    let version = court.h.transcript.version();
    court.must("clerk", join("l1", 1, "l1b", 0, "借款已交付。"));
    assert_eq!(
        court.texts(),
        ["借款已交付。", "有转账记录。", "没有收到。"]
    );
    assert!(court.h.transcript.version() > version, "it only counts up");
    // Who is undone: the second line is back in its place, the first reads as before.
    court.must("clerk", restore("l1b"));
    assert_eq!(
        court.texts(),
        ["借款", "已交付。", "有转账记录。", "没有收到。"]
    );
    assert_eq!((court.rev("l1"), court.rev("l1b")), (3, 2));
    assert!(court.h.transcript.version() > version);
}

#[test]
fn what_somebody_changed_meanwhile_is_not_undone_over() {
    let mut court = Court::sits();
    court.must("clerk", join("l1", 0, "l2", 0, "借款已交付，有转账记录。"));
    court.must("clerk2", edit("l1", 1, "借款已交付，有转账记录为证。"));
    assert_eq!(
        court.ask("clerk", restore("l2")),
        Err(Refusal::LineChanged { rev: 2 })
    );
    assert_eq!(
        court.texts(),
        ["借款已交付，有转账记录为证。", "没有收到。"]
    );
}

#[test]
fn lines_are_joined_that_stand_together_and_are_of_one_speaker() {
    let mut court = Court::sits();
    assert_eq!(
        court.ask("clerk", join("l2", 0, "l3", 0, "一")),
        Err(Refusal::SpeakersDiffer)
    );
    assert_eq!(
        court.ask("clerk", join("l1", 0, "l3", 0, "一")),
        Err(Refusal::LineChanged { rev: 0 })
    );
    court.must(
        "clerk2",
        write("between", Some("l1"), "defendant", "反对。"),
    );
    assert_eq!(
        court.ask("clerk", join("l1", 0, "l2", 0, "一")),
        Err(Refusal::LineChanged { rev: 0 })
    );
    assert_eq!(
        court.ask("clerk", split("l1", 0, " ", "一", "n")),
        Err(Refusal::TextEmpty)
    );
    assert_eq!(
        court.ask("clerk", split("l1", 0, "一", "二", "l2")),
        Err(Refusal::AlreadyDone)
    );
}

#[test]
fn a_struck_line_is_kept_and_comes_back_where_it_stood() {
    let mut court = Court::sits();
    court.must("clerk", strike("l1", 0));
    court.must("clerk", strike("l2", 0));
    assert_eq!(court.texts(), ["没有收到。"]);
    // Its name is not free.
    assert_eq!(
        court.ask("clerk", write("l1", None, "plaintiff", "另一行")),
        Err(Refusal::AlreadyDone)
    );
    // What stood before it is not there any more: it is first now, and the other one behind or before it as it was.
    court.must("clerk", restore("l2"));
    court.must("clerk", restore("l1"));
    assert_eq!(
        court.texts(),
        ["借款已交付。", "有转账记录。", "没有收到。"]
    );
    assert_eq!(court.ask("clerk", restore("l1")), Err(Refusal::NoSuchLine));
}

#[test]
fn a_line_put_in_belongs_to_where_it_is_put() {
    let mut court = Court::sits();
    court.must(
        "judge",
        Command::OpenHearing {
            override_reason: Some("演示".into()),
        },
    );
    court.must("clerk", write("in", Some("l1"), "plaintiff", "补一句。"));
    court.must("clerk", write("end", None, "plaintiff", "现在说的。"));
    assert_eq!(
        court.h.line(&id("in")).unwrap().stage,
        court.h.line(&id("l1")).unwrap().stage
    );
    assert_eq!(court.h.line(&id("end")).unwrap().stage, Stage::Opening);
}

#[test]
fn nothing_of_it_is_possible_once_the_record_lies_open() {
    let mut court = Court::sits();
    let open = Command::OpenHearing {
        override_reason: Some("演示".into()),
    };
    court.must("judge", open);
    court.must("clerk", strike("l3", 0));
    // Somebody wants it mended: it does not go away.
    court.must(
        "defendant",
        Command::RequestCorrection {
            correction: CorrectionId::new("c1"),
            line: id("l2"),
            should_read: "没有转账记录。".into(),
            wrong: Wrong::Words,
            reason: "漏字".into(),
        },
    );
    assert_eq!(
        court.ask("clerk", strike("l2", 0)),
        Err(Refusal::CorrectionWaits)
    );
    assert_eq!(
        court.ask("clerk", join("l1", 0, "l2", 0, "一")),
        Err(Refusal::CorrectionWaits)
    );
    court.must(
        "judge",
        Command::CloseHearing {
            override_reason: Some("改期".into()),
        },
    );
    court.must("clerk", Command::OpenSignOff);
    for command in [
        edit("l1", 0, "改"),
        split("l1", 0, "一", "二", "n"),
        join("l1", 0, "l2", 0, "一"),
        strike("l1", 0),
        restore("l3"),
    ] {
        assert_eq!(court.ask("clerk", command), Err(Refusal::Frozen));
    }
}

#[test]
fn what_was_said_before_is_for_who_reads_the_record() {
    let mut court = Court::sits();
    court.must("clerk", write("w", None, "witness", "我看见了。"));
    court.must("clerk", strike("l1", 0));
    let speaker = by("witness");
    let said = Command::EditLine {
        line: id("l2"),
        base_rev: 0,
        speaker: speaker.clone(),
        kind: LineKind::Speech,
        text: "是我说的。".into(),
        why: Why::Mended,
        base_text: None,
    };
    court.must("clerk", said);
    court.must(
        "judge",
        Command::KeepPhrase {
            text: "传票".into(),
        },
    );
    let parties = court.sees("defendant").transcript;
    assert_eq!(parties.history.len(), 2);
    assert_eq!(parties.struck.len(), 1);
    assert!(parties.phrases.is_empty(), "those are the court's");
    assert_eq!(court.sees("clerk2").transcript.phrases, ["传票"]);
    // Who is called sees nothing of what others said, also not what a line of his read when it was not his.
    court.happen(
        Actor::Seat(SeatId::new("clerk")),
        vec![Event::SeatMoved {
            seat: SeatId::new("witness"),
            to: Zone::Courtroom,
            why: MoveReason::WitnessCalled,
        }],
    );
    let own = court.sees("witness").transcript;
    assert_eq!(own.lines.len(), 2);
    assert!(own.history.is_empty() && own.struck.is_empty());
}

#[test]
fn the_courts_own_phrases_are_few_and_short() {
    let mut court = Court::sits();
    let keep = |text: String| Command::KeepPhrase { text };
    for n in 0..PHRASES {
        court.must("clerk", keep(format!("常用语{n}。")));
    }
    assert_eq!(
        court.ask("clerk", keep("再来一条。".into())),
        Err(Refusal::LimitReached)
    );
    let first = "常用语0。".to_owned();
    assert_eq!(
        court.ask("clerk2", keep(first.clone())),
        Err(Refusal::AlreadyDone)
    );
    court.must("clerk2", Command::DropPhrase { text: first });
    for text in ["", " 前有空格", "两\n行"] {
        assert!(court.ask("clerk", keep(text.into())).is_err(), "{text:?}");
    }
    assert_eq!(
        court.ask("clerk", keep("长".repeat(PHRASE_LIMIT + 1))),
        Err(Refusal::TextTooLong)
    );
    assert_eq!(
        court.ask("plaintiff", keep("我的。".into())),
        Err(Refusal::NotPermitted)
    );
}

#[test]
fn a_line_is_in_one_hand_for_seconds() {
    let court = Court::sits();
    let (one, other) = (SeatId::new("clerk"), SeatId::new("clerk2"));
    let mut leases = Leases::default();
    let now = 10_000;
    assert!(leases.take(&court.h, &one, Some(&id("l1")), now));
    // The other one does not get it, and his change is refused; the neighbour is his.
    assert!(!leases.take(&court.h, &other, Some(&id("l1")), now));
    let held = Err(Refusal::LineHeld { by: one.clone() });
    assert_eq!(leases.admit(&other, &edit("l1", 0, "改"), now), held);
    assert_eq!(
        leases.admit(&other, &join("l1", 0, "l2", 0, "一"), now),
        held
    );
    assert_eq!(leases.admit(&other, &edit("l2", 0, "改"), now), Ok(()));
    assert_eq!(leases.admit(&one, &edit("l1", 0, "改"), now), Ok(()));
    assert!(leases.take(&court.h, &other, Some(&id("l2")), now));
    assert_eq!(
        leases.held(now),
        [(id("l1"), one.clone()), (id("l2"), other.clone())]
    );
    // One line to a hand; a hand that does not move lets go.
    assert!(leases.take(&court.h, &one, Some(&id("l3")), now));
    assert_eq!(leases.admit(&other, &edit("l1", 0, "改"), now), Ok(()));
    let later = now + HELD_FOR;
    assert_eq!(leases.admit(&other, &edit("l3", 0, "改"), later), Ok(()));
    assert!(leases.held(later).is_empty());
    // Nobody holds what is not there, or what he may not write in.
    assert!(!leases.take(&court.h, &one, Some(&id("gone")), later));
    let party = SeatId::new("plaintiff");
    assert!(!leases.take(&court.h, &party, Some(&id("l1")), later));
    assert!(!leases.take(&court.h, &one, None, later));
}
