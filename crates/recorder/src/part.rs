//! A file while it is written: whole clusters only, synced each second.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use kaiting_webm::{Cluster, Head};

/// What is in memory of one file at most.
const LARGEST: usize = 2 * 1024 * 1024;
/// Longest time in one cluster (ms).
const LONGEST: u64 = 1_000;
/// Files that may begin in the same millisecond.
const TRIES: u32 = 1_000;

pub struct Part {
    path: PathBuf,
    file: File,
    cluster: Option<Cluster>,
    /// A frame that needs no other begins a cluster, so that a player can begin there.
    anew: bool,
    unsynced: bool,
    pub written: u64,
}

impl Part {
    /// # Errors
    /// Of the disk.
    pub fn begin(folder: &Path, head: &Head, source: &str) -> io::Result<Self> {
        let (path, mut file) = Self::create(folder, head, source)?;
        let bytes = head.to_bytes(None);
        file.write_all(&bytes)?;
        file.sync_all()?;
        // The name is to be there after a power cut too.
        File::open(folder)?.sync_all()?;
        Ok(Self {
            path,
            file,
            cluster: None,
            anew: match head.codec {
                kaiting_webm::Codec::Opus => false,
                kaiting_webm::Codec::Vp8 { .. } => true,
            },
            unsynced: false,
            written: bytes.len() as u64,
        })
    }

    fn create(folder: &Path, head: &Head, source: &str) -> io::Result<(PathBuf, File)> {
        for number in 0..TRIES {
            let path = folder.join(format!("{:013}-{number}-{source}.webm", head.from));
            let made = OpenOptions::new().write(true).create_new(true).open(&path);
            match made {
                Ok(file) => return Ok((path, file)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// `time`: since the file's beginning (ms).
    ///
    /// # Errors
    /// Of the disk.
    pub fn add(&mut self, time: u64, key: bool, frame: &[u8]) -> io::Result<()> {
        let full = self.cluster.as_ref().is_some_and(|cluster| {
            (key && self.anew)
                || !cluster.holds(time)
                || time.saturating_sub(cluster.time()) >= LONGEST
                || cluster.len() + frame.len() > LARGEST
        });
        if full {
            self.write()?;
        }
        let cluster = self.cluster.get_or_insert_with(|| Cluster::new(time));
        cluster.add(time, key, frame);
        Ok(())
    }

    fn write(&mut self) -> io::Result<()> {
        let Some(cluster) = self.cluster.take().filter(|cluster| !cluster.is_empty()) else {
            return Ok(());
        };
        let bytes = cluster.into_bytes();
        self.written += bytes.len() as u64;
        self.unsynced = true;
        self.file.write_all(&bytes)
    }

    /// What has come is on the disk when this returns.
    ///
    /// # Errors
    /// Of the disk.
    pub fn sync(&mut self) -> io::Result<()> {
        self.write()?;
        if std::mem::take(&mut self.unsynced) {
            self.file.sync_data()?;
        }
        Ok(())
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}
