//! An edition of the notices is one text: who changes a word raises the edition, or this fails. What was read in an earlier
//! one is still known.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Court, matter, rights};
use hearing::check_in::*;
use hearing::reading::{Notification, Reading};
use hearing::{Actor, Hearing, notice};
use hearing::{Command, Event, Procedure, Publicity, Recorded, Refusal, Role, Seat, SeatId, Side};

#[test]
fn an_edition_is_one_text() {
    for edition in 1..=notice::EDITION {
        let mut text = notice::consent_in(edition).unwrap().join("\n");
        for role in [Role::Party, Role::Observer] {
            let rules = notice::discipline_in(edition, role).unwrap();
            text = format!("{text}\n\n{}", rules.join("\n"));
        }
        text = format!("{text}\n\n{}", notice::no_recording("某某"));
        for role in Role::ALL {
            if let Some(undertaking) = notice::undertaking(role, "某某", "某法院") {
                text = format!("{text}\n\n{undertaking}");
            }
        }
        for (role, criminal) in [
            (Role::Party, false),
            (Role::Party, true),
            (Role::Witness, true),
        ] {
            let told = notice::rights_in(edition, role, criminal);
            let follows = notice::consequences_in(edition, role, criminal);
            if let Some((told, follows)) = told.zip(follows) {
                text = format!("{text}\n\n{}\n{}", told.join("\n"), follows.join("\n"));
            }
        }
        insta::assert_snapshot!(format!("edition_{edition}"), text);
    }
}

fn court() -> Court {
    let seats = vec![
        Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
        Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
        Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
        Seat::new("witness", Role::Witness, Side::None, "何秀兰"),
        Seat::new("observer", Role::Observer, Side::None, "方亦晴"),
    ];
    let mut court = Court::scheduled(
        matter(Procedure::CivilSimple, Publicity::Open),
        seats,
        1_000,
    );
    court.connect(&["judge", "clerk", "defendant", "witness", "observer"]);
    court
}

#[test]
fn rights_and_consequences_are_ticked_one_by_one() {
    let mut court = court();
    let done = |court: &Court| court.seat("defendant").has_done(CheckInStep::Rights);
    for command in rights() {
        assert!(!done(&court));
        court.must("defendant", command.clone());
        assert_eq!(court.ask("defendant", command), Err(Refusal::AlreadyDone));
    }
    assert!(done(&court));
    assert_eq!(court.seat("defendant").check_in.told(), 7);
    let beyond = Command::AcknowledgeRight {
        right: notice::RIGHTS,
        edition: notice::EDITION,
    };
    assert_eq!(court.ask("defendant", beyond), Err(Refusal::Malformed));
    let old = Command::AcknowledgeRight {
        right: 0,
        edition: notice::EDITION - 1,
    };
    assert_eq!(court.ask("witness", old), Err(Refusal::NoticeChanged));
    // Who watches has neither.
    let mut all = rights();
    assert_eq!(
        court.ask("observer", all.next().unwrap()),
        Err(Refusal::NotPermitted)
    );
}

#[test]
fn every_text_that_somebody_read_is_kept_with_its_edition_and_words() {
    let mut court = court();
    let edition = notice::EDITION;
    let signed_name = "何秀兰".to_owned();
    court.must(
        "witness",
        Command::AcknowledgeDiscipline { rule: 2, edition },
    );
    court.must(
        "witness",
        Command::GiveUndertaking {
            signed_name,
            edition,
        },
    );
    for consent in [Consent::Agreed, Consent::Refused] {
        let stage = ConsentStage::Hearing;
        court.must(
            "defendant",
            Command::GiveConsent {
                stage,
                consent,
                edition,
            },
        );
    }
    let read = |seat: &str| court.seat(seat).check_in.read.clone();
    let what = |seat: &str| {
        read(seat)
            .iter()
            .map(|r| (r.what, r.edition))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        what("witness"),
        [
            (Notification::Discipline(2), edition),
            (Notification::Undertaking, edition)
        ]
    );
    // Who answers anew has read it already.
    let stage = ConsentStage::Hearing;
    assert_eq!(what("defendant"), [(Notification::Consent(stage), edition)]);
    let words = |n: usize| {
        court
            .h
            .words_read(court.seat("witness"), &read("witness")[n])
    };
    assert!(words(0).unwrap().starts_with("未经法庭许可"));
    assert!(words(1).unwrap().contains("我保证据实陈述"));
}

#[test]
fn what_an_old_journal_says_was_read_is_known_in_its_own_words() {
    let seat = SeatId::new("observer");
    let journal = r#"{"discipline_acknowledged":{"seat":"observer","rule":2,"edition":1}}"#;
    let event: Event = serde_json::from_str(journal).unwrap();
    let by = Actor::Seat(seat.clone());
    let mut hearing: Hearing = court().h;
    hearing.apply(&Recorded { at: 7, by, event });
    // Before there were editions, nobody can say which text it was.
    let journal = r#"{"no_recording_declared":{"seat":"observer"}}"#;
    let event: Event = serde_json::from_str(journal).unwrap();
    let by = Actor::Seat(seat.clone());
    hearing.apply(&Recorded { at: 8, by, event });
    let him = hearing.seat(&seat).unwrap();
    let first = Reading {
        what: Notification::Discipline(2),
        edition: 1,
        at: 7,
    };
    assert_eq!(him.check_in.read.first(), Some(&first));
    let words: Vec<_> = him
        .check_in
        .read
        .iter()
        .map(|r| hearing.words_read(him, r))
        .collect();
    assert!(words[0].as_ref().unwrap().contains("要经法庭许可"));
    assert_eq!(words[1], None);
}

#[test]
fn who_is_called_or_watches_says_what_help_he_needs_and_nothing_against_online() {
    let mut court = court();
    let says = |bars: &[SuitabilityBar]| Command::StateSuitability {
        bars: bars.to_vec(),
        help: vec![Adjustment::SignLanguage],
    };
    for seat in ["witness", "observer"] {
        let bars = [SuitabilityBar::NoDevice];
        assert_eq!(court.ask(seat, says(&bars)), Err(Refusal::NotPermitted));
        assert!(!court.seat(seat).has_done(CheckInStep::Adjustments));
        court.must(seat, says(&[]));
        assert!(court.seat(seat).has_done(CheckInStep::Adjustments));
        assert!(
            court
                .seat(seat)
                .check_in
                .since(CheckInStep::Adjustments)
                .is_some()
        );
        // The clerk reads it; the other side does not.
        let help = |viewer: &str| {
            let seat = court.sees(viewer).seat(&SeatId::new(seat)).cloned();
            seat.and_then(|s| s.check_in.suitability).map(|s| s.help)
        };
        assert_eq!(help("clerk"), Some(vec![Adjustment::SignLanguage]));
        assert_eq!(help("defendant"), None);
    }
}
