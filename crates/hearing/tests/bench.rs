//! The acts of the bench: recusal, objections, issues, time to speak, sanctions, conversion (R26-R29, R33, R34).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use hearing::in_person::InPersonGround;
use hearing::objection::{ObjectionGround, ObjectionOutcome};
use hearing::recusal::{Decider, RecusalState};
use hearing::sanction::Sanction;
use hearing::*;

use common::{Court, matter};

impl Court {
    fn sits(procedure: Procedure) -> Self {
        let mut seats = vec![
            Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
            Seat::new("panel", Role::PanelJudge, Side::Court, "白砚秋"),
            Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
            Seat::new("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
            Seat::new("rep", Role::Representative, Side::Plaintiff, "贺明川"),
            Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
            Seat::new("interpreter", Role::Interpreter, Side::None, "温言"),
            Seat::new("witness", Role::Witness, Side::None, "何秀兰"),
            Seat::new("observer", Role::Observer, Side::None, "方亦晴"),
        ];
        if procedure.is_criminal() {
            seats.push(Seat::new(
                "prosecutor",
                Role::Prosecutor,
                Side::Plaintiff,
                "秦岳",
            ));
        }
        let ids: Vec<_> = seats.iter().map(|s| (s.id.clone(), s.role)).collect();
        let mut court = Self::scheduled(matter(procedure, Publicity::Open), seats, 1_000);
        for (seat, role) in ids {
            let to = match role {
                Role::Witness => continue,
                Role::Observer => Zone::Gallery,
                _ => Zone::Courtroom,
            };
            court.happen(
                Actor::System,
                vec![
                    Event::SeatConnected { seat: seat.clone() },
                    Event::SeatMoved {
                        seat,
                        to,
                        why: MoveReason::Admitted,
                    },
                ],
            );
        }
        court.must(
            "judge",
            Command::OpenHearing {
                override_reason: Some("演示".into()),
            },
        );
        court
    }

    fn last_line(&self) -> &str {
        &self.h.transcript.lines.last().unwrap().text
    }
}

fn challenge(whom: &str) -> Command {
    Command::AskRecusal {
        whom: SeatId::new(whom),
        reason: "与对方代理人有近亲属关系".into(),
    }
}

fn decides(decider: Decider, granted: bool) -> Command {
    Command::DecideRecusal {
        recusal: 0,
        decider,
        granted,
        reason: "经查不属实".into(),
    }
}

fn reconsider() -> Command {
    Command::AskReconsideration {
        recusal: 0,
        reason: "另有证据".into(),
    }
}

#[test]
fn a_refused_recusal_is_reconsidered_once() {
    let mut court = Court::sits(Procedure::CivilOrdinary);
    court.must("defendant", challenge("judge"));
    assert_eq!(
        court.ask("defendant", challenge("judge")),
        Err(Refusal::AlreadyDone)
    );
    // Too early: nothing is refused yet.
    assert_eq!(
        court.ask("defendant", reconsider()),
        Err(Refusal::AlreadyDone)
    );
    assert!(court.last_line().contains("被告周以宁申请审判长顾澄回避"));
    court.must("judge", decides(Decider::CourtPresident, false));
    assert_eq!(court.h.recusals[0].state(), RecusalState::Refused);
    assert_eq!(
        court.last_line(),
        "经本院院长决定：驳回对审判长顾澄的回避申请。理由：经查不属实。"
    );
    // The other side has no part in it.
    assert_eq!(
        court.ask("plaintiff", reconsider()),
        Err(Refusal::NotPermitted)
    );
    court.must("defendant", reconsider());
    assert_eq!(
        court.h.recusals[0].state(),
        RecusalState::ReconsiderationWaits
    );
    court.must("judge", decides(Decider::JudicialCommittee, false));
    assert_eq!(court.h.recusals[0].state(), RecusalState::RefusedFinally);
    for again in [reconsider(), Command::WithdrawRecusal { recusal: 0 }] {
        assert_eq!(court.ask("defendant", again), Err(Refusal::AlreadyDone));
    }
    // The room sees it, the gallery does not.
    assert_eq!(court.sees("rep").recusals, court.h.recusals);
    assert!(court.sees("observer").recusals.is_empty());
}

#[test]
fn each_is_decided_on_by_whom_the_law_names() {
    use Decider::{ChiefProcurator, CourtPresident, JudicialCommittee, PresidingJudge};
    let civil = Court::sits(Procedure::CivilOrdinary);
    let on = |court: &Court, seat: &str| court.h.deciders_on(court.seat(seat)).to_vec();
    assert_eq!(on(&civil, "judge"), [CourtPresident, JudicialCommittee]);
    assert_eq!(on(&civil, "panel"), [CourtPresident]);
    assert_eq!(on(&civil, "clerk"), [PresidingJudge]);
    assert_eq!(on(&civil, "interpreter"), [PresidingJudge]);
    let criminal = Court::sits(Procedure::CriminalOrdinary);
    assert_eq!(on(&criminal, "clerk"), [CourtPresident, Decider::Court]);
    assert_eq!(
        on(&criminal, "prosecutor"),
        [ChiefProcurator, Decider::Court]
    );

    let mut court = civil;
    court.must("rep", challenge("clerk"));
    assert_eq!(
        court.ask("judge", decides(CourtPresident, true)),
        Err(Refusal::NotTheDecider)
    );
    court.must("judge", decides(PresidingJudge, true));
    assert_eq!(court.h.recusals[0].state(), RecusalState::Granted);
    // CPL 49: no panel decides on it.
    assert_eq!(
        court.last_line(),
        "审判长决定：书记员苏禾回避。理由：经查不属实。"
    );
    assert_eq!(
        court.ask("judge", decides(PresidingJudge, false)),
        Err(Refusal::AlreadyDone)
    );
}

/// CrPLI 35
#[test]
fn what_names_no_ground_of_the_law_is_refused_at_once_and_for_good() {
    let mut court = Court::sits(Procedure::CriminalOrdinary);
    let asker = "defendant";
    court.must(asker, challenge("judge"));
    assert_eq!(
        court.ask("judge", decides(Decider::Court, true)),
        Err(Refusal::NotTheDecider),
        "it cannot grant"
    );
    court.must("judge", decides(Decider::Court, false));
    assert_eq!(court.h.recusals[0].state(), RecusalState::RefusedFinally);
    let again = Command::AskReconsideration {
        recusal: 0,
        reason: "不服".into(),
    };
    assert_eq!(court.ask(asker, again), Err(Refusal::AlreadyDone));
}

/// R35, R12 24
#[test]
fn who_judges_from_elsewhere_names_the_approval_and_the_record_says_so() {
    let mut court = Court::sits(Procedure::CivilSimple);
    let sits = |approval: &str| Command::SitElsewhere {
        place: "市第一医院住院部".into(),
        reason: "住院治疗".into(),
        approval: approval.into(),
    };
    assert_eq!(
        court.ask("judge", Command::SitInCourtroom),
        Err(Refusal::AlreadyDone)
    );
    assert_eq!(court.ask("judge", sits(" ")), Err(Refusal::ApprovalWanted));
    for who in ["clerk", "plaintiff", "rep", "observer"] {
        let asked = court.ask(who, sits("（2026）院批15号"));
        assert_eq!(asked, Err(Refusal::NotPermitted), "{who}");
    }
    court.must("judge", sits("（2026）院批15号"));
    let line = court.last_line();
    assert!(line.contains("（2026）院批15号") && line.contains("市第一医院住院部"));
    assert!(
        !line.contains("住院治疗"),
        "the reason is the court's: {line}"
    );
    let reason = |h: &Hearing| {
        let judge = h.seat(&SeatId::new("judge"))?;
        Some(judge.elsewhere.as_ref()?.reason.clone())
    };
    assert_eq!(reason(&court.sees("clerk")).as_deref(), Some("住院治疗"));
    for who in ["plaintiff", "rep", "defendant", "observer"] {
        assert_eq!(reason(&court.sees(who)), None, "{who}");
    }
    court.must("judge", Command::SitInCourtroom);
    assert_eq!(court.seat("judge").elsewhere, None);
    assert!(court.last_line().contains("回到在线法庭"));
}

#[test]
fn recusal_is_asked_by_parties_of_those_who_must_be_impartial() {
    let mut court = Court::sits(Procedure::CriminalOrdinary);
    for who in ["judge", "clerk", "prosecutor", "interpreter", "observer"] {
        assert_eq!(
            court.ask(who, challenge("panel")),
            Err(Refusal::NotPermitted),
            "{who}"
        );
    }
    for whom in ["plaintiff", "witness", "observer", "nobody-at-all"] {
        assert_eq!(
            court.ask("defendant", challenge(whom)),
            Err(Refusal::NotChallengeable),
            "{whom}"
        );
    }
    assert_eq!(
        court.ask(
            "defendant",
            Command::AskRecusal {
                whom: SeatId::new("judge"),
                reason: " ".into()
            }
        ),
        Err(Refusal::ReasonWanted)
    );
    court.must("defendant", challenge("prosecutor"));
    court.must("defendant", Command::WithdrawRecusal { recusal: 0 });
    assert_eq!(court.h.recusals[0].state(), RecusalState::Withdrawn);
    assert_eq!(
        court.ask("judge", decides(Decider::ChiefProcurator, true)),
        Err(Refusal::AlreadyDone)
    );
    assert_eq!(
        court.ask(
            "judge",
            Command::DecideRecusal {
                recusal: 7,
                decider: Decider::CourtPresident,
                granted: true,
                reason: "无".into()
            }
        ),
        Err(Refusal::NoSuchRecusal)
    );
}

fn object() -> Command {
    Command::Object {
        ground: Some(ObjectionGround::Leading),
    }
}

fn rules(sustained: bool) -> Command {
    Command::RuleOnObjection {
        seat: SeatId::new("defendant"),
        sustained,
        reason: String::new(),
    }
}

#[test]
fn one_objection_of_a_seat_stands_until_it_is_answered() {
    let mut court = Court::sits(Procedure::CivilSimple);
    court.must("defendant", object());
    assert_eq!(
        court.ask("defendant", object()),
        Err(Refusal::ObjectionOpen)
    );
    court.must("rep", Command::Object { ground: None });
    assert_eq!(court.h.open_objections().count(), 2);
    assert_eq!(
        court.ask("plaintiff", rules(true)),
        Err(Refusal::NotPermitted)
    );
    assert_eq!(court.ask("clerk", rules(true)), Err(Refusal::NotPermitted));
    court.must("judge", rules(false));
    assert_eq!(
        court.last_line(),
        "被告周以宁提出异议（诱导性发问）。异议不成立，驳回。"
    );
    assert_eq!(court.ask("judge", rules(true)), Err(Refusal::AlreadyDone));
    court.must("defendant", Command::Object { ground: None });
    court.must("defendant", Command::WithdrawObjection);
    court.must("defendant", object());
    court.must(
        "judge",
        Command::RuleOnObjection {
            seat: SeatId::new("defendant"),
            sustained: true,
            reason: "该问题已含答案。".into(),
        },
    );
    assert_eq!(
        court.last_line(),
        "被告周以宁提出异议（诱导性发问）。异议成立，理由：该问题已含答案。"
    );
    let outcomes: Vec<_> = court
        .h
        .objections
        .iter()
        .map(|o| o.outcome.map(|(_, what)| what))
        .collect();
    assert_eq!(
        outcomes,
        [
            Some(ObjectionOutcome::Overruled),
            None,
            Some(ObjectionOutcome::Withdrawn),
            Some(ObjectionOutcome::Sustained)
        ]
    );
    for who in ["interpreter", "observer", "judge"] {
        assert_eq!(
            court.ask(who, object()),
            Err(Refusal::NotPermitted),
            "{who}"
        );
    }
    // Nobody is left waiting for an answer to one who has gone.
    court.must(
        "judge",
        Command::SendToWait {
            seat: SeatId::new("rep"),
            reason: "稍候".into(),
        },
    );
    assert_eq!(court.h.open_objections().count(), 0);
    assert_eq!(
        court.ask("rep", Command::Object { ground: None }),
        Err(Refusal::NotInTheCourtroom)
    );
    court.must(
        "judge",
        Command::Adjourn {
            reason: "休息".into(),
        },
    );
    assert_eq!(court.ask("defendant", object()), Err(Refusal::NotInSession));
}

fn issues(all: &[&str]) -> Command {
    Command::SetIssues {
        issues: all.iter().map(|i| (*i).to_owned()).collect(),
    }
}

fn confirms(edition: u32) -> Command {
    Command::AnswerIssues {
        edition,
        remark: None,
    }
}

#[test]
fn each_version_of_the_issues_is_asked_anew() {
    let mut court = Court::sits(Procedure::CivilSimple);
    assert_eq!(
        court.ask("defendant", confirms(0)),
        Err(Refusal::IssuesChanged)
    );
    court.must("judge", issues(&["本金数额"]));
    assert_eq!(
        court.ask("judge", issues(&["本金数额"])),
        Err(Refusal::AlreadyDone)
    );
    court.must("defendant", confirms(1));
    assert_eq!(
        court.ask("defendant", confirms(1)),
        Err(Refusal::AlreadyDone)
    );
    let remark = Command::AnswerIssues {
        edition: 1,
        remark: Some("三万元是还款".into()),
    };
    court.must("defendant", remark);
    let said = |court: &Court, seat: &str| court.h.issue_answer(&SeatId::new(seat)).cloned();
    assert_eq!(
        said(&court, "defendant").unwrap().remark.as_deref(),
        Some("三万元是还款")
    );
    court.must("judge", issues(&["本金数额", "三万元的性质"]));
    assert!(said(&court, "defendant").is_none());
    // What was said to the old version is not said to the new one.
    assert_eq!(
        court.ask("plaintiff", confirms(1)),
        Err(Refusal::IssuesChanged)
    );
    court.must("plaintiff", confirms(2));
    assert_eq!(
        court.h.issue_answers.len(),
        3,
        "earlier answers stay on record"
    );
    let asked: Vec<_> = court
        .h
        .asked_for_issues()
        .map(|s| s.id.0.as_str())
        .collect();
    assert_eq!(asked, ["plaintiff", "rep", "defendant"]);
    assert_eq!(
        court.ask("interpreter", confirms(2)),
        Err(Refusal::NotPermitted)
    );
    assert!(court.sees("observer").issue_answers.is_empty());
    assert_eq!(court.sees("observer").issues_edition, 0);
}

#[test]
fn time_to_speak_runs_out_and_cuts_nobody_off() {
    let mut court = Court::sits(Procedure::CivilSimple);
    let limit = |minutes| Command::LimitFloor { minutes };
    assert_eq!(
        court.ask("judge", limit(Some(3))),
        Err(Refusal::NobodyHasFloor)
    );
    let give = Command::GiveFloor {
        seat: SeatId::new("plaintiff"),
    };
    court.must("judge", give.clone());
    assert_eq!(court.ask("judge", limit(None)), Err(Refusal::AlreadyDone));
    for minutes in [0, 181] {
        assert_eq!(
            court.ask("judge", limit(Some(minutes))),
            Err(Refusal::Malformed)
        );
    }
    let asked_at = court.now;
    court.must("judge", limit(Some(3)));
    assert_eq!(court.h.floor_until, Some(asked_at + 180_000));
    assert_eq!(court.sees("observer").floor_until, court.h.floor_until);
    court.now += 200_000;
    assert_eq!(court.h.floor, Some(SeatId::new("plaintiff")));
    assert!(court.h.may_be_heard(court.seat("plaintiff")));
    court.must(
        "judge",
        Command::GiveFloor {
            seat: SeatId::new("defendant"),
        },
    );
    assert_eq!(court.h.floor_until, None);
    assert_eq!(
        court.ask("defendant", limit(Some(60))),
        Err(Refusal::NotPermitted)
    );
}

#[test]
fn all_but_one_are_muted() {
    let mut court = Court::sits(Procedure::CivilSimple);
    let but = |seat: &str| Command::MuteAllBut {
        seat: SeatId::new(seat),
    };
    court.must(
        "judge",
        Command::Mute {
            seat: SeatId::new("rep"),
            lock: true,
        },
    );
    court.must("judge", but("defendant"));
    let mute = |seat: &str| court.seat(seat).mute;
    assert_eq!(
        ["plaintiff", "rep", "defendant", "judge", "clerk"].map(mute),
        [
            Mute::Muted,
            Mute::Locked,
            Mute::Free,
            Mute::Free,
            Mute::Free
        ]
    );
    assert_eq!(court.ask("judge", but("clerk")), Err(Refusal::NotPermitted));
    assert_eq!(
        court.ask("judge", but("witness")),
        Err(Refusal::NotInTheCourtroom)
    );
    assert_eq!(
        court.ask("plaintiff", but("plaintiff")),
        Err(Refusal::NotPermitted)
    );
}

fn sanction(seat: &str, sanction: Sanction, approval: &str) -> Command {
    Command::RecordSanction {
        seat: SeatId::new(seat),
        sanction,
        approval: approval.into(),
        words: "经警告、训诫仍不改正".into(),
    }
}

#[test]
fn a_fine_wants_the_presidents_approval_and_keeps_to_the_law() {
    let fine = |yuan| Sanction::Fine { yuan };
    let mut court = Court::sits(Procedure::CivilSimple);
    assert_eq!(
        court.ask("judge", sanction("defendant", fine(500), " ")),
        Err(Refusal::ApprovalWanted)
    );
    for bad in [
        fine(0),
        fine(100_001),
        Sanction::Detention { days: 16 },
        Sanction::Detention { days: 0 },
    ] {
        assert_eq!(
            court.ask("judge", sanction("defendant", bad, "（2026）院批12号")),
            Err(Refusal::OverTheLimit),
            "{bad:?}"
        );
    }
    assert_eq!(
        court.ask(
            "clerk",
            sanction("defendant", fine(500), "（2026）院批12号")
        ),
        Err(Refusal::NotPermitted)
    );
    assert_eq!(
        court.ask("judge", sanction("panel", fine(500), "（2026）院批12号")),
        Err(Refusal::NotPermitted)
    );
    // Who was ordered out is fined after it.
    court.must(
        "judge",
        Command::Admonish {
            seat: SeatId::new("defendant"),
            measure: Admonition::OrderToLeave,
            words: "当庭辱骂".into(),
        },
    );
    assert_eq!(court.last_line(), "责令周以宁退出法庭：当庭辱骂。");
    court.must(
        "judge",
        sanction("defendant", fine(500), "（2026）院批12号"),
    );
    assert_eq!(
        court.last_line(),
        "经本院院长批准，批准文号：（2026）院批12号，对周以宁罚款500元：经警告、训诫仍不改正。"
    );
    let last = &court.h.incidents.last().unwrap().what;
    assert!(matches!(last, Happening::Sanctioned { .. }));
    assert!(
        court
            .sees("observer")
            .incidents
            .iter()
            .all(|i| !matches!(i.what, Happening::Sanctioned { .. }))
    );

    let mut criminal = Court::sits(Procedure::CriminalOrdinary);
    assert_eq!(
        criminal.ask("judge", sanction("defendant", fine(1_001), "12")),
        Err(Refusal::OverTheLimit)
    );
}

fn convert(seat: Option<&str>, place: &str) -> Command {
    Command::ConvertToInPerson {
        seat: seat.map(SeatId::new),
        ground: InPersonGround::OnSite,
        place: place.into(),
        when: Some(1_795_657_800_000),
        words: "请带借条原件".into(),
    }
}

#[test]
fn who_is_to_come_in_person_leaves_the_room_and_what_he_did_stays() {
    let mut court = Court::sits(Procedure::CivilSimple);
    court.must(
        "defendant",
        Command::Object {
            ground: Some(ObjectionGround::Irrelevant),
        },
    );
    court.must("judge", rules(true));
    assert_eq!(
        court.ask("judge", convert(Some("defendant"), " ")),
        Err(Refusal::PlaceWanted)
    );
    let other = Command::ConvertToInPerson {
        seat: Some(SeatId::new("defendant")),
        ground: InPersonGround::Other,
        place: "第三法庭".into(),
        when: None,
        words: String::new(),
    };
    assert_eq!(court.ask("judge", other), Err(Refusal::ReasonWanted));
    assert_eq!(
        court.ask("clerk", convert(Some("defendant"), "第三法庭")),
        Err(Refusal::NotPermitted)
    );
    court.must("judge", convert(Some("defendant"), "第三法庭"));
    assert_eq!(court.h.phase, Phase::InSession, "the others go on");
    assert_eq!(court.seat("defendant").zone, Zone::Lobby);
    assert_eq!(
        court
            .sees("defendant")
            .seats
            .iter()
            .find(|s| s.id.0 == "defendant")
            .unwrap()
            .in_person()
            .unwrap()
            .place,
        "第三法庭"
    );
    assert!(
        court
            .last_line()
            .contains("已完成的在线庭审活动具有法律效力")
    );
    assert_eq!(court.h.objections.len(), 1);
    assert_eq!(
        court.ask(
            "clerk",
            Command::Admit {
                seat: SeatId::new("defendant")
            }
        ),
        Err(Refusal::HeardInPerson)
    );
    assert_eq!(
        court.ask("judge", convert(Some("defendant"), "第三法庭")),
        Err(Refusal::AlreadyDone)
    );
    let without_reason = Command::ReturnOnline {
        seat: SeatId::new("defendant"),
        reason: " ".into(),
    };
    assert_eq!(
        court.ask("judge", without_reason),
        Err(Refusal::ReasonWanted)
    );
    court.must(
        "judge",
        Command::ReturnOnline {
            seat: SeatId::new("defendant"),
            reason: "原件已当场核对".into(),
        },
    );
    assert_ne!(
        court.ask(
            "clerk",
            Command::Admit {
                seat: SeatId::new("defendant")
            }
        ),
        Err(Refusal::HeardInPerson)
    );
    assert_eq!(
        court.seat("defendant").conversions.len(),
        1,
        "it stays on record"
    );

    court.must("judge", convert(None, "第三法庭"));
    assert_eq!(court.h.phase, Phase::Adjourned);
    for seat in ["plaintiff", "rep", "defendant", "interpreter", "witness"] {
        assert!(court.seat(seat).in_person().is_some(), "{seat}");
        assert_ne!(court.seat(seat).zone, Zone::Courtroom, "{seat}");
    }
    assert!(court.seat("observer").in_person().is_none());
    assert_eq!(
        court.ask("judge", convert(None, "第三法庭")),
        Err(Refusal::AlreadyDone)
    );
    assert!(
        court
            .sees("observer")
            .seats
            .iter()
            .all(|s| s.conversions.is_empty())
    );
}

#[test]
fn the_court_sits_since_it_opened_or_came_back() {
    let mut court = Court::sits(Procedure::CivilSimple);
    assert_eq!(court.h.sitting_since(), court.h.opened_at);
    court.now += 3_600_000;
    court.must(
        "judge",
        Command::Adjourn {
            reason: "休息".into(),
        },
    );
    assert_eq!(court.h.sitting_since(), None);
    court.now += 600_000;
    court.must("judge", Command::Resume);
    assert!(court.h.sitting_since() > Some(court.h.opened_at.unwrap() + 4_000_000));
}

#[test]
fn one_party_does_not_use_up_what_another_may_ask() {
    let mut court = Court::sits(Procedure::CivilSimple);
    let mut asked = Ok(());
    for _ in 0..60 {
        asked = court.ask("plaintiff", challenge("clerk"));
        if asked.is_err() {
            break;
        }
        let recusal = u32::try_from(court.h.recusals.len() - 1).unwrap();
        court.must("plaintiff", Command::WithdrawRecusal { recusal });
    }
    assert_eq!(asked, Err(Refusal::LimitReached));
    court.must("defendant", challenge("judge"));
}
