//! Who may learn of what. A viewer's snapshot and his stream of events come from the same table, [`Sees`],
//! so that the one is always the fold of the other (invariant 4).

use crate::check_in::CheckIn;
use crate::exhibit::{Exhibit, OriginalState, Secrecy};
use crate::transcript::{SignOff, SignState, Speaker, Transcript, TranscriptLine};
use crate::{
    Event, ExhibitId, Happening, Hearing, LineId, Matter, MoveReason, Phase, Recorded, Role, Seat,
    SeatId, Side, Zone,
};

/// How a viewer stands to the hearing. When it changes, his view starts anew from a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The sole judge or panel: everything.
    Bench,
    /// Clerk and assistant: everything but the deliberation.
    Registry,
    /// In the courtroom, taking part.
    Room,
    /// Called in: sees the room and what is shown to him, reads his own words only.
    Called {
        own: Vec<LineId>,
        shown: Option<ExhibitId>,
    },
    /// Waiting, his side apart.
    Waiting,
    /// Waiting to be called, or sent back: nothing of the hearing (R15).
    Sequestered,
    /// Sent back, and the transcript lies open for signing: his own words only (R59).
    OwnPart {
        own: Vec<LineId>,
    },
    /// Watches, and sees of those who are called only who is being heard.
    Gallery {
        heard: Vec<SeatId>,
    },
    Inspection,
    /// Removed, or not of this hearing.
    Outside,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    /// With their check-in
    Whole,
    /// As seats in a room
    Room,
    /// Without those who only watch
    Public,
    Nobody,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Exhibits {
    All,
    /// By secrecy tier and side
    Disclosed,
    /// The one on show
    Shown,
    /// Of his own side
    OwnSide,
    None,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    All,
    Own,
    None,
}

/// One row of the table of sight.
struct Sees {
    case: bool,
    phase: bool,
    stage: bool,
    floor: bool,
    hands: bool,
    issues: bool,
    log: bool,
    recording: bool,
    others: Others,
    exhibits: Exhibits,
    lines: Lines,
}

impl Scope {
    fn sees(&self) -> Sees {
        let all = Sees {
            case: true,
            phase: true,
            stage: true,
            floor: true,
            hands: true,
            issues: true,
            log: true,
            recording: true,
            others: Others::Whole,
            exhibits: Exhibits::All,
            lines: Lines::All,
        };
        let nothing = Sees {
            case: false,
            phase: false,
            stage: false,
            floor: false,
            hands: false,
            issues: false,
            log: false,
            recording: false,
            others: Others::Nobody,
            exhibits: Exhibits::None,
            lines: Lines::None,
        };
        match self {
            Scope::Bench | Scope::Registry => all,
            Scope::Room => Sees {
                others: Others::Room,
                exhibits: Exhibits::Disclosed,
                ..all
            },
            Scope::Called { .. } => Sees {
                issues: false,
                log: false,
                others: Others::Room,
                exhibits: Exhibits::Shown,
                lines: Lines::Own,
                ..all
            },
            Scope::Waiting => Sees {
                case: true,
                phase: true,
                exhibits: Exhibits::OwnSide,
                ..nothing
            },
            Scope::Sequestered => nothing,
            Scope::OwnPart { .. } => Sees {
                case: true,
                phase: true,
                lines: Lines::Own,
                ..nothing
            },
            Scope::Gallery { .. } => Sees {
                hands: false,
                issues: false,
                log: false,
                others: Others::Public,
                exhibits: Exhibits::None,
                lines: Lines::None,
                ..all
            },
            Scope::Inspection => Sees {
                issues: false,
                others: Others::Room,
                exhibits: Exhibits::None,
                lines: Lines::None,
                ..all
            },
            Scope::Outside => nothing,
        }
    }
}

impl Hearing {
    pub fn scope_of(&self, viewer: &SeatId) -> Scope {
        let Some(seat) = self.seat(viewer) else {
            return Scope::Outside;
        };
        if seat.removed.is_some() {
            return Scope::Outside;
        }
        match seat.role {
            Role::PresidingJudge | Role::PanelJudge | Role::Assessor => Scope::Bench,
            Role::JudgeAssistant | Role::Clerk => Scope::Registry,
            Role::Inspector | Role::Technician | Role::Administrator => Scope::Inspection,
            Role::Witness | Role::ForensicExpert | Role::ExpertAssistant => {
                self.scope_of_called(seat)
            }
            Role::Observer => match seat.zone {
                Zone::Gallery if self.phase < Phase::Closed => Scope::Gallery {
                    heard: self
                        .in_zone(&Zone::Courtroom)
                        .filter(|s| s.role.is_called())
                        .map(|s| s.id.clone())
                        .collect(),
                },
                Zone::Lobby
                | Zone::Courtroom
                | Zone::Deliberation
                | Zone::SideRoom(_)
                | Zone::WitnessRoom(_)
                | Zone::Gallery
                | Zone::Inspection => Scope::Waiting,
            },
            Role::Party
            | Role::Representative
            | Role::Prosecutor
            | Role::Defender
            | Role::Interpreter
            | Role::Guardian => {
                let signs = self.signs(viewer);
                if seat.zone == Zone::Courtroom || signs {
                    Scope::Room
                } else {
                    Scope::Waiting
                }
            }
        }
    }

    fn scope_of_called(&self, seat: &Seat) -> Scope {
        let own = || {
            let said = |line: &&TranscriptLine| line.speaker == Speaker::Seat(seat.id.clone());
            self.transcript
                .lines
                .iter()
                .filter(said)
                .map(|line| line.id.clone())
                .collect()
        };
        if seat.zone == Zone::Courtroom && self.phase < Phase::Closed {
            let shown = self
                .presentation
                .as_ref()
                .and_then(|p| self.exhibit(&p.exhibit))
                .filter(|e| tier_admits(seat.role, e.secrecy))
                .map(|e| e.id.clone());
            Scope::Called { own: own(), shown }
        } else if self.signs(&seat.id) {
            Scope::OwnPart { own: own() }
        } else {
            Scope::Sequestered
        }
    }

    fn signs(&self, seat: &SeatId) -> bool {
        self.transcript
            .sign_off
            .as_ref()
            .is_some_and(|s| s.entries.iter().any(|e| e.seat == *seat))
    }

    /// What `viewer` may know of the hearing now.
    pub fn view_for(&self, viewer: &SeatId) -> Hearing {
        let scope = self.scope_of(viewer);
        let sees = scope.sees();
        let me = self.seat(viewer);
        let shows = |id: &ExhibitId| {
            self.exhibit(id)
                .is_some_and(|e| sees_exhibit(&scope, &sees, me, e))
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
                .map(|e| seen_exhibit(e, &sees))
                .collect(),
            presentation: self
                .presentation
                .clone()
                .filter(|p| sees.exhibits != Exhibits::OwnSide && shows(&p.exhibit)),
            transcript: self.seen_transcript(&sees, viewer),
            recording: if sees.recording {
                self.recording
            } else {
                Default::default()
            },
            recorder: self.recorder && sees.recording,
            incidents: self
                .incidents
                .iter()
                .filter(|i| sees_incident(&sees, &i.what))
                .cloned()
                .collect(),
            ready_reported_at: self.ready_reported_at.filter(|_| sees.log),
            opened_at: self.opened_at.filter(|_| sees.phase),
            closed_at: self.closed_at.filter(|_| sees.phase),
            delay: self.delay.clone().filter(|_| sees.phase),
            adjourned: self.adjourned.clone().filter(|_| sees.phase),
        }
    }

    /// What `viewer` gets of an event that has just been applied to `self`: all of it, a part, or nothing.
    /// Not to be asked when the event changed the viewer's [`Scope`]: then he gets a snapshot.
    pub fn visible(&self, recorded: &Recorded, viewer: &SeatId) -> Option<Recorded> {
        let event = self.seen_event(&recorded.event, viewer)?;
        Some(Recorded {
            at: recorded.at,
            by: recorded.by.clone(),
            event,
        })
    }

    fn seen_event(&self, event: &Event, viewer: &SeatId) -> Option<Event> {
        let scope = self.scope_of(viewer);
        let sees = scope.sees();
        let me = self.seat(viewer);
        let whole = || Some(event.clone());
        let if_ = |seen: bool| if seen { Some(event.clone()) } else { None };
        let seat_seen = |id: &SeatId| {
            self.seat(id)
                .is_some_and(|s| seen_seat(s, &scope, &sees, me).is_some())
        };
        let exhibit_seen = |id: &ExhibitId| {
            self.exhibit(id)
                .is_some_and(|e| sees_exhibit(&scope, &sees, me, e))
        };
        match event {
            Event::HearingScheduled { matter, seats } => Some(Event::HearingScheduled {
                matter: seen_matter(matter, &sees),
                seats: seats
                    .iter()
                    .filter_map(|s| seen_seat(s, &scope, &sees, me))
                    .collect(),
            }),

            Event::IdentityStated { seat, .. }
            | Event::ConsentGiven { seat, .. }
            | Event::SuitabilityStated { seat, .. }
            | Event::DisciplineAcknowledged { seat, .. }
            | Event::NoRecordingDeclared { seat }
            | Event::UndertakingGiven { seat, .. }
            | Event::PlaceStated { seat, .. }
            | Event::DevicesReported { seat, .. }
            | Event::HelpCalled { seat }
            | Event::HelpAnswered { seat }
            | Event::IdentityVerified { seat, .. }
            | Event::OtherPersonDecided { seat, .. }
            | Event::SeatTakenOver { seat } => if_(sees.others == Others::Whole || seat == viewer),
            Event::ReadyReported | Event::GuardItemRecorded { .. } => if_(sees.log),
            Event::DelayAnnounced { .. } => if_(sees.phase),

            Event::SeatConnected { seat }
            | Event::SeatDisconnected { seat, .. }
            | Event::Muted { seat, .. }
            | Event::Released { seat }
            | Event::DevicesShown { seat, .. } => if_(seat_seen(seat)),
            Event::AbsenceClassified { seat, .. } => {
                if_(seat_seen(seat) && (sees.others != Others::Public || seat == viewer))
            }
            Event::SeatRemoved { seat, reason } => {
                let public = sees.others == Others::Public && seat != viewer;
                let reason = if public {
                    String::new()
                } else {
                    reason.clone()
                };
                seat_seen(seat).then(|| Event::SeatRemoved {
                    seat: seat.clone(),
                    reason,
                })
            }
            // Nobody but the bench learns that it deliberates.
            Event::SeatMoved {
                why: MoveReason::Deliberation,
                ..
            } if scope != Scope::Bench => None,
            Event::SeatMoved { seat, to, why } => {
                let moved = self.seat(seat).filter(|_| seat_seen(seat))?;
                // The seat may have moved on since, in the same breath: what this event said counts.
                let zone = seen_zone(to, moved, &scope, me);
                Some(Event::SeatMoved {
                    seat: seat.clone(),
                    to: zone,
                    why: *why,
                })
            }

            Event::HearingOpened
            | Event::Adjourned { .. }
            | Event::Resumed
            | Event::HearingClosed
            | Event::SignOffFinished => if_(sees.phase),
            Event::StageEntered { stage, .. } => match (sees.stage, sees.log) {
                (true, true) => whole(),
                (true, false) => Some(Event::StageEntered {
                    stage: *stage,
                    open_items: Vec::new(),
                    override_reason: None,
                }),
                (false, _) => None,
            },
            Event::ClosedWithOpenItems { .. } => if_(sees.stage && sees.log),
            Event::IssuesSet { .. } => if_(sees.issues),
            Event::RoomSecured | Event::Admonished { .. } => if_(sees.log),
            Event::FloorGiven { .. } | Event::FloorTaken => if_(sees.floor),
            Event::HandRaised { .. } | Event::HandLowered { .. } => if_(sees.hands),
            Event::AllMuted => if_(sees.others != Others::Nobody),
            Event::RecordingStarted
            | Event::RecordingPaused { .. }
            | Event::RecordingStopped
            | Event::RecorderChanged { .. } => if_(sees.recording),

            Event::ExhibitFiled { exhibit } => {
                if sees_exhibit(&scope, &sees, me, exhibit) {
                    Some(Event::ExhibitFiled {
                        exhibit: seen_exhibit(exhibit, &sees),
                    })
                } else {
                    None
                }
            }
            Event::ExhibitWithdrawn { exhibit, .. } => if_(exhibit_seen(exhibit)),
            Event::ExhibitPresented {
                exhibit,
                by,
                view,
                replaces,
            } => {
                let replaced = replaces.clone().filter(exhibit_seen);
                if sees.exhibits == Exhibits::OwnSide {
                    None
                } else if exhibit_seen(exhibit) {
                    Some(Event::ExhibitPresented {
                        exhibit: exhibit.clone(),
                        by: by.clone(),
                        view: *view,
                        replaces: replaced,
                    })
                } else {
                    Some(Event::PresentingStopped { exhibit: replaced? })
                }
            }
            Event::PageTurned { exhibit, .. } | Event::PresentingStopped { exhibit } => {
                if_(sees.exhibits != Exhibits::OwnSide && exhibit_seen(exhibit))
            }
            Event::OriginalRecorded { exhibit, .. }
            | Event::OpinionGiven { exhibit, .. }
            | Event::ExhibitRuled { exhibit, .. } => {
                if_(exhibit_seen(exhibit) && sees.exhibits != Exhibits::Shown)
            }

            Event::LineWritten { line, .. } | Event::LineEdited { line } => match sees.lines {
                Lines::All => whole(),
                Lines::Own => if_(line.speaker == Speaker::Seat(viewer.clone())),
                Lines::None => None,
            },
            Event::CorrectionRequested { correction } => match sees.lines {
                Lines::All => whole(),
                Lines::Own => if_(correction.by == *viewer),
                Lines::None => None,
            },
            Event::CorrectionDecided { correction, .. } => match sees.lines {
                Lines::All => whole(),
                Lines::Own => if_(self
                    .transcript
                    .corrections
                    .iter()
                    .any(|c| c.id == *correction && c.by == *viewer)),
                Lines::None => None,
            },
            Event::SignOffOpened { seats } => match sees.lines {
                Lines::All => whole(),
                Lines::Own => Some(Event::SignOffOpened {
                    seats: seats.iter().filter(|s| *s == viewer).cloned().collect(),
                }),
                Lines::None => None,
            },
            Event::ReadConfirmed { seat }
            | Event::SigningRefused { seat, .. }
            | Event::UnsignedNoted { seat, .. } => match sees.lines {
                Lines::All => whole(),
                Lines::Own => if_(seat == viewer),
                Lines::None => None,
            },
            Event::TranscriptSigned { seat, signature } => match sees.lines {
                Lines::All if sees.others == Others::Whole || seat == viewer => whole(),
                Lines::All => {
                    let mut signature = signature.clone();
                    signature.drawing = None;
                    Some(Event::TranscriptSigned {
                        seat: seat.clone(),
                        signature,
                    })
                }
                Lines::Own => if_(seat == viewer),
                Lines::None => None,
            },
        }
    }

    fn seen_transcript(&self, sees: &Sees, viewer: &SeatId) -> Transcript {
        let all = &self.transcript;
        match sees.lines {
            Lines::None => Transcript::default(),
            Lines::All => {
                let mut seen = all.clone();
                if sees.others != Others::Whole {
                    hide_drawings(&mut seen.sign_off, viewer);
                }
                seen
            }
            Lines::Own => {
                let said = |l: &&TranscriptLine| l.speaker == Speaker::Seat(viewer.clone());
                Transcript {
                    lines: all.lines.iter().filter(said).cloned().collect(),
                    corrections: all
                        .corrections
                        .iter()
                        .filter(|c| c.by == *viewer)
                        .cloned()
                        .collect(),
                    sign_off: all.sign_off.as_ref().map(|s| SignOff {
                        entries: s
                            .entries
                            .iter()
                            .filter(|e| e.seat == *viewer)
                            .cloned()
                            .collect(),
                        ..s.clone()
                    }),
                }
            }
        }
    }

    /// Whether a seat may see an exhibit: by secrecy tier, side, and what is on show (R48).
    pub fn may_see_exhibit(&self, viewer: &SeatId, exhibit: &Exhibit) -> bool {
        let scope = self.scope_of(viewer);
        sees_exhibit(&scope, &scope.sees(), self.seat(viewer), exhibit)
    }

    /// Whether a seat reads the record now, or its own part of it.
    pub fn reads_record(&self, viewer: &SeatId) -> bool {
        match self.scope_of(viewer).sees().lines {
            Lines::All => true,
            // Nobody who is called reads before the record lies open for him.
            Lines::Own => self.transcript.sign_off.is_some(),
            Lines::None => false,
        }
    }

    /// The lines a seat reads and signs: all, or one's own words (R59).
    pub fn part_for<'a>(&'a self, seat: &'a SeatId) -> impl Iterator<Item = &'a TranscriptLine> {
        let own_only = self.seat(seat).is_some_and(|s| s.role.is_called());
        self.transcript
            .lines
            .iter()
            .filter(move |line| !own_only || line.speaker == Speaker::Seat(seat.clone()))
    }

    /// What a signature of `seat` is bound to; the browser computes it over what it shows, the server over what it holds.
    pub fn digest_to_sign(&self, seat: &SeatId) -> String {
        crate::transcript::text_sha256(self.part_for(seat))
    }
}

fn hide_drawings(sign_off: &mut Option<SignOff>, viewer: &SeatId) {
    for entry in sign_off.iter_mut().flat_map(|s| &mut s.entries) {
        if entry.seat == *viewer {
            continue;
        }
        match &mut entry.state {
            SignState::Signed(signature) | SignState::Voided { was: signature, .. } => {
                signature.drawing = None;
            }
            SignState::Waiting | SignState::Refused { .. } | SignState::Unsigned { .. } => {}
        }
    }
}

fn seen_matter(matter: &Matter, sees: &Sees) -> Matter {
    Matter {
        case: matter.case.clone().filter(|_| sees.case),
        ..matter.clone()
    }
}

fn seen_seat(seat: &Seat, scope: &Scope, sees: &Sees, me: Option<&Seat>) -> Option<Seat> {
    let own = me.is_some_and(|m| m.id == seat.id);
    if !own {
        let watches = seat.role.only_watches();
        let seen = match sees.others {
            Others::Whole => true,
            Others::Room => !watches || seat.role == Role::Observer,
            Others::Public => {
                let heard = match scope {
                    Scope::Gallery { heard } => heard.contains(&seat.id),
                    Scope::Bench
                    | Scope::Registry
                    | Scope::Room
                    | Scope::Called { .. }
                    | Scope::Waiting
                    | Scope::Sequestered
                    | Scope::OwnPart { .. }
                    | Scope::Inspection
                    | Scope::Outside => false,
                };
                !watches && (!seat.role.is_called() || heard)
            }
            Others::Nobody => false,
        };
        if !seen {
            return None;
        }
    }
    let mut shown = seat.clone();
    if !own && sees.others != Others::Whole {
        shown.check_in = CheckIn::default();
    }
    if !own && sees.others == Others::Public {
        // Role and name, and whether he is there (R86).
        shown.note = None;
        shown.removed = shown.removed.map(|_| String::new());
        for absence in &mut shown.absences {
            absence.finding = None;
        }
    }
    shown.zone = seen_zone(&seat.zone, seat, scope, me);
    Some(shown)
}

/// Nobody learns that the panel deliberates, or that the other side confers: to him they are where they were.
fn seen_zone(zone: &Zone, seat: &Seat, scope: &Scope, me: Option<&Seat>) -> Zone {
    match zone {
        Zone::Deliberation if *scope != Scope::Bench => Zone::Courtroom,
        Zone::SideRoom(side) if me.is_none_or(|m| m.side != *side) => {
            Seat::waiting_zone(seat.role, &seat.id)
        }
        Zone::Deliberation
        | Zone::SideRoom(_)
        | Zone::Lobby
        | Zone::Courtroom
        | Zone::WitnessRoom(_)
        | Zone::Gallery
        | Zone::Inspection => zone.clone(),
    }
}

/// By the same rows as the events that it comes from.
fn sees_incident(sees: &Sees, what: &Happening) -> bool {
    match what {
        Happening::Adjourned { .. } => sees.phase,
        Happening::RecordingPaused { .. } => sees.recording,
        Happening::Admonished { .. } => sees.log,
        Happening::GuardOverridden { .. } => sees.stage && sees.log,
    }
}

/// R48: the tiers of an exhibit, by role.
fn tier_admits(role: Role, secrecy: Secrecy) -> bool {
    let counsel = match role {
        Role::Representative
        | Role::Prosecutor
        | Role::Defender
        | Role::ForensicExpert
        | Role::ExpertAssistant => true,
        Role::PresidingJudge
        | Role::PanelJudge
        | Role::Assessor
        | Role::JudgeAssistant
        | Role::Clerk
        | Role::Party
        | Role::Witness
        | Role::Interpreter
        | Role::Guardian
        | Role::Observer
        | Role::Inspector
        | Role::Technician
        | Role::Administrator => false,
    };
    match secrecy {
        Secrecy::Open | Secrecy::Parties => true,
        Secrecy::CounselAndExperts => counsel,
        Secrecy::CourtOnly => false,
    }
}

/// R48 and the matrix's rows on evidence.
fn sees_exhibit(scope: &Scope, sees: &Sees, me: Option<&Seat>, exhibit: &Exhibit) -> bool {
    let Some(me) = me else {
        return false;
    };
    if exhibit.submitted_by == me.id && sees.exhibits != Exhibits::None {
        return true;
    }
    let tier = tier_admits(me.role, exhibit.secrecy);
    match sees.exhibits {
        Exhibits::All => true,
        Exhibits::Disclosed => tier,
        Exhibits::Shown => match scope {
            Scope::Called { shown, .. } => shown.as_ref() == Some(&exhibit.id),
            Scope::Bench
            | Scope::Registry
            | Scope::Room
            | Scope::Waiting
            | Scope::Sequestered
            | Scope::OwnPart { .. }
            | Scope::Gallery { .. }
            | Scope::Inspection
            | Scope::Outside => false,
        },
        Exhibits::OwnSide => tier && exhibit.side == me.side && me.side != Side::None,
        Exhibits::None => false,
    }
}

/// What the others said of an exhibit is not for the ears of one who is called.
fn seen_exhibit(exhibit: &Exhibit, sees: &Sees) -> Exhibit {
    let mut seen = exhibit.clone();
    if sees.exhibits == Exhibits::Shown {
        seen.original = OriginalState::ToCheck;
        seen.opinions.clear();
        seen.ruling = None;
    }
    seen
}
