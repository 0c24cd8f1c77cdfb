//! The hearing's file: every record with its hash, sealed and signed.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::IntoResponse;
use hearing::transcript::SignState;
use hearing::{Hearing, Phase, SeatId};
use kaiting_journal::bundle::{self, Export};

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
    let text = bundle::export(
        &*app.signer,
        &Export {
            entries: &entries,
            checkpoints: &[],
            documents: &documents,
            at_ms: clock::now(),
        },
    )
    .map_err(Fault::unavailable)?;
    let name = format!("attachment; filename=\"{id}.kaiting.json\"");
    let headers: [(HeaderName, String); 3] = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text))
}

/// The file holds the whole journal, deliberation moves included: the court has it at any time; who signed, once all have.
fn may_have(hearing: &Hearing, seat: &SeatId) -> Result<(), Fault> {
    let Some(me) = hearing.seat(seat) else {
        return Err(Fault::NotPermitted);
    };
    if me.role.is_court() {
        return Ok(());
    }
    let signed = hearing.transcript.sign_off.as_ref().is_some_and(|s| {
        s.entries
            .iter()
            .any(|e| e.seat == *seat && matches!(e.state, SignState::Signed(_)))
    });
    match (signed && !me.role.is_called(), hearing.phase) {
        (true, Phase::Finished) => Ok(()),
        (true, Phase::Before | Phase::InSession | Phase::Adjourned | Phase::Closed) => {
            Err(Fault::NotYet)
        }
        (false, _) => Err(Fault::NotPermitted),
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
