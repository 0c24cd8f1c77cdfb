//! Words of presenting: whose hand, whose screen, what plays, what is drawn.

use hearing::Millis;
use hearing::mark::Shape;

use super::{Language, language};

super::words! {
    lead: "出示操作", "Presenting";
    hand_to: "交由…操作", "Hand to…";
    take_back: "收回", "Take back";
    highlight: "框出", "Highlight";
    highlight_off: "取消框出", "Remove highlight";
    draw_here: "在页面上拖动以绘制；也可用方向键移动，Shift 加方向键改变大小，回车确认，Esc 取消。", "Drag on the page to draw; or move with the arrow keys, size with Shift and the arrow keys, confirm with Enter, leave with Escape.";
    compare: "对照…", "Compare…";
    compare_end: "结束对照", "End comparison";
    beside: "对照的证据", "The exhibit beside";
    screens: "各席屏幕", "Screens";
    shown: "已显示", "displayed";
    not_shown: "未显示", "not displayed";
    not_checked: "本机未核对校验值", "hash not checked on that device";
    checked_here: "本机已核对 SHA-256", "SHA-256 checked on this computer";
    by_ranges: "大文件按页读取，本机未核对全文校验值", "Long file, read page by page: its hash was not checked on this computer";
    player: "播放", "Player";
    play: "播放", "Play";
    pause: "暂停", "Pause";
    seek: "播放位置", "Position";
    hear: "点按播放声音", "Press to hear it";
    played: "已播放", "Played";
    marks: "批注", "Marks";
    marks_none: "还没有批注。", "There are no marks.";
    mark_label: "批注文字", "Label";
    mark_place: "选择形状后在页面上绘制", "Choose a shape, then draw on the page";
    layer: "图层", "Layers";
    erase: "擦除", "Erase";
    erased: "已擦除", "erased";
    original_untouched: "批注单独保存，不改动证据原文件。", "Marks are kept apart. The exhibit itself is not changed.";
    second: "第二屏", "Second screen";
    second_title: "证据（第二屏）", "Exhibits (second screen)";
    second_end: "收回第二屏", "Close second screen";
    second_blocked: "浏览器拦住了新窗口。请在地址栏旁允许本网站弹出窗口，再点一次“第二屏”。", "The browser has held back the new window. Allow pop-up windows for this site, beside the address bar, and press “Second screen” again.";
    second_opening: "正在打开第二屏…", "Opening the second screen…";
    second_has_it: "证据在第二屏显示", "The exhibit is on the second screen";
    second_here_too: "本窗口也显示", "Show it here too";
    second_only_there: "只在第二屏显示", "Second screen only";
    second_waits: "与法庭窗口的连接中断，正在恢复。下面的页面可能不是现在的。", "The courtroom’s window does not answer; trying again. The page below may not be the one on show.";
    second_gone: "法庭窗口已关闭，本窗口不再跟随庭审。请回到法庭窗口重新打开第二屏。", "The courtroom’s window has gone, and this one follows the hearing no more. Open the second screen again from the courtroom.";
    second_close: "关闭本窗口", "Close this window";
    traces: "出示记录", "How it was shown";
    not_shown_yet: "尚未出示。", "Not shown yet.";
}

pub fn shape(shape: Shape) -> &'static str {
    match (language(), shape) {
        (Language::Chinese, Shape::Rectangle) => "矩形",
        (Language::Chinese, Shape::Arrow) => "箭头",
        (Language::Chinese, Shape::Underline) => "下划线",
        (Language::English, Shape::Rectangle) => "Rectangle",
        (Language::English, Shape::Arrow) => "Arrow",
        (Language::English, Shape::Underline) => "Underline",
    }
}

/// 6/7 已显示; of sound and film (`playing`): 6/7 正在播放, 6/7 已就位
pub fn counted(seen: usize, all: usize, playing: Option<bool>) -> String {
    let word = match (language(), playing) {
        (_, None) => shown(),
        (Language::Chinese, Some(true)) => "正在播放",
        (Language::Chinese, Some(false)) => "已就位",
        (Language::English, Some(true)) => "playing",
        (Language::English, Some(false)) => "ready",
    };
    format!("{seen}/{all} {word}")
}

pub fn lacks(playing: Option<bool>) -> &'static str {
    match (language(), playing) {
        (_, None) => not_shown(),
        (Language::Chinese, Some(true)) => "未播放",
        (Language::Chinese, Some(false)) => "未就位",
        (Language::English, Some(true)) => "not playing",
        (Language::English, Some(false)) => "not ready",
    }
}

pub fn lacking(names: &[String], playing: Option<bool>) -> String {
    let word = lacks(playing);
    match language() {
        Language::Chinese => format!("{word}：{}", names.join("、")),
        Language::English => format!("{word}: {}", names.join(", ")),
    }
}

pub fn stands_at(position: &str) -> String {
    match language() {
        Language::Chinese => format!("位置 {position}"),
        Language::English => format!("at {position}"),
    }
}

pub fn since(seconds: u64) -> String {
    match (language(), seconds) {
        (Language::Chinese, s @ 0..60) => format!("{s} 秒"),
        (Language::Chinese, s) => format!("{} 分钟", s / 60),
        (Language::English, s @ 0..60) => format!("for {s} s"),
        (Language::English, s) => format!("for {} min", s / 60),
    }
}

pub fn more(names: usize) -> String {
    match language() {
        Language::Chinese => format!("等 {names} 席"),
        Language::English => format!("{names} in all"),
    }
}

/// Minutes and seconds into sound or film.
pub fn position(ms: Millis) -> String {
    let seconds = ms / 1_000;
    match seconds / 3_600 {
        0 => format!("{:02}:{:02}", seconds / 60, seconds % 60),
        hours => format!("{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60),
    }
}

pub fn stretch(from: Millis, to: Millis) -> String {
    format!("{}–{}", position(from), position(to))
}

pub fn marks_by(who: &str, count: usize) -> String {
    match (language(), count) {
        (Language::Chinese, n) => format!("{who} {n} 处"),
        (Language::English, 1) => format!("{who}, 1 mark"),
        (Language::English, n) => format!("{who}, {n} marks"),
    }
}

pub fn on_page(page: u32) -> String {
    match language() {
        Language::Chinese => format!("第 {page} 页"),
        Language::English => format!("page {page}"),
    }
}

pub fn compare_with(number: &str, title: &str) -> String {
    format!("{number} {title}")
}
