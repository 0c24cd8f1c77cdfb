//! 庭审笔录: lines, corrections, sign-off (R53-R70).

use crate::{CorrectionId, ExhibitId, LineId, Millis, SeatId, Stage};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Transcript {
    /// In the order of the record, which is not the order of arrival.
    pub lines: Vec<TranscriptLine>,
    pub corrections: Vec<Correction>,
    pub sign_off: Option<SignOff>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TranscriptLine {
    pub id: LineId,
    pub stage: Stage,
    pub speaker: Speaker,
    pub kind: LineKind,
    pub text: String,
    pub at: Millis,
    /// Counts up with every change; an edit names the one it started from.
    pub rev: u32,
    pub exhibit: Option<(ExhibitId, u32)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    Seat(SeatId),
    /// An act, a heading, an incident: said by nobody.
    Nobody,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    Speech,
    Act,
    Ruling,
    Exhibit,
    Incident,
    Interpreted,
    Heading,
}

/// 补正申请 (R57)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    pub id: CorrectionId,
    pub line: LineId,
    pub by: SeatId,
    pub at: Millis,
    /// 现记录
    pub now_reads: String,
    /// 申请改为
    pub should_read: String,
    pub reason: String,
    pub decision: Option<CorrectionDecision>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectionDecision {
    pub by: SeatId,
    pub at: Millis,
    pub granted: bool,
    /// 记录错误可补正，改变陈述不准许 (CrPLI 293)
    pub reason: String,
}

/// 核对签名, opened when the transcript is frozen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignOff {
    pub opened_at: Millis,
    pub entries: Vec<SignOffEntry>,
    pub finished_at: Option<Millis>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignOffEntry {
    pub seat: SeatId,
    /// 已阅读，与本人陈述一致
    pub read_at: Option<Millis>,
    pub state: SignState,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignState {
    Waiting,
    Signed(Signature),
    /// R66
    Refused {
        at: Millis,
        reason: String,
    },
    /// 记明附卷: noted by the court for somebody who is not there to sign.
    Unsigned {
        at: Millis,
        by: SeatId,
        reason: String,
    },
    /// R69: the text changed after the signature.
    Voided {
        was: Signature,
        at: Millis,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    pub at: Millis,
    /// SHA-256 of the version's text as the signer's browser had it, lower-case hex
    pub text_sha256: String,
    pub version: u32,
    pub name: String,
    /// SVG path data where the signature was drawn
    pub drawing: Option<String>,
}

impl Transcript {
    /// Counts up with every change of a line in view; a signature is bound to it (R65, R69).
    pub fn version(&self) -> u32 {
        self.lines.iter().map(|line| line.rev + 1).sum()
    }

    pub fn line(&self, id: &LineId) -> Option<&TranscriptLine> {
        self.lines.iter().find(|line| line.id == *id)
    }
}

/// SHA-256 of what a signer reads: each line's name, revision and text, so that no later text can stand under the signature.
pub fn text_sha256<'a>(lines: impl Iterator<Item = &'a TranscriptLine>) -> String {
    let mut hash = Sha256::new();
    for line in lines {
        for part in [line.id.as_str(), &line.rev.to_string(), &line.text] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
