//! The rules of the room, shared by the browser and the backend.
//!
//! No IO, no clock, no randomness, no async: time and names enter as arguments. [`Hearing::decide`] is the only place
//! where rules live, [`Hearing::apply`] the only place where state changes, [`Hearing::visible`] the only place that
//! says who may learn of it.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod apply;
pub mod check_in;
mod command;
mod decide;
mod event;
pub mod exhibit;
mod hearing;
mod ids;
mod incident;
mod matter;
mod permissions;
mod procedure;
mod refusal;
mod role;
pub mod transcript;
mod turn;
mod visible;
pub mod wire;

pub use command::{AbsenceFinding, Actor, Admonition, Command, Fact, LossCause, PauseGround};
pub use event::{Event, MoveReason, Recorded};
pub use hearing::{Absence, Hearing, Mute, Phase, Presence, Recording, Seat};
pub use ids::{CommandId, CorrectionId, ExhibitId, HearingId, LineId, Millis, SeatId};
pub use incident::{Happening, Incident};
pub use matter::{Case, Matter, Publicity};
pub use permissions::{Act, Grant, permitted};
pub use procedure::{GuardItem, Procedure, Stage};
pub use refusal::Refusal;
pub use role::{Role, Side, Zone};
pub use visible::Scope;
