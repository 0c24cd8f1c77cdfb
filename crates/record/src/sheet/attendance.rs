//! 到庭情况: who was there, from where, and what he gave before he was let in (R2-R12).

use hearing::check_in::{CheckIn, CheckInStep, Consent, Place};
use hearing::transcript::RecordKind;
use hearing::{Presence, Seat};
use serde::Serialize;

use super::Page;
use crate::literal::Text;
use crate::words;

#[derive(Serialize)]
pub struct Person {
    pub standing: &'static str,
    pub name: Text,
    pub note: Option<Text>,
    pub presence: Text,
    pub facts: Vec<Text>,
}

impl Page<'_> {
    pub fn attendance(&self) -> Vec<Person> {
        let alone = self.hearing.record_kind == RecordKind::Deliberation;
        let take_part = |s: &&Seat| !s.role.only_watches() && (!alone || s.role.is_court());
        let seats = self.hearing.seats.iter().filter(take_part);
        seats.map(|seat| self.person(seat)).collect()
    }

    fn person(&self, seat: &Seat) -> Person {
        // Who was never let in was at nothing that is recorded.
        let waited = self.hearing.opened_at.is_some() && !seat.attended;
        let presence = match (&seat.removed, seat.presence) {
            (Some(reason), _) if reason.is_empty() => "已责令退出".to_owned(),
            (Some(reason), _) => format!("已责令退出：{reason}"),
            (None, Presence::NeverHere) => "未接入".to_owned(),
            (None, Presence::Here { .. } | Presence::Lost { .. }) if waited => {
                "在线候审，未入庭".to_owned()
            }
            (None, Presence::Here { .. } | Presence::Lost { .. }) => "在线接入".to_owned(),
        };
        Person {
            standing: self.standing(seat),
            name: self.text(&seat.name),
            note: seat.note.as_ref().map(|note| self.text(note)),
            presence: self.text(presence),
            facts: self
                .facts(seat)
                .iter()
                .map(|fact| self.text(fact))
                .collect(),
        }
    }

    fn facts(&self, seat: &Seat) -> Vec<String> {
        let c = &seat.check_in;
        let mut facts = Vec::new();
        facts.extend(self.identity(c));
        facts.extend(consent(c));
        facts.extend(unsuitable(c));
        facts.extend(self.considered(c));
        if seat.has_done(CheckInStep::Discipline) {
            facts.push("已逐条确认法庭纪律".to_owned());
        }
        if seat.has_done(CheckInStep::Rights) {
            facts.push("已逐条确认诉讼权利义务和法律后果".to_owned());
        }
        facts.extend(needs(c));
        if let Some(at) = c.no_recording_at {
            facts.push(format!("{} 作出禁止私自录音录像声明", self.when(at)));
        }
        if let Some(undertaking) = &c.undertaking {
            let (name, at) = (&undertaking.signed_name, self.when(undertaking.at));
            let what = words::undertaking(seat.role);
            facts.push(format!("{at} 签署{what}（{name}）"));
        }
        facts.extend(c.place.iter().flat_map(place));
        facts
    }

    fn identity(&self, c: &CheckIn) -> Option<String> {
        let identity = c.identity.as_ref()?;
        let document = words::document(identity.document);
        let checked = match &identity.verified {
            Some(v) => format!(
                "{} {}{}",
                self.when(v.at),
                self.full_name(&v.by),
                words::verification(v.how)
            ),
            None => "未核对".to_owned(),
        };
        Some(format!("{document}尾号{}，{checked}", identity.last_four))
    }

    /// What was said to the circumstances as they stand.
    fn considered(&self, c: &CheckIn) -> Option<String> {
        let named = c.suitability.as_ref()?;
        let considered = c.considered.as_ref()?;
        (!named.bars.is_empty() && named.bars == considered.bars).then(|| {
            format!(
                "{} {}审查后决定在线进行：{}",
                self.when(considered.at),
                self.full_name(&considered.by),
                considered.reason
            )
        })
    }
}

fn consent(c: &CheckIn) -> Option<String> {
    let said = |wanted: Consent| {
        let stages = c.consents.iter().filter(|(_, given)| *given == wanted);
        stages
            .map(|(stage, _)| words::consent_stage(*stage))
            .collect::<Vec<_>>()
            .join("、")
    };
    let (agreed, refused) = (said(Consent::Agreed), said(Consent::Refused));
    match (agreed.is_empty(), refused.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("同意{agreed}")),
        (true, false) => Some(format!("不同意{refused}")),
        (false, false) => Some(format!("同意{agreed}，不同意{refused}")),
    }
}

fn unsuitable(c: &CheckIn) -> Option<String> {
    let bars = &c.suitability.as_ref()?.bars;
    if bars.is_empty() {
        return None;
    }
    let named: Vec<_> = bars
        .iter()
        .map(|bar| words::suitability_bar(*bar))
        .collect();
    Some(format!("自述不便：{}", named.join("、")))
}

/// R14
fn needs(c: &CheckIn) -> Option<String> {
    let help = &c.suitability.as_ref()?.help;
    let named: Vec<_> = help.iter().map(|help| words::adjustment(*help)).collect();
    (!named.is_empty()).then(|| format!("需要的诉讼辅助：{}", named.join("、")))
}

fn place(place: &Place) -> Vec<String> {
    let mut facts = vec![format!(
        "接入地点：{}，{}",
        place.region,
        words::place_kind(place.kind)
    )];
    for other in &place.others {
        let decided = match other.permitted {
            Some(true) => "准许在场",
            Some(false) => "不准许在场",
            None => "待法庭决定",
        };
        facts.push(format!(
            "同处人员：{}（{}），{decided}",
            other.who, other.why
        ));
    }
    facts
}
