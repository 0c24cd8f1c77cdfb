//! What the recorder knows, brought to the journal: whether it runs, what it has kept, what is missing (R71, R73, R76).

use std::collections::VecDeque;
use std::time::Duration;

use hearing::recording::{GapCause, RecorderTrouble, Track};
use hearing::{Fact, Hearing, Phase, Recording, SeatId};
use kaiting_recorder::{Kept, Note, Recorder, State, Trouble, ends};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tokio::task::{JoinHandle, spawn_blocking};
use tokio::time::{Instant, interval};

use super::source;
use super::survey::{Leftovers, Listed, complete, finish_all, is_listed};
use crate::clock;
use crate::room::Handle;

/// The court is to know within five seconds; the recorder itself takes three.
const LOOK: Duration = Duration::from_millis(500);
/// What the journal has not taken is said again.
const AGAIN: Duration = Duration::from_secs(5);
/// Minutes that are left are said in steps of so many.
const STEP: u16 = 5;

pub struct Desk {
    recorder: Option<Recorder>,
    without: RecorderTrouble,
    before: Leftovers,
    /// By which it hears of what it has found itself.
    found: UnboundedSender<Note>,
    notes: UnboundedReceiver<Note>,
    /// Finished, and perhaps not on record yet.
    kept: VecDeque<Track>,
    said: Instant,
    /// What goes through the files; how many there are, when they are all of them.
    survey: Option<JoinHandle<Option<u32>>>,
    surveyed: Option<Instant>,
}

impl Desk {
    /// `without`: what the court is told where there is no recorder.
    pub fn new(
        recorder: Option<Recorder>,
        without: RecorderTrouble,
        before: Leftovers,
        found: UnboundedSender<Note>,
        notes: UnboundedReceiver<Note>,
    ) -> Self {
        Self {
            recorder,
            without,
            before,
            found,
            notes,
            kept: VecDeque::new(),
            said: Instant::now(),
            survey: None,
            surveyed: None,
        }
    }

    pub fn recorder(&self) -> Option<Recorder> {
        self.recorder.clone()
    }

    /// For as long as the room is there.
    pub async fn keep(mut self, room: Handle) {
        let started = clock::now();
        self.take_up(&room, started).await;
        let mut look = interval(LOOK);
        loop {
            tokio::select! {
                Some(note) = self.notes.recv() => self.note(&room, note).await,
                _ = look.tick() => self.look(&room).await,
            }
        }
    }

    /// What an earlier life of this backend has left, and the time in which there was none.
    async fn take_up(&mut self, room: &Handle, started: u64) {
        let listed = room.read(listed);
        let mut left = std::mem::take(&mut self.before.paths);
        left.retain(|path| !is_listed(path, &listed));
        let looked = left.clone();
        let ends = move || looked.iter().filter_map(|path| ends(path).ok()).max();
        let last = spawn_blocking(ends).await.ok().flatten();
        let under_way = room.read(|h| {
            let on = h.phase == Phase::InSession && h.recording == Recording::On;
            let since = h.stretches.last().filter(|s| s.until.is_none());
            since.filter(|_| on).map(|s| s.from)
        });
        if let Some(since) = under_way {
            let from = last.unwrap_or(since).max(since).min(started);
            let cause = GapCause::Restarted;
            let until = started;
            say(room, Fact::RecordingGap { from, until, cause }).await;
        }
        // The hash of a long film takes its time; what is recorded meanwhile is not to wait for it.
        let found = self.found.clone();
        self.survey = Some(spawn_blocking(move || {
            finish_all(&left, &found);
            // What is to come, nobody knows yet.
            None
        }));
    }

    async fn note(&mut self, room: &Handle, note: Note) {
        match note {
            Note::Kept(kept) => {
                self.kept.push_back(track(kept));
                self.say_kept(room).await;
            }
            Note::Overrun { from, until } => {
                let cause = GapCause::Overrun;
                say(room, Fact::RecordingGap { from, until, cause }).await;
            }
        }
    }

    async fn look(&mut self, room: &Handle) {
        let (over, known) =
            room.read(|h| (h.phase >= Phase::Closed, (h.recorder, h.recorder_trouble)));
        let state = self.recorder.as_ref().map(Recorder::state);
        let (running, trouble) = state.map_or((false, Some(self.without)), of_court);
        if !over && known != (running, trouble) {
            say(room, Fact::Recorder { running, trouble }).await;
        }
        if !self.kept.is_empty() && self.said.elapsed() >= AGAIN {
            self.say_kept(room).await;
        }
        self.say_complete(room).await;
    }

    /// Once nothing is written any more: that no file is to come (R64). Looked for again until it is so.
    async fn say_complete(&mut self, room: &Handle) {
        let done = self.recorder.as_ref().is_none_or(Recorder::is_done);
        // In this order: what was finished before it was done has been said by then.
        let said = done && self.notes.is_empty() && self.kept.is_empty();
        if !said || !room.read(Hearing::awaits_tracks) {
            return;
        }
        if let Some(survey) = self.survey.take_if(|survey| survey.is_finished())
            && let Ok(Some(files)) = survey.await
        {
            say(room, Fact::TracksComplete { files }).await;
        }
        let lately = |at: Instant| at.elapsed() < AGAIN;
        if self.survey.is_none() && !self.surveyed.is_some_and(lately) {
            self.surveyed = Some(Instant::now());
            let (listed, folder) = (room.read(listed), self.before.folder.clone());
            let found = self.found.clone();
            self.survey = Some(spawn_blocking(move || complete(&folder, &listed, &found)));
        }
    }

    /// Until it is on record: while the journal cannot write, nothing is.
    async fn say_kept(&mut self, room: &Handle) {
        self.forget_known(room);
        for track in &self.kept {
            let track = Box::new(track.clone());
            say(room, Fact::TrackKept { track }).await;
        }
        self.forget_known(room);
        self.said = Instant::now();
    }

    fn forget_known(&mut self, room: &Handle) {
        self.kept.retain(|kept| {
            let (keeps, known) = room.read(|h| {
                let known = h.tracks.iter().any(|t| t.file == kept.file);
                (h.keeps_track(kept), known)
            });
            // What the record takes no more of stays on the disk alone.
            if !keeps && !known {
                tracing::error!(hearing = %room.id, file = kept.file, "a file of the recording is on no list: it is full, or signed for");
            }
            keeps
        });
    }
}

fn listed(hearing: &Hearing) -> Listed {
    let files = hearing.tracks.iter();
    files
        .map(|track| (track.file.clone(), track.bytes))
        .collect()
}

fn of_court(state: State) -> (bool, Option<RecorderTrouble>) {
    let trouble = state.trouble.map(|trouble| match trouble {
        Trouble::Stopped => RecorderTrouble::Stopped,
        Trouble::DiskFull => RecorderTrouble::DiskFull,
        Trouble::SpaceFor { minutes } => RecorderTrouble::SpaceFor {
            minutes: if minutes > STEP {
                minutes / STEP * STEP
            } else {
                minutes
            },
        },
    });
    (state.running, trouble)
}

fn track(kept: Kept) -> Track {
    Track {
        file: kept.file,
        seat: SeatId::new(kept.identity),
        source: source(kept.source),
        from: kept.from,
        until: kept.until,
        bytes: kept.bytes,
        sha256: kept.sha256,
        cut: kept.cut,
    }
}

/// Looked after again by whoever states it: what is not on record now is stated once more, or stands in the log.
async fn say(room: &Handle, fact: Fact) {
    if let Err(why) = room.state(fact).await {
        tracing::warn!(hearing = %room.id, ?why, "a fact of the recording is not on record");
    }
}
