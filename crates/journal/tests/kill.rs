//! `kill -9` while many write: what was acknowledged is there, and the chain holds.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Write as _},
    path::PathBuf,
    process::{Command, Stdio},
    sync::Arc,
};

use kaiting_journal::{Append, CommandReceipt, Journal, SqliteJournal};

const FILE: &str = "KAITING_JOURNAL_KILL_TEST";

/// Not a test by itself: the process that is killed. Without the variable it does nothing.
#[test]
fn victim() {
    let Some(path) = std::env::var_os(FILE).map(PathBuf::from) else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    runtime.block_on(async {
        let journal = Arc::new(SqliteJournal::open(path).unwrap());
        let writers: Vec<_> = (0..8)
            .map(|n| tokio::spawn(write(Arc::clone(&journal), format!("H{n}"))))
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
    });
}

async fn write(journal: Arc<SqliteJournal>, hearing: String) {
    // Goes on where the last victim was killed.
    for seq in journal.load(&hearing).await.unwrap().len() as u64.. {
        let command = CommandReceipt {
            seat: "s".to_owned(),
            id: seq.to_string(),
            fingerprint: [0; 32],
            reply: seq.to_string(),
        };
        let append = Append {
            hearing: hearing.clone(),
            expect_seq: seq,
            at_ms: seq,
            bodies: vec![format!("{seq}")],
            command: Some(command),
        };
        journal.append(append).await.unwrap();
        let mut out = std::io::stdout();
        writeln!(out, "acked {hearing} {seq}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn what_was_acknowledged_survives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    let mut acked = BTreeMap::new();
    for round in 1..=5 {
        let mut victim = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "victim", "--nocapture"])
            .env(FILE, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut seen = 0;
        for line in BufReader::new(victim.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            // What still stood in the pipe when it died was acknowledged as well, so reading goes on to the end.
            let Some((_, fact)) = line.split_once("acked ") else {
                continue;
            };
            let Some((hearing, seq)) = fact.split_once(' ') else {
                continue;
            };
            acked.insert(hearing.to_owned(), seq.parse::<u64>().unwrap());
            seen += 1;
            if seen == 40 * round {
                victim.kill().unwrap();
            }
        }
        assert!(!victim.wait().unwrap().success());
        assert!(seen >= 40 * round, "the victim died by itself after {seen}");

        let journal = SqliteJournal::open(&path).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        for (hearing, seq) in &acked {
            let entries = runtime.block_on(journal.load(hearing)).unwrap();
            assert!(
                entries.len() as u64 > *seq,
                "{hearing}: {seq} was acknowledged, {} are there",
                entries.len()
            );
            let receipts = runtime.block_on(journal.receipts(hearing)).unwrap();
            assert_eq!(
                receipts.len(),
                entries.len(),
                "records and receipts go together"
            );
        }
    }
    assert_eq!(acked.len(), 8);
}
