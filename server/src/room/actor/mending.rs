//! A room whose disk has failed, or that had a fault, begins again from its journal.

use std::time::Duration;

use futures_util::stream::FuturesOrdered;
use hearing::wire::Goodbye;
use hearing::{HearingId, Millis};
use hearing_sync::Room;
use kaiting_journal::Journal;
use tokio::time::Instant;

use super::Actor;
use crate::clock;
use crate::room::load::{OpenError, load};
use crate::room::lock;

/// How often at most the journal is tried and read again.
const RELOAD_EVERY: Duration = Duration::from_secs(1);

impl Actor<'_> {
    /// What it was in the middle of nobody knows: as after a failed write, the journal is read again.
    pub(super) fn after_fault(&mut self) {
        tracing::error!(hearing = %self.id, "a fault in the room; it begins again from its journal");
        self.writing = FuturesOrdered::new();
        // Who waits at a door hears that nobody can tell.
        self.waiting.clear();
        self.break_off();
    }

    /// The journal and this room may disagree from now on.
    pub(super) fn break_off(&mut self) {
        // At once, unless that has just been of no use.
        let now = Instant::now();
        self.broken = Some(self.mended.map_or(now, |m| now.max(m + RELOAD_EVERY)));
    }

    /// After a failed write nobody knows what is in the file until it is read again (see `JournalError::Io`).
    pub(super) async fn mend(&mut self) {
        match reload(self.journal, &self.id, self.draft_delay).await {
            Ok(room) => {
                let hearing = room.hearing().clone();
                *lock(&self.room) = room;
                self.broken = None;
                self.mended = Some(Instant::now());
                self.start_again();
                self.obey(hearing).await;
            }
            Err(error) => {
                tracing::error!(hearing = %self.id, %error, "the journal does not write or cannot be read");
                self.broken = Some(Instant::now() + RELOAD_EVERY);
            }
        }
    }

    /// Everybody comes back: their views may lack what is on disk after all, and what was refused meanwhile has to go before
    /// what is asked for next. Who left while nothing could be written does not come, and is found out by that.
    fn start_again(&mut self) {
        for (seat, seated) in std::mem::take(&mut self.lines) {
            seated.outlet.end(Goodbye::Resync);
            self.send_away(seat, Some(seated.session));
        }
        for seat in self.here_on_record() {
            self.send_away(seat, None);
        }
    }
}

/// Only when a trial write has passed: else the first command would break the room anew, and all would have come back for
/// nothing.
async fn reload(
    journal: &dyn Journal,
    id: &HearingId,
    draft_delay: Millis,
) -> Result<Room, OpenError> {
    let trial = journal.put("trial", "mend", &clock::now().to_string());
    trial.await.map_err(OpenError::Journal)?;
    load(journal, id, draft_delay).await
}
