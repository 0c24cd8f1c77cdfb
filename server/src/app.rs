//! What every door needs: the rooms, the keys, the stores.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use hearing::exhibit::ExhibitFile;
use hearing::{Hearing, HearingId, SeatId};
use kaiting_journal::Journal;
use kaiting_journal::checkpoint::Signer;
use tokio::time::Instant;

use crate::auth::{Auth, AuthError, Place};
use crate::blobs::Blobs;
use crate::clock;
use crate::config::Config;
use crate::http::announcements::Board;
use crate::http::assets::Assets;
use crate::http::error::Fault;
use crate::limit::{Doorman, Knock, Porch};
use crate::line_test::LineTests;
use crate::media_plane::MediaHouse;
use crate::metrics::Metrics;
use crate::recording::Recordings;
use crate::room::Handle;
use crate::secrets;
use crate::stills::Stills;

/// How old a trial write may be to say that the journal can write.
const TRIAL_FOR: Duration = Duration::from_secs(2);

pub struct App {
    pub config: Config,
    /// The address that links begin with.
    pub base: String,
    pub journal: Arc<dyn Journal>,
    pub signer: Arc<dyn Signer>,
    pub auth: Auth,
    pub blobs: Blobs,
    pub doorman: Doorman,
    pub porch: Arc<Porch>,
    pub lines: Arc<LineTests>,
    pub board: Board,
    pub assets: Assets,
    pub zones: MediaHouse,
    pub stills: Stills,
    pub recordings: Recordings,
    pub metrics: Arc<Metrics>,
    pub rooms: BTreeMap<HearingId, Handle>,
    pub trial: tokio::sync::Mutex<Option<(Instant, bool)>>,
}

impl App {
    pub fn rooms(&self) -> impl Iterator<Item = &Handle> {
        self.rooms.values()
    }

    /// Whether who knocks with a key to this place is let in. The court's own people come by their links alone: a code is
    /// short, and one of theirs opens more than one seat.
    pub fn admits(&self, place: &Place, knock: Knock) -> bool {
        self.rooms.get(&place.hearing).is_some_and(|room| {
            room.admits(&place.seat)
                && match knock {
                    Knock::Link | Knock::Registration => true,
                    Knock::Code => !room.is_of_court(&place.seat),
                }
        })
    }

    pub fn is_removed(&self, place: &Place) -> bool {
        let removed = |h: &Hearing| h.seat(&place.seat).is_some_and(|s| s.removed.is_some());
        self.rooms
            .get(&place.hearing)
            .is_some_and(|room| room.read(removed))
    }

    /// Whether nothing is left for this person to do or to read there.
    pub fn is_over_for(&self, place: &Place) -> bool {
        self.rooms
            .get(&place.hearing)
            .is_some_and(|room| room.read(|h| h.is_over_for(&place.seat)))
    }

    /// A new session for who was let in at a door. Where a seat has too many, the one who sits there keeps his.
    ///
    /// # Errors
    /// Of the journal, or of the system's random bytes.
    pub async fn new_session(&self, place: &Place) -> Result<String, AuthError> {
        let room = self.rooms.get(&place.hearing);
        let holder = room.and_then(|room| room.holder(&place.seat));
        self.auth.new_session(place, holder.as_deref()).await
    }

    /// The room and the seat that a session stands for; none when it is unknown or its person was removed.
    pub fn whose(&self, session: &str) -> Option<Caller> {
        let place = self.auth.session(session)?;
        let room = self.rooms.get(&place.hearing)?;
        room.admits(&place.seat).then(|| Caller {
            room: room.clone(),
            seat: place.seat,
            session: secrets::token_hash(session),
        })
    }

    /// Whether the bytes that a filing names were brought by this very seat: who only knows a hash has nothing to file.
    pub async fn has_uploaded(
        &self,
        hearing: &HearingId,
        seat: &SeatId,
        file: &ExhibitFile,
    ) -> bool {
        let place = Place {
            hearing: hearing.clone(),
            seat: seat.clone(),
        };
        match self.blobs.uploaded(&place, &file.sha256).await {
            Ok(Some(known)) => known == *file,
            Ok(None) => false,
            Err(error) => {
                tracing::error!(%error, "an upload could not be looked up");
                false
            }
        }
    }

    /// A real write, at most [`TRIAL_FOR`] ago.
    pub async fn journal_writes(&self) -> bool {
        let mut trial = self.trial.lock().await;
        if let Some((at, outcome)) = *trial
            && at.elapsed() < TRIAL_FOR
        {
            return outcome;
        }
        let written = self
            .journal
            .put("trial", "last", &clock::now().to_string())
            .await;
        if let Err(error) = &written {
            tracing::error!(code = error.code(), "the journal cannot write");
        }
        *trial = Some((Instant::now(), written.is_ok()));
        written.is_ok()
    }
}

/// Who sent a request, by his session, which is the one that the seat is held by.
pub struct Caller {
    pub room: Handle,
    pub seat: SeatId,
    /// Its image: tells one session of a seat from another, and opens nothing.
    pub session: String,
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Fault> {
        let session = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or(Fault::NoSession)?;
        let caller = app.whose(session).ok_or(Fault::NoSession)?;
        // Only the hearing socket is open to who does not sit there yet: it asks the one who does.
        if caller
            .room
            .is_held_by_another(&caller.seat, &caller.session)
        {
            return Err(Fault::SeatHeld);
        }
        Ok(caller)
    }
}
