//! Opus packets as RTP has them (RFC 6716, 7587): they go into the file as they are.

/// In front of all packets: one channel, nothing to skip.
pub const HEAD: [u8; 19] = [
    b'O', b'p', b'u', b's', b'H', b'e', b'a', b'd', 1, 1, 0, 0, 0x80, 0xBB, 0, 0, 0, 0, 0,
];

/// 20 ms of silence, for the time in which nothing is sent: a player then keeps to the clock.
pub const SILENCE: [u8; 3] = [0xF8, 0xFF, 0xFE];
/// Its length in samples.
pub const SILENCE_SAMPLES: u64 = 960;

/// Samples in a second.
pub const RATE: u64 = 48_000;

/// How many samples a packet holds; none when it is not Opus.
pub fn samples(packet: &[u8]) -> Option<u64> {
    let toc = *packet.first()?;
    let config = toc >> 3;
    let frame = match config {
        0..=11 => [480, 960, 1920, 2880][usize::from(config & 3)],
        12..=15 => [480, 960][usize::from(config & 1)],
        _ => [120, 240, 480, 960][usize::from(config & 3)],
    };
    let frames = match toc & 3 {
        0 => 1,
        1 | 2 => 2,
        _ => u64::from(packet.get(1)? & 0x3F),
    };
    let all = frame * frames;
    // RFC 6716: 120 ms at most.
    (1..=5_760).contains(&all).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_says_how_long_it_is() {
        assert_eq!(samples(&SILENCE), Some(SILENCE_SAMPLES));
        assert_eq!(samples(&[0x78, 0]), Some(960), "20 ms, one frame");
        assert_eq!(samples(&[0x03, 0x03]), Some(1_440), "3 frames of 10 ms");
        assert_eq!(samples(&[0x1B, 0x3F]), None, "longer than any packet");
        assert_eq!(samples(&[]), None);
        assert_eq!(samples(&[0x03]), None);
    }
}
