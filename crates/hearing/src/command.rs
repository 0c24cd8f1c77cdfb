//! What a person asks for. Imperative; nothing has happened until an event says so.

use crate::absence::{OwnAccount, OwnSignal};
use crate::chain::{ChainFactor, ChainStage};
use crate::check_in::*;
use crate::exhibit::*;
use crate::finding::AbsenceFinding;
use crate::in_person::InPersonGround;
use crate::late::LateOutcome;
use crate::mark::Shape;
use crate::objection::ObjectionGround;
use crate::original::{DemandReason, OriginalGround};
use crate::presenting::{Beside, Point};
use crate::recording::{Heard, PauseGround};
use crate::recusal::Decider;
use crate::sanction::{Admonition, Sanction};
use crate::speech::Proposed;
use crate::transcript::{Assistance, LineKind, RecordKind, Speaker, Why, Wrong};
use crate::waiting::{DoubtReason, RingReason};
use crate::{
    CorrectionId, ExhibitId, GuardItem, LineId, MarkId, Millis, ProposalId, SeatId, Stage,
};
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
        /// Of the notice that was shown ([`crate::notice::EDITION`]).
        edition: u16,
    },
    StateSuitability {
        bars: Vec<SuitabilityBar>,
        help: Vec<Adjustment>,
    },
    AcknowledgeDiscipline {
        rule: u8,
        edition: u16,
    },
    /// One of the rights or consequences, from 0.
    AcknowledgeRight {
        right: u8,
        edition: u16,
    },
    AcknowledgeConsequence {
        consequence: u8,
        edition: u16,
    },
    DeclareNoRecording {
        edition: u16,
    },
    GiveUndertaking {
        signed_name: String,
        edition: u16,
    },
    /// R11: of who speaks for a party
    StateAuthority {
        scope: AuthorityScope,
        powers: Vec<SpecialPower>,
        /// 授权委托书; absent when it is brought to the court on paper.
        paper: Option<ExhibitFile>,
    },
    StatePlace {
        region: String,
        kind: PlaceKind,
        quiet: bool,
        others: Vec<(String, String)>,
    },
    ReportDevices(DeviceFindings),
    /// R92: the litigation-risk sheet was read.
    AcknowledgeRisks,
    CallForHelp,
    WithdrawCallForHelp,

    // the gallery (R85, R86)
    /// Asked by the backend alone, for whoever registers at its door; `seat` is a name that no seat has yet.
    RegisterObserver {
        seat: SeatId,
        name: String,
        document: DocumentKind,
        last_four: String,
        /// As the person states it: minors watch by leave of the court only (CR 9).
        adult: bool,
        /// 近亲属 of a party, as the person states it (CR 9).
        #[serde(default)]
        relative: bool,
    },
    /// Gives the place in the gallery up, for whoever waits for one.
    WithdrawRegistration,

    // readiness
    VerifyIdentity {
        seat: SeatId,
        how: VerificationMethod,
        /// When the entry that was compared was made: one that was changed meanwhile is not verified by mistake.
        #[serde(default)]
        stated_at: Option<Millis>,
    },
    PermitOtherPerson {
        seat: SeatId,
        index: u8,
        /// As the judge read it: an answer that was changed meanwhile is not permitted by mistake.
        who: String,
        permitted: bool,
    },
    /// R12: he is heard online all the same, for this reason.
    ConsiderSuitability {
        seat: SeatId,
        /// As the judge read them: an answer that was changed meanwhile is not decided on by mistake.
        bars: Vec<SuitabilityBar>,
        reason: String,
    },
    AnswerHelp {
        seat: SeatId,
    },
    ReportReady,
    /// The report was too early: it is taken back, until the hearing opens.
    WithdrawReady,
    /// R16: the reason everybody who waits is told
    AnnounceDelay {
        until: u64,
        reason: String,
    },

    // waiting (R13, R16, R18)
    RingSeat {
        seat: SeatId,
        why: RingReason,
    },
    /// For oneself
    AnswerRing,
    SendNotice {
        to: Vec<SeatId>,
        text: String,
    },
    /// For oneself; the place of the notice among one's own, from 0.
    ReadNotice {
        number: u32,
    },
    BeginLook {
        seat: SeatId,
    },
    EndLook {
        seat: SeatId,
    },
    /// From the case file, for what the person enters to be held against.
    EnterDocument {
        seat: SeatId,
        document: DocumentKind,
        last_four: String,
    },
    /// 不一致
    DoubtIdentity {
        seat: SeatId,
        why: DoubtReason,
    },
    /// 旁听人员中无证人、鉴定人 (CrPLI 234)
    ConfirmGallery {
        /// Who was looked at: of nobody else is anything said.
        observers: Vec<SeatId>,
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
    /// Why: said when the room is safe, for what is said at once keeps nobody from acting at once.
    ExplainSecuring {
        words: String,
    },
    /// All whom 立即保密 put out, back to where they were.
    BringBack,
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
    /// Whether those who take part may hear the recording (R57).
    AllowListening {
        allowed: bool,
    },
    /// 故障书面说明: why a time was not recorded, over the presiding judge's name (R73).
    ExplainGap {
        /// When that time began.
        from: Millis,
        words: String,
    },
    /// The backend's own, before it gives anything of the recording out (R75).
    OpenRecording {
        seat: SeatId,
        what: Heard,
    },
    BeginDeliberation,
    EndDeliberation,
    /// The state of one's own devices, as the others are shown it (R23).
    ShowDevices {
        microphone_on: bool,
        camera_on: bool,
    },

    // the bench (R26-R29, R33)
    /// 申请回避
    // the kind of record, and what takes its place (R63, R64)
    NameRecord {
        kind: RecordKind,
    },
    AskReplacement,
    WithdrawReplacement,
    AnswerReplacement {
        agreed: bool,
    },
    AskRecusal {
        whom: SeatId,
        reason: String,
    },
    /// Named by its place in the list, from 0.
    WithdrawRecusal {
        recusal: u32,
    },
    /// 复议, once (CPL 50)
    AskReconsideration {
        recusal: u32,
        reason: String,
    },
    /// Of the application, or of its reconsideration.
    DecideRecusal {
        recusal: u32,
        decider: Decider,
        granted: bool,
        reason: String,
    },
    /// 异议
    Object {
        ground: Option<ObjectionGround>,
    },
    WithdrawObjection,
    RuleOnObjection {
        seat: SeatId,
        sustained: bool,
        /// One press answers; the court may say why.
        #[serde(default)]
        reason: String,
    },
    /// To the issues as they were on the screen.
    AnswerIssues {
        edition: u32,
        remark: Option<String>,
    },
    /// From now on; none takes the limit away.
    LimitFloor {
        minutes: Option<u16>,
    },
    MuteAllBut {
        seat: SeatId,
    },
    /// 罚款, 拘留: with the number under which the president of the court has approved it.
    RecordSanction {
        seat: SeatId,
        sanction: Sanction,
        approval: String,
        words: String,
    },
    /// 异地主持庭审 (R35; R12 24): of one's own seat, as the president of the court has agreed to it.
    SitElsewhere {
        place: String,
        reason: String,
        approval: String,
    },
    /// Back in an online courtroom of the court.
    SitInCourtroom,
    /// 转为线下审理: of one, or of all.
    ConvertToInPerson {
        seat: Option<SeatId>,
        ground: InPersonGround,
        place: String,
        when: Option<u64>,
        words: String,
    },
    ReturnOnline {
        seat: SeatId,
        #[serde(default)]
        reason: String,
    },

    // absences (R23-R25)
    /// For oneself, sent by the browser: something of one's own is covered or broken, or is not any more.
    ReportSignal {
        signal: OwnSignal,
        over: bool,
        /// By the browser's clock
        said_at: Millis,
    },
    /// For oneself: how the browser came back.
    ReportReturn {
        tries: u32,
        offline: bool,
        since: Option<Millis>,
    },
    /// For oneself: a prompt is on the screen. `from` names the absence, `number` the prompt in it, from 0.
    PromptReached {
        from: Millis,
        number: u32,
    },
    /// For oneself: what it was, in one press.
    AccountForAbsence {
        from: Millis,
        what: OwnAccount,
        words: String,
    },
    PromptAbsent {
        seat: SeatId,
    },
    ClassifyAbsence {
        seat: SeatId,
        from: Millis,
        finding: AbsenceFinding,
        /// Wanted for 擅自退庭 where fewer than two prompts or warnings were given, and for another finding than before.
        reason: String,
    },
    /// R23: by leave of the court somebody's camera is off, or no longer.
    LeaveCamera {
        seat: SeatId,
        granted: bool,
        reason: String,
    },
    /// R22: whom everybody sees large while no exhibit is shown; none for whoever speaks.
    Spotlight {
        seat: Option<SeatId>,
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
        #[serde(default)]
        particulars: Particulars,
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

    // presenting (R40, R45, R51)
    /// Who has the pages in hand, or the court, gives them to another; the judge to himself: takes them back.
    HandPresenting {
        seat: SeatId,
    },
    /// A second exhibit beside the one on show, another page of it, or none any more.
    ShowBeside {
        beside: Option<Beside>,
    },
    /// Sound or film, for all: from `position` on, or at rest there. Milliseconds.
    SetPlayback {
        playing: bool,
        position: u64,
        /// As the player found it.
        length: u64,
    },
    DrawMark {
        mark: MarkId,
        exhibit: ExhibitId,
        page: u32,
        shape: Shape,
        from: Point,
        to: Point,
        label: String,
    },
    /// One of one's own.
    EraseMark {
        mark: MarkId,
    },

    RecordOriginal {
        exhibit: ExhibitId,
        state: OriginalState,
        #[serde(default)]
        ground: Option<OriginalGround>,
        /// Wherein it differs, where it does.
        #[serde(default)]
        reason: String,
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

    // the exhibit list and the examination (R41, R42, R44, R46, R48, R52)
    /// 举证期限; none takes it back.
    SetFilingDeadline {
        until: Option<Millis>,
    },
    RuleOnLate {
        exhibit: ExhibitId,
        outcome: LateOutcome,
        reason: String,
        /// The time the other side gets; none where it is heard at once.
        answer_until: Option<Millis>,
    },
    AnswerLate {
        exhibit: ExhibitId,
        text: String,
    },
    RequestOriginal {
        exhibit: ExhibitId,
        reason: String,
    },
    RuleOnOriginal {
        exhibit: ExhibitId,
        /// None: 不要求提供原件
        demanded: Option<DemandReason>,
        reason: String,
        until: Option<Millis>,
    },
    StateChainRecord {
        exhibit: ExhibitId,
        platform: String,
        number: String,
        stored_at: Millis,
    },
    RecordChainCheck {
        exhibit: ExhibitId,
        agrees: bool,
        how: String,
    },
    DisputeChain {
        exhibit: ExhibitId,
        about: ChainStage,
        factors: Vec<ChainFactor>,
        reason: String,
    },
    /// By the clerk, as the party said it aloud.
    RecordOpinion {
        exhibit: ExhibitId,
        of: SeatId,
        authenticity: Stance,
        legality: Stance,
        relevance: Stance,
        purpose: Stance,
        reason: String,
    },
    DescribeExhibit {
        exhibit: ExhibitId,
        text_alternative: String,
    },
    SignConfidentiality {
        signed_name: String,
        edition: u16,
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
        /// When the first letter of it was typed, as the browser knows the server's time: what lay before everybody then is
        /// what it was said before (R50).
        #[serde(default)]
        begun: Option<Millis>,
    },
    /// 采纳: what speech-to-text proposed becomes a line, as it is or as the clerk has changed it.
    AcceptProposal {
        line: LineId,
        proposal: ProposalId,
        after: Option<LineId>,
        speaker: Speaker,
        /// 经翻译
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        interpreted: bool,
        text: String,
        exhibit: Option<(ExhibitId, u32)>,
        /// What was proposed. The backend's own word: what a client says of it is not taken.
        #[serde(default)]
        heard: Option<Box<Proposed>>,
    },
    EditLine {
        line: LineId,
        base_rev: u32,
        speaker: Speaker,
        kind: LineKind,
        text: String,
        /// Mended, one of many replaced, or one's own last act taken back.
        #[serde(default)]
        why: Why,
        /// What it starts from, where that is one's own change that had no answer yet: should that one be refused, so is this.
        #[serde(default)]
        base_text: Option<String>,
    },
    /// One line becomes two, as they read on the screen.
    SplitLine {
        line: LineId,
        base_rev: u32,
        head: String,
        tail: String,
        /// The name of the second.
        new: LineId,
    },
    /// The one that stands next goes into this one.
    JoinLines {
        line: LineId,
        base_rev: u32,
        next: LineId,
        next_rev: u32,
        text: String,
    },
    /// Out of the record; its words are kept.
    StrikeLine {
        line: LineId,
        base_rev: u32,
    },
    /// Back to where it stood; what it was joined into reads again as before.
    RestoreLine {
        line: LineId,
    },
    /// 本院常用语
    KeepPhrase {
        text: String,
    },
    DropPhrase {
        text: String,
    },
    RequestCorrection {
        correction: CorrectionId,
        line: LineId,
        should_read: String,
        #[serde(default, skip_serializing_if = "Wrong::is_words")]
        wrong: Wrong,
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
        /// Filled in by the backend, whatever a client says: by which session.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        session: Option<String>,
    },
    RefuseToSign {
        reason: String,
    },
    /// 记明附卷 (CPL 150): why somebody who should sign did not.
    NoteUnsigned {
        seat: SeatId,
        reason: String,
    },
    // signing, by the court
    RemindToSign {
        seat: SeatId,
    },
    /// 拒绝签名记明附卷 (R66)
    NoteRefusal {
        seat: SeatId,
    },
    /// R70: somebody signs by his own hand on the court's device.
    SignAssisted {
        seat: SeatId,
        text_sha256: String,
        name: String,
        drawing: String,
        how: Assistance,
    },
}
