//! Recusal, objections, issues, the time to speak, sanctions, conversion.

use crate::issues::IssueAnswer;
use crate::objection::{Objection, ObjectionOutcome};
use crate::recusal::Recusal;
use crate::{Event, Happening, Hearing, Millis, Recorded, SeatId, Zone};

use super::room::mute;

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "apply() has sorted the events, exhaustively"
    )]
    pub(super) fn apply_bench(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::RecusalAsked { by, whom, reason } => self.recusals.push(Recusal {
                by: by.clone(),
                whom: whom.clone(),
                reason: reason.clone(),
                at,
                withdrawn_at: None,
                decisions: Vec::new(),
                reconsideration: None,
            }),
            Event::RecusalWithdrawn { recusal } => {
                self.at_recusal(*recusal, |r| r.withdrawn_at = Some(at));
            }
            Event::RecusalDecided { recusal, decision } => {
                self.at_recusal(*recusal, |r| r.decisions.push(decision.clone()));
            }
            Event::ReconsiderationAsked { recusal, reason } => {
                self.at_recusal(*recusal, |r| r.reconsideration = Some((at, reason.clone())));
            }
            Event::Objected { seat, ground } => self.objections.push(Objection {
                by: seat.clone(),
                ground: *ground,
                at,
                outcome: None,
            }),
            Event::ObjectionEnded { seat, outcome, .. } => self.end_objection(seat, at, *outcome),
            Event::IssuesAnswered {
                seat,
                edition,
                remark,
            } => self.issue_answers.push(IssueAnswer {
                seat: seat.clone(),
                edition: *edition,
                remark: remark.clone(),
                at,
            }),
            Event::FloorLimited { until } => self.floor_until = *until,
            Event::AllMutedBut { seat: but } => {
                for seat in self
                    .seats
                    .iter_mut()
                    .filter(|s| s.zone == Zone::Courtroom && !s.role.is_court() && s.id != *but)
                {
                    mute(seat, seat.mute == crate::Mute::Locked);
                }
            }
            Event::SanctionRecorded {
                seat,
                sanction,
                approval,
                words,
            } => {
                let what = Happening::Sanctioned {
                    seat: seat.clone(),
                    sanction: *sanction,
                    approval: approval.clone(),
                    words: words.clone(),
                };
                self.happened(recorded, what);
            }
            Event::SatElsewhere { seat, elsewhere } => {
                self.at_seat(seat, |s| s.elsewhere = Some(elsewhere.clone()));
            }
            Event::SatInCourtroom { seat } => self.at_seat(seat, |s| s.elsewhere = None),
            Event::SeatConverted { seat, how } => {
                self.at_seat(seat, |s| s.conversions.push(how.clone()));
            }
            Event::SeatReturnedOnline { seat, .. } => self.at_seat(seat, |s| {
                if let Some(last) = s.conversions.last_mut() {
                    last.ended = Some(at);
                }
            }),
            _ => {}
        }
    }

    pub(super) fn end_objection(&mut self, seat: &SeatId, at: Millis, outcome: ObjectionOutcome) {
        let mut open = self.objections.iter_mut().filter(|o| o.outcome.is_none());
        if let Some(objection) = open.find(|o| o.by == *seat) {
            objection.outcome = Some((at, outcome));
        }
    }

    fn at_recusal(&mut self, number: u32, change: impl FnOnce(&mut Recusal)) {
        let at = usize::try_from(number).ok();
        if let Some(recusal) = at.and_then(|at| self.recusals.get_mut(at)) {
            change(recusal);
        }
    }
}
