//! 出示: whose hand turns the pages, what lies beside, what plays, and on whose screen it stands (R40, R45, R49).

use crate::exhibit::{Exhibit, FileKind, PageView, Presentation};
use crate::said::STOOD;
use crate::{Act, ExhibitId, Grant, Hearing, Millis, Role, Seat, SeatId, Zone, permitted};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// From left and from the top, in ten-thousandths of the page as it was filed, whichever way it is turned.
pub type Point = (u16, u16);

/// The end of a page, in the same measure.
pub const EDGE: u16 = 10_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    pub left: u16,
    pub top: u16,
    pub right: u16,
    pub bottom: u16,
}

impl Area {
    pub fn between(a: Point, b: Point) -> Self {
        Self {
            left: a.0.min(b.0),
            top: a.1.min(b.1),
            right: a.0.max(b.0),
            bottom: a.1.max(b.1),
        }
    }

    pub fn is_on_page(&self) -> bool {
        self.left < self.right
            && self.top < self.bottom
            && self.right <= EDGE
            && self.bottom <= EDGE
    }

    /// Where it lies when the page is turned by so many degrees.
    pub fn turned(self, rotation: u16) -> Self {
        Self::between(
            turned((self.left, self.top), rotation),
            turned((self.right, self.bottom), rotation),
        )
    }
}

/// Where a point of the page lies when the page is turned clockwise by so many degrees.
pub fn turned((x, y): Point, rotation: u16) -> Point {
    let far = |part: u16| EDGE.saturating_sub(part);
    match rotation % 360 {
        90 => (far(y), x),
        180 => (far(x), far(y)),
        270 => (y, far(x)),
        _ => (x, y),
    }
}

/// A second exhibit, beside the one on show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    pub exhibit: ExhibitId,
    pub view: PageView,
}

/// Where sound or film stood at a time, and whether it runs. Milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Playback {
    pub playing: bool,
    pub position: u64,
    pub length: u64,
    pub at: Millis,
}

impl Playback {
    pub fn position_at(&self, now: Millis) -> u64 {
        let passed = if self.playing {
            now.saturating_sub(self.at)
        } else {
            0
        };
        self.position.saturating_add(passed).min(self.length)
    }
}

/// A stretch of sound or film that was played to all (R45).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Played {
    pub exhibit: ExhibitId,
    /// When it began.
    pub at: Millis,
    pub from: u64,
    pub to: u64,
}

/// What a screen says after it has painted a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Displayed {
    pub exhibit: ExhibitId,
    pub page: u32,
    pub sha256: String,
    /// That screen has read the whole file and compared its hash; a long one is read by ranges, and is not.
    pub checked: bool,
    /// Of sound and film: how it stands there.
    #[serde(default)]
    pub running: Option<Running>,
}

/// Sound or film on one screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Running {
    pub playing: bool,
    /// Milliseconds.
    pub position: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    pub seat: SeatId,
    pub at: Millis,
    #[serde(default)]
    pub checked: bool,
    /// Of sound and film: where it stood there, when that was last said (ms).
    #[serde(default)]
    pub position: Option<u64>,
}

/// Before whom a page stands, or stood, and before whom it did not (R49).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Showing {
    pub exhibit: ExhibitId,
    pub page: u32,
    pub sha256: String,
    /// Since when it was to be seen.
    pub from: Millis,
    /// When this was so.
    pub at: Millis,
    pub seen: Vec<Seen>,
    pub missing: Vec<SeatId>,
    /// Of sound and film: whether it ran.
    #[serde(default)]
    pub playing: Option<bool>,
    /// It lay beside the exhibit on show. In journals of earlier editions nothing says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub beside: bool,
}

impl Hearing {
    /// Whether this seat moves what is on show: the court, and in whose hand it is.
    pub fn leads(&self, seat: &Seat) -> bool {
        let court = matches!(seat.role, Role::PresidingJudge | Role::Clerk);
        self.presentation.as_ref().is_some_and(|shown| {
            seat.removed.is_none()
                && seat.zone == Zone::Courtroom
                && (court || (shown.by == seat.id && self.holds(shown, seat)))
        })
    }

    /// He showed it and has the floor, or the pages were handed to him.
    fn holds(&self, shown: &Presentation, seat: &Seat) -> bool {
        shown.handed || self.floor.as_ref() == Some(&seat.id)
    }

    /// Whether the pages may be put into this seat's hand.
    pub fn may_be_handed(&self, seat: &Seat) -> bool {
        self.presentation.as_ref().is_some_and(|shown| {
            permitted(seat.role, Act::LeadPresentation) != Grant::No
                && self.looks_on(seat, &shown.exhibit)
        })
    }

    /// Whether a page of this exhibit is to stand on this seat's screen.
    fn looks_on(&self, seat: &Seat, exhibit: &ExhibitId) -> bool {
        seat.removed.is_none()
            && seat.zone == Zone::Courtroom
            && self
                .exhibit(exhibit)
                .is_some_and(|e| self.may_see_exhibit(&seat.id, e))
    }
}

/// Counts the screens that have painted what is on show, or what lies beside it, or that play it. A report of another page, hash or
/// state counts for nothing.
#[derive(Default)]
pub struct Tally {
    beside: bool,
    counted: Option<Counted>,
}

/// What is to stand on every screen.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    beside: bool,
    exhibit: ExhibitId,
    page: u32,
    sha256: String,
    /// Of sound and film: whether it runs, and since when it does or does not. Each time it is put elsewhere, all are asked anew.
    run: Option<(bool, Millis)>,
}

struct Counted {
    wanted: Wanted,
    from: Millis,
    seen: BTreeMap<SeatId, Seen>,
    /// How many had it when it was last put on record.
    recorded: usize,
}

impl Tally {
    /// For the exhibit that lies beside the one on show.
    pub fn beside() -> Self {
        Self {
            beside: true,
            counted: None,
        }
    }

    fn wanted(&self, h: &Hearing) -> Option<Wanted> {
        let shown = h.presentation.as_ref()?;
        let (exhibit, view) = if self.beside {
            let beside = shown.beside.as_ref()?;
            (&beside.exhibit, beside.view)
        } else {
            (&shown.exhibit, shown.view)
        };
        let file = &h.exhibit(exhibit)?.file;
        let run = match file.kind {
            FileKind::Pdf | FileKind::Png | FileKind::Jpeg | FileKind::Webp => None,
            FileKind::Audio | FileKind::Video => {
                let playback = shown.playback.filter(|_| !self.beside);
                Some(playback.map_or((false, 0), |p| (p.playing, p.at)))
            }
            FileKind::Unknown => return None,
        };
        Some(Wanted {
            beside: self.beside,
            exhibit: exhibit.clone(),
            page: view.page,
            sha256: file.sha256.clone(),
            run,
        })
    }

    /// After anything has happened: what is to be put on record of the page that stood until now.
    pub fn follow(&mut self, h: &Hearing, now: Millis) -> Option<Showing> {
        let wanted = self.wanted(h);
        if self.counted.as_ref().map(|c| &c.wanted) == wanted.as_ref() {
            return None;
        }
        let before = self.counted.take();
        self.counted = wanted.map(|wanted| Counted {
            wanted,
            from: now,
            seen: BTreeMap::new(),
            recorded: 0,
        });
        let stood =
            |c: &Counted| now.saturating_sub(c.from) >= STOOD && c.recorded < c.seen.len().max(1);
        before.filter(stood).map(|c| c.showing(h, now))
    }

    /// What is to be put on record because of this report: everybody has the page now. None when it changes nothing.
    pub fn hear(&mut self, h: &Hearing, seat: &SeatId, said: &Displayed, now: Millis) -> Heard {
        let Some(counted) = &mut self.counted else {
            return Heard::Nothing;
        };
        let wanted = &counted.wanted;
        let on_it = wanted.exhibit == said.exhibit
            && wanted.page == said.page
            && wanted.sha256 == said.sha256
            && wanted.run.map(|(playing, _)| playing) == said.running.map(|r| r.playing);
        // Who may not open the file has not seen its page.
        let opens = |e: &Exhibit| h.may_open_exhibit(seat, e).is_ok();
        let looks_on = h.seat(seat).is_some_and(|s| h.looks_on(s, &said.exhibit))
            && h.exhibit(&said.exhibit).is_some_and(opens);
        if !on_it || !looks_on {
            return Heard::Nothing;
        }
        let position = said.running.map(|r| r.position);
        // Where it stands there goes on; when it began to, and what is on record, stays.
        if let Some(known) = counted.seen.get_mut(seat) {
            if known.position == position {
                return Heard::Nothing;
            }
            known.position = position;
            return Heard::Counted;
        }
        counted.seen.insert(
            seat.clone(),
            Seen {
                seat: seat.clone(),
                at: now,
                checked: said.checked,
                position,
            },
        );
        let showing = counted.showing(h, now);
        if showing.missing.is_empty() && counted.recorded == 0 {
            counted.recorded = showing.seen.len();
            Heard::Complete(showing)
        } else {
            Heard::Counted
        }
    }

    /// How it stands now.
    pub fn showing(&self, h: &Hearing, now: Millis) -> Option<Showing> {
        self.counted.as_ref().map(|counted| counted.showing(h, now))
    }
}

/// What a report has changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    Nothing,
    Counted,
    Complete(Showing),
}

impl Counted {
    fn showing(&self, h: &Hearing, at: Millis) -> Showing {
        let Wanted {
            beside,
            exhibit,
            page,
            sha256,
            run,
        } = self.wanted.clone();
        let missing = h
            .seats
            .iter()
            .filter(|s| h.looks_on(s, &exhibit) && !self.seen.contains_key(&s.id));
        Showing {
            page,
            sha256,
            from: self.from,
            at,
            seen: self.seen.values().cloned().collect(),
            missing: missing.map(|s| s.id.clone()).collect(),
            playing: run.map(|(playing, _)| playing),
            beside,
            exhibit,
        }
    }
}
