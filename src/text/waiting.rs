//! Words of what passes between the court and those who wait: rings, notices, the look at a picture, doubts.

use hearing::waiting::{DoubtReason, RingReason};
use hearing::{Millis, Role};

use super::check_in::short_time;
use super::{Language, language};

super::words! {
    // the person's own picture
    own_picture: "您的画面", "Your picture";
    seen_by_court: "仅书记员和法官可见，无人能听到", "Only the clerk and the judge can see you; nobody hears you";
    looked_at_clerk: "书记员正在看，无人能听到", "The clerk is looking; nobody hears you";
    looked_at_judge: "法官正在看，无人能听到", "The judge is looking; nobody hears you";
    hold_document: "请看镜头，把证件举到脸旁，不要遮住字", "Look into the camera and hold your document beside your face, its letters uncovered";
    looked_at_title: "法庭要看您的画面，核对身份", "The court wants to see you, to verify who you are";
    looked_at_region: "法庭看您的画面", "What the court sees of you";
    picture_off: "画面已关闭", "Picture off";
    picture_why_off: "旁听不用摄像头，所以画面是关着的。书记员核对身份时，请点“打开画面”，把证件举到镜头前；入席后庭上看不到您。", "Watching needs no camera, so yours is off. When the clerk verifies who you are, press “Turn on” and hold up your document; in the gallery nobody sees you.";
    picture_opens: "正在打开；浏览器询问时，请点“允许”", "Opening; if the browser asks, press “Allow”";
    picture_fails: "摄像头没有画面", "The camera gives no picture";
    turn_off: "关闭画面", "Turn off";
    turn_on: "打开画面", "Turn on";
    picture_trouble: "没有画面。请重测设备；还是没有，就叫书记员线下核实。", "No picture. Test your devices again; if there is still none, call the clerk, who can verify you in person.";

    // rings
    ring_once: "听一下铃声", "Hear the ring";
    ring_silent: "没有响出来：请调大音量，关掉静音键，再点一次。", "Nothing was played: turn the volume up and the silent switch off, then press again.";
    ring_played: "到时就是这个声音。没听到的，请调大音量，关掉静音键。", "This is what you will hear. If you heard nothing, turn the volume up and the silent switch off.";
    here_i_am: "知道了，我在", "I am here";
    clerk_rings: "书记员呼叫您", "The clerk is calling you";
    judge_rings: "法官呼叫您", "The judge is calling you";

    // notices
    notices: "法庭通知", "Notices of the court";
    read: "知道了", "I have read it";
    from_clerk: "书记员", "Clerk";
    from_judge: "法官", "Judge";

    // the call
    called: "法庭请您入庭", "The court calls you in";
    called_more: "您的麦克风是关的，摄像头是开的。", "Your microphone is off, your camera on.";
    called_gallery: "已准您旁听", "You are let into the gallery";
    called_gallery_more: "庭上看不到、听不到您。", "The court neither sees nor hears you.";

    // doubts
    change_entry: "改姓名和证件", "Change name and document";

    // the clerk's side
    ring: "呼叫", "Ring";
    not_online: "不在线：请打案卷登记的电话", "Not online: phone the number on file";
    look: "看本人画面", "See the person";
    look_title: "身份核对", "Verify by eye";
    looking: "他知道您在看", "They know that you look";
    looking_short: "核对中", "Verifying";
    stop_looking: "不看了", "Stop looking";
    waiting_for_picture: "正在等画面…", "Waiting for the picture…";
    person_has_no_picture: "本人没有打开画面。可以呼叫他，或改为线下核实。", "The picture is off at the other end. Ring, or verify in person.";
    person_picture_fails: "本人的摄像头没有画面。可以呼叫他重测，或改为线下核实。", "The camera at the other end gives no picture. Ring for a new test, or verify in person.";
    no_picture_now: "看不到：人不在候审室，或不在线。", "Nobody to see: not in the waiting room, or not online.";
    all_three: "三处一致", "They agree";
    not_the_same: "不一致", "They do not";
    differs: "不一致", "Differs";
    doubt_ask: "哪里不一致？本人会看到下一步怎么办。", "What does not agree? The person is told what to do next.";
    see_first: "看到画面后才能选“三处一致”。", "“They agree” opens once you see the picture.";
    not_verified: "未核对", "Not verified";
    send_notice: "发通知", "Message";
    send_notice_title: "给候审人员发通知", "A message to those who wait";
    send_notice_words: "只有选中的人和法庭看得到；不记入笔录，记入日志。", "Only those you choose and the court see it. Not in the transcript; in the log.";
    notice_to: "发给", "To";
    those_called: "证人、鉴定人", "Witnesses and experts";
    notice_text: "内容（不超过200字）", "Text (200 characters at most)";
    notice_yes: "发送", "Send";
    witness_caution: "有证人、鉴定人：只写组织事项，不要提到案情和其他人。", "A witness or expert is among them: only what concerns coming and waiting, nothing of the case, nobody else.";
    notices_sent: "已发通知", "Messages sent";
    unread: "未读", "not read";
    phrase_soon: "约十分钟后开庭，请不要离开。", "The hearing begins in about ten minutes; please stay.";
    phrase_originals: "请备好证据原件和身份证件。", "Please have your originals and your identity document at hand.";
    phrase_wait: "前面的事项还没有结束，请再等一会儿。", "What comes before is not finished; please wait a little longer.";
}

pub fn rings(by: Role) -> &'static str {
    if by.is_bench() {
        judge_rings()
    } else {
        clerk_rings()
    }
}

pub fn sender(by: Role) -> &'static str {
    if by.is_bench() {
        from_judge()
    } else {
        from_clerk()
    }
}

pub fn looked_at(by: Role) -> &'static str {
    if by.is_bench() {
        looked_at_judge()
    } else {
        looked_at_clerk()
    }
}

/// What the person is to do, who is rung.
pub fn ring_reason(why: RingReason) -> &'static str {
    let (zh, en) = match why {
        RingReason::Identity => (
            "请到镜头前，备好身份证件，马上核对身份。",
            "Please come to the camera with your identity document: the court verifies who you are.",
        ),
        RingReason::CheckIn => (
            "请继续完成签到，还差几步。",
            "Please go on checking in; a few steps are left.",
        ),
        RingReason::Devices => (
            "设备检测没有全部通过，请再测一次。",
            "Your device check did not pass in full; please test again.",
        ),
        RingReason::SoonCalled => (
            "就要轮到您了，请不要离开。",
            "It is your turn soon; please stay here.",
        ),
    };
    say(zh, en)
}

/// What the ring is for, in the clerk's words.
pub fn ring_for(why: RingReason) -> &'static str {
    let (zh, en) = match why {
        RingReason::Identity => ("呼叫：核对身份", "Ring: to verify identity"),
        RingReason::CheckIn => ("呼叫：完成签到", "Ring: to finish check-in"),
        RingReason::Devices => ("呼叫：重测设备", "Ring: to test the devices"),
        RingReason::SoonCalled => ("呼叫：即将开庭", "Ring: called soon"),
    };
    say(zh, en)
}

pub fn doubt(why: DoubtReason) -> &'static str {
    let (zh, en) = match why {
        DoubtReason::Entry => ("填报与证件不一致", "Entry and document differ"),
        DoubtReason::Unclear => ("画面或者证件看不清", "Picture or document unclear"),
        DoubtReason::Person => ("人与证件不一致", "Person and document differ"),
    };
    say(zh, en)
}

/// What the court saw, told to the person.
pub fn doubt_told(why: DoubtReason) -> &'static str {
    let (zh, en) = match why {
        DoubtReason::Entry => (
            "您填的内容和证件上的不一样",
            "What you entered is not what your document says",
        ),
        DoubtReason::Unclear => (
            "画面里看不清您或者证件",
            "You or your document could not be seen clearly",
        ),
        DoubtReason::Person => (
            "法庭没能确认证件就是您的",
            "The court could not confirm that the document is yours",
        ),
    };
    say(zh, en)
}

/// What to do, and what follows if it stays so.
pub fn doubt_next(why: DoubtReason) -> [&'static str; 3] {
    match (why, language()) {
        (DoubtReason::Entry, Language::Chinese) => [
            "对照证件，改正姓名、证件种类和号码末四位。",
            "改好后留在这里，书记员会再核对一次。",
            "没有填错的，请叫书记员，改为线下核实。",
        ],
        (DoubtReason::Entry, Language::English) => [
            "Compare with your document, and correct name, kind and last four characters.",
            "Then stay here: the clerk looks once more.",
            "If nothing is wrong, call the clerk, who can verify you in person.",
        ],
        (DoubtReason::Unclear, Language::Chinese) => [
            "开灯或者面向窗户，擦一擦镜头。",
            "把证件举近镜头，不要反光，不要遮住字。",
            "留在这里，书记员会再看一次；还是看不清，就线下核实。",
        ],
        (DoubtReason::Unclear, Language::English) => [
            "Turn on a light or face the window, and wipe the lens.",
            "Hold the document close, without glare, its letters uncovered.",
            "Stay here: the clerk looks once more. If it is still unclear, you are verified in person.",
        ],
        (DoubtReason::Person, Language::Chinese) => [
            "请备好其他能证明身份的证件。",
            "书记员会打电话给您，也可以现在叫书记员。",
            "可以到法院线下核实；不影响您的诉讼权利。",
        ],
        (DoubtReason::Person, Language::English) => [
            "Have another document at hand that shows who you are.",
            "The clerk will phone you; you may also call the clerk now.",
            "You can be verified at the courthouse. Your rights are not affected.",
        ],
    }
}

pub fn doubted_at(at: Millis) -> String {
    let time = short_time(at);
    match language() {
        Language::Chinese => format!("不一致 {time}"),
        Language::English => format!("Differs, {time}"),
    }
}

pub fn read_at(at: Millis) -> String {
    let time = short_time(at);
    match language() {
        Language::Chinese => format!("{time} 已读"),
        Language::English => format!("read {time}"),
    }
}

pub fn whole_side(side: &str) -> String {
    match language() {
        Language::Chinese => format!("{side}：全部"),
        Language::English => format!("{side}: all"),
    }
}

pub fn rung_at(at: Millis) -> String {
    let time = short_time(at);
    match language() {
        Language::Chinese => format!("{time} 已呼叫，未应答"),
        Language::English => format!("rung {time}, no answer"),
    }
}

pub fn answered_at(at: Millis) -> String {
    let time = short_time(at);
    match language() {
        Language::Chinese => format!("{time} 已应答"),
        Language::English => format!("answered {time}"),
    }
}

pub fn help_called_at(at: Millis) -> String {
    let time = short_time(at);
    match language() {
        Language::Chinese => format!("{time} 已叫书记员，请稍候。没有人应答时，请给法院打电话"),
        Language::English => format!(
            "The clerk was called at {time}. One moment; if nobody answers, phone the court"
        ),
    }
}

pub fn help_answered_at(at: Millis) -> String {
    let time = short_time(at);
    match language() {
        Language::Chinese => format!("{time} 书记员已应答"),
        Language::English => format!("The clerk answered at {time}"),
    }
}

fn say(zh: &'static str, en: &'static str) -> &'static str {
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}
