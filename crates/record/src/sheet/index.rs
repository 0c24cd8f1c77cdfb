//! 索引: who speaks where in the record, and where each exhibit is spoken of.

use serde::Serialize;

use hearing::SeatId;
use hearing::transcript::Speaker;

use super::Page;
use crate::literal::Text;

#[derive(Serialize)]
pub struct Index {
    pub speakers: Vec<Entry>,
    pub exhibits: Vec<Entry>,
}

#[derive(Serialize)]
pub struct Entry {
    pub name: Text,
    pub what: Text,
    /// Lines of the record by their numbers, from 0.
    pub lines: Vec<usize>,
}

impl Page<'_> {
    /// None where the record has no line.
    pub fn index(&self) -> Option<Index> {
        let lines = &self.hearing.transcript.lines;
        if lines.is_empty() {
            return None;
        }
        let where_said = |seat: &SeatId| {
            let own = Speaker::Seat(seat.clone());
            let said = lines.iter().enumerate().filter(|(_, l)| l.speaker == own);
            said.map(|(n, _)| n).collect::<Vec<_>>()
        };
        let speakers = self.hearing.seats.iter().map(|seat| Entry {
            name: self.text(self.standing(seat)),
            what: self.text(&seat.name),
            lines: where_said(&seat.id),
        });
        let exhibits = self.hearing.exhibits.iter().map(|e| {
            let named = |line: &hearing::transcript::TranscriptLine| {
                line.pages().iter().any(|(id, _)| *id == e.id)
            };
            let lines = lines.iter().enumerate().filter(|(_, l)| named(l));
            Entry {
                name: self.text(e.id.as_str()),
                what: self.text(&e.title),
                lines: lines.map(|(n, _)| n).collect(),
            }
        });
        Some(Index {
            speakers: speakers.filter(|e| !e.lines.is_empty()).collect(),
            exhibits: exhibits.collect(),
        })
    }
}
