//! Files that come in parts: begun, added to from where the line broke, or given up.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::error::Fault;
use super::exhibits::fault_of;
use crate::app::{App, Caller};
use crate::auth::Place;
use crate::blobs::Progress;

#[derive(Deserialize)]
pub struct Announced {
    sha256: String,
    size: u64,
}

#[derive(Deserialize)]
pub struct From {
    offset: u64,
}

pub async fn begin(
    State(app): State<Arc<App>>,
    caller: Caller,
    Json(announced): Json<Announced>,
) -> Result<Json<Progress>, Fault> {
    let place = filer(caller, &announced.sha256)?;
    let begun = app.blobs.begin(&place, &announced.sha256, announced.size);
    Ok(Json(begun.await.map_err(fault_of)?))
}

pub async fn append(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(sha256): Path<String>,
    Query(from): Query<From>,
    body: Body,
) -> Result<Json<Progress>, Fault> {
    let place = filer(caller, &sha256)?;
    let grown = app.blobs.append(&place, &sha256, from.offset, body).await;
    let progress = grown.map_err(fault_of)?;
    if progress.file.is_some() {
        app.metrics.uploaded();
    }
    Ok(Json(progress))
}

pub async fn give_up(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(sha256): Path<String>,
) -> Result<StatusCode, Fault> {
    let place = filer(caller, &sha256)?;
    let given_up = app.blobs.give_up(&place, &sha256).await;
    given_up.map_err(fault_of)?;
    Ok(StatusCode::NO_CONTENT)
}

fn filer(caller: Caller, sha256: &str) -> Result<Place, Fault> {
    if !caller.room.may_file(&caller.seat) {
        return Err(Fault::NotPermitted);
    }
    if !caller.room.may_upload(&caller.seat) {
        return Err(Fault::TooMany);
    }
    let hash = sha256.len() == 64
        && sha256
            .bytes()
            .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if !hash {
        return Err(Fault::Malformed);
    }
    Ok(Place {
        hearing: caller.room.id.clone(),
        seat: caller.seat,
    })
}
