use super::{Decision, REASON_LIMIT, wanted};
use crate::check_in::SuitabilityBar;
use crate::suitability::Considered;
use crate::{Event, Hearing, Millis, Refusal, Seat, SeatId};

impl Hearing {
    /// He is heard online all the same; to hear him in person is the act of converting.
    pub(super) fn consider_suitability(
        &self,
        me: &Seat,
        seat: &SeatId,
        (bars, reason): (&[SuitabilityBar], &str),
        now: Millis,
    ) -> Decision {
        self.before_close()?;
        wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
        let seat = self.seat(seat).ok_or(Refusal::NoSuchSeat)?;
        if seat.in_person().is_some() {
            return Err(Refusal::HeardInPerson);
        }
        if seat.removed.is_some() {
            return Err(Refusal::NotPermitted);
        }
        if seat.bars() != bars {
            return Err(Refusal::AnswerChanged);
        }
        if !seat.waits_for_suitability() {
            return Err(Refusal::AlreadyDone);
        }
        Ok(vec![Event::SuitabilityConsidered {
            seat: seat.id.clone(),
            considered: Considered {
                by: me.id.clone(),
                bars: bars.to_vec(),
                reason: reason.trim().to_owned(),
                at: now,
            },
        }])
    }
}
