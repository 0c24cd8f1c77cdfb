//! 庭审码: nine digits that may be read out over a telephone. The last is a Luhn check digit, so that every single
//! mistyped digit and nearly every swap of neighbours is told from a wrong code before it costs a try.

/// The code of a random number: eight digits, the first not 0, and the check digit.
pub fn of_number(random: u64) -> String {
    let digits = (random % 90_000_000 + 10_000_000).to_string();
    let check = check_digit(&digits);
    format!("{digits}{check}")
}

/// The nine digits of what somebody typed, spaces and hyphens left out; none when they cannot be a code.
pub fn parse(typed: &str) -> Option<String> {
    let digits: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    let (body, check) = digits.split_at_checked(8)?;
    let plain = digits.len() == 9 && digits.bytes().all(|b| b.is_ascii_digit());
    (plain && check.parse() == Ok(check_digit(body))).then_some(digits)
}

/// Luhn: from the right, every second digit counts double, the sum of its own digits.
fn check_digit(body: &str) -> u32 {
    let sum: u32 = body
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, double) if double > 9 => double - 9,
            (0, double) => double,
            _ => digit,
        })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_write_it() {
        let code = of_number(0x5eed_5eed_5eed_5eed);
        let (a, rest) = code.split_at(3);
        let (b, c) = rest.split_at(3);
        assert_eq!(parse(&format!(" {a} {b}-{c}")), Some(code));
    }

    #[test]
    fn any_single_wrong_digit_is_found() {
        let code = of_number(0x5eed_5eed_5eed_5eed);
        for at in 0..9 {
            for digit in '0'..='9' {
                let mut wrong: Vec<char> = code.chars().collect();
                if wrong[at] != digit {
                    wrong[at] = digit;
                    assert_eq!(parse(&wrong.iter().collect::<String>()), None);
                }
            }
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in [
            "",
            "12345678",
            "1234567890",
            "一二三四五六七八九",
            "12345678x",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
