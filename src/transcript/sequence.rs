//! What stands on the page, row by row, without what is drawn there: that is read from the hearing for the rows in view.

use hearing::transcript::{Revision, Speaker, TranscriptLine, Why};
use hearing::{Hearing, LineId, SeatId, Stage};

use super::typed::Typed;
use super::wanted::{Sieve, Wanted};

/// One row. Lines of the record are named by their place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Of a stage that begins with this line.
    Heading(usize),
    /// With its number, from 1.
    Line(usize, usize),
    /// Of what one has typed, the line that is not on record yet; its number.
    Typed(usize, usize),
}

#[derive(Default)]
pub struct Sequence {
    slots: Vec<Slot>,
    /// How many rows there are without what was typed at the end.
    settled: usize,
    /// Lines of the record that have been gone through, the name of the last of them, its stage and number.
    read: usize,
    last: Option<LineId>,
    stage: Option<Stage>,
    number: usize,
    /// How long the history was then.
    revisions: usize,
}

/// Whose page it is, and what of it.
pub struct Asked<'a> {
    pub me: &'a SeatId,
    pub typed: &'a Typed,
    pub wanted: &'a Wanted,
}

impl Sequence {
    pub fn of(h: &Hearing, asked: &Asked) -> Self {
        let mut all = Self::default();
        all.read_on(h, asked);
        all
    }

    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Rows that stay what they are while the record goes on.
    pub fn settled(&self) -> usize {
        self.settled
    }

    /// Whether what was gone through is still as it was then: a line put in moves the last one; one taken out or put back,
    /// and one that reads otherwise when words are looked for, stand in the history.
    pub fn goes_on(&self, h: &Hearing, wanted: &Wanted) -> bool {
        let last = self
            .read
            .checked_sub(1)
            .map(|at| h.transcript.lines.get(at));
        let same = last.is_none_or(|line| line.map(|line| &line.id) == self.last.as_ref());
        let moves = |was: &Revision| matches!(was.why, Why::Struck | Why::Restored);
        let since = h.transcript.history.get(self.revisions..);
        let stays = |since: &[Revision]| match wanted.is_everything() {
            true => !since.iter().any(moves),
            false => since.is_empty(),
        };
        same && since.is_some_and(stays)
    }

    /// Goes through the lines that have come since, and puts what was typed at the end behind them anew.
    pub fn read_on(&mut self, h: &Hearing, asked: &Asked) {
        let Asked { me, typed, wanted } = *asked;
        let sieve = wanted.sieve(h, typed);
        let on_record = typed.on_record(h);
        let own_only = h.seat(me).is_some_and(|seat| seat.role.is_called());
        self.slots.truncate(self.settled);
        let lines = h.transcript.lines.iter().enumerate().skip(self.read);
        for (at, line) in lines {
            let others = own_only && !is_of(line, me);
            if others || typed.joined.contains(&line.id) {
                continue;
            }
            self.add(at, line, sieve.as_ref());
            for new in typed.behind(&line.id, &on_record) {
                self.add_typed(new, typed, sieve.as_ref());
            }
        }
        self.read = h.transcript.lines.len();
        self.last = h.transcript.lines.last().map(|line| line.id.clone());
        self.revisions = h.transcript.history.len();
        self.settled = self.slots.len();
        let number = self.number;
        for new in typed.at_end().filter(|new| !on_record.contains(new)) {
            self.add_typed(new, typed, sieve.as_ref());
        }
        self.number = number;
    }

    fn add(&mut self, at: usize, line: &TranscriptLine, sieve: Option<&Sieve>) {
        self.number += 1;
        if sieve.is_some_and(|sieve| !sieve.passes(line)) {
            return;
        }
        // A heading stands over what is left of its stage.
        if sieve.is_none_or(Sieve::keeps_headings) && self.stage != Some(line.stage) {
            self.stage = Some(line.stage);
            self.slots.push(Slot::Heading(at));
        }
        self.slots.push(Slot::Line(at, self.number));
    }

    fn add_typed(&mut self, new: usize, typed: &Typed, sieve: Option<&Sieve>) {
        self.number += 1;
        let passes = |sieve: &Sieve| typed.new.get(new).is_some_and(|l| sieve.passes_typed(l));
        if sieve.is_none_or(passes) {
            self.slots.push(Slot::Typed(new, self.number));
        }
    }

    /// The row of this line.
    pub fn row_of(&self, h: &Hearing, typed: &Typed, line: &LineId) -> Option<usize> {
        let lines = &h.transcript.lines;
        let on_record = lines.iter().rposition(|known| known.id == *line);
        let new = || typed.new.iter().position(|known| known.id == *line);
        let here = |slot: &Slot| match (slot, on_record) {
            (Slot::Line(at, _), Some(wanted)) => *at == wanted,
            (Slot::Typed(at, _), None) => Some(*at) == new(),
            (Slot::Heading(_), _) | (Slot::Line(..), None) | (Slot::Typed(..), Some(_)) => false,
        };
        self.slots.iter().position(here)
    }
}

fn is_of(line: &TranscriptLine, seat: &SeatId) -> bool {
    match &line.speaker {
        Speaker::Seat(speaker) => speaker == seat,
        Speaker::Nobody => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sift::Kind;
    use super::*;
    use hearing::transcript::LineKind;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn record(lines: &[(Stage, LineKind)]) -> Hearing {
        let mut h = Hearing::default();
        h.transcript.lines = lines
            .iter()
            .zip(0..)
            .map(|((stage, kind), at)| TranscriptLine {
                id: LineId::new(format!("l{at}")),
                stage: *stage,
                speaker: Speaker::Nobody,
                kind: *kind,
                text: format!("第{at}行"),
                at,
                rev: 0,
                exhibit: None,
                said: None,
                proposed: None,
            })
            .collect();
        h
    }

    #[wasm_bindgen_test]
    fn a_heading_stays_over_what_is_left_of_its_stage_and_read_on_is_as_from_the_beginning() {
        let (opening, debate) = (Stage::Opening, Stage::Debate);
        let (speech, ruling) = (LineKind::Speech, LineKind::Ruling);
        let lines = [(opening, speech), (debate, speech), (debate, ruling)];
        let (me, typed) = (SeatId::new("judge"), Typed::default());
        let rulings = Wanted {
            kind: Some(Kind::Ruling),
            ..Wanted::default()
        };
        for (wanted, slots) in [
            (rulings, vec![Slot::Heading(2), Slot::Line(2, 3)]),
            (
                Wanted::default(),
                vec![
                    Slot::Heading(0),
                    Slot::Line(0, 1),
                    Slot::Heading(1),
                    Slot::Line(1, 2),
                    Slot::Line(2, 3),
                ],
            ),
        ] {
            let wanted = &wanted;
            let typed = &typed;
            let me = &me;
            let asked = Asked { me, typed, wanted };
            let all = record(&lines);
            assert_eq!(Sequence::of(&all, &asked).slots(), slots);
            let mut read = Sequence::of(&record(&lines[..2]), &asked);
            assert!(read.goes_on(&all, wanted));
            read.read_on(&all, &asked);
            assert_eq!(read.slots(), slots);
        }
    }
}
