//! A bundle: whole, or the first thing that is wrong with it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::io::Cursor;

use kaiting_journal::bundle::{Export, export};
use kaiting_journal::checkpoint::FileKey;
use kaiting_journal::packed::{FILE, PackedBad, verify_packed};
use kaiting_journal::{Append, Entry, Journal as _, SqliteJournal};
use kaiting_zip::archive;
use sha2::{Digest as _, Sha256};

const DOCUMENTS: [(&str, &[u8]); 3] = [
    ("exhibits/001-P1.jpg", b"\xff\xd8\xff one"),
    ("manifest.json", b"{}\n"),
    ("transcript/transcript.txt", b"two"),
];

async fn entries(folder: &tempfile::TempDir) -> Vec<Entry> {
    let journal = SqliteJournal::open(folder.path().join("journal.db")).unwrap();
    let bodies = (0..20).map(|n| format!("{{\"said\":\"第{n}句\"}}"));
    let append = Append {
        hearing: "G1".to_owned(),
        expect_seq: 0,
        at_ms: 1_700_000_000_000,
        bodies: bodies.collect(),
        command: None,
    };
    journal.append(append).await.unwrap()
}

async fn file() -> String {
    let folder = tempfile::tempdir().unwrap();
    let key = FileKey::open_or_create(&folder.path().join("key")).unwrap();
    let digests =
        DOCUMENTS.map(|(name, content)| (name.to_owned(), Sha256::digest(content).into()));
    let export_ = Export {
        entries: &entries(&folder).await,
        checkpoints: &[],
        documents: &BTreeMap::from(digests),
        at_ms: 1_700_000_001_000,
    };
    export(&key, &export_).unwrap()
}

fn packed(file: &str, documents: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![(FILE, file.as_bytes())];
    parts.extend_from_slice(documents);
    archive(&parts).unwrap()
}

fn check(bytes: &[u8]) -> Result<usize, PackedBad> {
    verify_packed(&mut Cursor::new(bytes)).map(|file| file.entries.len())
}

#[tokio::test]
async fn a_whole_one_is_whole() {
    assert_eq!(check(&packed(&file().await, &DOCUMENTS)).unwrap(), 20);
}

#[tokio::test]
async fn a_document_that_is_missing_added_altered_or_moved_is_named() {
    let file = file().await;
    let [one, two, three] = DOCUMENTS;
    let found = |documents: &[(&str, &[u8])]| check(&packed(&file, documents)).unwrap_err();
    assert!(matches!(found(&[one, three]), PackedBad::Missing(name) if name == two.0));
    assert!(matches!(found(&[one, two]), PackedBad::Missing(name) if name == three.0));
    assert!(matches!(found(&[one, two, three, ("x", b"")]), PackedBad::Added(name) if name == "x"));
    assert!(
        matches!(found(&[one, ("manifest.json", b"{ }\n"), three]), PackedBad::Altered(name) if name == two.0)
    );
    // Each under the other's name.
    assert!(
        matches!(found(&[(one.0, two.1), (two.0, one.1), three]), PackedBad::Altered(name) if name == one.0)
    );
    assert!(matches!(found(&[two, one, three]), PackedBad::Missing(_)));
}

#[tokio::test]
async fn an_altered_record_is_named_before_all_else() {
    let file = file().await;
    let altered = file.replace("第7句", "第八句");
    let bad = check(&packed(&altered, &[])).unwrap_err();
    assert!(matches!(bad, PackedBad::File(bad) if bad.seq == Some(7)));
    // Also where the archive is cut.
    let mut cut = packed(&altered, &DOCUMENTS);
    cut.truncate(cut.len() - 40);
    let bad = check(&cut).unwrap_err();
    assert!(matches!(bad, PackedBad::Container(Some(bad)) if bad.seq == Some(7)));
}

/// SplitMix64: the same numbers at every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end as u64).unwrap()
    }
}

#[tokio::test]
async fn no_alteration_goes_unseen() {
    let whole = packed(&file().await, &DOCUMENTS);
    // Every byte once: contents, heads, directory and end.
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        assert!(check(&bytes).is_err(), "byte {at}");
    }
    let mut dice = Dice(20_261_126);
    for n in 0..2_000 {
        let mut bytes = whole.clone();
        let (a, b) = (dice.roll(whole.len()), dice.roll(whole.len()));
        let (from, to) = (a.min(b), a.max(b) + 1);
        match dice.roll(4) {
            0 => drop(bytes.drain(from..to)),
            1 => bytes.truncate(from),
            2 => {
                let piece = bytes[from..to].to_vec();
                let at = dice.roll(bytes.len());
                bytes.splice(at..at, piece);
            }
            _ => bytes[from..to].reverse(),
        }
        assert!(bytes == whole || check(&bytes).is_err(), "alteration {n}");
    }
}
