//! Words of bringing many exhibits at once.

use super::{Language, language, refusals};
use crate::evidence::{Problem, RowState, RowTrouble};

super::words! {
    import: "批量提交", "File many";
    import_open: "批量提交", "File many";
    folder: "选择文件夹", "Choose a folder";
    folder_note: "文件夹中的每个文件成为一件证据，提交前可以核对。", "Each file in it becomes one exhibit; you see the list before anything is sent.";
    sheet: "证据清单（CSV，可不选）", "Exhibit list (CSV, optional)";
    sheet_note: "第一行为列名：编号、证据名称、类别、份数、来源、证明对象、保密等级、文件名，可加文字说明、逾期理由。", "First row: number, title, kind, copies, source, purpose, secrecy, file; also description, late reason.";
    sample: "下载清单样表", "Download a sample list";
    nothing_yet: "还没有选择文件。", "No file is chosen yet.";
    row: "行", "Row";
    file: "文件", "File";
    outcome: "检查结果", "Check";
    good: "可以提交", "Ready";
    waiting: "等待提交", "Waiting";
    sending: "正在上传…", "Uploading…";
    done: "已提交", "Filed";
    stop: "停止", "Stop";
    stopped: "已停止，没有提交", "Stopped; not filed";
    unreadable: "本机上的文件无法读取，请重新选择", "the file cannot be read on this computer; choose it again";
    late_for_all: "逾期理由（用于清单中未写的各件）", "Why they come late (for rows that do not say)";
    not_a_list: "清单无法读取：没有“证据名称”一列，或者不是 CSV 文件。", "The list cannot be read: it has no column “title”, or is not a CSV file.";
}

pub fn send(count: usize, left_out: usize) -> String {
    match (language(), left_out) {
        (Language::Chinese, 0) => format!("提交 {count} 件"),
        (Language::Chinese, out) => format!("只提交没有问题的 {count} 件，其余 {out} 件不提交"),
        (Language::English, 0) => format!("File {count}"),
        (Language::English, out) => format!("File the {count} that are ready, leave out {out}"),
    }
}

pub fn checked(good: usize, bad: usize) -> String {
    match language() {
        Language::Chinese => format!("共 {} 行：{good} 行可以提交，{bad} 行有问题。", good + bad),
        Language::English => format!("{} rows: {good} are ready, {bad} are not.", good + bad),
    }
}

pub fn summary(done: usize, left: usize) -> String {
    match (language(), left) {
        (Language::Chinese, 0) => format!("{done} 件全部提交。"),
        (Language::Chinese, left) => {
            format!("已提交 {done} 件，{left} 件没有提交，原因见各行。已提交的已经生效。")
        }
        (Language::English, 0) => format!("All {done} are filed."),
        (Language::English, left) => {
            format!("{done} are filed, {left} are not; each row says why. What is filed stands.")
        }
    }
}

pub fn trouble(trouble: &RowTrouble) -> &'static str {
    let (zh, en) = match trouble {
        RowTrouble::BadNumber => (
            "编号只能用英文字母、数字和连字符，最多16个字符",
            "the number may have letters, digits and hyphens, at most 16",
        ),
        RowTrouble::NumberTaken => ("编号已被使用", "the number is taken"),
        RowTrouble::NumberTwice => ("编号在清单中重复", "the number stands twice in the list"),
        RowTrouble::NoTitle => (
            "没有证据名称，或者超过100字",
            "no title, or longer than 100",
        ),
        RowTrouble::BadCategory => ("类别不是八种证据之一", "the kind is none of the eight"),
        RowTrouble::BadCopies => ("份数应为1至100", "copies must be 1 to 100"),
        RowTrouble::BadSecrecy => (
            "保密等级不是四级之一",
            "the secrecy tier is none of the four",
        ),
        RowTrouble::TooLong => ("文字超过1000字", "a text is longer than 1000"),
        RowTrouble::NoFile => ("没有找到文件", "its file is not there"),
        RowTrouble::FileTwice => (
            "同一文件名对应多个文件，请写出文件夹",
            "several files have this name; write the folder too",
        ),
        RowTrouble::Empty => ("文件是空的", "the file is empty"),
        RowTrouble::TooLarge => ("文件超过 200 MB", "the file is larger than 200 MB"),
        RowTrouble::Office => (
            "Word、Excel、PowerPoint 等文件请先导出为 PDF",
            "export Word, Excel, PowerPoint and the like as PDF first",
        ),
        RowTrouble::LateReason => ("须写逾期理由", "say why it comes late"),
    };
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

pub fn state(state: &RowState) -> String {
    match state {
        RowState::Waiting => waiting().to_owned(),
        RowState::Sending => sending().to_owned(),
        RowState::Done => done().to_owned(),
        RowState::Refused(refusal) => refusals::refusal(refusal),
        RowState::Failed(Problem::Trouble(trouble)) => refusals::trouble(trouble).to_owned(),
        RowState::Failed(Problem::Unreadable) => unreadable().to_owned(),
        RowState::Failed(Problem::Empty) => trouble(&RowTrouble::Empty).to_owned(),
        RowState::Stopped => stopped().to_owned(),
    }
}
