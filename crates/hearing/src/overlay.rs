//! 叠加同步时间 (R72): case number and the court's clock over a picture of the recording, as subtitles that any player shows. The file
//! itself stays what its hash says.

use std::fmt::Write as _;

use crate::recording::Track;
use crate::{Millis, beijing};

const SECOND: Millis = 1_000;

/// WebVTT, by the file's own time: at each second of the court's clock, what it showed.
pub fn overlay(track: &Track, case: &str) -> String {
    let mut out = String::from("WEBVTT\n");
    let mut at = track.from;
    while at < track.until {
        let next = (at / SECOND + 1) * SECOND;
        let until = next.min(track.until);
        let (from, to) = (stamp(at - track.from), stamp(until - track.from));
        let clock = beijing::day_and_second(at);
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "\n{from} --> {to} line:0 align:start\n{case}　{clock}\n"
        );
        at = next;
    }
    out
}

fn stamp(ms: Millis) -> String {
    let (seconds, rest) = (ms / SECOND, ms % SECOND);
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}.{rest:03}", seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeatId;
    use crate::recording::TrackSource;

    #[test]
    fn each_second_of_the_clock_stands_over_its_part_of_the_picture() {
        let track = Track {
            file: "1.webm".to_owned(),
            seat: SeatId::new("judge"),
            source: TrackSource::Camera,
            from: 1_795_657_799_400,
            until: 1_795_657_801_250,
            bytes: 1,
            sha256: String::new(),
            cut: false,
        };
        let wanted = "WEBVTT\n\n\
            00:00:00.000 --> 00:00:00.600 line:0 align:start\n（2026）京民初1号　2026年11月26日09:49:59\n\n\
            00:00:00.600 --> 00:00:01.600 line:0 align:start\n（2026）京民初1号　2026年11月26日09:50:00\n\n\
            00:00:01.600 --> 00:00:01.850 line:0 align:start\n（2026）京民初1号　2026年11月26日09:50:01\n";
        assert_eq!(overlay(&track, "（2026）京民初1号"), wanted);
    }
}
