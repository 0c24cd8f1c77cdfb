//! The process dies at any moment, and nothing that was acknowledged is lost or doubled.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::collections::BTreeSet;
use std::process::Command;
use std::time::Duration;

use common::court::Court;
use common::http;
use common::line::{Heard, Line};
use hearing::wire::{FromClient, FromServer};
use hearing::{CommandId, Refusal};

/// Three rounds at every run, fifty with `KAITING_SLOW=1`.
fn rounds() -> u32 {
    if std::env::var_os("KAITING_SLOW").is_some() {
        50
    } else {
        3
    }
}

fn command(id: &CommandId) -> FromClient {
    FromClient::Command {
        id: id.clone(),
        body: common::write_line(&format!("line-{id}"), &format!("第{id}行")),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_line_is_lost_or_doubled() {
    let mut court = Court::demo();
    let clerk = court.enter("G1", "clerk").await;
    let links = court
        .seats
        .iter()
        .map(|s| s["url"].as_str().unwrap().to_owned());
    let links: Vec<String> = links
        .map(|url| url.split_once('#').unwrap().1.to_owned())
        .collect();
    let mut acknowledged = BTreeSet::new();
    let mut unanswered: Vec<CommandId> = Vec::new();
    for round in 0..rounds() {
        let mut line = Line::open(court.at, &clerk).await;
        // What got no answer goes out again under its old name.
        for id in std::mem::take(&mut unanswered) {
            line.say(&command(&id)).await;
            let answer = line.answer(&id).await;
            assert_eq!(answer, Ok(()), "{id} of an earlier round");
            acknowledged.insert(id);
        }
        // A different moment each time, from before the first answer to after the last.
        let death = Duration::from_millis(u64::from(round * 37 % 150));
        let dying = tokio::time::sleep(death);
        tokio::pin!(dying);
        for n in 0..30 {
            let id = CommandId::new(format!("{round:02}-{n:02}"));
            line.say(&command(&id)).await;
            unanswered.push(id);
        }
        loop {
            tokio::select! {
                () = &mut dying => break,
                heard = line.hear() => match heard {
                    Heard::Frame(frame) => if let FromServer::Acknowledged { id } = *frame {
                        unanswered.retain(|known| *known != id);
                        acknowledged.insert(id);
                    },
                    other => panic!("{other:?}"),
                },
            }
        }
        court.kill();
        court.restart();

        let line = Line::open(court.at, &clerk).await;
        let lines: Vec<&str> = line
            .view
            .transcript
            .lines
            .iter()
            .map(|l| l.id.as_str())
            .collect();
        let distinct: BTreeSet<&str> = lines.iter().copied().collect();
        assert_eq!(lines.len(), distinct.len(), "a line is there twice");
        for id in &acknowledged {
            assert!(
                distinct.contains(format!("line-{id}").as_str()),
                "{id} was acknowledged and is lost"
            );
        }
        let after: Vec<String> = court
            .seats
            .iter()
            .map(|s| {
                s["url"]
                    .as_str()
                    .unwrap()
                    .split_once('#')
                    .unwrap()
                    .1
                    .to_owned()
            })
            .collect();
        assert_eq!(links, after, "the links are others");
    }
    // The same name with another body is told apart even across the kills.
    let mut line = Line::open(court.at, &clerk).await;
    let id = acknowledged.first().unwrap();
    let other = common::write_line("another", "另一行");
    assert_eq!(
        line.ask_as(id.as_str(), other).await,
        Err(Refusal::CommandIdReused)
    );

    // One unbroken chain came of it.
    let file = http::get(court.at, "/api/file", Some(&clerk)).await;
    assert_eq!(file.status, 200, "{}", file.text());
    let path = court.data.join("g1.kaiting.json");
    std::fs::write(&path, &file.body).unwrap();
    let verified = Command::new(common::court::binary())
        .arg("verify")
        .arg(&path)
        .arg("--key")
        .arg(court.data.join("public-key.json"))
        .output()
        .unwrap();
    assert!(verified.status.success(), "{verified:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_terminated_court_says_goodbye_and_keeps_its_sessions() {
    let mut court = Court::demo();
    let clerk = court.enter("G1", "clerk").await;
    let mut line = Line::open(court.at, &clerk).await;
    assert_eq!(
        line.ask(common::write_line("line-1", "书记员宣布法庭纪律"))
            .await,
        Ok(())
    );
    assert!(court.stop().success());
    assert_eq!(
        line.goodbye().await,
        Some(hearing::wire::Goodbye::ShuttingDown)
    );
    court.restart();
    let line = Line::open(court.at, &clerk).await;
    assert_eq!(line.view.transcript.lines.len(), 1);
    assert_eq!(line.view.exhibits.len(), 7);
}
