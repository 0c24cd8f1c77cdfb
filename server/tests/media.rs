//! Who is let into which media room, and that authority acts there before it is acknowledged.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use base64::Engine as _;
use common::court::{Court, session};
use common::http;
use common::line::Line;
use common::roles::{all_roles, everybody_in, name};
use hearing::{Command, Role, SeatId};
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn media_are_given_by_where_one_is() {
    let court = Court::demo();
    let judge = court.enter("G1", "judge").await;
    let mut line = Line::open(court.at, &judge).await;
    line.rest().await;
    let granted = http::post(court.at, "/api/media", Some(&judge), "").await;
    assert_eq!(granted.status, 200, "{}", granted.text());
    let granted = granted.json();
    assert_eq!(granted["url"], format!("ws://{}", court.at));
    let ask = |token: String| {
        let path = format!("/rtc/validate?access_token={token}");
        let at = court.at;
        async move { http::get(at, &path, None).await.status }
    };
    let token = granted["token"].as_str().unwrap().to_owned();
    assert_eq!(ask(token.clone()).await, 200);
    assert_eq!(ask(format!("{token}x")).await, 401);
    for seat in ["witness", "defendant", "observer"] {
        let session = court.enter("G1", seat).await;
        let _line = Line::open(court.at, &session).await;
        let refused = http::post(court.at, "/api/media", Some(&session), "").await;
        assert_eq!(
            (refused.status, refused.error().as_str()),
            (409, "no_media_here"),
            "{seat}"
        );
    }
}

/// A court in session with every role inside.
struct Sitting {
    court: Court,
    judge: Line,
}

impl Sitting {
    async fn new() -> Self {
        let court = Court::with(&[("session", all_roles("session", everybody_in))]).await;
        let judge = session("session", &SeatId::new(name(Role::PresidingJudge)));
        let judge = Line::open(court.at, &judge).await;
        Self { court, judge }
    }

    async fn ask(&self, role: Role) -> http::Answer {
        let session = session("session", &SeatId::new(name(role)));
        http::post(self.court.at, "/api/media", Some(&session), "").await
    }

    /// Room, token and what the token allows.
    async fn granted(&self, role: Role) -> (String, String, Value) {
        let answer = self.ask(role).await;
        assert_eq!(answer.status, 200, "{role:?}: {}", answer.text());
        let answer = answer.json();
        let token = answer["token"].as_str().unwrap().to_owned();
        let claims = token.split('.').nth(1).unwrap();
        let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD
            .decode(claims)
            .unwrap();
        let claims: Value = serde_json::from_slice(&claims).unwrap();
        let room = answer["room"].as_str().unwrap().to_owned();
        (room, token, claims["video"].clone())
    }

    async fn admits(&self, token: &str) -> bool {
        let path = format!("/rtc/validate?access_token={token}");
        http::get(self.court.at, &path, None).await.status == 200
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_watches_gets_a_key_that_sends_nothing_and_is_hidden() {
    let sitting = Sitting::new().await;
    let (court_room, _, party) = sitting.granted(Role::Party).await;
    assert_eq!(
        (&party["canPublish"], &party["hidden"]),
        (&true.into(), &false.into())
    );
    let (gallery, _, observer) = sitting.granted(Role::Observer).await;
    assert_eq!(gallery, court_room);
    assert_eq!(observer["canPublish"], false);
    assert_eq!(
        (&observer["canSubscribe"], &observer["hidden"]),
        (&true.into(), &true.into())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_sent_out_is_out_of_the_media_when_it_is_acknowledged() {
    let mut sitting = Sitting::new().await;
    let reason = || "法庭秩序".to_owned();
    for (role, command) in [
        (
            Role::Party,
            Command::SendToWait {
                seat: SeatId::new("party"),
                reason: reason(),
            },
        ),
        (
            Role::Defender,
            Command::Remove {
                seat: SeatId::new("defender"),
                reason: reason(),
            },
        ),
        (
            Role::Witness,
            Command::DismissWitness {
                seat: SeatId::new("witness"),
            },
        ),
    ] {
        let (_, token, _) = sitting.granted(role).await;
        assert!(sitting.admits(&token).await);
        assert_eq!(sitting.judge.ask(command).await, Ok(()));
        assert!(!sitting.admits(&token).await, "{role:?} still gets in");
        assert_ne!(sitting.ask(role).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_microphone_is_locked_in_the_next_key_too() {
    let mut sitting = Sitting::new().await;
    let lock = Command::Mute {
        seat: SeatId::new("party"),
        lock: true,
    };
    assert_eq!(sitting.judge.ask(lock).await, Ok(()));
    let (_, _, video) = sitting.granted(Role::Party).await;
    let sources = video["canPublishSources"].to_string();
    assert!(
        !sources.contains("microphone") && sources.contains("camera"),
        "{sources}"
    );
    let release = Command::Release {
        seat: SeatId::new("party"),
    };
    assert_eq!(sitting.judge.ask(release).await, Ok(()));
    let (_, _, video) = sitting.granted(Role::Party).await;
    assert!(
        video["canPublishSources"]
            .to_string()
            .contains("microphone")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_panel_deliberates_in_a_room_of_its_own_each_time() {
    let mut sitting = Sitting::new().await;
    let (court_room, _, _) = sitting.granted(Role::Party).await;
    let adjourn = Command::Adjourn {
        reason: "合议".into(),
    };
    assert_eq!(sitting.judge.ask(adjourn).await, Ok(()));
    let (_, _, observer) = sitting.granted(Role::Observer).await;
    assert_eq!(
        observer["canSubscribe"], false,
        "the gallery hears nothing in a break"
    );
    let mut rooms = vec![court_room];
    for _ in 0..2 {
        assert_eq!(sitting.judge.ask(Command::BeginDeliberation).await, Ok(()));
        let (panel, token, _) = sitting.granted(Role::PanelJudge).await;
        assert_eq!(sitting.granted(Role::Assessor).await.0, panel);
        assert_ne!(sitting.granted(Role::Clerk).await.0, panel);
        assert!(!rooms.contains(&panel));
        assert_eq!(sitting.judge.ask(Command::EndDeliberation).await, Ok(()));
        assert!(!sitting.admits(&token).await);
        rooms.push(panel);
    }
    assert_eq!(
        sitting
            .judge
            .ask(Command::CloseHearing {
                override_reason: Some("改期".into())
            })
            .await,
        Ok(())
    );
    assert_eq!(
        sitting.ask(Role::Clerk).await.status,
        409,
        "closed is closed for the media"
    );
}
