//! The acts of the bench on what the room does: objections, issues, the time to speak, sanctions, the way to a
//! courtroom of bricks.

use super::court_line::line;
use super::session::moved;
use super::{Decision, NAME_LIMIT, REASON_LIMIT, in_courtroom, wanted, within};
use crate::elsewhere::Elsewhere;
use crate::in_person::{InPerson, InPersonGround};
use crate::objection::ObjectionOutcome;
use crate::sanction::Sanction;
use crate::transcript::{LineKind, Speaker};
use crate::{
    Command, Event, Hearing, Millis, MoveReason, PauseGround, Phase, Recording, Refusal, Seat,
    SeatId, Zone,
};

/// The longest time that a floor is given for, in minutes.
pub const LONGEST_SPEECH: u16 = 180;
/// Objections of one seat: an end to what a broken client may fill the journal with.
const OBJECTIONS_LIMIT: usize = 500;
/// Answers of one seat to one version of the issues.
const ANSWERS_LIMIT: usize = 20;

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_bench(&self, me: &Seat, command: &Command, now: Millis) -> Decision {
        self.before_close()?;
        match command {
            Command::AskRecusal { whom, reason } => self.ask_recusal(me, whom, reason, now),
            Command::WithdrawRecusal { recusal } => self.withdraw_recusal(me, *recusal),
            Command::AskReconsideration { recusal, reason } => {
                self.ask_reconsideration(me, *recusal, reason)
            }
            Command::DecideRecusal {
                recusal,
                decider,
                granted,
                reason,
            } => self.decide_recusal(me, *recusal, *decider, *granted, reason, now),
            Command::Object { ground } => {
                self.during_session()?;
                in_courtroom(me)?;
                // One at a time: the judge is asked once.
                if self.open_objection_of(&me.id).is_some() {
                    return Err(Refusal::ObjectionOpen);
                }
                let own = self.objections.iter().filter(|o| o.by == me.id);
                if own.count() >= OBJECTIONS_LIMIT {
                    return Err(Refusal::LimitReached);
                }
                Ok(vec![Event::Objected {
                    seat: me.id.clone(),
                    ground: *ground,
                }])
            }
            Command::WithdrawObjection => {
                self.open_objection_of(&me.id).ok_or(Refusal::AlreadyDone)?;
                Ok(vec![Event::ObjectionEnded {
                    seat: me.id.clone(),
                    outcome: ObjectionOutcome::Withdrawn,
                    reason: String::new(),
                }])
            }
            Command::RuleOnObjection {
                seat,
                sustained,
                reason,
            } => {
                within(reason, REASON_LIMIT)?;
                let open = self.open_objection_of(seat).ok_or(Refusal::AlreadyDone)?;
                let outcome = if *sustained {
                    ObjectionOutcome::Sustained
                } else {
                    ObjectionOutcome::Overruled
                };
                let ruled = Event::ObjectionEnded {
                    seat: seat.clone(),
                    outcome,
                    reason: reason.trim().to_owned(),
                };
                let text = self.words_of_ruling(open, *sustained, reason.trim());
                let by = Speaker::Seat(me.id.clone());
                let line = line(self, by, LineKind::Ruling, text, now);
                Ok([ruled].into_iter().chain(line).collect())
            }
            Command::AnswerIssues { edition, remark } => self.answer_issues(me, *edition, remark),
            Command::LimitFloor { minutes } => self.limit_floor(*minutes, now),
            Command::MuteAllBut { seat } => {
                let seat = self.seat(seat).ok_or(Refusal::NoSuchSeat)?;
                in_courtroom(seat)?;
                if seat.role.is_court() {
                    return Err(Refusal::NotPermitted);
                }
                Ok(vec![Event::AllMutedBut {
                    seat: seat.id.clone(),
                }])
            }
            Command::RecordSanction {
                seat,
                sanction,
                approval,
                words,
            } => self.record_sanction(me, seat, *sanction, (approval, words), now),
            Command::SitElsewhere {
                place,
                reason,
                approval,
            } => {
                wanted(place, NAME_LIMIT, Refusal::PlaceWanted)?;
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                wanted(approval, NAME_LIMIT, Refusal::ApprovalWanted)?;
                let elsewhere = Elsewhere {
                    place: place.trim().to_owned(),
                    reason: reason.trim().to_owned(),
                    approval: approval.trim().to_owned(),
                    at: now,
                };
                let text = self.words_of_sitting_elsewhere(me, &elsewhere);
                let sat = Event::SatElsewhere {
                    seat: me.id.clone(),
                    elsewhere,
                };
                let line = line(self, Speaker::Nobody, LineKind::Act, text, now);
                Ok([sat].into_iter().chain(line).collect())
            }
            Command::SitInCourtroom => {
                me.elsewhere.as_ref().ok_or(Refusal::AlreadyDone)?;
                let text = self.words_of_sitting_here(me);
                let sat = Event::SatInCourtroom {
                    seat: me.id.clone(),
                };
                let line = line(self, Speaker::Nobody, LineKind::Act, text, now);
                Ok([sat].into_iter().chain(line).collect())
            }
            Command::ConvertToInPerson {
                seat,
                ground,
                place,
                when,
                words,
            } => {
                wanted(place, NAME_LIMIT, Refusal::PlaceWanted)?;
                within(words, REASON_LIMIT)?;
                // "Another reason" says nothing by itself.
                if *ground == InPersonGround::Other {
                    wanted(words, REASON_LIMIT, Refusal::ReasonWanted)?;
                }
                let how = InPerson {
                    ground: *ground,
                    place: place.trim().to_owned(),
                    when: *when,
                    words: words.trim().to_owned(),
                    at: now,
                    ended: None,
                };
                self.convert(me, seat.as_ref(), &how, now)
            }
            Command::ReturnOnline { seat, reason } => {
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                let seat = self.seat(seat).ok_or(Refusal::NoSuchSeat)?;
                seat.in_person().ok_or(Refusal::AlreadyDone)?;
                Ok(vec![Event::SeatReturnedOnline {
                    seat: seat.id.clone(),
                    reason: reason.trim().to_owned(),
                }])
            }
            _ => Err(Refusal::Malformed),
        }
    }

    fn answer_issues(&self, me: &Seat, edition: u32, remark: &Option<String>) -> Decision {
        in_courtroom(me)?;
        if self.issues.is_empty() || edition != self.issues_edition {
            return Err(Refusal::IssuesChanged);
        }
        if let Some(remark) = remark {
            wanted(remark, REASON_LIMIT, Refusal::TextEmpty)?;
        }
        let remark = remark.as_ref().map(|remark| remark.trim().to_owned());
        // Who has confirmed may still think of something; the same again changes nothing.
        if self.issue_answer(&me.id).map(|a| &a.remark) == Some(&remark) {
            return Err(Refusal::AlreadyDone);
        }
        let mut own = self.issue_answers.iter();
        let own = own
            .by_ref()
            .filter(|a| a.seat == me.id && a.edition == edition);
        if own.count() >= ANSWERS_LIMIT {
            return Err(Refusal::LimitReached);
        }
        Ok(vec![Event::IssuesAnswered {
            seat: me.id.clone(),
            edition,
            remark,
        }])
    }

    fn limit_floor(&self, minutes: Option<u16>, now: Millis) -> Decision {
        self.during_session()?;
        if self.floor.is_none() {
            return Err(Refusal::NobodyHasFloor);
        }
        let until = match minutes {
            Some(minutes) if (1..=LONGEST_SPEECH).contains(&minutes) => {
                Some(now + u64::from(minutes) * 60_000)
            }
            Some(_) => return Err(Refusal::Malformed),
            None if self.floor_until.is_none() => return Err(Refusal::AlreadyDone),
            None => None,
        };
        Ok(vec![Event::FloorLimited { until }])
    }

    fn record_sanction(
        &self,
        me: &Seat,
        seat: &SeatId,
        sanction: Sanction,
        (approval, words): (&str, &str),
        now: Millis,
    ) -> Decision {
        if self.opened_at.is_none() {
            return Err(Refusal::NotInSession);
        }
        let seat = self.seat(seat).ok_or(Refusal::NoSuchSeat)?;
        // Who was ordered to leave is fined all the same.
        if seat.role.is_court() {
            return Err(Refusal::NotPermitted);
        }
        // CPL 119: nobody but the president of the court approves it.
        wanted(approval, NAME_LIMIT, Refusal::ApprovalWanted)?;
        wanted(words, REASON_LIMIT, Refusal::ReasonWanted)?;
        if !self.within_the_law(sanction) {
            return Err(Refusal::OverTheLimit);
        }
        let (approval, words) = (approval.trim().to_owned(), words.trim().to_owned());
        let text = self.words_of_sanction(&seat.id, sanction, &approval, &words);
        let recorded = Event::SanctionRecorded {
            seat: seat.id.clone(),
            sanction,
            approval,
            words,
        };
        let by = Speaker::Seat(me.id.clone());
        let line = line(self, by, LineKind::Ruling, text, now);
        Ok([recorded].into_iter().chain(line).collect())
    }

    /// For one: he goes on in person, the others online. For all: the court adjourns until they meet.
    fn convert(&self, me: &Seat, only: Option<&SeatId>, how: &InPerson, now: Millis) -> Decision {
        let takes_part = |s: &&Seat| {
            !s.role.is_court()
                && !s.role.only_watches()
                && s.removed.is_none()
                && s.in_person().is_none()
        };
        let seats: Vec<&Seat> = match only {
            Some(id) => {
                let seat = self.seat(id).ok_or(Refusal::NoSuchSeat)?;
                if seat.role.is_court() || seat.role.only_watches() || seat.removed.is_some() {
                    return Err(Refusal::NotPermitted);
                }
                Some(seat).filter(takes_part).into_iter().collect()
            }
            None => self.seats.iter().filter(takes_part).collect(),
        };
        if seats.is_empty() {
            return Err(Refusal::AlreadyDone);
        }
        let text = self.words_of_conversion(only, how);
        let by = Speaker::Seat(me.id.clone());
        let mut events: Vec<Event> = line(self, by, LineKind::Ruling, text, now)
            .into_iter()
            .collect();
        for seat in &seats {
            events.push(Event::SeatConverted {
                seat: seat.id.clone(),
                how: how.clone(),
            });
        }
        if only.is_none() && self.phase == Phase::InSession {
            events.push(Event::Adjourned {
                reason: "转为线下审理".to_owned(),
            });
            if self.recording == Recording::On {
                events.push(Event::RecordingPaused {
                    ground: PauseGround::Adjournment,
                });
            }
        }
        events.extend(seats.iter().find_map(|seat| self.shown_no_more(&seat.id)));
        // Told first, and only then out of the room.
        for seat in seats.into_iter().filter(|s| s.zone == Zone::Courtroom) {
            let to = Seat::waiting_zone(seat.role, &seat.id);
            events.push(moved(seat, to, MoveReason::SentToWait));
        }
        Ok(events)
    }
}
