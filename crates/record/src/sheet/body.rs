//! 正文: the lines under the headings of their stages.

use hearing::Stage;
use hearing::transcript::{LineKind, Speaker, TranscriptLine};
use serde::Serialize;

use super::Page;
use crate::literal::Text;
use crate::{clock, words};

/// Lines of one stage without a break; a hearing that returns to a stage has two such.
#[derive(Serialize)]
pub struct Section {
    stage: &'static str,
    /// When the stage was entered; none where that is not in view
    from: Option<String>,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    kind: Kind,
    who: Option<Text>,
    text: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Said,
    /// In brackets, said by nobody
    Done,
    Heading,
}

impl Page<'_> {
    pub fn body(&self) -> Vec<Section> {
        let lines = &self.hearing.transcript.lines;
        let mut met: Vec<Stage> = Vec::new();
        lines
            .chunk_by(|a, b| a.stage == b.stage)
            .filter_map(|run| Some((run.first()?, run)))
            .map(|(first, run)| {
                let before = met.iter().filter(|s| **s == first.stage).count();
                met.push(first.stage);
                Section {
                    stage: words::stage(first.stage),
                    from: self.entered(first.stage, before),
                    lines: run.iter().map(|line| self.line(line)).collect(),
                }
            })
            .collect()
    }

    fn entered(&self, stage: Stage, before: usize) -> Option<String> {
        let mut entered = self.hearing.stages_entered.iter();
        let (_, at) = entered.by_ref().filter(|(s, _)| *s == stage).nth(before)?;
        Some(clock::time(*at))
    }

    fn line(&self, line: &TranscriptLine) -> Line {
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
        let mut text = line.text.clone();
        if matches!(kind, Kind::Done) && !text.starts_with('（') {
            text = format!("（{text}）");
        }
        if line.kind == LineKind::Interpreted {
            text.push_str("（经翻译）");
        }
        if let Some((exhibit, page)) = &line.exhibit {
            text.push_str(&format!("〔{exhibit}，第{page}页〕"));
        }
        Line {
            kind,
            who,
            text: self.text(text),
        }
    }
}
