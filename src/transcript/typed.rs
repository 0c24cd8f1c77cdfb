//! What one has sent and has no answer to, by what it does to the page.

use std::collections::{HashMap, HashSet};

use hearing::transcript::{LineKind, Speaker};
use hearing::{Command, Hearing, LineId};

use super::as_typed;
use crate::session::Session;

/// The words of a line that has no answer yet; who says them, where that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct UnderWay {
    pub id: LineId,
    pub text: String,
    pub speech: Option<(Speaker, LineKind)>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Typed {
    /// New lines, as they were typed.
    pub new: Vec<UnderWay>,
    at_end: Vec<usize>,
    inserted: HashMap<LineId, Vec<usize>>,
    pub edited: HashMap<LineId, UnderWay>,
    pub joined: HashSet<LineId>,
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "of all that is asked of a court, these write in the record"
)]
pub fn typed(session: Session) -> Typed {
    let mut all = Typed::default();
    for command in as_typed::under_way(session) {
        match command {
            Command::AcceptProposal {
                line,
                after,
                speaker,
                interpreted,
                text,
                ..
            } => {
                let kind = hearing::transcript::kind_of_taken(&speaker, interpreted);
                all.add(line, after, text, Some((speaker, kind)));
            }
            Command::WriteLine {
                line,
                after,
                speaker,
                kind,
                text,
                ..
            } => all.add(line, after, text, Some((speaker, kind))),
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
                all.add(new, Some(line), tail, None);
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
        speech: Option<(Speaker, LineKind)>,
    ) {
        let at = self.new.len();
        self.new.push(UnderWay { id, text, speech });
        match after {
            Some(after) => self.inserted.entry(after).or_default().push(at),
            None => self.at_end.push(at),
        }
    }

    /// Of a line that is not on record yet, too.
    fn edit(&mut self, id: LineId, text: String, speech: Option<(Speaker, LineKind)>) {
        if let Some(line) = self.new.iter_mut().find(|line| line.id == id) {
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

    /// Whether it changes anything but the end of the page.
    pub fn is_within(&self) -> bool {
        !self.inserted.is_empty() || !self.joined.is_empty()
    }

    /// What goes to the end of the page.
    pub fn at_end(&self) -> impl Iterator<Item = usize> {
        self.at_end.iter().copied()
    }

    /// What goes behind this line, in the order of the page, with what goes behind that; without what is on record.
    pub fn behind(&self, line: &LineId, on_record: &HashSet<usize>) -> Vec<usize> {
        let mut all = Vec::new();
        let mut behind = line;
        let mut left = self.inserted.len();
        while let Some(typed) = self.inserted.get(behind).filter(|_| left > 0) {
            left -= 1;
            // Of several behind the same line the newest is next to it.
            let new = typed.iter().rev().copied();
            all.extend(new.filter(|at| !on_record.contains(at)));
            let last = typed.last().filter(|at| !on_record.contains(at));
            match last.and_then(|at| self.new.get(*at)) {
                Some(last) => behind = &last.id,
                None => break,
            }
        }
        all
    }

    /// Of the new lines those that stand on record already, though no answer says so yet.
    pub fn on_record(&self, h: &Hearing) -> HashSet<usize> {
        let mut names: Vec<(&LineId, usize)> = self
            .new
            .iter()
            .enumerate()
            .map(|(at, line)| (&line.id, at))
            .collect();
        names.sort();
        let mut found = HashSet::new();
        // They are among the newest; but for one that is not there, all have to be asked.
        for line in h.transcript.lines.iter().rev() {
            if found.len() == names.len() {
                break;
            }
            if let Ok(at) = names.binary_search_by(|(id, _)| (*id).cmp(&line.id)) {
                found.extend(names.get(at).map(|(_, at)| *at));
            }
        }
        found
    }
}
