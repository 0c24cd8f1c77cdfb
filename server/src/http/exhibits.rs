//! Exhibit files in and out.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response, StatusCode, header};
use axum::response::IntoResponse;
use futures_util::stream;
use hearing::exhibit::{ExhibitFile, FileKind};
use hearing::{ExhibitId, Opened, Refusal};
use kaiting_journal::JournalError;
use tokio::task::spawn_blocking;

use super::error::Fault;
use crate::app::{App, Caller};
use crate::auth::Place;
use crate::blobs::{LARGEST, StoreError, Unlike};

const CHUNK: usize = 64 * 1024;

pub async fn upload(
    State(app): State<Arc<App>>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<ExhibitFile>, Fault> {
    if !caller.room.may_file(&caller.seat) {
        return Err(Fault::NotPermitted);
    }
    if !caller.room.may_upload(&caller.seat) {
        return Err(Fault::TooMany);
    }
    let claimed = headers
        .get("x-sha256")
        .and_then(|value| value.to_str().ok())
        .filter(|text| text.len() == 64)
        .ok_or(Fault::Malformed)?;
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<u64>().ok());
    if announced.is_some_and(|size| size > LARGEST) {
        return Err(Fault::TooLarge);
    }
    let place = Place {
        hearing: caller.room.id.clone(),
        seat: caller.seat,
    };
    let stored = app.blobs.store(&place, claimed, announced, body).await;
    let file = stored.map_err(fault_of)?;
    app.metrics.uploaded();
    Ok(Json(file))
}

pub fn fault_of(error: StoreError) -> Fault {
    match error {
        StoreError::TooLarge => Fault::TooLarge,
        StoreError::HashDiffers => Fault::HashDiffers,
        StoreError::TooManyPixels => Fault::TooManyPixels,
        StoreError::Unreadable => Fault::UnreadablePicture,
        StoreError::Office => Fault::OfficeFile,
        StoreError::Broken => Fault::Malformed,
        StoreError::Quota => Fault::QuotaUsed,
        StoreError::AtOnce => Fault::TooMany,
        StoreError::WrongOffset => Fault::WrongOffset,
        StoreError::Full => Fault::StorageFull,
        StoreError::Io(error) if error.kind() == io::ErrorKind::StorageFull => Fault::StorageFull,
        StoreError::Io(error) => Fault::unavailable(error),
        StoreError::Journal(JournalError::Full) => Fault::StorageFull,
        StoreError::Journal(error) => Fault::unavailable(error),
    }
}

/// By the exhibit's number in one's own hearing, never by a hash: what one may not see is as if it were not there.
pub async fn download(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(exhibit): Path<String>,
    headers: HeaderMap,
) -> Result<axum::response::Response, Fault> {
    let file = opened(&app, &caller, exhibit).await?;
    send(&app, &file, &headers).await
}

/// The same, and that it was opened is on record.
pub async fn opened(app: &App, caller: &Caller, exhibit: String) -> Result<ExhibitFile, Fault> {
    let what = Opened::Exhibit(ExhibitId::new(exhibit.clone()));
    let file = known(caller, exhibit)?;
    held(app, &file).await?;
    on_record(caller, what).await?;
    Ok(file)
}

/// Nobody is on record as having opened what is not there.
pub async fn held(app: &App, file: &ExhibitFile) -> Result<(), Fault> {
    app.blobs
        .given_out(file)
        .await
        .map_err(|unlike| match unlike {
            Unlike::Lost => Fault::FileLost,
            Unlike::Altered => Fault::FileAltered,
        })
}

/// What cannot be put on record is not given out.
pub async fn on_record(caller: &Caller, what: Opened) -> Result<(), Fault> {
    let noted = caller.room.opened(&caller.seat, what).await;
    noted.map_err(|why| Fault::unavailable(format!("an opening was not recorded: {why:?}")))
}

/// The file of an exhibit that this caller may open.
fn known(caller: &Caller, exhibit: String) -> Result<ExhibitFile, Fault> {
    let id = ExhibitId::new(exhibit);
    caller.room.read(|h| {
        let known = h.exhibit(&id).ok_or(Fault::NoSuchExhibit)?;
        match h.may_open_exhibit(&caller.seat, known) {
            Ok(()) => Ok(known.file.clone()),
            Err(Refusal::UndertakingWanted) => Err(Fault::UndertakingWanted),
            Err(_) => Err(Fault::NoSuchExhibit),
        }
    })
}

/// The bytes of a stored file, or the range of them that was asked for.
pub async fn send(
    app: &App,
    file: &ExhibitFile,
    headers: &HeaderMap,
) -> Result<axum::response::Response, Fault> {
    let range = headers
        .get(header::RANGE)
        .and_then(|value| value.to_str().ok())
        .map(|text| range(text, file.size));
    let (status, from, to) = match range {
        None | Some(Range::Whole) => (StatusCode::OK, 0, file.size),
        Some(Range::Part(from, to)) => (StatusCode::PARTIAL_CONTENT, from, to),
        Some(Range::Outside) => {
            let whole = format!("bytes */{}", file.size);
            let headers = [(header::CONTENT_RANGE, whole)];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, headers).into_response());
        }
    };
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type(&file.kind))
        .header(header::CONTENT_LENGTH, to - from)
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CONTENT_DISPOSITION, disposition(&file.kind))
        .header(
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'",
        )
        .header(header::CACHE_CONTROL, "no-store")
        .header("x-sha256", &file.sha256);
    if status == StatusCode::PARTIAL_CONTENT {
        let part = format!("bytes {from}-{}/{}", to - 1, file.size);
        response = response.header(header::CONTENT_RANGE, part);
    }
    let path = app.blobs.path(&file.sha256);
    let body = Body::from_stream(stream::try_unfold((path, from, to), chunk));
    let response = response.body(body).map_err(Fault::unavailable)?;
    Ok(response.into_response())
}

/// The file is open while it is read and no longer, however slowly its reader takes it.
async fn chunk(
    (path, at, to): (PathBuf, u64, u64),
) -> io::Result<Option<(Bytes, (PathBuf, u64, u64))>> {
    if at >= to {
        return Ok(None);
    }
    let length = CHUNK.min(usize::try_from(to - at).unwrap_or(CHUNK));
    let read = spawn_blocking(move || {
        let mut bytes = vec![0; length];
        kaiting_recorder::read_at(&File::open(&path)?, &mut bytes, at)?;
        io::Result::Ok((bytes, path))
    });
    let (bytes, path) = read.await.map_err(io::Error::other)??;
    Ok(Some((bytes.into(), (path, at + length as u64, to))))
}

#[derive(Debug, PartialEq)]
pub enum Range {
    Whole,
    /// From, and the first byte not wanted.
    Part(u64, u64),
    Outside,
}

/// One range, as PDF readers and media elements ask; several at once are answered with the whole (RFC 9110, 14.2).
pub fn range(text: &str, size: u64) -> Range {
    let Some((from, to)) = text.strip_prefix("bytes=").and_then(|r| r.split_once('-')) else {
        return Range::Whole;
    };
    if to.contains(',') {
        return Range::Whole;
    }
    let (from, to) = match (from.trim().parse::<u64>(), to.trim().parse::<u64>()) {
        (Ok(from), Ok(to)) if to >= from => (from, to.saturating_add(1).min(size)),
        (Ok(from), Err(_)) if to.trim().is_empty() => (from, size),
        (Err(_), Ok(tail)) if from.trim().is_empty() => (size.saturating_sub(tail), size),
        (Ok(_), _) | (Err(_), _) => return Range::Whole,
    };
    if from < to {
        Range::Part(from, to)
    } else {
        Range::Outside
    }
}

fn content_type(kind: &FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => "application/pdf",
        FileKind::Png => "image/png",
        FileKind::Jpeg => "image/jpeg",
        FileKind::Webp => "image/webp",
        // Media elements look at the bytes themselves.
        FileKind::Audio => "audio/*",
        FileKind::Video => "video/*",
        FileKind::Unknown => "application/octet-stream",
    }
}

fn disposition(kind: &FileKind) -> &'static str {
    match kind {
        FileKind::Pdf
        | FileKind::Png
        | FileKind::Jpeg
        | FileKind::Webp
        | FileKind::Audio
        | FileKind::Video => "inline",
        FileKind::Unknown => "attachment",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_as_readers_ask_for_them() {
        assert_eq!(range("bytes=0-99", 1_000), Range::Part(0, 100));
        assert_eq!(range("bytes=900-", 1_000), Range::Part(900, 1_000));
        assert_eq!(range("bytes=-100", 1_000), Range::Part(900, 1_000));
        assert_eq!(range("bytes=0-5000", 1_000), Range::Part(0, 1_000));
        assert_eq!(range("bytes=1000-", 1_000), Range::Outside);
        assert_eq!(range("bytes=-0", 1_000), Range::Outside);
        assert_eq!(range("bytes=0-1,5-9", 1_000), Range::Whole);
        assert_eq!(range("bytes=9-5", 1_000), Range::Whole);
        assert_eq!(range("lines=1-2", 1_000), Range::Whole);
        assert_eq!(
            range("bytes=0-18446744073709551615", 1_000),
            Range::Part(0, 1_000)
        );
    }
}
