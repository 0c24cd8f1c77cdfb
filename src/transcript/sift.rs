//! How somebody reads the record (R61): of whom, of what kind, and in what size. It changes nothing of what is on record.

use hearing::SeatId;
use hearing::transcript::LineKind;
use leptos::prelude::*;

use crate::ui::{keep, kept};

/// Where this browser keeps the size.
const SIZE: &str = "kaiting.read-size";
/// The largest of them; the smallest is 0.
const LARGEST: u8 = 2;

/// The kinds of lines that a reader tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Speech,
    Ruling,
    Exhibit,
    Incident,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Speech, Kind::Ruling, Kind::Exhibit, Kind::Incident];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Speech => "speech",
            Kind::Ruling => "ruling",
            Kind::Exhibit => "exhibit",
            Kind::Incident => "incident",
        }
    }

    pub fn of(kind: LineKind) -> Self {
        match kind {
            LineKind::Speech | LineKind::Interpreted => Kind::Speech,
            LineKind::Ruling => Kind::Ruling,
            LineKind::Exhibit => Kind::Exhibit,
            LineKind::Act | LineKind::Incident | LineKind::Heading => Kind::Incident,
        }
    }
}

#[derive(Clone, Copy)]
pub struct Sift {
    pub open: RwSignal<bool>,
    pub speaker: RwSignal<Option<SeatId>>,
    pub kind: RwSignal<Option<Kind>>,
    pub size: RwSignal<u8>,
}

pub fn provide_sift() -> Sift {
    let size = kept(SIZE).and_then(|size| size.parse().ok());
    let sift = Sift {
        open: RwSignal::new(false),
        speaker: RwSignal::new(None),
        kind: RwSignal::new(None),
        size: RwSignal::new(size.filter(|size| *size <= LARGEST).unwrap_or(0)),
    };
    provide_context(sift);
    sift
}

impl Sift {
    /// Whether some lines are left out.
    pub fn is_on(self) -> bool {
        self.speaker.with(Option::is_some) || self.kind.with(Option::is_some)
    }

    pub fn clear(self) {
        self.speaker.set(None);
        self.kind.set(None);
    }

    pub fn set_size(self, size: u8) {
        self.size.set(size);
        keep(SIZE, &size.to_string());
    }
}
