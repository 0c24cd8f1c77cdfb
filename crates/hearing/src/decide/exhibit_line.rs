//! What is said and found about an exhibit in session enters the record by itself, as a line of who said it (R41, R50).

use std::borrow::Cow;

use super::typing::LINES_LIMIT;
use crate::beijing::day_and_time;
use crate::chain::{ChainFactor, ChainStage};
use crate::exhibit::{
    ExaminationOpinion, Exhibit, ExhibitCategory, OriginalState, Secrecy, Stance,
};
use crate::late::{LateOutcome, LateRuling};
use crate::original::{DemandReason, OriginalGround, OriginalRuling};
use crate::plain::plain;
use crate::titles;
use crate::transcript::{LineKind, Speaker, TranscriptLine};
use crate::{Event, Hearing, Millis, Phase, Refusal, SeatId, Stage};

/// What one seat says of one exhibit in one hearing, in lines: more is said aloud.
const SAID_OF_ONE: usize = 50;

/// The words of a line: which act it is, and what is said.
pub(super) struct Words {
    pub kind: LineKind,
    /// 发表质证意见; all that is told of what not everybody in the room may read.
    pub act: Cow<'static, str>,
    pub said: String,
}

impl Hearing {
    /// The events of a decision, with the line that tells of them where the court is in session.
    pub(super) fn with_line(
        &self,
        event: Event,
        exhibit: &Exhibit,
        speaker: &SeatId,
        words: Words,
        now: Millis,
    ) -> Result<Vec<Event>, Refusal> {
        let mut events = vec![event];
        if self.phase != Phase::InSession {
            return Ok(events);
        }
        let Some(text) = text(exhibit, &words) else {
            return Ok(events);
        };
        // An act of the court does not fail for want of a line.
        let lines = &self.transcript.lines;
        if lines.len() >= LINES_LIMIT {
            return Ok(events);
        }
        let by = Speaker::Seat(speaker.clone());
        let of_it = |line: &&TranscriptLine| {
            let about = line.exhibit.as_ref().map(|(of, _)| of);
            line.speaker == by && about == Some(&exhibit.id)
        };
        let court = self.seat(speaker).is_some_and(|s| s.role.is_court());
        if !court && lines.iter().filter(of_it).count() >= SAID_OF_ONE {
            return Err(Refusal::LimitReached);
        }
        let page = match &self.presentation {
            Some(shown) if shown.exhibit == exhibit.id => shown.view.page,
            Some(_) | None => 1,
        };
        events.push(Event::LineWritten {
            line: TranscriptLine {
                id: self.free_line(&[]),
                stage: self.stage.unwrap_or(Stage::Preparation),
                speaker: Speaker::Seat(speaker.clone()),
                kind: words.kind,
                text: plain(&text),
                at: now,
                rev: 0,
                exhibit: Some((exhibit.id.clone(), page)),
                said: Some(self.said(now)),
                proposed: None,
            },
            after: None,
        });
        Ok(events)
    }
}

/// None: that it exists is the court's own knowledge.
fn text(exhibit: &Exhibit, words: &Words) -> Option<String> {
    let Words { act, said, .. } = words;
    let id = &exhibit.id;
    match exhibit.secrecy {
        Secrecy::Open | Secrecy::Parties => Some(format!(
            "对证据{id}《{}》{act}：{said}",
            within_marks(&exhibit.title)
        )),
        Secrecy::CounselAndExperts => {
            Some(format!("对证据{id}{act}，内容涉及保密，记入证据清单。"))
        }
        Secrecy::CourtOnly => None,
    }
}

fn because(reason: &str) -> String {
    match reason.trim() {
        "" => "。".to_owned(),
        reason => {
            let end = if reason.ends_with(['。', '！', '？', '.']) {
                ""
            } else {
                "。"
            };
            format!("。理由：{reason}{end}")
        }
    }
}

pub(super) fn opinion(opinion: &ExaminationOpinion) -> Words {
    let word = |stance: Stance| match stance {
        Stance::Accepted => "认可",
        Stance::Disputed => "不认可",
        Stance::Reserved => "保留",
    };
    let four = [
        ("真实性", opinion.authenticity),
        ("合法性", opinion.legality),
        ("关联性", opinion.relevance),
        ("证明目的", opinion.purpose),
    ];
    let four: Vec<String> = four
        .into_iter()
        .map(|(property, stance)| format!("{property}{}", word(stance)))
        .collect();
    let oral = match opinion.recorded_by {
        Some(_) => "（书记员据当庭口头陈述记录）",
        None => "",
    };
    Words {
        kind: LineKind::Exhibit,
        act: "发表质证意见".into(),
        said: format!("{}{}{oral}", four.join("，"), because(&opinion.reason)),
    }
}

pub(super) fn ruling(admitted: bool, reason: &str) -> Words {
    let outcome = if admitted { "采信" } else { "不予采信" };
    Words {
        kind: LineKind::Ruling,
        act: "作出认证".into(),
        said: format!("{outcome}{}", because(reason)),
    }
}

pub(super) fn late_ruling(ruling: &LateRuling) -> Words {
    let outcome = match ruling.outcome {
        LateOutcome::Admitted => "予以采纳",
        LateOutcome::AdmittedWithAdmonition => "予以采纳，并对逾期举证予以训诫",
        LateOutcome::NotAdmitted => "不予采纳",
    };
    let answer = match (ruling.outcome, ruling.answer_until) {
        (LateOutcome::NotAdmitted, _) => String::new(),
        (LateOutcome::Admitted | LateOutcome::AdmittedWithAdmonition, Some(until)) => {
            format!("由对方在{}前答复。", day_and_time(until))
        }
        (LateOutcome::Admitted | LateOutcome::AdmittedWithAdmonition, None) => {
            "由对方当庭答复。".to_owned()
        }
    };
    Words {
        kind: LineKind::Ruling,
        act: "就逾期举证作出决定".into(),
        said: format!("{outcome}{}{answer}", because(&ruling.reason)),
    }
}

pub(super) fn said(kind: LineKind, act: impl Into<Cow<'static, str>>, words: &str) -> Words {
    Words {
        kind,
        act: act.into(),
        said: words.trim().to_owned(),
    }
}

pub(super) fn finding(
    category: ExhibitCategory,
    state: OriginalState,
    ground: Option<OriginalGround>,
    reason: &str,
) -> Words {
    let thing = titles::original(category);
    // What is made after a thing is 复制品, after a paper or a recording 复制件 (EV 11).
    let copy = if category == ExhibitCategory::Physical {
        "复制品"
    } else {
        "复制件"
    };
    let found = match state {
        OriginalState::ToCheck => "待核对".to_owned(),
        OriginalState::Matches => format!("与{thing}核对一致"),
        OriginalState::Differs => format!("与{thing}不一致"),
        OriginalState::None => format!("无{thing}"),
        OriginalState::Demanded => format!("要求提供{thing}"),
    };
    let ground = ground.map(|ground| match ground {
        OriginalGround::NotDisputed => "对方对一致性未提出异议".to_owned(),
        OriginalGround::Notarised => "形成过程经公证机构公证".to_owned(),
        OriginalGround::ConfirmedBefore => "在先前诉讼中提交并经法院确认".to_owned(),
        OriginalGround::Compared => format!("经与{thing}比对"),
        OriginalGround::OtherProof => "有其他证据证明一致".to_owned(),
        OriginalGround::CopyPermitted => format!("出示{thing}确有困难，准许出示{copy}"),
        OriginalGround::OriginalGone => {
            format!("{thing}已不存在，有证据证明{copy}与{thing}一致")
        }
    });
    Words {
        kind: LineKind::Act,
        act: format!("核对{thing}").into(),
        said: format!("{found}{}", because(ground.as_deref().unwrap_or(reason))),
    }
}

pub(super) fn original_request(category: ExhibitCategory, reason: &str) -> Words {
    let thing = titles::original(category);
    said(LineKind::Exhibit, format!("申请对方提供{thing}"), reason)
}

pub(super) fn original_ruling(category: ExhibitCategory, ruling: &OriginalRuling) -> Words {
    let thing = titles::original(category);
    let demanded = ruling.demanded.map(|why| match why {
        DemandReason::Disputed => format!("对方认为与{thing}不一致，并提出合理理由和依据"),
        DemandReason::Unclear => "材料呈现不完整、内容不清晰或者格式不规范".to_owned(),
        DemandReason::FileRules => "卷宗、档案管理规定要求提供".to_owned(),
        DemandReason::CourtWants => "法院认为有必要".to_owned(),
    });
    let until = ruling
        .until
        .map(|until| format!("请在{}前提供。", day_and_time(until)));
    let said = match demanded {
        Some(why) => {
            let further = ruling.reason.trim();
            let further = if further.is_empty() {
                String::new()
            } else {
                format!("。{further}")
            };
            format!(
                "要求提供{thing}（{why}{further}）。{}",
                until.unwrap_or_default()
            )
        }
        None => format!("不要求提供{thing}{}", because(&ruling.reason)),
    };
    Words {
        kind: LineKind::Ruling,
        act: format!("就提供{thing}作出决定").into(),
        said,
    }
}

pub(super) fn chain_check(agrees: bool, how: &str) -> Words {
    let found = if agrees {
        "技术核验一致，推定上链后未篡改"
    } else {
        "技术核验不一致"
    };
    Words {
        kind: LineKind::Act,
        act: "核验区块链存证".into(),
        said: format!("{found}（{}）。", how.trim()),
    }
}

pub(super) fn chain_dispute(about: ChainStage, factors: &[ChainFactor], reason: &str) -> Words {
    let factors: Vec<&str> = factors
        .iter()
        .map(|factor| match factor {
            ChainFactor::Service => "存证平台是否符合提供存证服务的规定",
            ChainFactor::Interest => "与存证平台的利害关系及不当干预",
            ChainFactor::System => "信息系统的清洁、安全、可靠、可用",
            ChainFactor::Process => "存证技术和过程是否符合标准",
        })
        .collect();
    let about = match about {
        ChainStage::BeforeStorage => "上链存储前已不具备真实性".to_owned(),
        ChainStage::AfterStorage => format!("上链后的数据存疑（{}）", factors.join("；")),
    };
    Words {
        kind: LineKind::Exhibit,
        act: "对区块链存证提出异议".into(),
        said: format!("{about}{}", because(reason)),
    }
}

/// A title as it stands between 《 and 》: its own marks become the inner ones, so that no title ends before its end.
pub(super) fn within_marks(title: &str) -> String {
    title.replace('《', "〈").replace('》', "〉")
}
