//! The exhibits and what is said of them.

use crate::exhibit::Withdrawal;
use crate::{Actor, Event, Hearing, Recorded};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "apply() has sorted the events, exhaustively"
    )]
    pub(super) fn apply_evidence(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::ExhibitFiled { exhibit } => {
                self.exhibits.push(exhibit.as_ref().clone());
            }
            Event::ExhibitWithdrawn { exhibit, reason } => {
                if let Some(e) = self.exhibits.iter_mut().find(|e| e.id == *exhibit) {
                    e.withdrawn = Some(Withdrawal {
                        at,
                        reason: reason.clone(),
                        by: match &recorded.by {
                            Actor::Seat(seat) => Some(seat.clone()),
                            Actor::System => None,
                        },
                        erased_at: None,
                    });
                }
                self.taken_off(exhibit, at);
            }
            Event::OriginalRecorded {
                exhibit,
                state,
                ground,
                ..
            } => {
                if let Some(e) = self.exhibits.iter_mut().find(|e| e.id == *exhibit) {
                    e.original = *state;
                    e.original_ground = *ground;
                }
            }
            Event::OpinionGiven { exhibit, opinion } => {
                if let Some(e) = self.exhibits.iter_mut().find(|e| e.id == *exhibit) {
                    e.opinions.retain(|known| known.by != opinion.by);
                    e.opinions.push(opinion.clone());
                }
            }
            Event::ExhibitRuled { exhibit, ruling } => {
                if let Some(e) = self.exhibits.iter_mut().find(|e| e.id == *exhibit) {
                    e.ruling = Some(ruling.clone());
                }
            }
            _ => {}
        }
    }
}
