//! What the recorder states, and who was given what of it.

use crate::recording::{GapCause, GapNote, Listened, RecorderTrouble, Stretch};
use crate::{Event, Happening, Hearing, Incident, Millis, Recorded, Recording};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "apply() has sorted the events, exhaustively"
    )]
    pub(super) fn apply_recording(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::RecorderChanged { running, trouble } => {
                self.recorder_changed(*running, *trouble, recorded);
            }
            Event::RecordingGap { from, until, cause } => {
                let what = Happening::RecordingGap { cause: *cause };
                self.incidents.push(Incident {
                    at: *from,
                    until: Some(*until),
                    by: recorded.by.clone(),
                    what,
                });
                // What was cut off was not known when the stretch was thought to go on.
                if *cause == GapCause::Restarted {
                    self.cut_stretch(*from, *until);
                }
            }
            Event::TrackKept { track } => {
                self.tracks.push((**track).clone());
                self.tracks_complete = false;
            }
            Event::TracksComplete { .. } => self.tracks_complete = true,
            Event::GapExplained { from, words } => self.gap_notes.push(GapNote {
                from: *from,
                at,
                by: recorded.by.clone(),
                words: words.clone(),
            }),
            Event::ListeningAllowed { allowed } => self.listening_allowed = *allowed,
            Event::RecordingHeard { seat, what } => self.listened.push(Listened {
                at,
                seat: seat.clone(),
                what: what.clone(),
            }),
            _ => {}
        }
        self.follow_tape(at);
    }

    fn recorder_changed(
        &mut self,
        running: bool,
        trouble: Option<RecorderTrouble>,
        recorded: &Recorded,
    ) {
        let fell = self.recorder && !running && self.recording == Recording::On;
        self.recorder = running;
        self.recorder_trouble = trouble;
        if running {
            self.ended(recorded.at, Happening::is_gap);
        } else if fell {
            let cause = match trouble {
                Some(RecorderTrouble::DiskFull) => GapCause::DiskFull,
                Some(
                    RecorderTrouble::Stopped
                    | RecorderTrouble::NoRecorder
                    | RecorderTrouble::SpaceFor { .. },
                )
                | None => GapCause::Stopped,
            };
            self.happened(recorded, Happening::RecordingGap { cause });
        }
    }

    fn cut_stretch(&mut self, from: Millis, until: Millis) {
        let holds = |s: &&mut Stretch| s.from < from && s.until.is_none_or(|end| end > from);
        let Some(cut) = self.stretches.iter_mut().rev().find(holds) else {
            return;
        };
        let end = cut.until.replace(from);
        if end.is_none_or(|end| end > until) {
            self.stretches.push(Stretch {
                from: until,
                until: end,
            });
        }
    }

    /// After whatever may have begun or ended a stretch.
    pub(super) fn follow_tape(&mut self, at: Millis) {
        let on = self.is_on_tape();
        match self.stretches.last_mut().filter(|s| s.until.is_none()) {
            Some(open) if !on => open.until = Some(at),
            None if on => self.stretches.push(Stretch {
                from: at,
                until: None,
            }),
            Some(_) | None => {}
        }
        if self.recording != Recording::On {
            self.ended(at, Happening::is_gap);
        }
    }
}
