//! Which lines of the record are shown.

use std::collections::HashSet;

use hearing::transcript::{LineKind, Speaker, TranscriptLine};
use hearing::{Hearing, SeatId};

use super::sift::Kind;
use super::typed::{Typed, UnderWay};
use crate::ui::{clock_time, hearing_time};

/// Words that are looked for: in what was said, in the name of who said it, at the beginning of its time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    pub words: String,
    /// Only what he says.
    pub speaker: Option<SeatId>,
    pub kind: Option<Kind>,
}

/// What is wanted, as it is asked of each of a hundred thousand lines.
pub struct Sieve<'a> {
    words: &'a str,
    /// Of those whose name has the words.
    seats: HashSet<&'a SeatId>,
    /// Only what reads like a time is the beginning of one.
    time: bool,
    typed: &'a Typed,
    speaker: Option<&'a SeatId>,
    kind: Option<Kind>,
}

impl Wanted {
    pub fn is_everything(&self) -> bool {
        self.words.is_empty() && self.speaker.is_none() && self.kind.is_none()
    }

    pub fn sieve<'a>(&'a self, h: &'a Hearing, typed: &'a Typed) -> Option<Sieve<'a>> {
        if self.is_everything() {
            return None;
        }
        let words = self.words.as_str();
        let named = h.seats.iter().filter(|seat| seat.name.contains(words));
        Some(Sieve {
            words,
            seats: named.map(|seat| &seat.id).collect(),
            time: words.chars().all(|c| c.is_ascii_digit() || c == ':'),
            typed,
            speaker: self.speaker.as_ref(),
            kind: self.kind,
        })
    }
}

impl Sieve<'_> {
    pub fn passes(&self, line: &TranscriptLine) -> bool {
        let edited = self.typed.edited.get(&line.id);
        let (text, speaker, kind) = match edited {
            None => (&line.text, &line.speaker, line.kind),
            Some(edited) => match &edited.speech {
                Some((who, kind)) => (&edited.text, who, *kind),
                None => (&edited.text, &line.speaker, line.kind),
            },
        };
        if !self.chosen(speaker, kind) {
            return false;
        }
        let then = || {
            let at = |time: String| time.starts_with(self.words);
            let offset = line.said.as_ref().and_then(|said| said.offset);
            at(clock_time(line.said_at())) || offset.is_some_and(|offset| at(hearing_time(offset)))
        };
        text.contains(self.words) || self.says(speaker) || self.time && then()
    }

    pub fn passes_typed(&self, line: &UnderWay) -> bool {
        let speech = line.speech.as_ref();
        let chosen = match speech {
            Some((who, kind)) => self.chosen(who, *kind),
            None => self.speaker.is_none() && self.kind.is_none(),
        };
        let named = speech.is_some_and(|(who, _)| self.says(who));
        chosen && (line.text.contains(self.words) || named)
    }

    /// Whether headings stand over what passes: among words that were found they would stand over one line each.
    pub fn keeps_headings(&self) -> bool {
        self.words.is_empty()
    }

    fn chosen(&self, speaker: &Speaker, kind: LineKind) -> bool {
        let said = match (self.speaker, speaker) {
            (None, _) => true,
            (Some(wanted), Speaker::Seat(seat)) => wanted == seat,
            (Some(_), Speaker::Nobody) => false,
        };
        said && self.kind.is_none_or(|wanted| wanted == Kind::of(kind))
    }

    fn says(&self, speaker: &Speaker) -> bool {
        match speaker {
            Speaker::Seat(seat) => self.seats.contains(seat),
            Speaker::Nobody => false,
        }
    }
}
