//! 庭审笔录 in the kinds of file that somebody takes away (R62): what the reader may see of it, and nothing else.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderName, header};
use axum::response::IntoResponse;
use hearing::{Hearing, Opened, Refusal, SeatId, TranscriptForm};
use kaiting_record::{Copy, RecordError};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::error::Fault;
use super::exhibits::on_record;
use crate::app::Caller;
use crate::auth::Place;
use crate::clock;

/// One transcript at a time: setting takes both processors and, for thousands of lines, a quarter of a gigabyte,
/// and the hearings that run meanwhile come first.
pub(super) static PRESS: Semaphore = Semaphore::const_new(1);

/// Who waits for the press. Each once: the queue is no longer than the seats are many.
static QUEUE: Mutex<BTreeSet<Place>> = Mutex::new(BTreeSet::new());

/// A place in the queue, left when dropped.
pub(super) struct Queued(Place);

impl Queued {
    pub(super) fn at(place: Place) -> Option<Self> {
        let mut queue = QUEUE.lock().unwrap_or_else(PoisonError::into_inner);
        queue.insert(place.clone()).then(|| Self(place))
    }
}

impl Drop for Queued {
    fn drop(&mut self) {
        let mut queue = QUEUE.lock().unwrap_or_else(PoisonError::into_inner);
        queue.remove(&self.0);
    }
}

pub async fn pdf(caller: Caller) -> Result<impl IntoResponse, Fault> {
    taken(caller, TranscriptForm::Pdf).await
}

pub async fn docx(caller: Caller) -> Result<impl IntoResponse, Fault> {
    taken(caller, TranscriptForm::Docx).await
}

pub async fn text(caller: Caller) -> Result<impl IntoResponse, Fault> {
    taken(caller, TranscriptForm::Text).await
}

pub async fn captions(caller: Caller) -> Result<impl IntoResponse, Fault> {
    taken(caller, TranscriptForm::Captions).await
}

async fn taken(caller: Caller, form: TranscriptForm) -> Result<impl IntoResponse, Fault> {
    caller.room.read(|h| may_take(h, &caller.seat))?;
    let place = Place {
        hearing: caller.room.id.clone(),
        seat: caller.seat.clone(),
    };
    let queued = Queued::at(place).ok_or(Fault::TooMany)?;
    on_record(&caller, Opened::Transcript(form)).await?;
    let turn = PRESS.acquire().await.map_err(Fault::unavailable)?;
    // The room waits while its hearing is copied: only for who is next, and as it stands now that he is.
    let view = caller.room.view_for(&caller.seat);
    let masking = caller.room.read(|h| {
        may_take(h, &caller.seat)?;
        Ok(h.masking_for(&caller.seat))
    })?;
    let name = file_name(&view, form);
    let at = clock::now();
    let made = spawn_blocking(move || {
        // Held until the work is done, even where the reader has gone.
        let _held = (turn, queued);
        let copy = Copy {
            hearing: &view,
            at,
            masking,
        };
        made(&copy, form)
    });
    let made = made
        .await
        .map_err(Fault::unavailable)?
        .map_err(Fault::unavailable)?;
    let headers: [(HeaderName, String); 3] = [
        (header::CONTENT_TYPE, kind(form).to_owned()),
        (
            header::CONTENT_DISPOSITION,
            attachment(&format!("transcript.{}", ending(form)), &name),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, made))
}

/// The transcript in one of its kinds.
pub fn made(copy: &Copy<'_>, form: TranscriptForm) -> Result<Vec<u8>, RecordError> {
    match form {
        TranscriptForm::Pdf => copy.pdf(),
        TranscriptForm::Docx => copy.docx(),
        TranscriptForm::Text => copy.text().map(String::into_bytes),
        TranscriptForm::Captions => copy.captions().map(String::into_bytes),
    }
}

fn may_take(hearing: &Hearing, seat: &SeatId) -> Result<(), Fault> {
    match hearing.may_take_record(seat) {
        Ok(()) => Ok(()),
        Err(Refusal::SignOffNotOpen) => Err(Fault::NotYet),
        Err(_) => Err(Fault::NotPermitted),
    }
}

fn kind(form: TranscriptForm) -> &'static str {
    match form {
        TranscriptForm::Pdf => "application/pdf",
        TranscriptForm::Docx => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
        TranscriptForm::Text => "text/plain; charset=utf-8",
        TranscriptForm::Captions => "text/vtt; charset=utf-8",
    }
}

pub fn ending(form: TranscriptForm) -> &'static str {
    match form {
        TranscriptForm::Pdf => "pdf",
        TranscriptForm::Docx => "docx",
        TranscriptForm::Text => "txt",
        TranscriptForm::Captions => "vtt",
    }
}

/// `（2026）京0108民初12345号 庭审笔录 v10.pdf`
fn file_name(view: &Hearing, form: TranscriptForm) -> String {
    let case = view.matter.as_ref().and_then(|m| m.case.as_ref());
    let number = case.map_or("", |c| c.number.as_str());
    let (version, ending) = (view.transcript.version(), ending(form));
    let kind = kaiting_record::record_name(view.record_kind);
    format!("{number} {kind} v{version}.{ending}")
        .trim_start()
        .to_owned()
}

/// RFC 6266: a plain name for old readers, the real one as RFC 5987 has it.
pub(super) fn attachment(plain: &str, name: &str) -> String {
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_travels_in_ascii() {
        assert_eq!(
            attachment("transcript.pdf", "（2026）京\"\r\n.pdf"),
            "attachment; filename=\"transcript.pdf\"; filename*=UTF-8''%EF%BC%882026%EF%BC%89%E4%BA%AC%22%0D%0A.pdf"
        );
    }
}
