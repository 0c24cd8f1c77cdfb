//! The operator's log, written by a thread of its own: a reader of it that stands still or has gone costs lines of the log and
//! nothing else. No hearing waits for who reads about it.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use tracing_subscriber::fmt::MakeWriter;

/// Lines that wait for their reader.
const WAITING: usize = 1_024;

#[derive(Clone)]
pub struct Log {
    out: SyncSender<Said>,
    lost: Arc<AtomicU64>,
}

enum Said {
    Line(Vec<u8>),
    /// To be answered when what was said before is written.
    End(SyncSender<()>),
}

impl Log {
    /// # Errors
    /// When the system gives no thread.
    pub fn to(writer: impl Write + Send + 'static) -> io::Result<Self> {
        let (out, said) = sync_channel(WAITING);
        let lost = Arc::<AtomicU64>::default();
        let counted = Arc::clone(&lost);
        std::thread::Builder::new()
            .name("log".to_owned())
            .spawn(move || pass_on(&said, &counted, writer))?;
        Ok(Self { out, lost })
    }

    /// When all that was said is written, or nobody is to wait for it any longer.
    pub fn finish(&self, within: Duration) {
        let (done, over) = sync_channel(1);
        if self.out.try_send(Said::End(done)).is_ok() {
            let _ = over.recv_timeout(within);
        }
    }
}

/// What cannot be written is left: there is nobody to tell.
fn pass_on(said: &Receiver<Said>, lost: &AtomicU64, mut writer: impl Write) {
    for said in said {
        match said {
            Said::Line(line) => {
                let _ = writer.write_all(&line);
                let missing = lost.swap(0, Ordering::Relaxed);
                if missing > 0 {
                    let _ = writeln!(writer, "{missing} lines of this log were not read in time");
                }
            }
            Said::End(done) => {
                let _ = writer.flush();
                let _ = done.try_send(());
            }
        }
    }
}

/// A line at a time, and never a failure: who logs would have to log it.
impl Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if self.out.try_send(Said::Line(line.to_vec())).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::mpsc::channel;
    use std::time::Instant;

    use super::*;

    /// Takes a line when it is let, and keeps it.
    struct Slow(Receiver<()>, Arc<Mutex<Vec<u8>>>);

    impl Write for Slow {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            let _ = self.0.recv();
            self.1.lock().unwrap().extend_from_slice(line);
            Ok(line.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    #[test]
    fn a_reader_that_has_gone_is_nobodys_failure() {
        let mut log = Log::to(Gone).unwrap();
        for _ in 0..3 * WAITING {
            log.write_all(b"line\n").unwrap();
        }
        log.finish(Duration::from_secs(5));
    }

    #[test]
    fn a_reader_that_stands_still_is_not_waited_for_and_learns_what_he_missed() {
        let (let_one, wait) = channel();
        let kept = Arc::default();
        let mut log = Log::to(Slow(wait, Arc::clone(&kept))).unwrap();
        let begun = Instant::now();
        for _ in 0..3 * WAITING {
            log.write_all(b"line\n").unwrap();
        }
        log.finish(Duration::from_millis(50));
        assert!(begun.elapsed() < Duration::from_secs(2));
        // He reads again.
        drop(let_one);
        let text = || String::from_utf8(kept.lock().unwrap().clone()).unwrap();
        while !text().contains("lines of this log were not read") {
            assert!(begun.elapsed() < Duration::from_secs(5), "{}", text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}
