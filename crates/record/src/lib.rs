//! 庭审笔录 as a PDF (R56, R62): from the state of a hearing, or from what one person may see of it, to the bytes of an
//! archivable file.
//!
//! What people said is data and never markup: it reaches the template as JSON strings, see the module `literal`.

pub mod absences;
mod blocks;
mod captions;
mod clock;
mod docx;
mod fonts;
mod literal;
mod places;
mod receipt;
mod sheet;
mod text;
mod typeset;
mod words;

use std::fmt;

use hearing::{Hearing, Masking, Millis, SeatId};
pub use receipt::ReceiptCode;
pub use words::record as record_name;

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// Nothing was scheduled, or the viewer may not even know of it.
    NoMatter,
    /// The person has filed nothing that there could be a receipt for.
    NothingFiled,
    /// `at` lies beyond the calendar.
    BadTime,
    /// The typesetter's own words; a fault of ours, no text of a hearing leads here.
    Typesetting(String),
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoMatter => f.write_str("there is no hearing to make a transcript of"),
            Self::NothingFiled => f.write_str("this person has filed nothing"),
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
    Copy::whole(hearing, at).pdf()
}

/// A copy of the transcript that somebody takes away, in whatever kind of file: header, draft mark, lines and signatures are the
/// same in all of them.
pub struct Copy<'a> {
    pub hearing: &'a Hearing,
    pub at: Millis,
    pub masking: Masking,
}

impl<'a> Copy<'a> {
    /// The court's own.
    pub fn whole(hearing: &'a Hearing, at: Millis) -> Self {
        Self {
            hearing,
            at,
            masking: Masking::Nothing,
        }
    }

    /// # Errors
    /// As [`transcript_pdf`].
    pub fn pdf(&self) -> Result<Vec<u8>, RecordError> {
        let fonts = fonts::for_text_of(self.hearing);
        let setter = literal::Setter::new(&fonts, &self.masking);
        let sheet = sheet::Sheet::of(self.hearing, self.at, &setter)?;
        typeset::pdf(&sheet, &fonts, self.at)
    }

    /// Plain text; its lines have page and line of the PDF.
    ///
    /// # Errors
    /// As [`transcript_pdf`].
    pub fn text(&self) -> Result<String, RecordError> {
        let fonts = fonts::for_text_of(self.hearing);
        let setter = literal::Setter::new(&fonts, &self.masking);
        let set = sheet::Sheet::of(self.hearing, self.at, &setter)?;
        let places = typeset::places(&set, &fonts)?;
        Ok(text::text(&self.sheet()?, &places))
    }

    /// WebVTT.
    ///
    /// # Errors
    /// As [`transcript_pdf`].
    pub fn captions(&self) -> Result<String, RecordError> {
        Ok(captions::captions(&self.sheet()?))
    }

    /// # Errors
    /// As [`transcript_pdf`].
    pub fn docx(&self) -> Result<Vec<u8>, RecordError> {
        docx::docx(&self.sheet()?, self.at)
    }

    fn sheet(&self) -> Result<sheet::Sheet, RecordError> {
        let setter = literal::Setter::without_faces(&self.masking);
        sheet::Sheet::of(self.hearing, self.at, &setter)
    }
}

/// 证据材料收据 of what `seat` has filed, as the same kind of file, with the code that binds the record of the moment. Blocks like [`transcript_pdf`].
///
/// # Errors
/// `NothingFiled`, and as [`transcript_pdf`].
pub fn receipt_pdf(
    hearing: &Hearing,
    seat: &SeatId,
    code: Option<&ReceiptCode>,
    at: Millis,
) -> Result<Vec<u8>, RecordError> {
    let fonts = fonts::for_text_of(hearing);
    let sheet = receipt::Receipt::of(
        hearing,
        seat,
        code,
        at,
        &literal::Setter::new(&fonts, &Masking::Nothing),
    )?;
    typeset::receipt(&sheet, &fonts, at)
}
