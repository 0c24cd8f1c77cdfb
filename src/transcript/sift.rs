//! How somebody reads the record (R61): of whom, of what kind, and in what size. It changes nothing of what is on record.

use hearing::transcript::LineKind;
use leptos::prelude::*;

use super::rows::{Line, Name, Row};
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

    fn of(kind: LineKind) -> Self {
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
    pub speaker: RwSignal<Option<Name>>,
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

    pub fn kept(self, rows: Vec<Row>) -> Vec<Row> {
        let (speaker, kind) = (self.speaker.get(), self.kind.get());
        if speaker.is_none() && kind.is_none() {
            return rows;
        }
        with_headings(rows, |line| {
            let said = speaker.is_none() || line.who == speaker;
            said && kind.is_none_or(|kind| Kind::of(line.kind) == kind)
        })
    }
}

/// A heading stays where a line does that stands under it.
fn with_headings(rows: Vec<Row>, keeps: impl Fn(&Line) -> bool) -> Vec<Row> {
    let mut kept = Vec::new();
    let mut heading = None;
    for row in rows {
        match &row {
            Row::Heading(..) => heading = Some(row),
            Row::Line(line) if keeps(line) => {
                kept.extend(heading.take());
                kept.push(row);
            }
            Row::Line(_) => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearing::{LineId, Stage};
    use wasm_bindgen_test::wasm_bindgen_test;

    fn line(id: &str, kind: LineKind) -> Row {
        Row::Line(Line {
            id: LineId::new(id),
            number: 1,
            rev: 0,
            at: None,
            offset: None,
            who: None,
            kind,
            text: String::new(),
            exhibit: None,
            pages: Vec::new(),
            saved: true,
            sound: false,
            proposed: None,
        })
    }

    #[wasm_bindgen_test]
    fn a_heading_stays_over_what_is_left_of_its_stage() {
        let heading = |stage, of| Row::Heading(stage, LineId::new(of));
        let rows = vec![
            heading(Stage::Opening, "l1"),
            line("l1", LineKind::Speech),
            heading(Stage::Debate, "l2"),
            line("l2", LineKind::Speech),
            line("l3", LineKind::Ruling),
        ];
        let rulings = with_headings(rows, |line| Kind::of(line.kind) == Kind::Ruling);
        let left = [heading(Stage::Debate, "l2"), line("l3", LineKind::Ruling)];
        assert_eq!(rulings, left);
    }
}
