//! Where on the pages each line of the record begins: page and line, as the numbers in the margin of the PDF have them.

use typst::foundations::{Content, Value};
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Abs, Frame, FrameItem};
use typst::model::ParLineMarker;
use typst_layout::PagedDocument;

/// Lines closer than that (pt) are one, as in the margin.
const SAME_LINE: f64 = 7.0;

/// Page and line, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub page: usize,
    pub line: usize,
}

#[derive(Debug, Default)]
pub struct Places {
    lines: Vec<Option<Place>>,
    pub pages: usize,
}

impl Places {
    pub fn of(document: &PagedDocument) -> Self {
        let mut places = Self {
            lines: Vec::new(),
            pages: document.pages().len(),
        };
        for (n, page) in document.pages().iter().enumerate() {
            let mut found = Found::default();
            found.gather(&page.frame, Abs::zero());
            for (record, y) in &found.records {
                let place = found.line_at(*y).map(|line| Place { page: n + 1, line });
                if places.lines.len() <= *record {
                    places.lines.resize(record + 1, None);
                }
                if let Some(known) = places.lines.get_mut(*record) {
                    *known = place;
                }
            }
        }
        places
    }

    /// Of the record's line `n`, from 0.
    pub fn get(&self, n: usize) -> Option<Place> {
        self.lines.get(n).copied().flatten()
    }
}

/// What a page has: rows that are numbered, and where lines of the record begin.
#[derive(Default)]
struct Found {
    rows: Vec<Abs>,
    records: Vec<(usize, Abs)>,
}

impl Found {
    fn gather(&mut self, frame: &Frame, above: Abs) {
        for (at, item) in frame.items() {
            let y = above + at.y;
            match item {
                FrameItem::Group(group) => self.gather(&group.frame, y),
                FrameItem::Tag(Tag::Start(content, _)) => self.tag(content, y),
                FrameItem::Tag(Tag::End(..))
                | FrameItem::Text(_)
                | FrameItem::Shape(..)
                | FrameItem::Image(..)
                | FrameItem::Link(..) => {}
            }
        }
    }

    fn tag(&mut self, content: &Content, y: Abs) {
        if content.is::<ParLineMarker>() {
            self.rows.push(y);
        } else if let Some(data) = content.to_packed::<MetadataElem>()
            && let Value::Int(n) = data.value
            && let Ok(n) = usize::try_from(n)
        {
            self.records.push((n, y));
        }
    }

    /// The number of the row that is nearest.
    fn line_at(&self, y: Abs) -> Option<usize> {
        let mut rows = self.rows.clone();
        rows.sort();
        rows.dedup_by(|below, above| (*below - *above).to_pt() < SAME_LINE);
        let apart = |row: &Abs| (*row - y).abs();
        let nearest = rows.iter().enumerate().min_by_key(|(_, row)| apart(row))?;
        Some(nearest.0 + 1)
    }
}
