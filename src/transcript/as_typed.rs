//! A line as its typist knows it: as it stands on record, with what he has sent and has no answer to yet.

use hearing::transcript::TranscriptLine;
use hearing::{Command, LineId, Millis, Stage};

use crate::session::Session;

/// What one has sent that changes lines, oldest first.
pub fn under_way(session: Session) -> Vec<Command> {
    session.unanswered(|_, command| is_of_line(command).then(|| command.clone()))
}

fn is_of_line(command: &Command) -> bool {
    matches!(
        command,
        Command::WriteLine { .. }
            | Command::AcceptProposal { .. }
            | Command::EditLine { .. }
            | Command::SplitLine { .. }
            | Command::JoinLines { .. }
            | Command::StrikeLine { .. }
    )
}

/// None: it is not there, or will not be.
pub fn as_typed(session: Session, id: &LineId) -> Option<TranscriptLine> {
    let (known, stage) = session.peek(|h| (h.line(id).cloned(), h.stage));
    let now = session.now();
    let mut line = known;
    for command in leptos::prelude::untrack(|| under_way(session)) {
        follow(&mut line, id, &command, (stage, now));
    }
    line
}

/// Whether a change of this line has no answer yet.
pub fn is_under_way(session: Session, id: &LineId) -> bool {
    let under_way = leptos::prelude::untrack(|| under_way(session));
    under_way.iter().any(|command| changes(command, id))
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "of all that is asked of a court, these change a line that stands"
)]
fn changes(command: &Command, id: &LineId) -> bool {
    match command {
        Command::EditLine { line, .. }
        | Command::SplitLine { line, .. }
        | Command::StrikeLine { line, .. } => line == id,
        Command::JoinLines { line, next, .. } => line == id || next == id,
        _ => false,
    }
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "of all that is asked of a court, these write in the record"
)]
fn follow(
    known: &mut Option<TranscriptLine>,
    id: &LineId,
    command: &Command,
    (stage, now): (Option<Stage>, Millis),
) {
    let change = |known: &mut Option<TranscriptLine>, base: u32, text: &str| {
        if let Some(line) = known.as_mut().filter(|line| line.rev == base) {
            line.text = text.to_owned();
            line.rev += 1;
        }
    };
    match command {
        Command::WriteLine {
            line,
            speaker,
            kind,
            text,
            exhibit,
            ..
        } if line == id && known.is_none() => {
            *known = Some(TranscriptLine {
                id: line.clone(),
                stage: stage.unwrap_or(Stage::Preparation),
                speaker: speaker.clone(),
                kind: *kind,
                text: text.clone(),
                at: now,
                rev: 0,
                exhibit: exhibit.clone(),
                said: None,
                proposed: None,
            });
        }
        Command::AcceptProposal {
            line,
            speaker,
            interpreted,
            text,
            exhibit,
            ..
        } if line == id && known.is_none() => {
            *known = Some(TranscriptLine {
                id: line.clone(),
                stage: stage.unwrap_or(Stage::Preparation),
                speaker: speaker.clone(),
                kind: hearing::transcript::kind_of_taken(speaker, *interpreted),
                text: text.clone(),
                at: now,
                rev: 0,
                exhibit: exhibit.clone(),
                said: None,
                proposed: None,
            });
        }
        Command::EditLine {
            line,
            base_rev,
            speaker,
            kind,
            text,
            ..
        } if line == id => {
            if let Some(line) = known.as_mut().filter(|line| line.rev == *base_rev) {
                line.speaker = speaker.clone();
                line.kind = *kind;
            }
            change(known, *base_rev, text);
        }
        Command::SplitLine {
            line,
            base_rev,
            head,
            ..
        } if line == id => change(known, *base_rev, head),
        Command::JoinLines {
            line,
            base_rev,
            text,
            ..
        } if line == id => change(known, *base_rev, text),
        Command::JoinLines { next, .. } if next == id => *known = None,
        Command::StrikeLine { line, .. } if line == id => *known = None,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearing::transcript::{LineKind, Speaker, Why};
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_line_reads_as_what_was_sent_makes_it() {
        let id = LineId::new("l1");
        let edit = |base_rev, text: &str| Command::EditLine {
            line: LineId::new("l1"),
            base_rev,
            speaker: Speaker::Nobody,
            kind: LineKind::Act,
            text: text.to_owned(),
            why: Why::Mended,
            base_text: None,
        };
        let written = Command::WriteLine {
            line: LineId::new("l1"),
            after: None,
            speaker: Speaker::Nobody,
            kind: LineKind::Act,
            text: "休庭".to_owned(),
            exhibit: None,
            begun: None,
        };
        let mut line = None;
        // The one in the middle starts from what nobody has seen, and changes nothing.
        for command in [
            written,
            edit(0, "休庭。"),
            edit(7, "错"),
            edit(1, "（休庭）"),
        ] {
            follow(&mut line, &id, &command, (None, 5));
        }
        let found = line.map(|line| (line.text, line.rev));
        assert_eq!(found, Some(("（休庭）".to_owned(), 2)));
    }
}
