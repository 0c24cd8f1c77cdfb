//! The hidden listener: what a room at LiveKit gives to a tap.
//!
//! LiveKit's own recorder runs a browser for each room. This one takes the packets as they are and hands them to the same tap
//! as the embedded engine does. It is in a room for as long as a tap hangs there, and in no other; nobody is told of it, and it
//! sends nothing. Whether anything is taped, the tap itself says several times a second, or does not.

mod tracks;
mod visit;
mod ways;

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::gates::Gates;
use super::service::RoomService;
use crate::ids;
use crate::tap::Tap;
use tracks::Tracks;

/// Within what the court waits for its media.
const COMES: Duration = Duration::from_millis(1_000);
/// For its goodbye. Nothing passes any more before it.
const GOES: Duration = Duration::from_millis(500);
const AGAIN: Duration = Duration::from_millis(200);
const AGAIN_AT_MOST: Duration = Duration::from_millis(1_000);

/// Where the tap hangs. Who takes it out of here has taken it away, whatever the listener does.
type Slot = Arc<Mutex<Option<Tap>>>;

fn hold(slot: &Slot) -> MutexGuard<'_, Option<Tap>> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The listeners of all rooms that are tapped.
pub struct Listeners {
    service: Arc<RoomService>,
    gates: Arc<Gates>,
    owner: String,
    /// Under which they come. No seat has such a name, and nobody can guess it.
    pub identity: String,
    by_room: Mutex<HashMap<String, Listener>>,
}

struct Listener {
    tap: Slot,
    stop: watch::Sender<bool>,
    there: watch::Receiver<bool>,
    task: JoinHandle<()>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Listeners {
    pub fn new(service: &Arc<RoomService>, gates: &Arc<Gates>, owner: String) -> Self {
        Self {
            service: Arc::clone(service),
            gates: Arc::clone(gates),
            owner,
            identity: ids::random("LS"),
            by_room: Mutex::default(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Listener>> {
        self.by_room.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on what passes in this room goes to this tap. Waits a moment for LiveKit; when it does not answer, the listener
    /// goes on trying.
    pub async fn hang(&self, room: &str, tap: Tap) {
        let there = {
            let mut by_room = self.lock();
            let listener = by_room
                .entry(room.to_owned())
                .or_insert_with(|| self.send_to(room));
            *hold(&listener.tap) = Some(tap);
            listener.there.clone()
        };
        if timeout(COMES, until(there)).await.is_err() {
            tracing::warn!(room, "media: LiveKit is not listened to yet");
        }
    }

    /// Nothing passes to a tap any more when this returns, and nobody listens in the room.
    pub async fn take_away(&self, room: &str) {
        let Some(mut listener) = self.lock().remove(room) else {
            return;
        };
        hold(&listener.tap).take();
        let _ = listener.stop.send(true);
        // One that does not say goodbye in time is cut off.
        let _ = timeout(GOES, &mut listener.task).await;
    }

    fn send_to(&self, room: &str) -> Listener {
        let (stop, stopped) = watch::channel(false);
        let (arrived, there) = watch::channel(false);
        let tap = Slot::default();
        let errand = Errand {
            service: Arc::clone(&self.service),
            gates: Arc::clone(&self.gates),
            owner: self.owner.clone(),
            identity: self.identity.clone(),
            room: room.to_owned(),
            tap: Arc::clone(&tap),
            there: arrived,
        };
        Listener {
            tap,
            stop,
            there,
            task: tokio::spawn(listen(errand, stopped)),
        }
    }
}

/// What a listener is to do.
struct Errand {
    service: Arc<RoomService>,
    gates: Arc<Gates>,
    owner: String,
    identity: String,
    room: String,
    tap: Slot,
    /// Whether it hears LiveKit now.
    there: watch::Sender<bool>,
}

/// Until that is so, or nobody can say so any more.
async fn until(mut what: watch::Receiver<bool>) {
    let _ = what.wait_for(|so| *so).await;
}

/// Until it is called off. A line that breaks is made anew.
async fn listen(errand: Errand, stopped: watch::Receiver<bool>) {
    let mut tracks = Tracks::default();
    let mut wait = AGAIN;
    let mut said = false;
    loop {
        let visit = visit::visit(&errand, &mut tracks, stopped.clone());
        let ended = AssertUnwindSafe(visit).catch_unwind().await;
        let was_there = errand.there.send_replace(false);
        let why = match ended {
            Ok(Ok(())) => return,
            Ok(Err(why)) => why,
            Err(_) => "a fault in this program".to_owned(),
        };
        if was_there || !said {
            tracing::error!(
                room = errand.room,
                why,
                "media: nothing is taped at LiveKit"
            );
        }
        said = true;
        wait = if was_there {
            AGAIN
        } else {
            (wait * 2).min(AGAIN_AT_MOST)
        };
        tokio::select! {
            () = until(stopped.clone()) => return,
            () = sleep(wait) => {}
        }
    }
}
