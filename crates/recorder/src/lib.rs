//! The recorder: what passes in a media room, on disk, each voice and each picture in a file of its own.
//!
//! It hears through a [`kaiting_media::Tap`] and never makes the forwarder wait. Every second what has come is written and
//! synced; a file that the machine left in the middle is mended when the recorder starts again ([`finish`]). It knows no rule
//! of the room: when there is a tap, and who is given what of a file, others decide.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod desk;
mod finish;
mod part;
mod picture;
mod queue;
mod shelf;
mod space;
mod state;
mod timeline;
mod track;
mod voice;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use kaiting_media::{Source, Tap, Tape, Taps};

pub use finish::{Kept, ends, files, finish};
pub use shelf::{Found, Opened, Shelf, read_at};
pub use state::{State, Trouble};

use desk::Desk;
use state::Health;

pub struct Settings {
    /// Of this one room's files.
    pub folder: PathBuf,
    /// What each file says that it is of.
    pub title: String,
    /// Bytes of the disk that are left to others.
    pub reserve: u64,
}

/// What the recorder has to say besides how it is.
pub enum Note {
    /// A file is finished and will not change any more.
    Kept(Kept),
    /// More came than could be written (times in ms since 1970).
    Overrun { from: u64, until: u64 },
}

/// Where it says so. Called on threads of the recorder's own.
pub type Notes = Arc<dyn Fn(Note) + Send + Sync>;

/// A handle to a running recorder. It ends its files and stops when the last one is dropped.
#[derive(Clone)]
pub struct Recorder {
    inner: Arc<Inner>,
}

struct Inner {
    taps: Taps,
    runs: AtomicU64,
    health: Arc<Mutex<Health>>,
    stop: Arc<std::sync::atomic::AtomicBool>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Recorder {
    /// # Errors
    /// When the folder cannot be made, or the system gives no thread.
    pub fn start(settings: Settings, notes: Notes) -> std::io::Result<Self> {
        std::fs::create_dir_all(&settings.folder)?;
        let tape = Tape::new();
        let taps = tape.taps();
        let health = Arc::new(Mutex::new(Health::new(Instant::now())));
        let stop = Arc::default();
        let desk = Desk::new(
            settings,
            tape,
            Arc::clone(&health),
            notes,
            Arc::clone(&stop),
        )?;
        std::thread::Builder::new()
            .name("recorder".to_owned())
            .spawn(move || desk.run())?;
        Ok(Self {
            inner: Arc::new(Inner {
                taps,
                runs: AtomicU64::new(0),
                health,
                stop,
            }),
        })
    }

    /// A tap to hang on the room. From now on the recorder is to record, by this one alone.
    pub fn tap(&self) -> Tap {
        let (run, taps) = self.begin();
        taps.tap(run)
    }

    /// The same for what comes otherwise than from a room of this process.
    pub fn begin(&self) -> (u64, Taps) {
        let run = self.inner.runs.fetch_add(1, Ordering::Relaxed) + 1;
        state::hold(&self.inner.health).wants(Some(run), Instant::now());
        (run, self.inner.taps.clone())
    }

    /// The tap could not be taken away: whatever still comes by it is not written.
    pub fn refuse(&self) {
        let runs = self.inner.runs.load(Ordering::Relaxed);
        let mut health = state::hold(&self.inner.health);
        health.refused = runs;
        health.wants(None, Instant::now());
    }

    /// The tap was taken away: what is under way ends here.
    pub fn rest(&self) {
        state::hold(&self.inner.health).wants(None, Instant::now());
    }

    /// Whether it is at rest, and each file that it has begun is finished and said, or could not be finished.
    pub fn is_done(&self) -> bool {
        state::hold(&self.inner.health).is_done()
    }

    pub fn state(&self) -> State {
        state::hold(&self.inner.health).state(Instant::now())
    }
}

/// As file names and titles have it.
pub fn source_name(source: Source) -> &'static str {
    match source {
        Source::Microphone => "microphone",
        Source::Camera => "camera",
        Source::Screen => "screen",
    }
}

pub fn source_named(name: &str) -> Option<Source> {
    [Source::Microphone, Source::Camera, Source::Screen]
        .into_iter()
        .find(|source| source_name(*source) == name)
}

fn epoch_ms() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(0))
}
