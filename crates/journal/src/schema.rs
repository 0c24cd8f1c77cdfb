//! The tables, and how a connection to them is opened.

use std::{fs::OpenOptions, io, path::Path};

use rusqlite::Connection;

use crate::JournalError;

const VERSION: i64 = 1;

/// The triggers stand guard against a mistake in code or a hand at the `sqlite3` prompt. Against one who owns the file stands the
/// hash chain. The insert trigger also catches `INSERT OR REPLACE`, which deletes without asking a delete trigger.
const TABLES: &str = "
CREATE TABLE entries (
  hearing TEXT NOT NULL, seq INTEGER NOT NULL, at_ms INTEGER NOT NULL, body TEXT NOT NULL, prev BLOB NOT NULL, hash BLOB NOT NULL,
  PRIMARY KEY (hearing, seq)
) STRICT;
CREATE TRIGGER entries_dense BEFORE INSERT ON entries
  WHEN new.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM entries WHERE hearing = new.hearing)
  BEGIN SELECT raise(ABORT, 'records are appended in order'); END;
CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries BEGIN SELECT raise(ABORT, 'records are never changed'); END;
CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries BEGIN SELECT raise(ABORT, 'records are never deleted'); END;

CREATE TABLE receipts (
  n INTEGER PRIMARY KEY, hearing TEXT NOT NULL, seat TEXT NOT NULL, id TEXT NOT NULL, fingerprint BLOB NOT NULL, reply TEXT NOT NULL,
  UNIQUE (hearing, seat, id)
) STRICT;
CREATE TRIGGER receipts_no_update BEFORE UPDATE ON receipts BEGIN SELECT raise(ABORT, 'receipts are never changed'); END;
CREATE TRIGGER receipts_no_delete BEFORE DELETE ON receipts BEGIN SELECT raise(ABORT, 'receipts are never deleted'); END;

CREATE TABLE kv (tab TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (tab, key)) STRICT, WITHOUT ROWID;
";

/// Opens the writer's connection and makes the tables if the file is new.
pub(crate) fn open(path: &Path) -> Result<Connection, JournalError> {
    private(path).map_err(|e| JournalError::Io(format!("{}: {e}", path.display())))?;
    let connection = connect(path)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(JournalError::Io(format!(
            "{}: this file system allows no WAL (got {mode})",
            path.display()
        )));
    }
    match connection.query_row("PRAGMA user_version", [], |row| row.get(0))? {
        0 => connection.execute_batch(&format!(
            "BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {VERSION}; COMMIT"
        ))?,
        VERSION => {}
        newer => {
            return Err(JournalError::Io(format!(
                "{}: version {newer} of the journal is not known here",
                path.display()
            )));
        }
    }
    Ok(connection)
}

/// A further connection to a journal that [`open`] has made.
pub(crate) fn connect(path: &Path) -> Result<Connection, JournalError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    // FULL: in WAL mode anything less leaves the last commits to the operating system's mercy. Recursive triggers: see TABLES.
    connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON")?;
    Ok(connection)
}

/// The journal holds what was said behind closed doors: only its owner reads it. SQLite gives the WAL the same mode.
fn private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
