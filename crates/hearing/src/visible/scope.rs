//! How a viewer stands to the hearing.

use super::exhibit::tier_admits;
use crate::transcript::{RecordKind, Speaker, TranscriptLine};
use crate::{ExhibitId, Hearing, LineId, Phase, Role, Seat, SeatId, Zone};

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
        /// What is on show, and what beside it.
        shown: Vec<ExhibitId>,
    },
    /// Waiting, his side apart: knows who will be there, and not how they stand.
    Waiting,
    /// Waiting for a place in the gallery, or to be let in to it.
    WaitingToWatch,
    /// Waiting to be called, or sent back: nothing of the hearing (R15).
    Sequestered,
    /// Was in the room when it was closed, or sent back, and the transcript lies open for signing: his own words only (R59).
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

impl Hearing {
    pub fn scope_of(&self, viewer: &SeatId) -> Scope {
        let Some(seat) = self.seat(viewer) else {
            return Scope::Outside;
        };
        if seat.removed.is_some() {
            return Scope::Outside;
        }
        // 合议不公开: whatever others might see of a sitting, of this they see that it is.
        if self.record_kind == RecordKind::Deliberation {
            if seat.role.is_participant() {
                return Scope::Waiting;
            }
            if seat.role.is_called() {
                return Scope::Sequestered;
            }
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
                | Zone::Inspection => Scope::WaitingToWatch,
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
            // Who may not see the one sees nothing of the other.
            let admitted = |id: &ExhibitId| {
                self.exhibit(id)
                    .is_some_and(|e| tier_admits(seat.role, e.secrecy))
            };
            let shown = self.presentation.iter().flat_map(|p| {
                let beside = p.beside.as_ref().map(|b| b.exhibit.clone());
                std::iter::once(p.exhibit.clone()).chain(beside)
            });
            let shown = shown.take_while(admitted).collect();
            Scope::Called { own: own(), shown }
        } else if self.signs(&seat.id) || seat.zone == Zone::Courtroom {
            Scope::OwnPart { own: own() }
        } else {
            Scope::Sequestered
        }
    }

    /// Whether the hearing is closed and this person has no part in what follows: not of the court, nothing to sign.
    pub fn is_over_for(&self, seat: &SeatId) -> bool {
        let stays = |seat: &Seat| {
            if self.transcript.sign_off.is_some() {
                self.signs(&seat.id)
            } else {
                !seat.role.only_watches()
            }
        };
        self.phase >= Phase::Closed
            && self
                .seat(seat)
                .is_some_and(|s| !s.role.is_court() && !stays(s))
    }

    fn signs(&self, seat: &SeatId) -> bool {
        self.transcript
            .sign_off
            .as_ref()
            .is_some_and(|s| s.entries.iter().any(|e| e.seat == *seat))
    }
}
