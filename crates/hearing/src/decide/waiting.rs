use std::collections::BTreeSet;

use super::{Decision, wanted};
use crate::check_in::CheckInStep;
use crate::id_number::is_last_four;
use crate::on_file::OnFile;
use crate::waiting::*;
use crate::{Command, Event, Hearing, Millis, Refusal, Seat, SeatId};

/// Seats that one notice goes to.
const ADDRESSEES: usize = 64;

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "decide() has sorted the commands, exhaustively"
    )]
    pub(super) fn decide_waiting(&self, me: &Seat, command: &Command, now: Millis) -> Decision {
        self.before_close()?;
        match command {
            Command::RingSeat { seat, why } => {
                let seat = self.arriving(seat)?;
                if !seat.is_here() {
                    return Err(Refusal::NotOnline);
                }
                let last = seat.check_in.ring.as_ref();
                if last.is_some_and(|ring| now.saturating_sub(ring.at) < RING_EVERY) {
                    return Err(Refusal::RungJustNow);
                }
                Ok(vec![Event::SeatRung {
                    seat: seat.id.clone(),
                    ring: Ring {
                        by: me.role,
                        why: *why,
                        at: now,
                        answered_at: None,
                    },
                }])
            }
            Command::AnswerRing => match &me.check_in.ring {
                Some(ring) if ring.answered_at.is_none() => Ok(vec![Event::RingAnswered {
                    seat: me.id.clone(),
                }]),
                Some(_) | None => Err(Refusal::AlreadyDone),
            },
            Command::SendNotice { to, text } => {
                wanted(text, NOTICE_LIMIT, Refusal::TextEmpty)?;
                let mut addressees: Vec<&SeatId> = to.iter().collect();
                addressees.sort_unstable();
                addressees.dedup();
                if addressees.is_empty() || addressees.len() > ADDRESSEES {
                    return Err(Refusal::Malformed);
                }
                let notice = Notice {
                    by: me.role,
                    text: text.trim().to_owned(),
                    at: now,
                    read_at: None,
                };
                let sent = |seat: &SeatId| {
                    let seat = self.arriving(seat)?.id.clone();
                    let notice = notice.clone();
                    Ok(Event::NoticeSent { seat, notice })
                };
                addressees.into_iter().map(sent).collect()
            }
            Command::ReadNotice { number } => {
                let known = usize::try_from(*number).ok();
                let notice = known.and_then(|n| me.check_in.notices.get(n));
                match notice {
                    Some(notice) if notice.read_at.is_none() => Ok(vec![Event::NoticeRead {
                        seat: me.id.clone(),
                        number: *number,
                    }]),
                    Some(_) => Err(Refusal::AlreadyDone),
                    None => Err(Refusal::Malformed),
                }
            }
            Command::BeginLook { seat } => {
                let seat = self.arriving(seat)?;
                if !seat.is_here() {
                    return Err(Refusal::NotOnline);
                }
                if seat.next_step().is_some() {
                    return Err(Refusal::CheckInIncomplete);
                }
                // One that is about to end may be begun anew.
                let open = seat.check_in.look.as_ref();
                if open.is_some_and(|look| now.saturating_add(LOOK_FOR / 4) < look.until) {
                    return Err(Refusal::AlreadyDone);
                }
                let since = open.filter(|look| now < look.until).map(|look| look.since);
                Ok(vec![Event::LookBegun {
                    seat: seat.id.clone(),
                    look: Look {
                        by: me.role,
                        since: since.unwrap_or(now),
                        until: now.saturating_add(LOOK_FOR),
                    },
                }])
            }
            Command::EndLook { seat } => {
                let seat = self.seat(seat).ok_or(Refusal::NoSuchSeat)?;
                if seat.check_in.look.is_none() {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::LookEnded {
                    seat: seat.id.clone(),
                }])
            }
            Command::EnterDocument {
                seat,
                document,
                last_four,
            } => {
                let seat = self.seat(seat).ok_or(Refusal::NoSuchSeat)?;
                if !seat.check_in_steps().contains(&CheckInStep::Identity) {
                    return Err(Refusal::NotPermitted);
                }
                let stated = seat.check_in.identity.as_ref();
                if stated.is_some_and(|identity| identity.verified.is_some()) {
                    return Err(Refusal::AlreadyDone);
                }
                let on_file = OnFile {
                    document: *document,
                    last_four: last_four.to_ascii_uppercase(),
                };
                if !is_last_four(*document, &on_file.last_four) {
                    return Err(Refusal::NumberUnclear);
                }
                if seat.on_file.as_ref() == Some(&on_file) {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::DocumentEntered {
                    seat: seat.id.clone(),
                    on_file,
                }])
            }
            Command::DoubtIdentity { seat, why } => {
                let seat = self.seat(seat).ok_or(Refusal::NoSuchSeat)?;
                if seat.id == me.id {
                    return Err(Refusal::NotPermitted);
                }
                let identity = seat.check_in.identity.as_ref();
                let identity = identity.ok_or(Refusal::CheckInIncomplete)?;
                // What was verified is taken back by nobody: a person who is not who he said is removed.
                if identity.verified.is_some() {
                    return Err(Refusal::AlreadyDone);
                }
                Ok(vec![Event::IdentityDoubted {
                    seat: seat.id.clone(),
                    doubt: Doubt {
                        by: me.id.clone(),
                        why: *why,
                        at: now,
                    },
                }])
            }
            Command::ConfirmGallery { observers } => {
                if self.gallery_is_checked() {
                    return Err(Refusal::AlreadyDone);
                }
                let seen: BTreeSet<&SeatId> = observers.iter().collect();
                if seen != self.observers_here().iter().collect() {
                    return Err(Refusal::GalleryChanged);
                }
                Ok(vec![Event::GalleryConfirmed {
                    check: GalleryCheck {
                        at: now,
                        by: me.id.clone(),
                        observers: self.observers_here(),
                    },
                }])
            }
            _ => Err(Refusal::Malformed),
        }
    }

    fn arriving(&self, seat: &SeatId) -> Result<&Seat, Refusal> {
        let seat = self.seat(seat).ok_or(Refusal::NoSuchSeat)?;
        if seat.is_arriving() {
            Ok(seat)
        } else {
            Err(Refusal::NotWaiting)
        }
    }
}
