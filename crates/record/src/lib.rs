//! 庭审笔录 as a PDF (R56, R62): from the state of a hearing, or from what one person may see of it, to the bytes of an
//! archivable file.
//!
//! What people said is data and never markup: it reaches the template as JSON strings, see the module `literal`.

mod clock;
mod fonts;
mod literal;
mod sheet;
mod typeset;
mod words;

use std::fmt;

use hearing::{Hearing, Millis};

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// Nothing was scheduled, or the viewer may not even know of it.
    NoMatter,
    /// `at` lies beyond the calendar.
    BadTime,
    /// The typesetter's own words; a fault of ours, no text of a hearing leads here.
    Typesetting(String),
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoMatter => f.write_str("there is no hearing to make a transcript of"),
            Self::BadTime => f.write_str("the time lies beyond the calendar"),
            Self::Typesetting(why) => write!(f, "the transcript could not be set: {why}"),
        }
    }
}

impl std::error::Error for RecordError {}

/// The transcript as PDF/A-2a and PDF/UA-1, its fonts embedded as subsets. `at` (ms since 1970) is printed as the time of making,
/// so that the same hearing at the same time gives the same bytes.
///
/// Hand it [`Hearing::view_for`] the reader: what he may not see is then not in the file. A view without the bench is what a
/// witness gets, and is marked as his own words only (R59).
///
/// Blocks for as long as it computes (a tenth of a second for 500 lines, one for 5,000): not for an async thread.
///
/// # Errors
/// `NoMatter` before anything was scheduled; the others do not happen with times of this millennium.
pub fn transcript_pdf(hearing: &Hearing, at: Millis) -> Result<Vec<u8>, RecordError> {
    let fonts = fonts::for_text_of(hearing);
    let sheet = sheet::Sheet::of(hearing, at, &literal::Setter::new(&fonts))?;
    typeset::pdf(&sheet, &fonts, at)
}
