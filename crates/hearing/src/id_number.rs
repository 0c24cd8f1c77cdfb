//! What somebody types of his document's number: the whole of it, or its last four. Only those leave his page (R97).
//!
//! The number of an identity card (公民身份号码, GB 11643) checks itself: its last sign follows from the seventeen before it.
//! It is looked at as a courtesy, so that a slip is found by who made it and not by the clerk.

use crate::check_in::DocumentKind;
use crate::plain::narrow;

/// Why the last four cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// Fewer than four letters or digits.
    Short,
    /// Neither all eighteen nor the last four of an identity card.
    Length,
    /// Something else than digits, but for an X at its end.
    Signs,
    /// One of the eighteen is wrong, or two have changed places.
    Check,
}

/// The last four letters or digits, in capitals.
pub fn last_four(document: DocumentKind, typed: &str) -> Result<String, NumberFault> {
    let signs: Vec<char> = typed
        .chars()
        .map(narrow)
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let start = signs.len().checked_sub(4).ok_or(NumberFault::Short)?;
    match document {
        DocumentKind::IdCard => of_id_card(&signs)?,
        DocumentKind::Passport | DocumentKind::LawyerLicence | DocumentKind::Other => {}
    }
    Ok(signs.into_iter().skip(start).collect())
}

/// Whether these can be the last four of such a document.
pub(crate) fn is_last_four(document: DocumentKind, text: &str) -> bool {
    text.chars().count() == 4
        && text.chars().all(|c| c.is_ascii_alphanumeric())
        && last_four(document, text).is_ok()
}

fn of_id_card(signs: &[char]) -> Result<(), NumberFault> {
    let whole = signs.len() == 18;
    if !whole && signs.len() != 4 {
        return Err(NumberFault::Length);
    }
    let Some((end, body)) = signs.split_last() else {
        return Err(NumberFault::Short);
    };
    let digits: Option<Vec<u32>> = body.iter().map(|c| c.to_digit(10)).collect();
    match (digits, end) {
        (Some(digits), 'X' | '0'..='9') if !whole || check_sign(&digits) == *end => Ok(()),
        (Some(_), 'X' | '0'..='9') => Err(NumberFault::Check),
        _ => Err(NumberFault::Signs),
    }
}

/// ISO 7064, MOD 11-2: each place weighs a power of two.
fn check_sign(body: &[u32]) -> char {
    let sum = body.iter().fold(0_u32, |sum, digit| (sum + digit) * 2 % 11);
    match (12 - sum) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('X'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id_card(typed: &str) -> Result<String, NumberFault> {
        last_four(DocumentKind::IdCard, typed)
    }

    #[test]
    fn only_the_end_of_a_number_is_taken() {
        assert_eq!(id_card("11010519491231002x").as_deref(), Ok("002X"));
        assert_eq!(id_card("110108 19860101 0027").as_deref(), Ok("0027"));
        assert_eq!(
            id_card("１１０１０８１９８６０１０１００２７").as_deref(),
            Ok("0027")
        );
        assert_eq!(id_card("002x").as_deref(), Ok("002X"), "or it alone");
        let passport = last_four(DocumentKind::Passport, "E 1234 5678");
        assert_eq!(passport.as_deref(), Ok("5678"));
        assert_eq!(id_card("12a"), Err(NumberFault::Short));
    }

    #[test]
    fn a_slip_is_found_by_the_last_sign() {
        let good = "110108198601010027";
        assert_eq!(id_card(good).as_deref(), Ok("0027"));
        for at in 0..17 {
            let slip = |by: u8| {
                let mut typed = good.as_bytes().to_vec();
                typed[at] = b'0' + (typed[at] - b'0' + by) % 10;
                String::from_utf8(typed).unwrap()
            };
            for by in 1..10 {
                assert_eq!(id_card(&slip(by)), Err(NumberFault::Check), "{at} by {by}");
            }
        }
        assert_eq!(id_card("110108198601010207"), Err(NumberFault::Check));
        assert_eq!(id_card("11010819860101002"), Err(NumberFault::Length));
        assert_eq!(id_card("11010819860101O027"), Err(NumberFault::Signs));
        assert_eq!(id_card("00X7"), Err(NumberFault::Signs));
    }
}
