//! Room on the disk, and for how long it is enough.

use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// Below this it is said.
const SAID: u64 = 30;
const WINDOW: Duration = Duration::from_secs(30);

/// Bytes that are free for us.
#[cfg(unix)]
pub fn free(folder: &Path) -> io::Result<u64> {
    let found = rustix::fs::statvfs(folder)?;
    Ok(found.f_bavail.saturating_mul(found.f_frsize))
}

#[cfg(not(unix))]
pub fn free(_folder: &Path) -> io::Result<u64> {
    Ok(u64::MAX)
}

/// How fast bytes come.
#[derive(Default)]
pub struct Rate(VecDeque<(Instant, u64)>);

impl Rate {
    /// `written`: since the recorder began.
    pub fn saw(&mut self, written: u64, now: Instant) {
        self.0.push_back((now, written));
        while let Some((at, _)) = self.0.get(1) {
            if now.saturating_duration_since(*at) < WINDOW {
                break;
            }
            self.0.pop_front();
        }
    }

    /// Minutes that this much room is enough for, when they are few.
    pub fn minutes(&self, room: u64) -> Option<u16> {
        let ((from, before), (to, after)) = (self.0.front()?, self.0.back()?);
        let ms = u64::try_from(to.saturating_duration_since(*from).as_millis()).ok()?;
        let bytes = after.saturating_sub(*before);
        // Nothing comes, or it has only begun.
        if ms < 3_000 || bytes == 0 {
            return None;
        }
        let minutes = room.saturating_mul(ms) / bytes / 60_000;
        u16::try_from(minutes)
            .ok()
            .filter(|m| u64::from(*m) <= SAID)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_room_is_said_in_minutes() {
        let start = Instant::now();
        let mut rate = Rate::default();
        for second in 0..60 {
            rate.saw(second * 1_000_000, start + Duration::from_secs(second));
        }
        assert_eq!(rate.minutes(600_000_000), Some(10));
        assert_eq!(rate.minutes(6_000_000_000), None);
        assert_eq!(rate.minutes(0), Some(0));
        assert_eq!(Rate::default().minutes(0), None);
    }
}
