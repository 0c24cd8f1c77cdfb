//! What no person asks for: the backend knows it.

use crate::absence::{AbsenceSettings, LineTrace};
use crate::presenting::Showing;
use crate::recording::{GapCause, RecorderTrouble, Track};
use crate::{ExhibitId, Millis, Opened, SeatId};
use serde::{Deserialize, Serialize};

/// What the backend states of its own knowledge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    Connected {
        seat: SeatId,
    },
    Disconnected {
        seat: SeatId,
        cause: LossCause,
        line: Option<LineTrace>,
    },
    /// Time has passed: what [`crate::Hearing::next_due`] named may have come.
    Clock,
    /// What this court has set for absences.
    Absences(AbsenceSettings),
    /// Another device has taken the seat over, by another entry (R2).
    TakenOver {
        seat: SeatId,
    },
    Recorder {
        running: bool,
        trouble: Option<RecorderTrouble>,
    },
    /// A file of the recording is finished.
    TrackKept {
        track: Box<Track>,
    },
    /// The recorder is at rest, and each file of the sitting is finished, hashed and on record: so many.
    TracksComplete {
        files: u32,
    },
    /// A time that is over and was not recorded, or not whole.
    RecordingGap {
        from: Millis,
        until: Millis,
        cause: GapCause,
    },
    /// What the screens have reported of a page (R49).
    PageShown {
        showing: Showing,
    },
    /// The time for keeping this withdrawn exhibit, as this court has set it, is over.
    Erased {
        exhibit: ExhibitId,
        kept: Millis,
    },
    /// Somebody opens a file at one of the doors (R97).
    Opened {
        seat: SeatId,
        what: Opened,
    },
}

/// The signal that was seen, not a finding (R24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LossCause {
    PageClosed,
    NetworkLost,
    ServerRestarted,
    // as the person's own browser reports it
    PageHidden,
    CameraLost,
    MicrophoneLost,
    LeftByKey,
}
