//! A court whose media are carried by two LiveKit nodes and Redis (`cargo xtask test --livekit`): what becomes of hearings when a
//! node is lost.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test that meets the unexpected is to fail"
)]

#[allow(dead_code, reason = "a client that can more than is asked of it here")]
mod client;
#[macro_use]
#[allow(
    dead_code,
    unused_macros,
    reason = "a house that can more than is asked of it here"
)]
mod house;

use std::time::{Duration, Instant};

use client::Person;
use house::cluster::Cluster;
use house::{ALL, House, SILENT};
use kaiting_media::{Permissions, Source, Tape, Taped};
use tokio::time::sleep;

const A: u8 = 0x51;
const B: u8 = 0x52;
const C: u8 = 0x53;
const D: u8 = 0x54;
const X: u8 = 0x61;
const Y: u8 = 0x62;

async fn until_taped(tape: &Tape, who: &str) {
    let end = Instant::now() + Duration::from_secs(20);
    let of_him =
        |one: Taped| matches!(one, Taped::Packet(packet) if packet.identity.as_ref() == who);
    while !tape.taped.try_iter().any(of_him) {
        assert!(Instant::now() < end, "{who} is not recorded");
        sleep(Duration::from_millis(50)).await;
    }
}

/// As an app does it: another key with each try.
async fn comes_back(
    house: &House,
    room: &str,
    identity: &str,
    may: Permissions,
    tag: u8,
) -> Person {
    let end = Instant::now() + Duration::from_secs(30);
    while Instant::now() < end {
        if let Some(line) = house.knock(&house.key_for(room, identity, may), "").await {
            return Person::begin(line, tag).await;
        }
        sleep(Duration::from_millis(300)).await;
    }
    panic!("{identity} does not come back");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hearing_does_not_notice_that_the_node_of_another_is_lost() {
    let Some(mut cluster) = Cluster::open().await else {
        return;
    };
    let [lost, kept] = cluster.rooms().await;
    let house = &cluster.house;
    let _a = house.speaker(&lost, "a", A).await;
    let x = house.speaker(&kept, "x", X).await;
    let y = house.speaker(&kept, "y", Y).await;
    x.until_heard(Y).await;
    y.until_heard(X).await;
    cluster.nodes[0].server.dies();
    x.hears_only(&[Y], Duration::from_secs(3)).await;
    let house = &cluster.house;
    let asked = Instant::now();
    let muted = house.engine.mute(&kept, "y", Source::Microphone).await;
    assert_eq!(muted, Ok(()));
    eprintln!("obeyed after {} ms", asked.elapsed().as_millis());
    sleep(Duration::from_millis(50)).await;
    x.hears_only(&[], Duration::from_millis(500)).await;
    // And whoever comes only now.
    let z = comes_back(house, &kept, "z", ALL, C).await;
    z.until_heard(X).await;
    assert_eq!(cluster.node_of(&kept).await, 1);
    // The hearing to which nobody came back ends all the same.
    let end = Instant::now() + Duration::from_secs(20);
    while house.engine.end(&lost).await != Ok(()) {
        assert!(Instant::now() < end, "it does not end");
        sleep(Duration::from_millis(500)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_lost_his_node_comes_back_on_the_other_as_the_court_has_him() {
    let Some(mut cluster) = Cluster::open().await else {
        return;
    };
    let [room, beside] = cluster.rooms().await;
    let house = &cluster.house;
    let engine = std::sync::Arc::clone(&house.engine);
    let x = house.speaker(&beside, "x", X).await;
    let free = house.speaker(&room, "free", A).await;
    let muted = house.speaker(&room, "muted", B).await;
    let locked = house.speaker(&room, "locked", C).await;
    let called = house.speaker(&room, "called", D).await;
    for tag in [B, C, D] {
        free.until_heard(tag).await;
    }
    engine
        .mute(&room, "muted", Source::Microphone)
        .await
        .unwrap();
    engine
        .set_permissions(&room, "locked", SILENT)
        .await
        .unwrap();
    let tape = Tape::new();
    engine
        .record(&room, Some(tape.taps().tap(1)))
        .await
        .unwrap();
    until_taped(&tape, "free").await;
    let old = house.key(&room, "called");
    cluster.nodes[0].server.dies();
    let died = Instant::now();
    // What the court decides now holds, whether or not anybody is there to obey.
    for order in ["moved away", "muted"] {
        let done = match order {
            "muted" => engine.mute(&room, "free", Source::Microphone).await,
            _ => engine.move_away(&room, "called").await,
        };
        eprintln!("{order}: {done:?} after {} ms", died.elapsed().as_millis());
    }
    drop((free, muted, locked, called));
    let house = &cluster.house;
    let muted = comes_back(house, &room, "muted", ALL, B).await;
    eprintln!("back after {} ms", died.elapsed().as_millis());
    assert_eq!(cluster.node_of(&room).await, 1, "on the node that is left");
    let locked = comes_back(house, &room, "locked", SILENT, C).await;
    let free = comes_back(house, &room, "free", ALL, A).await;
    assert!(house.knock(&old, "").await.is_none(), "a key of before");
    let judge = comes_back(house, &room, "judge", ALL, Y).await;
    for one in [&muted, &free] {
        one.until_heard(Y).await;
        one.claim(false).await;
    }
    locked.until_heard(Y).await;
    judge.hears_only(&[], Duration::from_secs(1)).await;
    x.hears_only(&[], Duration::from_millis(300)).await;
    // Until the court lets go.
    for who in ["muted", "free"] {
        let done = engine.release(&room, who, Source::Microphone).await;
        assert_eq!(done, Ok(()));
    }
    judge.until_heard(A).await;
    judge.until_heard(B).await;
    judge.hears_only(&[A, B], Duration::from_secs(1)).await;
    eprintln!("heard again after {} ms", died.elapsed().as_millis());
    tape.taped.try_iter().for_each(drop);
    until_taped(&tape, "free").await;
    eprintln!(
        "recorded again, at the latest after {} ms",
        died.elapsed().as_millis()
    );
    // Nobody waits for whom the lost node has taken with it.
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let done = engine.move_away(&room, "called").await;
        eprintln!(
            "moved away: {done:?} after {} ms",
            died.elapsed().as_millis()
        );
        if done == Ok(()) {
            break;
        }
        assert!(Instant::now() < end, "he is sought for ever");
    }
    assert_eq!(
        house.here(&room).await,
        ["free", "judge", "locked", "muted"]
    );
}
