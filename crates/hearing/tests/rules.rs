//! Rules that a reviewer asked after, one hearing each: what is refused, and what stays on record.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use hearing::check_in::*;
use hearing::exhibit::*;
use hearing::transcript::{LineKind, SignState, Speaker, Why, Wrong};
use hearing::*;

use common::{Court, matter, rights};

impl Court {
    fn new(procedure: Procedure, publicity: Publicity) -> Self {
        let seats = vec![
            Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
            Seat::new("panel", Role::PanelJudge, Side::Court, "白砚秋"),
            Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
            Seat::new("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
            Seat::new("rep", Role::Representative, Side::Plaintiff, "贺明川"),
            Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
            Seat::new("expert", Role::ExpertAssistant, Side::Plaintiff, "曹衡"),
            Seat::new("observer", Role::Observer, Side::None, "方亦晴"),
        ];
        let mut court = Self::scheduled(matter(procedure, publicity), seats, 0);
        court.connect(&[
            "judge",
            "panel",
            "clerk",
            "plaintiff",
            "defendant",
            "expert",
            "observer",
        ]);
        court
    }

    fn check_in(&mut self, seat: &str, consent: Consent, others: &[&str]) {
        let known = self.h.seat(&SeatId::new(seat)).unwrap().clone();
        for step in known.check_in_steps() {
            match step {
                CheckInStep::Identity => self.must(
                    seat,
                    Command::StateIdentity {
                        name: known.name.clone(),
                        document: DocumentKind::IdCard,
                        last_four: "0021".into(),
                    },
                ),
                CheckInStep::Authority => self.must(seat, authority(known.role)),
                CheckInStep::Consent => {
                    for stage in ConsentStage::ALL {
                        self.must(
                            seat,
                            Command::GiveConsent {
                                stage,
                                consent,
                                edition: notice::EDITION,
                            },
                        );
                    }
                }
                CheckInStep::Suitability | CheckInStep::Adjustments => self.must(
                    seat,
                    Command::StateSuitability {
                        bars: vec![],
                        help: vec![],
                    },
                ),
                CheckInStep::Discipline => {
                    for rule in 0..DISCIPLINE_RULES {
                        self.must(
                            seat,
                            Command::AcknowledgeDiscipline {
                                rule,
                                edition: notice::EDITION,
                            },
                        );
                    }
                }
                CheckInStep::Rights => {
                    for command in rights() {
                        self.must(seat, command);
                    }
                }
                CheckInStep::NoRecording => self.must(
                    seat,
                    Command::DeclareNoRecording {
                        edition: notice::EDITION,
                    },
                ),
                CheckInStep::Undertaking => self.must(
                    seat,
                    Command::GiveUndertaking {
                        signed_name: known.name.clone(),
                        edition: notice::EDITION,
                    },
                ),
                CheckInStep::Place => self.must(seat, place(others)),
                CheckInStep::Devices => self.must(
                    seat,
                    Command::ReportDevices(DeviceFindings {
                        camera: DeviceState::Works,
                        microphone: DeviceState::Works,
                        speaker: DeviceState::Works,
                        latency_ms: None,
                        ..DeviceFindings::default()
                    }),
                ),
            }
        }
        self.must(
            "clerk",
            Command::VerifyIdentity {
                seat: SeatId::new(seat),
                how: VerificationMethod::ByEye,
                stated_at: None,
            },
        );
    }

    fn open(procedure: Procedure) -> Self {
        let mut court = Self::new(procedure, Publicity::Open);
        for seat in ["plaintiff", "defendant"] {
            court.check_in(seat, Consent::Agreed, &[]);
            court.must("clerk", admit(seat));
        }
        court.must("clerk", Command::ReportReady);
        court.must("judge", open_hearing());
        court
    }

    fn on_record(&mut self, item: GuardItem) {
        self.must("judge", Command::RecordGuardItem { item });
    }
}

fn admit(seat: &str) -> Command {
    Command::Admit {
        seat: SeatId::new(seat),
    }
}

fn place(others: &[&str]) -> Command {
    Command::StatePlace {
        region: "北京市海淀区".into(),
        kind: PlaceKind::Home,
        quiet: true,
        others: others
            .iter()
            .map(|who| ((*who).to_owned(), "照看孩子".to_owned()))
            .collect(),
    }
}

fn open_hearing() -> Command {
    Command::OpenHearing {
        override_reason: None,
    }
}

fn close_hearing(reason: Option<&str>) -> Command {
    Command::CloseHearing {
        override_reason: reason.map(str::to_owned),
    }
}

fn to(stage: Stage, reason: Option<&str>) -> Command {
    Command::EnterStage {
        stage,
        override_reason: reason.map(str::to_owned),
    }
}

fn line(id: &str, text: &str) -> Command {
    Command::WriteLine {
        line: LineId::new(id),
        after: None,
        speaker: Speaker::Seat(SeatId::new("defendant")),
        kind: LineKind::Speech,
        text: text.into(),
        exhibit: None,
        begun: None,
    }
}

#[test]
fn a_stage_that_is_passed_over_is_missed_all_the_same() {
    let mut court = Court::open(Procedure::CivilSimple);
    court.on_record(GuardItem::RightsTold);
    court.on_record(GuardItem::RecusalAsked);
    court.must("judge", to(Stage::Investigation, None));
    court.on_record(GuardItem::IssuesConfirmed);
    court.must("judge", to(Stage::Debate, None));
    // Straight to the verdict, without anybody's final word.
    let open = vec![GuardItem::FinalOpinionsHeard, GuardItem::MediationOffered];
    assert_eq!(
        court.ask("judge", to(Stage::Verdict, None)),
        Err(Refusal::GuardOpen(open.clone()))
    );
    court.must("judge", to(Stage::Verdict, Some("双方当庭放弃")));
    let kept = &court.h.incidents.last().unwrap().what;
    assert_eq!(
        *kept,
        Happening::GuardOverridden {
            stage: Stage::Verdict,
            open_items: open,
            reason: "双方当庭放弃".into()
        }
    );
}

#[test]
fn opening_and_closing_have_their_guard_too() {
    let mut court = Court::new(Procedure::CivilSimple, Publicity::Open);
    let open = vec![GuardItem::AttendanceChecked];
    assert_eq!(
        court.ask("judge", open_hearing()),
        Err(Refusal::GuardOpen(open))
    );
    court.on_record(GuardItem::AttendanceChecked);
    court.must("judge", open_hearing());
    let open = vec![GuardItem::RightsTold, GuardItem::RecusalAsked];
    assert_eq!(
        court.ask("judge", close_hearing(None)),
        Err(Refusal::GuardOpen(open))
    );
    court.must("judge", close_hearing(Some("原告撤回起诉")));
    assert_eq!(court.h.phase, Phase::Closed);
}

#[test]
fn fast_track_ends_with_the_verdict_in_court() {
    let mut court = Court::open(Procedure::CriminalFastTrack);
    court.on_record(GuardItem::RightsTold);
    court.on_record(GuardItem::RecusalAsked);
    let refused = court.ask("judge", close_hearing(None)).unwrap_err();
    let Refusal::GuardOpen(open) = refused else {
        panic!("{refused:?}")
    };
    assert!(
        open.contains(&GuardItem::FinalStatementHeard)
            && open.contains(&GuardItem::AppealExplained)
    );
}

#[test]
fn nothing_is_recorded_ahead_and_all_is_asked_again_after_a_step_back() {
    let mut court = Court::open(Procedure::CivilSimple);
    let early = Command::RecordGuardItem {
        item: GuardItem::FinalOpinionsHeard,
    };
    assert_eq!(court.ask("judge", early), Err(Refusal::NoSuchStep));
    court.must("judge", to(Stage::FinalOpinions, Some("事实清楚")));
    court.on_record(GuardItem::FinalOpinionsHeard);
    court.must("judge", to(Stage::Evidence, None));
    assert!(
        !court
            .h
            .recorded
            .iter()
            .any(|(i, _)| *i == GuardItem::FinalOpinionsHeard)
    );
}

#[test]
fn mediation_that_fails_leads_back() {
    let mut court = Court::open(Procedure::CivilSimple);
    court.must("judge", to(Stage::Mediation, Some("双方请求")));
    court.must("judge", to(Stage::Investigation, None));
    assert_eq!(
        court.ask("judge", to(Stage::Preparation, None)),
        Err(Refusal::NoSuchStep)
    );
}

#[test]
fn nobody_watches_behind_closed_doors_but_everybody_the_verdict() {
    let mut court = Court::new(Procedure::CivilSimple, Publicity::ClosedOnApplication);
    court.check_in("observer", Consent::Agreed, &[]);
    assert_eq!(
        court.ask("clerk", admit("observer")),
        Err(Refusal::NotPublic)
    );
    court.on_record(GuardItem::AttendanceChecked);
    court.must("judge", open_hearing());
    court.must("judge", to(Stage::Verdict, Some("定期宣判")));
    court.must("clerk", admit("observer"));
    assert!(court.h.gallery_listens());
}

#[test]
fn the_gallery_does_not_hear_mediation_or_closed_evidence() {
    let mut court = Court::open(Procedure::CivilSimple);
    assert!(court.h.gallery_listens());
    let pause = |ground| Command::PauseRecording { ground };
    assert_eq!(
        court.ask("judge", pause(PauseGround::Adjournment)),
        Err(Refusal::NoSuchStep)
    );
    court.must("judge", pause(PauseGround::ClosedEvidence));
    assert!(!court.h.gallery_listens());
    court.must("judge", Command::ResumeRecording);
    assert!(court.h.gallery_listens());
    court.must("judge", to(Stage::Mediation, Some("双方请求")));
    assert!(!court.h.gallery_listens());
}

#[test]
fn breaks_and_warnings_stay_on_record() {
    let mut court = Court::open(Procedure::CivilSimple);
    court.must(
        "judge",
        Command::Admonish {
            seat: SeatId::new("plaintiff"),
            measure: Admonition::Warning,
            words: "请遵守法庭纪律".into(),
        },
    );
    court.must(
        "judge",
        Command::Adjourn {
            reason: "休息".into(),
        },
    );
    court.must("judge", Command::Resume);
    let incidents = &court.h.incidents;
    assert!(matches!(incidents[0].what, Happening::Admonished { .. }));
    assert_eq!(
        incidents[1].what,
        Happening::Adjourned {
            reason: "休息".into()
        }
    );
    assert!(incidents[1].until > Some(incidents[1].at));
    assert_eq!(
        incidents[2].what,
        Happening::RecordingPaused {
            ground: PauseGround::Adjournment
        }
    );
    assert!(incidents[2].until.is_some());
    // The party who was warned has it before his eyes; the gallery does not.
    let seen = |seat: &str| court.h.view_for(&SeatId::new(seat)).incidents.len();
    assert_eq!((seen("plaintiff"), seen("observer")), (3, 1));
}

#[test]
fn who_refuses_to_be_heard_online_is_not_let_in() {
    let mut court = Court::new(Procedure::CivilSimple, Publicity::Open);
    court.check_in("plaintiff", Consent::Refused, &[]);
    assert_eq!(
        court.ask("clerk", admit("plaintiff")),
        Err(Refusal::ConsentRefused)
    );
    let stage = ConsentStage::Hearing;
    court.must(
        "plaintiff",
        Command::GiveConsent {
            stage,
            consent: Consent::Agreed,
            edition: notice::EDITION,
        },
    );
    court.must("clerk", admit("plaintiff"));
}

/// A text that somebody has not seen binds him to nothing (R5).
#[test]
fn what_was_shown_in_another_edition_is_not_recorded() {
    let mut court = Court::new(Procedure::CivilSimple, Publicity::Open);
    let edition = notice::EDITION + 1;
    for command in [
        Command::DeclareNoRecording { edition },
        Command::AcknowledgeDiscipline { rule: 0, edition },
        Command::GiveConsent {
            stage: ConsentStage::Hearing,
            consent: Consent::Agreed,
            edition,
        },
    ] {
        assert_eq!(court.ask("plaintiff", command), Err(Refusal::NoticeChanged));
    }
}

/// R11, CPL 62: special authority names its powers; nobody takes a scope that is not his.
#[test]
fn authority_says_how_far_it_goes() {
    let mut court = Court::new(Procedure::CivilSimple, Publicity::Open);
    let state = |scope, powers: &[SpecialPower]| Command::StateAuthority {
        scope,
        powers: powers.to_vec(),
        paper: None,
    };
    use AuthorityScope::*;
    for (scope, powers) in [
        (Special, vec![]),
        (General, vec![SpecialPower::Settle]),
        (ByLaw, vec![]),
        (Defence, vec![]),
        (Special, vec![SpecialPower::Settle, SpecialPower::Settle]),
    ] {
        assert_eq!(
            court.ask("rep", state(scope, &powers)),
            Err(Refusal::AuthorityUnclear),
            "{scope:?} {powers:?}"
        );
    }
    court.must("rep", state(Special, &[SpecialPower::Settle]));
    assert_eq!(
        court.ask("rep", state(Special, &[SpecialPower::Settle])),
        Err(Refusal::AlreadyDone)
    );
    court.must("rep", state(General, &[]));
    assert_eq!(
        court.ask("plaintiff", state(General, &[])),
        Err(Refusal::NotPermitted)
    );
}

/// R4: who has refused a stage is not carried into it in silence.
#[test]
fn a_stage_that_somebody_refused_to_hold_online_warns() {
    let mut court = Court::open(Procedure::CivilSimple);
    court.must(
        "plaintiff",
        Command::GiveConsent {
            stage: ConsentStage::Mediation,
            consent: Consent::Refused,
            edition: notice::EDITION,
        },
    );
    let item = GuardItem::MediationConsentSettled;
    assert!(court.h.open_before(Stage::Mediation).contains(&item));
    assert!(!court.h.open_before(Stage::Debate).contains(&item));
    assert!(
        !court
            .h
            .open_before(Stage::Verdict)
            .contains(&GuardItem::VerdictConsentSettled)
    );
    court.on_record(item);
    assert!(!court.h.open_before(Stage::Mediation).contains(&item));
}

#[test]
fn somebody_else_in_the_room_is_the_judges_to_permit_and_cannot_be_swapped() {
    let mut court = Court::new(Procedure::CivilSimple, Publicity::Open);
    court.check_in("plaintiff", Consent::Agreed, &["母亲"]);
    assert_eq!(
        court.ask("clerk", admit("plaintiff")),
        Err(Refusal::OtherPersonNotPermitted)
    );
    let permit = |who: &str, permitted| Command::PermitOtherPerson {
        seat: SeatId::new("plaintiff"),
        index: 0,
        who: who.into(),
        permitted,
    };
    court.must("plaintiff", place(&["证人的朋友"]));
    assert_eq!(
        court.ask("judge", permit("母亲", true)),
        Err(Refusal::AnswerChanged)
    );
    court.must("judge", permit("证人的朋友", false));
    // Declared once more, the refusal stands.
    court.must("plaintiff", place(&["证人的朋友", "母亲"]));
    let others = &court
        .seat("plaintiff")
        .check_in
        .place
        .as_ref()
        .unwrap()
        .others;
    assert_eq!(
        (others[0].permitted, others[1].permitted),
        (Some(false), None)
    );
}

#[test]
fn nobody_is_let_in_out_of_the_deliberation() {
    let mut court = Court::open(Procedure::CivilOrdinary);
    court.must(
        "judge",
        Command::Adjourn {
            reason: "合议".into(),
        },
    );
    court.must("judge", Command::BeginDeliberation);
    assert_eq!(
        court.ask("clerk", admit("panel")),
        Err(Refusal::NotPermitted)
    );
    assert_eq!(court.seat("panel").zone, Zone::Deliberation);
}

#[test]
fn an_expert_never_sees_what_is_for_the_court_only() {
    let mut court = Court::open(Procedure::CivilOrdinary);
    court.check_in("expert", Consent::Agreed, &[]);
    let expert = SeatId::new("expert");
    for (id, secrecy, seen) in [
        ("A4", Secrecy::CounselAndExperts, true),
        ("A7", Secrecy::CourtOnly, false),
    ] {
        court.must(
            "plaintiff",
            Command::FileExhibit {
                exhibit: ExhibitId::new(id),
                title: "证据".into(),
                category: ExhibitCategory::Documentary,
                source: String::new(),
                purpose: String::new(),
                secrecy,
                file: ExhibitFile {
                    sha256: "a".repeat(64),
                    size: 1,
                    kind: FileKind::Pdf,
                    pages: 1,
                },
                particulars: Particulars {
                    late_reason: Some("当庭新主张".into()),
                    ..Particulars::default()
                },
            },
        );
        court
            .ask(
                "judge",
                Command::CallWitness {
                    seat: expert.clone(),
                },
            )
            .ok();
        let view = PageView::default();
        let exhibit = ExhibitId::new(id);
        court.must("judge", Command::PresentExhibit { exhibit, view });
        let seen_now = court.h.view_for(&expert);
        assert_eq!(seen_now.exhibits.len(), usize::from(seen), "{id}");
        assert_eq!(seen_now.presentation.is_some(), seen, "{id}");
    }
}

#[test]
fn who_was_never_in_the_courtroom_does_not_sign_and_reads_nothing() {
    let mut court = Court::new(Procedure::CivilSimple, Publicity::Open);
    court.check_in("plaintiff", Consent::Agreed, &[]);
    court.must("clerk", admit("plaintiff"));
    court.must("clerk", Command::ReportReady);
    court.must("judge", open_hearing());
    court.must("clerk", line("l1", "我只收到十八万八千元"));
    court.must("judge", close_hearing(Some("改期")));
    court.must("clerk", Command::OpenSignOff);
    let sign_off = court.h.transcript.sign_off.as_ref().unwrap();
    let asked: Vec<&str> = sign_off.entries.iter().map(|e| e.seat.as_str()).collect();
    assert_eq!(asked, ["judge", "panel", "clerk", "plaintiff"]);
    assert_eq!(
        court.h.scope_of(&SeatId::new("defendant")),
        Scope::Waiting,
        "waits, as before"
    );
}

fn closed() -> Court {
    let mut court = Court::open(Procedure::CivilSimple);
    court.must("clerk", line("l1", "我只收到十八万八千元"));
    court.must("judge", close_hearing(Some("改期")));
    court.must("clerk", Command::OpenSignOff);
    court
}

#[test]
fn what_lies_open_for_signing_is_changed_by_corrections_only() {
    let mut court = closed();
    assert_eq!(
        court.ask("clerk", line("l2", "补一行")),
        Err(Refusal::Frozen)
    );
    let edit = Command::EditLine {
        line: LineId::new("l1"),
        base_rev: 0,
        speaker: Speaker::Nobody,
        kind: LineKind::Speech,
        text: "改".into(),
        why: Why::Mended,
        base_text: None,
    };
    assert_eq!(court.ask("clerk", edit), Err(Refusal::Frozen));
    // The clerk's own request is decided by the judge.
    let ask = Command::RequestCorrection {
        correction: CorrectionId::new("c1"),
        line: LineId::new("l1"),
        should_read: "我只收到188,000元".into(),
        wrong: Wrong::Words,
        reason: "数字".into(),
    };
    court.must("clerk", ask);
    let decide = |granted| Command::DecideCorrection {
        correction: CorrectionId::new("c1"),
        granted,
        reason: "确系误记".into(),
    };
    assert_eq!(court.ask("clerk", decide(true)), Err(Refusal::NotPermitted));
    court.must("judge", decide(true));
    let l1 = LineId::new("l1");
    assert_eq!(court.h.line(&l1).unwrap().text, "我只收到188,000元");
    // What it read before, who changed it and for what request (R58).
    let was = court.h.transcript.revisions(&l1).last().unwrap();
    assert_eq!((was.rev, was.text.as_str()), (0, "我只收到十八万八千元"));
    assert_eq!(was.why, Why::Corrected(CorrectionId::new("c1")));
    assert_eq!(was.by, Actor::Seat(SeatId::new("judge")));
}

#[test]
fn nobody_holds_up_the_record_with_requests() {
    let mut court = closed();
    let ask = |n: usize| Command::RequestCorrection {
        correction: CorrectionId::new(format!("c{n}")),
        line: LineId::new("l1"),
        should_read: format!("{n}"),
        wrong: Wrong::Words,
        reason: "再看".into(),
    };
    for n in 0..20 {
        court.must("defendant", ask(n));
    }
    assert_eq!(court.ask("defendant", ask(20)), Err(Refusal::LimitReached));
}

#[test]
fn who_refused_or_went_away_is_noted_and_may_think_better_of_it() {
    let mut court = closed();
    court.must(
        "defendant",
        Command::RefuseToSign {
            reason: "有一行不对".into(),
        },
    );
    let note = |seat: &str| Command::NoteUnsigned {
        seat: SeatId::new(seat),
        reason: "经通知未到，记明附卷".into(),
    };
    assert_eq!(
        court.ask("plaintiff", note("defendant")),
        Err(Refusal::NotPermitted)
    );
    assert_eq!(
        court.ask("clerk", note("judge")),
        Err(Refusal::NotPermitted)
    );
    court.must("clerk", note("plaintiff"));
    // All parties are accounted for: the court signs.
    for (seat, name) in [("clerk", "苏禾"), ("panel", "白砚秋"), ("judge", "顾澄")] {
        if seat == "clerk" {
            // The line that the defendant found wrong is mended: he is asked again.
            let ask = Command::RequestCorrection {
                correction: CorrectionId::new("c1"),
                line: LineId::new("l1"),
                should_read: "我只收到188,000元".into(),
                wrong: Wrong::Words,
                reason: "数字".into(),
            };
            court.must("clerk", ask);
            court.must(
                "judge",
                Command::DecideCorrection {
                    correction: CorrectionId::new("c1"),
                    granted: true,
                    reason: "确系误记".into(),
                },
            );
            let entries = &court.h.transcript.sign_off.as_ref().unwrap().entries;
            let defendant = entries.iter().find(|e| e.seat.as_str() == "defendant");
            assert_eq!(defendant.unwrap().state, SignState::Waiting);
            sign(&mut court, "defendant", "周以宁");
        }
        sign(&mut court, seat, name);
    }
    assert_eq!(court.h.phase, Phase::Finished);
}

fn sign(court: &mut Court, seat: &str, name: &str) {
    court.must(seat, Command::ConfirmRead);
    let text_sha256 = court.h.digest_to_sign(&SeatId::new(seat));
    court.must(
        seat,
        Command::Sign {
            text_sha256,
            name: name.into(),
            drawing: None,
            session: None,
        },
    );
}

#[test]
fn a_seat_taken_over_by_another_device_is_to_be_looked_at_again() {
    let mut court = Court::open(Procedure::CivilSimple);
    court.note(&Fact::TakenOver {
        seat: SeatId::new("defendant"),
    });
    let check_in = &court.seat("defendant").check_in;
    assert!(check_in.taken_over_at.is_some());
    assert!(check_in.identity.as_ref().unwrap().verified.is_none());
    court.must(
        "clerk",
        Command::VerifyIdentity {
            seat: SeatId::new("defendant"),
            how: VerificationMethod::ByEye,
            stated_at: None,
        },
    );
    assert_eq!(court.seat("defendant").check_in.taken_over_at, None);
}

#[test]
fn the_clerk_shows_out_observers_and_nobody_else() {
    let mut court = Court::open(Procedure::CivilSimple);
    court.check_in("observer", Consent::Agreed, &[]);
    court.must("clerk", admit("observer"));
    let remove = |seat: &str| Command::Remove {
        seat: SeatId::new(seat),
        reason: "喧哗".into(),
    };
    assert_eq!(
        court.ask("clerk", remove("defendant")),
        Err(Refusal::NotPermitted)
    );
    court.must("clerk", remove("observer"));
}

/// What somebody who speaks for another may state, whoever he is.
fn authority(role: Role) -> Command {
    let (scope, powers) = if role == Role::Guardian {
        (AuthorityScope::ByLaw, vec![])
    } else if role == Role::Defender {
        (AuthorityScope::Defence, vec![])
    } else {
        (AuthorityScope::Special, vec![SpecialPower::Settle])
    };
    Command::StateAuthority {
        scope,
        powers,
        paper: None,
    }
}

#[test]
fn whom_the_secured_room_put_out_is_brought_back_and_nobody_else() {
    let mut court = Court::open(Procedure::CivilSimple);
    let wait = |seat: &str| Command::SendToWait {
        seat: SeatId::new(seat),
        reason: "另行通知".into(),
    };
    court.check_in("observer", Consent::Agreed, &[]);
    court.must("clerk", admit("observer"));
    court.must("judge", wait("defendant"));
    let inside = |court: &Court| {
        let zones = court.h.seats.iter().filter(|s| !s.role.is_court());
        let inside = zones.filter(|s| matches!(s.zone, Zone::Courtroom | Zone::Gallery));
        inside.map(|s| s.id.0.clone()).collect::<Vec<_>>()
    };
    let before = inside(&court);
    assert_eq!(before, ["plaintiff", "observer"]);
    let again = court.ask("judge", Command::BringBack);
    assert_eq!(again, Err(Refusal::AlreadyDone));
    court.must("judge", Command::SecureRoom);
    assert!(inside(&court).is_empty());
    // He is told why, and the court alone may end it.
    assert!(
        court
            .sees("plaintiff")
            .seat(&SeatId::new("plaintiff"))
            .unwrap()
            .cleared
    );
    for who in ["plaintiff", "panel", "observer"] {
        let refused = court.ask(who, Command::BringBack);
        assert_eq!(refused, Err(Refusal::NotPermitted), "{who}");
    }
    court.must("clerk", Command::BringBack);
    assert_eq!(inside(&court), before, "who waited before waits still");
    assert!(court.h.seats.iter().all(|s| !s.cleared));
}

#[test]
fn who_presides_lowers_a_hand_and_nobody_anothers() {
    let mut court = Court::open(Procedure::CivilSimple);
    let lower = || Command::LowerHand {
        seat: SeatId::new("plaintiff"),
    };
    court.must("plaintiff", Command::RaiseHand);
    assert_eq!(court.ask("panel", lower()), Err(Refusal::NotPermitted));
    court.must("judge", lower());
    assert!(court.h.hands.is_empty());
}

#[test]
fn a_journal_from_before_the_grounds_is_still_read() {
    for old in [
        r#""room_secured""#,
        r#"{"seat_returned_online":{"seat":"defendant"}}"#,
        r#"{"objection_ended":{"seat":"defendant","outcome":"sustained"}}"#,
        r#"{"original_recorded":{"exhibit":"P1","state":"differs","ground":null}}"#,
    ] {
        let event: Event = serde_json::from_str(old).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), old);
    }
}

/// CPL 82: who has expert knowledge comes at a party's wish and the court's notice; only witnesses are called.
#[test]
fn an_expert_is_asked_in_and_who_is_sent_out_is_summoned_by_nobody() {
    let mut court = Court::open(Procedure::CivilOrdinary);
    court.check_in("expert", Consent::Agreed, &[]);
    let seat = |id| SeatId::new(id);
    let last = |court: &Court| court.h.transcript.lines.last().unwrap().text.clone();
    let expert = seat("expert");
    court.must("clerk", Command::CallWitness { seat: expert });
    assert_eq!(last(&court), "请有专门知识的人曹衡到庭。");
    let (seat, reason) = (seat("defendant"), "与质证无关".to_owned());
    court.must("judge", Command::SendToWait { seat, reason });
    assert_eq!(last(&court), "被告周以宁暂离法庭，在候审区等候。");
}

#[test]
fn the_last_four_of_an_identity_card_are_digits() {
    let mut court = Court::new(Procedure::CivilSimple, Publicity::Open);
    let states = |document, last_four: &str| Command::StateIdentity {
        name: "林知远".into(),
        document,
        last_four: last_four.into(),
    };
    for wrong in ["A021", "00X1", "002Y", "021", "00211"] {
        let asked = court.ask("plaintiff", states(DocumentKind::IdCard, wrong));
        assert_eq!(asked, Err(Refusal::NumberUnclear), "{wrong}");
    }
    court.must("plaintiff", states(DocumentKind::Passport, "A021"));
    court.must("plaintiff", states(DocumentKind::IdCard, "002x"));
}
