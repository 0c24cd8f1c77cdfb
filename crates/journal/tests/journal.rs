//! The SQLite journal as a server uses it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use kaiting_journal::{Append, CommandReceipt, Journal, JournalError, SqliteJournal, chain};

fn append(hearing: &str, expect_seq: u64, bodies: &[&str], id: Option<&str>) -> Append {
    Append {
        hearing: hearing.to_owned(),
        expect_seq,
        at_ms: 1_700_000_000_000 + expect_seq,
        bodies: bodies.iter().map(ToString::to_string).collect(),
        command: id.map(|id| CommandReceipt {
            seat: "judge".to_owned(),
            id: id.to_owned(),
            fingerprint: [7; 32],
            reply: "ok".to_owned(),
        }),
    }
}

#[tokio::test]
async fn what_was_appended_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    let written = {
        let journal = SqliteJournal::open(&path).unwrap();
        journal.put("links", "a", "1").await.unwrap();
        journal.put("links", "a", "2").await.unwrap();
        journal.put("links", "b", "3").await.unwrap();
        assert!(journal.delete("links", "b").await.unwrap());
        assert!(!journal.delete("links", "b").await.unwrap());
        let mut written = journal
            .append(append("G1", 0, &["{\"a\":1}", "\"汉字\""], Some("c1")))
            .await
            .unwrap();
        written.extend(journal.append(append("G1", 2, &["3"], None)).await.unwrap());
        journal.append(append("G2", 0, &["4"], None)).await.unwrap();
        written
    };
    let journal = SqliteJournal::open(&path).unwrap();
    assert_eq!(journal.load("G1").await.unwrap(), written);
    assert_eq!(written[0].prev, chain::GENESIS);
    assert_eq!(written[2].prev, written[1].hash);
    assert_eq!(journal.load("G3").await.unwrap(), []);
    assert_eq!(journal.hearings().await.unwrap(), ["G1", "G2"]);
    assert_eq!(
        journal.receipt("G1", "judge", "c1").await.unwrap(),
        Some(([7; 32], "ok".to_owned()))
    );
    assert_eq!(journal.receipt("G1", "clerk", "c1").await.unwrap(), None);
    assert_eq!(journal.receipts("G1").await.unwrap().len(), 1);
    assert_eq!(
        journal.get("links", "a").await.unwrap().as_deref(),
        Some("2")
    );
    assert_eq!(
        journal.list("links").await.unwrap(),
        [("a".to_owned(), "2".to_owned())]
    );
}

#[tokio::test]
async fn a_conflict_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let journal = SqliteJournal::open(folder.path().join("j")).unwrap();
    journal
        .append(append("G1", 0, &["1"], Some("c1")))
        .await
        .unwrap();
    let conflict = Err(JournalError::Conflict {
        hearing: "G1".to_owned(),
        next: 1,
    });
    assert_eq!(
        journal.append(append("G1", 0, &["2"], Some("c2"))).await,
        conflict,
        "an old state"
    );
    assert_eq!(
        journal.append(append("G1", 2, &["2"], Some("c2"))).await,
        conflict,
        "a gap"
    );
    assert_eq!(
        journal.append(append("G1", 1, &["2"], Some("c1"))).await,
        conflict,
        "a command twice"
    );
    assert_eq!(journal.load("G1").await.unwrap().len(), 1);
    assert_eq!(journal.receipts("G1").await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_writers_share_their_syncs() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Arc::new(SqliteJournal::open(folder.path().join("j")).unwrap());
    // A request is queued by the call, not by the first poll: all fifty wait while the first is synced.
    let requests: Vec<_> = (0..50)
        .map(|n| journal.append(append(&format!("H{n}"), 0, &["1"], None)))
        .collect();
    for request in requests {
        request.await.unwrap();
    }
    assert!(
        journal.commits() < 25,
        "{} commits for 50 writers",
        journal.commits()
    );
    assert_eq!(journal.hearings().await.unwrap().len(), 50);
}

#[tokio::test]
async fn records_cannot_be_changed_by_sql_and_a_forced_change_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("j");
    let journal = SqliteJournal::open(&path).unwrap();
    journal
        .append(append("G1", 0, &["0", "1", "2", "3"], Some("c")))
        .await
        .unwrap();
    let sql = rusqlite::Connection::open(&path).unwrap();
    for forbidden in [
        "UPDATE entries SET body = 'x'",
        "DELETE FROM entries",
        "INSERT OR REPLACE INTO entries SELECT hearing, seq, at_ms, 'x', prev, hash FROM entries WHERE seq = 2",
        "INSERT INTO entries SELECT hearing, 9, at_ms, body, prev, hash FROM entries WHERE seq = 2",
        "UPDATE receipts SET reply = 'x'",
        "DELETE FROM receipts",
    ] {
        assert!(sql.execute(forbidden, []).is_err(), "{forbidden}");
    }
    assert_eq!(journal.load("G1").await.unwrap().len(), 4);
    sql.execute_batch("DROP TRIGGER entries_no_update; DROP TRIGGER entries_no_delete")
        .unwrap();
    for (change, seq) in [
        ("UPDATE entries SET at_ms = 1 WHERE seq = 3", 3),
        ("UPDATE entries SET hash = x'00' WHERE seq = 2", 2),
        ("DELETE FROM entries WHERE seq = 1", 1),
    ] {
        sql.execute(change, []).unwrap();
        let corrupt = JournalError::Corrupt {
            hearing: "G1".to_owned(),
            seq,
        };
        assert_eq!(journal.load("G1").await, Err(corrupt), "{change}");
    }
}

#[tokio::test]
async fn a_failed_append_does_not_stop_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("j");
    let journal = SqliteJournal::open(&path).unwrap();
    // A number beyond the range of the column is a true failure of the store, in the middle of a transaction.
    let mut broken = append("G1", 0, &["1"], None);
    broken.at_ms = u64::MAX;
    assert_eq!(
        journal.append(broken).await.unwrap_err().code(),
        "journal.io"
    );
    assert_eq!(
        journal
            .append(append("G1", 0, &["1"], None))
            .await
            .unwrap()
            .len(),
        1
    );
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_the_files() {
    use kaiting_journal::checkpoint::{FileKey, Signer};
    use std::{fs, os::unix::fs::PermissionsExt as _};
    let folder = tempfile::tempdir().unwrap();
    let (path, key) = (folder.path().join("j"), folder.path().join("signing.key"));
    let _journal = SqliteJournal::open(&path).unwrap();
    let first = FileKey::open_or_create(&key).unwrap().public_key();
    for file in fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap();
        assert_eq!(
            file.metadata().unwrap().permissions().mode() & 0o777,
            0o600,
            "{:?}",
            file.path()
        );
    }
    assert_eq!(FileKey::open_or_create(&key).unwrap().public_key(), first);
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(FileKey::open_or_create(&key).is_err());
}

#[tokio::test]
async fn a_long_load_keeps_nobody_at_a_door_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let journal = SqliteJournal::open(folder.path().join("journal.sqlite")).unwrap();
    let body = "x".repeat(200);
    let bodies: Vec<&str> = (0..50_000).map(|_| body.as_str()).collect();
    journal
        .append(append("G1", 0, &bodies, None))
        .await
        .unwrap();
    journal.put("sessions", "a", "1").await.unwrap();
    let long = journal.load("G1");
    let short = journal.get("sessions", "a");
    tokio::select! {
        biased;
        loaded = long => panic!("{} records came first", loaded.unwrap().len()),
        found = short => assert_eq!(found.unwrap().as_deref(), Some("1")),
    }
}
