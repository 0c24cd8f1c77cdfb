//! The power fails at any moment, and what the disk was not told to sync is gone, all of it or sectors of it: what was
//! acknowledged is there. The control, `synchronous=NORMAL`, has to lose, or this proves nothing.
//!
//! A writing process runs on a disk of our own (`disk.c`, compiled here), whose log says what was written and synced when. Names of
//! files are taken to be kept as soon as they are made.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use crate::{Append, CommandReceipt, Journal, SqliteJournal, schema};

const DISK: &str = "KAITING_DISK";
const SYNC: &str = "KAITING_DISK_SYNC";
const WRITERS: usize = 8;
const APPENDS: u64 = 150;
const SECTOR: usize = 512;

/// Thirty cuts at every run, five hundred with `KAITING_SLOW=1`.
fn cuts() -> usize {
    if std::env::var_os("KAITING_SLOW").is_some() {
        500
    } else {
        30
    }
}

/// Not a test by itself: the process on that disk. Without the variable it does nothing.
#[test]
fn writer() {
    let Some(folder) = std::env::var_os(DISK).map(PathBuf::from) else {
        return;
    };
    let path = folder.join("journal");
    let writes = schema::open(&path).unwrap();
    if std::env::var(SYNC).unwrap() == "NORMAL" {
        writes.execute_batch("PRAGMA synchronous = NORMAL").unwrap();
    }
    let [reads, loads] = [(); 2].map(|()| schema::connect(&path).unwrap());
    let journal = Arc::new(SqliteJournal::on(writes, reads, loads).unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    runtime.block_on(async {
        let writers: Vec<_> = (0..WRITERS)
            .map(|n| tokio::spawn(write(Arc::clone(&journal), folder.clone(), format!("H{n}"))))
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
    });
}

async fn write(journal: Arc<SqliteJournal>, folder: PathBuf, hearing: String) {
    let mut acknowledged = std::fs::File::options()
        .create(true)
        .append(true)
        .open(folder.join("acknowledged"))
        .unwrap();
    for seq in 0..APPENDS {
        let command = CommandReceipt {
            seat: "s".to_owned(),
            id: seq.to_string(),
            fingerprint: [0; 32],
            reply: String::new(),
        };
        let append = Append {
            hearing: hearing.clone(),
            expect_seq: seq,
            at_ms: seq,
            bodies: vec![format!("{hearing} {seq} {}", "词".repeat(1_500))],
            command: Some(command),
        };
        journal.append(append).await.unwrap();
        let line = format!("{hearing} {seq}\n");
        acknowledged.write_all(line.as_bytes()).unwrap();
    }
}

enum Deed {
    Written { at: usize, data: Vec<u8> },
    Cut { size: usize },
    Synced,
}

/// Everything the disk was told, in order: of which file, and what.
fn log(from: &[u8]) -> Vec<(String, Deed)> {
    let number = |at: usize| u64::from_le_bytes(from[at..at + 8].try_into().unwrap());
    let (mut told, mut at) = (Vec::new(), 0);
    while at < from.len() {
        let (place, length) = (number(at) as usize, number(at + 8) as usize);
        let (kind, name) = (from[at + 16], at + 18);
        at = name + usize::from(from[at + 17]);
        let file = String::from_utf8(from[name..at].to_vec()).unwrap();
        let deed = match kind {
            b'w' => {
                at += length;
                let data = from[at - length..at].to_vec();
                Deed::Written { at: place, data }
            }
            b't' => Deed::Cut { size: length },
            b's' => Deed::Synced,
            other => panic!("{other} is no deed"),
        };
        told.push((file, deed));
    }
    told
}

/// A file as the disk has it for good, and what has happened to it since.
#[derive(Default)]
struct File<'a> {
    kept: Vec<u8>,
    since: Vec<&'a Deed>,
}

impl<'a> File<'a> {
    fn tell(&mut self, deed: &'a Deed) {
        self.since.push(deed);
        if matches!(deed, Deed::Synced) {
            for deed in std::mem::take(&mut self.since) {
                apply(&mut self.kept, deed, &mut || true);
            }
        }
    }

    /// What is left of it when the power fails now.
    fn left(&self, stays: &mut impl FnMut() -> bool) -> Vec<u8> {
        let mut left = self.kept.clone();
        for deed in &self.since {
            apply(&mut left, deed, stays);
        }
        left
    }
}

/// `stays`: whether the next sector, or the truncation, has reached the disk.
fn apply(file: &mut Vec<u8>, deed: &Deed, stays: &mut impl FnMut() -> bool) {
    match deed {
        Deed::Written { at, data } => {
            for (n, sector) in data.chunks(SECTOR).enumerate() {
                let from = at + n * SECTOR;
                if stays() {
                    file.resize(file.len().max(from + sector.len()), 0);
                    file[from..from + sector.len()].copy_from_slice(sector);
                }
            }
        }
        Deed::Cut { size } => {
            if stays() {
                file.resize(*size, 0);
            }
        }
        Deed::Synced => {}
    }
}

fn random(state: &mut u64, below: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state % below as u64) as usize
}

/// The disk, compiled; none where there is no compiler, which is said.
fn disk(folder: &Path) -> Option<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/power_cut/disk.c");
    let made = folder.join("disk.so");
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let done = Command::new(&compiler)
        .args(["-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o"])
        .args([&made, &source])
        .status();
    match done {
        Ok(done) => {
            assert!(done.success(), "disk.c is not compiled");
            Some(made)
        }
        Err(error) => {
            // Past the harness, which keeps what a test prints that passes.
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED: power cuts. No C compiler: {compiler}: {error}"
            );
            None
        }
    }
}

/// How many acknowledged records the cuts have cost, of how many.
struct Toll {
    cuts: usize,
    with_loss: usize,
    acknowledged: usize,
    lost: usize,
}

fn toll(sync: &str) -> Option<Toll> {
    let folder = tempfile::tempdir().unwrap();
    let disk = disk(folder.path())?;
    let (on_disk, told) = (folder.path().join("on-disk"), folder.path().join("log"));
    std::fs::create_dir(&on_disk).unwrap();
    drop(SqliteJournal::open(on_disk.join("journal")).unwrap());
    let empty = std::fs::read(on_disk.join("journal")).unwrap();
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "power_cut::writer"])
        .env(DISK, std::fs::canonicalize(&on_disk).unwrap())
        .env("KAITING_DISK_LOG", &told)
        .env(SYNC, sync)
        .env("LD_PRELOAD", disk)
        .stdout(Stdio::null())
        .status();
    assert!(done.unwrap().success());
    let told = log(&std::fs::read(&told).unwrap());
    let is = |what: &'static str| move |(file, _): &&(String, Deed)| file == what;
    let acks = told.iter().filter(is("acknowledged")).count();
    assert_eq!(acks, WRITERS * APPENDS as usize);
    let moved = |(_, deed): &&(String, Deed)| matches!(deed, Deed::Synced);
    let checkpoints = told.iter().filter(is("journal")).filter(moved).count();
    assert!(checkpoints >= 2, "{checkpoints}: too little was written");

    let mut seed = 0x9E37_79B9_7F4A_7C15;
    let mut moments: Vec<usize> = (0..cuts()).map(|_| random(&mut seed, told.len())).collect();
    moments.sort_unstable();
    let mut moments = moments.into_iter().peekable();
    let mut files: BTreeMap<&str, File<'_>> = BTreeMap::new();
    files.entry("journal").or_default().kept = empty;
    let mut acknowledged: BTreeMap<String, u64> = BTreeMap::new();
    let mut toll = Toll {
        cuts: 0,
        with_loss: 0,
        acknowledged: 0,
        lost: 0,
    };
    for (n, (file, deed)) in told.iter().enumerate() {
        while moments.next_if_eq(&n).is_some() {
            let sectors = toll.cuts % 2 == 1;
            let mut stays = || sectors && random(&mut seed, 2) == 0;
            let lost = lost(&files, &acknowledged, &mut stays);
            toll.cuts += 1;
            toll.lost += lost;
            toll.with_loss += usize::from(lost > 0);
            toll.acknowledged += acknowledged.values().sum::<u64>() as usize;
        }
        if file == "acknowledged" {
            if let Deed::Written { data, .. } = deed {
                let said = std::str::from_utf8(data).unwrap().trim_end();
                let (hearing, seq) = said.split_once(' ').unwrap();
                acknowledged.insert(hearing.to_owned(), seq.parse::<u64>().unwrap() + 1);
            }
        } else if !file.ends_with("-shm") {
            // Shared memory nobody expects to survive.
            files.entry(file).or_default().tell(deed);
        }
    }
    println!(
        "{sync}: {} power cuts, {} of them with loss: {} of {} acknowledged records lost; {acks} written, {checkpoints} syncs of the file itself",
        toll.cuts, toll.with_loss, toll.lost, toll.acknowledged
    );
    Some(toll)
}

/// How many of the acknowledged records are not there any more when the journal is opened on what is left.
fn lost(
    files: &BTreeMap<&str, File<'_>>,
    acknowledged: &BTreeMap<String, u64>,
    stays: &mut impl FnMut() -> bool,
) -> usize {
    let folder = tempfile::tempdir().unwrap();
    for (name, file) in files {
        std::fs::write(folder.path().join(name), file.left(stays)).unwrap();
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(async {
        let journal = SqliteJournal::open(folder.path().join("journal")).unwrap();
        let mut lost = 0;
        for (hearing, count) in acknowledged {
            // Checks the whole chain as well.
            let entries = journal.load(hearing).await.unwrap();
            let receipts = journal.receipts(hearing).await.unwrap();
            assert_eq!(entries.len(), receipts.len(), "both or neither");
            lost += (*count as usize).saturating_sub(entries.len());
        }
        lost
    })
}

#[test]
fn nothing_acknowledged_is_lost_with_full() {
    if let Some(toll) = toll("FULL") {
        assert!(toll.acknowledged > 0);
        assert_eq!(toll.lost, 0, "in {} of {} cuts", toll.with_loss, toll.cuts);
    }
}

#[test]
fn with_normal_much_is_lost() {
    if let Some(toll) = toll("NORMAL") {
        assert!(
            toll.with_loss * 2 > toll.cuts,
            "in {} of {} cuts: this finds nothing",
            toll.with_loss,
            toll.cuts
        );
    }
}
