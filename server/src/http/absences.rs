//! 退庭证据包 (R25): what is known of one person's absences, as data and as a page, for who decides and the clerk.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::IntoResponse;
use hearing::{Hearing, Opened, Recorded, SeatId, may_export_absences};
use kaiting_journal::Entry;
use kaiting_record::absences::{AbsencePack, JournalRecord};
use tokio::task::spawn_blocking;

use super::error::Fault;
use super::exhibits::on_record;
use crate::app::{App, Caller};
use crate::clock;

pub async fn pack(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(seat): Path<String>,
) -> Result<impl IntoResponse, Fault> {
    let pack = made(&app, &caller, SeatId::new(seat)).await?;
    let text = pack.to_json().map_err(Fault::unavailable)?;
    Ok((
        headers(
            "application/json",
            &format!("absences-{}.json", caller.room.id),
        )?,
        text,
    ))
}

pub async fn page(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(seat): Path<String>,
) -> Result<impl IntoResponse, Fault> {
    let pack = made(&app, &caller, SeatId::new(seat)).await?;
    let page = pack.to_page().map_err(Fault::unavailable)?;
    Ok((
        headers(
            "text/html; charset=utf-8",
            &format!("absences-{}.html", caller.room.id),
        )?,
        page,
    ))
}

async fn made(app: &App, caller: &Caller, seat: SeatId) -> Result<AbsencePack, Fault> {
    let (hearing, me) = caller.room.read(|h| {
        let me = may_have(h, &caller.seat)?;
        h.seat(&seat).ok_or(Fault::NoSuchPlace)?;
        // Of the deliberation nothing is in it: the clerk reads it too.
        Ok::<_, Fault>((h.view_for(&caller.seat), me))
    })?;
    on_record(caller, Opened::Absences(seat.clone())).await?;
    let entries = app
        .journal
        .load(caller.room.id.as_str())
        .await
        .map_err(Fault::unavailable)?;
    let pack = spawn_blocking(move || {
        let records = entries.iter().filter_map(|entry| record(entry, &seat));
        let records = records.collect::<serde_json::Result<Vec<_>>>()?;
        let pack = AbsencePack::of(&hearing, &seat, &me, clock::now(), records);
        Ok::<_, serde_json::Error>(pack)
    });
    pack.await
        .map_err(Fault::unavailable)?
        .map_err(Fault::unavailable)?
        .ok_or(Fault::NoSuchPlace)
}

fn may_have(hearing: &Hearing, seat: &SeatId) -> Result<SeatId, Fault> {
    let me = hearing.seat(seat).filter(|me| may_export_absences(me.role));
    me.map(|me| me.id.clone()).ok_or(Fault::NotPermitted)
}

/// The record, if it is of this seat's absences. One that cannot be read might be.
fn record(entry: &Entry, seat: &SeatId) -> Option<serde_json::Result<JournalRecord>> {
    let recorded: Recorded = match serde_json::from_str(&entry.body) {
        Ok(recorded) => recorded,
        Err(error) => return Some(Err(error)),
    };
    let hex = |byte: &u8| format!("{byte:02x}");
    recorded.event.is_of_absence_of(seat).then(|| {
        Ok(JournalRecord {
            seq: entry.seq,
            sha256: entry.hash.iter().map(hex).collect(),
            record: recorded,
        })
    })
}

fn headers(kind: &'static str, name: &str) -> Result<[(HeaderName, HeaderValue); 4], Fault> {
    let attachment = format!("attachment; filename=\"{name}\"");
    let value = HeaderValue::from_str(&attachment).map_err(Fault::unavailable)?;
    Ok([
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, value),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox"),
        ),
    ])
}
