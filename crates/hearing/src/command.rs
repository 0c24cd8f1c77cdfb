//! What a person asks for. Imperative; nothing has happened until an event says so.

use crate::check_in::*;
use crate::exhibit::*;
use crate::transcript::{LineKind, Speaker};
use crate::{CorrectionId, ExhibitId, GuardItem, LineId, SeatId, Stage};
use serde::{Deserialize, Serialize};

/// Who asks: looked up from the connection, never read from the command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    Seat(SeatId),
    /// The backend itself, for facts that no person states: a lost line, a running recorder.
    System,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    // check-in (R2-R14): each for oneself
    StateIdentity {
        name: String,
        document: DocumentKind,
        last_four: String,
    },
    GiveConsent {
        stage: ConsentStage,
        consent: Consent,
    },
    StateSuitability {
        bars: Vec<SuitabilityBar>,
        help: Vec<Adjustment>,
    },
    AcknowledgeDiscipline {
        rule: u8,
    },
    DeclareNoRecording,
    GiveUndertaking {
        signed_name: String,
    },
    StatePlace {
        region: String,
        kind: PlaceKind,
        quiet: bool,
        others: Vec<(String, String)>,
    },
    ReportDevices {
        camera: DeviceState,
        microphone: DeviceState,
        speaker: DeviceState,
        latency_ms: Option<u32>,
    },
    CallForHelp,
    WithdrawCallForHelp,

    // readiness
    VerifyIdentity {
        seat: SeatId,
        how: VerificationMethod,
    },
    PermitOtherPerson {
        seat: SeatId,
        index: u8,
        /// As the judge read it: an answer that was changed meanwhile is not permitted by mistake.
        who: String,
        permitted: bool,
    },
    AnswerHelp {
        seat: SeatId,
    },
    ReportReady,
    /// R16: the reason everybody who waits is told
    AnnounceDelay {
        until: u64,
        reason: String,
    },

    // the room (R20-R28)
    Admit {
        seat: SeatId,
    },
    SendToWait {
        seat: SeatId,
        reason: String,
    },
    Remove {
        seat: SeatId,
        reason: String,
    },
    CallWitness {
        seat: SeatId,
    },
    DismissWitness {
        seat: SeatId,
    },
    OpenHearing {
        override_reason: Option<String>,
    },
    EnterStage {
        stage: Stage,
        override_reason: Option<String>,
    },
    RecordGuardItem {
        item: GuardItem,
    },
    SetIssues {
        issues: Vec<String>,
    },
    Adjourn {
        reason: String,
    },
    Resume,
    CloseHearing {
        override_reason: Option<String>,
    },
    SecureRoom,
    GiveFloor {
        seat: SeatId,
    },
    TakeFloor,
    RaiseHand,
    LowerHand {
        seat: SeatId,
    },
    Mute {
        seat: SeatId,
        lock: bool,
    },
    Release {
        seat: SeatId,
    },
    MuteAll,
    Admonish {
        seat: SeatId,
        measure: Admonition,
        words: String,
    },
    PauseRecording {
        ground: PauseGround,
    },
    ResumeRecording,
    ClassifyAbsence {
        seat: SeatId,
        finding: AbsenceFinding,
    },
    BeginDeliberation,
    EndDeliberation,
    /// The state of one's own devices, as the others are shown it (R23).
    ShowDevices {
        microphone_on: bool,
        camera_on: bool,
    },

    // evidence (R39-R51)
    FileExhibit {
        exhibit: ExhibitId,
        title: String,
        category: ExhibitCategory,
        source: String,
        purpose: String,
        secrecy: Secrecy,
        /// As the browser computed it; the server has checked the bytes against it before this is decided.
        file: ExhibitFile,
    },
    WithdrawExhibit {
        exhibit: ExhibitId,
        reason: String,
    },
    PresentExhibit {
        exhibit: ExhibitId,
        view: PageView,
    },
    TurnPage {
        view: PageView,
    },
    StopPresenting,
    RecordOriginal {
        exhibit: ExhibitId,
        state: OriginalState,
    },
    GiveOpinion {
        exhibit: ExhibitId,
        authenticity: Stance,
        legality: Stance,
        relevance: Stance,
        purpose: Stance,
        reason: String,
    },
    RuleOnExhibit {
        exhibit: ExhibitId,
        admitted: bool,
        reason: String,
    },

    // transcript (R53-R70)
    WriteLine {
        line: LineId,
        /// The line it stands behind; none for the end of the record.
        after: Option<LineId>,
        speaker: Speaker,
        kind: LineKind,
        text: String,
        exhibit: Option<(ExhibitId, u32)>,
    },
    EditLine {
        line: LineId,
        base_rev: u32,
        speaker: Speaker,
        kind: LineKind,
        text: String,
    },
    RequestCorrection {
        correction: CorrectionId,
        line: LineId,
        should_read: String,
        reason: String,
    },
    DecideCorrection {
        correction: CorrectionId,
        granted: bool,
        reason: String,
    },
    OpenSignOff,
    ConfirmRead,
    Sign {
        text_sha256: String,
        name: String,
        drawing: Option<String>,
    },
    RefuseToSign {
        reason: String,
    },
    /// 记明附卷 (CPL 150): why somebody who should sign did not.
    NoteUnsigned {
        seat: SeatId,
        reason: String,
    },
}

/// 法庭纪律 ladder (R26; CPLI 177, CrPLI 307)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Admonition {
    /// 提示
    Reminder,
    /// 警告
    Warning,
    /// 训诫
    Admonition,
    /// 责令退出
    OrderToLeave,
}

/// The only grounds on which recording may pause (AV 3, R71)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseGround {
    /// 休庭
    Adjournment,
    /// 公开庭审中的不公开举证质证
    ClosedEvidence,
    /// 不宜录制的调解活动
    UnsuitableMediation,
}

/// R24: the judge classifies, the machine names no cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceFinding {
    /// 网络故障
    NetworkFailure,
    /// 设备损坏
    DeviceFailure,
    /// 电力中断
    PowerCut,
    /// 不可抗力
    ForceMajeure,
    /// 擅自退庭
    UnauthorisedExit,
}

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
    },
    /// Another device has taken the seat over, by another entry (R2).
    TakenOver {
        seat: SeatId,
    },
    Recorder {
        running: bool,
    },
}

/// The signal the backend saw, not a finding (R24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LossCause {
    PageClosed,
    NetworkLost,
    ServerRestarted,
}
