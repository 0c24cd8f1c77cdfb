//! From a sheet to a PDF: the typesetter sees one template, one JSON file and our faces; no disk, no net, no clock.

use std::sync::LazyLock;

use hearing::Millis;
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::fonts::Fonts;
use crate::places::Places;
use crate::receipt::Receipt;
use crate::sheet::Sheet;
use crate::{RecordError, clock};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// What lies open for the template.
struct Desk<'a> {
    template: Source,
    data_id: FileId,
    data: Bytes,
    fonts: &'a Fonts,
}

impl<'a> Desk<'a> {
    fn with(template: &str, data: Vec<u8>, fonts: &'a Fonts) -> Result<Self, RecordError> {
        let id = |name: &str| {
            let path = VirtualPath::new(name).map_err(|e| fault(format!("{e:?}")))?;
            Ok::<_, RecordError>(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        Ok(Self {
            template: Source::new(id("/page.typ")?, template.to_owned()),
            data_id: id("/sheet.json")?,
            data: Bytes::new(data),
            fonts,
        })
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.face(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

pub fn pdf(sheet: &Sheet, fonts: &Fonts, at: Millis) -> Result<Vec<u8>, RecordError> {
    let data = serde_json::to_vec(sheet).map_err(fault)?;
    set(
        include_str!("transcript.typ"),
        data,
        &sheet.identity(),
        fonts,
        at,
    )
}

/// Where on its pages each line stands.
pub fn places(sheet: &Sheet, fonts: &Fonts) -> Result<Places, RecordError> {
    let data = serde_json::to_vec(sheet).map_err(fault)?;
    let desk = Desk::with(include_str!("transcript.typ"), data, fonts)?;
    let Warned { output, .. } = typst::compile::<PagedDocument>(&desk);
    let places = output.map(|document| Places::of(&document)).map_err(faults);
    typst::comemo::evict(0);
    places
}

pub fn receipt(sheet: &Receipt, fonts: &Fonts, at: Millis) -> Result<Vec<u8>, RecordError> {
    let data = serde_json::to_vec(sheet).map_err(fault)?;
    set(
        include_str!("receipt.typ"),
        data,
        &sheet.identity(),
        fonts,
        at,
    )
}

/// `identity` tells this text from all others.
fn set(
    template: &str,
    data: Vec<u8>,
    identity: &str,
    fonts: &Fonts,
    at: Millis,
) -> Result<Vec<u8>, RecordError> {
    let desk = Desk::with(template, data, fonts)?;
    let Warned { output, .. } = typst::compile::<PagedDocument>(&desk);
    let made = output.map_err(faults).and_then(|document| {
        let archival = options(identity, at, &[PdfStandard::A_2a, PdfStandard::Ua_1])?;
        // A court is not left without its transcript because one letter is not fit for archives.
        typst_pdf::pdf(&document, &archival)
            .or_else(|_| typst_pdf::pdf(&document, &options(identity, at, &[]).unwrap_or_default()))
            .map_err(faults)
    });
    // What the typesetter remembers of this hearing serves no other.
    typst::comemo::evict(0);
    made
}

fn options(
    identity: &str,
    at: Millis,
    standards: &[PdfStandard],
) -> Result<PdfOptions, RecordError> {
    Ok(PdfOptions {
        ident: Smart::Custom(identity.to_owned()),
        creator: Smart::Custom(Some("Kaiting".to_owned())),
        timestamp: Some(timestamp(at).ok_or(RecordError::BadTime)?),
        standards: PdfStandards::new(standards).map_err(|e| fault(e.message().as_str()))?,
        ..PdfOptions::default()
    })
}

fn timestamp(at: Millis) -> Option<Timestamp> {
    let t = clock::beijing(at)?;
    let (month, day) = (u8::from(t.month()), t.day());
    let moment = Datetime::from_ymd_hms(t.year(), month, day, t.hour(), t.minute(), t.second())?;
    Timestamp::new_local(moment, clock::OFFSET_MINUTES)
}

fn fault(why: impl std::fmt::Display) -> RecordError {
    RecordError::Typesetting(why.to_string())
}

fn faults(all: impl IntoIterator<Item = SourceDiagnostic>) -> RecordError {
    let said: Vec<String> = all.into_iter().map(|d| d.message.to_string()).collect();
    fault(said.join("; "))
}
