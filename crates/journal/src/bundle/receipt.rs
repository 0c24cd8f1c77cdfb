//! A checkpoint given away earlier: who holds one needs to trust neither the file nor, later, the court.

use std::fmt;

use super::Verified;
use crate::{
    checkpoint::{self, BadCheckpoint, Checkpoint},
    hex,
};

/// What a checkpoint given away earlier says against a file that is whole in itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exposed {
    /// It is no checkpoint, or was changed: nothing is found out about the file.
    Unsound(BadCheckpoint),
    /// It was signed with another key than the file.
    OtherKey,
    OtherHearing,
    /// The file ends before the record that it was given for.
    TooShort {
        seq: u64,
    },
    /// The file had another record `to` then: one of those from `from` was rewritten after it was given.
    Rewritten {
        from: u64,
        to: u64,
    },
}

impl Verified {
    /// Whether this file tells what it told when `receipts` were given away. They need not be in any order; the first that
    /// does not fit is named by its place.
    ///
    /// # Errors
    /// Which receipt does not fit, and how.
    pub fn fits(&self, receipts: &[&str]) -> Result<Vec<Checkpoint>, (usize, Exposed)> {
        let mut read = Vec::with_capacity(receipts.len());
        for (n, jws) in receipts.iter().enumerate() {
            read.push((n, self.of_this_file(jws).map_err(|why| (n, why))?));
        }
        // By the record that they are of, so that what is rewritten lies after the last one that fits.
        read.sort_by_key(|(n, given)| (given.seq, *n));
        let mut from = 0;
        for (n, given) in &read {
            let entry = usize::try_from(given.seq)
                .ok()
                .and_then(|seq| self.entries.get(seq));
            let Some(entry) = entry else {
                return Err((*n, Exposed::TooShort { seq: given.seq }));
            };
            if hex::encode(&entry.hash) != given.hash {
                return Err((
                    *n,
                    Exposed::Rewritten {
                        from,
                        to: given.seq,
                    },
                ));
            }
            from = given.seq + 1;
        }
        Ok(read.into_iter().map(|(_, given)| given).collect())
    }

    fn of_this_file(&self, jws: &str) -> Result<Checkpoint, Exposed> {
        let given = checkpoint::read(jws.trim(), &self.key).map_err(|why| match why {
            BadCheckpoint::Key => Exposed::OtherKey,
            BadCheckpoint::Malformed | BadCheckpoint::Signature => Exposed::Unsound(why),
        })?;
        if given.hearing == self.hearing {
            Ok(given)
        } else {
            Err(Exposed::OtherHearing)
        }
    }
}

impl fmt::Display for Exposed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsound(why) => write!(f, "it counts for nothing: {why}"),
            Self::OtherKey => f.write_str("it was signed with another key than this file"),
            Self::OtherHearing => f.write_str("it is of another hearing"),
            Self::TooShort { seq } => {
                write!(
                    f,
                    "it was given for record {seq}, which this file does not have"
                )
            }
            Self::Rewritten { from, to } => write!(
                f,
                "one of records {from} to {to} was rewritten after it was given"
            ),
        }
    }
}

impl std::error::Error for Exposed {}
