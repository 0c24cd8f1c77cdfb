//! 正文: the lines under the headings of their stages.

use hearing::transcript::{LineKind, Speaker, TranscriptLine};
use hearing::{Millis, Stage};
use serde::Serialize;

use super::Page;
use crate::literal::Text;
use crate::{clock, words};

/// The longest name of a page in the margin, in characters.
const MARGIN: usize = 12;

/// Lines of one stage without a break; a hearing that returns to a stage has two such.
#[derive(Serialize)]
pub struct Section {
    pub stage: &'static str,
    /// When the stage was entered; none where that is not in view
    pub from: Option<String>,
    pub lines: Vec<Line>,
}

#[derive(Serialize)]
pub struct Line {
    /// Its number in the record, from 0.
    pub n: usize,
    /// When in the hearing it was said (ms).
    #[serde(skip)]
    pub at: Option<Millis>,
    pub kind: Kind,
    pub who: Option<Text>,
    pub text: Text,
    /// In the margin: when in the hearing it was said.
    pub offset: Option<String>,
    /// In the margin: which page lay before everybody (R50).
    pub before: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Said,
    /// In brackets, said by nobody
    Done,
    Heading,
}

impl Page<'_> {
    pub fn body(&self) -> Vec<Section> {
        let lines = &self.hearing.transcript.lines;
        let mut met: Vec<Stage> = Vec::new();
        let mut numbers = 0..;
        lines
            .chunk_by(|a, b| a.stage == b.stage)
            .filter_map(|run| Some((run.first()?, run)))
            .map(|(first, run)| {
                let before = met.iter().filter(|s| **s == first.stage).count();
                met.push(first.stage);
                Section {
                    stage: words::stage(first.stage),
                    from: self.entered(first.stage, before),
                    lines: run
                        .iter()
                        .zip(numbers.by_ref())
                        .map(|(line, n)| self.line(n, line))
                        .collect(),
                }
            })
            .collect()
    }

    fn entered(&self, stage: Stage, before: usize) -> Option<String> {
        let mut entered = self.hearing.stages_entered.iter();
        let (_, at) = entered.by_ref().filter(|(s, _)| *s == stage).nth(before)?;
        Some(self.when(*at))
    }

    fn line(&self, n: usize, line: &TranscriptLine) -> Line {
        let who = match &line.speaker {
            Speaker::Seat(seat) => Some(self.text(self.label(seat))),
            Speaker::Nobody => None,
        };
        let kind = match (line.kind, &who) {
            (LineKind::Heading, _) => Kind::Heading,
            (LineKind::Act | LineKind::Incident, _) | (_, None) => Kind::Done,
            (
                LineKind::Speech | LineKind::Ruling | LineKind::Exhibit | LineKind::Interpreted,
                Some(_),
            ) => Kind::Said,
        };
        let mut text = match &line.speaker {
            Speaker::Seat(seat) => self.setter.masking.said_by(seat, &line.text),
            Speaker::Nobody => self.setter.masking.of(&line.text),
        }
        .into_owned();
        if matches!(kind, Kind::Done) && !text.starts_with('（') {
            text = format!("（{text}）");
        }
        if line.kind == LineKind::Interpreted {
            text.push_str("（经翻译）");
        }
        if let Some((exhibit, page)) = &line.exhibit {
            text.push_str(&format!("〔{exhibit}，第{page}页〕"));
        }
        let said = line.said.as_ref();
        let pages = said.map_or(&[][..], |said| said.before.as_slice());
        let mut before: Vec<_> = pages.iter().map(|(e, p)| format!("{e} 第{p}页")).collect();
        // What is too long for the margin stands behind the words.
        if before.iter().any(|page| page.chars().count() > MARGIN) {
            text.push_str(&format!("〔当庭出示：{}〕", before.join("、")));
            before.clear();
        }
        let at = said.and_then(|said| said.offset);
        Line {
            n,
            at,
            kind,
            who,
            text: self.setter.as_it_is(text),
            offset: at.map(clock::span_of),
            before: (!before.is_empty()).then(|| self.text(before.join("\n"))),
        }
    }
}
