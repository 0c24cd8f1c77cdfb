//! An archive of ours, read from its end. What is not laid out as [`Layout`](crate::Layout) has it is none of ours.

use crate::{Layout, Part};

/// So many bytes at the end say where the directory is.
pub const END: usize = 98;

/// Where the directory lies in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub from: u64,
    pub to: u64,
}

/// From the last bytes of a file (as many as [`END`], or all), which is `size` bytes long.
pub fn directory(end: &[u8], size: u64) -> Option<Place> {
    let last = end.len().checked_sub(22)?;
    let close = end.get(last..)?;
    if !close.starts_with(b"PK\x05\x06") {
        return None;
    }
    let (length, from) = (u32_at(close, 12)?, u32_at(close, 16)?);
    let (length, from) = if length == u32::MAX {
        let wide = end.get(last.checked_sub(76)?..last)?;
        if !wide.starts_with(b"PK\x06\x06") {
            return None;
        }
        (u64_at(wide, 40)?, u64_at(wide, 48)?)
    } else {
        (u64::from(length), u64::from(from))
    };
    let to = from.checked_add(length)?;
    (to < size).then_some(Place { from, to })
}

/// The parts that the end of an archive (from the first byte of its directory on) tells of, and their layout; none unless that
/// end is just what the layout has.
pub fn parts(tail: &[u8]) -> Option<(Vec<Part>, Layout)> {
    let mut all = Vec::new();
    let mut at = 0;
    while tail.get(at..at + 4)? == b"PK\x01\x02" {
        let entry = tail.get(at..)?;
        let name = usize::from(u16_at(entry, 28)?);
        let extra = usize::from(u16_at(entry, 30)?);
        let bytes = entry.get(46..46 + name)?;
        all.push(Part {
            name: String::from_utf8(bytes.to_vec()).ok()?,
            size: u64::from(u32_at(entry, 24)?),
            crc: u32_at(entry, 16)?,
        });
        at += 46 + name + extra;
    }
    let layout = Layout::of(&all).ok()?;
    (layout.tail == tail).then_some((all, layout))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}
