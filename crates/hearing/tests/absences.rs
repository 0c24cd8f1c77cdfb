//! Away and back (R24, R25), and who has to be seen and heard (R23).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use hearing::*;

use common::Court;

const OPENED: Millis = 1_000_000;

fn id(seat: &str) -> SeatId {
    SeatId::new(seat)
}

impl Court {
    /// In session, everybody in the room with his camera on.
    fn open() -> Self {
        let sits = |name: &str, role, side| Seat {
            zone: Zone::Courtroom,
            attended: true,
            presence: Presence::Here { since: 0 },
            camera_on: true,
            ..Seat::new(name, role, side, name)
        };
        let watches = Seat {
            zone: Zone::Gallery,
            ..sits("observer", Role::Observer, Side::None)
        };
        let h = Hearing {
            phase: Phase::InSession,
            opened_at: Some(OPENED),
            seats: vec![
                sits("judge", Role::PresidingJudge, Side::Court),
                sits("panel", Role::PanelJudge, Side::Court),
                sits("clerk", Role::Clerk, Side::Court),
                sits("plaintiff", Role::Party, Side::Plaintiff),
                sits("defendant", Role::Party, Side::Defendant),
                watches,
            ],
            ..Hearing::default()
        };
        let (now, tick) = (OPENED, 0);
        Self { h, now, tick }
    }

    /// Time passes, and the clock is stated whenever it is due, as the backend does.
    fn wait(&mut self, ms: Millis) {
        let until = self.now + ms;
        while let Some(due) = self.h.next_due().filter(|due| *due <= until) {
            self.now = due.max(self.now);
            let events = self.h.note(&Fact::Clock, self.now);
            assert!(!events.is_empty(), "due at {due}, and nothing came of it");
            self.happen(Actor::System, events);
        }
        self.now = until;
    }

    fn lost(&mut self, seat: &str, cause: LossCause) {
        let line = Some(LineTrace {
            silent_ms: 5_000,
            round_trips_ms: vec![40, 41, 380],
            unanswered: 1,
        });
        let seat = id(seat);
        self.note(&Fact::Disconnected { seat, cause, line });
    }

    fn back(&mut self, seat: &str) {
        self.note(&Fact::Connected { seat: id(seat) });
    }

    fn absences(&self, seat: &str) -> &[Absence] {
        &self.h.seat(&id(seat)).unwrap().absences
    }

    fn last(&self) -> &Absence {
        self.absences("defendant").last().unwrap()
    }

    fn hidden(&mut self, over: bool) -> Result<(), Refusal> {
        let said_at = self.now;
        let signal = OwnSignal::PageHidden;
        let command = Command::ReportSignal {
            signal,
            over,
            said_at,
        };
        self.ask("defendant", command)
    }

    fn finds(&mut self, finding: AbsenceFinding, reason: &str) -> Result<(), Refusal> {
        let command = Command::ClassifyAbsence {
            seat: id("defendant"),
            from: self.last().from,
            finding,
            reason: reason.into(),
        };
        self.ask("judge", command)
    }

    fn breaks(&mut self) {
        let reason = "休息".into();
        self.must("judge", Command::Adjourn { reason });
    }
}

#[test]
fn the_day_of_g1() {
    let mut court = Court::open();
    let gone = court.now;
    court.lost("defendant", LossCause::NetworkLost);
    court.wait(148_000);
    let sent: Vec<_> = court
        .last()
        .prompts
        .iter()
        .map(|p| (p.at - gone, p.kind, p.by.clone()))
        .collect();
    assert_eq!(
        sent,
        [
            (8_000, PromptKind::Reminder, Actor::System),
            (68_000, PromptKind::Warning, Actor::System)
        ]
    );
    court.back("defendant");
    let from = court.last().from;
    assert_eq!(court.last().until, Some(gone + 148_000));
    court.must("defendant", Command::PromptReached { from, number: 1 });
    assert_eq!(
        court.ask("defendant", Command::PromptReached { from, number: 1 }),
        Err(Refusal::AlreadyDone)
    );
    court.must(
        "defendant",
        Command::ReportReturn {
            tries: 31,
            offline: true,
            since: Some(gone),
        },
    );
    assert_eq!(
        court.ask(
            "defendant",
            Command::ReportReturn {
                tries: 1,
                offline: false,
                since: None
            }
        ),
        Err(Refusal::AlreadyDone),
        "once for each way back"
    );
    let account = |what, words: &str| Command::AccountForAbsence {
        from,
        what,
        words: words.into(),
    };
    assert_eq!(
        court.ask("defendant", account(OwnAccount::Other, " ")),
        Err(Refusal::ReasonWanted)
    );
    court.must("defendant", account(OwnAccount::Network, ""));
    assert_eq!(
        court.ask("defendant", account(OwnAccount::Power, "")),
        Err(Refusal::AlreadyDone)
    );
    court.finds(AbsenceFinding::NetworkFailure, "").unwrap();
    let found = court.last().found.clone().unwrap();
    assert_eq!(found.by, Actor::Seat(id("judge")));
    assert_eq!(court.last().signals[0].line.as_ref().unwrap().unanswered, 1);
}

#[test]
fn withdrawal_is_found_after_two_prompts_or_for_a_written_reason() {
    let mut court = Court::open();
    court.lost("defendant", LossCause::PageClosed);
    court.wait(10_000);
    assert_eq!(court.last().prompts.len(), 1);
    let exit = AbsenceFinding::UnauthorisedExit;
    assert_eq!(court.finds(exit, ""), Err(Refusal::PromptsFirst));
    // The court may warn sooner than the clock; the clock does not then warn less. But two in one breath are one.
    let prompt = Command::PromptAbsent {
        seat: id("defendant"),
    };
    let just = court.ask("clerk", prompt.clone());
    assert_eq!(just, Err(Refusal::JustPrompted));
    court.wait(5_000);
    court.must("clerk", prompt);
    assert_eq!(
        court.last().prompts.last().unwrap().kind,
        PromptKind::Warning
    );
    court.finds(exit, "").unwrap();
    assert_eq!(
        court.finds(AbsenceFinding::PowerCut, ""),
        Err(Refusal::ReasonWanted),
        "a finding is changed for a reason"
    );
    court
        .finds(AbsenceFinding::PowerCut, "提交了停电证明")
        .unwrap();

    let mut sooner = Court::open();
    sooner.lost("defendant", LossCause::LeftByKey);
    sooner.finds(exit, "当庭声明退庭").unwrap();
    assert_eq!(sooner.last().found.as_ref().unwrap().reason, "当庭声明退庭");
}

#[test]
fn nobody_is_prompted_who_need_not_be_there() {
    let mut court = Court::open();
    court.lost("judge", LossCause::NetworkLost);
    court.lost("observer", LossCause::PageClosed);
    court.wait(200_000);
    assert!(court.absences("judge")[0].prompts.is_empty());
    assert!(court.absences("observer")[0].prompts.is_empty());

    // In a break nobody is told to come; when it ends the time counts anew.
    let mut court = Court::open();
    court.breaks();
    court.lost("defendant", LossCause::NetworkLost);
    court.wait(600_000);
    assert!(court.last().prompts.is_empty());
    court.must("judge", Command::Resume);
    court.wait(7_999);
    assert!(court.last().prompts.is_empty());
    court.wait(1);
    assert_eq!(court.last().prompts.len(), 1);
    // What has been found is not asked after any more.
    court.finds(AbsenceFinding::PowerCut, "").unwrap();
    court.wait(600_000);
    assert_eq!(court.last().prompts.len(), 1);
}

#[test]
fn one_absence_holds_all_that_was_seen_of_it() {
    let mut court = Court::open();
    court.hidden(false).unwrap();
    assert_eq!(court.hidden(false), Err(Refusal::AlreadyDone));
    court.wait(5_000);
    court.lost("defendant", LossCause::NetworkLost);
    court.wait(5_000);
    court.back("defendant");
    assert_eq!(court.absences("defendant").len(), 1);
    assert_eq!(court.last().until, None, "the page is still covered");
    assert_eq!(court.last().prompts.len(), 1);
    court.hidden(true).unwrap();
    assert_eq!(court.last().until, Some(court.now));
    assert_eq!(court.hidden(true), Err(Refusal::AlreadyDone));
    // What the browser could not say in time belongs to the time of which it speaks.
    court.wait(1_000);
    let said_at = court.last().from + 6_000;
    let late = |over| Command::ReportSignal {
        signal: OwnSignal::MicrophoneLost,
        over,
        said_at,
    };
    court.must("defendant", late(false));
    court.must("defendant", late(true));
    assert_eq!(court.absences("defendant").len(), 1);
    assert_eq!(court.last().signals.len(), 3);
    assert!(court.last().wants_finding());
}

#[test]
fn a_glance_aside_is_on_record_and_nothing_to_decide() {
    let mut court = Court::open();
    court.hidden(false).unwrap();
    court.wait(3_000);
    court.hidden(true).unwrap();
    assert!(court.last().is_brief() && !court.last().wants_finding());
    court.wait(1_000);
    court.hidden(false).unwrap();
    court.wait(9_000);
    court.hidden(true).unwrap();
    assert_eq!(court.absences("defendant").len(), 2);
    assert!(court.last().wants_finding() && court.last().asks_account());
    // A break ends what was reported: nobody is asked where he looks.
    court.hidden(false).unwrap();
    court.breaks();
    assert!(court.last().until.is_some());
    assert_eq!(court.hidden(false), Err(Refusal::NotInSession));
}

#[test]
fn what_one_browser_reports_of_itself_has_an_end() {
    let mut court = Court::open();
    for _ in 0..1_000 {
        court.wait(10);
        court.hidden(false).unwrap();
        court.wait(10);
        court.hidden(true).unwrap();
    }
    assert_eq!(court.hidden(false), Err(Refusal::LimitReached));
    // What the backend sees itself goes on.
    court.lost("defendant", LossCause::NetworkLost);
    assert!(court.last().is_away());
}

#[test]
fn each_speaks_of_his_own_absence_only_and_the_court_of_none_of_its_own() {
    let mut court = Court::open();
    court.lost("defendant", LossCause::NetworkLost);
    court.wait(9_000);
    let from = court.last().from;
    assert_eq!(
        court.ask("plaintiff", Command::PromptReached { from, number: 0 }),
        Err(Refusal::AlreadyDone)
    );
    let report = Command::ReportSignal {
        signal: OwnSignal::PageHidden,
        over: false,
        said_at: 0,
    };
    for seat in ["judge", "panel", "clerk", "observer"] {
        assert_eq!(
            court.ask(seat, report.clone()),
            Err(Refusal::NotPermitted),
            "{seat}"
        );
    }
    let prompt = |seat: &str| Command::PromptAbsent { seat: id(seat) };
    assert_eq!(
        court.ask("panel", prompt("defendant")),
        Err(Refusal::NotPermitted)
    );
    assert_eq!(
        court.ask("judge", prompt("plaintiff")),
        Err(Refusal::NotAway)
    );
}

#[test]
fn a_camera_off_without_leave_is_an_event_and_ends_when_it_is_on() {
    let mut court = Court::open();
    let show = |camera_on| Command::ShowDevices {
        microphone_on: false,
        camera_on,
    };
    let off = |court: &Court| {
        let of = |i: &&Incident| matches!(i.what, Happening::DeviceOff { .. });
        court
            .h
            .incidents
            .iter()
            .filter(of)
            .map(|i| i.until)
            .collect::<Vec<_>>()
    };
    let leave = |granted, reason: &str| Command::LeaveCamera {
        seat: id("defendant"),
        granted,
        reason: reason.into(),
    };
    court.wait(50_000);
    court.must("defendant", show(false));
    court.wait(29_999);
    assert!(off(&court).is_empty());
    court.wait(1);
    assert_eq!(off(&court), [None]);
    court.wait(100_000);
    assert_eq!(off(&court), [None], "said once");
    court.must("defendant", show(true));
    assert_eq!(off(&court), [Some(court.now)]);
    // With leave of the judge, and of nobody else, it may be off.
    assert_eq!(
        court.ask("clerk", leave(true, "网络较弱")),
        Err(Refusal::NotPermitted)
    );
    assert_eq!(
        court.ask("judge", leave(true, "")),
        Err(Refusal::ReasonWanted)
    );
    court.must("judge", leave(true, "网络较弱"));
    court.must("defendant", show(false));
    court.wait(100_000);
    assert_eq!(off(&court).len(), 1);
    // The leave ends, and the time counts from then.
    court.must("judge", leave(false, ""));
    court.wait(29_999);
    assert_eq!(off(&court).len(), 1);
    court.wait(1);
    assert_eq!(off(&court).len(), 2);
    // Who is gone is away, and not with his camera off.
    court.lost("defendant", LossCause::NetworkLost);
    assert!(off(&court).iter().all(Option::is_some));
}

#[test]
fn the_bench_shows_itself_too_and_is_not_asked_where_it_looks() {
    let mut court = Court::open();
    court.must(
        "judge",
        Command::ShowDevices {
            microphone_on: false,
            camera_on: false,
        },
    );
    court.wait(29_999);
    assert!(court.h.incidents.is_empty());
    court.wait(1);
    let off = |court: &Court, seat: &str, device| {
        let of = |i: &Incident| {
            i.what
                == Happening::DeviceOff {
                    seat: id(seat),
                    device,
                }
        };
        court.h.incidents.iter().filter(|i| of(i)).count()
    };
    assert_eq!(off(&court, "judge", DutyDevice::Camera), 1);
    assert_eq!(off(&court, "clerk", DutyDevice::Camera), 0);
    court.must("judge", Command::GiveFloor { seat: id("panel") });
    court.wait(40_000);
    assert_eq!(off(&court, "panel", DutyDevice::Microphone), 1);
    court.lost("panel", LossCause::PageClosed);
    court.wait(200_000);
    let prompted = court.h.seats.iter().flat_map(|s| &s.absences);
    assert!(prompted.clone().all(|a| a.prompts.is_empty()));
}

#[test]
fn who_is_heard_in_person_is_not_asked_for_his_camera() {
    let mut court = Court::open();
    court.must(
        "judge",
        Command::ConvertToInPerson {
            seat: Some(id("defendant")),
            ground: in_person::InPersonGround::ALL[0],
            place: "第三法庭".into(),
            when: None,
            words: "请到庭".into(),
        },
    );
    court.must(
        "defendant",
        Command::ShowDevices {
            microphone_on: false,
            camera_on: false,
        },
    );
    court.lost("defendant", LossCause::PageClosed);
    court.wait(200_000);
    assert!(court.last().prompts.is_empty());
    assert!(court.h.incidents.is_empty());
}

#[test]
fn who_has_the_floor_is_to_be_heard_unless_the_court_muted_him() {
    let mut court = Court::open();
    let give = Command::GiveFloor {
        seat: id("defendant"),
    };
    court.wait(90_000);
    court.must("defendant", Command::RaiseHand);
    court.must("judge", give);
    court.wait(29_999);
    assert!(court.h.incidents.is_empty());
    court.must(
        "judge",
        Command::Mute {
            seat: id("defendant"),
            lock: true,
        },
    );
    court.wait(60_000);
    assert!(court.h.incidents.is_empty());
    court.must(
        "judge",
        Command::Release {
            seat: id("defendant"),
        },
    );
    court.wait(30_000);
    let device = DutyDevice::Microphone;
    let what = Happening::DeviceOff {
        seat: id("defendant"),
        device,
    };
    assert_eq!(court.h.incidents[0].what, what);
    // The parties do not read of it.
    assert!(court.h.view_for(&id("plaintiff")).incidents.is_empty());
    assert_eq!(court.h.view_for(&id("panel")).incidents.len(), 1);
}

#[test]
fn others_learn_that_he_is_away_and_what_was_found_and_no_more() {
    let mut court = Court::open();
    court.hidden(false).unwrap();
    court.lost("defendant", LossCause::NetworkLost);
    court.wait(10_000);
    court.back("defendant");
    court.hidden(true).unwrap();
    let from = court.last().from;
    let own = Command::AccountForAbsence {
        from,
        what: OwnAccount::Other,
        words: "家里有急事".into(),
    };
    court.must("defendant", own);
    court
        .finds(AbsenceFinding::ForceMajeure, "经询问属实")
        .unwrap();
    let seen = |viewer: &str| {
        let view = court.h.view_for(&id(viewer));
        view.seat(&id("defendant")).unwrap().absences.clone()
    };
    assert_eq!(seen("clerk"), court.absences("defendant"));
    assert_eq!(seen("defendant"), court.absences("defendant"));
    let room = seen("plaintiff");
    assert_eq!(room[0].finding, Some(AbsenceFinding::ForceMajeure));
    assert!(room[0].prompts.is_empty() && room[0].account.is_none());
    assert_eq!(room[0].found.as_ref().unwrap().reason, "");
    let gallery = seen("observer");
    assert_eq!(gallery.len(), 1);
    assert_eq!(
        (gallery[0].cause, gallery[0].finding),
        (LossCause::NetworkLost, None)
    );
    assert_eq!(gallery[0].signals.len(), 1);
}

#[test]
fn everybody_sees_large_whom_the_judge_chose_until_he_leaves() {
    let mut court = Court::open();
    let show = |seat: Option<&str>| Command::Spotlight { seat: seat.map(id) };
    assert_eq!(
        court.ask("clerk", show(Some("defendant"))),
        Err(Refusal::NotPermitted)
    );
    assert_eq!(
        court.ask("judge", show(Some("observer"))),
        Err(Refusal::NotInTheCourtroom)
    );
    court.must("judge", show(Some("defendant")));
    for viewer in ["plaintiff", "observer", "panel"] {
        assert_eq!(
            court.h.view_for(&id(viewer)).spotlight,
            Some(id("defendant"))
        );
    }
    let reason = "暂离".into();
    let seat = id("defendant");
    court.must("judge", Command::SendToWait { seat, reason });
    assert_eq!(court.h.spotlight, None);
    assert_eq!(court.ask("judge", show(None)), Err(Refusal::AlreadyDone));
}

#[test]
fn the_file_of_an_absence_is_for_the_bench_and_the_clerk() {
    for role in Role::ALL {
        let may = role.is_bench() || role == Role::Clerk;
        assert_eq!(may_export_absences(role), may, "{role:?}");
    }
}

#[test]
fn the_journal_of_yesterday_opens() {
    let old = r#"[
        {"at":5,"by":"system","event":{"seat_disconnected":{"seat":"defendant","cause":"network_lost"}}},
        {"at":9,"by":"system","event":{"seat_connected":{"seat":"defendant"}}},
        {"at":10,"by":{"seat":"judge"},"event":{"absence_classified":{"seat":"defendant","finding":"network_failure"}}}
    ]"#;
    let records: Vec<Recorded> = serde_json::from_str(old).unwrap();
    let mut h = Court::open().h;
    for recorded in &records {
        h.apply(recorded);
    }
    let absence = &h.seat(&id("defendant")).unwrap().absences[0];
    assert_eq!((absence.from, absence.until), (5, Some(9)));
    assert_eq!(absence.finding, Some(AbsenceFinding::NetworkFailure));
}

/// Whoever leaves on purpose cannot say that he did so in an absence that was over long ago.
#[test]
fn a_time_that_is_made_up_opens_no_old_absence_again() {
    let mut court = Court::open();
    court.lost("defendant", LossCause::NetworkLost);
    court.wait(3_000);
    court.back("defendant");
    let from = court.last().from;
    court.wait(5 * 60_000);
    let leaves = Command::ReportSignal {
        signal: OwnSignal::LeftByKey,
        over: false,
        said_at: from + 1_000,
    };
    court.must("defendant", leaves);
    assert_eq!(court.absences("defendant").len(), 2);
}
