//! The way to one browser: an ordered lane that never drops, and a slot where the latest glance wins.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::ws::Utf8Bytes;
use hearing::wire::{FromServer, Glance, Goodbye};
use hearing::{LineId, SeatId};
use tokio::sync::{Notify, mpsc, watch};

use super::dictation::{Listening, Proposing, Told};
use super::screens::Both;

/// Parcels under way to one browser. Who is slower than that is sent away to come back with his cursor.
const LANE: usize = 256;

/// What goes into the ordered lane: frames that belong together, such as all that a resume has to make up for.
pub type Parcel = Vec<Utf8Bytes>;

/// The room's end.
pub struct Outlet {
    lane: mpsc::Sender<Parcel>,
    glances: Arc<Glances>,
    end: End,
}

/// Either side may end the line; the first reason stands.
#[derive(Clone)]
pub struct End(watch::Sender<Option<Goodbye>>);

/// The socket's end.
pub struct Inlet {
    pub lane: mpsc::Receiver<Parcel>,
    pub glances: Arc<Glances>,
    pub end: End,
}

#[derive(Default)]
pub struct Glances {
    latest: Mutex<Latest>,
    pub there: Notify,
}

#[derive(Default)]
struct Latest {
    glances: BTreeMap<SeatId, Glance>,
    showing: Option<Both>,
    /// Which lines of the record are in whose hand.
    held: Option<Vec<(LineId, SeatId)>>,
    listening: Option<Listening>,
    proposing: Option<Proposing>,
}

impl Glances {
    pub fn take(&self) -> Vec<FromServer> {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let Latest {
            glances,
            showing,
            held,
            listening,
            proposing,
        } = std::mem::take(&mut *latest);
        let showing =
            showing.map(|Both { showing, beside }| FromServer::Showing { showing, beside });
        let listening = listening.map(|all| FromServer::Speech {
            state: all.state,
            missed_seconds: all.missed,
            partials: all.partials,
        });
        let proposing = proposing.map(|all| FromServer::Proposals {
            waiting: all.waiting,
            dropped: all.dropped,
        });
        glances
            .into_iter()
            .map(|(from, glance)| FromServer::Glance { from, glance })
            .chain(showing)
            .chain(held.map(|held| FromServer::Writing { held }))
            .chain(listening)
            .chain(proposing)
            .collect()
    }

    fn put(&self, change: impl FnOnce(&mut Latest)) {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut latest);
        drop(latest);
        self.there.notify_one();
    }
}

pub fn pair() -> (Outlet, Inlet) {
    let (lane, lane_out) = mpsc::channel(LANE);
    let end = End(watch::Sender::new(None));
    let glances = Arc::new(Glances::default());
    (
        Outlet {
            lane,
            glances: Arc::clone(&glances),
            end: end.clone(),
        },
        Inlet {
            lane: lane_out,
            glances,
            end,
        },
    )
}

impl Outlet {
    pub fn send(&self, parcel: Parcel) {
        if self.lane.try_send(parcel).is_err() {
            self.end(Goodbye::Resync);
        }
    }

    pub fn glance(&self, from: SeatId, glance: Glance) {
        self.glances.put(|latest| {
            latest.glances.insert(from, glance);
        });
    }

    pub fn showing(&self, showing: Both) {
        self.glances.put(|latest| latest.showing = Some(showing));
    }

    pub fn writing(&self, held: Vec<(LineId, SeatId)>) {
        self.glances.put(|latest| latest.held = Some(held));
    }

    pub fn dictation(&self, (listening, proposing): Told) {
        self.glances.put(|latest| {
            latest.listening = listening.or(latest.listening.take());
            latest.proposing = proposing.or(latest.proposing.take());
        });
    }

    pub fn end(&self, reason: Goodbye) {
        self.end.with(reason);
    }

    /// When the browser was told all that it can be told.
    pub async fn told(&self) {
        self.lane.closed().await;
    }
}

impl End {
    pub fn with(&self, reason: Goodbye) {
        self.0.send_if_modified(|ended| {
            let first = ended.is_none();
            if first {
                *ended = Some(reason);
            }
            first
        });
    }

    pub async fn wait(&self) -> Goodbye {
        let mut ended = self.0.subscribe();
        let reason = ended.wait_for(Option::is_some).await;
        // The sender is held by `self`, so that waiting cannot fail; and only a reason ends it.
        reason.ok().and_then(|r| *r).unwrap_or(Goodbye::Resync)
    }
}

/// A frame as text. The wire types hold nothing that JSON cannot.
pub fn frame(frame: &FromServer) -> Utf8Bytes {
    serde_json::to_string(frame)
        .map(Utf8Bytes::from)
        .unwrap_or_else(|error| {
            tracing::error!(%error, "a frame could not be written");
            Utf8Bytes::from_static("{}")
        })
}
