//! 补正 (R57): who reads the record may say what of it is wrong: the words, whose they are, or that some are missing. A granted
//! request mends the record in the same breath; both stand in the journal (R58).

use super::{Decision, LINE_LIMIT, REASON_LIMIT, wanted};
use crate::transcript::*;
use crate::{CorrectionId, Event, Hearing, LineId, Millis, Refusal, Role, Seat, SeatId};

/// Corrections one person may have open, and may ask for at all.
const OPEN_CORRECTIONS: usize = 20;
const CORRECTIONS: usize = 500;

pub(super) struct Request<'a> {
    pub id: &'a CorrectionId,
    pub line: &'a LineId,
    pub should_read: &'a str,
    pub wrong: &'a Wrong,
    pub reason: &'a str,
}

impl Hearing {
    pub(super) fn request_correction(&self, me: &Seat, asked: &Request, now: Millis) -> Decision {
        let mut part = self.part_for(&me.id);
        let known = part.find(|l| l.id == *asked.line);
        let known = known.ok_or(Refusal::NoSuchLine)?;
        if asked.id.as_str().is_empty() || asked.id.as_str().len() > 64 {
            return Err(Refusal::Malformed);
        }
        if self
            .transcript
            .corrections
            .iter()
            .any(|c| c.id == *asked.id)
        {
            return Err(Refusal::AlreadyDone);
        }
        self.may_ask_for_corrections(me)?;
        wanted(asked.should_read, LINE_LIMIT, Refusal::TextEmpty)?;
        wanted(asked.reason, REASON_LIMIT, Refusal::ReasonWanted)?;
        self.may_find_wrong(me, known, asked)?;
        let now_reads = match asked.wrong {
            Wrong::Words | Wrong::Speaker { .. } => known.text.clone(),
            Wrong::Omission { .. } => String::new(),
        };
        Ok(vec![Event::CorrectionRequested {
            correction: Correction {
                id: asked.id.clone(),
                line: asked.line.clone(),
                by: me.id.clone(),
                at: now,
                now_reads,
                should_read: asked.should_read.to_owned(),
                wrong: asked.wrong.clone(),
                reason: asked.reason.to_owned(),
                decision: None,
            },
        }])
    }

    fn may_find_wrong(
        &self,
        me: &Seat,
        known: &TranscriptLine,
        asked: &Request,
    ) -> Result<(), Refusal> {
        match asked.wrong {
            Wrong::Words => Ok(()),
            Wrong::Speaker { now, should } => {
                if known.speaker != Speaker::Seat(now.clone()) {
                    return Err(Refusal::LineChanged { rev: known.rev });
                }
                // One request, one question: the words stay as they are.
                if now == should || asked.should_read != known.text {
                    return Err(Refusal::Malformed);
                }
                self.speaks(should)
            }
            Wrong::Omission { speaker } => {
                // R59: nobody who is called says what others have said.
                if me.role.is_called() && *speaker != me.id {
                    return Err(Refusal::NotPermitted);
                }
                self.new_line(&LineId::new(asked.id.as_str()))?;
                self.speaks(speaker)
            }
        }
    }

    fn speaks(&self, seat: &SeatId) -> Result<(), Refusal> {
        match self.seat(seat) {
            Some(seat) if !seat.role.only_watches() => Ok(()),
            Some(_) | None => Err(Refusal::NoSuchSeat),
        }
    }

    pub(super) fn decide_correction(
        &self,
        me: &Seat,
        id: &CorrectionId,
        granted: bool,
        reason: &str,
        now: Millis,
    ) -> Decision {
        let mut all = self.transcript.corrections.iter();
        let known = all.find(|c| c.id == *id);
        let known = known.ok_or(Refusal::NoSuchCorrection)?;
        if known.decision.is_some() {
            return Err(Refusal::AlreadyDone);
        }
        // Nobody but the judge decides on what he has asked for himself.
        if known.by == me.id && me.role != Role::PresidingJudge {
            return Err(Refusal::NotPermitted);
        }
        wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
        let mut events = vec![Event::CorrectionDecided {
            correction: id.clone(),
            granted,
            reason: reason.to_owned(),
        }];
        if granted {
            let mended = self.mended(known, now)?;
            let signs_too = self.signs_too(&mended);
            events.push(mended);
            events.extend(signs_too.map(|seat| Event::SignerAdded { seat }));
        }
        Ok(events)
    }

    /// Who is called signs his own words (R59, R68); who had none on record before a correction gave him some, signs from then on.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "of all that happens, these two write words"
    )]
    fn signs_too(&self, mended: &Event) -> Option<SeatId> {
        let line = match mended {
            Event::LineEdited { line, .. } | Event::LineWritten { line, .. } => line,
            _ => return None,
        };
        let Speaker::Seat(seat) = &line.speaker else {
            return None;
        };
        let entries = &self.transcript.sign_off.as_ref()?.entries;
        let known = entries.iter().any(|entry| entry.seat == *seat);
        let seat = self.seat(seat).filter(|_| !known)?;
        (seat.role.is_called() && self.took_part(seat)).then(|| seat.id.clone())
    }

    /// What a granted request makes of the record, if it still reads as it did when somebody asked.
    fn mended(&self, asked: &Correction, at: Millis) -> Result<Event, Refusal> {
        let line = self.transcript.line(&asked.line);
        let line = line.ok_or(Refusal::NoSuchLine)?;
        let reads_otherwise = Refusal::LineChanged { rev: line.rev };
        let mended = TranscriptLine {
            rev: line.rev + 1,
            ..line.clone()
        };
        let mended = match &asked.wrong {
            Wrong::Omission { speaker } => return self.put_in(asked, line, speaker, at),
            Wrong::Words | Wrong::Speaker { .. } if line.text != asked.now_reads => {
                return Err(reads_otherwise);
            }
            Wrong::Speaker { now, .. } if line.speaker != Speaker::Seat(now.clone()) => {
                return Err(reads_otherwise);
            }
            Wrong::Words => TranscriptLine {
                text: asked.should_read.clone(),
                ..mended
            },
            Wrong::Speaker { should, .. } => TranscriptLine {
                speaker: Speaker::Seat(should.clone()),
                ..mended
            },
        };
        Ok(Event::LineEdited {
            line: mended,
            why: Why::Corrected(asked.id.clone()),
        })
    }

    /// 漏记: it was said where the line before it was, with the same lying before everybody.
    fn put_in(
        &self,
        asked: &Correction,
        behind: &TranscriptLine,
        speaker: &SeatId,
        at: Millis,
    ) -> Result<Event, Refusal> {
        let id = LineId::new(asked.id.as_str());
        self.new_line(&id)?;
        Ok(Event::LineWritten {
            line: TranscriptLine {
                id,
                stage: behind.stage,
                speaker: Speaker::Seat(speaker.clone()),
                kind: LineKind::Speech,
                text: asked.should_read.clone(),
                at,
                rev: 0,
                exhibit: None,
                said: Some(behind.said.clone().unwrap_or_else(|| self.said(behind.at))),
                proposed: None,
            },
            after: Some(behind.id.clone()),
        })
    }

    /// Who reads the record may ask for it to be mended, until he has signed, and not without end.
    fn may_ask_for_corrections(&self, me: &Seat) -> Result<(), Refusal> {
        if !self.reads_record(&me.id) {
            return Err(Refusal::NotPermitted);
        }
        let entries = self.transcript.sign_off.iter().flat_map(|s| &s.entries);
        let mut own = entries.filter(|e| e.seat == me.id);
        if own.any(|e| matches!(e.state, SignState::Signed(_))) {
            return Err(Refusal::AlreadyDone);
        }
        let asked = self.transcript.corrections.iter().filter(|c| c.by == me.id);
        let open = asked.clone().filter(|c| c.decision.is_none()).count();
        if open >= OPEN_CORRECTIONS || asked.count() >= CORRECTIONS {
            return Err(Refusal::LimitReached);
        }
        Ok(())
    }
}
