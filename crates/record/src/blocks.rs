//! A sheet as a row of blocks, for the kinds of file in which a program of the reader's own decides how they look.

use crate::sheet::{Kind, Sheet};

pub enum Block {
    /// Court and name of the record.
    Title(String, &'static str),
    /// Above all: draft, or a copy in which something is masked.
    Mark(String),
    /// 名 and 值
    Facts(Vec<(String, String)>),
    Heading(String, Option<String>),
    Text(String),
    /// A line of the record, by its number from 0.
    Line {
        n: usize,
        who: Option<String>,
        text: String,
        heading: bool,
        beside: Vec<String>,
    },
    Table(Vec<&'static str>, Vec<Vec<String>>),
}

impl Sheet {
    pub fn blocks(&self) -> Vec<Block> {
        let mut all = vec![Block::Title(self.head.court.plain(), self.head.title)];
        all.extend(self.head.draft.map(|draft| Block::Mark(draft.to_owned())));
        all.extend(
            self.head
                .masked
                .map(|masked| Block::Mark(masked.to_owned())),
        );
        let facts = self.head.rows.iter();
        all.push(Block::Facts(
            facts.map(|(n, v)| (n.plain(), v.plain())).collect(),
        ));
        self.attendance(&mut all);
        let part = |all: &mut Vec<Block>, name: &str, note: Option<&str>| {
            all.push(Block::Heading(name.to_owned(), note.map(str::to_owned)));
        };
        let claims = if self.head.criminal {
            "指控"
        } else {
            "诉讼请求"
        };
        for (name, texts) in [(claims, &self.head.claims), ("争议焦点", &self.head.issues)] {
            if !texts.is_empty() {
                part(&mut all, name, None);
                let numbered = texts.iter().enumerate();
                all.extend(numbered.map(|(n, t)| Block::Text(format!("{}．{}", n + 1, t.plain()))));
            }
        }
        for section in &self.body {
            part(&mut all, section.stage, section.from.as_deref());
            all.extend(section.lines.iter().map(line));
        }
        self.exhibits(&mut all);
        self.shown(&mut all);
        if !self.incidents.is_empty() {
            part(&mut all, "程序事项与事件", None);
            all.extend(self.incidents.iter().map(|i| Block::Text(i.plain())));
        }
        self.corrections(&mut all);
        self.sign_off(&mut all);
        all
    }

    fn attendance(&self, all: &mut Vec<Block>) {
        all.push(Block::Heading("到庭情况".to_owned(), None));
        let rows = self.attendance.iter().map(|p| {
            let name = match &p.note {
                Some(note) => format!("{}（{}）", p.name.plain(), note.plain()),
                None => p.name.plain(),
            };
            let facts: Vec<String> = std::iter::once(p.presence.plain())
                .chain(p.facts.iter().map(crate::literal::Text::plain))
                .collect();
            vec![p.standing.to_owned(), name, facts.join("；")]
        });
        all.push(Block::Table(
            vec!["诉讼地位", "姓名", "接入与签到"],
            rows.collect(),
        ));
    }

    fn exhibits(&self, all: &mut Vec<Block>) {
        if self.exhibits.is_empty() {
            return;
        }
        all.push(Block::Heading("证据清单及质证意见".to_owned(), None));
        for item in &self.exhibits {
            all.push(Block::Text(format!(
                "{}　{}",
                item.id.plain(),
                item.title.plain()
            )));
            let rows = item.rows.iter().map(|(n, v)| ((*n).to_owned(), v.plain()));
            all.push(Block::Facts(rows.collect()));
            if !item.opinions.is_empty() {
                let rows = item.opinions.iter().map(|o| {
                    let mut row = vec![o.by.plain()];
                    row.extend(o.stances.map(str::to_owned));
                    row.push(o.reason.plain());
                    row
                });
                let head = vec!["质证意见", "真实性", "合法性", "关联性", "证明目的", "理由"];
                all.push(Block::Table(head, rows.collect()));
            }
        }
    }

    fn shown(&self, all: &mut Vec<Block>) {
        let Some(shown) = &self.shown else {
            return;
        };
        all.push(Block::Heading(
            "证据出示情况".to_owned(),
            Some("由系统随庭审记录".to_owned()),
        ));
        fn rows<const N: usize>(of: &[[crate::literal::Text; N]]) -> Vec<Vec<String>> {
            let row = |row: &[crate::literal::Text; N]| row.iter().map(|c| c.plain()).collect();
            of.iter().map(row).collect()
        }
        for (head, rows) in [
            (
                vec!["证据", "页", "时间", "出示人", "各席屏幕"],
                rows(&shown.pages),
            ),
            (
                vec!["播放", "名称", "时间", "播放范围", "各席屏幕"],
                rows(&shown.played),
            ),
            (
                vec!["批注人", "证据", "页", "批注", "时间"],
                rows(&shown.marks),
            ),
        ] {
            if !rows.is_empty() {
                all.push(Block::Table(head, rows));
            }
        }
        if !(shown.pages.is_empty() && shown.played.is_empty()) {
            all.push(Block::Text(shown.screens.to_owned()));
        }
    }

    fn corrections(&self, all: &mut Vec<Block>) {
        if self.corrections.is_empty() {
            return;
        }
        let rule = "记录错误可补正，改变陈述不准许";
        all.push(Block::Heading("补正申请".to_owned(), Some(rule.to_owned())));
        let rows = self.corrections.iter().map(|c| {
            [&c.by, &c.now_reads, &c.should_read, &c.reason, &c.decision]
                .map(|t| t.plain())
                .into()
        });
        let head = vec!["申请人", "现记录", "申请改为", "理由", "处理"];
        all.push(Block::Table(head, rows.collect()));
    }

    fn sign_off(&self, all: &mut Vec<Block>) {
        let Some(signing) = &self.sign_off else {
            return;
        };
        let finished = signing.finished.as_ref().map(|at| format!("，{at} 完成"));
        let note = format!("{} 开始{}", signing.opened, finished.unwrap_or_default());
        all.push(Block::Heading("核对签名".to_owned(), Some(note)));
        let statement = signing.statement.map(|s| Block::Text(s.to_owned()));
        all.extend(statement);
        let rows = signing.rows.iter().map(|row| {
            let bound = row.bound.as_ref().map(|b| {
                format!(
                    "；版本 {}，{}，SHA-256 {}",
                    b.version,
                    b.verdict,
                    b.sha256.plain()
                )
            });
            let state = format!("{}{}", row.state.plain(), bound.unwrap_or_default());
            vec![row.standing.to_owned(), row.name.plain(), state]
        });
        all.push(Block::Table(
            vec!["诉讼地位", "姓名", "签名情况"],
            rows.collect(),
        ));
    }

    /// What stands at the foot of every page.
    pub fn foot_text(&self) -> String {
        let foot = &self.foot;
        format!(
            "笔录版本 {}　生成时间 {}（北京时间）　文本 SHA-256 {}",
            foot.version, foot.made, foot.sha256
        )
    }
}

fn line(line: &crate::sheet::Line) -> Block {
    let beside = line
        .offset
        .iter()
        .cloned()
        .chain(line.before.iter().map(|b| b.plain().replace('\n', "、")));
    Block::Line {
        n: line.n,
        who: line.who.as_ref().map(crate::literal::Text::plain),
        text: line.text.plain(),
        heading: matches!(line.kind, Kind::Heading),
        beside: beside.collect(),
    }
}
