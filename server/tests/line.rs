//! What a seat may do to try its line: a room of its own, some bytes, and no more.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use base64::Engine as _;
use common::court::Court;
use common::http;
use serde_json::Value;

const UP: usize = 2 * 1024 * 1024;

async fn key(court: &Court, session: &str) -> String {
    let answer = http::post(court.at, "/api/line/room", Some(session), "").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let answer = answer.json();
    assert_eq!(answer["url"], format!("ws://{}", court.at));
    answer["token"].as_str().unwrap().to_owned()
}

async fn opens(court: &Court, token: &str) -> bool {
    let path = format!("/rtc/validate?access_token={token}");
    http::get(court.at, &path, None).await.status == 200
}

fn claims(token: &str) -> Value {
    let claims = token.split('.').nth(1).unwrap();
    let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(claims)
        .unwrap();
    serde_json::from_slice(&claims).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_witness_who_waits_tries_his_line_in_a_room_that_knows_nothing() {
    let court = Court::demo();
    let witness = court.enter("G1", "witness").await;
    let defendant = court.enter("G1", "defendant").await;
    let token = key(&court, &witness).await;
    assert!(opens(&court, &token).await);
    let told = claims(&token);
    assert_eq!(told["sub"], "self");
    assert_eq!(told["video"]["canSubscribe"], false);
    assert!(
        !told["video"]["canPublishSources"]
            .to_string()
            .contains("microphone")
    );
    for word in ["g1", "witness", "何秀兰"] {
        assert!(!told.to_string().to_lowercase().contains(word), "{told}");
    }
    let other = key(&court, &defendant).await;
    assert_ne!(claims(&other)["video"]["room"], told["video"]["room"]);
    let again = key(&court, &witness).await;
    assert!(
        !opens(&court, &token).await,
        "a seat has one room at a time"
    );
    assert!(opens(&court, &again).await && opens(&court, &other).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_go_to_and_fro_within_bounds_and_for_a_session_only() {
    let court = Court::demo();
    let witness = court.enter("G1", "witness").await;
    for session in [None, Some("nobody")] {
        for (method, path) in [
            ("POST", "/api/line/room"),
            ("GET", "/api/line/down"),
            ("PUT", "/api/line/up"),
        ] {
            let refused = http::ask(court.at, method, path, session, &[], b"").await;
            assert_eq!(
                (refused.status, refused.error().as_str()),
                (401, "no_session")
            );
        }
    }
    let down = http::get(court.at, "/api/line/down", Some(&witness)).await;
    assert_eq!(down.status, 200);
    assert!(down.body.len() >= 4 * 1024 * 1024);
    assert!(down.header("cache-control").unwrap().contains("no-store"));
    let up = |size: usize| {
        let (at, witness) = (court.at, witness.clone());
        async move {
            let body = vec![7; size];
            http::ask(at, "PUT", "/api/line/up", Some(&witness), &[], &body).await
        }
    };
    assert_eq!(up(UP).await.json()["bytes"], UP);
    assert_eq!(up(UP + 1).await.error(), "too_large");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_tries_without_end_has_to_wait() {
    let court = Court::demo();
    let defendant = court.enter("G1", "defendant").await;
    let mut refused = 0;
    for _ in 0..40 {
        let answer = http::ask(court.at, "PUT", "/api/line/up", Some(&defendant), &[], b"x").await;
        refused += usize::from(answer.status == 429);
    }
    assert!((10..=16).contains(&refused), "{refused}");
    let witness = court.enter("G1", "witness").await;
    let other = http::ask(court.at, "PUT", "/api/line/up", Some(&witness), &[], b"x").await;
    assert_eq!(other.status, 200, "another seat's test is its own");
}
