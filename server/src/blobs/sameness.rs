//! That a stored file still reads as it did when it was taken in (R43): hashed again before it is given out, and not again for as
//! long as nobody touches it.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a file system changes of itself with every write, and nobody can set back.
#[cfg(unix)]
type Stamp = (u64, u64, i64, i64);

#[cfg(not(unix))]
type Stamp = (u64, std::time::SystemTime);

#[derive(Clone, Default)]
pub struct Sameness {
    known: Arc<Mutex<HashMap<String, Stamp>>>,
    /// A house that opens a bundle at once reads it once.
    reading: Arc<tokio::sync::Mutex<()>>,
}

impl Sameness {
    /// Has just been read and is what its name says.
    pub fn note(&self, sha256: &str, path: &Path) {
        match stamp(path) {
            Ok(stamp) => {
                self.hold().insert(sha256.to_owned(), stamp);
            }
            Err(error) => tracing::warn!(%error, sha256, "a stored file could not be looked at"),
        }
    }

    pub fn forget(&self, sha256: &str) {
        self.hold().remove(sha256);
    }

    /// Whether the file at `path` has this hash.
    ///
    /// # Errors
    /// Of the disk.
    pub async fn is(&self, sha256: &str, path: PathBuf) -> io::Result<bool> {
        if self.knows(sha256, &path)? {
            return Ok(true);
        }
        let _alone = self.reading.lock().await;
        if self.knows(sha256, &path)? {
            return Ok(true);
        }
        // Looked at first: what is written while it is read is read again.
        let before = stamp(&path)?;
        let found = tokio::task::spawn_blocking(move || super::parts::digest(&path));
        let same = found.await.map_err(io::Error::other)?? == sha256;
        if same {
            self.hold().insert(sha256.to_owned(), before);
        }
        Ok(same)
    }

    fn knows(&self, sha256: &str, path: &Path) -> io::Result<bool> {
        let now = stamp(path)?;
        Ok(self.hold().get(sha256) == Some(&now))
    }

    fn hold(&self) -> MutexGuard<'_, HashMap<String, Stamp>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(unix)]
fn stamp(path: &Path) -> io::Result<Stamp> {
    use std::os::unix::fs::MetadataExt as _;
    let found = std::fs::metadata(path)?;
    Ok((found.ino(), found.len(), found.ctime(), found.ctime_nsec()))
}

#[cfg(not(unix))]
fn stamp(path: &Path) -> io::Result<Stamp> {
    let found = std::fs::metadata(path)?;
    Ok((found.len(), found.modified()?))
}
