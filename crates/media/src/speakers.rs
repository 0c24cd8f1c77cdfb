//! Who is speaking, by the sound level that each audio packet names in its header.

use std::time::{Duration, Instant};

use crate::participant::Participant;
use crate::room::Room;
use crate::wire::{Response, SpeakerInfo, SpeakersChanged};

/// Louder than this is speech (about −35 dB), and quieter than half of it no longer.
const SPEECH: f32 = 0.018;
/// How often the same speakers are named again.
const AGAIN: Duration = Duration::from_secs(1);

/// The level of a packet, from decibels to 0..1.
pub fn loudness(decibels: i8) -> f32 {
    10f32.powf(f32::from(decibels) / 20.0)
}

impl Participant {
    pub fn heard_level(&mut self, decibels: i8) {
        self.level = self.level.max(loudness(decibels));
    }
}

impl Room {
    /// Tells a client that was away who speaks now, and who no longer does.
    pub fn say_speakers_to(&mut self, id: u32) {
        let speakers: Vec<SpeakerInfo> = self
            .participants
            .values()
            .filter(|one| !one.hidden)
            .map(|one| SpeakerInfo {
                sid: one.sid.clone(),
                level: one.level.min(1.0),
                active: one.speaking,
            })
            .collect();
        if let Some(one) = self.participants.get_mut(&id)
            && !speakers.is_empty()
        {
            one.respond(Response::SpeakersChanged(SpeakersChanged { speakers }));
        }
    }

    /// Tells everybody what changed since the last time, and now and then who speaks still: a
    /// client passes over what it hears while it is joining.
    pub fn say_speakers(&mut self, now: Instant) {
        let mut speakers = Vec::new();
        for one in self.participants.values_mut() {
            let threshold = if one.speaking { SPEECH / 2.0 } else { SPEECH };
            let speaks = one.level >= threshold && !one.hidden;
            if speaks || speaks != one.speaking {
                let changed = speaks != one.speaking;
                one.speaking = speaks;
                speakers.push((
                    changed,
                    SpeakerInfo {
                        sid: one.sid.clone(),
                        level: if speaks { one.level.min(1.0) } else { 0.0 },
                        active: speaks,
                    },
                ));
            }
            one.level *= 0.3;
        }
        let again =
            now.saturating_duration_since(self.speakers_told) >= AGAIN && !speakers.is_empty();
        if again || speakers.iter().any(|(changed, _)| *changed) {
            self.speakers_told = now;
            let speakers = speakers.into_iter().map(|(_, info)| info).collect();
            self.tell_others(
                Response::SpeakersChanged(SpeakersChanged { speakers }),
                u32::MAX,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_linear() {
        assert!((loudness(0) - 1.0).abs() < 0.001);
        assert!((loudness(-20) - 0.1).abs() < 0.001);
        assert!(loudness(-127) < SPEECH);
    }
}
