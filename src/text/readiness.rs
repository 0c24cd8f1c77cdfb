//! Words of the readiness board.

use hearing::check_in::{CheckInStep, SuitabilityBar};
use hearing::on_file::AgainstFile;
use hearing::{Lack, Millis, OpenThing};

use super::check_in::short_time;
use super::{Language, language, terms};
use crate::readiness::{Gallery, Ground};

super::words! {
    show_code: "显示庭审码和二维码", "Show code and QR picture";
    code: "庭审码", "Hearing code";
    entry_authority: "代理权限", "Authority";
    no_authority: "代理权限未填", "authority not stated";
    says_relative: "自称近亲属", "says: close relative of a party";
    paper_to_come: "委托书交纸质件", "paper to be handed in";
    authority_paper: "下载委托书", "Download the paper";
    title: "庭前准备", "Readiness";
    skip: "跳到席位表", "Skip to the seats";
    stages: "庭审阶段", "Stages of the hearing";
    now_label: "现在", "Now";
    next_label: "接下来", "Next";
    calls_you: "找您", "Calling you";
    all_ready: "各席位就绪", "Every seat is ready";
    board: "各席位准备情况", "Readiness of every seat";
    seat: "席位", "Seat";
    identity: "核对身份", "Identity";
    attends: "参加方式", "Attends";
    rules: "纪律声明", "Rules";
    place: "出庭场所", "Place";
    equipment: "设备", "Equipment";
    state: "现在", "Now";
    nothing: "—", "—";
    not_stated: "未填", "Not stated";
    taken_over: "已换设备", "Another device";
    to_be_verified: "待核对", "To be verified";
    identity_checked: "已核对", "Checked";
    verified_offline: "线下核实", "In person";
    online: "同意在线", "Online";
    not_chosen: "未选", "Not chosen";
    rules_read: "已读", "Read";
    no_declaration: "未作声明", "Not declared";
    no_undertaking: "未签保证书", "No undertaking";
    undertaking: "保证书", "Undertaking";
    alone: "一人", "Alone";
    not_quiet: "不安静", "Not quiet";
    to_permit: "待准许", "to be allowed";
    permitted: "已准许", "allowed";
    not_permitted: "未准许", "not allowed";
    permit: "准许", "Allow";
    forbid: "不准许", "Do not allow";
    all_work: "都可用", "All work";
    devices_work: "设备可用", "Devices work";
    nothing_tested: "都未检测", "Nothing tested";
    fails: "检测时不可用", "failed the test";
    not_tested: "未检测", "not tested";
    never_here: "未到", "Not here";
    waiting: "候审", "Waiting";
    on_call: "候传", "On call";
    in_courtroom: "已入庭", "In the courtroom";
    in_gallery: "旁听席", "In the gallery";
    elsewhere: "在其他室", "In another room";
    lost: "断线", "Line lost";
    removed: "已责令退出", "Removed";
    here: "在线", "Online now";
    admit: "准许入庭", "Admit";
    admit_gallery: "准许旁听", "Admit to the gallery";
    verify: "核对身份", "Check identity";
    verify_offline: "线下核实", "Verified in person";
    answer_help: "已处理", "Answered";
    wants_help: "请书记员帮忙", "Asks for help";
    look_at: "看填报内容", "See the entry";
    entry_name: "填报", "Entered";
    entry_document: "证件", "Document";
    entry_place: "场所", "Place";
    entry_note: "身份", "Standing";
    entry_needs: "需要", "Needs";
    entry_bars: "不适宜", "Bars";
    entry_case: "比对", "Case file";
    enter_document: "录入案卷所载证件", "Enter the document on file";
    enter_document_words: "只留末四位，本人看不到；他填的将与此比对。", "Only the last four are kept, and the person does not see them; what is entered is compared with them.";
    file_number: "证件号码（全部或末四位）", "Number (all of it, or the last four)";
    not_as_on_file: "与案卷不一致", "not as on file";
    enter_document_yes: "录入", "Enter it";
    verify_ask: "请他把证件举到镜头前，看人、证件、填报三处是否一致。", "Ask for the document before the camera. Do person, document and entry agree?";
    verify_note: "记入：核对人、方式、时间。画面不保存，不做人脸识别。", "On record: who verified, how and when. No picture is kept; no face recognition.";
    report: "庭前报告", "Report";
    report_note: "供您口头报告，这句话不记入；按下后，报告人和时间记入庭审日志。", "For you to say aloud; the sentence is not kept. The log takes who reported and when.";
    report_ready: "报告庭前准备就绪", "Report ready";
    report_open_title: "还有事项没有办完，现在就报告吗？", "Some things are open. Report all the same?";
    report_open_words: "现在也可以报告，开庭前可以撤回；谁在什么时候报告、撤回，记入庭审日志。", "You may report all the same, and take it back until the hearing opens; the log takes who did which, and when.";
    report_open_list: "还没有办完的事项", "What is open";
    withdraw_ready: "撤回就绪报告", "Take the report back";
    report_not_yet: "先去处理", "Not yet";
    report_anyway: "仍然报告就绪", "Report all the same";
    to_courtroom: "进入法庭", "To the courtroom";
    own_devices: "设备检测", "Devices";
    docket: "庭审日程", "Hearings";
    announce_delay: "推迟开庭", "Delay the hearing";
    delay_words: "候审的各方会马上看到新的时间和理由。", "Everybody who waits sees the new time and the reason at once.";
    delay_until: "大约几点开庭（北京时间）", "About what time (Beijing time)";
    delay_yes: "通知各方", "Tell everybody";
    acts: "操作", "Acts";
    checked_in: "签到", "Checked in";
    gallery: "旁听", "Gallery";
    gallery_rule: "证人、鉴定人不得旁听", "No witness or expert may watch";
    gallery_open: "待核对：旁听人员中有无证人、鉴定人", "To check: is a witness or expert among the observers?";
    gallery_checked: "旁听人员中无证人、鉴定人", "No witness or expert is among the observers";
    confirm_gallery: "确认无证人、鉴定人", "Confirm: none among them";
    strip: "庭前", "Ready";
    open_board: "看准备表", "The board";
    line_lost: "断线", "line lost";
    calls_clerk: "叫书记员", "Calling the clerk";
    come_to_call: "到准备表去看他", "To this person on the board";
    calls_for_help: "叫书记员", "calls for help";
    refuses: "不同意在线", "refuses online";
    needs_not_stated: "未说明是否需要帮助", "has not said what help is needed";
    needs_nothing: "不需要帮助", "no help needed";
    unsuitable_waits: "说明不便在线，待法官审查", "named what speaks against online: for the judge to consider";
    consider: "审查是否在线", "Consider";
    consider_title: "是否在线进行？", "Go on online?";
    consider_answer: "继续在线进行", "Go on online";
    consider_reason: "在线进行的理由（告知本人，记入庭审日志）", "Why online (told to the person; in the log)";
    other_waits: "有他人在场，待准许", "somebody else there, to be allowed";
    other_refused: "在场的人未获准许", "somebody there who is not allowed";
    in_person: "转为线下审理", "to be heard in person";
    clash: "旁听人员与证人、鉴定人重名，请核实", "An observer shares a name with a witness or expert: check";
}

/// R2: how what somebody entered stands to the case file.
pub fn against_file(against: AgainstFile) -> &'static str {
    let (zh, en) = match against {
        AgainstFile::Agrees => ("姓名、证件末四位与案卷一致", "name and number match"),
        AgainstFile::NothingOnFile => (
            "姓名与案卷一致；案卷未载证件",
            "the name matches; no document on file",
        ),
        AgainstFile::OtherDocument => (
            "姓名与案卷一致；证件种类不同",
            "the name matches; another kind of document",
        ),
        AgainstFile::Differs => ("证件末四位与案卷不一致", "the number differs"),
    };
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// What the case file has, after how the entry stands to it.
pub fn file_has(document: &str, last_four: &str) -> String {
    match language() {
        Language::Chinese => format!("（案卷：{document} …{last_four}）"),
        Language::English => format!(" (on file: {document} …{last_four})"),
    }
}

/// R85: of an observer for whom there is no seat yet.
pub fn in_queue(n: u16) -> String {
    match language() {
        Language::Chinese => format!("旁听候补第{n}位"),
        Language::English => format!("number {n} in the gallery’s queue"),
    }
}

pub fn next_report(panel: bool) -> &'static str {
    match (language(), panel) {
        (Language::Chinese, false) => "报告审判员",
        (Language::Chinese, true) => "报告审判长",
        (Language::English, false) => "Report to the judge",
        (Language::English, true) => "Report to the presiding judge",
    }
}

pub fn admit_all(n: usize) -> String {
    match language() {
        Language::Chinese => format!("准许入庭（{n}人）"),
        Language::English => format!("Admit all ready ({n})"),
    }
}

pub fn things_open(n: usize) -> String {
    match (language(), n) {
        (Language::Chinese, _) => format!("{n} 项要处理"),
        (Language::English, 1) => "1 thing open".to_owned(),
        (Language::English, _) => format!("{n} things open"),
    }
}

pub fn ready_of(ready: usize, all: usize) -> String {
    match language() {
        Language::Chinese => format!("{ready}/{all} 席就绪"),
        Language::English => format!("{ready}/{all} ready"),
    }
}

/// How many seats the strip names: as many as its line has room for.
pub fn named_in_strip() -> usize {
    match language() {
        Language::Chinese => 2,
        Language::English => 1,
    }
}

/// What a seat lacks, in a few words after its name.
pub fn lack(lack: Lack) -> String {
    match lack {
        Lack::Help => calls_for_help().to_owned(),
        Lack::NeverHere => never_here().to_owned(),
        Lack::LineLost => line_lost().to_owned(),
        Lack::Step(step) => at_step(step),
        Lack::Refuses => refuses().to_owned(),
        Lack::Unsuitable => unsuitable_waits().to_owned(),
        Lack::Doubt => super::waiting::differs().to_owned(),
        Lack::Unverified => to_be_verified().to_owned(),
        Lack::OtherPerson => other_waits().to_owned(),
        Lack::OtherRefused => other_refused().to_owned(),
        Lack::HeardInPerson => in_person().to_owned(),
    }
}

/// What a time means, before it is sent.
pub fn delayed_to(day: &str, time: &str) -> String {
    match language() {
        Language::Chinese => format!("推迟到{day}{time}"),
        Language::English => format!("Delayed to {day}, {time}"),
    }
}

/// One thing that is open, by itself.
pub fn open_thing(thing: &OpenThing) -> String {
    match thing {
        OpenThing::Of(name, what) => match language() {
            Language::Chinese => format!("{name}：{}", lack(*what)),
            Language::English => format!("{name}: {}", lack(*what)),
        },
        OpenThing::Gallery => gallery_open().to_owned(),
        OpenThing::GalleryClash => clash().to_owned(),
    }
}

/// One line of what the report rests on.
pub fn ground(ground: Ground) -> String {
    match (ground, language()) {
        (Ground::Verified(n, all), Language::Chinese) => format!("身份已核对 {n}/{all} 人"),
        (Ground::Verified(n, all), Language::English) => format!("{n} of {all} persons verified"),
        (Ground::Agreed(n, all), Language::Chinese) => format!("同意在线开庭 {n}/{all} 人"),
        (Ground::Agreed(n, all), Language::English) => format!("{n} of {all} agree to online"),
        (Ground::Others(n, all), Language::Chinese) => format!("在场他人 {all} 名，准许 {n} 名"),
        (Ground::Others(n, all), Language::English) => {
            format!("Others present: {all}, of whom {n} allowed")
        }
        (Ground::Gallery(Gallery::Checked), _) => gallery_checked().to_owned(),
        (Ground::Gallery(Gallery::Unchecked), _) => gallery_open().to_owned(),
        (Ground::Gallery(Gallery::Clash), _) => clash().to_owned(),
    }
}

pub fn deal_with(name: &str) -> String {
    match language() {
        Language::Chinese => format!("处理{name}的事项"),
        Language::English => format!("Attend to {name}"),
    }
}

pub fn at_step(step: CheckInStep) -> String {
    let step = terms::check_in_step(step);
    match language() {
        Language::Chinese => format!("正在填：{step}"),
        Language::English => format!("At: {step}"),
    }
}

pub fn rules_so_far(n: usize, all: usize) -> String {
    match language() {
        Language::Chinese => format!("已读{n}/{all}条"),
        Language::English => format!("{n} of {all} read"),
    }
}

/// Of rights and consequences.
pub fn rights_so_far(n: usize, all: usize) -> String {
    match language() {
        Language::Chinese => format!("权利义务和后果已读{n}/{all}条"),
        Language::English => format!("Rights and consequences: {n} of {all} read"),
    }
}

pub fn refuses_stages(stages: &[&str]) -> String {
    match language() {
        Language::Chinese => format!("不同意：{}", stages.join("、")),
        Language::English => format!("Refuses: {}", stages.join(", ")),
    }
}

pub fn reported_at(at: Millis) -> String {
    let time = short_time(at);
    match language() {
        Language::Chinese => format!("{time} 已报告就绪"),
        Language::English => format!("Reported ready at {time}"),
    }
}

/// What has become open again since stands beside it.
pub fn reported_and_open(at: Millis, n: usize) -> String {
    format!("{} · {}", reported_at(at), things_open(n))
}

pub fn reported_of(at: Millis, ready: usize, all: usize) -> String {
    format!("{} · {}", reported_at(at), ready_of(ready, all))
}

/// After the report: what the paper shows is how it stands now.
pub fn reported_note(at: Millis) -> String {
    let time = short_time(at);
    match language() {
        Language::Chinese => {
            format!("{time} 已报告，报告人和时间在庭审日志里。上面是此刻的情况，没有记入。")
        }
        Language::English => {
            format!(
                "Reported at {time}; the log has who and when. Above is how it stands now, which is not kept."
            )
        }
    }
}

/// The sentence to report with: who is here, who is on call, who is missing.
pub fn report_sentence(
    panel: bool,
    present: &[String],
    on_call: usize,
    gallery_checked: bool,
    missing: &[String],
) -> String {
    match language() {
        Language::Chinese => {
            let mut text = format!("报告{}，", terms::presiding(panel));
            if present.is_empty() {
                text.push_str("各方均未到庭");
            } else {
                text.push_str(&format!("{}已到庭", present.join("、")));
            }
            if on_call > 0 {
                text.push_str(&format!("，{on_call}人在候审室候传"));
            }
            if gallery_checked {
                text.push_str("，旁听人员中无证人、鉴定人");
            }
            if missing.is_empty() {
                text.push_str("，庭前准备就绪。");
            } else {
                text.push_str(&format!("；{}未就绪。", missing.join("、")));
            }
            text
        }
        Language::English => {
            let here = if present.is_empty() {
                "nobody is present yet".to_owned()
            } else {
                format!("present: {}", present.join(", "))
            };
            let call = if on_call > 0 {
                format!("; on call in the witness room: {on_call}")
            } else {
                String::new()
            };
            let gallery = if gallery_checked {
                "; no witness or expert is among the observers"
            } else {
                ""
            };
            let end = if missing.is_empty() {
                ". All is ready.".to_owned()
            } else {
                format!(". Not ready: {}.", missing.join(", "))
            };
            format!("Your Honour, {here}{call}{gallery}{end}")
        }
    }
}

/// What the judge reads before he says why somebody is heard online all the same (R12 21).
pub fn consider_words(name: &str, bars: &[SuitabilityBar]) -> String {
    let bars: Vec<_> = bars.iter().map(|b| terms::suitability_bar(*b)).collect();
    match language() {
        Language::Chinese => format!(
            "{name}说明：{}。不宜在线的，到法庭在其席位上选“转为线下审理”。",
            bars.join("；")
        ),
        Language::English => format!(
            "{name} named: {}. Where online will not do, turn to hearing this person in person: at the seat, in the courtroom.",
            bars.join("; ")
        ),
    }
}

/// A reason to begin with, for the judge to change.
pub fn consider_suggestion(bars: &[SuitabilityBar]) -> &'static str {
    let (zh, en) = match bars {
        [SuitabilityBar::NoDevice] => (
            "经检测，设备和网络可以进行在线庭审",
            "The device check shows that device and network will do",
        ),
        [SuitabilityBar::CannotUseIt] => (
            "已安排书记员全程协助操作，可以在线进行",
            "The clerk will help throughout",
        ),
        [SuitabilityBar::NeedsOriginalOnSite] => (
            "原件另行安排线下核对，其他环节可以在线进行",
            "Originals will be compared in person; the rest can go on online",
        ),
        [SuitabilityBar::DisabilityOrAge] => (
            "已提供所需协助，可以在线进行",
            "The help that is needed is provided",
        ),
        [SuitabilityBar::OtherReason] | [] | [_, _, ..] => ("", ""),
    };
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

pub fn considered(reason: &str) -> String {
    match language() {
        Language::Chinese => format!("在线进行：{reason}"),
        Language::English => format!("Online: {reason}"),
    }
}
