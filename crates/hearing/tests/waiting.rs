//! What passes between the court and those who wait: rings, notices, looks, doubts, and the check of the gallery.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use hearing::check_in::*;
use hearing::on_file::AgainstFile;
use hearing::waiting::*;
use hearing::*;

use common::{Court, matter, rights};

impl Court {
    fn new() -> Self {
        let seats = vec![
            Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
            Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
            Seat::new("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
            Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
            Seat::new("witness", Role::Witness, Side::None, "何秀兰"),
            Seat::new("observer", Role::Observer, Side::None, "方亦晴"),
            Seat::new("inspector", Role::Inspector, Side::None, "叶舟"),
        ];
        let open = matter(Procedure::CivilSimple, Publicity::Open);
        let mut court = Self::scheduled(open, seats, 1_000);
        court.connect(&["judge", "clerk", "plaintiff", "witness", "observer"]);
        court
    }

    fn line(&mut self, seat: &str, here: bool) {
        let seat = SeatId::new(seat);
        let fact = if here {
            Fact::Connected { seat }
        } else {
            let cause = LossCause::NetworkLost;
            Fact::Disconnected {
                seat,
                cause,
                line: None,
            }
        };
        let events = self.h.note(&fact, self.now);
        self.happen(Actor::System, events);
    }

    fn check_in(&mut self, seat: &str) {
        let known = self.h.seat(&SeatId::new(seat)).unwrap().clone();
        self.must(seat, identity(&known.name));
        let asked = known.check_in_steps().contains(&CheckInStep::Consent);
        for stage in ConsentStage::ALL.into_iter().filter(|_| asked) {
            let consent = Consent::Agreed;
            self.must(
                seat,
                Command::GiveConsent {
                    stage,
                    consent,
                    edition: notice::EDITION,
                },
            );
        }
        let (bars, help) = (vec![], vec![]);
        self.must(seat, Command::StateSuitability { bars, help });
        for rule in 0..DISCIPLINE_RULES {
            self.must(
                seat,
                Command::AcknowledgeDiscipline {
                    rule,
                    edition: notice::EDITION,
                },
            );
        }
        let told = known.check_in_steps().contains(&CheckInStep::Rights);
        for command in rights().filter(|_| told) {
            self.must(seat, command);
        }
        self.must(
            seat,
            Command::DeclareNoRecording {
                edition: notice::EDITION,
            },
        );
        if known.role == Role::Witness {
            let signed_name = known.name.clone();
            self.must(
                seat,
                Command::GiveUndertaking {
                    signed_name,
                    edition: notice::EDITION,
                },
            );
        }
        self.must(
            seat,
            Command::StatePlace {
                region: "北京市海淀区".into(),
                kind: PlaceKind::Home,
                quiet: true,
                others: vec![],
            },
        );
        self.must(
            seat,
            Command::ReportDevices(DeviceFindings {
                camera: DeviceState::Works,
                microphone: DeviceState::Works,
                speaker: DeviceState::Works,
                ..DeviceFindings::default()
            }),
        );
    }

    fn of(&self, seat: &str) -> &CheckIn {
        &self.h.seat(&SeatId::new(seat)).unwrap().check_in
    }

    /// What this seat's browser holds, as text.
    fn known_to(&self, seat: &str) -> String {
        serde_json::to_string(&self.h.view_for(&SeatId::new(seat))).unwrap()
    }
}

fn identity(name: &str) -> Command {
    Command::StateIdentity {
        name: name.into(),
        document: DocumentKind::IdCard,
        last_four: "0021".into(),
    }
}

fn ring(seat: &str) -> Command {
    Command::RingSeat {
        seat: SeatId::new(seat),
        why: RingReason::Identity,
    }
}

fn look(seat: &str) -> Command {
    Command::BeginLook {
        seat: SeatId::new(seat),
    }
}

fn notice(to: &[&str], text: &str) -> Command {
    Command::SendNotice {
        to: to.iter().map(|seat| SeatId::new(*seat)).collect(),
        text: text.into(),
    }
}

#[test]
fn a_ring_is_answered_and_not_repeated_at_once() {
    let mut court = Court::new();
    court.must("clerk", ring("witness"));
    let rung = court.of("witness").ring.clone().unwrap();
    assert_eq!((rung.by, rung.answered_at), (Role::Clerk, None));
    assert_eq!(
        court.ask("judge", ring("witness")),
        Err(Refusal::RungJustNow)
    );
    // Another seat has its own measure.
    court.must("judge", ring("plaintiff"));
    court.must("witness", Command::AnswerRing);
    assert!(court.of("witness").ring.clone().unwrap().answered_at > Some(rung.at));
    assert_eq!(
        court.ask("witness", Command::AnswerRing),
        Err(Refusal::AlreadyDone)
    );
    court.now += RING_EVERY;
    court.must("clerk", ring("witness"));
    assert_eq!(court.of("witness").ring.clone().unwrap().answered_at, None);
}

#[test]
fn nobody_is_rung_who_is_not_on_his_way_in() {
    let mut court = Court::new();
    for (seat, refusal) in [
        ("defendant", Refusal::NotOnline),
        ("judge", Refusal::NotWaiting),
        ("inspector", Refusal::NotWaiting),
        ("nobody", Refusal::NoSuchSeat),
    ] {
        assert_eq!(court.ask("clerk", ring(seat)), Err(refusal), "{seat}");
    }
    for cheat in ["plaintiff", "witness", "observer"] {
        for command in [
            ring("witness"),
            notice(&["witness"], "改口"),
            look("witness"),
        ] {
            let refused = court.ask(cheat, command);
            assert_eq!(refused, Err(Refusal::NotPermitted), "{cheat}");
        }
    }
}

#[test]
fn whom_the_court_lets_in_it_need_not_ring_any_more() {
    let mut court = Court::new();
    court.check_in("plaintiff");
    court.must("clerk", ring("plaintiff"));
    court.must("clerk", look("plaintiff"));
    court.must(
        "clerk",
        Command::VerifyIdentity {
            seat: SeatId::new("plaintiff"),
            how: VerificationMethod::ByEye,
            stated_at: None,
        },
    );
    assert_eq!(court.of("plaintiff").look, None);
    let seat = SeatId::new("plaintiff");
    court.must("clerk", Command::Admit { seat });
    assert_eq!(court.of("plaintiff").ring, None);
    assert_eq!(
        court.ask("clerk", ring("plaintiff")),
        Err(Refusal::NotWaiting)
    );
    assert_eq!(
        court.ask("clerk", notice(&["plaintiff", "witness"], "稍候")),
        Err(Refusal::NotWaiting),
        "to all or to none"
    );
    assert!(court.of("witness").notices.is_empty());
}

#[test]
fn a_notice_is_known_to_whom_it_is_for_and_to_the_court() {
    let mut court = Court::new();
    assert_eq!(
        court.ask("clerk", notice(&["witness"], "  ")),
        Err(Refusal::TextEmpty)
    );
    assert_eq!(
        court.ask(
            "clerk",
            notice(&["witness"], &"长".repeat(NOTICE_LIMIT + 1))
        ),
        Err(Refusal::TextTooLong)
    );
    assert_eq!(
        court.ask("clerk", notice(&[], "稍候")),
        Err(Refusal::Malformed)
    );
    // To somebody who is not there yet, too: he finds it when he comes. Twice the same seat is once.
    court.must(
        "clerk",
        notice(&["defendant", "plaintiff", "defendant"], "请备好原件"),
    );
    court.must("clerk", notice(&["witness"], "请再等一会儿"));
    assert_eq!(court.of("defendant").notices.len(), 1);
    court.must("witness", Command::ReadNotice { number: 0 });
    assert_eq!(
        court.ask("witness", Command::ReadNotice { number: 0 }),
        Err(Refusal::AlreadyDone)
    );
    assert_eq!(
        court.ask("witness", Command::ReadNotice { number: 7 }),
        Err(Refusal::Malformed)
    );
    assert!(court.of("witness").notices[0].read_at.is_some());
    for (seat, originals, witness) in [
        ("clerk", true, true),
        ("judge", true, true),
        ("plaintiff", true, false),
        ("defendant", true, false),
        ("witness", false, true),
        ("observer", false, false),
        ("inspector", false, false),
    ] {
        let known = court.known_to(seat);
        assert_eq!(known.contains("请备好原件"), originals, "{seat}");
        assert_eq!(known.contains("请再等一会儿"), witness, "{seat}");
    }
    // Nor does he learn whom else it went to.
    let plaintiff = court.h.view_for(&SeatId::new("plaintiff"));
    let others = plaintiff
        .seats
        .iter()
        .filter(|s| s.id.as_str() != "plaintiff");
    for other in others {
        assert_eq!(other.check_in, CheckIn::default(), "{}", other.id);
    }
}

#[test]
fn a_look_ends_by_itself() {
    let mut court = Court::new();
    let witness = SeatId::new("witness");
    assert_eq!(
        court.ask("clerk", look("witness")),
        Err(Refusal::CheckInIncomplete)
    );
    court.check_in("witness");
    court.must("clerk", look("witness"));
    assert!(court.h.is_looked_at(&witness, court.now));
    assert_eq!(
        court.ask("judge", look("witness")),
        Err(Refusal::AlreadyDone)
    );
    court.now += LOOK_FOR;
    assert!(!court.h.is_looked_at(&witness, court.now));
    court.must("judge", look("witness"));
    court.line("witness", false);
    assert!(!court.h.is_looked_at(&witness, court.now));
    court.line("witness", true);
    court.must("judge", look("witness"));
    let seat = witness.clone();
    court.must("clerk", Command::EndLook { seat });
    assert!(!court.h.is_looked_at(&witness, court.now));
    assert!(court.h.may_look(&SeatId::new("judge")) && !court.h.may_look(&witness));
}

/// R2: what the case file has of a document is what an entry is held against, and nobody else's to read.
#[test]
fn an_entry_is_held_against_the_case_file() {
    let mut court = Court::new();
    let seat = SeatId::new("plaintiff");
    let states = |document, last_four: &str| Command::StateIdentity {
        name: "林知远".into(),
        document,
        last_four: last_four.into(),
    };
    let enters = |last_four: &str| Command::EnterDocument {
        seat: SeatId::new("plaintiff"),
        document: DocumentKind::IdCard,
        last_four: last_four.into(),
    };
    let against = |court: &Court| court.h.seat(&seat).unwrap().against_file();
    let id_card = DocumentKind::IdCard;
    for (who, asks, answer) in [
        ("plaintiff", enters("0021"), Refusal::NotPermitted),
        ("clerk", enters("A021"), Refusal::NumberUnclear),
    ] {
        assert_eq!(court.ask(who, asks), Err(answer), "{who}");
    }
    court.must("plaintiff", states(id_card, "0021"));
    assert_eq!(against(&court), Some(AgainstFile::NothingOnFile));
    court.must("clerk", enters("002x"));
    assert_eq!(against(&court), Some(AgainstFile::Differs));
    assert_eq!(
        court.ask("clerk", enters("002X")),
        Err(Refusal::AlreadyDone)
    );
    let wrong = court.ask("plaintiff", states(id_card, "0022"));
    assert_eq!(wrong, Err(Refusal::NumberDoesNotMatch));
    court.must("plaintiff", states(DocumentKind::Passport, "E789"));
    assert_eq!(against(&court), Some(AgainstFile::OtherDocument));
    court.must("plaintiff", states(id_card, "002x"));
    assert_eq!(against(&court), Some(AgainstFile::Agrees));

    for (viewer, sees) in [("clerk", true), ("plaintiff", false), ("defendant", false)] {
        let seen = court.h.view_for(&SeatId::new(viewer));
        let on_file = seen.seat(&seat).and_then(|s| s.on_file.clone());
        assert_eq!(on_file.is_some(), sees, "{viewer}");
    }
    let verified = Command::VerifyIdentity {
        seat: seat.clone(),
        how: VerificationMethod::ByEye,
        stated_at: None,
    };
    court.must("judge", verified);
    assert_eq!(
        court.ask("clerk", enters("0021")),
        Err(Refusal::AlreadyDone)
    );
}

#[test]
fn a_doubt_stands_until_it_is_stated_anew_or_verified() {
    let mut court = Court::new();
    let doubt = |why| Command::DoubtIdentity {
        seat: SeatId::new("plaintiff"),
        why,
    };
    assert_eq!(
        court.ask("clerk", doubt(DoubtReason::Entry)),
        Err(Refusal::CheckInIncomplete)
    );
    court.must("plaintiff", identity("林知远"));
    court.must("clerk", doubt(DoubtReason::Entry));
    let known = court
        .of("plaintiff")
        .identity
        .clone()
        .unwrap()
        .doubt
        .unwrap();
    assert_eq!(
        (known.by, known.why),
        (SeatId::new("clerk"), DoubtReason::Entry)
    );
    court.must("plaintiff", identity("林知远"));
    assert_eq!(court.of("plaintiff").identity.clone().unwrap().doubt, None);
    court.must("clerk", doubt(DoubtReason::Person));
    court.must(
        "judge",
        Command::VerifyIdentity {
            seat: SeatId::new("plaintiff"),
            how: VerificationMethod::Offline,
            stated_at: None,
        },
    );
    assert_eq!(court.of("plaintiff").identity.clone().unwrap().doubt, None);
    assert_eq!(
        court.ask("clerk", doubt(DoubtReason::Person)),
        Err(Refusal::AlreadyDone)
    );
}

#[test]
fn an_entry_that_was_changed_since_it_was_seen_is_not_verified() {
    let mut court = Court::new();
    let stated = |court: &Court| court.of("plaintiff").identity.clone().unwrap().stated_at;
    let verify = |stated_at| Command::VerifyIdentity {
        seat: SeatId::new("plaintiff"),
        how: VerificationMethod::Offline,
        stated_at: Some(stated_at),
    };
    court.must("plaintiff", identity("林知远"));
    let seen = stated(&court);
    court.now += 1_000;
    court.must(
        "plaintiff",
        Command::StateIdentity {
            name: "林知远".into(),
            document: DocumentKind::IdCard,
            last_four: "7777".into(),
        },
    );
    assert_eq!(
        court.ask("clerk", verify(seen)),
        Err(Refusal::AnswerChanged)
    );
    let now = stated(&court);
    court.must("clerk", verify(now));
}

#[test]
fn the_gallery_is_checked_anew_when_somebody_comes() {
    let mut court = Court::new();
    court.line("observer", false);
    let confirm = |observers: &[&str]| Command::ConfirmGallery {
        observers: observers.iter().map(|id| SeatId::new(*id)).collect(),
    };
    court.must("clerk", confirm(&[]));
    assert!(court.h.gallery_is_checked());
    court.line("observer", true);
    assert!(!court.h.gallery_is_checked());
    // Who came after the look is not covered by it.
    for seen in [&[][..], &["observer", "somebody"]] {
        assert_eq!(
            court.ask("clerk", confirm(seen)),
            Err(Refusal::GalleryChanged)
        );
    }
    court.must("clerk", confirm(&["observer"]));
    assert_eq!(
        court.ask("judge", confirm(&["observer"])),
        Err(Refusal::AlreadyDone)
    );
    assert_eq!(
        court.ask("observer", confirm(&["observer"])),
        Err(Refusal::NotPermitted)
    );
    for seat in ["witness", "plaintiff", "observer"] {
        let view = court.h.view_for(&SeatId::new(seat));
        assert_eq!(view.gallery_check, None, "{seat}");
    }
}

#[test]
fn who_calls_learns_whether_he_was_answered() {
    let mut court = Court::new();
    court.must("plaintiff", Command::CallForHelp);
    court.must("plaintiff", Command::WithdrawCallForHelp);
    assert_eq!(court.of("plaintiff").help_answered_at, None);
    court.must("plaintiff", Command::CallForHelp);
    let seat = SeatId::new("plaintiff");
    court.must("clerk", Command::AnswerHelp { seat });
    assert!(court.of("plaintiff").help_answered_at.is_some());
    court.must("plaintiff", Command::CallForHelp);
    assert_eq!(court.of("plaintiff").help_answered_at, None);
}

#[test]
fn a_call_is_heard_in_session_until_it_is_answered() {
    fn names(court: &Court, viewer: &str) -> Vec<String> {
        let view = court.sees(viewer);
        let calls = view.calls_for_help().into_iter();
        calls.map(|(seat, _)| seat.id.0.clone()).collect()
    }
    let mut court = Court::new();
    let why = Some("试验".to_owned());
    court.must(
        "judge",
        Command::OpenHearing {
            override_reason: why.clone(),
        },
    );
    court.must("witness", Command::CallForHelp);
    court.must("plaintiff", Command::CallForHelp);
    for bench in ["judge", "clerk"] {
        assert_eq!(names(&court, bench), ["witness", "plaintiff"], "{bench}");
    }
    assert_eq!(names(&court, "witness"), ["witness"]);
    let seat = SeatId::new("witness");
    court.must("clerk", Command::AnswerHelp { seat });
    assert_eq!(names(&court, "judge"), ["plaintiff"]);
    // What nobody can answer any more is shown to nobody.
    court.must(
        "judge",
        Command::CloseHearing {
            override_reason: why,
        },
    );
    assert!(names(&court, "judge").is_empty());
}

#[test]
fn who_is_to_be_heard_learns_the_new_time_and_no_reason() {
    let mut court = Court::new();
    let to = |until, reason: &str| Command::AnnounceDelay {
        until,
        reason: reason.to_owned(),
    };
    let told = |court: &mut Court, command: Command| {
        let events = court
            .h
            .decide(&Actor::Seat(SeatId::new("judge")), &command, court.now);
        let event = events.unwrap().remove(0);
        let recorded = court.record(Actor::Seat(SeatId::new("judge")), event);
        let seen = court.h.visible(&recorded, &SeatId::new("witness"));
        seen.map(|seen| serde_json::to_string(&seen.event).unwrap())
    };
    let first = told(&mut court, to(9_000, "被告未到")).unwrap();
    assert!(first.contains("9000") && !first.contains("被告"), "{first}");
    let known = Some((9_000, String::new()));
    assert_eq!(court.sees("witness").delay, known);
    assert_eq!(
        court.sees("plaintiff").delay,
        Some((9_000, "被告未到".to_owned()))
    );
    // Another reason for the same time is no news to him; and that the hearing opens, he does not learn.
    assert_eq!(told(&mut court, to(9_000, "等被告的代理人")), None);
    let open = Command::OpenHearing {
        override_reason: Some("试验".into()),
    };
    court.must("judge", open);
    assert_eq!(court.sees("witness").delay, known);
    assert_eq!(court.h.put_off(), None);
}

#[test]
fn with_whom_the_judge_refused_nobody_is_ready() {
    let mut court = Court::new();
    court.check_in("plaintiff");
    let father = |others| Command::StatePlace {
        region: "北京市海淀区".into(),
        kind: PlaceKind::Home,
        quiet: true,
        others,
    };
    let who = "父亲".to_owned();
    court.must("plaintiff", father(vec![(who.clone(), "陪同".into())]));
    let seat = SeatId::new("plaintiff");
    court.must(
        "clerk",
        Command::VerifyIdentity {
            seat: seat.clone(),
            how: VerificationMethod::ByEye,
            stated_at: None,
        },
    );
    assert_eq!(court.seat("plaintiff").lacks(), [Lack::OtherPerson]);
    let decide = |permitted| Command::PermitOtherPerson {
        seat: seat.clone(),
        index: 0,
        who: who.clone(),
        permitted,
    };
    court.must("judge", decide(false));
    assert_eq!(court.seat("plaintiff").lacks(), [Lack::OtherRefused]);
    let named = OpenThing::Of("林知远".into(), Lack::OtherRefused);
    assert!(court.h.open_things().contains(&named));
    let standing = court.h.standing();
    assert!(standing.problems().any(|s| s.seat == seat && !s.ready));
    // He has sent him out, and says so: ready is who may be let in.
    court.must("plaintiff", father(vec![]));
    assert!(court.seat("plaintiff").is_ready());
    let convert = Command::ConvertToInPerson {
        seat: Some(seat.clone()),
        ground: hearing::in_person::InPersonGround::ALL[0],
        place: "第三法庭".into(),
        when: None,
        words: "请到现场".into(),
    };
    court.must("judge", convert);
    assert_eq!(court.seat("plaintiff").lacks(), [Lack::HeardInPerson]);
    assert_eq!(
        court.ask("judge", Command::Admit { seat }),
        Err(Refusal::HeardInPerson)
    );
}

#[test]
fn an_old_journal_is_read() {
    let seat = r#"{"identity":{"name":"周以宁","document":"id_card","last_four":"0021","stated_at":1,"verified":null},
        "consents":[],"suitability":null,"discipline":[],"no_recording_at":null,"undertaking":null,"place":null,
        "devices":null,"help_wanted_since":null,"taken_over_at":null}"#;
    let read: CheckIn = serde_json::from_str(seat).unwrap();
    assert_eq!(read.identity.unwrap().doubt, None);
    assert!(read.notices.is_empty() && read.ring.is_none());
}

#[test]
fn what_is_open_is_named_and_bars_no_report() {
    let mut court = Court::new();
    let of = |name: &str, lack| OpenThing::Of(name.into(), lack);
    let first = Lack::Step(CheckInStep::Identity);
    let open = [
        of("林知远", first),
        of("周以宁", Lack::NeverHere),
        of("何秀兰", first),
        OpenThing::Gallery,
    ];
    assert_eq!(court.h.open_things(), open);
    court.check_in("plaintiff");
    let waits = of("林知远", Lack::Unverified);
    assert_eq!(court.h.open_things().first(), Some(&waits));
    court.must("clerk", Command::ReportReady);
    assert!(court.h.ready_reported_at.is_some());
}

#[test]
fn a_report_is_taken_back_with_what_it_put_on_record() {
    let recorded = |court: &Court| -> Vec<GuardItem> {
        court.h.recorded.iter().map(|(item, _)| *item).collect()
    };
    let checked = [GuardItem::AttendanceChecked];
    let mut court = Court::new();
    court.check_in("plaintiff");
    let early = court.ask("clerk", Command::WithdrawReady);
    assert_eq!(early, Err(Refusal::AlreadyDone));
    court.must("clerk", Command::ReportReady);
    assert_eq!(recorded(&court), checked);
    let party = court.ask("plaintiff", Command::WithdrawReady);
    assert_eq!(party, Err(Refusal::NotPermitted));
    court.must("clerk", Command::WithdrawReady);
    assert_eq!(court.h.ready_reported_at, None);
    assert!(recorded(&court).is_empty());
    // What was put on record by itself outlives the report.
    let item = GuardItem::AttendanceChecked;
    court.must("judge", Command::RecordGuardItem { item });
    court.must("clerk", Command::ReportReady);
    court.must("clerk", Command::WithdrawReady);
    assert_eq!(recorded(&court), checked);
    court.must("clerk", Command::ReportReady);
    let reason = Some("各方同意".into());
    court.must(
        "judge",
        Command::OpenHearing {
            override_reason: reason,
        },
    );
    let late = court.ask("clerk", Command::WithdrawReady);
    assert_eq!(late, Err(Refusal::AlreadyDone));
}
