//! 笔录种类 and 录音录像替代笔录: what kind of record a sitting has (R63; R12 34), and whether its recording takes the place of
//! the record (R64; AV 8, 9).

use crate::recording::{MOST_OF_ONE, MOST_TRACKS};
use crate::transcript::RecordKind;
use crate::{Hearing, Millis, Procedure, Role, Seat, SeatId, Side};
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

    /// The files that are signed for, in the order of their names. None: something of the hearing is not in them, or not finished.
    pub fn whole_recording(&self) -> Option<Vec<SealedFile>> {
        /// So much earlier than the order to stop (ms) a file may end.
        const END: Millis = 5_000;
        let gap = self.incidents.iter().any(|i| i.what.is_gap());
        let whole = |from: Millis, until: Option<Millis>| {
            until.is_some_and(|until| {
                let mut in_it = self
                    .tracks
                    .iter()
                    .filter(|t| t.from < until && t.until > from);
                in_it.any(|t| t.until.saturating_add(END) >= until)
            })
        };
        // What the list has no room for is in no file that is signed for.
        let of_one = |seat: &Seat| self.tracks.iter().filter(|t| t.seat == seat.id).count();
        let full = self.tracks.len() >= MOST_TRACKS
            || self.seats.iter().any(|seat| of_one(seat) >= MOST_OF_ONE);
        let held = self.stretches.iter().all(|s| whole(s.from, s.until));
        if gap || full || self.stretches.is_empty() || !held || self.tracks.iter().any(|t| t.cut) {
            return None;
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
        Some(files)
    }
}
