//! Who may take which file, what a copy masks, and who reads who has opened what (R59, R62, R96, R97).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::*;
use hearing::check_in::*;
use hearing::transcript::{SignOff, SignOffEntry, SignState};
use hearing::*;

const MINUTE: Millis = 60_000;

fn id(role: Role) -> String {
    format!("{role:?}")
}

/// Every role, in the room or where it watches.
fn before() -> Court {
    let seats = Role::ALL.map(|role| {
        let mut seat = Seat::new(&id(role), role, Side::None, "某人");
        if role == Role::Observer {
            seat.zone = Zone::Gallery;
        } else if !role.only_watches() && !role.is_called() {
            seat.zone = Zone::Courtroom;
        }
        seat.check_in.identity = Some(Identity {
            name: "某人".into(),
            document: DocumentKind::IdCard,
            last_four: format!("{:03}X", role as u32),
            stated_at: 1,
            verified: None,
            doubt: None,
        });
        seat.check_in.place = Some(Place {
            region: format!("住处{}", id(role)),
            kind: PlaceKind::Home,
            quiet: true,
            others: Vec::new(),
        });
        seat
    });
    Court::scheduled(
        matter(Procedure::CivilSimple, Publicity::Open),
        seats.to_vec(),
        1_000,
    )
}

fn court() -> Court {
    let mut court = before();
    court.happen(Actor::System, vec![Event::HearingOpened]);
    court
}

#[test]
fn who_may_take_the_transcript() {
    let mut court = court();
    let early = || Err(Refusal::SignOffNotOpen);
    let never = || Err(Refusal::NotPermitted);
    for role in Role::ALL {
        let expected = match role {
            Role::Witness | Role::ForensicExpert | Role::ExpertAssistant => early(),
            Role::Observer | Role::Inspector | Role::Technician | Role::Administrator => never(),
            Role::PresidingJudge
            | Role::PanelJudge
            | Role::Assessor
            | Role::JudgeAssistant
            | Role::Clerk
            | Role::Party
            | Role::Representative
            | Role::Prosecutor
            | Role::Defender
            | Role::Interpreter
            | Role::Guardian => Ok(()),
        };
        let seat = SeatId::new(id(role));
        assert_eq!(court.h.may_take_record(&seat), expected, "{role:?}");
    }
    assert_eq!(court.h.may_take_record(&SeatId::new("stranger")), never());
    // Who waits outside reads nothing yet; who is called, his own words once they lie open.
    let witness = SeatId::new(id(Role::Witness));
    court.h.transcript.sign_off = Some(SignOff {
        opened_at: 1,
        entries: vec![SignOffEntry {
            seat: witness.clone(),
            read_at: None,
            state: SignState::Waiting,
            reminded: Vec::new(),
        }],
        finished_at: None,
        recording: vec![],
    });
    assert_eq!(court.h.may_take_record(&witness), Ok(()));
    let party = SeatId::new(id(Role::Party));
    let seats = &mut court.h.seats;
    seats.iter_mut().find(|s| s.id == party).unwrap().zone = Zone::Lobby;
    assert_eq!(court.h.may_take_record(&party), early());
    let seats = &mut court.h.seats;
    seats.iter_mut().find(|s| s.id == party).unwrap().removed = Some("扰乱法庭秩序".into());
    assert_eq!(court.h.may_take_record(&party), never());
}

#[test]
fn only_the_courts_copies_show_everything() {
    let court = court();
    for role in Role::ALL {
        let seat = SeatId::new(id(role));
        let expected = if role.is_court() {
            Masking::Nothing
        } else {
            Masking::AllBut(seat.clone())
        };
        assert_eq!(court.h.masking_for(&seat), expected, "{role:?}");
    }
    let stranger = SeatId::new("stranger");
    assert_eq!(
        court.h.masking_for(&stranger),
        Masking::AllBut(stranger.clone())
    );
}

/// R97, by role: the number of an identity document (its last four signs; more is nowhere) and where somebody is.
#[test]
fn numbers_and_places_of_others_reach_the_court_alone() {
    let court = court();
    for viewer in Role::ALL {
        let seen = serde_json::to_string(&court.sees(&id(viewer))).unwrap();
        for other in Role::ALL {
            let may = viewer.is_court() || viewer == other;
            let (number, place) = (
                format!("\"{:03}X\"", other as u32),
                format!("\"住处{}\"", id(other)),
            );
            assert_eq!(
                seen.contains(&number),
                may,
                "{viewer:?} and the number of {other:?}"
            );
            assert_eq!(
                seen.contains(&place),
                may,
                "{viewer:?} and the place of {other:?}"
            );
        }
    }
}

fn opened(seat: &str, what: Opened) -> Fact {
    Fact::Opened {
        seat: SeatId::new(seat),
        what,
    }
}

#[test]
fn who_opens_what_is_on_record_once_and_for_the_court_alone() {
    let mut court = court();
    let exhibit = Opened::Exhibit(ExhibitId::new("P1"));
    let form = Opened::Transcript(TranscriptForm::Docx);
    court.note(&opened("Party", exhibit.clone()));
    court.now += MINUTE;
    // A film is asked for in a thousand pieces.
    court.note(&opened("Party", exhibit.clone()));
    court.note(&opened("Defender", exhibit.clone()));
    court.note(&opened("Party", form.clone()));
    let log: Vec<_> = court
        .h
        .accesses
        .iter()
        .map(|a| (a.seat.as_str(), &a.what))
        .collect();
    assert_eq!(
        log,
        [
            ("Party", &exhibit),
            ("Defender", &exhibit),
            ("Party", &form)
        ]
    );
    // A quarter of an hour later it is another time.
    court.now += ONCE_IN;
    court.note(&opened("Party", exhibit));
    assert_eq!(court.h.accesses.len(), 4);
    for role in Role::ALL {
        let seen = court.sees(&id(role)).accesses.len();
        assert_eq!(seen, if role.is_court() { 4 } else { 0 }, "{role:?}");
        let event = Recorded {
            at: court.now,
            by: Actor::System,
            event: Event::FileOpened {
                seat: SeatId::new("Party"),
                what: form.clone(),
            },
        };
        let told = court.h.visible(&event, &SeatId::new(id(role)));
        assert_eq!(told.is_some(), role.is_court(), "{role:?}");
    }
}

fn withdrawn(court: &mut Court, id: &str) {
    let file = exhibit::ExhibitFile {
        sha256: "9f".repeat(32),
        size: 1,
        kind: exhibit::FileKind::Pdf,
        pages: 1,
    };
    let by = &crate::id(Role::Party);
    court.must(
        by,
        Command::FileExhibit {
            exhibit: ExhibitId::new(id),
            title: "借条".into(),
            category: exhibit::ExhibitCategory::Documentary,
            source: "本人".into(),
            purpose: "证明借款".into(),
            secrecy: exhibit::Secrecy::Parties,
            file,
            particulars: exhibit::Particulars::default(),
        },
    );
    let reason = "传错了".to_owned();
    let exhibit = ExhibitId::new(id);
    court.must(by, Command::WithdrawExhibit { exhibit, reason });
}

#[test]
fn what_was_withdrawn_unseen_goes_when_its_time_is_over_and_nothing_else() {
    let mut court = before();
    withdrawn(&mut court, "X1");
    withdrawn(&mut court, "X2");
    withdrawn(&mut court, "X3");
    // The court has read X3 before it was taken back.
    court.h.accesses.push(hearing::Access {
        seat: SeatId::new(id(Role::PresidingJudge)),
        what: hearing::Opened::Exhibit(ExhibitId::new("X3")),
        at: court.now,
    });
    court
        .h
        .transcript
        .lines
        .push(hearing::transcript::TranscriptLine {
            id: LineId::new("l1"),
            stage: Stage::Evidence,
            speaker: hearing::transcript::Speaker::Nobody,
            kind: hearing::transcript::LineKind::Act,
            text: "撤回X2".into(),
            at: court.now,
            rev: 0,
            exhibit: Some((ExhibitId::new("X2"), 1)),
            said: None,
            proposed: None,
        });
    let x1 = ExhibitId::new("X1");
    let kept = 10 * MINUTE;
    let erased = |exhibit: &str| Fact::Erased {
        exhibit: ExhibitId::new(exhibit),
        kept,
    };
    court.note(&erased("X1"));
    assert!(
        court.h.erasable(kept, court.now).is_empty(),
        "its time is not over"
    );
    court.now += kept + 100;
    // The record speaks of X2.
    assert_eq!(court.h.erasable(kept, court.now), std::slice::from_ref(&x1));
    court.note(&erased("X2"));
    court.note(&erased("X1"));
    let gone = |h: &Hearing, id: &str| {
        h.exhibit(&ExhibitId::new(id))
            .unwrap()
            .withdrawn
            .as_ref()
            .unwrap()
            .erased_at
            .is_some()
    };
    assert!(gone(&court.h, "X1") && !gone(&court.h, "X2"));
    // That it was there, with its hash, stays; nobody opens it any more.
    let known = court.h.exhibit(&x1).unwrap();
    assert_eq!(known.file.sha256, "9f".repeat(32));
    for role in [Role::PresidingJudge, Role::Party] {
        let opens = court.h.may_open_exhibit(&SeatId::new(id(role)), known);
        assert_eq!(opens, Err(Refusal::NoSuchExhibit));
    }
    assert!(court.h.erasable(kept, court.now).is_empty());
}
