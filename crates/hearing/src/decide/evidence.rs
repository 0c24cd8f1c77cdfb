use super::exhibit_line as line;
use super::proof::taken;
use super::{Decision, NAME_LIMIT, REASON_LIMIT, wanted, within};
use crate::exhibit::*;
use crate::late::Late;
use crate::original::OriginalGround;
use crate::transcript::LineKind;
use crate::{Command, Event, ExhibitId, Hearing, Millis, Refusal, Seat};

/// Exhibits in one hearing.
const EXHIBITS_LIMIT: usize = 2_000;
/// Exhibits of one person: nobody takes up the list alone.
const OWN_EXHIBITS_LIMIT: usize = 500;
/// Copies handed in of one exhibit.
const COPIES_LIMIT: u16 = 100;

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_evidence(&self, me: &Seat, command: &Command, now: Millis) -> Decision {
        self.before_close()?;
        match command {
            Command::FileExhibit {
                exhibit,
                title,
                category,
                source,
                purpose,
                secrecy,
                file,
                particulars,
            } => {
                let id = exhibit.as_str();
                if self.exhibit(exhibit).is_some() {
                    return Err(Refusal::AlreadyDone);
                }
                if id.is_empty()
                    || id.len() > 16
                    || !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                {
                    return Err(Refusal::Malformed);
                }
                let own = self.exhibits.iter().filter(|e| e.submitted_by == me.id);
                if self.exhibits.len() >= EXHIBITS_LIMIT || own.count() >= OWN_EXHIBITS_LIMIT {
                    return Err(Refusal::LimitReached);
                }
                wanted(title, NAME_LIMIT, Refusal::TextEmpty)?;
                within(source, REASON_LIMIT)?;
                within(purpose, REASON_LIMIT)?;
                within(&particulars.text_alternative, REASON_LIMIT)?;
                if !(1..=COPIES_LIMIT).contains(&particulars.copies) {
                    return Err(Refusal::BadParticulars);
                }
                // What the court itself has collected is never late.
                let late = match self.late_now(now).filter(|_| !me.role.is_court()) {
                    Some(after) => {
                        let reason = particulars.late_reason.as_deref().unwrap_or_default();
                        wanted(reason, REASON_LIMIT, Refusal::LateReasonWanted)?;
                        Some(Late {
                            after,
                            reason: reason.trim().to_owned(),
                            ruling: None,
                            answers: Vec::new(),
                        })
                    }
                    None => None,
                };
                let hash = &file.sha256;
                if hash.len() != 64 || !hash.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f')) {
                    return Err(Refusal::BadHash);
                }
                Ok(vec![Event::ExhibitFiled {
                    exhibit: Box::new(Exhibit {
                        id: exhibit.clone(),
                        title: title.trim().to_owned(),
                        category: *category,
                        side: me.side,
                        submitted_by: me.id.clone(),
                        submitted_at: now,
                        source: source.clone(),
                        purpose: purpose.clone(),
                        file: ExhibitFile {
                            pages: file.pages.max(1),
                            ..file.clone()
                        },
                        secrecy: *secrecy,
                        original: OriginalState::ToCheck,
                        withdrawn: None,
                        opinions: Vec::new(),
                        ruling: None,
                        copies: particulars.copies,
                        text_alternative: particulars.text_alternative.trim().to_owned(),
                        late,
                        original_ground: None,
                        original_requests: Vec::new(),
                        original_ruling: None,
                        chain: None,
                    }),
                }])
            }
            Command::WithdrawExhibit { exhibit, reason } => {
                let known = self.in_use(exhibit, me)?;
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                if known.submitted_by != me.id {
                    return Err(Refusal::NotHeldByYou);
                }
                // What the court has ruled on, or another shows, is withdrawn by asking the court aloud.
                let shown = self.presentation.as_ref();
                let in_other_hands = shown.is_some_and(|p| p.exhibit == *exhibit && p.by != me.id);
                if known.ruling.is_some() || in_other_hands {
                    return Err(Refusal::BeforeTheCourt);
                }
                let words = line::said(LineKind::Exhibit, "声明撤回", reason);
                let event = Event::ExhibitWithdrawn {
                    exhibit: exhibit.clone(),
                    reason: reason.clone(),
                };
                self.with_line(event, known, &me.id, words, now)
            }
            Command::RecordOriginal {
                exhibit,
                state,
                ground,
                reason,
            } => {
                within(reason, REASON_LIMIT)?;
                let known = self.in_use(exhibit, me)?;
                // That it is demanded is a ruling, and by whom.
                if *state == OriginalState::Demanded {
                    return Err(Refusal::GroundDoesNotFit);
                }
                // What was laid side by side and agrees needs no further word.
                let compared = *state == OriginalState::Matches && ground.is_none();
                let ground = if compared {
                    Some(OriginalGround::Compared)
                } else {
                    *ground
                };
                if ground.is_some_and(|ground| !ground.fits(*state)) {
                    return Err(Refusal::GroundDoesNotFit);
                }
                // The others are said by their ground.
                if *state == OriginalState::Differs {
                    wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                }
                if known.original == *state && known.original_ground == ground {
                    return Err(Refusal::AlreadyDone);
                }
                let words = line::finding(known.category, *state, ground, reason);
                let event = Event::OriginalRecorded {
                    exhibit: exhibit.clone(),
                    state: *state,
                    ground,
                    reason: reason.trim().to_owned(),
                };
                self.with_line(event, known, &me.id, words, now)
            }
            Command::GiveOpinion {
                exhibit,
                authenticity,
                legality,
                relevance,
                purpose,
                reason,
            } => {
                let opinion = ExaminationOpinion {
                    by: me.id.clone(),
                    at: now,
                    authenticity: *authenticity,
                    legality: *legality,
                    relevance: *relevance,
                    purpose: *purpose,
                    reason: reason.clone(),
                    recorded_by: None,
                };
                self.opine(me, exhibit, opinion, now)
            }
            Command::RuleOnExhibit {
                exhibit,
                admitted,
                reason,
            } => {
                // CPL 71: shown and examined in court.
                self.during_session()?;
                let known = self.in_use(exhibit, me)?;
                taken(known)?;
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                let words = line::ruling(*admitted, reason);
                let event = Event::ExhibitRuled {
                    exhibit: exhibit.clone(),
                    ruling: Ruling {
                        by: me.id.clone(),
                        at: now,
                        admitted: *admitted,
                        reason: reason.clone(),
                    },
                };
                self.with_line(event, known, &me.id, words, now)
            }
            _ => Err(Refusal::Malformed),
        }
    }

    /// An exhibit that this seat may see and that was not withdrawn.
    pub(super) fn in_use(&self, exhibit: &ExhibitId, me: &Seat) -> Result<&Exhibit, Refusal> {
        let known = self
            .exhibit(exhibit)
            .filter(|e| self.may_see_exhibit(&me.id, e))
            .ok_or(Refusal::NoSuchExhibit)?;
        if known.withdrawn.is_some() {
            Err(Refusal::ExhibitWithdrawn)
        } else {
            Ok(known)
        }
    }
}
