//! The other engine: a LiveKit server or cluster, as its makers ship it, behind the same [`MediaPlane`].
//!
//! Media go between browser and LiveKit. Signalling goes through us, because LiveKit takes no token back: who was removed
//! would be let in again by the key he has. A browser's key is ours and opens nothing at LiveKit. What is recorded comes to us
//! by a listener of our own.

mod door;
mod frame;
mod gates;
mod line;
mod link;
mod listener;
mod lost;
mod service;
mod webhook;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{self, Body};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::{get, post};
use futures_util::FutureExt as _;
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

use crate::command::Listed;
use crate::fact::{Facts, LeaveCause, MediaFact};
use crate::jwt::{Grant, Tokens};
use crate::participant::{Permissions, Source};
use crate::plane::{Answer, MediaEngine, MediaError, MediaPlane};
use crate::tap::Tap;
use crate::{Admission, FACTS};
use gates::{Gates, Person, Room};
use link::Link;
use listener::Listeners;
use service::{CallError, Keys, RoomService, source_of};
use webhook::Seen;

/// How long LiveKit keeps a room in which nobody is. One that it has forgotten is made anew when somebody comes.
const KEPT: Duration = Duration::from_secs(60 * 60);
/// LiveKit may greet somebody a moment before it finds him.
const FOUND_WITHIN: [Duration; 3] = [
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(200),
];

/// How long a message of LiveKit's may take to arrive.
const TOLD_WITHIN: Duration = Duration::from_secs(10);

pub struct LiveKitConfig {
    /// Of the server, as this process reaches it: http, https, ws or wss.
    pub url: String,
    pub key: String,
    pub secret: String,
    /// The certificates that are trusted when the address has TLS.
    pub roots: Option<PathBuf>,
    /// What tells rooms of ours from those of others at the same server.
    pub owner: String,
    /// Signs the tokens of browsers. LiveKit does not know it.
    pub token_secret: [u8; 32],
    pub admission: Admission,
}

/// A handle to the rooms at a LiveKit server.
#[derive(Clone)]
pub struct LiveKit {
    inner: Arc<Inner>,
}

struct Inner {
    service: Arc<RoomService>,
    listeners: Listeners,
    gates: Arc<Gates>,
    tokens: Tokens,
    admission: Admission,
    owner: String,
    facts: Mutex<Facts>,
    seen: Seen,
    /// Whether what an earlier life of this process has left there is gone.
    swept: tokio::sync::Mutex<bool>,
}

impl LiveKit {
    /// Reaches for nothing yet: a court opens its doors also while its media server does not answer.
    ///
    /// # Errors
    /// When the address or the certificates cannot be read.
    pub fn new(config: LiveKitConfig) -> std::io::Result<(Self, mpsc::Receiver<MediaFact>)> {
        let (facts, facts_out) = mpsc::channel(FACTS);
        let service = Arc::new(RoomService {
            link: Link::new(&config.url, config.roots.as_deref())?,
            keys: Keys {
                key: config.key,
                secret: config.secret,
            },
        });
        let gates = Arc::<Gates>::default();
        let listeners = Listeners::new(&service, &gates, config.owner.clone());
        let inner = Arc::new(Inner {
            service,
            listeners,
            gates,
            tokens: Tokens::new(config.token_secret),
            admission: config.admission,
            owner: config.owner,
            facts: Mutex::new(Facts::new(facts)),
            seen: Seen::default(),
            swept: tokio::sync::Mutex::new(false),
        });
        Ok((Self { inner }, facts_out))
    }

    async fn end_room(&self, room: &str) -> Result<(), MediaError> {
        let inner = &self.inner;
        let lines = inner.gates.shut(room).ok_or(MediaError::NoRoom)?;
        for line in lines {
            let _ = line.orders.send(gates::Word::Leave(LeaveCause::RoomEnded));
        }
        // Before LiveKit forgets the room, which the listener would make anew.
        inner.listeners.take_away(room).await;
        match inner.service.delete(room).await {
            Ok(()) | Err(CallError::NotFound) => {
                inner.gates.forget(room);
                Ok(())
            }
            Err(error @ CallError::Unanswered(_)) => {
                // A node that is lost closes nothing. Made anew, the room is closed by another when it is tried again.
                let _ = inner.make(room).await;
                Err(failed(&error))
            }
            Err(error @ CallError::Failed(_)) => Err(failed(&error)),
        }
    }

    async fn send_away(
        &self,
        room: &str,
        identity: &str,
        cause: LeaveCause,
    ) -> Result<(), MediaError> {
        let inner = &self.inner;
        let stamp = inner.tokens.stamp();
        let was_here = inner.person(room, identity, |one| {
            let here = one.has_line();
            one.send_away(stamp, cause);
            one.came.then_some(here)
        })?;
        let Some(has_line) = was_here else {
            return Ok(());
        };
        let remove = || inner.service.remove(room, identity);
        inner.until_found(room, identity, has_line, remove).await
    }
}

impl Inner {
    fn person<T>(
        &self,
        room: &str,
        identity: &str,
        act: impl FnOnce(&mut Person) -> T,
    ) -> Result<T, MediaError> {
        self.gates
            .person(room, identity, act)
            .ok_or(MediaError::NoRoom)
    }

    fn tell(&self, fact: MediaFact) {
        let mut facts = self.facts.lock().unwrap_or_else(PoisonError::into_inner);
        facts.tell(fact);
    }

    async fn make(&self, room: &str) -> Result<(), CallError> {
        self.service.create(room, &self.owner, KEPT).await
    }

    /// Rooms of an earlier life of this process, and whoever is in them, are nobody's any more.
    async fn sweep(&self) -> Result<(), CallError> {
        let mut swept = self.swept.lock().await;
        if *swept {
            return Ok(());
        }
        for room in self.service.rooms().await?.rooms {
            if room.metadata == self.owner && !self.gates.knows(&room.name) {
                match self.service.delete(&room.name).await {
                    Ok(()) | Err(CallError::NotFound) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        *swept = true;
        Ok(())
    }

    /// Whom LiveKit does not find is not there, unless his line is open.
    async fn until_found<F: Future<Output = Result<(), CallError>>>(
        &self,
        room: &str,
        identity: &str,
        has_line: bool,
        call: impl Fn() -> F,
    ) -> Result<(), MediaError> {
        let mut waits = FOUND_WITHIN.iter().filter(|_| has_line);
        loop {
            match call().await {
                Ok(()) => return Ok(()),
                Err(CallError::NotFound) => match waits.next() {
                    Some(wait) => sleep(*wait).await,
                    None => return Ok(()),
                },
                Err(error) => return self.at_none(room, identity, &error).await,
            }
        }
    }
}

fn failed(error: &CallError) -> MediaError {
    tracing::error!(%error, "media: LiveKit did not obey");
    MediaError::Stopped
}

impl MediaPlane for LiveKit {
    fn create<'a>(&'a self, room: &'a str) -> Answer<'a, ()> {
        async move {
            let inner = &self.inner;
            if inner.gates.lock().contains_key(room) {
                return Err(MediaError::RoomExists);
            }
            inner.sweep().await.map_err(|error| failed(&error))?;
            inner.make(room).await.map_err(|error| failed(&error))?;
            inner.gates.lock().insert(room.to_owned(), Room::default());
            Ok(())
        }
        .boxed()
    }

    fn list<'a>(&'a self, room: &'a str) -> Answer<'a, Vec<Listed>> {
        async move {
            if !self.inner.gates.lock().contains_key(room) {
                return Err(MediaError::NoRoom);
            }
            let found = self.inner.service.participants(room).await;
            let found = match found {
                Ok(found) => found.participants,
                Err(CallError::NotFound) => Vec::new(),
                Err(error) => return Err(failed(&error)),
            };
            let people = found.into_iter().filter(|one| {
                one.identity != self.inner.listeners.identity
                    && self.inner.gates.came(room, &one.identity)
            });
            Ok(people.map(listed).collect())
        }
        .boxed()
    }

    fn remove<'a>(&'a self, room: &'a str, identity: &'a str) -> Answer<'a, ()> {
        self.send_away(room, identity, LeaveCause::Removed).boxed()
    }

    fn move_away<'a>(&'a self, room: &'a str, identity: &'a str) -> Answer<'a, ()> {
        self.send_away(room, identity, LeaveCause::Moved).boxed()
    }

    fn mute<'a>(&'a self, room: &'a str, identity: &'a str, source: Source) -> Answer<'a, ()> {
        async move {
            let inner = &self.inner;
            let (came, mut tracks) =
                inner.person(room, identity, |one| (one.came, one.hold(source)))?;
            if !came {
                return Ok(());
            }
            // And whatever LiveKit has named on a line that broke before we read of it.
            let there = match inner.service.participants(room).await {
                Ok(found) => found.participants,
                Err(CallError::NotFound) => Vec::new(),
                Err(error) => return Err(failed(&error)),
            };
            let own = there.into_iter().filter(|one| one.identity == identity);
            let open = own.flat_map(|one| one.tracks).filter(|track| {
                !track.muted && source_of(&track.source) == Some(source) && !track.sid.is_empty()
            });
            for track in open {
                if !tracks.contains(&track.sid) {
                    tracks.push(track.sid);
                }
            }
            for track in tracks {
                // A track that is not found has ended meanwhile.
                match inner.service.mute(room, identity, &track).await {
                    Ok(()) | Err(CallError::NotFound) => {}
                    Err(error) => return inner.at_none(room, identity, &error).await,
                }
            }
            Ok(())
        }
        .boxed()
    }

    fn release<'a>(&'a self, room: &'a str, identity: &'a str, source: Source) -> Answer<'a, ()> {
        async move { self.inner.person(room, identity, |one| one.let_go(source)) }.boxed()
    }

    fn set_permissions<'a>(
        &'a self,
        room: &'a str,
        identity: &'a str,
        permissions: Permissions,
    ) -> Answer<'a, ()> {
        async move {
            let inner = &self.inner;
            let stamp = inner.tokens.stamp();
            let (came, has_line, hidden) = inner.person(room, identity, |one| {
                one.permit(stamp, permissions);
                (one.came, one.has_line(), one.hidden)
            })?;
            if !came {
                return Ok(());
            }
            let permit = || inner.service.permit(room, identity, permissions, hidden);
            inner.until_found(room, identity, has_line, permit).await
        }
        .boxed()
    }

    fn record<'a>(&'a self, room: &'a str, tap: Option<Tap>) -> Answer<'a, ()> {
        async move {
            let inner = &self.inner;
            if !inner.gates.is_open(room) {
                return Err(MediaError::NoRoom);
            }
            match tap {
                Some(tap) => inner.listeners.hang(room, tap).await,
                None => inner.listeners.take_away(room).await,
            }
            Ok(())
        }
        .boxed()
    }

    fn end<'a>(&'a self, room: &'a str) -> Answer<'a, ()> {
        self.end_room(room).boxed()
    }
}

impl MediaEngine for LiveKit {
    fn token(&self, grant: &Grant) -> String {
        self.inner.tokens.issue(grant)
    }

    fn router(&self) -> Router {
        Router::new()
            .route("/rtc", get(door::connect))
            .route("/rtc/validate", get(door::validate))
            .route("/rtc/webhook", post(told))
            .with_state(Arc::clone(&self.inner))
    }

    fn records(&self) -> bool {
        true
    }
}

/// What LiveKit itself tells.
async fn told(State(inner): State<Arc<Inner>>, headers: HeaderMap, body: Body) -> StatusCode {
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let Some(sha256) = webhook::signed(&inner.service.keys, token) else {
        return StatusCode::UNAUTHORIZED;
    };
    let body = timeout(TOLD_WITHIN, body::to_bytes(body, webhook::LONGEST)).await;
    let Ok(Ok(body)) = body else {
        return StatusCode::BAD_REQUEST;
    };
    if !webhook::is_whole(&sha256, &body) {
        return StatusCode::UNAUTHORIZED;
    }
    if let Some(fact) = webhook::fact(&body, &inner.gates, &inner.seen, &inner.listeners.identity) {
        inner.tell(fact);
    }
    StatusCode::OK
}

fn listed(one: service::Participant) -> Listed {
    let permission = one.permission;
    let sources: Vec<Source> = permission
        .can_publish_sources
        .iter()
        .filter_map(|name| source_of(name))
        .collect();
    let may = |source| permission.can_publish && sources.contains(&source);
    Listed {
        permissions: Permissions {
            audio: may(Source::Microphone),
            video: may(Source::Camera),
            subscribe: permission.can_subscribe,
        },
        hidden: permission.hidden,
        tracks: one
            .tracks
            .iter()
            .filter_map(|track| Some((source_of(&track.source)?, track.muted)))
            .collect(),
        connected: one.state == "ACTIVE",
        identity: one.identity,
    }
}
