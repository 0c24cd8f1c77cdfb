//! How much one seat may bring, and how much may be under way at once.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Files of one seat in one hearing, filed or not.
const FILES: usize = 600;
const BYTES: u64 = 1024 * 1024 * 1024;
const AT_ONCE: usize = 2;
const AT_ONCE_IN_ALL: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// The seat has brought all that it may.
    Quota,
    /// Too many are under way.
    AtOnce,
}

#[derive(Default)]
struct Held {
    /// By hash, with their sizes.
    files: BTreeMap<String, u64>,
    coming: usize,
    coming_bytes: u64,
}

#[derive(Default)]
struct Ledger {
    seats: HashMap<String, Held>,
    coming: usize,
}

/// What each seat has brought; seats go by the name under which the journal keeps their uploads.
#[derive(Clone, Default)]
pub struct Quotas(Arc<Mutex<Ledger>>);

/// An upload under way. What it takes up is free again when it is dropped, unless it was kept.
pub struct Coming {
    quotas: Quotas,
    seat: String,
    bytes: u64,
}

impl Quotas {
    fn lock(&self) -> MutexGuard<'_, Ledger> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn note(&self, seat: &str, sha256: &str, size: u64) {
        let mut ledger = self.lock();
        let held = ledger.seats.entry(seat.to_owned()).or_default();
        held.files.insert(sha256.to_owned(), size);
    }

    pub fn forget(&self, seat: &str, sha256: &str) {
        if let Some(held) = self.lock().seats.get_mut(seat) {
            held.files.remove(sha256);
        }
    }

    /// Files that this seat has begun to bring in parts.
    pub fn begun(&self, seat: &str) -> usize {
        let ledger = self.lock();
        let held = ledger.seats.get(seat);
        held.map_or(0, |held| {
            held.files
                .keys()
                .filter(|name| name.starts_with("part "))
                .count()
        })
    }

    /// `announced` is what the sender says that it will be; more than that is counted as it comes.
    pub fn begin(&self, seat: &str, sha256: &str, announced: u64) -> Result<Coming, Over> {
        let mut ledger = self.lock();
        let in_all = ledger.coming;
        let held = ledger.seats.entry(seat.to_owned()).or_default();
        let another = !held.files.contains_key(sha256);
        if (another && held.files.len() + held.coming >= FILES) || held.bytes() + announced > BYTES
        {
            return Err(Over::Quota);
        }
        if held.coming >= AT_ONCE || in_all >= AT_ONCE_IN_ALL {
            return Err(Over::AtOnce);
        }
        held.coming += 1;
        ledger.coming += 1;
        Ok(Coming {
            quotas: self.clone(),
            seat: seat.to_owned(),
            bytes: 0,
        })
    }
}

impl Held {
    fn bytes(&self) -> u64 {
        self.files.values().sum::<u64>() + self.coming_bytes
    }
}

impl Coming {
    pub fn more(&mut self, bytes: u64) -> Result<(), Over> {
        let mut ledger = self.quotas.lock();
        let held = ledger.seats.entry(self.seat.clone()).or_default();
        if held.bytes() + bytes > BYTES {
            return Err(Over::Quota);
        }
        held.coming_bytes += bytes;
        self.bytes += bytes;
        Ok(())
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        let mut ledger = self.quotas.lock();
        ledger.coming -= 1;
        if let Some(held) = ledger.seats.get_mut(&self.seat) {
            held.coming -= 1;
            held.coming_bytes -= self.bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(begun: Result<Coming, Over>) -> Option<Over> {
        begun.err()
    }

    #[test]
    fn so_many_files_and_the_same_one_again() {
        let quotas = Quotas::default();
        for n in 0..FILES {
            assert!(over(quotas.begin("g1/party", &n.to_string(), 1)).is_none());
            quotas.note("g1/party", &n.to_string(), 1);
        }
        assert_eq!(over(quotas.begin("g1/party", "new", 1)), Some(Over::Quota));
        assert_eq!(over(quotas.begin("g1/party", "7", 1)), None);
        assert_eq!(over(quotas.begin("g1/other", "new", 1)), None);
        quotas.forget("g1/party", "7");
        assert_eq!(over(quotas.begin("g1/party", "new", 1)), None);
    }

    #[test]
    fn so_many_bytes_announced_or_not() {
        let quotas = Quotas::default();
        quotas.note("g1/party", "big", BYTES - 10);
        assert_eq!(over(quotas.begin("g1/party", "a", 11)), Some(Over::Quota));
        let mut one = quotas.begin("g1/party", "a", 0).unwrap();
        let mut two = quotas.begin("g1/party", "b", 0).unwrap();
        assert_eq!(one.more(6), Ok(()));
        assert_eq!(two.more(6), Err(Over::Quota), "the other is counted too");
        drop(one);
        assert_eq!(two.more(6), Ok(()));
    }

    #[test]
    fn so_many_at_once() {
        let quotas = Quotas::default();
        let mut coming = Vec::new();
        for seat in ["a", "b", "c", "d"] {
            coming.extend((0..2).map(|n| quotas.begin(seat, &n.to_string(), 1).unwrap()));
            assert_eq!(over(quotas.begin(seat, "third", 1)), Some(Over::AtOnce));
        }
        assert_eq!(over(quotas.begin("e", "ninth", 1)), Some(Over::AtOnce));
        coming.pop();
        assert_eq!(over(quotas.begin("e", "ninth", 1)), None);
    }
}
