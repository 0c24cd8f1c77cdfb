use super::{Decision, NAME_LIMIT, REASON_LIMIT, in_courtroom, wanted, within};
use crate::transcript::RecordKind;
use crate::{
    Command, Event, GuardItem, Hearing, MoveReason, PauseGround, Phase, Recording, Refusal, Role,
    Seat, Stage, Zone,
};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_session(&self, me: &Seat, command: &Command) -> Decision {
        self.before_close()?;
        match command {
            Command::ReportReady => {
                if self.phase != Phase::Before || self.ready_reported_at.is_some() {
                    return Err(Refusal::AlreadyDone);
                }
                let mut events = vec![Event::ReadyReported];
                if !self
                    .recorded
                    .iter()
                    .any(|(i, _)| *i == GuardItem::AttendanceChecked)
                {
                    events.push(Event::GuardItemRecorded {
                        item: GuardItem::AttendanceChecked,
                    });
                }
                Ok(events)
            }
            Command::WithdrawReady => {
                if self.phase != Phase::Before || self.ready_reported_at.is_none() {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::ReadyWithdrawn])
            }
            Command::AnnounceDelay { until, reason } => {
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                if self.phase != Phase::Before {
                    return Err(Refusal::AlreadyDone);
                }
                // Nobody who came in time has come too late.
                let planned = self.matter.as_ref().map(|matter| matter.scheduled_at);
                if planned.is_some_and(|planned| *until < planned) {
                    return Err(Refusal::BeforePlanned);
                }
                Ok(vec![Event::DelayAnnounced {
                    until: *until,
                    reason: reason.clone(),
                    replaces: self.delay.as_ref().map(|(until, _)| *until),
                }])
            }
            Command::OpenHearing { override_reason } => {
                if self.phase != Phase::Before {
                    return Err(Refusal::AlreadyDone);
                }
                in_courtroom(me)?;
                let open_items = self.open_items();
                let override_reason = given(&open_items, override_reason.as_deref())?;
                let mut events = vec![Event::HearingOpened];
                // Recording begins with the words that open the hearing (AV 3); the panel among itself is never recorded.
                if self.record_kind != RecordKind::Deliberation {
                    events.push(Event::RecordingStarted);
                }
                events.push(Event::StageEntered {
                    stage: Stage::Opening,
                    open_items,
                    override_reason,
                });
                Ok(events)
            }
            Command::EnterStage {
                stage,
                override_reason,
            } => self.enter_stage(*stage, override_reason.as_deref()),
            Command::RecordGuardItem { item } => {
                if self.recorded.iter().any(|(known, _)| known == item) {
                    return Err(Refusal::AlreadyDone);
                }
                let known = self.matter.as_ref().is_some_and(|m| {
                    m.procedure.stages().iter().any(|s| {
                        m.procedure.guard(*s).contains(item)
                            || self.refused_online(*s) == Some(*item)
                    })
                });
                let early = self
                    .matter
                    .as_ref()
                    .zip(self.stage)
                    .is_some_and(|(m, stage)| m.procedure.is_later_item(*item, stage));
                // Nobody is heard, told or asked before the stage in which that is done.
                if !known || early {
                    return Err(Refusal::NoSuchStep);
                }
                Ok(vec![Event::GuardItemRecorded { item: *item }])
            }
            Command::SetIssues { issues } => {
                if issues.len() > 20 {
                    return Err(Refusal::LimitReached);
                }
                for issue in issues {
                    wanted(issue, NAME_LIMIT * 2, Refusal::TextEmpty)?;
                }
                // Nobody is asked anew about what has not changed.
                if *issues == self.issues {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::IssuesSet {
                    issues: issues.clone(),
                }])
            }
            Command::Adjourn { reason } => {
                self.during_session()?;
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                let mut events = vec![Event::Adjourned {
                    reason: reason.clone(),
                }];
                if self.recording == Recording::On {
                    events.push(Event::RecordingPaused {
                        ground: PauseGround::Adjournment,
                    });
                }
                Ok(events)
            }
            Command::Resume => {
                if self.phase != Phase::Adjourned {
                    return Err(Refusal::AlreadyDone);
                }
                let mut events = self.bring_back_bench();
                events.push(Event::Resumed);
                if self.recording == Recording::Paused(PauseGround::Adjournment) {
                    events.push(Event::RecordingStarted);
                }
                Ok(events)
            }
            Command::CloseHearing { override_reason } => {
                if self.phase == Phase::Before {
                    return Err(Refusal::NotInSession);
                }
                let open_items = self.open_at_close();
                let reason = given(&open_items, override_reason.as_deref())?;
                let mut events = self.bring_back_bench();
                if let Some(reason) = reason {
                    events.push(Event::ClosedWithOpenItems { open_items, reason });
                }
                if self.recording != Recording::Off {
                    events.push(Event::RecordingStopped);
                }
                events.push(Event::HearingClosed);
                Ok(events)
            }
            Command::PauseRecording { ground } => {
                self.during_session()?;
                if self.recording != Recording::On {
                    return Err(Refusal::AlreadyDone);
                }
                // An adjournment pauses by itself; without one there is no such ground (AV 3).
                if *ground == PauseGround::Adjournment {
                    return Err(Refusal::NoSuchStep);
                }
                Ok(vec![Event::RecordingPaused { ground: *ground }])
            }
            Command::ResumeRecording => {
                self.during_session()?;
                match self.recording {
                    Recording::Paused(_) => Ok(vec![Event::RecordingStarted]),
                    Recording::On | Recording::Off => Err(Refusal::AlreadyDone),
                }
            }
            Command::BeginDeliberation => {
                if self.phase != Phase::Adjourned {
                    return Err(Refusal::NotInSession);
                }
                // A judge who sits alone has nobody to deliberate with.
                if self.seats.iter().filter(|s| s.role.is_bench()).count() < 2 {
                    return Err(Refusal::NotPermitted);
                }
                let moves: Vec<Event> = self
                    .seats
                    .iter()
                    .filter(|s| s.role.is_bench() && s.zone == Zone::Courtroom)
                    .map(|s| moved(s, Zone::Deliberation, MoveReason::Deliberation))
                    .collect();
                if moves.is_empty() {
                    Err(Refusal::AlreadyDone)
                } else {
                    Ok(moves)
                }
            }
            Command::EndDeliberation => {
                let moves = self.bring_back_bench();
                if moves.is_empty() {
                    Err(Refusal::AlreadyDone)
                } else {
                    Ok(moves)
                }
            }
            _ => Err(Refusal::Malformed),
        }
    }

    fn enter_stage(&self, stage: Stage, reason: Option<&str>) -> Decision {
        self.during_session()?;
        let (Some(matter), Some(from)) = (&self.matter, self.stage) else {
            return Err(Refusal::NoSuchStep);
        };
        if !matter.procedure.may_follow(from, stage) {
            return Err(Refusal::NoSuchStep);
        }
        let open_items = self.open_before(stage);
        let override_reason = given(&open_items, reason)?;
        Ok(vec![Event::StageEntered {
            stage,
            open_items,
            override_reason,
        }])
    }

    fn bring_back_bench(&self) -> Vec<Event> {
        self.seats
            .iter()
            .filter(|s| s.zone == Zone::Deliberation)
            .map(|s| moved(s, Zone::Courtroom, MoveReason::Deliberation))
            .collect()
    }
}

/// The reason for going on over what the law wants recorded: wanted when anything is open, of no use when nothing is.
fn given(open: &[GuardItem], reason: Option<&str>) -> Result<Option<String>, Refusal> {
    let reason = reason.map(str::trim).filter(|r| !r.is_empty());
    match reason {
        _ if open.is_empty() => Ok(None),
        Some(reason) => {
            within(reason, REASON_LIMIT)?;
            Ok(Some(reason.to_owned()))
        }
        None => Err(Refusal::GuardOpen(open.to_vec())),
    }
}

pub(super) fn moved(seat: &Seat, to: Zone, why: MoveReason) -> Event {
    Event::SeatMoved {
        seat: seat.id.clone(),
        to,
        why,
    }
}

impl Hearing {
    /// Whether anybody of this role sits in this hearing.
    pub fn has_role(&self, role: Role) -> bool {
        self.seats.iter().any(|s| s.role == role)
    }
}
