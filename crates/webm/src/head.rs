//! What stands before the clusters: always as long, so that it can be written anew in its place.

use crate::ebml::{self, element, elements, float, uint, void};

/// Bytes of a header.
pub const HEADER: usize = 1024;
/// Longest title or name, in bytes; what is longer is cut.
const LONGEST: usize = 200;
/// Milliseconds from 1970 to 2001, which is where Matroska's dates begin.
const TO_2001: u64 = 978_307_200_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    Opus,
    /// As its first key frame says.
    Vp8 {
        width: u16,
        height: u16,
    },
}

/// What the file says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub codec: Codec,
    /// What the file's own time 0 is, in milliseconds since 1970.
    pub from: u64,
    pub title: String,
    /// Of the one track.
    pub name: String,
}

/// What is known when a file is finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Milliseconds.
    pub duration: u64,
    /// Where in the file the index begins, and how long it is.
    pub cues_at: u64,
    pub cues_len: u64,
}

impl Head {
    /// `ending`: none while the file is written.
    pub fn to_bytes(&self, ending: Option<Ending>) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER);
        let mut ebml = Vec::new();
        uint(&mut ebml, &[0x42, 0x86], 1);
        uint(&mut ebml, &[0x42, 0xF7], 1);
        uint(&mut ebml, &[0x42, 0xF2], 4);
        uint(&mut ebml, &[0x42, 0xF3], 8);
        element(&mut ebml, &[0x42, 0x82], b"webm");
        uint(&mut ebml, &[0x42, 0x87], 4);
        uint(&mut ebml, &[0x42, 0x85], 2);
        element(&mut out, &[0x1A, 0x45, 0xDF, 0xA3], &ebml);

        out.extend_from_slice(&ebml::SEGMENT);
        let segment_at = out.len() as u64 + 8;
        match ending {
            Some(end) => {
                let length = (end.cues_at + end.cues_len).saturating_sub(segment_at);
                out.extend_from_slice(&ebml::size8(length));
            }
            None => out.extend_from_slice(&ebml::UNKNOWN),
        }
        let mut info = Vec::new();
        uint(&mut info, &[0x2A, 0xD7, 0xB1], 1_000_000);
        if let Some(end) = ending {
            let mut seek = Vec::new();
            element(&mut seek, &[0x53, 0xAB], &ebml::CUES);
            uint(
                &mut seek,
                &[0x53, 0xAC],
                end.cues_at.saturating_sub(segment_at),
            );
            let mut head = Vec::new();
            element(&mut head, &[0x4D, 0xBB], &seek);
            element(&mut out, &[0x11, 0x4D, 0x9B, 0x74], &head);
            #[allow(clippy::cast_precision_loss, reason = "a hearing has no 2^53 ms")]
            float(&mut info, &[0x44, 0x89], end.duration as f64);
        }
        let date = self.from.saturating_sub(TO_2001).saturating_mul(1_000_000);
        uint(&mut info, &ebml::DATE, date);
        element(&mut info, &ebml::TITLE, cut(&self.title).as_bytes());
        element(&mut info, &[0x4D, 0x80], b"kaiting");
        element(&mut info, &[0x57, 0x41], b"kaiting");
        element(&mut out, &ebml::INFO, &info);
        let mut tracks = Vec::new();
        element(&mut tracks, &ebml::TRACK_ENTRY, &self.track());
        element(&mut out, &ebml::TRACKS, &tracks);
        let left = HEADER.saturating_sub(out.len());
        void(&mut out, left);
        out
    }

    fn track(&self) -> Vec<u8> {
        let mut track = Vec::new();
        uint(&mut track, &[0xD7], 1);
        uint(&mut track, &[0x73, 0xC5], 1);
        uint(&mut track, &[0x9C], 0);
        element(&mut track, &ebml::TRACK_NAME, cut(&self.name).as_bytes());
        match self.codec {
            Codec::Opus => {
                uint(&mut track, &[0x83], 2);
                element(&mut track, &ebml::CODEC_ID, b"A_OPUS");
                uint(&mut track, &[0x56, 0xBB], 80_000_000);
                element(&mut track, &[0x63, 0xA2], &crate::opus::HEAD);
                let mut audio = Vec::new();
                float(&mut audio, &[0xB5], 48_000.0);
                uint(&mut audio, &[0x9F], 1);
                element(&mut track, &[0xE1], &audio);
            }
            Codec::Vp8 { width, height } => {
                uint(&mut track, &[0x83], 1);
                element(&mut track, &ebml::CODEC_ID, b"V_VP8");
                let mut video = Vec::new();
                uint(&mut video, &ebml::WIDTH, u64::from(width));
                uint(&mut video, &ebml::HEIGHT, u64::from(height));
                element(&mut track, &ebml::VIDEO, &video);
            }
        }
        track
    }

    /// What a header of ours says; none of another's.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.get(..HEADER)?;
        let ebml = elements(bytes).next()?.contents.len() + 12;
        // A finished segment is longer than its header: its size is of no use here.
        let segment = bytes.get(ebml..)?.strip_prefix(&ebml::SEGMENT)?;
        Self::read_segment(segment.get(8..)?)
    }

    fn read_segment(inside: &[u8]) -> Option<Self> {
        let mut head = Self {
            codec: Codec::Opus,
            from: 0,
            title: String::new(),
            name: String::new(),
        };
        let mut whole = false;
        for found in elements(inside) {
            if found.id == ebml::INFO {
                for fact in elements(found.contents) {
                    if fact.id == ebml::DATE {
                        head.from = ebml::to_uint(fact.contents)? / 1_000_000 + TO_2001;
                    } else if fact.id == ebml::TITLE {
                        head.title = String::from_utf8(fact.contents.to_vec()).ok()?;
                    }
                }
            } else if found.id == ebml::TRACKS {
                let track = elements(found.contents).next()?;
                head.read_track(track.contents)?;
                whole = true;
            }
        }
        whole.then_some(head)
    }

    fn read_track(&mut self, contents: &[u8]) -> Option<()> {
        for fact in elements(contents) {
            if fact.id == ebml::TRACK_NAME {
                self.name = String::from_utf8(fact.contents.to_vec()).ok()?;
            } else if fact.id == ebml::VIDEO {
                let (mut width, mut height) = (0, 0);
                for size in elements(fact.contents) {
                    let value = u16::try_from(ebml::to_uint(size.contents)?).ok()?;
                    if size.id == ebml::WIDTH {
                        width = value;
                    } else if size.id == ebml::HEIGHT {
                        height = value;
                    }
                }
                self.codec = Codec::Vp8 { width, height };
            }
        }
        Some(())
    }
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
