//! A file that comes in parts, over a line that breaks: what has arrived stays, and the rest follows from there.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use futures_util::StreamExt as _;
use hearing::exhibit::ExhibitFile;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use tokio::fs;
use tokio::io::AsyncWriteExt as _;
use tokio::time::{Instant, timeout};

use super::{Blobs, LARGEST, LOOK_EVERY, Part, SILENT_FOR, StoreError, is_old, is_too_slow};
use super::{key, seat_name, space};
use crate::auth::Place;
use crate::secrets;

/// In the journal: how large each file will be that has begun to come.
pub(super) const PARTS: &str = "parts";
/// Files that one seat has begun and not finished.
const BEGUN: usize = 8;

/// How far a file has come.
#[derive(Debug, Serialize)]
pub struct Progress {
    /// Bytes that are here.
    pub offset: u64,
    /// All of it: what the court found it to be.
    pub file: Option<ExhibitFile>,
}

/// The files to which a part is being added now.
#[derive(Clone, Default)]
pub(super) struct Growing(Arc<Mutex<BTreeSet<String>>>);

struct Grows {
    growing: Growing,
    key: String,
}

impl Growing {
    fn begin(&self, key: &str) -> Option<Grows> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(key.to_owned()).then(|| Grows {
            growing: self.clone(),
            key: key.to_owned(),
        })
    }
}

impl Drop for Grows {
    fn drop(&mut self) {
        let mut all = self.growing.0.lock();
        all.as_mut()
            .unwrap_or_else(|poisoned| poisoned.get_mut())
            .remove(&self.key);
    }
}

/// What a part counts as among the files of its seat.
pub(super) fn part_name(sha256: &str) -> String {
    format!("part {sha256}")
}

impl Blobs {
    /// How far a file has come, which begins with this where it is new.
    pub async fn begin(
        &self,
        place: &Place,
        sha256: &str,
        size: u64,
    ) -> Result<Progress, StoreError> {
        if size == 0 || size > LARGEST {
            return Err(StoreError::TooLarge);
        }
        let found = self.uploaded(place, sha256).await;
        if let Some(file) = found.map_err(StoreError::Journal)? {
            if self.announced(&key(place, sha256)).await?.is_some() {
                self.forget_part(place, sha256).await?;
            }
            return Ok(Progress {
                offset: file.size,
                file: Some(file),
            });
        }
        let key = key(place, sha256);
        let offset = length(&self.part(&key)).await?;
        match self.announced(&key).await? {
            // All of it had come when the backend went down: nobody sends another byte, so it is looked at now.
            Some(known) if known == size && offset == size => {
                let _grows = self.growing.begin(&key).ok_or(StoreError::AtOnce)?;
                return self.complete(place, sha256, size).await;
            }
            Some(known) if known == size => {}
            Some(_) => return Err(StoreError::HashDiffers),
            None => {
                let seat = seat_name(place);
                if self.quotas.begun(&seat) >= BEGUN {
                    return Err(StoreError::Quota);
                }
                // What is announced is taken up until it has come or was given up.
                drop(self.quotas.begin(&seat, &part_name(sha256), size)?);
                if !space::has_room(&self.folder, size)? {
                    return Err(StoreError::Full);
                }
                let put = self.journal.put(PARTS, &key, &size.to_string()).await;
                put.map_err(StoreError::Journal)?;
                self.quotas.note(&seat, &part_name(sha256), size);
            }
        }
        Ok(Progress { offset, file: None })
    }

    /// Adds the next part. What arrives before the line breaks stays.
    pub async fn append(
        &self,
        place: &Place,
        sha256: &str,
        offset: u64,
        body: Body,
    ) -> Result<Progress, StoreError> {
        let key = key(place, sha256);
        let size = self.announced(&key).await?.ok_or(StoreError::WrongOffset)?;
        let _grows = self.growing.begin(&key).ok_or(StoreError::AtOnce)?;
        let path = self.part(&key);
        if length(&path).await? != offset || offset >= size {
            return Err(StoreError::WrongOffset);
        }
        let _coming = self
            .quotas
            .begin(&seat_name(place), &part_name(sha256), 0)?;
        let came = grow(&path, offset, size, body).await;
        let now = length(&path).await?;
        came?;
        if now < size {
            return Ok(Progress {
                offset: now,
                file: None,
            });
        }
        self.complete(place, sha256, size).await
    }

    /// All of it is here. Good or not: what is kept of it from here on is the file.
    async fn complete(
        &self,
        place: &Place,
        sha256: &str,
        size: u64,
    ) -> Result<Progress, StoreError> {
        let part = Part(self.part(&key(place, sha256)));
        let file = self.finish(place, sha256, part, size).await;
        self.forget_part(place, sha256).await?;
        Ok(Progress {
            offset: size,
            file: Some(file?),
        })
    }

    /// The person wants it no more.
    pub async fn give_up(&self, place: &Place, sha256: &str) -> Result<(), StoreError> {
        let key = key(place, sha256);
        let _grows = self.growing.begin(&key).ok_or(StoreError::AtOnce)?;
        drop(Part(self.part(&key)));
        self.forget_part(place, sha256).await
    }

    async fn finish(
        &self,
        place: &Place,
        claimed: &str,
        part: Part,
        size: u64,
    ) -> Result<ExhibitFile, StoreError> {
        let path = part.0.clone();
        let found = tokio::task::spawn_blocking(move || digest(&path))
            .await
            .map_err(|error| StoreError::Io(io::Error::other(error)))??;
        if found != claimed {
            return Err(StoreError::HashDiffers);
        }
        let file = self.keep(part, found, size).await?;
        self.remember(place, &file).await?;
        Ok(file)
    }

    async fn forget_part(&self, place: &Place, sha256: &str) -> Result<(), StoreError> {
        let deleted = self.journal.delete(PARTS, &key(place, sha256)).await;
        deleted.map_err(StoreError::Journal)?;
        self.quotas.forget(&seat_name(place), &part_name(sha256));
        Ok(())
    }

    /// Removes what was begun a day ago or earlier and has not come.
    pub(super) async fn sweep_parts(&self) -> io::Result<()> {
        for (key, _) in self.journal.list(PARTS).await.map_err(io::Error::other)? {
            let path = self.part(&key);
            if is_old(&path).await {
                drop(Part(path));
                let deleted = self.journal.delete(PARTS, &key).await;
                deleted.map_err(io::Error::other)?;
                if let Some((seat, sha256)) = key.rsplit_once('/') {
                    self.quotas.forget(seat, &part_name(sha256));
                }
            }
        }
        Ok(())
    }

    async fn announced(&self, key: &str) -> Result<Option<u64>, StoreError> {
        let value = self.journal.get(PARTS, key).await;
        let value = value.map_err(StoreError::Journal)?;
        Ok(value.and_then(|text| text.parse().ok()))
    }

    /// Two seats that bring the same file do not write into each other's.
    fn part(&self, key: &str) -> PathBuf {
        let name = secrets::hex(&Sha256::digest(key));
        self.folder.join(format!("{name}.coming"))
    }
}

async fn length(path: &Path) -> io::Result<u64> {
    match fs::metadata(path).await {
        Ok(found) => Ok(found.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

async fn grow(path: &Path, from: u64, size: u64, body: Body) -> Result<(), StoreError> {
    let mut options = fs::OpenOptions::new();
    let mut file = options.append(true).create(true).open(path).await?;
    let (mut came, mut looked_at): (u64, u64) = (0, 0);
    let began = Instant::now();
    let mut stream = body.into_data_stream();
    let outcome = loop {
        let Ok(next) = timeout(SILENT_FOR, stream.next()).await else {
            break Err(StoreError::Broken);
        };
        let Some(chunk) = next else { break Ok(()) };
        let Ok(chunk) = chunk else {
            break Err(StoreError::Broken);
        };
        let more = chunk.len() as u64;
        if from + came + more > size {
            break Err(StoreError::TooLarge);
        }
        came += more;
        file.write_all(&chunk).await?;
        if is_too_slow(came, began.elapsed()) {
            break Err(StoreError::Broken);
        }
        if came - looked_at >= LOOK_EVERY {
            looked_at = came;
            if !space::has_room(path, 0)? {
                break Err(StoreError::Full);
            }
        }
    };
    file.flush().await?;
    file.sync_all().await?;
    outcome
}

pub(super) fn digest(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    io::copy(&mut std::fs::File::open(path)?, &mut hash)?;
    Ok(secrets::hex(&hash.finalize()))
}
