use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{SyncSender, sync_channel},
    },
    thread::{self, JoinHandle},
};

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::{
    Append, CommandReceipt, Entry, Fut, Journal, JournalError, Receipt, chain, group, schema,
};

/// The journal in one SQLite file: WAL, `synchronous=FULL`, one thread that writes, one that looks single things up, and one
/// that reads whole hearings, for which nobody at a door is to wait.
///
/// Dropping it finishes what is queued and closes the file.
pub struct SqliteJournal {
    writes: Option<SyncSender<group::Job>>,
    reads: Option<SyncSender<group::Job>>,
    loads: Option<SyncSender<group::Job>>,
    threads: Vec<JoinHandle<()>>,
    commits: Arc<AtomicU64>,
}

impl SqliteJournal {
    /// Opens the file, or creates it readable by its owner alone. Its folder must exist.
    ///
    /// # Errors
    /// `Io` if the file cannot be opened, cannot have a WAL or is of a newer version; `Busy` if another process holds it.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, JournalError> {
        let path = path.as_ref();
        Self::on(
            schema::open(path)?,
            schema::connect(path)?,
            schema::connect(path)?,
        )
    }

    pub(crate) fn on(
        writer: Connection,
        reader: Connection,
        loader: Connection,
    ) -> Result<Self, JournalError> {
        let commits = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&commits);
        let (writes, write_queue) = sync_channel(group::QUEUE);
        let (reads, read_queue) = sync_channel(group::QUEUE);
        let (loads, load_queue) = sync_channel(group::QUEUE);
        let mut journal = Self {
            writes: Some(writes),
            reads: Some(reads),
            loads: Some(loads),
            threads: Vec::new(),
            commits,
        };
        journal.spawn("journal-write", move || {
            group::write(&writer, &write_queue, &counter)
        })?;
        journal.spawn("journal-read", move || group::read(&reader, &read_queue))?;
        journal.spawn("journal-load", move || group::read(&loader, &load_queue))?;
        Ok(journal)
    }

    /// How many transactions were committed since opening: with the count of appends, a measure of how well they group.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    fn spawn(
        &mut self,
        name: &str,
        work: impl FnOnce() + Send + 'static,
    ) -> Result<(), JournalError> {
        let thread = thread::Builder::new().name(name.to_owned()).spawn(work);
        self.threads
            .push(thread.map_err(|e| JournalError::Io(e.to_string()))?);
        Ok(())
    }

    fn run<T: Send + 'static>(
        queue: Option<&SyncSender<group::Job>>,
        work: impl FnOnce(&Connection) -> Result<T, JournalError> + Send + 'static,
    ) -> Fut<'static, T> {
        let (job, answer) = group::job(work);
        let submitted = group::submit(queue, job);
        Box::pin(async move {
            submitted?;
            answer.await.unwrap_or_else(|_| Err(group::stopped()))
        })
    }

    fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, JournalError> + Send + 'static,
    ) -> Fut<'static, T> {
        Self::run(self.writes.as_ref(), work)
    }

    fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, JournalError> + Send + 'static,
    ) -> Fut<'static, T> {
        Self::run(self.reads.as_ref(), work)
    }

    fn read_all<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, JournalError> + Send + 'static,
    ) -> Fut<'static, T> {
        Self::run(self.loads.as_ref(), work)
    }
}

impl Drop for SqliteJournal {
    fn drop(&mut self) {
        // A thread ends when its queue has no sender any more.
        self.writes = None;
        self.reads = None;
        self.loads = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Journal for SqliteJournal {
    fn append(&self, append: Append) -> Fut<'_, Vec<Entry>> {
        self.write(move |c| insert(c, append))
    }

    fn load(&self, hearing: &str) -> Fut<'_, Vec<Entry>> {
        let hearing = hearing.to_owned();
        self.read_all(move |c| load(c, &hearing))
    }

    fn receipt(&self, hearing: &str, seat: &str, id: &str) -> Fut<'_, Option<Receipt>> {
        let key = [hearing.to_owned(), seat.to_owned(), id.to_owned()];
        self.read(move |c| {
            let sql = "SELECT fingerprint, reply FROM receipts WHERE hearing = ?1 AND seat = ?2 AND id = ?3";
            Ok(c.prepare_cached(sql)?.query_row(key, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
        })
    }

    fn receipts(&self, hearing: &str) -> Fut<'_, Vec<CommandReceipt>> {
        let hearing = hearing.to_owned();
        self.read_all(move |c| {
            let mut query = c.prepare_cached(
                "SELECT seat, id, fingerprint, reply FROM receipts WHERE hearing = ?1 ORDER BY n",
            )?;
            let rows = query.query_map([hearing], |row| {
                Ok(CommandReceipt {
                    seat: row.get(0)?,
                    id: row.get(1)?,
                    fingerprint: row.get(2)?,
                    reply: row.get(3)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    fn hearings(&self) -> Fut<'_, Vec<String>> {
        self.read_all(|c| {
            let mut query =
                c.prepare_cached("SELECT DISTINCT hearing FROM entries ORDER BY hearing")?;
            Ok(query
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?)
        })
    }

    fn put(&self, table: &str, key: &str, value: &str) -> Fut<'_, ()> {
        let row = [table.to_owned(), key.to_owned(), value.to_owned()];
        self.write(move |c| {
            let sql = "INSERT INTO kv VALUES (?1, ?2, ?3) ON CONFLICT (tab, key) DO UPDATE SET value = excluded.value";
            c.prepare_cached(sql)?.execute(row)?;
            Ok(())
        })
    }

    fn get(&self, table: &str, key: &str) -> Fut<'_, Option<String>> {
        let key = [table.to_owned(), key.to_owned()];
        self.read(move |c| {
            let mut query = c.prepare_cached("SELECT value FROM kv WHERE tab = ?1 AND key = ?2")?;
            Ok(query.query_row(key, |row| row.get(0)).optional()?)
        })
    }

    fn delete(&self, table: &str, key: &str) -> Fut<'_, bool> {
        let key = [table.to_owned(), key.to_owned()];
        self.write(move |c| {
            Ok(
                c.prepare_cached("DELETE FROM kv WHERE tab = ?1 AND key = ?2")?
                    .execute(key)?
                    > 0,
            )
        })
    }

    fn list(&self, table: &str) -> Fut<'_, Vec<(String, String)>> {
        let table = table.to_owned();
        self.read(move |c| {
            let mut query =
                c.prepare_cached("SELECT key, value FROM kv WHERE tab = ?1 ORDER BY key")?;
            Ok(query
                .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?)
        })
    }
}

/// Checks everything before it writes anything: a refused append leaves the transaction it shares with others untouched.
fn insert(c: &Connection, append: Append) -> Result<Vec<Entry>, JournalError> {
    let Append {
        hearing,
        expect_seq,
        at_ms,
        bodies,
        command,
    } = append;
    let head: Option<(u64, [u8; 32])> = c
        .prepare_cached(
            "SELECT seq, hash FROM entries WHERE hearing = ?1 ORDER BY seq DESC LIMIT 1",
        )?
        .query_row([&hearing], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (next, mut prev) = head.map_or((0, chain::GENESIS), |(seq, hash)| (seq + 1, hash));
    let conflict = || JournalError::Conflict {
        hearing: hearing.clone(),
        next,
    };
    if expect_seq != next {
        return Err(conflict());
    }
    if let Some(command) = &command
        && c.prepare_cached("SELECT 1 FROM receipts WHERE hearing = ?1 AND seat = ?2 AND id = ?3")?
            .exists(params![hearing, command.seat, command.id])?
    {
        return Err(conflict());
    }
    let mut entries = Vec::with_capacity(bodies.len());
    let mut add = c.prepare_cached("INSERT INTO entries VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for (seq, body) in (next..).zip(bodies) {
        let entry = chain::link(prev, &hearing, seq, at_ms, body);
        add.execute(params![
            entry.hearing,
            entry.seq,
            entry.at_ms,
            entry.body,
            entry.prev,
            entry.hash
        ])?;
        prev = entry.hash;
        entries.push(entry);
    }
    if let Some(command) = command {
        c.prepare_cached("INSERT INTO receipts (hearing, seat, id, fingerprint, reply) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![hearing, command.seat, command.id, command.fingerprint, command.reply])?;
    }
    Ok(entries)
}

fn load(c: &Connection, hearing: &str) -> Result<Vec<Entry>, JournalError> {
    let mut query = c.prepare_cached(
        "SELECT seq, at_ms, body, prev, hash FROM entries WHERE hearing = ?1 ORDER BY seq",
    )?;
    let mut rows = query.query([hearing])?;
    let mut entries: Vec<Entry> = Vec::new();
    let mut prev = chain::GENESIS;
    while let Some(row) = rows.next()? {
        let seq = entries.len() as u64;
        // A column of a wrong type or length is an altered record like any other.
        let entry = record(row, hearing)
            .ok()
            .filter(|entry| chain::follows(entry, &prev, seq));
        let entry = entry.ok_or_else(|| JournalError::Corrupt {
            hearing: hearing.to_owned(),
            seq,
        })?;
        prev = entry.hash;
        entries.push(entry);
    }
    Ok(entries)
}

fn record(row: &rusqlite::Row<'_>, hearing: &str) -> rusqlite::Result<Entry> {
    Ok(Entry {
        hearing: hearing.to_owned(),
        seq: row.get(0)?,
        at_ms: row.get(1)?,
        body: row.get(2)?,
        prev: row.get(3)?,
        hash: row.get(4)?,
    })
}
