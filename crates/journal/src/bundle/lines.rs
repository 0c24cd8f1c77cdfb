//! A file line by line: which record it is that cannot be read, or is spelt otherwise than an export spells it.

use super::{Fault, File, Line};

/// What stands on the line before the first record, and after the last one.
const BEGIN: &str = "\"entries\":[";
const END: &str = "]}";

/// Where a fault lies.
pub(super) type Place = (Option<u64>, Fault);

/// Goes through the records of a text that no JSON reader takes, up to the first that is not as an export has it. Gives the
/// file up to there, where its head can be read, and that place.
pub(super) fn unreadable(text: &str, stopped: usize) -> (Option<File>, Place) {
    let lines: Vec<&str> = text.split('\n').collect();
    let Some(start) = lines.iter().position(|line| *line == BEGIN).map(|n| n + 1) else {
        return (None, (None, Fault::Unreadable { line: stopped }));
    };
    let head = format!("{}\n]}}", lines.get(..start).unwrap_or_default().join("\n"));
    let mut records = Vec::new();
    let seq = first_bad(lines.get(start..).unwrap_or_default(), &mut records);
    let line = seq.map_or(stopped, |n| start + n + 1);
    let file = serde_json::from_str::<File>(&head).ok().map(|mut file| {
        file.entries = records;
        file
    });
    (file, (seq.map(|n| n as u64), Fault::Unreadable { line }))
}

/// The first line that is no record as an export writes it; none if all are, and the fault lies elsewhere.
fn first_bad(lines: &[&str], records: &mut Vec<Line>) -> Option<usize> {
    for (n, line) in lines.iter().enumerate() {
        let (record, goes_on) = match line.strip_suffix(',') {
            Some(record) => (record, true),
            None => (*line, false),
        };
        let Some(read) = exactly(record) else {
            return Some(n);
        };
        let next = lines.get(n + 1).copied();
        match (goes_on, next) {
            (false, Some(END)) => {
                records.push(read);
                return None;
            }
            // The comma is there, and what it announces is not.
            (true, Some(END)) | (_, None) => {
                records.push(read);
                return Some(n + 1);
            }
            (true, Some(_)) => records.push(read),
            (false, Some(_)) => return Some(n),
        }
    }
    Some(lines.len())
}

fn exactly(record: &str) -> Option<Line> {
    let read = serde_json::from_str::<Line>(record).ok()?;
    (serde_json::to_string(&read).ok()? == record).then_some(read)
}

/// The first place where a text that can be read is not spelt as an export of the same (`rendered`) is.
pub(super) fn misspelt(text: &str, rendered: &str, records: usize) -> Option<Place> {
    let at = rendered
        .split('\n')
        .zip(text.split('\n'))
        .position(|(as_exported, as_it_is)| as_exported != as_it_is);
    let at = match at {
        Some(at) => at,
        None if rendered.len() == text.len() => return None,
        None => rendered.split('\n').count().min(text.split('\n').count()),
    };
    let start = rendered.split('\n').position(|line| line == BEGIN);
    let seq = start
        .and_then(|start| at.checked_sub(start + 1))
        .filter(|n| *n < records);
    Some((seq.map(|n| n as u64), Fault::Spelling { line: at + 1 }))
}
