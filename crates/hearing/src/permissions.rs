//! Who may do what: one table. Side, floor and the state of the hearing come on top, in `decide`.

use crate::issues::answers_issues;
use crate::{Command, Role};

/// The kinds of commands, as the table's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    CheckInSelf,
    GiveUndertaking,
    StateAuthority,
    ReadRisks,
    /// The backend's own, for whoever registers at its door.
    Register,
    WithdrawRegistration,
    VerifyIdentity,
    PermitOther,
    ConsiderSuitability,
    AnswerHelp,
    Ring,
    Notify,
    LookAt,
    ReportReady,
    Admit,
    AdmitObserver,
    Remove,
    MoveWitness,
    RunSession,
    SecureRoom,
    BringBack,
    GiveFloor,
    RaiseHand,
    /// One's own; those who give the floor, anybody's.
    LowerHand,
    MuteOther,
    ReleaseOther,
    Discipline,
    Record,
    /// The backend's own: what is given out of the recording is on record first.
    OpenRecording,
    Deliberate,
    ShowDevices,
    // absences
    OwnAbsence,
    PromptAbsent,
    LeaveCamera,
    Spotlight,
    ExportAbsences,
    FileEvidence,
    Present,
    /// Page, place, sound and film of what is on show; to whom it is handed.
    LeadPresentation,
    DrawMark,
    Examine,
    RuleOnEvidence,
    CheckOriginal,
    RecordOral,
    SignConfidentiality,
    TypeTranscript,
    /// The court's own phrases, for who types.
    KeepPhrases,
    /// Whether the recording may take the record's place.
    AnswerReplacement,
    RequestCorrection,
    DecideCorrection,
    OpenSignOff,
    Sign,
    /// The whole case file, with the journal in it (R96).
    TakeFile,
    // the bench
    AskRecusal,
    DecideRecusal,
    Object,
    RuleOnObjection,
    AnswerIssues,
    Convert,
    SitElsewhere,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    Yes,
    /// While holding the floor
    WithFloor,
    /// While the pages on show are in his hand
    Presenting,
    No,
}

impl Act {
    pub const ALL: [Act; 60] = [
        Act::CheckInSelf,
        Act::GiveUndertaking,
        Act::StateAuthority,
        Act::ReadRisks,
        Act::Register,
        Act::WithdrawRegistration,
        Act::VerifyIdentity,
        Act::PermitOther,
        Act::ConsiderSuitability,
        Act::AnswerHelp,
        Act::Ring,
        Act::Notify,
        Act::LookAt,
        Act::ReportReady,
        Act::Admit,
        Act::AdmitObserver,
        Act::Remove,
        Act::MoveWitness,
        Act::RunSession,
        Act::SecureRoom,
        Act::BringBack,
        Act::GiveFloor,
        Act::RaiseHand,
        Act::LowerHand,
        Act::MuteOther,
        Act::ReleaseOther,
        Act::Discipline,
        Act::Record,
        Act::OpenRecording,
        Act::Deliberate,
        Act::ShowDevices,
        Act::OwnAbsence,
        Act::PromptAbsent,
        Act::LeaveCamera,
        Act::Spotlight,
        Act::ExportAbsences,
        Act::FileEvidence,
        Act::Present,
        Act::LeadPresentation,
        Act::DrawMark,
        Act::Examine,
        Act::RuleOnEvidence,
        Act::CheckOriginal,
        Act::RecordOral,
        Act::SignConfidentiality,
        Act::TypeTranscript,
        Act::KeepPhrases,
        Act::AnswerReplacement,
        Act::RequestCorrection,
        Act::DecideCorrection,
        Act::OpenSignOff,
        Act::Sign,
        Act::TakeFile,
        Act::AskRecusal,
        Act::DecideRecusal,
        Act::Object,
        Act::RuleOnObjection,
        Act::AnswerIssues,
        Act::Convert,
        Act::SitElsewhere,
    ];

    pub fn of(command: &Command) -> Act {
        use Command::*;
        match command {
            StateIdentity { .. }
            | GiveConsent { .. }
            | StateSuitability { .. }
            | AcknowledgeDiscipline { .. }
            | AcknowledgeRight { .. }
            | AcknowledgeConsequence { .. }
            | DeclareNoRecording { .. }
            | StatePlace { .. }
            | ReportDevices(_)
            | CallForHelp
            | WithdrawCallForHelp
            | AnswerRing
            | ReadNotice { .. } => Act::CheckInSelf,
            GiveUndertaking { .. } => Act::GiveUndertaking,
            StateAuthority { .. } => Act::StateAuthority,
            AcknowledgeRisks => Act::ReadRisks,
            RegisterObserver { .. } => Act::Register,
            WithdrawRegistration => Act::WithdrawRegistration,
            VerifyIdentity { .. } | EnterDocument { .. } | DoubtIdentity { .. } => {
                Act::VerifyIdentity
            }
            PermitOtherPerson { .. } => Act::PermitOther,
            ConsiderSuitability { .. } => Act::ConsiderSuitability,
            AnswerHelp { .. } => Act::AnswerHelp,
            RingSeat { .. } => Act::Ring,
            SendNotice { .. } => Act::Notify,
            BeginLook { .. } | EndLook { .. } => Act::LookAt,
            ReportReady | WithdrawReady | ConfirmGallery { .. } => Act::ReportReady,
            Admit { .. } => Act::Admit,
            SendToWait { .. } | Remove { .. } => Act::Remove,
            CallWitness { .. } | DismissWitness { .. } => Act::MoveWitness,
            AnnounceDelay { .. }
            | OpenHearing { .. }
            | EnterStage { .. }
            | SetIssues { .. }
            | Adjourn { .. }
            | Resume
            | CloseHearing { .. }
            | NameRecord { .. }
            | AskReplacement
            | WithdrawReplacement => Act::RunSession,
            AnswerReplacement { .. } => Act::AnswerReplacement,
            RecordGuardItem { .. } => Act::ReportReady,
            SecureRoom | ExplainSecuring { .. } => Act::SecureRoom,
            BringBack => Act::BringBack,
            GiveFloor { .. } | TakeFloor => Act::GiveFloor,
            RaiseHand => Act::RaiseHand,
            LowerHand { .. } => Act::LowerHand,
            Mute { .. } | MuteAll => Act::MuteOther,
            Release { .. } => Act::ReleaseOther,
            Admonish { .. } | ClassifyAbsence { .. } => Act::Discipline,
            PauseRecording { .. } | ResumeRecording | AllowListening { .. } | ExplainGap { .. } => {
                Act::Record
            }
            OpenRecording { .. } => Act::OpenRecording,
            BeginDeliberation | EndDeliberation => Act::Deliberate,
            ShowDevices { .. } => Act::ShowDevices,
            ReportSignal { .. }
            | ReportReturn { .. }
            | PromptReached { .. }
            | AccountForAbsence { .. } => Act::OwnAbsence,
            PromptAbsent { .. } => Act::PromptAbsent,
            LeaveCamera { .. } => Act::LeaveCamera,
            Spotlight { .. } => Act::Spotlight,
            FileExhibit { .. } | WithdrawExhibit { .. } => Act::FileEvidence,
            PresentExhibit { .. } => Act::Present,
            TurnPage { .. }
            | StopPresenting
            | HandPresenting { .. }
            | ShowBeside { .. }
            | SetPlayback { .. } => Act::LeadPresentation,
            DrawMark { .. } | EraseMark { .. } => Act::DrawMark,
            RecordOriginal { .. } => Act::CheckOriginal,
            GiveOpinion { .. } => Act::Examine,
            RuleOnExhibit { .. } => Act::RuleOnEvidence,
            SetFilingDeadline { .. } | RuleOnLate { .. } | RuleOnOriginal { .. } => {
                Act::RuleOnEvidence
            }
            AnswerLate { .. } | RequestOriginal { .. } | DisputeChain { .. } => Act::Examine,
            StateChainRecord { .. } | DescribeExhibit { .. } => Act::FileEvidence,
            RecordChainCheck { .. } => Act::CheckOriginal,
            RecordOpinion { .. } => Act::RecordOral,
            SignConfidentiality { .. } => Act::SignConfidentiality,
            WriteLine { .. }
            | AcceptProposal { .. }
            | EditLine { .. }
            | SplitLine { .. }
            | JoinLines { .. }
            | StrikeLine { .. }
            | RestoreLine { .. } => Act::TypeTranscript,
            KeepPhrase { .. } | DropPhrase { .. } => Act::KeepPhrases,
            RequestCorrection { .. } => Act::RequestCorrection,
            DecideCorrection { .. } => Act::DecideCorrection,
            OpenSignOff
            | NoteUnsigned { .. }
            | RemindToSign { .. }
            | NoteRefusal { .. }
            | SignAssisted { .. } => Act::OpenSignOff,
            ConfirmRead | Sign { .. } | RefuseToSign { .. } => Act::Sign,
            // the bench
            AskRecusal { .. } | WithdrawRecusal { .. } | AskReconsideration { .. } => {
                Act::AskRecusal
            }
            DecideRecusal { .. } => Act::DecideRecusal,
            Object { .. } | WithdrawObjection => Act::Object,
            RuleOnObjection { .. } => Act::RuleOnObjection,
            AnswerIssues { .. } => Act::AnswerIssues,
            LimitFloor { .. } => Act::GiveFloor,
            MuteAllBut { .. } => Act::MuteOther,
            RecordSanction { .. } => Act::Discipline,
            ConvertToInPerson { .. } | ReturnOnline { .. } => Act::Convert,
            SitElsewhere { .. } | SitInCourtroom => Act::SitElsewhere,
        }
    }
}

/// The table (R94; the matrix of the security reference, with what a court on this system settles by itself).
pub fn permitted(role: Role, act: Act) -> Grant {
    let yes = |allowed: bool| if allowed { Grant::Yes } else { Grant::No };
    let judge = role == Role::PresidingJudge;
    let clerk = role == Role::Clerk;
    match act {
        Act::CheckInSelf => Grant::Yes,
        Act::GiveUndertaking => yes(role.is_called() || role == Role::Interpreter),
        Act::StateAuthority => yes(role.speaks_for_another()),
        // Whom the costs and the outcome fall on, and who speaks for him.
        Act::ReadRisks => yes(matches!(
            role,
            Role::Party | Role::Representative | Role::Guardian
        )),
        Act::Register | Act::OpenRecording => Grant::No,
        Act::WithdrawRegistration => yes(role == Role::Observer),
        Act::VerifyIdentity | Act::AnswerHelp | Act::ReportReady => yes(judge || clerk),
        // Nobody else sees who waits, or speaks to him (R15).
        Act::Ring | Act::Notify | Act::LookAt => yes(judge || clerk),
        Act::PermitOther | Act::ConsiderSuitability => yes(judge),
        // The clerk admits and moves on the judge's order; the journal names who pressed.
        Act::Admit | Act::AdmitObserver | Act::MoveWitness => yes(judge || clerk),
        // The clerk shows out observers, and nobody else.
        Act::Remove => yes(judge || clerk),
        Act::RunSession | Act::Discipline => yes(judge),
        Act::SecureRoom | Act::BringBack => yes(judge || clerk),
        Act::GiveFloor => yes(judge || clerk),
        Act::RaiseHand => yes(role.is_participant()
            || role.is_called()
            || matches!(
                role,
                Role::PanelJudge | Role::Assessor | Role::JudgeAssistant | Role::Clerk
            )),
        Act::LowerHand => yes(judge || permitted(role, Act::RaiseHand) == Grant::Yes),
        Act::MuteOther => yes(judge || clerk),
        Act::ReleaseOther => yes(judge),
        Act::Record => yes(judge),
        Act::Deliberate => yes(judge),
        Act::ShowDevices => yes(!role.only_watches()),
        // Of the court's own people no absence is prompted, and of those who watch none matters.
        Act::OwnAbsence => yes(role.is_participant() || role.is_called()),
        Act::PromptAbsent => yes(judge || clerk),
        Act::LeaveCamera | Act::Spotlight => yes(judge),
        // No command: a file, for who decides and for the clerk who keeps it.
        Act::ExportAbsences => yes(role.is_bench() || clerk),
        Act::FileEvidence => yes(clerk || (role.is_participant() && role != Role::Interpreter)),
        Act::Present => match role {
            Role::PresidingJudge | Role::Clerk => Grant::Yes,
            Role::Party
            | Role::Representative
            | Role::Prosecutor
            | Role::Defender
            | Role::Guardian
            | Role::ForensicExpert
            | Role::ExpertAssistant => Grant::WithFloor,
            Role::PanelJudge
            | Role::Assessor
            | Role::JudgeAssistant
            | Role::Witness
            | Role::Interpreter
            | Role::Observer
            | Role::Inspector
            | Role::Technician
            | Role::Administrator => Grant::No,
        },
        Act::LeadPresentation => match role {
            Role::PresidingJudge | Role::Clerk => Grant::Yes,
            Role::PanelJudge
            | Role::Assessor
            | Role::JudgeAssistant
            | Role::Party
            | Role::Representative
            | Role::Prosecutor
            | Role::Defender
            | Role::Guardian
            | Role::Witness
            | Role::ForensicExpert
            | Role::ExpertAssistant => Grant::Presenting,
            Role::Interpreter
            | Role::Observer
            | Role::Inspector
            | Role::Technician
            | Role::Administrator => Grant::No,
        },
        Act::DrawMark => match role {
            Role::PresidingJudge | Role::PanelJudge | Role::Assessor => Grant::Yes,
            Role::Party
            | Role::Representative
            | Role::Prosecutor
            | Role::Defender
            | Role::Guardian
            | Role::Witness
            | Role::ForensicExpert
            | Role::ExpertAssistant => Grant::WithFloor,
            Role::JudgeAssistant
            | Role::Clerk
            | Role::Interpreter
            | Role::Observer
            | Role::Inspector
            | Role::Technician
            | Role::Administrator => Grant::No,
        },
        Act::Examine => yes(role.is_participant() && role != Role::Interpreter),
        Act::RuleOnEvidence => yes(judge),
        Act::CheckOriginal => yes(judge || clerk),
        // What a party says aloud is written down by who writes the record.
        Act::RecordOral => yes(clerk),
        Act::SignConfidentiality => yes(role.signs_confidentiality()),
        Act::TypeTranscript => yes(clerk),
        Act::KeepPhrases => yes(judge || clerk),
        Act::AnswerReplacement => yes(crate::record_kind::answers_replacement(role)),
        Act::RequestCorrection => yes(!role.only_watches()),
        Act::Sign => yes(!role.only_watches() && role != Role::JudgeAssistant),
        Act::DecideCorrection => yes(judge || clerk),
        Act::OpenSignOff => yes(judge || clerk),
        // No command: what each answered when checking in, drawn signatures and the moves of the panel stand in it, so that it is
        // for those who decide and for the clerk who keeps it. The others have the transcript.
        Act::TakeFile => yes(role.is_bench() || clerk),
        // CPL 47, CrPL 29, 32: the parties, and who speaks for them. Who prosecutes is no party.
        Act::AskRecusal => yes(matches!(
            role,
            Role::Party | Role::Representative | Role::Defender | Role::Guardian
        )),
        Act::DecideRecusal | Act::RuleOnObjection | Act::Convert => yes(judge),
        Act::Object => yes(role.is_participant() && role != Role::Interpreter),
        Act::AnswerIssues => yes(answers_issues(role)),
        // R12 24 speaks of those who judge.
        Act::SitElsewhere => yes(role.is_bench()),
    }
}
