//! The transcript as plain text: each line of the record with page and line as the PDF has them, so that both are cited alike.

use crate::blocks::Block;
use crate::places::Places;
use crate::sheet::Sheet;

pub fn text(sheet: &Sheet, places: &Places) -> String {
    let mut out = String::new();
    let mut page = 0;
    for block in sheet.blocks() {
        match block {
            Block::Title(court, title) => say(&mut out, &[&court, title, ""]),
            Block::Mark(mark) => say(&mut out, &[&format!("【{mark}】"), ""]),
            Block::Facts(facts) => {
                for (name, value) in facts {
                    say(&mut out, &[&format!("{name}：{}", one(&value))]);
                }
            }
            Block::Heading(name, note) => {
                let note = note.map(|n| format!("　{n}")).unwrap_or_default();
                say(&mut out, &["", &format!("【{name}】{note}")]);
            }
            Block::Text(text) => say(&mut out, &[&one(&text)]),
            Block::Line {
                n,
                who,
                text,
                heading: _,
                beside,
            } => {
                let place = places.get(n);
                if let Some(place) = place.filter(|p| p.page != page) {
                    page = place.page;
                    let draft = sheet
                        .head
                        .draft
                        .map(|d| format!("　{d}"))
                        .unwrap_or_default();
                    let turn = format!("—— 第 {page} 页 共 {} 页{draft} ——", places.pages);
                    say(&mut out, &["", &turn]);
                }
                let place = place.map_or_else(String::new, |p| format!("{}:{}", p.page, p.line));
                let who = who.map(|w| format!("{w}：")).unwrap_or_default();
                let beside = if beside.is_empty() {
                    String::new()
                } else {
                    format!("　〔{}〕", beside.join("，"))
                };
                say(
                    &mut out,
                    &[&format!("{place:>7}  {who}{}{beside}", one(&text))],
                );
            }
            Block::Table(head, rows) => {
                say(&mut out, &[&head.join("｜")]);
                for row in rows {
                    let cells: Vec<String> = row.iter().map(|cell| one(cell)).collect();
                    say(&mut out, &[&cells.join("｜")]);
                }
            }
        }
    }
    if let Some(index) = &sheet.index {
        say(&mut out, &["", "【索引】　页:行"]);
        for entry in index.speakers.iter().chain(&index.exhibits) {
            let found = entry.lines.iter().filter_map(|n| places.get(*n));
            let found: Vec<String> = found.map(|p| format!("{}:{}", p.page, p.line)).collect();
            let found = if found.is_empty() {
                "—".to_owned()
            } else {
                found.join(" ")
            };
            say(
                &mut out,
                &[&format!(
                    "{} {}：{found}",
                    entry.name.plain(),
                    entry.what.plain()
                )],
            );
        }
    }
    say(
        &mut out,
        &[
            "",
            &format!("共 {} 页　{}", places.pages, sheet.foot_text()),
        ],
    );
    out
}

fn say(out: &mut String, lines: &[&str]) {
    for line in lines {
        out.push_str(line);
        out.push('\n');
    }
}

/// What was said in several lines stays one line of the file, so that nobody can write another's line into his own.
fn one(text: &str) -> String {
    text.split('\n').collect::<Vec<_>>().join(" ⏎ ")
}
