//! Times as a Chinese court writes them: Beijing time, which knows no summer time.

use hearing::Millis;
use time::{OffsetDateTime, UtcOffset};

/// Minutes east of Greenwich.
pub const OFFSET_MINUTES: i32 = 8 * 60;

pub fn beijing(at: Millis) -> Option<OffsetDateTime> {
    let seconds = i64::try_from(at / 1000).ok()?;
    let offset = UtcOffset::from_whole_seconds(OFFSET_MINUTES * 60).ok()?;
    OffsetDateTime::from_unix_timestamp(seconds)
        .ok()?
        .checked_to_offset(offset)
}

/// `2026年11月26日`
pub fn day(at: Millis) -> String {
    beijing(at).map_or_else(String::new, |t| {
        format!("{}年{}月{}日", t.year(), u8::from(t.month()), t.day())
    })
}

/// `2026-11-26T02:07:12Z`
pub fn utc(at: Millis) -> String {
    let seconds = i64::try_from(at / 1000).unwrap_or_default();
    OffsetDateTime::from_unix_timestamp(seconds).map_or_else(
        |_| String::new(),
        |t| {
            let (month, day) = (u8::from(t.month()), t.day());
            let (h, m, s) = (t.hour(), t.minute(), t.second());
            format!("{:04}-{month:02}-{day:02}T{h:02}:{m:02}:{s:02}Z", t.year())
        },
    )
}

/// `10:07:12`
pub fn time(at: Millis) -> String {
    beijing(at).map_or_else(String::new, |t| {
        format!("{:02}:{:02}:{:02}", t.hour(), t.minute(), t.second())
    })
}

/// How far into something that runs: `00:42:10`
pub fn span_of(ms: Millis) -> String {
    let seconds = ms / 1_000;
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}", seconds % 60)
}

/// `2026年11月26日 10:07:12`. Empty beyond the calendar.
pub fn day_and_time(at: Millis) -> String {
    format!("{} {}", day(at), time(at))
}

/// From and to, the day named once where it is one day.
pub fn span(from: Option<Millis>, to: Option<Millis>) -> String {
    match (from, to) {
        (None, _) => "尚未开庭".to_owned(),
        (Some(from), None) => format!("{}（北京时间）至未闭庭", day_and_time(from)),
        (Some(from), Some(to)) if day(from) == day(to) => {
            format!("{} 至 {}（北京时间）", day_and_time(from), time(to))
        }
        (Some(from), Some(to)) => {
            format!("{} 至 {}（北京时间）", day_and_time(from), day_and_time(to))
        }
    }
}
