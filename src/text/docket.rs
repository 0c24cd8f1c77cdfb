//! Words of the docket.

use hearing::SeatState;
use hearing::check_in::SuitabilityBar;

use super::{Language, language};

super::words! {
    title: "庭审日程", "Hearings";
    skip: "跳到正文", "Skip to the hearings";
    beijing_time: "北京时间", "Beijing time";
    open: "进入", "Open";
    back_to: "回到本庭", "Go back";
    here: "当前庭审", "Open now";
    no_case: "案件信息对您不显示", "The case is not shown to you";
    today: "今天", "Today";
    now: "现在", "Now";
    none_this_day: "这一天没有庭审。", "No hearing on this day.";
    acts: "操作", "Acts";
    refresh: "刷新", "Refresh";
    hearings: "庭审", "Hearings";
    leave: "退出", "Leave";
    find: "案号、姓名、案由", "Case no., name or cause";
    find_label: "按案号、姓名或案由查找", "Find by case number, name or cause";
    week: "本周", "The week";
    last_week: "上一周", "Last week";
    next_week: "下一周", "Next week";
    closed: "不公开", "Closed";
    ready: "就绪", "ready";
    reported: "书记员已报告准备就绪", "The clerk has reported it ready";
    clash: "旁听中有证人同名", "An observer has a witness’s name";
    announced_late: "公告不足三日", "Announced less than three days ahead";
    no_clash: "未见证人", "no witness seen";
    this_day: "当日", "This day";
    held: "已开", "Held";
    to_sign: "笔录待签", "Records to sign";
    next: "下一场", "Next";
    nothing_next: "这一天没有等待开庭的案件。", "Nothing waits to open on this day.";
    seats: "各席位", "Seats";
    gallery: "旁听", "Gallery";
    for_you: "等您决定", "For you to decide";
    permit: "准许", "Allow";
    forbid: "不准许", "Do not allow";
    other_hearings: "您的其他庭审", "Your other hearings";
    own_device: "这是我自己的设备，记住我进入过的庭审", "This device is my own: keep the hearings I have entered";
    own_device_more: "最长18小时；点“退出”就忘掉。公用电脑请不要勾选。", "For 18 hours at most; “Leave” forgets them. Not on a shared computer.";
}

pub fn how_many(n: usize, open: usize) -> String {
    match (language(), n, open) {
        (Language::Chinese, _, 0) => format!("{n}场庭审"),
        (Language::Chinese, ..) => format!("{n}场庭审，{open}场有事项"),
        (Language::English, 1, 0) => "1 hearing".to_owned(),
        (Language::English, _, 0) => format!("{n} hearings"),
        (Language::English, 1, _) => "1 hearing, which needs attention".to_owned(),
        (Language::English, _, 1) => format!("{n} hearings, 1 needs attention"),
        (Language::English, ..) => format!("{n} hearings, {open} need attention"),
    }
}

pub fn count(n: usize) -> String {
    match language() {
        Language::Chinese => format!("{n}场"),
        Language::English => n.to_string(),
    }
}

pub fn found(n: usize) -> String {
    match (language(), n) {
        (Language::Chinese, 0) => "没有找到。可以换一个词，或只写案号的几位数字。".to_owned(),
        (Language::English, 0) => {
            "Nothing found. Try another word, or a few digits of the number.".to_owned()
        }
        (Language::Chinese, _) => format!("找到{n}场"),
        (Language::English, _) => format!("{n} found"),
    }
}

/// 周一 to 周日, of a count of days since 1970, which began on a Thursday.
pub fn weekday(day: u64) -> &'static str {
    let (zh, en) = match (day + 3) % 7 {
        0 => ("周一", "Mon"),
        1 => ("周二", "Tue"),
        2 => ("周三", "Wed"),
        3 => ("周四", "Thu"),
        4 => ("周五", "Fri"),
        5 => ("周六", "Sat"),
        _ => ("周日", "Sun"),
    };
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

pub fn waits_for_you(n: usize) -> String {
    match language() {
        Language::Chinese => format!("{n}项等法官决定"),
        Language::English => format!("{n} for the judge"),
    }
}

/// 被告：设备有问题
pub fn of_seat(role: &str, state: &str) -> String {
    match language() {
        Language::Chinese => format!("{role}：{state}"),
        Language::English => format!("{role}: {state}"),
    }
}

pub fn observers(observers: usize, queue: usize) -> String {
    match (language(), queue) {
        (Language::Chinese, 0) => format!("{observers}人"),
        (Language::English, 0) => observers.to_string(),
        (Language::Chinese, _) => format!("{observers}人，候补{queue}人"),
        (Language::English, _) => format!("{observers}, {queue} in the queue"),
    }
}

pub fn asks_for(role: &str, name: &str, who: &str, why: &str) -> String {
    match language() {
        Language::Chinese => format!("{role}{name}说明有人在场：{who}（{why}）。"),
        Language::English => format!("{role} {name} is not alone: {who} ({why})."),
    }
}

/// R12: what somebody has named that speaks against being heard online.
pub fn names(role: &str, name: &str, bars: &[SuitabilityBar]) -> String {
    let bars: Vec<_> = bars
        .iter()
        .map(|b| super::terms::suitability_bar(*b))
        .collect();
    match language() {
        Language::Chinese => format!("{role}{name}说明不便在线参加：{}。", bars.join("；")),
        Language::English => format!(
            "{role} {name} named what speaks against online: {}.",
            bars.join("; ")
        ),
    }
}

pub fn seat_state(state: &SeatState) -> &'static str {
    let (zh, en) = match state {
        SeatState::CallsForHelp => ("叫书记员", "calls the clerk"),
        SeatState::OtherPerson { .. } => ("有人在场", "not alone"),
        SeatState::OtherRefused => ("未准许的人在场", "not alone, against the judge’s word"),
        SeatState::InPerson => ("转为线下", "to be heard in person"),
        SeatState::Unsuitable { .. } => ("不便在线，待审查", "named what speaks against online"),
        SeatState::RefusesOnline => ("不同意在线", "refuses online"),
        SeatState::Doubted => ("身份不一致", "does not match"),
        SeatState::DeviceFails => ("设备有问题", "device fails"),
        SeatState::ToVerify => ("待核对身份", "to be verified"),
        SeatState::ChecksIn => ("签到中", "checking in"),
        SeatState::Gone => ("已离线", "gone"),
        SeatState::NeverHere => ("未到", "not here yet"),
        SeatState::Ready => ("就绪", "ready"),
    };
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}
