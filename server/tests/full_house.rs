//! A full house: sixteen who take part and fifty who watch, all on their lines, and each with what is his.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use common::court::{Court, session};
use common::line::{Heard, Line};
use common::sitting::{bench, under_way};
use common::{samples, without_presence};
use hearing::exhibit::*;
use hearing::transcript::{LineKind, Speaker};
use hearing::wire::FromServer;
use hearing::*;
use tokio::sync::watch;
use tokio::task::JoinSet;

const WATCHERS: usize = 50;
const TURNS: u32 = 20;

fn taking_part() -> Vec<Seat> {
    let mut seats = bench();
    seats.push(Seat::new("clerk", Role::Clerk, Side::Court, "孟蔚"));
    let sides = [
        (Side::Plaintiff, "p"),
        (Side::Defendant, "d"),
        (Side::ThirdParty, "t"),
    ];
    for n in 0..12 {
        let (side, letter) = sides[n % 3];
        let role = if n < 6 {
            Role::Party
        } else {
            Role::Representative
        };
        let id = format!("{letter}{n}");
        seats.push(Seat::new(&id, role, side, &format!("当事人{n}")));
    }
    seats
}

/// In session, everybody where he belongs.
fn full() -> Vec<Recorded> {
    let watchers = (0..WATCHERS).map(|n| {
        let id = format!("watcher-{n}");
        Seat::new(&id, Role::Observer, Side::None, &format!("旁听{n}"))
    });
    let seats = taking_part().into_iter().chain(watchers).collect();
    let mut exhibit = samples::filed();
    exhibit.submitted_by = SeatId::new("p0");
    (exhibit.file.kind, exhibit.file.pages) = (FileKind::Pdf, 9);
    under_way("full", seats, vec![exhibit])
}

/// What somebody who only listens has heard, and when.
struct Ear {
    seat: SeatId,
    line: Line,
    pages: BTreeMap<u32, Instant>,
    lines: usize,
}

/// Listens until it is over and nothing comes any more.
async fn listen(mut ear: Ear, over: watch::Receiver<bool>) -> Ear {
    loop {
        match ear.line.hear_within(Duration::from_millis(1_500)).await {
            Heard::Frame(frame) => match *frame {
                FromServer::Event { recorded, .. } => match recorded.event {
                    Event::PageTurned { view, .. } => {
                        ear.pages.insert(view.zoom.into(), Instant::now());
                    }
                    Event::LineWritten { line, .. } if line.kind == LineKind::Speech => {
                        ear.lines += 1
                    }
                    _ => {}
                },
                FromServer::Goodbye { reason } => panic!("{} is sent off: {reason:?}", ear.seat),
                _ => {}
            },
            Heard::Silence if *over.borrow() => return ear,
            Heard::Silence => {}
            Heard::Closed => panic!("{} has lost his line", ear.seat),
        }
    }
}

/// The zoom counts the turns, so that each can be told from the others.
fn turn(nth: u32) -> Command {
    Command::TurnPage {
        view: PageView {
            page: nth % 9 + 1,
            zoom: u16::try_from(100 + nth).unwrap(),
            ..PageView::default()
        },
    }
}

fn says(nth: u32) -> Command {
    Command::WriteLine {
        line: LineId::new(format!("line-{nth}")),
        after: None,
        speaker: Speaker::Seat(SeatId::new("p0")),
        kind: LineKind::Speech,
        text: format!("请看第{nth}页。"),
        exhibit: None,
        begun: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_take_part_and_fifty_watch_and_each_has_what_is_his() {
    let court = Court::with(&[("full", full())]).await;
    let open = |seat: &SeatId| {
        let (at, session) = (court.at, session("full", seat));
        async move { Line::open(at, &session).await }
    };
    let (done, over) = watch::channel(false);
    let mut ears = JoinSet::new();
    let mut all: Vec<SeatId> = taking_part().into_iter().map(|s| s.id).collect();
    all.extend((0..WATCHERS).map(|n| SeatId::new(format!("watcher-{n}"))));
    let (acting, listening): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|id| matches!(id.as_str(), "clerk" | "p0"));
    for seat in listening {
        let ear = Ear {
            line: open(&seat).await,
            seat,
            pages: BTreeMap::new(),
            lines: 0,
        };
        ears.spawn(listen(ear, over.clone()));
    }
    let mut lines = Vec::new();
    for seat in &acting {
        lines.push(open(seat).await);
    }
    let [clerk, presenter] = lines.as_mut_slice() else {
        panic!("two who act");
    };
    let give = Command::GiveFloor {
        seat: SeatId::new("p0"),
    };
    // The judge only listens here; the clerk may give the floor as well.
    assert_eq!(clerk.ask(give).await, Ok(()));
    let show = Command::PresentExhibit {
        exhibit: ExhibitId::new("P1"),
        view: PageView::default(),
    };
    assert_eq!(presenter.ask(show).await, Ok(()));
    let mut turned = BTreeMap::new();
    for nth in 1..=TURNS {
        turned.insert(100 + nth, Instant::now());
        assert_eq!(presenter.ask(turn(nth)).await, Ok(()), "turn {nth}");
        assert_eq!(clerk.ask(says(nth)).await, Ok(()), "line {nth}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    done.send(true).unwrap();

    let mut waited = Vec::new();
    while let Some(ear) = ears.join_next().await {
        let ear = ear.unwrap();
        let fresh = open(&ear.seat).await.view;
        let watches = ear.seat.as_str().starts_with("watcher");
        // Nothing was lost on the way: what he has folded is what he would be given now.
        let folded = without_presence(ear.line.view.clone());
        assert_eq!(folded, without_presence(fresh), "{}", ear.seat);
        let view = &ear.line.view;
        if watches {
            assert_eq!((ear.lines, ear.pages.len()), (0, 0), "{}", ear.seat);
            assert!(view.exhibits.is_empty() && view.transcript.lines.is_empty());
            assert!(view.stood.is_empty() && view.presentation.is_none());
            let others = view.seats.iter().filter(|s| s.role == Role::Observer);
            assert_eq!(others.count(), 1, "of those who watch himself alone");
            assert_eq!(view.seats.len(), 17);
        } else {
            assert_eq!(ear.lines, TURNS as usize, "{}", ear.seat);
            assert_eq!(ear.pages.len(), TURNS as usize, "{}", ear.seat);
            let typed = view.transcript.lines.iter();
            let typed: Vec<_> = typed.filter(|l| l.kind == LineKind::Speech).collect();
            assert_eq!(typed.len(), TURNS as usize);
            let said = typed.last().unwrap().said.as_ref().unwrap();
            assert_eq!(said.before, [(ExhibitId::new("P1"), TURNS % 9 + 1)]);
            for (turn, heard) in &ear.pages {
                waited.push(heard.duration_since(turned[turn]));
            }
        }
    }
    waited.sort();
    let at = |share: usize| waited[waited.len() * share / 100 - 1];
    assert_eq!(waited.len(), 14 * TURNS as usize);
    println!(
        "a turned page at {} screens: p50 {:?}, p95 {:?}",
        14,
        at(50),
        at(95)
    );
    // Of the order of a blink, on a machine that does other things as well.
    assert!(at(95) < Duration::from_secs(1), "p95 {:?}", at(95));
}
