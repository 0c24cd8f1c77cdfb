//! A court that the rules run in: what is asked becomes what has happened, one after the other, in a time of its own.

#![allow(dead_code)]

use hearing::*;

/// A case without particulars, in a courtroom of the demonstration.
pub fn matter(procedure: Procedure, publicity: Publicity) -> Matter {
    Matter {
        id: HearingId::new("h"),
        court: "海淀区人民法院".into(),
        courtroom: "在线法庭二".into(),
        scheduled_at: 100,
        procedure,
        publicity,
        gallery_seats: gallery_seats(),
        case: None,
    }
}

/// Every right and consequence, ticked one by one.
pub fn rights() -> impl Iterator<Item = Command> {
    let edition = notice::EDITION;
    let rights = (0..notice::RIGHTS).map(move |right| Command::AcknowledgeRight { right, edition });
    let consequences = 0..notice::CONSEQUENCES;
    rights.chain(
        consequences.map(move |consequence| Command::AcknowledgeConsequence {
            consequence,
            edition,
        }),
    )
}

pub struct Court {
    pub h: Hearing,
    pub now: Millis,
    /// How much later each event happens than the one before (ms): at 0 time passes as the test says, and in no other way.
    pub tick: Millis,
}

impl Court {
    pub fn scheduled(matter: Matter, seats: Vec<Seat>, now: Millis) -> Self {
        let mut court = Self {
            h: Hearing::default(),
            now,
            tick: 1,
        };
        court.happen(
            Actor::System,
            vec![Event::HearingScheduled { matter, seats }],
        );
        court
    }

    pub fn happen(&mut self, by: Actor, events: Vec<Event>) {
        for event in events {
            self.record(by.clone(), event);
        }
    }

    /// One event, as the journal has it.
    pub fn record(&mut self, by: Actor, event: Event) -> Recorded {
        self.now += self.tick;
        let at = self.now;
        let recorded = Recorded { at, by, event };
        self.h.apply(&recorded);
        recorded
    }

    pub fn note(&mut self, fact: &Fact) {
        let events = self.h.note(fact, self.now);
        self.happen(Actor::System, events);
    }

    pub fn connect(&mut self, seats: &[&str]) {
        for seat in seats {
            self.note(&Fact::Connected {
                seat: SeatId::new(*seat),
            });
        }
    }

    pub fn ask(&mut self, seat: &str, command: Command) -> Result<(), Refusal> {
        let by = Actor::Seat(SeatId::new(seat));
        let events = self.h.decide(&by, &command, self.now)?;
        self.happen(by, events);
        Ok(())
    }

    pub fn must(&mut self, seat: &str, command: Command) {
        self.ask(seat, command.clone())
            .unwrap_or_else(|why| panic!("{seat}: {command:?}: {why:?}"));
    }

    pub fn seat(&self, seat: &str) -> &Seat {
        self.h.seat(&SeatId::new(seat)).unwrap()
    }

    pub fn sees(&self, seat: &str) -> Hearing {
        self.h.view_for(&SeatId::new(seat))
    }
}
