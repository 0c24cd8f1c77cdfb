//! What the clerk does with a line, each from what he saw of it; and his own last acts taken back, as new revisions.

use hearing::transcript::{Speaker, TranscriptLine, Why};
use hearing::{Command, ExhibitId, LineId, Millis, SeatId};
use leptos::prelude::*;

use super::as_typed::{as_typed, is_under_way};
use super::desk::{Desk, Mode};
use crate::session::{Session, new_id};
use crate::text::editor as words;

/// How many acts can be taken back.
const KEPT: usize = 100;

/// Something that one has done, and what takes it back.
#[derive(Clone, Debug)]
pub enum Act {
    Wrote(LineId),
    Mended(Box<TranscriptLine>),
    Split(Box<TranscriptLine>, LineId),
    Joined(LineId),
    Struck(LineId),
    Replaced(Vec<TranscriptLine>),
}

impl Desk {
    /// Enter: what is in the box goes where it belongs.
    pub fn enter(self, begun: Option<Millis>) {
        let typed = self.text.with_untracked(|t| t.trim().to_owned());
        match self.mode.get_untracked() {
            Mode::Writing if typed.is_empty() => {}
            Mode::Writing => {
                self.write(&typed, None, begun);
                self.fill("", None);
            }
            Mode::Inserting(_) if typed.is_empty() => self.close(),
            Mode::Inserting(after) => {
                let line = self.write(&typed, Some(after), begun);
                self.fill("", None);
                self.mode.set(Mode::Inserting(line));
            }
            Mode::Taking(_) if typed.is_empty() => self.close(),
            Mode::Taking(proposal) => {
                let speaker = self.speaker.get_untracked();
                self.take(&proposal, speaker, &typed);
                self.close();
            }
            Mode::Mending(base) if typed.is_empty() => self.strike(&base),
            Mode::Mending(base) => {
                if self.overtaken(&base) {
                    return self.say(words::choose_first);
                }
                if self.is_changed() {
                    self.mend(&base, &typed);
                }
                self.close();
            }
        }
        self.focus();
    }

    fn write(self, typed: &str, after: Option<LineId>, begun: Option<Millis>) -> LineId {
        let speaker = self.speaker.get_untracked();
        let line = LineId::new(new_id().0);
        let exhibit = named(self.session, typed);
        let _ = self.session.send(Command::WriteLine {
            line: line.clone(),
            after,
            kind: self.kind(None),
            speaker,
            text: typed.to_owned(),
            exhibit,
            begun,
        });
        self.did(Act::Wrote(line.clone()));
        line
    }

    fn mend(self, base: &TranscriptLine, text: &str) {
        let speaker = self.speaker.get_untracked();
        let now = TranscriptLine {
            kind: self.kind(Some(base.kind)),
            speaker,
            text: text.to_owned(),
            ..base.clone()
        };
        self.edit(base, &now, Why::Mended);
        self.did(Act::Mended(Box::new(base.clone())));
    }

    /// From `base` to what it reads now.
    pub(super) fn edit(self, base: &TranscriptLine, now: &TranscriptLine, why: Why) {
        // What starts from one's own change without an answer stands and falls with it.
        let base_text = is_under_way(self.session, &base.id).then(|| base.text.clone());
        let _ = self.session.send(Command::EditLine {
            line: base.id.clone(),
            base_rev: base.rev,
            speaker: now.speaker.clone(),
            kind: now.kind,
            text: now.text.clone(),
            why,
            base_text,
        });
    }

    /// Leaves the line that is open for the one beside it; what was changed in it is kept.
    pub fn go(self, up: bool) {
        let next = self.beside(up);
        if let Some(base) = self.base() {
            if self.overtaken(&base) {
                return self.say(words::choose_first);
            }
            let typed = self.text.with_untracked(|t| t.trim().to_owned());
            if self.is_changed() && !typed.is_empty() {
                self.mend(&base, &typed);
            }
        }
        match next {
            Some(next) => {
                self.open(&next);
            }
            None if !up => self.close(),
            None => {}
        }
    }

    /// Somebody has changed the line since it was opened: both are shown, and Enter waits for a choice.
    pub fn overtaken(self, base: &TranscriptLine) -> bool {
        let rev = self.session.peek(|h| h.line(&base.id).map(|now| now.rev));
        rev.is_some_and(|rev| rev > base.rev)
    }

    /// One's own words in place of those that somebody else put there meanwhile, which stay in the history.
    pub fn keep_mine(self) {
        let Some(base) = self.base() else { return };
        let now = self.session.peek(|h| h.line(&base.id).cloned());
        if let Some(now) = now {
            self.mode.set(Mode::Mending(Box::new(now)));
            self.enter(None);
        }
    }

    /// The line is divided where the caret is.
    pub fn split(self) {
        let Some(base) = self.base() else { return };
        if self.overtaken(&base) {
            return self.keep_mine();
        }
        if self.waits(&base.id) {
            return;
        }
        let (at, _) = self.caret();
        let text = self.text.get_untracked();
        let head: String = text.chars().take(at).collect();
        let tail: String = text.chars().skip(at).collect();
        let (head, tail) = (head.trim(), tail.trim());
        if head.is_empty() || tail.is_empty() {
            return self.say(words::nothing_to_split);
        }
        let new = LineId::new(new_id().0);
        let _ = self.session.send(Command::SplitLine {
            line: base.id.clone(),
            base_rev: base.rev,
            head: head.to_owned(),
            tail: tail.to_owned(),
            new: new.clone(),
        });
        let tail = tail.to_owned();
        self.did(Act::Split(Box::new(base.clone()), new.clone()));
        // On with the second half, as one would in a page.
        self.fill(&tail, Some((0, 0)));
        self.mode.set(Mode::Mending(Box::new(TranscriptLine {
            id: new.clone(),
            text: tail,
            rev: 0,
            ..base
        })));
        self.bring(&new);
        self.focus();
    }

    /// The line that is open and the one above it, or below, become one.
    pub fn join(self, up: bool) {
        let (Some(base), Some(other)) = (self.base(), self.beside(up)) else {
            return;
        };
        let Some(other) = as_typed(self.session, &other) else {
            return;
        };
        if self.overtaken(&base) || self.waits(&base.id) || self.waits(&other.id) {
            return;
        }
        let typed = self.text.with_untracked(|t| t.trim().to_owned());
        let (first, next) = if up { (&other, &base) } else { (&base, &other) };
        if first.speaker != next.speaker || self.speaker.get_untracked() != first.speaker {
            return self.say(words::speakers_differ);
        }
        let (head, text) = if up {
            (other.text.clone(), format!("{}{typed}", other.text))
        } else {
            (typed.clone(), format!("{typed}{}", other.text))
        };
        let _ = self.session.send(Command::JoinLines {
            line: first.id.clone(),
            base_rev: first.rev,
            next: next.id.clone(),
            next_rev: next.rev,
            text: text.clone(),
        });
        self.did(Act::Joined(next.id.clone()));
        let caret = head.chars().count();
        self.fill(&text, Some((caret, caret)));
        let joined = TranscriptLine {
            text,
            rev: first.rev + 1,
            ..first.clone()
        };
        self.bring(&joined.id);
        self.mode.set(Mode::Mending(Box::new(joined)));
        self.focus();
    }

    fn strike(self, base: &TranscriptLine) {
        if self.overtaken(base) {
            return self.say(words::choose_first);
        }
        if self.waits(&base.id) {
            return;
        }
        let _ = self.session.send(Command::StrikeLine {
            line: base.id.clone(),
            base_rev: base.rev,
        });
        self.did(Act::Struck(base.id.clone()));
        self.close();
        self.say(words::struck);
    }

    /// Where one's own change has no answer yet, nothing but another change follows it.
    fn waits(self, id: &LineId) -> bool {
        let waits = is_under_way(self.session, id);
        if waits {
            self.say(words::not_saved_yet);
        }
        waits
    }

    pub(super) fn did(self, act: Act) {
        self.said.set(None);
        self.done.update_value(|done| {
            done.push(act);
            if done.len() > KEPT {
                done.remove(0);
            }
        });
    }

    /// The newest of one's own acts, taken back. What somebody has changed since stays as he made it.
    pub fn undo(self) {
        let Some(act) = self.done.try_update_value(Vec::pop).flatten() else {
            return self.say(words::nothing_to_undo);
        };
        if self.base().is_some() {
            self.close();
        }
        let session = self.session;
        let now = |id: &LineId| as_typed(session, id);
        match act {
            Act::Wrote(line) => match now(&line) {
                Some(known) if known.rev == 0 => {
                    let base_rev = 0;
                    let _ = session.send(Command::StrikeLine { line, base_rev });
                    return self.say(words::undone);
                }
                Some(_) | None => return self.say(words::changed_since),
            },
            Act::Mended(was) => {
                if !self.put_back(&was) {
                    return self.say(words::changed_since);
                }
                self.bring(&was.id);
            }
            Act::Split(was, new) => {
                let (Some(first), Some(second)) = (now(&was.id), now(&new)) else {
                    return self.say(words::changed_since);
                };
                if first.rev != was.rev + 1 || second.rev != 0 {
                    return self.say(words::changed_since);
                }
                let _ = session.send(Command::JoinLines {
                    line: was.id.clone(),
                    base_rev: first.rev,
                    next: new,
                    next_rev: 0,
                    text: was.text.clone(),
                });
                self.bring(&was.id);
            }
            Act::Joined(line) | Act::Struck(line) => {
                let _ = session.send(Command::RestoreLine { line: line.clone() });
                self.bring(&line);
            }
            Act::Replaced(were) => {
                let kept = were.iter().filter(|was| !self.put_back(was)).count();
                if kept > 0 {
                    return self.say(move || words::not_put_back(kept));
                }
            }
        }
        self.say(words::undone);
    }

    /// Whether the line could be made to read as it did.
    fn put_back(self, was: &TranscriptLine) -> bool {
        match as_typed(self.session, &was.id) {
            Some(now) if now.rev == was.rev + 1 => {
                self.edit(&now, was, Why::Undone);
                true
            }
            Some(_) | None => false,
        }
    }

    /// The speaker whose key was pressed.
    pub fn speaks(self, seat: SeatId) {
        self.speaker.set(Speaker::Seat(seat));
    }
}

/// The exhibit that a line speaks of by name, while that is on show.
pub(super) fn named(session: Session, typed: &str) -> Option<(ExhibitId, u32)> {
    session.peek(|h| {
        let shown = h.presentation.as_ref()?;
        typed
            .contains(shown.exhibit.as_str())
            .then(|| (shown.exhibit.clone(), shown.view.page))
    })
}
