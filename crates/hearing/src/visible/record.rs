//! What a viewer reads of the record.

use super::{Lines, Others, Scope, Sees};
use crate::transcript::{SignOff, SignState, Speaker, Struck, Transcript, TranscriptLine};
use crate::{ExhibitId, Hearing, Refusal, SeatId};

impl Hearing {
    pub(super) fn seen_transcript(
        &self,
        all: &Transcript,
        sees: &Sees,
        viewer: &SeatId,
        shows: impl Fn(&ExhibitId) -> bool,
    ) -> Transcript {
        let types = self.takes_proposals(viewer);
        match sees.lines {
            Lines::None => Transcript::default(),
            Lines::All => {
                let lines = all.lines.iter().map(|line| seen_line(line, &shows, types));
                let mut seen = Transcript {
                    lines: lines.collect(),
                    corrections: all.corrections.clone(),
                    sign_off: all.sign_off.clone(),
                    history: all.history.clone(),
                    struck: {
                        let seen = |s: &Struck| Struck {
                            line: seen_line(&s.line, &shows, types),
                            ..s.clone()
                        };
                        all.struck.iter().map(seen).collect()
                    },
                    phrases: Vec::new(),
                };
                if sees.others == Others::Whole {
                    seen.phrases.clone_from(&all.phrases);
                }
                if sees.others != Others::Whole {
                    hide_drawings(&mut seen.sign_off, viewer);
                }
                seen
            }
            Lines::Own => {
                let said = |l: &&TranscriptLine| l.speaker == Speaker::Seat(viewer.clone());
                Transcript {
                    lines: {
                        let own = all.lines.iter().filter(said);
                        own.map(|line| seen_line(line, &shows, types)).collect()
                    },
                    corrections: all
                        .corrections
                        .iter()
                        .filter(|c| c.by == *viewer)
                        .cloned()
                        .collect(),
                    sign_off: all.sign_off.as_ref().map(|s| SignOff {
                        entries: s
                            .entries
                            .iter()
                            .filter(|e| e.seat == *viewer)
                            .cloned()
                            .collect(),
                        ..s.clone()
                    }),
                    history: {
                        let own = Speaker::Seat(viewer.clone());
                        let said = all.history.iter().filter(|was| was.speaker == own);
                        said.cloned().collect()
                    },
                    struck: Vec::new(),
                    phrases: Vec::new(),
                }
            }
        }
    }

    /// Whether a seat reads the record now, or its own part of it.
    pub fn reads_record(&self, viewer: &SeatId) -> bool {
        match self.scope_of(viewer).sees().lines {
            Lines::All => true,
            // Nobody who is called reads before the record lies open for him.
            Lines::Own => self.transcript.sign_off.is_some(),
            Lines::None => false,
        }
    }

    /// Whether a seat may take the transcript away, in whatever kind of file: the court and the parties in the room all of it, one
    /// who was called his own words once they lie open for signing (R59, R62).
    ///
    /// # Errors
    /// `SignOffNotOpen` for whom it is too early, `NotPermitted` for whom it is not.
    pub fn may_take_record(&self, viewer: &SeatId) -> Result<(), Refusal> {
        let watches = self.seat(viewer).is_none_or(|s| s.role.only_watches());
        match self.scope_of(viewer) {
            _ if watches => Err(Refusal::NotPermitted),
            Scope::Bench | Scope::Registry | Scope::Room | Scope::OwnPart { .. } => Ok(()),
            Scope::Called { .. } | Scope::Waiting | Scope::WaitingToWatch | Scope::Sequestered => {
                Err(Refusal::SignOffNotOpen)
            }
            Scope::Gallery { .. } | Scope::Inspection | Scope::Outside => {
                Err(Refusal::NotPermitted)
            }
        }
    }

    /// The lines a seat reads and signs: all, or one's own words (R59).
    pub fn part_for<'a>(&'a self, seat: &'a SeatId) -> impl Iterator<Item = &'a TranscriptLine> {
        let own_only = self.seat(seat).is_some_and(|s| s.role.is_called());
        self.transcript
            .lines
            .iter()
            .filter(move |line| !own_only || line.speaker == Speaker::Seat(seat.clone()))
    }

    /// What a signature of `seat` is bound to; the browser computes it over what it shows, the server over what it holds.
    pub fn digest_to_sign(&self, seat: &SeatId) -> String {
        let recording = self.transcript.sign_off.as_ref().map(|s| &s.recording);
        if let Some(files) = recording.filter(|files| !files.is_empty()) {
            // AV 9: 完整性校验值.
            return crate::record_kind::integrity_value(files);
        }
        crate::transcript::text_sha256(self.part_for(seat))
    }
}

/// The words are for who reads the record; which exhibit they were said before, for who may see that (R48, R50).
pub(super) fn seen_line(
    line: &TranscriptLine,
    shows: impl Fn(&ExhibitId) -> bool,
    types: bool,
) -> TranscriptLine {
    let mut seen = line.clone();
    if let Some(proposed) = seen.proposed.as_mut().filter(|_| !types) {
        // That it was proposed, all may know; what a machine misheard was said by nobody.
        proposed.text.clear();
    }
    seen.exhibit.take_if(|(named, _)| !shows(named));
    if let Some(said) = &mut seen.said {
        said.before.retain(|(lay, _)| shows(lay));
    }
    seen
}

fn hide_drawings(sign_off: &mut Option<SignOff>, viewer: &SeatId) {
    for entry in sign_off.iter_mut().flat_map(|s| &mut s.entries) {
        if entry.seat == *viewer {
            continue;
        }
        match &mut entry.state {
            SignState::Signed(signature) | SignState::Voided { was: signature, .. } => {
                signature.drawing = None;
                signature.session = None;
            }
            SignState::Waiting | SignState::Refused { .. } | SignState::Unsigned { .. } => {}
        }
    }
}
