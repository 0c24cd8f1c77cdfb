//! What can be wrong with a file: for programs by name, for people in words.

use std::fmt;

use crate::checkpoint::BadCheckpoint;

/// The first fault of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstBad {
    /// The first altered record; none if the fault lies outside the records.
    pub seq: Option<u64>,
    pub fault: Fault,
    /// What the file now has in this record's place, as far as it can be read. It is what somebody made of it.
    pub stands: Option<Told>,
    /// The last record that is as it was.
    pub before: Option<Told>,
}

/// What a record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub at_ms: u64,
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The line (from 1) is not what stands there in an export, and cannot be read at all.
    Unreadable {
        line: usize,
    },
    /// It can be read and says the same, but is not byte for byte as it was exported.
    Spelling {
        line: usize,
    },
    Format,
    /// The file's key is no Ed25519 key.
    Key,
    /// A checkpoint is of another hearing than the file says it is.
    OtherHearing,
    /// The record is missing or out of its place.
    Displaced,
    /// Its hash does not follow from it and the record before.
    Altered,
    /// From here to `to`, one was rewritten and the chain made to fit; a signed checkpoint shows it.
    Rewritten {
        to: u64,
    },
    /// It is missing: the file was signed up to record `signed`.
    Missing {
        signed: u64,
    },
    /// It was added after the file was sealed.
    Added,
    /// Checkpoint `n` (from 0) counts for nothing.
    Checkpoint {
        n: usize,
        why: BadCheckpoint,
    },
    /// There is no checkpoint at all.
    Unsealed,
    /// The last checkpoint does not seal the file.
    EndCut,
    /// A checkpoint was taken out or added.
    CheckpointCount,
    /// The digest of this document is no SHA-256.
    Digest {
        document: String,
    },
    /// The list of documents is not the one that was sealed.
    Documents,
}

impl fmt::Display for FirstBad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.seq {
            Some(seq) => write!(f, "record {seq}: {}", self.fault),
            None => self.fault.fmt(f),
        }
    }
}

impl std::error::Error for FirstBad {}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { line } => write!(f, "line {line} of the file cannot be read"),
            Self::Spelling { line } => {
                write!(f, "line {line} is not byte for byte as it was exported")
            }
            Self::Format => write!(f, "the format is not {}", super::FORMAT),
            Self::Key => f.write_str("the public key is not an Ed25519 key"),
            Self::OtherHearing => f.write_str("a checkpoint is of another hearing"),
            Self::Displaced => f.write_str("it is missing or out of its place"),
            Self::Altered => f.write_str(
                "it was altered: its hash does not follow from it and the record before",
            ),
            Self::Rewritten { to } => write!(
                f,
                "from here to record {to}, these are not those that were signed: one of them was rewritten"
            ),
            Self::Missing { signed } => {
                write!(
                    f,
                    "it is missing: the file was signed up to record {signed}"
                )
            }
            Self::Added => f.write_str("it was added after the file was sealed"),
            Self::Checkpoint { n, why } => write!(f, "checkpoint {n} counts for nothing: {why}"),
            Self::Unsealed => f.write_str("no checkpoint seals the file"),
            Self::EndCut => {
                f.write_str("the last checkpoint does not seal the file: its end was cut")
            }
            Self::CheckpointCount => f.write_str("a checkpoint was taken out or added"),
            Self::Digest { document } => {
                write!(
                    f,
                    "the digest of document {} is no SHA-256",
                    document.escape_debug()
                )
            }
            Self::Documents => f.write_str("the list of documents is not the one that was sealed"),
        }
    }
}
