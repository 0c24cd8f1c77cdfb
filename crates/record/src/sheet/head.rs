//! 笔录首部 (R56).

use hearing::record_kind::integrity_value;
use hearing::sitting::Sitting;
use hearing::transcript::RecordKind;
use hearing::{Masking, Presence, Role};
use serde::Serialize;

use super::Page;
use crate::literal::Text;
use crate::{clock, words};

#[derive(Serialize)]
pub struct Head {
    pub court: Text,
    pub title: &'static str,
    pub number: Text,
    /// R55; none once all have signed
    pub draft: Option<&'static str>,
    /// R97: that this is a copy in which something is masked
    pub masked: Option<&'static str>,
    /// 名 and 值, in order
    pub rows: Vec<(Text, Text)>,
    pub criminal: bool,
    pub claims: Vec<Text>,
    pub issues: Vec<Text>,
}

impl Page<'_> {
    pub fn head(&self) -> Head {
        let case = self.matter.case.as_ref();
        Head {
            court: self.text(&self.matter.court),
            title: self.title(),
            number: self.text(case.map_or("", |c| &c.number)),
            draft: words::draft_mark(self.hearing.phase),
            masked: match self.setter.masking {
                Masking::Nothing => None,
                Masking::AllBut(_) => Some(words::MASKED),
            },
            rows: self.rows(),
            criminal: self.matter.procedure.is_criminal(),
            claims: case
                .iter()
                .flat_map(|c| &c.claims)
                .map(|c| self.text(c))
                .collect(),
            issues: self.hearing.issues.iter().map(|i| self.text(i)).collect(),
        }
    }

    fn title(&self) -> &'static str {
        let kind = self.hearing.record_kind;
        if self.is_own_part() {
            words::part_of_record(kind)
        } else {
            words::record(kind)
        }
    }

    /// AV 8, 9: what stands in the record's place, and what was signed for.
    fn replaced(&self) -> Option<String> {
        let files = &self.hearing.transcript.sign_off.as_ref()?.recording;
        (!files.is_empty()).then(|| {
            let (count, value) = (files.len(), integrity_value(files));
            format!("经当事人同意，以庭审录音录像替代庭审笔录；录音录像文件{count}个，完整性校验值（SHA-256）：{value}")
        })
    }

    /// R56. What is no trial is counted by nobody.
    fn which_hearing(&self) -> Option<String> {
        let trial = self.hearing.record_kind == RecordKind::Trial;
        let sittings = self.hearing.sittings();
        let several = sittings.len() > 1;
        let said = |sitting: &Sitting| match sitting.began.filter(|_| several) {
            Some(began) => format!("第{}次开庭（{}）", sitting.number, clock::day(began)),
            None => format!("第{}次开庭", sitting.number),
        };
        let said: Vec<String> = sittings.iter().map(said).collect();
        (trial && !said.is_empty()).then(|| said.join("、"))
    }

    fn rows(&self) -> Vec<(Text, Text)> {
        let mut rows: Vec<(&str, String)> = Vec::new();
        if let Some(case) = &self.matter.case {
            rows.push(("案号", case.number.clone()));
            rows.push(("案由", case.cause.clone()));
            rows.push(("案件", case.title.clone()));
        }
        let span = clock::span(self.hearing.opened_at, self.hearing.closed_at);
        let (when, place) = words::when_and_where(self.hearing.record_kind);
        rows.push((when, span));
        rows.extend(self.which_hearing().map(|said| ("开庭次数", said)));
        rows.push((place, self.matter.courtroom.clone()));
        rows.push((
            "适用程序",
            words::procedure(self.matter.procedure).to_owned(),
        ));
        rows.push(("是否公开", self.publicity()));
        if let Some(replaced) = self.replaced() {
            rows.push(("记录方式", replaced));
        }
        let presiding = if self.is_panel() {
            "审判长"
        } else {
            "审判员"
        };
        for (name, role) in [
            (presiding, Role::PresidingJudge),
            ("审判员", Role::PanelJudge),
            ("人民陪审员", Role::Assessor),
            ("法官助理", Role::JudgeAssistant),
            ("书记员", Role::Clerk),
        ] {
            let names = self.named(role);
            if !names.is_empty() {
                rows.push((name, names));
            }
        }
        let set = |(name, value): (&str, String)| (self.text(name), self.text(value));
        rows.into_iter().map(set).collect()
    }

    fn publicity(&self) -> String {
        // A case that is tried in public is not mediated or deliberated so (CPLI 146; R12 34).
        if let Some(closed) = words::never_public(self.hearing.record_kind) {
            return closed.to_owned();
        }
        let publicity = words::publicity(self.matter.publicity);
        if self.is_own_part() {
            return publicity.to_owned();
        }
        let came =
            |s: &&hearing::Seat| s.role == Role::Observer && s.presence != Presence::NeverHere;
        let observers = self.hearing.seats.iter().filter(came).count();
        let checked = self.hearing.gallery_check.as_ref().map(|check| {
            let (at, by) = (self.when(check.at), self.full_name(&check.by));
            format!("，{at} 经{by}确认旁听人员中无证人、鉴定人")
        });
        let checked = checked.unwrap_or_default();
        format!("{publicity}，旁听{observers}人{checked}")
    }
}
