//! Under which type and name's ending a file is given out: by what it is, so that the machine that gets it can open it.

use crate::exhibit::FileKind;

impl FileKind {
    /// `head`: its first bytes. Of a sound or a film the kind alone does not say which.
    pub fn saved_as(&self, head: &[u8]) -> (&'static str, &'static str) {
        let at = |from: usize, magic: &[u8]| head.get(from..).is_some_and(|h| h.starts_with(magic));
        match self {
            FileKind::Pdf => ("application/pdf", "pdf"),
            FileKind::Png => ("image/png", "png"),
            FileKind::Jpeg => ("image/jpeg", "jpg"),
            FileKind::Webp => ("image/webp", "webp"),
            FileKind::Audio if at(0, b"RIFF") => ("audio/wav", "wav"),
            FileKind::Audio if at(0, b"OggS") => ("audio/ogg", "ogg"),
            FileKind::Audio if at(0, b"fLaC") => ("audio/flac", "flac"),
            FileKind::Audio if at(4, b"ftyp") => ("audio/mp4", "m4a"),
            FileKind::Audio => ("audio/mpeg", "mp3"),
            FileKind::Video if at(4, b"ftypqt") => ("video/quicktime", "mov"),
            FileKind::Video if at(4, b"ftyp") => ("video/mp4", "mp4"),
            FileKind::Video => ("video/webm", "webm"),
            FileKind::Unknown => ("application/octet-stream", "bin"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_ending_that_its_bytes_have() {
        for (kind, head, ending) in [
            (FileKind::Pdf, &b"%PDF-1.7"[..], "pdf"),
            (FileKind::Audio, b"RIFF0000WAVEfmt ", "wav"),
            (FileKind::Audio, b"\0\0\0\x20ftypM4A ", "m4a"),
            (FileKind::Audio, b"ID3\x04", "mp3"),
            (FileKind::Video, b"\0\0\0\x20ftypisom", "mp4"),
            (FileKind::Video, b"\0\0\0\x14ftypqt  ", "mov"),
            (FileKind::Video, b"\x1a\x45\xdf\xa3", "webm"),
            (FileKind::Audio, b"", "mp3"),
        ] {
            assert_eq!(kind.saved_as(head).1, ending, "{head:?}");
        }
    }
}
