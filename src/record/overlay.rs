//! 叠加同步时间 (R72): case number and the court's clock over a picture of the recording, as subtitles that any player shows. The file
//! itself stays what its hash says.

use std::fmt::Write as _;

use hearing::recording::Track;
use hearing::{Millis, beijing};

const SECOND: Millis = 1_000;

/// WebVTT, by the file's own time: at each second of the court's clock, what it showed.
pub fn overlay(track: &Track, case: &str) -> String {
    let case = escaped(case);
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

/// No markup, no arrow that begins a time, and one line: an empty one would end the subtitle.
fn escaped(text: &str) -> String {
    text.replace("\r\n", " ")
        .replace(['\r', '\n'], " ")
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn stamp(ms: Millis) -> String {
    let (seconds, rest) = (ms / SECOND, ms % SECOND);
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}.{rest:03}", seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearing::SeatId;
    use hearing::recording::TrackSource;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn track(from: Millis, until: Millis) -> Track {
        Track {
            file: "1.webm".to_owned(),
            seat: SeatId::new("judge"),
            source: TrackSource::Camera,
            from,
            until,
            bytes: 1,
            sha256: String::new(),
            cut: false,
        }
    }

    #[wasm_bindgen_test]
    fn each_second_of_the_clock_stands_over_its_part_of_the_picture() {
        let track = track(1_795_657_799_400, 1_795_657_801_250);
        let wanted = "WEBVTT\n\n\
            00:00:00.000 --> 00:00:00.600 line:0 align:start\n（2026）京民初1号　2026年11月26日09:49:59\n\n\
            00:00:00.600 --> 00:00:01.600 line:0 align:start\n（2026）京民初1号　2026年11月26日09:50:00\n\n\
            00:00:01.600 --> 00:00:01.850 line:0 align:start\n（2026）京民初1号　2026年11月26日09:50:01\n";
        assert_eq!(overlay(&track, "（2026）京民初1号"), wanted);
    }

    #[wasm_bindgen_test]
    fn a_case_number_is_words_whatever_stands_in_it() {
        let track = track(1_795_657_800_000, 1_795_657_801_000);
        let wanted = "WEBVTT\n\n\
            00:00:00.000 --> 00:00:01.000 line:0 align:start\n\
            &lt;b&gt;1&amp;2&lt;/b&gt;  00:00 --&gt; 00:09 号　2026年11月26日09:50:00\n";
        let case = "<b>1&2</b>\r\n\n00:00 --> 00:09\r号";
        assert_eq!(overlay(&track, case), wanted);
    }
}
