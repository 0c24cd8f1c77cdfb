//! 证据目录 with what each side said of each exhibit (R39-R43).

use hearing::exhibit::{ExaminationOpinion, Exhibit};
use serde::Serialize;

use super::Page;
use crate::literal::Text;
use crate::{clock, words};

#[derive(Serialize)]
pub struct Item {
    pub id: Text,
    pub title: Text,
    pub rows: Vec<(&'static str, Text)>,
    pub opinions: Vec<Opinion>,
}

/// 质证意见: 真实性, 合法性, 关联性, 证明目的.
#[derive(Serialize)]
pub struct Opinion {
    pub by: Text,
    pub stances: [&'static str; 4],
    pub reason: Text,
}

impl Page<'_> {
    pub fn exhibits(&self) -> Vec<Item> {
        self.hearing.exhibits.iter().map(|e| self.item(e)).collect()
    }

    fn item(&self, e: &Exhibit) -> Item {
        let side = words::side(e.side, self.matter.procedure.is_criminal());
        let submitted = format!(
            "{side}{}，{}",
            self.hearing.seat(&e.submitted_by).map_or("", |s| &s.name),
            clock::day_and_time(e.submitted_at)
        );
        let category = words::exhibit_category(e.category);
        let mut rows = vec![
            ("类别", category.to_owned()),
            ("份数页数", format!("{}份，{}页", e.copies, e.file.pages)),
            ("提交", submitted),
            ("来源", e.source.clone()),
            ("证明对象", e.purpose.clone()),
            ("原件情况", words::original(e.original, e.category)),
            ("保密等级", words::secrecy(e.secrecy).to_owned()),
            ("SHA-256", e.file.sha256.clone()),
        ];
        if let Some(late) = &e.late {
            let ruled = late.ruling.as_ref().map_or_else(
                || "待法庭决定".to_owned(),
                |r| format!("{}：{}", words::late_outcome(r.outcome), r.reason),
            );
            rows.push(("逾期", format!("{}。{ruled}", late.reason)));
        }
        if let Some(chain) = &e.chain {
            let check = chain.check.as_ref().map_or("尚未核验", |check| {
                if check.agrees {
                    "核验一致，推定上链后未篡改"
                } else {
                    "核验不一致"
                }
            });
            let at = clock::day_and_time(chain.stored_at);
            rows.push((
                "区块链存证",
                format!("{} {}，{at}上链，{check}", chain.platform, chain.number),
            ));
        }
        if let Some(ruling) = &e.ruling {
            let outcome = if ruling.admitted {
                "采信"
            } else {
                "不予采信"
            };
            let (by, at) = (self.full_name(&ruling.by), clock::day_and_time(ruling.at));
            rows.push((
                "认证",
                format!("{outcome}：{}（{by}，{at}）", ruling.reason),
            ));
        }
        if let Some(withdrawn) = &e.withdrawn {
            let at = clock::day_and_time(withdrawn.at);
            rows.push(("撤回", format!("{at}：{}", withdrawn.reason)));
        }
        let set = |(name, value): (&'static str, String)| (name, self.text(value));
        Item {
            id: self.text(e.id.as_str()),
            title: self.text(&e.title),
            rows: rows
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(set)
                .collect(),
            opinions: e.opinions.iter().map(|o| self.opinion(o)).collect(),
        }
    }

    fn opinion(&self, o: &ExaminationOpinion) -> Opinion {
        Opinion {
            by: self.text(match o.recorded_by {
                Some(_) => format!("{}（书记员代录）", self.full_name(&o.by)),
                None => self.full_name(&o.by),
            }),
            stances: [o.authenticity, o.legality, o.relevance, o.purpose].map(words::stance),
            reason: self.text(&o.reason),
        }
    }
}
