//! Why a command was not carried out: a stable code. The words are the app's, in the user's language.

use crate::{GuardItem, SeatId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Not for this role, here and now.
    NotPermitted,
    NoSuchSeat,
    NoSuchExhibit,
    NoSuchLine,
    NoSuchCorrection,
    /// The name does not match the seat in the case file (R2).
    NameDoesNotMatch,
    /// The case file has another number of the same document.
    NumberDoesNotMatch,
    /// Not the last four signs of such a document.
    NumberUnclear,
    /// The person has not finished checking in.
    CheckInIncomplete,
    /// The notice has been changed since it was shown (R5).
    NoticeChanged,
    /// Special authority without its powers, or a scope that is not this role’s (R11, CPL 62).
    AuthorityUnclear,
    IdentityNotVerified,
    /// Has refused to be heard online: to be heard in person, or to consent after all (R4).
    ConsentRefused,
    /// Somebody else is with the person, and the judge has not permitted it (R9).
    OtherPersonNotPermitted,
    /// The person has changed the answer meanwhile.
    AnswerChanged,
    /// Somebody has come to watch, or gone, since it was looked at.
    GalleryChanged,
    /// Behind closed doors nobody watches (R83).
    NotPublic,
    /// Those who are to be heard, and others named in the case, do not watch; which of it is not said (R18, CR 9).
    MayNotObserve,
    /// By leave of the court only (CR 9).
    MinorNotPermitted,
    /// All seats are taken: his turn comes when one is free (R85).
    GalleryFull,
    /// A delay leads to the planned time or later (R16).
    BeforePlanned,
    NotInSession,
    AlreadyDone,
    NotInTheCourtroom,
    /// He is there: nobody is to be prompted.
    NotAway,
    /// Prompted a moment ago: he gets the time to answer.
    JustPrompted,
    /// Withdrawal is found after two prompts or warnings, or for a reason that is written down (R12 25).
    PromptsFirst,
    /// Is not on his way in: the court's own, in the courtroom already, or removed.
    NotWaiting,
    /// No device of his is connected.
    NotOnline,
    /// Once in a while is enough.
    RungJustNow,
    /// The procedure does not lead from here to there (R20).
    NoSuchStep,
    /// Something the law wants is not on the record; goes on with a reason (R21).
    GuardOpen(Vec<GuardItem>),
    ReasonWanted,
    TextEmpty,
    TextTooLong,
    /// The line was changed by somebody else meanwhile; this is its revision now.
    LineChanged {
        rev: u32,
    },
    /// Somebody else has the line open and is writing in it.
    LineHeld {
        by: SeatId,
    },
    /// What speech-to-text proposed is a line already, was not taken, or is no longer known.
    ProposalGone,
    /// The words of two people do not become one line.
    SpeakersDiffer,
    /// The text that was signed is not the text on the record.
    NotTheTextOnRecord,
    ReadFirst,
    /// He has refused to sign; nobody signs in his place.
    SignerHasRefused,
    /// Judge and clerk sign last (R68).
    OthersSignFirst,
    /// A request for correction waits for its answer.
    CorrectionWaits,
    /// Lies open for signing: changed by a granted correction only (R58).
    Frozen,
    /// 合议不公开: nobody but the court comes in, and nothing of it is opened under another name.
    PanelAlone,
    /// Somebody is in the room who may not be there for this.
    OthersInside,
    /// The recording is not whole, and will not be (R64).
    RecordingIncomplete,
    /// Files of it are still being cut and hashed: the recorder says when none is to come (R64).
    RecordingUnfinished,
    SignOffNotOpen,
    SignOffFinished,
    NotHeldByYou,
    ExhibitWithdrawn,
    BadPage,
    // the exhibit list and the examination
    /// It comes after the court's time: with a reason (R46).
    LateReasonWanted,
    /// The court has not said yet whether it takes what came late.
    LateUndecided,
    LateNotAdmitted,
    /// It was in time.
    NotLate,
    /// That ground does not lead to that finding (R12 13, EV 61).
    GroundDoesNotFit,
    /// Copies, a time or a choice that cannot be.
    BadParticulars,
    NoChainRecord,
    /// Before the hearing only (R52).
    HearingHasBegun,
    /// The confidentiality undertaking comes first (R48).
    UndertakingWanted,
    /// Has neither beginning nor end.
    NothingPlays,
    /// The pages are in the hand of somebody who may not have them.
    CannotPresent,
    NoSuchMark,
    /// He has entered his opinion himself; what he changes aloud goes into the transcript.
    PartyHasSpoken,
    /// Not the exhibit on show.
    NotOnShow,
    /// Not two different exhibits with pages.
    CannotCompare,
    BadHash,
    /// Sequestered until called (EV 72).
    WitnessMustWait,
    // the bench
    /// Nobody may ask that this person step back.
    NotChallengeable,
    NoSuchRecusal,
    /// Others decide on this person (CPL 49).
    NotTheDecider,
    /// The last objection is not ruled on yet.
    ObjectionOpen,
    /// The issues have been changed since they were shown (R29).
    IssuesChanged,
    NobodyHasFloor,
    /// A fine or a detention wants the number of its approval (CPL 119).
    ApprovalWanted,
    /// More than the law allows (CPL 118, CrPL 199).
    OverTheLimit,
    PlaceWanted,
    /// The court has turned to hearing this person in person (R27).
    HeardInPerson,
    /// The same command id with another body.
    CommandIdReused,
    /// Nothing of that moment was recorded.
    NotOnTape,
    /// No time that was not recorded began then (R73).
    NoSuchGap,
    /// Nothing is decided while the journal cannot write.
    NotRecorded,
    TooMany,
    /// As often as one person may in one hearing; what is beyond is said aloud.
    LimitReached,
    /// The court has ruled on it, or somebody else shows it.
    BeforeTheCourt,
    Malformed,
}
