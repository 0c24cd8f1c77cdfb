//! One task per hearing: the shell around `hearing_sync::Room`, which owns journal, clock and lines.

mod actor;
mod budget;
mod consequences;
mod load;
mod obedience;
mod outlet;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hearing::wire::{Cursor, Glance};
use hearing::{
    Act, Command, CommandId, Grant, Hearing, HearingId, LossCause, Refusal, SeatId, permitted,
};
use hearing_sync::Room;
use tokio::sync::{mpsc, oneshot};

pub use actor::{Opening, open};
pub use budget::Asking;
pub use outlet::{Inlet, Outlet, frame, pair};

use budget::Budgets;

/// Requests that may wait at a room's door. A full door makes the sockets wait, and so their senders.
const DOOR: usize = 1_024;

/// A connection's number within its room.
pub type Line = u64;

pub enum Request {
    /// Answers with the line's number, or not at all when the seat is none of this hearing.
    Join {
        seat: SeatId,
        /// The image of the session it comes by.
        session: String,
        known: Option<Cursor>,
        outlet: Outlet,
        answer: oneshot::Sender<Line>,
    },
    Leave {
        seat: SeatId,
        line: Line,
        cause: LossCause,
    },
    /// A line that the room itself closed, and that is to come back at once: an absence only when it does not.
    Away { seat: SeatId, line: Line },
    Ask {
        seat: SeatId,
        line: Line,
        id: CommandId,
        body: Box<Command>,
    },
    /// An answer that was found at the socket and takes its place among the room's.
    Refuse {
        seat: SeatId,
        line: Line,
        id: CommandId,
        refusal: Refusal,
    },
    Glance {
        seat: SeatId,
        line: Line,
        glance: Glance,
    },
    /// Says goodbye to all and waits for the journal.
    ShutDown { done: oneshot::Sender<()> },
}

/// What others hold of a room.
#[derive(Clone)]
pub struct Handle {
    pub id: HearingId,
    door: mpsc::Sender<Request>,
    room: Arc<Mutex<Room>>,
    budgets: Arc<Budgets>,
}

impl Handle {
    pub async fn send(&self, request: Request) {
        if self.door.send(request).await.is_err() {
            // As it does when the court shuts down; what ends it otherwise has said so itself.
            tracing::debug!(hearing = %self.id, "the room's task has ended");
        }
    }

    /// Reads the hearing as the journal holds it. Short: the room waits meanwhile.
    pub fn read<T>(&self, look: impl FnOnce(&Hearing) -> T) -> T {
        look(lock(&self.room).hearing())
    }

    /// Whether this seat exists and its person was not removed.
    pub fn admits(&self, seat: &SeatId) -> bool {
        self.read(|h| h.seat(seat).is_some_and(|s| s.removed.is_none()))
    }

    pub fn is_of_court(&self, seat: &SeatId) -> bool {
        self.read(|h| h.seat(seat).is_some_and(|s| s.role.is_court()))
    }

    /// Whether this seat may ask for something now. Asked once for each command.
    pub fn may_ask(&self, seat: &SeatId) -> Asking {
        match self.read(|h| h.seat(seat).map(|s| s.role)) {
            Some(role) => self.budgets.may_ask(seat, role),
            None => Asking::TooFast,
        }
    }

    /// Whether this seat may have another line now. Asked once for each line.
    pub fn may_join(&self, seat: &SeatId) -> bool {
        self.budgets.may_join(seat)
    }

    /// Whether this seat may put in evidence at all.
    pub fn may_file(&self, seat: &SeatId) -> bool {
        let may = |role| permitted(role, Act::FileEvidence) != Grant::No;
        self.read(|h| h.seat(seat).is_some_and(|s| may(s.role)))
    }
}

fn lock(room: &Mutex<Room>) -> MutexGuard<'_, Room> {
    room.lock().unwrap_or_else(PoisonError::into_inner)
}
