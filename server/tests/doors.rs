//! The doors besides the hearing socket: pages, docket, cases, operators' places.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::process::Command;

use common::court::{Court, session};
use common::http;
use common::line::Line;
use common::roles::{all_roles, finished, name};
use hearing::{Command as Ask, GuardItem, Phase, Procedure, Role, SeatId, Stage};
use serde_json::json;
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
        metrics.contains("kaiting_lines 1") && metrics.contains("kaiting_hearings 3"),
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
    assert_eq!(cases, ["g2", "g1", "g3"], "by time");
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
