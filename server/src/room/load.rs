//! A room as its journal tells it.

use hearing::{CommandId, HearingId, Millis, Recorded, SeatId};
use hearing_sync::{ReceiptOf, Reply, Room};
use kaiting_journal::{Entry, Journal, JournalError};

use crate::{clock, secrets};

#[derive(Debug)]
pub enum OpenError {
    Journal(JournalError),
    /// A record that this version cannot read: never skipped.
    Record {
        seq: u64,
        why: String,
    },
    Random(getrandom::Error),
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Journal(error) => write!(f, "{error}"),
            Self::Record { seq, why } => write!(f, "record {seq} is not understood: {why}"),
            Self::Random(error) => write!(f, "no random bytes: {error}"),
        }
    }
}

impl std::error::Error for OpenError {}

/// `draft_delay`: how much later the draft of the record comes to who is not of the court.
pub async fn load(
    journal: &dyn Journal,
    id: &HearingId,
    draft_delay: Millis,
) -> Result<Room, OpenError> {
    let entries = journal
        .load(id.as_str())
        .await
        .map_err(OpenError::Journal)?;
    let receipts = journal
        .receipts(id.as_str())
        .await
        .map_err(OpenError::Journal)?;
    let records = entries.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let receipts = receipts.into_iter().map(|r| {
        // Only what was accepted leaves a receipt.
        let reply = serde_json::from_str(&r.reply).unwrap_or(Reply::Acknowledged);
        let of = ReceiptOf {
            seat: SeatId::new(r.seat),
            id: CommandId::new(r.id),
            fingerprint: r.fingerprint,
        };
        (of, reply)
    });
    let run = secrets::random::<12>().map_err(OpenError::Random)?;
    let mut room = Room::replay(&records, receipts, secrets::encode(&run));
    room.delay_draft(&records, draft_delay, clock::now());
    Ok(room)
}

fn read(entry: &Entry) -> Result<Recorded, OpenError> {
    serde_json::from_str(&entry.body).map_err(|error| OpenError::Record {
        seq: entry.seq,
        why: error.to_string(),
    })
}
