//! A client that does what no honest one does: it gets a clear answer, and the others notice nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::time::Duration;

use common::court::{Court, session};
use common::line::{Heard, Line};
use common::roles::{all_roles, closed, everybody_in, name};
use common::{http, samples};
use hearing::check_in::DocumentKind;
use hearing::exhibit::*;
use hearing::wire::{FromClient, FromServer, Glance, Goodbye};
use hearing::*;
use kaiting_journal::{Journal as _, SqliteJournal};
use serde_json::json;
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite::Message;

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_permitted_is_refused_in_every_state() {
    let before = all_roles("before", |_| Vec::new());
    let session_ = all_roles("session", everybody_in);
    let closed = all_roles("closed", closed);
    let court = Court::with(&[
        ("before", before),
        ("session", session_),
        ("closed", closed),
    ])
    .await;
    for hearing in ["before", "session", "closed"] {
        let mut lines = Vec::new();
        for role in Role::ALL {
            let session = session(hearing, &SeatId::new(name(role)));
            lines.push((role, Line::open(court.at, &session).await));
        }
        let mut cheats = JoinSet::new();
        for (role, line) in lines {
            cheats.spawn(cheat(hearing, role, line));
        }
        let mut done = cheats.join_all().await;
        let tried: u32 = done.iter().map(|(_, _, tried)| tried).sum();
        assert!(tried > 400, "only {tried} were tried");
        // All lines were open until here, so that nobody left.
        for (role, line, _) in &mut done {
            let heard = line.rest().await;
            assert!(heard.is_empty(), "{role:?} in {hearing} heard {heard:?}");
        }
    }
}

/// Asks for everything that is not the role's, and hears of nothing but refusals.
async fn cheat(hearing: &'static str, role: Role, mut line: Line) -> (Role, Line, u32) {
    // Those who came first hear of those who came after.
    line.rest().await;
    let before = line.at.clone();
    let mut tried = 0;
    for command in samples::commands() {
        if permitted(role, Act::of(&command)) == Grant::Yes {
            continue;
        }
        let what = format!("{role:?} in {hearing}: {command:?}");
        assert_eq!(
            line.ask(command).await,
            Err(Refusal::NotPermitted),
            "{what}"
        );
        tried += 1;
        tokio::time::sleep(Duration::from_millis(55)).await;
    }
    assert_eq!(line.at, before, "{role:?} heard of something in {hearing}");
    (role, line, tried)
}

/// The court's own line, quiet, to see what reaches it while somebody else misbehaves.
async fn clerk(court: &Court) -> Line {
    let mut clerk = Line::open(court.at, &court.enter("G1", "clerk").await).await;
    clerk.rest().await;
    clerk
}

/// All that the clerk may hear of a line that comes and goes.
async fn heard_only_presence(clerk: &mut Line) {
    for frame in clerk.rest().await {
        match frame {
            FromServer::Event { recorded, .. } => assert!(
                matches!(
                    recorded.event,
                    Event::SeatConnected { .. } | Event::SeatDisconnected { .. }
                ),
                "{recorded:?}"
            ),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(
        clerk
            .ask(common::write_line(
                &format!("{:p}", &clerk.view),
                "照常记录"
            ))
            .await,
        Ok(())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_frame_ends_the_line_at_the_third_time() {
    let court = Court::demo();
    let mut clerk = clerk(&court).await;
    let session = court.enter("G1", "defendant").await;
    for spoiled in [
        Message::text("not json"),
        Message::text("{}"),
        Message::text(r#"{"hello":{"session":"x","cursor":null}}"#),
        Message::text(r#"{"pong":{"beat":1,"more":true}}"#),
        Message::text(format!("{}1", "[".repeat(5_000))),
        Message::binary(vec![0_u8; 1_000]),
    ] {
        let mut line = Line::open(court.at, &session).await;
        for _ in 0..3 {
            line.send(spoiled.clone()).await;
        }
        assert_eq!(
            line.goodbye().await,
            Some(Goodbye::Malformed),
            "{spoiled:?}"
        );
    }
    heard_only_presence(&mut clerk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_is_not_understood_is_answered_by_its_id() {
    let court = Court::demo();
    let mut line = Line::open(court.at, &court.enter("G1", "defendant").await).await;
    let mut frame = Line::frame_of("spoiled", Command::RaiseHand);
    frame["command"]["body"] = json!({"appoint_oneself_judge": {}});
    line.send(Message::text(frame.to_string())).await;
    assert_eq!(
        line.answer(&CommandId::new("spoiled")).await,
        Err(Refusal::Malformed)
    );
    // One mistake is not yet a reason to part.
    assert_eq!(line.ask(Command::CallForHelp).await, Ok(()));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_over_long_message_ends_the_line_and_nothing_else() {
    let court = Court::demo();
    let mut clerk = clerk(&court).await;
    let mut line = Line::open(court.at, &court.enter("G1", "defendant").await).await;
    line.send(Message::text("x".repeat(70_000))).await;
    line.goodbye().await;
    heard_only_presence(&mut clerk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_is_refused_and_then_shown_out() {
    let court = Court::demo();
    let mut clerk = clerk(&court).await;
    let mut line = Line::open(court.at, &court.enter("G1", "defendant").await).await;
    let mut refused = 0;
    let ended = 'flood: loop {
        for n in 0..60 {
            let id = CommandId::new(format!("flood-{refused}-{n}"));
            let body = Command::RaiseHand;
            line.say(&FromClient::Command { id, body }).await;
        }
        loop {
            match line.hear_within(Duration::from_millis(500)).await {
                Heard::Frame(frame) => match *frame {
                    FromServer::Refused {
                        refusal: Refusal::TooMany,
                        ..
                    } => refused += 1,
                    FromServer::Goodbye { reason } => break 'flood reason,
                    _ => {}
                },
                Heard::Silence => break,
                Heard::Closed => panic!("closed without a word"),
            }
        }
        tokio::time::sleep(Duration::from_millis(600)).await;
    };
    assert_eq!(ended, Goodbye::TooMany);
    assert!(refused > 10);
    heard_only_presence(&mut clerk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_said_before_hello() {
    let court = Court::demo();
    let mut line = Line::connect(court.at).await;
    line.say(&FromClient::Command {
        id: CommandId::new("early"),
        body: Command::RaiseHand,
    })
    .await;
    assert_eq!(line.goodbye().await, Some(Goodbye::Malformed));
    let mut line = Line::connect(court.at).await;
    line.hello("no session of this court", None).await;
    assert_eq!(line.goodbye().await, Some(Goodbye::NoSession));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_our_own_pages_are_let_in() {
    let court = Court::demo();
    assert_eq!(
        Line::connect_from(court.at, Some("https://evil.example"))
            .await
            .err(),
        Some(403)
    );
    assert_eq!(
        Line::connect_from(court.at, Some("null")).await.err(),
        Some(403)
    );
    let ours = format!("http://{}", court.at);
    assert!(Line::connect_from(court.at, Some(&ours)).await.is_ok());
    let foreign = [
        ("origin", "https://evil.example"),
        ("content-type", "application/json"),
    ];
    let answer = http::ask(
        court.at,
        "POST",
        "/api/enter",
        None,
        &foreign,
        br#"{"code":"1"}"#,
    )
    .await;
    assert_eq!(
        (answer.status, answer.error().as_str()),
        (403, "foreign_origin")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_device_has_the_seat() {
    let court = Court::demo();
    let session = court.enter("G1", "defendant").await;
    let mut old = Line::open(court.at, &session).await;
    let mut new = Line::open(court.at, &session).await;
    assert_eq!(old.goodbye().await, Some(Goodbye::TakenOver));
    old.say(&FromClient::Command {
        id: CommandId::new("late"),
        body: Command::CallForHelp,
    })
    .await;
    new.rest().await;
    let me = new.view.seat(&SeatId::new("defendant")).unwrap();
    assert!(me.is_here() && me.check_in.help_wanted_since.is_none());
    assert_eq!(new.ask(Command::CallForHelp).await, Ok(()));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_command_id_has_one_effect() {
    let court = Court::demo();
    let mut clerk = clerk(&court).await;
    let first = common::write_line("line-1", "核对各方到庭情况");
    assert_eq!(clerk.ask_as("once", first.clone()).await, Ok(()));
    assert_eq!(clerk.ask_as("once", first).await, Ok(()));
    let other = common::write_line("line-2", "宣布法庭纪律");
    assert_eq!(
        clerk.ask_as("once", other).await,
        Err(Refusal::CommandIdReused)
    );
    assert_eq!(clerk.view.transcript.lines.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_removed_is_out_by_every_door() {
    let party = SeatId::new("party");
    let court = Court::with(&[("session", all_roles("session", everybody_in))]).await;
    let theirs = session("session", &party);
    let mut judge = Line::open(
        court.at,
        &session("session", &SeatId::new("presiding_judge")),
    )
    .await;
    let mut line = Line::open(court.at, &theirs).await;
    assert_eq!(
        http::post(court.at, "/api/media", Some(&theirs), "")
            .await
            .status,
        200
    );
    let remove = Command::Remove {
        seat: party,
        reason: "扰乱法庭秩序".into(),
    };
    assert_eq!(judge.ask(remove).await, Ok(()));
    assert_eq!(line.goodbye().await, Some(Goodbye::Removed));
    let mut again = Line::connect(court.at).await;
    again.hello(&theirs, None).await;
    assert_eq!(again.goodbye().await, Some(Goodbye::NoSession));
    for path in ["/api/docket", "/api/exhibits/P1", "/api/file"] {
        assert_eq!(
            http::get(court.at, path, Some(&theirs)).await.status,
            401,
            "{path}"
        );
    }
    assert_eq!(
        http::post(court.at, "/api/media", Some(&theirs), "")
            .await
            .status,
        401
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_key_opens_nothing() {
    let court = Court::demo();
    for (body, error) in [
        (r#"{"token":"x"}"#, "unknown_link"),
        (r#"{"code":"123 456 789"}"#, "mistyped_code"),
        (r#"{"code":"100 000 009"}"#, "unknown_code"),
        (r#"{"code":1}"#, "malformed"),
        (r#"{}"#, "malformed"),
    ] {
        let answer = http::post(court.at, "/api/enter", None, body).await;
        assert_eq!(answer.error(), error, "{body}");
    }
    let code = court.link("G1", "defendant")["code"].as_str().unwrap();
    let (a, b) = code.split_at(3);
    let body = json!({"code": format!("{a} {b}")}).to_string();
    let answer = http::post(court.at, "/api/enter", None, &body).await;
    assert_eq!(
        (answer.status, answer.json()["seat"].as_str()),
        (200, Some("defendant"))
    );
}

/// Each key that opens nothing any more says why, and none of them says it to who has no right key.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_was_good_once_says_why_it_is_not() {
    let court = Court::demo();
    let key = |seat: &str| json!({"code": court.link("G1", seat)["code"]}).to_string();
    let knock = async |seat: &str| http::post(court.at, "/api/enter", None, &key(seat)).await;
    let mut judge = Line::open(court.at, &court.enter("G1", "judge").await).await;
    let remove = Command::Remove {
        seat: SeatId::new("plaintiff"),
        reason: "扰乱法庭秩序".into(),
    };
    assert_eq!(judge.ask(remove).await, Ok(()));
    let link = court.key("G1", "plaintiff");
    let by_link = http::post(court.at, "/api/enter", None, &link).await;
    for answer in [knock("plaintiff").await, by_link] {
        assert_eq!((answer.status, answer.error().as_str()), (401, "removed"));
    }
    let anyway = || Some("演示".to_owned());
    for command in [
        Command::OpenHearing {
            override_reason: anyway(),
        },
        Command::CloseHearing {
            override_reason: anyway(),
        },
    ] {
        assert_eq!(judge.ask(command).await, Ok(()));
    }
    let answer = knock("observer").await;
    assert_eq!(
        (answer.status, answer.error().as_str()),
        (410, "hearing_over")
    );
    assert_eq!(knock("defendant").await.status, 200, "who is to sign");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_has_no_more_to_say_than_before() {
    let court = Court::demo();
    let session = court.enter("G1", "defendant").await;
    let mut line = Line::open(court.at, &session).await;
    for n in 0..80 {
        let id = CommandId::new(format!("before-{n}"));
        let body = Command::RaiseHand;
        line.say(&FromClient::Command { id, body }).await;
    }
    let last = CommandId::new("before-79");
    assert_eq!(line.answer(&last).await, Err(Refusal::TooMany));
    let mut line = Line::open(court.at, &session).await;
    let mut let_through = 0;
    for n in 0..40 {
        let id = CommandId::new(format!("after-{n}"));
        let body = Command::RaiseHand;
        line.say(&FromClient::Command { id, body }).await;
    }
    for n in 0..40 {
        let answer = line.answer(&CommandId::new(format!("after-{n}"))).await;
        let_through += u32::from(answer != Err(Refusal::TooMany));
    }
    assert!(let_through < 30, "{let_through} of a new measure");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_holds_a_link_does_not_guess_the_number_on_file() {
    let court = Court::demo();
    let mut line = Line::open(court.at, &court.enter("G1", "plaintiff").await).await;
    let mut tried = Vec::new();
    for n in 0..14 {
        let id = CommandId::new(format!("guess-{n}"));
        let body = Command::StateIdentity {
            name: "林知远".into(),
            document: DocumentKind::IdCard,
            last_four: format!("{n:04}"),
        };
        line.say(&FromClient::Command {
            id: id.clone(),
            body,
        })
        .await;
        tried.push(line.answer(&id).await);
    }
    let (first, rest) = tried.split_at(10);
    let wrong = Err(Refusal::NumberDoesNotMatch);
    assert!(first.iter().all(|one| *one == wrong), "{first:?}");
    let later = Err(Refusal::TooMany);
    assert!(rest.iter().all(|one| *one == later), "{rest:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_opens_line_after_line_is_shown_out() {
    let court = Court::demo();
    let mut clerk = clerk(&court).await;
    let session = court.enter("G1", "defendant").await;
    let mut ended = None;
    for _ in 0..14 {
        let mut line = Line::connect(court.at).await;
        line.hello(&session, None).await;
        match line.hear().await {
            Heard::Frame(frame) => match *frame {
                FromServer::Snapshot { .. } => {}
                FromServer::Goodbye { reason } => {
                    ended = Some(reason);
                    break;
                }
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(ended, Some(Goodbye::TooMany));
    heard_only_presence(&mut clerk).await;
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    Line::open(court.at, &session).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sockets_that_say_nothing_keep_nobody_out() {
    let court = Court::behind_proxy();
    let clerk = court.enter("G1", "clerk").await;
    let mut silent = Vec::new();
    for _ in 0..20 {
        silent.push(
            Line::connect_by_proxy(court.at, "203.0.113.5")
                .await
                .unwrap(),
        );
    }
    let more = Line::connect_by_proxy(court.at, "203.0.113.5").await;
    assert_eq!(more.err(), Some(429));
    let mut other = Line::connect_by_proxy(court.at, "203.0.113.6")
        .await
        .unwrap();
    other.hello(&clerk, None).await;
    assert!(matches!(other.hear().await, Heard::Frame(_)));
    let since = std::time::Instant::now();
    for line in &mut silent {
        assert_eq!(line.goodbye().await, Some(Goodbye::Resync));
    }
    assert!(since.elapsed() < Duration::from_secs(8), "5 s for a hello");
    assert!(
        Line::connect_by_proxy(court.at, "203.0.113.5")
            .await
            .is_ok()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_guesses_many_codes_at_once_has_no_more_tries() {
    let court = Court::behind_proxy();
    let at = court.at;
    let mut tries = JoinSet::new();
    for n in 0..60 {
        let body = json!({"code": hearing_code::of_number(n)}).to_string();
        tries.spawn(async move {
            http::post_from(at, "203.0.113.5", "/api/enter", &body)
                .await
                .error()
        });
    }
    let answers = tries.join_all().await;
    let tried = answers.iter().filter(|e| *e == "unknown_code").count();
    let refused = answers.iter().filter(|e| *e == "too_many_tries").count();
    assert_eq!((tried, refused), (10, 50));
    // What the check digit tells costs no try.
    for _ in 0..15 {
        let body = json!({"code": "123456789"}).to_string();
        let answer = http::post_from(at, "203.0.113.7", "/api/enter", &body).await;
        assert_eq!(answer.error(), "mistyped_code");
    }
    // Whoever has the right one does not use his tries up, and others are not kept out.
    let code = court.link("G1", "defendant")["code"].as_str().unwrap();
    let body = json!({"code": code}).to_string();
    for _ in 0..15 {
        let answer = http::post_from(at, "203.0.113.6", "/api/enter", &body).await;
        assert_eq!(answer.status, 200);
    }
    let forged = "203.0.113.77, 203.0.113.5";
    let answer = http::post_from(at, forged, "/api/enter", &body).await;
    assert_eq!(
        answer.error(),
        "too_many_tries",
        "he called himself another"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn no_code_opens_a_seat_of_the_court() {
    let court = Court::demo();
    for seat in &court.seats {
        let role: Role = serde_json::from_value(seat["role"].clone()).unwrap();
        assert_eq!(seat["code"].is_null(), role.is_court(), "{role:?}");
    }
    // One that an earlier version gave out.
    let journal = SqliteJournal::open(court.data.join("journal.db")).unwrap();
    let codes = journal.list("codes").await.unwrap();
    let of = |seat: &str| json!({"hearing": "g1", "seat": seat, "until": u64::MAX}).to_string();
    let (image, _) = codes
        .iter()
        .find(|(_, pass)| pass.contains("\"g1\"") && pass.contains("\"defendant\""))
        .unwrap();
    let code = court.link("G1", "defendant")["code"].as_str().unwrap();
    let body = json!({"code": code}).to_string();
    journal.put("codes", image, &of("clerk")).await.unwrap();
    let answer = http::post(court.at, "/api/enter", None, &body).await;
    assert_eq!(answer.error(), "unknown_code");
    journal.put("codes", image, &of("defendant")).await.unwrap();
    let answer = http::post(court.at, "/api/enter", None, &body).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_used_in_a_loop_leaves_eight_sessions() {
    let mut court = Court::demo();
    let clerk = court.enter("G1", "clerk").await;
    let mut sessions = Vec::new();
    for _ in 0..10 {
        sessions.push(court.enter("G1", "defendant").await);
    }
    for _ in 0..2 {
        let mut live = Vec::new();
        for session in &sessions {
            live.push(
                http::get(court.at, "/api/docket", Some(session))
                    .await
                    .status
                    == 200,
            );
        }
        assert_eq!(live[..2], [false, false]);
        assert_eq!(live[2..], [true; 8]);
        let other = http::get(court.at, "/api/docket", Some(&clerk)).await;
        assert_eq!(other.status, 200);
        court.stop();
        let journal = SqliteJournal::open(court.data.join("journal.db")).unwrap();
        assert_eq!(journal.list("sessions").await.unwrap().len(), 9);
        let ended = json!({"hearing": "g1", "seat": "witness", "until": 1}).to_string();
        journal.put("sessions", "ended", &ended).await.unwrap();
        drop(journal);
        court.restart();
    }
    let journal = SqliteJournal::open(court.data.join("journal.db")).unwrap();
    assert_eq!(journal.get("sessions", "ended").await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_sent_out_points_at_nothing_any_more() {
    let party = SeatId::new("party");
    let shown = |seats: &[Seat]| {
        let exhibit = Exhibit {
            side: Side::None,
            ..samples::filed()
        };
        let mut events = everybody_in(seats);
        events.extend([
            Event::ExhibitFiled {
                exhibit: Box::new(exhibit),
            },
            Event::FloorGiven {
                seat: SeatId::new("party"),
            },
            Event::ExhibitPresented {
                exhibit: samples::exhibit(),
                by: SeatId::new("party"),
                view: PageView::default(),
                replaces: None,
            },
        ]);
        events
    };
    let court = Court::with(&[("session", all_roles("session", shown))]).await;
    let judge = session("session", &SeatId::new("presiding_judge"));
    let mut judge = Line::open(court.at, &judge).await;
    let mut presenter = Line::open(court.at, &session("session", &party)).await;
    judge.rest().await;
    let pointer = FromClient::Glance(Glance::Pointer {
        at: Some((5_000, 2_500)),
    });
    let pointed = |heard: Vec<FromServer>| {
        heard
            .iter()
            .any(|frame| matches!(frame, FromServer::Glance { .. }))
    };
    presenter.say(&pointer).await;
    assert!(pointed(judge.rest().await));
    let out = Command::SendToWait {
        seat: party,
        reason: "法庭秩序".into(),
    };
    assert_eq!(judge.ask(out).await, Ok(()));
    judge.rest().await;
    presenter.say(&pointer).await;
    assert!(!pointed(judge.rest().await), "from the lobby");
}
