//! Words of arriving: the door, check-in, the device check, waiting.
//! The notices follow the Online Litigation Rules (在线诉讼规则, R12), articles 4 to 6, 21, 24, 25 and 27, and the Court Rules
//! (法庭规则), article 17, in plain words.

use hearing::Millis;
use hearing::check_in::{CheckInStep, DISCIPLINE_RULES};

use super::{Language, language};
use crate::check_in::DeviceTrouble;
use crate::ui::clock_time;

super::words! {
    // the door
    house: "在线法庭", "Online court";
    emblem: "国徽位置，由法院提供图形", "Place of the national emblem; the artwork is supplied by the court";
    emblem_word: "国徽", "";
    door_code_title: "请输入庭审码", "Enter your hearing code";
    door_code_label: "九位数字，在短信或传票上", "Nine digits, in your text message or summons";
    door_code_short: "庭审码是九位数字，请补全。", "The code has nine digits. Please complete it.";
    door_link_title: "法院给您发来的入庭链接", "The link the court sent you";
    door_link_words: "这个链接只给您本人使用，请不要转发。点下面的按钮，法庭会打开您的席位。", "This link is for you alone; do not pass it on. Press the button and the court opens your seat.";
    door_other_code: "改用庭审码", "Use the hearing code instead";
    enter: "进入庭审", "Enter the hearing";
    ready_title: "请先备好", "Have ready";
    ready_document: "身份证件", "Identity document";
    ready_document_more: "要填号码末四位；庭上可能要求出示", "its last four characters; the court may ask to see it";
    ready_room: "能关门的房间", "A room with a door";
    ready_room_more: "安静，光线够，只有您一人", "quiet, lit, nobody else";
    ready_power: "充好电，接上电源", "Power";
    ready_power_more: "手机靠稳，不用手拿", "charged, the phone propped up";
    ready_originals: "证据原件", "Originals";
    ready_originals_more: "借条、回单、存有聊天记录的手机", "papers, and the phone that holds the messages";
    ready_time: "第一次约5分钟。中途离开，填过的不会丢。", "About 5 minutes the first time. Nothing you enter is lost if you leave.";

    // the frame of all screens
    this_hearing: "本次庭审", "This hearing";
    check_in: "庭前签到", "Check-in";
    acts: "操作", "Acts";
    skip: "跳到这一步", "Skip to this step";
    saved_as_you_go: "填过的都已保存，随时可以回来", "Everything is saved as you go";
    back: "上一步", "Back";
    go_on: "下一步", "Next";
    call_clerk: "叫书记员", "Call the clerk";
    clerk_called: "已叫书记员", "Clerk called";
    large_text: "大字", "Large";
    record_title: "签到记录", "Check-in record";
    record_kept: "随填随存", "Saved as you go";
    record_lines: "已经记录的事项", "What has been recorded";
    waiting_step: "候审", "Waiting";

    // my hearing
    my_hearing: "我的庭审", "My hearing";
    when: "开庭", "Hearing";
    beijing: "（北京时间）", " (Beijing time)";
    court: "法院", "Court";
    courtroom: "法庭", "Courtroom";
    procedure: "程序", "Procedure";
    your_seat: "您的席位", "Your seat";
    name_open: "姓名待核对", "name to be matched";
    you: "您", "You";
    what_title: "签到要做的事", "What check-in asks";
    bring_title: "请备好", "Have ready";
    bring_words: "身份证件；证据的原件和存有电子数据的原始设备；充好电的手机或电脑；安静、能关门的房间。", "Your document; the originals of your evidence and the devices that hold it; a charged phone or computer; a quiet room with a door.";
    bring_witness: "身份证件；充好电的手机或电脑；安静、只有您一人的房间。作证之前，不要和任何人谈这个案件。", "Your document; a charged phone or computer; a quiet room to yourself. Talk to nobody about the case before you testify.";
    start: "开始签到", "Start checking in";
    go_on_with: "继续签到", "Go on checking in";

    // identity
    identity_title: "请填写您的姓名和证件", "Your name and document";
    name: "姓名（与证件一致）", "Name, as on your document";
    document: "证件", "Document";
    number: "证件号码", "Document number";
    number_note: "完整号码只留在这台设备上，提交的只有末四位。", "The whole number stays on this device; only its last four characters are sent.";
    number_short: "请填写证件号码，至少四位字母或数字。", "Write the number: at least four letters or digits.";
    number_kept: "已提交末四位", "Last four sent";
    show: "显示", "Show";
    hide: "隐藏", "Hide";
    how_checked: "怎样核对", "How it is checked";
    checked_file: "姓名只和案件登记的信息比对，不作他用。", "The name is compared with the case file only, and used for nothing else.";
    checked_again: "入庭前，书记员再核对一次您的身份信息。", "Before you enter, the clerk checks your identity once more.";
    checked_no_face: "不做人脸识别。", "No face recognition.";
    verified_already: "书记员已核实您的身份，不用再填。", "The clerk has verified your identity; there is nothing more to do here.";
    submit_identity: "核对", "Check";

    // consent
    consent_title: "您同意在线参加吗？", "Do you agree to attend online?";
    notice_title: "在线诉讼告知", "Notice of online proceedings";
    consent_legend: "请逐项选择，没有默认", "Choose for each; nothing is preselected";
    agree: "同意在线", "I agree: online";
    agree_more: "用这台设备参加，效力相同", "I attend with this device, to the same effect";
    refuse: "不同意在线", "I do not agree";
    refuse_more: "到法院参加，权利不受影响", "I attend at the courthouse; my rights stay the same";
    refused_next: "不需要说明理由，也不会因此对您不利。书记员会联系您，告知到法院参加的时间和法庭；其他各方可以在线，法官决定本案部分在线还是全部到法院。", "You need give no reason, and it is not held against you. The clerk will tell you when and where to come to the courthouse; the others may attend online, and the judge decides whether all of it moves there.";
    choose_each: "请先逐项选择", "Choose for each first";
    record_choices: "记录我的选择", "Record my choices";

    // suitability
    help_title: "您需要哪些帮助", "What help do you need";
    bars_title: "有下面的情形吗？有的话，法官会考虑改到法院", "Does any of these apply? The judge may then move the hearing to the courthouse";
    none_needed: "都不需要", "None";
    none_of_these: "以上都没有", "None of these";
    choose_both: "两组都请选择，没有就选最后一项", "Choose in both groups; if none applies, choose the last";

    // discipline
    discipline_title: "法庭纪律", "Rules of the court";
    rule_breach: "违反的，法庭可以警告、训诫、责令退出，情节严重的可以罚款、拘留。", "The court may warn or admonish you, order you to leave, and in grave cases fine or detain you.";
    rule_read: "已读，会遵守", "Read; I will comply";
    rules_all_read: "六条都已确认。", "All six are acknowledged.";

    // declarations
    declaration_title: "禁止私自录音录像声明", "Declaration: no private recording";
    declaration_note: "法庭的录音录像由法院统一制作，庭后可以依法申请查阅。", "Recording is for the court alone; you may ask to consult its recording afterwards.";
    declare: "作出声明", "Declare";
    undertaking_title: "如实作证保证书", "Undertaking to tell the truth";
    undertaking_read: "现在签名；作证前在法庭上宣读。", "Sign now; read it aloud in court before you testify.";
    undertaking_name: "签名（写下您的姓名）", "Signature: write your name";
    undertaking_name_missing: "请写下您的姓名。", "Please write your name.";
    undertaking_law: "拒绝签署保证书的，不得作证；作虚假证言的，依法承担责任。", "If you refuse to sign you may not testify. False testimony is punishable by law.";
    sign: "签署", "Sign";

    // place
    place_title: "您在哪里出庭", "Where do you attend from";
    region: "省、市、区县", "Province, city, district";
    region_example: "例如：北京市朝阳区", "For example: Chaoyang, Beijing";
    kind: "场所", "Kind of place";
    choose: "请选择", "Please choose";
    quiet: "这里安静、光线够、门已关好", "It is quiet and lit, and the door is closed";
    others_title: "还有别人在场吗？镜头外也算", "Is anybody else there? Out of view counts too";
    alone: "只有我一人", "Only me";
    not_alone: "还有别人", "Somebody else too";
    other_who: "他是谁", "Who";
    other_why: "为什么在场", "Why";
    other_example: "例如：周某，父亲", "For example: my father";
    other_why_example: "例如：帮我操作手机", "For example: helps me with the phone";
    add_other: "再加一人", "Add another";
    remove_other: "去掉这个人", "Take out this person";
    other_waits: "在场的人要等法官准许。", "The judge decides whether they may stay.";
    place_missing: "请填写地点、场所，并说明有没有别人在场。", "Please fill in where you are and what kind of place, and say whether anybody else is there.";
    other_permitted: "法官已准许", "Allowed by the judge";
    other_refused: "法官未准许，请他离开", "Not allowed by the judge: please ask them to leave";

    // devices
    devices_title: "看一看，说一句，听一听", "Look, speak, listen";
    devices_intro: "点“开始检测”，浏览器会问您是否允许使用摄像头和麦克风，请选“允许”。检测时没有人看到或听到您，画面和声音不会离开这台设备。", "Press “Start the test”; the browser asks to use camera and microphone: choose “Allow”. Nobody sees or hears you during the test; nothing leaves this device.";
    devices_start: "开始检测", "Start the test";
    devices_again: "再试一次", "Try again";
    devices_done: "下一步", "Next";
    devices_skip: "跳过没通过的项目", "Skip what failed";
    devices_skip_title: "跳过设备检测？", "Skip the device check?";
    devices_skip_words: "没有检测或没有通过的项目会告诉书记员。开庭时看不到您或听不到您的，法庭可能休庭、改期，或者让您到法院参加。", "The clerk is told what was not tested or did not pass. If the court cannot see or hear you, it may adjourn, change the date, or ask you to come to the courthouse.";
    devices_skip_yes: "跳过", "Skip";
    court_sees: "法庭这样看到您", "The court sees you like this";
    no_picture: "还没有画面", "No picture yet";
    camera: "摄像头", "Camera";
    microphone: "麦克风", "Microphone";
    speaker: "扬声器", "Speaker";
    network: "网络", "Network";
    not_tested: "未检测", "Not tested";
    testing: "正在检测…", "Testing…";
    camera_good: "有画面", "Picture";
    camera_dark: "有画面，光线太暗：请开灯，或面向窗户", "Picture, but too dark: turn on a light or face the window";
    microphone_good: "听得清", "Clear";
    microphone_quiet: "太轻", "Too quiet";
    speak: "请念：“我能听清法庭的声音。”", "Please say: “I can hear the court.”";
    speaker_ask: "听到三声了吗？", "Did you hear three tones?";
    heard: "听到了", "I heard them";
    not_heard: "没听到", "I heard nothing";
    tone_again: "再响一次", "Play again";
    speaker_good: "听得到", "Heard";
    network_good: "网络正常", "Network good";
    network_slow: "有些慢，请靠近路由器，或关掉其他下载", "Rather slow: move closer to the router, or stop other downloads";
    network_bad: "连不上法院，请检查网络", "The court cannot be reached: check your network";
    level: "音量", "Level";

    // waiting
    waiting_title: "您已签到，请等候", "You are checked in. Please wait";
    now: "现在", "Now";
    next: "接下来", "Next";
    your_turn: "轮到您时", "Your turn";
    turn_words: "本设备会响铃，屏幕自动进入法庭。请不要关闭本页", "This device rings, and the courtroom opens by itself. Keep this page open";
    preparing: "法庭正在准备", "The court is getting ready";
    in_session: "庭审正在进行", "The hearing is on";
    adjourned: "正在休庭", "In recess";
    next_verify: "书记员核对您的身份", "The clerk checks your identity";
    next_admit: "身份已核实，等书记员准许您入庭", "Your identity is verified; the clerk lets you in";
    next_gallery: "身份核实后，由书记员准许旁听", "Once verified, the clerk lets you into the gallery";
    nobody_hears: "在这里等候时，没有人看到或听到您。", "While you wait here, nobody sees or hears you.";
    papers: "我方材料", "Our documents";
    no_papers: "还没有提交材料。", "Nothing has been filed yet.";
    download: "下载", "Download";
    my_answers: "我填的内容", "My answers";
    test_again: "重测设备", "Test again";
    leave: "离开", "Leave";
    leave_title: "现在离开？", "Leave now?";
    leave_words: "您填的内容都已保存。回来时，请重新打开法院发给您的链接，或输入庭审码。开庭时不在，可能影响庭审。", "Everything you entered is kept. To come back, open the court’s link or enter the code again. Being absent at the opening may affect the hearing.";
    called_title: "请入庭", "You are called";
    help_on_its_way: "书记员已收到，请稍候。", "The clerk has been told. One moment.";

    // the witness room
    witness_room: "候审室", "Witness room";
    witness_title: "请在这里等候法庭传您到庭", "Please wait here to be called";
    witness_now: "还没有轮到您", "It is not your turn yet";
    witness_now_more: "法官会在庭审中传您。", "The judge calls you during the hearing.";
    witness_next: "法官传您入庭，您宣读保证书并作证", "The judge calls you; you read the undertaking and testify";
    expert_next: "法官传您入庭，您说明意见并接受询问", "The judge calls you; you give your opinion and are questioned";
    witness_turn: "本设备会响铃，屏幕自动进入法庭。请不要离开", "This device rings, and the courtroom opens by itself. Please stay";
    apart_title: "这里与法庭隔开", "This room is apart from the court";
    apart_1: "庭审的声音、画面、笔录和证据，都不会传到这里。", "No sound, picture, record or evidence of the hearing comes here.";
    apart_2: "作证之前，不要和任何人谈这个案件。", "Do not talk to anyone about the case before you testify.";
    apart_3: "如果听到、看到了庭审内容，请马上叫书记员。", "If you hear or see any of the hearing, call the clerk at once.";
    undertaking_signed: "保证书已签", "undertaking signed";
}

/// R4: what a person is told before he agrees or refuses, as many points as the law names.
pub fn notice() -> [&'static str; 7] {
    match language() {
        Language::Chinese => [
            "在线开庭、在线调解、在线宣判，与到法院进行效力相同。",
            "您可以对每个环节分别选择。只同意一个环节的，不推定您同意其他环节。",
            "您的权利一项都不少：申请回避、提交证据、质证、陈述、辩论、委托代理人、请翻译或其他协助。",
            "各方都不同意，或者一方有正当理由不同意；各方都没有条件；要当场查明身份、核对原件、查验实物；案件疑难、证据繁多；涉及国家安全、国家秘密；有重大社会影响的，不在线开庭。途中发现这些情形，改到法院进行，已完成的部分有效。",
            "同意后反悔的，应当在该环节开始前的合理时间内提出；不是故意拖延的，可以改到法院进行。",
            "同意后无正当理由不到庭的，视为拒不到庭；擅自退出，经提示、警告仍不改正的，视为中途退庭。网络故障、设备损坏、停电、不可抗力除外。",
            "操作方法：在本页完成签到和设备检测，在候审页等候，准许后自动进入法庭。不会操作，随时点“叫书记员”。",
        ],
        Language::English => [
            "A hearing, mediation or judgment online has the same effect as one in the courthouse.",
            "You choose for each stage. To agree to one is not taken as agreeing to another.",
            "You keep every right: recusal, evidence, examination, statements, argument, a litigation representative, an interpreter or other help.",
            "A hearing is not held online if all refuse, or one refuses with good reason; if nobody has the means; if identity, originals or objects must be examined on the spot; if the case is difficult or the evidence extensive; if state security or secrets are concerned; or if it has great public impact. If this shows later, it moves to the courthouse; what was done stays valid.",
            "If you change your mind, say so in reasonable time before that stage. Unless it is meant to delay, the stage may move to the courthouse.",
            "Having agreed, who stays away without good reason is treated as refusing to appear; who leaves and does not return after a prompt and a warning, as withdrawing mid-hearing. Network, device or power failure and force majeure are excepted.",
            "How it works: check in and test your devices here, wait on the waiting page, and the courtroom opens when you are admitted. If unsure, press “Call the clerk” at any time.",
        ],
    }
}

/// R5: the rules, acknowledged one by one.
pub fn rules() -> [&'static str; DISCIPLINE_RULES as usize] {
    match language() {
        Language::Chinese => [
            "服从法庭指挥。发言先举手，经准许再说；不随意打断，不喧哗。",
            "摄像头、麦克风保持正常，人不离开画面，不擅自退出。",
            "未经法庭许可，不得录音、录像、拍照、截屏、直播，不得传播庭审内容。",
            "未经准许，不让别人在场、旁听或者提示。",
            "关闭手机铃声和其他软件。衣着得体，不吸烟，不吃东西，不在行驶的车上参加。",
            "断线不是退庭：马上重新连接，连不上就打电话给书记员。",
        ],
        Language::English => [
            "Follow the court’s directions. Raise your hand and speak when allowed; do not interrupt or disturb.",
            "Keep camera and microphone working, stay in view, and do not leave without permission.",
            "Without leave of the court, do not record, film, photograph, capture the screen or stream, and do not pass on any part of the hearing.",
            "Without leave, let nobody be present, listen in or prompt you.",
            "Silence your phone and close other programs. Dress properly; do not smoke or eat; do not attend from a moving car.",
            "A lost line is not leaving: reconnect at once, and if that fails, phone the clerk.",
        ],
    }
}

pub fn declaration(name: &str) -> String {
    match language() {
        Language::Chinese => format!(
            "本人{name}声明：在候审和本次庭审中，不以任何设备录音、录像、拍照、截屏，不直播，不转发、传播庭审内容。违反的，愿承担法律责任。"
        ),
        Language::English => format!(
            "I, {name}, declare: while waiting and during this hearing I will not record, film, photograph or capture the screen with any device, nor stream or pass on any part of it. If I break this, I answer for it by law."
        ),
    }
}

pub fn undertaking(name: &str, court: &str) -> String {
    match language() {
        Language::Chinese => format!(
            "本人{name}，在{court}作证。我保证据实陈述，绝无隐瞒、歪曲、增减。如有虚假陈述，愿接受处罚。"
        ),
        Language::English => format!(
            "I, {name}, testify before {court}. I undertake to state the facts truthfully, hiding, distorting, adding and leaving out nothing. If I state falsehoods, I accept punishment."
        ),
    }
}

/// What each screen of check-in will ask, for the list before it begins.
pub fn step_gist(step: CheckInStep) -> &'static str {
    let (zh, en) = match step {
        CheckInStep::Identity => ("姓名、证件末四位", "name, last four of a document"),
        CheckInStep::Consent => ("逐项同意或不同意", "agree or not, stage by stage"),
        CheckInStep::Suitability => ("需要的帮助", "help you need"),
        CheckInStep::Discipline => ("六条，逐条确认", "six, one by one"),
        CheckInStep::NoRecording => ("一份声明", "one declaration"),
        CheckInStep::Undertaking => ("签名，作证前当庭宣读", "sign now, read aloud in court"),
        CheckInStep::Place => ("地点和在场的人", "where, and who else is there"),
        CheckInStep::Devices => ("约1分钟", "about a minute"),
    };
    say(zh, en)
}

pub fn opens_in(at: Millis, now: Millis) -> String {
    let minutes = at.saturating_sub(now).div_ceil(60_000);
    match (language(), minutes) {
        (Language::Chinese, 0) => "已到开庭时间".to_owned(),
        (Language::English, 0) => "due now".to_owned(),
        (Language::Chinese, 1..100) => format!("还有{minutes}分钟"),
        (Language::English, 1..100) => format!("in {minutes} minutes"),
        (Language::Chinese, 100..2_880) => format!("还有约{}小时", minutes / 60),
        (Language::English, 100..2_880) => format!("in about {} hours", minutes / 60),
        (Language::Chinese, _) => format!("还有{}天", minutes / 1_440),
        (Language::English, _) => format!("in {} days", minutes / 1_440),
    }
}

pub fn short_time(at: Millis) -> String {
    clock_time(at).chars().take(5).collect()
}

pub fn hears_at(at: Millis) -> String {
    let time = short_time(at);
    match language() {
        Language::Chinese => format!("{time} 开庭"),
        Language::English => format!("Hearing at {time}"),
    }
}

pub fn delayed_until(at: Millis) -> String {
    let time = short_time(at);
    match language() {
        Language::Chinese => format!("推迟到 {time} 左右开庭"),
        Language::English => format!("Delayed until about {time}"),
    }
}

pub fn planned(at: Millis) -> String {
    let time = short_time(at);
    match language() {
        Language::Chinese => format!("原定 {time}"),
        Language::English => format!("planned {time}"),
    }
}

pub fn adjourned_since(at: Millis, reason: &str) -> String {
    let time = short_time(at);
    match language() {
        Language::Chinese => format!("{time} 起，{reason}"),
        Language::English => format!("since {time}: {reason}"),
    }
}

pub fn rule_of(n: usize) -> String {
    match language() {
        Language::Chinese => format!("第{n}条，共{DISCIPLINE_RULES}条"),
        Language::English => format!("{n} of {DISCIPLINE_RULES}"),
    }
}

pub fn step_of(n: usize, all: usize, step: &str) -> String {
    match language() {
        Language::Chinese => format!("第{n}步，共{all}步：{step}"),
        Language::English => format!("Step {n} of {all}: {step}"),
    }
}

pub fn pages(n: u32) -> String {
    match (language(), n) {
        (Language::Chinese, _) => format!("{n}页"),
        (Language::English, 1) => "1 page".to_owned(),
        (Language::English, _) => format!("{n} pages"),
    }
}

pub fn round_trip(ms: u32) -> String {
    match language() {
        Language::Chinese => format!("来回{ms}毫秒"),
        Language::English => format!("{ms} ms there and back"),
    }
}

pub fn consent_line(stage: &str, agreed: bool) -> String {
    match (language(), agreed) {
        (Language::Chinese, true) => format!("{stage}：同意"),
        (Language::Chinese, false) => format!("{stage}：不同意，到法院参加"),
        (Language::English, true) => format!("{stage}: agreed"),
        (Language::English, false) => format!("{stage}: not agreed, at the courthouse"),
    }
}

/// 11月26日
pub fn date(at: Millis) -> String {
    let stamp = crate::ui::day_and_time(at);
    let number = |from: usize| {
        let digits = stamp.get(from..from + 2).unwrap_or_default();
        digits.parse::<usize>().unwrap_or_default()
    };
    let (month, day) = (number(5), number(8));
    match language() {
        Language::Chinese => format!("{month}月{day}日"),
        Language::English => {
            let name = MONTHS.get(month.saturating_sub(1)).copied();
            format!("{day} {}", name.unwrap_or_default())
        }
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// 11月26日 星期四
pub fn day(at: Millis) -> String {
    // The epoch was a Thursday.
    let weekday = (at + 8 * 3_600_000) / 86_400_000 + 4;
    let (zh, en) = match weekday % 7 {
        0 => ("星期日", "Sunday"),
        1 => ("星期一", "Monday"),
        2 => ("星期二", "Tuesday"),
        3 => ("星期三", "Wednesday"),
        4 => ("星期四", "Thursday"),
        5 => ("星期五", "Friday"),
        _ => ("星期六", "Saturday"),
    };
    match language() {
        Language::Chinese => format!("{} {zh}", date(at)),
        Language::English => format!("{en}, {}", date(at)),
    }
}

fn say(zh: &'static str, en: &'static str) -> &'static str {
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// What the device check found, for the record and for the clerk.
pub fn devices_in_words(report: &hearing::check_in::DeviceReport) -> String {
    use hearing::check_in::DeviceState;
    let word = |state: DeviceState| match state {
        DeviceState::Works => say("可用", "works"),
        DeviceState::Fails => say("不可用", "fails"),
        DeviceState::Skipped => say("未检测", "not tested"),
    };
    let mut parts = vec![
        format!("{} {}", camera(), word(report.camera)),
        format!("{} {}", microphone(), word(report.microphone)),
        format!("{} {}", speaker(), word(report.speaker)),
    ];
    parts.extend(report.latency_ms.map(round_trip));
    match language() {
        Language::Chinese => parts.join("，"),
        Language::English => parts.join(", "),
    }
}

/// What is wrong with a device, in a few words.
pub fn device_trouble(trouble: DeviceTrouble) -> &'static str {
    let (zh, en) = match trouble {
        DeviceTrouble::Denied => ("浏览器没有允许使用", "The browser keeps it from the court"),
        DeviceTrouble::Missing => ("没有找到设备", "None found"),
        DeviceTrouble::Taken => (
            "打不开，可能被其他软件占用",
            "Does not start; another program may hold it",
        ),
        DeviceTrouble::Unsupported => ("这个浏览器用不了", "This browser cannot use it"),
        DeviceTrouble::Silent => ("没有听到声音", "No sound heard"),
        DeviceTrouble::NotHeard => ("没有听到", "Not heard"),
    };
    say(zh, en)
}

/// What to do about it, the likeliest first.
pub fn remedies(trouble: DeviceTrouble) -> [&'static str; 3] {
    match (trouble, language()) {
        (DeviceTrouble::Denied, Language::Chinese) => [
            "点地址栏左边的设置图标，把摄像头和麦克风改为“允许”。",
            "手机还要在系统设置里，允许浏览器使用摄像头和麦克风。",
            "回到本页，点“再试一次”；还不行就刷新页面。",
        ],
        (DeviceTrouble::Denied, Language::English) => [
            "Open the settings sign left of the address and set camera and microphone to “Allow”.",
            "On a phone, also allow the browser to use them in the system’s settings.",
            "Come back here and press “Try again”; if nothing changes, reload the page.",
        ],
        (DeviceTrouble::Missing, Language::Chinese) => [
            "检查摄像头、耳麦是否插好、打开，镜头盖是否推开。",
            "换一个插口，或者换一台带摄像头和麦克风的手机、电脑。",
            "点“再试一次”。",
        ],
        (DeviceTrouble::Missing, Language::English) => [
            "See that camera and headset are plugged in and switched on, and the lens cover is open.",
            "Use another socket, or another phone or computer that has both.",
            "Press “Try again”.",
        ],
        (DeviceTrouble::Taken, Language::Chinese) => [
            "关掉正在用摄像头、麦克风的软件：会议软件、聊天软件、其他网页。",
            "拔下再插上设备；手机可以退出浏览器再进。",
            "点“再试一次”；还不行就重启设备。",
        ],
        (DeviceTrouble::Taken, Language::English) => [
            "Close other programs that use camera or microphone: meetings, messengers, other pages.",
            "Unplug the device and plug it in again; on a phone, close and reopen the browser.",
            "Press “Try again”; if that fails, restart the device.",
        ],
        (DeviceTrouble::Unsupported, Language::Chinese) => [
            "如果是在聊天软件里打开的，点右上角，选“在浏览器打开”。",
            "把浏览器更新到最新版，或者换 Chrome、Edge、Firefox、Safari。",
            "确认网址以 https 开头。",
        ],
        (DeviceTrouble::Unsupported, Language::English) => [
            "If you opened this inside a messenger, choose “Open in browser” at the top right.",
            "Update the browser, or use Chrome, Edge, Firefox or Safari.",
            "See that the address begins with https.",
        ],
        (DeviceTrouble::Silent, Language::Chinese) => [
            "大声念一遍；手指、手机壳不要挡住手机底部的小孔。",
            "戴着蓝牙耳机的，先取下；耳麦上有静音键的，打开。",
            "关掉正在用麦克风的其他软件，再点“再试一次”。",
        ],
        (DeviceTrouble::Silent, Language::English) => [
            "Say it aloud; keep fingers and the case off the small hole at the phone’s lower edge.",
            "Take off a wireless headset; open the mute switch of a wired one.",
            "Close other programs that use the microphone, then press “Try again”.",
        ],
        (DeviceTrouble::NotHeard, Language::Chinese) => [
            "把音量调大，关掉手机的静音键。",
            "拔下耳机，或者断开蓝牙音箱。",
            "点“再响一次”。",
        ],
        (DeviceTrouble::NotHeard, Language::English) => [
            "Turn the volume up and the phone’s silent switch off.",
            "Unplug headphones, or disconnect a wireless loudspeaker.",
            "Press “Play again”.",
        ],
    }
}
