//! A voice: packet by packet as it came, and silence where none came, so that a player keeps to the clock.

use std::io;

use kaiting_webm::opus;

use crate::part::Part;

/// A packet that is behind what is written by more than this (in samples) is of no use any more.
const LATE: u64 = opus::RATE;

#[derive(Default)]
pub struct Voice {
    /// Samples since the file's beginning.
    written: u64,
}

impl Voice {
    /// `at`: since the file's beginning (ms). Answers whether it was of use.
    ///
    /// # Errors
    /// Of the disk.
    pub fn add(&mut self, part: &mut Part, at: u64, packet: &[u8]) -> io::Result<bool> {
        let Some(samples) = opus::samples(packet) else {
            return Ok(false);
        };
        let place = at * (opus::RATE / 1_000);
        if place + samples + LATE < self.written {
            return Ok(false);
        }
        self.silence(part, place)?;
        part.add(self.written * 1_000 / opus::RATE, true, packet)?;
        self.written += samples;
        Ok(true)
    }

    /// Nothing has come until then, and nothing will.
    ///
    /// # Errors
    /// Of the disk.
    pub fn fill(&mut self, part: &mut Part, until: u64) -> io::Result<()> {
        self.silence(part, until * (opus::RATE / 1_000))
    }

    fn silence(&mut self, part: &mut Part, until: u64) -> io::Result<()> {
        while self.written + opus::SILENCE_SAMPLES <= until {
            part.add(self.written * 1_000 / opus::RATE, true, &opus::SILENCE)?;
            self.written += opus::SILENCE_SAMPLES;
        }
        Ok(())
    }
}
