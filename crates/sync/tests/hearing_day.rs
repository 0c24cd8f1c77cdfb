//! A whole day of G1 over a bad line, in virtual time: frames lost, late, doubled and out of order, lines cut, the
//! backend killed between two fsyncs. Nothing acknowledged may be lost or doubled, and every screen must end right.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

#[path = "day/script.rs"]
mod script;
#[path = "day/world.rs"]
mod world;

use world::{Bug, World};

fn seeds() -> u64 {
    std::env::var("KAITING_SEEDS")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(200)
}

#[test]
fn the_day_ends_right_on_every_line() {
    for seed in 0..seeds() {
        if let Err(wrong) = World::new(seed, Bug::None).run_the_day() {
            panic!("seed {seed}: {wrong}");
        }
    }
}

#[test]
fn the_same_seed_is_the_same_day() {
    for seed in 0..20 {
        let trace = || {
            let mut world = World::new(seed, Bug::None);
            world.run_the_day().unwrap();
            world.trace()
        };
        assert_eq!(trace(), trace(), "seed {seed}");
    }
}

fn is_found(bug: Bug) -> bool {
    (0..200).any(|seed| World::new(seed, bug).run_the_day().is_err())
}

#[test]
fn acknowledging_before_the_commit_is_found() {
    assert!(is_found(Bug::AcknowledgeBeforeCommit));
}

#[test]
fn forgetting_what_was_asked_is_found() {
    assert!(is_found(Bug::NoDeduplication));
}

#[test]
fn dropping_a_frame_on_overflow_is_found() {
    assert!(is_found(Bug::DropOnOverflow));
}
