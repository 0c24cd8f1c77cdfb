//! The only place where rules live: from what is asked to what happens, or why not.

mod absence;
mod bench;
mod check_in;
mod correction;
mod court_line;
mod evidence;
mod exhibit_line;
mod gallery;
mod marks;
mod presenting;
mod proof;
mod record_kind;
mod recusal;
mod room;
mod session;
mod signing;
mod suitability;
mod transcript;
mod typing;
mod waiting;

use crate::{
    Act, Actor, Command, Event, Fact, Grant, Hearing, Millis, MoveReason, Phase, Refusal, Seat,
    Zone, permitted,
};

pub(crate) use absence::RETURN_WITHIN;
pub use absence::TOLD_BEFORE_EXIT;
pub use signing::REMIND_AGAIN;
pub use typing::{PHRASE_LIMIT, PHRASES};

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
        let events = self.decide_act(actor, command, now)?;
        Ok(self.with_court_lines(events, now))
    }

    fn decide_act(&self, actor: &Actor, command: &Command, now: Millis) -> Decision {
        let id = match actor {
            Actor::Seat(id) => id,
            Actor::System => {
                if let Command::OpenRecording { seat, what } = command {
                    return self.decide_listening(seat, what, now);
                }
                return self.decide_registration(command, now);
            }
        };
        let me = self.seat(id).ok_or(Refusal::NoSuchSeat)?;
        if me.removed.is_some() {
            return Err(Refusal::NotPermitted);
        }
        match permitted(me.role, Act::of(command)) {
            Grant::Yes => {}
            Grant::WithFloor if self.floor.as_ref() == Some(&me.id) => {}
            Grant::Presenting if self.leads(me) => {}
            Grant::WithFloor | Grant::Presenting | Grant::No => return Err(Refusal::NotPermitted),
        }
        use Command::*;
        match command {
            StateIdentity { .. }
            | GiveConsent { .. }
            | StateSuitability { .. }
            | AcknowledgeDiscipline { .. }
            | AcknowledgeRight { .. }
            | AcknowledgeConsequence { .. }
            | DeclareNoRecording { .. }
            | GiveUndertaking { .. }
            | StateAuthority { .. }
            | StatePlace { .. }
            | ReportDevices(_)
            | AcknowledgeRisks
            | CallForHelp
            | WithdrawCallForHelp
            | VerifyIdentity { .. }
            | PermitOtherPerson { .. }
            | AnswerHelp { .. } => self.decide_check_in(me, command, now),
            ConsiderSuitability { seat, bars, reason } => {
                self.consider_suitability(me, seat, (bars, reason), now)
            }
            WithdrawRegistration => self.withdraw_registration(me),
            // The backend's own, as the table has it.
            RegisterObserver { .. } | OpenRecording { .. } => Err(Refusal::NotPermitted),
            RingSeat { .. }
            | AnswerRing
            | SendNotice { .. }
            | ReadNotice { .. }
            | BeginLook { .. }
            | EndLook { .. }
            | EnterDocument { .. }
            | DoubtIdentity { .. }
            | ConfirmGallery { .. } => self.decide_waiting(me, command, now),
            ReportReady
            | WithdrawReady
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
            AllowListening { allowed } => self.decide_leave_to_listen(*allowed),
            ExplainGap { from, words } => self.explain_gap(*from, words),
            Admit { .. }
            | SendToWait { .. }
            | Remove { .. }
            | CallWitness { .. }
            | DismissWitness { .. }
            | SecureRoom
            | ExplainSecuring { .. }
            | BringBack
            | GiveFloor { .. }
            | TakeFloor
            | RaiseHand
            | LowerHand { .. }
            | Mute { .. }
            | Release { .. }
            | MuteAll
            | Admonish { .. }
            | ShowDevices { .. } => self.decide_room(me, command, now),
            ReportSignal { .. }
            | ReportReturn { .. }
            | PromptReached { .. }
            | AccountForAbsence { .. }
            | PromptAbsent { .. }
            | ClassifyAbsence { .. }
            | LeaveCamera { .. }
            | Spotlight { .. } => self.decide_absence(me, command, now),
            PresentExhibit { .. }
            | TurnPage { .. }
            | StopPresenting
            | HandPresenting { .. }
            | ShowBeside { .. }
            | SetPlayback { .. } => self.decide_presenting(me, command, now),
            DrawMark { .. } | EraseMark { .. } => self.decide_marks(me, command, now),
            FileExhibit { .. }
            | WithdrawExhibit { .. }
            | RecordOriginal { .. }
            | GiveOpinion { .. }
            | RuleOnExhibit { .. } => self.decide_evidence(me, command, now),
            SetFilingDeadline { .. }
            | RuleOnLate { .. }
            | AnswerLate { .. }
            | RequestOriginal { .. }
            | RuleOnOriginal { .. }
            | StateChainRecord { .. }
            | RecordChainCheck { .. }
            | DisputeChain { .. }
            | RecordOpinion { .. }
            | DescribeExhibit { .. }
            | SignConfidentiality { .. } => self.decide_proof(me, command, now),
            WriteLine { .. }
            | AcceptProposal { .. }
            | EditLine { .. }
            | SplitLine { .. }
            | JoinLines { .. }
            | StrikeLine { .. }
            | RestoreLine { .. }
            | KeepPhrase { .. }
            | DropPhrase { .. } => self.decide_typing(command, now),
            RequestCorrection { .. }
            | DecideCorrection { .. }
            | OpenSignOff
            | ConfirmRead
            | Sign { .. }
            | RefuseToSign { .. }
            | NoteUnsigned { .. } => self.decide_transcript(me, command, now),
            RemindToSign { .. } | NoteRefusal { .. } | SignAssisted { .. } => {
                self.decide_signing(me, command, now)
            }
            NameRecord { .. } | AskReplacement | WithdrawReplacement | AnswerReplacement { .. } => {
                self.decide_record_kind(me, command)
            }
            AskRecusal { .. }
            | WithdrawRecusal { .. }
            | AskReconsideration { .. }
            | DecideRecusal { .. }
            | Object { .. }
            | WithdrawObjection
            | RuleOnObjection { .. }
            | AnswerIssues { .. }
            | LimitFloor { .. }
            | MuteAllBut { .. }
            | RecordSanction { .. }
            | SitElsewhere { .. }
            | SitInCourtroom
            | ConvertToInPerson { .. }
            | ReturnOnline { .. } => self.decide_bench(me, command, now),
        }
    }

    /// What follows from a fact that the backend states of its own knowledge.
    pub fn note(&self, fact: &Fact, now: Millis) -> Vec<Event> {
        self.with_court_lines(self.events_of(fact, now), now)
    }

    fn events_of(&self, fact: &Fact, now: Millis) -> Vec<Event> {
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
            Fact::Disconnected { seat, cause, line } => match self.seat(seat) {
                Some(known) if known.is_here() => {
                    vec![Event::SeatDisconnected {
                        seat: seat.clone(),
                        cause: *cause,
                        line: line.clone(),
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
            Fact::Recorder { running, trouble }
                if (*running, *trouble) != (self.recorder, self.recorder_trouble) =>
            {
                vec![Event::RecorderChanged {
                    running: *running,
                    trouble: *trouble,
                }]
            }
            Fact::Recorder { .. } => Vec::new(),
            Fact::TrackKept { track } if self.keeps_track(track) => {
                vec![Event::TrackKept {
                    track: track.clone(),
                }]
            }
            Fact::TrackKept { .. } => Vec::new(),
            Fact::TracksComplete { files } if self.completes_tracks(*files) => {
                vec![Event::TracksComplete { files: *files }]
            }
            Fact::TracksComplete { .. } => Vec::new(),
            Fact::RecordingGap { from, until, cause } => vec![Event::RecordingGap {
                from: *from,
                until: *until,
                cause: *cause,
            }],
            Fact::PageShown { showing } => vec![Event::PageShown {
                showing: showing.clone(),
            }],
            Fact::Clock => self.due(now),
            Fact::Absences(settings) if *settings != self.absence_settings => {
                vec![Event::AbsenceSettingsMade {
                    settings: settings.clone(),
                }]
            }
            Fact::Absences(_) => Vec::new(),
            Fact::Opened { seat, what } if !self.has_opened(seat, what, now) => {
                vec![Event::FileOpened {
                    seat: seat.clone(),
                    what: what.clone(),
                }]
            }
            Fact::Opened { .. } => Vec::new(),
            Fact::Erased { exhibit, kept } => {
                let due = self.erasable(*kept, now).contains(exhibit);
                let known = self.exhibit(exhibit).filter(|_| due);
                let erased = known.map(|e| Event::ExhibitErased {
                    exhibit: exhibit.clone(),
                    sha256: e.file.sha256.clone(),
                });
                erased.into_iter().collect()
            }
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
