//! The rules of the room, shared by the browser and the backend.
//!
//! No IO, no clock, no randomness, no async: time and names enter as arguments. [`Hearing::decide`] is the only place
//! where rules live, [`Hearing::apply`] the only place where state changes, [`Hearing::visible`] the only place that
//! says who may learn of it.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod absence;
mod access;
mod announcement;
mod apply;
pub mod beijing;
pub mod chain;
pub mod check_in;
mod command;
pub mod confidentiality;
mod decide;
mod draft;
pub mod elsewhere;
mod equipment;
mod event;
mod examination;
pub mod exhibit;
mod fact;
mod finding;
mod hearing;
pub mod hearing_code;
pub mod id_number;
mod ids;
pub mod in_person;
mod incident;
pub mod issues;
mod lack;
pub mod late;
pub mod lease;
pub mod mark;
mod masking;
mod matter;
pub mod notice;
pub mod objection;
pub mod on_file;
pub mod original;
mod permissions;
mod plain;
pub mod presenting;
mod procedure;
pub mod progress;
pub mod reading;
pub mod record_kind;
pub mod recording;
pub mod recusal;
mod refusal;
mod retention;
mod role;
pub mod said;
pub mod sanction;
mod saved_as;
pub mod sitting;
pub mod speech;
mod spoken;
mod standing;
pub mod suitability;
pub mod taken_over;
pub mod titles;
pub mod transcript;
mod turn;
mod visible;
pub mod waiting;
pub mod wire;

pub use absence::{
    Absence, AbsenceSettings, Account, CameraLeave, DutyDevice, LineTrace, OwnAccount, OwnSignal,
    Prompt, PromptKind, Return, Signal, may_export_absences,
};
pub use access::{Access, ONCE_IN, Opened, TranscriptForm};
pub use announcement::Announcement;
pub use command::{Actor, Command};
pub use decide::{PHRASE_LIMIT, PHRASES, REMIND_AGAIN, TOLD_BEFORE_EXIT};
pub use event::{Event, MoveReason, Recorded};
pub use fact::{Fact, LossCause};
pub use finding::{AbsenceFinding, Found};
pub use hearing::{Hearing, Mute, Phase, Presence, Recording, Registration, Seat};
pub use ids::{
    CommandId, CorrectionId, ExhibitId, HearingId, LineId, MarkId, Millis, ProposalId, SeatId,
};
pub use incident::{Happening, Incident};
pub use lack::{Lack, OpenThing};
pub use masking::{Masking, masked};
pub use matter::{Case, Matter, Publicity, gallery_seats};
pub use permissions::{Act, Grant, permitted};
pub use plain::is_hidden;
pub use procedure::{GuardItem, Procedure, Stage};
pub use recording::PauseGround;
pub use refusal::Refusal;
pub use role::{Role, Side, Zone};
pub use sanction::Admonition;
pub use standing::{SeatReport, SeatState, Standing};
pub use visible::Scope;
