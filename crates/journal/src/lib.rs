//! The journal: what has happened in each hearing, in order, on disk, and provably unaltered.
//!
//! This crate knows no court rule. A record's body is a string that it stores and hashes verbatim. It promises four things:
//!
//! - **Acknowledged means on disk**: [`Journal::append`] answers after the commit that holds the records was synced.
//! - **One command, one effect**: the receipt of a command is committed together with its records, or not at all.
//! - **Nothing is rewritten**: records of a hearing form a hash chain ([`chain`]), with signed checkpoints ([`checkpoint`]).
//! - **A stranger can check it**: an exported file ([`bundle`]) is verified without this software; see `FORMAT.md`.
//!
//! Without the feature `store`, only what verifies a file is left: it runs in a browser.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod bundle;
pub mod chain;
pub mod checkpoint;
mod entry;
mod error;
#[cfg(feature = "store")]
mod file_key;
#[cfg(feature = "store")]
mod group;
mod hex;
pub mod packed;
#[cfg(all(test, target_os = "linux", feature = "store"))]
mod power_cut;
#[cfg(feature = "store")]
mod schema;
#[cfg(feature = "store")]
mod sqlite;

pub use entry::{Append, CommandReceipt, Entry, Fut, Journal, Receipt};
pub use error::JournalError;
#[cfg(feature = "store")]
pub use sqlite::SqliteJournal;
