//! The only place where rules live: from what is asked to what happens, or why not.

mod check_in;
mod evidence;
mod room;
mod session;
mod transcript;

use crate::{
    Act, Actor, Command, Event, Fact, Grant, Hearing, Millis, MoveReason, Phase, Refusal, Seat,
    Zone, permitted,
};

pub(crate) type Decision = Result<Vec<Event>, Refusal>;

/// Longest name, title or place, in characters.
pub const NAME_LIMIT: usize = 100;
/// Longest reason or remark, in characters.
pub const REASON_LIMIT: usize = 1_000;
/// Longest transcript line, in characters.
pub const LINE_LIMIT: usize = 4_000;

impl Hearing {
    /// # Errors
    /// A [`Refusal`] says why nothing happens; the state is as it was.
    pub fn decide(&self, actor: &Actor, command: &Command, now: Millis) -> Decision {
        let Actor::Seat(id) = actor else {
            return Err(Refusal::NotPermitted);
        };
        let me = self.seat(id).ok_or(Refusal::NoSuchSeat)?;
        if me.removed.is_some() {
            return Err(Refusal::NotPermitted);
        }
        match permitted(me.role, Act::of(command)) {
            Grant::Yes => {}
            Grant::WithFloor if self.floor.as_ref() == Some(&me.id) => {}
            Grant::WithFloor | Grant::No => return Err(Refusal::NotPermitted),
        }
        use Command::*;
        match command {
            StateIdentity { .. }
            | GiveConsent { .. }
            | StateSuitability { .. }
            | AcknowledgeDiscipline { .. }
            | DeclareNoRecording
            | GiveUndertaking { .. }
            | StatePlace { .. }
            | ReportDevices { .. }
            | CallForHelp
            | WithdrawCallForHelp
            | VerifyIdentity { .. }
            | PermitOtherPerson { .. }
            | AnswerHelp { .. } => self.decide_check_in(me, command, now),
            ReportReady
            | AnnounceDelay { .. }
            | OpenHearing { .. }
            | EnterStage { .. }
            | RecordGuardItem { .. }
            | SetIssues { .. }
            | Adjourn { .. }
            | Resume
            | CloseHearing { .. }
            | PauseRecording { .. }
            | ResumeRecording
            | BeginDeliberation
            | EndDeliberation => self.decide_session(me, command),
            Admit { .. }
            | SendToWait { .. }
            | Remove { .. }
            | CallWitness { .. }
            | DismissWitness { .. }
            | SecureRoom
            | GiveFloor { .. }
            | TakeFloor
            | RaiseHand
            | LowerHand { .. }
            | Mute { .. }
            | Release { .. }
            | MuteAll
            | Admonish { .. }
            | ClassifyAbsence { .. }
            | ShowDevices { .. } => self.decide_room(me, command),
            FileExhibit { .. }
            | WithdrawExhibit { .. }
            | PresentExhibit { .. }
            | TurnPage { .. }
            | StopPresenting
            | RecordOriginal { .. }
            | GiveOpinion { .. }
            | RuleOnExhibit { .. } => self.decide_evidence(me, command, now),
            WriteLine { .. }
            | EditLine { .. }
            | RequestCorrection { .. }
            | DecideCorrection { .. }
            | OpenSignOff
            | ConfirmRead
            | Sign { .. }
            | RefuseToSign { .. }
            | NoteUnsigned { .. } => self.decide_transcript(me, command, now),
        }
    }

    /// What follows from a fact that the backend states of its own knowledge.
    pub fn note(&self, fact: &Fact, _now: Millis) -> Vec<Event> {
        match fact {
            Fact::Connected { seat } => {
                let Some(known) = self
                    .seat(seat)
                    .filter(|s| s.removed.is_none() && !s.is_here())
                else {
                    return Vec::new();
                };
                let mut events = vec![Event::SeatConnected { seat: seat.clone() }];
                // The court comes in by its own door.
                if known.role.is_court() && known.zone == Zone::Lobby {
                    events.push(Event::SeatMoved {
                        seat: seat.clone(),
                        to: Zone::Courtroom,
                        why: MoveReason::Arrived,
                    });
                }
                events
            }
            Fact::Disconnected { seat, cause } => match self.seat(seat) {
                Some(known) if known.is_here() => {
                    vec![Event::SeatDisconnected {
                        seat: seat.clone(),
                        cause: *cause,
                    }]
                }
                Some(_) | None => Vec::new(),
            },
            Fact::TakenOver { seat } => match self.seat(seat) {
                Some(known) if known.is_here() => {
                    vec![Event::SeatTakenOver { seat: seat.clone() }]
                }
                Some(_) | None => Vec::new(),
            },
            Fact::Recorder { running } if *running != self.recorder => {
                vec![Event::RecorderChanged { running: *running }]
            }
            Fact::Recorder { .. } => Vec::new(),
        }
    }

    fn during_session(&self) -> Result<(), Refusal> {
        match self.phase {
            Phase::InSession => Ok(()),
            Phase::Before | Phase::Adjourned | Phase::Closed | Phase::Finished => {
                Err(Refusal::NotInSession)
            }
        }
    }

    fn before_close(&self) -> Result<(), Refusal> {
        match self.phase {
            Phase::Before | Phase::InSession | Phase::Adjourned => Ok(()),
            Phase::Closed | Phase::Finished => Err(Refusal::NotInSession),
        }
    }
}

fn in_courtroom(seat: &Seat) -> Result<(), Refusal> {
    if seat.zone == Zone::Courtroom {
        Ok(())
    } else {
        Err(Refusal::NotInTheCourtroom)
    }
}

/// A text that must say something, within its limit.
fn wanted(text: &str, limit: usize, missing: Refusal) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        Err(missing)
    } else {
        within(text, limit)
    }
}

fn within(text: &str, limit: usize) -> Result<(), Refusal> {
    if text.chars().count() > limit {
        Err(Refusal::TextTooLong)
    } else {
        Ok(())
    }
}
