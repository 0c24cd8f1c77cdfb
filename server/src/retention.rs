//! What was withdrawn before anybody was shown it goes when the time that this court keeps it is over (R97). First the record that it
//! is gone, then the bytes: what the journal does not say is still there.

use std::collections::BTreeMap;
use std::time::Duration;

use hearing::exhibit::Exhibit;
use hearing::{Fact, HearingId};

use crate::blobs::Blobs;
use crate::clock;
use crate::room::Handle;

pub fn is_erased(exhibit: &Exhibit) -> bool {
    exhibit
        .withdrawn
        .as_ref()
        .is_some_and(|w| w.erased_at.is_some())
}

/// Looked at when the court's system starts. A court is not kept shut for what cannot be taken away.
pub async fn erase(blobs: &Blobs, rooms: &BTreeMap<HearingId, Handle>, kept: Duration) {
    let kept = u64::try_from(kept.as_millis()).unwrap_or(u64::MAX);
    for room in rooms.values() {
        for exhibit in room.read(|h| h.erasable(kept, clock::now())) {
            let fact = Fact::Erased {
                exhibit: exhibit.clone(),
                kept,
            };
            if let Err(why) = room.state(fact).await {
                tracing::error!(hearing = %room.id, %exhibit, ?why, "an exhibit was not erased");
            }
        }
    }
    // Also those of which a run before this one came no further than the record.
    for room in rooms.values() {
        let gone = room.read(|h| {
            let gone = h.exhibits.iter().filter(|e| is_erased(e));
            gone.map(|e| (e.submitted_by.clone(), e.file.sha256.clone()))
                .collect::<Vec<_>>()
        });
        for (seat, sha256) in gone {
            if is_kept(rooms, &sha256) {
                continue;
            }
            if let Err(error) = blobs.erase(&room.id, &seat, &sha256).await {
                tracing::error!(hearing = %room.id, %error, "the bytes of an exhibit were not erased");
            }
        }
    }
}

/// Whether another exhibit, or a paper, has the same bytes.
fn is_kept(rooms: &BTreeMap<HearingId, Handle>, sha256: &str) -> bool {
    rooms.values().any(|room| {
        room.read(|h| {
            let exhibit = h
                .exhibits
                .iter()
                .any(|e| !is_erased(e) && e.file.sha256 == sha256);
            let papers = h
                .seats
                .iter()
                .filter_map(|s| s.check_in.authority.as_ref()?.paper.as_ref());
            exhibit || papers.into_iter().any(|p| p.sha256 == sha256)
        })
    })
}
