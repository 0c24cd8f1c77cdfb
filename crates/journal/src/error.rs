use std::fmt;

/// Why the journal could not do what it was asked. After any of these, nothing of the request may be shown as saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalError {
    /// No room on the disk. Nothing was written; free space and repeat.
    Full,
    /// Too many requests wait, or another process holds the file. Nothing was written; repeat later.
    Busy,
    /// Record `seq` is missing or is not what was written. The hearing must not go on from it.
    Corrupt { hearing: String, seq: u64 },
    /// `expect_seq` is not the next number (`next` is), or the command has its receipt already. Nothing was written.
    Conflict { hearing: String, next: u64 },
    /// The store failed. After a failed append load the hearing anew: whether the records are in the file is not known.
    Io(String),
}

impl JournalError {
    /// The stable code, for logs, metrics and the wire.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Full => "journal.full",
            Self::Busy => "journal.busy",
            Self::Corrupt { .. } => "journal.corrupt",
            Self::Conflict { .. } => "journal.conflict",
            Self::Io(_) => "journal.io",
        }
    }

    /// Whether the transaction is lost with it. The others are found before anything is written.
    #[cfg(feature = "store")]
    pub(crate) fn is_storage(&self) -> bool {
        matches!(self, Self::Full | Self::Busy | Self::Io(_))
    }
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("the disk is full"),
            Self::Busy => f.write_str("the journal is busy"),
            Self::Corrupt { hearing, seq } => {
                write!(f, "record {seq} of hearing {hearing} is missing or altered")
            }
            Self::Conflict { hearing, next } => {
                write!(
                    f,
                    "hearing {hearing} continues at record {next}, or the command was already recorded"
                )
            }
            Self::Io(why) => write!(f, "the journal failed: {why}"),
        }
    }
}

impl std::error::Error for JournalError {}

#[cfg(feature = "store")]
impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                Self::Busy
            }
            _ => Self::Io(error.to_string()),
        }
    }
}
