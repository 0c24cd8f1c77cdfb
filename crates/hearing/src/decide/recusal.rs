//! 回避 (R28).

use super::court_line::line;
use super::{Decision, REASON_LIMIT, in_courtroom, wanted};
use crate::recusal::{Decider, Recusal, RecusalDecision, RecusalState};
use crate::transcript::{LineKind, Speaker};
use crate::{Event, Hearing, Millis, Refusal, Seat, SeatId};

/// Applications of one seat: whoever wants more of them wants to hold the hearing up.
const RECUSALS_LIMIT: usize = 20;

impl Hearing {
    pub(super) fn ask_recusal(
        &self,
        me: &Seat,
        whom: &SeatId,
        reason: &str,
        now: Millis,
    ) -> Decision {
        in_courtroom(me)?;
        wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
        // One answer to both, or the hidden seats could be counted.
        let seat = self.seat(whom).filter(|seat| self.may_be_challenged(seat));
        if seat.is_none() {
            return Err(Refusal::NotChallengeable);
        }
        let mut own = self
            .recusals
            .iter()
            .filter(|r| r.by == me.id && r.whom == *whom);
        if own.any(Recusal::is_open) {
            return Err(Refusal::AlreadyDone);
        }
        let all = self.recusals.iter().filter(|r| r.by == me.id);
        if all.count() >= RECUSALS_LIMIT {
            return Err(Refusal::LimitReached);
        }
        let reason = reason.trim().to_owned();
        let text = self.words_of_application(&me.id, whom, &reason);
        let asked = Event::RecusalAsked {
            by: me.id.clone(),
            whom: whom.clone(),
            reason,
        };
        let line = line(self, Speaker::Nobody, LineKind::Act, text, now);
        Ok([asked].into_iter().chain(line).collect())
    }

    pub(super) fn withdraw_recusal(&self, me: &Seat, recusal: u32) -> Decision {
        let known = self.own_recusal(me, recusal)?;
        if !known.is_open() {
            return Err(Refusal::AlreadyDone);
        }
        Ok(vec![Event::RecusalWithdrawn { recusal }])
    }

    pub(super) fn ask_reconsideration(&self, me: &Seat, recusal: u32, reason: &str) -> Decision {
        let known = self.own_recusal(me, recusal)?;
        wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
        // CPL 50: once, and of a refusal only.
        match known.state() {
            RecusalState::Refused => Ok(vec![Event::ReconsiderationAsked {
                recusal,
                reason: reason.trim().to_owned(),
            }]),
            RecusalState::Waits
            | RecusalState::Granted
            | RecusalState::ReconsiderationWaits
            | RecusalState::RefusedFinally
            | RecusalState::Withdrawn => Err(Refusal::AlreadyDone),
        }
    }

    pub(super) fn decide_recusal(
        &self,
        me: &Seat,
        recusal: u32,
        decider: Decider,
        granted: bool,
        reason: &str,
        now: Millis,
    ) -> Decision {
        let known = self.recusal(recusal)?;
        if !known.is_open() {
            return Err(Refusal::AlreadyDone);
        }
        wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
        let whom = self.seat(&known.whom).ok_or(Refusal::NoSuchSeat)?;
        let only_refuses = decider == Decider::Court;
        if !self.deciders_on(whom).contains(&decider) || (granted && only_refuses) {
            return Err(Refusal::NotTheDecider);
        }
        let reason = reason.trim().to_owned();
        let text = self.words_of_decision(known, decider, granted, &reason);
        let decided = Event::RecusalDecided {
            recusal,
            decision: RecusalDecision {
                decider,
                granted,
                reason,
                at: now,
            },
        };
        let by = Speaker::Seat(me.id.clone());
        let line = line(self, by, LineKind::Ruling, text, now);
        Ok([decided].into_iter().chain(line).collect())
    }

    fn recusal(&self, recusal: u32) -> Result<&Recusal, Refusal> {
        let at = usize::try_from(recusal).map_err(|_| Refusal::NoSuchRecusal)?;
        self.recusals.get(at).ok_or(Refusal::NoSuchRecusal)
    }

    /// Of those that one has asked for oneself; of the others one has no say.
    fn own_recusal(&self, me: &Seat, recusal: u32) -> Result<&Recusal, Refusal> {
        let known = self.recusal(recusal)?;
        if known.by == me.id {
            Ok(known)
        } else {
            Err(Refusal::NotPermitted)
        }
    }
}
