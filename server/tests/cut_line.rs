//! A clerk's line is cut after any frame, said or heard: he comes back with his cursor, everything he asked for has happened once, and
//! all ends as it would have without. After every twentieth frame at each run, after every single one with `KAITING_SLOW=1`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Duration;

use common::client::Client;
use common::court::{Court, session};
use common::roles::{all_roles, name};
use common::without_presence;
use hearing::transcript::{LineKind, Speaker, Why};
use hearing::*;
use serde_json::Value;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// He types on and waits for no answer, as far as that.
const AHEAD: usize = 3;
const FRAMES: usize = 200;
/// Where the line breaks again and again in one hearing: as often as one session may come back in a row.
const AGAIN: usize = 30;
const AT_ONCE: usize = 8;

fn steps() -> usize {
    if std::env::var_os("KAITING_SLOW").is_some() {
        1
    } else {
        20
    }
}

/// Everything a clerk does with lines, nine times over: each starts from what the one before has left.
fn script() -> Vec<Command> {
    let speaker = || Speaker::Nobody;
    let write = |line: LineId, after: Option<LineId>| Command::WriteLine {
        line,
        after,
        speaker: speaker(),
        kind: LineKind::Act,
        text: "书记员宣布法庭纪律，双方到庭。".into(),
        exhibit: None,
        begun: None,
    };
    let acts = |n: usize| {
        let [first, second, split] =
            ["first", "second", "split"].map(|it| LineId::new(format!("{it}-{n}")));
        [
            write(first.clone(), None),
            write(second.clone(), Some(first.clone())),
            Command::EditLine {
                line: first.clone(),
                base_rev: 0,
                speaker: speaker(),
                kind: LineKind::Act,
                text: format!("第{n}项：宣布纪律。双方到庭。"),
                why: Why::Mended,
                base_text: None,
            },
            Command::SplitLine {
                line: first.clone(),
                base_rev: 1,
                head: format!("第{n}项：宣布纪律。"),
                tail: "双方到庭。".into(),
                new: split.clone(),
            },
            Command::JoinLines {
                line: first,
                base_rev: 2,
                next: split,
                next_rev: 0,
                text: format!("第{n}项：宣布纪律，双方到庭。"),
            },
            Command::StrikeLine {
                line: second.clone(),
                base_rev: 0,
            },
            Command::RestoreLine { line: second },
            Command::KeepPhrase {
                text: format!("第{n}项纪律。"),
            },
        ]
    };
    (0..9).flat_map(acts).collect()
}

/// The whole script over a line that is cut there.
async fn types(at: SocketAddr, hearing: String, cuts: BTreeSet<usize>) -> (String, Client) {
    let clerk = SeatId::new(name(Role::Clerk));
    let mut client = Client::new(session(&hearing, &clerk));
    client.cuts = cuts;
    let script = script();
    let mut asked = 0;
    while client.acknowledged.len() < script.len() {
        if !client.is_open() {
            assert!(client.open(at).await, "{hearing}: nobody answers");
            continue;
        }
        if asked < script.len() && client.unanswered() < AHEAD && client.anew > 0 {
            let id = CommandId::new(format!("act-{asked}"));
            client.ask(id, script[asked].clone()).await;
            asked += 1;
            continue;
        }
        match client.next().await {
            Some(frame) => _ = client.take(frame).await,
            None => panic!("{hearing}: the court has closed the line"),
        }
    }
    (hearing, client)
}

/// Within a minute, or where it hangs.
async fn typed(at: SocketAddr, hearing: String, cuts: BTreeSet<usize>) -> (String, Client) {
    let done = timeout(Duration::from_secs(60), types(at, hearing.clone(), cuts)).await;
    done.unwrap_or_else(|_| panic!("{hearing}: it never ends"))
}

/// What people did, in order, but for when.
fn deeds(records: &[Recorded]) -> Vec<Value> {
    let of_people = records.iter().filter(|r| matches!(r.by, Actor::Seat(_)));
    let event = |r: &Recorded| timeless(serde_json::to_value(&r.event).unwrap());
    of_people.map(event).collect()
}

fn timeless(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let stays = fields.into_iter().filter(|(name, _)| name != "at");
            Value::Object(stays.map(|(name, v)| (name, timeless(v))).collect())
        }
        Value::Array(all) => Value::Array(all.into_iter().map(timeless).collect()),
        plain => plain,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wherever_it_is_cut_it_ends_the_same() {
    let whole = "whole".to_owned();
    let cut_once = (1..=FRAMES).step_by(steps());
    let mut lines: Vec<(String, BTreeSet<usize>)> = cut_once
        .map(|frame| (format!("cut-{frame}"), BTreeSet::from([frame])))
        .collect();
    let again = (AGAIN..=FRAMES).step_by(AGAIN).collect();
    lines.push(("again".to_owned(), again));
    let hearings: Vec<(&str, Vec<Recorded>)> = std::iter::once(&whole)
        .chain(lines.iter().map(|(hearing, _)| hearing))
        .map(|hearing| (hearing.as_str(), all_roles(hearing, |_| Vec::new())))
        .collect();
    let mut court = Court::with(&hearings).await;

    let (_, untouched) = typed(court.at, whole.clone(), BTreeSet::new()).await;
    assert!(untouched.frames >= FRAMES, "{} frames", untouched.frames);
    let mut done = Vec::new();
    let mut typing = JoinSet::new();
    for (hearing, cuts) in &lines {
        if typing.len() == AT_ONCE {
            done.push(typing.join_next().await.unwrap().unwrap());
        }
        typing.spawn(typed(court.at, hearing.clone(), cuts.clone()));
    }
    done.extend(typing.join_all().await);
    // Their lines hold until it dies: what they have heard is all there was.
    tokio::time::sleep(Duration::from_millis(300)).await;
    court.kill();

    let wanted = deeds(&court.records(&whole).await);
    assert_eq!(done.len(), lines.len());
    let mut cuts = 0;
    for (hearing, client) in done {
        let records = court.records(&hearing).await;
        assert_eq!(deeds(&records), wanted, "{hearing}");
        // Each of his commands was answered once.
        let answered: BTreeSet<&CommandId> = client.acknowledged.iter().collect();
        assert_eq!(answered.len(), client.acknowledged.len(), "{hearing}");
        let there = Hearing::replay(&records).view_for(&SeatId::new(name(Role::Clerk)));
        assert_eq!(
            without_presence(client.view),
            without_presence(there),
            "{hearing}"
        );
        // Only before he knew anything did he begin anew.
        let first = usize::from(client.cuts.contains(&1));
        assert_eq!(client.anew, 1, "{hearing}");
        assert_eq!(client.resumed, client.cuts.len() - first, "{hearing}");
        cuts += client.cuts.len();
    }
    println!(
        "cut {cuts} times in {} hearings of {} frames: {} deeds in each, the same in the same order",
        lines.len(),
        untouched.frames,
        wanted.len()
    );
}
