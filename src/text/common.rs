//! Words that several places share.

use super::{Language, language};

super::words! {
    verify_file: "核验电子卷宗", "Check a case file";
    kaiting: "开庭", "Kaiting";
    cancel: "取消", "Cancel";
    colon: "：", ": ";
    choose_file: "选择文件", "Choose a file";
    no_file: "未选择文件", "No file chosen";
    close: "关闭", "Close";
    reason: "理由", "Reason";
    loading: "正在打开…", "Opening…";
    pending: "正在提交…", "Sending…";
    try_again: "重试", "Try again";
    large_text: "大字", "Large";
    read_aloud: "读给我听", "Read it to me";
    hush: "停止朗读", "Stop reading";
    light_or_dark: "切换明暗", "Light or dark";
    language_name: "English", "中文";
    to_main: "跳到主要内容", "Skip to the main part";
    reconnecting: "网络中断，正在重新连接。您已提交的内容都在。", "The line is lost; reconnecting. Everything you sent is kept.";
    connecting: "正在连接法庭…", "Connecting to the court…";
    part_missing: "网络不稳，页面的一部分没有下载下来。请点“重试”；如仍不行，请换一个网络，或致电书记员。", "The network dropped while the page was loading. Press “Try again”; if it stays like this, change to another network or call the clerk.";
    taken_over: "您的席位已在另一个页面或另一台设备上打开，本页已停止。", "Your seat is open in another page or on another device; this page has stopped.";
    seat_kept: "另一台设备还在使用这个席位，没有让出。如果那不是您本人，请马上致电书记员。", "Another device is using this seat and has kept it. If that is not you, phone the clerk at once.";
    ask_again: "再问一次", "Ask again";
    claimed_title: "另一台设备要用您的席位", "Another device asks for your seat";
    claimed_words: "有人用您的链接或庭审码，在另一台设备上要打开您的席位。", "Somebody opens your seat on another device, by your link or code.";
    keep_seat: "不是我，留在这里", "Not me; stay here";
    give_up_seat: "是我，转到那台设备", "It is me; move there";
    held_title: "您的席位正在另一个页面或另一台设备上使用", "Your seat is open in another page or on another device";
    held_words: "正在询问那台设备：没有人回答，席位转到这里；那边选“不是我，留在这里”，席位就不转。", "That device is being asked: without an answer the seat comes here; if “Not me; stay here” is chosen there, it does not.";
    held_else: "如果那台设备在您身边，请在上面选“是我，转到那台设备”。", "If that device is beside you, choose “It is me; move there” on it.";
    removed: "您已被责令退出法庭。如有疑问，请联系书记员。", "You have been removed from the hearing. If in doubt, call the clerk.";
    withdrawn: "您已取消旁听登记，席位已让给后面的人。要再来，请重新登记。", "You have withdrawn your registration; the seat goes to the next in line. To come after all, register again.";
    session_over: "登录已失效，请重新打开法院发给您的链接。", "Your entry has lapsed. Open the link the court sent you again.";
    use_here: "在本设备上继续", "Use this device";
    outdated: "法院的系统已更新，请刷新本页。您的席位和已填写、已记录的内容都会保留。", "The court’s system has been updated. Reload this page; your seat, and what you have entered or typed, are kept.";
    reload: "刷新本页", "Reload this page";
    back_to_door: "返回入口", "Back to the entrance";
}

/// To who asks for a seat that another device holds.
pub fn held_left(seconds: u64) -> String {
    match (language(), seconds) {
        (Language::Chinese, 0) => "正在转到这里…".to_owned(),
        (Language::English, 0) => "It is coming here…".to_owned(),
        (Language::Chinese, _) => format!("最多再等{seconds}秒"),
        (Language::English, _) => format!("At most {seconds} s more"),
    }
}

/// To who holds the seat that is asked for.
pub fn claimed_left(seconds: u64) -> String {
    match (language(), seconds) {
        (Language::Chinese, 0) => "时间到，席位正在转到那台设备。".to_owned(),
        (Language::English, 0) => "Time is up: the seat goes to that device.".to_owned(),
        (Language::Chinese, _) => {
            format!("还有{seconds}秒可以回答。不回答，席位转到那台设备，本页停止。")
        }
        (Language::English, _) => {
            format!(
                "{seconds} s are left to answer. Without an answer the seat goes to that device, and this page stops."
            )
        }
    }
}

pub fn files(count: u32) -> String {
    match language() {
        Language::Chinese => format!("已选择 {count} 个文件"),
        Language::English => format!("{count} files chosen"),
    }
}

/// A name no line breaks after its surname: 周以宁 stays together, a firm's long name may not.
pub fn unbroken(name: &str) -> String {
    const LONGEST: usize = 4;
    let signs: Vec<String> = name.chars().map(String::from).collect();
    let joined = signs.len() <= LONGEST && !name.is_ascii();
    signs.join(if joined { "\u{2060}" } else { "" })
}

/// What a case is called, with the names of those who sit in it in one piece.
pub fn titled<'a>(title: &str, names: impl Iterator<Item = &'a str>) -> String {
    names.fold(title.to_owned(), |title, name| {
        title.replace(name, &unbroken(name))
    })
}

#[cfg(test)]
mod tests {
    use super::{titled, unbroken};

    #[test]
    fn a_persons_name_is_one_piece_and_a_firms_is_not() {
        assert_eq!(unbroken("周以宁"), "周\u{2060}以\u{2060}宁");
        assert_eq!(unbroken("Zhou"), "Zhou");
        assert_eq!(unbroken("澜舟低温科技"), "澜舟低温科技");
    }

    #[test]
    fn a_case_is_called_by_whole_names() {
        let names = ["周以宁", "林知远"];
        let title = titled("林知远诉周以宁", names.into_iter());
        assert_eq!(title, "林\u{2060}知\u{2060}远诉周\u{2060}以\u{2060}宁");
        assert_eq!(titled("", names.into_iter()), "");
    }
}
