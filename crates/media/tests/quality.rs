//! Whose line is weak is told to everybody, whichever way it loses.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test that meets the unexpected is to fail"
)]

#[allow(dead_code, reason = "a client that can more than is asked of it here")]
mod client;

use std::time::{Duration, Instant};

use kaiting_media::MediaPlane as _;

use client::wire::{CONNECTION_EXCELLENT, CONNECTION_POOR};

#[tokio::test]
async fn a_line_that_loses_is_told_to_be_weak_and_no_other() {
    let server = client::server().await;
    server.media.create("court").await.unwrap();
    let loses_what_it_sends = server.person("court", "plaintiff", 1).await;
    let loses_what_it_is_sent = server.person("court", "defendant", 2).await;
    let judge = server.person("court", "judge", 3).await;
    for (to, tag) in [
        (&judge, 1),
        (&judge, 2),
        (&loses_what_it_sends, 3),
        (&loses_what_it_is_sent, 3),
    ] {
        to.until_heard(tag).await;
    }
    let end = Instant::now() + Duration::from_secs(5);
    while judge.lines(CONNECTION_EXCELLENT) < 3 {
        assert!(Instant::now() < end, "good lines are not told to be good");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    loses_what_it_sends.loses(true, false);
    loses_what_it_is_sent.loses(false, true);
    let end = Instant::now() + Duration::from_secs(10);
    for person in [&judge, &loses_what_it_sends, &loses_what_it_is_sent] {
        while person.lines(CONNECTION_POOR) < 2 {
            assert!(Instant::now() < end, "the weak lines are not told");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(person.lines(CONNECTION_EXCELLENT), 1);
    }
}
