//! What is said and found about exhibits besides their examination: late, original, chain, undertaking.

use crate::exhibit::{Exhibit, OriginalState};
use crate::reading::Notification;
use crate::{Event, ExhibitId, Hearing, Recorded};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "apply() has sorted the events, exhaustively"
    )]
    pub(super) fn apply_proof(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::FilingDeadlineSet { until } => self.filing_deadline = *until,
            Event::LateRuled { exhibit, ruling } => self.at_exhibit(exhibit, |e| {
                if let Some(late) = &mut e.late {
                    late.ruling = Some(ruling.clone());
                }
            }),
            Event::LateAnswered { exhibit, answer } => self.at_exhibit(exhibit, |e| {
                if let Some(late) = &mut e.late {
                    late.answers.retain(|known| known.by != answer.by);
                    late.answers.push(answer.clone());
                }
            }),
            Event::OriginalRequested { exhibit, request } => self.at_exhibit(exhibit, |e| {
                e.original_requests.retain(|known| known.by != request.by);
                e.original_requests.push(request.clone());
            }),
            Event::OriginalRuled { exhibit, ruling } => self.at_exhibit(exhibit, |e| {
                if ruling.demanded.is_some() {
                    e.original = OriginalState::Demanded;
                    e.original_ground = None;
                } else if e.original == OriginalState::Demanded {
                    e.original = OriginalState::ToCheck;
                }
                e.original_ruling = Some(ruling.clone());
            }),
            Event::ChainRecordStated { exhibit, record } => {
                self.at_exhibit(exhibit, |e| e.chain = Some(record.clone()));
            }
            Event::ChainChecked { exhibit, check } => self.at_exhibit(exhibit, |e| {
                if let Some(chain) = &mut e.chain {
                    chain.check = Some(check.clone());
                }
            }),
            Event::ChainDisputed { exhibit, dispute } => self.at_exhibit(exhibit, |e| {
                if let Some(chain) = &mut e.chain {
                    let same = |d: &crate::chain::ChainDispute| {
                        d.by == dispute.by && d.about == dispute.about
                    };
                    chain.disputes.retain(|known| !same(known));
                    chain.disputes.push(dispute.clone());
                }
            }),
            Event::ExhibitDescribed {
                exhibit,
                text_alternative,
            } => self.at_exhibit(exhibit, |e| e.text_alternative = text_alternative.clone()),
            Event::ConfidentialitySigned { seat, undertaking } => self.at_seat(seat, |s| {
                s.check_in.confidentiality = Some(undertaking.clone());
                let what = Notification::Confidentiality;
                s.check_in
                    .has_read(what, undertaking.edition, undertaking.at);
            }),
            _ => {}
        }
    }

    fn at_exhibit(&mut self, id: &ExhibitId, change: impl FnOnce(&mut Exhibit)) {
        if let Some(exhibit) = self.exhibits.iter_mut().find(|e| e.id == *id) {
            change(exhibit);
        }
    }
}
