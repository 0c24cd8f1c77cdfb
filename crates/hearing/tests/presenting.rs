//! In whose hand the exhibit on show is, what lies beside it, what plays, what is drawn, and on whose screen it stands.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use hearing::exhibit::*;
use hearing::mark::Shape;
use hearing::presenting::*;
use hearing::said::{Said, Stood};
use hearing::transcript::{LineKind, Speaker};
use hearing::*;

use common::{Court, matter};

const SHA: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn id(seat: &str) -> SeatId {
    SeatId::new(seat)
}

fn exhibit(name: &str, kind: FileKind, secrecy: Secrecy) -> Event {
    Event::ExhibitFiled {
        exhibit: Box::new(Exhibit {
            id: ExhibitId::new(name),
            title: name.into(),
            category: ExhibitCategory::Documentary,
            side: Side::Plaintiff,
            submitted_by: id("rep"),
            submitted_at: 0,
            source: String::new(),
            purpose: String::new(),
            file: ExhibitFile {
                sha256: SHA.into(),
                size: 9,
                kind,
                pages: 3,
            },
            secrecy,
            original: OriginalState::ToCheck,
            withdrawn: None,
            opinions: Vec::new(),
            ruling: None,
            copies: 0,
            text_alternative: String::new(),
            late: None,
            original_ground: None,
            original_requests: Vec::new(),
            original_ruling: None,
            chain: None,
        }),
    }
}

impl Court {
    /// In session, everybody but the witness in the courtroom, the floor with the plaintiff's representative.
    fn sits() -> Self {
        let seats = vec![
            Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
            Seat::new("panel", Role::PanelJudge, Side::Court, "白砚秋"),
            Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
            Seat::new("rep", Role::Representative, Side::Plaintiff, "贺明川"),
            Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
            Seat::new("interpreter", Role::Interpreter, Side::None, "艾言"),
            Seat::new("witness", Role::Witness, Side::None, "何秀兰"),
            Seat::new("observer", Role::Observer, Side::None, "方亦晴"),
        ];
        let all: Vec<_> = seats.iter().map(|s| s.id.clone()).collect();
        let open = matter(Procedure::CivilSimple, Publicity::Open);
        let mut court = Self::scheduled(open, seats, 1_000_000);
        court.tick = 0;
        for seat in all {
            court.states(Event::SeatConnected { seat: seat.clone() });
            let to = match seat.as_str() {
                "observer" => Zone::Gallery,
                "witness" => continue,
                _ => Zone::Courtroom,
            };
            let why = MoveReason::Admitted;
            court.states(Event::SeatMoved { seat, to, why });
        }
        court.states(Event::HearingOpened);
        court.states(exhibit("P1", FileKind::Pdf, Secrecy::Parties));
        court.states(exhibit("P2", FileKind::Jpeg, Secrecy::Parties));
        court.states(exhibit("P4", FileKind::Audio, Secrecy::Parties));
        court.states(exhibit("S1", FileKind::Pdf, Secrecy::CounselAndExperts));
        court.states(Event::FloorGiven { seat: id("rep") });
        court
    }

    fn shows(name: &str) -> Self {
        let mut court = Self::sits();
        court.must("rep", present(name));
        court
    }

    fn calls_witness(&mut self) {
        self.states(Event::SeatMoved {
            seat: id("witness"),
            to: Zone::Courtroom,
            why: MoveReason::WitnessCalled,
        });
    }

    fn states(&mut self, event: Event) {
        self.happen(Actor::System, vec![event]);
    }

    /// What comes of what is asked for.
    fn events(&mut self, seat: &str, command: Command) -> Vec<Event> {
        let by = Actor::Seat(id(seat));
        let events = self.h.decide(&by, &command, self.now).unwrap();
        self.happen(by, events.clone());
        events
    }

    fn on_show(&self) -> &Presentation {
        self.h.presentation.as_ref().unwrap()
    }
}

fn present(name: &str) -> Command {
    Command::PresentExhibit {
        exhibit: ExhibitId::new(name),
        view: PageView::default(),
    }
}

fn page(page: u32) -> Command {
    Command::TurnPage {
        view: PageView {
            page,
            ..PageView::default()
        },
    }
}

fn hand(seat: &str) -> Command {
    Command::HandPresenting { seat: id(seat) }
}

fn beside(name: &str) -> Command {
    Command::ShowBeside {
        beside: Some(Beside {
            exhibit: ExhibitId::new(name),
            view: PageView::default(),
        }),
    }
}

fn plays(position: u64) -> Command {
    Command::SetPlayback {
        playing: true,
        position,
        length: 60_000,
    }
}

fn rests(position: u64) -> Command {
    Command::SetPlayback {
        playing: false,
        position,
        length: 60_000,
    }
}

fn draw(mark: &str, name: &str) -> Command {
    Command::DrawMark {
        mark: MarkId::new(mark),
        exhibit: ExhibitId::new(name),
        page: 1,
        shape: Shape::Rectangle,
        from: (100, 100),
        to: (900, 300),
        label: " 签名处 ".into(),
    }
}

#[test]
fn the_pages_are_handed_on_and_taken_back() {
    let mut court = Court::shows("P1");
    assert_eq!(court.ask("defendant", page(2)), Err(Refusal::NotPermitted));
    assert_eq!(
        court.ask("defendant", hand("defendant")),
        Err(Refusal::NotPermitted)
    );
    court.must("rep", hand("defendant"));
    court.must("defendant", page(2));
    // Neither of two who may turn at once: it is in one hand, floor or no floor.
    assert_eq!(court.ask("rep", page(3)), Err(Refusal::NotPermitted));
    court.must("judge", hand("judge"));
    assert_eq!(court.ask("defendant", page(3)), Err(Refusal::NotPermitted));
    court.must("judge", page(3));
    assert_eq!(court.ask("judge", hand("judge")), Err(Refusal::AlreadyDone));
    court.must("judge", hand("rep"));
    // Handed to him, it stays his when the floor has gone on.
    court.must(
        "judge",
        Command::GiveFloor {
            seat: id("defendant"),
        },
    );
    court.must("rep", page(1));
    court.must("rep", Command::StopPresenting);
}

#[test]
fn with_the_floor_goes_what_came_by_it() {
    let mut court = Court::shows("P1");
    court.must(
        "judge",
        Command::GiveFloor {
            seat: id("defendant"),
        },
    );
    assert_eq!(court.ask("rep", page(2)), Err(Refusal::NotPermitted));
    assert_eq!(court.ask("defendant", page(2)), Err(Refusal::NotPermitted));
    court.must("clerk", hand("rep"));
    court.must("rep", page(2));
}

#[test]
fn the_pages_go_to_nobody_who_may_not_have_them() {
    let mut court = Court::shows("S1");
    for (seat, why) in [
        ("observer", Refusal::CannotPresent),
        ("interpreter", Refusal::CannotPresent),
        // Waits to be called.
        ("witness", Refusal::CannotPresent),
        // For counsel only.
        ("defendant", Refusal::CannotPresent),
        ("nobody", Refusal::NoSuchSeat),
    ] {
        assert_eq!(court.ask("judge", hand(seat)), Err(why), "{seat}");
    }
    court.must("judge", present("P1"));
    court.calls_witness();
    court.must("judge", hand("witness"));
    court.must("witness", page(2));
}

#[test]
fn a_lost_line_changes_nothing_and_removal_ends_it() {
    let mut court = Court::shows("P1");
    court.must("rep", page(2));
    let before = court.on_show().clone();
    court.states(Event::SeatDisconnected {
        seat: id("rep"),
        cause: LossCause::NetworkLost,
        line: None,
    });
    assert_eq!(*court.on_show(), before);
    court.states(Event::SeatConnected { seat: id("rep") });
    court.must("rep", page(3));

    for leave in [
        Command::Remove {
            seat: id("rep"),
            reason: "扰乱法庭".into(),
        },
        Command::SendToWait {
            seat: id("rep"),
            reason: "核对材料".into(),
        },
        Command::Admonish {
            seat: id("rep"),
            measure: Admonition::OrderToLeave,
            words: "扰乱法庭".into(),
        },
    ] {
        let mut court = Court::shows("P1");
        court.must("judge", leave.clone());
        assert_eq!(court.h.presentation, None, "{leave:?}");
        // What the judge shows stays when somebody else leaves.
        let mut court = Court::shows("P1");
        court.must("judge", hand("judge"));
        court.must("judge", leave.clone());
        assert!(court.h.presentation.is_some(), "{leave:?}");
    }
    let mut court = Court::shows("P1");
    court.calls_witness();
    court.must("judge", hand("witness"));
    court.must(
        "judge",
        Command::DismissWitness {
            seat: id("witness"),
        },
    );
    assert_eq!(court.h.presentation, None);
}

#[test]
fn a_highlight_lies_on_the_page() {
    let mut court = Court::shows("P1");
    let with = |left, right| Command::TurnPage {
        view: PageView {
            highlight: Some(Area {
                left,
                top: 100,
                right,
                bottom: 200,
            }),
            ..PageView::default()
        },
    };
    court.must("rep", with(100, 5_000));
    for (left, right) in [(5_000, 5_000), (6_000, 5_000), (0, 10_001)] {
        assert_eq!(court.ask("rep", with(left, right)), Err(Refusal::BadPage));
    }
    assert!(court.on_show().view.highlight.is_some());
    court.must("rep", page(2));
    assert_eq!(court.on_show().view.highlight, None);
}

#[test]
fn what_is_turned_four_times_lies_where_it_lay() {
    let area = Area {
        left: 100,
        top: 2_000,
        right: 700,
        bottom: 9_000,
    };
    assert_eq!(
        area.turned(90),
        Area {
            left: 1_000,
            top: 100,
            right: 8_000,
            bottom: 700
        }
    );
    assert_eq!((0..4).fold(area, |area, _| area.turned(90)), area);
    for rotation in [0, 90, 180, 270] {
        assert_eq!(area.turned(rotation).turned((360 - rotation) % 360), area);
    }
}

#[test]
fn two_lie_side_by_side_for_those_who_may_see_both() {
    let mut court = Court::shows("P1");
    assert_eq!(
        court.ask("defendant", beside("P2")),
        Err(Refusal::NotPermitted)
    );
    for name in ["P1", "P4"] {
        assert_eq!(court.ask("rep", beside(name)), Err(Refusal::CannotCompare));
    }
    assert_eq!(court.ask("rep", beside("X")), Err(Refusal::NoSuchExhibit));
    court.must("rep", beside("S1"));
    assert_eq!(court.ask("rep", beside("S1")), Err(Refusal::AlreadyDone));
    let of = |court: &Court, seat| court.h.view_for(&id(seat)).presentation.unwrap().beside;
    assert!(of(&court, "judge").is_some());
    assert_eq!(of(&court, "defendant"), None);
    court.must("rep", beside("P2"));
    assert!(of(&court, "defendant").is_some());
    court.must(
        "rep",
        Command::WithdrawExhibit {
            exhibit: ExhibitId::new("P2"),
            reason: "重复".into(),
        },
    );
    assert_eq!(court.on_show().beside, None);
}

#[test]
fn what_was_played_is_on_record() {
    let mut court = Court::shows("P4");
    assert_eq!(court.ask("defendant", plays(0)), Err(Refusal::NotPermitted));
    assert_eq!(court.ask("rep", plays(60_001)), Err(Refusal::NothingPlays));
    court.must("rep", plays(10_000));
    assert_eq!(court.ask("rep", plays(10_000)), Err(Refusal::AlreadyDone));
    court.now += 5_000;
    assert_eq!(
        court.on_show().playback.unwrap().position_at(court.now),
        15_000
    );
    // A jump, then a rest.
    court.must("rep", plays(40_000));
    court.now += 3_000;
    court.must("rep", rests(43_000));
    assert_eq!(court.ask("rep", rests(43_000)), Err(Refusal::AlreadyDone));
    // To the end, and nobody stops it.
    court.must("rep", plays(50_000));
    court.now += 60_000;
    court.must("rep", Command::StopPresenting);
    let played: Vec<_> = court.h.played.iter().map(|p| (p.from, p.to)).collect();
    assert_eq!(
        played,
        [(10_000, 15_000), (40_000, 43_000), (50_000, 60_000)]
    );
    assert_eq!(court.h.view_for(&id("defendant")).played.len(), 3);
    assert_eq!(court.h.view_for(&id("observer")).played.len(), 0);
    court.must("rep", present("P1"));
    assert_eq!(court.ask("rep", plays(0)), Err(Refusal::NothingPlays));
}

#[test]
fn in_a_break_nothing_plays() {
    let mut court = Court::shows("P4");
    court.must("rep", plays(0));
    court.now += 4_000;
    court.must(
        "judge",
        Command::Adjourn {
            reason: "休息".into(),
        },
    );
    court.now += 9_000;
    let playback = court.on_show().playback.unwrap();
    assert_eq!(
        (playback.playing, playback.position_at(court.now)),
        (false, 4_000)
    );
    assert_eq!(court.h.played[0].to, 4_000);
    assert_eq!(court.ask("rep", plays(4_000)), Err(Refusal::NotInSession));
}

#[test]
fn each_draws_on_his_own_layer_with_the_floor_or_from_the_bench() {
    let mut court = Court::sits();
    assert_eq!(court.ask("rep", draw("m", "P1")), Err(Refusal::NotOnShow));
    court.must("rep", present("P1"));
    let file = court.h.exhibit(&ExhibitId::new("P1")).cloned();
    for seat in ["defendant", "clerk", "interpreter", "observer", "witness"] {
        assert_eq!(
            court.ask(seat, draw("m", "P1")),
            Err(Refusal::NotPermitted),
            "{seat}"
        );
    }
    court.must("rep", draw("m1", "P1"));
    assert_eq!(
        court.ask("rep", draw("m1", "P1")),
        Err(Refusal::AlreadyDone)
    );
    court.must("panel", draw("m2", "P1"));
    assert_eq!(court.h.marks[0].label, "签名处");
    assert_eq!(court.h.exhibit(&ExhibitId::new("P1")).cloned(), file);
    // What others have drawn is not to be erased, by nobody.
    let erase = |mark: &str| Command::EraseMark {
        mark: MarkId::new(mark),
    };
    assert_eq!(court.ask("judge", erase("m1")), Err(Refusal::NoSuchMark));
    court.must("rep", erase("m1"));
    assert_eq!(court.ask("rep", erase("m1")), Err(Refusal::AlreadyDone));
    assert_eq!(court.h.marks.len(), 2, "an erased mark stays on record");
    for (page, from, to) in [
        (4, (1, 1), (9, 9)),
        (1, (1, 1), (1, 9)),
        (1, (1, 1), (9, 10_001)),
    ] {
        let bad = Command::DrawMark {
            mark: MarkId::new("m3"),
            exhibit: ExhibitId::new("P1"),
            page,
            shape: Shape::Rectangle,
            from,
            to,
            label: String::new(),
        };
        assert_eq!(court.ask("rep", bad), Err(Refusal::BadPage));
    }
}

#[test]
fn who_is_called_sees_no_marks_but_his_own() {
    let mut court = Court::shows("P1");
    court.must("rep", draw("m1", "P1"));
    court.calls_witness();
    assert_eq!(court.h.view_for(&id("witness")).marks.len(), 0);
    court.must(
        "judge",
        Command::GiveFloor {
            seat: id("witness"),
        },
    );
    court.must("witness", draw("m2", "P1"));
    assert_eq!(court.h.view_for(&id("witness")).marks.len(), 1);
    assert_eq!(court.h.view_for(&id("defendant")).marks.len(), 2);
    assert_eq!(court.h.view_for(&id("observer")).marks.len(), 0);
}

fn said(name: &str, page: u32, sha256: &str) -> Displayed {
    Displayed {
        exhibit: ExhibitId::new(name),
        page,
        sha256: sha256.into(),
        checked: true,
        running: None,
    }
}

fn runs(name: &str, playing: bool, position: u64) -> Displayed {
    Displayed {
        running: Some(Running { playing, position }),
        ..said(name, 1, SHA)
    }
}

#[test]
fn only_a_report_of_this_page_and_these_bytes_counts() {
    let mut court = Court::shows("P1");
    let mut tally = Tally::default();
    assert_eq!(tally.follow(&court.h, court.now), None);
    let all = ["judge", "panel", "clerk", "rep", "defendant", "interpreter"];
    let standing = tally.showing(&court.h, court.now).unwrap();
    assert_eq!(standing.missing, all.map(id));
    let other = "0".repeat(64);
    for wrong in [
        said("P2", 1, SHA),
        said("P1", 2, SHA),
        said("P1", 1, &other),
    ] {
        assert_eq!(
            tally.hear(&court.h, &id("judge"), &wrong, court.now),
            Heard::Nothing
        );
    }
    let good = said("P1", 1, SHA);
    // Not of those who have it before them.
    for seat in ["observer", "witness", "nobody"] {
        assert_eq!(
            tally.hear(&court.h, &id(seat), &good, court.now),
            Heard::Nothing
        );
    }
    for seat in &all[..5] {
        assert_eq!(
            tally.hear(&court.h, &id(seat), &good, court.now),
            Heard::Counted
        );
        assert_eq!(
            tally.hear(&court.h, &id(seat), &good, court.now),
            Heard::Nothing
        );
    }
    court.now += 40;
    let Heard::Complete(showing) = tally.hear(&court.h, &id("interpreter"), &good, court.now)
    else {
        panic!("all have it")
    };
    assert_eq!((showing.seen.len(), showing.missing.len()), (6, 0));
    // On record once.
    court.must("rep", page(2));
    assert_eq!(tally.follow(&court.h, court.now + 5_000), None);
}

#[test]
fn a_page_that_went_before_all_had_it_is_on_record_with_who_lacked_it() {
    let mut court = Court::shows("P1");
    let mut tally = Tally::default();
    tally.follow(&court.h, court.now);
    tally.hear(&court.h, &id("rep"), &said("P1", 1, SHA), court.now);
    court.now += 4_000;
    court.must("rep", page(2));
    let showing = tally.follow(&court.h, court.now).unwrap();
    assert_eq!(
        (showing.page, showing.seen.len(), showing.missing.len()),
        (1, 1, 5)
    );
    // Leafing is not showing.
    for n in [3, 1, 2, 3] {
        court.now += 300;
        court.must("rep", page(n));
        assert_eq!(tally.follow(&court.h, court.now), None);
    }
    court.now += 2_000;
    court.must("rep", Command::StopPresenting);
    assert_eq!(tally.follow(&court.h, court.now).unwrap().seen.len(), 0);
    assert_eq!(tally.showing(&court.h, court.now), None);
}

#[test]
fn who_comes_later_is_added_to_the_record_when_the_page_goes() {
    let mut court = Court::shows("P1");
    let mut tally = Tally::default();
    tally.follow(&court.h, court.now);
    let all = ["judge", "panel", "clerk", "rep", "defendant", "interpreter"];
    for seat in all {
        tally.hear(&court.h, &id(seat), &said("P1", 1, SHA), court.now);
    }
    court.calls_witness();
    assert_eq!(
        tally.showing(&court.h, court.now).unwrap().missing,
        [id("witness")]
    );
    assert_eq!(
        tally.hear(&court.h, &id("witness"), &said("P1", 1, SHA), court.now),
        Heard::Counted
    );
    court.now += 2_000;
    court.must("rep", page(2));
    assert_eq!(tally.follow(&court.h, court.now).unwrap().seen.len(), 7);
}

#[test]
fn who_saw_what_is_for_court_and_parties() {
    let mut court = Court::shows("P1");
    court.calls_witness();
    let mut tally = Tally::default();
    tally.follow(&court.h, court.now);
    tally.hear(&court.h, &id("rep"), &said("P1", 1, SHA), court.now);
    let showing = tally.showing(&court.h, court.now).unwrap();
    court.note(&Fact::PageShown { showing });
    for (seat, sees) in [
        ("judge", 1),
        ("defendant", 1),
        ("witness", 0),
        ("observer", 0),
    ] {
        assert_eq!(court.h.view_for(&id(seat)).showings.len(), sees, "{seat}");
    }
}

#[test]
fn what_lies_beside_is_counted_by_itself() {
    let mut court = Court::shows("P1");
    let (mut main, mut second) = (Tally::default(), Tally::beside());
    main.follow(&court.h, court.now);
    second.follow(&court.h, court.now);
    assert_eq!(second.showing(&court.h, court.now), None);
    court.must("rep", beside("P2"));
    assert_eq!(main.follow(&court.h, court.now), None);
    assert_eq!(second.follow(&court.h, court.now), None);
    let of_second = said("P2", 1, SHA);
    assert_eq!(
        main.hear(&court.h, &id("judge"), &of_second, court.now),
        Heard::Nothing
    );
    assert_eq!(
        second.hear(&court.h, &id("judge"), &of_second, court.now),
        Heard::Counted
    );
    assert_eq!(
        second.hear(&court.h, &id("witness"), &of_second, court.now),
        Heard::Nothing
    );
    let showing = second.showing(&court.h, court.now).unwrap();
    assert_eq!((showing.seen.len(), showing.missing.len()), (1, 5));
    assert_eq!(main.showing(&court.h, court.now).unwrap().seen.len(), 0);
    // Taken away, it is on record with who lacked it; the first one stands on.
    court.now += 2_000;
    court.must("rep", Command::ShowBeside { beside: None });
    let gone = second.follow(&court.h, court.now).unwrap();
    assert_eq!(
        (gone.exhibit, gone.missing.len(), gone.beside),
        (ExhibitId::new("P2"), 5, true)
    );
    assert_eq!(main.follow(&court.h, court.now), None);
    assert!(!main.showing(&court.h, court.now).unwrap().beside);
}

#[test]
fn who_plays_it_and_where_is_counted_anew_each_time_it_is_put_elsewhere() {
    let mut court = Court::shows("P4");
    let mut tally = Tally::default();
    tally.follow(&court.h, court.now);
    let all = ["judge", "panel", "clerk", "rep", "defendant", "interpreter"];
    // A page of it, or playing what rests, is not how it stands.
    for wrong in [
        said("P4", 1, SHA),
        runs("P4", true, 0),
        runs("P1", false, 0),
    ] {
        assert_eq!(
            tally.hear(&court.h, &id("judge"), &wrong, court.now),
            Heard::Nothing
        );
    }
    for seat in all {
        tally.hear(&court.h, &id(seat), &runs("P4", false, 0), court.now);
    }
    let ready = tally.showing(&court.h, court.now).unwrap();
    assert_eq!((ready.playing, ready.missing.len()), (Some(false), 0));
    court.now += 1_500;
    court.must("rep", plays(0));
    assert_eq!(tally.follow(&court.h, court.now), None, "on record already");
    let standing = tally.showing(&court.h, court.now).unwrap();
    assert_eq!((standing.playing, standing.missing.len()), (Some(true), 6));
    assert_eq!(
        tally.hear(&court.h, &id("judge"), &runs("P4", false, 0), court.now),
        Heard::Nothing
    );
    let hears = |tally: &mut Tally, seat: &str, position| {
        tally.hear(&court.h, &id(seat), &runs("P4", true, position), court.now)
    };
    assert_eq!(hears(&mut tally, "judge", 40), Heard::Counted);
    assert_eq!(hears(&mut tally, "judge", 40), Heard::Nothing);
    assert_eq!(hears(&mut tally, "judge", 5_040), Heard::Counted);
    let standing = tally.showing(&court.h, court.now).unwrap();
    assert_eq!(standing.seen[0].position, Some(5_040));
    for seat in &all[1..5] {
        hears(&mut tally, seat, 5_000);
    }
    let Heard::Complete(showing) = hears(&mut tally, "interpreter", 5_100) else {
        panic!("all play it")
    };
    assert_eq!((showing.playing, showing.seen.len()), (Some(true), 6));
    // Put elsewhere while it runs: all are asked anew.
    court.now += 2_000;
    court.must("rep", plays(20_000));
    tally.follow(&court.h, court.now);
    assert_eq!(tally.showing(&court.h, court.now).unwrap().missing.len(), 6);
}

fn writes(line: &str, begun: Option<Millis>) -> Command {
    Command::WriteLine {
        line: LineId::new(line),
        after: None,
        speaker: Speaker::Seat(id("rep")),
        kind: LineKind::Speech,
        text: "请看这一页。".into(),
        exhibit: None,
        begun,
    }
}

impl Court {
    fn passes(&mut self, ms: Millis) -> Millis {
        self.now += ms;
        self.now
    }

    fn said(&self, viewer: &str, line: &str) -> Said {
        let view = self.h.view_for(&id(viewer));
        view.line(&LineId::new(line)).unwrap().said.clone().unwrap()
    }

    fn before(&self, viewer: &str, line: &str) -> Vec<(String, u32)> {
        let before = self.said(viewer, line).before;
        before.into_iter().map(|(e, p)| (e.0, p)).collect()
    }

    fn stood(&self) -> Vec<(String, u32, String, Millis, Option<Millis>)> {
        let of = |s: &Stood| (s.exhibit.0.clone(), s.page, s.by.0.clone(), s.from, s.until);
        self.h.stood.iter().map(of).collect()
    }
}

#[test]
fn a_line_knows_before_which_page_it_was_said() {
    let mut court = Court::sits();
    let opened = court.h.opened_at.unwrap();
    court.must("clerk", writes("none", None));
    assert_eq!(court.before("clerk", "none"), []);
    court.passes(1_000);
    court.must("rep", present("P1"));
    let first = court.passes(5_000);
    court.must("rep", page(2));
    let now = court.passes(5_000);
    court.must("clerk", writes("second", None));
    let second = Said {
        at: now,
        offset: Some(now - opened),
        before: vec![(ExhibitId::new("P1"), 2)],
    };
    assert_eq!(court.said("clerk", "second"), second);
    // He began to type it while the first page lay there; it came when the second did.
    court.must("clerk", writes("late", Some(first - 1)));
    let late = court.said("defendant", "late");
    assert_eq!(late.at, first - 1);
    assert_eq!(late.before, [(ExhibitId::new("P1"), 1)]);
    assert_eq!(court.h.line(&LineId::new("late")).unwrap().at, now);
    // A browser's clock that is out of the hearing says nothing.
    for (line, begun) in [
        ("to-come", now + 1),
        ("before", opened - 1),
        ("never", Millis::MAX),
    ] {
        court.must("clerk", writes(line, Some(begun)));
        assert_eq!(court.said("clerk", line).at, now, "{line}");
    }
    // A change of the words changes nothing of it.
    court.must(
        "clerk",
        Command::EditLine {
            line: LineId::new("late"),
            base_rev: 0,
            speaker: Speaker::Nobody,
            kind: LineKind::Act,
            text: "请看第一页。".into(),
            why: Default::default(),
            base_text: None,
        },
    );
    assert_eq!(court.said("clerk", "late"), late);
}

#[test]
fn what_lay_there_is_told_with_whose_hand_and_until_when() {
    let mut court = Court::shows("P1");
    let from = court.now;
    // Leafed over on the way to the third.
    court.passes(400);
    court.must("rep", page(2));
    court.passes(400);
    court.must("rep", page(3));
    let handed = court.passes(5_000);
    court.must("judge", hand("defendant"));
    let taken = court.passes(2_000);
    court.must("judge", present("P2"));
    court.passes(300);
    court.must("judge", present("P1"));
    let back = court.now;
    court.passes(3_000);
    court.must("judge", Command::StopPresenting);
    let end = court.now;
    let row = |page, by: &str, from, until| ("P1".to_owned(), page, by.to_owned(), from, until);
    assert_eq!(
        court.stood(),
        [
            row(3, "rep", from, Some(handed)),
            row(3, "defendant", handed, Some(taken)),
            row(1, "judge", back, Some(end)),
        ]
    );
    court.must("clerk", writes("after", None));
    assert_eq!(court.before("clerk", "after"), []);
}

#[test]
fn nothing_lies_there_after_the_hearing() {
    let mut court = Court::shows("P1");
    court.passes(2_000);
    court.states(Event::HearingClosed);
    assert_eq!(court.h.stood[0].until, Some(court.now));
    let mut court = Court::shows("P1");
    court.passes(2_000);
    court.must(
        "rep",
        Command::WithdrawExhibit {
            exhibit: ExhibitId::new("P1"),
            reason: "重复".into(),
        },
    );
    assert_eq!(court.h.stood[0].until, Some(court.now));
}

#[test]
fn a_line_leads_only_to_what_the_reader_may_see() {
    let mut court = Court::shows("P1");
    court.must("rep", beside("S1"));
    court.passes(2_000);
    court.must("clerk", writes("both", None));
    let both = [("P1".to_owned(), 1), ("S1".to_owned(), 1)];
    assert_eq!(court.before("judge", "both"), both);
    assert_eq!(court.before("rep", "both"), both);
    assert_eq!(court.before("defendant", "both"), both[..1]);
    court.must("rep", present("S1"));
    court.passes(2_000);
    court.must("clerk", writes("sealed", None));
    assert_eq!(court.before("rep", "sealed"), both[1..]);
    assert_eq!(court.before("defendant", "sealed"), []);
    let view = court.h.view_for(&id("defendant"));
    assert!(view.stood.iter().all(|s| s.exhibit.as_str() != "S1"));
    // Named by the clerk, it is not told either.
    let mut named = writes("named", None);
    if let Command::WriteLine { exhibit, .. } = &mut named {
        *exhibit = Some((ExhibitId::new("S1"), 1));
    }
    let events = court.events("clerk", named);
    let recorded = Recorded {
        at: court.now,
        by: Actor::Seat(id("clerk")),
        event: events[0].clone(),
    };
    let told = |seat| court.h.visible(&recorded, &id(seat)).unwrap();
    let has = |told: Recorded| serde_json::to_string(&told).unwrap().contains("S1");
    assert!(has(told("rep")) && !has(told("defendant")));
    assert!(court.h.visible(&recorded, &id("observer")).is_none());
}

#[test]
fn who_is_called_is_not_told_what_lay_there_before_he_came() {
    let mut court = Court::shows("P1");
    court.passes(2_000);
    court.must("rep", page(2));
    court.passes(2_000);
    court.must("rep", page(3));
    court.passes(2_000);
    court.calls_witness();
    let pages = |court: &Court| -> Vec<u32> {
        let view = court.h.view_for(&id("witness"));
        view.stood.iter().map(|s| s.page).collect()
    };
    assert_eq!(pages(&court), [3]);
    court.passes(2_000);
    court.must("rep", page(1));
    assert_eq!(pages(&court), [3, 1]);
}

#[test]
fn a_journal_of_an_earlier_edition_leads_there_too() {
    let mut court = Court::shows("P1");
    court.passes(3_000);
    let before = court.h.clone();
    let events = court.events("clerk", writes("l1", None));
    let mut old = serde_json::to_value(&events[0]).unwrap();
    let line = old.pointer_mut("/line_written/line").unwrap();
    assert!(line.as_object_mut().unwrap().remove("said").is_some());
    let recorded = |event| Recorded {
        at: court.now,
        by: Actor::Seat(id("clerk")),
        event,
    };
    let mut h = before;
    h.apply(&recorded(serde_json::from_value(old).unwrap()));
    assert_eq!(h, court.h);
    // Nor does an edit of that edition take it away.
    let mut edited = h.transcript.lines[0].clone();
    edited.said = None;
    edited.rev = 1;
    h.apply(&recorded(Event::LineEdited {
        line: edited,
        why: Default::default(),
    }));
    assert_eq!(h.transcript.lines[0].said, court.h.transcript.lines[0].said);
}
