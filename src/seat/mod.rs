//! Who holds a seat: the question of another device, the wait for its answer, and what is said when this page holds the
//! seat no more.

mod claimed;
mod held;
mod left;
mod outdated;
mod over;

pub use claimed::Claimed;
pub use held::Held;
pub use outdated::Outdated;
pub use over::Over;
