//! The evidence store: files named by their SHA-256, and who brought which.

mod pages;
mod parts;
mod quota;
mod sameness;
pub mod sniff;
mod space;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::body::{Body, Bytes};
use futures_util::StreamExt as _;
use hearing::exhibit::{ExhibitFile, FileKind};
use hearing::{HearingId, SeatId};
use kaiting_journal::{Journal, JournalError};
use sha2::{Digest as _, Sha256};
use tokio::fs;
use tokio::io::AsyncWriteExt as _;
use tokio::time::{Instant, timeout};

use crate::auth::Place;
use crate::secrets;
pub use parts::Progress;
use quota::{Coming, Over, Quotas};
use sameness::Sameness;

/// The largest file (R39).
pub const LARGEST: u64 = 200 * 1024 * 1024;
const UPLOADS: &str = "uploads";
/// What was brought and not filed is kept as long; nobody can file it from a page that was closed a day ago.
const UNFILED_FOR: Duration = Duration::from_secs(24 * 60 * 60);
/// A sender that stops holds one of few places.
const SILENT_FOR: Duration = Duration::from_secs(30);
/// So does one that dribbles: after the first minute, less than the slowest line of our day (bytes a second) is too slow.
const SLOWEST: u64 = 8 * 1024;
const PATIENCE: Duration = Duration::from_secs(60);
/// Bytes between two looks at what is left of the disk.
const LOOK_EVERY: u64 = 16 * 1024 * 1024;

#[derive(Clone)]
pub struct Blobs {
    folder: PathBuf,
    journal: Arc<dyn Journal>,
    quotas: Quotas,
    growing: parts::Growing,
    sameness: Sameness,
}

#[derive(Debug)]
pub enum StoreError {
    TooLarge,
    HashDiffers,
    TooManyPixels,
    /// A picture that does not say how large it is.
    Unreadable,
    /// A word processor's, a spreadsheet's or a presentation's file: no browser shows it.
    Office,
    /// The sender stopped, or is too slow to wait for.
    Broken,
    /// The seat has brought all that it may.
    Quota,
    /// Too many are under way.
    AtOnce,
    /// That part does not follow on what is here.
    WrongOffset,
    /// What is left of the disk is for the journal.
    Full,
    Io(io::Error),
    Journal(JournalError),
}

/// How what is stored differs from what was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlike {
    Lost,
    Altered,
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Over> for StoreError {
    fn from(over: Over) -> Self {
        match over {
            Over::Quota => Self::Quota,
            Over::AtOnce => Self::AtOnce,
        }
    }
}

impl Blobs {
    /// Whether the disk has room for more than the journal's own.
    pub fn has_room(&self) -> bool {
        space::has_room(&self.folder, 0).unwrap_or_else(|error| {
            tracing::error!(%error, "the disk could not be asked for its room");
            false
        })
    }

    /// # Errors
    /// When the folder cannot be made or read, or the journal not be read.
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
        let quotas = Quotas::default();
        for (key, value) in journal.list(UPLOADS).await.map_err(io::Error::other)? {
            let size = serde_json::from_str::<ExhibitFile>(&value).map_or(0, |file| file.size);
            if let Some((seat, sha256)) = key.rsplit_once('/') {
                quotas.note(seat, sha256, size);
            }
        }
        for (key, value) in journal.list(parts::PARTS).await.map_err(io::Error::other)? {
            if let Some((seat, sha256)) = key.rsplit_once('/') {
                quotas.note(seat, &parts::part_name(sha256), value.parse().unwrap_or(0));
            }
        }
        Ok(Self {
            folder,
            journal,
            quotas,
            growing: parts::Growing::default(),
            sameness: Sameness::default(),
        })
    }

    /// Removes what was brought a day ago or earlier and not filed. `filed` names who filed what: seats and hashes.
    pub async fn sweep(&self, filed: &[(Place, String)]) -> io::Result<()> {
        let of_exhibits: BTreeSet<String> = filed.iter().map(|(p, sha)| key(p, sha)).collect();
        let mut wanted: BTreeSet<String> = filed.iter().map(|(_, sha)| sha.clone()).collect();
        for (key, _) in self.journal.list(UPLOADS).await.map_err(io::Error::other)? {
            let Some((seat, sha256)) = key.rsplit_once('/') else {
                continue;
            };
            if of_exhibits.contains(&key) || !is_old(&self.path(sha256)).await {
                wanted.insert(sha256.to_owned());
                continue;
            }
            // First the name, then the file: what is named is there.
            let deleted = self.journal.delete(UPLOADS, &key).await;
            deleted.map_err(io::Error::other)?;
            self.quotas.forget(seat, sha256);
        }
        self.sweep_parts().await?;
        let mut entries = fs::read_dir(&self.folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            let path = entry.path();
            let name = entry.file_name();
            let stray = name
                .to_str()
                .is_some_and(|n| is_hash(n) && !wanted.contains(n));
            if stray && is_old(&path).await {
                fs::remove_file(&path).await?;
                tracing::info!("an unfiled upload was removed");
            }
        }
        Ok(())
    }

    /// Takes a file in while hashing it. It is on disk, under its true name, when this returns. `announced` is what the
    /// sender says that it will be.
    pub async fn store(
        &self,
        place: &Place,
        claimed: &str,
        announced: Option<u64>,
        body: Body,
    ) -> Result<ExhibitFile, StoreError> {
        let announced = announced.unwrap_or_default();
        let coming = self.quotas.begin(&seat_name(place), claimed, announced)?;
        if !space::has_room(&self.folder, announced)? {
            return Err(StoreError::Full);
        }
        self.take_in(place, claimed, body, coming, true).await
    }

    async fn take_in(
        &self,
        place: &Place,
        claimed: &str,
        body: Body,
        mut coming: Coming,
        spare: bool,
    ) -> Result<ExhibitFile, StoreError> {
        let name = secrets::random::<12>()
            .map(|bytes| secrets::hex(&bytes))
            .map_err(|error| StoreError::Io(io::Error::other(error.to_string())))?;
        let part = Part(self.folder.join(format!("{name}.part")));
        let (sha256, size) = receive(&part.0, body, &mut coming, spare).await?;
        if sha256 != claimed {
            return Err(StoreError::HashDiffers);
        }
        let file = self.keep(part, sha256, size).await?;
        self.remember(place, &file).await?;
        Ok(file)
    }

    /// The same for bytes that are at hand: the court's own, for which no reserve is kept.
    pub async fn store_bytes(
        &self,
        place: &Place,
        bytes: &'static [u8],
    ) -> Result<ExhibitFile, StoreError> {
        let claimed = secrets::hex(&Sha256::digest(bytes));
        let coming = self.quotas.begin(&seat_name(place), &claimed, 0)?;
        let body = Body::from(Bytes::from_static(bytes));
        self.take_in(place, &claimed, body, coming, false).await
    }

    async fn keep(&self, part: Part, sha256: String, size: u64) -> Result<ExhibitFile, StoreError> {
        let path = part.0.clone();
        let (kind, pages) = tokio::task::spawn_blocking(move || look(&path))
            .await
            .map_err(|error| StoreError::Io(io::Error::other(error)))??;
        let kept = self.path(&sha256);
        fs::rename(&part.0, &kept).await?;
        self.sameness.note(&sha256, &kept);
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
            .map_err(StoreError::Journal)?;
        self.quotas.note(&seat_name(place), &file.sha256, file.size);
        Ok(())
    }

    /// What this seat has brought. A file that is lost is not: who has it still can bring it again.
    pub async fn uploaded(
        &self,
        place: &Place,
        sha256: &str,
    ) -> Result<Option<ExhibitFile>, JournalError> {
        let value = self.journal.get(UPLOADS, &key(place, sha256)).await?;
        let known = value.and_then(|text| serde_json::from_str::<ExhibitFile>(&text).ok());
        Ok(match known {
            Some(file) if self.given_out(&file).await.is_ok() => Some(file),
            Some(_) | None => None,
        })
    }

    /// Whether the bytes are there, as many as there were. Where they are not, the operator is told.
    pub async fn holds(&self, file: &ExhibitFile) -> bool {
        let found = fs::metadata(self.path(&file.sha256)).await;
        let size = found.map(|found| found.len());
        let held = size.as_ref().is_ok_and(|size| *size == file.size);
        if !held {
            let (sha256, bytes) = (&file.sha256, file.size);
            tracing::error!(
                sha256,
                bytes,
                ?size,
                "a file of the evidence store is lost or cut off: put it back from a copy"
            );
        }
        held
    }

    /// Whether the bytes are there and are the ones that were taken in (R43). Where they are not, the operator is told.
    ///
    /// # Errors
    /// `Lost`, `Altered`.
    pub async fn given_out(&self, file: &ExhibitFile) -> Result<(), Unlike> {
        if !self.holds(file).await {
            return Err(Unlike::Lost);
        }
        let sha256 = &file.sha256;
        match self.sameness.is(sha256, self.path(sha256)).await {
            Ok(true) => Ok(()),
            Ok(false) => {
                tracing::error!(
                    sha256,
                    "a file of the evidence store was altered: put it back from a copy"
                );
                Err(Unlike::Altered)
            }
            Err(error) => {
                tracing::error!(sha256, %error, "a file of the evidence store cannot be read");
                Err(Unlike::Lost)
            }
        }
    }

    /// Takes a file away for good, and with it that this seat has brought it. No error where it is gone already.
    ///
    /// # Errors
    /// Of the disk or the journal.
    pub async fn erase(&self, hearing: &HearingId, seat: &SeatId, sha256: &str) -> io::Result<()> {
        let place = Place {
            hearing: hearing.clone(),
            seat: seat.clone(),
        };
        let deleted = self.journal.delete(UPLOADS, &key(&place, sha256)).await;
        if deleted.map_err(io::Error::other)? {
            self.quotas.forget(&seat_name(&place), sha256);
        }
        self.sameness.forget(sha256);
        match fs::remove_file(self.path(sha256)).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Where a file lies. Only hashes that the journal holds are asked for.
    pub fn path(&self, sha256: &str) -> PathBuf {
        self.folder.join(sha256)
    }
}

fn seat_name(place: &Place) -> String {
    format!("{}/{}", place.hearing, place.seat)
}

fn key(place: &Place, sha256: &str) -> String {
    format!("{}/{sha256}", seat_name(place))
}

fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Also what is not there. What cannot be told is kept.
async fn is_old(path: &Path) -> bool {
    match fs::metadata(path).await.and_then(|found| found.modified()) {
        Ok(at) => SystemTime::now()
            .duration_since(at)
            .is_ok_and(|age| age > UNFILED_FOR),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
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

async fn receive(
    path: &Path,
    body: Body,
    coming: &mut Coming,
    spare: bool,
) -> Result<(String, u64), StoreError> {
    let mut file = fs::File::create_new(path).await?;
    let mut hash = Sha256::new();
    let (mut size, mut looked_at): (u64, u64) = (0, 0);
    let began = Instant::now();
    let mut stream = body.into_data_stream();
    while let Some(chunk) = timeout(SILENT_FOR, stream.next())
        .await
        .map_err(|_| StoreError::Broken)?
    {
        let chunk = chunk.map_err(|_| StoreError::Broken)?;
        let more = chunk.len() as u64;
        size += more;
        if size > LARGEST {
            return Err(StoreError::TooLarge);
        }
        coming.more(more)?;
        if is_too_slow(size, began.elapsed()) {
            return Err(StoreError::Broken);
        }
        if spare && size - looked_at >= LOOK_EVERY {
            looked_at = size;
            if !space::has_room(path, 0)? {
                return Err(StoreError::Full);
            }
        }
        hash.update(&chunk);
        file.write_all(&chunk).await?;
    }
    file.flush().await?;
    file.sync_all().await?;
    Ok((secrets::hex(&hash.finalize()), size))
}

fn is_too_slow(size: u64, after: Duration) -> bool {
    let counted = after.saturating_sub(PATIENCE).as_secs();
    size < counted.saturating_mul(SLOWEST)
}

/// Kind and pages of what a court can open. A picture that is a bomb, or may be one, is not taken.
fn look(path: &Path) -> Result<(FileKind, u32), StoreError> {
    let head = sniff::head(path)?;
    if sniff::is_office(&head) {
        return Err(StoreError::Office);
    }
    let kind = sniff::kind(&head);
    match sniff::size(&kind, path)? {
        sniff::Size::NoPicture => {}
        sniff::Size::Points(points) if points <= sniff::MOST_POINTS => {}
        sniff::Size::Points(_) => return Err(StoreError::TooManyPixels),
        sniff::Size::Untold => return Err(StoreError::Unreadable),
    }
    let pages = if kind == FileKind::Pdf {
        pages::count(path)?
    } else {
        1
    };
    Ok((kind, pages))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_village_line_is_waited_for_and_a_dribble_is_not() {
        let after = |seconds| Duration::from_secs(seconds);
        assert!(!is_too_slow(0, after(59)));
        assert!(!is_too_slow(8 * 1024 * 1024, after(1_000)));
        assert!(is_too_slow(600, after(600)));
    }
}
