//! Which family of browsers and of systems this is: remedies differ by them, and nothing else does.

use hearing::check_in::{Browser, System};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThisBrowser {
    pub browser: Browser,
    pub system: System,
    /// Inside another app, as `browser.js` has found: what this one cannot do, a browser of its own can.
    pub inside: bool,
}

/// The first word that a browser's account of itself has, named before those that it borrows.
const BROWSERS: [(&str, Browser); 16] = [
    ("MicroMessenger", Browser::Wechat),
    ("wxwork", Browser::Wechat),
    ("MQQBrowser", Browser::Qq),
    ("QQBrowser", Browser::Qq),
    (" QQ/", Browser::Qq),
    ("UCBrowser", Browser::Uc),
    ("HuaweiBrowser", Browser::Huawei),
    ("ArkWeb", Browser::Huawei),
    ("MiuiBrowser", Browser::Xiaomi),
    ("Edg", Browser::Edge),
    ("FxiOS", Browser::Firefox),
    ("Firefox/", Browser::Firefox),
    ("CriOS", Browser::Chrome),
    ("Chrome/", Browser::Chrome),
    ("Version/", Browser::Safari),
    ("AppleWebKit", Browser::Other),
];

const SYSTEMS: [(&str, System); 8] = [
    ("OpenHarmony", System::HarmonyOs),
    ("HarmonyOS", System::HarmonyOs),
    ("iPhone", System::Ios),
    ("iPad", System::Ios),
    ("Android", System::Android),
    ("Windows", System::Windows),
    ("Macintosh", System::MacOs),
    ("Linux", System::Linux),
];

impl ThisBrowser {
    pub fn here() -> Self {
        let navigator = gloo::utils::window().navigator();
        let agent = navigator.user_agent().unwrap_or_default();
        let root = gloo::utils::document().document_element();
        let inside = root.is_some_and(|root| root.has_attribute("data-inside"));
        Self::of(&agent, navigator.max_touch_points() > 1, inside)
    }

    /// `touch`: whether the screen takes more than one finger, by which an iPad is told that calls itself a Macintosh.
    pub fn of(agent: &str, touch: bool, inside: bool) -> Self {
        let browser = BROWSERS.iter().find(|(word, _)| agent.contains(word));
        let system = SYSTEMS.iter().find(|(word, _)| agent.contains(word));
        let system = system.map_or(System::Other, |(_, system)| *system);
        let browser = browser.map_or(Browser::Other, |(_, browser)| *browser);
        Self {
            browser: own_name(browser, inside),
            inside,
            system: if system == System::MacOs && touch {
                System::Ios
            } else {
                system
            },
        }
    }
}

/// An app that holds a browser borrows its name; the court is not told that a browser was there.
fn own_name(browser: Browser, inside: bool) -> Browser {
    match browser {
        Browser::Chrome | Browser::Edge | Browser::Firefox | Browser::Safari if inside => {
            Browser::Other
        }
        Browser::Chrome
        | Browser::Edge
        | Browser::Firefox
        | Browser::Safari
        | Browser::Wechat
        | Browser::Qq
        | Browser::Uc
        | Browser::Huawei
        | Browser::Xiaomi
        | Browser::Other => browser,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn browsers_are_known_by_what_they_say_of_themselves() {
        for (agent, browser, system) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
                Browser::Chrome,
                System::Windows,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
                Browser::Edge,
                System::Windows,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                Browser::Firefox,
                System::Linux,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
                Browser::Safari,
                System::MacOs,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                Browser::Safari,
                System::Ios,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0.0.0 Mobile/15E148 Safari/604.1",
                Browser::Chrome,
                System::Ios,
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; 23127PN0CC Build/UKQ1) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0 Mobile Safari/537.36 XWEB/1300 MMWEBSDK/2025 MicroMessenger/8.0.60 NetType/WIFI Language/zh_CN",
                Browser::Wechat,
                System::Android,
            ),
            (
                "Mozilla/5.0 (Linux; U; Android 14; zh-cn; 23127PN0CC) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/123.0 Mobile Safari/537.36 XiaoMi/MiuiBrowser/19.2",
                Browser::Xiaomi,
                System::Android,
            ),
            (
                "Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00; HMSCore 6.13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0 HuaweiBrowser/15.0 Mobile Safari/537.36",
                Browser::Huawei,
                System::HarmonyOs,
            ),
            (
                "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0 Safari/537.36 ArkWeb/4.1 Mobile",
                Browser::Huawei,
                System::HarmonyOs,
            ),
            (
                "Mozilla/5.0 (Linux; U; Android 13; zh-CN; V2241A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0 UCBrowser/17.0 Mobile Safari/537.36",
                Browser::Uc,
                System::Android,
            ),
            (
                "Mozilla/5.0 (Linux; U; Android 13; zh-cn; V2241A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/109.0 MQQBrowser/15.0 Mobile Safari/537.36",
                Browser::Qq,
                System::Android,
            ),
        ] {
            assert_eq!(
                ThisBrowser::of(agent, false, false),
                ThisBrowser {
                    browser,
                    system,
                    inside: false,
                },
                "{agent}"
            );
        }
        let ipad = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15";
        assert_eq!(ThisBrowser::of(ipad, true, false).system, System::Ios);
        let ding = "Mozilla/5.0 (Linux; U; Android 14; zh-CN; V2241A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/108.0 Mobile Safari/537.36 DingTalk/7.6";
        assert_eq!(ThisBrowser::of(ding, false, true).browser, Browser::Other);
    }
}
