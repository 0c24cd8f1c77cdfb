//! About a second of a track, written at once.

use crate::ebml;

/// Bytes before the first block: id, size, time.
pub(crate) const FRONT: usize = 4 + 8 + 2 + 8;
/// A block's time is counted from its cluster's in 16 bits.
const LONGEST: u64 = 32_000;

pub struct Cluster {
    time: u64,
    bytes: Vec<u8>,
    last: u64,
}

impl Cluster {
    /// `time`: since the file's beginning, in milliseconds.
    pub fn new(time: u64) -> Self {
        let mut bytes = Vec::with_capacity(16 * 1024);
        bytes.extend_from_slice(&ebml::CLUSTER);
        bytes.extend_from_slice(&ebml::size8(0));
        bytes.extend_from_slice(&[0xE7, 0x88]);
        bytes.extend_from_slice(&time.to_be_bytes());
        Self {
            time,
            bytes,
            last: time,
        }
    }

    pub fn time(&self) -> u64 {
        self.time
    }

    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.bytes.len() == FRONT
    }

    /// Whether a block of that time can still go in.
    pub fn holds(&self, time: u64) -> bool {
        time >= self.time && time - self.time < LONGEST
    }

    /// Time never goes back in a file.
    pub fn add(&mut self, time: u64, key: bool, frame: &[u8]) {
        let time = time.max(self.last);
        self.last = time;
        let after = u16::try_from(time - self.time).unwrap_or(0x7FFF);
        let length = u32::try_from(frame.len() + 4).unwrap_or(0);
        self.bytes.push(0xA3);
        self.bytes
            .extend_from_slice(&(0x1000_0000 | length).to_be_bytes());
        self.bytes.push(0x81);
        self.bytes.extend_from_slice(&after.to_be_bytes());
        self.bytes.push(if key { 0x80 } else { 0 });
        self.bytes.extend_from_slice(frame);
    }

    pub fn into_bytes(mut self) -> Vec<u8> {
        let inside = self.bytes.len() as u64 - 12;
        self.bytes[4..12].copy_from_slice(&ebml::size8(inside));
        self.bytes
    }
}
