//! The real binary on a port of its own, and a browser's side of its doors.

#![allow(dead_code, reason = "each test file uses its part")]

pub mod client;
pub mod court;
pub mod http;
pub mod line;
pub mod roles;
pub mod samples;
pub mod sitting;

use hearing::transcript::{LineKind, Speaker};
use hearing::{Command, Hearing, LineId, Presence};

pub fn write_line(id: &str, text: &str) -> Command {
    Command::WriteLine {
        line: LineId::new(id),
        after: None,
        speaker: Speaker::Nobody,
        kind: LineKind::Act,
        text: text.into(),
        exhibit: None,
        begun: None,
    }
}

/// A view but for who is on which device, which changes with every look at it.
pub fn without_presence(mut view: Hearing) -> Hearing {
    for seat in &mut view.seats {
        seat.presence = Presence::NeverHere;
        seat.absences.clear();
    }
    view
}
