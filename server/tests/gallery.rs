//! The two doors that ask nobody who he is: announcements, and the registration of those who come to watch.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use common::court::{Court, session};
use common::http::{self, Answer};
use common::line::Line;
use hearing::wire::Goodbye;
use hearing::*;
use serde_json::{Value, json};

fn scheduled(id: &str, publicity: Publicity, gallery_seats: u16) -> (&str, Vec<Recorded>) {
    let seats = vec![
        Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
        Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
        Seat::new("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
        Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
        Seat::new("witness", Role::Witness, Side::None, "何秀兰"),
    ];
    let matter = Matter {
        id: HearingId::new(id),
        court: "北京市海淀区人民法院".into(),
        courtroom: "在线法庭二".into(),
        // A day that is not past while this is tested.
        scheduled_at: 4_102_444_800_000,
        procedure: Procedure::CivilSimple,
        publicity,
        gallery_seats,
        case: Some(Case {
            number: format!("（2026）京0108民初{id}号"),
            cause: "民间借贷纠纷".into(),
            title: "原告林知远诉被告周以宁民间借贷纠纷一案".into(),
            claims: vec!["返还借款".into()],
            earlier_hearings: 0,
        }),
    };
    let (at, by) = (1, Actor::System);
    let event = Event::HearingScheduled { matter, seats };
    (id, vec![Recorded { at, by, event }])
}

fn asked(hearing: &str, name: &str, last_four: &str) -> Value {
    json!({
        "hearing": hearing, "name": name, "document": "id_card", "last_four": last_four, "adult": true,
    })
}

async fn register(court: &Court, asked: &Value) -> Answer {
    let path = "/api/announcements/register";
    http::post(court.at, path, None, &asked.to_string()).await
}

async fn announced(court: &Court) -> Value {
    http::get(court.at, "/api/announcements", None).await.json()
}

async fn enter(court: &Court, registered: &Answer) -> String {
    let key = json!({"token": registered.json()["token"]}).to_string();
    let entered = http::post(court.at, "/api/enter", None, &key).await;
    assert_eq!(entered.status, 200, "{}", entered.text());
    entered.json()["session"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hearing_behind_closed_doors_is_not_there_for_who_asks() {
    let court = Court::with(&[
        scheduled("open", Publicity::Open, 2),
        scheduled("shut", Publicity::ClosedByLaw, 2),
        scheduled("shut2", Publicity::ClosedOnApplication, 2),
    ])
    .await;
    let all = announced(&court).await;
    assert_eq!(all.as_array().unwrap().len(), 1);
    let one = &all[0];
    assert_eq!(one["hearing"], "open");
    assert_eq!(one["seats_free"], 2);
    assert_eq!(one["parties"][1], json!(["defendant", "周以宁"]));
    let text = all.to_string();
    for hidden in ["shut", "何秀兰", "顾澄", "返还借款", "seat-"] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
    // Shut or not there: the same answer.
    let shut = register(&court, &asked("shut", "路明", "0001")).await;
    let none = register(&court, &asked("nowhere", "路明", "0001")).await;
    assert_eq!((shut.status, shut.text()), (none.status, none.text()));
    assert_eq!(shut.error(), "no_such_hearing");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_registers_has_a_seat_or_a_place_in_the_queue_and_a_key_of_his_own() {
    let mut court = Court::with(&[scheduled("open", Publicity::Open, 1)]).await;
    let first = register(&court, &asked("open", "路明", "0001")).await;
    assert_eq!(first.status, 200, "{}", first.text());
    assert_eq!(first.json()["waiting"], Value::Null);
    assert_eq!(first.json()["code"].as_str().unwrap().len(), 9);
    let second = register(&court, &asked("open", "方远", "0002")).await;
    let third = register(&court, &asked("open", "叶青", "0003")).await;
    assert_eq!(second.json()["waiting"], 1);
    assert_eq!(third.json()["waiting"], 2);
    let again = register(&court, &asked("open", "路明", "0001")).await;
    assert_eq!(again.error(), "already_registered");

    // What was registered outlives the process, and so do the keys.
    court.kill();
    court.restart();
    let mut watching = Line::open(court.at, &enter(&court, &second).await).await;
    let me = SeatId::new(second.json()["seat"].as_str().unwrap());
    let place = |line: &Line| line.view.seat(&me).unwrap().registration.unwrap().waiting;
    assert_eq!(place(&watching), Some(1));
    assert_eq!(watching.view.seats.len(), 1, "of nobody else");
    let mut leaving = Line::open(court.at, &enter(&court, &first).await).await;
    // That he is here; and the first beat is answered, so that nothing is under way when the line ends.
    leaving.hear().await;
    assert_eq!(leaving.ask(Command::WithdrawRegistration).await, Ok(()));
    assert_eq!(leaving.goodbye().await, Some(Goodbye::Withdrawn));
    // First of himself, that he is here; then that his turn has come.
    watching.hear().await;
    watching.hear().await;
    assert_eq!(place(&watching), None, "moved up");
    let key = json!({"token": first.json()["token"]}).to_string();
    let dead = http::post(court.at, "/api/enter", None, &key).await;
    assert_eq!(dead.error(), "withdrawn");
    let code = json!({"code": first.json()["code"]}).to_string();
    let dead = http::post(court.at, "/api/enter", None, &code).await;
    assert_eq!(dead.error(), "withdrawn");

    // The court sees both that are left, a party none of them.
    let clerk = Line::open(court.at, &session("open", &SeatId::new("clerk"))).await;
    let observers = |h: &Hearing| h.seats.iter().filter(|s| s.role == Role::Observer).count();
    assert_eq!(observers(&clerk.view), 2);
    let party = Line::open(court.at, &session("open", &SeatId::new("plaintiff"))).await;
    assert_eq!(observers(&party.view), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_watch_is_refused_in_so_many_words_and_no_more() {
    let court = Court::with(&[scheduled("open", Publicity::Open, 5)]).await;
    for name in ["何秀兰", "林知远", "苏禾"] {
        let answer = register(&court, &asked("open", name, "0001")).await;
        assert_eq!(
            (answer.status, answer.error().as_str()),
            (403, "may_not_observe"),
            "{name}"
        );
    }
    let mut minor = asked("open", "路明", "0001");
    minor["adult"] = json!(false);
    assert_eq!(
        register(&court, &minor).await.error(),
        "minor_not_permitted"
    );
    for (field, value) in [
        ("last_four", json!("110101199001010001")),
        ("name", json!("")),
        ("more", json!(1)),
    ] {
        let mut bad = asked("open", "路明", "0001");
        bad[field] = value;
        assert_eq!(register(&court, &bad).await.error(), "malformed", "{field}");
    }
    let foreign = [
        ("origin", "https://elsewhere.example"),
        ("content-type", "application/json"),
    ];
    let body = asked("open", "路明", "0001").to_string();
    let path = "/api/announcements/register";
    let answer = http::ask(court.at, "POST", path, None, &foreign, body.as_bytes()).await;
    assert_eq!(answer.error(), "foreign_origin");
}

#[tokio::test(flavor = "multi_thread")]
async fn from_one_address_so_many_and_no_more() {
    let court = Court::behind_proxy();
    let path = "/api/announcements/register";
    for n in 0..10 {
        let body = asked("g1", &format!("路人{n}"), &format!("{n:04}")).to_string();
        let answer = http::post_from(court.at, "203.0.113.5", path, &body).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    let body = asked("g1", "路人", "9999").to_string();
    let answer = http::post_from(court.at, "203.0.113.5", path, &body).await;
    assert_eq!(answer.error(), "too_many_tries");
    let answer = http::post_from(court.at, "203.0.113.6", path, &body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn how_the_seats_stand_is_on_the_courts_docket_alone() {
    let court = Court::demo();
    let at = court.at;
    let docket =
        |session: String| async move { http::get(at, "/api/docket", Some(&session)).await.json() };
    let judge = court.enter("G1", "judge").await;
    let party = court.enter("G1", "defendant").await;
    let list = docket(judge.clone()).await;
    let standing = |list: &Value| {
        let all = list.as_array().unwrap().clone();
        all.into_iter().find(|l| l["hearing"] == "g1").unwrap()["standing"].clone()
    };
    let seats = standing(&list)["seats"].as_array().unwrap().clone();
    assert_eq!(seats.len(), 4);
    assert!(seats.iter().all(|s| s["state"] == "never_here"));
    let mut line = Line::open(court.at, &party).await;
    assert_eq!(line.ask(Command::CallForHelp).await, Ok(()));
    let list = docket(judge).await;
    let seats = standing(&list)["seats"].as_array().unwrap().clone();
    assert!(
        seats
            .iter()
            .any(|s| s["seat"] == "defendant" && s["state"] == "calls_for_help")
    );
    let own = docket(party).await;
    assert_eq!(own.as_array().unwrap().len(), 1);
    assert_eq!(own[0]["standing"], Value::Null);
}
