//! What a file is, by its first bytes: neither its name nor its sender is asked.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use hearing::exhibit::FileKind;

/// Enough for all but a JPEG, which is read from segment to segment: before its size may stand whole pictures in small.
const HEAD: u64 = 4 * 1024;
/// Segments and fill bytes before the size of a JPEG.
const MOST_STEPS: u32 = 100_000;
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

/// Docx, xlsx, pptx, odt and the like, and their forerunners: archives that say so at their beginning, or compound files.
pub fn is_office(head: &[u8]) -> bool {
    let has = |needle: &[u8]| head.windows(needle.len()).any(|w| w == needle);
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return true;
    }
    let parts: [&[u8]; 6] = [
        b"[Content_Types].xml",
        b"word/",
        b"xl/",
        b"ppt/",
        b"mimetypeapplication/vnd.oasis.opendocument",
        b"_rels/.rels",
    ];
    head.starts_with(b"PK\x03\x04") && parts.into_iter().any(has)
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

/// How many points a picture has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    NoPicture,
    Points(u64),
    /// It does not say, or not in a way that we understand: it may have any number.
    Untold,
}

pub fn size(kind: &FileKind, path: &Path) -> io::Result<Size> {
    let points = match kind {
        FileKind::Png => png(&head(path)?),
        FileKind::Webp => webp(&head(path)?),
        FileKind::Jpeg => match jpeg(BufReader::new(File::open(path)?)) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => None,
            outcome => outcome?,
        },
        FileKind::Pdf | FileKind::Audio | FileKind::Video | FileKind::Unknown => {
            return Ok(Size::NoPicture);
        }
    };
    let told = points.filter(|points| *points > 0);
    Ok(told.map_or(Size::Untold, Size::Points))
}

/// How many points a JPEG in memory has; none when it does not say.
pub fn jpeg_points(bytes: &[u8]) -> Option<u64> {
    jpeg(io::Cursor::new(bytes)).ok().flatten()
}

fn be(bytes: &[u8], at: usize, len: usize) -> Option<u64> {
    let part = bytes.get(at..at + len)?;
    Some(part.iter().fold(0, |n, b| n << 8 | u64::from(*b)))
}

fn le(bytes: &[u8], at: usize, len: usize) -> Option<u64> {
    let part = bytes.get(at..at + len)?;
    Some(part.iter().rev().fold(0, |n, b| n << 8 | u64::from(*b)))
}

fn png(head: &[u8]) -> Option<u64> {
    head.get(12..16).filter(|first| *first == b"IHDR")?;
    Some(be(head, 16, 4)? * be(head, 20, 4)?)
}

/// From segment to segment, to the one that starts a frame.
fn jpeg(mut source: impl Read + Seek) -> io::Result<Option<u64>> {
    fn next<const N: usize>(source: &mut impl Read) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        source.read_exact(&mut bytes)?;
        Ok(bytes)
    }
    source.seek(SeekFrom::Start(2))?;
    let mut in_marker = false;
    for _ in 0..MOST_STEPS {
        let [byte] = next(&mut source)?;
        match (in_marker, byte) {
            // Any number of these may stand before a marker's second byte.
            (_, 0xff) => in_marker = true,
            (false, _) => return Ok(None),
            // Markers without a segment.
            (true, 0x01 | 0xd0..=0xd7) => in_marker = false,
            // No marker, another beginning, the end, or the picture itself, and no word of its size so far.
            (true, 0x00 | 0xd8..=0xda) => return Ok(None),
            (true, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf) => {
                let [_, _, _, h, h2, w, w2] = next(&mut source)?;
                let side = |a, b| u64::from(u16::from_be_bytes([a, b]));
                return Ok(Some(side(h, h2) * side(w, w2)));
            }
            (true, _) => {
                let Some(rest) = u16::from_be_bytes(next(&mut source)?).checked_sub(2) else {
                    return Ok(None);
                };
                source.seek(SeekFrom::Current(rest.into()))?;
                in_marker = false;
            }
        }
    }
    Ok(None)
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

    fn size_of(kind: FileKind, bytes: &[u8]) -> Size {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("picture");
        std::fs::write(&path, bytes).unwrap();
        size(&kind, &path).unwrap()
    }

    /// A JPEG as far as its size: 65,535 by 65,535 points.
    fn jpeg_after(segments: &[&[u8]]) -> Vec<u8> {
        let mut jpeg = b"\xff\xd8".to_vec();
        jpeg.extend(segments.concat());
        jpeg.extend(b"\xff\xc0\x00\x11\x08\xff\xff\xff\xff");
        jpeg
    }

    #[test]
    fn a_bomb_is_known_by_its_header() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend(60_000u32.to_be_bytes());
        png.extend(60_000u32.to_be_bytes());
        assert_eq!(size_of(FileKind::Png, &png), Size::Points(3_600_000_000));
        let full = [&[0xff, 0xe1, 0xff, 0xff][..], &[0xff; 65_533]].concat();
        for segments in [
            &[&b"\xff\xe0\x00\x04ab"[..]][..],
            &[b"\xff\xe0\x00\x04ab", b"\xff\xff\xff\xff"],
            &[b"\xff\xd0\xff\x01", b"\xff\xfe\x00\x02"],
            &[full.as_slice(); 40],
        ] {
            let jpeg = jpeg_after(segments);
            assert_eq!(
                size_of(FileKind::Jpeg, &jpeg),
                Size::Points(65_535 * 65_535),
                "{} bytes",
                jpeg.len()
            );
        }
    }

    #[test]
    fn a_picture_that_does_not_say_how_large_it_is() {
        let endless = [0xff; 2 * MOST_STEPS as usize];
        for jpeg in [
            jpeg_after(&[b"garbage"]),
            jpeg_after(&[b"\xff\xda\x00\x02"]),
            jpeg_after(&[b"\xff\xe0\x00\x00"]),
            jpeg_after(&[&endless]),
            b"\xff\xd8\xff\xe0\xff\xff".to_vec(),
            b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x00\xff\xff".to_vec(),
        ] {
            assert_eq!(size_of(FileKind::Jpeg, &jpeg), Size::Untold);
        }
        let other = b"\x89PNG\r\n\x1a\n\0\0\0\riCCP\0\0\0\x01\0\0\0\x01";
        assert_eq!(size_of(FileKind::Png, other), Size::Untold);
        assert_eq!(size_of(FileKind::Webp, b"RIFF0000WEBPVP9?"), Size::Untold);
        assert_eq!(size_of(FileKind::Pdf, b"%PDF-1.7"), Size::NoPicture);
    }
}
