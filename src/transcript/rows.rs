//! What the record shows, row by row: lines on record, one's own that are still under way, and the headings of stages.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use hearing::transcript::{LineKind, Speaker, TranscriptLine};
use hearing::{ExhibitId, Hearing, LineId, Role, SeatId, Side, Stage};

use super::as_typed;
use super::sequence::{Asked, Sequence, Slot};
use super::typed::{Typed, UnderWay, typed};
use super::wanted::Wanted;
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
    /// Changes whenever what is drawn would. Where no numbers are drawn, a line put in before it does not change it.
    pub fn key(&self, numbered: bool) -> u64 {
        let mut key = DefaultHasher::new();
        match self {
            Row::Heading(stage, line) => (*stage as u8, line).hash(&mut key),
            Row::Line(line) => {
                let pages = line.pages.len();
                // Nobody but its typist sees a line change without a new revision.
                let typed = if line.saved { "" } else { &line.text };
                let typed = (typed, !line.saved && line.kind == LineKind::Interpreted);
                (&line.id, line.rev, typed, pages, line.sound).hash(&mut key);
                numbered.then_some(line.number).hash(&mut key);
            }
        }
        key.finish()
    }
}

/// What is drawn of these places of the page.
pub fn drawn(h: &Hearing, me: &SeatId, slots: &[Slot], typed: &Typed) -> Vec<Row> {
    // Who is called has no exhibits but the one on show.
    let called = h.seat(me).is_some_and(|s| s.role.is_called());
    let on_show = h.presentation.as_ref().map(|p| &p.exhibit);
    let leads = |id: &ExhibitId| h.exhibit(id).is_some() && (!called || on_show == Some(id));
    let row = |slot: &Slot| match *slot {
        Slot::Heading(at) => {
            let line = h.transcript.lines.get(at)?;
            Some(Row::Heading(line.stage, line.id.clone()))
        }
        Slot::Line(at, number) => {
            let line = h.transcript.lines.get(at)?;
            let mut row = on_record(h, line, number, typed.edited.get(&line.id));
            row.pages.retain(|(id, _)| leads(id));
            row.sound = h.may_hear_line(me, line).is_ok();
            Some(Row::Line(row))
        }
        Slot::Typed(at, number) => Some(Row::Line(not_on_record(h, number, typed.new.get(at)?))),
    };
    slots.iter().filter_map(row).collect()
}

/// The line above or below this one, as they stand on the page; above no line, the last one.
pub fn beside(session: Session, line: Option<&LineId>, up: bool) -> Option<LineId> {
    let typed = typed(session);
    let me = session.me().get()?;
    session.peek(|h| {
        let wanted = &Wanted::default();
        let (me, typed) = (&me, &typed);
        let page = Sequence::of(h, &Asked { me, typed, wanted });
        let name = |slot: &Slot| match *slot {
            Slot::Heading(_) => None,
            Slot::Line(at, _) => h.transcript.lines.get(at).map(|line| line.id.clone()),
            Slot::Typed(at, _) => typed.new.get(at).map(|line| line.id.clone()),
        };
        let here = line.map(|line| page.row_of(h, typed, line));
        match (here, up) {
            (None, true) => page.slots().iter().rev().find_map(name),
            (Some(here), true) => page.slots().get(..here?)?.iter().rev().find_map(name),
            (Some(here), false) => page.slots().get(here? + 1..)?.iter().find_map(name),
            (None, false) => None,
        }
    })
}

/// How many of one's own changes have no answer yet.
pub fn unsaved(session: Session) -> usize {
    as_typed::under_way(session).len()
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
        saved: (text, speaker, kind) == (&line.text, &line.speaker, line.kind),
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
