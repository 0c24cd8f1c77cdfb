//! What the record shows, row by row: lines on record, one's own that are still under way, and the headings of stages.

use std::collections::{HashMap, HashSet};

use hearing::transcript::{LineKind, Speaker, TranscriptLine};
use hearing::{Command, ExhibitId, Hearing, LineId, Role, SeatId, Side, Stage};

use super::as_typed;
use crate::session::Session;
use crate::text::terms::Tribunal;
use crate::ui::{clock_time, hearing_time};
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
    /// When it was said.
    pub at: Option<u64>,
    /// How far into the hearing that was.
    pub offset: Option<u64>,
    pub who: Option<Name>,
    pub kind: LineKind,
    pub text: String,
    /// Which exhibit it names.
    pub exhibit: Option<String>,
    /// The pages it leads to.
    pub pages: Vec<(ExhibitId, u32)>,
    pub saved: bool,
    /// Whether there is something to hear of it.
    pub sound: bool,
    /// Proposed by speech-to-text; its words then, for who types.
    pub proposed: Option<String>,
}

/// Whom the record calls by role; the name is for who searches.
pub type Name = (Role, Side, Tribunal, String);

impl Row {
    /// Changes whenever what is drawn would.
    pub fn key(&self) -> String {
        match self {
            Row::Heading(stage, line) => format!("h{stage:?}{line}"),
            Row::Line(line) => {
                let pages = line.pages.len();
                let Line {
                    id, rev, number, ..
                } = line;
                // Nobody but its typist sees a line change without a new revision.
                let typed = if line.saved { "" } else { &line.text };
                format!("{id}.{rev}.{typed}.{number}.{pages}.{}", line.sound)
            }
        }
    }

    /// Stays the same when the line changes: what a measured height is kept under.
    pub fn place(&self) -> String {
        match self {
            Row::Heading(_, line) => format!("h{line}"),
            Row::Line(line) => line.id.0.clone(),
        }
    }

    pub fn is(&self, id: &LineId) -> bool {
        match self {
            Row::Heading(..) => false,
            Row::Line(line) => line.id == *id,
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
                let at = |time: Option<String>| time.is_some_and(|time| time.starts_with(needle));
                let then = at(line.at.map(clock_time)) || at(line.offset.map(hearing_time));
                name || then || line.text.contains(needle)
            }
        }
    }
}

/// All rows that `me` reads, or those that hold the words looked for.
pub fn rows(session: Session, needle: &str) -> Vec<Row> {
    let me = session.me().get();
    let under_way = typed(session);
    session.with(|h| {
        let Some(me) = me else { return Vec::new() };
        let mut rows = Vec::with_capacity(h.transcript.lines.len() + 16);
        // Who is called has no exhibits but the one on show.
        let called = h.seat(&me).is_some_and(|s| s.role.is_called());
        let on_show = h.presentation.as_ref().map(|p| &p.exhibit);
        let leads = |id: &ExhibitId| h.exhibit(id).is_some() && (!called || on_show == Some(id));
        let mut stage = None;
        let mut number = 0;
        let new = |number: &mut usize, rows: &mut Vec<Row>, typed: &UnderWay| {
            *number += 1;
            rows.push(Row::Line(not_on_record(h, *number, typed)));
        };
        for line in h.part_for(&me) {
            if under_way.joined.contains(&line.id) {
                continue;
            }
            if stage != Some(line.stage) {
                stage = Some(line.stage);
                rows.push(Row::Heading(line.stage, line.id.clone()));
            }
            number += 1;
            let edited = under_way.edited.get(&line.id);
            let mut row = on_record(h, line, number, edited);
            row.pages.retain(|(id, _)| leads(id));
            row.sound = h.may_hear_line(&me, line).is_ok();
            rows.push(Row::Line(row));
            // What is put in behind it, and behind that.
            let mut behind = &line.id;
            let mut left = under_way.inserted.len();
            while let Some(typed) = under_way.inserted.get(behind).filter(|_| left > 0) {
                left -= 1;
                for typed in typed.iter().rev() {
                    if h.transcript.line(&typed.id).is_none() {
                        new(&mut number, &mut rows, typed);
                    }
                }
                match typed.last() {
                    Some(last) if h.transcript.line(&last.id).is_none() => behind = &last.id,
                    Some(_) | None => break,
                }
            }
        }
        for typed in &under_way.at_end {
            if h.transcript.line(&typed.id).is_none() {
                new(&mut number, &mut rows, typed);
            }
        }
        if !needle.is_empty() {
            rows.retain(|row| row.has(needle));
        }
        rows
    })
}

/// The lines as they stand on the page.
pub fn order(session: Session) -> Vec<LineId> {
    let rows = rows(session, "").into_iter();
    rows.filter_map(|row| match row {
        Row::Heading(..) => None,
        Row::Line(line) => Some(line.id),
    })
    .collect()
}

/// How many of one's own changes have no answer yet.
pub fn unsaved(session: Session) -> usize {
    as_typed::under_way(session).len()
}

/// The words of a line that has no answer yet; who says them, where that is known.
struct UnderWay {
    id: LineId,
    text: String,
    speech: Option<(Speaker, LineKind)>,
}

/// What one has sent and has no answer to, by what it does to the page.
#[derive(Default)]
struct Typed {
    at_end: Vec<UnderWay>,
    inserted: HashMap<LineId, Vec<UnderWay>>,
    edited: HashMap<LineId, UnderWay>,
    joined: HashSet<LineId>,
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "of all that is asked of a court, these write in the record"
)]
fn typed(session: Session) -> Typed {
    let mut all = Typed::default();
    for command in as_typed::under_way(session) {
        match command {
            Command::AcceptProposal {
                line,
                after,
                speaker,
                text,
                ..
            } => {
                let kind = super::heard::kind_of(&speaker);
                all.add(line, after, text, (speaker, kind));
            }
            Command::WriteLine {
                line,
                after,
                speaker,
                kind,
                text,
                ..
            } => all.add(line, after, text, (speaker, kind)),
            Command::EditLine {
                line,
                speaker,
                kind,
                text,
                ..
            } => all.edit(line, text, Some((speaker, kind))),
            Command::SplitLine {
                line,
                head,
                tail,
                new,
                ..
            } => {
                all.edit(line.clone(), head, None);
                let second = UnderWay {
                    id: new,
                    text: tail,
                    speech: None,
                };
                all.inserted.entry(line).or_default().push(second);
            }
            Command::JoinLines {
                line, next, text, ..
            } => {
                all.edit(line, text, None);
                all.joined.insert(next);
            }
            _ => {}
        }
    }
    all
}

impl Typed {
    fn add(
        &mut self,
        id: LineId,
        after: Option<LineId>,
        text: String,
        speech: (Speaker, LineKind),
    ) {
        let speech = Some(speech);
        let typed = UnderWay { id, text, speech };
        match after {
            Some(after) => self.inserted.entry(after).or_default().push(typed),
            None => self.at_end.push(typed),
        }
    }

    /// Of a line that is not on record yet, too.
    fn edit(&mut self, id: LineId, text: String, speech: Option<(Speaker, LineKind)>) {
        let inserted = self.inserted.values_mut().flatten();
        let mut new = self.at_end.iter_mut().chain(inserted);
        if let Some(line) = new.find(|line| line.id == id) {
            line.text.clone_from(&text);
            line.speech = speech.clone().or(line.speech.take());
        }
        let edited = UnderWay {
            id: id.clone(),
            text,
            speech,
        };
        self.edited.insert(id, edited);
    }
}

fn not_on_record(h: &Hearing, number: usize, typed: &UnderWay) -> Line {
    let speech = typed.speech.as_ref();
    Line {
        id: typed.id.clone(),
        number,
        rev: 0,
        at: None,
        offset: None,
        who: speech.and_then(|(speaker, _)| who(h, speaker)),
        kind: speech.map_or(LineKind::Speech, |(_, kind)| *kind),
        text: typed.text.clone(),
        exhibit: None,
        pages: Vec::new(),
        saved: false,
        sound: false,
        proposed: None,
    }
}

fn on_record(h: &Hearing, line: &TranscriptLine, number: usize, edited: Option<&UnderWay>) -> Line {
    let (text, (speaker, kind)) = match edited {
        Some(edited) => {
            let speech = edited.speech.as_ref();
            let speech = speech.map(|(speaker, kind)| (speaker, *kind));
            (&edited.text, speech.unwrap_or((&line.speaker, line.kind)))
        }
        None => (&line.text, (&line.speaker, line.kind)),
    };
    Line {
        id: line.id.clone(),
        number,
        rev: line.rev,
        at: Some(line.said_at()),
        offset: line.said.as_ref().and_then(|said| said.offset),
        who: who(h, speaker),
        kind,
        text: text.clone(),
        exhibit: line.exhibit.as_ref().map(|(id, _)| id.0.clone()),
        pages: line.pages(),
        saved: (text, speaker) == (&line.text, &line.speaker),
        sound: false,
        proposed: line.proposed.as_ref().map(|proposed| proposed.text.clone()),
    }
}

fn who(h: &Hearing, speaker: &Speaker) -> Option<Name> {
    match speaker {
        Speaker::Seat(seat) => named(h, seat),
        Speaker::Nobody => None,
    }
}

pub(super) fn named(h: &Hearing, seat: &SeatId) -> Option<Name> {
    let seat = h.seat(seat)?;
    Some((seat.role, seat.side, Tribunal::of(h)?, seat.name.clone()))
}
