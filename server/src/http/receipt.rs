//! 证据材料收据 as a PDF, for who has filed it and for nobody else (R39).

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::IntoResponse;
use tokio::task::spawn_blocking;

use super::error::Fault;
use super::given;
use super::record::{PRESS, Queued, attachment};
use crate::app::{App, Caller};
use crate::auth::Place;
use crate::clock;
use kaiting_record::{ReceiptCode, RecordError};

pub async fn receipt(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<impl IntoResponse, Fault> {
    let seat = caller.seat.clone();
    let has_filed = caller
        .room
        .read(|h| h.exhibits.iter().any(|e| e.submitted_by == seat));
    if !has_filed {
        return Err(Fault::NothingFiled);
    }
    let place = Place {
        hearing: caller.room.id.clone(),
        seat: seat.clone(),
    };
    let queued = Queued::at(place).ok_or(Fault::TooMany)?;
    let turn = PRESS.acquire().await.map_err(Fault::unavailable)?;
    // What the journal holds of his filings, and of the rest only what he may see.
    let view = caller.room.read(|h| {
        let mut view = h.view_for(&seat);
        view.matter.clone_from(&h.matter);
        view.exhibits = h
            .exhibits
            .iter()
            .filter(|e| e.submitted_by == seat)
            .cloned()
            .collect();
        view.transcript = hearing::transcript::Transcript::default();
        view
    });
    let case = view.matter.as_ref().and_then(|m| m.case.as_ref());
    let name = format!("{} 证据材料收据.pdf", case.map_or("", |c| &c.number));
    // On paper, so that nobody who keeps the record can take it back.
    let given = given::give(&app, &caller).await?;
    let code = ReceiptCode {
        picture: given::picture(&given.code)?,
        code: given.code,
        record: given.seq,
        at: given.at,
    };
    let at = clock::now();
    let pdf = spawn_blocking(move || {
        // Held until the work is done, even where the reader has gone.
        let _held = (turn, queued);
        kaiting_record::receipt_pdf(&view, &seat, Some(&code), at)
    });
    let pdf = pdf
        .await
        .map_err(Fault::unavailable)?
        .map_err(|error| match error {
            RecordError::NothingFiled => Fault::NothingFiled,
            RecordError::NoMatter | RecordError::BadTime | RecordError::Typesetting(_) => {
                Fault::unavailable(error)
            }
        })?;
    let headers: [(HeaderName, String); 3] = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            attachment("receipt.pdf", name.trim()),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, pdf))
}
