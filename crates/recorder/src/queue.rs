//! Packets in their order: what overtook waits a moment for what it has overtaken.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use kaiting_media::TapedPacket;

/// As long as a packet that was lost may take to be sent again.
const PATIENCE: Duration = Duration::from_millis(400);
/// Whoever sends more than this out of order is not waited for.
const MOST: usize = 1_024;

#[derive(Default)]
pub struct Queue {
    waiting: BTreeMap<u64, TapedPacket>,
    next: Option<u64>,
}

/// A packet in its turn.
pub struct Turn {
    pub packet: TapedPacket,
    /// Whether something before it is missing.
    pub gap: bool,
}

impl Queue {
    pub fn add(&mut self, packet: TapedPacket) {
        // What comes after its turn has passed, or twice, is of no use.
        if self.next.is_none_or(|next| packet.seq >= next) {
            self.waiting.entry(packet.seq).or_insert(packet);
        }
    }

    /// The next one, if it is there or is waited for no longer.
    pub fn next(&mut self, now: Instant) -> Option<Turn> {
        let (seq, first) = self.waiting.first_key_value()?;
        let in_turn = self.next.is_none_or(|next| *seq == next);
        let waited = now.saturating_duration_since(first.arrived) >= PATIENCE;
        if !in_turn && !waited && self.waiting.len() < MOST {
            return None;
        }
        let (seq, packet) = self.waiting.pop_first()?;
        self.next = Some(seq + 1);
        Some(Turn {
            packet,
            gap: !in_turn,
        })
    }

    /// All that are left, however incomplete.
    pub fn rest(&mut self) -> Vec<Turn> {
        let mut turns = Vec::new();
        while let Some((seq, packet)) = self.waiting.pop_first() {
            let gap = self.next.is_some_and(|next| seq != next);
            self.next = Some(seq + 1);
            turns.push(Turn { packet, gap });
        }
        self.next = None;
        turns
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaiting_media::Source;

    fn packet(seq: u64, arrived: Instant) -> TapedPacket {
        TapedPacket {
            run: 1,
            identity: "one".into(),
            source: Source::Microphone,
            stream: 1,
            seq,
            time: seq * 960,
            marker: false,
            arrived,
            payload: [1, 2].into(),
        }
    }

    #[test]
    fn what_overtook_waits_and_what_is_lost_is_not_waited_for_for_ever() {
        let start = Instant::now();
        let later = |ms| start + Duration::from_millis(ms);
        let mut queue = Queue::default();
        let took = |queue: &mut Queue, now| {
            let turn = queue.next(now);
            turn.map(|turn| (turn.packet.seq, turn.gap))
        };
        for seq in [5, 7, 6, 9] {
            queue.add(packet(seq, start));
        }
        for seq in [5, 6, 7] {
            assert_eq!(took(&mut queue, later(10)), Some((seq, false)));
        }
        assert_eq!(took(&mut queue, later(10)), None, "8 may come yet");
        assert_eq!(took(&mut queue, later(500)), Some((9, true)));
        queue.add(packet(8, later(501)));
        queue.add(packet(10, later(501)));
        queue.add(packet(10, later(501)));
        assert_eq!(took(&mut queue, later(501)), Some((10, false)));
        assert_eq!(took(&mut queue, later(2_000)), None, "too late, and twice");
    }
}
