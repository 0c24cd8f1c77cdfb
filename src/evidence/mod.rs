//! 证据: the exhibit on show, the exhibit list, filing, examination.

mod court_acts;
mod empty;
mod entry;
mod examination;
mod facts;
mod filing;
mod head;
mod list;
mod number_field;
mod opine;
mod opinions;
mod place;
mod pointer;
mod reader;
mod row;
mod tools;
mod turning;
mod upload;
mod viewer;
mod well;

pub use place::EvidencePlace;
pub use reader::Fault;
pub use upload::{Problem, Way};
pub use well::Well;
