use super::{Decision, NAME_LIMIT, REASON_LIMIT, in_courtroom, wanted, within};
use crate::exhibit::*;
use crate::{Command, Event, ExhibitId, Hearing, Millis, Refusal, Role, Seat};

/// Exhibits in one hearing.
const EXHIBITS_LIMIT: usize = 500;
/// Exhibits of one person: nobody takes up the list alone.
const OWN_EXHIBITS_LIMIT: usize = 100;

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
                    return Err(Refusal::TooMany);
                }
                wanted(title, NAME_LIMIT, Refusal::TextEmpty)?;
                within(source, REASON_LIMIT)?;
                within(purpose, REASON_LIMIT)?;
                let hash = &file.sha256;
                if hash.len() != 64 || !hash.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f')) {
                    return Err(Refusal::BadHash);
                }
                Ok(vec![Event::ExhibitFiled {
                    exhibit: Exhibit {
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
                    },
                }])
            }
            Command::WithdrawExhibit { exhibit, reason } => {
                let known = self.in_use(exhibit, me)?;
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                if known.submitted_by != me.id {
                    return Err(Refusal::NotHeldByYou);
                }
                Ok(vec![Event::ExhibitWithdrawn {
                    exhibit: exhibit.clone(),
                    reason: reason.clone(),
                }])
            }
            Command::PresentExhibit { exhibit, view } => {
                self.during_session()?;
                in_courtroom(me)?;
                let known = self.in_use(exhibit, me)?;
                check_view(view, known.file.pages)?;
                Ok(vec![Event::ExhibitPresented {
                    exhibit: exhibit.clone(),
                    by: me.id.clone(),
                    view: *view,
                    replaces: self.presentation.as_ref().map(|p| p.exhibit.clone()),
                }])
            }
            Command::TurnPage { view } => {
                let shown = self.presentation.as_ref().ok_or(Refusal::NoSuchExhibit)?;
                self.hold(me, shown)?;
                let known = self.exhibit(&shown.exhibit).ok_or(Refusal::NoSuchExhibit)?;
                check_view(view, known.file.pages)?;
                if shown.view == *view {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::PageTurned {
                    exhibit: shown.exhibit.clone(),
                    view: *view,
                }])
            }
            Command::StopPresenting => {
                let shown = self.presentation.as_ref().ok_or(Refusal::AlreadyDone)?;
                self.hold(me, shown)?;
                Ok(vec![Event::PresentingStopped {
                    exhibit: shown.exhibit.clone(),
                }])
            }
            Command::RecordOriginal { exhibit, state } => {
                let known = self.in_use(exhibit, me)?;
                if known.original == *state {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::OriginalRecorded {
                    exhibit: exhibit.clone(),
                    state: *state,
                }])
            }
            Command::GiveOpinion {
                exhibit,
                authenticity,
                legality,
                relevance,
                purpose,
                reason,
            } => {
                self.during_session()?;
                in_courtroom(me)?;
                let known = self.in_use(exhibit, me)?;
                within(reason, REASON_LIMIT)?;
                // One examines what the other side has put in (EV 62).
                if known.side == me.side {
                    return Err(Refusal::NotPermitted);
                }
                let stances = [authenticity, legality, relevance, purpose];
                if stances.contains(&&Stance::Disputed) {
                    wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                }
                Ok(vec![Event::OpinionGiven {
                    exhibit: exhibit.clone(),
                    opinion: ExaminationOpinion {
                        by: me.id.clone(),
                        at: now,
                        authenticity: *authenticity,
                        legality: *legality,
                        relevance: *relevance,
                        purpose: *purpose,
                        reason: reason.clone(),
                    },
                }])
            }
            Command::RuleOnExhibit {
                exhibit,
                admitted,
                reason,
            } => {
                // CPL 71: shown and examined in court.
                self.during_session()?;
                self.in_use(exhibit, me)?;
                wanted(reason, REASON_LIMIT, Refusal::ReasonWanted)?;
                Ok(vec![Event::ExhibitRuled {
                    exhibit: exhibit.clone(),
                    ruling: Ruling {
                        by: me.id.clone(),
                        at: now,
                        admitted: *admitted,
                        reason: reason.clone(),
                    },
                }])
            }
            _ => Err(Refusal::Malformed),
        }
    }

    /// An exhibit that this seat may see and that was not withdrawn.
    fn in_use(&self, exhibit: &ExhibitId, me: &Seat) -> Result<&Exhibit, Refusal> {
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

    /// The presenter turns the pages; judge and clerk may take over.
    fn hold(&self, me: &Seat, shown: &Presentation) -> Result<(), Refusal> {
        let court = matches!(me.role, Role::PresidingJudge | Role::Clerk);
        if shown.by == me.id || court {
            Ok(())
        } else {
            Err(Refusal::NotHeldByYou)
        }
    }
}

fn check_view(view: &PageView, pages: u32) -> Result<(), Refusal> {
    let page = view.page >= 1 && view.page <= pages.max(1);
    let zoom = (25..=800).contains(&view.zoom);
    let rotation = matches!(view.rotation, 0 | 90 | 180 | 270);
    let place = view.left <= 10_000 && view.top <= 10_000;
    if page && zoom && rotation && place {
        Ok(())
    } else {
        Err(Refusal::BadPage)
    }
}
