//! The record, its corrections and its signatures.

use crate::transcript::{
    CorrectionDecision, RefusalNote, Revision, SignOff, SignOffEntry, SignState, Speaker, Struck,
    TranscriptLine, Why,
};
use crate::{Actor, Event, Hearing, LineId, Millis, Phase, Recorded, SeatId};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "apply() has sorted the events, exhaustively"
    )]
    pub(super) fn apply_transcript(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::LineWritten { line, after } => {
                let place = match after {
                    Some(id) => self
                        .transcript
                        .lines
                        .iter()
                        .position(|l| l.id == *id)
                        .map(|i| i + 1),
                    None => None,
                }
                .unwrap_or(self.transcript.lines.len());
                let mut line = line.clone();
                if line.said.is_none() {
                    line.said = Some(self.said(line.at));
                }
                self.void_signatures(None, &line, at);
                self.transcript.lines.insert(place, line);
            }
            Event::LineEdited { line, why } => {
                let known = self.transcript.lines.iter_mut().find(|l| l.id == line.id);
                if let Some(known) = known {
                    let was = std::mem::replace(known, line.clone());
                    // An edition that did not know of it has not taken it away.
                    if known.said.is_none() {
                        known.said = was.said.clone();
                    }
                    self.void_signatures(Some(&was), line, at);
                    self.remember(was, recorded, why.clone());
                }
            }
            Event::LineStruck { line, into } => self.strike(line, into.as_ref(), recorded),
            Event::LineRestored { line, after } => self.restore(line, after.as_ref(), recorded),
            Event::PhraseKept { text } => self.transcript.phrases.push(text.clone()),
            Event::PhraseDropped { text } => self.transcript.phrases.retain(|t| t != text),
            Event::CorrectionRequested { correction } => {
                self.transcript.corrections.push(correction.clone());
            }
            Event::CorrectionDecided {
                correction,
                granted,
                reason,
            } => {
                let by = match &recorded.by {
                    Actor::Seat(seat) => seat.clone(),
                    Actor::System => return,
                };
                let known = self
                    .transcript
                    .corrections
                    .iter_mut()
                    .find(|c| c.id == *correction);
                if let Some(known) = known {
                    known.decision = Some(CorrectionDecision {
                        by,
                        at,
                        granted: *granted,
                        reason: reason.clone(),
                    });
                }
            }
            Event::SignOffOpened { seats, recording } => {
                let entries = seats.iter().map(waiting).collect();
                self.transcript.sign_off = Some(SignOff {
                    opened_at: at,
                    entries,
                    finished_at: None,
                    recording: recording.clone(),
                });
            }
            Event::ReadConfirmed { seat } => self.at_entry(seat, |e| e.read_at = Some(at)),
            Event::TranscriptSigned { seat, signature } => {
                self.at_entry(seat, |e| e.state = SignState::Signed(signature.clone()));
            }
            Event::SigningRefused { seat, reason } => {
                self.at_entry(seat, |e| {
                    e.state = SignState::Refused {
                        at,
                        reason: reason.clone(),
                        noted: None,
                    }
                });
            }
            Event::SignerAdded { seat } => {
                if let Some(sign_off) = &mut self.transcript.sign_off {
                    sign_off.entries.push(waiting(seat));
                }
            }
            Event::SignerReminded { seat } => self.at_entry(seat, |e| e.reminded.push(at)),
            Event::RefusalNoted { seat } => {
                let Actor::Seat(by) = recorded.by.clone() else {
                    return;
                };
                self.at_entry(seat, |e| {
                    if let SignState::Refused { noted, .. } = &mut e.state {
                        *noted = Some(RefusalNote { by, at });
                    }
                });
            }
            Event::UnsignedNoted { seat, reason } => {
                let by = match &recorded.by {
                    Actor::Seat(seat) => seat.clone(),
                    Actor::System => return,
                };
                self.at_entry(seat, |e| {
                    e.state = SignState::Unsigned {
                        at,
                        by,
                        reason: reason.clone(),
                    }
                });
            }
            Event::SignOffFinished => {
                self.phase = Phase::Finished;
                if let Some(sign_off) = &mut self.transcript.sign_off {
                    sign_off.finished_at = Some(at);
                }
            }
            _ => {}
        }
    }

    fn remember(&mut self, was: TranscriptLine, recorded: &Recorded, why: Why) {
        self.transcript.history.push(Revision {
            line: was.id,
            rev: was.rev,
            speaker: was.speaker,
            kind: was.kind,
            text: was.text,
            by: recorded.by.clone(),
            until: recorded.at,
            why,
        });
    }

    fn strike(&mut self, id: &LineId, into: Option<&LineId>, recorded: &Recorded) {
        let lines = &mut self.transcript.lines;
        let Some(place) = lines.iter().position(|l| l.id == *id) else {
            return;
        };
        let was = lines.remove(place);
        let before = place.checked_sub(1).and_then(|at| lines.get(at));
        let after = before.map(|l| l.id.clone());
        let into = into.and_then(|into| self.transcript.line(into));
        let into = into.map(|line| (line.id.clone(), line.rev));
        let mut line = was.clone();
        line.rev += 1;
        self.void_signatures(Some(&was), &line, recorded.at);
        self.remember(was, recorded, Why::Struck);
        self.transcript.struck.push(Struck {
            line,
            after,
            by: recorded.by.clone(),
            at: recorded.at,
            into,
        });
    }

    fn restore(&mut self, id: &LineId, after: Option<&LineId>, recorded: &Recorded) {
        let struck = &mut self.transcript.struck;
        let Some(place) = struck.iter().position(|s| s.line.id == *id) else {
            return;
        };
        let was = struck.remove(place).line;
        let mut line = was.clone();
        line.rev += 1;
        self.void_signatures(None, &line, recorded.at);
        self.remember(was, recorded, Why::Restored);
        let lines = &mut self.transcript.lines;
        let place = match after {
            Some(after) => lines.iter().position(|l| l.id == *after).map(|at| at + 1),
            None => Some(0),
        };
        lines.insert(place.unwrap_or(lines.len()), line);
    }

    fn at_entry(&mut self, id: &SeatId, change: impl FnOnce(&mut SignOffEntry)) {
        if let Some(sign_off) = &mut self.transcript.sign_off
            && let Some(entry) = sign_off.entries.iter_mut().find(|e| e.seat == *id)
        {
            change(entry);
        }
    }

    /// R69: a signature stands only for the text that was signed.
    fn void_signatures(&mut self, was: Option<&TranscriptLine>, now: &TranscriptLine, at: Millis) {
        let Some(mut sign_off) = self.transcript.sign_off.take() else {
            return;
        };
        for entry in &mut sign_off.entries {
            let own_part = self.seat(&entry.seat).is_some_and(|s| s.role.is_called());
            let of_his = |line: &TranscriptLine| line.speaker == Speaker::Seat(entry.seat.clone());
            if own_part && !of_his(now) && !was.is_some_and(of_his) {
                continue;
            }
            entry.read_at = None;
            match &entry.state {
                SignState::Signed(signature) => {
                    entry.state = SignState::Voided {
                        was: signature.clone(),
                        at,
                    };
                }
                // What he would not sign is not what stands there now.
                SignState::Refused { .. } => entry.state = SignState::Waiting,
                SignState::Waiting | SignState::Unsigned { .. } | SignState::Voided { .. } => {}
            }
        }
        self.transcript.sign_off = Some(sign_off);
    }
}

fn waiting(seat: &SeatId) -> SignOffEntry {
    SignOffEntry {
        seat: seat.clone(),
        read_at: None,
        state: SignState::Waiting,
        reminded: Vec::new(),
    }
}
