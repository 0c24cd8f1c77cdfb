//! Whose turn it is (R22, R102): a suggestion to the judge, never a rule that holds him.

use crate::exhibit::Exhibit;
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
        // Whoever has said what he thinks of it is not asked again.
        let awaits = |exhibit: &Exhibit| {
            let asked = self.speaker_of(opposite(exhibit.side));
            asked.is_some_and(|s| exhibit.opinions.iter().all(|o| o.by != s.id))
        };
        let side = match (shown, self.floor.as_ref().and_then(|f| self.seat(f))) {
            (Some(exhibit), _) if awaits(exhibit) => opposite(exhibit.side),
            (Some(_) | None, Some(speaker)) => opposite(speaker.side),
            (Some(_) | None, None) => Side::Plaintiff,
        };
        self.speaker_of(side)
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

fn opposite(side: Side) -> Side {
    match side {
        Side::Plaintiff => Side::Defendant,
        Side::Defendant | Side::ThirdParty | Side::Court | Side::None => Side::Plaintiff,
    }
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
