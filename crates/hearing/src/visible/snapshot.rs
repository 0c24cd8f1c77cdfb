//! What a viewer finds when he comes.

use super::exhibit::{seen_exhibit, sees_exhibit};
use super::seat::seen_seat;
use super::{Delay, Exhibits, Others, Sees};
use crate::said::Stood;
use crate::transcript::Transcript;
use crate::{ExhibitId, Happening, Hearing, Matter, Millis, Phase, SeatId};

impl Hearing {
    /// What `viewer` may know of the hearing now.
    pub fn view_for(&self, viewer: &SeatId) -> Hearing {
        self.view_with_draft(viewer, &self.transcript)
    }

    /// The view of who reads the record as it was a while ago (R55).
    pub fn view_with_draft(&self, viewer: &SeatId, draft: &Transcript) -> Hearing {
        let scope = self.scope_of(viewer);
        let sees = scope.sees();
        let me = self.seat(viewer);
        let shows = |id: &ExhibitId| {
            self.exhibit(id)
                .is_some_and(|e| sees_exhibit(&scope, &sees, me, e))
        };
        // Who is called learns of what he was shown, and not of what others were shown before he came.
        let came = me.map_or(0, |me| me.zone_since);
        let before_he_came = |s: &Stood| {
            sees.exhibits == Exhibits::Shown && s.until.is_some_and(|until| until < came)
        };
        Hearing {
            matter: self.matter.as_ref().map(|m| seen_matter(m, &sees)),
            phase: if sees.phase {
                self.phase
            } else {
                Phase::Before
            },
            stage: self.stage.filter(|_| sees.stage),
            stages_entered: if sees.stage {
                self.stages_entered.clone()
            } else {
                Vec::new()
            },
            recorded: if sees.log {
                self.recorded.clone()
            } else {
                Vec::new()
            },
            seats: self
                .seats
                .iter()
                .filter_map(|s| seen_seat(s, &scope, &sees, me))
                .collect(),
            floor: self.floor.clone().filter(|_| sees.floor),
            hands: if sees.hands {
                self.hands.clone()
            } else {
                Vec::new()
            },
            issues: if sees.issues {
                self.issues.clone()
            } else {
                Vec::new()
            },
            exhibits: self
                .exhibits
                .iter()
                .filter(|e| sees_exhibit(&scope, &sees, me, e))
                .map(|e| seen_exhibit(e, &sees, self.opened_at))
                .collect(),
            presentation: self
                .presentation
                .clone()
                .filter(|p| sees.exhibits != Exhibits::OwnSide && shows(&p.exhibit))
                .map(|mut p| {
                    p.beside.take_if(|b| !shows(&b.exhibit));
                    p
                }),
            filing_deadline: self.filing_deadline.filter(|_| sees.phase),
            showings: self
                .showings
                .iter()
                .filter(|s| sees.reports() && shows(&s.exhibit))
                .cloned()
                .collect(),
            stood: self
                .stood
                .iter()
                .filter(|s| {
                    sees.exhibits != Exhibits::OwnSide
                        && shows(&s.exhibit)
                        && s.beside.as_ref().is_none_or(shows)
                        && !before_he_came(s)
                })
                .cloned()
                .collect(),
            played: self
                .played
                .iter()
                .filter(|p| sees.exhibits != Exhibits::OwnSide && shows(&p.exhibit))
                .cloned()
                .collect(),
            marks: self
                .marks
                .iter()
                .filter(|m| shows(&m.exhibit) && sees.marks_of(&m.by, viewer))
                .cloned()
                .collect(),
            record_kind: if sees.phase {
                self.record_kind
            } else {
                Default::default()
            },
            replacement: self.replacement.clone().filter(|_| sees.log),
            transcript: self.seen_transcript(draft, &sees, viewer, shows),
            recording: if sees.recording {
                self.recording
            } else {
                Default::default()
            },
            recorder: self.recorder && sees.recording,
            recorder_trouble: self.recorder_trouble.filter(|_| sees.recording),
            secured_grounds: if sees.log {
                self.secured_grounds.clone()
            } else {
                Vec::new()
            },
            secured: if sees.log {
                self.secured.clone()
            } else {
                Vec::new()
            },
            stretches: if sees.recording {
                self.stretches.clone()
            } else {
                Vec::new()
            },
            tracks: if sees.others == Others::Whole {
                self.tracks.clone()
            } else {
                Vec::new()
            },
            tracks_complete: self.tracks_complete && sees.others == Others::Whole,
            gap_notes: if sees.recording {
                self.gap_notes.clone()
            } else {
                Vec::new()
            },
            listening_allowed: self.listening_allowed && sees.log,
            listened: if sees.others == Others::Whole {
                self.listened.clone()
            } else {
                Vec::new()
            },
            incidents: self
                .incidents
                .iter()
                .filter(|i| sees_incident(&sees, &i.what))
                .cloned()
                .collect(),
            announced_at: self.announced_at,
            ready_reported_at: self.ready_reported_at.filter(|_| sees.log),
            gallery_check: self.gallery_check.clone().filter(|_| sees.log),
            opened_at: self.opened_at.filter(|_| sees.phase),
            closed_at: self.closed_at.filter(|_| sees.phase),
            delay: self.delay.as_ref().and_then(|d| seen_delay(d, &sees)),
            adjourned: self.adjourned.clone().filter(|_| sees.phase),
            recusals: if sees.log {
                self.recusals.clone()
            } else {
                Vec::new()
            },
            objections: if sees.log {
                self.objections.clone()
            } else {
                Vec::new()
            },
            issues_edition: if sees.issues { self.issues_edition } else { 0 },
            issue_answers: if sees.issues {
                self.issue_answers.clone()
            } else {
                Vec::new()
            },
            floor_until: self.floor_until.filter(|_| sees.floor),
            absence_settings: if sees.phase {
                self.absence_settings.clone()
            } else {
                Default::default()
            },
            spotlight: self.spotlight.clone().filter(|_| sees.floor),
            accesses: if sees.others == Others::Whole {
                self.accesses.clone()
            } else {
                Vec::new()
            },
        }
    }
}

fn seen_delay((until, reason): &(Millis, String), sees: &Sees) -> Option<(Millis, String)> {
    match sees.delay {
        Delay::Whole => Some((*until, reason.clone())),
        Delay::Time => Some((*until, String::new())),
        Delay::Nothing => None,
    }
}

pub(super) fn seen_matter(matter: &Matter, sees: &Sees) -> Matter {
    Matter {
        case: matter.case.clone().filter(|_| sees.case),
        ..matter.clone()
    }
}

/// By the same rows as the events that it comes from.
fn sees_incident(sees: &Sees, what: &Happening) -> bool {
    match what {
        Happening::Adjourned { .. } => sees.phase,
        Happening::RecordingPaused { .. } | Happening::RecordingGap { .. } => sees.recording,
        Happening::Admonished { .. } | Happening::Sanctioned { .. } => sees.log,
        Happening::GuardOverridden { .. } => sees.stage && sees.log,
        Happening::DeviceOff { .. } => sees.others == Others::Whole,
    }
}
