//! Hearings in which every role has a seat.

use hearing::transcript::Signature;
use hearing::*;

use super::sitting::{admitted, matter, recorded};

/// A hearing in which every role has a seat, named after it.
pub fn all_roles(id: &str, then: impl Fn(&[Seat]) -> Vec<Event>) -> Vec<Recorded> {
    let seats: Vec<Seat> = Role::ALL
        .into_iter()
        .map(|role| Seat::new(&name(role), role, Side::None, "某人"))
        .collect();
    let matter = matter(id, Procedure::CivilSimple);
    let mut events = then(&seats);
    events.insert(0, Event::HearingScheduled { matter, seats });
    recorded(1, events)
}

pub fn name(role: Role) -> String {
    serde_json::to_value(role)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

pub fn everybody_in(seats: &[Seat]) -> Vec<Event> {
    let mut events = vec![Event::HearingOpened, Event::RecordingStarted];
    events.push(Event::StageEntered {
        stage: Stage::Opening,
        open_items: Vec::new(),
        override_reason: None,
    });
    events.extend(admitted(seats));
    events
}

pub fn closed(seats: &[Seat]) -> Vec<Event> {
    let mut events = everybody_in(seats);
    events.extend([Event::RecordingStopped, Event::HearingClosed]);
    let signers = seats.iter().filter(|s| !s.role.only_watches());
    events.push(Event::SignOffOpened {
        seats: signers.map(|s| s.id.clone()).collect(),
        recording: Vec::new(),
    });
    events
}

/// Closed, and signed by all.
pub fn finished(seats: &[Seat]) -> Vec<Event> {
    let mut events = closed(seats);
    for seat in seats.iter().filter(|s| !s.role.only_watches()) {
        let seat = seat.id.clone();
        events.push(Event::ReadConfirmed { seat: seat.clone() });
        let signature = Signature {
            at: 1,
            text_sha256: String::new(),
            version: 0,
            name: "某人".into(),
            drawing: Some("M0 0L10 10".into()),
            session: None,
            assisted: None,
        };
        events.push(Event::TranscriptSigned { seat, signature });
    }
    events.push(Event::SignOffFinished);
    events
}
