use std::{future::Future, pin::Pin};

use crate::JournalError;

/// One record, as it lies in the journal. The first of a hearing has `seq` 0 and [`crate::chain::GENESIS`] as `prev`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub hearing: String,
    pub seq: u64,
    pub at_ms: u64,
    /// Canonical JSON of the record, stored and hashed verbatim.
    pub body: String,
    pub prev: [u8; 32],
    pub hash: [u8; 32],
}

/// What a command led to: all of it is committed, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Append {
    pub hearing: String,
    /// The number that the first body gets, which is the count of records so far. Guards against a writer with an old state.
    pub expect_seq: u64,
    /// The server's clock, as it was handed to `decide`.
    pub at_ms: u64,
    pub bodies: Vec<String>,
    pub command: Option<CommandReceipt>,
}

/// The answer a command was given, kept so that its repetition gets the same one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandReceipt {
    pub seat: String,
    pub id: String,
    /// Digest of the command's body: the same id with another body is to be refused.
    pub fingerprint: [u8; 32],
    pub reply: String,
}

/// The stored part of a receipt: fingerprint and reply.
pub type Receipt = ([u8; 32], String);

/// What the journal's methods return: boxed, so that a server can hold an `Arc<dyn Journal>`.
pub type Fut<'a, T> = Pin<Box<dyn Future<Output = Result<T, JournalError>> + Send + 'a>>;

/// A store of hearings. Small on purpose: another database follows by implementing this and nothing else.
///
/// A request is under way once its method was called; dropping the future gives up the answer, not the request.
pub trait Journal: Send + Sync {
    /// Appends the records and the receipt in one transaction, and answers when it is on disk.
    ///
    /// # Errors
    /// `Conflict` if `expect_seq` is not next or the command has a receipt; `Full`, `Busy`, `Io` if the store fails.
    fn append(&self, append: Append) -> Fut<'_, Vec<Entry>>;

    /// All records of a hearing in order, none if it has none. Verifies the chain while reading.
    ///
    /// # Errors
    /// `Corrupt` with the first record that is missing or altered.
    fn load(&self, hearing: &str) -> Fut<'_, Vec<Entry>>;

    /// The receipt of one command.
    ///
    /// # Errors
    /// `Busy`, `Io` if the store fails.
    fn receipt(&self, hearing: &str, seat: &str, id: &str) -> Fut<'_, Option<Receipt>>;

    /// All receipts of a hearing in the order of their commands, to rebuild the map in memory at start.
    ///
    /// # Errors
    /// `Busy`, `Io` if the store fails.
    fn receipts(&self, hearing: &str) -> Fut<'_, Vec<CommandReceipt>>;

    /// Every hearing that has a record, sorted.
    ///
    /// # Errors
    /// `Busy`, `Io` if the store fails.
    fn hearings(&self) -> Fut<'_, Vec<String>>;

    /// Sets a value beside the journal (hashed seat links, sessions, exhibit metadata, checkpoints). On disk when it answers.
    ///
    /// # Errors
    /// `Full`, `Busy`, `Io` if the store fails.
    fn put(&self, table: &str, key: &str, value: &str) -> Fut<'_, ()>;

    /// Reads a value.
    ///
    /// # Errors
    /// `Busy`, `Io` if the store fails.
    fn get(&self, table: &str, key: &str) -> Fut<'_, Option<String>>;

    /// Removes a value; says whether there was one. Gone from the disk's state when it answers.
    ///
    /// # Errors
    /// `Full`, `Busy`, `Io` if the store fails.
    fn delete(&self, table: &str, key: &str) -> Fut<'_, bool>;

    /// All keys and values of a table, sorted by key.
    ///
    /// # Errors
    /// `Busy`, `Io` if the store fails.
    fn list(&self, table: &str) -> Fut<'_, Vec<(String, String)>>;
}
