//! Who may learn of what. A viewer's snapshot and his stream of events come from the same table, [`Sees`],
//! so that the one is always the fold of the other (invariant 4).

mod absence;
mod event;
mod exhibit;
mod record;
mod scope;
mod seat;
mod sees;
mod snapshot;

pub use scope::Scope;
use sees::{Delay, Exhibits, Lines, Others, Sees};
