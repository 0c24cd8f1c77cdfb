//! 证据出示情况: which page lay before everybody, from when to when, in whose hand, and on whose screens it was painted; what
//! was played, and on whose; what was drawn (R40, R45, R49, R51).

use hearing::exhibit::FileKind;
use hearing::mark::{Mark, Shape};
use hearing::presenting::{Played, Showing};
use hearing::said::Stood;
use hearing::{ExhibitId, Millis, SeatId};
use serde::Serialize;

use super::Page;
use crate::clock;
use crate::literal::Text;

/// A showing is noted a moment after what it tells of; what lies further apart is another one (ms).
const APART: Millis = 2_000;

/// The whole hash stands in the list of exhibits; so much of it tells which file the screens had.
const HASH_SIGNS: usize = 16;

/// What the column of screens counts.
const SCREENS: &str = "各席屏幕绘出该页或播放后自行回报，证据、页码与文件SHA-256均与所出示者一致的才计入；SHA-256全文见证据清单。";

#[derive(Serialize)]
pub struct Shown {
    pub pages: Vec<[Text; 5]>,
    pub played: Vec<[Text; 5]>,
    pub marks: Vec<[Text; 5]>,
    pub screens: &'static str,
}

impl Page<'_> {
    /// None where nothing was shown that the reader may know of.
    pub fn shown(&self) -> Option<Shown> {
        let h = self.hearing;
        let set = |row: [String; 5]| row.map(|cell| self.text(cell));
        let shown = Shown {
            pages: h.stood.iter().map(|s| set(self.stood(s))).collect(),
            played: h.played.iter().map(|p| set(self.played(p))).collect(),
            marks: h.marks.iter().map(|m| set(self.mark(m))).collect(),
            screens: SCREENS,
        };
        let nothing = shown.pages.is_empty() && shown.played.is_empty() && shown.marks.is_empty();
        (!nothing).then_some(shown)
    }

    fn stood(&self, stood: &Stood) -> [String; 5] {
        let exhibit = match &stood.beside {
            Some(first) => format!("{}（与{first}对照）", stood.exhibit),
            None => stood.exhibit.to_string(),
        };
        let time = match stood.until {
            Some(until) => format!("{}至{}", self.when(stood.from), self.when(until)),
            None => format!("{}起", self.when(stood.from)),
        };
        [
            exhibit,
            self.page_of(&stood.exhibit, stood.page),
            time,
            self.full_name(&stood.by),
            self.screens(stood),
        ]
    }

    /// Sound and film have no pages.
    fn page_of(&self, exhibit: &ExhibitId, page: u32) -> String {
        let plays = self
            .hearing
            .exhibit(exhibit)
            .is_some_and(|e| match e.file.kind {
                FileKind::Audio | FileKind::Video => true,
                FileKind::Pdf
                | FileKind::Png
                | FileKind::Jpeg
                | FileKind::Webp
                | FileKind::Unknown => false,
            });
        if plays {
            "—".to_owned()
        } else {
            format!("第{page}页")
        }
    }

    fn screens(&self, stood: &Stood) -> String {
        let since = self.lay_since(stood);
        let within = |s: &&Showing| {
            s.exhibit == stood.exhibit
                && s.page == stood.page
                && s.beside == stood.beside.is_some()
                && s.from + APART >= since
                && stood.until.is_none_or(|until| s.from < until)
        };
        self.on_screens(self.hearing.showings.iter().rev().find(within))
    }

    /// Put into another hand, it goes on lying there: the screens that have it paint nothing anew.
    fn lay_since(&self, stood: &Stood) -> Millis {
        let before = |from: Millis| {
            self.hearing.stood.iter().find(|s| {
                s.until == Some(from)
                    && s.exhibit == stood.exhibit
                    && s.page == stood.page
                    && s.beside == stood.beside
            })
        };
        let mut since = stood.from;
        // One that ended when it began would lead to itself.
        while let Some(earlier) = before(since).filter(|s| s.from < since) {
            since = earlier.from;
        }
        since
    }

    /// 2/3席已显示：审判员顾澄、…；未显示：被告周以宁；SHA-256 9f86…，2席核对全文件. A screen that has said nothing has shown nothing
    /// that anybody knows of, and one that had another file is not counted.
    fn on_screens(&self, showing: Option<&Showing>) -> String {
        let Some(showing) = showing else {
            return "无回报".to_owned();
        };
        let names = |seats: &mut dyn Iterator<Item = &SeatId>| {
            let names: Vec<_> = seats.map(|seat| self.full_name(seat)).collect();
            names.join("、")
        };
        let all = showing.seen.len() + showing.missing.len();
        let mut told = format!("{}/{all}席已显示", showing.seen.len());
        if !showing.seen.is_empty() {
            told += &format!("：{}", names(&mut showing.seen.iter().map(|s| &s.seat)));
        }
        if !showing.missing.is_empty() {
            told += &format!("；未显示：{}", names(&mut showing.missing.iter()));
        }
        if !showing.seen.is_empty() {
            let hash: String = showing.sha256.chars().take(HASH_SIGNS).collect();
            let checked = showing.seen.iter().filter(|s| s.checked).count();
            told += &format!("；SHA-256 {hash}，{checked}席核对全文件");
        }
        told
    }

    fn played(&self, played: &Played) -> [String; 5] {
        let title = self.hearing.exhibit(&played.exhibit);
        let ran = |s: &&Showing| {
            s.exhibit == played.exhibit
                && s.playing == Some(true)
                && s.from.abs_diff(played.at) < APART
        };
        let showings = self.hearing.showings.iter().rev().filter(ran);
        [
            played.exhibit.to_string(),
            title.map_or_else(String::new, |e| e.title.clone()),
            self.when(played.at),
            format!(
                "{}至{}",
                clock::span_of(played.from),
                clock::span_of(played.to)
            ),
            self.on_screens(showings.min_by_key(|s| s.from.abs_diff(played.at))),
        ]
    }

    fn mark(&self, mark: &Mark) -> [String; 5] {
        let shape = match mark.shape {
            Shape::Rectangle => "矩形",
            Shape::Arrow => "箭头",
            Shape::Underline => "下划线",
        };
        let what = match mark.label.trim() {
            "" => shape.to_owned(),
            label => format!("{shape}：{label}"),
        };
        let until = match mark.erased_at {
            Some(at) => format!("{}，{}擦除", self.when(mark.at), self.when(at)),
            None => self.when(mark.at),
        };
        [
            self.full_name(&mark.by),
            mark.exhibit.to_string(),
            self.page_of(&mark.exhibit, mark.page),
            what,
            until,
        ]
    }
}
