use super::court_line::line;
use super::session::moved;
use super::{Decision, REASON_LIMIT, in_courtroom, wanted};
use crate::check_in::{Consent, ConsentStage};
use crate::transcript::{LineKind, Speaker};
use crate::{
    Admonition, Command, Event, Hearing, Millis, MoveReason, Mute, Phase, Refusal, Role, Seat,
    SeatId, Zone,
};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_room(&self, me: &Seat, command: &Command, now: Millis) -> Decision {
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
                Ok([moved(seat, to, MoveReason::SentToWait)]
                    .into_iter()
                    .chain(self.shown_no_more(&seat.id))
                    .collect())
            }
            Command::Remove { seat, reason } => {
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                let seat = self.removable(me, seat)?;
                let removed = Event::SeatRemoved {
                    seat: seat.id.clone(),
                    reason: reason.clone(),
                };
                Ok([removed]
                    .into_iter()
                    .chain(self.shown_no_more(&seat.id))
                    .chain(self.queue_without(&seat.id))
                    .collect())
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
                self.open_to(seat)?;
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
                Ok([moved(seat, to, MoveReason::WitnessDismissed)]
                    .into_iter()
                    .chain(self.shown_no_more(&seat.id))
                    .collect())
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
            Command::ExplainSecuring { words } => {
                if !self.securing_wants_ground() {
                    return Err(Refusal::AlreadyDone);
                }
                wanted(words, REASON_LIMIT, Refusal::ReasonWanted)?;
                Ok(vec![Event::SecuringExplained {
                    words: words.trim().to_owned(),
                }])
            }
            Command::BringBack => {
                let back: Vec<Event> = self.bring_back().collect();
                if back.is_empty() {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(back)
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
                // CPLI 177: what was said to him stands in the transcript.
                let text = self.words_of_admonition(&seat.id, *measure, words);
                let by = Speaker::Seat(me.id.clone());
                events.extend(line(self, by, LineKind::Ruling, text, now));
                match measure {
                    Admonition::OrderToLeave => {
                        events.push(Event::SeatRemoved {
                            seat: seat.id.clone(),
                            reason: words.clone(),
                        });
                        events.extend(self.shown_no_more(&seat.id));
                        events.extend(self.queue_without(&seat.id));
                    }
                    Admonition::Reminder | Admonition::Warning | Admonition::Admonition => {}
                }
                Ok(events)
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
        self.open_to(seat)?;
        let to = match seat.role {
            Role::Observer if !self.is_public() => return Err(Refusal::NotPublic),
            Role::Observer if seat.queues() => return Err(Refusal::GalleryFull),
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

    fn bring_back(&self) -> impl Iterator<Item = Event> {
        let out = self.seats.iter().filter(|s| s.cleared);
        out.filter_map(|seat| self.back_inside(seat).ok()).flatten()
    }

    /// The room was secured, and the court has not said why.
    pub fn securing_wants_ground(&self) -> bool {
        let said = self.secured_grounds.last().map(|(at, _)| *at);
        let last = self.secured.last();
        last.is_some_and(|secured| said.is_none_or(|said| said < secured.from))
    }

    /// How many of those whom 立即保密 put out may come back now; the others have first to be verified anew, or are gone.
    pub fn ready_to_come_back(&self) -> usize {
        self.bring_back().count()
    }

    /// Who was put out is let in as at first; who had been called comes back while the court sits.
    fn back_inside(&self, seat: &Seat) -> Decision {
        if !seat.role.is_called() {
            return self.admit(seat);
        }
        self.during_session()?;
        self.open_to(seat)?;
        self.ready_to_enter(seat)?;
        Ok(vec![moved(seat, Zone::Courtroom, MoveReason::Admitted)])
    }

    fn ready_to_enter(&self, seat: &Seat) -> Result<(), Refusal> {
        if seat.removed.is_some() {
            return Err(Refusal::NotPermitted);
        }
        if seat.in_person().is_some() {
            return Err(Refusal::HeardInPerson);
        }
        if !seat.is_here() {
            return Err(Refusal::NotOnline);
        }
        if seat.next_step().is_some() {
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

    pub(super) fn known(&self, seat: &SeatId) -> Result<&Seat, Refusal> {
        self.seat(seat).ok_or(Refusal::NoSuchSeat)
    }

    /// The court does not mute, warn or send out itself.
    pub(super) fn movable(&self, seat: &SeatId) -> Result<&Seat, Refusal> {
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
