//! 补正申请 and 核对签名 (R57, R65-R69).

use hearing::transcript::{
    Correction, SignOff, SignOffEntry, SignState, Signature, Speaker, Wrong,
};
use hearing::{Masking, SeatId};
use serde::Serialize;

use super::Page;
use crate::literal::Text;
use crate::{clock, words};

#[derive(Serialize)]
pub struct Request {
    pub by: Text,
    pub now_reads: Text,
    pub should_read: Text,
    pub reason: Text,
    pub decision: Text,
}

#[derive(Serialize)]
pub struct Signing {
    pub opened: String,
    pub finished: Option<String>,
    /// What stands over the signatures: what those have stated who gave them, and nobody else
    pub statement: Option<&'static str>,
    pub rows: Vec<Row>,
}

#[derive(Serialize)]
pub struct Row {
    pub standing: &'static str,
    pub name: Text,
    pub state: Text,
    /// What the signature is bound to: version, digest, and whether it is the text of this very file
    pub bound: Option<Bound>,
    /// Strokes within a box one wide and a third high, y downwards
    pub drawing: Vec<Vec<(f64, f64)>>,
}

#[derive(Serialize)]
pub struct PageSignature {
    pub own: &'static str,
    pub name: Text,
    pub drawing: Vec<Vec<(f64, f64)>>,
}

#[derive(Serialize)]
pub struct Bound {
    pub version: u32,
    pub sha256: Text,
    pub verdict: &'static str,
}

impl Page<'_> {
    pub fn corrections(&self) -> Vec<Request> {
        let all = &self.hearing.transcript.corrections;
        all.iter().map(|c| self.request(c)).collect()
    }

    fn request(&self, c: &Correction) -> Request {
        let decision = match &c.decision {
            None => "待处理".to_owned(),
            Some(d) => format!(
                "{}：{}（{}，{}）",
                if d.granted {
                    "准予补正"
                } else {
                    "不予补正"
                },
                d.reason,
                self.full_name(&d.by),
                self.when(d.at)
            ),
        };
        let (now_reads, should_read) = self.reads(c);
        Request {
            by: self.text(format!("{} {}", self.full_name(&c.by), self.when(c.at))),
            now_reads,
            should_read,
            reason: self.by(&c.by, &c.reason),
            decision: self.text(decision),
        }
    }

    /// What the line reads is said by who speaks in it, whoever wants it mended.
    fn reads(&self, c: &Correction) -> (Text, Text) {
        let spoken = |seat: &SeatId, text: &str| {
            let said = format!("{}：{text}", self.label(seat));
            self.by(seat, &said)
        };
        match &c.wrong {
            Wrong::Words => {
                let line = self.hearing.transcript.line(&c.line);
                let now = match line.map(|line| &line.speaker) {
                    Some(Speaker::Seat(seat)) => self.by(seat, &c.now_reads),
                    Some(Speaker::Nobody) | None => self.text(&c.now_reads),
                };
                (now, self.by(&c.by, &c.should_read))
            }
            Wrong::Speaker { now, should } => {
                (spoken(now, &c.now_reads), spoken(should, &c.should_read))
            }
            Wrong::Omission { speaker } => {
                let numbers = &self.hearing.transcript.lines;
                let behind = numbers.iter().position(|l| l.id == c.line);
                let behind = behind.map_or(String::new(), |at| {
                    let text = numbers.get(at).map_or("", |l| l.text.as_str());
                    let head: String = text.chars().take(20).collect();
                    format!("漏记，在“{head}”之后")
                });
                (self.text(behind), spoken(speaker, &c.should_read))
            }
        }
    }

    pub fn sign_off(&self) -> Option<Signing> {
        let SignOff {
            opened_at,
            entries,
            finished_at,
            recording,
        } = self.hearing.transcript.sign_off.as_ref()?;
        let sealed = !recording.is_empty();
        Some(Signing {
            opened: clock::day_and_time(*opened_at),
            finished: finished_at.map(clock::day_and_time),
            statement: if sealed {
                Some(words::SEALED)
            } else {
                let states = |entry: &SignOffEntry| self.states(entry);
                entries.iter().any(states).then_some(words::STATED)
            },
            rows: entries
                .iter()
                .map(|entry| self.row(entry, sealed))
                .collect(),
        })
    }

    /// Whether somebody has read the record himself and signed that it is what he said. The court signs as an office, and
    /// who was helped has ticked nothing.
    fn states(&self, entry: &SignOffEntry) -> bool {
        let court = self
            .hearing
            .seat(&entry.seat)
            .is_some_and(|s| s.role.is_court());
        match &entry.state {
            SignState::Signed(s) => s.assisted.is_none() && !court,
            SignState::Waiting
            | SignState::Refused { .. }
            | SignState::Unsigned { .. }
            | SignState::Voided { .. } => false,
        }
    }

    /// 页签: whose signatures stand, for the foot of each page. Where the recording was signed for, no page of words was.
    pub fn page_signatures(&self) -> Vec<PageSignature> {
        let sign_off = self.hearing.transcript.sign_off.iter();
        let entries = sign_off
            .filter(|s| s.recording.is_empty())
            .flat_map(|s| &s.entries);
        let signed = entries.filter_map(|entry| match &entry.state {
            SignState::Signed(s) => Some((entry, s)),
            SignState::Waiting
            | SignState::Refused { .. }
            | SignState::Unsigned { .. }
            | SignState::Voided { .. } => None,
        });
        let of_this_text = |(entry, s): &(&SignOffEntry, &Signature)| {
            self.hearing.digest_to_sign(&entry.seat) == s.text_sha256
        };
        signed
            .filter(of_this_text)
            .map(|(entry, s)| PageSignature {
                name: self.setter.as_it_is(&s.name),
                drawing: s.drawing.as_deref().map(strokes).unwrap_or_default(),
                own: self
                    .hearing
                    .seat(&entry.seat)
                    .map_or("", |s| self.standing(s)),
            })
            .collect()
    }

    fn row(&self, entry: &SignOffEntry, sealed: bool) -> Row {
        let seat = self.hearing.seat(&entry.seat);
        let (state, signature, verdict) = match &entry.state {
            SignState::Waiting => match entry.read_at {
                Some(at) if sealed => (format!("{} 已核对清单，未签名", self.when(at)), None, ""),
                Some(at) => (format!("{} 已阅，未签名", self.when(at)), None, ""),
                None => ("未签名".to_owned(), None, ""),
            },
            SignState::Signed(s) => {
                let at = clock::day_and_time(s.at);
                let state = match &s.assisted {
                    Some(assisted) => {
                        let how = words::assistance(assisted.how);
                        format!("{at} 签名（{}协助，{how}）", self.full_name(&assisted.by))
                    }
                    None => format!("{at} 签名：{}", words::confirmed(seat, sealed)),
                };
                (state, Some(s), self.verdict(&entry.seat, s, sealed))
            }
            SignState::Refused { at, reason, noted } => {
                let at = clock::day_and_time(*at);
                let noted = noted.as_ref().map_or_else(
                    || "待记明附卷".to_owned(),
                    |n| format!("记明附卷（{}，{}）", self.full_name(&n.by), self.when(n.at)),
                );
                (format!("{at} 拒绝签名，理由：{reason}。{noted}"), None, "")
            }
            SignState::Unsigned { at, reason, .. } => {
                let at = clock::day_and_time(*at);
                (format!("{at} 未签名，原因：{reason}。记明附卷"), None, "")
            }
            SignState::Voided { was, at } => {
                let (signed, voided) = (clock::day_and_time(was.at), clock::day_and_time(*at));
                let state = format!("{signed} 的签名因笔录此后改动，于 {voided} 失效，待重新签名");
                (state, Some(was), "已失效")
            }
        };
        let bound = signature.map(|s| Bound {
            version: s.version,
            sha256: self.text(&s.text_sha256),
            verdict,
        });
        let stands = matches!(entry.state, SignState::Signed(_));
        let drawing = signature
            .filter(|_| stands)
            .and_then(|s| s.drawing.as_deref());
        Row {
            standing: seat.map_or("", |s| self.standing(s)),
            name: self.text(seat.map_or(entry.seat.as_str(), |s| &s.name)),
            state: self.text(state),
            bound,
            drawing: drawing.map(strokes).unwrap_or_default(),
        }
    }

    fn verdict(&self, seat: &SeatId, signature: &Signature, sealed: bool) -> &'static str {
        // A copy in which something is masked has not the words that were signed.
        let (same, other) = match self.setter.masking {
            _ if sealed => ("与所列录音录像文件一致", "与所列录音录像文件不一致"),
            Masking::Nothing => ("与本件文本一致", "与本件文本不一致"),
            Masking::AllBut(_) => ("与法院保存的全文一致", "与法院保存的全文不一致"),
        };
        if self.hearing.digest_to_sign(seat) == signature.text_sha256 {
            same
        } else {
            other
        }
    }
}

/// Reads path data of `M x y` and `L x y` and fits it into a box three times as wide as high, its proportions kept.
/// What is not such data gives no strokes: the name and the time still say that he signed.
fn strokes(path: &str) -> Vec<Vec<(f64, f64)>> {
    let spaced = path
        .replace('M', " M ")
        .replace('L', " L ")
        .replace(',', " ");
    let mut strokes: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut x = None;
    for token in spaced.split_whitespace() {
        match (token, token.parse::<f64>(), x.take()) {
            ("M", _, None) => strokes.push(Vec::new()),
            ("L", _, None) => {}
            (_, Ok(n), None) if n.is_finite() => x = Some(n),
            (_, Ok(n), Some(x)) if n.is_finite() => match strokes.last_mut() {
                Some(stroke) => stroke.push((x, n)),
                None => return Vec::new(),
            },
            (_, Ok(_) | Err(_), _) => return Vec::new(),
        }
    }
    fit(strokes)
}

fn fit(mut strokes: Vec<Vec<(f64, f64)>>) -> Vec<Vec<(f64, f64)>> {
    strokes.retain(|stroke| stroke.len() > 1);
    let of = |least: fn(f64, f64) -> f64, from: f64| {
        strokes
            .iter()
            .flatten()
            .fold((from, from), |(x, y), p| (least(x, p.0), least(y, p.1)))
    };
    let (low, high) = (of(f64::min, f64::INFINITY), of(f64::max, f64::NEG_INFINITY));
    let scale = (high.0 - low.0).max((high.1 - low.1) * 3.0);
    if !(scale.is_finite() && scale > 0.0) {
        return Vec::new();
    }
    for point in strokes.iter_mut().flatten() {
        *point = ((point.0 - low.0) / scale, (point.1 - low.1) / scale);
    }
    strokes
}
