//! Who may be seen and heard by whom: one media room for each zone in which people meet, under a name nobody can guess.

mod standing;
mod zones;

pub use zones::Zones;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hearing::{HearingId, SeatId};
use kaiting_media::{Grant, Media, MediaConfig, MediaFact};

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
        Zones::new(
            hearing,
            Arc::new(self.media.clone()),
            Arc::clone(&self.register),
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
