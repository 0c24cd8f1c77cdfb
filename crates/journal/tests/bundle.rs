//! An exported file: whole as it is, and no change to it goes unseen.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{collections::BTreeMap, sync::LazyLock};

use kaiting_journal::{
    Entry,
    bundle::{Export, Fault, FirstBad, export, verify, verify_bytes},
    chain,
    checkpoint::{FileKey, checkpoint},
};
use proptest::prelude::*;
use serde_json::{Value, json};

const RECORDS: u64 = 12;

struct Sample {
    key: FileKey,
    entries: Vec<Entry>,
    checkpoints: Vec<String>,
    text: String,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let key = FileKey::open_or_create(&folder.path().join("key")).unwrap();
    let entries = chained(RECORDS, "");
    let checkpoints = vec![
        checkpoint(&key, &entries[3], 1).unwrap(),
        checkpoint(&key, &entries[7], 2).unwrap(),
    ];
    let text = seal(&key, &entries, &checkpoints);
    Sample {
        key,
        entries,
        checkpoints,
        text,
    }
});

fn chained(count: u64, salt: &str) -> Vec<Entry> {
    let mut prev = chain::GENESIS;
    let mut entries = Vec::new();
    for seq in 0..count {
        let body =
            json!({"event": "Said", "text": format!("第{seq}句{salt} \"quoted\"\n")}).to_string();
        let entry = chain::link(prev, "G1", seq, 1_700_000_000_000 + seq, body);
        prev = entry.hash;
        entries.push(entry);
    }
    entries
}

fn seal(key: &FileKey, entries: &[Entry], checkpoints: &[String]) -> String {
    let documents = BTreeMap::from([("笔录.pdf".to_owned(), [5; 32])]);
    export(
        key,
        &Export {
            entries,
            checkpoints,
            documents: &documents,
            at_ms: 3,
        },
    )
    .unwrap()
}

/// The file with its JSON changed, laid out as an export is, so that only the change itself can give it away.
fn changed(text: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(text).unwrap();
    change(&mut value);
    value.to_string()
}

fn bad(text: &str) -> FirstBad {
    verify(text).unwrap_err()
}

/// On which line of the sample the records begin, counted from 0.
fn first_line() -> usize {
    SAMPLE
        .text
        .lines()
        .position(|line| line == "\"entries\":[")
        .unwrap()
        + 1
}

#[test]
fn a_whole_file_verifies() {
    let verified = verify(&SAMPLE.text).unwrap();
    assert_eq!(verified.entries, SAMPLE.entries);
    assert_eq!(verified.last_hash, SAMPLE.entries[11].hash);
    assert_eq!(verified.checkpoints.len(), 3);
    assert_eq!(verified.documents["笔录.pdf"], [5; 32]);
    assert_eq!(verify_bytes(SAMPLE.text.as_bytes()).unwrap(), verified);
}

#[test]
fn the_example_of_the_format_page_is_true() {
    let entry = chain::link(
        chain::GENESIS,
        "G1",
        0,
        1_700_000_000_000,
        r#"{"hello":"开庭"}"#.to_owned(),
    );
    let hex: String = entry.hash.iter().map(|b| format!("{b:02x}")).collect();
    assert!(include_str!("../FORMAT.md").contains(&hex), "{hex}");
}

#[test]
fn a_cut_end_is_seen() {
    let all = &SAMPLE.text;
    let cut = changed(all, |v| v["entries"].as_array_mut().unwrap().truncate(9));
    assert_eq!(bad(&cut).seq, Some(9));
    let with_seal = changed(&cut, |v| {
        v["checkpoints"].as_array_mut().unwrap().truncate(2)
    });
    assert!(
        bad(&with_seal)
            .fault
            .to_string()
            .contains("its end was cut")
    );
    let with_all = changed(&cut, |v| v["checkpoints"] = json!([]));
    assert!(bad(&with_all).fault.to_string().contains("no checkpoint"));
    let without_one = changed(all, |v| {
        drop(v["checkpoints"].as_array_mut().unwrap().remove(0))
    });
    assert!(bad(&without_one).fault.to_string().contains("taken out"));
    assert!(
        bad(&changed(all, |v| v["documents"] = json!({})))
            .fault
            .to_string()
            .contains("documents")
    );
}

#[test]
fn a_rewritten_chain_is_caught_by_the_checkpoints() {
    // Everything computed anew from record 5 on, so that the chain itself fits.
    let forged = changed(&SAMPLE.text, |v| {
        let mut prev = SAMPLE.entries[4].hash;
        for seq in 5..RECORDS {
            let body = "\"forged\"".to_owned();
            let entry = chain::link(prev, "G1", seq, 9, body);
            prev = entry.hash;
            let hex: String = entry.hash.iter().map(|b| format!("{b:02x}")).collect();
            v["entries"][seq as usize] =
                json!({"seq": seq, "at_ms": 9, "body": entry.body, "hash": hex});
        }
    });
    let found = bad(&forged);
    assert_eq!(
        found.seq,
        Some(4),
        "the first that no checkpoint vouches for"
    );
    assert!(found.fault == Fault::Rewritten { to: 7 });
}

#[test]
fn records_after_the_seal_are_seen() {
    let longer = chained(RECORDS + 1, "");
    let long: Value =
        serde_json::from_str(&seal(&SAMPLE.key, &longer, &SAMPLE.checkpoints)).unwrap();
    let added = changed(&SAMPLE.text, |v| v["entries"] = long["entries"].clone());
    assert_eq!(bad(&added).seq, Some(RECORDS));
}

#[test]
fn another_key_shows_in_the_key_id() {
    let folder = tempfile::tempdir().unwrap();
    let other = FileKey::open_or_create(&folder.path().join("key")).unwrap();
    let forged = seal(&other, &chained(RECORDS, "!"), &[]);
    assert_ne!(
        verify(&forged).unwrap().key_id,
        verify(&SAMPLE.text).unwrap().key_id
    );
    let mixed = changed(&SAMPLE.text, |v| {
        v["public_key"] = serde_json::from_str::<Value>(&forged).unwrap()["public_key"].clone()
    });
    assert!(bad(&mixed).fault.to_string().contains("another key"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_changed_byte_is_seen_and_its_record_named(at in any::<prop::sample::Index>(), mask in 1..=255u8) {
        let mut bytes = SAMPLE.text.clone().into_bytes();
        let at = at.index(bytes.len());
        let line = bytes[..at].iter().filter(|b| **b == b'\n').count();
        let within = bytes[at] != b'\n';
        bytes[at] ^= mask;
        // A new line break moves the count of lines for a reader that stops at it; the change is seen all the same.
        let within = within && bytes[at] != b'\n';
        let found = verify_bytes(&bytes).unwrap_err();
        let seq = line.checked_sub(first_line()).map(|n| n as u64).filter(|n| *n < RECORDS);
        if within && seq.is_some() && !found.fault.to_string().contains("byte for byte") {
            prop_assert_eq!(found.seq, seq, "{}", found);
        }
    }

    #[test]
    fn an_altered_record_is_named(seq in 0..RECORDS, field in 0..4usize, text in "[a-z汉字]{1,8}") {
        let text = changed(&SAMPLE.text, |v| {
            let entry = &mut v["entries"][seq as usize];
            match field {
                0 => entry["body"] = json!(text),
                1 => entry["at_ms"] = json!(1),
                2 => entry["seq"] = json!(99),
                _ => entry["hash"] = json!(text),
            }
        });
        prop_assert_eq!(bad(&text).seq, Some(seq));
    }

    #[test]
    fn a_missing_record_is_named(seq in 0..RECORDS) {
        let text = changed(&SAMPLE.text, |v| drop(v["entries"].as_array_mut().unwrap().remove(seq as usize)));
        prop_assert_eq!(bad(&text).seq, Some(seq));
    }

    #[test]
    fn the_first_of_two_exchanged_records_is_named((a, b) in (1..RECORDS).prop_flat_map(|b| (0..b, Just(b)))) {
        let text = changed(&SAMPLE.text, |v| v["entries"].as_array_mut().unwrap().swap(a as usize, b as usize));
        prop_assert_eq!(bad(&text).seq, Some(a));
    }

    #[test]
    fn no_input_panics(text in ".{0,200}") {
        prop_assert!(verify(&text).is_err());
    }
}
