//! Away and back (R24, R25), seen and heard (R23), and whom everybody sees large.

use super::{Decision, REASON_LIMIT, in_courtroom, wanted, within};
use crate::absence::{Account, Prompt, Return};
use crate::{
    AbsenceFinding, Actor, Command, Event, Hearing, LossCause, Millis, OwnAccount, Phase, Refusal,
    Seat, SeatId,
};

/// How often the system and the court must have told somebody before his absence is found to be withdrawal (R12 25).
pub const TOLD_BEFORE_EXIT: usize = 2;
/// Between one prompt and the next a person has as long to answer, or two of them are one.
pub const PROMPTS_APART: Millis = 5_000;
/// Reports of one browser in one hearing; what is beyond, the line and the court see for themselves.
const SIGNALS_LIMIT: usize = 1_000;
/// How late a browser may still say something of the way back.
pub(crate) const RETURN_WITHIN: Millis = 60_000;

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_absence(&self, me: &Seat, command: &Command, now: Millis) -> Decision {
        match command {
            Command::ReportSignal {
                signal,
                over,
                said_at,
            } => self.own_signal(me, signal.cause(), *over, *said_at),
            Command::ReportReturn {
                tries,
                offline,
                since,
            } => {
                let lost = |a: &&crate::Absence| a.signals.iter().any(|s| s.what.is_of_line());
                let absence = me.absences.iter().rev().find(lost);
                let absence = absence.ok_or(Refusal::AlreadyDone)?;
                let of_line = absence.signals.iter().filter(|s| s.what.is_of_line());
                let late = of_line
                    .clone()
                    .filter_map(|s| s.ended)
                    .max()
                    .is_none_or(|back| now > back.saturating_add(RETURN_WITHIN));
                if late || absence.returns.len() >= of_line.count() {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::ReturnReported {
                    seat: me.id.clone(),
                    from: absence.from,
                    way: Return {
                        at: now,
                        tries: *tries,
                        offline: *offline,
                        since: *since,
                    },
                }])
            }
            // Nothing is added to what has been signed.
            Command::PromptReached { .. } | Command::AccountForAbsence { .. }
                if self.phase == Phase::Finished =>
            {
                Err(Refusal::NotInSession)
            }
            Command::PromptReached { from, number } => {
                let absence = me.absence(*from).ok_or(Refusal::AlreadyDone)?;
                let prompt = usize::try_from(*number)
                    .ok()
                    .and_then(|at| absence.prompts.get(at));
                match prompt {
                    Some(prompt) if prompt.reached.is_none() => Ok(vec![Event::PromptReached {
                        seat: me.id.clone(),
                        from: *from,
                        number: *number,
                    }]),
                    Some(_) | None => Err(Refusal::AlreadyDone),
                }
            }
            Command::AccountForAbsence { from, what, words } => {
                within(words, REASON_LIMIT)?;
                if *what == OwnAccount::Other {
                    wanted(words, REASON_LIMIT, Refusal::ReasonWanted)?;
                }
                let absence = me.absence(*from).ok_or(Refusal::AlreadyDone)?;
                if !absence.asks_account() {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::AbsenceAccounted {
                    seat: me.id.clone(),
                    from: *from,
                    account: Account {
                        what: *what,
                        words: words.clone(),
                        at: now,
                    },
                }])
            }
            Command::PromptAbsent { seat } => {
                self.during_session()?;
                let seat = self.movable(seat)?;
                in_courtroom(seat)?;
                let away = seat
                    .open_absence()
                    .filter(|a| a.is_away() && a.finding.is_none());
                let absence = away.ok_or(Refusal::NotAway)?;
                let last = absence.prompts.last();
                if last.is_some_and(|p| now < p.at.saturating_add(PROMPTS_APART)) {
                    return Err(Refusal::JustPrompted);
                }
                Ok(vec![Event::AbsencePrompted {
                    seat: seat.id.clone(),
                    from: absence.from,
                    prompt: Prompt {
                        at: now,
                        by: Actor::Seat(me.id.clone()),
                        kind: absence.next_kind(),
                        reached: None,
                    },
                }])
            }
            Command::ClassifyAbsence {
                seat,
                from,
                finding,
                reason,
            } => self.classify(seat, *from, *finding, reason),
            Command::LeaveCamera {
                seat,
                granted,
                reason,
            } => {
                self.before_close()?;
                let seat = self.known(seat)?;
                in_courtroom(seat)?;
                if *granted {
                    wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                }
                if seat.role.only_watches() {
                    return Err(Refusal::NotPermitted);
                }
                if seat.camera_leave.is_some() == *granted {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::CameraLeft {
                    seat: seat.id.clone(),
                    granted: *granted,
                    reason: reason.clone(),
                }])
            }
            Command::Spotlight { seat } => {
                self.during_session()?;
                if let Some(seat) = seat {
                    let seat = self.known(seat)?;
                    in_courtroom(seat)?;
                    if seat.role.only_watches() {
                        return Err(Refusal::NotPermitted);
                    }
                }
                if self.spotlight == *seat {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::SpotlightSet { seat: seat.clone() }])
            }
            _ => Err(Refusal::Malformed),
        }
    }

    fn own_signal(&self, me: &Seat, cause: LossCause, over: bool, said_at: Millis) -> Decision {
        let stands = me.absences.iter().any(|a| a.is_open_with(cause));
        if over {
            if !stands {
                return Err(Refusal::AlreadyDone);
            }
            return Ok(vec![Event::SignalOver {
                seat: me.id.clone(),
                what: cause,
            }]);
        }
        // Who waits may look where he likes.
        if !self.is_watched(me) {
            return Err(Refusal::NotInSession);
        }
        if stands {
            return Err(Refusal::AlreadyDone);
        }
        let reported = me.absences.iter().flat_map(|a| &a.signals);
        if reported.filter(|s| s.said_at.is_some()).count() >= SIGNALS_LIMIT {
            return Err(Refusal::LimitReached);
        }
        Ok(vec![Event::SignalSeen {
            seat: me.id.clone(),
            what: cause,
            said_at,
        }])
    }

    /// The judge finds what it was. Withdrawal is found after the person was told, or for a reason that is written down.
    fn classify(
        &self,
        seat: &SeatId,
        from: Millis,
        finding: AbsenceFinding,
        reason: &str,
    ) -> Decision {
        if self.phase == Phase::Finished {
            return Err(Refusal::NotInSession);
        }
        within(reason, REASON_LIMIT)?;
        let seat = self.known(seat)?;
        let absence = seat.absence(from).ok_or(Refusal::AlreadyDone)?;
        if absence.finding == Some(finding) {
            return Err(Refusal::AlreadyDone);
        }
        if absence.finding.is_some() {
            wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
        }
        let told = self.told_in(&seat.id, absence);
        if finding == AbsenceFinding::UnauthorisedExit
            && told < TOLD_BEFORE_EXIT
            && reason.trim().is_empty()
        {
            return Err(Refusal::PromptsFirst);
        }
        Ok(vec![Event::AbsenceClassified {
            seat: seat.id.clone(),
            finding,
            from: Some(from),
            reason: reason.to_owned(),
        }])
    }
}
