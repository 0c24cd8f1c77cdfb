use super::{Decision, NAME_LIMIT, wanted, within};
use crate::check_in::*;
use crate::exhibit::ExhibitFile;
use crate::id_number::is_last_four;
use crate::plain::{plain, same_name};
use crate::reading::{Notification, told_one_by_one};
use crate::{Command, Event, Hearing, Millis, Refusal, Role, Seat, notice};

/// Others in the room that one person may declare (R9).
const OTHERS_LIMIT: usize = 8;
/// Why one of them is there, in characters.
const WHY_LIMIT: usize = 200;

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_check_in(&self, me: &Seat, command: &Command, now: Millis) -> Decision {
        self.before_close()?;
        // Nobody states what he is not asked for: it stays in the journal for good.
        if step_of(command, me).is_some_and(|step| !me.check_in_steps().contains(&step)) {
            return Err(Refusal::NotPermitted);
        }
        let seat = me.id.clone();
        let event = match command {
            Command::StateIdentity {
                name,
                document,
                last_four,
            } => {
                let name = plain(name);
                let last_four = last_four.to_ascii_uppercase();
                let stated = me.check_in.identity.as_ref();
                if stated.is_some_and(|i| {
                    i.doubt.is_none()
                        && i.name == name
                        && i.document == *document
                        && i.last_four == last_four
                }) {
                    return Err(Refusal::AlreadyDone);
                }
                if me
                    .check_in
                    .identity
                    .as_ref()
                    .is_some_and(|i| i.verified.is_some())
                {
                    return Err(Refusal::AlreadyDone);
                }
                if !same_name(&name, &me.name) {
                    return Err(Refusal::NameDoesNotMatch);
                }
                if !is_last_four(*document, &last_four) {
                    return Err(Refusal::NumberUnclear);
                }
                let on_file = me.on_file.as_ref();
                if on_file.is_some_and(|file| file.contradicts(*document, &last_four)) {
                    return Err(Refusal::NumberDoesNotMatch);
                }
                Event::IdentityStated {
                    seat,
                    name,
                    document: *document,
                    last_four,
                }
            }
            Command::GiveConsent {
                stage,
                consent,
                edition,
            } => {
                shown(*edition)?;
                if me.check_in.consents.contains(&(*stage, *consent)) {
                    return Err(Refusal::AlreadyDone);
                }
                Event::ConsentGiven {
                    seat,
                    stage: *stage,
                    consent: *consent,
                    edition: *edition,
                }
            }
            Command::StateSuitability { bars, help } => {
                if bars.len() > 16 || help.len() > 16 {
                    return Err(Refusal::LimitReached);
                }
                let suitability = Suitability {
                    bars: bars.clone(),
                    help: help.clone(),
                };
                if me.check_in.suitability.as_ref() == Some(&suitability) {
                    return Err(Refusal::AlreadyDone);
                }
                Event::SuitabilityStated { seat, suitability }
            }
            Command::AcknowledgeDiscipline { rule, edition } => {
                shown(*edition)?;
                if *rule >= DISCIPLINE_RULES {
                    return Err(Refusal::Malformed);
                }
                if me
                    .check_in
                    .discipline
                    .iter()
                    .any(|(known, _)| known == rule)
                {
                    return Err(Refusal::AlreadyDone);
                }
                Event::DisciplineAcknowledged {
                    seat,
                    rule: *rule,
                    edition: *edition,
                }
            }
            Command::AcknowledgeRight { right, edition } => {
                told(me, Notification::Right(*right), *edition)?;
                Event::RightAcknowledged {
                    seat,
                    right: *right,
                    edition: *edition,
                }
            }
            Command::AcknowledgeConsequence {
                consequence,
                edition,
            } => {
                told(me, Notification::Consequence(*consequence), *edition)?;
                Event::ConsequenceAcknowledged {
                    seat,
                    consequence: *consequence,
                    edition: *edition,
                }
            }
            Command::DeclareNoRecording { edition } => {
                shown(*edition)?;
                if me.check_in.no_recording_at.is_some() {
                    return Err(Refusal::AlreadyDone);
                }
                Event::NoRecordingDeclared {
                    seat,
                    edition: *edition,
                }
            }
            Command::GiveUndertaking {
                signed_name,
                edition,
            } => {
                shown(*edition)?;
                if me.check_in.undertaking.is_some() {
                    return Err(Refusal::AlreadyDone);
                }
                if !same_name(signed_name, &me.name) {
                    return Err(Refusal::NameDoesNotMatch);
                }
                Event::UndertakingGiven {
                    seat,
                    signed_name: plain(signed_name),
                    edition: *edition,
                }
            }
            Command::StateAuthority {
                scope,
                powers,
                paper,
            } => {
                let authority = authority(me, *scope, powers, paper.as_ref(), now)?;
                Event::AuthorityStated { seat, authority }
            }
            Command::StatePlace {
                region,
                kind,
                quiet,
                others,
            } => {
                let region = plain(region);
                wanted(&region, NAME_LIMIT, Refusal::TextEmpty)?;
                if others.len() > OTHERS_LIMIT {
                    return Err(Refusal::LimitReached);
                }
                let others: Vec<_> = others
                    .iter()
                    .map(|(who, why)| (plain(who), plain(why)))
                    .collect();
                for (who, why) in &others {
                    wanted(who, NAME_LIMIT, Refusal::TextEmpty)?;
                    within(why, WHY_LIMIT)?;
                }
                let place = Place {
                    region,
                    kind: *kind,
                    quiet: *quiet,
                    others: others
                        .iter()
                        .map(|(who, why)| other_person(me, who, why))
                        .collect(),
                };
                if me.check_in.place.as_ref() == Some(&place) {
                    return Err(Refusal::AlreadyDone);
                }
                Event::PlaceStated { seat, place }
            }
            Command::ReportDevices(found) => Event::DevicesReported {
                seat,
                report: DeviceReport {
                    found: found.clone(),
                    at: now,
                },
            },
            Command::AcknowledgeRisks => {
                if me.check_in.risks_read_at.is_some() {
                    return Err(Refusal::AlreadyDone);
                }
                if !self.has_risk_sheet(me) {
                    return Err(Refusal::NotPermitted);
                }
                Event::RisksAcknowledged { seat }
            }
            Command::CallForHelp => {
                if me.check_in.help_wanted_since.is_some() {
                    return Err(Refusal::AlreadyDone);
                }
                Event::HelpCalled { seat }
            }
            Command::WithdrawCallForHelp => {
                if me.check_in.help_wanted_since.is_none() {
                    return Err(Refusal::AlreadyDone);
                }
                Event::HelpAnswered { seat }
            }
            Command::VerifyIdentity {
                seat: other,
                how,
                stated_at,
            } => {
                let other = self.seat(other).ok_or(Refusal::NoSuchSeat)?;
                if other.id == me.id {
                    return Err(Refusal::NotPermitted);
                }
                match &other.check_in.identity {
                    None => return Err(Refusal::CheckInIncomplete),
                    Some(identity) if identity.verified.is_some() => {
                        return Err(Refusal::AlreadyDone);
                    }
                    Some(identity) if stated_at.is_some_and(|at| at != identity.stated_at) => {
                        return Err(Refusal::AnswerChanged);
                    }
                    Some(_) => {}
                }
                Event::IdentityVerified {
                    seat: other.id.clone(),
                    verification: Verification {
                        by: seat,
                        how: *how,
                        at: now,
                    },
                }
            }
            Command::PermitOtherPerson {
                seat: other,
                index,
                who,
                permitted,
            } => {
                let other = self.seat(other).ok_or(Refusal::NoSuchSeat)?;
                let place = other
                    .check_in
                    .place
                    .as_ref()
                    .ok_or(Refusal::CheckInIncomplete)?;
                let declared = place.others.get(usize::from(*index));
                if declared.is_none_or(|person| person.who != *who) {
                    return Err(Refusal::AnswerChanged);
                }
                Event::OtherPersonDecided {
                    seat: other.id.clone(),
                    index: *index,
                    permitted: *permitted,
                }
            }
            Command::AnswerHelp { seat: other } => {
                let other = self.seat(other).ok_or(Refusal::NoSuchSeat)?;
                if other.check_in.help_wanted_since.is_none() {
                    return Err(Refusal::AlreadyDone);
                }
                Event::HelpAnswered {
                    seat: other.id.clone(),
                }
            }
            _ => return Err(Refusal::Malformed),
        };
        Ok(vec![event])
    }
}

/// The step of check-in that a command answers; none for what is no step.
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "of all commands these are its steps"
)]
fn step_of(command: &Command, me: &Seat) -> Option<CheckInStep> {
    match command {
        Command::StateIdentity { .. } => Some(CheckInStep::Identity),
        Command::GiveConsent { .. } => Some(CheckInStep::Consent),
        // Who is not asked what speaks against online says nothing of it.
        Command::StateSuitability { bars, .. } if bars.is_empty() && !me.asked_of_bars() => {
            Some(CheckInStep::Adjustments)
        }
        Command::StateSuitability { .. } => Some(CheckInStep::Suitability),
        Command::AcknowledgeDiscipline { .. } => Some(CheckInStep::Discipline),
        Command::AcknowledgeRight { .. } | Command::AcknowledgeConsequence { .. } => {
            Some(CheckInStep::Rights)
        }
        Command::DeclareNoRecording { .. } => Some(CheckInStep::NoRecording),
        Command::GiveUndertaking { .. } => Some(CheckInStep::Undertaking),
        Command::StateAuthority { .. } => Some(CheckInStep::Authority),
        Command::StatePlace { .. } => Some(CheckInStep::Place),
        Command::ReportDevices(_) => Some(CheckInStep::Devices),
        _ => None,
    }
}

/// Somebody else in the room. What the judge has said of him stands, however often he is declared again (R9).
fn other_person(me: &Seat, who: &str, why: &str) -> OtherPerson {
    let known = me.check_in.place.iter().flat_map(|place| &place.others);
    OtherPerson {
        who: who.to_owned(),
        why: why.to_owned(),
        permitted: known
            .filter(|person| person.who == who && person.why == why)
            .find_map(|person| person.permitted),
    }
}

/// Nobody is bound by a text that he was not shown (R5).
fn shown(edition: u16) -> Result<(), Refusal> {
    if edition == notice::EDITION {
        Ok(())
    } else {
        Err(Refusal::NoticeChanged)
    }
}

/// One of the rights or consequences, once.
fn told(me: &Seat, what: Notification, edition: u16) -> Result<(), Refusal> {
    shown(edition)?;
    if !told_one_by_one().any(|known| known == what) {
        return Err(Refusal::Malformed);
    }
    match me.check_in.read_at(what) {
        Some(_) => Err(Refusal::AlreadyDone),
        None => Ok(()),
    }
}

/// Special authority names its powers, no other has any (CPL 62); who speaks by law or defends has no other to choose.
fn authority(
    me: &Seat,
    scope: AuthorityScope,
    powers: &[SpecialPower],
    paper: Option<&ExhibitFile>,
    now: Millis,
) -> Result<Authority, Refusal> {
    let fits = match scope {
        AuthorityScope::General | AuthorityScope::Special => me.role == Role::Representative,
        AuthorityScope::ByLaw => me.role == Role::Guardian,
        AuthorityScope::Defence => me.role == Role::Defender,
    };
    let named = (scope == AuthorityScope::Special) != powers.is_empty();
    let once = powers
        .iter()
        .enumerate()
        .all(|(at, power)| !powers.iter().take(at).any(|known| known == power));
    if !fits || !named || !once {
        return Err(Refusal::AuthorityUnclear);
    }
    if let Some(paper) = paper
        && paper.sha256.len() != 64
    {
        return Err(Refusal::BadHash);
    }
    let known = me.check_in.authority.as_ref();
    if known.is_some_and(|known| {
        (known.scope, known.powers.as_slice(), known.paper.as_ref()) == (scope, powers, paper)
    }) {
        return Err(Refusal::AlreadyDone);
    }
    Ok(Authority {
        scope,
        powers: powers.to_vec(),
        paper: paper.cloned(),
        at: now,
    })
}
