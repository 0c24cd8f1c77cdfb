//! The two tables that a reviewer reads: who may do what, and which stage follows which.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use hearing::{Act, Grant, Procedure, Role, permitted};
use std::fmt::Write;

#[test]
fn role_by_act() {
    let mut table = String::new();
    for act in Act::ALL {
        let mut row = format!("{act:?}:");
        for role in Role::ALL {
            match permitted(role, act) {
                Grant::Yes => write!(row, " {role:?}").unwrap(),
                Grant::WithFloor => write!(row, " {role:?}(with floor)").unwrap(),
                Grant::Presenting => write!(row, " {role:?}(presenting)").unwrap(),
                Grant::No => {}
            }
        }
        writeln!(table, "{row}").unwrap();
    }
    insta::assert_snapshot!(table);
}

#[test]
fn stage_transitions() {
    let mut table = String::new();
    for procedure in Procedure::ALL {
        writeln!(table, "{procedure:?}").unwrap();
        for from in procedure.stages() {
            let to: Vec<_> = procedure
                .stages()
                .iter()
                .filter(|to| procedure.may_follow(*from, **to))
                .collect();
            writeln!(
                table,
                "  {from:?} [guard {:?}] -> {to:?}",
                procedure.guard(*from)
            )
            .unwrap();
        }
    }
    insta::assert_snapshot!(table);
}
