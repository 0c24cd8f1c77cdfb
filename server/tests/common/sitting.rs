//! A court that sits: its matter, its bench, and everybody where he belongs.

use hearing::exhibit::Exhibit;
use hearing::*;

pub fn matter(id: &str, procedure: Procedure) -> Matter {
    Matter {
        id: HearingId::new(id),
        court: "北京市海淀区人民法院".into(),
        courtroom: "在线法庭二".into(),
        scheduled_at: 1,
        procedure,
        publicity: Publicity::Open,
        gallery_seats: hearing::gallery_seats(),
        case: None,
    }
}

/// Three of them, as the ordinary procedure has it.
pub fn bench() -> Vec<Seat> {
    vec![
        Seat::new("judge", Role::PresidingJudge, Side::Court, "严讷"),
        Seat::new("panel", Role::PanelJudge, Side::Court, "白砚秋"),
        Seat::new("assessor", Role::Assessor, Side::Court, "唐穗"),
    ]
}

pub fn admitted(seats: &[Seat]) -> Vec<Event> {
    let moved = |seat: &Seat| Event::SeatMoved {
        seat: seat.id.clone(),
        to: if seat.role == Role::Observer {
            Zone::Gallery
        } else {
            Zone::Courtroom
        },
        why: MoveReason::Admitted,
    };
    seats.iter().map(moved).collect()
}

pub fn recorded(at: Millis, events: Vec<Event>) -> Vec<Recorded> {
    let by = Actor::System;
    let record = |event| Recorded {
        at,
        by: by.clone(),
        event,
    };
    events.into_iter().map(record).collect()
}

/// In session, with these people and exhibits, and as many places for those who watch as there are such people.
pub fn under_way(id: &str, seats: Vec<Seat>, filed: Vec<Exhibit>) -> Vec<Recorded> {
    let watch = seats.iter().filter(|s| s.role == Role::Observer).count();
    let matter = Matter {
        gallery_seats: u16::try_from(watch).unwrap(),
        ..matter(id, Procedure::CivilOrdinary)
    };
    let moves = admitted(&seats);
    let mut events = vec![Event::HearingScheduled { matter, seats }];
    events.extend(filed.into_iter().map(|exhibit| Event::ExhibitFiled {
        exhibit: Box::new(exhibit),
    }));
    events.extend(moves);
    events.push(Event::HearingOpened);
    recorded(1_000, events)
}
