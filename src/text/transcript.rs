//! Words of the transcript, and the clerk's stock phrases.

use hearing::Millis;

use super::{Language, language};
use crate::ui::hearing_time;

super::words! {
    transcript: "庭审笔录", "Transcript";
    editor: "笔录编辑", "Transcript editor";
    draft: "实时草稿　非正式笔录", "Live draft, not official";
    proposed: "由语音识别提出，书记员采纳", "Proposed by speech-to-text, accepted by the clerk";
    proposed_short: "识别采纳", "from speech";
    interpreted_mark: "（经翻译）", " (interpreted)";
    read_tools: "字号与筛选", "Type size and choice of lines";
    type_size: "字号", "Type size";
    size_normal: "标准字号", "Normal type";
    size_large: "大字号", "Large type";
    size_largest: "特大字号", "Largest type";
    read_kind: "类别", "Kind";
    every_one: "全部", "All";
    of_speech: "发言", "Speech";
    of_rulings: "裁决", "Rulings";
    of_exhibits: "证据", "Exhibits";
    of_incidents: "程序与事件", "Procedure and incidents";
    sifted: "仅显示部分笔录。", "Only some of the lines are shown.";
    read_all: "全部显示", "Show all";
    find: "在笔录中查找", "Find in the transcript";
    nothing_found: "没有找到。", "Nothing found.";
    no_lines: "笔录尚未开始。", "The transcript has not begun.";
    no_own_lines: "还没有记录您的陈述。", "None of your words has been written yet.";
    testimony: "作证", "Your testimony";
    own_words: "您的陈述", "Your own words";
    unsaved: "未保存", "Unsaved";
    speaker: "发言人", "Speaker";
    nobody: "活动", "Act";
    enter: "入笔录", "Enter";
    typing_here: "在此输入笔录，回车入笔录", "Type here; Enter puts it on record";
    phrases: "常用语", "Phrases";
    edit_line: "修改这一行", "Edit this line";
    save: "保存", "Save";
    changed_meanwhile: "这一行刚被他人修改。现在的文字：", "Somebody changed this line meanwhile. It now reads:";
    unfold: "展开笔录", "Open";
    fold: "收起笔录", "Close the transcript";
    for_observers: "旁听须知", "For observers";
    rule_silence: "旁听席不能发言，也不能与庭内人员通信。", "You cannot speak or write to anyone in the room.";
    rule_recording: "未经许可，不得录音、录像、截屏，不得转播。", "No recording, filming, screenshots or relaying without the court’s leave.";
    rule_stop: "法庭可以随时中断旁听画面和声音。", "The court may stop picture and sound at any time.";
    rule_witness: "本案证人、鉴定人不得旁听。如您是，请立即退出并告知书记员。", "A witness or expert in this case may not observe. If you are one, leave now and tell the clerk.";
    said_before: "出示时的笔录", "Said while it was shown";
    nothing_said_before: "出示时还没有记录发言。", "Nothing was on record while it was shown.";
    opened: "开庭", "Opened";
    not_yet: "尚未", "Not yet";
}

/// For who types: what the machine had.
pub fn proposed_as(was: &str) -> String {
    let by = proposed();
    match language() {
        Language::Chinese => format!("{by}。识别原文：{was}"),
        Language::English => format!("{by}. As it was heard: {was}"),
    }
}

pub fn saved_to(line: usize) -> String {
    match language() {
        Language::Chinese => format!("已存到第 {line} 行"),
        Language::English => format!("Saved to line {line}"),
    }
}

pub fn lines_unsaved(count: usize) -> String {
    match language() {
        Language::Chinese => format!("{count} 行未保存"),
        Language::English => format!("{count} unsaved"),
    }
}

pub fn new_lines(count: usize) -> String {
    match language() {
        Language::Chinese => format!("{count} 条新记录"),
        Language::English => format!("{count} new"),
    }
}

/// P1·3, as small as it can be.
pub fn page_mark(exhibit: &str, page: u32) -> String {
    format!("{exhibit}·{page}")
}

/// P1 第3页 · 00:42:10
pub fn page_and_time(exhibit: &str, page: u32, offset: Option<Millis>) -> String {
    let page = match language() {
        Language::Chinese => format!("{exhibit} 第{page}页"),
        Language::English => format!("{exhibit} p. {page}"),
    };
    match offset {
        Some(offset) => format!("{page} · {}", hearing_time(offset)),
        None => page,
    }
}

pub fn open_page(exhibit: &str, page: u32, offset: Option<Millis>) -> String {
    let when = offset.map(hearing_time);
    match (language(), when) {
        (Language::Chinese, Some(when)) => {
            format!("自己看 {exhibit} 第 {page} 页，庭审 {when} 时出示")
        }
        (Language::Chinese, None) => format!("自己看 {exhibit} 第 {page} 页"),
        (Language::English, Some(when)) => {
            format!("Look at {exhibit}, page {page} for yourself, on show at {when}")
        }
        (Language::English, None) => format!("Look at {exhibit}, page {page} for yourself"),
    }
}

pub fn lines_here(count: usize) -> String {
    match (language(), count) {
        (Language::Chinese, n) => format!("{n} 行"),
        (Language::English, 1) => "1 line".to_owned(),
        (Language::English, n) => format!("{n} lines"),
    }
}

pub fn lines_more(count: usize) -> String {
    match language() {
        Language::Chinese => format!("另有 {count} 行，见笔录。"),
        Language::English => format!("{count} more stand in the transcript."),
    }
}

/// R98: that it is this court's setting, and no rule of law.
pub fn draft_later(seconds: u64, court: bool) -> String {
    match (language(), court) {
        (Language::Chinese, false) => {
            format!("草稿延迟 {seconds} 秒显示（本院设置，非法律规定）。")
        }
        (Language::Chinese, true) => {
            format!("法庭以外的人延迟 {seconds} 秒看到草稿（本院设置，非法律规定）。")
        }
        (Language::English, false) => {
            format!("You see the draft {seconds} s later (set by this court, not by law).")
        }
        (Language::English, true) => format!(
            "All but the court see the draft {seconds} s later (set by this court, not by law)."
        ),
    }
}
