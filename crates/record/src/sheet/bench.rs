//! What the parties asked of the bench, and what it answered: recusal, objections, issues, the way to a courtroom of
//! bricks.

use hearing::objection::ObjectionOutcome;
use hearing::{Millis, SeatId};

use super::Page;
use crate::{clock, words};

type Dated = (Millis, String);

impl Page<'_> {
    pub(super) fn who(&self, seat: &SeatId) -> String {
        let seat = self.hearing.seat(seat);
        seat.map(|s| format!("{}{}", self.standing(s), s.name))
            .unwrap_or_default()
    }

    pub(super) fn recusals(&self) -> Vec<Dated> {
        let mut all = Vec::new();
        for recusal in &self.hearing.recusals {
            let (by, whom) = (self.who(&recusal.by), self.who(&recusal.whom));
            let reason = &recusal.reason;
            all.push((recusal.at, format!("{by}申请{whom}回避，理由：{reason}")));
            if let Some((at, reason)) = &recusal.reconsideration {
                all.push((*at, format!("{by}就{whom}回避一事申请复议，理由：{reason}")));
            }
            for decision in &recusal.decisions {
                let decider = words::decider(decision.decider, self.is_panel());
                let result = if decision.granted {
                    "准予回避"
                } else {
                    "驳回申请"
                };
                let reason = &decision.reason;
                let said = format!("{whom}回避一事，{decider}决定：{result}，理由：{reason}");
                all.push((decision.at, said));
            }
            if let Some(at) = recusal.withdrawn_at {
                all.push((at, format!("{by}撤回对{whom}的回避申请")));
            }
        }
        all
    }

    pub(super) fn objections(&self) -> Vec<Dated> {
        let said = |o: &hearing::objection::Objection| {
            let by = self.who(&o.by);
            let ground = o.ground.map(words::objection);
            let ground = ground.map_or_else(String::new, |g| format!("（{g}）"));
            let outcome = match o.outcome.map(|(_, outcome)| outcome) {
                Some(ObjectionOutcome::Sustained) => "法庭支持",
                Some(ObjectionOutcome::Overruled) => "法庭驳回",
                Some(ObjectionOutcome::Withdrawn) => "自行撤回",
                Some(ObjectionOutcome::Lapsed) => "离庭，未作处理",
                None => "未作处理",
            };
            (o.at, format!("{by}提出异议{ground}，{outcome}"))
        };
        self.hearing.objections.iter().map(said).collect()
    }

    pub(super) fn issues(&self) -> Vec<Dated> {
        let said = |a: &hearing::issues::IssueAnswer| {
            let who = self.who(&a.seat);
            let version = a.edition;
            let what = match &a.remark {
                Some(remark) => format!("{who}对争议焦点（第{version}稿）的意见：{remark}"),
                None => format!("{who}确认争议焦点（第{version}稿）"),
            };
            (a.at, what)
        };
        self.hearing.issue_answers.iter().map(said).collect()
    }

    pub(super) fn conversions(&self) -> Vec<Dated> {
        let mut all = Vec::new();
        for seat in &self.hearing.seats {
            for how in &seat.conversions {
                let who = self.who(&seat.id);
                let ground = words::in_person(how.ground);
                let when = how
                    .when
                    .map_or_else(|| "时间另行通知".to_owned(), clock::day_and_time);
                let place = &how.place;
                let said = format!("{who}转为线下参加庭审：{ground}；{when}，{place}");
                all.push((how.at, said));
                if let Some(at) = how.ended {
                    all.push((at, format!("{who}恢复在线参加庭审")));
                }
            }
        }
        all
    }
}
