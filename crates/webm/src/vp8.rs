//! VP8 out of RTP (RFC 7741).

/// A packet's part of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where the frame's bytes begin.
    pub at: usize,
    /// The frame begins here.
    pub first: bool,
}

/// None when the packet is none of VP8.
pub fn piece(payload: &[u8]) -> Option<Piece> {
    let first = *payload.first()?;
    let mut at = 1;
    if first & 0x80 != 0 {
        let more = *payload.get(at)?;
        at += 1;
        if more & 0x80 != 0 {
            at += if payload.get(at)? & 0x80 != 0 { 2 } else { 1 };
        }
        if more & 0x40 != 0 {
            at += 1;
        }
        if more & 0x30 != 0 {
            at += 1;
        }
    }
    (payload.len() > at).then_some(Piece {
        at,
        first: first & 0x10 != 0 && first & 0x07 == 0,
    })
}

/// Width and height of a key frame; none of another frame.
pub fn key_frame(frame: &[u8]) -> Option<(u16, u16)> {
    let tag = *frame.first()?;
    if tag & 1 != 0 || frame.get(3..6)? != [0x9D, 0x01, 0x2A] {
        return None;
    }
    let size = |at: usize| {
        let low = *frame.get(at)?;
        let high = *frame.get(at + 1)?;
        Some(u16::from_le_bytes([low, high]) & 0x3FFF)
    };
    Some((size(6)?, size(8)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_descriptor_is_taken_off() {
        assert_eq!(piece(&[0x10, 7]), Some(Piece { at: 1, first: true }));
        // X, with picture id of two bytes, tl0 and tid.
        let long = [0x90, 0xF0, 0x81, 2, 3, 4, 7];
        assert_eq!(piece(&long), Some(Piece { at: 6, first: true }));
        // Of the second partition, and a descriptor without a payload.
        assert_eq!(piece(&[0x11, 7]).map(|p| p.first), Some(false));
        assert_eq!(piece(&[0x90, 0x80, 1]), None);
        assert_eq!(piece(&[]), None);
    }

    #[test]
    fn a_key_frame_says_how_large_it_is() {
        let frame = [0x10, 0, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xF0, 0x00];
        assert_eq!(key_frame(&frame), Some((320, 240)));
        assert_eq!(key_frame(&[0x11, 0, 0, 0x9D, 0x01, 0x2A, 1, 1, 1, 1]), None);
        assert_eq!(key_frame(&frame[..8]), None);
    }
}
