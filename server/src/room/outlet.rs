//! The way to one browser: an ordered lane that never drops, and a slot where the latest glance wins.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::ws::Utf8Bytes;
use hearing::SeatId;
use hearing::wire::{FromServer, Glance, Goodbye};
use tokio::sync::{Notify, mpsc, watch};

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
    latest: Mutex<BTreeMap<SeatId, Glance>>,
    pub there: Notify,
}

impl Glances {
    pub fn take(&self) -> Vec<(SeatId, Glance)> {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *latest).into_iter().collect()
    }

    fn put(&self, from: SeatId, glance: Glance) {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        latest.insert(from, glance);
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
        self.glances.put(from, glance);
    }

    pub fn end(&self, reason: Goodbye) {
        self.end.with(reason);
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
