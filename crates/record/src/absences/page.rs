//! The pack as a page. Whatever a person wrote is escaped: it is data, and never markup.

use std::fmt::Write as _;

use hearing::{Absence, Actor, Happening, Millis, Signal};

use super::{AbsencePack, Told};
use crate::{clock, words};

const STYLE: &str = "body{font:15px/1.6 'Noto Serif CJK SC','Songti SC',SimSun,serif;max-width:52em;margin:2em auto;padding:0 1em;color:#1d1b18}\
h1{font-size:22px;text-align:center}h2{font-size:17px;border-bottom:1px solid;margin-top:2em}\
table{border-collapse:collapse;width:100%;font-size:13px}th,td{border:1px solid #999;padding:3px 6px;text-align:left;vertical-align:top}\
th{background:#f2f0ec;font-weight:600}code{font-size:11px;word-break:break-all}.note{font-size:13px;color:#555}";

pub fn page(pack: &AbsencePack) -> Result<String, serde_json::Error> {
    let mut out = String::new();
    head(&mut out, pack);
    for (n, told) in pack.absences.iter().enumerate() {
        absence(&mut out, n + 1, told, pack);
    }
    if pack.absences.is_empty() {
        out += "<p>没有离线或离席的记录。</p>";
    }
    devices(&mut out, pack);
    records(&mut out, pack)?;
    out += "</body></html>\n";
    Ok(out)
}

fn head(out: &mut String, pack: &AbsencePack) {
    let title = format!("{}{}离线与退庭证据包", pack.standing, pack.name);
    let _ = write!(
        out,
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{0}</title><style>{STYLE}</style></head><body><h1>{0}</h1>",
        escaped(&title)
    );
    let seconds: Vec<String> = pack
        .settings
        .prompts_ms
        .iter()
        .map(|ms| format!("{}秒", ms / 1_000))
        .collect();
    let rows = [
        ("法院", pack.court.clone()),
        ("案号", pack.case_number.clone().unwrap_or_default()),
        ("案件", pack.case_title.clone().unwrap_or_default()),
        (
            "对象",
            format!("{} {}（席位 {}）", pack.standing, pack.name, pack.seat.0),
        ),
        (
            "生成",
            format!(
                "{}（北京时间），{} 导出",
                clock::day_and_time(pack.made_at),
                pack.made_by_name
            ),
        ),
        (
            "提示间隔",
            format!(
                "离开后首次及此后各次：{}；设备未开启满{}秒记为事件。{}",
                seconds.join("、"),
                pack.settings.devices_ms / 1_000,
                pack.settings_note
            ),
        ),
    ];
    table(
        out,
        &[],
        rows.iter()
            .map(|(name, value)| vec![(*name).to_owned(), value.clone()]),
    );
    let _ = write!(out, "<p class=\"note\">{}</p>", pack.notice);
}

fn absence(out: &mut String, number: usize, told: &Told, pack: &AbsencePack) {
    let a = &told.absence;
    let until = a.until.map_or_else(|| "未恢复".to_owned(), clock::time);
    let _ = write!(
        out,
        "<h2>第{number}次：{} 至 {until}{}</h2>",
        clock::day_and_time(a.from),
        a.until
            .map(|end| format!("（{}）", lasted(a.from, end)))
            .unwrap_or_default()
    );
    out.push_str("<h3>信号</h3>");
    table(
        out,
        &["时间", "信号", "来源", "结束", "线路"],
        a.signals.iter().map(signal),
    );
    out.push_str("<h3>提示与警告</h3>");
    if a.prompts.is_empty() {
        out.push_str("<p>未发出。</p>");
    } else {
        table(
            out,
            &["发出", "种类", "发出者", "到达本人设备"],
            a.prompts.iter().map(|p| {
                vec![
                    clock::time(p.at),
                    words::prompt_kind(p.kind).to_owned(),
                    actor(&p.by, pack),
                    p.reached
                        .map_or_else(|| "未确认到达".to_owned(), clock::time),
                ]
            }),
        );
    }
    let _ = write!(out, "<p>系统与法庭提示、警告共 {} 次。</p>", told.told);
    said_and_found(out, a, pack);
}

fn said_and_found(out: &mut String, a: &Absence, pack: &AbsencePack) {
    for way in &a.returns {
        let offline = if way.offline {
            "浏览器曾判断无网络"
        } else {
            "浏览器未判断无网络"
        };
        let since = way
            .since
            .map(|since| format!("，自 {} 起", clock::time(since)));
        let _ = write!(
            out,
            "<p>恢复：{} 重新接入，尝试 {} 次，{offline}{}（本人浏览器所报）。</p>",
            clock::time(way.at),
            way.tries,
            since.unwrap_or_default()
        );
    }
    let account = a.account.as_ref().map_or_else(
        || "未说明".to_owned(),
        |said| {
            let words = if said.words.is_empty() {
                String::new()
            } else {
                format!("：{}", said.words)
            };
            format!(
                "{} {}{words}",
                clock::time(said.at),
                words::own_account(said.what)
            )
        },
    );
    let _ = write!(out, "<p>本人说明：{}</p>", escaped(&account));
    let found = match (a.finding, &a.found) {
        (None, _) => "待认定".to_owned(),
        (Some(finding), None) => words::absence_finding(finding).to_owned(),
        (Some(finding), Some(found)) => {
            let reason = if found.reason.is_empty() {
                String::new()
            } else {
                format!("，理由：{}", found.reason)
            };
            let by = actor(&found.by, pack);
            format!(
                "{} {by} 认定：{}{reason}",
                clock::time(found.at),
                words::absence_finding(finding)
            )
        }
    };
    let _ = write!(out, "<p><b>法庭认定：{}</b></p>", escaped(&found));
}

fn signal(signal: &Signal) -> Vec<String> {
    let source = if signal.what.is_reported() {
        "本人浏览器报告"
    } else {
        "服务器观察"
    };
    let said = signal
        .said_at
        .map(|at| format!("（其时钟 {}）", clock::time(at)));
    let line = signal.line.as_ref().map(|line| {
        let trips: Vec<String> = line.round_trips_ms.iter().map(u32::to_string).collect();
        format!(
            "断开前 {} 毫秒未收到数据；往返 {} 毫秒；未应答 {} 次",
            line.silent_ms,
            if trips.is_empty() {
                "—".to_owned()
            } else {
                trips.join("、")
            },
            line.unanswered
        )
    });
    vec![
        clock::time(signal.at),
        words::loss(signal.what).to_owned(),
        format!("{source}{}", said.unwrap_or_default()),
        signal.ended.map_or_else(|| "持续".to_owned(), clock::time),
        line.unwrap_or_default(),
    ]
}

fn devices(out: &mut String, pack: &AbsencePack) {
    if pack.devices_off.is_empty() {
        return;
    }
    out.push_str("<h2>音视频保持开启</h2>");
    let rows = pack.devices_off.iter().map(|incident| {
        let what = match &incident.what {
            Happening::DeviceOff { device, .. } => {
                format!("{}未开启", words::duty_device(*device))
            }
            Happening::Adjourned { .. }
            | Happening::RecordingPaused { .. }
            | Happening::RecordingGap { .. }
            | Happening::Admonished { .. }
            | Happening::Sanctioned { .. }
            | Happening::GuardOverridden { .. } => String::new(),
        };
        let until = incident
            .until
            .map_or_else(|| "持续".to_owned(), clock::time);
        vec![clock::time(incident.at), what, until]
    });
    table(out, &["记为事件", "事项", "结束"], rows);
}

fn records(out: &mut String, pack: &AbsencePack) -> Result<(), serde_json::Error> {
    out.push_str(
        "<h2>庭审日志对应记录</h2><p class=\"note\">序号与哈希可在庭审电子卷宗中逐条核对。</p>",
    );
    let mut rows = Vec::new();
    for one in &pack.records {
        rows.push(vec![
            one.seq.to_string(),
            clock::day_and_time(one.record.at),
            serde_json::to_string(&one.record.event)?,
            one.sha256.clone(),
        ]);
    }
    table(out, &["序号", "时间", "记录", "SHA-256"], rows.into_iter());
    Ok(())
}

fn actor(by: &Actor, pack: &AbsencePack) -> String {
    match by {
        Actor::System => "系统".to_owned(),
        Actor::Seat(seat) => pack
            .court_people
            .get(seat)
            .cloned()
            .unwrap_or_else(|| seat.0.clone()),
    }
}

fn table(out: &mut String, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    out.push_str("<table>");
    if !head.is_empty() {
        let cells: String = head.iter().map(|cell| format!("<th>{cell}</th>")).collect();
        let _ = write!(out, "<tr>{cells}</tr>");
    }
    for row in rows {
        let cells: String = row
            .iter()
            .map(|cell| format!("<td>{}</td>", escaped(cell)))
            .collect();
        let _ = write!(out, "<tr>{cells}</tr>");
    }
    out.push_str("</table>");
}

fn lasted(from: Millis, until: Millis) -> String {
    let seconds = until.saturating_sub(from) / 1_000;
    format!("{}分{:02}秒", seconds / 60, seconds % 60)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
