use super::{Decision, NAME_LIMIT, REASON_LIMIT, wanted, within};
use crate::check_in::*;
use crate::{Command, Event, Hearing, Millis, Refusal, Seat};

/// Others in the room that one person may declare (R9).
const OTHERS_LIMIT: usize = 8;

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_check_in(&self, me: &Seat, command: &Command, now: Millis) -> Decision {
        self.before_close()?;
        let seat = me.id.clone();
        let event = match command {
            Command::StateIdentity {
                name,
                document,
                last_four,
            } => {
                if me
                    .check_in
                    .identity
                    .as_ref()
                    .is_some_and(|i| i.verified.is_some())
                {
                    return Err(Refusal::AlreadyDone);
                }
                if same_name(name, &me.name)
                    && last_four.chars().count() == 4
                    && last_four.chars().all(|c| c.is_ascii_alphanumeric())
                {
                    Event::IdentityStated {
                        seat,
                        name: name.trim().to_owned(),
                        document: *document,
                        last_four: last_four.to_ascii_uppercase(),
                    }
                } else {
                    return Err(Refusal::NameDoesNotMatch);
                }
            }
            Command::GiveConsent { stage, consent } => {
                if me.check_in.consents.contains(&(*stage, *consent)) {
                    return Err(Refusal::AlreadyDone);
                }
                Event::ConsentGiven {
                    seat,
                    stage: *stage,
                    consent: *consent,
                }
            }
            Command::StateSuitability { bars, help } => {
                if bars.len() > 16 || help.len() > 16 {
                    return Err(Refusal::TooMany);
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
            Command::AcknowledgeDiscipline { rule } => {
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
                Event::DisciplineAcknowledged { seat, rule: *rule }
            }
            Command::DeclareNoRecording => {
                if me.check_in.no_recording_at.is_some() {
                    return Err(Refusal::AlreadyDone);
                }
                Event::NoRecordingDeclared { seat }
            }
            Command::GiveUndertaking { signed_name } => {
                if me.check_in.undertaking.is_some() {
                    return Err(Refusal::AlreadyDone);
                }
                if !same_name(signed_name, &me.name) {
                    return Err(Refusal::NameDoesNotMatch);
                }
                Event::UndertakingGiven {
                    seat,
                    signed_name: signed_name.trim().to_owned(),
                }
            }
            Command::StatePlace {
                region,
                kind,
                quiet,
                others,
            } => {
                wanted(region, NAME_LIMIT, Refusal::TextEmpty)?;
                if others.len() > OTHERS_LIMIT {
                    return Err(Refusal::TooMany);
                }
                for (who, why) in others {
                    wanted(who, NAME_LIMIT, Refusal::TextEmpty)?;
                    within(why, REASON_LIMIT)?;
                }
                let place = Place {
                    region: region.clone(),
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
            Command::ReportDevices {
                camera,
                microphone,
                speaker,
                latency_ms,
            } => Event::DevicesReported {
                seat,
                report: DeviceReport {
                    camera: *camera,
                    microphone: *microphone,
                    speaker: *speaker,
                    latency_ms: *latency_ms,
                    at: now,
                },
            },
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
            Command::VerifyIdentity { seat: other, how } => {
                let other = self.seat(other).ok_or(Refusal::NoSuchSeat)?;
                if other.id == me.id {
                    return Err(Refusal::NotPermitted);
                }
                match &other.check_in.identity {
                    None => return Err(Refusal::CheckInIncomplete),
                    Some(identity) if identity.verified.is_some() => {
                        return Err(Refusal::AlreadyDone);
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

fn same_name(stated: &str, on_file: &str) -> bool {
    let plain = |name: &str| name.split_whitespace().collect::<String>().to_lowercase();
    plain(stated) == plain(on_file)
}
