//! What to do about each trouble of the device check (R7), for this browser and this system: three steps at most, the
//! likeliest first, and a drawing of the place where that helps.

use hearing::check_in::{Browser, System};

use super::{Language, language};
use crate::check_in::{DeviceTrouble, ThisBrowser};

/// A step in both languages.
type Step = (&'static str, &'static str);

/// A drawing of where to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sketch {
    /// The sign left of the address, and the list that it opens
    LeftOfAddress,
    /// The phone's own settings: the browser, and its switches
    PhoneSettings,
    /// The three dots at the upper right, and the line below them
    MessengerMenu,
    /// The computer's own settings: one switch for all programs, one for the browser
    SystemSettings,
    /// The small hole at the lower edge of a phone
    MicrophoneHole,
}

pub struct Remedy {
    pub steps: &'static [Step],
    pub sketch: Option<Sketch>,
}

impl Remedy {
    pub fn words(&self) -> Vec<&'static str> {
        let zh = language() == Language::Chinese;
        let word = |step: &Step| if zh { step.0 } else { step.1 };
        self.steps.iter().map(word).collect()
    }
}

/// Where a person gives this page camera and microphone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Permission {
    /// Chrome and Edge on a computer, and those made of them
    Sign,
    FirefoxComputer,
    SafariComputer,
    SafariPhone,
    /// Other browsers on an iPhone or iPad: the system has the switch
    IosSettings,
    /// Chrome, Edge and Firefox on Android and HarmonyOS
    PhoneSign,
    /// The makers' own browsers: the phone's settings have the switch
    PhoneSettings,
    Messenger,
}

impl Permission {
    fn of(here: ThisBrowser) -> Self {
        if here.inside {
            return Self::Messenger;
        }
        match (here.browser, here.system) {
            (Browser::Wechat, _) => Self::Messenger,
            (Browser::Safari, System::Ios) => Self::SafariPhone,
            (_, System::Ios) => Self::IosSettings,
            (Browser::Safari, _) => Self::SafariComputer,
            (
                Browser::Qq | Browser::Uc | Browser::Huawei | Browser::Xiaomi | Browser::Other,
                System::Android | System::HarmonyOs,
            ) => Self::PhoneSettings,
            (
                Browser::Chrome | Browser::Edge | Browser::Firefox,
                System::Android | System::HarmonyOs,
            ) => Self::PhoneSign,
            (Browser::Firefox, System::Windows | System::MacOs | System::Linux | System::Other) => {
                Self::FirefoxComputer
            }
            (
                Browser::Chrome
                | Browser::Edge
                | Browser::Qq
                | Browser::Uc
                | Browser::Huawei
                | Browser::Xiaomi
                | Browser::Other,
                System::Windows | System::MacOs | System::Linux | System::Other,
            ) => Self::Sign,
        }
    }
}

fn is_phone(system: System) -> bool {
    match system {
        System::Android | System::Ios | System::HarmonyOs => true,
        System::Windows | System::MacOs | System::Linux | System::Other => false,
    }
}

/// The table.
pub fn remedy(trouble: DeviceTrouble, here: ThisBrowser) -> Remedy {
    let phone = is_phone(here.system);
    let (steps, sketch): (&[Step], _) = match trouble {
        DeviceTrouble::Denied => denied(Permission::of(here)),
        DeviceTrouble::Asked => (&ASKED, None),
        DeviceTrouble::Stuck if phone => (&STUCK_PHONE, None),
        DeviceTrouble::Stuck => (&STUCK_COMPUTER, None),
        DeviceTrouble::Dismissed => (&DISMISSED, None),
        DeviceTrouble::DeniedBySystem => denied_by_system(here.system),
        DeviceTrouble::Missing if phone => (&MISSING_PHONE, None),
        DeviceTrouble::Missing => (&MISSING_COMPUTER, None),
        DeviceTrouble::Taken if phone => (&TAKEN_PHONE, None),
        DeviceTrouble::Taken => (&TAKEN_COMPUTER, None),
        DeviceTrouble::Unsupported => unsupported(here),
        DeviceTrouble::Insecure => (&INSECURE, None),
        DeviceTrouble::Silent if phone => (&SILENT_PHONE, Some(Sketch::MicrophoneHole)),
        DeviceTrouble::Silent => (&SILENT_COMPUTER, None),
        DeviceTrouble::NotHeardSelf => (&NOT_HEARD_SELF, None),
        DeviceTrouble::NotHeard if phone => (&NOT_HEARD_PHONE, None),
        DeviceTrouble::NotHeard => (&NOT_HEARD_COMPUTER, None),
        DeviceTrouble::Unreachable if phone => (&UNREACHABLE_PHONE, None),
        DeviceTrouble::Unreachable => (&UNREACHABLE_COMPUTER, None),
        DeviceTrouble::Blocked => (&BLOCKED, None),
        DeviceTrouble::SoundOnly | DeviceTrouble::TooSlow => (&SLOW, None),
        DeviceTrouble::Unmeasured => (&UNMEASURED, None),
    };
    Remedy { steps, sketch }
}

fn denied(permission: Permission) -> (&'static [Step], Option<Sketch>) {
    match permission {
        Permission::Sign => (&DENIED_SIGN, Some(Sketch::LeftOfAddress)),
        Permission::FirefoxComputer => (&DENIED_FIREFOX, Some(Sketch::LeftOfAddress)),
        Permission::SafariComputer => (&DENIED_SAFARI, None),
        Permission::SafariPhone => (&DENIED_SAFARI_PHONE, Some(Sketch::LeftOfAddress)),
        Permission::IosSettings => (&DENIED_IOS, Some(Sketch::PhoneSettings)),
        Permission::PhoneSign => (&DENIED_PHONE_SIGN, Some(Sketch::LeftOfAddress)),
        Permission::PhoneSettings => (&DENIED_PHONE, Some(Sketch::PhoneSettings)),
        Permission::Messenger => (&DENIED_MESSENGER, Some(Sketch::MessengerMenu)),
    }
}

fn denied_by_system(system: System) -> (&'static [Step], Option<Sketch>) {
    match system {
        System::Windows => (&SYSTEM_WINDOWS, Some(Sketch::SystemSettings)),
        System::MacOs => (&SYSTEM_MAC, Some(Sketch::SystemSettings)),
        System::Android | System::HarmonyOs => (&DENIED_PHONE, Some(Sketch::PhoneSettings)),
        System::Ios => (&DENIED_IOS, Some(Sketch::PhoneSettings)),
        System::Linux | System::Other => (&SYSTEM_OTHER, None),
    }
}

fn unsupported(here: ThisBrowser) -> (&'static [Step], Option<Sketch>) {
    if here.inside {
        return (&UNSUPPORTED_MESSENGER, Some(Sketch::MessengerMenu));
    }
    match (here.browser, here.system) {
        (Browser::Wechat, _) => (&UNSUPPORTED_MESSENGER, Some(Sketch::MessengerMenu)),
        (_, System::Ios) => (&UNSUPPORTED_IOS, None),
        (_, System::Android | System::HarmonyOs) => (&UNSUPPORTED_PHONE, None),
        (_, System::Windows | System::MacOs | System::Linux | System::Other) => {
            (&UNSUPPORTED_COMPUTER, None)
        }
    }
}

const AGAIN: Step = (
    "回到本页，点“再试一次”；浏览器问时，选“允许”。",
    "Come back here and press “Try again”; when the browser asks, choose “Allow”.",
);

const ASKED: [Step; 3] = [
    (
        "看地址栏附近或屏幕下方的小窗，点“允许”。",
        "Look for the small window near the address or at the foot of the screen, and press “Allow”.",
    ),
    (
        "系统另外问的，也点“允许”或“好”。",
        "If the system asks as well, press “Allow” or “OK” there too.",
    ),
    (
        "没有看到小窗，点“再试一次”。",
        "If no window is to be seen, press “Try again”.",
    ),
];

const STUCK_PHONE: [Step; 3] = [
    (
        "关掉微信通话、会议、相机、录音等在用摄像头或麦克风的软件。",
        "Close calls, meetings and other apps that use the camera or the microphone.",
    ),
    AGAIN,
    (
        "还是没有反应，请重新启动手机；填过的不会丢。",
        "If nothing happens still, restart the phone; what you filled in is kept.",
    ),
];

const STUCK_COMPUTER: [Step; 3] = [
    (
        "关掉会议、聊天等在用摄像头或麦克风的软件；外接的拔下再插上。",
        "Close meetings and chats that use the camera or the microphone; unplug an external one and plug it in again.",
    ),
    AGAIN,
    (
        "还是没有反应，请关掉浏览器再打开；填过的不会丢。",
        "If nothing happens still, close the browser and open it again; what you filled in is kept.",
    ),
];

const DENIED_SIGN: [Step; 3] = [
    (
        "点地址栏左边的“查看网站信息”图标。",
        "Press the “View site information” sign left of the address.",
    ),
    (
        "把“摄像头”和“麦克风”打开。",
        "Switch “Camera” and “Microphone” on.",
    ),
    AGAIN,
];

const DENIED_FIREFOX: [Step; 3] = [
    (
        "点地址栏左边划掉的摄像头或麦克风图标。",
        "Press the crossed-out camera or microphone left of the address.",
    ),
    (
        "点“暂时阻止”或“已阻止”旁边的叉，去掉它。",
        "Press the cross beside “Blocked” to take it away.",
    ),
    AGAIN,
];

const DENIED_SAFARI: [Step; 3] = [
    (
        "点屏幕顶上的“Safari浏览器”，再点“此网站的设置”。",
        "At the top of the screen press “Safari”, then “Settings for this website”.",
    ),
    (
        "把“摄像头”和“麦克风”都改为“允许”。",
        "Set “Camera” and “Microphone” to “Allow”.",
    ),
    AGAIN,
];

const DENIED_SAFARI_PHONE: [Step; 3] = [
    (
        "点地址栏左边的图标（有的是“大小”），再点“网站设置”。",
        "Press the sign left of the address (on some it reads “AA”), then “Website Settings”.",
    ),
    (
        "把“相机”和“麦克风”改为“允许”。",
        "Set “Camera” and “Microphone” to “Allow”.",
    ),
    AGAIN,
];

const DENIED_IOS: [Step; 3] = [
    (
        "打开手机的“设置”，往下找到这个浏览器的名字，点进去。",
        "Open the phone’s “Settings”, look further down for this browser’s name, and press it.",
    ),
    (
        "打开“相机”和“麦克风”。",
        "Switch “Camera” and “Microphone” on.",
    ),
    AGAIN,
];

const DENIED_PHONE_SIGN: [Step; 3] = [
    (
        "点地址栏左边的图标，再点“权限”。",
        "Press the sign left of the address, then “Permissions”.",
    ),
    (
        "打开“摄像头”和“麦克风”。没有这两项的，到手机“设置”的“应用”里，给这个浏览器打开。",
        "Switch “Camera” and “Microphone” on. If they are not there, open the phone’s “Settings”, “Apps”, this browser, and switch them on there.",
    ),
    AGAIN,
];

const DENIED_PHONE: [Step; 3] = [
    (
        "打开手机的“设置”，点“应用”，找到这个浏览器，点“权限”。",
        "Open the phone’s “Settings”, then “Apps”, this browser, “Permissions”.",
    ),
    (
        "把“相机”和“麦克风”改为“使用时允许”。",
        "Set “Camera” and “Microphone” to “Allow while using”.",
    ),
    AGAIN,
];

const DENIED_MESSENGER: [Step; 3] = [
    (
        "点右上角的“…”，选“在浏览器打开”，在那里继续。",
        "Press “…” at the top right, choose “Open in browser”, and go on there.",
    ),
    (
        "没有这一项的，打开手机“设置”，找到您现在用的软件，允许相机和麦克风。",
        "If it is not there, open the phone’s “Settings”, find the app you are in, and allow camera and microphone.",
    ),
    AGAIN,
];

const DISMISSED: [Step; 2] = [
    ("点“再试一次”。", "Press “Try again”."),
    (
        "浏览器在上方问是否允许使用时，选“允许”。",
        "When the browser asks at the top, choose “Allow”.",
    ),
];

const SYSTEM_WINDOWS: [Step; 3] = [
    (
        "打开电脑的“设置”，点“隐私和安全性”，再点“相机”；麦克风同样。",
        "Open the computer’s “Settings”, then “Privacy & security”, “Camera”; the same for “Microphone”.",
    ),
    (
        "打开“让应用访问”和“让桌面应用访问”。",
        "Switch on “Let apps access” and “Let desktop apps access”.",
    ),
    AGAIN,
];

const SYSTEM_MAC: [Step; 3] = [
    (
        "打开“系统设置”，点“隐私与安全性”，再点“摄像头”；麦克风同样。",
        "Open “System Settings”, then “Privacy & Security”, “Camera”; the same for “Microphone”.",
    ),
    (
        "打开这个浏览器旁边的开关，再退出浏览器重新进来。",
        "Switch this browser on, then quit the browser and come back.",
    ),
    AGAIN,
];

const SYSTEM_OTHER: [Step; 2] = [
    (
        "在电脑的设置里，允许这个浏览器使用摄像头和麦克风。",
        "In the computer’s settings, let this browser use camera and microphone.",
    ),
    AGAIN,
];

const MISSING_PHONE: [Step; 3] = [
    (
        "戴着耳机的，先取下；关掉其他正在用摄像头、麦克风的软件。",
        "Take off headphones, and close other apps that use camera or microphone.",
    ),
    (
        "重启手机，再打开法院发的链接。",
        "Restart the phone and open the court’s link again.",
    ),
    (
        "还是没有的，换一部手机或者电脑。",
        "If there is still none, use another phone or a computer.",
    ),
];

const MISSING_COMPUTER: [Step; 3] = [
    (
        "看看摄像头、耳麦、音箱是否插好、打开，镜头盖是否推开。",
        "See that camera, headset or loudspeaker is plugged in and on, and the lens cover open.",
    ),
    (
        "换一个插口，再点“再试一次”。",
        "Use another socket, then press “Try again”.",
    ),
    (
        "电脑没有的，改用手机：扫法院发的二维码，或打开短信里的链接。",
        "If the computer has none, use a phone: scan the court’s QR code or open the link in the message.",
    ),
];

const TAKEN_PHONE: [Step; 3] = [
    (
        "挂断电话、视频通话，关掉相机和会议软件。",
        "End phone and video calls, and close camera and meeting apps.",
    ),
    (
        "退出浏览器再进来，点“再试一次”。",
        "Close the browser, come back, and press “Try again”.",
    ),
    ("还不行，重启手机。", "If that fails, restart the phone."),
];

const TAKEN_COMPUTER: [Step; 3] = [
    (
        "关掉会议、聊天、直播软件，以及开着摄像头或麦克风的其他网页。",
        "Close meetings, messengers, streaming programs, and other pages with camera or microphone on.",
    ),
    (
        "拔下摄像头或耳麦再插上，点“再试一次”。",
        "Unplug the camera or headset, plug it in again, and press “Try again”.",
    ),
    ("还不行，重启电脑。", "If that fails, restart the computer."),
];

const UNSUPPORTED_MESSENGER: [Step; 3] = [
    (
        "点右上角的“…”，选“在浏览器打开”。",
        "Press “…” at the top right and choose “Open in browser”.",
    ),
    (
        "没有这一项的，选“复制链接”，到手机自带的浏览器里粘贴。",
        "If it is not there, choose “Copy link” and paste it into the phone’s own browser.",
    ),
    (
        "填过的内容都已保存，在那里接着做。",
        "What you entered is kept: go on there.",
    ),
];

const UNSUPPORTED_IOS: [Step; 3] = [
    (
        "复制法院发的链接，用 Safari 打开。",
        "Copy the court’s link and open it in Safari.",
    ),
    (
        "还不行，到“设置”、“通用”里更新系统。",
        "If that fails, update the system in “Settings”, “General”.",
    ),
    (
        "填过的内容都已保存，在那里接着做。",
        "What you entered is kept: go on there.",
    ),
];

const UNSUPPORTED_PHONE: [Step; 3] = [
    (
        "把浏览器更新到最新版，再打开法院发的链接。",
        "Update the browser, then open the court’s link again.",
    ),
    (
        "还不行，换手机自带的浏览器，或者 Chrome、Edge。",
        "If that fails, use the phone’s own browser, Chrome or Edge.",
    ),
    (
        "填过的内容都已保存，在那里接着做。",
        "What you entered is kept: go on there.",
    ),
];

const UNSUPPORTED_COMPUTER: [Step; 3] = [
    (
        "用 Edge、Chrome、Firefox 或 Safari 打开法院发的链接。",
        "Open the court’s link in Edge, Chrome, Firefox or Safari.",
    ),
    (
        "用着这几种的，更新到最新版。",
        "If you use one of these, update it.",
    ),
    (
        "填过的内容都已保存，在那里接着做。",
        "What you entered is kept: go on there.",
    ),
];

const INSECURE: [Step; 2] = [
    (
        "用法院发的链接重新打开：网址应当以 https 开头。",
        "Open the court’s own link again: the address must begin with https.",
    ),
    (
        "还是这样的，点“叫书记员”。",
        "If it stays like this, press “Call the clerk”.",
    ),
];

const SILENT_PHONE: [Step; 3] = [
    (
        "手指、手机壳不要挡住手机底部的小孔，大声再念一遍。",
        "Keep fingers and case off the small hole at the lower edge, and say it again aloud.",
    ),
    (
        "戴着蓝牙耳机的，先取下。",
        "Take off a wireless headset first.",
    ),
    (
        "关掉正在用麦克风的其他软件，点“再试一次”。",
        "Close other apps that use the microphone, and press “Try again”.",
    ),
];

const SILENT_COMPUTER: [Step; 3] = [
    (
        "看看耳麦上的静音键、线上的开关，大声再念一遍。",
        "See the mute switch on the headset or its cord, and say it again aloud.",
    ),
    (
        "下面可以选麦克风的，换一个试试。",
        "If there is a choice of microphones below, try another.",
    ),
    (
        "在电脑的声音设置里，把麦克风音量调大。",
        "Turn the microphone up in the computer’s sound settings.",
    ),
];

const NOT_HEARD_SELF: [Step; 3] = [
    (
        "先把音量调大，点“再放一次”。",
        "Turn the volume up and press “Play again”.",
    ),
    (
        "看下面的三声：听不到的，是扬声器的问题，先处理它。",
        "Try the tones below: if you do not hear them either, it is the speaker; see to that first.",
    ),
    (
        "听得到三声、听不到自己的，换一个麦克风，或凑近些再念。",
        "If you hear the tones but not yourself, use another microphone or speak closer to it.",
    ),
];

const NOT_HEARD_PHONE: [Step; 3] = [
    (
        "按手机侧面的键，把音量调大；关掉静音。",
        "Turn the volume up with the keys at the side, and silent mode off.",
    ),
    (
        "断开蓝牙耳机、音箱，拔下耳机。",
        "Disconnect wireless headphones or loudspeakers, and unplug others.",
    ),
    ("点“再响一次”。", "Press “Once more”."),
];

const NOT_HEARD_COMPUTER: [Step; 3] = [
    (
        "把电脑和音箱的音量调大，看看是否静音。",
        "Turn computer and loudspeaker up, and see that they are not muted.",
    ),
    (
        "拔下耳机，或换一个扬声器。",
        "Unplug headphones, or choose another speaker.",
    ),
    ("点“再响一次”。", "Press “Once more”."),
];

const UNREACHABLE_PHONE: [Step; 3] = [
    (
        "看看手机有没有信号，关掉飞行模式。",
        "See whether the phone has a signal, and switch flight mode off.",
    ),
    (
        "无线网络不通的，改用手机流量。",
        "If the wireless network does not work, use mobile data.",
    ),
    (
        "通了以后点“再试一次”。填过的不会丢。",
        "Then press “Try again”. Nothing you entered is lost.",
    ),
];

const UNREACHABLE_COMPUTER: [Step; 3] = [
    (
        "看看网线、无线网络是否连着，别的网页能不能打开。",
        "See whether cable or wireless is connected, and whether other pages open.",
    ),
    (
        "重启路由器，或者用手机热点。",
        "Restart the router, or share your phone’s connection.",
    ),
    (
        "通了以后点“再试一次”。填过的不会丢。",
        "Then press “Try again”. Nothing you entered is lost.",
    ),
];

const BLOCKED: [Step; 3] = [
    (
        "单位、学校的网络可能挡住了：改用手机流量或手机热点。",
        "A company or school network may block it: use mobile data or your phone’s connection.",
    ),
    (
        "关掉代理、加速器，再点“再试一次”。",
        "Switch proxies and accelerators off, then press “Try again”.",
    ),
    (
        "还不行，点“叫书记员”，可以安排到法院参加。",
        "If that fails, press “Call the clerk”: you may come to the courthouse.",
    ),
];

const SLOW: [Step; 3] = [
    (
        "靠近路由器，或者插上网线。",
        "Move closer to the router, or use a cable.",
    ),
    (
        "关掉下载、视频和云盘，请同住的人也停一停。",
        "Stop downloads, films and cloud drives, and ask others at home to stop theirs.",
    ),
    (
        "改用手机流量试试，点“再试一次”。",
        "Try mobile data, and press “Try again”.",
    ),
];

const UNMEASURED: [Step; 2] = [
    (
        "正在检测的人多，或者刚测过几次：过一分钟，点“再试一次”。",
        "Many are testing, or you have just tested several times: press “Try again” in a minute.",
    ),
    (
        "法院是连得上的，可以先做别的。",
        "The court is reached: you may do other things first.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const BROWSERS: [Browser; 10] = [
        Browser::Chrome,
        Browser::Edge,
        Browser::Firefox,
        Browser::Safari,
        Browser::Wechat,
        Browser::Qq,
        Browser::Uc,
        Browser::Huawei,
        Browser::Xiaomi,
        Browser::Other,
    ];
    const SYSTEMS: [System; 7] = [
        System::Windows,
        System::MacOs,
        System::Linux,
        System::Android,
        System::Ios,
        System::HarmonyOs,
        System::Other,
    ];

    fn everywhere() -> impl Iterator<Item = ThisBrowser> {
        let of = |browser| {
            SYSTEMS.into_iter().flat_map(move |system| {
                [false, true].map(|inside| ThisBrowser {
                    browser,
                    system,
                    inside,
                })
            })
        };
        BROWSERS.into_iter().flat_map(of)
    }

    #[wasm_bindgen_test]
    fn every_trouble_has_one_to_three_steps_everywhere() {
        for here in everywhere() {
            for trouble in DeviceTrouble::ALL {
                let steps = remedy(trouble, here).steps;
                assert!((1..=3).contains(&steps.len()), "{trouble:?} in {here:?}");
                for (zh, en) in steps {
                    assert!(zh.ends_with('。') && en.ends_with('.'), "{zh} {en}");
                    assert!(zh.chars().count() <= 45 && en.len() <= 160, "{zh} {en}");
                }
            }
        }
    }

    #[wasm_bindgen_test]
    fn nobody_is_sent_where_there_is_nothing() {
        for here in everywhere() {
            let all = |of: fn(&Step) -> &'static str| {
                let remedies = DeviceTrouble::ALL.map(|trouble| remedy(trouble, here));
                let words = remedies.iter().flat_map(|r| r.steps.iter().map(of));
                words.collect::<String>()
            };
            let (zh, en) = (all(|s| s.0), all(|s| s.1));
            let phone = is_phone(here.system);
            assert!(!phone || !zh.contains("电脑的"), "{here:?}");
            assert!(phone || !zh.contains("手机底部"), "{here:?}");
            let within = here.inside || here.browser == Browser::Wechat;
            assert_eq!(en.contains("the app you are in"), within, "{here:?}");
            assert_eq!(
                en.contains("Press “…” at the top right"),
                within,
                "{here:?}"
            );
            if zh.contains("此网站的设置") {
                assert_eq!(here.browser, Browser::Safari, "{here:?}");
            }
        }
    }

    /// Camera and microphone share a trouble: no remedy of it speaks of the camera alone.
    #[wasm_bindgen_test]
    fn a_stuck_microphone_is_not_sent_to_the_camera() {
        for here in everywhere() {
            for trouble in [DeviceTrouble::Stuck, DeviceTrouble::Taken] {
                for (zh, en) in remedy(trouble, here).steps {
                    let camera = zh.contains("用摄像头") || zh.contains("开着摄像头");
                    assert_eq!(camera, zh.contains("摄像头或麦克风"), "{zh}");
                    assert!(!camera || en.contains("microphone"), "{en}");
                }
            }
        }
    }

    #[wasm_bindgen_test]
    fn permission_is_given_where_this_browser_has_it() {
        let sketch = |browser, system| {
            let here = ThisBrowser {
                browser,
                system,
                inside: false,
            };
            remedy(DeviceTrouble::Denied, here).sketch
        };
        let left = Some(Sketch::LeftOfAddress);
        let phone = Some(Sketch::PhoneSettings);
        assert_eq!(sketch(Browser::Chrome, System::Windows), left);
        assert_eq!(sketch(Browser::Firefox, System::Linux), left);
        assert_eq!(sketch(Browser::Safari, System::MacOs), None);
        assert_eq!(sketch(Browser::Safari, System::Ios), left);
        assert_eq!(sketch(Browser::Chrome, System::Ios), phone);
        assert_eq!(sketch(Browser::Huawei, System::HarmonyOs), phone);
        assert_eq!(sketch(Browser::Xiaomi, System::Android), phone);
        assert_eq!(
            sketch(Browser::Wechat, System::Android),
            Some(Sketch::MessengerMenu)
        );
    }
}
