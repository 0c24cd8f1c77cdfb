//! Whose turn it is (R22, R102): a suggestion to the judge, never a rule that holds him.

use crate::{Hearing, Phase, Role, Seat, Side, Stage, Zone};

impl Hearing {
    /// Who would speak next: a raised hand first, then by the order of examination and debate, in which each side
    /// answers the other (EV 62; CPLI 230).
    pub fn next_to_speak(&self) -> Option<&Seat> {
        if self.phase != Phase::InSession {
            return None;
        }
        let first_hand = self
            .hands
            .iter()
            .filter_map(|hand| self.seat(hand))
            .find(|s| self.could_speak(s));
        if first_hand.is_some() {
            return first_hand;
        }
        // CrPL 198: the last word is the accused's own.
        if self.stage == Some(Stage::FinalStatement) {
            return self.seats.iter().find(|s| {
                s.role == Role::Party && s.side == Side::Defendant && self.could_speak(s)
            });
        }
        let shown = self
            .presentation
            .as_ref()
            .and_then(|p| self.exhibit(&p.exhibit));
        let speaking = self.floor.as_ref().and_then(|f| self.seat(f));
        let speaking = speaking.map_or(Side::None, |s| s.side);
        // A side that has said what it thinks of an exhibit, or is saying it, is not asked again.
        let awaited = shown.map_or_else(Vec::new, |exhibit| self.awaited_on(exhibit));
        let awaited = awaited.into_iter().filter(|side| *side != speaking);
        awaited
            .chain(after(speaking))
            .find_map(|side| self.speaker_of(side))
    }

    /// Who speaks for a side: its counsel where there is one.
    pub fn speaker_of(&self, side: Side) -> Option<&Seat> {
        let rank = |s: &Seat| match s.role {
            Role::Prosecutor | Role::Representative => 0,
            Role::Defender => 1,
            Role::Party => 2,
            Role::Guardian => 3,
            Role::PresidingJudge
            | Role::PanelJudge
            | Role::Assessor
            | Role::JudgeAssistant
            | Role::Clerk
            | Role::Witness
            | Role::ForensicExpert
            | Role::ExpertAssistant
            | Role::Interpreter
            | Role::Observer
            | Role::Inspector
            | Role::Technician
            | Role::Administrator => 9,
        };
        self.seats
            .iter()
            .filter(|s| s.side == side && self.could_speak(s) && rank(s) < 9)
            .min_by_key(|s| rank(s))
    }

    fn could_speak(&self, seat: &Seat) -> bool {
        seat.zone == Zone::Courtroom
            && seat.is_here()
            && seat.removed.is_none()
            && self.floor.as_ref() != Some(&seat.id)
    }
}

/// The other sides, in the order in which they answer this one; a third party after both.
fn after(side: Side) -> impl Iterator<Item = Side> {
    let order = match side {
        Side::Plaintiff => [Side::Defendant, Side::ThirdParty].as_slice(),
        Side::Defendant => &[Side::ThirdParty, Side::Plaintiff],
        Side::ThirdParty => &[Side::Plaintiff, Side::Defendant],
        Side::Court | Side::None => &[Side::Plaintiff, Side::Defendant, Side::ThirdParty],
    };
    order.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Presence, SeatId};

    fn room() -> Hearing {
        let seat = |id: &str, role, side| Seat {
            zone: Zone::Courtroom,
            presence: Presence::Here { since: 0 },
            ..Seat::new(id, role, side, id)
        };
        Hearing {
            phase: Phase::InSession,
            seats: vec![
                seat("p", Role::Party, Side::Plaintiff),
                seat("pr", Role::Representative, Side::Plaintiff),
                seat("d", Role::Party, Side::Defendant),
            ],
            ..Hearing::default()
        }
    }

    fn next(h: &Hearing) -> Option<&str> {
        h.next_to_speak().map(|s| s.id.as_str())
    }

    #[test]
    fn each_side_answers_the_other_and_a_hand_comes_first() {
        let mut h = room();
        assert_eq!(next(&h), Some("pr"));
        h.floor = Some(SeatId::new("pr"));
        assert_eq!(next(&h), Some("d"));
        h.floor = Some(SeatId::new("d"));
        assert_eq!(next(&h), Some("pr"));
        h.hands = vec![SeatId::new("p")];
        assert_eq!(next(&h), Some("p"));
    }

    #[test]
    fn a_third_party_is_heard_after_both() {
        let mut h = room();
        h.seats.push(Seat {
            zone: Zone::Courtroom,
            presence: Presence::Here { since: 0 },
            ..Seat::new("t", Role::Party, Side::ThirdParty, "t")
        });
        h.floor = Some(SeatId::new("pr"));
        assert_eq!(next(&h), Some("d"));
        h.floor = Some(SeatId::new("d"));
        assert_eq!(next(&h), Some("t"));
        h.floor = Some(SeatId::new("t"));
        assert_eq!(next(&h), Some("pr"));
    }

    #[test]
    fn nobody_is_next_before_the_hearing_or_when_gone() {
        let mut h = room();
        h.phase = Phase::Before;
        assert_eq!(next(&h), None);
        h.phase = Phase::InSession;
        h.floor = Some(SeatId::new("pr"));
        h.seats[2].presence = Presence::NeverHere;
        assert_eq!(next(&h), None);
    }
}
