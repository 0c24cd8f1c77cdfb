//! 加入日历: an iCalendar file (RFC 5545) made in this browser. No link and no code is in it: calendars are shared, synchronised
//! and read over shoulders.

use hearing::Millis;
use leptos::prelude::*;

use crate::text::calendar;
use crate::ui::{Icon, day_and_time, hand_over_text};

/// Octets of a line before it is folded (RFC 5545 3.1).
const LINE: usize = 75;
const KIND: &str = "text/calendar;charset=utf-8";

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Of the hearing, and so the same however often it is added: a calendar replaces what it knows already.
    pub uid: String,
    pub at: Millis,
    pub summary: String,
    pub place: String,
    pub words: String,
}

/// One press: the file is given to whatever calendar this device has.
#[component]
pub fn AddToCalendar(#[prop(into)] entry: Signal<Option<Entry>>) -> impl IntoView {
    let add = move |_| {
        if let Some(entry) = entry.get_untracked()
            && hand_over_text(
                &file(&entry, js_sys::Date::now().max(0.0) as Millis),
                KIND,
                "hearing.ics",
            )
            .is_none()
        {
            gloo::console::warn!("this browser saves no files");
        }
    };
    view! {
        <button type="button" class="tool" data-act="calendar" on:click=add>
            <Icon name="calendar" />
            <span>{calendar::add}</span>
        </button>
    }
}

fn file(entry: &Entry, now: Millis) -> String {
    let host = gloo::utils::window().location().hostname();
    let host = host.unwrap_or_default();
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Kaiting//Hearings//ZH".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        // China has one offset and no summer time.
        "BEGIN:VTIMEZONE".to_owned(),
        "TZID:Asia/Shanghai".to_owned(),
        "BEGIN:STANDARD".to_owned(),
        "DTSTART:19700101T000000".to_owned(),
        "TZOFFSETFROM:+0800".to_owned(),
        "TZOFFSETTO:+0800".to_owned(),
        "TZNAME:CST".to_owned(),
        "END:STANDARD".to_owned(),
        "END:VTIMEZONE".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@{}", escaped(&entry.uid), escaped(&host)),
        format!("DTSTAMP:{}Z", stamp(now.saturating_sub(8 * 3_600_000))),
        format!("DTSTART;TZID=Asia/Shanghai:{}", stamp(entry.at)),
        "DURATION:PT1H".to_owned(),
        format!("SUMMARY:{}", escaped(&entry.summary)),
        format!("LOCATION:{}", escaped(&entry.place)),
        format!("DESCRIPTION:{}", escaped(&entry.words)),
        "CLASS:PRIVATE".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION:{}", escaped(&entry.summary)),
        "TRIGGER:-PT30M".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| folded(line) + "\r\n").collect()
}

/// 20261126T093000, in Beijing.
fn stamp(at: Millis) -> String {
    let digits: String = day_and_time(at)
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let (day, time) = digits.split_at_checked(8).unwrap_or((&digits, ""));
    format!("{day}T{time}00")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' | ';' | ',' => out.extend(['\\', sign]),
            '\n' => out.push_str("\\n"),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// No line has more octets than [`LINE`], and no character is cut.
fn folded(line: &str) -> String {
    let (mut out, mut octets) = (String::with_capacity(line.len()), 0);
    for sign in line.chars() {
        if octets + sign.len_utf8() > LINE {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(sign);
        octets += sign.len_utf8();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn lines_are_folded_between_characters() {
        let long = format!("SUMMARY:{}", "开庭".repeat(60));
        let text = folded(&long);
        assert!(text.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(text.replace("\r\n ", ""), long);
    }

    #[wasm_bindgen_test]
    fn what_means_something_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne\r"), "a\\,b\\;c\\\\d\\ne");
        assert_eq!(stamp(1_795_656_600_000), "20261126T093000");
    }
}
