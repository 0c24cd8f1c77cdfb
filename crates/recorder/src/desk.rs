//! The thread that writes.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use kaiting_media::{Source, Tape, Taped};

use crate::finish::finish;
use crate::space::{self, Rate};
use crate::state::{self, Health, Trouble};
use crate::track::{Place, Track};
use crate::{Note, Notes, Settings, epoch_ms};

/// How long it waits for a packet before it looks around.
const WAIT: Duration = Duration::from_millis(50);
const SYNC: Duration = Duration::from_millis(1_000);
/// After a failure the disk is tried again.
const AGAIN: Duration = Duration::from_secs(2);

const BETWEEN_OVERRUNS: Duration = Duration::from_secs(10);

pub struct Desk {
    settings: Settings,
    tape: Tape,
    health: Arc<Mutex<Health>>,
    notes: Notes,
    stop: Arc<AtomicBool>,
    tracks: HashMap<(Arc<str>, Source), Track>,
    run: Option<u64>,
    synced: Instant,
    blocked: Option<Instant>,
    /// Of files that are ended.
    written: u64,
    rate: Rate,
    /// More came than could be taken (ms since 1970), and when that was said last.
    overrun: Option<(u64, u64)>,
    overrun_said: Option<Instant>,
    endings: Sender<(PathBuf, bool)>,
}

impl Desk {
    pub fn new(
        settings: Settings,
        tape: Tape,
        health: Arc<Mutex<Health>>,
        notes: Notes,
        stop: Arc<AtomicBool>,
    ) -> io::Result<Self> {
        let (endings, ended) = channel::<(PathBuf, bool)>();
        let keep = Arc::clone(&notes);
        let done = Arc::clone(&health);
        // Hashing a long file takes longer than the others may wait.
        std::thread::Builder::new()
            .name("recorder-end".to_owned())
            .spawn(move || {
                for (path, cut) in ended {
                    match finish(&path, cut) {
                        Ok(kept) => keep(Note::Kept(kept)),
                        Err(error) => {
                            tracing::error!(%error, file = %path.display(), "a recording was not finished");
                        }
                    }
                    // Only now: who asks whether all are finished has been told of this one.
                    state::hold(&done).ending -= 1;
                }
            })?;
        Ok(Self {
            settings,
            tape,
            health,
            notes,
            stop,
            tracks: HashMap::new(),
            run: None,
            synced: Instant::now(),
            blocked: None,
            written: 0,
            rate: Rate::default(),
            overrun: None,
            overrun_said: None,
            endings,
        })
    }

    /// Until nobody holds the recorder any more.
    pub fn run(mut self) {
        while !self.stop.load(Ordering::Relaxed) {
            let round = catch_unwind(AssertUnwindSafe(|| self.round()));
            if round.is_err() {
                tracing::error!("a fault in the recorder; its files end here, others begin");
                self.fails(&io::Error::other("a fault"), Instant::now());
            }
        }
        self.end_all();
    }

    fn round(&mut self) {
        let heard = self.tape.taped.recv_timeout(WAIT);
        let now = Instant::now();
        let idle = match heard {
            Ok(taped) => {
                self.hear(taped, now);
                false
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => true,
        };
        let over = {
            let health = state::hold(&self.health);
            // What was on its way when the tap was taken away has come, or is of no use.
            health.wanted().is_none() && (idle || health.refuses_all())
        };
        if over {
            self.end_all();
            state::hold(&self.health).came_to_rest();
        }
        if now.saturating_duration_since(self.synced) >= SYNC {
            self.synced = now;
            self.say_overrun(now);
            if let Err(error) = self.sync(now) {
                self.fails(&error, now);
            }
            state::hold(&self.health).came_round(Instant::now());
        }
    }

    fn hear(&mut self, taped: Taped, now: Instant) {
        match taped {
            Taped::Alive { run, at } => {
                state::hold(&self.health).hears(run, at);
            }
            Taped::Lost { packets, since } => {
                tracing::error!(packets, "the recorder was too slow");
                let until = epoch_ms();
                let ms = now.saturating_duration_since(since).as_millis();
                let from = until.saturating_sub(u64::try_from(ms).unwrap_or(0));
                let from = self.overrun.map_or(from, |(first, _)| first);
                self.overrun = Some((from, until));
            }
            Taped::Ended { identity, source } => {
                let key = (Arc::from(identity), source);
                if let Some(track) = self.tracks.remove(&key) {
                    self.end(track, now);
                }
            }
            Taped::Packet(packet) => {
                if self.run != Some(packet.run) {
                    self.end_all();
                    self.run = Some(packet.run);
                }
                let refused = state::hold(&self.health).refused >= packet.run;
                if refused || self.blocked.is_some() {
                    return;
                }
                let key = (Arc::clone(&packet.identity), packet.source);
                let place = Place {
                    folder: &self.settings.folder,
                    title: &self.settings.title,
                };
                let track = self
                    .tracks
                    .entry(key)
                    .or_insert_with(|| Track::new(&packet, now));
                let heard = track.hear(packet, &place, now);
                if let Some((identity, source)) = track.wants_key_frame() {
                    self.tape.wants_key_frame(identity, source);
                }
                if let Err(error) = heard {
                    self.fails(&error, now);
                }
            }
        }
    }

    /// A disk that is slow for long is one gap, and not one a second.
    fn say_overrun(&mut self, now: Instant) {
        let lately = |at: Instant| now.saturating_duration_since(at) < BETWEEN_OVERRUNS;
        if self.overrun_said.is_some_and(lately) {
            return;
        }
        if let Some((from, until)) = self.overrun.take() {
            self.overrun_said = Some(now);
            (self.notes)(Note::Overrun { from, until });
        }
    }

    fn sync(&mut self, now: Instant) -> io::Result<()> {
        if let Some(until) = self.blocked {
            if now < until {
                return Ok(());
            }
            self.try_again()?;
        }
        let place = Place {
            folder: &self.settings.folder,
            title: &self.settings.title,
        };
        for track in self.tracks.values_mut() {
            track.go_on(&place, now)?;
            track.sync(now)?;
        }
        let open: u64 = self.tracks.values().map(Track::written).sum();
        self.rate.saw(self.written + open, now);
        let room = self.room()?;
        if room == 0 && !self.tracks.is_empty() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let minutes = if self.tracks.is_empty() {
            None
        } else {
            self.rate.minutes(room)
        };
        state::hold(&self.health).minutes = minutes;
        Ok(())
    }

    /// Beyond what is left to others.
    fn room(&self) -> io::Result<u64> {
        Ok(space::free(&self.settings.folder)?.saturating_sub(self.settings.reserve))
    }

    /// A real write, of as much as a few seconds take.
    fn try_again(&mut self) -> io::Result<()> {
        const TRIAL: usize = 256 * 1024;
        if self.room()? < TRIAL as u64 * 2 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let path = self.settings.folder.join("trial");
        let tried =
            std::fs::write(&path, vec![0; TRIAL]).and_then(|()| File::open(&path)?.sync_all());
        let gone = std::fs::remove_file(&path);
        tried.and(gone)?;
        self.blocked = None;
        state::hold(&self.health).failing = None;
        Ok(())
    }

    /// Nothing more is written until the disk takes it again. The files end where they are.
    fn fails(&mut self, error: &io::Error, now: Instant) {
        let full = matches!(
            error.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
        );
        if self.blocked.is_none() {
            tracing::error!(%error, "nothing is recorded");
        }
        self.blocked = Some(now + AGAIN);
        {
            let mut health = state::hold(&self.health);
            health.minutes = None;
            health.failing = Some(if full {
                Trouble::DiskFull
            } else {
                Trouble::Stopped
            });
        }
        self.end_all();
    }

    fn end_all(&mut self) {
        let now = Instant::now();
        for (_, track) in std::mem::take(&mut self.tracks) {
            self.end(track, now);
        }
    }

    fn end(&mut self, track: Track, now: Instant) {
        let place = Place {
            folder: &self.settings.folder,
            title: &self.settings.title,
        };
        self.written += track.written();
        let (path, ended) = track.end(&place);
        let cut = ended.is_err();
        if let Some(path) = path {
            state::hold(&self.health).ending += 1;
            if self.endings.send((path, cut)).is_err() {
                state::hold(&self.health).ending -= 1;
            }
        }
        if let Err(error) = ended
            && self.blocked.is_none()
        {
            self.fails(&error, now);
        }
    }
}
