//! Group commit: one thread writes, and all that waited during one sync go into the next transaction together.
//!
//! No delay is added to gather a group. While the disk syncs, requests queue up by themselves; an idle journal commits at once.

use std::{
    collections::VecDeque,
    sync::{
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, TrySendError},
    },
};

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::JournalError;

/// How many requests may wait before further ones are told `Busy`: a stuck disk must not eat the memory.
pub(crate) const QUEUE: usize = 4096;
/// The most requests in one transaction, so that the first of them does not wait without end.
const GROUP: usize = 256;

type Settle = Box<dyn FnOnce(Result<(), JournalError>) + Send>;
/// Runs inside the transaction, or learns why there is none. Gives back how to answer after the commit, and the failure that
/// spoils the transaction if any.
pub(crate) type Job =
    Box<dyn FnOnce(Result<&Connection, JournalError>) -> (Settle, Option<JournalError>) + Send>;
pub(crate) type Answer<T> = oneshot::Receiver<Result<T, JournalError>>;

/// Makes a job of `work`. Its answer leaves only after the commit, and is the commit's failure if that fails.
pub(crate) fn job<T: Send + 'static>(
    work: impl FnOnce(&Connection) -> Result<T, JournalError> + Send + 'static,
) -> (Job, Answer<T>) {
    let (answer, receiver) = oneshot::channel();
    let job: Job = Box::new(move |connection| {
        let result = connection.and_then(work);
        let spoiled = result
            .as_ref()
            .err()
            .filter(|error| error.is_storage())
            .cloned();
        let settle: Settle = Box::new(move |commit| {
            // Whoever asked may have gone; the request counts all the same.
            let _ = answer.send(result.and_then(|value| commit.map(|()| value)));
        });
        (settle, spoiled)
    });
    (job, receiver)
}

/// Hands a job over without ever blocking the caller.
pub(crate) fn submit(queue: Option<&SyncSender<Job>>, job: Job) -> Result<(), JournalError> {
    let queue = queue.ok_or_else(stopped)?;
    queue.try_send(job).map_err(|error| match error {
        TrySendError::Full(_) => JournalError::Busy,
        TrySendError::Disconnected(_) => stopped(),
    })
}

pub(crate) fn stopped() -> JournalError {
    JournalError::Io("the journal's thread has stopped".to_owned())
}

/// The writer's loop; ends when every sender is gone and the queue is empty.
pub(crate) fn write(connection: &Connection, queue: &Receiver<Job>, commits: &AtomicU64) {
    let mut waiting = VecDeque::new();
    loop {
        if waiting.is_empty() {
            match queue.recv() {
                Ok(job) => waiting.push_back(job),
                Err(_) => return,
            }
        }
        while waiting.len() < GROUP
            && let Ok(job) = queue.try_recv()
        {
            waiting.push_back(job);
        }
        commit(connection, &mut waiting, commits);
    }
}

/// One transaction. If a job spoils it, those that ran fail with it and the rest stay for the next one.
fn commit(connection: &Connection, waiting: &mut VecDeque<Job>, commits: &AtomicU64) {
    if let Err(error) = connection
        .execute_batch("BEGIN IMMEDIATE")
        .map_err(JournalError::from)
    {
        for job in waiting.drain(..) {
            let (settle, _) = job(Err(error.clone()));
            settle(Err(error.clone()));
        }
        return;
    }
    let mut settles = Vec::with_capacity(waiting.len());
    let mut outcome = Ok(());
    while let Some(job) = waiting.pop_front() {
        let (settle, spoiled) = job(Ok(connection));
        settles.push(settle);
        if let Some(error) = spoiled {
            outcome = Err(error);
            break;
        }
    }
    if outcome.is_ok() {
        outcome = connection
            .execute_batch("COMMIT")
            .map_err(JournalError::from);
    }
    if outcome.is_ok() {
        commits.fetch_add(1, Ordering::Relaxed);
    } else if !connection.is_autocommit() {
        // SQLite has already rolled back by itself after some failures, hence the question.
        let _ = connection.execute_batch("ROLLBACK");
    }
    for settle in settles {
        settle(outcome.clone());
    }
}

/// A reader's loop: its own connection, so that nothing it reads, however long, holds up a commit.
pub(crate) fn read(connection: &Connection, queue: &Receiver<Job>) {
    for job in queue {
        let (settle, _) = job(Ok(connection));
        settle(Ok(()));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::sync_channel;

    use super::*;

    fn table() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE TABLE t (n INTEGER PRIMARY KEY)")
            .unwrap();
        connection
    }

    fn insert(n: i64) -> (Job, Answer<()>) {
        job(move |c| {
            c.execute("INSERT INTO t VALUES (?1)", [n])?;
            Ok(())
        })
    }

    #[test]
    fn what_waits_together_is_committed_together() {
        let (sender, queue) = sync_channel(QUEUE);
        let mut answers = Vec::new();
        for n in 0..50 {
            let (job, answer) = insert(n);
            submit(Some(&sender), job).unwrap();
            answers.push(answer);
        }
        drop(sender);
        let commits = AtomicU64::new(0);
        write(&table(), &queue, &commits);
        assert_eq!(commits.into_inner(), 1);
        assert!(
            answers
                .into_iter()
                .all(|a| a.blocking_recv().unwrap().is_ok())
        );
    }

    #[test]
    fn a_spoiled_transaction_fails_those_in_it_and_no_later_one() {
        let (sender, queue) = sync_channel(QUEUE);
        let (first, first_answer) = insert(1);
        let (twice, twice_answer) = insert(1);
        let (later, later_answer) = insert(2);
        for job in [first, twice, later] {
            submit(Some(&sender), job).unwrap();
        }
        drop(sender);
        let connection = table();
        write(&connection, &queue, &AtomicU64::new(0));
        assert!(first_answer.blocking_recv().unwrap().is_err());
        assert!(twice_answer.blocking_recv().unwrap().is_err());
        assert!(later_answer.blocking_recv().unwrap().is_ok());
        let rows: Vec<i64> = connection
            .prepare("SELECT n FROM t")
            .unwrap()
            .query_map([], |r| r.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(rows, [2]);
    }

    #[test]
    fn a_full_queue_is_busy_and_a_stopped_thread_is_told() {
        let (sender, queue) = sync_channel(1);
        submit(Some(&sender), insert(1).0).unwrap();
        assert_eq!(submit(Some(&sender), insert(2).0), Err(JournalError::Busy));
        drop(queue);
        assert_eq!(submit(Some(&sender), insert(3).0), Err(stopped()));
    }

    #[test]
    fn a_full_disk_is_called_so_and_work_goes_on_once_there_is_room() {
        let connection = table();
        connection
            .execute_batch("CREATE TABLE big (b BLOB); PRAGMA max_page_count = 10")
            .unwrap();
        let fill = |size: i64| {
            job(move |c| Ok(c.execute("INSERT INTO big VALUES (zeroblob(?1))", [size])?))
        };
        let (sender, queue) = sync_channel(QUEUE);
        let ((large, refused), (small, accepted)) = (fill(1 << 20), fill(1));
        submit(Some(&sender), large).unwrap();
        submit(Some(&sender), small).unwrap();
        drop(sender);
        write(&connection, &queue, &AtomicU64::new(0));
        assert_eq!(refused.blocking_recv().unwrap(), Err(JournalError::Full));
        assert_eq!(accepted.blocking_recv().unwrap(), Ok(1));
    }
}
