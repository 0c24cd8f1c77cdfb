//! One task per hearing: the shell around `hearing_sync::Room`, which owns journal, clock and lines.

mod actor;
mod budget;
mod claims;
mod consequences;
mod dictation;
mod load;
mod obedience;
mod outlet;
mod screens;
mod writing;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hearing::presenting::Displayed;
use hearing::wire::{Cursor, Glance};
use hearing::{
    Act, Command, CommandId, Fact, Grant, Hearing, HearingId, LineId, LineTrace, LossCause, Opened,
    ProposalId, Refusal, SeatId, permitted,
};
use hearing_sync::Room;
use tokio::sync::{mpsc, oneshot};

pub use actor::{Opening, open};
pub use budget::Asking;
pub use outlet::{Inlet, Outlet, frame, pair};

use crate::clock;
use crate::speech::News;
use budget::Budgets;

/// Requests that may wait at a room's door. A full door makes the sockets wait, and so their senders.
const DOOR: usize = 1_024;

/// A connection's number within its room.
pub type Line = u64;

/// A browser that wants to sit down.
pub struct Joining {
    /// The image of the session it comes by.
    pub session: String,
    pub known: Option<Cursor>,
    pub outlet: Outlet,
    /// Told the line's number; dropped when the seat is none of this hearing, or is kept by another device.
    pub answer: oneshot::Sender<Line>,
}

pub enum Request {
    Join {
        seat: SeatId,
        joining: Joining,
    },
    /// What the device that holds the seat says to the one that asks for it.
    AnswerClaim {
        seat: SeatId,
        line: Line,
        claim: u64,
        give_up: bool,
    },
    Leave {
        seat: SeatId,
        line: Line,
        cause: LossCause,
        trace: Option<LineTrace>,
    },
    /// A line that the room itself closed, and that is to come back at once: an absence only when it does not.
    Away {
        seat: SeatId,
        line: Line,
    },
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
    /// What the backend asks for itself; answered when it is on disk.
    Order {
        command: Box<Command>,
        answer: oneshot::Sender<Result<(), Refusal>>,
    },
    /// A fact that one of the doors states; answered when it is on disk, or was before.
    State {
        fact: Box<Fact>,
        answer: oneshot::Sender<Result<(), Refusal>>,
    },
    Glance {
        seat: SeatId,
        line: Line,
        glance: Glance,
    },
    /// Which line of the record he has open.
    Writing {
        seat: SeatId,
        line: Line,
        opened: Option<LineId>,
    },
    Displayed {
        seat: SeatId,
        line: Line,
        said: Displayed,
    },
    /// What speech-to-text has to say.
    Speech(News),
    DismissProposal {
        seat: SeatId,
        line: Line,
        proposal: ProposalId,
    },
    /// Says goodbye to all and waits for the journal.
    ShutDown {
        done: oneshot::Sender<()>,
    },
}

/// What others hold of a room.
#[derive(Clone)]
pub struct Handle {
    pub id: HearingId,
    door: mpsc::Sender<Request>,
    room: Arc<Mutex<Room>>,
    budgets: Arc<Budgets>,
    holders: Arc<Mutex<Holders>>,
}

/// By which session each seat was last sat in.
type Holders = BTreeMap<SeatId, String>;

impl Handle {
    pub async fn send(&self, request: Request) {
        if self.door.send(request).await.is_err() {
            // As it does when the court shuts down; what ends it otherwise has said so itself.
            tracing::debug!(hearing = %self.id, "the room's task has ended");
        }
    }

    /// Asks for something that no seat asks for, and waits until it is on record.
    ///
    /// # Errors
    /// As the rules of the hearing refuse it; `NotRecorded` when nobody can tell whether it is on record.
    pub async fn order(&self, command: Command) -> Result<(), Refusal> {
        let (answer, answered) = oneshot::channel();
        self.send(Request::Order {
            command: Box::new(command),
            answer,
        })
        .await;
        answered.await.unwrap_or(Err(Refusal::NotRecorded))
    }

    /// That this seat opens this file: on record before a byte of it is given out (R97).
    ///
    /// # Errors
    /// `NotRecorded` when nobody can tell whether it is on record.
    pub async fn opened(&self, seat: &SeatId, what: Opened) -> Result<(), Refusal> {
        // A reader asks for a film a thousand times; the room's task is to hear of it once.
        if self.read(|h| h.has_opened(seat, &what, clock::now())) {
            return Ok(());
        }
        let seat = seat.clone();
        self.state(Fact::Opened { seat, what }).await
    }

    /// A fact that the backend states, on disk when this returns.
    ///
    /// # Errors
    /// As [`Self::opened`].
    pub async fn state(&self, fact: Fact) -> Result<(), Refusal> {
        let (answer, answered) = oneshot::channel();
        let fact = Box::new(fact);
        self.send(Request::State { fact, answer }).await;
        answered.await.unwrap_or(Err(Refusal::NotRecorded))
    }

    /// Reads the hearing as the journal holds it. Short: the room waits meanwhile.
    pub fn read<T>(&self, look: impl FnOnce(&Hearing) -> T) -> T {
        look(lock(&self.room).hearing())
    }

    /// What a seat has before it, which of the record may be less than is on it.
    pub fn view_for(&self, seat: &SeatId) -> Hearing {
        lock(&self.room).view_for(seat)
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

    /// Whether this session of a seat may have another line now. Asked once for each line.
    pub fn may_join(&self, seat: &SeatId, session: &str) -> bool {
        self.budgets.may_join(seat, session)
    }

    /// Whether this seat may have another link to itself now. Asked once for each.
    pub fn may_hand_over(&self, seat: &SeatId) -> bool {
        self.budgets.may_hand_over(seat)
    }

    /// Whether he may state again who he is (R3).
    pub fn may_name_himself(&self, seat: &SeatId) -> bool {
        self.budgets.may_name_himself(seat)
    }

    /// Whether this seat may bring a file, or a part of one, now. Asked once for each.
    pub fn may_upload(&self, seat: &SeatId) -> bool {
        self.budgets.may_upload(seat)
    }

    /// Whether the seat is another session's than this one (its image): what is done for the seat is done by who sits there,
    /// and whoever has a key to it sits down first, where the holder is asked and the record keeps it (R2).
    pub fn is_held_by_another(&self, seat: &SeatId, session: &str) -> bool {
        self.holder(seat).is_some_and(|holder| holder != session)
    }

    pub fn holder(&self, seat: &SeatId) -> Option<String> {
        hold(&self.holders).get(seat).cloned()
    }

    /// Whether this seat may put in evidence at all.
    pub fn may_file(&self, seat: &SeatId) -> bool {
        let may = |role| permitted(role, Act::FileEvidence) != Grant::No;
        self.read(|h| h.seat(seat).is_some_and(|s| may(s.role)))
    }
}

fn hold(holders: &Mutex<Holders>) -> MutexGuard<'_, Holders> {
    holders.lock().unwrap_or_else(PoisonError::into_inner)
}

fn lock(room: &Mutex<Room>) -> MutexGuard<'_, Room> {
    room.lock().unwrap_or_else(PoisonError::into_inner)
}
