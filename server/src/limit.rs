//! How much one may ask for: token buckets for frames, failure counts for doors.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Fills at `rate` a second up to `burst`; each request takes one.
pub struct Bucket {
    rate: f64,
    burst: f64,
    level: f64,
    filled: Instant,
}

impl Bucket {
    pub fn new(rate: f64, burst: f64) -> Self {
        Self {
            rate,
            burst,
            level: burst,
            filled: Instant::now(),
        }
    }

    pub fn take(&mut self) -> bool {
        let now = Instant::now();
        let gained = now.duration_since(self.filled).as_secs_f64() * self.rate;
        self.filled = now;
        self.level = (self.level + gained).min(self.burst);
        if self.level >= 1.0 {
            self.level -= 1.0;
            true
        } else {
            false
        }
    }
}

const WINDOW: Duration = Duration::from_secs(15 * 60);
/// Wrong tries from one address in the window.
const TRIES: usize = 10;
/// From this machine itself: its own tests, or a reverse proxy behind which all stand.
const TRIES_LOOPBACK: usize = 1_000;
/// Addresses remembered; past that the oldest window goes, so that a flood cannot eat the memory.
const ADDRESSES: usize = 50_000;

/// Failed entries by address.
#[derive(Default)]
pub struct Doorman {
    failed: Mutex<HashMap<IpAddr, (Instant, usize)>>,
}

impl Doorman {
    pub fn may_try(&self, from: IpAddr) -> bool {
        let limit = if from.is_loopback() {
            TRIES_LOOPBACK
        } else {
            TRIES
        };
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed
            .get(&group(from))
            .is_none_or(|(since, count)| since.elapsed() > WINDOW || *count < limit)
    }

    pub fn failed(&self, from: IpAddr) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if failed.len() >= ADDRESSES {
            failed.retain(|_, (since, _)| since.elapsed() <= WINDOW);
            if failed.len() >= ADDRESSES {
                failed.clear();
            }
        }
        let entry = failed.entry(group(from)).or_insert((Instant::now(), 0));
        if entry.0.elapsed() > WINDOW {
            *entry = (Instant::now(), 0);
        }
        entry.1 += 1;
    }
}

/// One person of IPv6 has a whole /64 to try from.
fn group(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => {
            let mut octets = v6.octets();
            if !v6.is_loopback() {
                octets[8..].fill(0);
            }
            IpAddr::from(octets)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_its_burst_and_no_more() {
        let mut bucket = Bucket::new(0.001, 40.0);
        assert_eq!((0..100).filter(|_| bucket.take()).count(), 40);
    }

    #[test]
    fn the_eleventh_wrong_try_is_turned_away() {
        let doorman = Doorman::default();
        let from: IpAddr = "203.0.113.5".parse().unwrap();
        for _ in 0..10 {
            assert!(doorman.may_try(from));
            doorman.failed(from);
        }
        assert!(!doorman.may_try(from));
        assert!(doorman.may_try("203.0.113.6".parse().unwrap()));
    }
}
