//! The app's files as they are sent: each is in memory once, however many fetch it and however slowly they take it.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use axum::body::Bytes;
use sha2::{Digest as _, Sha256};
use tokio::fs;

use crate::secrets;

/// As many as a build makes; names that lead to no file are not kept.
#[derive(Default)]
pub struct Assets(Mutex<HashMap<PathBuf, Asset>>);

#[derive(Clone)]
pub struct Asset {
    pub bytes: Bytes,
    /// Of these bytes and no others.
    pub tag: String,
    changed: (SystemTime, u64),
}

impl Assets {
    /// As it is on the disk now.
    ///
    /// # Errors
    /// Of the disk.
    pub async fn read(&self, path: &Path) -> io::Result<Asset> {
        let found = fs::metadata(path).await?;
        let changed = (found.modified()?, found.len());
        if let Some(known) = self.lock().get(path).filter(|a| a.changed == changed) {
            return Ok(known.clone());
        }
        let bytes = fs::read(path).await?;
        let asset = Asset {
            tag: format!("\"{}\"", secrets::hex(&Sha256::digest(&bytes))),
            bytes: bytes.into(),
            changed,
        };
        self.lock().insert(path.to_owned(), asset.clone());
        Ok(asset)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PathBuf, Asset>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_thousand_readers_share_one_file_and_a_new_one_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("app.wasm");
        let assets = Assets::default();
        assert!(assets.read(&path).await.is_err());
        assert!(assets.read(folder.path()).await.is_err());
        std::fs::write(&path, vec![7; 100_000]).unwrap();
        let [one, other] = [assets.read(&path).await, assets.read(&path).await];
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_eq!(one.bytes.as_ptr(), other.bytes.as_ptr());
        assert_eq!(one.tag, other.tag);
        std::fs::write(&path, vec![8; 100_001]).unwrap();
        let newer = assets.read(&path).await.unwrap();
        assert_eq!(newer.bytes.len(), 100_001);
        assert_ne!(newer.tag, one.tag);
        assert_eq!(assets.lock().len(), 1);
    }
}
