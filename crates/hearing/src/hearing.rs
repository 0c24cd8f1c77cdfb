//! The state of a hearing: the fold of its events, in the backend and, projected, in each browser.

use crate::absence::{Absence, AbsenceSettings, CameraLeave};
use crate::check_in::{CheckIn, CheckInStep, Consent, ConsentStage, DISCIPLINE_RULES};
use crate::elsewhere::Elsewhere;
use crate::exhibit::{Exhibit, Presentation};
use crate::fact::LossCause;
use crate::in_person::InPerson;
use crate::incident::Incident;
use crate::issues::IssueAnswer;
use crate::mark::Mark;
use crate::objection::Objection;
use crate::on_file::OnFile;
use crate::presenting::{Played, Showing};
use crate::reading::told_one_by_one;
use crate::record_kind::Replacement;
use crate::recording::{GapNote, Listened, PauseGround, RecorderTrouble, Stretch, Track};
use crate::recusal::Recusal;
use crate::said::Stood;
use crate::transcript::{RecordKind, Transcript};
use crate::waiting::GalleryCheck;
use crate::{
    Act, ExhibitId, Grant, GuardItem, Matter, Millis, Procedure, Publicity, Role, SeatId, Side,
    Stage, Zone, permitted,
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
    /// 举证期限, where the court has set one (R46).
    #[serde(default)]
    pub filing_deadline: Option<Millis>,
    /// Which pages stood before whom (R49).
    #[serde(default)]
    pub showings: Vec<Showing>,
    /// Which pages lay before everybody, and when (R50).
    #[serde(default)]
    pub stood: Vec<Stood>,
    /// What of sound and film was played to all (R45).
    #[serde(default)]
    pub played: Vec<Played>,
    /// Drawn on exhibits, each seat's on a layer of its own (R51).
    #[serde(default)]
    pub marks: Vec<Mark>,
    pub transcript: Transcript,
    #[serde(default, skip_serializing_if = "RecordKind::is_trial")]
    pub record_kind: RecordKind,
    /// Whether the recording is to take the record's place, and who has said what to that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Replacement>,
    /// What the court has ordered; whether it is carried out, `recorder` says.
    pub recording: Recording,
    /// Whether a recorder runs. The backend states it; where there is none, it is never true (R76).
    pub recorder: bool,
    // the recording
    #[serde(default)]
    pub recorder_trouble: Option<RecorderTrouble>,
    /// When the room was on record.
    #[serde(default)]
    pub stretches: Vec<Stretch>,
    /// When the room was secured and nobody but the court was in it.
    #[serde(default)]
    pub secured: Vec<Stretch>,
    /// Why, each said after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub secured_grounds: Vec<(Millis, String)>,
    /// The files that are finished, for the court.
    #[serde(default)]
    pub tracks: Vec<Track>,
    /// The recorder has said that these are all of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tracks_complete: bool,
    /// 故障书面说明 (R73).
    #[serde(default)]
    pub gap_notes: Vec<GapNote>,
    /// Whether the court lets those who take part hear the recording.
    #[serde(default)]
    pub listening_allowed: bool,
    /// R75, for the court.
    #[serde(default)]
    pub listened: Vec<Listened>,
    pub incidents: Vec<Incident>,
    /// When it was entered in the court's list, and so announced if it is public (R84).
    #[serde(default)]
    pub announced_at: Option<Millis>,
    pub ready_reported_at: Option<Millis>,
    #[serde(default)]
    pub gallery_check: Option<GalleryCheck>,
    pub opened_at: Option<Millis>,
    pub closed_at: Option<Millis>,
    /// R16: the newest time to which it was put off, and why. It stays when the hearing opens, for who waits to be called does not
    /// learn that it has; see [`Hearing::put_off`].
    pub delay: Option<(Millis, String)>,
    pub adjourned: Option<(Millis, String)>,
    // the bench
    /// R28: in the order in which they were asked for, never taken away.
    #[serde(default)]
    pub recusals: Vec<Recusal>,
    /// R33
    #[serde(default)]
    pub objections: Vec<Objection>,
    /// R29: counts the versions of `issues`.
    #[serde(default)]
    pub issues_edition: u32,
    #[serde(default)]
    pub issue_answers: Vec<IssueAnswer>,
    /// Until when who has the floor is to speak. Nothing cuts him off.
    #[serde(default)]
    pub floor_until: Option<Millis>,
    // absences
    #[serde(default)]
    pub absence_settings: AbsenceSettings,
    /// Whom everybody sees large while no exhibit is shown.
    #[serde(default)]
    pub spotlight: Option<SeatId>,
    /// Who has opened which file (R97): the court's alone to read.
    #[serde(default)]
    pub accesses: Vec<crate::Access>,
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
    /// R2: what his entry is held against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_file: Option<OnFile>,
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
    /// Of an observer who has registered himself (R85).
    #[serde(default)]
    pub registration: Option<Registration>,
    /// R27: that he is heard in person, the newest last.
    #[serde(default)]
    pub conversions: Vec<InPerson>,
    /// R35: that he judges from elsewhere.
    #[serde(default)]
    pub elsewhere: Option<Elsewhere>,
    // absences, and what has to be on (R23)
    #[serde(default)]
    pub zone_since: Millis,
    /// Since when the camera is as it is, and with it the duty.
    #[serde(default)]
    pub camera_since: Millis,
    #[serde(default)]
    pub microphone_since: Millis,
    #[serde(default)]
    pub camera_leave: Option<CameraLeave>,
    /// 清场: put out when the room was secured, and not let in again since.
    #[serde(default)]
    pub cleared: bool,
}

/// R85: when an observer registered, and how long the queue before him is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    pub at: Millis,
    /// His place in the queue, from 1; none when he has a seat.
    pub waiting: Option<u16>,
    /// 近亲属 of a party, as he states it: where seats are few they come first. The clerk sees it, and asks.
    #[serde(default)]
    pub relative: bool,
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
            on_file: None,
            attended: false,
            presence: Presence::NeverHere,
            check_in: CheckIn::default(),
            mute: Mute::Free,
            microphone_on: false,
            camera_on: false,
            removed: None,
            absences: Vec::new(),
            registration: None,
            conversions: Vec::new(),
            elsewhere: None,
            zone_since: 0,
            camera_since: 0,
            microphone_since: 0,
            camera_leave: None,
            cleared: false,
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

    /// Whether this person waits for a place in the gallery.
    pub fn queues(&self) -> bool {
        self.registration.is_some_and(|r| r.waiting.is_some())
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
            &[Identity, Adjustments, Discipline, NoRecording]
        } else if self.role == Role::ExpertAssistant {
            // He speaks for the side that asked for him and swears to nothing (EV 83).
            &[
                Identity,
                Adjustments,
                Discipline,
                Rights,
                NoRecording,
                Place,
                Devices,
            ]
        } else if self.role.is_called() || self.role == Role::Interpreter {
            &[
                Identity,
                Adjustments,
                Discipline,
                Rights,
                NoRecording,
                Undertaking,
                Place,
                Devices,
            ]
        } else if self.role.speaks_for_another() {
            &[
                Identity,
                Authority,
                Consent,
                Suitability,
                Discipline,
                Rights,
                NoRecording,
                Place,
                Devices,
            ]
        } else if self.role == Role::Prosecutor {
            // Nobody tells a procurator his rights.
            &[
                Identity,
                Consent,
                Suitability,
                Discipline,
                NoRecording,
                Place,
                Devices,
            ]
        } else {
            &[
                Identity,
                Consent,
                Suitability,
                Discipline,
                Rights,
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
            CheckInStep::Authority => c.authority.is_some(),
            CheckInStep::Consent => ConsentStage::ALL
                .iter()
                .all(|s| c.consents.iter().any(|(given, _)| given == s)),
            CheckInStep::Suitability | CheckInStep::Adjustments => c.suitability.is_some(),
            CheckInStep::Discipline => c.discipline.len() >= usize::from(DISCIPLINE_RULES),
            CheckInStep::Rights => told_one_by_one().all(|what| c.read_at(what).is_some()),
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
        let mut open = self.unrecorded(|stages, now| {
            let to = stages.iter().position(|s| *s == stage)?;
            stages.get(now..to)
        });
        let refused = self.refused_online(stage);
        open.extend(refused.filter(|item| !self.is_recorded(*item)));
        open.extend(self.unsuitable_before(stage));
        open
    }

    /// A stage that somebody who takes part has refused to hold online is not begun as if he had agreed (R4; R12 4).
    pub(crate) fn refused_online(&self, stage: Stage) -> Option<GuardItem> {
        let (of, item) = match stage {
            Stage::Mediation => (ConsentStage::Mediation, GuardItem::MediationConsentSettled),
            Stage::Verdict => (ConsentStage::Verdict, GuardItem::VerdictConsentSettled),
            Stage::Preparation
            | Stage::Opening
            | Stage::Indictment
            | Stage::Investigation
            | Stage::Evidence
            | Stage::Debate
            | Stage::FinalOpinions
            | Stage::FinalStatement
            | Stage::SignOff => return None,
        };
        let refuses = |seat: &Seat| {
            seat.removed.is_none() && seat.check_in.consents.contains(&(of, Consent::Refused))
        };
        self.seats.iter().any(refuses).then_some(item)
    }

    fn is_recorded(&self, item: GuardItem) -> bool {
        self.recorded.iter().any(|(done, _)| *done == item)
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
            .filter(|item| !self.is_recorded(*item))
            .collect()
    }

    /// Whether this person is handed the litigation-risk sheet: a party of a civil case and who speaks for him (R92).
    pub fn has_risk_sheet(&self, seat: &Seat) -> bool {
        let civil = self.matter.as_ref().is_some_and(|m| match m.procedure {
            Procedure::CivilSimple | Procedure::CivilOrdinary => true,
            Procedure::CriminalFastTrack
            | Procedure::CriminalSummary
            | Procedure::CriminalOrdinary => false,
        });
        civil && permitted(seat.role, Act::ReadRisks) == Grant::Yes
    }

    /// Since when the court has sat without a break; none while it does not (R34).
    pub fn sitting_since(&self) -> Option<Millis> {
        if self.phase != Phase::InSession {
            return None;
        }
        let breaks = self.incidents.iter().filter(|i| i.what.is_adjournment());
        breaks.filter_map(|i| i.until).chain(self.opened_at).max()
    }

    /// Whether observers may be let in: to an open hearing, and to every verdict (R83, R88).
    pub fn is_public(&self) -> bool {
        let open = self
            .matter
            .as_ref()
            .is_some_and(|m| m.publicity == Publicity::Open);
        // 调解、证据交换、合议: of these nobody is the audience.
        self.record_kind == RecordKind::Trial && (open || self.stage == Some(Stage::Verdict))
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
