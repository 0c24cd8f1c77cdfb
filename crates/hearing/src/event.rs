//! What happened. Past tense; the journal of these is the hearing log that the law asks for.

use crate::check_in::*;
use crate::command::{AbsenceFinding, Admonition, LossCause, PauseGround};
use crate::exhibit::*;
use crate::transcript::{Signature, TranscriptLine};
use crate::{
    Actor, CorrectionId, ExhibitId, GuardItem, LineId, Matter, Millis, Seat, SeatId, Stage, Zone,
};
use serde::{Deserialize, Serialize};

/// An event with when and by whom: one entry of the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    pub at: Millis,
    pub by: Actor,
    pub event: Event,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    HearingScheduled {
        matter: Matter,
        seats: Vec<Seat>,
    },

    IdentityStated {
        seat: SeatId,
        name: String,
        document: DocumentKind,
        last_four: String,
    },
    ConsentGiven {
        seat: SeatId,
        stage: ConsentStage,
        consent: Consent,
    },
    SuitabilityStated {
        seat: SeatId,
        suitability: Suitability,
    },
    DisciplineAcknowledged {
        seat: SeatId,
        rule: u8,
    },
    NoRecordingDeclared {
        seat: SeatId,
    },
    UndertakingGiven {
        seat: SeatId,
        signed_name: String,
    },
    PlaceStated {
        seat: SeatId,
        place: Place,
    },
    DevicesReported {
        seat: SeatId,
        report: DeviceReport,
    },
    HelpCalled {
        seat: SeatId,
    },
    HelpAnswered {
        seat: SeatId,
    },

    IdentityVerified {
        seat: SeatId,
        verification: Verification,
    },
    OtherPersonDecided {
        seat: SeatId,
        index: u8,
        permitted: bool,
    },
    ReadyReported,
    DelayAnnounced {
        until: Millis,
        reason: String,
    },

    SeatConnected {
        seat: SeatId,
    },
    SeatDisconnected {
        seat: SeatId,
        cause: LossCause,
    },
    /// Held by another device from now on, which came in by an entry of its own: the court is to look who it is.
    SeatTakenOver {
        seat: SeatId,
    },
    AbsenceClassified {
        seat: SeatId,
        finding: AbsenceFinding,
    },
    /// Into any zone: admission, sequestration, the calling of a witness, deliberation.
    SeatMoved {
        seat: SeatId,
        to: Zone,
        why: MoveReason,
    },
    SeatRemoved {
        seat: SeatId,
        reason: String,
    },

    HearingOpened,
    /// Closed although the record lacked what the law wants.
    ClosedWithOpenItems {
        open_items: Vec<GuardItem>,
        reason: String,
    },
    StageEntered {
        stage: Stage,
        open_items: Vec<GuardItem>,
        override_reason: Option<String>,
    },
    GuardItemRecorded {
        item: GuardItem,
    },
    IssuesSet {
        issues: Vec<String>,
    },
    Adjourned {
        reason: String,
    },
    Resumed,
    HearingClosed,
    RoomSecured,
    FloorGiven {
        seat: SeatId,
    },
    FloorTaken,
    HandRaised {
        seat: SeatId,
    },
    HandLowered {
        seat: SeatId,
    },
    Muted {
        seat: SeatId,
        lock: bool,
    },
    Released {
        seat: SeatId,
    },
    AllMuted,
    Admonished {
        seat: SeatId,
        measure: Admonition,
        words: String,
    },
    RecordingStarted,
    RecordingPaused {
        ground: PauseGround,
    },
    RecordingStopped,
    RecorderChanged {
        running: bool,
    },
    DevicesShown {
        seat: SeatId,
        microphone_on: bool,
        camera_on: bool,
    },

    ExhibitFiled {
        exhibit: Exhibit,
    },
    ExhibitWithdrawn {
        exhibit: ExhibitId,
        reason: String,
    },
    /// Names what it replaces, so that who may not see the new one still learns that the old one is gone.
    ExhibitPresented {
        exhibit: ExhibitId,
        by: SeatId,
        view: PageView,
        replaces: Option<ExhibitId>,
    },
    PageTurned {
        exhibit: ExhibitId,
        view: PageView,
    },
    PresentingStopped {
        exhibit: ExhibitId,
    },
    OriginalRecorded {
        exhibit: ExhibitId,
        state: OriginalState,
    },
    OpinionGiven {
        exhibit: ExhibitId,
        opinion: ExaminationOpinion,
    },
    ExhibitRuled {
        exhibit: ExhibitId,
        ruling: Ruling,
    },

    LineWritten {
        line: TranscriptLine,
        after: Option<LineId>,
    },
    LineEdited {
        line: TranscriptLine,
    },
    CorrectionRequested {
        correction: crate::transcript::Correction,
    },
    CorrectionDecided {
        correction: CorrectionId,
        granted: bool,
        reason: String,
    },
    SignOffOpened {
        seats: Vec<SeatId>,
    },
    ReadConfirmed {
        seat: SeatId,
    },
    TranscriptSigned {
        seat: SeatId,
        signature: Signature,
    },
    SigningRefused {
        seat: SeatId,
        reason: String,
    },
    UnsignedNoted {
        seat: SeatId,
        reason: String,
    },
    SignOffFinished,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveReason {
    Admitted,
    SentToWait,
    WitnessCalled,
    WitnessDismissed,
    Deliberation,
    Secured,
    Arrived,
}
