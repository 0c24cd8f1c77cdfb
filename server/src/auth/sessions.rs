//! The sessions that live, by image and by place. They are few, so that all of them are at hand: a look-up waits for no
//! disk, and a removal reads no table.

use std::collections::{BTreeMap, HashMap};

use hearing::Millis;

use super::{Pass, Place};

/// Live sessions of one seat. A person has a computer, a telephone and a page that was reloaded; a link that is used in a
/// loop has as many as one lets it.
const PER_SEAT: usize = 8;

#[derive(Default)]
pub struct Sessions {
    passes: HashMap<String, Pass>,
    /// Oldest first.
    of_place: BTreeMap<Place, Vec<String>>,
}

impl Sessions {
    /// Those that are kept, and the images of those that have ended or are too many.
    pub fn of(stored: Vec<(String, Pass)>, now: Millis) -> (Self, Vec<String>) {
        let mut sessions = Self::default();
        let (mut live, dead): (Vec<_>, Vec<_>) =
            stored.into_iter().partition(|(_, pass)| pass.until >= now);
        let mut dead: Vec<String> = dead.into_iter().map(|(image, _)| image).collect();
        // All live equally long: who ends first began first.
        live.sort_by_key(|(_, pass)| pass.until);
        for (image, pass) in live {
            dead.extend(sessions.add(image, pass, None));
        }
        (sessions, dead)
    }

    /// The image of the session that has to make room, if one has: never that of who sits there.
    pub fn add(&mut self, image: String, pass: Pass, holder: Option<&str>) -> Option<String> {
        let of_place = self.of_place.entry(pass.place.clone()).or_default();
        of_place.push(image.clone());
        let oldest = (of_place.len() > PER_SEAT)
            .then(|| of_place.iter().position(|one| Some(one.as_str()) != holder))
            .flatten()
            .map(|at| of_place.remove(at));
        self.passes.insert(image, pass);
        if let Some(oldest) = &oldest {
            self.passes.remove(oldest);
        }
        oldest
    }

    pub fn place(&self, image: &str, now: Millis) -> Option<&Place> {
        let pass = self.passes.get(image)?;
        (pass.until >= now).then_some(&pass.place)
    }

    /// Ends all sessions of a place and names them.
    pub fn forget(&mut self, place: &Place) -> Vec<String> {
        let images = self.of_place.remove(place).unwrap_or_default();
        for image in &images {
            self.passes.remove(image);
        }
        images
    }
}

#[cfg(test)]
mod tests {
    use hearing::{HearingId, SeatId};

    use super::*;

    fn pass(seat: &str, until: Millis) -> Pass {
        Pass {
            place: Place {
                hearing: HearingId::new("g1"),
                seat: SeatId::new(seat),
            },
            until,
            once: false,
            used: false,
        }
    }

    #[test]
    fn the_ninth_takes_the_place_of_the_first() {
        let mut sessions = Sessions::default();
        let added: Vec<_> = (0..10)
            .map(|n| sessions.add(n.to_string(), pass("party", 100), None))
            .collect();
        assert!(added[..8].iter().all(Option::is_none));
        assert_eq!(added[8..], [Some("0".to_owned()), Some("1".to_owned())]);
        assert!(sessions.place("1", 50).is_none() && sessions.place("2", 50).is_some());
        assert_eq!(sessions.add("x".into(), pass("clerk", 100), None), None);
        let holder = Some("2");
        let ended = sessions.add("y".into(), pass("party", 100), holder);
        assert_eq!(ended.as_deref(), Some("3"), "who sits there keeps his");
        assert_eq!(sessions.forget(&pass("party", 0).place).len(), 8);
        assert!(sessions.place("9", 50).is_none() && sessions.place("x", 50).is_some());
    }

    #[test]
    fn at_start_the_ended_and_the_too_many_go() {
        let mut stored: Vec<_> = (0..9)
            .map(|n| (format!("live-{n}"), pass("party", 200 - n)))
            .collect();
        stored.push(("ended".into(), pass("party", 99)));
        let (sessions, mut dead) = Sessions::of(stored, 100);
        dead.sort();
        assert_eq!(dead, ["ended", "live-8"]);
        assert!(sessions.place("live-0", 100).is_some());
        assert!(sessions.place("live-0", 201).is_none(), "it ends by itself");
    }
}
