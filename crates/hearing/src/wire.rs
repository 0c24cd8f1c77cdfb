//! The frames of the hearing socket. PROTOCOL.md shows each with its JSON.

use crate::presenting::{Displayed, Showing};
use crate::speech::{Proposed, SpeechState};
use crate::{Command, CommandId, Hearing, LineId, Millis, ProposalId, Recorded, Refusal, SeatId};
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
    /// After a page was painted and could be seen (R49). Another page or hash than the one on show counts for nothing.
    Displayed(Displayed),
    /// Which line of the record he has open for writing, said again every few seconds as long as he has it; none when he has
    /// put it down. The latest wins, and it is never kept.
    Writing {
        line: Option<LineId>,
    },
    /// What speech-to-text proposed is not taken. Nothing of it is kept.
    DismissProposal {
        proposal: ProposalId,
    },
    Pong {
        beat: u64,
    },
    /// A beat is wanted now: the browser has reason to think that this line is dead.
    Ping,
    /// Whether the seat is left to the other device that asks for it (R2).
    AnswerClaim {
        claim: u64,
        give_up: bool,
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
    /// To who moves what is on show: on whose screen the page stands, and that of the exhibit beside it. The latest wins; none
    /// when nothing is on show.
    Showing {
        showing: Option<Showing>,
        #[serde(default)]
        beside: Option<Showing>,
    },
    /// To those who type: which lines are in whose hand. The latest wins.
    Writing {
        held: Vec<(LineId, SeatId)>,
    },
    /// To those who type: how it is with speech-to-text, how many seconds of voices it missed while it was away, and what is
    /// being said, not finished. The latest wins; never kept.
    Speech {
        state: SpeechState,
        missed_seconds: u32,
        partials: Vec<(SeatId, String)>,
    },
    /// To those who type: what is proposed, the oldest first, and how many gave way or were nonsense. The latest wins.
    Proposals {
        waiting: Vec<Proposed>,
        dropped: u32,
    },
    Beat {
        beat: u64,
        now: Millis,
    },
    /// To who holds a seat: another device asks for it, and gets it at `until` if nobody answers (R2).
    SeatClaimed {
        claim: u64,
        until: Millis,
    },
    /// To who asks for a seat that is held: the other device is being asked, until then. It is the first that he hears, so
    /// that it brings the court's clock.
    SeatHeld {
        now: Millis,
        until: Millis,
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
    /// The other device keeps the seat: it was asked, and said no.
    SeatKept,
    /// The session is not known, has ended, or the person was removed.
    NoSession,
    Removed,
    /// He has given his place in the gallery up.
    Withdrawn,
    TooMany,
    Malformed,
    ShuttingDown,
}
