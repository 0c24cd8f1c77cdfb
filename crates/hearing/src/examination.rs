//! 质证的顺序 (R41; EV 62): whose exhibit is next, and which sides are to be heard on it.

use crate::exhibit::Exhibit;
use crate::late::LateOutcome;
use crate::{Act, ExhibitId, Grant, Hearing, Side, permitted};

impl ExhibitId {
    /// By letters, then by number, so that P10 stands behind P9.
    pub fn rank(&self) -> (&str, u64, &str) {
        let text = self.as_str();
        let number = text.find(|c: char| c.is_ascii_digit());
        let (letters, rest) = text.split_at(number.unwrap_or(text.len()));
        let end = rest.find(|c: char| !c.is_ascii_digit());
        let digits = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        (letters, digits.parse().unwrap_or(u64::MAX), text)
    }
}

impl Hearing {
    /// Exhibits in the order of the list and of their examination: the plaintiff's, the defendant's, the third party's,
    /// then what the court has collected itself.
    pub fn in_examination_order(&self) -> Vec<&Exhibit> {
        let turn = |side: Side| match side {
            Side::Plaintiff => 0,
            Side::Defendant => 1,
            Side::ThirdParty => 2,
            Side::Court => 3,
            Side::None => 4,
        };
        let mut all: Vec<_> = self.exhibits.iter().collect();
        all.sort_by_cached_key(|e| (turn(e.side), e.id.rank()));
        all
    }

    /// The sides that examine what `side` has put in, in the order in which they are heard.
    pub fn examining_sides(&self, side: Side) -> Vec<Side> {
        [Side::Plaintiff, Side::Defendant, Side::ThirdParty]
            .into_iter()
            .filter(|other| *other != side)
            .filter(|other| {
                self.seats
                    .iter()
                    .any(|s| s.side == *other && permitted(s.role, Act::Examine) == Grant::Yes)
            })
            .collect()
    }

    /// The sides that have not been heard on an exhibit.
    pub fn awaited_on(&self, exhibit: &Exhibit) -> Vec<Side> {
        let spoke = |side: &Side| {
            let of_side = |o: &crate::exhibit::ExaminationOpinion| {
                self.seat(&o.by).is_some_and(|s| s.side == *side)
            };
            exhibit.opinions.iter().any(of_side)
        };
        let mut sides = self.examining_sides(exhibit.side);
        sides.retain(|side| !spoke(side));
        sides
    }

    /// A suggestion, which binds nobody: the first exhibit on which a side is still to be heard, and that side.
    pub fn next_to_examine(&self) -> Option<(ExhibitId, Side)> {
        self.in_examination_order()
            .into_iter()
            .filter(|e| e.is_examined())
            .find_map(|e| {
                let side = *self.awaited_on(e).first()?;
                Some((e.id.clone(), side))
            })
    }
}

impl Exhibit {
    /// Whether it goes to examination: neither withdrawn nor late and not taken.
    pub fn is_examined(&self) -> bool {
        let taken = self.late.as_ref().is_none_or(|late| {
            late.ruling
                .as_ref()
                .is_some_and(|r| r.outcome != LateOutcome::NotAdmitted)
        });
        self.withdrawn.is_none() && taken
    }
}
