//! What passes between the court and who waits.

use crate::{Event, Hearing, Recorded};

impl Hearing {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "apply() has sorted the events, exhaustively"
    )]
    pub(super) fn apply_waiting(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::DocumentEntered { seat, on_file } => {
                self.at_seat(seat, |s| s.on_file = Some(on_file.clone()));
            }
            Event::IdentityDoubted { seat, doubt } => self.at_seat(seat, |s| {
                s.check_in.look = None;
                if let Some(identity) = &mut s.check_in.identity {
                    identity.doubt = Some(doubt.clone());
                }
            }),
            Event::SeatRung { seat, ring } => {
                self.at_seat(seat, |s| s.check_in.ring = Some(ring.clone()));
            }
            Event::RingAnswered { seat } => self.at_seat(seat, |s| {
                if let Some(ring) = &mut s.check_in.ring {
                    ring.answered_at = Some(at);
                }
            }),
            Event::NoticeSent { seat, notice } => {
                self.at_seat(seat, |s| s.check_in.notices.push(notice.clone()));
            }
            Event::NoticeRead { seat, number } => self.at_seat(seat, |s| {
                let known = usize::try_from(*number).ok();
                if let Some(notice) = known.and_then(|n| s.check_in.notices.get_mut(n)) {
                    notice.read_at = Some(at);
                }
            }),
            Event::LookBegun { seat, look } => {
                self.at_seat(seat, |s| s.check_in.look = Some(look.clone()));
            }
            Event::LookEnded { seat } => self.at_seat(seat, |s| s.check_in.look = None),
            _ => {}
        }
    }
}
