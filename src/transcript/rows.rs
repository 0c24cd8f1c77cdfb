//! What the record shows, row by row: lines on record, one's own that are still under way, and the headings of stages.

use hearing::transcript::{LineKind, Speaker, TranscriptLine};
use hearing::{Command, Hearing, LineId, Role, SeatId, Side, Stage};

use crate::session::Session;
use crate::text::terms::Tribunal;
use leptos::prelude::Get as _;

#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    Heading(Stage, LineId),
    Line(Line),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub id: LineId,
    /// From 1; the number in the record.
    pub number: usize,
    pub rev: u32,
    pub at: Option<u64>,
    pub who: Option<(Role, Side, Tribunal, String)>,
    pub kind: LineKind,
    pub text: String,
    pub exhibit: Option<String>,
    pub saved: bool,
}

impl Row {
    /// Changes whenever what is drawn would.
    pub fn key(&self) -> String {
        match self {
            Row::Heading(stage, line) => format!("h{stage:?}{line}"),
            Row::Line(line) => format!("{}.{}.{}.{}", line.id, line.rev, line.saved, line.number),
        }
    }

    /// Stays the same when the line changes: what a measured height is kept under.
    pub fn place(&self) -> String {
        match self {
            Row::Heading(_, line) => format!("h{line}"),
            Row::Line(line) => line.id.0.clone(),
        }
    }

    fn has(&self, needle: &str) -> bool {
        match self {
            Row::Heading(..) => false,
            Row::Line(line) => {
                let name = line
                    .who
                    .as_ref()
                    .is_some_and(|(.., name)| name.contains(needle));
                name || line.text.contains(needle)
            }
        }
    }
}

/// All rows that `me` reads, or those that hold the words looked for.
pub fn rows(session: Session, needle: &str) -> Vec<Row> {
    let me = session.me().get();
    let under_way = under_way(session);
    session.with(|h| {
        let Some(me) = me else { return Vec::new() };
        let mut rows = Vec::with_capacity(h.transcript.lines.len() + 16);
        let mut stage = None;
        let mut number = 0;
        for line in h.part_for(&me) {
            if stage != Some(line.stage) {
                stage = Some(line.stage);
                rows.push(Row::Heading(line.stage, line.id.clone()));
            }
            number += 1;
            let edited = under_way.iter().find(|(id, ..)| *id == line.id);
            rows.push(Row::Line(on_record(h, line, number, edited)));
        }
        for (id, text, speaker, kind) in &under_way {
            if h.transcript.line(id).is_none() {
                number += 1;
                rows.push(Row::Line(Line {
                    id: id.clone(),
                    number,
                    rev: 0,
                    at: None,
                    who: who(h, speaker),
                    kind: *kind,
                    text: text.clone(),
                    exhibit: None,
                    saved: false,
                }));
            }
        }
        if !needle.is_empty() {
            rows.retain(|row| row.has(needle));
        }
        rows
    })
}

/// How many of one's own lines have no answer yet.
pub fn unsaved(session: Session) -> usize {
    under_way(session).len()
}

type UnderWay = (LineId, String, Speaker, LineKind);

fn under_way(session: Session) -> Vec<UnderWay> {
    session.unanswered(|_, command| {
        if let Command::WriteLine {
            line,
            speaker,
            kind,
            text,
            ..
        }
        | Command::EditLine {
            line,
            speaker,
            kind,
            text,
            ..
        } = command
        {
            Some((line.clone(), text.clone(), speaker.clone(), *kind))
        } else {
            None
        }
    })
}

fn on_record(h: &Hearing, line: &TranscriptLine, number: usize, edited: Option<&UnderWay>) -> Line {
    let (text, speaker, kind) = match edited {
        Some((_, text, speaker, kind)) => (text, speaker, *kind),
        None => (&line.text, &line.speaker, line.kind),
    };
    Line {
        id: line.id.clone(),
        number,
        rev: line.rev,
        at: Some(line.at),
        who: who(h, speaker),
        kind,
        text: text.clone(),
        exhibit: line.exhibit.as_ref().map(|(id, _)| id.0.clone()),
        saved: (text, speaker) == (&line.text, &line.speaker),
    }
}

fn who(h: &Hearing, speaker: &Speaker) -> Option<(Role, Side, Tribunal, String)> {
    match speaker {
        Speaker::Seat(seat) => named(h, seat),
        Speaker::Nobody => None,
    }
}

fn named(h: &Hearing, seat: &SeatId) -> Option<(Role, Side, Tribunal, String)> {
    let seat = h.seat(seat)?;
    Some((seat.role, seat.side, Tribunal::of(h)?, seat.name.clone()))
}
