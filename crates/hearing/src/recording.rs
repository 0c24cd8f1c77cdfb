//! 庭审录音录像: what was recorded of the hearing, what was not, and who may hear it (R50, R57, R71-R76).

use crate::record_kind::SealedFile;
use crate::transcript::{Speaker, TranscriptLine};
use crate::{
    Actor, Event, Hearing, Incident, LineId, Millis, Phase, Recording, Refusal, Role, Seat, SeatId,
};
use serde::{Deserialize, Serialize};

/// Files of one hearing: each person has two or three, and one more after each break.
const MOST_TRACKS: usize = 20_000;
const MOST_OF_ONE: usize = 1_000;
/// Notes on one gap, and characters of one.
const GAP_NOTES: usize = 5;
const GAP_NOTE: usize = 2_000;

/// The only grounds on which recording may pause (AV 3, R71)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseGround {
    /// 休庭
    Adjournment,
    /// 公开庭审中的不公开举证质证
    ClosedEvidence,
    /// 不宜录制的调解活动
    UnsuitableMediation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrackSource {
    Microphone,
    Camera,
    Screen,
}

/// One person's voice or picture, without a break, in a file of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Track {
    /// Of the file, within the hearing's folder.
    pub file: String,
    pub seat: SeatId,
    pub source: TrackSource,
    /// By the clock of the journal: what the file's own time 0 is.
    pub from: Millis,
    pub until: Millis,
    pub bytes: u64,
    /// Lower-case hex.
    pub sha256: String,
    /// The machine stopped while it was written: what came after the last whole second is not in it.
    #[serde(default)]
    pub cut: bool,
}

/// What keeps the recorder from recording, or soon will.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecorderTrouble {
    /// It does not answer, or what it writes does not reach the disk.
    Stopped,
    DiskFull,
    /// It records; at this rate the disk is full then.
    SpaceFor {
        minutes: u16,
    },
    /// The media server that this court uses brings nothing to a recorder: there is nothing to wait for.
    NoRecorder,
}

/// 故障书面说明: what the presiding judge puts his name to about a time that was not recorded (R73).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapNote {
    /// When that time began.
    pub from: Millis,
    pub at: Millis,
    pub by: Actor,
    pub words: String,
}

/// Why a time that was to be recorded is not, or not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GapCause {
    Stopped,
    DiskFull,
    /// The backend was started anew.
    Restarted,
    /// The disk was slower than what was said.
    Overrun,
}

/// A time in which what was ordered to be recorded was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    pub from: Millis,
    /// None: it goes on.
    pub until: Option<Millis>,
}

/// What of the recording somebody was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heard {
    /// From a line of the record on.
    Moment {
        line: LineId,
    },
    File {
        file: String,
    },
}

/// R75: who was given what, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listened {
    pub at: Millis,
    pub seat: SeatId,
    pub what: Heard,
}

/// Files are given out in whole pieces, the longest as long (ms).
const PIECE: Millis = 2_000;
/// Who listens to the same again within this time (ms) is on record already.
pub const HEARD_ONCE_IN: Millis = 15 * 60 * 1_000;

/// Whose voices somebody may hear at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hears {
    Everybody,
    Himself,
}

impl Hearing {
    /// Whether the room is on record: ordered, and done.
    pub fn is_on_tape(&self) -> bool {
        self.recording == Recording::On && self.recorder
    }

    pub fn was_recorded(&self, at: Millis) -> bool {
        let holds = |s: &Stretch| s.from <= at && s.until.is_none_or(|until| at < until);
        self.stretches.iter().any(holds)
    }

    /// Whose voices this seat may hear at the moment of a line. The court hears all; the parties when the court allows it,
    /// and their own words while they may still ask for a correction; who was called hears his own words when he is given
    /// them to read (R57, R59); who only watches hears nothing (R76).
    ///
    /// # Errors
    /// `NotPermitted`, `NoSuchLine`; `NotOnTape` when nothing was recorded then.
    pub fn may_hear(&self, seat: &SeatId, line: &LineId) -> Result<Hears, Refusal> {
        match self.line(line) {
            Some(line) => self.may_hear_line(seat, line),
            None if self.seat(seat).is_some_and(|s| s.role.is_court()) => Err(Refusal::NoSuchLine),
            None => Err(Refusal::NotPermitted),
        }
    }

    /// The same, of a line at hand.
    ///
    /// # Errors
    /// As [`Hearing::may_hear`].
    pub fn may_hear_line(&self, seat: &SeatId, line: &TranscriptLine) -> Result<Hears, Refusal> {
        let me = self.seat(seat).filter(|s| s.removed.is_none());
        let me = me.ok_or(Refusal::NotPermitted)?;
        let own = line.speaker == Speaker::Seat(seat.clone());
        let hears = match me.role {
            role if role.is_court() => Hears::Everybody,
            role if role.is_participant() && self.listening_allowed && self.reads_record(seat) => {
                Hears::Everybody
            }
            role if !role.only_watches() && own && self.checks_own_words(seat) => Hears::Himself,
            _ => return Err(Refusal::NotPermitted),
        };
        let among_themselves = |s: &Stretch| {
            let said = line.said_at();
            s.from <= said && s.until.is_none_or(|until| said < until)
        };
        if !me.role.is_court() && self.secured.iter().any(among_themselves) {
            return Err(Refusal::NotOnTape);
        }
        // Who was sent out is not told of the recording's breaks; the backend knows them.
        let told = !self.stretches.is_empty() || me.role.is_court();
        if told && !self.was_recorded(line.said_at()) {
            return Err(Refusal::NotOnTape);
        }
        Ok(hears)
    }

    /// How much of what is around a moment this seat may hear: what the court says among itself in a secured room is the
    /// court's alone.
    pub fn heard_around(
        &self,
        seat: &SeatId,
        said: Millis,
        (mut from, mut until): (Millis, Millis),
    ) -> (Millis, Millis) {
        if self.seat(seat).is_some_and(|s| s.role.is_court()) {
            return (from, until);
        }
        for secured in &self.secured {
            match secured.until {
                Some(over) if over <= said => from = from.max(over.saturating_add(PIECE)),
                Some(_) | None => until = until.min(secured.from.saturating_sub(PIECE)),
            }
        }
        (from, until)
    }

    /// While a seat reads the closed record to sign it.
    fn checks_own_words(&self, seat: &SeatId) -> bool {
        self.phase == Phase::Closed && self.transcript.sign_off.is_some() && self.reads_record(seat)
    }

    /// Whole files are for those who decide, and for the clerk who keeps them.
    pub fn may_have_tracks(&self, seat: &SeatId) -> bool {
        let keeps = |role: Role| role.is_bench() || role == Role::Clerk;
        self.seat(seat)
            .is_some_and(|me| keeps(me.role) && me.removed.is_none())
    }

    /// Each file once, however often the recorder says that it is finished, and none beside those that are signed for.
    /// And of one person so many: whoever lets his line break all day takes nobody else's place.
    pub fn keeps_track(&self, track: &Track) -> bool {
        self.signed_files().is_none()
            && self.tracks.len() < MOST_TRACKS
            && self.tracks_of(&track.seat) < MOST_OF_ONE
            && self.tracks.iter().all(|t| t.file != track.file)
    }

    /// Whether the recorder has still to say that no file of the sitting is to come. Of a sitting that was not recorded it says
    /// nothing, nor of one whose record lies open.
    pub fn awaits_tracks(&self) -> bool {
        self.phase == Phase::Closed
            && self.transcript.sign_off.is_none()
            && !self.stretches.is_empty()
            && !self.tracks_complete
            && !self.has_too_many_tracks()
    }

    fn tracks_of(&self, seat: &SeatId) -> usize {
        self.tracks.iter().filter(|t| t.seat == *seat).count()
    }

    /// Whether the list has no room for what may have come besides.
    pub(crate) fn has_too_many_tracks(&self) -> bool {
        let full = |seat: &Seat| self.tracks_of(&seat.id) >= MOST_OF_ONE;
        self.tracks.len() >= MOST_TRACKS || self.seats.iter().any(full)
    }

    /// Only of the list as it stands now.
    pub(crate) fn completes_tracks(&self, files: u32) -> bool {
        self.awaits_tracks() && u32::try_from(self.tracks.len()) == Ok(files)
    }

    /// Where the recording takes the record's place and lies open for signing: the files that are signed for, and no others.
    pub fn signed_files(&self) -> Option<&[SealedFile]> {
        let sign_off = self.transcript.sign_off.as_ref()?;
        (!sign_off.recording.is_empty()).then_some(&sign_off.recording)
    }

    /// At any time, and most of all when the record lies open for corrections.
    pub(crate) fn decide_leave_to_listen(&self, allowed: bool) -> Result<Vec<Event>, Refusal> {
        if allowed == self.listening_allowed {
            return Err(Refusal::AlreadyDone);
        }
        Ok(vec![Event::ListeningAllowed { allowed }])
    }

    /// Also when all is signed: a fault may be found out late. What was written stays; more is put beside it.
    pub(crate) fn explain_gap(&self, from: Millis, words: &str) -> Result<Vec<Event>, Refusal> {
        let gap = |i: &Incident| i.at == from && i.what.is_gap();
        if !self.incidents.iter().any(gap) {
            return Err(Refusal::NoSuchGap);
        }
        if words.trim().is_empty() {
            return Err(Refusal::ReasonWanted);
        }
        if words.chars().count() > GAP_NOTE {
            return Err(Refusal::TextTooLong);
        }
        if self.notes_on_gap(from).count() >= GAP_NOTES {
            return Err(Refusal::LimitReached);
        }
        Ok(vec![Event::GapExplained {
            from,
            words: words.to_owned(),
        }])
    }

    /// What was written to the gap that began then, the oldest first.
    pub fn notes_on_gap(&self, from: Millis) -> impl Iterator<Item = &GapNote> {
        self.gap_notes.iter().filter(move |note| note.from == from)
    }

    /// What the backend gives out, it has first put on record.
    pub(crate) fn decide_listening(
        &self,
        seat: &SeatId,
        what: &Heard,
        now: Millis,
    ) -> Result<Vec<Event>, Refusal> {
        match what {
            Heard::Moment { line } => {
                self.may_hear(seat, line)?;
            }
            Heard::File { file } => {
                if !self.may_have_tracks(seat) {
                    return Err(Refusal::NotPermitted);
                }
                if !self.tracks.iter().any(|t| t.file == *file) {
                    return Err(Refusal::NotOnTape);
                }
            }
        }
        let again = |l: &Listened| {
            l.seat == *seat && l.what == *what && now < l.at.saturating_add(HEARD_ONCE_IN)
        };
        if self.listened.iter().rev().any(again) {
            return Err(Refusal::AlreadyDone);
        }
        Ok(vec![Event::RecordingHeard {
            seat: seat.clone(),
            what: what.clone(),
        }])
    }
}
