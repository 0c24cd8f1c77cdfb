//! 庭审笔录: what is read by all and typed by the clerk.

mod acts;
mod as_typed;
mod compare;
mod desk;
mod draft;
mod editor;
mod editor_keys;
mod heard;
mod issues;
mod jump;
mod line;
mod lines;
mod mode_bar;
mod not_taken;
mod notice;
mod page_key;
mod panel;
mod phrases;
mod read_tools;
mod rows;
mod said_before;
mod sift;
mod speaker_keys;
mod tools;
mod versions;
mod witness;

pub use lines::Lines;
pub use not_taken::NotTaken;
pub use panel::RecordPanel;
pub use read_tools::{ReadKey, ReadTools};
pub use said_before::SaidBefore;
pub use sift::provide_sift;
pub use versions::{Versions, VersionsKey, provide_versions};
