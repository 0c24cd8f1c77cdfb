//! The recording: when the room is on tape, what is missing, and who may hear what of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use hearing::recording::*;
use hearing::transcript::{LineKind, Speaker, TranscriptLine};
use hearing::*;

use common::{Court, matter};

const ALL: [(&str, Role); 9] = [
    ("judge", Role::PresidingJudge),
    ("assistant", Role::JudgeAssistant),
    ("clerk", Role::Clerk),
    ("plaintiff", Role::Party),
    ("rep", Role::Representative),
    ("witness", Role::Witness),
    ("observer", Role::Observer),
    ("inspector", Role::Inspector),
    ("technician", Role::Technician),
];

fn court() -> Court {
    let seats = ALL.map(|(id, role)| {
        let mut seat = Seat::new(id, role, Side::Plaintiff, id);
        seat.zone = match role {
            Role::Observer => Zone::Gallery,
            Role::Inspector | Role::Technician => Zone::Inspection,
            _ => Zone::Courtroom,
        };
        seat.attended = true;
        seat
    });
    let mut court = Court::scheduled(
        matter(Procedure::CivilSimple, Publicity::Open),
        seats.to_vec(),
        1_000,
    );
    runs(&mut court, true);
    court.happen(
        Actor::Seat(SeatId::new("judge")),
        vec![
            Event::HearingOpened,
            Event::RecordingStarted,
            Event::StageEntered {
                stage: Stage::Opening,
                open_items: vec![],
                override_reason: None,
            },
        ],
    );
    for who in ["judge", "plaintiff", "witness"] {
        line(&mut court, who, who);
    }
    court
}

fn runs(court: &mut Court, running: bool) {
    let trouble = (!running).then_some(RecorderTrouble::Stopped);
    court.note(&Fact::Recorder { running, trouble });
}

fn line(court: &mut Court, id: &str, speaker: &str) {
    let at = court.now + 1;
    let line = TranscriptLine {
        id: LineId::new(id),
        stage: Stage::Opening,
        speaker: Speaker::Seat(SeatId::new(speaker)),
        kind: LineKind::Speech,
        text: "是".into(),
        at,
        rev: 0,
        exhibit: None,
        said: None,
        proposed: None,
    };
    let clerk = Actor::Seat(SeatId::new("clerk"));
    court.happen(clerk, vec![Event::LineWritten { line, after: None }]);
}

fn hears(court: &Court, seat: &str, line: &str) -> Result<Hears, Refusal> {
    court.h.may_hear(&SeatId::new(seat), &LineId::new(line))
}

fn close(court: &mut Court) {
    let judge = Actor::Seat(SeatId::new("judge"));
    court.happen(judge, vec![Event::RecordingStopped, Event::HearingClosed]);
    let seats = ["plaintiff", "rep", "witness", "clerk", "judge"];
    let seats = seats.map(SeatId::new).to_vec();
    let clerk = Actor::Seat(SeatId::new("clerk"));
    court.happen(
        clerk,
        vec![Event::SignOffOpened {
            seats,
            recording: vec![],
        }],
    );
}

#[test]
fn in_session_the_court_hears_all_and_nobody_else_anything() {
    let court = court();
    for (seat, role) in ALL {
        for line in ["judge", "plaintiff", "witness"] {
            let may = hears(&court, seat, line);
            if role.is_court() {
                assert_eq!(may, Ok(Hears::Everybody), "{seat} {line}");
            } else {
                assert!(may.is_err(), "{seat} {line}: {may:?}");
            }
        }
    }
    assert_eq!(hears(&court, "nobody", "judge"), Err(Refusal::NotPermitted));
    assert_eq!(hears(&court, "judge", "none"), Err(Refusal::NoSuchLine));
}

#[test]
fn who_corrects_hears_his_own_words_and_no_more() {
    let mut court = court();
    close(&mut court);
    assert_eq!(hears(&court, "plaintiff", "plaintiff"), Ok(Hears::Himself));
    assert_eq!(hears(&court, "witness", "witness"), Ok(Hears::Himself));
    for (seat, line) in [
        ("plaintiff", "judge"),
        ("plaintiff", "witness"),
        ("rep", "plaintiff"),
        ("witness", "judge"),
        ("witness", "plaintiff"),
        ("observer", "judge"),
        ("inspector", "judge"),
        ("technician", "judge"),
    ] {
        assert!(hears(&court, seat, line).is_err(), "{seat} {line}");
    }
    // The judge's leave is most wanted now.
    court.must("judge", Command::AllowListening { allowed: true });
    assert_eq!(hears(&court, "plaintiff", "judge"), Ok(Hears::Everybody));
    assert_eq!(hears(&court, "witness", "witness"), Ok(Hears::Himself));
    assert!(hears(&court, "witness", "judge").is_err());
}

#[test]
fn the_judge_lets_those_who_take_part_hear_and_never_a_witness_or_the_gallery() {
    let mut court = court();
    let allow = |allowed| Command::AllowListening { allowed };
    for seat in ["clerk", "plaintiff", "witness", "observer"] {
        assert_eq!(court.ask(seat, allow(true)), Err(Refusal::NotPermitted));
    }
    court.must("judge", allow(true));
    assert_eq!(court.ask("judge", allow(true)), Err(Refusal::AlreadyDone));
    assert_eq!(hears(&court, "plaintiff", "witness"), Ok(Hears::Everybody));
    assert_eq!(hears(&court, "rep", "judge"), Ok(Hears::Everybody));
    for seat in ["witness", "observer", "inspector"] {
        assert!(hears(&court, seat, "judge").is_err(), "{seat}");
    }
    assert!(
        hears(&court, "witness", "witness").is_err(),
        "not before he is given it to read"
    );
    court.must("judge", allow(false));
    assert!(hears(&court, "plaintiff", "witness").is_err());
}

#[test]
fn what_is_given_out_is_on_record_and_nobody_asks_for_another() {
    let mut court = court();
    let open = |seat: &str, line: &str| Command::OpenRecording {
        seat: SeatId::new(seat),
        what: Heard::Moment {
            line: LineId::new(line),
        },
    };
    let events = court.h.decide(&Actor::System, &open("judge", "witness"), 9);
    court.happen(Actor::System, events.unwrap());
    let refused = court
        .h
        .decide(&Actor::System, &open("plaintiff", "witness"), 9);
    assert_eq!(refused, Err(Refusal::NotPermitted));
    // The door asks, and no seat does, not even the judge's.
    assert_eq!(
        court.ask("judge", open("judge", "witness")),
        Err(Refusal::NotPermitted)
    );
    let listened: Vec<_> = court.h.listened.iter().map(|l| l.seat.as_str()).collect();
    assert_eq!(listened, ["judge"]);
    let view = |seat: &str| court.h.view_for(&SeatId::new(seat)).listened.len();
    assert_eq!(
        (view("clerk"), view("plaintiff"), view("observer")),
        (1, 0, 0)
    );
}

#[test]
fn whole_files_are_for_who_decides_and_who_keeps_them() {
    let mut court = court();
    let kept = Track {
        file: "1-0-microphone.webm".into(),
        seat: SeatId::new("witness"),
        source: TrackSource::Microphone,
        from: 1,
        until: 2,
        bytes: 3,
        sha256: "00".repeat(32),
        cut: false,
    };
    for _ in 0..2 {
        court.note(&Fact::TrackKept {
            track: Box::new(kept.clone()),
        });
    }
    assert_eq!(court.h.tracks, [kept], "each file once");
    let ask = |seat: &str, file: &str| {
        let what = Heard::File { file: file.into() };
        let seat = SeatId::new(seat);
        let command = Command::OpenRecording { seat, what };
        court.h.decide(&Actor::System, &command, 9).map(|_| ())
    };
    for (seat, role) in ALL {
        let may = role.is_bench() || role == Role::Clerk;
        assert_eq!(ask(seat, "1-0-microphone.webm").is_ok(), may, "{seat}");
        let seen = court.h.view_for(&SeatId::new(seat)).tracks.len();
        assert_eq!(seen == 1, role.is_court(), "{seat}");
    }
    assert_eq!(ask("judge", "2.webm"), Err(Refusal::NotOnTape));
}

#[test]
fn a_break_and_a_dead_recorder_are_times_of_which_there_is_nothing() {
    let mut court = court();
    court.must(
        "judge",
        Command::PauseRecording {
            ground: PauseGround::ClosedEvidence,
        },
    );
    line(&mut court, "in the break", "witness");
    court.must("judge", Command::ResumeRecording);
    line(&mut court, "after it", "witness");
    runs(&mut court, false);
    assert!(!court.h.is_on_tape());
    line(&mut court, "while it was dead", "witness");
    runs(&mut court, true);
    line(&mut court, "when it was back", "witness");
    assert!(hears(&court, "judge", "after it").is_ok());
    assert!(hears(&court, "judge", "when it was back").is_ok());
    for none in ["in the break", "while it was dead"] {
        assert_eq!(
            hears(&court, "judge", none),
            Err(Refusal::NotOnTape),
            "{none}"
        );
    }
    let gaps: Vec<_> = court.h.incidents.iter().collect();
    assert_eq!(gaps.len(), 2);
    assert_eq!(
        gaps[1].what,
        Happening::RecordingGap {
            cause: GapCause::Stopped
        }
    );
    assert!(
        gaps[1].until > Some(gaps[1].at),
        "it ended when the recorder ran again"
    );
    assert_eq!(court.h.stretches.len(), 3);
}

#[test]
fn what_a_restart_cut_out_is_cut_out_of_the_stretch() {
    let mut court = court();
    let opened = court.h.stretches[0].from;
    court.now += 100_000;
    let cause = GapCause::Restarted;
    let (from, until) = (opened + 40_000, opened + 60_000);
    court.note(&Fact::RecordingGap { from, until, cause });
    assert!(court.h.was_recorded(from - 1));
    assert!(!court.h.was_recorded(from) && !court.h.was_recorded(until - 1));
    assert!(court.h.was_recorded(until) && court.h.is_on_tape());
    let seen = &court.h.view_for(&SeatId::new("plaintiff")).incidents;
    assert_eq!((seen[0].at, seen[0].until), (from, Some(until)));
}

#[test]
fn a_recorder_that_dies_while_nothing_is_to_be_recorded_leaves_no_gap() {
    let mut court = court();
    court.must(
        "judge",
        Command::Adjourn {
            reason: "休息".into(),
        },
    );
    let before = court.h.incidents.len();
    runs(&mut court, false);
    runs(&mut court, true);
    assert_eq!(court.h.incidents.len(), before);
    assert_eq!(court.h.recorder_trouble, None);
    let space = Some(RecorderTrouble::SpaceFor { minutes: 20 });
    court.note(&Fact::Recorder {
        running: true,
        trouble: space,
    });
    assert_eq!(court.h.recorder_trouble, space);
    assert_eq!(
        court.h.incidents.len(),
        before,
        "said in time, and nothing is lost"
    );
}

#[test]
fn what_the_court_says_in_a_secured_room_is_heard_by_the_court_alone() {
    let mut court = court();
    let judge = || Actor::Seat(SeatId::new("judge"));
    let moved = |seat: &str, to, why| Event::SeatMoved {
        seat: SeatId::new(seat),
        to,
        why,
    };
    line(&mut court, "before", "judge");
    let said = |court: &Court, id: &str| court.h.line(&LineId::new(id)).unwrap().said_at();
    court.now += 60_000;
    let out = moved("plaintiff", Zone::Lobby, MoveReason::Secured);
    court.happen(judge(), vec![Event::RoomSecured, out]);
    let from = court.h.secured[0].from;
    line(&mut court, "within", "judge");
    court.now += 60_000;
    let back = moved("plaintiff", Zone::Courtroom, MoveReason::Admitted);
    court.happen(judge(), vec![back]);
    let until = court.h.secured[0].until.unwrap();
    court.now += 60_000;
    line(&mut court, "after", "judge");
    court.must("judge", Command::AllowListening { allowed: true });
    assert_eq!(hears(&court, "judge", "within"), Ok(Hears::Everybody));
    assert_eq!(
        hears(&court, "plaintiff", "within"),
        Err(Refusal::NotOnTape)
    );
    let plaintiff = SeatId::new("plaintiff");
    for (line, whole) in [("before", (0, from)), ("after", (until, u64::MAX))] {
        assert_eq!(hears(&court, "plaintiff", line), Ok(Hears::Everybody));
        let said = said(&court, line);
        let (begins, ends) = court.h.heard_around(&plaintiff, said, (0, u64::MAX));
        assert!(
            begins >= whole.0 && ends <= whole.1,
            "{line}: {begins} to {ends}"
        );
        let all = court
            .h
            .heard_around(&SeatId::new("judge"), said, (0, u64::MAX));
        assert_eq!(all, (0, u64::MAX));
    }
}

#[test]
fn the_presiding_judge_explains_a_gap_over_his_name_and_what_he_wrote_stays() {
    let mut court = court();
    let from = court.h.stretches[0].from + 40_000;
    court.now += 100_000;
    court.note(&Fact::RecordingGap {
        from,
        until: from + 20_000,
        cause: GapCause::Restarted,
    });
    let note = |from, words: &str| Command::ExplainGap {
        from,
        words: words.into(),
    };
    for seat in ["clerk", "plaintiff", "technician", "inspector"] {
        let refused = court.ask(seat, note(from, "断电"));
        assert_eq!(refused, Err(Refusal::NotPermitted), "{seat}");
    }
    let elsewhen = court.ask("judge", note(from + 1, "断电"));
    assert_eq!(elsewhen, Err(Refusal::NoSuchGap));
    assert_eq!(
        court.ask("judge", note(from, " ")),
        Err(Refusal::ReasonWanted)
    );
    court.must("judge", note(from, "服务器断电"));
    court.must("judge", note(from, "补充：备用电源已更换"));
    let of =
        |h: &Hearing| -> Vec<String> { h.notes_on_gap(from).map(|n| n.words.clone()).collect() };
    let written = ["服务器断电", "补充：备用电源已更换"];
    assert_eq!(of(&court.h), written);
    assert_eq!(of(&court.h.view_for(&SeatId::new("plaintiff"))), written);
    for _ in 2..5 {
        court.must("judge", note(from, "再补充"));
    }
    assert_eq!(
        court.ask("judge", note(from, "再补充")),
        Err(Refusal::LimitReached)
    );
}
