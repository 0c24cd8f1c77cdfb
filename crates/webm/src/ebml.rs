//! Elements: an id, a size, contents. Sizes are written in eight bytes wherever something may be written over later.

pub const SEGMENT: [u8; 4] = [0x18, 0x53, 0x80, 0x67];
pub const CLUSTER: [u8; 4] = [0x1F, 0x43, 0xB6, 0x75];
pub const CUES: [u8; 4] = [0x1C, 0x53, 0xBB, 0x6B];
pub const INFO: [u8; 4] = [0x15, 0x49, 0xA9, 0x66];
pub const TRACKS: [u8; 4] = [0x16, 0x54, 0xAE, 0x6B];
pub const DATE: [u8; 2] = [0x44, 0x61];
pub const TITLE: [u8; 2] = [0x7B, 0xA9];
pub const TRACK_ENTRY: [u8; 1] = [0xAE];
pub const TRACK_NAME: [u8; 2] = [0x53, 0x6E];
pub const CODEC_ID: [u8; 1] = [0x86];
pub const VIDEO: [u8; 1] = [0xE0];
pub const WIDTH: [u8; 1] = [0xB0];
pub const HEIGHT: [u8; 1] = [0xBA];

/// Of a segment that is still being written.
pub const UNKNOWN: [u8; 8] = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];

pub fn size8(length: u64) -> [u8; 8] {
    let mut bytes = length.to_be_bytes();
    bytes[0] = 0x01;
    bytes
}

pub fn element(out: &mut Vec<u8>, id: &[u8], contents: &[u8]) {
    out.extend_from_slice(id);
    out.extend_from_slice(&size8(contents.len() as u64));
    out.extend_from_slice(contents);
}

pub fn uint(out: &mut Vec<u8>, id: &[u8], value: u64) {
    element(out, id, &value.to_be_bytes());
}

pub fn float(out: &mut Vec<u8>, id: &[u8], value: f64) {
    element(out, id, &value.to_be_bytes());
}

/// Room that means nothing, `length` bytes of it, at least 9.
pub fn void(out: &mut Vec<u8>, length: usize) {
    out.push(0xEC);
    let contents = length.saturating_sub(9);
    out.extend_from_slice(&size8(contents as u64));
    out.resize(out.len() + contents, 0);
}

/// An element as it is found: its id, where its contents begin, and how many there are.
pub struct Found<'a> {
    pub id: &'a [u8],
    pub contents: &'a [u8],
}

/// The elements of `bytes`, until one that is not whole. Of a size that is unknown all the rest is taken.
pub fn elements(mut bytes: &[u8]) -> impl Iterator<Item = Found<'_>> {
    std::iter::from_fn(move || {
        let (id, rest) = id(bytes)?;
        let (size, rest) = size(rest)?;
        let length = match size {
            Some(size) => usize::try_from(size).ok()?,
            None => rest.len(),
        };
        let (contents, rest) = rest.split_at_checked(length)?;
        bytes = rest;
        Some(Found { id, contents })
    })
}

fn id(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = bytes.first()?.leading_zeros() as usize + 1;
    if length > 4 {
        return None;
    }
    bytes.split_at_checked(length)
}

/// `None` inside: unknown.
fn size(bytes: &[u8]) -> Option<(Option<u64>, &[u8])> {
    let first = *bytes.first()?;
    let length = first.leading_zeros() as usize + 1;
    if length > 8 {
        return None;
    }
    let (taken, rest) = bytes.split_at_checked(length)?;
    let marker = 0x80_u64 << (8 * (length - 1)) >> (length - 1);
    let value = taken
        .iter()
        .fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    let value = value & !marker;
    let unknown = value == marker - 1;
    Some(((!unknown).then_some(value), rest))
}

pub fn to_uint(contents: &[u8]) -> Option<u64> {
    (contents.len() <= 8).then(|| {
        contents
            .iter()
            .fold(0, |value, byte| value << 8 | u64::from(*byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_every_length_are_read() {
        assert_eq!(size(&[0x81]).unwrap().0, Some(1));
        assert_eq!(size(&[0x40, 0x02]).unwrap().0, Some(2));
        assert_eq!(size(&[0x10, 0, 1, 0]).unwrap().0, Some(256));
        assert_eq!(size(&size8(77_777)).unwrap().0, Some(77_777));
        assert_eq!(size(&UNKNOWN).unwrap().0, None);
        assert!(size(&[0x01, 2]).is_none());
    }

    #[test]
    fn room_has_the_length_that_was_asked_for() {
        for length in [9, 10, 400] {
            let mut out = Vec::new();
            void(&mut out, length);
            assert_eq!(out.len(), length);
            assert_eq!(elements(&out).count(), 1);
        }
    }
}
