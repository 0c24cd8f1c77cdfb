//! The hearing's file: every record with its hash, sealed and signed.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::IntoResponse;
use hearing::{Hearing, Role, SeatId};
use kaiting_journal::bundle::{self, Export};
use tokio::task::spawn_blocking;

use super::error::Fault;
use crate::app::{App, Caller};
use crate::clock;

pub async fn export(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<impl IntoResponse, Fault> {
    let (may, documents) = caller
        .room
        .read(|h| (may_have(h, &caller.seat), documents(h)));
    may?;
    let id = &caller.room.id;
    let entries = app
        .journal
        .load(id.as_str())
        .await
        .map_err(Fault::unavailable)?;
    let signer = Arc::clone(&app.signer);
    // A long hearing's file takes a while to write; the lines of those that run meanwhile are not to wait for it.
    let text = spawn_blocking(move || {
        let export = Export {
            entries: &entries,
            checkpoints: &[],
            documents: &documents,
            at_ms: clock::now(),
        };
        bundle::export(&*signer, &export)
    });
    let text = text
        .await
        .map_err(Fault::unavailable)?
        .map_err(Fault::unavailable)?;
    let name = format!("attachment; filename=\"{id}.kaiting.json\"");
    let headers: [(HeaderName, String); 3] = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text))
}

/// The file holds the whole journal, with what each answered when checking in, what only the court may see, drawn signatures
/// and the moves of the panel: it is for those who decide and for the clerk who keeps it. The others have the transcript.
fn may_have(hearing: &Hearing, seat: &SeatId) -> Result<(), Fault> {
    let keeps = |role: Role| role.is_bench() || role == Role::Clerk;
    let may = hearing.seat(seat).is_some_and(|me| keeps(me.role));
    if may {
        Ok(())
    } else {
        Err(Fault::NotPermitted)
    }
}

fn documents(hearing: &Hearing) -> BTreeMap<String, [u8; 32]> {
    hearing
        .exhibits
        .iter()
        .filter_map(|e| Some((e.id.0.clone(), unhex(&e.file.sha256)?)))
        .collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut out = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(out)
}
