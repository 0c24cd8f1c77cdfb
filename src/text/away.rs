//! Words of being away, coming back, and what has to be on. Numbers of seconds are the court's own, and say so (R98).

use hearing::{DutyDevice, OwnAccount, PromptKind};

use super::{Language, language};

fn say(zh: &'static str, en: &'static str) -> &'static str {
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

super::words! {
    come_back: "请回到庭审页面", "Please come back to the hearing";
    what_was_it: "刚才是什么原因？您的说明供法庭参考，由法官认定。", "What was it? The court takes note of it; the judge decides.";
    other_reason: "其他…", "Other…";
    own_word: "请用一两句话说明。您的说明交给法庭，并记入庭审日志。", "Say it in a sentence or two. It goes to the court and into the hearing log.";
    say_so: "提交说明", "Send";
    set_by_court: "本院设置，非法律规定", "Set by this court, not by law";
    absences: "离线与离席", "Away and offline";
    no_absences: "没有离线或离席的记录。", "Nothing on record.";
    reported: "本人浏览器报告", "reported by the browser";
    observed: "服务器观察", "seen by the server";
    going_on: "持续", "going on";
    prompts_sent: "提示", "Prompts";
    by_system: "系统", "system";
    by_court: "法庭", "court";
    reached_not: "未确认到达", "not confirmed";
    own_account_is: "本人说明", "Own account";
    no_account: "未说明", "None";
    finding: "法庭认定", "Finding";
    finding_open: "待认定", "Open";
    prompt_now: "再次提示", "Prompt again";
    exit_reason: "擅自退出，经提示、警告后仍不改正的，才视为中途退庭。提示、警告不足两次的，请写明理由。", "Leaving counts as withdrawal mid-hearing only where prompt and warning were of no use. With fewer than two, give the reason.";
    change_reason: "原认定留在庭审日志中。请写明更改的理由。", "The finding before stays in the hearing log. Give the reason for the change.";
    download_pack: "退庭证据包（数据）", "Evidence pack (data)";
    download_page: "退庭证据包（可读页）", "Evidence pack (page)";
    pack_note: "含全部信号、时间、提示、说明、线路数据和认定，不含系统的判断。", "All signals, times, prompts, accounts, line data and findings; no judgment by the system.";
    leave_camera: "准许关闭摄像头…", "Allow camera off…";
    leave_camera_words: "准许后，席位显示“经准许关闭”，不再记为事件。理由记入庭审日志。", "The seat then says so, and no event is made of it. The reason enters the hearing log.";
    end_leave: "收回准许", "End the leave";
    camera_left: "经准许关闭", "Off with leave";
    camera_off_plain: "摄像头未开", "Camera off";
    away_now: "已离开页面", "Off the page";
    reconnecting: "重新连接", "Reconnecting";
    device_trouble: "设备断开", "Device lost";
    to_find: "认定…", "Decide…";
    spotlight: "请全体看此人", "Show to all";
    spotlight_end: "不再放大", "Stop showing to all";
    spotlit: "法庭请全体看", "Shown to all by the court";
    brief_ones: "短暂离开（不足首次提示时间）", "Glances aside (shorter than the first prompt)";
    duties: "音视频保持开启", "Camera and microphone";
    weak: "弱", "weak";
}

pub fn prompt_words(kind: PromptKind) -> &'static str {
    match kind {
        PromptKind::Reminder => say(
            "提示：您已离开庭审页面，请立即回来。",
            "Reminder: you have left the hearing’s page. Please come back now.",
        ),
        PromptKind::Warning => say(
            "警告：仍不返回的，可能被认定为中途退庭。",
            "Warning: if you do not come back, this may be found to be withdrawal mid-hearing.",
        ),
    }
}

pub fn prompt_kind(kind: PromptKind) -> &'static str {
    match kind {
        PromptKind::Reminder => say("提示", "Reminder"),
        PromptKind::Warning => say("警告", "Warning"),
    }
}

pub fn own_account(what: OwnAccount) -> &'static str {
    match what {
        OwnAccount::Network => say("网络故障", "Network"),
        OwnAccount::Device => say("设备故障", "Device"),
        OwnAccount::Power => say("停电或没电", "No power"),
        OwnAccount::Other => say("其他原因", "Other"),
    }
}

pub fn was_away(since: &str, until: &str, told: usize) -> String {
    match language() {
        Language::Chinese => format!("您在 {since} 至 {until} 离开了庭审，共提示、警告 {told} 次"),
        Language::English => {
            format!("You were away from {since} to {until}; prompts and warnings: {told}")
        }
    }
}

pub fn duty(device: DutyDevice) -> &'static str {
    match device {
        DutyDevice::Camera => say("出庭期间请打开摄像头。", "Keep your camera on in court."),
        DutyDevice::Microphone => say(
            "轮到您发言，请打开麦克风。",
            "You have the floor: turn the microphone on.",
        ),
    }
}

/// What becomes of it otherwise.
pub fn duty_missed(device: DutyDevice, seconds: u64) -> String {
    match (language(), device) {
        (Language::Chinese, DutyDevice::Camera) => {
            format!("未经准许，满{seconds}秒未开会记录（本院设置，非法律规定）。")
        }
        (Language::Chinese, DutyDevice::Microphone) => {
            format!("满{seconds}秒未开会记录（本院设置，非法律规定）。")
        }
        (Language::English, DutyDevice::Camera) => format!(
            "Off without leave for {seconds} s is recorded (set by this court, not by law)."
        ),
        (Language::English, DutyDevice::Microphone) => {
            format!("Off for {seconds} s is recorded (set by this court, not by law).")
        }
    }
}

pub fn open_device(device: DutyDevice) -> &'static str {
    match device {
        DutyDevice::Camera => say("打开摄像头", "Turn the camera on"),
        DutyDevice::Microphone => say("打开麦克风", "Turn the microphone on"),
    }
}

pub fn device_off(device: DutyDevice) -> &'static str {
    match device {
        DutyDevice::Camera => say("摄像头未经准许未开", "Camera off without leave"),
        DutyDevice::Microphone => say(
            "有发言权而麦克风未开",
            "Microphone off while having the floor",
        ),
    }
}

/// `told`: how often he was prompted or warned.
pub fn told_times(told: usize) -> String {
    match language() {
        Language::Chinese => format!("提示、警告共 {told} 次"),
        Language::English => format!("Prompts and warnings: {told}"),
    }
}

pub fn came_back(tries: u32, offline: bool) -> String {
    match (language(), offline) {
        (Language::Chinese, true) => format!("重连尝试 {tries} 次，浏览器曾判断无网络"),
        (Language::Chinese, false) => format!("重连尝试 {tries} 次，浏览器未判断无网络"),
        (Language::English, true) => format!("{tries} tries; the browser said it had no network"),
        (Language::English, false) => {
            format!("{tries} tries; the browser did not say it had no network")
        }
    }
}

/// `silent`: ms in which nothing was heard before the line was given up.
pub fn line_trace(silent: u64, trip: Option<u32>, unanswered: u32) -> String {
    let trip = trip.map_or_else(|| "—".to_owned(), |ms| format!("{ms} ms"));
    let silent = (silent + 500) / 1_000;
    match language() {
        Language::Chinese => {
            format!("断开前 {silent} 秒无数据，末次往返 {trip}，未应答 {unanswered} 次")
        }
        Language::English => {
            format!("silent for {silent} s before, last round trip {trip}, {unanswered} unanswered")
        }
    }
}

pub fn settings(prompts_ms: &[u64], devices_ms: u64) -> String {
    let gaps: Vec<String> = prompts_ms
        .iter()
        .map(|ms| (ms / 1_000).to_string())
        .collect();
    let devices = devices_ms / 1_000;
    match language() {
        Language::Chinese => format!(
            "离开 {} 秒后依次提示；设备未开启满 {devices} 秒记为事件。{}",
            gaps.join("、再过 "),
            set_by_court()
        ),
        Language::English => format!(
            "Prompted after {} s; a device off for {devices} s is an event. {}.",
            gaps.join(", then "),
            set_by_court()
        ),
    }
}
