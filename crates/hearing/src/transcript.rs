//! 庭审笔录: lines, corrections, sign-off (R53-R70).

use crate::record_kind::SealedFile;
use crate::said::Said;
use crate::speech::Proposed;
use crate::{Actor, CorrectionId, ExhibitId, LineId, Millis, SeatId, Stage};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Transcript {
    /// In the order of the record, which is not the order of arrival.
    pub lines: Vec<TranscriptLine>,
    pub corrections: Vec<Correction>,
    pub sign_off: Option<SignOff>,
    /// What lines read before, the oldest first: nothing is written over (R58).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Revision>,
    /// Taken out of the record, and kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub struck: Vec<Struck>,
    /// 本院常用语: the court's own, beside those that the app brings (R54).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<String>,
}

/// What a line read until somebody changed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    pub line: LineId,
    /// The revision that this is the text of.
    pub rev: u32,
    pub speaker: Speaker,
    pub kind: LineKind,
    pub text: String,
    /// Who changed it, when and why.
    pub by: Actor,
    pub until: Millis,
    pub why: Why,
}

/// Why a line was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The clerk has mended it.
    #[default]
    Mended,
    /// Of many at once
    Replaced,
    /// He has taken his own last act back.
    Undone,
    Split,
    Joined,
    Struck,
    Restored,
    /// 补正
    Corrected(CorrectionId),
}

impl Why {
    pub(crate) fn is_mended(&self) -> bool {
        *self == Why::Mended
    }
}

/// A line that was taken out of the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Struck {
    pub line: TranscriptLine,
    /// Behind which it stood; none for the first.
    pub after: Option<LineId>,
    pub by: Actor,
    pub at: Millis,
    /// The line that its words went into, and that line's revision then.
    pub into: Option<(LineId, u32)>,
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
    /// What it speaks of by name.
    pub exhibit: Option<(ExhibitId, u32)>,
    /// None in journals of earlier editions; `apply` finds it then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Said>,
    /// 语音识别提出，书记员采纳. None: somebody typed it, or the court's own act wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Box<Proposed>>,
}

impl TranscriptLine {
    /// When it was said, as far as is known.
    pub fn said_at(&self) -> Millis {
        self.said.as_ref().map_or(self.at, |said| said.at)
    }

    /// The pages that it leads to: those that lay before everybody, then the one it names.
    pub fn pages(&self) -> Vec<(ExhibitId, u32)> {
        let lay = self.said.iter().flat_map(|said| said.before.clone());
        let mut pages: Vec<_> = lay.collect();
        let named = self.exhibit.clone();
        if let Some(named) = named.filter(|named| !pages.contains(named)) {
            pages.push(named);
        }
        pages
    }
}

/// 笔录种类 (R63; R12 34)
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// 庭审笔录
    #[default]
    Trial,
    /// 调解笔录
    Mediation,
    /// 证据交换笔录
    EvidenceExchange,
    /// 合议笔录: for the panel and its clerk alone.
    Deliberation,
}

impl RecordKind {
    pub const ALL: [RecordKind; 4] = [
        RecordKind::Trial,
        RecordKind::Mediation,
        RecordKind::EvidenceExchange,
        RecordKind::Deliberation,
    ];

    pub(crate) fn is_trial(&self) -> bool {
        *self == RecordKind::Trial
    }
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

/// Of what is taken over from what was heard, or from a text prepared elsewhere.
pub fn kind_of_taken(speaker: &Speaker, interpreted: bool) -> LineKind {
    match (speaker, interpreted) {
        (Speaker::Seat(_), true) => LineKind::Interpreted,
        (Speaker::Seat(_), false) => LineKind::Speech,
        (Speaker::Nobody, _) => LineKind::Act,
    }
}

/// 补正申请 (R57)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    pub id: CorrectionId,
    pub line: LineId,
    pub by: SeatId,
    pub at: Millis,
    /// 现记录; of what is missing, nothing.
    pub now_reads: String,
    /// 申请改为
    pub should_read: String,
    #[serde(default, skip_serializing_if = "Wrong::is_words")]
    pub wrong: Wrong,
    pub reason: String,
    pub decision: Option<CorrectionDecision>,
}

/// What is wrong about the line, in the eyes of who asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    #[default]
    Words,
    /// 发言人有误: the words were said, by somebody else.
    Speaker { now: SeatId, should: SeatId },
    /// 漏记: behind it a statement of this seat is missing.
    Omission { speaker: SeatId },
}

impl Wrong {
    pub(crate) fn is_words(&self) -> bool {
        *self == Wrong::Words
    }
}

impl Correction {
    pub fn is_granted(&self) -> bool {
        self.decision.as_ref().is_some_and(|d| d.granted)
    }

    /// The line that comes of it when a missing statement is put in, under a name that says where it came from.
    pub fn put_in(&self) -> Option<LineId> {
        match self.wrong {
            Wrong::Words | Wrong::Speaker { .. } => None,
            Wrong::Omission { .. } => Some(LineId::new(self.id.as_str())),
        }
    }
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
    /// What is signed for in place of the record (R64); empty: the record is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recording: Vec<SealedFile>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignOffEntry {
    pub seat: SeatId,
    /// 已阅读，与本人陈述一致
    pub read_at: Option<Millis>,
    pub state: SignState,
    /// When the court has reminded him (R67, R70).
    #[serde(default)]
    pub reminded: Vec<Millis>,
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
        /// 记明附卷, by the court.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        noted: Option<RefusalNote>,
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
    /// The image of the session that it came by, as the backend knows it: which device signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    /// R70: with the court's help, on its device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assisted: Option<Assisted>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalNote {
    pub by: SeatId,
    pub at: Millis,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assisted {
    pub by: SeatId,
    pub how: Assistance,
}

/// How somebody without a device of his own came to know what he signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assistance {
    /// 代读: it was read to him.
    ReadAloud,
    /// He read it on the court's screen.
    CourtsDevice,
}

impl Transcript {
    /// Counts up with every change of a line in view; a signature is bound to it (R65, R69).
    pub fn version(&self) -> u32 {
        let struck = self.struck.iter().map(|struck| &struck.line);
        let lines = self.lines.iter().chain(struck);
        lines.map(|line| line.rev + 1).sum()
    }

    /// What a line has read, the oldest first, without what it reads now.
    pub fn revisions<'a>(
        &'a self,
        id: &'a LineId,
    ) -> impl DoubleEndedIterator<Item = &'a Revision> {
        self.history.iter().filter(move |was| was.line == *id)
    }

    pub fn struck(&self, id: &LineId) -> Option<&Struck> {
        self.struck.iter().find(|struck| struck.line.id == *id)
    }

    /// The correction by which a line came into the record; none for a line that was written.
    pub fn put_in_by(&self, id: &LineId) -> Option<&Correction> {
        let mut granted = self.corrections.iter().filter(|c| c.is_granted());
        granted.find(|c| c.put_in().as_ref() == Some(id))
    }

    /// Whether a line has this name, or had it.
    pub(crate) fn knows(&self, id: &LineId) -> bool {
        self.line(id).is_some() || self.struck(id).is_some()
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
