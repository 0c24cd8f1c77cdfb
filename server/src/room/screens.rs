//! On whose screen the page on show stands, and that of the exhibit beside it, and who was told of it.

use std::collections::BTreeMap;

use hearing::presenting::{Displayed, Heard, Showing, Tally};
use hearing::{Hearing, SeatId};

use crate::clock;

/// What is on show, and what lies beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Both {
    pub showing: Option<Showing>,
    pub beside: Option<Showing>,
}

pub struct Screens {
    main: Tally,
    beside: Tally,
    /// What each of those who move it was told last.
    told: BTreeMap<SeatId, Both>,
}

impl Default for Screens {
    fn default() -> Self {
        Self {
            main: Tally::default(),
            beside: Tally::beside(),
            told: BTreeMap::new(),
        }
    }
}

impl Screens {
    /// Something has happened: what is to be put on record of the pages that stood until now.
    pub fn follow(&mut self, hearing: &Hearing) -> Vec<Showing> {
        let now = clock::now();
        let both = [&mut self.main, &mut self.beside];
        both.into_iter()
            .filter_map(|tally| tally.follow(hearing, now))
            .collect()
    }

    /// What is to be put on record because everybody has the page now.
    pub fn heard(&mut self, hearing: &Hearing, seat: &SeatId, said: &Displayed) -> Option<Showing> {
        let now = clock::now();
        for tally in [&mut self.main, &mut self.beside] {
            match tally.hear(hearing, seat, said, now) {
                Heard::Complete(showing) => return Some(showing),
                Heard::Counted => return None,
                Heard::Nothing => {}
            }
        }
        None
    }

    /// A page that has just been opened knows of nothing.
    pub fn forget(&mut self, seat: &SeatId) {
        self.told.remove(seat);
    }

    /// To whom what is to be told: nothing that he knows already.
    pub fn news(&mut self, hearing: &Hearing) -> Vec<(SeatId, Both)> {
        let now = clock::now();
        let both = Both {
            showing: self.main.showing(hearing, now),
            beside: self.beside.showing(hearing, now),
        };
        let mut news = Vec::new();
        for seat in &hearing.seats {
            let due = if hearing.leads(seat) && !seat.role.is_called() {
                both.clone()
            } else {
                Both::default()
            };
            let known = self.told.entry(seat.id.clone()).or_default();
            if !same(known.showing.as_ref(), due.showing.as_ref())
                || !same(known.beside.as_ref(), due.beside.as_ref())
            {
                *known = due.clone();
                news.push((seat.id.clone(), due));
            }
        }
        news
    }
}

/// But for the time of asking.
fn same(a: Option<&Showing>, b: Option<&Showing>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            Showing {
                at: b.at,
                ..a.clone()
            } == *b
        }
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}
