//! Beijing time as a court writes it: one offset, no summer time.

use crate::Millis;

/// `2026年11月26日10:07`
pub(crate) fn day_and_time(at: Millis) -> String {
    let (days, minute) = (day(at), minutes(at) % 1_440);
    // Civil from days, counted from 1 March of the year 0.
    let z = days + 719_468;
    let era = z / 146_097;
    let day_of_era = z % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let m = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * m + 2) / 5 + 1;
    let month = if m < 10 { m + 3 } else { m - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!(
        "{year}年{month}月{day}日{:02}:{:02}",
        minute / 60,
        minute % 60
    )
}

/// `2026年11月26日10:07:12`
pub fn day_and_second(at: Millis) -> String {
    format!("{}:{:02}", day_and_time(at), at / 1_000 % 60)
}

/// Days since the first of 1970, as the calendar in Beijing counts them.
pub(crate) fn day(at: Millis) -> u64 {
    minutes(at) / 1_440
}

/// `10:07`
pub(crate) fn time(at: Millis) -> String {
    let minute = minutes(at) % 1_440;
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// `10:07:12`
pub(crate) fn to_the_second(at: Millis) -> String {
    format!("{}:{:02}", time(at), at / 1_000 % 60)
}

fn minutes(at: Millis) -> u64 {
    at / 60_000 + 8 * 60
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_as_a_court_tells_it() {
        assert_eq!(day_and_time(1_795_657_800_000), "2026年11月26日09:50");
        assert_eq!(day_and_time(951_782_400_000), "2000年2月29日08:00");
        assert_eq!(day_and_time(1_798_732_799_000), "2026年12月31日23:59");
        assert_eq!(time(1_795_657_800_000), "09:50");
        assert_eq!(to_the_second(1_795_657_812_345), "09:50:12");
    }
}
