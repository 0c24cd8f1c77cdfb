//! Words of the transcript, and the clerk's stock phrases.

use super::{Language, language};

super::words! {
    transcript: "庭审笔录", "Transcript";
    editor: "笔录编辑", "Transcript editor";
    draft: "实时草稿　非正式笔录", "Live draft, not official";
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
    edit: "修改", "Edit";
    edit_line: "修改这一行", "Edit this line";
    save: "保存", "Save";
    changed_meanwhile: "这一行刚被他人修改。现在的文字：", "Somebody changed this line meanwhile. It now reads:";
    unfold: "展开笔录", "Open the transcript";
    fold: "收起笔录", "Close the transcript";
    for_observers: "旁听须知", "For observers";
    rule_silence: "旁听席不能发言，也不能与庭内人员通信。", "You cannot speak or write to anyone in the room.";
    rule_recording: "未经许可，不得录音、录像、截屏，不得转播。", "No recording, filming, screenshots or relaying without the court’s leave.";
    rule_stop: "法庭可以随时中断旁听画面和声音。", "The court may stop picture and sound at any time.";
    rule_witness: "本案证人、鉴定人不得旁听。如您是，请立即退出并告知书记员。", "A witness or expert in this case may not observe. If you are one, leave now and tell the clerk.";
    opened: "开庭", "Opened";
    not_yet: "尚未", "Not yet";
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

/// What goes into the record is Chinese in either language of the screen: it is the language of the court.
pub const PHRASES: [&str; 6] = [
    "记录在案。",
    "无异议。",
    "真实性、合法性、关联性均认可。",
    "真实性认可，证明目的不认可。",
    "听清了，没有补充。",
    "以上笔录请各方核对。",
];
