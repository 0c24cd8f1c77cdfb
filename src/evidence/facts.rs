//! What the evidence pages ask of a hearing.

use hearing::exhibit::{Exhibit, ExhibitFile, FileKind};
use hearing::{ExhibitId, Hearing, Procedure, Role, SeatId, Side};

use crate::text::terms::{self, Tribunal};
use crate::text::{evidence, proof};

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
    /// What it shows, in words (R52); empty where nobody has written any.
    pub alternative: String,
}

impl Item {
    pub fn of(exhibit: &Exhibit) -> Self {
        Self {
            id: exhibit.id.clone(),
            title: exhibit.title.clone(),
            file: exhibit.file.clone(),
            alternative: exhibit.text_alternative.clone(),
        }
    }

    /// What is said of it to who cannot see it: its words, or that a picture has none.
    pub fn described(&self) -> Option<String> {
        if !self.alternative.is_empty() {
            Some(self.alternative.clone())
        } else if self.file.kind.is_picture() {
            Some(proof::alternative_missing().to_owned())
        } else {
            None
        }
    }

    pub fn has_pages(&self) -> bool {
        self.file.kind == FileKind::Pdf
    }

    /// Whether it runs in time: sound or film.
    pub fn plays(&self) -> bool {
        match self.file.kind {
            FileKind::Audio | FileKind::Video => true,
            FileKind::Pdf | FileKind::Png | FileKind::Jpeg | FileKind::Webp | FileKind::Unknown => {
                false
            }
        }
    }

    /// Whether there is a page to enlarge and to turn.
    pub fn is_sheet(&self) -> bool {
        match self.file.kind {
            FileKind::Pdf | FileKind::Png | FileKind::Jpeg | FileKind::Webp => true,
            FileKind::Audio | FileKind::Video | FileKind::Unknown => false,
        }
    }
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
