//! What one's own browser says of one's own absence (R24), and what a person is told and asked of it. It runs in every
//! place behind the door: who has turned to the evidence is in the room all the same.

mod account;
mod duty;
mod prompted;
mod reports;

pub use account::AccountStrip;
pub use duty::DutyStrip;
pub use prompted::Prompted;
pub use reports::report_own;
