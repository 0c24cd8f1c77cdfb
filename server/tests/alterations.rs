//! A real hearing's file, changed in every way that we could think of: each change is found, and the first altered record
//! named. A thousand at every run, ten thousand with `KAITING_SLOW=1`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use common::court::Court;
use common::http;
use common::line::Line;
use hearing::{Command, Refusal};
use kaiting_journal::bundle::{Fault, verify, verify_bytes};
use kaiting_journal::checkpoint::{FileKey, checkpoint};
use kaiting_journal::{Entry, bundle, chain};

/// Of the random numbers: a change that was once missed is met again.
const SEED: u64 = 0x6B61_6974_696E_6721;

fn alterations() -> usize {
    if std::env::var_os("KAITING_SLOW").is_some() {
        10_000
    } else {
        1_000
    }
}

/// SplitMix64: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// What the verifier has to say of an altered file.
#[derive(Debug, PartialEq)]
enum Wanted {
    /// This record.
    Record(u64),
    /// Only what parts two records was changed: one of the two.
    Beside(u64),
    /// One of a run that has this record in it, no longer than from one checkpoint to the next.
    Among(u64),
    /// What is changed lies before the records or after them.
    Found,
}

/// The file of a hearing that was played, and an earlier one of it.
struct Files {
    now: String,
    earlier: String,
    entries: Vec<Entry>,
    key: FileKey,
    _court: Court,
}

async fn played() -> Files {
    let court = Court::demo();
    let clerk = court.enter("G1", "clerk").await;
    let judge = court.enter("G1", "judge").await;
    let mut line = Line::open(court.at, &clerk).await;
    for n in 0..25 {
        let said =
            format!("被告：第{n}次还款三万元，“已经转账”，流水见\\证据{n}。\t经办：周以宁 😀");
        let body = common::write_line(&format!("line-{n}"), &said);
        say(&mut line, body).await;
    }
    let earlier = file(&court, &judge).await;
    for n in 25..60 {
        let body = common::write_line(&format!("line-{n}"), &format!("原告：第{n}句。"));
        say(&mut line, body).await;
    }
    let now = file(&court, &judge).await;
    let entries = verify(&now).unwrap().entries;
    let key = FileKey::open_or_create(&court.data.join("court.key")).unwrap();
    Files {
        now,
        earlier,
        entries,
        key,
        _court: court,
    }
}

/// Faster than a clerk types, and so now and then told to wait.
async fn say(line: &mut Line, body: Command) {
    loop {
        match line.ask(body.clone()).await {
            Ok(()) => return,
            Err(Refusal::TooMany) => tokio::time::sleep(Duration::from_millis(300)).await,
            Err(refusal) => panic!("{refusal:?}"),
        }
    }
}

async fn file(court: &Court, session: &str) -> String {
    let answer = http::get(court.at, "/api/file", Some(session)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.text()
}

fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split(|byte| *byte == b'\n').collect()
}

fn start_of(lines: &[&[u8]]) -> usize {
    lines
        .iter()
        .position(|line| *line == b"\"entries\":[")
        .unwrap()
        + 1
}

/// By comparison with what was exported, which the verifier does not have.
fn wanted(original: &[u8], altered: &[u8]) -> Wanted {
    let (whole, changed) = (lines(original), lines(altered));
    let start = start_of(&whole);
    let records = whole.len() - start - 2;
    if changed.get(..start) != Some(&whole[..start]) {
        return Wanted::Found;
    }
    let content =
        |line: Option<&&[u8]>| line.map(|line| line.strip_suffix(b",").unwrap_or(line).to_vec());
    for n in 0..records {
        if content(whole.get(start + n)) != content(changed.get(start + n)) {
            return Wanted::Record(n as u64);
        }
    }
    if changed
        .get(start + records)
        .is_some_and(|line| line.starts_with(b"{\"seq\""))
    {
        return Wanted::Record(records as u64);
    }
    match whole.iter().zip(&changed).position(|(a, b)| a != b) {
        Some(at) if at < start + records => Wanted::Beside((at - start) as u64),
        Some(_) | None => Wanted::Found,
    }
}

fn check(files: &Files, what: &str, base: &str, altered: &[u8], wanted: &Wanted) {
    let bad = match verify_bytes(altered) {
        Ok(file) => {
            // Whole under a key of the forger's own: told by the key alone.
            let own = verify(base).unwrap().key_id;
            assert_ne!(file.key_id, own, "{what}: not found");
            return;
        }
        Err(bad) => bad,
    };
    let right = match wanted {
        Wanted::Found => true,
        Wanted::Record(seq) => bad.seq == Some(*seq),
        Wanted::Beside(seq) => bad.seq.is_some_and(|found| found.abs_diff(*seq) <= 1),
        Wanted::Among(seq) => match (bad.seq, &bad.fault) {
            (Some(from), Fault::Rewritten { to }) => from <= *seq && *seq <= *to && to - from < 16,
            _ => false,
        },
    };
    if !right {
        let kept = std::env::temp_dir().join("kaiting-missed.json");
        std::fs::write(&kept, altered).unwrap();
        panic!(
            "{what}: {wanted:?} is wanted of {} records, and it says {bad}; see {}",
            files.entries.len(),
            kept.display()
        );
    }
}

/// A place in the text, mostly among the records, at a letter's edge or not.
fn place(dice: &mut Dice, text: &[u8]) -> usize {
    dice.below(text.len())
}

const LETTERS: [&str; 14] = [
    "0", "7", "\"", "\\", "{", "}", ",", "\n", " ", "a", "万", "\u{0}", ":", "[",
];

/// One change at random of the bytes.
fn of_bytes(dice: &mut Dice, text: &[u8]) -> (&'static str, Vec<u8>) {
    let mut bytes = text.to_vec();
    let at = place(dice, text);
    match dice.below(7) {
        0 => {
            bytes[at] ^= u8::try_from(1 + dice.below(255)).unwrap();
            ("a byte", bytes)
        }
        1 => {
            let letter = dice.of(&LETTERS);
            bytes.splice(at..=at, letter.bytes());
            ("a letter in a byte's place", bytes)
        }
        2 => {
            let most = if dice.below(3) == 0 { 2_000 } else { 4 };
            let end = (at + 1 + dice.below(most)).min(bytes.len());
            bytes.drain(at..end);
            ("taken out", bytes)
        }
        3 => {
            let letter = dice.of(&LETTERS);
            bytes.splice(at..at, letter.bytes());
            ("put in", bytes)
        }
        4 => {
            let other = place(dice, text);
            bytes.swap(at, other);
            ("two bytes exchanged", bytes)
        }
        5 => {
            bytes.truncate(at);
            ("cut off", bytes)
        }
        _ => {
            let from = place(dice, text);
            let end = (from + 1 + dice.below(600)).min(text.len());
            let copy = text[from..end].to_vec();
            let to = (at + copy.len()).min(bytes.len());
            bytes.splice(at..to, copy);
            ("copied over another place", bytes)
        }
    }
}

/// One change at random of whole records, laid out as an export lays them out.
fn of_records(dice: &mut Dice, text: &[u8]) -> (&'static str, Vec<u8>) {
    let all = lines(text);
    let start = start_of(&all);
    let end = all.len() - 2;
    let mut records: Vec<Vec<u8>> = all[start..end]
        .iter()
        .map(|line| line.strip_suffix(b",").unwrap_or(line).to_vec())
        .collect();
    let n = dice.below(records.len());
    let what = match dice.below(6) {
        0 => {
            records.remove(n);
            "a record taken out"
        }
        1 => {
            let other = dice.below(records.len());
            records.swap(n, other);
            "two records exchanged"
        }
        2 => {
            let moved = records.remove(n);
            let to = dice.below(records.len() + 1);
            records.insert(to, moved);
            "a record moved"
        }
        3 => {
            let copy = records[n].clone();
            let to = dice.below(records.len() + 1);
            records.insert(to, copy);
            "a record doubled"
        }
        4 => {
            records.truncate(n + 1);
            "records cut off"
        }
        _ => {
            let end = (n + 2 + dice.below(20)).min(records.len());
            records[n..end].reverse();
            "a run of records turned round"
        }
    };
    let mut changed = all[..start].join(&b'\n');
    changed.push(b'\n');
    changed.extend(records.join(&b",\n"[..]));
    changed.extend(b"\n]}\n");
    (what, changed)
}

/// The head of one file, or more of it, and the rest of the other.
fn spliced(dice: &mut Dice, one: &str, other: &str) -> Vec<u8> {
    let (a, b) = (lines(one.as_bytes()), lines(other.as_bytes()));
    let (from_a, from_b) = (start_of(&a), start_of(&b));
    let n = dice.below(a.len().min(b.len()) - from_a.max(from_b));
    [&a[..from_a + n], &b[(from_b + n).min(b.len())..]]
        .concat()
        .join(&b'\n')
}

/// From record `k` on told otherwise, and every hash computed anew.
fn rewritten(dice: &mut Dice, text: &str, entries: &[Entry]) -> (u64, String) {
    let k = dice.below(entries.len() - 1);
    let mut prev = if k == 0 {
        chain::GENESIS
    } else {
        entries[k - 1].hash
    };
    let mut told = Vec::new();
    for (n, entry) in entries.iter().enumerate() {
        let body = match n == k {
            true => entry.body.replacen(':', ": ", 1),
            false => entry.body.clone(),
        };
        let made = match n < k {
            true => entry.clone(),
            false => chain::link(prev, &entry.hearing, entry.seq, entry.at_ms, body),
        };
        prev = made.hash;
        let hash: String = made.hash.iter().map(|b| format!("{b:02x}")).collect();
        let body = serde_json::to_string(&made.body).unwrap();
        told.push(format!(
            r#"{{"seq":{},"at_ms":{},"body":{body},"hash":"{hash}"}}"#,
            made.seq, made.at_ms
        ));
    }
    let (head, _) = text.split_once("\"entries\":[\n").unwrap();
    (
        k as u64,
        format!("{head}\"entries\":[\n{}\n]}}\n", told.join(",\n")),
    )
}

/// The file without some of its checkpoints.
fn fewer_checkpoints(dice: &mut Dice, text: &str) -> String {
    let (head, rest) = text.split_once("\"checkpoints\":[\n").unwrap();
    let (signed, tail) = rest.split_once("\n],\n").unwrap();
    let mut signed: Vec<&str> = signed.split(",\n").collect();
    match dice.below(3) {
        0 => drop(signed.remove(dice.below(signed.len()))),
        1 => signed.truncate(dice.below(signed.len())),
        _ => signed.retain(|_| dice.below(2) == 0),
    }
    format!(
        "{head}\"checkpoints\":[\n{}\n],\n{tail}",
        signed.join(",\n")
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn every_alteration_is_found_and_the_first_altered_record_named() {
    let files = played().await;
    let whole = verify(&files.now).unwrap();
    assert!(whole.entries.len() > 70, "{}", whole.entries.len());
    assert!(whole.checkpoints.len() > 4, "{}", whole.checkpoints.len());
    assert!(verify(&files.earlier).unwrap().entries.len() < whole.entries.len());
    let mut dice = Dice(SEED);
    let mut tally: BTreeMap<String, usize> = BTreeMap::new();
    let began = Instant::now();
    let mut made = 0;
    while made < alterations() {
        let text = &files.now;
        let (what, base, altered, wish) = match dice.below(10) {
            0..=3 => {
                let (what, altered) = of_bytes(&mut dice, text.as_bytes());
                (what, text, altered, None)
            }
            4..=6 => {
                let (what, altered) = of_records(&mut dice, text.as_bytes());
                (what, text, altered, None)
            }
            7 => {
                let (one, other) = match dice.below(2) {
                    0 => (text, &files.earlier),
                    _ => (&files.earlier, text),
                };
                let altered = spliced(&mut dice, one, other);
                // The later one begins with all of the earlier one: what is joined may be one of them again.
                if altered == one.as_bytes() || altered == other.as_bytes() {
                    continue;
                }
                ("two files joined", one, altered, None)
            }
            8 => {
                let (k, altered) = rewritten(&mut dice, text, &files.entries);
                let wish = Some(Wanted::Among(k));
                (
                    "rewritten with the right hashes",
                    text,
                    altered.into_bytes(),
                    wish,
                )
            }
            _ => {
                let altered = fewer_checkpoints(&mut dice, text);
                (
                    "checkpoints taken out",
                    text,
                    altered.into_bytes(),
                    Some(Wanted::Found),
                )
            }
        };
        if altered == base.as_bytes() {
            continue;
        }
        let wish = wish.unwrap_or_else(|| wanted(base.as_bytes(), &altered));
        check(&files, what, base, &altered, &wish);
        *tally.entry(what.to_owned()).or_default() += 1;
        *tally.entry(format!("  {}", kind(&wish))).or_default() += 1;
        made += 1;
    }
    // What was not altered passes, before and after.
    assert_eq!(verify(&files.now).unwrap(), whole);
    println!("{made} alterations in {:?}: {tally:#?}", began.elapsed());
    let named = tally["  named"] * 10;
    assert!(named > made * 5, "most of them lie in a record: {tally:?}");
}

fn kind(wanted: &Wanted) -> &'static str {
    match wanted {
        Wanted::Record(_) | Wanted::Among(_) => "named",
        Wanted::Beside(_) => "between two",
        Wanted::Found => "outside the records",
    }
}

/// Who has the court's key can make a whole file of anything. What he gave away before, he cannot take back.
#[tokio::test(flavor = "multi_thread")]
async fn a_checkpoint_given_away_earlier_exposes_a_file_that_the_court_itself_rewrote() {
    let files = played().await;
    let given: Vec<String> = [20, 50]
        .map(|n: usize| checkpoint(&files.key, &files.entries[n], 1).unwrap())
        .to_vec();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let whole = verify(&files.now).unwrap();
    assert_eq!(whole.fits(&given).unwrap().len(), 2);
    // The same again with one word changed in record 30, sealed with the real key.
    let mut prev = chain::GENESIS;
    let mut entries = Vec::new();
    for entry in &files.entries {
        let body = match entry.seq {
            30 => entry.body.replacen(':', ": ", 1),
            _ => entry.body.clone(),
        };
        let made = chain::link(prev, &entry.hearing, entry.seq, entry.at_ms, body);
        prev = made.hash;
        entries.push(made);
    }
    let forged = bundle::export(
        &files.key,
        &bundle::Export {
            entries: &entries,
            checkpoints: &[],
            documents: &whole.documents,
            at_ms: 2,
        },
    )
    .unwrap();
    let forged = verify(&forged).expect("by itself, it is whole");
    assert_eq!(forged.key_id, whole.key_id);
    let exposed = bundle::Exposed::Rewritten { from: 21, to: 50 };
    assert_eq!(forged.fits(&given), Err((1, exposed)));
    let alone = bundle::Exposed::Rewritten { from: 0, to: 50 };
    assert_eq!(forged.fits(&given[1..]), Err((0, alone)));
    assert!(forged.fits(&given[..1]).is_ok(), "record 20 is as it was");
    let earlier = verify(&files.earlier).unwrap();
    let short = bundle::Exposed::TooShort { seq: 50 };
    assert_eq!(
        earlier.entries.len() <= 50,
        earlier.fits(&given) == Err((1, short))
    );
    let broken = given[0].replace('.', "");
    assert!(matches!(
        whole.fits(&[&broken]),
        Err((0, bundle::Exposed::Unsound(_)))
    ));
    let folder = tempfile::tempdir().unwrap();
    let other = FileKey::open_or_create(&folder.path().join("key")).unwrap();
    let foreign = checkpoint(&other, &files.entries[20], 1).unwrap();
    assert_eq!(whole.fits(&[&foreign]), Err((0, bundle::Exposed::OtherKey)));
}
