//! Where the clusters of a file are: found in the file itself, so that no second file can disagree with it.

use std::io;

use crate::cluster::FRONT;
use crate::cues::cues;
use crate::ebml;
use crate::head::{Ending, HEADER, Head};

/// What can be read at any place.
pub trait Source {
    /// # Errors
    /// When it cannot be read.
    fn length(&self) -> io::Result<u64>;
    /// Fills the buffer from there.
    ///
    /// # Errors
    /// When it cannot be read, or ends before.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()>;
}

/// One cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// Milliseconds since the file's beginning.
    pub time: u64,
    pub offset: u64,
    pub length: u64,
    /// Begins with a frame that needs no other.
    pub key: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    pub clusters: Vec<At>,
    /// Behind the last whole cluster.
    pub end: u64,
    /// Whether there is an index in the file, which is the last thing to come into it.
    pub finished: bool,
}

impl Index {
    /// Goes on from where it has come to: the whole clusters, until something that is none.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn read_on(&mut self, source: &impl Source) -> io::Result<()> {
        let length = source.length()?;
        self.end = self.end.max(HEADER as u64);
        while !self.finished {
            let left = length.saturating_sub(self.end);
            // With the front of its first block, by which it is known whether a player can begin there.
            let mut front = [0; FRONT + 9];
            let here = usize::try_from(left).unwrap_or(usize::MAX);
            let Some(front) = front.get_mut(..here.min(FRONT + 9)) else {
                break;
            };
            if front.len() < 12 {
                break;
            }
            source.read_at(front, self.end)?;
            let inside = front
                .get(4..12)
                .and_then(ebml::to_uint)
                .map_or(0, |size| size & 0x00FF_FFFF_FFFF_FFFF);
            let whole = inside + 12 <= left;
            if front.starts_with(&ebml::CUES) {
                self.finished = whole;
                break;
            }
            let is_cluster = front.starts_with(&ebml::CLUSTER) && front.get(4) == Some(&1);
            let time = front.get(14..22).and_then(ebml::to_uint);
            let (true, true, Some(time)) = (whole, is_cluster, time) else {
                break;
            };
            if front.get(12..14) != Some(&[0xE7, 0x88]) {
                break;
            }
            self.clusters.push(At {
                time,
                offset: self.end,
                length: inside + 12,
                key: front.get(FRONT + 8).is_some_and(|flags| flags & 0x80 != 0),
            });
            self.end += inside + 12;
        }
        Ok(())
    }

    /// When the last cluster begins; its contents end about a second later.
    pub fn last_time(&self) -> Option<u64> {
        self.clusters.last().map(|at| at.time)
    }

    /// How long it is, by its last block (ms); none when nothing is in it.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn duration(&self, source: &impl Source) -> io::Result<Option<u64>> {
        let Some(last) = self.clusters.last() else {
            return Ok(None);
        };
        let mut bytes = vec![0; usize::try_from(last.length).unwrap_or(0)];
        source.read_at(&mut bytes, last.offset)?;
        let blocks = ebml::elements(bytes.get(FRONT..).unwrap_or_default());
        let after = blocks
            .filter_map(|block| {
                Some(u64::from(u16::from_be_bytes(
                    block.contents.get(1..3)?.try_into().ok()?,
                )))
            })
            .last();
        // A block of sound is 20 ms long, and a picture stands at least as long.
        Ok(after.map(|after| last.time + after + 20))
    }

    /// The clusters from the one in which `from` lies to the one in which `until` does, as a file of its own.
    pub fn window(&self, head: &Head, from: u64, until: u64) -> Option<Window> {
        let begins = |at: &&At| at.key && at.time <= from;
        let first = self
            .clusters
            .iter()
            .rposition(|at| begins(&at))
            .unwrap_or(0);
        let taken: Vec<At> = self
            .clusters
            .get(first..)?
            .iter()
            .take_while(|at| at.time < until)
            .copied()
            .collect();
        let (begin, last) = (taken.first()?, taken.last()?);
        let source = begin.offset..last.offset + last.length;
        let moved: Vec<At> = taken
            .iter()
            .map(|at| At {
                time: at.time - begin.time,
                offset: at.offset - begin.offset + HEADER as u64,
                ..*at
            })
            .collect();
        let after = cues(&moved);
        let cues_at = HEADER as u64 + source.end - source.start;
        let next = self
            .clusters
            .get(first + taken.len())
            .map_or(last.time + 1_000, |at| at.time);
        let ending = Ending {
            duration: next - begin.time,
            cues_at,
            cues_len: after.len() as u64,
        };
        let head = Head {
            from: head.from + begin.time,
            ..head.clone()
        };
        Some(Window {
            begins: begin.time,
            duration: ending.duration,
            before: head.to_bytes(Some(ending)),
            clusters: moved,
            source,
            after,
        })
    }
}

/// A part of a file, to be given out as a whole one.
pub struct Window {
    /// When in the file it begins, and how long it is (ms).
    pub begins: u64,
    pub duration: u64,
    before: Vec<u8>,
    clusters: Vec<At>,
    /// Which bytes of the file.
    source: std::ops::Range<u64>,
    after: Vec<u8>,
}

impl Window {
    pub fn len(&self) -> u64 {
        self.before.len() as u64 + self.source.end - self.source.start + self.after.len() as u64
    }

    pub fn is_empty(&self) -> bool {
        self.clusters.is_empty()
    }

    /// `length` of its bytes from `at` on, at most.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn read(&self, source: &impl Source, at: u64, length: usize) -> io::Result<Vec<u8>> {
        let middle = self.source.end - self.source.start;
        let head = self.before.len() as u64;
        let end = at.saturating_add(length as u64).min(self.len());
        let mut out = Vec::with_capacity(length.min(usize::try_from(self.len()).unwrap_or(0)));
        let slice = |bytes: &[u8], base: u64| {
            let from = at.max(base) - base;
            let to = end.min(base + bytes.len() as u64).saturating_sub(base);
            let range = usize::try_from(from).ok()?..usize::try_from(to).ok()?;
            bytes.get(range).map(<[u8]>::to_vec)
        };
        out.extend(slice(&self.before, 0).unwrap_or_default());
        let from = at.max(head).min(head + middle);
        let to = end.clamp(head, head + middle);
        if from < to {
            let begin = out.len();
            out.resize(begin + usize::try_from(to - from).unwrap_or(0), 0);
            let bytes = out.get_mut(begin..).unwrap_or_default();
            source.read_at(bytes, from - head + self.source.start)?;
            self.put_times(bytes, from);
        }
        out.extend(slice(&self.after, head + middle).unwrap_or_default());
        Ok(out)
    }

    /// The clusters' times count from the window's beginning.
    fn put_times(&self, bytes: &mut [u8], from: u64) {
        let to = from + bytes.len() as u64;
        let first = self.clusters.partition_point(|c| c.offset + 22 <= from);
        for cluster in self.clusters.iter().skip(first) {
            if cluster.offset + 14 >= to {
                break;
            }
            for (nth, byte) in cluster.time.to_be_bytes().into_iter().enumerate() {
                let place = cluster.offset + 14 + nth as u64;
                let place = place
                    .checked_sub(from)
                    .and_then(|p| usize::try_from(p).ok());
                if let Some(put) = place.and_then(|place| bytes.get_mut(place)) {
                    *put = byte;
                }
            }
        }
    }
}
