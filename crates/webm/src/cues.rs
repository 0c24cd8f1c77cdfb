//! The index at the end of a finished file.

use crate::ebml::{self, element, uint};
use crate::head::HEADER;
use crate::index::At;

/// Places are at least so far apart (ms): a player reads on from there faster than it would read a longer index.
const APART: u64 = 5_000;

/// Where the segment's contents begin, from which its places are counted.
fn segment_at() -> u64 {
    let head = crate::head::Head {
        codec: crate::head::Codec::Opus,
        from: 0,
        title: String::new(),
        name: String::new(),
    };
    let bytes = head.to_bytes(None);
    let at = bytes
        .windows(4)
        .position(|four| four == ebml::SEGMENT)
        .unwrap_or(0);
    (at + 12).min(HEADER) as u64
}

/// Of the clusters of a file, which lie in it where they say.
pub fn cues(clusters: &[At]) -> Vec<u8> {
    let segment = segment_at();
    let mut points = Vec::new();
    let mut last = None::<u64>;
    for at in clusters.iter().filter(|at| at.key) {
        if last.is_some_and(|last| at.time < last + APART) {
            continue;
        }
        last = Some(at.time);
        let mut place = Vec::new();
        uint(&mut place, &[0xF7], 1);
        uint(&mut place, &[0xF1], at.offset.saturating_sub(segment));
        let mut point = Vec::new();
        uint(&mut point, &[0xB3], at.time);
        element(&mut point, &[0xB7], &place);
        element(&mut points, &[0xBB], &point);
    }
    let mut out = Vec::new();
    element(&mut out, &ebml::CUES, &points);
    out
}
