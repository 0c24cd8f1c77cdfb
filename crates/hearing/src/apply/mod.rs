//! The only place where the state changes. Total: an event about something not in view changes nothing.

mod absence;
mod bench;
mod check_in;
mod evidence;
mod gallery;
mod presenting;
mod proof;
mod record_kind;
mod recording;
mod room;
mod session;
mod transcript;
mod waiting;

use crate::{Access, Event, Happening, Hearing, Incident, Millis, Recorded, Seat, SeatId};

impl Hearing {
    /// The state of a hearing to which all of `records` have happened.
    pub fn replay<'a>(records: impl IntoIterator<Item = &'a Recorded>) -> Hearing {
        let mut hearing = Hearing::default();
        for recorded in records {
            hearing.apply(recorded);
        }
        hearing
    }

    pub fn apply(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::IdentityStated { .. }
            | Event::ConsentGiven { .. }
            | Event::SuitabilityStated { .. }
            | Event::DisciplineAcknowledged { .. }
            | Event::RightAcknowledged { .. }
            | Event::ConsequenceAcknowledged { .. }
            | Event::NoRecordingDeclared { .. }
            | Event::AuthorityStated { .. }
            | Event::UndertakingGiven { .. }
            | Event::PlaceStated { .. }
            | Event::DevicesReported { .. }
            | Event::RisksAcknowledged { .. }
            | Event::HelpCalled { .. }
            | Event::HelpAnswered { .. }
            | Event::IdentityVerified { .. }
            | Event::OtherPersonDecided { .. }
            | Event::SuitabilityConsidered { .. } => self.apply_check_in(recorded),
            Event::ObserverRegistered { .. }
            | Event::RegistrationWithdrawn { .. }
            | Event::QueueMoved { .. }
            | Event::GalleryConfirmed { .. } => self.apply_gallery(recorded),
            Event::DocumentEntered { .. }
            | Event::IdentityDoubted { .. }
            | Event::SeatRung { .. }
            | Event::RingAnswered { .. }
            | Event::NoticeSent { .. }
            | Event::NoticeRead { .. }
            | Event::LookBegun { .. }
            | Event::LookEnded { .. } => self.apply_waiting(recorded),
            Event::AbsenceSettingsMade { .. }
            | Event::SeatConnected { .. }
            | Event::SeatDisconnected { .. }
            | Event::SignalSeen { .. }
            | Event::SignalOver { .. }
            | Event::AbsencePrompted { .. }
            | Event::PromptReached { .. }
            | Event::ReturnReported { .. }
            | Event::AbsenceAccounted { .. }
            | Event::AbsenceClassified { .. }
            | Event::CameraLeft { .. }
            | Event::DeviceMissed { .. }
            | Event::SpotlightSet { .. } => self.apply_absence(recorded),
            Event::SeatTakenOver { .. }
            | Event::SeatMoved { .. }
            | Event::SeatRemoved { .. }
            | Event::FloorGiven { .. }
            | Event::FloorTaken
            | Event::HandRaised { .. }
            | Event::HandLowered { .. }
            | Event::Muted { .. }
            | Event::Released { .. }
            | Event::AllMuted
            | Event::Admonished { .. }
            | Event::DevicesShown { .. } => self.apply_room(recorded),
            Event::HearingScheduled { .. }
            | Event::ReadyReported
            | Event::ReadyWithdrawn
            | Event::DelayAnnounced { .. }
            | Event::HearingOpened
            | Event::StageEntered { .. }
            | Event::ClosedWithOpenItems { .. }
            | Event::GuardItemRecorded { .. }
            | Event::IssuesSet { .. }
            | Event::Adjourned { .. }
            | Event::Resumed
            | Event::HearingClosed
            | Event::RoomSecured
            | Event::SecuringExplained { .. }
            | Event::RecordingStarted
            | Event::RecordingPaused { .. }
            | Event::RecordingStopped => {
                self.apply_session(recorded);
                self.follow_table(recorded.at);
            }
            Event::RecordNamed { .. }
            | Event::ReplacementAsked
            | Event::ReplacementWithdrawn
            | Event::ReplacementAnswered { .. } => self.apply_record_kind(recorded),
            Event::RecorderChanged { .. }
            | Event::TrackKept { .. }
            | Event::TracksComplete { .. }
            | Event::RecordingGap { .. }
            | Event::GapExplained { .. }
            | Event::ListeningAllowed { .. }
            | Event::RecordingHeard { .. } => self.apply_recording(recorded),
            Event::ExhibitFiled { .. }
            | Event::ExhibitWithdrawn { .. }
            | Event::OriginalRecorded { .. }
            | Event::OpinionGiven { .. }
            | Event::ExhibitRuled { .. } => {
                self.apply_evidence(recorded);
                self.follow_table(recorded.at);
            }
            Event::FilingDeadlineSet { .. }
            | Event::LateRuled { .. }
            | Event::LateAnswered { .. }
            | Event::OriginalRequested { .. }
            | Event::OriginalRuled { .. }
            | Event::ChainRecordStated { .. }
            | Event::ChainChecked { .. }
            | Event::ChainDisputed { .. }
            | Event::ExhibitDescribed { .. }
            | Event::ConfidentialitySigned { .. } => self.apply_proof(recorded),
            Event::ExhibitPresented { .. }
            | Event::PageTurned { .. }
            | Event::PresentingStopped { .. }
            | Event::PresentingHanded { .. }
            | Event::BesideShown { .. }
            | Event::PlaybackSet { .. }
            | Event::PageShown { .. }
            | Event::MarkDrawn { .. }
            | Event::MarkErased { .. } => {
                self.apply_presenting(recorded);
                self.follow_table(recorded.at);
            }
            Event::LineWritten { .. }
            | Event::LineEdited { .. }
            | Event::LineStruck { .. }
            | Event::LineRestored { .. }
            | Event::PhraseKept { .. }
            | Event::PhraseDropped { .. }
            | Event::CorrectionRequested { .. }
            | Event::CorrectionDecided { .. }
            | Event::SignOffOpened { .. }
            | Event::ReadConfirmed { .. }
            | Event::TranscriptSigned { .. }
            | Event::SigningRefused { .. }
            | Event::UnsignedNoted { .. }
            | Event::SignerAdded { .. }
            | Event::SignerReminded { .. }
            | Event::RefusalNoted { .. }
            | Event::SignOffFinished => self.apply_transcript(recorded),
            Event::ExhibitErased { exhibit, .. } => {
                let mut known = self.exhibits.iter_mut().filter(|e| e.id == *exhibit);
                if let Some(withdrawn) = known.next().and_then(|e| e.withdrawn.as_mut()) {
                    withdrawn.erased_at = Some(recorded.at);
                }
            }
            Event::FileOpened { seat, what } => self.accesses.push(Access {
                seat: seat.clone(),
                what: what.clone(),
                at: recorded.at,
            }),
            Event::RecusalAsked { .. }
            | Event::RecusalWithdrawn { .. }
            | Event::RecusalDecided { .. }
            | Event::ReconsiderationAsked { .. }
            | Event::Objected { .. }
            | Event::ObjectionEnded { .. }
            | Event::IssuesAnswered { .. }
            | Event::FloorLimited { .. }
            | Event::AllMutedBut { .. }
            | Event::SanctionRecorded { .. }
            | Event::SatElsewhere { .. }
            | Event::SatInCourtroom { .. }
            | Event::SeatConverted { .. }
            | Event::SeatReturnedOnline { .. } => self.apply_bench(recorded),
        }
    }

    fn at_seat(&mut self, id: &SeatId, change: impl FnOnce(&mut Seat)) {
        if let Some(seat) = self.seat_mut(id) {
            change(seat);
        }
    }

    fn happened(&mut self, recorded: &Recorded, what: Happening) {
        self.incidents.push(Incident {
            at: recorded.at,
            until: None,
            by: recorded.by.clone(),
            what,
        });
    }

    /// The break of this kind that is still open has ended.
    fn ended(&mut self, at: Millis, kind: fn(&Happening) -> bool) {
        let open = self.incidents.iter_mut().filter(|i| i.until.is_none());
        for incident in open.filter(|i| kind(&i.what)) {
            incident.until = Some(at);
        }
    }
}
