//! 庭前签到: the door, check-in one thing per screen, the device check, waiting.

mod call;
mod consent;
mod declaration;
mod device_check;
mod device_rows;
mod discipline;
mod door;
mod draft;
mod flow;
mod help;
mod identity;
mod lintel;
mod minute;
mod my_hearing;
mod papers;
mod place;
mod rig;
mod said;
mod step_page;
mod suitability;
mod undertaking;
mod waiting;
mod witness_room;

pub use door::Door;
pub use flow::{CheckIn, Screens};
pub use lintel::{Lintel, page_title};
pub use minute::minute;
pub use rig::DeviceTrouble;
pub use waiting::Waiting;
