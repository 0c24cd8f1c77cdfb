//! Signing with the court's help: reminders, refusals that are noted, who has no device, and until when one may read (R66, R67, R70).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use common::*;
use hearing::transcript::*;
use hearing::*;

/// 2026-11-26 15:30 in Beijing.
const CLOSED: Millis = 1_795_678_200_000;

/// Closed, with one line of each, and open for signing.
fn court(procedure: Procedure) -> Court {
    let mut court = closed(procedure, &["defendant", "witness"]);
    court.must("clerk", Command::OpenSignOff);
    court
}

/// Closed, with one line of each of these.
fn closed(procedure: Procedure, heard: &[&str]) -> Court {
    let seats = [
        ("judge", Role::PresidingJudge, Side::Court, "顾澄"),
        ("clerk", Role::Clerk, Side::Court, "苏禾"),
        ("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
        ("defendant", Role::Party, Side::Defendant, "周以宁"),
        ("witness", Role::Witness, Side::Plaintiff, "何秀兰"),
    ];
    let seats = seats.map(|(id, role, side, name)| {
        let mut seat = Seat::new(id, role, side, name);
        seat.zone = Zone::Courtroom;
        seat.attended = true;
        seat
    });
    let mut court = Court::scheduled(matter(procedure, Publicity::Open), seats.to_vec(), CLOSED);
    court.happen(Actor::System, vec![Event::HearingOpened]);
    for who in heard.iter().copied() {
        let line = TranscriptLine {
            id: LineId::new(format!("by-{who}")),
            stage: Stage::Investigation,
            speaker: Speaker::Seat(SeatId::new(who)),
            kind: LineKind::Speech,
            text: format!("我是{who}。"),
            at: CLOSED,
            rev: 0,
            exhibit: None,
            said: None,
            proposed: None,
        };
        court.happen(
            Actor::Seat(SeatId::new("clerk")),
            vec![Event::LineWritten { line, after: None }],
        );
    }
    court.happen(Actor::System, vec![Event::HearingClosed]);
    court
}

#[test]
fn who_was_called_and_said_nothing_knows_that_it_is_closed_and_that_he_signs_nothing() {
    let mut court = closed(Procedure::CivilSimple, &["defendant"]);
    let witness = SeatId::new("witness");
    assert_eq!(court.h.scope_of(&witness), Scope::OwnPart { own: vec![] });
    let seen = court.sees("witness");
    assert_eq!(seen.phase, Phase::Closed);
    assert!(seen.transcript.lines.is_empty() && seen.exhibits.is_empty());
    assert!(!court.h.is_over_for(&witness));
    court.must("clerk", Command::OpenSignOff);
    assert!(court.h.is_over_for(&witness));
}

fn entry<'a>(court: &'a Court, seat: &str) -> &'a SignOffEntry {
    let entries = &court.h.transcript.sign_off.as_ref().unwrap().entries;
    entries.iter().find(|e| e.seat.as_str() == seat).unwrap()
}

fn remind(seat: &str) -> Command {
    Command::RemindToSign {
        seat: SeatId::new(seat),
    }
}

fn assisted(court: &Court, seat: &str, name: &str, drawing: &str) -> Command {
    Command::SignAssisted {
        seat: SeatId::new(seat),
        text_sha256: court.h.digest_to_sign(&SeatId::new(seat)),
        name: name.into(),
        drawing: drawing.into(),
        how: Assistance::ReadAloud,
    }
}

#[test]
fn who_has_not_signed_is_reminded_and_not_without_end() {
    let mut court = court(Procedure::CivilSimple);
    assert_eq!(
        court.ask("plaintiff", remind("defendant")),
        Err(Refusal::NotPermitted)
    );
    court.must("clerk", remind("defendant"));
    assert_eq!(
        court.ask("clerk", remind("defendant")),
        Err(Refusal::AlreadyDone)
    );
    court.now += REMIND_AGAIN;
    court.must("judge", remind("defendant"));
    assert_eq!(entry(&court, "defendant").reminded.len(), 2);
    // He sees that he was; a witness sees nothing of it.
    let seen = |seat: &str| court.sees(seat).transcript.sign_off.unwrap().entries;
    let mine = seen("defendant")
        .into_iter()
        .find(|e| e.seat.as_str() == "defendant");
    assert_eq!(mine.unwrap().reminded.len(), 2);
    assert!(seen("witness").iter().all(|e| e.reminded.is_empty()));
    let reason = "不认可".to_owned();
    court.must("defendant", Command::RefuseToSign { reason });
    court.now += REMIND_AGAIN;
    assert_eq!(
        court.ask("clerk", remind("defendant")),
        Err(Refusal::AlreadyDone)
    );
}

#[test]
fn a_refusal_is_noted_by_the_court() {
    let mut court = court(Procedure::CivilSimple);
    let note = || Command::NoteRefusal {
        seat: SeatId::new("defendant"),
    };
    assert_eq!(court.ask("clerk", note()), Err(Refusal::NotPermitted));
    let reason = "第一行不是我说的".to_owned();
    court.must("defendant", Command::RefuseToSign { reason });
    assert_eq!(court.ask("plaintiff", note()), Err(Refusal::NotPermitted));
    court.must("clerk", note());
    match &entry(&court, "defendant").state {
        SignState::Refused {
            noted: Some(noted), ..
        } => assert_eq!(noted.by.as_str(), "clerk"),
        other => panic!("{other:?}"),
    }
    assert_eq!(court.ask("clerk", note()), Err(Refusal::AlreadyDone));
    // And no hand of the court's makes a signature of it.
    let signs = assisted(&court, "defendant", "周以宁", "M1 1L9 9");
    assert_eq!(court.ask("clerk", signs), Err(Refusal::SignerHasRefused));
}

#[test]
fn who_has_no_device_signs_by_his_own_hand_on_the_courts() {
    let mut court = court(Procedure::CivilSimple);
    let path = "M1 1L9 9";
    let by = |court: &mut Court, who: &str, command| court.ask(who, command);
    let good = assisted(&court, "witness", "何秀兰", path);
    assert_eq!(
        by(&mut court, "plaintiff", good.clone()),
        Err(Refusal::NotPermitted)
    );
    // Not without his hand, not in another's name, not for one of the court, not another text.
    let bare = assisted(&court, "witness", "何秀兰", "");
    assert_eq!(by(&mut court, "clerk", bare), Err(Refusal::Malformed));
    for nothing in [" ", "M", "M1 1"] {
        let bare = assisted(&court, "witness", "何秀兰", nothing);
        assert_eq!(by(&mut court, "clerk", bare), Err(Refusal::Malformed));
    }
    let script = assisted(&court, "witness", "何秀兰", "<script>");
    assert_eq!(by(&mut court, "clerk", script), Err(Refusal::Malformed));
    let other = assisted(&court, "witness", "周以宁", path);
    assert_eq!(
        by(&mut court, "clerk", other),
        Err(Refusal::NameDoesNotMatch)
    );
    let judge = assisted(&court, "judge", "顾澄", path);
    assert_eq!(by(&mut court, "clerk", judge), Err(Refusal::NotPermitted));
    let mut whole = good.clone();
    if let Command::SignAssisted { text_sha256, .. } = &mut whole {
        *text_sha256 = court.h.digest_to_sign(&SeatId::new("judge"));
    }
    assert_eq!(
        by(&mut court, "clerk", whole),
        Err(Refusal::NotTheTextOnRecord)
    );
    court.must("clerk", good.clone());
    match &entry(&court, "witness").state {
        SignState::Signed(signature) => {
            let assisted = signature.assisted.as_ref().unwrap();
            assert_eq!(
                (assisted.by.as_str(), assisted.how),
                ("clerk", Assistance::ReadAloud)
            );
            assert_eq!(signature.drawing.as_deref(), Some(path));
        }
        other => panic!("{other:?}"),
    }
    assert!(entry(&court, "witness").read_at.is_some());
    assert_eq!(court.ask("clerk", good), Err(Refusal::AlreadyDone));
}

#[test]
fn the_device_that_signed_is_the_courts_to_know() {
    let mut court = court(Procedure::CivilSimple);
    court.must("defendant", Command::ConfirmRead);
    let text_sha256 = court.h.digest_to_sign(&SeatId::new("defendant"));
    let sign = Command::Sign {
        text_sha256,
        name: "周以宁".into(),
        drawing: Some("M1 1L9 9".into()),
        session: Some("of-his-phone".into()),
    };
    court.must("defendant", sign);
    let seen = |seat: &str| serde_json::to_string(&court.sees(seat)).unwrap();
    for seat in ["judge", "clerk", "defendant"] {
        assert!(seen(seat).contains("of-his-phone"), "{seat}");
    }
    for seat in ["plaintiff", "witness"] {
        assert!(!seen(seat).contains("of-his-phone"), "{seat}");
    }
}

#[test]
fn five_days_end_at_midnight_in_beijing() {
    // 2026-12-02 00:00: the day of the opening is not counted.
    assert_eq!(
        court(Procedure::CivilSimple).h.read_by(),
        Some(1_796_140_800_000)
    );
    assert_eq!(
        court(Procedure::CivilOrdinary).h.read_by(),
        Some(1_796_140_800_000)
    );
    assert_eq!(court(Procedure::CriminalOrdinary).h.read_by(), None);
    assert_eq!(Hearing::default().read_by(), None);
}

fn sign(court: &Court, seat: &str) -> Command {
    let id = SeatId::new(seat);
    Command::Sign {
        text_sha256: court.h.digest_to_sign(&id),
        name: court.h.seat(&id).unwrap().name.clone(),
        drawing: None,
        session: None,
    }
}

fn reads_and_signs(court: &mut Court, seat: &str) -> Result<(), Refusal> {
    court.must(seat, Command::ConfirmRead);
    let sign = sign(court, seat);
    court.ask(seat, sign)
}

#[test]
fn nobody_signs_what_he_has_not_read_to_the_end() {
    let mut court = court(Procedure::CivilSimple);
    let sign = sign(&court, "defendant");
    assert_eq!(
        court.ask("defendant", sign.clone()),
        Err(Refusal::ReadFirst)
    );
    court.must("defendant", Command::ConfirmRead);
    court.must("defendant", sign);
}

#[test]
fn the_parties_sign_then_the_clerk_and_the_presiding_judge_last_of_all() {
    let mut court = court(Procedure::CivilSimple);
    for seat in ["clerk", "judge"] {
        let too_early = reads_and_signs(&mut court, seat);
        assert_eq!(too_early, Err(Refusal::OthersSignFirst), "{seat}");
    }
    for seat in ["witness", "defendant", "plaintiff"] {
        assert_eq!(reads_and_signs(&mut court, seat), Ok(()), "{seat}");
    }
    let too_early = reads_and_signs(&mut court, "judge");
    assert_eq!(too_early, Err(Refusal::OthersSignFirst));
    assert_eq!(reads_and_signs(&mut court, "clerk"), Ok(()));
    assert_ne!(court.h.phase, Phase::Finished);
    assert_eq!(reads_and_signs(&mut court, "judge"), Ok(()));
    assert_eq!(court.h.phase, Phase::Finished);
}

fn correction(court: &mut Court, by: &str, line: &str, should_read: &str) {
    let command = Command::RequestCorrection {
        correction: CorrectionId::new("c1"),
        line: LineId::new(line),
        should_read: should_read.into(),
        wrong: Wrong::Words,
        reason: "记错了".into(),
    };
    court.must(by, command);
}

fn decide(granted: bool) -> Command {
    Command::DecideCorrection {
        correction: CorrectionId::new("c1"),
        granted,
        reason: "核对录音".into(),
    }
}

#[test]
fn the_court_does_not_sign_over_a_correction_that_nobody_has_decided() {
    let mut court = court(Procedure::CivilSimple);
    correction(&mut court, "defendant", "by-defendant", "我是被告。");
    for seat in ["witness", "defendant", "plaintiff"] {
        assert_eq!(reads_and_signs(&mut court, seat), Ok(()), "{seat}");
    }
    let waits = reads_and_signs(&mut court, "clerk");
    assert_eq!(waits, Err(Refusal::CorrectionWaits));
    court.must("judge", decide(false));
    assert_eq!(reads_and_signs(&mut court, "clerk"), Ok(()));
}

/// R69: a signature stands for the text that was signed, and for no other.
#[test]
fn a_change_after_a_signature_voids_it_for_all_to_see_and_asks_again() {
    let mut court = court(Procedure::CivilSimple);
    correction(&mut court, "defendant", "by-defendant", "我是被告。");
    for seat in ["witness", "plaintiff"] {
        assert_eq!(reads_and_signs(&mut court, seat), Ok(()), "{seat}");
    }
    court.must("defendant", Command::ConfirmRead);
    let old_text = sign(&court, "defendant");
    court.must("judge", decide(true));
    let voided =
        |court: &Court, seat: &str| matches!(entry(court, seat).state, SignState::Voided { .. });
    assert!(voided(&court, "plaintiff"));
    assert!(
        !voided(&court, "witness"),
        "he signed his own words, and these stand"
    );
    let seen = court.sees("plaintiff").transcript.sign_off.unwrap().entries;
    let own = seen.iter().find(|e| e.seat.as_str() == "plaintiff");
    assert!(matches!(own.unwrap().state, SignState::Voided { .. }));
    // Who had read it has not read what stands there now, and what he had before him can be signed no more.
    assert_eq!(
        court.ask("defendant", old_text.clone()),
        Err(Refusal::ReadFirst)
    );
    court.must("defendant", Command::ConfirmRead);
    assert_eq!(
        court.ask("defendant", old_text),
        Err(Refusal::NotTheTextOnRecord)
    );
    let too_early = reads_and_signs(&mut court, "clerk");
    assert_eq!(too_early, Err(Refusal::OthersSignFirst));
    for seat in ["defendant", "plaintiff", "clerk", "judge"] {
        assert_eq!(reads_and_signs(&mut court, seat), Ok(()), "{seat}");
    }
    assert_eq!(court.h.phase, Phase::Finished);
}

fn finds_wrong(line: &str, should_read: &str, wrong: Wrong) -> Command {
    Command::RequestCorrection {
        correction: CorrectionId::new("c1"),
        line: LineId::new(line),
        should_read: should_read.into(),
        wrong,
        reason: "记错了".into(),
    }
}

fn another_spoke(now: &str, should: &str) -> Wrong {
    let (now, should) = (SeatId::new(now), SeatId::new(should));
    Wrong::Speaker { now, should }
}

fn omitted(speaker: &str) -> Wrong {
    let speaker = SeatId::new(speaker);
    Wrong::Omission { speaker }
}

fn is_voided(court: &Court, seat: &str) -> bool {
    matches!(entry(court, seat).state, SignState::Voided { .. })
}

#[test]
fn words_that_another_spoke_are_given_to_him_and_signatures_go() {
    let mut court = court(Procedure::CivilSimple);
    let text = "我是defendant。";
    let asked = |text, now, should| finds_wrong("by-defendant", text, another_spoke(now, should));
    // Whose they are and which they are is not asked in one.
    let both = court.ask("defendant", asked("我是原告。", "defendant", "plaintiff"));
    assert_eq!(both, Err(Refusal::Malformed));
    let nobody = court.ask("defendant", asked(text, "defendant", "nobody"));
    assert_eq!(nobody, Err(Refusal::NoSuchSeat));
    // He has seen another record.
    let other = court.ask("defendant", asked(text, "judge", "plaintiff"));
    assert_eq!(other, Err(Refusal::LineChanged { rev: 0 }));
    court.must("defendant", asked(text, "defendant", "plaintiff"));
    for seat in ["witness", "plaintiff"] {
        assert_eq!(reads_and_signs(&mut court, seat), Ok(()), "{seat}");
    }
    court.must("judge", decide(true));
    let line = court.h.line(&LineId::new("by-defendant")).unwrap();
    assert_eq!(line.speaker, Speaker::Seat(SeatId::new("plaintiff")));
    assert_eq!((line.text.as_str(), line.rev), (text, 1));
    let was = court.h.transcript.revisions(&line.id).last().unwrap();
    assert_eq!(was.speaker, Speaker::Seat(SeatId::new("defendant")));
    assert_eq!(was.why, Why::Corrected(CorrectionId::new("c1")));
    assert!(is_voided(&court, "plaintiff"));
    assert!(!is_voided(&court, "witness"));
}

#[test]
fn who_is_called_loses_sight_of_words_that_were_not_his() {
    let mut court = court(Procedure::CivilSimple);
    let text = "我是witness。";
    let asked = |line, text, now| finds_wrong(line, text, another_spoke(now, "plaintiff"));
    // Of what others said he says nothing (R59).
    let of_others = asked("by-defendant", "我是defendant。", "defendant");
    assert_eq!(court.ask("witness", of_others), Err(Refusal::NoSuchLine));
    court.must("witness", asked("by-witness", text, "witness"));
    court.must("judge", decide(true));
    assert!(court.sees("witness").transcript.lines.is_empty());
    assert_eq!(court.h.part_for(&SeatId::new("witness")).count(), 0);
}

#[test]
fn what_is_missing_is_put_in_where_it_was_said() {
    let mut court = court(Procedure::CivilSimple);
    let text = "我当庭认可收到十八万元。";
    let observer = court.ask(
        "plaintiff",
        finds_wrong("by-defendant", text, omitted("o1")),
    );
    assert_eq!(observer, Err(Refusal::NoSuchSeat));
    court.must(
        "plaintiff",
        finds_wrong("by-defendant", text, omitted("defendant")),
    );
    // What the line before it reads has nothing to do with it.
    assert_eq!(court.h.transcript.corrections[0].now_reads, "");
    for seat in ["witness", "defendant"] {
        assert_eq!(reads_and_signs(&mut court, seat), Ok(()), "{seat}");
    }
    court.now += 60_000;
    court.must("clerk", decide(true));
    let lines = &court.h.transcript.lines;
    let order: Vec<_> = lines.iter().map(|l| l.id.as_str()).collect();
    assert_eq!(order, ["by-defendant", "c1", "by-witness"]);
    let new = &lines[1];
    assert_eq!(new.text, text);
    assert_eq!(new.speaker, Speaker::Seat(SeatId::new("defendant")));
    assert_eq!(new.said_at(), lines[0].said_at());
    // It stands on record since the decision, and not before.
    assert!(new.at >= CLOSED + 60_000);
    let by = court.h.transcript.put_in_by(&new.id).unwrap();
    assert_eq!((by.id.as_str(), by.by.as_str()), ("c1", "plaintiff"));
    assert_eq!(court.h.transcript.put_in_by(&lines[0].id), None);
    assert!(is_voided(&court, "defendant"));
    assert!(
        !is_voided(&court, "witness"),
        "he signed his own words, and these stand"
    );
}

#[test]
fn who_is_called_and_is_given_words_by_a_correction_signs_them() {
    for omission in [false, true] {
        let mut court = court(Procedure::CivilSimple);
        // He was heard, and nothing of it stands on record.
        let mut expert = Seat::new("expert", Role::ForensicExpert, Side::None, "陆行");
        (expert.zone, expert.attended) = (Zone::Courtroom, true);
        court.h.seats.push(expert);
        let (text, wrong) = if omission {
            ("鉴定意见如上。", omitted("expert"))
        } else {
            ("我是defendant。", another_spoke("defendant", "expert"))
        };
        court.must("plaintiff", finds_wrong("by-defendant", text, wrong));
        for seat in ["witness", "defendant", "plaintiff"] {
            assert_eq!(reads_and_signs(&mut court, seat), Ok(()), "{seat}");
        }
        court.must("clerk", decide(true));
        assert_eq!(entry(&court, "expert").state, SignState::Waiting);
        let seen = court.sees("expert").transcript.sign_off.unwrap();
        assert_eq!(seen.entries.len(), 1, "his own part, and his own signature");
        assert!(court.sees("plaintiff").transcript.sign_off.is_some());
        // The court does not sign before him.
        for seat in ["defendant", "plaintiff"] {
            assert_eq!(reads_and_signs(&mut court, seat), Ok(()), "{seat}");
        }
        assert_eq!(
            reads_and_signs(&mut court, "clerk"),
            Err(Refusal::OthersSignFirst)
        );
        assert_eq!(reads_and_signs(&mut court, "expert"), Ok(()));
        assert_eq!(reads_and_signs(&mut court, "clerk"), Ok(()));
        assert_eq!(reads_and_signs(&mut court, "judge"), Ok(()));
        assert_eq!(court.h.phase, Phase::Finished);
    }
}

#[test]
fn who_is_called_misses_his_own_words_only() {
    let mut court = court(Procedure::CivilSimple);
    let of_others = finds_wrong("by-witness", "还说过一句。", omitted("defendant"));
    assert_eq!(court.ask("witness", of_others), Err(Refusal::NotPermitted));
    let elsewhere = finds_wrong("by-defendant", "我还说过一句。", omitted("witness"));
    assert_eq!(court.ask("witness", elsewhere), Err(Refusal::NoSuchLine));
    assert_eq!(reads_and_signs(&mut court, "plaintiff"), Ok(()));
    court.must(
        "witness",
        finds_wrong("by-witness", "我还说过一句。", omitted("witness")),
    );
    court.must("judge", decide(true));
    assert_eq!(court.sees("witness").transcript.lines.len(), 2);
    assert!(is_voided(&court, "plaintiff"));
}

#[test]
fn what_is_refused_changes_nothing() {
    let mut court = court(Procedure::CivilSimple);
    court.must(
        "plaintiff",
        finds_wrong("by-defendant", "漏了一句。", omitted("plaintiff")),
    );
    assert_eq!(reads_and_signs(&mut court, "witness"), Ok(()));
    court.must("judge", decide(false));
    assert_eq!(court.h.transcript.lines.len(), 2);
    assert_eq!(court.h.transcript.put_in_by(&LineId::new("c1")), None);
    assert!(!is_voided(&court, "witness"));
}
