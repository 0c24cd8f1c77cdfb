//! Who may be seen and heard by whom: one media room for each zone in which people meet, under a name nobody can guess.

mod standing;

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hearing::{Hearing, HearingId, SeatId, Zone};
use kaiting_media::{Grant, Media, MediaConfig, MediaError, MediaFact, MediaPlane, Source};

use crate::config::Config;
use crate::secrets;
use standing::Standing;

/// Longer than a browser takes to connect, shorter than anything a stolen key is good for.
const KEY_LIFE: Duration = Duration::from_secs(60);

/// The media engine of this process, and the list of who may be where.
pub struct MediaHouse {
    media: Media,
    register: Arc<Register>,
}

/// Asked at every connect. It goes ahead of the engine when something is taken away, and follows it when something is
/// given: in between nobody is let in by either.
#[derive(Default)]
struct Register(Mutex<BTreeMap<(HearingId, SeatId), Stay>>);

#[derive(Clone)]
struct Stay {
    room: String,
    standing: Standing,
}

impl Register {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<(HearingId, SeatId), Stay>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn admits(&self, room: &str, identity: &str) -> bool {
        self.lock()
            .iter()
            .any(|((_, seat), stay)| stay.room == room && seat.as_str() == identity)
    }

    /// Makes a key to where this seat may be now. Nothing can change in between: a key that says what was true before an
    /// order of the court is older than the order, and the engine goes by the order.
    fn key<T>(&self, place: &(HearingId, SeatId), make: impl FnOnce(&Stay) -> T) -> Option<T> {
        self.lock().get(place).map(make)
    }
}

impl MediaHouse {
    /// # Errors
    /// When the ports are taken, or the system gives no random bytes.
    pub async fn start(config: &Config) -> std::io::Result<Self> {
        let register = Arc::new(Register::default());
        let asked = Arc::clone(&register);
        let at = SocketAddr::new(config.bind.ip(), config.media_port);
        let (media, facts) = Media::start(MediaConfig {
            udp: at,
            tcp: at,
            advertised: config.media_advertised.clone(),
            secret: secrets::random::<32>().map_err(|e| std::io::Error::other(e.to_string()))?,
            admission: Arc::new(move |room, identity, _| asked.admits(room, identity)),
        })
        .await?;
        tokio::spawn(note(facts));
        let (udp, tcp) = media.ports();
        tracing::info!(udp, tcp, "media ports");
        Ok(Self { media, register })
    }

    /// What one hearing has to do with the media.
    pub fn zones(&self, hearing: HearingId) -> Zones {
        Zones {
            hearing,
            plane: Arc::new(self.media.clone()),
            register: Arc::clone(&self.register),
            rooms: BTreeMap::new(),
            obeyed: BTreeMap::new(),
        }
    }

    /// The room in which this seat may be now, and a key to it.
    pub fn grant(
        &self,
        hearing: &HearingId,
        seat: &SeatId,
        name: String,
    ) -> Option<(String, String)> {
        let place = (hearing.clone(), seat.clone());
        self.register.key(&place, |stay| {
            let permissions = stay.standing.permissions;
            let token = self.media.token(&Grant {
                room: stay.room.clone(),
                identity: seat.0.clone(),
                name,
                publish_audio: permissions.audio,
                publish_video: permissions.video,
                subscribe: permissions.subscribe,
                hidden: stay.standing.hidden,
                ttl: KEY_LIFE,
            });
            (stay.room.clone(), token)
        })
    }

    pub fn router(&self) -> axum::Router {
        self.media.router()
    }
}

/// The engine's facts are for the operator: what became of a person's line, the hearing socket tells the record.
async fn note(mut facts: tokio::sync::mpsc::Receiver<MediaFact>) {
    while let Some(fact) = facts.recv().await {
        tracing::debug!(?fact, "media");
    }
}

/// The media rooms of one hearing.
pub struct Zones {
    hearing: HearingId,
    plane: Arc<dyn MediaPlane>,
    register: Arc<Register>,
    /// Of the zones in which anybody may be. A zone that empties loses its room: who meets there next, meets in another.
    rooms: BTreeMap<Zone, String>,
    /// What the engine has carried out so far, whatever was asked.
    obeyed: BTreeMap<SeatId, Stay>,
}

impl Zones {
    /// Makes the media follow the hearing. What cannot be done is logged and tried again with the next change; it may be
    /// dropped at any point.
    pub async fn obey(&mut self, hearing: &Hearing) {
        let wanted = standing::all(hearing);
        self.close_doors(&wanted);
        self.send_away(&wanted).await;
        let used: BTreeSet<Zone> = wanted.values().map(|w| w.zone.clone()).collect();
        for zone in &used {
            if let Err(error) = self.open(zone).await {
                tracing::error!(hearing = %self.hearing, %error, "no media room");
            }
        }
        for (seat, standing) in &wanted {
            self.seat(seat, standing).await;
        }
        let empty: Vec<(Zone, String)> = self
            .rooms
            .iter()
            .filter(|(zone, _)| !used.contains(*zone))
            .map(|(zone, room)| (zone.clone(), room.clone()))
            .collect();
        for (zone, room) in empty {
            if self.told(self.plane.end(&room).await, "a media room was not closed") {
                self.rooms.remove(&zone);
            }
        }
    }

    /// First of all nobody comes in any more who is to be elsewhere.
    fn close_doors(&self, wanted: &BTreeMap<SeatId, Standing>) {
        self.register.lock().retain(|(hearing, seat), stay| {
            *hearing != self.hearing || self.stays(wanted, seat, stay)
        });
    }

    fn stays(&self, wanted: &BTreeMap<SeatId, Standing>, seat: &SeatId, stay: &Stay) -> bool {
        wanted
            .get(seat)
            .is_some_and(|w| self.rooms.get(&w.zone) == Some(&stay.room))
    }

    async fn send_away(&mut self, wanted: &BTreeMap<SeatId, Standing>) {
        let leaving: Vec<(SeatId, String)> = self
            .obeyed
            .iter()
            .filter(|(seat, stay)| !self.stays(wanted, seat, stay))
            .map(|(seat, stay)| (seat.clone(), stay.room.clone()))
            .collect();
        for (seat, room) in leaving {
            let gone = if wanted.contains_key(&seat) {
                self.plane.move_away(&room, seat.as_str()).await
            } else {
                self.plane.remove(&room, seat.as_str()).await
            };
            if self.told(gone, "somebody was not sent away from the media") {
                self.obeyed.remove(&seat);
            }
        }
    }

    async fn open(&mut self, zone: &Zone) -> Result<(), OpenError> {
        if self.rooms.contains_key(zone) {
            return Ok(());
        }
        let name = secrets::random::<18>().map_err(OpenError::Random)?;
        let name = secrets::encode(&name);
        self.plane.create(&name).await.map_err(OpenError::Media)?;
        self.rooms.insert(zone.clone(), name);
        Ok(())
    }

    async fn seat(&mut self, seat: &SeatId, standing: &Standing) {
        let Some(room) = self.rooms.get(&standing.zone) else {
            return;
        };
        let before = self.obeyed.get(seat).map(|stay| &stay.standing);
        if before == Some(standing) {
            return;
        }
        let was_held = before.is_some_and(Standing::is_held);
        let permissions = standing.permissions;
        let changed = before.map(|b| b.permissions) != Some(permissions);
        let stay = Stay {
            room: room.clone(),
            standing: standing.clone(),
        };
        let place = (self.hearing.clone(), seat.clone());
        let mut done = true;
        // What is taken away is taken before the door opens.
        if standing.is_held() && !was_held {
            let muted = self.plane.mute(room, seat.as_str(), Source::Microphone);
            done &= self.told(muted.await, "a microphone was not muted");
        }
        self.register.lock().insert(place, stay.clone());
        if changed {
            let set = self.plane.set_permissions(room, seat.as_str(), permissions);
            done &= self.told(set.await, "a media permission was not changed");
        }
        if was_held && !standing.is_held() {
            let released = self.plane.release(room, seat.as_str(), Source::Microphone);
            done &= self.told(released.await, "a microphone was not released");
        }
        if done {
            self.obeyed.insert(seat.clone(), stay);
        }
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

#[derive(Debug)]
enum OpenError {
    Random(getrandom::Error),
    Media(MediaError),
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Random(error) => write!(f, "no random bytes: {error}"),
            Self::Media(error) => write!(f, "{error}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearing::Mute;
    use kaiting_media::Permissions;

    #[test]
    fn nothing_changes_while_a_key_is_made() {
        let register = Register::default();
        let place = (HearingId::new("h"), SeatId::new("party"));
        let stay = Stay {
            room: "r".to_owned(),
            standing: Standing {
                zone: Zone::Courtroom,
                permissions: Permissions {
                    audio: true,
                    video: true,
                    subscribe: true,
                },
                hidden: false,
                mute: Mute::Free,
            },
        };
        register.lock().insert(place.clone(), stay);
        let locked = register.key(&place, |_| register.0.try_lock().is_err());
        assert_eq!(locked, Some(true));
    }
}
