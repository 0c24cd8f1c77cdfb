//! Words of a calendar entry.

use super::{Language, language};

super::words! {
    add: "加入日历", "Add to calendar";
    testify: "出庭作证（在线）", "To be heard in court (online)";
    how: "时长以法庭安排为准。请提前30分钟打开法院发给您的链接，或在网站输入庭审码。日历里没有链接和庭审码，请另外保管。", "The court decides how long it takes. Half an hour before, open the link the court sent you or type your hearing code. This entry holds neither: keep them elsewhere.";
    how_watch: "到时打开登记旁听时得到的链接，或在网站输入庭审码。日历里没有链接和庭审码，请另外保管。", "Open the link you got when you registered, or type your hearing code. This entry holds neither: keep them elsewhere.";
}

pub fn hearing_of(title: &str) -> String {
    match language() {
        Language::Chinese => format!("开庭：{title}"),
        Language::English => format!("Hearing: {title}"),
    }
}

pub fn watch(title: &str) -> String {
    match language() {
        Language::Chinese => format!("旁听：{title}"),
        Language::English => format!("Watching: {title}"),
    }
}
