//! Who may do what: one table. Side, floor and the state of the hearing come on top, in `decide`.

use crate::{Command, Role};

/// The kinds of commands, as the table's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    CheckInSelf,
    GiveUndertaking,
    VerifyIdentity,
    PermitOther,
    AnswerHelp,
    ReportReady,
    Admit,
    AdmitObserver,
    Remove,
    MoveWitness,
    RunSession,
    SecureRoom,
    GiveFloor,
    RaiseHand,
    MuteOther,
    ReleaseOther,
    Discipline,
    Record,
    Deliberate,
    ShowDevices,
    FileEvidence,
    Present,
    Examine,
    RuleOnEvidence,
    CheckOriginal,
    TypeTranscript,
    RequestCorrection,
    DecideCorrection,
    OpenSignOff,
    Sign,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    Yes,
    /// While holding the floor
    WithFloor,
    No,
}

impl Act {
    pub const ALL: [Act; 30] = [
        Act::CheckInSelf,
        Act::GiveUndertaking,
        Act::VerifyIdentity,
        Act::PermitOther,
        Act::AnswerHelp,
        Act::ReportReady,
        Act::Admit,
        Act::AdmitObserver,
        Act::Remove,
        Act::MoveWitness,
        Act::RunSession,
        Act::SecureRoom,
        Act::GiveFloor,
        Act::RaiseHand,
        Act::MuteOther,
        Act::ReleaseOther,
        Act::Discipline,
        Act::Record,
        Act::Deliberate,
        Act::ShowDevices,
        Act::FileEvidence,
        Act::Present,
        Act::Examine,
        Act::RuleOnEvidence,
        Act::CheckOriginal,
        Act::TypeTranscript,
        Act::RequestCorrection,
        Act::DecideCorrection,
        Act::OpenSignOff,
        Act::Sign,
    ];

    pub fn of(command: &Command) -> Act {
        use Command::*;
        match command {
            StateIdentity { .. }
            | GiveConsent { .. }
            | StateSuitability { .. }
            | AcknowledgeDiscipline { .. }
            | DeclareNoRecording
            | StatePlace { .. }
            | ReportDevices { .. }
            | CallForHelp
            | WithdrawCallForHelp => Act::CheckInSelf,
            GiveUndertaking { .. } => Act::GiveUndertaking,
            VerifyIdentity { .. } => Act::VerifyIdentity,
            PermitOtherPerson { .. } => Act::PermitOther,
            AnswerHelp { .. } => Act::AnswerHelp,
            ReportReady => Act::ReportReady,
            Admit { .. } => Act::Admit,
            SendToWait { .. } | Remove { .. } => Act::Remove,
            CallWitness { .. } | DismissWitness { .. } => Act::MoveWitness,
            AnnounceDelay { .. }
            | OpenHearing { .. }
            | EnterStage { .. }
            | SetIssues { .. }
            | Adjourn { .. }
            | Resume
            | CloseHearing { .. } => Act::RunSession,
            RecordGuardItem { .. } => Act::ReportReady,
            SecureRoom => Act::SecureRoom,
            GiveFloor { .. } | TakeFloor => Act::GiveFloor,
            RaiseHand | LowerHand { .. } => Act::RaiseHand,
            Mute { .. } | MuteAll => Act::MuteOther,
            Release { .. } => Act::ReleaseOther,
            Admonish { .. } | ClassifyAbsence { .. } => Act::Discipline,
            PauseRecording { .. } | ResumeRecording => Act::Record,
            BeginDeliberation | EndDeliberation => Act::Deliberate,
            ShowDevices { .. } => Act::ShowDevices,
            FileExhibit { .. } | WithdrawExhibit { .. } => Act::FileEvidence,
            PresentExhibit { .. } | TurnPage { .. } | StopPresenting => Act::Present,
            RecordOriginal { .. } => Act::CheckOriginal,
            GiveOpinion { .. } => Act::Examine,
            RuleOnExhibit { .. } => Act::RuleOnEvidence,
            WriteLine { .. } | EditLine { .. } => Act::TypeTranscript,
            RequestCorrection { .. } => Act::RequestCorrection,
            DecideCorrection { .. } => Act::DecideCorrection,
            OpenSignOff | NoteUnsigned { .. } => Act::OpenSignOff,
            ConfirmRead | Sign { .. } | RefuseToSign { .. } => Act::Sign,
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
        Act::VerifyIdentity | Act::AnswerHelp | Act::ReportReady => yes(judge || clerk),
        Act::PermitOther => yes(judge),
        // The clerk admits and moves on the judge's order; the journal names who pressed.
        Act::Admit | Act::AdmitObserver | Act::MoveWitness => yes(judge || clerk),
        // The clerk shows out observers, and nobody else.
        Act::Remove => yes(judge || clerk),
        Act::RunSession | Act::Discipline => yes(judge),
        Act::SecureRoom => yes(judge || clerk),
        Act::GiveFloor => yes(judge || clerk),
        Act::RaiseHand => yes(role.is_participant()
            || role.is_called()
            || matches!(
                role,
                Role::PanelJudge | Role::Assessor | Role::JudgeAssistant | Role::Clerk
            )),
        Act::MuteOther => yes(judge || clerk),
        Act::ReleaseOther => yes(judge),
        Act::Record => yes(judge),
        Act::Deliberate => yes(judge),
        Act::ShowDevices => yes(!role.only_watches()),
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
        Act::Examine => yes(role.is_participant() && role != Role::Interpreter),
        Act::RuleOnEvidence => yes(judge),
        Act::CheckOriginal => yes(judge || clerk),
        Act::TypeTranscript => yes(clerk),
        Act::RequestCorrection => yes(!role.only_watches()),
        Act::Sign => yes(!role.only_watches() && role != Role::JudgeAssistant),
        Act::DecideCorrection => yes(judge || clerk),
        Act::OpenSignOff => yes(judge || clerk),
    }
}
