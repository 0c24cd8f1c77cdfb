//! 证据: the exhibit on show, the exhibit list, filing, examination.

mod empty;
mod entry;
mod examination;
mod facts;
mod fields;
mod filing;
mod head;
mod list;
mod number_field;
mod on_its_way;
mod opine;
mod opinions;
mod original;
mod place;
mod pointer;
mod reader;
mod row;
mod ruling;
mod tools;
mod turning;
mod upload;
mod viewer;
mod well;

pub use place::EvidencePlace;
pub use reader::Fault;
pub use upload::{Problem, Way};
pub use well::Well;
