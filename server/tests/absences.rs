//! The evidence pack of an absence, over the wire: for the bench and the clerk, and for nobody else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use common::court::{Court, session};
use common::http;
use common::line::Line;
use common::roles::{all_roles, everybody_in, name};
use hearing::*;

#[tokio::test(flavor = "multi_thread")]
async fn each_role_at_the_door_of_the_pack() {
    let court = Court::with(&[("h", all_roles("h", everybody_in))]).await;
    let whom = name(Role::Party);
    // He comes, is seen by his line, and goes.
    let line = Line::open(court.at, &session("h", &SeatId::new(&whom))).await;
    drop(line);
    for role in Role::ALL {
        let caller = session("h", &SeatId::new(name(role)));
        for path in [
            format!("/api/absences/{whom}"),
            format!("/api/absences/{whom}/page"),
        ] {
            let answer = http::get(court.at, &path, Some(&caller)).await;
            let may = role.is_bench() || role == Role::Clerk;
            assert_eq!(
                answer.status,
                if may { 200 } else { 403 },
                "{role:?} {path}"
            );
        }
    }
    let judge = session("h", &SeatId::new(name(Role::PresidingJudge)));
    let none = http::get(court.at, "/api/absences/nobody", Some(&judge)).await;
    assert_eq!(none.status, 404);
    let pack = http::get(court.at, &format!("/api/absences/{whom}"), Some(&judge)).await;
    let pack = pack.json();
    assert_eq!(pack["format"], "kaiting-absences/1");
    let nameless = http::get(court.at, &format!("/api/absences/{whom}"), None).await;
    assert_eq!(nameless.status, 401);
}
