//! The evidence store: files named by their SHA-256, and who brought which.

mod pages;
mod sniff;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use futures_util::StreamExt as _;
use hearing::exhibit::{ExhibitFile, FileKind};
use kaiting_journal::{Journal, JournalError};
use sha2::{Digest as _, Sha256};
use tokio::fs;
use tokio::io::AsyncWriteExt as _;

use crate::auth::Place;
use crate::secrets;

/// The largest file (R39).
pub const LARGEST: u64 = 200 * 1024 * 1024;
const UPLOADS: &str = "uploads";

#[derive(Clone)]
pub struct Blobs {
    folder: PathBuf,
    journal: Arc<dyn Journal>,
}

#[derive(Debug)]
pub enum StoreError {
    TooLarge,
    HashDiffers,
    TooManyPixels,
    /// The sender stopped.
    Broken,
    Io(io::Error),
    Journal(JournalError),
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Blobs {
    pub async fn open(data: &Path, journal: Arc<dyn Journal>) -> io::Result<Self> {
        let folder = data.join("exhibits");
        fs::create_dir_all(&folder).await?;
        // What an earlier run did not finish is of no use.
        let mut entries = fs::read_dir(&folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            if entry.path().extension().is_some_and(|e| e == "part") {
                fs::remove_file(entry.path()).await?;
            }
        }
        Ok(Self { folder, journal })
    }

    /// Takes a file in while hashing it. It is on disk, under its true name, when this returns.
    pub async fn store(
        &self,
        place: &Place,
        claimed: &str,
        body: Body,
    ) -> Result<ExhibitFile, StoreError> {
        let name = secrets::random::<12>()
            .map(|bytes| secrets::hex(&bytes))
            .map_err(|error| StoreError::Io(io::Error::other(error.to_string())))?;
        let part = Part(self.folder.join(format!("{name}.part")));
        let (sha256, size) = receive(&part.0, body).await?;
        if sha256 != claimed {
            return Err(StoreError::HashDiffers);
        }
        let file = self.keep(part, sha256, size).await?;
        self.remember(place, &file).await?;
        Ok(file)
    }

    /// The same for bytes that are at hand.
    pub async fn store_bytes(
        &self,
        place: &Place,
        bytes: &'static [u8],
    ) -> Result<ExhibitFile, StoreError> {
        let claimed = secrets::hex(&Sha256::digest(bytes));
        self.store(place, &claimed, Body::from(Bytes::from_static(bytes)))
            .await
    }

    async fn keep(&self, part: Part, sha256: String, size: u64) -> Result<ExhibitFile, StoreError> {
        let path = part.0.clone();
        let found = tokio::task::spawn_blocking(move || look(&path))
            .await
            .map_err(|error| StoreError::Io(io::Error::other(error)))??;
        let (kind, pages) = found.ok_or(StoreError::TooManyPixels)?;
        fs::rename(&part.0, self.path(&sha256)).await?;
        fs::File::open(&self.folder).await?.sync_all().await?;
        Ok(ExhibitFile {
            sha256,
            size,
            kind,
            pages,
        })
    }

    async fn remember(&self, place: &Place, file: &ExhibitFile) -> Result<(), StoreError> {
        let value =
            serde_json::to_string(file).map_err(|error| StoreError::Io(io::Error::other(error)))?;
        self.journal
            .put(UPLOADS, &key(place, &file.sha256), &value)
            .await
            .map_err(StoreError::Journal)
    }

    pub async fn uploaded(
        &self,
        place: &Place,
        sha256: &str,
    ) -> Result<Option<ExhibitFile>, JournalError> {
        let value = self.journal.get(UPLOADS, &key(place, sha256)).await?;
        Ok(value.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Where a file lies. Only hashes that the journal holds are asked for.
    pub fn path(&self, sha256: &str) -> PathBuf {
        self.folder.join(sha256)
    }
}

fn key(place: &Place, sha256: &str) -> String {
    format!("{}/{}/{sha256}", place.hearing, place.seat)
}

/// A file under way; gone when it is not kept.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        match std::fs::remove_file(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(%error, "a part of an upload stays behind");
            }
            Ok(()) | Err(_) => {}
        }
    }
}

async fn receive(path: &Path, body: Body) -> Result<(String, u64), StoreError> {
    let mut file = fs::File::create_new(path).await?;
    let mut hash = Sha256::new();
    let mut size: u64 = 0;
    let mut stream = body.into_data_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| StoreError::Broken)?;
        size += chunk.len() as u64;
        if size > LARGEST {
            return Err(StoreError::TooLarge);
        }
        hash.update(&chunk);
        file.write_all(&chunk).await?;
    }
    file.flush().await?;
    file.sync_all().await?;
    Ok((secrets::hex(&hash.finalize()), size))
}

/// Kind and pages; none for a picture that is a bomb.
fn look(path: &Path) -> io::Result<Option<(FileKind, u32)>> {
    let head = sniff::head(path)?;
    let kind = sniff::kind(&head);
    if sniff::points(&kind, &head).is_some_and(|points| points > sniff::MOST_POINTS) {
        return Ok(None);
    }
    let pages = if kind == FileKind::Pdf {
        pages::count(path)?
    } else {
        1
    };
    Ok(Some((kind, pages)))
}
