//! Words of the docket.

use super::{Language, language};

super::words! {
    title: "庭审日程", "Hearings";
    skip: "跳到正文", "Skip to the hearings";
    beijing_time: "北京时间", "Beijing time";
    open: "进入", "Open";
    back_to: "回到本庭", "Back to this one";
    here: "当前庭审", "Open now";
    no_case: "案件信息对您不显示", "The case is not shown to you";
    today: "今天", "Today";
    none: "没有安排给您的庭审。", "No hearing is assigned to you.";
    acts: "操作", "Acts";
    refresh: "刷新", "Refresh";
    hearings: "庭审", "Hearings";
    leave: "退出", "Leave";
}

pub fn how_many(n: usize) -> String {
    match (language(), n) {
        (Language::Chinese, _) => format!("{n}场庭审"),
        (Language::English, 1) => "1 hearing".to_owned(),
        (Language::English, _) => format!("{n} hearings"),
    }
}
