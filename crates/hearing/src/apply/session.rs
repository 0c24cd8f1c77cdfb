//! The course of the hearing.

use crate::recording::Stretch;
use crate::{Event, GuardItem, Happening, Hearing, Phase, Recorded, Recording, Stage};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "apply() has sorted the events, exhaustively"
    )]
    pub(super) fn apply_session(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::HearingScheduled { matter, seats } => {
                self.stage = Some(Stage::Preparation);
                self.announced_at = Some(at);
                self.matter = Some(matter.clone());
                self.seats = seats.clone();
            }
            Event::ReadyReported => self.ready_reported_at = Some(at),
            Event::ReadyWithdrawn => {
                // With the report goes what it put on record itself; what was on record before it stays.
                let reported = self.ready_reported_at.take();
                self.recorded.retain(|(item, at)| {
                    *item != GuardItem::AttendanceChecked || reported.is_none_or(|r| *at < r)
                });
            }
            Event::DelayAnnounced { until, reason, .. } => {
                self.delay = Some((*until, reason.clone()))
            }
            Event::HearingOpened => {
                self.phase = Phase::InSession;
                self.opened_at = Some(at);
            }
            Event::StageEntered {
                stage,
                open_items,
                override_reason,
            } => {
                if let Some(reason) = override_reason {
                    let what = Happening::GuardOverridden {
                        stage: *stage,
                        open_items: open_items.clone(),
                        reason: reason.clone(),
                    };
                    self.happened(recorded, what);
                }
                self.stage = Some(*stage);
                self.stages_entered.push((*stage, at));
                // Back to an earlier stage: what was asked and told after it is to be asked and told again.
                if let Some(matter) = &self.matter {
                    let procedure = matter.procedure;
                    self.recorded
                        .retain(|(item, _)| !procedure.is_later_item(*item, *stage));
                }
            }
            Event::ClosedWithOpenItems { open_items, reason } => {
                let what = Happening::GuardOverridden {
                    stage: self.stage.unwrap_or(Stage::SignOff),
                    open_items: open_items.clone(),
                    reason: reason.clone(),
                };
                self.happened(recorded, what);
            }
            Event::GuardItemRecorded { item } => self.recorded.push((*item, at)),
            Event::IssuesSet { issues } => {
                self.issues = issues.clone();
                self.issues_edition += 1;
            }
            Event::Adjourned { reason } => {
                self.phase = Phase::Adjourned;
                self.playback_rests(at);
                self.floor_until = None;
                self.adjourned = Some((at, reason.clone()));
                let reason = reason.clone();
                self.happened(recorded, Happening::Adjourned { reason });
                self.reports_over(at);
            }
            Event::Resumed => {
                self.phase = Phase::InSession;
                self.adjourned = None;
                self.ended(at, Happening::is_adjournment);
            }
            Event::HearingClosed => {
                self.phase = Phase::Closed;
                self.closed_at = Some(at);
                self.adjourned = None;
                self.ended(at, Happening::is_adjournment);
                self.floor = None;
                self.floor_until = None;
                self.hands.clear();
                self.playback_rests(at);
                self.presentation = None;
                self.spotlight = None;
                self.reports_over(at);
            }
            Event::RoomSecured if self.secured.last().is_none_or(|s| s.until.is_some()) => {
                let (from, until) = (at, None);
                self.secured.push(Stretch { from, until });
            }
            Event::SecuringExplained { words } => {
                self.secured_grounds.push((at, words.clone()));
            }
            // Secured already, and since.
            Event::RoomSecured => {}
            Event::RecordingStarted => {
                self.recording = Recording::On;
                self.ended(at, Happening::is_pause);
            }
            Event::RecordingPaused { ground } => {
                self.recording = Recording::Paused(*ground);
                let ground = *ground;
                self.happened(recorded, Happening::RecordingPaused { ground });
            }
            Event::RecordingStopped => {
                self.recording = Recording::Off;
                self.ended(at, Happening::is_pause);
            }
            _ => {}
        }
        self.follow_tape(at);
    }
}
