//! A picture: frames put together from their packets. After a loss nothing is kept until it begins anew.

use kaiting_webm::vp8;

use crate::queue::Turn;

/// No frame is larger.
const LARGEST: usize = 4 * 1024 * 1024;

pub struct Picture {
    frame: Vec<u8>,
    /// Of the frame that is being put together.
    time: Option<u64>,
    lost: bool,
}

/// A whole frame.
pub struct Frame {
    pub bytes: Vec<u8>,
    /// In the sender's clock.
    pub time: u64,
    /// Width and height, of a key frame.
    pub key: Option<(u16, u16)>,
}

impl Picture {
    pub fn new() -> Self {
        Self {
            frame: Vec::new(),
            time: None,
            lost: true,
        }
    }

    /// Whether nothing can be kept before a key frame.
    pub fn is_lost(&self) -> bool {
        self.lost
    }

    pub fn begins_anew(&mut self) {
        self.frame.clear();
        self.time = None;
        self.lost = true;
    }

    pub fn add(&mut self, turn: &Turn) -> Option<Frame> {
        if turn.gap {
            self.begins_anew();
        }
        let packet = &turn.packet;
        // Nothing but filling, to try the line.
        if packet.payload.is_empty() {
            return None;
        }
        let Some(piece) = vp8::piece(&packet.payload) else {
            self.begins_anew();
            return None;
        };
        if piece.first {
            if self.time.is_some() {
                // The one before had no end.
                self.begins_anew();
            }
            self.frame.clear();
            self.time = Some(packet.time);
        }
        if self.time != Some(packet.time) || self.frame.len() > LARGEST {
            self.begins_anew();
            return None;
        }
        let bytes = packet.payload.get(piece.at..).unwrap_or_default();
        self.frame.extend_from_slice(bytes);
        if !packet.marker {
            return None;
        }
        let time = self.time.take()?;
        let bytes = std::mem::take(&mut self.frame);
        let key = vp8::key_frame(&bytes);
        if key.is_some() {
            self.lost = false;
        }
        (!self.lost).then_some(Frame { bytes, time, key })
    }
}
