//! 案卷所载证件: what the case file has of a person's document, which his own entry is held against (R2). The court alone reads it.

use crate::check_in::{DocumentKind, Identity};
use crate::hearing::Seat;
use serde::{Deserialize, Serialize};

/// Of the number only the last four, as of what somebody enters himself (R97).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnFile {
    pub document: DocumentKind,
    pub last_four: String,
}

/// How an entry stands to the case file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgainstFile {
    /// The file has no document of his.
    NothingOnFile,
    Agrees,
    /// The file has one of another kind, which says nothing of this one.
    OtherDocument,
    /// Entered in the file after he had stated it.
    Differs,
}

impl Seat {
    pub fn with_document(mut self, document: DocumentKind, last_four: &str) -> Self {
        self.on_file = Some(OnFile {
            document,
            last_four: last_four.to_owned(),
        });
        self
    }

    /// None before he has stated who he is.
    pub fn against_file(&self) -> Option<AgainstFile> {
        let stated = self.check_in.identity.as_ref()?;
        Some(against(self.on_file.as_ref(), stated))
    }
}

impl OnFile {
    /// Whether the same document cannot have this number.
    pub(crate) fn contradicts(&self, document: DocumentKind, last_four: &str) -> bool {
        self.document == document && self.last_four != last_four
    }
}

fn against(file: Option<&OnFile>, stated: &Identity) -> AgainstFile {
    let Some(file) = file else {
        return AgainstFile::NothingOnFile;
    };
    if file.document != stated.document {
        AgainstFile::OtherDocument
    } else if file.contradicts(stated.document, &stated.last_four) {
        AgainstFile::Differs
    } else {
        AgainstFile::Agrees
    }
}
