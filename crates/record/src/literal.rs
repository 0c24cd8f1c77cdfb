//! Text that comes out as it was said: nothing in it is an instruction, nothing in it is lost, nothing in it is unseen.

use serde::Serialize;

use crate::fonts::Fonts;

/// Text for the template: its pieces, between which a line may break.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Text(Vec<String>);

/// A run without a place to break gets one after so many characters, or it would leave the page.
const UNBROKEN: usize = 24;

/// Makes [`Text`] of any string.
pub struct Setter<'a> {
    fonts: &'a Fonts,
}

impl<'a> Setter<'a> {
    pub fn new(fonts: &'a Fonts) -> Self {
        Self { fonts }
    }

    /// The names of the faces by which the template asks for them.
    pub fn families(&self) -> Vec<String> {
        self.fonts.families()
    }

    /// What cannot be seen (a character that turns the direction of writing, has no width, or no face has) is named by its number.
    pub fn set(&self, text: impl AsRef<str>) -> Text {
        let mut pieces = vec![String::new()];
        let mut unbroken = 0;
        let text = text.as_ref().replace("\r\n", "\n");
        for c in text.chars() {
            let written = match c {
                '\n' | ' ' => c.to_string(),
                '\t' => " ".repeat(4),
                _ if is_hidden(c) || !self.fonts.covers(c) => format!("〔U+{:04X}〕", u32::from(c)),
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

/// Controls, characters of direction, width or variation, and those for private use, which mean whatever a font likes.
pub fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t' && c != '\r')
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Spaces, and the scripts that break between any two characters. Their punctuation counts as unbroken: a row of it does not break.
fn breaks_anywhere(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}
