//! The pictures of those who wait, for as long as the court looks at them: in memory, for seconds, never on disk and never
//! in the journal. A picture has no sound, so that nothing can be heard whatever a client sends.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::Bytes;

use hearing::Millis;

use crate::auth::Place;
use crate::blobs::sniff;
use crate::limit::Bucket;

/// 960 by 540 points at a good quality have half of it.
pub const LARGEST: usize = 100 * 1024;
/// What a camera of four million points gives; the page sends far smaller ones.
const MOST_POINTS: u64 = 4_000_000;
/// The page sends one a second. Some come late, and the next soon after.
const EVERY: (f64, f64) = (1.0, 3.0);
/// An older picture shows nothing that is so now.
const LASTS: Duration = Duration::from_secs(5);

#[derive(Clone, Debug, PartialEq)]
pub enum Still {
    Picture(Bytes),
    /// The person has switched his picture off.
    Off,
    /// His camera gives none.
    Fails,
}

struct Kept {
    at: Instant,
    /// Of which look it is: when that began.
    look: Millis,
    still: Still,
    measure: Bucket,
}

/// The newest of each seat.
#[derive(Default)]
pub struct Stills(Mutex<BTreeMap<Place, Kept>>);

impl Stills {
    /// False when there are too many.
    pub fn put(&self, place: Place, look: Millis, still: Still) -> bool {
        self.put_at(place, look, still, Instant::now())
    }

    /// The newest of this look; of an earlier one nothing is shown any more.
    pub fn get(&self, place: &Place, look: Millis) -> Option<Still> {
        self.get_at(place, look, Instant::now())
    }

    /// Drops what is too old to be shown to anybody.
    pub fn sweep(&self) {
        self.with(Instant::now(), |_| {});
    }

    fn put_at(&self, place: Place, look: Millis, still: Still, now: Instant) -> bool {
        self.with(now, |all| {
            let kept = all.entry(place).or_insert_with(|| Kept {
                at: now,
                look,
                still: Still::Off,
                measure: Bucket::new(EVERY.0, EVERY.1),
            });
            // That there is none any more is never too much.
            let taken = match still {
                Still::Off | Still::Fails => true,
                Still::Picture(_) => kept.measure.take_at(now),
            };
            if taken {
                (kept.at, kept.look, kept.still) = (now, look, still);
            }
            taken
        })
    }

    fn get_at(&self, place: &Place, look: Millis, now: Instant) -> Option<Still> {
        self.with(now, |all| {
            let kept = all.get(place).filter(|kept| kept.look == look);
            kept.map(|kept| kept.still.clone())
        })
    }

    fn with<T>(&self, now: Instant, work: impl FnOnce(&mut BTreeMap<Place, Kept>) -> T) -> T {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, kept| now.saturating_duration_since(kept.at) < LASTS);
        work(&mut kept)
    }
}

/// A picture from beginning to end, and no larger than a screen: the browser that shows it has to unpack it.
pub fn is_still(bytes: &[u8]) -> bool {
    let whole = bytes.starts_with(&[0xff, 0xd8, 0xff]) && bytes.ends_with(&[0xff, 0xd9]);
    let points = whole.then(|| sniff::jpeg_points(bytes)).flatten();
    points.is_some_and(|points| (1..=MOST_POINTS).contains(&points))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearing::{HearingId, SeatId};

    fn place() -> Place {
        Place {
            hearing: HearingId::new("h"),
            seat: SeatId::new("party"),
        }
    }

    fn picture(byte: u8) -> Still {
        Still::Picture(Bytes::from(vec![byte]))
    }

    #[test]
    fn one_in_a_while_and_gone_after_seconds() {
        let stills = Stills::default();
        // The clock of a bucket begins when it is made.
        let start = Instant::now() + Duration::from_secs(1);
        for n in 1..=3 {
            assert!(stills.put_at(place(), 7, picture(n), start));
        }
        assert!(!stills.put_at(place(), 7, picture(4), start));
        assert_eq!(stills.get_at(&place(), 7, start), Some(picture(3)));
        let later = start + Duration::from_secs(1);
        assert!(stills.put_at(place(), 7, picture(5), later));
        assert!(stills.put_at(place(), 7, Still::Off, later));
        assert_eq!(stills.get_at(&place(), 7, later), Some(Still::Off));
        assert_eq!(stills.get_at(&place(), 8, later), None, "another look");
        assert_eq!(stills.get_at(&place(), 7, later + LASTS), None);
    }

    #[test]
    fn a_picture_bomb_is_no_still() {
        let jpeg = |w: u16, h: u16| {
            let mut bytes = b"\xff\xd8\xff\xc0\x00\x11\x08".to_vec();
            bytes.extend(h.to_be_bytes());
            bytes.extend(w.to_be_bytes());
            bytes.extend(b"\xff\xd9");
            bytes
        };
        assert!(is_still(&jpeg(960, 540)));
        assert!(!is_still(&jpeg(12_000, 12_000)));
        assert!(!is_still(&jpeg(0, 540)));
        assert!(
            !is_still(b"\xff\xd8\xff\xd9"),
            "it does not say how large it is"
        );
    }
}
