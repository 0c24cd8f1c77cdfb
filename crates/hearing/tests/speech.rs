//! Speech-to-text: whose voice goes to it and when, who is shown what it proposes, and that it writes nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use hearing::speech::*;
use hearing::transcript::{LineKind, Speaker, Why};
use hearing::*;

use common::{Court, matter};

fn id(seat: &str) -> SeatId {
    SeatId::new(seat)
}

fn court() -> Court {
    let seats = [
        ("judge", Role::PresidingJudge, "顾澄"),
        ("clerk", Role::Clerk, "苏禾"),
        ("clerk2", Role::Clerk, "孟蔚"),
        ("plaintiff", Role::Party, "林知远"),
        ("defendant", Role::Party, "周以宁"),
        ("witness", Role::Witness, "何秀兰"),
        ("observer", Role::Observer, "旁听"),
        ("inspector", Role::Inspector, "督察"),
    ];
    let seats = seats.map(|(id, role, name)| {
        let mut seat = Seat::new(id, role, Side::None, name);
        seat.zone = match role {
            Role::Observer => Zone::Gallery,
            Role::Inspector => Zone::Inspection,
            Role::Witness => Zone::Lobby,
            _ => Zone::Courtroom,
        };
        seat.attended = true;
        seat
    });
    Court::scheduled(
        matter(Procedure::CivilSimple, Publicity::Open),
        seats.to_vec(),
        1_000,
    )
}

fn in_session() -> Court {
    let mut court = court();
    let opened = vec![Event::HearingOpened, Event::RecordingStarted];
    court.happen(Actor::Seat(id("judge")), opened);
    court.now += 60_000;
    court
}

fn heard(court: &Court) -> Vec<String> {
    let heard = court.h.heard_by_machine();
    heard.into_iter().map(|seat| seat.0).collect()
}

const ROOM: [&str; 5] = ["judge", "clerk", "clerk2", "plaintiff", "defendant"];

#[test]
fn only_who_may_be_heard_in_session_goes_to_it() {
    assert!(heard(&court()).is_empty(), "before the opening");
    let mut court = in_session();
    assert_eq!(heard(&court), ROOM);
    let judge = Actor::Seat(id("judge"));
    let of = |court: &mut Court, event: Event| court.happen(judge.clone(), vec![event]);
    // Muted, locked, apart, put out: not he.
    of(
        &mut court,
        Event::Muted {
            seat: id("plaintiff"),
            lock: false,
        },
    );
    assert!(!heard(&court).contains(&"plaintiff".to_owned()));
    of(
        &mut court,
        Event::Released {
            seat: id("plaintiff"),
        },
    );
    assert_eq!(heard(&court), ROOM);
    for zone in [
        Zone::SideRoom(Side::Plaintiff),
        Zone::Deliberation,
        Zone::Lobby,
    ] {
        court.h.seats[3].zone = zone;
        assert!(!heard(&court).contains(&"plaintiff".to_owned()));
    }
    court.h.seats[3].zone = Zone::Courtroom;
    // Nobody in a break, in what is kept from the recording, while the court is among itself, or after the close.
    for ground in [
        PauseGround::ClosedEvidence,
        PauseGround::UnsuitableMediation,
    ] {
        of(&mut court, Event::RecordingPaused { ground });
        assert!(heard(&court).is_empty(), "{ground:?}");
        of(&mut court, Event::RecordingStarted);
        assert_eq!(heard(&court), ROOM);
    }
    of(&mut court, Event::RoomSecured);
    assert!(heard(&court).is_empty());
    for phase in [
        Phase::Adjourned,
        Phase::Closed,
        Phase::Finished,
        Phase::Before,
    ] {
        let mut court = in_session();
        court.h.phase = phase;
        assert!(heard(&court).is_empty(), "{phase:?}");
    }
}

fn sentence(court: &Court, text: &str) -> Sentence {
    Sentence {
        text: text.to_owned(),
        from: court.now - 4_000,
        until: court.now - 1_000,
        heard_ms: 3_000,
    }
}

fn propose(all: &mut Proposals, court: &Court, seat: &str, text: &str) -> bool {
    let said = sentence(court, text);
    all.propose(&court.h, &id(seat), &said, ("run", court.now))
}

fn accept(line: &str, proposal: &str, text: &str) -> Command {
    Command::AcceptProposal {
        line: LineId::new(line),
        proposal: ProposalId::new(proposal),
        after: None,
        speaker: Speaker::Seat(id("plaintiff")),
        interpreted: false,
        text: text.into(),
        exhibit: None,
        heard: None,
    }
}

#[test]
fn what_it_says_is_on_record_only_when_who_types_has_taken_it() {
    let mut court = in_session();
    let mut all = Proposals::default();
    let before = court.h.clone();
    assert!(propose(
        &mut all,
        &court,
        "plaintiff",
        "借款二十万元，至今未还。"
    ));
    all.partial(&court.h, &id("plaintiff"), "另外", court.now);
    assert_eq!(court.h, before, "nothing it says is kept by itself");
    let waiting = all.waiting();
    let proposal = waiting[0].id.0.clone();
    // Whatever a client says was proposed: without the backend's word there is no such thing.
    let mut made_up = accept("l1", &proposal, "借款二十万元");
    assert_eq!(
        court.ask("clerk", made_up.clone()),
        Err(Refusal::ProposalGone)
    );
    if let Command::AcceptProposal { heard, .. } = &mut made_up {
        *heard = Some(Box::new(Proposed {
            id: ProposalId::new("other"),
            ..waiting[0].clone()
        }));
    }
    assert_eq!(
        court.ask("clerk", made_up.clone()),
        Err(Refusal::ProposalGone)
    );
    let stated = all.stated(&made_up).unwrap();
    for nobody in [
        "judge",
        "plaintiff",
        "defendant",
        "observer",
        "witness",
        "inspector",
    ] {
        let refused = court.ask(nobody, stated.clone());
        assert_eq!(refused, Err(Refusal::NotPermitted), "{nobody}");
    }
    // 经翻译: as the clerk says, for whom the machine hears is the one who speaks Chinese.
    let mut interpreted = stated.clone();
    if let Command::AcceptProposal { interpreted, .. } = &mut interpreted {
        *interpreted = true;
    }
    let clerk = Actor::Seat(id("clerk"));
    let events = court.h.decide(&clerk, &interpreted, court.now).unwrap();
    assert!(
        matches!(&events[..], [Event::LineWritten { line, .. }] if line.kind == LineKind::Interpreted)
    );
    court.must("clerk", stated.clone());
    let line = court.h.transcript.lines.last().unwrap().clone();
    assert_eq!(line.text, "借款二十万元", "as the clerk has it");
    let from = line.proposed.as_ref().unwrap();
    assert_eq!(from.text, "借款二十万元，至今未还。", "as it was heard");
    assert_eq!(
        (line.rev, line.kind, line.said_at()),
        (0, LineKind::Speech, from.from)
    );
    // Once.
    let mut again = stated.clone();
    if let Command::AcceptProposal { line, .. } = &mut again {
        *line = LineId::new("l2");
    }
    assert_eq!(
        court.ask("clerk2", again.clone()),
        Err(Refusal::ProposalGone)
    );
    all.follow(&Event::LineWritten {
        line: line.clone(),
        after: None,
    });
    assert!(all.waiting().is_empty());
    // A line that a human has touched stays his: no word of a provider comes near it.
    court.must(
        "clerk",
        Command::EditLine {
            line: line.id.clone(),
            base_rev: 0,
            speaker: line.speaker.clone(),
            kind: line.kind,
            text: "借款二十万元整。".into(),
            why: Why::Mended,
            base_text: None,
        },
    );
    propose(&mut all, &court, "plaintiff", "借款三十万元。");
    let kept = court.h.line(&line.id).unwrap();
    assert_eq!(kept.text, "借款二十万元整。");
    assert!(kept.proposed.is_some(), "where it came from stays known");
    // Struck, it is not proposed anew.
    court.must(
        "clerk",
        Command::StrikeLine {
            line: line.id.clone(),
            base_rev: 1,
        },
    );
    assert_eq!(court.ask("clerk2", again), Err(Refusal::ProposalGone));
}

#[test]
fn what_was_misheard_is_shown_to_nobody_who_only_reads() {
    let mut court = in_session();
    let mut all = Proposals::default();
    propose(&mut all, &court, "plaintiff", "借款二十万元。");
    let proposal = all.waiting()[0].id.0.clone();
    let stated = all
        .stated(&accept("l1", &proposal, "借款十二万元。"))
        .unwrap();
    court.must("clerk", stated);
    for (seat, text) in [
        ("clerk", "借款二十万元。"),
        ("clerk2", "借款二十万元。"),
        ("judge", ""),
        ("plaintiff", ""),
        ("defendant", ""),
    ] {
        let line = court.sees(seat).transcript.lines.last().unwrap().clone();
        assert_eq!(line.proposed.unwrap().text, text, "{seat}");
    }
    let takes = |seat: &str| court.h.takes_proposals(&id(seat));
    let shown: Vec<&str> = [
        "judge",
        "clerk",
        "clerk2",
        "plaintiff",
        "defendant",
        "witness",
        "observer",
        "inspector",
    ]
    .into_iter()
    .filter(|seat| takes(seat))
    .collect();
    assert_eq!(shown, ["clerk", "clerk2"]);
}

#[test]
fn a_provider_that_lies_is_bounded_in_every_way() {
    let mut court = in_session();
    let mut all = Proposals::default();
    // For nothing said, for more than can be said, for somebody who is not there, for nothing at all.
    let none = Sentence {
        heard_ms: 0,
        ..sentence(&court, "判决如下。")
    };
    assert!(!all.propose(&court.h, &id("judge"), &none, ("run", court.now)));
    assert!(!propose(&mut all, &court, "judge", &"长".repeat(200)));
    for nobody in ["observer", "nobody", "inspector"] {
        assert!(!propose(&mut all, &court, nobody, "判决如下。"), "{nobody}");
    }
    for empty in ["", "  ", "……", "\u{202e}\u{200b}", "。"] {
        assert!(!propose(&mut all, &court, "judge", empty), "{empty:?}");
    }
    assert!(all.waiting().is_empty());
    assert_eq!(all.dropped(), 2);
    // Without what nobody sees, on one line, in bounds.
    assert!(propose(
        &mut all,
        &court,
        "judge",
        "判\u{202e}决\n如\u{0}下\t\t。"
    ));
    assert_eq!(all.waiting()[0].text, "判决 如下 。");
    assert_eq!(
        words(&"长".repeat(9_000), PROPOSAL_LIMIT)
            .unwrap()
            .chars()
            .count(),
        PROPOSAL_LIMIT
    );
    all.partial(&court.h, &id("judge"), &"长".repeat(9_000), court.now);
    assert_eq!(all.partials(court.now)[0].1.chars().count(), PARTIAL_LIMIT);
    assert!(all.partials(court.now + 10_000).is_empty());
    // A flood: as many as one may say, and no more wait than can be read.
    let taken = (0..500)
        .filter(|n| propose(&mut all, &court, "plaintiff", &format!("第{n}句")))
        .count();
    assert_eq!(taken, 8);
    for n in 0..200 {
        court.now += 1_000;
        propose(&mut all, &court, "plaintiff", &format!("第{n}句"));
    }
    assert_eq!(all.waiting().len(), WAITING);
    assert!(all.dropped() > 600);
    assert_eq!(
        all.waiting().last().unwrap().text,
        "第199句",
        "the newest stay"
    );
    // What somebody else says in the middle of it stays, however long the flood goes on.
    assert!(propose(&mut all, &court, "defendant", "我不同意。"));
    for n in 0..3 * WAITING {
        court.now += 1_000;
        propose(&mut all, &court, "plaintiff", &format!("又第{n}句"));
    }
    let of_defendant = |p: &Proposed| p.seat == id("defendant");
    assert!(all.waiting().iter().any(of_defendant));
    assert_eq!(all.waiting().len(), WAITING);
    // Dismissed by who types, and by nobody else.
    let first = all.waiting()[0].id.clone();
    all.dismiss(&court.h, &id("judge"), &first);
    assert_eq!(all.waiting().len(), WAITING);
    all.dismiss(&court.h, &id("clerk2"), &first);
    assert_eq!(all.waiting().len(), WAITING - 1);
    assert!(
        all.stated(&accept("l9", &first.0, "一句"))
            .is_some_and(|stated| {
                matches!(stated, Command::AcceptProposal { heard: None, .. })
            })
    );
    // The record lies open for signing: nothing more.
    all.follow(&Event::SignOffOpened {
        seats: vec![],
        recording: vec![],
    });
    assert!(all.waiting().is_empty());
}

#[test]
fn hot_words_are_those_of_the_case() {
    let mut court = in_session();
    court.h.issues = vec!["借款是否实际交付；利息如何计算".into(), "是".repeat(40)];
    let words = court.h.hot_words();
    for wanted in [
        "林知远",
        "周以宁",
        "何秀兰",
        "借款是否实际交付",
        "利息如何计算",
        "质证",
    ] {
        assert!(
            words.iter().any(|word| word == wanted),
            "{wanted}: {words:?}"
        );
    }
    assert!(
        !words.contains(&"旁听".to_owned()),
        "nobody speaks of who watches"
    );
    assert!(
        words.len() <= 100
            && words
                .iter()
                .all(|word| (2..=12).contains(&word.chars().count()))
    );
}
