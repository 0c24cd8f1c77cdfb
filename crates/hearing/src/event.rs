//! What happened. Past tense; the journal of these is the hearing log that the law asks for.

use crate::absence::{AbsenceSettings, Account, DutyDevice, LineTrace, Prompt, Return};
use crate::chain::{ChainCheck, ChainDispute, ChainRecord};
use crate::check_in::*;
use crate::confidentiality::Confidentiality;
use crate::elsewhere::Elsewhere;
use crate::exhibit::*;
use crate::fact::LossCause;
use crate::finding::AbsenceFinding;
use crate::in_person::InPerson;
use crate::late::{LateAnswer, LateRuling};
use crate::mark::Mark;
use crate::objection::{ObjectionGround, ObjectionOutcome};
use crate::on_file::OnFile;
use crate::original::{OriginalGround, OriginalRequest, OriginalRuling};
use crate::presenting::{Beside, Showing};
use crate::record_kind::SealedFile;
use crate::recording::PauseGround;
use crate::recusal::RecusalDecision;
use crate::sanction::{Admonition, Sanction};
use crate::suitability::Considered;
use crate::transcript::{RecordKind, Signature, TranscriptLine, Why};
use crate::waiting::{Doubt, GalleryCheck, Look, Notice, Ring};
use crate::{
    Actor, CorrectionId, ExhibitId, GuardItem, LineId, MarkId, Matter, Millis, Seat, SeatId, Stage,
    Zone,
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
        #[serde(default)]
        edition: u16,
    },
    SuitabilityStated {
        seat: SeatId,
        suitability: Suitability,
    },
    DisciplineAcknowledged {
        seat: SeatId,
        rule: u8,
        #[serde(default)]
        edition: u16,
    },
    RightAcknowledged {
        seat: SeatId,
        right: u8,
        edition: u16,
    },
    ConsequenceAcknowledged {
        seat: SeatId,
        consequence: u8,
        edition: u16,
    },
    NoRecordingDeclared {
        seat: SeatId,
        #[serde(default)]
        edition: u16,
    },
    UndertakingGiven {
        seat: SeatId,
        signed_name: String,
        #[serde(default)]
        edition: u16,
    },
    AuthorityStated {
        seat: SeatId,
        authority: Authority,
    },
    PlaceStated {
        seat: SeatId,
        place: Place,
    },
    DevicesReported {
        seat: SeatId,
        report: DeviceReport,
    },
    RisksAcknowledged {
        seat: SeatId,
    },
    HelpCalled {
        seat: SeatId,
    },
    HelpAnswered {
        seat: SeatId,
    },

    /// A seat of its own is made for him.
    ObserverRegistered {
        seat: SeatId,
        name: String,
        document: DocumentKind,
        last_four: String,
        /// His place in the queue, from 1; none when he has a seat.
        waiting: Option<u16>,
        /// As he states it.
        #[serde(default)]
        relative: bool,
    },
    RegistrationWithdrawn {
        seat: SeatId,
    },
    /// Somebody is gone, or goes before them: where those who waited stand now.
    QueueMoved {
        places: Vec<(SeatId, Option<u16>)>,
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
    SuitabilityConsidered {
        seat: SeatId,
        considered: Considered,
    },
    ReadyReported,
    ReadyWithdrawn,
    DelayAnnounced {
        until: Millis,
        reason: String,
        /// To what time it was put off before: who learns of no reason is told only when this one is another.
        #[serde(default)]
        replaces: Option<Millis>,
    },

    SeatRung {
        seat: SeatId,
        ring: Ring,
    },
    RingAnswered {
        seat: SeatId,
    },
    /// One for each seat it goes to.
    NoticeSent {
        seat: SeatId,
        notice: Notice,
    },
    NoticeRead {
        seat: SeatId,
        number: u32,
    },
    LookBegun {
        seat: SeatId,
        look: Look,
    },
    LookEnded {
        seat: SeatId,
    },
    /// 案卷所载证件, as the clerk has it from the case file.
    DocumentEntered {
        seat: SeatId,
        on_file: OnFile,
    },
    IdentityDoubted {
        seat: SeatId,
        doubt: Doubt,
    },
    GalleryConfirmed {
        check: GalleryCheck,
    },

    SeatConnected {
        seat: SeatId,
    },
    SeatDisconnected {
        seat: SeatId,
        cause: LossCause,
        #[serde(default)]
        line: Option<LineTrace>,
    },
    /// Held by another device from now on, which came in by an entry of its own: the court is to look who it is.
    SeatTakenOver {
        seat: SeatId,
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

    // absences
    AbsenceSettingsMade {
        settings: AbsenceSettings,
    },
    SignalSeen {
        seat: SeatId,
        what: LossCause,
        said_at: Millis,
    },
    SignalOver {
        seat: SeatId,
        what: LossCause,
    },
    /// `from` names the absence.
    AbsencePrompted {
        seat: SeatId,
        from: Millis,
        prompt: Prompt,
    },
    PromptReached {
        seat: SeatId,
        from: Millis,
        number: u32,
    },
    ReturnReported {
        seat: SeatId,
        from: Millis,
        way: Return,
    },
    AbsenceAccounted {
        seat: SeatId,
        from: Millis,
        account: Account,
    },
    AbsenceClassified {
        seat: SeatId,
        finding: AbsenceFinding,
        /// None in journals of earlier editions: the newest that nothing was found of.
        #[serde(default)]
        from: Option<Millis>,
        #[serde(default)]
        reason: String,
    },
    CameraLeft {
        seat: SeatId,
        granted: bool,
        reason: String,
    },
    /// Off for longer than the court has set, without leave.
    DeviceMissed {
        seat: SeatId,
        device: DutyDevice,
    },
    SpotlightSet {
        seat: Option<SeatId>,
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
    SecuringExplained {
        words: String,
    },
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
        #[serde(default, skip_serializing_if = "Option::is_none")]
        trouble: Option<crate::recording::RecorderTrouble>,
    },
    TrackKept {
        track: Box<crate::recording::Track>,
    },
    TracksComplete {
        files: u32,
    },
    RecordingGap {
        from: Millis,
        until: Millis,
        cause: crate::recording::GapCause,
    },
    GapExplained {
        from: Millis,
        words: String,
    },
    ListeningAllowed {
        allowed: bool,
    },
    RecordingHeard {
        seat: SeatId,
        what: crate::recording::Heard,
    },
    DevicesShown {
        seat: SeatId,
        microphone_on: bool,
        camera_on: bool,
    },

    // the bench (R26-R29, R33)
    RecusalAsked {
        by: SeatId,
        whom: SeatId,
        reason: String,
    },
    RecusalWithdrawn {
        recusal: u32,
    },
    RecusalDecided {
        recusal: u32,
        decision: RecusalDecision,
    },
    ReconsiderationAsked {
        recusal: u32,
        reason: String,
    },
    Objected {
        seat: SeatId,
        ground: Option<ObjectionGround>,
    },
    ObjectionEnded {
        seat: SeatId,
        outcome: ObjectionOutcome,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    IssuesAnswered {
        seat: SeatId,
        edition: u32,
        remark: Option<String>,
    },
    FloorLimited {
        until: Option<Millis>,
    },
    AllMutedBut {
        seat: SeatId,
    },
    SanctionRecorded {
        seat: SeatId,
        sanction: Sanction,
        approval: String,
        words: String,
    },
    SatElsewhere {
        seat: SeatId,
        elsewhere: Elsewhere,
    },
    SatInCourtroom {
        seat: SeatId,
    },
    SeatConverted {
        seat: SeatId,
        how: InPerson,
    },
    SeatReturnedOnline {
        seat: SeatId,
        /// None in journals of earlier editions.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },

    ExhibitFiled {
        exhibit: Box<Exhibit>,
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

    // presenting
    PresentingHanded {
        exhibit: ExhibitId,
        to: SeatId,
    },
    BesideShown {
        /// The one on show.
        exhibit: ExhibitId,
        beside: Option<Beside>,
        /// What lay there until now: who may not see the new one is told of it only where he loses something.
        #[serde(default)]
        replaces: Option<ExhibitId>,
    },
    PlaybackSet {
        exhibit: ExhibitId,
        playing: bool,
        position: u64,
        length: u64,
    },
    /// Once for each page that stood: when everybody had it, or when it went.
    PageShown {
        showing: Showing,
    },
    MarkDrawn {
        mark: Mark,
    },
    MarkErased {
        exhibit: ExhibitId,
        mark: MarkId,
    },

    OriginalRecorded {
        exhibit: ExhibitId,
        state: OriginalState,
        #[serde(default)]
        ground: Option<OriginalGround>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    OpinionGiven {
        exhibit: ExhibitId,
        opinion: ExaminationOpinion,
    },
    ExhibitRuled {
        exhibit: ExhibitId,
        ruling: Ruling,
    },

    // the exhibit list and the examination
    FilingDeadlineSet {
        until: Option<Millis>,
    },
    LateRuled {
        exhibit: ExhibitId,
        ruling: LateRuling,
    },
    LateAnswered {
        exhibit: ExhibitId,
        answer: LateAnswer,
    },
    OriginalRequested {
        exhibit: ExhibitId,
        request: OriginalRequest,
    },
    OriginalRuled {
        exhibit: ExhibitId,
        ruling: OriginalRuling,
    },
    ChainRecordStated {
        exhibit: ExhibitId,
        record: ChainRecord,
    },
    ChainChecked {
        exhibit: ExhibitId,
        check: ChainCheck,
    },
    ChainDisputed {
        exhibit: ExhibitId,
        dispute: ChainDispute,
    },
    ExhibitDescribed {
        exhibit: ExhibitId,
        text_alternative: String,
    },
    ConfidentialitySigned {
        seat: SeatId,
        undertaking: Confidentiality,
    },

    LineWritten {
        line: TranscriptLine,
        after: Option<LineId>,
    },
    LineEdited {
        line: TranscriptLine,
        #[serde(default, skip_serializing_if = "Why::is_mended")]
        why: Why,
    },
    /// Out of the record, and kept (R58).
    LineStruck {
        line: LineId,
        /// The line that has its words now.
        #[serde(default)]
        into: Option<LineId>,
    },
    LineRestored {
        line: LineId,
        /// None: at the head of the record.
        after: Option<LineId>,
    },
    /// 本院常用语
    PhraseKept {
        text: String,
    },
    PhraseDropped {
        text: String,
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
        /// Signed for in place of the record (R64).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        recording: Vec<SealedFile>,
    },
    // the kind of record, and what takes its place (R63, R64)
    RecordNamed {
        kind: RecordKind,
    },
    ReplacementAsked,
    ReplacementWithdrawn,
    ReplacementAnswered {
        seat: SeatId,
        agreed: bool,
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
    /// A correction has given words to one who is called (R68).
    SignerAdded {
        seat: SeatId,
    },
    SignerReminded {
        seat: SeatId,
    },
    RefusalNoted {
        seat: SeatId,
    },

    // files (R97)
    FileOpened {
        seat: SeatId,
        what: crate::Opened,
    },
    /// Its bytes are no more.
    ExhibitErased {
        exhibit: ExhibitId,
        sha256: String,
    },
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
