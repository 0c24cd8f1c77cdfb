//! 庭审笔录: what is read by all and typed by the clerk.

mod edit_line;
mod editor;
mod line;
mod lines;
mod notice;
mod panel;
mod phrases;
mod rows;
mod speaker_choice;
mod speaker_keys;
mod witness;

pub use lines::Lines;
pub use panel::RecordPanel;
