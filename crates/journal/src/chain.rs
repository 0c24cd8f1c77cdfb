//! The hash chain. `FORMAT.md` says the same in words for people who write a verifier of their own.

use sha2::{Digest, Sha256};

use crate::Entry;

/// What the first record of a hearing has in place of a previous hash.
pub const GENESIS: [u8; 32] = [0; 32];

/// The hash of one record.
///
/// Number, time and hearing are hashed too, not the body alone: else a record could be moved to another minute or another case
/// without trace. The hearing's length stands before it, so that no two records share one run of bytes.
#[must_use]
pub fn hash(prev: &[u8; 32], hearing: &str, seq: u64, at_ms: u64, body: &str) -> [u8; 32] {
    let mut sha = Sha256::new();
    sha.update(prev);
    sha.update(seq.to_be_bytes());
    sha.update(at_ms.to_be_bytes());
    sha.update((hearing.len() as u64).to_be_bytes());
    sha.update(hearing);
    sha.update(body);
    sha.finalize().into()
}

/// The record that follows `prev`.
#[must_use]
pub fn link(prev: [u8; 32], hearing: &str, seq: u64, at_ms: u64, body: String) -> Entry {
    let hash = hash(&prev, hearing, seq, at_ms, &body);
    Entry {
        hearing: hearing.to_owned(),
        seq,
        at_ms,
        body,
        prev,
        hash,
    }
}

/// Whether `entry` is the untouched record number `seq` after `prev`.
#[must_use]
pub fn follows(entry: &Entry, prev: &[u8; 32], seq: u64) -> bool {
    entry.seq == seq
        && entry.prev == *prev
        && entry.hash == hash(prev, &entry.hearing, entry.seq, entry.at_ms, &entry.body)
}
