//! Many small places of one exhibit in one answer. A reader on its way to a late page of a bundle looks at the entry of every
//! page before it: a thousand questions, each of a kilobyte, that are asked here as one.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path as Named, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use tokio::task::spawn_blocking;

use super::error::Fault;
use super::exhibits::opened;
use crate::app::{App, Caller};

/// Places of one question, and bytes of its answer.
const PLACES: usize = 512;
const LARGEST: u64 = 4 * 1024 * 1024;
/// Bytes of a question with that many places in it.
pub const LONGEST_LIST: usize = 32 * 1024;

/// Each place as its first byte and the first no longer wanted. The answer has their bytes, one place after the other.
pub async fn parts(
    State(app): State<Arc<App>>,
    caller: Caller,
    Named(exhibit): Named<String>,
    places: Result<Json<Vec<(u64, u64)>>, JsonRejection>,
) -> Result<Response, Fault> {
    let Json(places) = places.map_err(|_| Fault::Malformed)?;
    let file = opened(&app, &caller, exhibit).await?;
    let size = size_of(&places, file.size).ok_or(Fault::Malformed)?;
    let path = app.blobs.path(&file.sha256);
    let read = spawn_blocking(move || read(&path, &places, size)).await;
    let bytes = read
        .map_err(Fault::unavailable)?
        .map_err(Fault::unavailable)?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, [("x-sha256", file.sha256)], bytes).into_response())
}

/// Bytes of all places together; none where one lies outside of the file, or where they are too many.
fn size_of(places: &[(u64, u64)], size: u64) -> Option<usize> {
    if places.is_empty() || places.len() > PLACES {
        return None;
    }
    let mut all: u64 = 0;
    for (from, to) in places {
        if from >= to || *to > size {
            return None;
        }
        all = all.saturating_add(to - from);
    }
    if all > LARGEST {
        return None;
    }
    usize::try_from(all).ok()
}

fn read(path: &Path, places: &[(u64, u64)], size: usize) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let mut bytes = Vec::with_capacity(size);
    for (from, to) in places {
        file.seek(SeekFrom::Start(*from))?;
        let wanted = bytes.len() as u64 + (to - from);
        file.by_ref().take(to - from).read_to_end(&mut bytes)?;
        if bytes.len() as u64 != wanted {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_bounded() {
        assert_eq!(size_of(&[(0, 10), (90, 100)], 100), Some(20));
        for places in [vec![], vec![(5, 5)], vec![(9, 5)], vec![(90, 101)]] {
            assert_eq!(size_of(&places, 100), None, "{places:?}");
        }
        assert_eq!(size_of(&vec![(0, 1); PLACES], 100), Some(PLACES));
        assert_eq!(size_of(&vec![(0, 1); PLACES + 1], 100), None);
        let large = LARGEST * 2;
        assert_eq!(
            size_of(&[(0, LARGEST)], large),
            usize::try_from(LARGEST).ok()
        );
        assert_eq!(size_of(&[(0, LARGEST), (0, 1)], large), None);
        assert_eq!(size_of(&[(0, u64::MAX), (0, u64::MAX)], u64::MAX), None);
    }
}
