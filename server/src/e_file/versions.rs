//! 笔录版本 (R58): every change of a line, who made it, when, and by which record of the journal; and which version each signed.

use hearing::transcript::{LineKind, Speaker, Why};
use hearing::{Actor, CorrectionId, Event, Hearing, LineId, Millis, Recorded, SeatId};
use kaiting_journal::Entry;
use serde::Serialize;

#[derive(Serialize)]
pub struct Versions {
    changes: Vec<Change>,
    signed: Vec<Signed>,
}

#[derive(Serialize)]
struct Change {
    /// The version that this change made.
    version: u32,
    /// Of the record in the journal.
    seq: u64,
    at: Millis,
    by: Actor,
    line: LineId,
    rev: u32,
    /// The line before it on the record, since.
    #[serde(skip_serializing_if = "Option::is_none")]
    behind: Option<LineId>,
    /// Null where it was not on the record, or is no more.
    before: Option<String>,
    after: Option<String>,
    /// Whose words they were, and are.
    speaker_before: Option<Speaker>,
    speaker_after: Option<Speaker>,
    /// 经翻译 among them.
    kind_before: Option<LineKind>,
    kind_after: Option<LineKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Why>,
    /// The correction that was granted with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    correction: Option<CorrectionId>,
}

/// The text that a signature is bound to: its lines can be laid out from the changes, and hashed (FORMAT.md).
#[derive(Serialize)]
struct Signed {
    seq: u64,
    at: Millis,
    seat: SeatId,
    version: u32,
    text_sha256: String,
}

/// # Errors
/// A record that cannot be read: what comes after it would be told as if it had not been.
pub fn of(entries: &[Entry]) -> serde_json::Result<Versions> {
    let mut hearing = Hearing::default();
    let mut all = Versions {
        changes: Vec::new(),
        signed: Vec::new(),
    };
    let mut granted = None;
    for entry in entries {
        let recorded: Recorded = serde_json::from_str(&entry.body)?;
        // Of the rest of a hearing nothing bears on its lines.
        #[allow(
            clippy::wildcard_enum_match_arm,
            reason = "all others leave the text as it is"
        )]
        match &recorded.event {
            Event::LineWritten { line, .. } => {
                // 漏记: what a granted correction puts in is named after it.
                let put_in = granted.take_if(|c: &mut CorrectionId| c.as_str() == line.id.as_str());
                let why = put_in.clone().map(Why::Corrected);
                let mut change = change(&mut hearing, entry.seq, &recorded, &line.id, why);
                change.correction = put_in;
                all.changes.push(change);
            }
            Event::LineEdited { line, why } => {
                let why = Some(why.clone());
                let mut change = change(&mut hearing, entry.seq, &recorded, &line.id, why);
                change.correction = granted.take();
                all.changes.push(change);
            }
            Event::LineStruck { line, .. } => {
                let why = Some(Why::Struck);
                let change = change(&mut hearing, entry.seq, &recorded, line, why);
                all.changes.push(change);
            }
            Event::LineRestored { line, .. } => {
                let why = Some(Why::Restored);
                let change = change(&mut hearing, entry.seq, &recorded, line, why);
                all.changes.push(change);
            }
            Event::CorrectionDecided {
                correction,
                granted: true,
                ..
            } => {
                granted = Some(correction.clone());
            }
            Event::TranscriptSigned { seat, signature } => all.signed.push(Signed {
                seq: entry.seq,
                at: recorded.at,
                seat: seat.clone(),
                version: signature.version,
                text_sha256: signature.text_sha256.clone(),
            }),
            _ => {}
        }
    }
    Ok(all)
}

/// What this record makes of its line.
fn change(
    hearing: &mut Hearing,
    seq: u64,
    recorded: &Recorded,
    line: &LineId,
    why: Option<Why>,
) -> Change {
    let text = |h: &Hearing| {
        let known = h.transcript.line(line);
        known.map(|l| (l.rev, l.text.clone(), l.speaker.clone(), l.kind))
    };
    let before = text(hearing);
    hearing.apply(recorded);
    let after = text(hearing);
    let lines = &hearing.transcript.lines;
    let place = lines.iter().position(|l| l.id == *line);
    let behind = place.and_then(|place| lines.get(place.checked_sub(1)?));
    Change {
        version: hearing.transcript.version(),
        seq,
        at: recorded.at,
        by: recorded.by.clone(),
        line: line.clone(),
        rev: after
            .as_ref()
            .or(before.as_ref())
            .map_or(0, |(rev, ..)| *rev),
        behind: behind.map(|l| l.id.clone()),
        speaker_before: before.as_ref().map(|(_, _, who, _)| who.clone()),
        speaker_after: after.as_ref().map(|(_, _, who, _)| who.clone()),
        kind_before: before.as_ref().map(|(.., kind)| *kind),
        kind_after: after.as_ref().map(|(.., kind)| *kind),
        before: before.map(|(_, text, ..)| text),
        after: after.map(|(_, text, ..)| text),
        why,
        correction: None,
    }
}
