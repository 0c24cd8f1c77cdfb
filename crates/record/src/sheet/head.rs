//! 笔录首部 (R56).

use hearing::{Presence, Role};
use serde::Serialize;

use super::Page;
use crate::literal::Text;
use crate::{clock, words};

#[derive(Serialize)]
pub struct Head {
    court: Text,
    title: &'static str,
    number: Text,
    /// R55; none once all have signed
    draft: Option<&'static str>,
    /// 名 and 值, in order
    rows: Vec<(Text, Text)>,
    criminal: bool,
    claims: Vec<Text>,
    issues: Vec<Text>,
}

impl Page<'_> {
    pub fn head(&self) -> Head {
        let case = self.matter.case.as_ref();
        Head {
            court: self.text(&self.matter.court),
            title: if self.is_own_part() {
                "庭审笔录（本人陈述部分）"
            } else {
                "庭审笔录"
            },
            number: self.text(case.map_or("", |c| &c.number)),
            draft: words::draft_mark(self.hearing.phase),
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

    fn rows(&self) -> Vec<(Text, Text)> {
        let mut rows: Vec<(&str, String)> = Vec::new();
        if let Some(case) = &self.matter.case {
            rows.push(("案号", case.number.clone()));
            rows.push(("案由", case.cause.clone()));
            rows.push(("案件", case.title.clone()));
        }
        let span = clock::span(self.hearing.opened_at, self.hearing.closed_at);
        rows.push(("开庭时间", span));
        rows.push(("开庭地点", self.matter.courtroom.clone()));
        rows.push((
            "适用程序",
            words::procedure(self.matter.procedure).to_owned(),
        ));
        rows.push(("是否公开", self.publicity()));
        let presiding = if self.is_panel() {
            "审判长"
        } else {
            "审判员"
        };
        for (name, role) in [
            (presiding, Role::PresidingJudge),
            ("合议庭审判员", Role::PanelJudge),
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
        let publicity = words::publicity(self.matter.publicity);
        if self.is_own_part() {
            return publicity.to_owned();
        }
        let came =
            |s: &&hearing::Seat| s.role == Role::Observer && s.presence != Presence::NeverHere;
        let observers = self.hearing.seats.iter().filter(came).count();
        format!("{publicity}，旁听{observers}人")
    }
}
