//! Words of the evidence.

use hearing::exhibit::{ExhibitCategory, ExhibitFile, FileKind, OriginalState, Stance};

use super::terms::Source;
use super::{Language, language, refusals, terms};
use crate::evidence::{Fault, Problem, Way};

super::words! {
    well: "正在出示的证据", "The exhibit on show";
    well_empty: "庭审内容", "What the court is about";
    table: "证据页面", "The page of the exhibit";
    words_on_page: "本页文字", "The words on this page";
    page_without_words: "本页是图像，没有可以读出的文字。", "This page is a picture; it has no words that can be read out.";
    tools: "证据查看", "Exhibit view";
    list: "证据清单", "Exhibits";
    list_empty: "还没有证据。", "There are no exhibits yet.";
    nothing_on_show: "当前没有出示证据", "No exhibit is on show";
    not_for_the_gallery: "证据内容不向旁听席显示。", "Exhibits are not shown in the gallery.";
    differs_words: "写明哪里不一致，记入笔录。", "Say where it differs; that enters the transcript.";
    differs_enter: "认定不一致", "Find that it differs";
    issues: "争议焦点", "Issues in dispute";
    present_one: "出示证据", "Present an exhibit";
    present: "出示", "Present";
    stop_presenting: "停止出示", "Stop presenting";
    enlarge: "放大看", "Enlarge";
    put_back: "缩回", "Put back";
    issues_to_come: "争议焦点归纳后显示在这里。", "The issues in dispute will stand here once they are set.";
    present_from_list: "这里列出接下来的证据，其余从证据清单出示。", "These come next. The others are presented from the list of exhibits.";
    present_with_floor: "轮到您发言时，可以在这里出示证据。", "When you have the floor, you present exhibits from here.";
    browse: "自由翻看", "Browse freely";
    preview: "仅您自己可见", "Only you see this";
    look: "看原页", "Open the page";
    page_back: "上一页", "Previous page";
    page_on: "下一页", "Next page";
    page_number: "页码", "Page number";
    zoom_in: "放大", "Zoom in";
    zoom_out: "缩小", "Zoom out";
    fit_page: "整页或满宽", "Whole page or full width";
    rotate: "旋转", "Rotate";
    opening: "正在打开证据…", "Opening the exhibit…";
    foreign: "浏览器不能显示这种文件，可以下载后查看。", "A browser cannot show this kind of file. You may download it.";
    download: "下载文件", "Download the file";
    examination: "质证情况", "Examination";
    write_opinion: "发表质证意见", "Give my opinion";
    fold: "收起", "Fold away";
    own_opinion: "我的质证意见", "My opinion";
    choose: "请选择", "Choose";
    choose_all_four: "请选全四项", "Choose all four";
    give_opinion: "提交质证意见", "Submit my opinion";
    record_opinion: "记录质证意见", "Record the opinion";
    awaited: "待发表", "awaited";
    ruling: "认证", "Ruling";
    not_ruled: "尚未认证", "Not ruled on yet";
    admitted: "采信", "Admitted";
    not_admitted: "不予采信", "Not admitted";
    admit: "采信…", "Admit…";
    reject: "不予采信…", "Do not admit…";
    rule_words: "认证结果和理由记入庭审笔录，各方可见。", "The ruling and its reason enter the transcript; the parties see them.";
    this_case: "本案", "This case";
    acts: "操作", "Controls";
    back_to_room: "回到法庭", "Back to the room";
    total: "共", "Total";
    examined: "已质证", "Examined";
    originals_open: "待核对原件", "Originals to check";
    file_one: "提交证据", "File an exhibit";
    file_another: "再提交一件", "File another";
    file_now: "提交", "File it";
    file: "文件", "File";
    file_kinds: "PDF、图片、音频、视频，不超过 200 MB。", "PDF, picture, sound or film, at most 200 MB.";
    describe: "写说明", "Describe it";
    number: "证据编号", "Number";
    col_number: "序号", "No.";
    col_exhibit: "证据名称", "Title";
    col_exhibit_sub: "类别 份数 页数", "kind, copies, pages";
    col_purpose: "证明对象", "What it proves";
    col_source: "来源", "Source";
    col_source_sub: "原件情况", "original";
    col_by: "提交人", "Submitted by";
    col_by_sub: "时间", "time";
    col_hash: "SHA-256", "SHA-256";
    col_hash_sub: "保密等级", "secrecy tier";
    col_state: "质证", "Examined";
    proves: "证明", "Proves";
    source: "来源", "Source";
    submitted: "提交", "Submitted";
    category: "类别", "Kind";
    pages_size: "页数和大小", "Pages, size";
    secrecy: "保密等级", "Secrecy tier";
    on_show: "出示中", "On show";
    to_come: "待出示", "To come";
    withdrawn: "已撤回", "Withdrawn";
    withdraw: "撤回…", "Withdraw…";
    withdraw_words: "撤回后不能再出示，清单中保留撤回记录。", "It can no longer be presented. The list keeps a trace of it.";
    withdraw_yes: "撤回", "Withdraw";
    copy: "复制", "Copy";
    copied: "SHA-256 已复制。", "SHA-256 copied.";
    not_copied: "浏览器不允许复制，请手工选择。", "The browser does not allow copying. Select it by hand.";
    hash_agrees: "法院核对的 SHA-256 与本机计算的一致。", "The court’s SHA-256 agrees with the one computed on this computer.";
    uploading: "上传进度", "Upload progress";
    stop_upload: "取消上传", "Stop the upload";
    registering: "正在登记…", "Registering…";
    number_rule: "编号只能用英文字母、数字和连字符“-”，最多16个字符。", "Use only the letters A to Z, digits and hyphens, at most 16 characters.";
    number_in_use: "这个编号已被使用。", "This number is taken.";
    number_taken: "这个编号已被使用，请改用另一个编号后再提交，文件无需重新上传。", "This number is taken. Choose another and file again; the file need not be uploaded twice.";
}

/// The name of what an exhibit is compared with.
pub fn original_of(category: ExhibitCategory) -> &'static str {
    match (language(), Source::of(category)) {
        (Language::Chinese, Source::Paper) => "原件",
        (Language::Chinese, Source::Thing) => "原物",
        (Language::Chinese, Source::Medium) => "原始载体",
        (Language::English, Source::Paper) => "Original",
        (Language::English, Source::Thing) => "Original object",
        (Language::English, Source::Medium) => "Original medium",
    }
}

/// 真实性、合法性、关联性、证明目的, in the order in which they are said.
pub fn properties() -> [&'static str; 4] {
    match language() {
        Language::Chinese => ["真实性", "合法性", "关联性", "证明目的"],
        Language::English => ["Authenticity", "Legality", "Relevance", "Purpose of proof"],
    }
}

pub fn title_and_name(title: &str, name: &str) -> String {
    match language() {
        Language::Chinese => format!("{title}{name}"),
        Language::English => format!("{title} {name}"),
    }
}

pub fn shown_by(who: &str) -> String {
    match language() {
        Language::Chinese => format!("{who}出示"),
        Language::English => format!("Shown by {who}"),
    }
}

pub fn back_to_presenter(page: u32) -> String {
    match language() {
        Language::Chinese => format!("回到出示页 {page}"),
        Language::English => format!("Back to page {page}"),
    }
}

pub fn page_of(number: &str, title: &str, page: u32, pages: u32) -> String {
    match language() {
        Language::Chinese => format!("证据 {number} {title}，第 {page} 页，共 {pages} 页"),
        Language::English => format!("Exhibit {number}, {title}, page {page} of {pages}"),
    }
}

pub fn page_words(page: u32, pages: u32) -> String {
    match language() {
        Language::Chinese => format!("第 {page}／{pages} 页"),
        Language::English => format!("page {page} of {pages}"),
    }
}

pub fn entry_of(number: &str) -> String {
    match language() {
        Language::Chinese => format!("{number} 的登记"),
        Language::English => format!("Entry for {number}"),
    }
}

pub fn items(count: usize) -> String {
    match (language(), count) {
        (Language::Chinese, n) => format!("{n} 件"),
        (Language::English, 1) => "1 item".to_owned(),
        (Language::English, n) => format!("{n} items"),
    }
}

pub fn opinion_count(count: usize) -> String {
    match (language(), count) {
        (Language::Chinese, n) => format!("意见 {n} 份"),
        (Language::English, 1) => "1 opinion".to_owned(),
        (Language::English, n) => format!("{n} opinions"),
    }
}

/// What one side has said, in one line: what it accepts in all is said in all.
pub fn brief_said(title: &str, stances: [Stance; 4]) -> String {
    let all_same = stances.iter().all(|s| Some(s) == stances.first());
    let words = match stances.first().filter(|_| all_same) {
        Some(stance) => terms::stance(*stance).to_owned(),
        None => {
            let parts = properties().into_iter().zip(stances);
            let parts: Vec<_> = parts
                .filter(|(_, stance)| *stance != Stance::Accepted)
                .map(|(property, stance)| match language() {
                    Language::Chinese => format!("{property}{}", terms::stance(stance)),
                    Language::English => {
                        format!("{property} {}", terms::stance(stance).to_lowercase())
                    }
                })
                .collect();
            parts.join(match language() {
                Language::Chinese => "，",
                Language::English => ", ",
            })
        }
    };
    match language() {
        Language::Chinese => format!("{title}：{words}"),
        Language::English => format!("{title}: {words}"),
    }
}

pub fn brief_awaited(side: &str) -> String {
    match language() {
        Language::Chinese => format!("{side}：意见待发表"),
        Language::English => format!("{side}: opinion awaited"),
    }
}

pub fn ruled(admitted: bool) -> &'static str {
    if admitted {
        self::admitted()
    } else {
        not_admitted()
    }
}

/// The finding on the original, where 原件 stands before it.
pub fn finding(state: OriginalState, category: ExhibitCategory) -> &'static str {
    match (language(), state) {
        (Language::Chinese, OriginalState::Matches) => "一致",
        (Language::English, OriginalState::Matches) => "Matches",
        (Language::Chinese, OriginalState::Differs) => "不一致",
        (Language::English, OriginalState::Differs) => "Differs",
        (Language::English, OriginalState::None) => "None",
        (Language::Chinese, OriginalState::None)
        | (
            Language::Chinese | Language::English,
            OriginalState::ToCheck | OriginalState::Demanded,
        ) => terms::original(state, category),
    }
}

pub fn rule_title(number: &str, admits: bool) -> String {
    match (language(), admits) {
        (Language::Chinese, true) => format!("采信 {number}"),
        (Language::Chinese, false) => format!("不予采信 {number}"),
        (Language::English, true) => format!("Admit {number}"),
        (Language::English, false) => format!("Do not admit {number}"),
    }
}

pub fn record_ruling(admits: bool) -> &'static str {
    match (language(), admits) {
        (Language::Chinese, true) => "记录：采信",
        (Language::Chinese, false) => "记录：不予采信",
        (Language::English, true) => "Record: admitted",
        (Language::English, false) => "Record: not admitted",
    }
}

pub fn withdraw_title(number: &str) -> String {
    match language() {
        Language::Chinese => format!("撤回 {number}"),
        Language::English => format!("Withdraw {number}"),
    }
}

pub fn copy_hash(number: &str) -> String {
    match language() {
        Language::Chinese => format!("复制 {number} 的 SHA-256"),
        Language::English => format!("Copy the SHA-256 of {number}"),
    }
}

pub fn use_number(number: &str) -> String {
    match language() {
        Language::Chinese => format!("改用 {number}"),
        Language::English => format!("Use {number}"),
    }
}

pub fn filed(number: &str) -> String {
    match language() {
        Language::Chinese => format!("{number} 已提交并登记。"),
        Language::English => format!("{number} has been filed and registered."),
    }
}

/// 6 页 · 1.2 MB; pages only where the file has them.
pub fn pages_and_size(file: &ExhibitFile) -> String {
    let size = size(file.size);
    match (&file.kind, language(), file.pages) {
        (FileKind::Pdf, Language::Chinese, n) => format!("{n} 页 · {size}"),
        (FileKind::Pdf, Language::English, 1) => format!("1 page · {size}"),
        (FileKind::Pdf, Language::English, n) => format!("{n} pages · {size}"),
        (
            FileKind::Png
            | FileKind::Jpeg
            | FileKind::Webp
            | FileKind::Audio
            | FileKind::Video
            | FileKind::Unknown,
            Language::Chinese | Language::English,
            _,
        ) => size,
    }
}

/// Bytes as people say them.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} B"),
        1_024..1_048_576 => format!("{} KB", bytes.div_ceil(1_024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

pub fn fault(fault: &Fault) -> &'static str {
    let (zh, en) = match fault {
        Fault::Trouble(trouble) => return refusals::trouble(trouble),
        Fault::Damaged => (
            "文件无法读取，可能已损坏。请告知书记员。",
            "The file cannot be read; it may be damaged. Tell the clerk.",
        ),
        Fault::Protected => (
            "文件设有密码，无法显示。请提交人重新提交没有密码的文件。",
            "The file asks for a password. Have it filed again without one.",
        ),
        Fault::Differs => (
            "文件与提交时的校验值不一致，不予显示。请告知书记员。",
            "The file is not the one that was filed: its hash differs. It is not shown. Tell the clerk.",
        ),
        Fault::NoSuchPage => ("文件中没有这一页。", "There is no such page in the file."),
    };
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

pub fn way(way: &Way) -> Option<String> {
    let chinese = language() == Language::Chinese;
    let say = |zh: &str, en: &str| {
        Some(if chinese {
            zh.to_owned()
        } else {
            en.to_owned()
        })
    };
    match way {
        Way::Resting => None,
        Way::Hashing(per_cent) if chinese => Some(format!("正在本机计算 SHA-256，{per_cent}%")),
        Way::Hashing(per_cent) => Some(format!(
            "Computing the SHA-256 on this computer, {per_cent}%"
        )),
        Way::Waiting(per_cent) if chinese => Some(format!(
            "网络中断，已上传 {per_cent}%，恢复后从这里自动继续。关闭页面后，一天内再选同一文件也会继续。"
        )),
        Way::Waiting(per_cent) => Some(format!(
            "The line is lost at {per_cent}%; it goes on from there by itself. If you close the page, choose the same file again within a day and it goes on as well."
        )),
        Way::Sending(per_cent) if chinese => Some(format!("正在上传，{per_cent}%")),
        Way::Sending(per_cent) => Some(format!("Uploading, {per_cent}%")),
        Way::Checking => say("法院正在核对…", "The court is checking…"),
        Way::Stopped => say("已取消，文件没有提交。", "Stopped. Nothing was filed."),
        Way::Failed(Problem::Trouble(trouble)) => Some(refusals::trouble(trouble).to_owned()),
        Way::Failed(Problem::Unreadable) => say(
            "本机上的文件无法读取，请重新选择。",
            "The file cannot be read on this computer. Choose it again.",
        ),
        Way::Failed(Problem::Empty) => say("这个文件是空的。", "This file is empty."),
    }
}

/// For tests and styles, never read by a person.
pub fn way_name(way: &Way) -> &'static str {
    match way {
        Way::Resting => "resting",
        Way::Hashing(_) => "hashing",
        Way::Sending(_) => "sending",
        Way::Waiting(_) => "waiting",
        Way::Checking => "checking",
        Way::Stopped => "stopped",
        Way::Failed(_) => "failed",
    }
}
