//! The doors besides the hearing socket: pages, docket, cases, operators' places.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::process::Command;
use std::time::Duration;

use common::court::{Court, session};
use common::http;
use common::line::Line;
use common::roles::{all_roles, finished, name};
use hearing::wire::Goodbye;
use hearing::{Command as Ask, Event, GuardItem, Opened, Phase, Procedure, Role, SeatId, Stage};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread")]
async fn the_app_is_served_with_a_nonce_of_its_own_each_time() {
    let court = Court::demo();
    let mut nonces = Vec::new();
    for path in ["/", "/g1/room"] {
        let page = http::get(court.at, path, None).await;
        let policy = page.header("content-security-policy").unwrap().to_owned();
        let nonce = policy
            .split("'nonce-")
            .nth(1)
            .unwrap()
            .split('\'')
            .next()
            .unwrap();
        assert!(
            page.text().contains(&format!("nonce=\"{nonce}\"")),
            "{}",
            page.text()
        );
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        nonces.push(nonce.to_owned());
    }
    assert_ne!(nonces[0], nonces[1]);
    let path = "/app-0123456789abcdef.js";
    for (accepts, body) in [
        ("br, gzip", "brotli"),
        ("gzip", "gzip"),
        ("identity", "plain"),
    ] {
        let asset = http::ask(
            court.at,
            "GET",
            path,
            None,
            &[("accept-encoding", accepts)],
            b"",
        )
        .await;
        assert_eq!(asset.text(), body);
        assert!(asset.header("cache-control").unwrap().contains("immutable"));
        assert!(
            asset
                .header("content-type")
                .unwrap()
                .starts_with("text/javascript")
        );
    }
    for path in [
        "/missing.js",
        "/../data/journal.db",
        "/%2e%2e/data/journal.db",
        "/api/nothing",
    ] {
        assert_eq!(http::get(court.at, path, None).await.status, 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_see_that_it_lives_and_nobodys_name() {
    let court = Court::demo();
    let _line = Line::open(court.at, &court.enter("G1", "judge").await).await;
    assert_eq!(http::get(court.at, "/livez", None).await.status, 200);
    assert_eq!(http::get(court.at, "/readyz", None).await.status, 200);
    let metrics = http::get(court.at, "/metrics", None).await.text();
    assert!(
        metrics.contains("kaiting_lines 1") && metrics.contains("kaiting_hearings 5"),
        "{metrics}"
    );
    assert!(!metrics.contains("顾澄") && !metrics.contains("g1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clerk_goes_from_case_to_case_and_others_do_not() {
    let court = Court::demo();
    let clerk = court.enter("G1", "clerk").await;
    let docket = http::get(court.at, "/api/docket", Some(&clerk))
        .await
        .json();
    let cases: Vec<&str> = docket
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l["hearing"].as_str().unwrap())
        .collect();
    assert_eq!(cases, ["g2", "g1", "g3", "g4"], "by time");
    let wanted = json!({"hearing": "g2"}).to_string();
    let opened = http::post(court.at, "/api/docket/open", Some(&clerk), &wanted).await;
    assert_eq!(
        (opened.status, opened.json()["seat"].as_str()),
        (200, Some("clerk"))
    );

    let judge = court.enter("G1", "judge").await;
    let docket = http::get(court.at, "/api/docket", Some(&judge))
        .await
        .json();
    assert_eq!(
        docket.as_array().unwrap().len(),
        1,
        "another judge's cases are not his"
    );
    let refused = http::post(court.at, "/api/docket/open", Some(&judge), &wanted).await;
    assert_eq!(
        (refused.status, refused.error().as_str()),
        (404, "no_such_hearing")
    );
    // A lawyer of two cases was invited to each by itself.
    let lawyer = court.enter("G1", "plaintiff-rep").await;
    let docket = http::get(court.at, "/api/docket", Some(&lawyer))
        .await
        .json();
    assert_eq!(docket.as_array().unwrap().len(), 1);
}

/// Every case of the demonstration can be heard from its first stage to its last.
#[tokio::test(flavor = "multi_thread")]
async fn each_case_runs_through_its_stages() {
    let court = Court::demo();
    for case in ["G1", "G2", "G3"] {
        let mut clerk = Line::open(court.at, &court.enter(case, "clerk").await).await;
        assert_eq!(clerk.ask(Ask::ReportReady).await, Ok(()), "{case}");
        let mut judge = Line::open(court.at, &court.enter(case, "judge").await).await;
        assert_eq!(
            judge
                .ask(Ask::OpenHearing {
                    override_reason: None
                })
                .await,
            Ok(()),
            "{case}"
        );
        let procedure: Procedure = judge.view.matter.as_ref().unwrap().procedure;
        let mut stage = Stage::Opening;
        while let Some(next) = procedure.next(stage) {
            let open: Vec<GuardItem> = judge.view.open_items();
            for item in open {
                assert_eq!(
                    judge.ask(Ask::RecordGuardItem { item }).await,
                    Ok(()),
                    "{case} {item:?}"
                );
            }
            let enter = Ask::EnterStage {
                stage: next,
                override_reason: None,
            };
            assert_eq!(judge.ask(enter).await, Ok(()), "{case} {next:?}");
            stage = next;
        }
        assert_eq!(
            judge
                .ask(Ask::CloseHearing {
                    override_reason: None
                })
                .await,
            Ok(()),
            "{case}"
        );
        assert_eq!(judge.view.phase, Phase::Closed);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_is_for_the_court_and_is_told_from_an_altered_one() {
    let court = Court::demo();
    let clerk = court.enter("G1", "clerk").await;
    let mut line = Line::open(court.at, &clerk).await;
    assert_eq!(
        line.ask(common::write_line("line-1", "现在核对各方到庭情况。"))
            .await,
        Ok(())
    );
    let file = http::get(court.at, "/api/file", Some(&clerk)).await;
    assert_eq!(file.status, 200);
    let outsider = court.enter("G1", "defendant").await;
    let refused = http::get(court.at, "/api/file", Some(&outsider)).await;
    assert_eq!(
        (refused.status, refused.error().as_str()),
        (403, "not_permitted")
    );

    let path = court.data.join("file.json");
    let verify = |text: String| {
        std::fs::write(&path, text).unwrap();
        Command::new(common::court::binary())
            .arg("verify")
            .arg(&path)
            .output()
            .unwrap()
    };
    assert!(verify(file.text()).status.success());
    let altered = verify(file.text().replace("核对各方", "核对双方"));
    assert!(!altered.status.success());
}

/// It holds what each answered when checking in, what only the court may see, and the signatures as they were drawn.
#[tokio::test(flavor = "multi_thread")]
async fn who_has_signed_has_the_transcript_and_not_the_file() {
    let court = Court::with(&[("done", all_roles("done", finished))]).await;
    for role in Role::ALL {
        let session = session("done", &SeatId::new(name(role)));
        let answer = http::get(court.at, "/api/file", Some(&session)).await;
        if role.is_bench() || role == Role::Clerk {
            assert_eq!(answer.status, 200, "{role:?}");
            assert!(answer.text().contains("M0 0L10 10"));
        } else {
            assert_eq!(
                (answer.status, answer.error().as_str()),
                (403, "not_permitted"),
                "{role:?}"
            );
        }
    }
    let party = session("done", &SeatId::new(name(Role::Party)));
    let transcript = http::get(court.at, "/api/record.pdf", Some(&party)).await;
    assert_eq!(transcript.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_stands_once_in_the_queue_for_the_press() {
    let court = Court::with(&[("done", all_roles("done", finished))]).await;
    let judge = session("done", &SeatId::new(name(Role::PresidingJudge)));
    let mut asked = JoinSet::new();
    for _ in 0..6 {
        let (at, judge) = (court.at, judge.clone());
        asked.spawn(async move { http::get(at, "/api/record.pdf", Some(&judge)).await });
    }
    let answers = asked.join_all().await;
    let status = |wanted| answers.iter().filter(|a| a.status == wanted).count();
    assert!(status(200) >= 1 && status(429) >= 1, "{}", status(200));
    assert_eq!(status(200) + status(429), 6);
    let after = http::get(court.at, "/api/record.pdf", Some(&judge)).await;
    assert_eq!(after.status, 200);
}

/// The clerk reads a code out to who has lost his; nobody else learns anybody's.
#[tokio::test(flavor = "multi_thread")]
async fn codes_are_told_by_who_admits() {
    let mut court = Court::demo();
    let clerk = court.enter("G1", "clerk").await;
    let told = http::get(court.at, "/api/invitations/defendant", Some(&clerk)).await;
    assert_eq!(told.status, 200);
    assert_eq!(told.json()["code"], court.link("G1", "defendant")["code"]);
    assert_eq!(told.json()["url"], court.link("G1", "defendant")["url"]);
    assert!(told.json()["qr"].as_str().unwrap().contains("<svg"));
    let of_court = http::get(court.at, "/api/invitations/judge", Some(&clerk)).await;
    assert_eq!(of_court.status, 404, "no code opens a seat of the court");
    for seat in ["plaintiff", "plaintiff-rep", "witness", "observer"] {
        let other = court.enter("G1", seat).await;
        let told = http::get(court.at, "/api/invitations/defendant", Some(&other)).await;
        assert_eq!(told.status, 403, "{seat}");
    }
    // Who may ask for the seat now is on record, and nothing of those who were refused.
    court.kill();
    let shown = court.records("g1").await.into_iter().filter_map(|record| {
        let Event::FileOpened { seat, what } = record.event else {
            return None;
        };
        Some((seat, what))
    });
    let whose = Opened::Invitation(SeatId::new("defendant"));
    assert_eq!(shown.collect::<Vec<_>>(), [(SeatId::new("clerk"), whose)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_is_handed_to_another_device_once() {
    let mut court = Court::demo();
    let session = court.enter("G1", "defendant").await;
    let made = http::post(court.at, "/api/handover", Some(&session), "").await;
    assert_eq!(made.status, 200);
    let made = made.json();
    let token = made["url"]
        .as_str()
        .unwrap()
        .split_once("#seat=")
        .unwrap()
        .1;
    let body = serde_json::json!({ "token": token }).to_string();
    let mut answers = JoinSet::new();
    for _ in 0..5 {
        let (at, body) = (court.at, body.clone());
        answers.spawn(async move { http::post(at, "/api/enter", None, &body).await.status });
    }
    let answers = answers.join_all().await;
    assert_eq!(
        answers.iter().filter(|a| **a == 200).count(),
        1,
        "{answers:?}"
    );
    let nobody = http::post(court.at, "/api/handover", None, "").await;
    assert_eq!(nobody.status, 401);
    // Who comes later is told that it was used, and not that there is no such link: the next day of the court too.
    for restarted in [false, true] {
        if restarted {
            court.kill();
            court.restart();
        }
        let late = http::post(court.at, "/api/enter", None, &body).await;
        assert_eq!((late.status, late.error().as_str()), (401, "used"));
    }
}

/// Who has a key to a seat is not yet who sits there: before the holder was asked it opens nothing but the question.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_key_to_a_seat_does_nothing_in_its_name() {
    let court = Court::demo();
    let holder = court.enter("G1", "defendant").await;
    let _line = Line::open(court.at, &holder).await;
    let second = court.enter("G1", "defendant").await;
    for (method, path) in [
        ("POST", "/api/media"),
        ("POST", "/api/handover"),
        ("PUT", "/api/picture"),
        ("GET", "/api/record.pdf"),
        ("GET", "/api/docket"),
        ("GET", "/api/exhibits/P1"),
        ("POST", "/api/exhibits/P1/parts"),
    ] {
        let answer = http::ask(court.at, method, path, Some(&second), &[], b"").await;
        assert_eq!(answer.status, 409, "{path}");
        assert_eq!(answer.json()["error"], "seat_held", "{path}");
    }
    assert_eq!(
        http::get(court.at, "/api/docket", Some(&holder))
            .await
            .status,
        200
    );
    // Nor do many of them end the holder's own.
    for _ in 0..9 {
        court.enter("G1", "defendant").await;
    }
    assert_eq!(
        http::get(court.at, "/api/docket", Some(&holder))
            .await
            .status,
        200
    );
}

/// What a door needs a word for does not hold two million letters of memory, nor for ever.
#[tokio::test(flavor = "multi_thread")]
async fn a_door_that_takes_a_word_takes_no_book() {
    let court = Court::demo();
    let book = format!("{{\"token\":\"{}\"}}", "a".repeat(64 * 1024));
    let answer = http::post(court.at, "/api/enter", None, &book).await;
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    let mut slow = tokio::net::TcpStream::connect(court.at).await.unwrap();
    let head = "POST /api/enter HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 3000\r\n\r\n{";
    slow.write_all(head.as_bytes()).await.unwrap();
    let mut said = [0; 12];
    let heard = slow.read_exact(&mut said);
    tokio::time::timeout(std::time::Duration::from_secs(20), heard)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(&said, b"HTTP/1.1 408");
}

#[test]
fn a_setting_that_does_not_exist_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kaiting.toml");
    std::fs::write(&file, "prot = 1\n").unwrap();
    let output = Command::new(common::court::binary())
        .args(["serve", "--port", "0", "--config"])
        .arg(&file)
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("prot"));
}

/// A phone that slept, or a train in a tunnel: what was said to it meanwhile arrives late.
#[tokio::test(flavor = "multi_thread")]
async fn a_silent_line_is_told_to_come_back_and_not_that_its_session_is_gone() {
    let court = Court::demo();
    let session = court.enter("G1", "defendant").await;
    let mut silent = Line::open(court.at, &session).await;
    let mut late = Line::connect(court.at).await;
    assert_eq!(late.goodbye().await, Some(Goodbye::Resync), "no greeting");
    // It answers no beat.
    tokio::time::sleep(Duration::from_secs(16)).await;
    assert_eq!(silent.goodbye().await, Some(Goodbye::Resync));
    drop(Line::open(court.at, &session).await);
}
