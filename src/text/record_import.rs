//! Words of a transcript that is taken over from a file.

use hearing::taken_over::{MOST_LINES, Unreadable};

use super::{Language, language};

super::words! {
    import: "导入", "Import";
    file: "笔录文件", "The file";
    title: "导入笔录文本", "Take over a transcript from a file";
    note: "纯文本，每行一句，写作“发言人：内容”；整行在括号里的记为活动。先核对发言人，按下写入之前笔录不变。", "Plain text, one utterance a line as “speaker: words”; a line in brackets is an act. Check who speaks first; nothing is written before you say so.";
    speakers: "文件里的发言人", "Speakers in the file";
    choose: "请指定", "Choose who this is";
    place_first: "还有发言人没有指定。", "Somebody in the file is not placed yet.";
}

pub fn write(lines: usize) -> String {
    match language() {
        Language::Chinese => format!("写入笔录（{lines} 行）"),
        Language::English => format!("Put on record ({lines} lines)"),
    }
}

pub fn written(lines: usize) -> String {
    match language() {
        Language::Chinese => format!("已导入 {lines} 行，前有来源说明。"),
        Language::English => format!("{lines} lines taken over, behind one that says from where."),
    }
}

pub fn more(lines: usize) -> String {
    match language() {
        Language::Chinese => format!("另有 {lines} 行。"),
        Language::English => format!("{lines} more lines."),
    }
}

pub fn unreadable(why: Unreadable) -> String {
    let (zh, en) = match why {
        Unreadable::Empty => (
            "文件里没有文字。".to_owned(),
            "There are no words in this file.".to_owned(),
        ),
        Unreadable::NotText => (
            "这不是纯文本文件。请另存为 .txt（UTF-8）再选择。".to_owned(),
            "This is no plain text. Save it as .txt (UTF-8) and choose it again.".to_owned(),
        ),
        Unreadable::TooMuch => (
            format!("一次最多导入 {MOST_LINES} 行，请分成几个文件。"),
            format!("No more than {MOST_LINES} lines at once. Divide the file."),
        ),
        Unreadable::NoSpeaker { line } => (
            format!("第 {line} 行没有写明发言人，应为“发言人：内容”。未导入任何内容。"),
            format!(
                "Line {line} does not say who speaks (“speaker: words”). Nothing was taken over."
            ),
        ),
        Unreadable::NoWords { line } => (
            format!("第 {line} 行只有发言人，没有内容。未导入任何内容。"),
            format!("Line {line} has a speaker and no words. Nothing was taken over."),
        ),
        Unreadable::TooLong { line } => (
            format!("第 {line} 行太长，请拆成几行。未导入任何内容。"),
            format!("Line {line} is too long. Divide it. Nothing was taken over."),
        ),
    };
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}
