//! The file of a hearing with all that its list names, in one archive; `FORMAT.md` is its description for strangers.

use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};

use kaiting_zip::{Crc, END, Layout, Part, directory, parts};
use sha2::{Digest as _, Sha256};

use crate::bundle::{FirstBad, Verified, verify_bytes};

/// The first part of a bundle.
pub const FILE: &str = "hearing.kaiting.json";
/// What is read at once.
const CHUNK: usize = 256 * 1024;
/// A directory, or a hearing's file, larger than that is none of ours.
const LARGEST: u64 = 1 << 31;

/// What is wrong with a bundle.
#[derive(Debug)]
pub enum PackedBad {
    /// The archive is not just as one is laid out: cut, added to, or altered around its parts. Where the hearing's file in it can
    /// still be found and is altered too, the first altered record.
    Container(Option<Box<FirstBad>>),
    /// The hearing's file.
    File(Box<FirstBad>),
    /// A document of the list is not in the archive.
    Missing(String),
    /// One is in the archive, and not on the list.
    Added(String),
    /// A document is not the one of the list.
    Altered(String),
    Io(io::Error),
}

impl From<io::Error> for PackedBad {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            Self::Container(None)
        } else {
            Self::Io(error)
        }
    }
}

impl fmt::Display for PackedBad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Container(None) => f.write_str("the archive is not as it was exported"),
            Self::Container(Some(bad)) => {
                write!(
                    f,
                    "the archive is not as it was exported; of the hearing's file, {bad}"
                )
            }
            Self::File(bad) => bad.fmt(f),
            Self::Missing(name) => write!(f, "document {} is missing", name.escape_debug()),
            Self::Added(name) => write!(f, "{} does not belong to the file", name.escape_debug()),
            Self::Altered(name) => write!(f, "document {} was altered", name.escape_debug()),
            Self::Io(error) => write!(f, "it cannot be read: {error}"),
        }
    }
}

impl std::error::Error for PackedBad {}

/// Whether a file begins as an archive does.
pub fn is_packed(head: &[u8]) -> bool {
    head.starts_with(b"PK")
}

/// Verifies a bundle of any size: what it holds is never in memory at once, but for the hearing's file.
///
/// # Errors
/// The first thing that is wrong: an altered record goes before all else.
pub fn verify_packed(source: &mut (impl Read + Seek)) -> Result<Verified, PackedBad> {
    let Some((parts, layout)) = laid_out(source)? else {
        return Err(PackedBad::Container(salvaged(source)?));
    };
    let Some((first, _)) = parts
        .split_first()
        .filter(|(f, _)| f.name == FILE && f.size < LARGEST)
    else {
        return Err(PackedBad::Container(None));
    };
    source.rewind()?;
    let mut heads = layout.heads.iter();
    let as_laid_out = same(source, heads.next())?;
    let content = exactly(source, first.size)?;
    let file = verify_bytes(&content).map_err(|bad| PackedBad::File(Box::new(bad)))?;
    if !as_laid_out || kaiting_zip::Part::of(FILE, &content).crc != first.crc {
        return Err(PackedBad::Container(None));
    }
    on_the_list(&file, &parts)?;
    for (part, head) in parts.iter().skip(1).zip(heads) {
        let as_laid_out = same(source, Some(head))?;
        let (digest, crc) = digest(source, part.size)?;
        if file.documents.get(&part.name) != Some(&digest) {
            return Err(PackedBad::Altered(part.name.clone()));
        }
        if !as_laid_out || crc != part.crc {
            return Err(PackedBad::Container(None));
        }
    }
    Ok(file)
}

/// Whether an archive has what the list names and nothing else, in the list's order.
///
/// # Errors
/// The first document that is missing, or that does not belong there.
pub fn on_the_list(file: &Verified, parts: &[Part]) -> Result<(), PackedBad> {
    let mut named = file.documents.keys();
    for part in parts.iter().skip(1) {
        match named.next() {
            Some(name) if *name == part.name => {}
            Some(name) if file.documents.contains_key(&part.name) => {
                return Err(PackedBad::Missing(name.clone()));
            }
            Some(_) | None => return Err(PackedBad::Added(part.name.clone())),
        }
    }
    named
        .next()
        .map_or(Ok(()), |name| Err(PackedBad::Missing(name.clone())))
}

fn laid_out(source: &mut (impl Read + Seek)) -> Result<Option<(Vec<Part>, Layout)>, PackedBad> {
    let size = source.seek(SeekFrom::End(0))?;
    let end = size.saturating_sub(END as u64);
    source.seek(SeekFrom::Start(end))?;
    let Some(place) = directory(&exactly(source, size - end)?, size) else {
        return Ok(None);
    };
    if size - place.from > LARGEST {
        return Ok(None);
    }
    source.seek(SeekFrom::Start(place.from))?;
    let tail = exactly(source, size - place.from)?;
    Ok(parts(&tail).filter(|(_, layout)| layout.size == size))
}

/// The fault of the hearing's file, where its end or something around it is broken: it is the first part.
fn salvaged(source: &mut (impl Read + Seek)) -> Result<Option<Box<FirstBad>>, PackedBad> {
    source.rewind()?;
    let mut head = Vec::new();
    source.take(30 + FILE.len() as u64).read_to_end(&mut head)?;
    let size = head
        .get(22..26)
        .and_then(|bytes| Some(u32::from_le_bytes(bytes.try_into().ok()?)));
    let Some(size) = size.filter(|_| head.ends_with(FILE.as_bytes())) else {
        return Ok(None);
    };
    let mut content = Vec::new();
    source
        .take(u64::from(size).min(LARGEST))
        .read_to_end(&mut content)?;
    Ok(verify_bytes(&content).err().map(Box::new))
}

fn exactly(source: &mut impl Read, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(size).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == size {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

fn same(source: &mut impl Read, head: Option<&Vec<u8>>) -> io::Result<bool> {
    let Some(head) = head else {
        return Ok(false);
    };
    Ok(exactly(source, head.len() as u64)? == *head)
}

/// SHA-256 and checksum of so many bytes.
///
/// # Errors
/// When there are fewer.
pub fn digest(source: &mut impl Read, size: u64) -> io::Result<([u8; 32], u32)> {
    let (mut sha, mut crc) = (Sha256::new(), Crc::new());
    let mut left = size;
    let mut chunk = vec![0; CHUNK];
    while left > 0 {
        let wanted = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
        let room = chunk.get_mut(..wanted).unwrap_or_default();
        source.read_exact(room)?;
        sha.update(&*room);
        crc.update(room);
        left -= wanted as u64;
    }
    Ok((sha.finalize().into(), crc.finalize()))
}
