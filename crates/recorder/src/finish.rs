//! The end of a file, whoever has brought it about: cut behind the last whole cluster, the index put there, the head written
//! anew, the hash taken. Done again it changes nothing.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use kaiting_media::Source;
use kaiting_webm::{Ending, HEADER, Head, Index, cues};
use sha2::{Digest as _, Sha256};

use crate::shelf::Disk;
use crate::source_named;

/// A finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub file: String,
    pub identity: String,
    pub source: Source,
    /// Milliseconds since 1970.
    pub from: u64,
    pub until: u64,
    pub bytes: u64,
    pub sha256: String,
    pub cut: bool,
}

/// `cut`: that its writer did not end it.
///
/// # Errors
/// Of the disk; `InvalidData` when the file is none of ours, or nothing is in it.
pub fn finish(path: &Path, cut: bool) -> io::Result<Kept> {
    let file = OpenOptions::new().read(true).write(true).open(path)?;
    let mut disk = Disk(file);
    let mut start = vec![0; HEADER];
    kaiting_webm::Source::read_at(&disk, &mut start, 0)
        .map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    let head = Head::read(&start).ok_or(io::ErrorKind::InvalidData)?;
    let mut index = Index::default();
    index.read_on(&disk)?;
    let duration = index.duration(&disk)?.ok_or(io::ErrorKind::InvalidData)?;
    let after = cues(&index.clusters);
    let ending = Ending {
        duration,
        cues_at: index.end,
        cues_len: after.len() as u64,
    };
    let ended = head.to_bytes(Some(ending));
    let done = index.finished && start == ended;
    if !done {
        // Should there be no room for the index, the file stays without: all of it can be read all the same.
        if let Err(error) = close(&mut disk.0, &ended, index.end, &after) {
            tracing::warn!(%error, file = %path.display(), "a recording has no index");
            disk.0.set_len(index.end)?;
        }
    }
    disk.0.sync_all()?;
    let (identity, source) = named(&head)?;
    Ok(Kept {
        file: file_name(path)?,
        identity,
        source,
        from: head.from,
        until: head.from + duration,
        bytes: kaiting_webm::Source::length(&disk)?,
        sha256: hash(&mut disk.0)?,
        cut: cut && !done,
    })
}

/// When what a file holds ends (ms since 1970): known at once, also of a long one.
///
/// # Errors
/// Of the disk; `InvalidData` when the file is none of ours, or nothing is in it.
pub fn ends(path: &Path) -> io::Result<u64> {
    let disk = Disk(File::open(path)?);
    let mut start = vec![0; HEADER];
    kaiting_webm::Source::read_at(&disk, &mut start, 0)?;
    let head = Head::read(&start).ok_or(io::ErrorKind::InvalidData)?;
    let mut index = Index::default();
    index.read_on(&disk)?;
    let duration = index.duration(&disk)?.ok_or(io::ErrorKind::InvalidData)?;
    Ok(head.from + duration)
}

fn close(file: &mut File, head: &[u8], end: u64, after: &[u8]) -> io::Result<()> {
    file.set_len(end)?;
    file.seek(SeekFrom::Start(end))?;
    file.write_all(after)?;
    file.sync_data()?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(head)
}

fn hash(file: &mut File) -> io::Result<String> {
    file.seek(SeekFrom::Start(0))?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(buffer.get(..read).unwrap_or_default());
    }
    let digest = hash.finalize();
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whose it is, and what.
pub fn named(head: &Head) -> io::Result<(String, Source)> {
    head.name
        .split_once(' ')
        .and_then(|(source, identity)| Some((identity.to_owned(), source_named(source)?)))
        .ok_or(io::ErrorKind::InvalidData.into())
}

pub fn file_name(path: &Path) -> io::Result<String> {
    path.file_name()
        .and_then(|name| name.to_str())
        .map(str::to_owned)
        .ok_or(io::ErrorKind::InvalidData.into())
}

/// The files of a folder. Whoever starts a recorder there asks before: what is there then, nobody writes any more.
///
/// # Errors
/// When the folder cannot be read.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "webm") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
