//! 草稿延迟 (R55): the record as those read it who read it later, and what of it has not come to them yet.

use std::collections::VecDeque;

use hearing::transcript::{Speaker, Transcript};
use hearing::{Hearing, LineId, Millis, Recorded, SeatId};

pub(crate) struct Draft {
    delay: Millis,
    /// Nothing but its transcript is of use.
    late: Hearing,
    held: VecDeque<Recorded>,
}

impl Draft {
    /// None where nothing is held back.
    pub(crate) fn of(records: &[Recorded], delay: Millis, now: Millis) -> Option<Self> {
        if delay == 0 {
            return None;
        }
        let come = records.partition_point(|r| r.at.saturating_add(delay) <= now);
        let (old, young) = records.split_at(come);
        let held = young.iter().filter(|r| r.event.is_of_draft());
        Some(Self {
            delay,
            late: Hearing {
                transcript: Hearing::replay(old).transcript,
                ..Hearing::default()
            },
            held: held.cloned().collect(),
        })
    }

    pub(crate) fn read_late(&self) -> &Transcript {
        &self.late.transcript
    }

    pub(crate) fn hold(&mut self, recorded: &Recorded) {
        self.held.push_back(recorded.clone());
    }

    pub(crate) fn next_due(&self) -> Option<Millis> {
        let first = self.held.front();
        first.map(|r| r.at.saturating_add(self.delay))
    }

    /// The oldest that is due, or at all; from now on it is read.
    pub(crate) fn release(&mut self, now: Option<Millis>) -> Option<Recorded> {
        let due = self.next_due()?;
        if now.is_some_and(|now| now < due) {
            return None;
        }
        let recorded = self.held.pop_front()?;
        self.late.apply(&recorded);
        Some(recorded)
    }

    /// Which lines of his own somebody reads by now.
    pub(crate) fn own(&self, seat: &SeatId) -> Vec<LineId> {
        let own = Speaker::Seat(seat.clone());
        let said = self.late.transcript.lines.iter();
        let said = said.filter(|line| line.speaker == own);
        said.map(|line| line.id.clone()).collect()
    }
}
