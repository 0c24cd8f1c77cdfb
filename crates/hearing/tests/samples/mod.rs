//! What may be asked and may happen, by chance: whom and what it is about, and in which steps.

mod commands;
mod papers;
mod steps;

use hearing::exhibit::{PageView, Secrecy};
use hearing::transcript::Speaker;
use hearing::*;
use proptest::prelude::*;

use crate::common::matter;
pub use commands::*;
pub use papers::*;
pub use steps::*;

pub fn seats() -> Vec<Seat> {
    vec![
        Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
        Seat::new("panel", Role::PanelJudge, Side::Court, "白砚秋"),
        Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
        Seat::new("plaintiff", Role::Party, Side::Plaintiff, "林知远"),
        Seat::new("counsel", Role::Representative, Side::Plaintiff, "贺明川"),
        Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
        Seat::new("witness", Role::Witness, Side::None, "何秀兰"),
        Seat::new("expert", Role::ExpertAssistant, Side::None, "曹衡"),
        Seat::new("observer", Role::Observer, Side::None, "甲"),
        Seat::new("inspector", Role::Inspector, Side::None, "乙"),
    ]
}

pub fn a_case(procedure: Procedure) -> Matter {
    Matter {
        gallery_seats: 3,
        case: Some(Case {
            number: "（2026）京0108民初12345号".into(),
            cause: "民间借贷纠纷".into(),
            title: "原告林知远诉被告周以宁".into(),
            claims: vec!["返还借款".into()],
            earlier_hearings: 0,
        }),
        ..matter(procedure, Publicity::Open)
    }
}

pub fn seat_id() -> impl Strategy<Value = SeatId> {
    prop::sample::select(seats()).prop_map(|s| s.id)
}

pub fn exhibit_id() -> impl Strategy<Value = ExhibitId> {
    prop::sample::select(vec!["P1", "D1", "X9"]).prop_map(ExhibitId::new)
}

/// What a line speaks of by name.
pub fn names() -> impl Strategy<Value = Option<(ExhibitId, u32)>> {
    prop::option::of(exhibit_id().prop_map(|exhibit| (exhibit, 1)))
}

pub fn line_id() -> impl Strategy<Value = LineId> {
    prop::sample::select(vec!["l1", "l2", "l3", "l4"]).prop_map(LineId::new)
}

pub fn text() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "因故", "我只收到十八万八千元"]).prop_map(str::to_owned)
}

pub fn speaker() -> impl Strategy<Value = Speaker> {
    prop_oneof![Just(Speaker::Nobody), seat_id().prop_map(Speaker::Seat)]
}

pub fn secrecy() -> impl Strategy<Value = Secrecy> {
    prop::sample::select(vec![
        Secrecy::Open,
        Secrecy::Parties,
        Secrecy::CounselAndExperts,
        Secrecy::CourtOnly,
    ])
}

pub fn view() -> impl Strategy<Value = PageView> {
    (0u32..4).prop_map(|page| PageView {
        page,
        ..PageView::default()
    })
}
