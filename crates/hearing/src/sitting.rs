//! 第几次开庭 (R56): which hearing of the case this is. One that is adjourned and goes on another day is the next one.

use crate::{Hearing, Millis, beijing};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// From 1, over the whole case.
    pub number: u32,
    /// None: it has not begun.
    pub began: Option<Millis>,
}

impl Hearing {
    /// Those that this record is of, the first of them first; none for who may not know the case.
    pub fn sittings(&self) -> Vec<Sitting> {
        let case = self.matter.as_ref().and_then(|m| m.case.as_ref());
        let Some(case) = case else {
            return Vec::new();
        };
        let resumed = self
            .incidents
            .iter()
            .filter(|i| i.what.is_adjournment())
            .filter_map(|i| Some((i.at, i.until?)))
            // A close ends an adjournment too, and nobody sat again.
            .filter(|(_, until)| Some(*until) != self.closed_at)
            .filter(|(at, until)| beijing::day(*at) != beijing::day(*until))
            .map(|(_, until)| Some(until));
        let first = u32::from(case.earlier_hearings) + 1;
        let began = std::iter::once(self.opened_at).chain(resumed);
        (first..)
            .zip(began)
            .map(|(number, began)| Sitting { number, began })
            .collect()
    }
}
