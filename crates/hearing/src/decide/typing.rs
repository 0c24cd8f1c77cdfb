//! What who types does with the lines of the record (R54): each change starts from the revision that he saw, and none is
//! written over. Once the record lies open for signing none of it is possible any more (R58).

use super::{Decision, LINE_LIMIT, wanted};
use crate::speech::Proposed;
use crate::transcript::*;
use crate::{Command, Event, ExhibitId, Hearing, LineId, Millis, Phase, Refusal, Stage};

/// Lines in one transcript, with those that were struck.
pub(super) const LINES_LIMIT: usize = 100_000;
/// Changes of one line.
const REVISIONS: u32 = 1_000;
/// 本院常用语: how many, and how long each, in characters.
pub const PHRASES: usize = 30;
pub const PHRASE_LIMIT: usize = 200;

/// A line that is to come into the record: typed, or taken over from what was heard.
struct NewLine<'a> {
    id: &'a LineId,
    after: Option<&'a LineId>,
    speaker: &'a Speaker,
    kind: LineKind,
    text: &'a str,
    exhibit: Option<&'a (ExhibitId, u32)>,
    /// When it began to be said or typed.
    begun: Option<Millis>,
    proposed: Option<&'a Proposed>,
}

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_typing(&self, command: &Command, now: Millis) -> Decision {
        if self.phase == Phase::Finished {
            return Err(Refusal::SignOffFinished);
        }
        match command {
            Command::KeepPhrase { text } => self.keep_phrase(text),
            Command::DropPhrase { text } => {
                if !self.transcript.phrases.contains(text) {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::PhraseDropped { text: text.clone() }])
            }
            Command::WriteLine {
                line,
                after,
                speaker,
                kind,
                text,
                exhibit,
                begun,
            } => self.write_line(
                NewLine {
                    id: line,
                    after: after.as_ref(),
                    speaker,
                    kind: *kind,
                    text,
                    exhibit: exhibit.as_ref(),
                    begun: *begun,
                    proposed: None,
                },
                now,
            ),
            Command::AcceptProposal {
                line,
                proposal,
                after,
                speaker,
                interpreted,
                text,
                exhibit,
                heard,
            } => {
                let heard = heard.as_deref().filter(|heard| heard.id == *proposal);
                let heard = heard.ok_or(Refusal::ProposalGone)?;
                if self.has_taken(proposal) {
                    return Err(Refusal::ProposalGone);
                }
                let kind = kind_of_taken(speaker, *interpreted);
                let new = NewLine {
                    id: line,
                    after: after.as_ref(),
                    speaker,
                    kind,
                    text,
                    exhibit: exhibit.as_ref(),
                    begun: Some(heard.from),
                    proposed: Some(heard),
                };
                self.write_line(new, now)
            }
            Command::EditLine {
                line,
                base_rev,
                speaker,
                kind,
                text,
                why,
                base_text,
            } => {
                let known = self.as_seen(line, *base_rev)?;
                if base_text.as_ref().is_some_and(|base| *base != known.text) {
                    return Err(Refusal::LineChanged { rev: known.rev });
                }
                self.check_words((speaker, *kind), text, None)?;
                match why {
                    Why::Mended | Why::Replaced | Why::Undone => {}
                    // Those have commands of their own.
                    Why::Split | Why::Joined | Why::Struck | Why::Restored | Why::Corrected(_) => {
                        return Err(Refusal::Malformed);
                    }
                }
                let now = TranscriptLine {
                    speaker: speaker.clone(),
                    kind: *kind,
                    text: text.clone(),
                    ..known.clone()
                };
                if now == *known {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![edited(now, why.clone())])
            }
            Command::SplitLine {
                line,
                base_rev,
                head,
                tail,
                new,
            } => {
                let known = self.as_seen(line, *base_rev)?;
                self.new_line(new)?;
                wanted(head, LINE_LIMIT, Refusal::TextEmpty)?;
                wanted(tail, LINE_LIMIT, Refusal::TextEmpty)?;
                let first = TranscriptLine {
                    text: head.clone(),
                    ..known.clone()
                };
                let second = TranscriptLine {
                    id: new.clone(),
                    text: tail.clone(),
                    rev: 0,
                    ..known.clone()
                };
                Ok(vec![
                    edited(first, Why::Split),
                    Event::LineWritten {
                        line: second,
                        after: Some(line.clone()),
                    },
                ])
            }
            Command::JoinLines {
                line,
                base_rev,
                next,
                next_rev,
                text,
            } => {
                let known = self.as_seen(line, *base_rev)?;
                let second = self.as_seen(next, *next_rev)?;
                let place = self.transcript.lines.iter().position(|l| l.id == *line);
                let behind = place.and_then(|at| self.transcript.lines.get(at + 1));
                // Something was written between them meanwhile.
                if behind.map(|l| &l.id) != Some(next) {
                    return Err(Refusal::LineChanged { rev: second.rev });
                }
                if known.speaker != second.speaker {
                    return Err(Refusal::SpeakersDiffer);
                }
                self.nobody_asks_about(next)?;
                wanted(text, LINE_LIMIT, Refusal::TextEmpty)?;
                let joined = TranscriptLine {
                    text: text.clone(),
                    exhibit: known.exhibit.clone().or_else(|| second.exhibit.clone()),
                    ..known.clone()
                };
                Ok(vec![
                    edited(joined, Why::Joined),
                    Event::LineStruck {
                        line: next.clone(),
                        into: Some(line.clone()),
                    },
                ])
            }
            Command::StrikeLine { line, base_rev } => {
                self.as_seen(line, *base_rev)?;
                self.nobody_asks_about(line)?;
                Ok(vec![Event::LineStruck {
                    line: line.clone(),
                    into: None,
                }])
            }
            Command::RestoreLine { line } => self.restore_line(line),
            _ => Err(Refusal::Malformed),
        }
    }

    fn write_line(&self, new: NewLine, now: Millis) -> Decision {
        self.not_frozen()?;
        self.new_line(new.id)?;
        if let Some(after) = new.after {
            self.transcript.line(after).ok_or(Refusal::NoSuchLine)?;
        }
        self.check_words((new.speaker, new.kind), new.text, new.exhibit)?;
        Ok(vec![Event::LineWritten {
            line: TranscriptLine {
                id: new.id.clone(),
                stage: self.stage_behind(new.after),
                speaker: new.speaker.clone(),
                kind: new.kind,
                text: new.text.to_owned(),
                at: now,
                rev: 0,
                exhibit: new.exhibit.cloned(),
                said: Some(self.said_when_begun(new.begun, now)),
                proposed: new.proposed.cloned().map(Box::new),
            },
            after: new.after.cloned(),
        }])
    }

    fn keep_phrase(&self, text: &str) -> Decision {
        wanted(text, PHRASE_LIMIT, Refusal::TextEmpty)?;
        // What is expanded within a line is no line of its own.
        if text.trim() != text || text.contains(['\n', '\r']) {
            return Err(Refusal::Malformed);
        }
        let kept = &self.transcript.phrases;
        if kept.iter().any(|known| known == text) {
            return Err(Refusal::AlreadyDone);
        }
        if kept.len() >= PHRASES {
            return Err(Refusal::LimitReached);
        }
        Ok(vec![Event::PhraseKept {
            text: text.to_owned(),
        }])
    }

    /// Back to behind what stood before it then, or behind what is left of that.
    fn restore_line(&self, id: &LineId) -> Decision {
        self.not_frozen()?;
        let struck = self.transcript.struck(id).ok_or(Refusal::NoSuchLine)?;
        if struck.line.rev >= REVISIONS {
            return Err(Refusal::LimitReached);
        }
        let mut events = Vec::new();
        if let Some((into, rev)) = &struck.into {
            let joined = self.reads_as_then(into, *rev)?;
            let mut before = self.transcript.revisions(into).filter(|was| was.rev < *rev);
            let was = before.next_back().ok_or(Refusal::NoSuchLine)?;
            let alone = TranscriptLine {
                speaker: was.speaker.clone(),
                kind: was.kind,
                text: was.text.clone(),
                ..joined.clone()
            };
            events.push(edited(alone, Why::Undone));
        }
        events.push(Event::LineRestored {
            line: id.clone(),
            after: self.still_before(struck),
        });
        Ok(events)
    }

    /// The nearest line before it that is in the record now.
    fn still_before(&self, struck: &Struck) -> Option<LineId> {
        let mut after = struck.after.as_ref();
        // Each step is one struck line further up; a circle cannot be, and would end here.
        for _ in 0..=self.transcript.struck.len() {
            match after {
                Some(id) if self.transcript.line(id).is_some() => return Some(id.clone()),
                Some(id) => after = self.transcript.struck(id).and_then(|s| s.after.as_ref()),
                None => return None,
            }
        }
        None
    }

    /// The line, if its words are those of that revision, whatever was done to it and taken back since.
    fn reads_as_then(&self, id: &LineId, rev: u32) -> Result<&TranscriptLine, Refusal> {
        let known = self.transcript.line(id).ok_or(Refusal::NoSuchLine)?;
        let mut then = self.transcript.revisions(id).filter(|was| was.rev == rev);
        let same = then.any(|was| {
            was.text == known.text && was.speaker == known.speaker && was.kind == known.kind
        });
        if known.rev != rev && !same {
            return Err(Refusal::LineChanged { rev: known.rev });
        }
        if known.rev >= REVISIONS {
            return Err(Refusal::LimitReached);
        }
        Ok(known)
    }

    /// The line, while it may be changed and reads as whoever changes it has seen it.
    fn as_seen(&self, id: &LineId, base_rev: u32) -> Result<&TranscriptLine, Refusal> {
        self.not_frozen()?;
        let known = self.transcript.line(id).ok_or(Refusal::NoSuchLine)?;
        if known.rev != base_rev {
            return Err(Refusal::LineChanged { rev: known.rev });
        }
        if known.rev >= REVISIONS {
            return Err(Refusal::LimitReached);
        }
        Ok(known)
    }

    /// A line that somebody wants mended does not go away under his hands.
    fn nobody_asks_about(&self, id: &LineId) -> Result<(), Refusal> {
        let mut asked = self.transcript.corrections.iter();
        if asked.any(|c| c.line == *id && c.decision.is_none()) {
            Err(Refusal::CorrectionWaits)
        } else {
            Ok(())
        }
    }

    pub(super) fn new_line(&self, id: &LineId) -> Result<(), Refusal> {
        if id.as_str().is_empty() || id.as_str().len() > 64 {
            return Err(Refusal::Malformed);
        }
        if self.transcript.knows(id) {
            return Err(Refusal::AlreadyDone);
        }
        if self.is_full() {
            return Err(Refusal::LimitReached);
        }
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.transcript.lines.len() + self.transcript.struck.len() >= LINES_LIMIT
    }

    /// Whether an act of the court leaves a line of its own.
    pub(super) fn takes_lines(&self) -> bool {
        self.not_frozen().is_ok() && !self.is_full()
    }

    /// What is put in later belongs to where it is put.
    fn stage_behind(&self, after: Option<&LineId>) -> Stage {
        let last = self.transcript.lines.last().map(|l| &l.id);
        let before = after.filter(|after| Some(*after) != last);
        let before = before.and_then(|id| self.transcript.line(id));
        before.map_or(self.stage.unwrap_or(Stage::Preparation), |l| l.stage)
    }

    fn check_words(
        &self,
        (speaker, kind): (&Speaker, LineKind),
        text: &str,
        exhibit: Option<&(ExhibitId, u32)>,
    ) -> Result<(), Refusal> {
        wanted(text, LINE_LIMIT, Refusal::TextEmpty)?;
        match speaker {
            Speaker::Seat(seat) => {
                self.seat(seat).ok_or(Refusal::NoSuchSeat)?;
            }
            // What an interpreter has put into Chinese was said by somebody.
            Speaker::Nobody if kind == LineKind::Interpreted => return Err(Refusal::Malformed),
            Speaker::Nobody => {}
        }
        match exhibit {
            Some((id, _)) if self.exhibit(id).is_none() => Err(Refusal::NoSuchExhibit),
            Some(_) | None => Ok(()),
        }
    }
}

fn edited(line: TranscriptLine, why: Why) -> Event {
    Event::LineEdited {
        line: TranscriptLine {
            rev: line.rev + 1,
            ..line
        },
        why,
    }
}
