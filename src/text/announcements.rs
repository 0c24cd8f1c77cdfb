//! Words of the public announcements and of registering to watch. The rules follow the Court Rules (法庭规则), articles 9 and 17.

use hearing::Millis;

use super::{Language, language};

super::words! {
    title: "开庭公告", "Announced hearings";
    lead: "公开审理的案件，都可以登记旁听。不公开审理的案件不在这里公告。", "Anybody may register to watch a public hearing. Hearings closed to the public are not announced here.";
    from_door: "查看开庭公告，登记旁听", "Announced hearings, and registering to watch";
    skip: "跳到公告", "Skip to the announcements";
    find: "案号、当事人、案由", "Case no., party or cause";
    find_label: "查找公告", "Find an announcement";
    loading: "正在取公告…", "Fetching the announcements…";
    none: "目前没有公开开庭的公告。", "No public hearing is announced at present.";
    none_found: "没有找到。请换一个词，或清空查找框。", "Nothing found. Try another word, or clear the search.";
    again: "再取一次", "Fetch again";
    to_door: "返回入口", "Back to the entrance";
    to_list: "返回公告", "Announcements";
    acts: "操作", "Acts";
    register: "登记旁听", "Register to watch";
    join_queue: "登记候补", "Join the queue";
    under_way: "正在开庭", "In session";

    // registering
    register_title: "登记旁听", "Register to watch";
    name: "姓名（与证件一致）", "Name, as on your document";
    why_asked: "只给法庭看，不公开，其他旁听人员和当事人也看不到。", "Seen by the court only; neither parties nor other observers are shown it.";
    adult_title: "您满十八周岁了吗？", "Are you eighteen or over?";
    adult_yes: "已满十八周岁", "Eighteen or over";
    adult_no: "未满十八周岁", "Under eighteen";
    adult_no_more: "要经法院准许", "needs leave of the court";
    rules_title: "旁听规则", "Rules for observers";
    rules_later: "签到时再逐条确认。", "You acknowledge them one by one when you check in.";
    name_missing: "请填写姓名。", "Please write your name.";
    relative: "我是当事人的近亲属", "I am a close relative of a party";
    relative_more: "席位不够时，近亲属先坐；书记员会核对。", "Where seats are few, close relatives come first; the clerk checks it.";
    adult_missing: "请选择是否已满十八周岁。", "Please say whether you are eighteen or over.";
    minor_next: "未成年人要经法院准许才能旁听。请由监护人打电话给法院，由书记员为您安排。", "A minor needs leave of the court to watch. Please have a parent or guardian phone the court; the clerk will arrange it.";

    // registered
    done_title: "登记好了", "You are registered";
    your_place: "您的旁听席位", "Your place in the gallery";
    has_seat: "您有一个旁听席位。", "You have a seat in the gallery.";
    has_seat_more: "开庭前30分钟起可以进入等候，书记员核对证件后准许入席。不来了，请在“我的庭审”里取消，把席位让给别人。", "From half an hour before, come in and wait; the clerk looks at your document and lets you in. If you are not coming, please withdraw under “My hearing”, so that somebody else has the seat.";
    moves_up: "有人退出，您就自动前移；轮到了，这里会显示有席位。", "When somebody withdraws you move up by yourself, and this page says so.";
    keep_title: "请现在保存，离开本页后不再显示", "Keep these now; they are not shown again";
    code: "庭审码", "Hearing code";
    link: "链接", "Link";
    link_words: "只给您本人使用，不要转发。", "For you alone; do not pass it on.";
    copy: "复制链接", "Copy the link";
    copied: "已复制", "Copied";
    enter: "进去看看", "Go in now";
    withdraw: "取消登记", "Withdraw";
    withdraw_words: "您的席位会让给候补的人。以后想来，要重新登记，从队尾排起。", "Your seat goes to the next in line. To come after all, you register again and start at the end of the queue.";
    withdraw_yes: "取消我的登记", "Withdraw my registration";
}

/// CR 17, for those who watch.
pub fn rules() -> [&'static str; 6] {
    match language() {
        Language::Chinese => [
            "服从法庭指挥，遵守法庭礼仪；不鼓掌、喧哗。",
            "不发言、不提问，不以任何方式影响审判。",
            "不录音、录像、拍照、截屏、直播，不用任何方式传播庭审情况。",
            "一人一席，不让别人顶替，也不让别人在旁边一起看。",
            "证人、鉴定人、准备出庭的专家，未经准许的未成年人，不得旁听。",
            "违反的，法庭可以警告、训诫、责令退出；情节严重的，可以罚款、拘留。",
        ],
        Language::English => [
            "Follow the court’s directions and its manners; no applause, no noise.",
            "Do not speak or ask, and do not try to influence the trial in any way.",
            "Do not record, film, photograph, capture the screen or stream, and do not pass on the hearing by any means.",
            "One person, one seat: nobody takes your place or watches beside you.",
            "Witnesses, experts who are to be heard, and minors without leave may not watch.",
            "The court may warn or admonish you, order you to leave, and in grave cases fine or detain you.",
        ],
    }
}

pub fn announced(at: Millis) -> String {
    let day = super::check_in::date(at);
    match language() {
        Language::Chinese => format!("{day}公告"),
        Language::English => format!("announced {day}"),
    }
}

pub fn seats_left(free: usize, waiting: usize) -> String {
    match (language(), free) {
        (Language::Chinese, 0) => format!("座位已满，候补{waiting}人"),
        (Language::English, 0) => format!("Full; {waiting} in the queue"),
        (Language::Chinese, _) => format!("旁听席余{free}席"),
        (Language::English, 1) => "1 seat left".to_owned(),
        (Language::English, _) => format!("{free} seats left"),
    }
}

/// None: he has a seat.
pub fn place(waiting: Option<u16>) -> String {
    match (language(), waiting) {
        (_, None) => has_seat().to_owned(),
        (Language::Chinese, Some(n)) => format!("座位已满，您是候补第{n}位。"),
        (Language::English, Some(n)) => {
            format!("The gallery is full; you are number {n} in the queue.")
        }
    }
}
