//! What the forwarder is asked to do. The court's orders and the clients' words come on two ways:
//! no client can make the court wait.

use tokio::sync::oneshot;

use crate::door::{Arrival, Refusal};
use crate::fact::LeaveCause;
use crate::participant::{Permissions, Source};
use crate::room::Room;
use crate::tap::Tap;
use crate::wire::Request;

/// Where a session stands.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub room: u32,
    pub participant: u32,
    pub session: u64,
}

/// What is known of one participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub identity: String,
    pub permissions: Permissions,
    pub hidden: bool,
    /// What it sends, and whether that is muted.
    pub tracks: Vec<(Source, bool)>,
    pub connected: bool,
}

/// Of the server.
pub enum Order {
    Create {
        room: String,
        done: oneshot::Sender<bool>,
    },
    End {
        room: String,
        done: oneshot::Sender<bool>,
    },
    List {
        room: String,
        done: oneshot::Sender<Option<Vec<Listed>>>,
    },
    Remove {
        room: String,
        identity: String,
        cause: LeaveCause,
        done: oneshot::Sender<bool>,
    },
    Mute {
        room: String,
        identity: String,
        source: Source,
        done: oneshot::Sender<bool>,
    },
    Release {
        room: String,
        identity: String,
        source: Source,
        done: oneshot::Sender<bool>,
    },
    Record {
        room: String,
        tap: Option<Tap>,
        done: oneshot::Sender<bool>,
    },
    SetPermissions {
        room: String,
        identity: String,
        permissions: Permissions,
        done: oneshot::Sender<bool>,
    },
}

/// Of the clients' signalling lines.
pub enum Signal {
    Arrive {
        arrival: Arrival,
        done: oneshot::Sender<Result<Place, Refusal>>,
    },
    Request {
        place: Place,
        request: Request,
    },
    LineLost {
        place: Place,
    },
}

impl Listed {
    pub fn all(room: &Room) -> Vec<Self> {
        room.participants
            .values()
            .map(|one| Self {
                identity: one.identity.clone(),
                permissions: one.permissions,
                hidden: one.hidden,
                tracks: one
                    .tracks
                    .iter()
                    .filter(|track| track.mid.is_some())
                    .map(|track| (track.source, track.info.muted))
                    .collect(),
                connected: one.session.is_some(),
            })
            .collect()
    }
}
