//! What a viewer gets of what happens.

use super::absence::seen_by_others;
use super::exhibit::{seen_exhibit, sees_exhibit};
use super::record::seen_line;
use super::seat::{seen_seat, seen_zone};
use super::snapshot::seen_matter;
use super::{Delay, Exhibits, Lines, Others, Scope};
use crate::transcript::{Speaker, TranscriptLine};
use crate::{Actor, Event, ExhibitId, Hearing, MoveReason, Recorded, Seat, SeatId};

impl Hearing {
    /// What `viewer` gets of an event that has just been applied to `self`: all of it, a part, or nothing.
    /// Not to be asked when the event changed the viewer's [`Scope`]: then he gets a snapshot.
    pub fn visible(&self, recorded: &Recorded, viewer: &SeatId) -> Option<Recorded> {
        let event = self.seen_event(recorded, viewer)?;
        // Who gave his place up is nobody's business in the queue.
        let unnamed = matches!(event, Event::QueueMoved { .. })
            && self.scope_of(viewer).sees().others != Others::Whole;
        let by = if unnamed {
            Actor::System
        } else {
            recorded.by.clone()
        };
        Some(Recorded {
            at: recorded.at,
            by,
            event,
        })
    }

    fn seen_event(&self, recorded: &Recorded, viewer: &SeatId) -> Option<Event> {
        let event = &recorded.event;
        let scope = self.scope_of(viewer);
        let sees = scope.sees();
        let me = self.seat(viewer);
        let whole = || Some(event.clone());
        let if_ = |seen: bool| if seen { Some(event.clone()) } else { None };
        // Of the cast no more is told than that it is the cast.
        let followed = |s: &Seat| sees.others != Others::Cast || s.id == *viewer;
        let seat_seen = |id: &SeatId| {
            self.seat(id)
                .is_some_and(|s| followed(s) && seen_seat(s, &scope, &sees, me).is_some())
        };
        let exhibit_seen = |id: &ExhibitId| {
            self.exhibit(id)
                .is_some_and(|e| sees_exhibit(&scope, &sees, me, e))
        };
        let reads = |line: &TranscriptLine| match sees.lines {
            Lines::All => true,
            Lines::Own => line.speaker == Speaker::Seat(viewer.clone()),
            Lines::None => false,
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
            | Event::RightAcknowledged { seat, .. }
            | Event::ConsequenceAcknowledged { seat, .. }
            | Event::NoRecordingDeclared { seat, .. }
            | Event::AuthorityStated { seat, .. }
            | Event::UndertakingGiven { seat, .. }
            | Event::PlaceStated { seat, .. }
            | Event::DevicesReported { seat, .. }
            | Event::RisksAcknowledged { seat }
            | Event::HelpCalled { seat }
            | Event::HelpAnswered { seat }
            | Event::IdentityVerified { seat, .. }
            | Event::OtherPersonDecided { seat, .. }
            | Event::SuitabilityConsidered { seat, .. }
            | Event::SeatRung { seat, .. }
            | Event::RingAnswered { seat }
            | Event::NoticeSent { seat, .. }
            | Event::NoticeRead { seat, .. }
            | Event::LookBegun { seat, .. }
            | Event::LookEnded { seat }
            | Event::IdentityDoubted { seat, .. }
            | Event::SeatTakenOver { seat } => if_(sees.others == Others::Whole || seat == viewer),
            // Whoever holds a link is not told what he has to enter; and who has registered to watch, the court alone knows.
            Event::DocumentEntered { .. }
            | Event::ObserverRegistered { .. }
            | Event::RegistrationWithdrawn { .. } => if_(sees.others == Others::Whole),
            Event::QueueMoved { places } => {
                let own = |(seat, _): &&(SeatId, Option<u16>)| seat == viewer;
                let seen: Vec<_> = match sees.others {
                    Others::Whole => places.clone(),
                    Others::Room | Others::Public | Others::Cast | Others::Nobody => {
                        places.iter().filter(own).cloned().collect()
                    }
                };
                (!seen.is_empty()).then_some(Event::QueueMoved { places: seen })
            }
            Event::ReadyReported
            | Event::ReadyWithdrawn
            | Event::GuardItemRecorded { .. }
            | Event::GalleryConfirmed { .. } => if_(sees.log),
            Event::DelayAnnounced {
                until, replaces, ..
            } => match sees.delay {
                Delay::Whole => whole(),
                // Another reason for the same time is no news to him.
                Delay::Time => (*replaces != Some(*until)).then(|| Event::DelayAnnounced {
                    until: *until,
                    reason: String::new(),
                    replaces: *replaces,
                }),
                Delay::Nothing => None,
            },

            Event::SeatConnected { seat }
            | Event::Muted { seat, .. }
            | Event::Released { seat }
            | Event::DevicesShown { seat, .. } => if_(seat_seen(seat)),
            // absences
            Event::AbsenceSettingsMade { .. } => if_(sees.phase),
            Event::SeatDisconnected { seat, .. }
            | Event::SignalSeen { seat, .. }
            | Event::SignalOver { seat, .. }
            | Event::AbsenceClassified { seat, .. }
            | Event::CameraLeft { seat, .. } => {
                let has_reason = matches!(
                    event,
                    Event::AbsenceClassified { .. } | Event::CameraLeft { .. }
                );
                let own = seat == viewer && !(has_reason && sees.others == Others::Nobody);
                if sees.others == Others::Whole || own {
                    if_(seat_seen(seat))
                } else if seat_seen(seat) {
                    seen_by_others(event, sees.others)
                } else {
                    None
                }
            }
            Event::AbsencePrompted { seat, .. }
            | Event::PromptReached { seat, .. }
            | Event::ReturnReported { seat, .. }
            | Event::AbsenceAccounted { seat, .. } => {
                if_(sees.others == Others::Whole || seat == viewer)
            }
            Event::DeviceMissed { .. } | Event::FileOpened { .. } => {
                if_(sees.others == Others::Whole)
            }
            Event::SpotlightSet { .. } => if_(sees.floor),

            Event::SeatRemoved { seat, reason } => {
                let called = matches!(scope, Scope::Called { .. });
                let public = (called || sees.others == Others::Public) && seat != viewer;
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
            Event::RoomSecured | Event::SecuringExplained { .. } | Event::Admonished { .. } => {
                if_(sees.log)
            }
            Event::FloorGiven { .. } | Event::FloorTaken => if_(sees.floor),
            Event::HandRaised { .. } | Event::HandLowered { .. } => if_(sees.hands),
            Event::AllMuted => if_(!matches!(sees.others, Others::Nobody | Others::Cast)),
            Event::RecordingStarted
            | Event::RecordingPaused { .. }
            | Event::RecordingStopped
            | Event::RecorderChanged { .. }
            | Event::RecordingGap { .. }
            | Event::GapExplained { .. } => if_(sees.recording),
            // Which files there are, and who has heard what, is for the court.
            Event::TrackKept { .. }
            | Event::TracksComplete { .. }
            | Event::RecordingHeard { .. } => if_(sees.others == Others::Whole),
            Event::ListeningAllowed { .. } => if_(sees.log),

            // the bench
            Event::RecusalAsked { .. }
            | Event::RecusalWithdrawn { .. }
            | Event::RecusalDecided { .. }
            | Event::ReconsiderationAsked { .. }
            | Event::Objected { .. }
            | Event::ObjectionEnded { .. }
            | Event::SanctionRecorded { .. } => if_(sees.log),
            Event::IssuesAnswered { .. } => if_(sees.issues),
            Event::FloorLimited { .. } => if_(sees.floor),
            Event::AllMutedBut { .. } => if_(!matches!(sees.others, Others::Nobody | Others::Cast)),
            // The others read it in the record, without the reason.
            Event::SatElsewhere { seat, .. } | Event::SatInCourtroom { seat } => {
                if_(sees.others == Others::Whole || seat == viewer)
            }
            Event::SeatConverted { seat, .. } | Event::SeatReturnedOnline { seat, .. } => {
                let told = sees.others != Others::Public && !matches!(scope, Scope::Called { .. });
                if_(seat_seen(seat) && (told || seat == viewer))
            }

            Event::ExhibitFiled { exhibit } => {
                if sees_exhibit(&scope, &sees, me, exhibit) {
                    Some(Event::ExhibitFiled {
                        exhibit: Box::new(seen_exhibit(exhibit, &sees, self.opened_at)),
                    })
                } else {
                    None
                }
            }
            Event::ExhibitWithdrawn { exhibit, .. } | Event::ExhibitErased { exhibit, .. } => {
                if_(exhibit_seen(exhibit))
            }
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
            Event::PresentingHanded { exhibit, .. } | Event::PlaybackSet { exhibit, .. } => {
                if_(sees.exhibits != Exhibits::OwnSide && exhibit_seen(exhibit))
            }
            Event::BesideShown {
                exhibit,
                beside,
                replaces,
            } => {
                let seen = beside.clone().filter(|b| exhibit_seen(&b.exhibit));
                let replaced = replaces.clone().filter(exhibit_seen);
                // In journals of earlier editions nothing says what was taken away.
                let taken_away = replaced.is_some() || (beside.is_none() && replaces.is_none());
                let of_his = sees.exhibits != Exhibits::OwnSide && exhibit_seen(exhibit);
                (of_his && (seen.is_some() || taken_away)).then(|| Event::BesideShown {
                    exhibit: exhibit.clone(),
                    beside: seen,
                    replaces: replaced,
                })
            }
            Event::PageShown { showing } => if_(sees.reports() && exhibit_seen(&showing.exhibit)),
            Event::MarkDrawn { mark } => {
                if_(exhibit_seen(&mark.exhibit) && sees.marks_of(&mark.by, viewer))
            }
            // Everybody erases his own.
            Event::MarkErased { exhibit, .. } => if_(match &recorded.by {
                Actor::Seat(by) => exhibit_seen(exhibit) && sees.marks_of(by, viewer),
                Actor::System => false,
            }),
            // That an original is demanded is for who has to bring it.
            Event::OriginalRecorded { exhibit, .. }
            | Event::OriginalRuled { exhibit, .. }
            | Event::ChainRecordStated { exhibit, .. } => {
                if_(exhibit_seen(exhibit) && sees.exhibits != Exhibits::Shown)
            }
            Event::OpinionGiven { exhibit, .. } | Event::ExhibitRuled { exhibit, .. } => {
                let hears = !matches!(sees.exhibits, Exhibits::Shown | Exhibits::OwnSide);
                if_(exhibit_seen(exhibit) && hears)
            }
            // What is said in session is not told to who waits outside, not even of his own exhibits.
            Event::LateRuled { exhibit, .. }
            | Event::LateAnswered { exhibit, .. }
            | Event::OriginalRequested { exhibit, .. }
            | Event::ChainChecked { exhibit, .. }
            | Event::ChainDisputed { exhibit, .. } => {
                let waits = sees.exhibits == Exhibits::OwnSide && self.opened_at.is_some();
                if_(exhibit_seen(exhibit) && sees.exhibits != Exhibits::Shown && !waits)
            }

            Event::FilingDeadlineSet { .. } => if_(sees.phase),
            Event::ExhibitDescribed { exhibit, .. } => if_(exhibit_seen(exhibit)),
            Event::ConfidentialitySigned { seat, .. } => {
                if_(sees.others == Others::Whole || seat == viewer)
            }

            Event::LineWritten { line, after } if reads(line) => Some(Event::LineWritten {
                line: seen_line(line, exhibit_seen, self.takes_proposals(viewer)),
                after: after.clone(),
            }),
            Event::LineEdited { line, why } if reads(line) => Some(Event::LineEdited {
                line: seen_line(line, exhibit_seen, self.takes_proposals(viewer)),
                why: why.clone(),
            }),
            Event::LineWritten { .. } | Event::LineEdited { .. } => None,
            // Who reads his own words only gets a view anew when one of them goes or comes.
            Event::LineStruck { .. } | Event::LineRestored { .. } => if_(sees.lines == Lines::All),
            Event::PhraseKept { .. } | Event::PhraseDropped { .. } => {
                if_(sees.lines == Lines::All && sees.others == Others::Whole)
            }
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
            Event::RecordNamed { .. } => if_(sees.phase),
            Event::ReplacementAsked
            | Event::ReplacementWithdrawn
            | Event::ReplacementAnswered { .. } => if_(sees.log),
            Event::SignOffOpened { seats, recording } => match sees.lines {
                Lines::All => whole(),
                Lines::Own => Some(Event::SignOffOpened {
                    seats: seats.iter().filter(|s| *s == viewer).cloned().collect(),
                    recording: recording.clone(),
                }),
                Lines::None => None,
            },
            Event::ReadConfirmed { seat }
            | Event::SigningRefused { seat, .. }
            | Event::SignerAdded { seat }
            | Event::SignerReminded { seat }
            | Event::RefusalNoted { seat }
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
                    signature.session = None;
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
}
