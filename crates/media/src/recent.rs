//! What a layer sent since its last key frame, for whoever joins right now.

use std::sync::Arc;
use std::time::{Duration, Instant};

use str0m::rtp::RtpPacket;

/// Packets kept. More than this is no longer recent, and the layer waits for its next key frame.
const PACKETS: usize = 200;

#[derive(Debug, Default)]
pub struct Recent {
    since: Option<Instant>,
    packets: Vec<Arc<RtpPacket>>,
}

impl Recent {
    pub fn keep(&mut self, packet: &Arc<RtpPacket>, key_frame: bool, now: Instant) {
        if key_frame {
            self.packets.clear();
            self.since = Some(now);
        }
        if self.since.is_none() {
            return;
        }
        if self.packets.len() >= PACKETS {
            self.clear();
            return;
        }
        self.packets.push(Arc::clone(packet));
    }

    pub fn clear(&mut self) {
        self.since = None;
        self.packets.clear();
    }

    /// Begins with a key frame not older than this.
    pub fn is_fresh(&self, now: Instant, age: Duration) -> bool {
        self.since
            .is_some_and(|since| now.saturating_duration_since(since) <= age)
    }

    pub fn packets(&self) -> Vec<Arc<RtpPacket>> {
        self.packets.clone()
    }
}
