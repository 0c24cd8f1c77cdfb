//! 证据出示情况: which page lay before everybody, from when to when, in whose hand, and on how many of the screens; what was
//! played; what was drawn (R40, R45, R49, R51).

use hearing::exhibit::FileKind;
use hearing::mark::{Mark, Shape};
use hearing::presenting::{Played, Showing};
use hearing::said::Stood;
use hearing::{ExhibitId, Millis};
use serde::Serialize;

use super::Page;
use crate::clock;
use crate::literal::Text;

/// A showing is noted a moment after what it tells of; what lies further apart is another one (ms).
const APART: Millis = 2_000;

#[derive(Serialize)]
pub struct Shown {
    pub pages: Vec<[Text; 5]>,
    pub played: Vec<[Text; 4]>,
    pub marks: Vec<[Text; 5]>,
}

impl Page<'_> {
    /// None where nothing was shown that the reader may know of.
    pub fn shown(&self) -> Option<Shown> {
        let h = self.hearing;
        let set = |row: [String; 5]| row.map(|cell| self.text(cell));
        let shown = Shown {
            pages: h.stood.iter().map(|s| set(self.stood(s))).collect(),
            played: h
                .played
                .iter()
                .map(|p| self.played(p).map(|cell| self.text(cell)))
                .collect(),
            marks: h.marks.iter().map(|m| set(self.mark(m))).collect(),
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

    /// 6/7席已显示，未显示：被告周以宁. A screen that has said nothing has shown nothing that anybody knows of.
    fn screens(&self, stood: &Stood) -> String {
        let within = |s: &&Showing| {
            s.exhibit == stood.exhibit
                && s.page == stood.page
                && s.from + APART >= stood.from
                && stood.until.is_none_or(|until| s.from < until)
        };
        let newest = self.hearing.showings.iter().rev().find(within);
        let Some(showing) = newest.filter(|_| stood.beside.is_none()) else {
            return "无回报".to_owned();
        };
        let all = showing.seen.len() + showing.missing.len();
        let counted = format!("{}/{all}席已显示", showing.seen.len());
        if showing.missing.is_empty() {
            return counted;
        }
        let missing = showing.missing.iter().map(|seat| self.full_name(seat));
        let missing: Vec<_> = missing.collect();
        format!("{counted}，未显示：{}", missing.join("、"))
    }

    fn played(&self, played: &Played) -> [String; 4] {
        let title = self.hearing.exhibit(&played.exhibit);
        [
            played.exhibit.to_string(),
            title.map_or_else(String::new, |e| e.title.clone()),
            self.when(played.at),
            format!(
                "{}至{}",
                clock::span_of(played.from),
                clock::span_of(played.to)
            ),
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
