//! The four kinds of record, and a recording that takes the record's place.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use hearing::record_kind::{SealedFile, integrity_value};
use hearing::recording::{GapCause, Track, TrackSource};
use hearing::transcript::{LineKind, RecordKind, SignState, Speaker};
use hearing::*;

use common::{Court, matter};

fn id(seat: &str) -> SeatId {
    SeatId::new(seat)
}

/// `panel`: three judges.
fn court(procedure: Procedure, panel: bool) -> Court {
    let mut seats = vec![
        ("judge", Role::PresidingJudge, Side::Court),
        ("clerk", Role::Clerk, Side::Court),
        ("plaintiff", Role::Party, Side::Plaintiff),
        ("rep", Role::Representative, Side::Plaintiff),
        ("defendant", Role::Party, Side::Defendant),
        ("witness", Role::Witness, Side::None),
        ("observer", Role::Observer, Side::None),
        ("inspector", Role::Inspector, Side::None),
    ];
    if panel {
        seats.push(("second", Role::PanelJudge, Side::Court));
        seats.push(("assessor", Role::Assessor, Side::Court));
    }
    let seats = seats.into_iter().map(|(id, role, side)| {
        let mut seat = Seat::new(id, role, side, id);
        if role.is_court() {
            seat.zone = Zone::Courtroom;
            seat.attended = true;
        }
        seat
    });
    Court::scheduled(matter(procedure, Publicity::Open), seats.collect(), 1_000)
}

fn name(kind: RecordKind) -> Command {
    Command::NameRecord { kind }
}

fn comes_in(court: &mut Court, seat: &str, to: Zone) {
    let moved = Event::SeatMoved {
        seat: id(seat),
        to,
        why: MoveReason::Admitted,
    };
    court.happen(Actor::System, vec![moved]);
}

fn open() -> Command {
    Command::OpenHearing {
        override_reason: Some("演示".into()),
    }
}

fn write(line: &str, text: &str) -> Command {
    Command::WriteLine {
        line: LineId::new(line),
        after: None,
        speaker: Speaker::Nobody,
        kind: LineKind::Act,
        text: text.into(),
        exhibit: None,
        begun: None,
    }
}

#[test]
fn the_presiding_judge_says_what_kind_it_is_before_it_begins() {
    let mut court = court(Procedure::CivilOrdinary, true);
    for nobody in [
        "clerk",
        "second",
        "plaintiff",
        "witness",
        "observer",
        "inspector",
    ] {
        let refused = court.ask(nobody, name(RecordKind::Mediation));
        assert_eq!(refused, Err(Refusal::NotPermitted), "{nobody}");
    }
    assert_eq!(
        court.ask("judge", name(RecordKind::Trial)),
        Err(Refusal::AlreadyDone)
    );
    court.must("judge", name(RecordKind::Mediation));
    assert!(!court.h.is_public(), "a mediation has no audience");
    comes_in(&mut court, "plaintiff", Zone::Courtroom);
    court.must("judge", open());
    let first = &court.h.transcript.lines[0].text;
    assert!(first.contains("宣布调解开始"), "{first}");
    let reason = "双方各自商量".to_owned();
    court.must("judge", Command::Adjourn { reason });
    court.must("judge", Command::Resume);
    let lines = court.h.transcript.lines.iter().rev().take(2);
    let said: Vec<_> = lines.map(|line| line.text.as_str()).collect();
    assert!(said[0].contains("宣布继续调解"), "{said:?}");
    assert!(said[1].contains("宣布暂停调解"), "{said:?}");
    assert_eq!(court.h.recording, Recording::On);
    assert_eq!(
        court.ask("judge", name(RecordKind::Trial)),
        Err(Refusal::HearingHasBegun)
    );
    assert_eq!(court.sees("plaintiff").record_kind, RecordKind::Mediation);
}

#[test]
fn what_has_no_audience_does_not_begin_before_one() {
    let mut court = court(Procedure::CivilSimple, false);
    comes_in(&mut court, "observer", Zone::Gallery);
    for kind in [RecordKind::Mediation, RecordKind::EvidenceExchange] {
        assert_eq!(court.ask("judge", name(kind)), Err(Refusal::OthersInside));
    }
}

#[test]
fn a_deliberation_is_the_panels_alone() {
    // One who judges alone has nobody to deliberate with.
    let mut alone = court(Procedure::CivilSimple, false);
    assert_eq!(
        alone.ask("judge", name(RecordKind::Deliberation)),
        Err(Refusal::NoSuchStep)
    );
    let mut court = court(Procedure::CivilOrdinary, true);
    comes_in(&mut court, "plaintiff", Zone::Courtroom);
    assert_eq!(
        court.ask("judge", name(RecordKind::Deliberation)),
        Err(Refusal::OthersInside)
    );
    comes_in(&mut court, "plaintiff", Zone::Lobby);
    court.must("judge", name(RecordKind::Deliberation));
    for seat in ["plaintiff", "rep", "defendant"] {
        let refused = court.ask("judge", Command::Admit { seat: id(seat) });
        assert_eq!(refused, Err(Refusal::PanelAlone), "{seat}");
    }
    court.must("judge", open());
    let called = Command::CallWitness {
        seat: id("witness"),
    };
    assert_eq!(court.ask("judge", called), Err(Refusal::PanelAlone));
    assert_eq!(court.h.recording, Recording::Off, "never recorded");
    assert!(
        court.h.heard_by_machine().is_empty(),
        "nor heard by a machine"
    );
    court.must("clerk", write("l1", "合议庭评议：驳回诉讼请求。"));
    // Whoever it is, wherever he were: not a word.
    for zone in [Zone::Lobby, Zone::Courtroom] {
        for seat in [
            "plaintiff",
            "rep",
            "defendant",
            "witness",
            "observer",
            "inspector",
        ] {
            let mut court = Court {
                h: court.h.clone(),
                now: court.now,
                tick: court.tick,
            };
            court
                .h
                .seats
                .iter_mut()
                .find(|s| s.id == id(seat))
                .unwrap()
                .zone = zone.clone();
            let view = court.sees(seat);
            assert!(view.transcript.lines.is_empty(), "{seat} in {zone:?}");
            assert!(court.h.may_take_record(&id(seat)).is_err(), "{seat}");
        }
    }
    for seat in ["judge", "second", "assessor", "clerk"] {
        assert_eq!(court.sees(seat).transcript.lines.len(), 2, "{seat}");
    }
    court.must(
        "judge",
        Command::Adjourn {
            reason: "休息".into(),
        },
    );
    court.must("judge", Command::Resume);
    assert_eq!(court.h.recording, Recording::Off);
    // Only those sign who sat there.
    court.must(
        "judge",
        Command::CloseHearing {
            override_reason: Some("演示".into()),
        },
    );
    court.must("clerk", Command::OpenSignOff);
    let signers: Vec<&str> = court
        .h
        .transcript
        .sign_off
        .as_ref()
        .unwrap()
        .entries
        .iter()
        .map(|e| e.seat.as_str())
        .collect();
    assert_eq!(signers, ["judge", "clerk", "second", "assessor"]);
}

#[test]
fn what_the_panel_said_is_not_opened_under_another_name() {
    let mut court = court(Procedure::CivilOrdinary, true);
    court.must("judge", name(RecordKind::Deliberation));
    court.must("clerk", write("l1", "合议庭评议。"));
    for kind in [RecordKind::Trial, RecordKind::Mediation] {
        assert_eq!(court.ask("judge", name(kind)), Err(Refusal::PanelAlone));
    }
    // What is struck is kept, and read by whoever sees the record.
    court.must(
        "clerk",
        Command::StrikeLine {
            line: LineId::new("l1"),
            base_rev: 0,
        },
    );
    assert!(court.h.transcript.lines.is_empty());
    assert_eq!(
        court.ask("judge", name(RecordKind::Trial)),
        Err(Refusal::PanelAlone)
    );
}

fn answer(agreed: bool) -> Command {
    Command::AnswerReplacement { agreed }
}

fn in_session() -> Court {
    let mut court = court(Procedure::CivilSimple, false);
    for seat in ["plaintiff", "rep", "defendant"] {
        comes_in(&mut court, seat, Zone::Courtroom);
    }
    court.h.recorder = true;
    court.must("judge", open());
    court
}

#[test]
fn a_recording_takes_its_place_with_the_consent_of_both_sides() {
    let mut court = in_session();
    assert_eq!(
        court.ask("plaintiff", answer(true)),
        Err(Refusal::NoSuchStep),
        "nobody asked"
    );
    court.must("judge", Command::AskReplacement);
    for nobody in ["clerk", "witness", "observer", "inspector", "judge"] {
        assert_eq!(
            court.ask(nobody, answer(true)),
            Err(Refusal::NotPermitted),
            "{nobody}"
        );
    }
    assert!(!court.h.replacement_stands());
    // Who speaks for a side answers for it.
    court.must("rep", answer(true));
    assert!(!court.h.replacement_stands(), "one side");
    court.must("defendant", answer(true));
    assert!(court.h.replacement_stands());
    court.must("plaintiff", answer(false));
    assert!(!court.h.replacement_stands(), "the party's own no");
    court.must("plaintiff", answer(true));
    assert!(court.h.replacement_stands());
    let told: Vec<&str> = court
        .h
        .transcript
        .lines
        .iter()
        .map(|l| l.text.as_str())
        .collect();
    assert!(
        told.iter()
            .any(|line| line.contains("不同意以庭审录音录像替代庭审笔录")),
        "{told:?}"
    );
    court.must("judge", Command::WithdrawReplacement);
    assert!(!court.h.replacement_stands());
    // Of no other procedure, and of no other kind of record.
    let mut ordinary = self::court(Procedure::CivilOrdinary, true);
    assert_eq!(
        ordinary.ask("judge", Command::AskReplacement),
        Err(Refusal::NoSuchStep)
    );
    let mut mediation = self::court(Procedure::CivilSimple, false);
    mediation.must("judge", name(RecordKind::Mediation));
    assert_eq!(
        mediation.ask("judge", Command::AskReplacement),
        Err(Refusal::NoSuchStep)
    );
}

fn track(court: &mut Court, file: &str, from: Millis, until: Millis) {
    let track = Track {
        file: file.into(),
        seat: id("judge"),
        source: TrackSource::Microphone,
        from,
        until,
        bytes: 1_000,
        sha256: "ab".repeat(32),
        cut: false,
    };
    court.note(&Fact::TrackKept {
        track: Box::new(track),
    });
}

/// What the recorder says when no file is to come.
fn complete(court: &mut Court) {
    let files = u32::try_from(court.h.tracks.len()).unwrap();
    court.note(&Fact::TracksComplete { files });
}

fn close(court: &mut Court) {
    court.now += 60_000;
    court.must(
        "judge",
        Command::CloseHearing {
            override_reason: Some("演示".into()),
        },
    );
    court.now += 10_000;
}

fn agreed() -> Court {
    let mut court = in_session();
    court.must("judge", Command::AskReplacement);
    court.must("plaintiff", answer(true));
    court.must("defendant", answer(true));
    court
}

#[test]
fn what_is_signed_is_then_the_value_of_the_whole_recording() {
    let mut court = agreed();
    let from = court.h.stretches[0].from;
    close(&mut court);
    let until = court.h.stretches[0].until.unwrap();
    assert_eq!(
        court.ask("clerk", Command::OpenSignOff),
        Err(Refusal::RecordingUnfinished),
        "not finished"
    );
    track(&mut court, "2.webm", from, until);
    track(&mut court, "1.webm", from, until - 30_000);
    complete(&mut court);
    court.must("clerk", Command::OpenSignOff);
    let files = court
        .h
        .transcript
        .sign_off
        .as_ref()
        .unwrap()
        .recording
        .clone();
    let names: Vec<&str> = files.iter().map(|f| f.file.as_str()).collect();
    assert_eq!(names, ["1.webm", "2.webm"]);
    // What comes later is not what was signed for, and stands on no list.
    track(&mut court, "3.webm", from, until);
    assert_eq!(court.h.tracks.len(), files.len());
    let value = integrity_value(&files);
    for seat in ["judge", "plaintiff", "defendant"] {
        // A signer computes it from what his own browser has.
        assert_eq!(court.sees(seat).digest_to_sign(&id(seat)), value, "{seat}");
    }
    let sign = |text_sha256: &str| Command::Sign {
        text_sha256: text_sha256.into(),
        name: "plaintiff".into(),
        drawing: None,
        session: None,
    };
    court.must("plaintiff", Command::ConfirmRead);
    let of_lines = hearing::transcript::text_sha256(court.h.transcript.lines.iter());
    assert_eq!(
        court.ask("plaintiff", sign(&of_lines)),
        Err(Refusal::NotTheTextOnRecord)
    );
    court.must("plaintiff", sign(&value));
    let entry = court
        .h
        .transcript
        .sign_off
        .as_ref()
        .unwrap()
        .entries
        .iter()
        .find(|e| e.seat == id("plaintiff"))
        .unwrap()
        .clone();
    assert!(matches!(entry.state, SignState::Signed(s) if s.text_sha256 == value));
    // Nobody takes his consent back once it lies open.
    assert_eq!(court.ask("defendant", answer(false)), Err(Refusal::Frozen));
    assert_eq!(
        court.ask("judge", Command::WithdrawReplacement),
        Err(Refusal::Frozen)
    );
}

#[test]
fn nothing_is_signed_for_before_the_recorder_has_said_that_no_file_is_to_come() {
    let mut court = agreed();
    let from = court.h.stretches[0].from;
    complete(&mut court);
    assert!(!court.h.tracks_complete, "not while it is in session");
    close(&mut court);
    let until = court.h.stretches[0].until.unwrap();
    // The judge's voice is there from beginning to end; the other files are still being hashed.
    track(&mut court, "1.webm", from, until);
    let open = Command::OpenSignOff;
    let refused = Err(Refusal::RecordingUnfinished);
    assert_eq!(court.ask("clerk", open.clone()), refused);
    // Said of another list than the one on record.
    court.note(&Fact::TracksComplete { files: 2 });
    assert_eq!(court.ask("clerk", open.clone()), refused);
    complete(&mut court);
    assert!(court.h.tracks_complete);
    // And yet another one came: it has to be said again.
    track(&mut court, "2.webm", from, until);
    assert_eq!(court.ask("clerk", open.clone()), refused);
    complete(&mut court);
    for (seat, told) in [("clerk", true), ("plaintiff", false), ("observer", false)] {
        assert_eq!(court.sees(seat).tracks_complete, told, "{seat}");
    }
    court.must("clerk", open);
    let sign_off = court.h.transcript.sign_off.as_ref().unwrap();
    assert_eq!(sign_off.recording.len(), 2);
}

#[test]
fn a_recorder_that_came_late_has_recorded_no_whole_hearing() {
    let mut court = court(Procedure::CivilSimple, false);
    for seat in ["plaintiff", "defendant"] {
        comes_in(&mut court, seat, Zone::Courtroom);
    }
    court.must("judge", open());
    court.now += 60_000;
    court.note(&Fact::Recorder {
        running: true,
        trouble: None,
    });
    court.must("judge", Command::AskReplacement);
    court.must("plaintiff", answer(true));
    court.must("defendant", answer(true));
    let from = court.h.stretches[0].from;
    close(&mut court);
    let until = court.h.stretches[0].until.unwrap();
    track(&mut court, "1.webm", from, until);
    complete(&mut court);
    assert_eq!(
        court.ask("clerk", Command::OpenSignOff),
        Err(Refusal::RecordingIncomplete)
    );
}

#[test]
fn what_was_paused_by_order_is_no_gap() {
    let mut court = agreed();
    court.now += 10_000;
    court.must(
        "judge",
        Command::PauseRecording {
            ground: PauseGround::ClosedEvidence,
        },
    );
    court.now += 10_000;
    court.must("judge", Command::ResumeRecording);
    close(&mut court);
    for (at, stretch) in court.h.stretches.clone().into_iter().enumerate() {
        let until = stretch.until.unwrap();
        track(&mut court, &format!("{at}.webm"), stretch.from, until);
    }
    complete(&mut court);
    court.must("clerk", Command::OpenSignOff);
    let sign_off = court.h.transcript.sign_off.as_ref().unwrap();
    assert_eq!(sign_off.recording.len(), 2);
}

#[test]
fn a_record_on_paper_waits_for_no_recording() {
    let mut court = in_session();
    close(&mut court);
    court.must("clerk", Command::OpenSignOff);
    complete(&mut court);
    assert!(!court.h.tracks_complete, "nobody waits for it any more");
}

#[test]
fn a_recording_with_a_gap_takes_no_records_place() {
    let mut court = agreed();
    let from = court.h.stretches[0].from;
    let cause = GapCause::Overrun;
    court.note(&Fact::RecordingGap {
        from,
        until: from + 10,
        cause,
    });
    close(&mut court);
    let until = court.h.stretches.last().unwrap().until.unwrap();
    for (at, stretch) in court.h.stretches.clone().into_iter().enumerate() {
        track(&mut court, &format!("{at}.webm"), stretch.from, until);
    }
    assert_eq!(
        court.ask("clerk", Command::OpenSignOff),
        Err(Refusal::RecordingIncomplete)
    );
    // The judge turns back to the record, and it is signed as ever.
    court.must("judge", Command::WithdrawReplacement);
    court.must("clerk", Command::OpenSignOff);
    assert!(
        court
            .h
            .transcript
            .sign_off
            .as_ref()
            .unwrap()
            .recording
            .is_empty()
    );
}

#[test]
fn the_value_tells_every_change_of_the_files() {
    let file = |name: &str, sha256: &str, bytes| SealedFile {
        file: name.into(),
        sha256: sha256.into(),
        bytes,
    };
    let whole = [file("1", "aa", 1), file("2", "bb", 2)];
    let others = [
        vec![file("1", "aa", 1)],
        vec![file("2", "bb", 2), file("1", "aa", 1)],
        vec![file("1", "ab", 1), file("2", "bb", 2)],
        vec![file("1", "aa", 3), file("2", "bb", 2)],
        vec![file("1a", "a", 1), file("2", "bb", 2)],
    ];
    for other in others {
        assert_ne!(
            integrity_value(&other),
            integrity_value(&whole),
            "{other:?}"
        );
    }
}
