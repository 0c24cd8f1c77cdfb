//! The transcript as WebVTT, its times those of the hearing: beside a recording from the opening on, each line stands where it was said.

use std::fmt::Write as _;

use hearing::Millis;

use crate::sheet::Sheet;

/// A caption stands no longer than that (ms), and no shorter.
const LONGEST: Millis = 12_000;
const SHORTEST: Millis = 1_000;
/// Reading one sign takes so long (ms).
const A_SIGN: Millis = 220;

struct Cue {
    from: Millis,
    voice: Option<String>,
    text: String,
}

pub fn captions(sheet: &Sheet) -> String {
    let mut out = String::from("WEBVTT\n\n");
    let title = format!(
        "{}{}　{}",
        sheet.head.court.plain(),
        sheet.head.title,
        sheet.head.number.plain()
    );
    note(&mut out, &title);
    for mark in [sheet.head.draft, sheet.head.masked].into_iter().flatten() {
        note(&mut out, mark);
    }
    note(&mut out, &sheet.foot_text());
    let lines: Vec<_> = sheet
        .body
        .iter()
        .flat_map(|section| &section.lines)
        .collect();
    let mut cues: Vec<Cue> = Vec::with_capacity(lines.len());
    let mut before = 0;
    for line in lines {
        let Some(from) = line.at else {
            before += 1;
            continue;
        };
        cues.push(Cue {
            from,
            voice: line.who.as_ref().map(|who| who.plain()),
            text: line.text.plain(),
        });
    }
    if before > 0 {
        note(
            &mut out,
            &format!("另有 {before} 行记于开庭之前，没有庭审时间"),
        );
    }
    // The record's order is that of its reading; a track is in the order of time.
    cues.sort_by_key(|cue| cue.from);
    for (n, cue) in cues.iter().enumerate() {
        let next = cues
            .iter()
            .skip(n + 1)
            .map(|c| c.from)
            .find(|from| *from >= cue.from + SHORTEST);
        let reading = (cue.text.chars().count() as Millis * A_SIGN).clamp(SHORTEST, LONGEST);
        let until = (cue.from + reading).min(next.unwrap_or(Millis::MAX));
        let voice = cue
            .voice
            .as_ref()
            .map(|who| format!("<v {}>", escaped(who)));
        let _ = write!(
            out,
            "{}\n{} --> {}\n{}{}\n\n",
            n + 1,
            time(cue.from),
            time(until),
            voice.unwrap_or_default(),
            escaped(&cue.text)
        );
    }
    out
}

fn note(out: &mut String, text: &str) {
    let _ = write!(
        out,
        "NOTE {}\n\n",
        text.replace('\n', " ").replace("-->", "→")
    );
}

/// No markup, and no empty line: that would end the caption.
fn escaped(text: &str) -> String {
    let lines = text.split('\n').filter(|line| !line.trim().is_empty());
    let text = lines.collect::<Vec<_>>().join("\n");
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn time(ms: Millis) -> String {
    let seconds = ms / 1_000;
    format!(
        "{:02}:{:02}:{:02}.{:03}",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60,
        ms % 1_000
    )
}
