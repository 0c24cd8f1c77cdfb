//! Times as a Chinese court writes them: Beijing time, whatever the clock of this computer says.

use hearing::Millis;

const BEIJING: u64 = 8 * 3_600_000;

/// Hours, minutes and seconds: 09:34:05.
pub fn clock_time(at: Millis) -> String {
    let seconds = (at + BEIJING) / 1_000 % 86_400;
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// How far into the hearing: 00:42:10
pub fn hearing_time(offset: Millis) -> String {
    let seconds = offset / 1_000;
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}", seconds % 60)
}

/// 2026-11-26 09:34
pub fn day_and_time(at: Millis) -> String {
    let (year, month, day) = date(at);
    let time = clock_time(at);
    format!(
        "{year:04}-{month:02}-{day:02} {}",
        time.get(..5).unwrap_or(&time)
    )
}

const DAY: u64 = 86_400_000;

/// Days since 1970, in Beijing.
pub fn day_number(at: Millis) -> u64 {
    (at + BEIJING) / DAY
}

/// Noon of a day, so that whatever is told of the day is told of this one.
pub fn noon_of(day: u64) -> Millis {
    (day * DAY + DAY / 2).saturating_sub(BEIJING)
}

/// The Monday of the week that a day is in.
pub fn monday_of(day: u64) -> u64 {
    // The epoch was a Thursday.
    day.saturating_sub((day + 3) % 7)
}

/// Civil date of a day count, by the usual era arithmetic (years begin in March).
fn date(at: Millis) -> (u64, u64, u64) {
    let days = day_number(at) + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn beijing_days() {
        assert_eq!(day_and_time(0), "1970-01-01 08:00");
        assert_eq!(day_and_time(1_709_222_400_000), "2024-03-01 00:00");
        assert_eq!(day_and_time(1_795_656_840_000), "2026-11-26 09:34");
        assert_eq!(clock_time(1_795_656_845_000), "09:34:05");
        assert_eq!(hearing_time(2_530_999), "00:42:10");
        assert_eq!(hearing_time(100 * 3_600_000), "100:00:00");
        // A Thursday; the week began on the 23rd.
        let monday = monday_of(day_number(1_795_656_840_000));
        assert_eq!(day_and_time(noon_of(monday)), "2026-11-23 12:00");
        assert_eq!(monday_of(monday), monday);
        assert_eq!(monday_of(monday + 6), monday);
    }
}
