use super::session::moved;
use super::{Decision, REASON_LIMIT, in_courtroom, wanted};
use crate::check_in::{Consent, ConsentStage};
use crate::{
    Admonition, Command, Event, Hearing, MoveReason, Mute, Phase, Refusal, Role, Seat, SeatId, Zone,
};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_room(&self, me: &Seat, command: &Command) -> Decision {
        self.before_close()?;
        match command {
            Command::Admit { seat } => self.admit(self.known(seat)?),
            Command::SendToWait { seat, reason } => {
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                let seat = self.removable(me, seat)?;
                let inside = matches!(seat.zone, Zone::Courtroom | Zone::Gallery);
                if !inside {
                    return Err(Refusal::NotInTheCourtroom);
                }
                let to = Seat::waiting_zone(seat.role, &seat.id);
                Ok(vec![moved(seat, to, MoveReason::SentToWait)])
            }
            Command::Remove { seat, reason } => {
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                let seat = self.removable(me, seat)?;
                Ok(vec![Event::SeatRemoved {
                    seat: seat.id.clone(),
                    reason: reason.clone(),
                }])
            }
            Command::CallWitness { seat } => {
                self.during_session()?;
                let seat = self.known(seat)?;
                if !seat.role.is_called() {
                    return Err(Refusal::NotPermitted);
                }
                if seat.zone == Zone::Courtroom {
                    return Err(Refusal::AlreadyDone);
                }
                self.ready_to_enter(seat)?;
                Ok(vec![moved(
                    seat,
                    Zone::Courtroom,
                    MoveReason::WitnessCalled,
                )])
            }
            Command::DismissWitness { seat } => {
                let seat = self.known(seat)?;
                if !seat.role.is_called() {
                    return Err(Refusal::NotPermitted);
                }
                in_courtroom(seat)?;
                let to = Seat::waiting_zone(seat.role, &seat.id);
                Ok(vec![moved(seat, to, MoveReason::WitnessDismissed)])
            }
            Command::SecureRoom => {
                let mut events = vec![Event::RoomSecured];
                if let Some(shown) = &self.presentation {
                    events.push(Event::PresentingStopped {
                        exhibit: shown.exhibit.clone(),
                    });
                }
                for seat in &self.seats {
                    let inside = matches!(seat.zone, Zone::Courtroom | Zone::Gallery);
                    if inside && !seat.role.is_court() {
                        let to = Seat::waiting_zone(seat.role, &seat.id);
                        events.push(moved(seat, to, MoveReason::Secured));
                    }
                }
                if events.len() == 1 {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(events)
            }
            Command::GiveFloor { seat } => {
                self.during_session()?;
                let seat = self.known(seat)?;
                in_courtroom(seat)?;
                if seat.role.only_watches() {
                    return Err(Refusal::NotPermitted);
                }
                if self.floor.as_ref() == Some(&seat.id) {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::FloorGiven {
                    seat: seat.id.clone(),
                }])
            }
            Command::TakeFloor => match self.floor {
                Some(_) => Ok(vec![Event::FloorTaken]),
                None => Err(Refusal::AlreadyDone),
            },
            Command::RaiseHand => {
                in_courtroom(me)?;
                if self.hands.contains(&me.id) {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::HandRaised {
                    seat: me.id.clone(),
                }])
            }
            Command::LowerHand { seat } => {
                let bench = matches!(me.role, Role::PresidingJudge | Role::Clerk);
                if *seat != me.id && !bench {
                    return Err(Refusal::NotPermitted);
                }
                if !self.hands.contains(seat) {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::HandLowered { seat: seat.clone() }])
            }
            Command::Mute { seat, lock } => {
                let seat = self.movable(seat)?;
                let wanted = if *lock { Mute::Locked } else { Mute::Muted };
                if seat.mute == wanted || (seat.mute == Mute::Locked && !*lock) {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::Muted {
                    seat: seat.id.clone(),
                    lock: *lock,
                }])
            }
            Command::Release { seat } => {
                let seat = self.known(seat)?;
                if seat.mute == Mute::Free {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::Released {
                    seat: seat.id.clone(),
                }])
            }
            Command::MuteAll => Ok(vec![Event::AllMuted]),
            Command::Admonish {
                seat,
                measure,
                words,
            } => {
                self.during_session()?;
                wanted(words, REASON_LIMIT, Refusal::ReasonWanted)?;
                let seat = self.movable(seat)?;
                let mut events = vec![Event::Admonished {
                    seat: seat.id.clone(),
                    measure: *measure,
                    words: words.clone(),
                }];
                match measure {
                    Admonition::OrderToLeave => events.push(Event::SeatRemoved {
                        seat: seat.id.clone(),
                        reason: words.clone(),
                    }),
                    Admonition::Reminder | Admonition::Warning | Admonition::Admonition => {}
                }
                Ok(events)
            }
            Command::ClassifyAbsence { seat, finding } => {
                let seat = self.known(seat)?;
                if !seat.absences.iter().any(|a| a.finding.is_none()) {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::AbsenceClassified {
                    seat: seat.id.clone(),
                    finding: *finding,
                }])
            }
            Command::ShowDevices {
                microphone_on,
                camera_on,
            } => {
                if *microphone_on && me.mute == Mute::Locked {
                    return Err(Refusal::NotPermitted);
                }
                if me.microphone_on == *microphone_on && me.camera_on == *camera_on {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::DevicesShown {
                    seat: me.id.clone(),
                    microphone_on: *microphone_on,
                    camera_on: *camera_on,
                }])
            }
            _ => Err(Refusal::Malformed),
        }
    }

    fn admit(&self, seat: &Seat) -> Decision {
        let to = match seat.role {
            Role::Observer if !self.is_public() => return Err(Refusal::NotPublic),
            Role::Observer => Zone::Gallery,
            // EV 72: who is to be heard does not listen before.
            Role::Witness | Role::ForensicExpert | Role::ExpertAssistant => {
                return Err(Refusal::WitnessMustWait);
            }
            Role::PresidingJudge
            | Role::PanelJudge
            | Role::Assessor
            | Role::JudgeAssistant
            | Role::Clerk
            | Role::Party
            | Role::Representative
            | Role::Prosecutor
            | Role::Defender
            | Role::Interpreter
            | Role::Guardian => Zone::Courtroom,
            Role::Inspector | Role::Technician | Role::Administrator => {
                return Err(Refusal::NotPermitted);
            }
        };
        if seat.zone == to {
            return Err(Refusal::AlreadyDone);
        }
        // Nobody is let in out of another room: the panel least of all while it deliberates.
        if seat.zone != Seat::waiting_zone(seat.role, &seat.id) {
            return Err(Refusal::NotPermitted);
        }
        self.ready_to_enter(seat)?;
        Ok(vec![moved(seat, to, MoveReason::Admitted)])
    }

    fn ready_to_enter(&self, seat: &Seat) -> Result<(), Refusal> {
        if seat.removed.is_some() {
            return Err(Refusal::NotPermitted);
        }
        if !seat.is_here() || seat.next_step().is_some() {
            return Err(Refusal::CheckInIncomplete);
        }
        let verified = |s: &Seat| {
            s.check_in
                .identity
                .as_ref()
                .is_some_and(|i| i.verified.is_some())
        };
        if !seat.role.is_court() && !verified(seat) {
            return Err(Refusal::IdentityNotVerified);
        }
        let refused = (ConsentStage::Hearing, Consent::Refused);
        if seat.check_in.consents.contains(&refused) {
            return Err(Refusal::ConsentRefused);
        }
        let mut others = seat.check_in.place.iter().flat_map(|place| &place.others);
        if others.any(|other| other.permitted != Some(true)) {
            return Err(Refusal::OtherPersonNotPermitted);
        }
        Ok(())
    }

    fn known(&self, seat: &SeatId) -> Result<&Seat, Refusal> {
        self.seat(seat).ok_or(Refusal::NoSuchSeat)
    }

    /// The court does not mute, warn or send out itself.
    fn movable(&self, seat: &SeatId) -> Result<&Seat, Refusal> {
        let seat = self.known(seat)?;
        if seat.role.is_court() || seat.removed.is_some() {
            return Err(Refusal::NotPermitted);
        }
        Ok(seat)
    }

    /// The judge sends out anybody, the clerk observers only.
    fn removable(&self, me: &Seat, seat: &SeatId) -> Result<&Seat, Refusal> {
        let seat = self.movable(seat)?;
        if me.role == Role::Clerk && seat.role != Role::Observer {
            return Err(Refusal::NotPermitted);
        }
        Ok(seat)
    }

    /// Whether the hearing may be watched by others than those who take part.
    pub fn is_under_way(&self) -> bool {
        matches!(self.phase, Phase::InSession | Phase::Adjourned)
    }
}
