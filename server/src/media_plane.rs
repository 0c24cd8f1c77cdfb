//! Who may be seen and heard by whom: one media room for each zone in which people meet, under a name nobody can guess.

mod standing;
mod test_rooms;
mod zones;

pub use zones::Zones;

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hearing::{HearingId, SeatId};
use kaiting_media::{
    Admission, Grant, LiveKit, LiveKitConfig, Media, MediaConfig, MediaEngine, MediaFact,
    MediaPlane,
};
use kaiting_recorder::Recorder;
use tokio::sync::mpsc;

use crate::config::{Config, Engine, LiveKitAt};
use crate::secrets;
use crate::speech::Ear;
use standing::Standing;
use test_rooms::{Doors, IDENTITY, TestRooms};

/// Longer than a browser takes to connect, shorter than anything a stolen key is good for.
const KEY_LIFE: Duration = Duration::from_secs(60);

/// The media engine of this house, whichever it is, and the list of who may be where.
pub struct MediaHouse {
    engine: Arc<dyn MediaEngine>,
    register: Arc<Register>,
    tests: TestRooms,
}

/// Asked at every connect. It goes ahead of the engine when something is taken away, and follows it when something is
/// given: in between nobody is let in by either.
#[derive(Default)]
struct Register(Mutex<BTreeMap<(HearingId, SeatId), Stay>>);

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
    /// When the ports are taken, the settings are wrong, or the system gives no random bytes.
    pub async fn start(config: &Config) -> io::Result<Self> {
        let register = Arc::new(Register::default());
        let asked = Arc::clone(&register);
        let doors = Doors::default();
        let tested = doors.clone();
        let admission: Admission = Arc::new(move |room, identity, _| {
            asked.admits(room, identity) || tested.admit(room, identity)
        });
        let (engine, facts) = match &config.media_engine {
            Engine::Embedded => embedded(config, admission).await?,
            Engine::LiveKit(at) => livekit(at, admission)?,
        };
        tokio::spawn(note(facts));
        let plane: Arc<dyn MediaPlane> = Arc::clone(&engine) as _;
        let tests = TestRooms::new(plane, &doors);
        Ok(Self {
            engine,
            register,
            tests,
        })
    }

    /// Whether a hearing can be recorded with this engine.
    pub fn records(&self) -> bool {
        self.engine.records()
    }

    /// What one hearing has to do with the media.
    pub fn zones(&self, hearing: HearingId, recorder: Option<Recorder>, ear: Option<Ear>) -> Zones {
        Zones::new(
            hearing,
            Arc::clone(&self.engine) as _,
            Arc::clone(&self.register),
            recorder,
            ear,
        )
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
            let token = self.engine.token(&Grant {
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

    /// A key to a room in which nobody else will ever be, to try a line in: it sends a picture and receives nothing.
    pub async fn test_room(&self, hearing: &HearingId, seat: &SeatId) -> Option<String> {
        let room = self.tests.open(hearing, seat).await?;
        Some(self.engine.token(&Grant {
            room,
            identity: IDENTITY.to_owned(),
            name: String::new(),
            publish_audio: false,
            publish_video: true,
            subscribe: false,
            hidden: false,
            ttl: KEY_LIFE,
        }))
    }

    pub fn router(&self) -> axum::Router {
        self.engine.router()
    }
}

type Started = (Arc<dyn MediaEngine>, mpsc::Receiver<MediaFact>);

async fn embedded(config: &Config, admission: Admission) -> io::Result<Started> {
    let at = SocketAddr::new(config.bind.ip(), config.media_port);
    let (media, facts) = Media::start(MediaConfig {
        udp: at,
        tcp: at,
        advertised: config.media_advertised.clone(),
        relay: config.turn.clone(),
        secret: secrets::random::<32>().map_err(|e| io::Error::other(e.to_string()))?,
        admission,
    })
    .await?;
    let (udp, tcp) = media.ports();
    tracing::info!(udp, tcp, "media ports");
    Ok((Arc::new(media), facts))
}

fn livekit(at: &LiveKitAt, admission: Admission) -> io::Result<Started> {
    let (livekit, facts) = LiveKit::new(LiveKitConfig {
        url: at.url.clone(),
        key: at.api_key.clone(),
        secret: at.api_secret.clone(),
        roots: Some(at.roots.clone()),
        owner: at.owner.clone(),
        token_secret: secrets::random::<32>().map_err(|e| io::Error::other(e.to_string()))?,
        admission,
    })?;
    tracing::info!(url = at.url, "media by LiveKit");
    Ok((Arc::new(livekit), facts))
}

/// The engine's facts are for the operator: what became of a person's line, the hearing socket tells the record.
async fn note(mut facts: mpsc::Receiver<MediaFact>) {
    while let Some(fact) = facts.recv().await {
        tracing::debug!(?fact, "media");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearing::{Mute, Zone};
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
