//! Why a command was not carried out: a stable code. The words are the app's, in the user's language.

use crate::GuardItem;
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
    /// The person has not finished checking in.
    CheckInIncomplete,
    IdentityNotVerified,
    /// Has refused to be heard online: to be heard in person, or to consent after all (R4).
    ConsentRefused,
    /// Somebody else is with the person, and the judge has not permitted it (R9).
    OtherPersonNotPermitted,
    /// The person has changed the answer meanwhile.
    AnswerChanged,
    /// Behind closed doors nobody watches (R83).
    NotPublic,
    NotInSession,
    AlreadyDone,
    NotInTheCourtroom,
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
    /// The text that was signed is not the text on the record.
    NotTheTextOnRecord,
    ReadFirst,
    /// Judge and clerk sign last (R68).
    OthersSignFirst,
    /// A request for correction waits for its answer.
    CorrectionWaits,
    /// Lies open for signing: changed by a granted correction only (R58).
    Frozen,
    SignOffNotOpen,
    SignOffFinished,
    NotHeldByYou,
    ExhibitWithdrawn,
    BadPage,
    BadHash,
    /// Sequestered until called (EV 72).
    WitnessMustWait,
    /// The same command id with another body.
    CommandIdReused,
    /// Nothing is decided while the journal cannot write.
    NotRecorded,
    TooMany,
    Malformed,
}
