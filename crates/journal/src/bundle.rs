//! The exported file of a hearing, which anyone can verify; `FORMAT.md` is its description for strangers.

mod fault;
mod lines;
mod receipt;

use std::{collections::BTreeMap, io};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    Entry, chain,
    checkpoint::{self, Checkpoint, PublicKey, Seal, Signer},
    hex,
};
pub use fault::{Fault, FirstBad, Told};
use lines::Place;
pub use receipt::Exposed;

const FORMAT: &str = "kaiting-file/1";
/// How many records lie between two checkpoints of a file: a rewritten record is known to be one of so many.
const EVERY: usize = 16;

/// What goes into a file.
pub struct Export<'a> {
    /// The whole hearing, as [`crate::Journal::load`] gave it.
    pub entries: &'a [Entry],
    /// The checkpoints made on the way, in the order of their records. Others of the moment of the export are put between
    /// them, and the sealing one after them.
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
    pub key: PublicKey,
    /// Compare it with the id that the court publishes: anyone can make a file that is whole under a key of his own.
    pub key_id: String,
}

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
    let mut checkpoints = on_the_way(signer, export)?;
    let seal = Seal {
        checkpoints: checkpoints.len() as u64,
        documents: hex::encode(&documents_digest(export.documents)),
    };
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

/// The checkpoints that were given, and one for each [`EVERY`] records, which no later hand can make: what is rewritten
/// is known as closely as that.
fn on_the_way(signer: &dyn Signer, export: &Export<'_>) -> io::Result<Vec<String>> {
    let key = signer.public_key();
    let mut all = Vec::new();
    for given in export.checkpoints {
        // Of a key that the court has since replaced: it counts for nothing in a file of today.
        if let Ok(read) = checkpoint::read(given, &key) {
            all.push((read.seq, given.clone()));
        }
    }
    // The last record has the seal.
    let before = export.entries.split_last().map_or(&[][..], |(_, all)| all);
    for entry in before.iter().skip(EVERY - 1).step_by(EVERY) {
        all.push((
            entry.seq,
            checkpoint::checkpoint(signer, entry, export.at_ms)?,
        ));
    }
    all.sort_by_key(|(seq, _)| *seq);
    Ok(all.into_iter().map(|(_, jws)| jws).collect())
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
    let file: File = match serde_json::from_str(text) {
        Ok(file) => file,
        Err(error) => return Err(unreadable(text, error.line())),
    };
    // What a JSON reader overlooks (a space, another spelling of a letter) is a change all the same.
    let rendered = render(&file).unwrap_or_default();
    let misspelt = lines::misspelt(text, &rendered, file.entries.len());
    match (sound(&file), misspelt) {
        (Ok(verified), None) => Ok(verified),
        (Ok(_), Some((seq, fault))) => Err(found(&file, seq, fault)),
        (Err((seq, fault)), None) => Err(found(&file, seq, fault)),
        (Err(said), Some(spelt)) => {
            let (seq, fault) = first(said, spelt);
            Err(found(&file, seq, fault))
        }
    }
}

/// As [`verify`], for a file as it was read from a disk.
///
/// # Errors
/// As [`verify`]; a file that is not UTF-8 is altered where it ceases to be.
pub fn verify_bytes(bytes: &[u8]) -> Result<Verified, FirstBad> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return verify(text),
        Err(error) => error,
    };
    // A foreign byte is no letter, in whatever line it stands.
    let (good, _) = bytes.split_at(error.valid_up_to());
    let stopped = good.iter().filter(|byte| **byte == b'\n').count() + 1;
    let text: String = String::from_utf8_lossy(bytes).into_owned();
    let lines: Vec<&str> = text.split('\n').collect();
    let broken: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(n, line)| match n + 1 == stopped {
            true => format!("{line}\u{1}"),
            false => (*line).to_owned(),
        })
        .collect();
    Err(unreadable(&broken.join("\n"), stopped))
}

/// What the contents of a file say, however they are spelt.
fn sound(file: &File) -> Result<Verified, Place> {
    if file.format != FORMAT {
        return Err((None, Fault::Format));
    }
    if !file.public_key.is_usable() {
        return Err((None, Fault::Key));
    }
    let signed = signed(file);
    if signed.iter().flatten().any(|c| c.hearing != file.hearing) {
        return Err((None, Fault::OtherHearing));
    }
    // Records first: a fault in one of them is what people ask for, even where a checkpoint is damaged too.
    let good: Vec<&Checkpoint> = signed.iter().flatten().collect();
    let entries = records(file, &good)?;
    let mut checkpoints = Vec::with_capacity(signed.len());
    for (n, one) in signed.into_iter().enumerate() {
        checkpoints.push(one.map_err(|why| (None, Fault::Checkpoint { n, why }))?);
    }
    let documents = seal(file, &checkpoints, entries.len() as u64)?;
    let last_hash = entries.last().map_or(chain::GENESIS, |entry| entry.hash);
    Ok(Verified {
        key_id: file.public_key.id(),
        key: file.public_key.clone(),
        hearing: file.hearing.clone(),
        entries,
        last_hash,
        checkpoints,
        documents,
    })
}

fn signed(file: &File) -> Vec<Result<Checkpoint, checkpoint::BadCheckpoint>> {
    let read = |jws: &String| checkpoint::read(jws, &file.public_key);
    file.checkpoints.iter().map(read).collect()
}

fn records(file: &File, checkpoints: &[&Checkpoint]) -> Result<Vec<Entry>, Place> {
    let mut at: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    for one in checkpoints {
        at.entry(one.seq).or_default().push(&one.hash);
    }
    let mut entries = Vec::with_capacity(file.entries.len());
    let mut prev = chain::GENESIS;
    // The first record that no good checkpoint vouches for.
    let mut vouched = 0;
    for (seq, line) in (0..).zip(&file.entries) {
        if line.seq != seq {
            return Err((Some(seq), Fault::Displaced));
        }
        let entry = chain::link(prev, &file.hearing, seq, line.at_ms, line.body.clone());
        if hex::decode(&line.hash) != Some(entry.hash) {
            return Err((Some(seq), Fault::Altered));
        }
        if let Some(hashes) = at.get(&seq) {
            if hashes.iter().any(|hash| *hash != line.hash) {
                return Err((Some(vouched), Fault::Rewritten { to: seq }));
            }
            vouched = seq + 1;
        }
        prev = entry.hash;
        entries.push(entry);
    }
    let count = entries.len() as u64;
    match at.last_key_value() {
        Some((signed, _)) if *signed >= count => {
            Err((Some(count), Fault::Missing { signed: *signed }))
        }
        Some(_) | None => Ok(entries),
    }
}

fn seal(
    file: &File,
    checkpoints: &[Checkpoint],
    count: u64,
) -> Result<BTreeMap<String, [u8; 32]>, Place> {
    let outside = |fault: Fault| (None, fault);
    let last = checkpoints.last().ok_or_else(|| outside(Fault::Unsealed))?;
    let seal = last.seal.as_ref().ok_or_else(|| outside(Fault::EndCut))?;
    if last.seq + 1 < count {
        return Err((Some(last.seq + 1), Fault::Added));
    }
    if seal.checkpoints + 1 != checkpoints.len() as u64 {
        return Err(outside(Fault::CheckpointCount));
    }
    let mut documents = BTreeMap::new();
    for (name, digest) in &file.documents {
        let document = name.clone();
        let digest = hex::decode(digest).ok_or_else(|| outside(Fault::Digest { document }))?;
        documents.insert(name.clone(), digest);
    }
    if hex::encode(&documents_digest(&documents)) != seal.documents {
        return Err(outside(Fault::Documents));
    }
    Ok(documents)
}

/// Of two faults, the one in the earlier record; one in a record before one elsewhere.
fn first(a: Place, b: Place) -> Place {
    match (a.0, b.0) {
        (_, None) => a,
        (None, Some(_)) => b,
        (Some(here), Some(there)) => {
            if there < here {
                b
            } else {
                a
            }
        }
    }
}

fn unreadable(text: &str, stopped: usize) -> FirstBad {
    let (file, place) = lines::unreadable(text, stopped);
    let Some(file) = file else {
        let (seq, fault) = place;
        return FirstBad {
            seq,
            fault,
            stands: None,
            before: None,
        };
    };
    let count = file.entries.len() as u64;
    // Before the line that cannot be read, another may be altered. Where this one stands, none can be missed.
    let signed = signed(&file);
    let good: Vec<&Checkpoint> = signed.iter().flatten().collect();
    let (seq, fault) = match records(&file, &good) {
        Err((Some(seq), fault)) if seq < count => first((Some(seq), fault), place),
        Ok(_) | Err(_) => place,
    };
    found(&file, seq, fault)
}

fn found(file: &File, seq: Option<u64>, fault: Fault) -> FirstBad {
    let told = |seq: Option<u64>| {
        let line = file.entries.get(usize::try_from(seq?).ok()?)?;
        Some(Told {
            at_ms: line.at_ms,
            body: line.body.clone(),
        })
    };
    FirstBad {
        seq,
        fault,
        stands: told(seq),
        before: told(seq.and_then(|seq| seq.checked_sub(1))),
    }
}
