//! The taps of the recorder and of speech-to-text, on the courtroom and on nothing else.

use std::collections::BTreeSet;

use hearing::SeatId;
use kaiting_media::{MediaError, MediaPlane, Tap};
use kaiting_recorder::Recorder;

use crate::speech::Ear;

/// What is to go out of the courtroom now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub recorded: bool,
    /// Whose voices speech-to-text may hear.
    pub heard: BTreeSet<SeatId>,
}

/// What hangs on a room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Hung {
    recorder: bool,
    ear: bool,
}

pub struct Taping {
    /// None where this backend cannot record; then nothing here is of any use, and nothing fails.
    recorder: Option<Recorder>,
    /// None where this court has no speech-to-text.
    ear: Option<Ear>,
    /// Where the tap hangs, or may: written down before the engine is told, taken away after it has answered.
    room: Option<String>,
    /// What hangs there, or may.
    hung: Hung,
    /// That it hangs there for certain.
    certain: bool,
}

impl Taping {
    pub fn new(recorder: Option<Recorder>, ear: Option<Ear>) -> Self {
        Self {
            recorder,
            ear,
            room: None,
            hung: Hung::default(),
            certain: false,
        }
    }

    fn wanted(&self, wanted: &Wanted) -> Hung {
        Hung {
            recorder: wanted.recorded && self.recorder.is_some(),
            ear: !wanted.heard.is_empty() && self.ear.is_some(),
        }
    }

    /// Takes away what is not wanted any more. Whether it is gone when this returns.
    pub async fn only(&mut self, plane: &dyn MediaPlane, wanted: &Wanted) -> bool {
        // At once, whatever the engine does: who may not be heard is not, nor is anybody in a break.
        if let Some(ear) = &self.ear {
            ear.allow(wanted.heard.clone());
        }
        let wanted = self.wanted(wanted);
        // An ear that hears nobody may hang beside a recorder: taking it away would be a new file for each break of its own.
        let stays = wanted.recorder || (wanted.ear && !self.hung.recorder);
        stays || self.stop(plane).await
    }

    /// Whether all that is wanted comes from this room when this returns.
    pub async fn run(&mut self, plane: &dyn MediaPlane, room: &str, wanted: &Wanted) -> bool {
        let wanted = self.wanted(wanted);
        if !wanted.recorder && !wanted.ear {
            return true;
        }
        let hangs = self.room.as_deref() == Some(room);
        let serves = self.hung.recorder == wanted.recorder && (self.hung.ear || !wanted.ear);
        if hangs && self.certain && serves {
            return true;
        }
        if self.room.is_some() && !(hangs && serves) && !self.stop(plane).await {
            return false;
        }
        let ear = self.ear.as_ref().map(Ear::tap);
        let recorder = self.recorder.as_ref().filter(|_| wanted.recorder);
        let Some(tap) = both(recorder.map(Recorder::tap), ear) else {
            return true;
        };
        self.room = Some(room.to_owned());
        self.hung = Hung {
            recorder: wanted.recorder,
            ear: self.ear.is_some(),
        };
        self.certain = false;
        match plane.record(room, Some(tap)).await {
            Ok(()) => self.certain = true,
            Err(error) => tracing::error!(%error, "nothing is taken of the courtroom"),
        }
        self.certain
    }

    /// Whether nothing is recorded any more when this returns. Where the engine does not answer, the recorder itself takes
    /// nothing more.
    async fn stop(&mut self, plane: &dyn MediaPlane) -> bool {
        let Some(room) = &self.room else {
            return true;
        };
        self.certain = false;
        match plane.record(room, None).await {
            // A room that is gone has taken its tap with it.
            Ok(()) | Err(MediaError::NoRoom) => {
                if let Some(recorder) = &self.recorder {
                    recorder.rest();
                }
                self.room = None;
                self.hung = Hung::default();
                true
            }
            Err(error @ (MediaError::RoomExists | MediaError::Stopped)) => {
                tracing::error!(%error, "the tap was not taken away; the recorder takes nothing more");
                if let Some(recorder) = &self.recorder {
                    recorder.refuse();
                }
                false
            }
        }
    }
}

fn both(recorder: Option<Tap>, ear: Option<Tap>) -> Option<Tap> {
    match (recorder, ear) {
        (Some(recorder), Some(ear)) => Some(recorder.beside(ear)),
        (one, other) => one.or(other),
    }
}
