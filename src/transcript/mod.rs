//! 庭审笔录: what is read by all and typed by the clerk.

mod acts;
mod as_typed;
mod compare;
mod desk;
mod editor;
mod editor_keys;
mod heard;
mod heights;
mod in_view;
mod issues;
mod jump;
mod line;
mod lines;
mod mode_bar;
mod not_taken;
mod notice;
mod page;
mod page_key;
mod panel;
mod phrases;
mod rows;
mod said_before;
mod sequence;
mod speaker_keys;
mod tools;
mod typed;
mod versions;
mod wanted;
mod witness;

pub use lines::Lines;
pub use not_taken::NotTaken;
pub use panel::RecordPanel;
pub use said_before::SaidBefore;
pub use versions::{Versions, VersionsKey, provide_versions};
