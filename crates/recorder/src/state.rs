//! Whether it records, from end to end: the room is heard, and what is heard reaches the disk.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A writer that has not come round for so long is stuck, or gone.
const STUCK: Duration = Duration::from_millis(3_000);
/// A room that is tapped says several times a second that it is there.
const DEAF: Duration = Duration::from_millis(2_500);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// It records, or would at once.
    pub running: bool,
    pub trouble: Option<Trouble>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    Stopped,
    DiskFull,
    /// It records, and has room for so much longer.
    SpaceFor {
        minutes: u16,
    },
}

pub struct Health {
    /// When the writer came round last with nothing left to write.
    round: Instant,
    /// What keeps it from writing.
    pub(crate) failing: Option<Trouble>,
    /// Minutes left at the present rate, when they are few.
    pub(crate) minutes: Option<u16>,
    /// Up to this one nothing is written any more.
    pub(crate) refused: u64,
    wanted: Option<(u64, Instant)>,
    heard: Option<(u64, Instant)>,
    /// The newest tap.
    begun: u64,
    /// Nothing is written, nor will be before there is another tap.
    rests: bool,
    /// Files that wait for their end.
    pub(crate) ending: usize,
}

impl Health {
    pub fn new(now: Instant) -> Self {
        Self {
            round: now,
            failing: None,
            minutes: None,
            refused: 0,
            wanted: None,
            heard: None,
            begun: 0,
            rests: false,
            ending: 0,
        }
    }

    pub fn wants(&mut self, run: Option<u64>, now: Instant) {
        self.wanted = run.map(|run| (run, now));
        if let Some(run) = run {
            self.begun = run;
            self.rests = false;
        }
    }

    /// Whether whatever the taps up to now still bring is of no use.
    pub fn refuses_all(&self) -> bool {
        self.refused >= self.begun
    }

    /// Its files are ended: what a tap of before brings from here on begins none. Unless there is a new one meanwhile.
    pub fn came_to_rest(&mut self) {
        if self.wanted.is_none() {
            self.refused = self.begun;
            self.rests = true;
        }
    }

    pub fn is_done(&self) -> bool {
        self.rests && self.ending == 0
    }

    pub fn wanted(&self) -> Option<u64> {
        self.wanted.map(|(run, _)| run)
    }

    pub fn hears(&mut self, run: u64, at: Instant) {
        self.heard = Some((run, at));
    }

    pub fn came_round(&mut self, now: Instant) {
        self.round = now;
    }

    pub fn state(&self, now: Instant) -> State {
        let since = |at: Instant| now.saturating_duration_since(at);
        let deaf = self.wanted.is_some_and(|(run, asked)| {
            let heard = self.heard.filter(|(of, _)| *of == run);
            since(heard.map_or(asked, |(_, at)| at)) > DEAF
        });
        let stopped = if since(self.round) > STUCK || deaf {
            Some(Trouble::Stopped)
        } else {
            None
        };
        let trouble = self.failing.or(stopped);
        match trouble {
            Some(trouble) => State {
                running: false,
                trouble: Some(trouble),
            },
            None => State {
                running: true,
                trouble: self.minutes.map(|minutes| Trouble::SpaceFor { minutes }),
            },
        }
    }
}

pub fn hold(health: &Mutex<Health>) -> MutexGuard<'_, Health> {
    health.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_heard_or_not_written_is_said_within_five_seconds() {
        let start = Instant::now();
        let after = |ms| start + Duration::from_millis(ms);
        let mut health = Health::new(start);
        assert!(health.state(after(1_000)).running);
        assert!(!health.state(after(4_000)).running, "the writer is stuck");
        health.came_round(after(10_000));
        assert!(health.state(after(10_500)).running);
        // A tap that nothing comes from.
        health.wants(Some(1), after(10_000));
        health.came_round(after(14_000));
        assert!(!health.state(after(14_000)).running);
        health.hears(1, after(14_000));
        assert!(health.state(after(14_200)).running);
        // What an earlier tap has brought says nothing of this one.
        health.wants(Some(2), after(14_500));
        health.came_round(after(17_500));
        assert!(!health.state(after(17_500)).running);
        health.wants(None, after(17_500));
        assert!(health.state(after(17_600)).running);
        health.failing = Some(Trouble::DiskFull);
        assert_eq!(health.state(after(17_600)).trouble, Some(Trouble::DiskFull));
    }
}
