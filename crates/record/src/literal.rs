//! Text that comes out as it was said: nothing in it is an instruction, nothing in it is lost, nothing in it is unseen.

use hearing::{Masking, is_hidden};
use serde::Serialize;

use crate::fonts::Fonts;

/// Text for the template: its pieces, between which a line may break.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Text(Vec<String>);

impl Text {
    /// For files whose lines break where the reader's program breaks them.
    pub fn plain(&self) -> String {
        self.0.concat()
    }
}

/// A run without a place to break gets one after so many characters, or it would leave the page.
const UNBROKEN: usize = 24;

/// Makes [`Text`] of any string.
pub struct Setter<'a> {
    /// None where the reader's program has the faces.
    fonts: Option<&'a Fonts>,
    pub masking: &'a Masking,
}

impl<'a> Setter<'a> {
    pub fn new(fonts: &'a Fonts, masking: &'a Masking) -> Self {
        Self {
            fonts: Some(fonts),
            masking,
        }
    }

    pub fn without_faces(masking: &'a Masking) -> Self {
        Self {
            fonts: None,
            masking,
        }
    }

    /// The names of the faces by which the template asks for them.
    pub fn families(&self) -> Vec<String> {
        self.fonts.map(Fonts::families).unwrap_or_default()
    }

    /// A text that may speak of others: masked, where this copy is.
    pub fn set(&self, text: impl AsRef<str>) -> Text {
        self.as_it_is(self.masking.of(text.as_ref()))
    }

    /// What cannot be seen (a character that turns the direction of writing, has no width, or no face has) is named by its number.
    pub fn as_it_is(&self, text: impl AsRef<str>) -> Text {
        let covers = |c| self.fonts.is_none_or(|fonts| fonts.covers(c));
        let mut pieces = vec![String::new()];
        let mut unbroken = 0;
        let text = text.as_ref().replace("\r\n", "\n");
        for c in text.chars() {
            let written = match c {
                '\n' | ' ' => c.to_string(),
                '\t' => " ".repeat(4),
                _ if is_hidden(c) || !covers(c) => format!("〔U+{:04X}〕", u32::from(c)),
                _ => c.to_string(),
            };
            unbroken = if breaks_anywhere(c) { 0 } else { unbroken + 1 };
            if unbroken > UNBROKEN {
                pieces.push(String::new());
                unbroken = 1;
            }
            if let Some(last) = pieces.last_mut() {
                last.push_str(&written);
            }
        }
        Text(pieces)
    }
}

/// Spaces, and the scripts that break between any two characters. Their punctuation counts as unbroken: a row of it does not break.
fn breaks_anywhere(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}
