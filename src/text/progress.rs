//! Words of the case's progress (R89).

use hearing::progress::{Due, Milestone, RecordStands};

use super::{Language, language, terms};

super::words! {
    title: "案件进展", "How the case stands";
    past: "已进行", "So far";
    due: "接下来", "To come";
    record: "笔录", "The record";
    nothing_yet: "还没有进行的事项。", "Nothing has taken place yet.";
    nothing_due: "现在没有需要您到的时间。", "There is no date for you to keep now.";
    panel: "审判组织", "The court";
}

fn say(zh: &'static str, en: &'static str) -> &'static str {
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

pub fn milestone(what: Milestone) -> &'static str {
    match what {
        Milestone::Announced => say("排定开庭时间", "The hearing was scheduled"),
        Milestone::Opened => say("开庭", "The hearing was opened"),
        Milestone::Entered(stage) => terms::stage(stage),
        Milestone::Closed => say("闭庭", "The hearing was closed"),
        Milestone::RecordOpened => say("笔录交各方核对", "The record was opened for reading"),
        Milestone::Signed => say("您已签名", "You signed"),
        Milestone::Finished => say("笔录签署完毕", "All have signed the record"),
    }
}

pub fn due_at(what: Due) -> &'static str {
    match what {
        Due::Hearing => say("开庭", "The hearing"),
        Due::InPerson => say("到法院参加庭审", "To be heard at the courthouse"),
        Due::Filing => say("举证期限届满", "Evidence to be filed by"),
        Due::Signing => say(
            "核对笔录并签名，最晚",
            "The record to be read and signed by",
        ),
    }
}

pub fn record_stands(how: RecordStands) -> &'static str {
    match how {
        RecordStands::NotBegun => say("开庭后开始记录", "It begins with the hearing"),
        RecordStands::Draft => say("正在记录，尚未核对", "Being written; not yet read back"),
        RecordStands::ToRead => say("可以核对、签名", "Ready to be read and signed"),
        RecordStands::Finished => say("已定稿，可以下载", "Final; it can be saved"),
    }
}
