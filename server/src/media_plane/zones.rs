//! The media rooms of one hearing.

mod taping;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hearing::{Hearing, HearingId, SeatId, Zone};
use kaiting_media::{MediaError, MediaPlane, Source};
use kaiting_recorder::Recorder;

use super::standing::{self, Standing};
use super::{Register, Stay};
use crate::secrets;
use crate::speech::Ear;
use taping::{Taping, Wanted};

pub struct Zones {
    hearing: HearingId,
    plane: Arc<dyn MediaPlane>,
    register: Arc<Register>,
    /// Of the zones in which anybody may be. A zone that empties loses its room: who meets there next, meets in another.
    rooms: BTreeMap<Zone, Room>,
    /// Rooms that have had their time, and may be open still.
    leftover: BTreeSet<String>,
    /// Where the engine has each seat.
    seated: BTreeMap<SeatId, Seated>,
    taping: Taping,
}

struct Room {
    name: String,
    open: bool,
}

/// It is written down before the engine is told, and what the engine answered after: whatever is cut off in between, the
/// next time knows what is not known.
struct Seated {
    room: String,
    /// What the engine has carried out. `None` while that is not certain.
    obeyed: Option<Standing>,
}

impl Zones {
    pub(super) fn new(
        hearing: HearingId,
        plane: Arc<dyn MediaPlane>,
        register: Arc<Register>,
        recorder: Option<Recorder>,
        ear: Option<Ear>,
    ) -> Self {
        Self {
            hearing,
            plane,
            register,
            rooms: BTreeMap::new(),
            leftover: BTreeSet::new(),
            seated: BTreeMap::new(),
            taping: Taping::new(recorder, ear),
        }
    }

    /// Makes the media follow the hearing, and says whether they do. It may be dropped at any point, and called again with
    /// the same hearing or a later one: it does what is not certainly done, and nothing twice.
    pub async fn obey(&mut self, hearing: &Hearing) -> bool {
        let wanted = standing::all(hearing);
        let used: BTreeSet<Zone> = wanted.values().map(|w| w.zone.clone()).collect();
        // First of all, and before anything can be cut off: nobody comes in any more who is to be elsewhere.
        self.give_up_rooms(&used);
        self.close_doors(&wanted);
        // What is not to be recorded is not from here on, before anybody moves.
        let tapped = Wanted {
            recorded: standing::is_recorded(hearing),
            heard: hearing.heard_by_machine().into_iter().collect(),
        };
        let mut done = self.taping.only(&*self.plane, &tapped).await;
        done &= self.send_away(&wanted).await;
        for zone in &used {
            done &= self.open(zone).await;
        }
        // And what is, from before somebody comes in.
        let courtroom = self.rooms.get(&Zone::Courtroom).filter(|room| room.open);
        if let Some(room) = courtroom {
            done &= self.taping.run(&*self.plane, &room.name, &tapped).await;
        }
        for (seat, standing) in &wanted {
            done &= self.seat(seat, standing).await;
        }
        done &= self.close_leftover().await;
        done
    }

    fn give_up_rooms(&mut self, used: &BTreeSet<Zone>) {
        let unused = self.rooms.extract_if(.., |zone, _| !used.contains(zone));
        self.leftover.extend(unused.map(|(_, room)| room.name));
    }

    fn close_doors(&mut self, wanted: &BTreeMap<SeatId, Standing>) {
        let rooms = &self.rooms;
        self.register.lock().retain(|(hearing, seat), stay| {
            *hearing != self.hearing || stays(rooms, wanted, seat, &stay.room)
        });
        for (seat, seated) in &mut self.seated {
            if !stays(rooms, wanted, seat, &seated.room) {
                seated.obeyed = None;
            }
        }
    }

    async fn send_away(&mut self, wanted: &BTreeMap<SeatId, Standing>) -> bool {
        let leaving: Vec<(SeatId, String)> = self
            .seated
            .iter()
            .filter(|(seat, seated)| !stays(&self.rooms, wanted, seat, &seated.room))
            .map(|(seat, seated)| (seat.clone(), seated.room.clone()))
            .collect();
        let mut done = true;
        for (seat, room) in leaving {
            let gone = if wanted.contains_key(&seat) {
                self.plane.move_away(&room, seat.as_str()).await
            } else {
                self.plane.remove(&room, seat.as_str()).await
            };
            if self.told(gone, "somebody was not sent away from the media") {
                self.seated.remove(&seat);
            } else {
                done = false;
            }
        }
        done
    }

    async fn open(&mut self, zone: &Zone) -> bool {
        let name = match self.rooms.get(zone) {
            Some(room) if room.open => return true,
            Some(room) => room.name.clone(),
            None => match secrets::random::<18>() {
                Ok(name) => secrets::encode(&name),
                Err(error) => {
                    tracing::error!(hearing = %self.hearing, %error, "no name for a media room");
                    return false;
                }
            },
        };
        let room = self
            .rooms
            .entry(zone.clone())
            .or_insert(Room { name, open: false });
        match self.plane.create(&room.name).await {
            // Nobody else has this name: it was made the last time, when nobody waited for the answer.
            Ok(()) | Err(MediaError::RoomExists) => room.open = true,
            Err(error @ (MediaError::NoRoom | MediaError::Stopped)) => {
                tracing::error!(hearing = %self.hearing, %error, "no media room");
            }
        }
        room.open
    }

    async fn seat(&mut self, seat: &SeatId, standing: &Standing) -> bool {
        let Some(room) = self.rooms.get(&standing.zone).filter(|room| room.open) else {
            return false;
        };
        let room = room.name.clone();
        let seated = self.seated.entry(seat.clone()).or_insert_with(|| Seated {
            room: room.clone(),
            obeyed: None,
        });
        if seated.room != room {
            // Nobody is in two rooms.
            return false;
        }
        if seated.obeyed.as_ref() == Some(standing) {
            return true;
        }
        let before = seated.obeyed.take();
        let was_held = before.as_ref().map(Standing::is_held);
        let mut done = true;
        // What is taken away is taken before the door opens.
        if standing.is_held() && was_held != Some(true) {
            let muted = self.plane.mute(&room, seat.as_str(), Source::Microphone);
            done &= self.told(muted.await, "a microphone was not muted");
        }
        let place = (self.hearing.clone(), seat.clone());
        let stay = Stay {
            room: room.clone(),
            standing: standing.clone(),
        };
        self.register.lock().insert(place, stay);
        let permissions = standing.permissions;
        if before.map(|b| b.permissions) != Some(permissions) {
            let set = self
                .plane
                .set_permissions(&room, seat.as_str(), permissions);
            done &= self.told(set.await, "a media permission was not changed");
        }
        if !standing.is_held() && was_held != Some(false) {
            let released = self.plane.release(&room, seat.as_str(), Source::Microphone);
            done &= self.told(released.await, "a microphone was not released");
        }
        if let Some(seated) = self.seated.get_mut(seat).filter(|_| done) {
            seated.obeyed = Some(standing.clone());
        }
        done
    }

    async fn close_leftover(&mut self) -> bool {
        let rooms: Vec<String> = self.leftover.iter().cloned().collect();
        for room in rooms {
            if self.told(self.plane.end(&room).await, "a media room was not closed") {
                self.leftover.remove(&room);
            }
        }
        self.leftover.is_empty()
    }

    fn told(&self, outcome: Result<(), MediaError>, what: &'static str) -> bool {
        match outcome {
            // A room that is gone has nobody in it.
            Ok(()) | Err(MediaError::NoRoom) => true,
            Err(error @ (MediaError::RoomExists | MediaError::Stopped)) => {
                tracing::error!(hearing = %self.hearing, %error, "{what}");
                false
            }
        }
    }
}

/// Whether this seat is to be in this room.
fn stays(
    rooms: &BTreeMap<Zone, Room>,
    wanted: &BTreeMap<SeatId, Standing>,
    seat: &SeatId,
    room: &str,
) -> bool {
    wanted
        .get(seat)
        .and_then(|w| rooms.get(&w.zone))
        .is_some_and(|r| r.name == room)
}
