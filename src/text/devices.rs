//! Words of the device check (R7). What to do about a trouble stands in `remedies`.

use hearing::check_in::{
    Browser, DeviceFindings, DeviceReport, DeviceState, Light, LineGrade, System, Transport,
};

use super::{Language, check_in, language};
use crate::check_in::{DeviceTrouble, LineNews};

super::words! {
    title: "看一看，说一句，听一听", "Look, speak, listen";
    intro: "点“开始检测”，浏览器会问您是否允许使用摄像头和麦克风，请选“允许”。检测时没有人看到或听到您：画面和声音不离开这台设备，测网络只传一段测试图案。", "Press “Start the test”; the browser asks to use camera and microphone: choose “Allow”. Nobody sees or hears you: picture and sound stay on this device, and only a test pattern is sent to try the network.";
    start: "开始检测", "Start the test";
    again: "再试一次", "Try again";
    done: "下一步", "Next";
    skip: "跳过没通过的项目", "Skip what failed";
    skip_for_now: "先跳过", "Skip for now";
    skip_title: "跳过设备检测？", "Skip the device check?";
    skip_words: "没有检测或没有通过的项目会告诉书记员。开庭时看不到您或听不到您的，法庭可能休庭、改期，或者让您到法院参加。", "The clerk is told what was not tested or did not pass. If the court cannot see or hear you, it may adjourn, change the date, or ask you to come to the courthouse.";
    skip_yes: "跳过", "Skip";
    court_sees: "法庭这样看到您", "The court sees you like this";
    no_picture: "还没有画面", "No picture yet";
    camera: "摄像头", "Camera";
    microphone: "麦克风", "Microphone";
    speaker: "扬声器", "Speaker";
    network: "网络", "Network";
    not_tested: "未检测", "Not tested";
    testing: "正在检测…", "Testing…";
    comes_later: "等一下", "In a moment";
    opening: "正在打开…", "Opening…";
    tones_first: "先听三声", "Hear the three tones first";
    please_answer: "请回答", "Please answer";
    choose_camera: "用哪个摄像头", "Which camera";
    choose_microphone: "用哪个麦克风", "Which microphone";
    choose_speaker: "用哪个扬声器", "Which speaker";
    by_itself: "由浏览器选择", "As the browser chooses";
    light_good: "看得清，光线够", "Clear, well lit";
    light_dark: "太暗：请开灯，或面向窗户", "Too dark: turn on a light or face the window";
    light_behind: "背光：请不要背对窗户或灯", "Lit from behind: turn away from the window or lamp behind you";
    listens: "正在听", "Listening";
    please_say: "请念：", "Please say: ";
    as_above: "原因和办法，与上面的摄像头相同。", "The cause and what to do are as for the camera above.";
    speak: "“我能听清法庭的声音。”", "“I can hear the court.”";
    quiet: "太轻", "Too quiet";
    level: "音量", "Level";
    listening: "听到了，正在录三秒", "Heard; recording three seconds";
    playing: "正在放您刚才说的话", "Playing what you said";
    heard_self_ask: "听到自己刚才说的话了吗？", "Did you hear your own words?";
    play_again: "再放一次", "Play again";
    microphone_good: "听得清", "Heard clearly";
    microphone_level_only: "有声音", "Sound";
    tones_play: "正在响三声", "Playing three tones";
    heard_ask: "听到三声了吗？", "Did you hear three tones?";
    heard: "听到了", "I heard";
    not_heard: "没听到", "I did not";
    tone_again: "再响一次", "Once more";
    speaker_good: "您说听到了", "You heard it";
    measuring: "正在测，约十秒", "Measuring, about ten seconds";
    stays: "还是不行，可以跳过，书记员会知道；也可以点“叫书记员”。", "If it stays like this you may skip it, and the clerk is told; or press “Call the clerk”.";
    other_device: "您的设备检测是在另一台设备或另一个浏览器上做的，请在这里再测一次。", "Your device check was done on another device or in another browser. Please test here again.";
    test_here: "在这里检测", "Test here";
}

/// What a line is good for, in the words that come before all figures.
pub fn line_grade(grade: LineGrade) -> &'static str {
    let (zh, en) = match grade {
        LineGrade::PictureAndSound => ("看画面、发言都够用", "Good enough to see and speak"),
        LineGrade::SoundOnly => (
            "够听够说，画面可能停顿",
            "Enough for sound; pictures may stop",
        ),
        LineGrade::TooSlow => ("太慢，听和说都会断续", "Too slow: sound will break up"),
        LineGrade::NoMedia => (
            "网页能开，音视频通道不通",
            "Pages open, but picture and sound are blocked",
        ),
    };
    say(zh, en)
}

/// The figures after the words: up, down, there and back, the way.
pub fn figures(found: &DeviceFindings) -> Option<String> {
    let zh = language() == Language::Chinese;
    let mut parts = Vec::new();
    if let Some(kbps) = found.up_kbps {
        let speed = speed(kbps);
        parts.push(if zh {
            format!("上行{speed}")
        } else {
            format!("up {speed}")
        });
    }
    if let Some(kbps) = found.down_kbps {
        let speed = speed(kbps);
        parts.push(if zh {
            format!("下行{speed}")
        } else {
            format!("down {speed}")
        });
    }
    parts.extend(found.latency_ms.map(check_in::round_trip));
    if let Some(percent) = found.loss_percent.filter(|percent| *percent > 0) {
        parts.push(if zh {
            format!("丢包{percent}%")
        } else {
            format!("{percent}% lost")
        });
    }
    parts.extend(match found.transport {
        Some(Transport::Udp) => Some("UDP".to_owned()),
        Some(Transport::Tcp) => Some("TCP".to_owned()),
        Some(Transport::Blocked) | None => None,
    });
    (!parts.is_empty()).then(|| parts.join(say("，", ", ")))
}

/// Two digits that mean something.
fn speed(kbps: u32) -> String {
    match (kbps, language()) {
        (0..1_000, Language::Chinese | Language::English) => format!("{kbps} kbit/s"),
        (1_000..10_000, Language::Chinese) => format!("{:.1}兆", f64::from(kbps) / 1_000.0),
        (1_000..10_000, Language::English) => format!("{:.1} Mbit/s", f64::from(kbps) / 1_000.0),
        (10_000..100_000, Language::Chinese) => format!("{}兆", kbps / 1_000),
        (10_000..100_000, Language::English) => format!("{} Mbit/s", kbps / 1_000),
        (_, Language::Chinese) => "100兆以上".to_owned(),
        (_, Language::English) => "over 100 Mbit/s".to_owned(),
    }
}

pub fn light(light: Light) -> &'static str {
    match light {
        Light::Good => light_good(),
        Light::Dark => light_dark(),
        Light::Behind => light_behind(),
    }
}

/// As short as a cell of the readiness board.
pub fn light_short(light: Light) -> Option<&'static str> {
    match light {
        Light::Good => None,
        Light::Dark => Some(say("光线太暗", "Too dark")),
        Light::Behind => Some(say("背光", "Lit from behind")),
    }
}

pub fn line_short(grade: LineGrade) -> &'static str {
    let (zh, en) = match grade {
        LineGrade::PictureAndSound => ("网络够用", "Network good"),
        LineGrade::SoundOnly => ("网络只够声音", "Network: sound only"),
        LineGrade::TooSlow => ("网络太慢", "Network too slow"),
        LineGrade::NoMedia => ("音视频通道不通", "Media blocked"),
    };
    say(zh, en)
}

/// What a report says of the line, as short.
pub fn line_news(line: LineNews) -> &'static str {
    let (zh, en) = match line {
        LineNews::Grade(grade) => return line_short(grade),
        LineNews::Unreachable => ("检测时连不上", "Line failed the test"),
        LineNews::Unmeasured => ("网络没有测成", "Line not measured"),
        LineNews::Untested => ("网络未检测", "Line not tested"),
    };
    say(zh, en)
}

pub fn not_heard_self() -> &'static str {
    say("没听到自己", "Self not heard")
}

pub fn browser(browser: Browser) -> &'static str {
    let (zh, en) = match browser {
        Browser::Chrome => ("Chrome", "Chrome"),
        Browser::Edge => ("Edge", "Edge"),
        Browser::Firefox => ("Firefox", "Firefox"),
        Browser::Safari => ("Safari", "Safari"),
        Browser::Wechat => ("微信", "WeChat"),
        Browser::Qq => ("QQ浏览器", "QQ Browser"),
        Browser::Uc => ("UC浏览器", "UC Browser"),
        Browser::Huawei => ("华为浏览器", "Huawei Browser"),
        Browser::Xiaomi => ("小米浏览器", "Mi Browser"),
        Browser::Other => ("浏览器", "browser"),
    };
    say(zh, en)
}

pub fn system(system: System) -> Option<&'static str> {
    match system {
        System::Windows => Some("Windows"),
        System::MacOs => Some("macOS"),
        System::Linux => Some("Linux"),
        System::Android => Some(say("安卓", "Android")),
        System::Ios => Some(say("苹果手机或平板", "iPhone or iPad")),
        System::HarmonyOs => Some(say("鸿蒙", "HarmonyOS")),
        System::Other => None,
    }
}

/// On which day and on what the check was done: it may be days old.
pub fn tested_on(report: &DeviceReport) -> String {
    let mut parts = vec![check_in::date(report.at)];
    parts.extend(report.found.system.and_then(system).map(str::to_owned));
    parts.extend(report.found.browser.map(|b| browser(b).to_owned()));
    parts.join(say("，", ", "))
}

/// What the check found, for the paper at the side.
pub fn in_words(report: &DeviceReport) -> String {
    let found = &report.found;
    let word = |state: DeviceState| match state {
        DeviceState::Works => say("可用", "works"),
        DeviceState::Fails => say("不可用", "fails"),
        DeviceState::Skipped => say("未检测", "not tested"),
    };
    let mut parts = vec![
        named(camera(), word(found.camera)),
        named(microphone(), word(found.microphone)),
        named(speaker(), word(found.speaker)),
    ];
    parts.push(line_news(LineNews::of(found)).to_owned());
    parts.join(say("，", " · "))
}

fn named(device: &str, state: &str) -> String {
    match language() {
        Language::Chinese => format!("{device}{state}"),
        Language::English => format!("{device} {state}"),
    }
}

/// What is wrong, in a few words.
pub fn trouble(trouble: DeviceTrouble) -> &'static str {
    let (zh, en) = match trouble {
        DeviceTrouble::Denied => ("浏览器没有允许使用", "The browser does not allow it"),
        DeviceTrouble::Asked => (
            "浏览器正在询问，请点“允许”",
            "The browser is asking: press “Allow”",
        ),
        DeviceTrouble::Stuck => ("没有反应", "It does not answer"),
        DeviceTrouble::Dismissed => (
            "浏览器问了，还没有允许",
            "The browser asked; not allowed yet",
        ),
        DeviceTrouble::DeniedBySystem => ("系统没有允许浏览器使用", "The system does not allow it"),
        DeviceTrouble::Missing => ("没有找到设备", "None found"),
        DeviceTrouble::Taken => (
            "打不开，可能被其他软件占用",
            "Does not start; another program may hold it",
        ),
        DeviceTrouble::Unsupported => ("在这个浏览器里用不了", "This browser cannot use it"),
        DeviceTrouble::Insecure => ("网址不安全，浏览器不给用", "The address is not secure"),
        DeviceTrouble::Silent => ("没有听到声音", "No sound heard"),
        DeviceTrouble::NotHeardSelf => ("您没听到自己的话", "You did not hear yourself"),
        DeviceTrouble::NotHeard => ("您没听到三声", "You did not hear the tones"),
        DeviceTrouble::Unreachable => ("连不上法院", "The court cannot be reached"),
        DeviceTrouble::Blocked => return line_grade(LineGrade::NoMedia),
        DeviceTrouble::SoundOnly => return line_grade(LineGrade::SoundOnly),
        DeviceTrouble::TooSlow => return line_grade(LineGrade::TooSlow),
        DeviceTrouble::Unmeasured => ("这次没有测成", "Not measured this time"),
    };
    say(zh, en)
}

/// A device that its browser gives no name.
pub fn unnamed(kind: &str, n: usize) -> String {
    match language() {
        Language::Chinese => format!("{kind}{n}"),
        Language::English => format!("{kind} {n}"),
    }
}

fn say(zh: &'static str, en: &'static str) -> &'static str {
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}
