//! Whom a lost node has taken with it. Nodes of a cluster keep their lists of who is in which room at one place, and what
//! stands there of a node outlives it: LiveKit goes on naming people of whom no call to it is answered any more.

use super::service::CallError;
use super::{Inner, failed};
use crate::plane::MediaError;

impl Inner {
    /// A call about somebody has failed. Where nobody answered it, and nobody did before, though a node that lives had the room by
    /// then, and he has no line of ours, he is at no node: there is nothing left to be carried out.
    pub async fn at_none(
        &self,
        room: &str,
        identity: &str,
        error: &CallError,
    ) -> Result<(), MediaError> {
        match error {
            CallError::Unanswered(_) => {}
            CallError::NotFound | CallError::Failed(_) => return Err(failed(error)),
        }
        if self.gates.person(room, identity, super::Person::is_gone) == Some(true) {
            tracing::warn!(room, identity, "media: lost with a node of LiveKit");
            return Ok(());
        }
        // Which gives a room to another node when its own is lost: LiveKit notices within five seconds.
        if self.gates.is_open(room) && self.make(room).await.is_ok() {
            self.gates.seek(room);
        }
        Err(failed(error))
    }
}
