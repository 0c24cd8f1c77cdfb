//! The state of a hearing: the fold of its events, in the backend and, projected, in each browser.

use crate::check_in::{CheckIn, CheckInStep, ConsentStage, DISCIPLINE_RULES};
use crate::command::{AbsenceFinding, LossCause, PauseGround};
use crate::exhibit::{Exhibit, Presentation};
use crate::incident::Incident;
use crate::transcript::Transcript;
use crate::{
    ExhibitId, GuardItem, Matter, Millis, Procedure, Publicity, Role, SeatId, Side, Stage, Zone,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hearing {
    /// Absent only before the first event.
    pub matter: Option<Matter>,
    pub phase: Phase,
    pub stage: Option<Stage>,
    pub stages_entered: Vec<(Stage, Millis)>,
    pub recorded: Vec<(GuardItem, Millis)>,
    pub seats: Vec<Seat>,
    pub floor: Option<SeatId>,
    /// In the order in which hands went up.
    pub hands: Vec<SeatId>,
    pub issues: Vec<String>,
    pub exhibits: Vec<Exhibit>,
    pub presentation: Option<Presentation>,
    pub transcript: Transcript,
    /// What the court has ordered; whether it is carried out, `recorder` says.
    pub recording: Recording,
    /// Whether a recorder runs. The backend states it; where there is none, it is never true (R76).
    pub recorder: bool,
    pub incidents: Vec<Incident>,
    pub ready_reported_at: Option<Millis>,
    pub opened_at: Option<Millis>,
    pub closed_at: Option<Millis>,
    pub delay: Option<(Millis, String)>,
    pub adjourned: Option<(Millis, String)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    #[default]
    Before,
    InSession,
    Adjourned,
    Closed,
    /// Signed by all, judge and clerk last.
    Finished,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recording {
    #[default]
    Off,
    On,
    Paused(PauseGround),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seat {
    pub id: SeatId,
    pub role: Role,
    pub side: Side,
    pub name: String,
    /// R11, or what the plate says below the name
    pub note: Option<String>,
    pub zone: Zone,
    /// Has been in the courtroom: who never was does not sign (R68).
    pub attended: bool,
    pub presence: Presence,
    pub check_in: CheckIn,
    pub mute: Mute,
    pub microphone_on: bool,
    pub camera_on: bool,
    pub removed: Option<String>,
    /// Everything that took this person out of the hearing, for R24.
    pub absences: Vec<Absence>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    NeverHere,
    Here { since: Millis },
    Lost { since: Millis, cause: LossCause },
}

/// What the court has done to a microphone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mute {
    #[default]
    Free,
    /// May be opened again by the person.
    Muted,
    /// Only the court opens it.
    Locked,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Absence {
    pub from: Millis,
    pub until: Option<Millis>,
    pub cause: LossCause,
    pub finding: Option<AbsenceFinding>,
}

impl Seat {
    pub fn new(id: &str, role: Role, side: Side, name: &str) -> Self {
        let id = SeatId::new(id);
        Self {
            zone: Self::waiting_zone(role, &id),
            id,
            role,
            side,
            name: name.to_owned(),
            note: None,
            attended: false,
            presence: Presence::NeverHere,
            check_in: CheckIn::default(),
            mute: Mute::Free,
            microphone_on: false,
            camera_on: false,
            removed: None,
            absences: Vec::new(),
        }
    }

    /// Where a person of this role waits.
    pub fn waiting_zone(role: Role, id: &SeatId) -> Zone {
        if role.is_called() {
            Zone::WitnessRoom(id.clone())
        } else if role == Role::Inspector || role == Role::Technician || role == Role::Administrator
        {
            Zone::Inspection
        } else {
            Zone::Lobby
        }
    }

    pub fn with_note(mut self, note: &str) -> Self {
        self.note = Some(note.to_owned());
        self
    }

    pub fn is_here(&self) -> bool {
        match self.presence {
            Presence::Here { .. } => true,
            Presence::NeverHere | Presence::Lost { .. } => false,
        }
    }

    /// What a person of this role goes through, in order (R2-R10). The court's own people check in by sitting down.
    pub fn check_in_steps(&self) -> &'static [CheckInStep] {
        use CheckInStep::*;
        if self.role.is_court() {
            &[Devices]
        } else if self.role.only_watches() && self.role != Role::Observer {
            &[]
        } else if self.role == Role::Observer {
            &[Identity, Discipline, NoRecording]
        } else if self.role == Role::ExpertAssistant {
            // He speaks for the side that asked for him and swears to nothing (EV 83).
            &[Identity, Discipline, NoRecording, Place, Devices]
        } else if self.role.is_called() || self.role == Role::Interpreter {
            &[
                Identity,
                Discipline,
                NoRecording,
                Undertaking,
                Place,
                Devices,
            ]
        } else {
            &[
                Identity,
                Consent,
                Suitability,
                Discipline,
                NoRecording,
                Place,
                Devices,
            ]
        }
    }

    pub fn has_done(&self, step: CheckInStep) -> bool {
        let c = &self.check_in;
        match step {
            CheckInStep::Identity => c.identity.is_some(),
            CheckInStep::Consent => ConsentStage::ALL
                .iter()
                .all(|s| c.consents.iter().any(|(given, _)| given == s)),
            CheckInStep::Suitability => c.suitability.is_some(),
            CheckInStep::Discipline => c.discipline.len() >= usize::from(DISCIPLINE_RULES),
            CheckInStep::NoRecording => c.no_recording_at.is_some(),
            CheckInStep::Undertaking => c.undertaking.is_some(),
            CheckInStep::Place => c.place.is_some(),
            CheckInStep::Devices => c.devices.is_some(),
        }
    }

    /// The first step not done yet; none when the person may wait for the hearing.
    pub fn next_step(&self) -> Option<CheckInStep> {
        self.check_in_steps()
            .iter()
            .copied()
            .find(|step| !self.has_done(*step))
    }
}

impl Hearing {
    pub fn seat(&self, id: &SeatId) -> Option<&Seat> {
        self.seats.iter().find(|s| s.id == *id)
    }

    pub(crate) fn seat_mut(&mut self, id: &SeatId) -> Option<&mut Seat> {
        self.seats.iter_mut().find(|s| s.id == *id)
    }

    pub fn exhibit(&self, id: &ExhibitId) -> Option<&Exhibit> {
        self.exhibits.iter().find(|e| e.id == *id)
    }

    pub fn presiding(&self) -> Option<&Seat> {
        self.seats.iter().find(|s| s.role == Role::PresidingJudge)
    }

    pub fn in_zone(&self, zone: &Zone) -> impl Iterator<Item = &Seat> {
        self.seats.iter().filter(move |s| s.zone == *zone)
    }

    /// What the law wants recorded before the running stage ends, and is not (R21).
    pub fn open_items(&self) -> Vec<GuardItem> {
        let next = self
            .matter
            .as_ref()
            .zip(self.stage)
            .and_then(|(matter, stage)| matter.procedure.next(stage));
        next.map_or_else(Vec::new, |next| self.open_before(next))
    }

    /// What the law wants recorded before `stage` begins, in the running stage and in those that are passed over.
    pub fn open_before(&self, stage: Stage) -> Vec<GuardItem> {
        self.unrecorded(|stages, now| {
            let to = stages.iter().position(|s| *s == stage)?;
            stages.get(now..to)
        })
    }

    /// What the law wants recorded before the hearing closes: of the running stage; in fast track, which ends with the
    /// verdict in court, of all of them (CrPL 224).
    pub fn open_at_close(&self) -> Vec<GuardItem> {
        let fast = self
            .matter
            .as_ref()
            .is_some_and(|m| m.procedure == Procedure::CriminalFastTrack);
        self.unrecorded(|stages, now| {
            if fast {
                stages.get(now..)
            } else {
                stages.get(now..=now)
            }
        })
    }

    fn unrecorded(
        &self,
        which: impl Fn(&'static [Stage], usize) -> Option<&'static [Stage]>,
    ) -> Vec<GuardItem> {
        let Some((matter, stage)) = self.matter.as_ref().zip(self.stage) else {
            return Vec::new();
        };
        let stages = matter.procedure.stages();
        let now = stages.iter().position(|s| *s == stage);
        let passed = now.and_then(|now| which(stages, now)).unwrap_or_default();
        let items = passed.iter().flat_map(|s| matter.procedure.guard(*s));
        items
            .copied()
            .filter(|item| !self.recorded.iter().any(|(done, _)| done == item))
            .collect()
    }

    /// Whether observers may be let in: to an open hearing, and to every verdict (R83, R88).
    pub fn is_public(&self) -> bool {
        let open = self
            .matter
            .as_ref()
            .is_some_and(|m| m.publicity == Publicity::Open);
        open || self.stage == Some(Stage::Verdict)
    }

    /// Whether the gallery sees and hears the room now: not in a break, not while evidence is examined behind closed
    /// doors, never in mediation (R31, R86; CPL 137).
    pub fn gallery_listens(&self) -> bool {
        let closed = match self.recording {
            Recording::Paused(PauseGround::ClosedEvidence | PauseGround::UnsuitableMediation) => {
                true
            }
            Recording::Paused(PauseGround::Adjournment) | Recording::On | Recording::Off => false,
        };
        self.phase == Phase::InSession
            && self.is_public()
            && self.stage != Some(Stage::Mediation)
            && !closed
    }

    /// Whether this seat may show exhibits to all: the court, and who has the floor.
    pub fn may_present(&self, seat: &Seat) -> bool {
        seat.role == Role::PresidingJudge
            || seat.role == Role::Clerk
            || (self.floor.as_ref() == Some(&seat.id)
                && (seat.role.is_participant() || seat.role.is_called()))
    }

    /// Whether the media server forwards this seat's sound: the one rule for mute, lock and zone.
    pub fn may_be_heard(&self, seat: &Seat) -> bool {
        seat.removed.is_none()
            && seat.mute != Mute::Locked
            && !seat.role.only_watches()
            && self.phase < Phase::Closed
    }
}
