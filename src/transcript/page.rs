//! The page of the record: its rows, how high they are, and which of them are to be drawn. A row in view costs what it costs;
//! one out of view only its place.

use std::collections::HashMap;

use hearing::{Hearing, LineId};

use super::heights::{Heights, Window};
use super::rows::Row;
use super::sequence::{Asked, Sequence, Slot};
use super::typed::Typed;

#[derive(Default)]
pub struct Page {
    sequence: Sequence,
    heights: Heights,
    /// What was measured, under the names of the lines: rows come and go with what is looked for.
    lines: HashMap<LineId, f64>,
    headings: HashMap<LineId, f64>,
    /// Whether something that was typed stands among the lines of the record.
    within: bool,
}

impl Page {
    pub fn slots(&self) -> &[Slot] {
        self.sequence.slots()
    }

    /// Brings it up to date: with what has come at its end, or, where that is not all or `afresh`, line by line.
    pub fn turn(&mut self, h: &Hearing, asked: &Asked, afresh: bool) {
        let within = asked.typed.is_within() || self.within;
        self.within = asked.typed.is_within();
        if afresh || within || !self.sequence.goes_on(h, asked.wanted) {
            self.sequence = Sequence::default();
            self.heights.truncate(0);
        }
        self.heights.truncate(self.sequence.settled());
        self.sequence.read_on(h, asked);
        let new = self.sequence.slots().get(self.heights.len()..);
        for slot in new.unwrap_or_default() {
            let known = match slot {
                _ if self.lines.is_empty() => None,
                Slot::Heading(at) => of(h, *at).and_then(|id| self.headings.get(id)),
                Slot::Line(at, _) => of(h, *at).and_then(|id| self.lines.get(id)),
                Slot::Typed(at, _) => {
                    let line = asked.typed.new.get(*at);
                    line.and_then(|line| self.lines.get(&line.id))
                }
            };
            self.heights.push(known.copied());
        }
    }

    pub fn window(&self, top: f64, view: f64) -> Window {
        let window = self.heights.window(top, view);
        // What is above a heading is part of the row before it.
        match self.slots().get(window.from) {
            Some(Slot::Heading(_)) if window.from > 0 => {
                self.heights.between(window.from - 1, window.to)
            }
            Some(_) | None => window,
        }
    }

    pub fn between(&self, from: usize, to: usize) -> Window {
        self.heights.between(from, to)
    }

    pub fn row_at(&self, y: f64) -> usize {
        self.heights.row_at(y)
    }

    /// The rows that stand from `from` on, as high as they were found to be. Whether that is news.
    pub fn measured(&mut self, from: usize, rows: &[Row], found: &[f64]) -> bool {
        let of = |at: usize| self.heights.known(from + at);
        let both = found
            .iter()
            .enumerate()
            .filter_map(|(at, now)| Some((of(at)?, *now)));
        let (mut known, mut other) = (0, 0);
        for (was, now) in both {
            known += 1;
            other += usize::from((was - now).abs() > 1.0);
        }
        // Not a line here and there, but all: the letters have another size now, or the page another width.
        if other > 3 && other * 2 > known {
            self.heights.forget();
            self.lines.clear();
            self.headings.clear();
        }
        self.heights.learn(found);
        let mut news = false;
        for (at, (row, height)) in rows.iter().zip(found).enumerate() {
            if self.heights.set(from + at, *height) {
                continue;
            }
            news = true;
            match row {
                Row::Heading(_, line) => self.headings.insert(line.clone(), *height),
                Row::Line(line) => self.lines.insert(line.id.clone(), *height),
            };
        }
        news
    }

    /// How much of the page lies above this line, as far as is known; none where it is not on the page.
    pub fn above(&self, h: &Hearing, typed: &Typed, line: &LineId) -> Option<f64> {
        let row = self.sequence.row_of(h, typed, line)?;
        Some(self.heights.start(row))
    }
}

fn of(h: &Hearing, at: usize) -> Option<&LineId> {
    h.transcript.lines.get(at).map(|line| &line.id)
}
