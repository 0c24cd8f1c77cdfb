//! A ZIP whose every byte follows from names and contents, in order: all is stored as it is, without times, attributes or comments.
//!
//! So a file of any size is sent while it is read, its length known before; a browser cuts a part out without unpacking; and who
//! checks an archive lays it out anew and compares, so that no byte of it can change unseen. ZIP64 where it has to be.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod read;

pub use crc32fast::Hasher as Crc;
pub use read::{END, Place, directory, parts};

/// One file of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub name: String,
    pub size: u64,
    pub crc: u32,
}

impl Part {
    pub fn of(name: &str, content: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            size: content.len() as u64,
            crc: crc32fast::hash(content),
        }
    }
}

/// What an archive cannot hold: a part of 4 GB, a name of 64 KB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLarge(pub String);

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} is too large for an archive", self.0)
    }
}

impl std::error::Error for TooLarge {}

/// What stands in an archive besides the contents: something before each part, and something after the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub heads: Vec<Vec<u8>>,
    pub tail: Vec<u8>,
    /// Of the whole archive, in bytes.
    pub size: u64,
    /// Where each part's content begins.
    pub begins: Vec<u64>,
}

const STORED: u16 = 20;
const LARGE: u16 = 45;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// 1 January 1980, the first day there is.
const DAY: u16 = 0x21;
/// A field of 32 bits that says: look in the larger one.
const ELSEWHERE: u32 = u32::MAX;

impl Layout {
    /// # Errors
    /// When a part or its name is too large.
    pub fn of(parts: &[Part]) -> Result<Self, TooLarge> {
        let mut at: u64 = 0;
        let mut directory = Vec::new();
        let (mut heads, mut begins) = (Vec::new(), Vec::new());
        for part in parts {
            let too_large = || TooLarge(part.name.clone());
            let size = u32::try_from(part.size)
                .ok()
                .filter(|size| *size != ELSEWHERE);
            let size = size.ok_or_else(too_large)?;
            let name = u16::try_from(part.name.len()).map_err(|_| too_large())?;
            let mut head = Vec::with_capacity(30 + part.name.len());
            head.extend(b"PK\x03\x04");
            head.extend(STORED.to_le_bytes());
            facts(&mut head, part.crc, size, name);
            head.extend(0u16.to_le_bytes());
            head.extend(part.name.as_bytes());

            let near = u32::try_from(at).ok().filter(|near| *near != ELSEWHERE);
            directory.extend(b"PK\x01\x02");
            let needed = if near.is_some() { STORED } else { LARGE };
            directory.extend(needed.to_le_bytes());
            directory.extend(needed.to_le_bytes());
            facts(&mut directory, part.crc, size, name);
            let extra: u16 = if near.is_some() { 0 } else { 12 };
            directory.extend(extra.to_le_bytes());
            // No comment, one volume, no attributes.
            directory.extend([0; 10]);
            directory.extend(near.unwrap_or(ELSEWHERE).to_le_bytes());
            directory.extend(part.name.as_bytes());
            if near.is_none() {
                directory.extend([1, 0, 8, 0]);
                directory.extend(at.to_le_bytes());
            }
            at += head.len() as u64;
            begins.push(at);
            at += part.size;
            heads.push(head);
        }
        let tail = tail(directory, parts.len() as u64, at);
        let size = at + tail.len() as u64;
        Ok(Self {
            heads,
            tail,
            size,
            begins,
        })
    }
}

/// What the head of a part and its line in the directory have in common.
fn facts(to: &mut Vec<u8>, crc: u32, size: u32, name: u16) {
    to.extend(UTF8.to_le_bytes());
    // Not compressed, and of no time of day.
    to.extend([0; 4]);
    to.extend(DAY.to_le_bytes());
    to.extend(crc.to_le_bytes());
    to.extend(size.to_le_bytes());
    to.extend(size.to_le_bytes());
    to.extend(name.to_le_bytes());
}

fn tail(directory: Vec<u8>, count: u64, at: u64) -> Vec<u8> {
    let length = directory.len() as u64;
    let small = |n: u64| u32::try_from(n).ok().filter(|n| *n != ELSEWHERE);
    let few = u16::try_from(count).ok().filter(|n| *n != u16::MAX);
    let fits = few.is_some() && small(length).is_some() && small(at).is_some();
    let mut tail = directory;
    if !fits {
        tail.extend(b"PK\x06\x06");
        tail.extend(44u64.to_le_bytes());
        tail.extend(LARGE.to_le_bytes());
        tail.extend(LARGE.to_le_bytes());
        tail.extend([0; 8]);
        for n in [count, count, length, at] {
            tail.extend(n.to_le_bytes());
        }
        tail.extend(b"PK\x06\x07");
        tail.extend([0; 4]);
        tail.extend((at + length).to_le_bytes());
        tail.extend(1u32.to_le_bytes());
    }
    let count = if fits {
        few.unwrap_or(u16::MAX)
    } else {
        u16::MAX
    };
    let word = |n: u64| {
        if fits {
            small(n).unwrap_or(ELSEWHERE)
        } else {
            ELSEWHERE
        }
    };
    tail.extend(b"PK\x05\x06");
    tail.extend([0; 4]);
    tail.extend(count.to_le_bytes());
    tail.extend(count.to_le_bytes());
    tail.extend(word(length).to_le_bytes());
    tail.extend(word(at).to_le_bytes());
    tail.extend([0; 2]);
    tail
}

/// An archive of what is at hand.
///
/// # Errors
/// As [`Layout::of`].
pub fn archive(contents: &[(&str, &[u8])]) -> Result<Vec<u8>, TooLarge> {
    let parts: Vec<Part> = contents
        .iter()
        .map(|(name, content)| Part::of(name, content))
        .collect();
    let layout = Layout::of(&parts)?;
    let mut all = Vec::new();
    for (head, (_, content)) in layout.heads.iter().zip(contents) {
        all.extend_from_slice(head);
        all.extend_from_slice(content);
    }
    all.extend(layout.tail);
    Ok(all)
}
