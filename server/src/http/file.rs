//! The hearing's file: every record with its hash, sealed and signed.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::IntoResponse;
use hearing::{Act, Grant, Hearing, Opened, SeatId, permitted};
use kaiting_journal::bundle::{self, Export};
use tokio::task::spawn_blocking;

use super::error::Fault;
use super::exhibits::on_record;
use super::given;
use super::record::{PRESS, Queued};
use crate::app::{App, Caller};
use crate::auth::Place;
use crate::clock;

pub async fn export(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<impl IntoResponse, Fault> {
    caller.room.read(|h| may_have(h, &caller.seat))?;
    let place = Place {
        hearing: caller.room.id.clone(),
        seat: caller.seat.clone(),
    };
    // A press that is pressed a hundred times does not lay out a hundred files.
    let queued = Queued::at(place).ok_or(Fault::TooMany)?;
    on_record(&caller, Opened::CaseFile).await?;
    let turn = PRESS.acquire().await.map_err(Fault::unavailable)?;
    let documents = caller.room.read(documents);
    let id = &caller.room.id;
    let entries = app
        .journal
        .load(id.as_str())
        .await
        .map_err(Fault::unavailable)?;
    let given = given::all(&app, id.as_str()).await?;
    let signer = Arc::clone(&app.signer);
    // A long hearing's file takes a while to write; the lines of those that run meanwhile are not to wait for it.
    let text = spawn_blocking(move || {
        let _held = (turn, queued);
        let export = Export {
            entries: &entries,
            checkpoints: &given,
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

pub(super) fn may_have(hearing: &Hearing, seat: &SeatId) -> Result<(), Fault> {
    let me = hearing.seat(seat).filter(|me| me.removed.is_none());
    if me.is_some_and(|me| permitted(me.role, Act::TakeFile) == Grant::Yes) {
        Ok(())
    } else {
        Err(Fault::NotPermitted)
    }
}

fn documents(hearing: &Hearing) -> BTreeMap<String, [u8; 32]> {
    let exhibits = hearing.exhibits.iter();
    let exhibits = exhibits.filter_map(|e| Some((e.id.0.clone(), unhex(&e.file.sha256)?)));
    let tracks = hearing.tracks.iter();
    let tracks = tracks.filter_map(|t| Some((format!("recording/{}", t.file), unhex(&t.sha256)?)));
    exhibits.chain(tracks).collect()
}

pub fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut out = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(out)
}
