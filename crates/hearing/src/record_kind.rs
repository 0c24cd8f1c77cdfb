//! 笔录种类 and 录音录像替代笔录: what kind of record a sitting has (R63; R12 34), and whether its recording takes the place of
//! the record (R64; AV 8, 9).

use crate::recording::Stretch;
use crate::transcript::RecordKind;
use crate::{Hearing, Millis, Procedure, Refusal, Role, Seat, SeatId, Side};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// 以庭审录音录像替代庭审笔录: asked by the court, good with the consent of both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    pub asked_at: Millis,
    /// The newest answer of each.
    pub answers: Vec<ReplacementAnswer>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplacementAnswer {
    pub seat: SeatId,
    pub agreed: bool,
    pub at: Millis,
}

/// A file of the recording as it is signed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedFile {
    pub file: String,
    pub sha256: String,
    pub bytes: u64,
}

/// 完整性校验值 of a recording: SHA-256 of each file's name, length and hash, so that none can be changed, left out or put in. A
/// stranger computes it from the files.
pub fn integrity_value(files: &[SealedFile]) -> String {
    let mut hash = Sha256::new();
    for file in files {
        for part in [file.file.as_str(), &file.bytes.to_string(), &file.sha256] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Who answers for a side: itself, or who speaks for it.
pub(crate) fn answers_replacement(role: Role) -> bool {
    matches!(role, Role::Party | Role::Representative | Role::Guardian)
}

/// 合议庭: three at least.
const PANEL: usize = 3;

impl Hearing {
    /// Whether more than one sit in judgment, so that there is something to deliberate.
    pub fn has_panel(&self) -> bool {
        let bench = self.seats.iter().filter(|s| s.role.is_bench());
        bench.filter(|s| s.removed.is_none()).count() >= PANEL
    }

    /// Whether its recording may take the place of the record at all: of a civil case in the simple procedure (AV 8).
    pub fn may_be_replaced(&self) -> bool {
        let simple = self
            .matter
            .as_ref()
            .is_some_and(|m| m.procedure == Procedure::CivilSimple);
        simple && self.record_kind == RecordKind::Trial
    }

    pub fn replacement_answer(&self, seat: &SeatId) -> Option<bool> {
        let answers = &self.replacement.as_ref()?.answers;
        answers.iter().find(|a| a.seat == *seat).map(|a| a.agreed)
    }

    /// Whom the court asks.
    pub fn asked_for_replacement(&self) -> impl Iterator<Item = &Seat> {
        self.seats
            .iter()
            .filter(|s| answers_replacement(s.role) && s.removed.is_none())
    }

    /// Whether each side that has a party has agreed, and nobody has refused.
    pub fn replacement_stands(&self) -> bool {
        let Some(replacement) = &self.replacement else {
            return false;
        };
        let agreed = |side: Side| {
            let own = self.asked_for_replacement().filter(|s| s.side == side);
            own.filter_map(|s| self.replacement_answer(&s.id))
                .any(|yes| yes)
        };
        let mut parties = self
            .asked_for_replacement()
            .filter(|s| s.role == Role::Party)
            .peekable();
        self.may_be_replaced()
            && replacement.answers.iter().all(|a| a.agreed)
            && parties.peek().is_some()
            && parties.all(|s| agreed(s.side))
    }

    /// The files that are signed for, in the order of their names: what comes after that is in no signature.
    ///
    /// # Errors
    /// `RecordingIncomplete` when something of the hearing is not in them; `RecordingUnfinished` while files may still come.
    pub(crate) fn whole_recording(&self) -> Result<Vec<SealedFile>, Refusal> {
        if self.has_broken_recording() {
            return Err(Refusal::RecordingIncomplete);
        }
        if !self.tracks_complete {
            return Err(Refusal::RecordingUnfinished);
        }
        if !self.holds_every_stretch() {
            return Err(Refusal::RecordingIncomplete);
        }
        let mut files: Vec<SealedFile> = self
            .tracks
            .iter()
            .map(|track| SealedFile {
                file: track.file.clone(),
                sha256: track.sha256.clone(),
                bytes: track.bytes,
            })
            .collect();
        files.sort_by(|a, b| a.file.cmp(&b.file));
        Ok(files)
    }

    /// Whether it will not be whole, however long one waits.
    fn has_broken_recording(&self) -> bool {
        let gap = self.incidents.iter().any(|i| i.what.is_gap());
        // What the list has no room for is in no file that is signed for.
        gap || self.has_too_many_tracks()
            || !self.began_when_ordered()
            || self.tracks.iter().any(|t| t.cut)
    }

    /// Whether the recorder ran each time when it was ordered to: what was said before it did is no gap of its own, and in no file.
    fn began_when_ordered(&self) -> bool {
        /// So long (ms) may pass between the order and the recording.
        const BEGIN: Millis = 1_000;
        let over = self.closed_at.unwrap_or(Millis::MAX);
        let pauses = self.incidents.iter().filter(|i| i.what.is_pause());
        let resumed = pauses.filter_map(|i| i.until);
        let mut ordered = self.opened_at.into_iter().chain(resumed);
        let begun = |at: Millis| {
            let holds = |s: &Stretch| s.from <= at + BEGIN && s.until.is_none_or(|end| end > at);
            self.stretches.iter().any(holds)
        };
        !self.stretches.is_empty() && ordered.all(|at| at + BEGIN >= over || begun(at))
    }

    fn holds_every_stretch(&self) -> bool {
        /// So much earlier than the order to stop (ms) a file may end.
        const END: Millis = 5_000;
        let whole = |from: Millis, until: Option<Millis>| {
            until.is_some_and(|until| {
                let mut in_it = self
                    .tracks
                    .iter()
                    .filter(|t| t.from < until && t.until > from);
                in_it.any(|t| t.until.saturating_add(END) >= until)
            })
        };
        self.stretches.iter().all(|s| whole(s.from, s.until))
    }
}
