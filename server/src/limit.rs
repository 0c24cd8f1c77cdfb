//! How much one may ask for: token buckets for frames, failure counts for doors, places for connections and for those who
//! have not said who they are.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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
        self.take_at(Instant::now())
    }

    pub fn take_at(&mut self, now: Instant) -> bool {
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

    /// Whether nothing has been taken for so long that it makes no difference.
    pub fn is_full(&self) -> bool {
        self.level + self.filled.elapsed().as_secs_f64() * self.rate >= self.burst
    }

    fn give_back(&mut self) {
        self.level = (self.level + 1.0).min(self.burst);
    }
}

const WINDOW: Duration = Duration::from_secs(15 * 60);
/// Wrong tries from one address in the window.
const TRIES: usize = 10;
/// From one /48 of IPv6: what a provider gives to one customer is a /48 to a /64.
const TRIES_SITE: usize = 4 * TRIES;
/// From this machine itself: its own tests, or a reverse proxy that was not named as one.
const TRIES_LOOPBACK: usize = 1_000;
/// Addresses remembered; past that the oldest window goes, so that a flood cannot eat the memory.
const ADDRESSES: usize = 50_000;
/// Wrong codes from the whole world in a minute. Who has many addresses must not have many times the tries: there are
/// ninety million codes, and this many take a hundred days. Links are too long to be guessed and go on.
const CODES_A_MINUTE: f64 = 600.0;

/// Registrations to watch from the whole world in a minute: each makes a seat in a journal.
const REGISTRATIONS_A_MINUTE: f64 = 120.0;

/// What somebody knocks with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knock {
    Link,
    Code,
    /// No key at all: a registration to watch. It stays counted even when it succeeds, so that nobody fills a gallery from one
    /// place, nor asks a hundred names for the one that may not watch.
    Registration,
}

/// Failed entries by address.
pub struct Doorman {
    failed: Mutex<HashMap<IpAddr, (Instant, usize)>>,
    codes: Mutex<Bucket>,
    registrations: Mutex<Bucket>,
}

impl Default for Doorman {
    fn default() -> Self {
        Self {
            failed: Mutex::default(),
            codes: Mutex::new(Bucket::new(CODES_A_MINUTE / 60.0, CODES_A_MINUTE)),
            registrations: Mutex::new(Bucket::new(
                REGISTRATIONS_A_MINUTE / 60.0,
                REGISTRATIONS_A_MINUTE,
            )),
        }
    }
}

/// A try, which counts as failed from the moment it is let in: many at once must not all pass before the first has failed.
#[must_use]
pub struct Try<'a> {
    doorman: &'a Doorman,
    from: IpAddr,
    knock: Knock,
}

impl Doorman {
    pub fn let_try(&self, from: IpAddr, knock: Knock) -> Option<Try<'_>> {
        let site = site(from);
        let from = group(from);
        let limit = if from.is_loopback() {
            TRIES_LOOPBACK
        } else {
            TRIES
        };
        let mut failed = hold(&self.failed);
        let of_site: usize = match site {
            Some(_) => failed
                .iter()
                .filter(|(one, (since, _))| site_of(one) == site && since.elapsed() <= WINDOW)
                .map(|(_, (_, count))| count)
                .sum(),
            None => 0,
        };
        if of_site >= TRIES_SITE {
            return None;
        }
        if failed.len() >= ADDRESSES && !failed.contains_key(&from) {
            failed.retain(|_, (since, _)| since.elapsed() <= WINDOW);
            if failed.len() >= ADDRESSES {
                failed.clear();
            }
        }
        let (since, count) = failed.entry(from).or_insert((Instant::now(), 0));
        if since.elapsed() > WINDOW {
            (*since, *count) = (Instant::now(), 0);
        }
        let world = match knock {
            Knock::Link => None,
            Knock::Code => Some(&self.codes),
            Knock::Registration => Some(&self.registrations),
        };
        if *count >= limit || world.is_some_and(|bucket| !hold(bucket).take()) {
            return None;
        }
        *count += 1;
        Some(Try {
            doorman: self,
            from,
            knock,
        })
    }
}

impl Try<'_> {
    /// The key was right, or it was not its bearer's fault that nobody could tell.
    pub fn forgive(self) {
        let mut failed = hold(&self.doorman.failed);
        if let Some((_, count)) = failed.get_mut(&self.from) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                failed.remove(&self.from);
            }
        }
        match self.knock {
            Knock::Link => {}
            Knock::Code => hold(&self.doorman.codes).give_back(),
            Knock::Registration => hold(&self.doorman.registrations).give_back(),
        }
    }
}

/// How many may be somewhere at once: in all, from one address, and from one /48 of IPv6.
#[derive(Clone, Copy)]
pub struct Places {
    pub all: usize,
    pub one: usize,
    pub site: usize,
}

/// Sockets open on which nobody has said yet who he is. A court behind one address opens some dozens in a bad second, and
/// each waits no longer than its hello takes to arrive.
pub const UNNAMED: Places = Places {
    all: 256,
    one: 20,
    site: 60,
};

/// Connections. A court house behind one address has some hundreds; one machine must not have all that this process can open.
pub const CONNECTIONS: Places = Places {
    all: usize::MAX,
    one: 2_000,
    site: 6_000,
};

/// So many at once, by where they come from.
pub struct Porch {
    places: Places,
    taken: Mutex<HashMap<IpAddr, usize>>,
}

/// A place on the porch, free again when dropped.
pub struct Waiting {
    porch: Arc<Porch>,
    from: IpAddr,
}

impl Porch {
    pub fn of(places: Places) -> Arc<Self> {
        let taken = Mutex::default();
        Arc::new(Self { places, taken })
    }

    pub fn step_on(self: &Arc<Self>, from: IpAddr) -> Option<Waiting> {
        let site = site(from);
        let from = group(from);
        // Behind a proxy that was not named as one, all come from this machine.
        let limit = if from.is_loopback() {
            self.places.all
        } else {
            self.places.one
        };
        let mut taken = hold(&self.taken);
        let of_site: usize = taken
            .iter()
            .filter(|(one, _)| site.is_some() && site_of(one) == site)
            .map(|(_, n)| n)
            .sum();
        if taken.values().sum::<usize>() >= self.places.all
            || of_site >= self.places.site
            || taken.get(&from).is_some_and(|n| *n >= limit)
        {
            return None;
        }
        *taken.entry(from).or_default() += 1;
        Some(Waiting {
            porch: Arc::clone(self),
            from,
        })
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut taken = hold(&self.porch.taken);
        if let Some(n) = taken.get_mut(&self.from) {
            *n -= 1;
            if *n == 0 {
                taken.remove(&self.from);
            }
        }
    }
}

/// One person of IPv6 has a whole /64 to try from. An IPv4 address that comes in IPv6 dress, as on a socket bound to
/// `::`, is what it is: without its last octets it would stand for all of IPv4.
fn group(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => {
            let mut octets = v6.octets();
            if !v6.is_loopback() {
                octets[8..].fill(0);
            }
            IpAddr::from(octets)
        }
    }
}

/// The /48 that an address of IPv6 is of: whoever has one has 65,536 groups to come from.
fn site(address: IpAddr) -> Option<IpAddr> {
    site_of(&address.to_canonical())
}

fn site_of(address: &IpAddr) -> Option<IpAddr> {
    match address {
        IpAddr::V4(_) => None,
        IpAddr::V6(v6) if v6.is_loopback() => None,
        IpAddr::V6(v6) => {
            let mut octets = v6.octets();
            octets[6..].fill(0);
            Some(IpAddr::from(octets))
        }
    }
}

fn hold<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_bucket_gives_its_burst_and_no_more() {
        let mut bucket = Bucket::new(0.001, 40.0);
        assert_eq!((0..100).filter(|_| bucket.take()).count(), 40);
    }

    #[test]
    fn the_eleventh_wrong_try_is_turned_away() {
        let doorman = Doorman::default();
        let from = ip("203.0.113.5");
        for _ in 0..10 {
            assert!(doorman.let_try(from, Knock::Code).is_some());
        }
        assert!(doorman.let_try(from, Knock::Code).is_none());
        assert!(doorman.let_try(from, Knock::Link).is_none());
        assert!(doorman.let_try(ip("203.0.113.6"), Knock::Code).is_some());
    }

    #[test]
    fn tries_under_way_count_and_right_ones_are_given_back() {
        let doorman = Doorman::default();
        let from = ip("203.0.113.5");
        let under_way: Vec<_> = (0..20)
            .filter_map(|_| doorman.let_try(from, Knock::Code))
            .collect();
        assert_eq!(under_way.len(), 10);
        for right in under_way {
            right.forgive();
        }
        assert!(doorman.let_try(from, Knock::Code).is_some());
    }

    #[test]
    fn who_has_many_addresses_has_no_more_codes_to_try() {
        let doorman = Doorman::default();
        let mut let_in = 0;
        for n in 0..2_000_u32 {
            let from = IpAddr::from((0xc633_0000 + n).to_be_bytes());
            let_in += usize::from(doorman.let_try(from, Knock::Code).is_some());
        }
        assert!((600..620).contains(&let_in), "{let_in}");
        assert!(doorman.let_try(ip("192.0.2.1"), Knock::Code).is_none());
        assert!(doorman.let_try(ip("192.0.2.1"), Knock::Link).is_some());
    }

    #[test]
    fn one_ipv4_address_in_ipv6_dress_locks_out_no_other() {
        let doorman = Doorman::default();
        for _ in 0..10 {
            assert!(
                doorman
                    .let_try(ip("::ffff:203.0.113.5"), Knock::Code)
                    .is_some()
            );
        }
        assert!(
            doorman
                .let_try(ip("::ffff:203.0.113.6"), Knock::Code)
                .is_some()
        );
        assert!(
            doorman.let_try(ip("203.0.113.5"), Knock::Code).is_none(),
            "the same one"
        );
    }

    #[test]
    fn a_person_of_ipv6_is_one_person() {
        assert_eq!(group(ip("2001:db8:1:2::3")), group(ip("2001:db8:1:2:9::9")));
        assert_ne!(group(ip("2001:db8:1:2::3")), group(ip("2001:db8:1:3::3")));
    }

    #[test]
    fn a_house_of_ipv6_is_not_two_hundred_people() {
        let doorman = Doorman::default();
        let all = |n: u32| ip(&format!("2001:db8:1:{n:x}::1"));
        let let_in = (0..256)
            .flat_map(|n| [all(n); 10])
            .filter(|from| doorman.let_try(*from, Knock::Registration).is_some());
        assert_eq!(let_in.count(), TRIES_SITE);
        assert!(
            doorman
                .let_try(ip("2001:db8:2::1"), Knock::Registration)
                .is_some()
        );
        let porch = Porch::of(UNNAMED);
        let waiting: Vec<_> = (0..256).filter_map(|n| porch.step_on(all(n))).collect();
        assert_eq!(waiting.len(), UNNAMED.site);
        assert!(porch.step_on(ip("2001:db8:2::1")).is_some());
    }

    #[test]
    fn the_porch_holds_so_many_and_from_one_address_fewer() {
        let porch = Porch::of(UNNAMED);
        let mut all: Vec<Waiting> = (0..100)
            .filter_map(|_| porch.step_on(ip("203.0.113.5")))
            .collect();
        assert_eq!(all.len(), 20);
        let others = (0..1_000_u32).filter_map(|n| {
            let from = IpAddr::from((0xc633_0000 + n).to_be_bytes());
            porch.step_on(from)
        });
        all.extend(others);
        assert_eq!(all.len(), 256);
        drop(all);
        assert!(porch.step_on(ip("203.0.113.5")).is_some());
        assert!(hold(&porch.taken).is_empty(), "nothing stays behind");
    }
}
