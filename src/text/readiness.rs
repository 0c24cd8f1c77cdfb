//! Words of the readiness board.

use hearing::{Millis, check_in::CheckInStep};

use super::check_in::short_time;
use super::{Language, language, terms};

super::words! {
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
    taken_over: "已换设备进入，请重新核对", "Now on another device: check again";
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
    fails: "不可用", "fails";
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
    matter_in_hand: "填报内容", "The entry";
    entry_name: "填报", "Entered";
    entry_document: "证件", "Document";
    entry_place: "场所", "Place";
    entry_note: "身份", "Standing";
    entry_needs: "需要", "Needs";
    entry_bars: "不适宜", "Bars";
    entry_case: "比对", "Case file";
    entry_matches: "姓名与案卷一致", "the name matches";
    verify_ask: "请把填报内容与案卷登记的身份信息核对；不一致的不要点“核对身份”，联系本人或线下核实。", "Does the entry agree with the identity in the case file? If not, do not press “Check identity”: call the person or verify in person.";
    verify_note: "记入：核对人、方式、时间。不做人脸识别。", "On record: who verified, how and when. No face recognition.";
    report: "庭前报告", "Report";
    report_note: "报告后记入庭审日志", "Enters the hearing log when given";
    report_ready: "报告庭前准备就绪", "Report ready";
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
    no_clash: "旁听人员与证人、鉴定人无重名", "No observer shares a name with a witness or expert";
    clash: "旁听人员与证人、鉴定人重名，请核实", "An observer shares a name with a witness or expert: check";
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

pub fn still_open(n: usize) -> String {
    match (language(), n) {
        (Language::Chinese, _) => format!("{n} 席未就绪"),
        (Language::English, 1) => "1 seat not ready".to_owned(),
        (Language::English, _) => format!("{n} seats not ready"),
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

/// The sentence that goes on record: who is here, who is on call, who is missing.
pub fn report_sentence(
    panel: bool,
    present: &[String],
    on_call: usize,
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
            let end = if missing.is_empty() {
                ". All is ready.".to_owned()
            } else {
                format!(". Not ready: {}.", missing.join(", "))
            };
            format!("Your Honour, {here}{call}{end}")
        }
    }
}
