//! 是否适宜在线 (R12; R12 21): who names a circumstance that speaks against being heard online is answered by the judge, who
//! says why he is heard online all the same, or turns to hearing him in person.

use crate::check_in::{CheckInStep, SuitabilityBar};
use crate::{GuardItem, Hearing, Millis, Seat, SeatId, Stage};
use serde::{Deserialize, Serialize};

/// 经审查在线进行: what the judge has said to the circumstances, as he read them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Considered {
    pub by: SeatId,
    pub bars: Vec<SuitabilityBar>,
    pub reason: String,
    pub at: Millis,
}

impl Seat {
    /// What he has named that speaks against being heard online.
    pub fn bars(&self) -> &[SuitabilityBar] {
        let named = self.check_in.suitability.as_ref();
        named.map_or(&[], |named| named.bars.as_slice())
    }

    /// Whether he is asked what speaks against being heard online, or only what help he needs.
    pub fn asked_of_bars(&self) -> bool {
        self.check_in_steps().contains(&CheckInStep::Suitability)
    }

    /// Whether what he named waits for the judge: an answer to other circumstances is none to these.
    pub fn waits_for_suitability(&self) -> bool {
        let answered = self.check_in.considered.as_ref();
        self.removed.is_none()
            && self.in_person().is_none()
            && !self.bars().is_empty()
            && answered.is_none_or(|answered| answered.bars != self.bars())
    }
}

impl Hearing {
    /// Whose circumstances wait for the judge, in the order of the case file.
    pub fn unconsidered(&self) -> impl Iterator<Item = &Seat> {
        self.seats.iter().filter(|s| s.waits_for_suitability())
    }

    /// What was named since the running stage began: over the rest the court has gone on, for a reason.
    pub(crate) fn unsuitable_before(&self, stage: Stage) -> Option<GuardItem> {
        let since = self.stages_entered.last().map(|(_, at)| *at);
        let named = |seat: &Seat| seat.check_in.since(CheckInStep::Suitability);
        let new = |seat: &Seat| since.is_none_or(|since| named(seat).is_some_and(|at| at > since));
        (stage != Stage::SignOff && self.unconsidered().any(new))
            .then_some(GuardItem::SuitabilityConsidered)
    }
}
