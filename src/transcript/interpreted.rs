//! 经翻译 (R53, R101): the record says of words that came through the interpreter that they did. The mark belongs to the person:
//! who speaks through an interpreter does so until the clerk says otherwise. A line that is mended has its own.

use hearing::transcript::{LineKind, Speaker};
use leptos::prelude::*;

use super::desk::{Desk, Mode, kind_for};
use crate::text::{editor as words, transcript};

impl Desk {
    /// Whether what is in the box goes on record as interpreted.
    pub fn interpreted(self) -> bool {
        let speaker = self.speaker.get();
        let of_line = self.mode.with(|mode| matches!(mode, Mode::Mending(_)));
        if of_line {
            self.line_interpreted.get() && speaker != Speaker::Nobody
        } else {
            self.through_interpreter
                .with(|all| matches!(&speaker, Speaker::Seat(seat) if all.contains(seat)))
        }
    }

    pub(super) fn speaks_through_interpreter(self, speaker: &Speaker) -> bool {
        self.through_interpreter
            .with_untracked(|all| matches!(speaker, Speaker::Seat(seat) if all.contains(seat)))
    }

    pub fn turn_interpreted(self) {
        let Speaker::Seat(seat) = self.speaker.get_untracked() else {
            return self.say(words::who_is_interpreted);
        };
        match self.base() {
            Some(base) if is_spoken(base.kind) => {
                self.line_interpreted.update(|marked| *marked = !*marked);
            }
            // A ruling, an exhibit, an incident is what the court's acts made it.
            Some(_) => self.say(words::not_speech),
            None => self.through_interpreter.update(|all| {
                if !all.remove(&seat) {
                    all.insert(seat);
                }
            }),
        }
    }

    /// The kind of a line that was of this kind, or is new, with what is in the box now.
    pub(super) fn kind(self, was: Option<LineKind>) -> LineKind {
        let speaker = self.speaker.get_untracked();
        let marked = untrack(|| self.interpreted());
        marked_kind(kind_for(was.unwrap_or(LineKind::Act), &speaker), marked)
    }
}

fn is_spoken(kind: LineKind) -> bool {
    match kind {
        LineKind::Speech | LineKind::Interpreted | LineKind::Act => true,
        LineKind::Ruling | LineKind::Exhibit | LineKind::Incident | LineKind::Heading => false,
    }
}

fn marked_kind(kind: LineKind, marked: bool) -> LineKind {
    match (kind, marked) {
        (LineKind::Speech | LineKind::Interpreted, true) => LineKind::Interpreted,
        (LineKind::Speech | LineKind::Interpreted, false) => LineKind::Speech,
        (
            LineKind::Act
            | LineKind::Ruling
            | LineKind::Exhibit
            | LineKind::Incident
            | LineKind::Heading,
            _,
        ) => kind,
    }
}

#[component]
pub fn InterpretedKey(desk: Desk) -> impl IntoView {
    view! {
        <button type="button" class="press press--quiet press--dense interpreted-key" data-act="interpreted"
            aria-pressed=move || desk.interpreted().to_string() title=words::key_interpreted
            on:click=move |_| { desk.turn_interpreted(); desk.focus(); }>
            <kbd>"Alt Y"</kbd><span>{words::interpreted}</span>
        </button>
    }
}

/// Behind the words.
#[component]
pub fn InterpretedMark(kind: LineKind) -> impl IntoView {
    (kind == LineKind::Interpreted).then(|| {
        view! { <span class="line-interpreted" data-interpreted="">{transcript::interpreted_mark}</span> }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn only_what_somebody_says_is_interpreted() {
        let (speech, interpreted) = (LineKind::Speech, LineKind::Interpreted);
        assert_eq!(marked_kind(speech, true), interpreted);
        assert_eq!(marked_kind(interpreted, true), interpreted);
        assert_eq!(marked_kind(interpreted, false), speech);
        for kind in [LineKind::Act, LineKind::Ruling, LineKind::Exhibit] {
            assert_eq!(marked_kind(kind, true), kind);
        }
    }
}
