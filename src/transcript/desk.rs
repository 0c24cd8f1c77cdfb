//! The clerk's desk: what is in the box, whether it is a new line or one that stands, and where it goes.

use std::collections::BTreeSet;
use std::sync::Arc;

use hearing::speech::Proposed;
use hearing::transcript::{LineKind, Speaker, TranscriptLine};
use hearing::{LineId, SeatId};
use leptos::html::Textarea;
use leptos::prelude::*;

use super::acts::Act;
use super::as_typed::as_typed;
use super::kept::Mended;
use super::rows;
use crate::session::Session;

/// What the next Enter does.
#[derive(Clone, Debug, PartialEq)]
pub enum Mode {
    /// A line at the end of the record.
    Writing,
    /// A line behind this one.
    Inserting(LineId),
    /// The line reads as whoever mends it has seen it.
    Mending(Box<TranscriptLine>),
    /// What speech-to-text proposed, as the clerk changes it.
    Taking(Box<Proposed>),
}

impl Mode {
    /// Whether this line is the one that is open, or what comes next goes behind it.
    pub fn is_of(&self, id: &LineId) -> bool {
        match self {
            Mode::Writing | Mode::Taking(_) => false,
            Mode::Inserting(after) => after == id,
            Mode::Mending(base) => base.id == *id,
        }
    }
}

/// Not the words but what says them: in the language of whoever reads, also when he turns to the other one.
type Words = Arc<dyn Fn() -> String + Send + Sync>;

/// Cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk {
    pub session: Session,
    pub mode: RwSignal<Mode>,
    pub text: RwSignal<String>,
    pub speaker: RwSignal<Speaker>,
    /// Those whose words come through the interpreter, and whether those of the line that is open did.
    pub(super) through_interpreter: RwSignal<BTreeSet<SeatId>>,
    pub(super) line_interpreted: RwSignal<bool>,
    pub composing: RwSignal<bool>,
    pub line_box: NodeRef<Textarea>,
    /// The line to be brought into view; counts, so that one can be brought twice.
    pub seek: RwSignal<Option<(LineId, u32)>>,
    /// Said beside the box, and aloud.
    pub said: RwSignal<Option<Words>>,
    /// One's own acts, the newest last.
    pub(super) done: StoredValue<Vec<Act>>,
    /// What was in the box when another line was opened.
    put_by: StoredValue<Option<(String, Speaker)>>,
}

impl Desk {
    pub fn new(session: Session) -> Self {
        Self {
            session,
            mode: RwSignal::new(Mode::Writing),
            text: RwSignal::new(String::new()),
            speaker: RwSignal::new(Speaker::Nobody),
            through_interpreter: RwSignal::new(BTreeSet::new()),
            line_interpreted: RwSignal::new(false),
            composing: RwSignal::new(false),
            line_box: NodeRef::new(),
            seek: RwSignal::new(None),
            said: RwSignal::new(None),
            done: StoredValue::new(Vec::new()),
            put_by: StoredValue::new(None),
        }
    }

    /// The line that is being mended.
    pub fn base(self) -> Option<TranscriptLine> {
        self.mode.with_untracked(|mode| match mode {
            Mode::Mending(base) => Some((**base).clone()),
            Mode::Writing | Mode::Inserting(_) | Mode::Taking(_) => None,
        })
    }

    /// Whether something has been changed in the line that is open.
    pub fn is_changed(self) -> bool {
        let speaker = self.speaker.get_untracked();
        let text = self.text.get_untracked();
        self.base().is_some_and(|base| {
            let kind = self.kind(Some(base.kind));
            base.text != text.trim() || base.speaker != speaker || base.kind != kind
        })
    }

    /// Opens a line of the record in the box, unless it is in another hand.
    pub fn open(self, id: &LineId) -> bool {
        let held = self.session.held().get_untracked();
        if let Some((_, by)) = held.iter().find(|(line, _)| line == id) {
            let by = by.clone();
            let name = self.name_of(&by);
            self.say(move || crate::text::editor::held_by(&name));
            return false;
        }
        let Some(line) = as_typed(self.session, id) else {
            return false;
        };
        self.put_by();
        self.speaker.set(line.speaker.clone());
        self.line_interpreted
            .set(line.kind == LineKind::Interpreted);
        self.fill(&line.text, None);
        self.mode.set(Mode::Mending(Box::new(line)));
        self.said.set(None);
        self.bring(id);
        self.focus();
        true
    }

    /// As it lay open when the tab was closed. What was written in it since is shown as a clash, as ever.
    pub(super) fn open_again(self, mended: Mended) {
        self.put_by();
        self.speaker.set(mended.speaker);
        self.line_interpreted.set(mended.interpreted);
        self.fill(&mended.text, None);
        self.bring(&mended.base.id);
        self.mode.set(Mode::Mending(Box::new(mended.base)));
        self.say(crate::text::editor::open_again);
        self.focus();
    }

    /// The next line goes behind this one.
    pub fn insert_behind(self, id: LineId) {
        self.put_by();
        self.fill("", None);
        self.bring(&id);
        self.mode.set(Mode::Inserting(id));
        self.focus();
    }

    /// Words that were not taken, into the box once more, to stand where they were to stand. Only into an empty one.
    pub fn write_again(self, text: &str, speaker: &Speaker, after: Option<&LineId>) -> bool {
        let writing = self.mode.with_untracked(|mode| *mode == Mode::Writing);
        if !writing || self.text.with_untracked(|text| !text.trim().is_empty()) {
            self.say(crate::text::editor::box_in_use);
            return false;
        }
        match after.filter(|line| self.session.peek(|h| h.line(line).is_some())) {
            Some(line) => self.insert_behind(line.clone()),
            None => self.focus(),
        }
        self.speaker.set(speaker.clone());
        self.fill(text, None);
        true
    }

    /// Back to the end of the record, with what was in the box before.
    pub fn close(self) {
        self.mode.set(Mode::Writing);
        let (text, speaker) = self
            .put_by
            .try_update_value(Option::take)
            .flatten()
            .unwrap_or_else(|| (String::new(), self.speaker.get_untracked()));
        self.speaker.set(speaker);
        self.fill(&text, None);
        self.focus();
    }

    /// What is in the box waits there until the other is done.
    pub(super) fn leave_for_another(self) {
        self.put_by();
    }

    fn put_by(self) {
        if self.mode.with_untracked(|mode| *mode == Mode::Writing) {
            let box_now = (self.text.get_untracked(), self.speaker.get_untracked());
            self.put_by.set_value(Some(box_now));
        }
    }

    /// Into the box, at once, so that the caret can be set (in characters; none for the end).
    pub fn fill(self, text: &str, caret: Option<(usize, usize)>) {
        self.text.set(text.to_owned());
        let Some(line_box) = self.line_box.get_untracked() else {
            return;
        };
        line_box.set_value(text);
        let all = text.chars().count();
        let (from, to) = caret.unwrap_or((all, all));
        let units = |chars: usize| {
            let units = text.chars().take(chars).map(char::len_utf16).sum::<usize>();
            u32::try_from(units).unwrap_or(u32::MAX)
        };
        let _ = line_box.set_selection_range(units(from), units(to));
    }

    /// The caret, or the two ends of what is selected, in characters.
    pub fn caret(self) -> (usize, usize) {
        let Some(line_box) = self.line_box.get_untracked() else {
            return (0, 0);
        };
        let text = line_box.value();
        let chars = |units: Option<u32>| {
            let mut left = units.unwrap_or(0) as usize;
            text.chars()
                .take_while(|c| {
                    let fits = left >= c.len_utf16();
                    left = left.saturating_sub(c.len_utf16());
                    fits
                })
                .count()
        };
        let start = line_box.selection_start().ok().flatten();
        let end = line_box.selection_end().ok().flatten();
        (chars(start), chars(end))
    }

    pub fn bring(self, id: &LineId) {
        let times = self
            .seek
            .with_untracked(|seek| seek.as_ref().map_or(0, |s| s.1));
        self.seek.set(Some((id.clone(), times.wrapping_add(1))));
    }

    pub fn say<W: Into<String>>(self, words: impl Fn() -> W + Send + Sync + 'static) {
        self.said.set(Some(Arc::new(move || words().into())));
    }

    pub fn focus(self) {
        if let Some(line_box) = self.line_box.get_untracked() {
            let _ = line_box.focus();
        }
    }

    pub fn name_of(self, seat: &hearing::SeatId) -> String {
        self.session
            .peek(|h| h.seat(seat).map(|s| s.name.clone()))
            .unwrap_or_default()
    }

    /// The line above or below the one that is open, as the page has them; the last one from the end.
    pub fn beside(self, up: bool) -> Option<LineId> {
        let here = self.mode.with_untracked(|mode| match mode {
            Mode::Mending(base) => Some(base.id.clone()),
            Mode::Inserting(id) => Some(id.clone()),
            Mode::Writing | Mode::Taking(_) => None,
        });
        untrack(|| rows::beside(self.session, here.as_ref(), up))
    }
}

/// What somebody says is speech, what nobody says is an act; a ruling, an exhibit or an incident stays what it is.
pub fn kind_for(kind: LineKind, speaker: &Speaker) -> LineKind {
    match (kind, speaker) {
        (LineKind::Speech | LineKind::Interpreted, Speaker::Nobody) => LineKind::Act,
        (LineKind::Act, Speaker::Seat(_)) => LineKind::Speech,
        (
            LineKind::Speech
            | LineKind::Interpreted
            | LineKind::Act
            | LineKind::Ruling
            | LineKind::Exhibit
            | LineKind::Incident
            | LineKind::Heading,
            Speaker::Seat(_) | Speaker::Nobody,
        ) => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearing::SeatId;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_kind_follows_who_speaks() {
        let seat = Speaker::Seat(SeatId::new("defendant"));
        assert_eq!(kind_for(LineKind::Act, &seat), LineKind::Speech);
        assert_eq!(kind_for(LineKind::Speech, &Speaker::Nobody), LineKind::Act);
        assert_eq!(kind_for(LineKind::Ruling, &seat), LineKind::Ruling);
        assert_eq!(
            kind_for(LineKind::Interpreted, &seat),
            LineKind::Interpreted
        );
    }
}
