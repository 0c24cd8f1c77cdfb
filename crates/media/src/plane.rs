//! What the server asks of a media engine, in the shape of LiveKit's RoomService, so that a real
//! LiveKit cluster can stand behind the same trait.

use axum::Router;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::sync::oneshot;

use crate::Media;
use crate::command::{Listed, Order};
use crate::fact::LeaveCause;
use crate::jwt::Grant;
use crate::participant::{Permissions, Source};
use crate::tap::Tap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaError {
    /// There is no such room.
    NoRoom,
    /// A room of this name is there already.
    RoomExists,
    /// The forwarder has stopped, or failed in this: it may or may not hold.
    Stopped,
}

impl std::fmt::Display for MediaError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            MediaError::NoRoom => "there is no such media room",
            MediaError::RoomExists => "the media room exists already",
            MediaError::Stopped => "the media server did not answer",
        })
    }
}

impl std::error::Error for MediaError {}

pub type Answer<'a, T> = BoxFuture<'a, Result<T, MediaError>>;

/// All calls return after they took effect on the media. Each may be made again, also when nobody
/// waited for the first answer: a repetition changes nothing.
pub trait MediaPlane: Send + Sync {
    /// Opens a room. Nobody can join one that was not opened.
    fn create<'a>(&'a self, room: &'a str) -> Answer<'a, ()>;

    fn list<'a>(&'a self, room: &'a str) -> Answer<'a, Vec<Listed>>;

    /// Cuts a person off and kills every token issued to it for this room so far, whether or not
    /// it is in the room.
    fn remove<'a>(&'a self, room: &'a str, identity: &'a str) -> Answer<'a, ()>;

    /// Like `remove`, but the client is told that it is being moved: it is to ask for a token for
    /// its new room. The old connection is closed when this returns.
    fn move_away<'a>(&'a self, room: &'a str, identity: &'a str) -> Answer<'a, ()>;

    /// Mutes one source of a person until it is released, whatever the client says, and also when
    /// the person comes again. (At a LiveKit cluster: its mute, and the client's own word that it
    /// is open kept back until then.)
    fn mute<'a>(&'a self, room: &'a str, identity: &'a str, source: Source) -> Answer<'a, ()>;

    /// The person can open this source again itself, if it has the permission. One that its client
    /// has opened while it was muted opens now.
    fn release<'a>(&'a self, room: &'a str, identity: &'a str, source: Source) -> Answer<'a, ()>;

    /// What a person may send and receive from now on. Also counts for its next join with a token
    /// issued earlier. Taking a permission away mutes what was open; giving it back opens nothing
    /// by itself.
    fn set_permissions<'a>(
        &'a self,
        room: &'a str,
        identity: &'a str,
        permissions: Permissions,
    ) -> Answer<'a, ()>;

    /// From now on everything that passes in this room goes to this tap too, and to no other; with none, to none. What was
    /// on its way to the one before is. (At a LiveKit cluster: by a hidden listener of ours, which goes on trying while LiveKit
    /// does not answer: that anything comes, the tap says, and not this call.)
    fn record<'a>(&'a self, room: &'a str, tap: Option<Tap>) -> Answer<'a, ()>;

    /// Closes a room and sends everybody away.
    fn end<'a>(&'a self, room: &'a str) -> Answer<'a, ()>;
}

/// A media engine as a house of hearings runs it: orders, keys to its rooms, and the doors in which they turn. Whichever it
/// is, browsers find the same.
pub trait MediaEngine: MediaPlane {
    /// A key for one person to one room, good for a minute at most.
    fn token(&self, grant: &Grant) -> String;

    /// `GET /rtc` and `GET /rtc/validate`, and what else is the engine's.
    fn router(&self) -> Router;

    /// Whether it can carry out [`MediaPlane::record`].
    fn records(&self) -> bool;
}

impl Media {
    async fn ask<T>(
        &self,
        order: impl FnOnce(oneshot::Sender<T>) -> Order,
    ) -> Result<T, MediaError> {
        let (done, answer) = oneshot::channel();
        self.inner
            .orders
            .send(order(done))
            .await
            .map_err(|_| MediaError::Stopped)?;
        answer.await.map_err(|_| MediaError::Stopped)
    }

    async fn ask_room(
        &self,
        order: impl FnOnce(oneshot::Sender<bool>) -> Order,
    ) -> Result<(), MediaError> {
        if self.ask(order).await? {
            Ok(())
        } else {
            Err(MediaError::NoRoom)
        }
    }

    fn send_away<'a>(
        &'a self,
        room: &'a str,
        identity: &'a str,
        cause: LeaveCause,
    ) -> Answer<'a, ()> {
        self.ask_room(move |done| Order::Remove {
            room: room.to_owned(),
            identity: identity.to_owned(),
            cause,
            done,
        })
        .boxed()
    }
}

impl MediaPlane for Media {
    fn create<'a>(&'a self, room: &'a str) -> Answer<'a, ()> {
        async move {
            let room = room.to_owned();
            let new = self.ask(|done| Order::Create { room, done }).await?;
            if new {
                Ok(())
            } else {
                Err(MediaError::RoomExists)
            }
        }
        .boxed()
    }

    fn list<'a>(&'a self, room: &'a str) -> Answer<'a, Vec<Listed>> {
        async move {
            let room = room.to_owned();
            self.ask(|done| Order::List { room, done })
                .await?
                .ok_or(MediaError::NoRoom)
        }
        .boxed()
    }

    fn remove<'a>(&'a self, room: &'a str, identity: &'a str) -> Answer<'a, ()> {
        self.send_away(room, identity, LeaveCause::Removed)
    }

    fn move_away<'a>(&'a self, room: &'a str, identity: &'a str) -> Answer<'a, ()> {
        self.send_away(room, identity, LeaveCause::Moved)
    }

    fn mute<'a>(&'a self, room: &'a str, identity: &'a str, source: Source) -> Answer<'a, ()> {
        self.ask_room(move |done| Order::Mute {
            room: room.to_owned(),
            identity: identity.to_owned(),
            source,
            done,
        })
        .boxed()
    }

    fn release<'a>(&'a self, room: &'a str, identity: &'a str, source: Source) -> Answer<'a, ()> {
        self.ask_room(move |done| Order::Release {
            room: room.to_owned(),
            identity: identity.to_owned(),
            source,
            done,
        })
        .boxed()
    }

    fn set_permissions<'a>(
        &'a self,
        room: &'a str,
        identity: &'a str,
        permissions: Permissions,
    ) -> Answer<'a, ()> {
        self.ask_room(move |done| Order::SetPermissions {
            room: room.to_owned(),
            identity: identity.to_owned(),
            permissions,
            done,
        })
        .boxed()
    }

    fn record<'a>(&'a self, room: &'a str, tap: Option<Tap>) -> Answer<'a, ()> {
        self.ask_room(move |done| Order::Record {
            room: room.to_owned(),
            tap,
            done,
        })
        .boxed()
    }

    fn end<'a>(&'a self, room: &'a str) -> Answer<'a, ()> {
        self.ask_room(move |done| Order::End {
            room: room.to_owned(),
            done,
        })
        .boxed()
    }
}
