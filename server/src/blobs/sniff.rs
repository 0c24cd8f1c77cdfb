//! What a file is, by its first bytes: neither its name nor its sender is asked.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use hearing::exhibit::FileKind;

/// Enough for the size of a JPEG behind its embedded thumbnail and colour profile.
const HEAD: u64 = 1024 * 1024;
/// A page scanned at 600 dpi in A2 has less. More is a bomb for the browsers that would open it.
pub const MOST_POINTS: u64 = 100_000_000;

pub fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

pub fn kind(head: &[u8]) -> FileKind {
    let at =
        |from: usize, magic: &[u8]| head.get(from..).is_some_and(|rest| rest.starts_with(magic));
    if at(0, b"%PDF-") {
        FileKind::Pdf
    } else if at(0, b"\x89PNG\r\n\x1a\n") {
        FileKind::Png
    } else if at(0, b"\xff\xd8\xff") {
        FileKind::Jpeg
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        FileKind::Webp
    } else if (at(0, b"RIFF") && at(8, b"WAVE"))
        || at(0, b"ID3")
        || is_mpeg_audio(head)
        || (at(4, b"ftyp") && at(8, b"M4A"))
        || (at(0, b"OggS") && !contains(head, b"theora"))
        || at(0, b"fLaC")
    {
        FileKind::Audio
    } else if at(4, b"ftyp") || is_webm(head) {
        FileKind::Video
    } else {
        FileKind::Unknown
    }
}

/// An MPEG audio frame: eleven ones, a layer, and a bit rate that exists.
fn is_mpeg_audio(head: &[u8]) -> bool {
    match head {
        [0xff, second, third, ..] => {
            second & 0xe0 == 0xe0 && second & 0x06 != 0 && third & 0xf0 != 0xf0
        }
        _ => false,
    }
}

fn is_webm(head: &[u8]) -> bool {
    head.starts_with(b"\x1a\x45\xdf\xa3") && contains(head.get(..64).unwrap_or(head), b"webm")
}

fn contains(hay: &[u8], needle: &[u8]) -> bool {
    hay.get(..256)
        .unwrap_or(hay)
        .windows(needle.len())
        .any(|w| w == needle)
}

/// How many points a picture has, as its header says; none where the kind has none or the header is cut.
pub fn points(kind: &FileKind, head: &[u8]) -> Option<u64> {
    match kind {
        FileKind::Png => Some(be(head, 16, 4)? * be(head, 20, 4)?),
        FileKind::Jpeg => jpeg(head),
        FileKind::Webp => webp(head),
        FileKind::Pdf | FileKind::Audio | FileKind::Video | FileKind::Unknown => None,
    }
}

fn be(bytes: &[u8], at: usize, len: usize) -> Option<u64> {
    let part = bytes.get(at..at + len)?;
    Some(part.iter().fold(0, |n, b| n << 8 | u64::from(*b)))
}

fn le(bytes: &[u8], at: usize, len: usize) -> Option<u64> {
    let part = bytes.get(at..at + len)?;
    Some(part.iter().rev().fold(0, |n, b| n << 8 | u64::from(*b)))
}

/// From segment to segment, to the one that starts a frame.
fn jpeg(head: &[u8]) -> Option<u64> {
    let mut at = 2;
    loop {
        let (marker, kind) = (be(head, at, 1)?, be(head, at + 1, 1)?);
        if marker != 0xff {
            return None;
        }
        let starts_frame =
            (0xc0..=0xcf).contains(&kind) && kind != 0xc4 && kind != 0xc8 && kind != 0xcc;
        if starts_frame {
            return Some(be(head, at + 5, 2)? * be(head, at + 7, 2)?);
        }
        at += 2 + usize::try_from(be(head, at + 2, 2)?).ok()?;
    }
}

fn webp(head: &[u8]) -> Option<u64> {
    match head.get(12..16)? {
        b"VP8X" => Some((le(head, 24, 3)? + 1) * (le(head, 27, 3)? + 1)),
        b"VP8L" => {
            let bits = le(head, 21, 4)?;
            Some(((bits & 0x3fff) + 1) * ((bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((le(head, 26, 2)? & 0x3fff) * (le(head, 28, 2)? & 0x3fff)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_say_what_it_is() {
        for (bytes, expected) in [
            (&b"%PDF-1.7"[..], FileKind::Pdf),
            (b"\x89PNG\r\n\x1a\n", FileKind::Png),
            (b"\xff\xd8\xff\xe0", FileKind::Jpeg),
            (b"RIFF0000WEBPVP8X", FileKind::Webp),
            (b"RIFF0000WAVEfmt ", FileKind::Audio),
            (b"OggS\0\x02", FileKind::Audio),
            (b"\xff\xfb\x90\x00", FileKind::Audio),
            (b"\0\0\0\x20ftypM4A ", FileKind::Audio),
            (b"\0\0\0\x20ftypisom", FileKind::Video),
            (b"\x1a\x45\xdf\xa3....webm", FileKind::Video),
            (b"<html>", FileKind::Unknown),
            (b"", FileKind::Unknown),
            (b"MZ\x90", FileKind::Unknown),
        ] {
            assert_eq!(kind(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_bomb_is_known_by_its_header() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend(60_000u32.to_be_bytes());
        png.extend(60_000u32.to_be_bytes());
        assert!(points(&FileKind::Png, &png).unwrap() > MOST_POINTS);
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\xff\xff\xff\xff";
        assert_eq!(points(&FileKind::Jpeg, jpeg), Some(65_535 * 65_535));
        assert_eq!(points(&FileKind::Jpeg, b"\xff\xd8\xff\xe0\xff\xff"), None);
    }
}
