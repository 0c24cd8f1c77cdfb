//! The exhibit list and what surrounds the examination: late evidence, originals, chain records, oral opinions, undertakings.

use super::exhibit_line as line;
use super::{Decision, NAME_LIMIT, REASON_LIMIT, in_courtroom, wanted, within};
use crate::chain::{ChainCheck, ChainDispute, ChainRecord, ChainStage};
use crate::confidentiality::{self, Confidentiality};
use crate::exhibit::*;
use crate::late::{LateAnswer, LateOutcome, LateRuling};
use crate::original::{OriginalRequest, OriginalRuling};
use crate::plain::same_name;
use crate::transcript::LineKind;
use crate::{
    Act, Command, Event, ExhibitId, Grant, Hearing, Millis, Phase, Refusal, Seat, permitted,
};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_proof(&self, me: &Seat, command: &Command, now: Millis) -> Decision {
        self.before_close()?;
        match command {
            Command::SetFilingDeadline { until } => {
                // A time that has passed would make late what was not.
                if until.is_some_and(|until| until <= now) {
                    return Err(Refusal::BadParticulars);
                }
                if self.filing_deadline == *until {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::FilingDeadlineSet { until: *until }])
            }
            Command::RuleOnLate {
                exhibit,
                outcome,
                reason,
                answer_until,
            } => {
                let known = self.in_use(exhibit, me)?;
                known.late.as_ref().ok_or(Refusal::NotLate)?;
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                let answered = *outcome != LateOutcome::NotAdmitted;
                if answer_until.is_some_and(|until| until <= now || !answered) {
                    return Err(Refusal::BadParticulars);
                }
                let ruling = LateRuling {
                    by: me.id.clone(),
                    at: now,
                    outcome: *outcome,
                    reason: reason.trim().to_owned(),
                    answer_until: *answer_until,
                };
                let words = line::late_ruling(&ruling);
                let exhibit = exhibit.clone();
                let event = Event::LateRuled { exhibit, ruling };
                self.with_line(event, known, &me.id, words, now)
            }
            Command::AnswerLate { exhibit, text } => {
                let known = self.of_the_other_side(exhibit, me)?;
                known.late.as_ref().ok_or(Refusal::NotLate)?;
                wanted(text, REASON_LIMIT, Refusal::TextEmpty)?;
                let words = line::said(LineKind::Exhibit, "就逾期举证发表意见", text);
                let answer = LateAnswer {
                    by: me.id.clone(),
                    at: now,
                    text: text.trim().to_owned(),
                };
                let exhibit = exhibit.clone();
                let event = Event::LateAnswered { exhibit, answer };
                self.with_line(event, known, &me.id, words, now)
            }
            Command::RequestOriginal { exhibit, reason } => {
                let known = self.of_the_other_side(exhibit, me)?;
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                let words = line::original_request(known.category, reason);
                let request = OriginalRequest {
                    by: me.id.clone(),
                    at: now,
                    reason: reason.trim().to_owned(),
                };
                let exhibit = exhibit.clone();
                let event = Event::OriginalRequested { exhibit, request };
                self.with_line(event, known, &me.id, words, now)
            }
            Command::RuleOnOriginal {
                exhibit,
                demanded,
                reason,
                until,
            } => {
                let known = self.in_use(exhibit, me)?;
                within(reason, REASON_LIMIT)?;
                match demanded {
                    // The ground itself is the reason.
                    Some(_) if until.is_some_and(|until| until <= now) => {
                        return Err(Refusal::BadParticulars);
                    }
                    Some(_) => {}
                    None => {
                        wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                        if until.is_some() {
                            return Err(Refusal::BadParticulars);
                        }
                    }
                }
                let ruling = OriginalRuling {
                    by: me.id.clone(),
                    at: now,
                    demanded: *demanded,
                    reason: reason.trim().to_owned(),
                    until: *until,
                };
                let words = line::original_ruling(known.category, &ruling);
                let exhibit = exhibit.clone();
                let event = Event::OriginalRuled { exhibit, ruling };
                self.with_line(event, known, &me.id, words, now)
            }
            Command::StateChainRecord {
                exhibit,
                platform,
                number,
                stored_at,
            } => {
                let known = self.in_use(exhibit, me)?;
                self.own(known, me)?;
                wanted(platform, NAME_LIMIT, Refusal::TextEmpty)?;
                wanted(number, NAME_LIMIT * 2, Refusal::TextEmpty)?;
                if *stored_at == 0 || *stored_at > now {
                    return Err(Refusal::BadParticulars);
                }
                // What has been compared or disputed stands as it was stated.
                if known
                    .chain
                    .as_ref()
                    .is_some_and(|c| c.check.is_some() || !c.disputes.is_empty())
                {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::ChainRecordStated {
                    exhibit: exhibit.clone(),
                    record: ChainRecord {
                        by: me.id.clone(),
                        at: now,
                        platform: platform.trim().to_owned(),
                        number: number.trim().to_owned(),
                        stored_at: *stored_at,
                        check: None,
                        disputes: Vec::new(),
                    },
                }])
            }
            Command::RecordChainCheck {
                exhibit,
                agrees,
                how,
            } => {
                let known = self.in_use(exhibit, me)?;
                known.chain.as_ref().ok_or(Refusal::NoChainRecord)?;
                wanted(how, REASON_LIMIT, Refusal::ReasonWanted)?;
                let words = line::chain_check(*agrees, how);
                let check = ChainCheck {
                    by: me.id.clone(),
                    at: now,
                    agrees: *agrees,
                    how: how.trim().to_owned(),
                };
                let exhibit = exhibit.clone();
                let event = Event::ChainChecked { exhibit, check };
                self.with_line(event, known, &me.id, words, now)
            }
            Command::DisputeChain {
                exhibit,
                about,
                factors,
                reason,
            } => {
                let known = self.of_the_other_side(exhibit, me)?;
                known.chain.as_ref().ok_or(Refusal::NoChainRecord)?;
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                let mut factors = factors.clone();
                factors.sort();
                factors.dedup();
                // R12 17 weighs four things after storage; before it, R12 18 asks for reasons alone.
                let fits = match about {
                    ChainStage::AfterStorage => !factors.is_empty(),
                    ChainStage::BeforeStorage => factors.is_empty(),
                };
                if !fits {
                    return Err(Refusal::BadParticulars);
                }
                let words = line::chain_dispute(*about, &factors, reason);
                let dispute = ChainDispute {
                    by: me.id.clone(),
                    at: now,
                    about: *about,
                    factors,
                    reason: reason.trim().to_owned(),
                };
                let exhibit = exhibit.clone();
                let event = Event::ChainDisputed { exhibit, dispute };
                self.with_line(event, known, &me.id, words, now)
            }
            Command::RecordOpinion {
                exhibit,
                of,
                authenticity,
                legality,
                relevance,
                purpose,
                reason,
            } => {
                let speaker = self.seat(of).ok_or(Refusal::NoSuchSeat)?;
                if permitted(speaker.role, Act::Examine) != Grant::Yes || speaker.removed.is_some()
                {
                    return Err(Refusal::NotPermitted);
                }
                let known = self.in_use(exhibit, me)?;
                let mut own = known.opinions.iter().filter(|o| o.by == *of);
                if own.any(|o| o.recorded_by.is_none()) {
                    return Err(Refusal::PartyHasSpoken);
                }
                let opinion = ExaminationOpinion {
                    by: of.clone(),
                    at: now,
                    authenticity: *authenticity,
                    legality: *legality,
                    relevance: *relevance,
                    purpose: *purpose,
                    reason: reason.trim().to_owned(),
                    recorded_by: Some(me.id.clone()),
                };
                self.opine(speaker, exhibit, opinion, now)
            }
            Command::DescribeExhibit {
                exhibit,
                text_alternative,
            } => {
                let known = self.in_use(exhibit, me)?;
                self.own(known, me)?;
                if self.phase != Phase::Before {
                    return Err(Refusal::HearingHasBegun);
                }
                within(text_alternative, REASON_LIMIT)?;
                if known.text_alternative == text_alternative.trim() {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::ExhibitDescribed {
                    exhibit: exhibit.clone(),
                    text_alternative: text_alternative.trim().to_owned(),
                }])
            }
            Command::SignConfidentiality {
                signed_name,
                edition,
            } => {
                if *edition != confidentiality::EDITION {
                    return Err(Refusal::NoticeChanged);
                }
                if !same_name(signed_name, &me.name) {
                    return Err(Refusal::NameDoesNotMatch);
                }
                if me.check_in.confidentiality.is_some() {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::ConfidentialitySigned {
                    seat: me.id.clone(),
                    undertaking: Confidentiality {
                        at: now,
                        signed_name: me.name.clone(),
                        edition: *edition,
                    },
                }])
            }
            _ => Err(Refusal::Malformed),
        }
    }

    /// What one says oneself, or has said aloud, about an exhibit of the other side (EV 62).
    pub(super) fn opine(
        &self,
        speaker: &Seat,
        exhibit: &ExhibitId,
        opinion: ExaminationOpinion,
        now: Millis,
    ) -> Decision {
        self.during_session()?;
        in_courtroom(speaker)?;
        let known = self.of_the_other_side(exhibit, speaker)?;
        taken(known)?;
        within(&opinion.reason, REASON_LIMIT)?;
        let stances = [
            opinion.authenticity,
            opinion.legality,
            opinion.relevance,
            opinion.purpose,
        ];
        if stances.contains(&Stance::Disputed) {
            wanted(&opinion.reason, REASON_LIMIT, Refusal::ReasonWanted)?;
        }
        let stands = known.opinions.iter().rev().find(|o| o.by == opinion.by);
        if stands.is_some_and(|o| o.says_the_same(&opinion)) {
            return Err(Refusal::AlreadyDone);
        }
        let words = line::opinion(&opinion);
        let exhibit = exhibit.clone();
        let event = Event::OpinionGiven { exhibit, opinion };
        self.with_line(event, known, &speaker.id, words, now)
    }

    fn of_the_other_side(&self, exhibit: &ExhibitId, me: &Seat) -> Result<&Exhibit, Refusal> {
        let known = self.in_use(exhibit, me)?;
        if known.side == me.side {
            Err(Refusal::NotPermitted)
        } else {
            Ok(known)
        }
    }

    fn own(&self, exhibit: &Exhibit, me: &Seat) -> Result<(), Refusal> {
        if exhibit.submitted_by == me.id {
            Ok(())
        } else {
            Err(Refusal::NotHeldByYou)
        }
    }
}

/// Whether the court has taken what came late (CPLI 102).
pub(super) fn taken(exhibit: &Exhibit) -> Result<(), Refusal> {
    match exhibit.late.as_ref().map(|late| &late.ruling) {
        None => Ok(()),
        Some(None) => Err(Refusal::LateUndecided),
        Some(Some(ruling)) if ruling.outcome == LateOutcome::NotAdmitted => {
            Err(Refusal::LateNotAdmitted)
        }
        Some(Some(_)) => Ok(()),
    }
}
