//! Numbering of a forwarded stream.
//!
//! A subscriber must see one unbroken stream, though it is fed from several simulcast layers and
//! with pauses (muted, layer off). Each time the source changes, sequence numbers, time stamps and
//! VP8 picture ids are set so that they go on where the last packet left off.

use std::time::Instant;

use str0m::rtp::{Vp8Descriptor, Vp8Patch};

#[derive(Debug, Clone, Copy)]
struct Base {
    in_seq: u64,
    out_seq: u64,
    in_time: u32,
    out_time: u32,
    picture: u16,
    tl0: u8,
}

#[derive(Debug)]
pub struct Rewriter {
    clock: u32,
    base: Option<Base>,
    last_seq: u64,
    last_time: u32,
    last_sent: Option<Instant>,
    last_picture: u16,
    last_tl0: u8,
}

#[derive(Debug)]
pub struct Numbers {
    pub seq: u64,
    pub time: u32,
    pub patch: Option<Vp8Patch>,
}

impl Rewriter {
    pub fn new(clock: u32) -> Self {
        Self {
            clock,
            base: None,
            // Well below the first rollover of 16 bits, which the receiver must see happen.
            last_seq: u64::from(rand::random::<u16>() & 0x3fff),
            last_time: rand::random::<u32>(),
            last_sent: None,
            last_picture: rand::random::<u16>() & 0x7fff,
            last_tl0: rand::random::<u8>(),
        }
    }

    /// The next packet comes from another source, or after a pause.
    pub fn rebase(&mut self) {
        self.base = None;
    }

    /// The numbers under which a packet goes out. `None`: it is older than the switch to this
    /// source, and the receiver has no place for it.
    pub fn next(
        &mut self,
        in_seq: u64,
        in_time: u32,
        vp8: Option<&Vp8Descriptor>,
        now: Instant,
    ) -> Option<Numbers> {
        let base = match self.base {
            Some(base) => base,
            None => {
                let base = self.start(in_seq, in_time, vp8, now);
                self.base = Some(base);
                base
            }
        };
        let seq = base.out_seq + in_seq.checked_sub(base.in_seq)?;
        let time = base
            .out_time
            .wrapping_add(in_time.wrapping_sub(base.in_time));
        let newest = seq > self.last_seq;
        if newest {
            self.last_seq = seq;
            self.last_time = time;
            self.last_sent = Some(now);
        }
        let patch = vp8.and_then(|vp8| self.patch(vp8, base, newest));
        Some(Numbers { seq, time, patch })
    }

    fn start(&self, in_seq: u64, in_time: u32, vp8: Option<&Vp8Descriptor>, now: Instant) -> Base {
        let passed = self.last_sent.map_or(0, |last| {
            let micros = now.saturating_duration_since(last).as_micros();
            // Truncated on purpose: RTP time wraps at 32 bits.
            (micros * u128::from(self.clock) / 1_000_000) as u32
        });
        // Two frames must never share a time stamp.
        let step = passed.max(self.clock / 1000);
        let picture = vp8.and_then(Vp8Descriptor::picture_id).unwrap_or_default();
        let tl0 = vp8.and_then(Vp8Descriptor::tl0_pic_idx).unwrap_or_default();
        Base {
            in_seq,
            out_seq: self.last_seq + 1,
            in_time,
            out_time: self.last_time.wrapping_add(step),
            picture: self.last_picture.wrapping_add(1).wrapping_sub(picture),
            tl0: self.last_tl0.wrapping_add(1).wrapping_sub(tl0),
        }
    }

    fn patch(&mut self, vp8: &Vp8Descriptor, base: Base, newest: bool) -> Option<Vp8Patch> {
        let mut patch = vp8.patch();
        if let Some(picture) = vp8.picture_id() {
            let out = picture.wrapping_add(base.picture) & 0x7fff;
            if newest {
                self.last_picture = out;
            }
            patch = patch.picture_id(out);
        }
        if let Some(tl0) = vp8.tl0_pic_idx() {
            let out = tl0.wrapping_add(base.tl0);
            if newest {
                self.last_tl0 = out;
            }
            patch = patch.tl0_pic_idx(out);
        }
        // A 7-bit picture id has no room for ours; such a stream keeps its own ids.
        patch.build().ok()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// A VP8 payload with a 15-bit picture id and TL0PICIDX.
    fn payload(picture: u16, tl0: u8) -> Vec<u8> {
        let [high, low] = picture.to_be_bytes();
        vec![0x90, 0xe0, 0x80 | high, low, tl0, 0x00, 0x00]
    }

    #[test]
    fn a_switch_leaves_no_hole() {
        let now = Instant::now();
        let mut rewriter = Rewriter::new(90_000);
        let a = rewriter.next(1000, 5000, None, now).unwrap();
        let b = rewriter.next(1001, 5000, None, now).unwrap();
        assert_eq!(b.seq, a.seq + 1);
        assert_eq!(b.time, a.time);
        rewriter.rebase();
        let later = now + Duration::from_millis(100);
        let c = rewriter.next(77_000, 123, None, later).unwrap();
        assert_eq!(c.seq, b.seq + 1);
        assert_eq!(c.time.wrapping_sub(b.time), 9000);
        assert!(rewriter.next(76_999, 0, None, later).is_none());
    }

    #[test]
    fn lost_packets_stay_lost_and_late_ones_fit() {
        let now = Instant::now();
        let mut rewriter = Rewriter::new(48_000);
        let a = rewriter.next(10, 0, None, now).unwrap();
        let c = rewriter.next(12, 2, None, now).unwrap();
        let b = rewriter.next(11, 1, None, now).unwrap();
        assert_eq!((b.seq, c.seq), (a.seq + 1, a.seq + 2));
        rewriter.rebase();
        assert_eq!(rewriter.next(500, 9, None, now).unwrap().seq, a.seq + 3);
    }

    #[test]
    fn picture_ids_go_on() {
        let now = Instant::now();
        let mut rewriter = Rewriter::new(90_000);
        let first = payload(100, 3);
        let descriptor = Vp8Descriptor::parse(&first).unwrap();
        assert!(
            rewriter
                .next(1, 1, Some(&descriptor), now)
                .unwrap()
                .patch
                .is_some()
        );
        let picture = rewriter.last_picture;
        let tl0 = rewriter.last_tl0;
        rewriter.rebase();
        let other = payload(9000, 200);
        let descriptor = Vp8Descriptor::parse(&other).unwrap();
        rewriter.next(1, 1, Some(&descriptor), now).unwrap();
        assert_eq!(rewriter.last_picture, (picture + 1) & 0x7fff);
        assert_eq!(rewriter.last_tl0, tl0.wrapping_add(1));
    }

    #[test]
    fn numbering_starts_below_the_rollover() {
        for _ in 0..50 {
            let first = Rewriter::new(90_000)
                .next(u64::from(u32::MAX), 0, None, Instant::now())
                .unwrap();
            assert!(first.seq < 0x8000);
        }
    }
}
