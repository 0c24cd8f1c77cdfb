//! 查阅记录 (R97): who has opened which file, or had somebody's way in shown to him, and when. It stands in the journal as everything does, and only the court reads it.

use serde::{Deserialize, Serialize};

use crate::{ExhibitId, Hearing, Millis, SeatId};

/// What was opened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opened {
    Exhibit(ExhibitId),
    /// 授权委托书, of whom
    Paper(SeatId),
    /// 庭审笔录, to take away
    Transcript(TranscriptForm),
    /// 电子卷宗, as data
    CaseFile,
    /// 电子卷宗, all of it
    Bundle,
    /// 退庭证据包, of whom
    Absences(SeatId),
    /// 庭审码和入庭链接, of whom
    Invitation(SeatId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TranscriptForm {
    Pdf,
    Docx,
    Text,
    Captions,
}

impl TranscriptForm {
    pub const ALL: [TranscriptForm; 4] = [
        TranscriptForm::Pdf,
        TranscriptForm::Docx,
        TranscriptForm::Text,
        TranscriptForm::Captions,
    ];
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    pub seat: SeatId,
    pub what: Opened,
    pub at: Millis,
}

/// A reader that asks for a file piece by piece, or again after a reload, has opened it once (ms).
pub const ONCE_IN: Millis = 15 * 60 * 1_000;

impl Hearing {
    /// Whether that this seat opens this now is already on record.
    pub fn has_opened(&self, seat: &SeatId, what: &Opened, now: Millis) -> bool {
        let lately = |access: &&Access| access.at.saturating_add(ONCE_IN) > now;
        let mut newest = self.accesses.iter().rev().take_while(lately);
        newest.any(|access| access.seat == *seat && access.what == *what)
    }
}
