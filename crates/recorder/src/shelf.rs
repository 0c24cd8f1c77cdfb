//! Moments out of the files, also of those that are being written.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use kaiting_media::Source;
use kaiting_webm::{HEADER, Head, Index, Window};

use crate::finish::{file_name, named};

/// Files whose places are remembered, some 30 bytes for each second of each.
const REMEMBERED: usize = 64;

pub struct Shelf {
    folder: PathBuf,
    known: Mutex<HashMap<String, (Head, Index)>>,
}

/// A file in which a moment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub file: String,
    pub identity: String,
}

/// A part of a file, ready to be read at any place.
pub struct Opened {
    pub window: Window,
    /// What its time 0 is (ms since 1970).
    pub from: u64,
    disk: Disk,
}

impl Opened {
    /// # Errors
    /// Of the disk.
    pub fn read(&self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        self.window.read(&self.disk, at, length)
    }
}

impl Shelf {
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            known: Mutex::default(),
        }
    }

    /// The files of this source in which this moment is (ms since 1970); where `of` is given, of that person.
    ///
    /// # Errors
    /// Of the disk.
    pub fn at(&self, moment: u64, source: Source, of: Option<&str>) -> io::Result<Vec<Found>> {
        let mut found = Vec::new();
        let entries = match std::fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
            Err(error) => return Err(error),
        };
        for entry in entries {
            let path = entry?.path();
            let Ok(file) = file_name(&path) else {
                continue;
            };
            // Its name says when it begins.
            let begins = file.split('-').next().and_then(|at| at.parse::<u64>().ok());
            if !file.ends_with(".webm") || begins.is_none_or(|begins| begins > moment) {
                continue;
            }
            let Ok(known) = self.head(&file) else {
                continue;
            };
            let Ok((identity, kind)) = named(&known.0) else {
                continue;
            };
            // A film is long, and nobody has asked for it: its places are not looked for.
            if kind != source || of.is_some_and(|of| of != identity) {
                continue;
            }
            let Ok((head, index, _)) = self.read_on(&file, known) else {
                continue;
            };
            let last = index.last_time().map(|last| head.from + last + 1_500);
            if last.is_some_and(|last| moment < last) {
                found.push(Found { file, identity });
            }
        }
        found.sort_by(|a, b| a.file.cmp(&b.file));
        Ok(found)
    }

    /// Of a file, what lies between these moments.
    ///
    /// # Errors
    /// Of the disk; `NotFound` when nothing lies there, or the name is none of ours.
    pub fn open(&self, file: &str, from: u64, until: u64) -> io::Result<Opened> {
        let (head, index, disk) = self.read_on(file, self.head(file)?)?;
        let since = |at: u64| at.saturating_sub(head.from);
        let window = index
            .window(&head, since(from), since(until))
            .ok_or(io::ErrorKind::NotFound)?;
        Ok(Opened {
            from: head.from + window.begins,
            window,
            disk,
        })
    }

    /// The whole of a finished file.
    ///
    /// # Errors
    /// Of the disk; `NotFound` when the name is none of ours.
    pub fn whole(&self, file: &str) -> io::Result<File> {
        File::open(self.path(file)?)
    }

    fn path(&self, file: &str) -> io::Result<PathBuf> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        if file.chars().all(plain) && file.ends_with(".webm") && !file.contains("..") {
            Ok(self.folder.join(Path::new(file)))
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    /// What is known of a file, at least who is in it.
    fn head(&self, file: &str) -> io::Result<(Head, Index)> {
        if let Some(known) = self.lock().get(file) {
            return Ok(known.clone());
        }
        let disk = Disk(File::open(self.path(file)?)?);
        let mut start = vec![0; HEADER];
        kaiting_webm::Source::read_at(&disk, &mut start, 0)?;
        let head = Head::read(&start).ok_or(io::ErrorKind::InvalidData)?;
        Ok((head, Index::default()))
    }

    /// Up to what is on the disk now. Nobody waits for it who asks for another file.
    fn read_on(
        &self,
        file: &str,
        (head, mut index): (Head, Index),
    ) -> io::Result<(Head, Index, Disk)> {
        let disk = Disk(File::open(self.path(file)?)?);
        index.read_on(&disk)?;
        let mut known = self.lock();
        if known.len() >= REMEMBERED && !known.contains_key(file) {
            known.clear();
        }
        // Who was slower than another puts nothing older in its place.
        let newer = known
            .get(file)
            .is_none_or(|(_, had)| had.last_time() <= index.last_time());
        if newer {
            known.insert(file.to_owned(), (head.clone(), index.clone()));
        }
        Ok((head, index, disk))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, (Head, Index)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub struct Disk(pub File);

impl kaiting_webm::Source for Disk {
    fn length(&self) -> io::Result<u64> {
        Ok(self.0.metadata()?.len())
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        read_at(&self.0, buffer, offset)
    }
}

/// Fills the buffer from there.
///
/// # Errors
/// Of the disk.
#[cfg(unix)]
pub fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset)
}

/// Fills the buffer from there.
///
/// # Errors
/// Of the disk.
#[cfg(not(unix))]
pub fn read_at(mut file: &File, buffer: &mut [u8], offset: u64) -> io::Result<()> {
    use std::io::{Read as _, Seek as _};
    file.seek(io::SeekFrom::Start(offset))?;
    file.read_exact(buffer)
}
