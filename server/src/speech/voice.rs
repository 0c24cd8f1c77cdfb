//! One person's voice, from Opus packets to equal pieces of PCM.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hearing::Millis;
use kaiting_media::TapedPacket;
use kaiting_webm::opus;
use opus_decoder::OpusDecoder;

use super::funasr::{FRAME, FRAME_MS, RATE};

/// 120 ms, the longest packet there is.
const LONGEST: usize = 1_920;
/// Packets that were lost and are made up for; more than that is a pause.
const MADE_UP: u64 = 3;
/// So long without a packet (ms) is a pause too: what was begun ends with silence.
const PAUSE: Millis = 200;
/// Some 50 dB below the loudest: a quiet room is not.
const LOUD: f64 = 110.0;

#[derive(Clone, Debug)]
pub struct Frame {
    pub pcm: Box<[i16]>,
    /// When it began, by the clock of the journal.
    pub at: Millis,
    pub loud: bool,
}

impl Frame {
    pub fn of(pcm: Box<[i16]>, at: Millis) -> Self {
        let power: f64 = pcm.iter().map(|s| f64::from(*s).powi(2)).sum();
        #[allow(clippy::cast_precision_loss, reason = "a thousand samples")]
        let loud = (power / pcm.len().max(1) as f64).sqrt() > LOUD;
        Self { pcm, at, loud }
    }

    pub fn silence(at: Millis) -> Self {
        Self::of(vec![0; FRAME].into(), at)
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.pcm.iter().flat_map(|s| s.to_le_bytes()).collect()
    }
}

#[derive(Default)]
pub struct Voice {
    decoder: Option<OpusDecoder>,
    stream: u64,
    next: Option<u64>,
    /// Samples of the last packet.
    length: usize,
    pcm: Vec<i16>,
    heard: Millis,
}

impl Voice {
    /// The pieces that are whole with this packet.
    pub fn hear(&mut self, packet: &TapedPacket, now: Millis) -> Vec<Frame> {
        let Some(length) = samples(&packet.payload) else {
            return Vec::new();
        };
        if self.stream != packet.stream || self.decoder.is_none() {
            self.decoder = OpusDecoder::new(RATE, 1).ok();
            self.stream = packet.stream;
            self.next = None;
        }
        // What comes after its turn has passed is of no use.
        if self.next.is_some_and(|next| packet.seq < next) {
            return Vec::new();
        }
        let mut frames = Vec::new();
        if !self.pcm.is_empty() && now.saturating_sub(self.heard) > PAUSE {
            self.pcm.resize(FRAME, 0);
            let began = self.heard.saturating_sub(FRAME_MS);
            frames.push(Frame::of(self.pcm.drain(..).collect(), began));
        }
        let missing = self.next.map_or(0, |next| packet.seq - next);
        if missing <= MADE_UP {
            for _ in 0..missing {
                self.decode(&[], self.length);
            }
        }
        self.decode(&packet.payload, length);
        self.next = Some(packet.seq + 1);
        self.length = length;
        self.heard = now;
        while self.pcm.len() >= FRAME {
            let left = u64::try_from(self.pcm.len()).unwrap_or(0) * 1_000 / u64::from(RATE);
            let pcm: Box<[i16]> = self.pcm.drain(..FRAME).collect();
            frames.push(Frame::of(pcm, now.saturating_sub(left)));
        }
        frames
    }

    /// Whoever sends what no decoder takes is not heard, and nobody else suffers from it.
    fn decode(&mut self, packet: &[u8], length: usize) {
        let Some(decoder) = &mut self.decoder else {
            return;
        };
        let mut pcm = [0_i16; LONGEST];
        // Only a header: nothing is sent because nothing is said.
        if packet.len() <= 2 && !packet.is_empty() {
            self.pcm.extend(std::iter::repeat_n(0, length));
            return;
        }
        let room = if packet.is_empty() { length } else { LONGEST };
        let Some(room) = pcm.get_mut(..room) else {
            return;
        };
        let decoded = catch_unwind(AssertUnwindSafe(|| decoder.decode(packet, room, false)));
        match decoded {
            Ok(Ok(count)) => self.pcm.extend(room.iter().take(count)),
            Ok(Err(_)) => {}
            Err(_) => self.decoder = None,
        }
    }
}

fn samples(packet: &[u8]) -> Option<usize> {
    let samples = opus::samples(packet)? * u64::from(RATE) / opus::RATE;
    usize::try_from(samples).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaiting_media::Source;
    use std::time::Instant;

    fn packet(seq: u64, payload: &[u8]) -> TapedPacket {
        TapedPacket {
            run: 1,
            identity: "one".into(),
            source: Source::Microphone,
            stream: 1,
            seq,
            time: 0,
            marker: false,
            arrived: Instant::now(),
            payload: payload.into(),
        }
    }

    #[test]
    fn a_voice_comes_in_equal_pieces_whatever_is_sent() {
        let mut voice = Voice::default();
        let mut pieces = 0;
        for seq in 0..300_u64 {
            // Silence, noise that is no voice, what is too short, what is too long, and what comes twice.
            let noise: Vec<u8> = (0..90).map(|n| (n * 37 + seq * 101) as u8).collect();
            let payload: &[u8] = match seq % 5 {
                0 | 1 => &opus::SILENCE,
                2 => &noise,
                3 => &[],
                _ => &[0x1B, 0x3F],
            };
            for frame in voice.hear(&packet(seq, payload), 1_000 + seq * 20) {
                assert_eq!(frame.pcm.len(), FRAME);
                assert_eq!(frame.bytes().len(), FRAME * 2);
                pieces += 1;
            }
            assert!(voice.pcm.len() < FRAME);
        }
        assert!(pieces > 30, "{pieces}");
    }

    #[test]
    fn what_is_loud_is_told_from_a_quiet_room() {
        let tone = |height: f64| -> Box<[i16]> {
            let wave = |n: usize| (n as f64 * 0.2).sin() * height;
            (0..FRAME).map(|n| wave(n) as i16).collect()
        };
        assert!(Frame::of(tone(3_000.0), 0).loud);
        assert!(!Frame::of(tone(40.0), 0).loud);
        assert!(!Frame::silence(0).loud);
    }
}
