//! The exported file of a hearing, which anyone can verify; `FORMAT.md` is its description for strangers.

use std::{collections::BTreeMap, fmt, io};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    Entry, chain,
    checkpoint::{self, Checkpoint, PublicKey, Seal, Signer},
    hex,
};

const FORMAT: &str = "kaiting-file/1";

/// What goes into a file.
pub struct Export<'a> {
    /// The whole hearing, as [`crate::Journal::load`] gave it.
    pub entries: &'a [Entry],
    /// The checkpoints made on the way, oldest first; the sealing one is added.
    pub checkpoints: &'a [String],
    /// Name and SHA-256 of every document that belongs to the file.
    pub documents: &'a BTreeMap<String, [u8; 32]>,
    pub at_ms: u64,
}

/// A file that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub hearing: String,
    pub entries: Vec<Entry>,
    pub last_hash: [u8; 32],
    /// The last one seals the file.
    pub checkpoints: Vec<Checkpoint>,
    pub documents: BTreeMap<String, [u8; 32]>,
    /// Compare it with the id that the court publishes: anyone can make a file that is whole under a key of his own.
    pub key_id: String,
}

/// The first fault of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstBad {
    /// The first altered record; none if the fault lies outside the records.
    pub seq: Option<u64>,
    pub reason: String,
}

impl fmt::Display for FirstBad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.seq {
            Some(seq) => write!(f, "record {seq}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl std::error::Error for FirstBad {}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    hearing: String,
    public_key: PublicKey,
    documents: BTreeMap<String, String>,
    checkpoints: Vec<String>,
    entries: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    seq: u64,
    at_ms: u64,
    body: String,
    hash: String,
}

/// Writes the file and seals it.
///
/// # Errors
/// If there is no record, or the signer fails.
pub fn export(signer: &dyn Signer, export: &Export<'_>) -> io::Result<String> {
    let last = export
        .entries
        .last()
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "no record to export"))?;
    let seal = Seal {
        checkpoints: export.checkpoints.len() as u64,
        documents: hex::encode(&documents_digest(export.documents)),
    };
    let mut checkpoints = export.checkpoints.to_vec();
    checkpoints.push(checkpoint::sign(signer, last, export.at_ms, Some(seal))?);
    let line = |e: &Entry| Line {
        seq: e.seq,
        at_ms: e.at_ms,
        body: e.body.clone(),
        hash: hex::encode(&e.hash),
    };
    let file = File {
        format: FORMAT.to_owned(),
        hearing: last.hearing.clone(),
        public_key: signer.public_key(),
        documents: export
            .documents
            .iter()
            .map(|(name, digest)| (name.clone(), hex::encode(digest)))
            .collect(),
        checkpoints,
        entries: export.entries.iter().map(line).collect(),
    };
    Ok(render(&file)?)
}

/// One record or checkpoint per line: two files compare with `diff`, and a broken line names its record.
fn render(file: &File) -> serde_json::Result<String> {
    fn json<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<String> {
        serde_json::to_string(value)
    }
    fn lines<T: Serialize>(items: &[T]) -> serde_json::Result<String> {
        Ok(items
            .iter()
            .map(json)
            .collect::<Result<Vec<_>, _>>()?
            .join(",\n"))
    }
    Ok(format!(
        "{{\"format\":{},\n\"hearing\":{},\n\"public_key\":{},\n\"documents\":{},\n\"checkpoints\":[\n{}\n],\n\"entries\":[\n{}\n]}}\n",
        json(&file.format)?,
        json(&file.hearing)?,
        json(&file.public_key)?,
        json(&file.documents)?,
        lines(&file.checkpoints)?,
        lines(&file.entries)?,
    ))
}

fn documents_digest(documents: &BTreeMap<String, [u8; 32]>) -> [u8; 32] {
    let mut sha = Sha256::new();
    for (name, digest) in documents {
        sha.update((name.len() as u64).to_be_bytes());
        sha.update(name);
        sha.update(digest);
    }
    sha.finalize().into()
}

/// Verifies a file by the key that it carries; see [`Verified::key_id`].
///
/// # Errors
/// The first altered record, or what else is wrong.
pub fn verify(text: &str) -> Result<Verified, FirstBad> {
    let file: File = serde_json::from_str(text).map_err(|error| unreadable(text, error.line()))?;
    if file.format != FORMAT {
        return Err(outside(format!("the format is not {FORMAT}")));
    }
    if !file.public_key.is_usable() {
        return Err(outside("the public key is not an Ed25519 key"));
    }
    let signed: Vec<_> = file
        .checkpoints
        .iter()
        .map(|jws| checkpoint::read(jws, &file.public_key))
        .collect();
    if signed.iter().flatten().any(|c| c.hearing != file.hearing) {
        return Err(outside("a checkpoint is of another hearing"));
    }
    // Records first: a fault in one of them is what people ask for, even where a checkpoint is damaged too.
    let entries = records(&file, &signed.iter().flatten().collect::<Vec<_>>())?;
    let mut checkpoints = Vec::with_capacity(signed.len());
    for (n, one) in signed.into_iter().enumerate() {
        checkpoints
            .push(one.map_err(|why| outside(format!("checkpoint {n} counts for nothing: {why}")))?);
    }
    let documents = seal(&file, &checkpoints, entries.len() as u64)?;
    // What a JSON reader overlooks (a space, another spelling of a letter) is a change all the same.
    if render(&file).ok().as_deref() != Some(text) {
        return Err(outside(
            "the records are whole, but the file is not byte for byte as it was exported",
        ));
    }
    let last_hash = entries.last().map_or(chain::GENESIS, |entry| entry.hash);
    Ok(Verified {
        key_id: file.public_key.id(),
        hearing: file.hearing,
        entries,
        last_hash,
        checkpoints,
        documents,
    })
}

/// As [`verify`], for a file as it was read from a disk.
///
/// # Errors
/// As [`verify`]; a file that is not UTF-8 is altered where it ceases to be.
pub fn verify_bytes(bytes: &[u8]) -> Result<Verified, FirstBad> {
    match std::str::from_utf8(bytes) {
        Ok(text) => verify(text),
        Err(error) => {
            let line = bytes[..error.valid_up_to()]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count()
                + 1;
            Err(unreadable(&String::from_utf8_lossy(bytes), line))
        }
    }
}

fn records(file: &File, checkpoints: &[&Checkpoint]) -> Result<Vec<Entry>, FirstBad> {
    let mut entries = Vec::with_capacity(file.entries.len());
    let mut prev = chain::GENESIS;
    // The first record that no good checkpoint vouches for.
    let mut vouched = 0;
    for (seq, line) in (0..).zip(&file.entries) {
        let bad = |reason: &str| {
            Err(FirstBad {
                seq: Some(seq),
                reason: reason.to_owned(),
            })
        };
        if line.seq != seq {
            return bad("it is missing or out of its place");
        }
        let entry = chain::link(prev, &file.hearing, seq, line.at_ms, line.body.clone());
        if hex::decode(&line.hash) != Some(entry.hash) {
            return bad("it was altered: its hash does not follow from it and the record before");
        }
        let mut here = checkpoints.iter().filter(|c| c.seq == seq).peekable();
        let any = here.peek().is_some();
        if here.any(|c| c.hash != line.hash) {
            let reason = format!(
                "records {vouched} to {seq} are not those that were signed: one of them was rewritten"
            );
            return Err(FirstBad {
                seq: Some(vouched),
                reason,
            });
        }
        if any {
            vouched = seq + 1;
        }
        prev = entry.hash;
        entries.push(entry);
    }
    let count = entries.len() as u64;
    match checkpoints.iter().map(|c| c.seq).max() {
        Some(signed) if signed >= count => Err(FirstBad {
            seq: Some(count),
            reason: format!("it is missing: the file was signed up to record {signed}"),
        }),
        _ => Ok(entries),
    }
}

fn seal(
    file: &File,
    checkpoints: &[Checkpoint],
    count: u64,
) -> Result<BTreeMap<String, [u8; 32]>, FirstBad> {
    let last = checkpoints
        .last()
        .ok_or_else(|| outside("no checkpoint seals the file"))?;
    let seal = last
        .seal
        .as_ref()
        .ok_or_else(|| outside("the last checkpoint does not seal the file: its end was cut"))?;
    if last.seq + 1 < count {
        return Err(FirstBad {
            seq: Some(last.seq + 1),
            reason: "it was added after the file was sealed".to_owned(),
        });
    }
    if seal.checkpoints + 1 != checkpoints.len() as u64 {
        return Err(outside("a checkpoint was taken out or added"));
    }
    let mut documents = BTreeMap::new();
    for (name, digest) in &file.documents {
        let digest = hex::decode(digest)
            .ok_or_else(|| outside(format!("the digest of document {name} is no SHA-256")))?;
        documents.insert(name.clone(), digest);
    }
    if hex::encode(&documents_digest(&documents)) != seal.documents {
        return Err(outside(
            "the list of documents is not the one that was sealed",
        ));
    }
    Ok(documents)
}

fn outside(reason: impl Into<String>) -> FirstBad {
    FirstBad {
        seq: None,
        reason: reason.into(),
    }
}

/// Names the record that cannot be read, by counting lines from where the records begin. A reader often stumbles only after the
/// damage (over a lost quote or comma), so the first line that is no record by itself goes before the line where it stopped.
fn unreadable(text: &str, stopped: usize) -> FirstBad {
    let lines: Vec<&str> = text.lines().collect();
    let start = lines
        .iter()
        .position(|line| *line == "\"entries\":[")
        .map_or(lines.len(), |at| at + 1);
    // The last line closes the file and holds no record.
    let records = lines
        .get(start..lines.len().saturating_sub(1))
        .unwrap_or_default();
    let is_record = |n: usize, line: &str| {
        let line = if n + 1 < records.len() {
            line.strip_suffix(',')
        } else {
            Some(line)
        };
        line.is_some_and(|line| serde_json::from_str::<Line>(line).is_ok())
    };
    let here = stopped
        .checked_sub(start + 1)
        .filter(|n| *n < records.len());
    let damaged = records
        .iter()
        .enumerate()
        .position(|(n, line)| !is_record(n, line));
    let seq = match (damaged, here) {
        _ if stopped <= start => None,
        (Some(damaged), Some(here)) => Some(damaged.min(here)),
        (damaged, here) => damaged.or(here),
    };
    FirstBad {
        seq: seq.map(|n| n as u64),
        reason: format!("line {stopped} of the file cannot be read"),
    }
}
