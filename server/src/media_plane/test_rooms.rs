//! 设备检测 (R7): a media room for one seat alone, for as long as a test takes. Nobody else is ever let in, nothing of the
//! hearing is in it, and its name says nothing: a witness may use one as anybody may.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hearing::{HearingId, SeatId};
use kaiting_media::{MediaError, MediaPlane};

use crate::secrets;

/// Whoever tests is nobody in particular.
pub const IDENTITY: &str = "self";

/// A test takes some ten seconds; on a bad line it takes three times as long.
const LIFE: Duration = Duration::from_secs(45);

/// The room that each seat has for its test, if it has one.
type Open = Arc<Mutex<BTreeMap<(HearingId, SeatId), String>>>;

pub struct TestRooms {
    plane: Arc<dyn MediaPlane>,
    open: Open,
}

/// Who is asked at every connect.
#[derive(Clone, Default)]
pub struct Doors(Open);

impl Doors {
    pub fn admit(&self, room: &str, identity: &str) -> bool {
        identity == IDENTITY && hold(&self.0).values().any(|open| open == room)
    }
}

impl TestRooms {
    pub fn new(plane: Arc<dyn MediaPlane>, doors: &Doors) -> Self {
        Self {
            plane,
            open: Arc::clone(&doors.0),
        }
    }

    /// A new room for this seat; the one it had is closed. None when there is no media server.
    pub async fn open(&self, hearing: &HearingId, seat: &SeatId) -> Option<String> {
        let name = secrets::encode(&secrets::random::<18>().ok()?);
        let place = (hearing.clone(), seat.clone());
        let before = hold(&self.open).insert(place.clone(), name.clone());
        if let Some(before) = before {
            close(&*self.plane, &before).await;
        }
        let made = self.plane.create(&name).await;
        if let Err(error) = made {
            tracing::error!(%error, "no media room to test in");
            forget(&self.open, &place, &name);
            return None;
        }
        let (plane, open, room) = (
            Arc::clone(&self.plane),
            Arc::clone(&self.open),
            name.clone(),
        );
        tokio::spawn(async move {
            tokio::time::sleep(LIFE).await;
            forget(&open, &place, &room);
            close(&*plane, &room).await;
        });
        Some(name)
    }
}

/// The seat may have another one since.
fn forget(open: &Open, place: &(HearingId, SeatId), room: &str) {
    let mut open = hold(open);
    if open.get(place).is_some_and(|now| now == room) {
        open.remove(place);
    }
}

async fn close(plane: &dyn MediaPlane, room: &str) {
    match plane.end(room).await {
        Ok(()) | Err(MediaError::NoRoom) => {}
        Err(error @ (MediaError::RoomExists | MediaError::Stopped)) => {
            tracing::error!(%error, "a room that was tested in was not closed");
        }
    }
}

fn hold(open: &Open) -> MutexGuard<'_, BTreeMap<(HearingId, SeatId), String>> {
    open.lock().unwrap_or_else(PoisonError::into_inner)
}
