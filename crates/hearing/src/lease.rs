//! Who has which line of the record open: for seconds, known to those who type, and never in the journal. A lease keeps two
//! hands from one line; what keeps a text from being written over is the revision that each edit starts from.

use crate::{Act, Command, Grant, Hearing, LineId, Millis, Refusal, SeatId, permitted};

/// How long a line stays in a hand that does not say that it still writes (ms).
pub const HELD_FOR: Millis = 8_000;

#[derive(Clone, Debug, Default)]
pub struct Leases(Vec<Lease>);

#[derive(Clone, Debug)]
struct Lease {
    line: LineId,
    by: SeatId,
    until: Millis,
}

impl Leases {
    /// `by` has this line open from now on, and no other; none: he has put it down. Whether he has one now.
    pub fn take(
        &mut self,
        hearing: &Hearing,
        by: &SeatId,
        line: Option<&LineId>,
        now: Millis,
    ) -> bool {
        self.0.retain(|lease| lease.until > now && lease.by != *by);
        let types = hearing.seat(by).is_some_and(|s| {
            s.removed.is_none() && permitted(s.role, Act::TypeTranscript) == Grant::Yes
        });
        let frozen = hearing.transcript.sign_off.is_some();
        let Some(line) = line.filter(|line| types && !frozen && hearing.line(line).is_some())
        else {
            return false;
        };
        if self.holder(line, now).is_some() {
            return false;
        }
        self.0.push(Lease {
            line: line.clone(),
            by: by.clone(),
            until: now + HELD_FOR,
        });
        true
    }

    /// # Errors
    /// `LineHeld`: the command changes a line that is in another hand.
    pub fn admit(&self, by: &SeatId, command: &Command, now: Millis) -> Result<(), Refusal> {
        for line in changed_by(command).into_iter().flatten() {
            match self.holder(line, now) {
                Some(holder) if holder != by => {
                    return Err(Refusal::LineHeld { by: holder.clone() });
                }
                Some(_) | None => {}
            }
        }
        Ok(())
    }

    /// Which lines are in a hand now, and in whose.
    pub fn held(&self, now: Millis) -> Vec<(LineId, SeatId)> {
        let held = self.0.iter().filter(|lease| lease.until > now);
        held.map(|lease| (lease.line.clone(), lease.by.clone()))
            .collect()
    }

    /// When the next one falls from its hand.
    pub fn next_due(&self) -> Option<Millis> {
        self.0.iter().map(|lease| lease.until).min()
    }

    /// Those whose time is up are gone.
    pub fn expire(&mut self, now: Millis) {
        self.0.retain(|lease| lease.until > now);
    }

    fn holder(&self, line: &LineId, now: Millis) -> Option<&SeatId> {
        let mut held = self.0.iter().filter(|lease| lease.until > now);
        held.find(|lease| lease.line == *line)
            .map(|lease| &lease.by)
    }
}

/// The lines of the record that a command would change.
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "of all that is asked of a court, these change a line that stands"
)]
fn changed_by(command: &Command) -> [Option<&LineId>; 2] {
    match command {
        Command::EditLine { line, .. }
        | Command::SplitLine { line, .. }
        | Command::StrikeLine { line, .. } => [Some(line), None],
        Command::JoinLines { line, next, .. } => [Some(line), Some(next)],
        _ => [None, None],
    }
}
