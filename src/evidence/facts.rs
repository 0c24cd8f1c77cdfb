//! What the evidence pages ask of a hearing.

use hearing::exhibit::{Exhibit, ExhibitFile, FileKind};
use hearing::{Act, ExhibitId, Grant, Hearing, Procedure, Role, SeatId, Side, permitted};

use crate::text::evidence;
use crate::text::terms::{self, Tribunal};

/// A person as the exhibit pages name one.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub role: Role,
    pub side: Side,
    pub tribunal: Tribunal,
    pub name: String,
}

impl Person {
    pub fn of(h: &Hearing, seat: &SeatId) -> Option<Self> {
        let seat = h.seat(seat)?;
        Some(Self {
            role: seat.role,
            side: seat.side,
            tribunal: Tribunal::of(h)?,
            name: seat.name.clone(),
        })
    }

    pub fn title(&self) -> &'static str {
        terms::role(self.role, self.side, self.tribunal)
    }

    /// 原告林知远
    pub fn words(&self) -> String {
        evidence::title_and_name(self.title(), &self.name)
    }
}

pub fn procedure(h: &Hearing) -> Procedure {
    h.matter
        .as_ref()
        .map_or(Procedure::CivilSimple, |m| m.procedure)
}

/// The bytes of one exhibit, and what to call them.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub id: ExhibitId,
    pub title: String,
    pub file: ExhibitFile,
}

impl Item {
    pub fn of(exhibit: &Exhibit) -> Self {
        Self {
            id: exhibit.id.clone(),
            title: exhibit.title.clone(),
            file: exhibit.file.clone(),
        }
    }

    pub fn has_pages(&self) -> bool {
        self.file.kind == FileKind::Pdf
    }

    /// Whether there is a page to enlarge and to turn.
    pub fn is_sheet(&self) -> bool {
        match self.file.kind {
            FileKind::Pdf | FileKind::Png | FileKind::Jpeg | FileKind::Webp => true,
            FileKind::Audio | FileKind::Video | FileKind::Unknown => false,
        }
    }
}

/// The sides that examine what `side` has put in (EV 62), in the order of the room.
pub fn examining_sides(h: &Hearing, side: Side) -> Vec<Side> {
    [Side::Plaintiff, Side::Defendant, Side::ThirdParty]
        .into_iter()
        .filter(|other| *other != side)
        .filter(|other| {
            h.seats
                .iter()
                .any(|s| s.side == *other && permitted(s.role, Act::Examine) == Grant::Yes)
        })
        .collect()
}

/// Exhibits in the order of the list: by side, then by number.
pub fn in_order(h: &Hearing) -> Vec<&Exhibit> {
    let mut all: Vec<_> = h.exhibits.iter().collect();
    all.sort_by_key(|e| (e.side, number(&e.id)));
    all
}

/// P10 stands behind P9.
fn number(id: &ExhibitId) -> (String, u64, String) {
    let text = id.as_str();
    let letters: String = text.chars().take_while(|c| !c.is_ascii_digit()).collect();
    let rest = text.get(letters.len()..).unwrap_or_default();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let n = digits.parse().unwrap_or(u64::MAX);
    (letters, n, text.to_owned())
}

/// Why a number cannot be filed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadNumber {
    /// Not letters, digits and hyphens of ASCII, or too long.
    Malformed,
    Taken,
}

/// The longest number, in characters.
pub const NUMBER_LIMIT: u32 = 16;

/// What the court would say of this number, said while it is typed. An empty one is only not written yet.
pub fn bad_number(h: &Hearing, number: &str) -> Option<BadNumber> {
    let sign = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if number.chars().count() > NUMBER_LIMIT as usize || !number.chars().all(sign) {
        Some(BadNumber::Malformed)
    } else if h.exhibit(&ExhibitId::new(number)).is_some() {
        Some(BadNumber::Taken)
    } else {
        None
    }
}

/// The next number that this side has not used: P8, D4.
pub fn next_number(h: &Hearing, side: Side) -> String {
    let letter = match side {
        Side::Plaintiff => "P",
        Side::Defendant => "D",
        Side::ThirdParty => "T",
        Side::Court | Side::None => "C",
    };
    let highest = h
        .exhibits
        .iter()
        .filter_map(|e| e.id.as_str().strip_prefix(letter))
        .filter_map(|rest| rest.split('-').next()?.parse::<u32>().ok())
        .max();
    format!("{letter}{}", highest.unwrap_or(0).saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn ten_stands_behind_nine() {
        let n = |text: &str| number(&ExhibitId::new(text));
        assert!(n("P9") < n("P10"));
        assert!(n("P2") < n("P2-1"));
        assert!(n("D1") < n("P1"));
    }

    #[wasm_bindgen_test]
    fn a_number_is_what_the_court_takes() {
        let h = Hearing::default();
        for good in ["", "P1", "p-12", "ABCDEFGH-1234567"] {
            assert_eq!(bad_number(&h, good), None, "{good}");
        }
        for bad in ["证1", "Ｐ１", "P 1", "P_1", "P1。", "ABCDEFGH-12345678"] {
            assert_eq!(bad_number(&h, bad), Some(BadNumber::Malformed), "{bad}");
        }
    }

    #[wasm_bindgen_test]
    fn numbers_begin_at_one() {
        assert_eq!(next_number(&Hearing::default(), Side::Plaintiff), "P1");
        assert_eq!(next_number(&Hearing::default(), Side::Court), "C1");
    }
}
