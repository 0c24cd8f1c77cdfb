//! What happened in the media rooms, for the hearing's journal.

use tokio::sync::mpsc;

use crate::participant::Source;
use crate::wire::disconnect;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MediaFact {
    Joined {
        room: String,
        identity: String,
    },
    /// The signalling line came back; no media had to be set up anew.
    Resumed {
        room: String,
        identity: String,
    },
    Left {
        room: String,
        identity: String,
        cause: LeaveCause,
    },
    TrackPublished {
        room: String,
        identity: String,
        source: Source,
    },
    TrackUnpublished {
        room: String,
        identity: String,
        source: Source,
    },
    TrackMuted {
        room: String,
        identity: String,
        source: Source,
        muted: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeaveCause {
    /// The client said goodbye.
    Client,
    /// The line broke and did not come back.
    Lost,
    Removed,
    Moved,
    /// The same person joined again elsewhere.
    Replaced,
    RoomEnded,
}

impl LeaveCause {
    /// As a client is told (`DisconnectReason`).
    pub fn reason(self) -> i32 {
        match self {
            LeaveCause::Client => disconnect::CLIENT_INITIATED,
            LeaveCause::Lost => disconnect::CONNECTION_TIMEOUT,
            LeaveCause::Removed => disconnect::PARTICIPANT_REMOVED,
            LeaveCause::Moved => disconnect::MIGRATION,
            LeaveCause::Replaced => disconnect::DUPLICATE_IDENTITY,
            LeaveCause::RoomEnded => disconnect::ROOM_DELETED,
        }
    }
}

/// Facts on their way to the server. The forwarder never waits for a reader.
pub struct Facts {
    out: mpsc::Sender<MediaFact>,
    dropped: u64,
}

impl Facts {
    pub fn new(out: mpsc::Sender<MediaFact>) -> Self {
        Self { out, dropped: 0 }
    }

    pub fn tell(&mut self, fact: MediaFact) {
        if self.out.try_send(fact).is_err() {
            self.dropped += 1;
            tracing::warn!(
                dropped = self.dropped,
                "media: facts are not read, one dropped"
            );
        }
    }
}
