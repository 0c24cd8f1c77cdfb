//! 草稿延迟 (R55): whatever a client does, no word of a line reaches it before the time that the court has set.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::time::{Duration, Instant};

use common::court::{Court, session};
use common::line::{Heard, Line};
use common::{http, sitting};
use hearing::transcript::{LineKind, Speaker};
use hearing::*;

const DELAY: Duration = Duration::from_secs(4);
const TEXT: &str = "借款二十万元";

fn seats() -> Vec<Seat> {
    let mut seats = sitting::bench();
    seats.push(Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"));
    seats.push(Seat::new("party", Role::Party, Side::Plaintiff, "林知远"));
    seats
}

fn has_it(heard: &Heard) -> bool {
    format!("{heard:?}").contains(TEXT)
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_line_comes_before_its_time() {
    let hearing = ("h", sitting::under_way("h", seats(), Vec::new()));
    let court = Court::set(&[hearing], &["--draft-delay-seconds", "4"]).await;
    let key = |seat: &str| session("h", &SeatId::new(seat));
    let settings = http::get(court.at, "/api/settings", Some(&key("party"))).await;
    assert_eq!(settings.json()["draft_delay_seconds"], 4);
    let mut clerk = Line::open(court.at, &key("clerk")).await;
    let mut judge = Line::open(court.at, &key("judge")).await;
    let mut party = Line::open(court.at, &key("party")).await;
    let asked = Instant::now();
    let line = Command::WriteLine {
        line: LineId::new("l1"),
        after: None,
        speaker: Speaker::Seat(SeatId::new("party")),
        kind: LineKind::Speech,
        text: TEXT.into(),
        exhibit: None,
        begun: None,
    };
    assert_eq!(clerk.ask(line).await, Ok(()));
    while judge.view.transcript.lines.is_empty() {
        judge.hear().await;
    }
    assert!(asked.elapsed() < DELAY, "the bench has it at once");
    // By a file, by a page that is opened anew, and by one that goes on where it was.
    let early = || asked.elapsed() < DELAY;
    let file = http::get(court.at, "/api/record.txt", Some(&key("party"))).await;
    assert!(!early() || file.status == 200 && !file.text().contains(TEXT));
    let cursor = party.at.clone();
    let again = Line::open(court.at, &key("party")).await;
    assert!(!early() || again.view.transcript.lines.is_empty());
    drop(again);
    let mut back = Line::connect(court.at).await;
    back.view = party.view.clone();
    back.at.clone_from(&cursor);
    back.hello(&key("party"), cursor).await;
    while back.view.transcript.lines.is_empty() {
        let heard = back.hear().await;
        assert!(
            !matches!(heard, Heard::Silence | Heard::Closed),
            "{heard:?}"
        );
        assert!(!early() || !has_it(&heard), "{heard:?}");
    }
    assert!(asked.elapsed() >= DELAY);
    let file = http::get(court.at, "/api/record.txt", Some(&key("party"))).await;
    assert!(file.text().contains(TEXT));
    let _ = party.hear_within(Duration::from_millis(1)).await;
}
