//! What the court gives away: its public key, and to who has filed or signed a checkpoint (收据码) that shows for ever what
//! was on record then, be it against the court itself.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hearing::transcript::SignState;
use hearing::{Hearing, Millis, SeatId};
use kaiting_journal::checkpoint;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use serde::{Deserialize, Serialize};

use super::enter::secret;
use super::error::Fault;
use crate::app::{App, Caller};
use crate::clock;

/// Beside the journal: hearing, seat and occasion → the checkpoint that was given.
const TABLE: &str = "given";

#[derive(Serialize)]
struct Key {
    /// What is compared with the one of a file.
    id: String,
    key: checkpoint::PublicKey,
}

/// For everybody: who checks a file compares its key with this one, and this one with what the court has printed.
pub async fn key(State(app): State<Arc<App>>) -> Response {
    let key = app.signer.public_key();
    let answer = axum::Json(Key { id: key.id(), key });
    ([(header::CACHE_CONTROL, "no-cache")], answer).into_response()
}

/// A checkpoint that was given, as it is kept.
#[derive(Clone, Serialize, Deserialize)]
pub struct Given {
    pub seq: u64,
    pub at: Millis,
    /// The compact JWS.
    pub code: String,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    given: Given,
    /// The code as an SVG picture.
    qr: String,
}

pub async fn code(State(app): State<Arc<App>>, caller: Caller) -> Result<Response, Fault> {
    let given = give(&app, &caller).await?;
    let qr = picture(&given.code)?;
    Ok(secret(Shown { given, qr }))
}

/// One for each occasion: who asks again gets the same one.
///
/// # Errors
/// `NothingFiled` for who has neither filed nor signed anything.
pub async fn give(app: &App, caller: &Caller) -> Result<Given, Fault> {
    let occasion = caller
        .room
        .read(|h| occasion(h, &caller.seat))
        .ok_or(Fault::NothingFiled)?;
    let hearing = caller.room.id.as_str();
    let key = format!("{}{}\u{0}{occasion}", prefix(hearing), caller.seat);
    let kept = app.journal.get(TABLE, &key).await;
    if let Some(kept) = kept.map_err(Fault::unavailable)? {
        return serde_json::from_str(&kept).map_err(Fault::unavailable);
    }
    let entries = app.journal.load(hearing).await;
    let entries = entries.map_err(Fault::unavailable)?;
    let last = entries.last().ok_or(Fault::NothingFiled)?;
    let at = clock::now();
    let code = checkpoint::checkpoint(&*app.signer, last, at).map_err(Fault::unavailable)?;
    let given = Given {
        seq: last.seq,
        at,
        code,
    };
    let kept = serde_json::to_string(&given).map_err(Fault::unavailable)?;
    app.journal
        .put(TABLE, &key, &kept)
        .await
        .map_err(Fault::unavailable)?;
    Ok(given)
}

/// All that were given for a hearing, as they stand in its file.
///
/// # Errors
/// Of the journal.
pub async fn all(app: &App, hearing: &str) -> Result<Vec<String>, Fault> {
    let kept = app.journal.list(TABLE).await.map_err(Fault::unavailable)?;
    let prefix = prefix(hearing);
    kept.into_iter()
        .filter(|(key, _)| key.starts_with(&prefix))
        .map(|(_, given)| serde_json::from_str::<Given>(&given).map(|given| given.code))
        .collect::<Result<_, _>>()
        .map_err(Fault::unavailable)
}

/// No id has a zero in it.
fn prefix(hearing: &str) -> String {
    format!("{hearing}\u{0}")
}

/// What the seat has filed and signed so far; none if nothing.
fn occasion(hearing: &Hearing, seat: &SeatId) -> Option<String> {
    let filed = hearing
        .exhibits
        .iter()
        .filter(|e| e.submitted_by == *seat)
        .count();
    let signed = hearing.transcript.sign_off.as_ref().and_then(|s| {
        let entry = s.entries.iter().find(|e| e.seat == *seat)?;
        match &entry.state {
            SignState::Signed(signature) => Some(signature.at),
            SignState::Voided { was, .. } => Some(was.at),
            SignState::Waiting | SignState::Refused { .. } | SignState::Unsigned { .. } => None,
        }
    });
    let signed_at = signed.unwrap_or_default();
    (filed > 0 || signed.is_some()).then(|| format!("{filed} {signed_at}"))
}

/// Dense: it has four hundred signs. Paper and screens are clean enough for the least repair.
pub fn picture(code: &str) -> Result<String, Fault> {
    let code = QrCode::with_error_correction_level(code, EcLevel::L).map_err(Fault::unavailable)?;
    Ok(code
        .render()
        .min_dimensions(240, 240)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build())
}
