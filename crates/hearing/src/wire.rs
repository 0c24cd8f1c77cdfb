//! The frames of the hearing socket. PROTOCOL.md shows each with its JSON.

use crate::{Command, CommandId, Hearing, Millis, Recorded, Refusal, SeatId};
use serde::{Deserialize, Serialize};

/// A place in one viewer's own stream. His to send back, not to read: it names nothing but his own views and events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// The run of the backend that gave it; of no use in another.
    pub run: String,
    /// Counts the times this viewer's view started anew.
    pub view: u64,
    /// Counts the events of this view.
    pub n: u64,
}

/// From the browser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FromClient {
    /// The first frame: who, and from where on.
    Hello {
        session: String,
        cursor: Option<Cursor>,
    },
    Command {
        id: CommandId,
        body: Command,
    },
    /// The latest-wins lane: never kept, never in the journal.
    Glance(Glance),
    Pong {
        beat: u64,
    },
}

/// From the backend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromServer {
    /// A view that starts anew: at first, after a move between zones, when the cursor is too old.
    Snapshot {
        me: SeatId,
        now: Millis,
        at: Cursor,
        hearing: Box<Hearing>,
    },
    /// The cursor was good: what was missed after it follows as events.
    Resumed {
        me: SeatId,
        now: Millis,
        at: Cursor,
    },
    /// The next event of this viewer's own stream, which has no gaps: `at.n` is one more than the last.
    Event {
        at: Cursor,
        cause: Option<CommandId>,
        recorded: Box<Recorded>,
    },
    /// On disk.
    Acknowledged {
        id: CommandId,
    },
    Refused {
        id: CommandId,
        refusal: Refusal,
    },
    Glance {
        from: SeatId,
        glance: Glance,
    },
    Beat {
        beat: u64,
        now: Millis,
    },
    Goodbye {
        reason: Goodbye,
    },
}

/// What only matters now.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Glance {
    /// The presenter's pointer, in ten-thousandths of the page; none when it left.
    Pointer { at: Option<(u16, u16)> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goodbye {
    /// Too slow: come back with the cursor.
    Resync,
    /// The seat is now held by another device.
    TakenOver,
    /// The session is not known, has ended, or the person was removed.
    NoSession,
    Removed,
    TooMany,
    Malformed,
    ShuttingDown,
}
