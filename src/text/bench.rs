//! Words of what the parties ask of the bench, and of its answers: recusal, objections, issues, time to speak, sanctions,
//! the way to a courtroom of bricks.

use hearing::in_person::InPersonGround;
use hearing::objection::{ObjectionGround, ObjectionOutcome};
use hearing::recusal::{Decider, RecusalState};
use hearing::sanction::Sanction;

use super::{Language, language};

super::words! {
    ask_replacement: "以录音录像替代笔录…", "The recording in place of the transcript…";
    ask_replacement_note: "简易程序民事案件，经双方当事人同意；最后由各方对录音录像的完整性校验值签名。", "In a civil case of the simple procedure, if both sides agree; all then sign the integrity value of the recording.";
    withdraw_replacement: "不再以录音录像替代笔录", "Keep the transcript after all";
    replacement_stands: "双方均已同意。闭庭后签名的是录音录像的完整性校验值。", "Both sides have agreed. After the close the integrity value of the recording is signed.";
    replacement_waits: "已征询，尚未得到双方同意；未同意的，照常核对签名笔录。", "Asked, and not agreed to by both sides. Unless they do, the transcript is signed as ever.";
    replacement_asked: "是否同意以录音录像替代笔录", "The recording in place of the transcript?";
    replacement_title: "以庭审录音录像替代庭审笔录", "The recording in place of the transcript";
    replacement_note: "您同意的，闭庭后不再逐行核对笔录，由您对录音录像的完整性校验值签名确认。您也可以不同意，不影响庭审。答复记入笔录，签名开始前可以更改。", "If you agree, you sign the integrity value of the recording after the close, and no lines. You may say no; the hearing goes on all the same. Your answer enters the record and can be changed until signing begins.";
    agree_replacement: "同意", "Agree";
    refuse_replacement: "不同意", "Do not agree";
    requests: "申请…", "Requests…";
    requests_title: "向法庭提出申请", "Ask the court";
    to_the_bench: "当事人申请", "Applications";
    // recusal
    recusal: "申请回避", "Recusal";
    recusals: "回避申请", "Recusal applications";
    recusal_rule: "审判人员等有法定应当回避情形的，可以口头或者书面申请其回避，并说明理由。作出决定前，被申请人暂停参与本案工作，需要采取紧急措施的除外。", "Where the law gives a ground, you may apply for the recusal of a judge or another court officer, orally or in writing, with the reason. Until it is decided that person takes no part in the case, urgent measures apart.";
    recusal_whom: "申请谁回避", "Whose recusal";
    recusal_choose: "请选择", "Choose";
    recusal_reason: "理由（如：是当事人近亲属；与案件有利害关系）", "Reason (for example: near relative of a party; interest in the case)";
    ask_recusal: "提出回避申请", "Apply for recusal";
    withdraw_recusal: "撤回申请", "Withdraw";
    reconsider: "申请复议…", "Ask for reconsideration…";
    reconsider_title: "申请复议", "Reconsideration";
    reconsider_words: "对驳回决定不服的，可以申请复议一次。复议期间，被申请人不停止参与本案工作。", "A refusal may be reconsidered once. Meanwhile that person goes on taking part.";
    no_recusals: "没有回避申请。", "Nobody has applied for recusal.";
    decider: "由谁决定", "Decided by";
    decide_recusal_note: "有决定权的人作出决定后，由您记录在案。作出决定前，建议休庭。", "Record here what the one who decides has decided. Until then, better adjourn.";
    decision_reason: "决定理由（记入笔录）", "Reason of the decision (enters the transcript)";
    grant_recusal: "准予回避…", "Granted…";
    refuse_recusal: "驳回申请", "Refused";
    granted_title: "记录：准予回避", "Record: recusal granted";
    // objections
    object: "异议", "Object";
    object_on: "异议的理由（可不选）", "Ground of the objection (may be left out)";
    object_note: "发问、陈述或者出示方式不当，或者与本案无关的，可以提出异议；法官当庭决定支持或者驳回。", "Object to a question, a statement or a way of presenting that is improper or not relevant; the judge rules at once.";
    withdraw_objection: "撤回异议", "Withdraw objection";
    objection: "异议", "Objection";
    sustain: "支持", "Sustain";
    overrule: "驳回", "Overrule";
    rule_with_reason: "附理由…", "With reason…";
    rule_with_reason_title: "对异议附理由裁断", "Rule with a reason";
    rule_with_reason_words: "结论和理由一并记入笔录。", "The ruling and its reason enter the transcript.";
    // issues
    issues_asked: "请确认争议焦点", "Confirm the issues";
    issues_title: "争议焦点", "Issues in dispute";
    issues_note: "法官归纳的争议焦点如下。确认无误，或者写明您的补充意见。", "The judge has summed up the issues as below. Confirm them, or add what is missing.";
    confirm_issues: "确认无误", "Confirm";
    remark_on_issues: "补充意见", "What you would add";
    send_remark: "提交补充意见", "Send the remark";
    has_confirmed: "已确认", "confirmed";
    not_answered: "待确认", "not yet";
    // the floor
    time_limit: "限时", "Time limit";
    no_limit: "不限时", "No limit";
    time_over: "发言时间已到", "Time is up";
    mute_others: "仅留发言人", "Mute others";
    mute_all_but: "其他人静音", "Mute all others";
    // sanctions
    sanction: "罚款、拘留", "Fine or detention";
    sanction_note: "须经本院院长批准，并作出决定书。批准后在此记录，内容写入笔录；被处罚人可以向上一级人民法院申请复议，复议期间不停止执行。", "Only with the approval of the court’s president, by a written decision. Record it here once it is given; it enters the transcript. The person may apply to the next higher court for reconsideration, which does not stay it.";
    fine_yuan: "罚款（元）", "Fine (yuan)";
    detention_days: "拘留（日，十五日以下）", "Detention (days, 15 at most)";
    approval: "院长批准文号", "Number of the president’s approval";
    facts_and_ground: "事实和理由（写入笔录）", "Facts and ground (enter the transcript)";
    record_sanction: "记录处罚决定…", "Record the decision…";
    issues_later: "稍后再答", "Answer later";
    record_sanction_yes: "记录处罚决定", "Record the decision";
    // in person
    in_person: "转为线下…", "To an in-person hearing…";
    in_person_all: "全案转为线下审理…", "Whole hearing in person…";
    in_person_title: "转为线下审理", "Conversion to in-person";
    in_person_all_words: "休庭，当事人按所填时间、地点到庭；已完成的在线庭审活动具有法律效力。", "The court adjourns and all come in person; what was done online stays valid.";
    in_person_article: "情形（在线诉讼规则第二十一条）", "Ground (Online Litigation Rules, article 21)";
    in_person_place: "到庭地点", "Where to come";
    in_person_when: "到庭时间（可不填，另行通知）", "When (may be left out; will be told)";
    in_person_bring: "告知事项（如：请带证据原件）", "What to tell (for example: bring the originals)";
    in_person_act: "转为线下", "Convert";
    return_online: "恢复在线参加", "Back online";
    return_online_words: "当事人可以重新进入在线法庭。事由记入笔录。", "The person may come into the online courtroom again. The reason enters the transcript.";
    in_person_is: "已转为线下", "Heard in person";
    // elsewhere
    elsewhere: "异地主持庭审…", "Sitting off-site…";
    elsewhere_title: "异地主持庭审", "Off-site presiding";
    elsewhere_note: "在在线法庭之外的其他场所参加庭审，应当先报请本院院长同意（在线诉讼规则第二十四条）。场所和文号写入笔录，事由仅法庭可见。", "To sit outside the court’s online courtroom wants the consent of the president of the court (Online Litigation Rules, article 24). Place and number enter the transcript; only the court sees the reason.";
    elsewhere_place: "所在场所", "Where you sit";
    elsewhere_reason: "特殊情形", "The special circumstances";
    sit_elsewhere: "记入笔录", "Enter it in the transcript";
    sit_in_courtroom: "已回到在线法庭", "Back in the online courtroom";
    // what the person is shown
    come_title: "请您到法院参加庭审", "Please come to the court in person";
    come_words: "法庭已将您的庭审转为线下进行。您的音视频已断开，不是您的设备有问题。", "The court has turned to hearing you in person. Your sound and picture were ended; nothing is wrong with your device.";
    come_where: "地点", "Where";
    come_when: "时间", "When";
    come_later: "时间另行通知，请保持电话畅通。", "You will be told when; please keep your phone on.";
    come_why: "原因", "Why";
    come_told: "法庭告知", "The court tells you";
    come_valid: "您此前在线完成的诉讼行为仍然有效，不用重做。", "What you have done online so far stays valid and need not be repeated.";
    // breaks
    dismiss_reminder: "知道了", "Dismiss";
    court_setting: "本院设置，非法律规定", "A setting of this court, not a rule of law";
    // keys
    keys: "快捷键", "Keyboard";
    keys_title: "快捷键", "Keyboard shortcuts";
    keys_note: "正在输入文字时不起作用。", "They do nothing while you type.";
    keys_on: "启用单键操作", "Single keys work";
    key_next_speaker: "请下一位发言", "Give the floor to the next";
    key_take_floor: "收回发言权", "Withdraw the floor";
    key_mute_others: "仅留发言人的麦克风", "Mute all but the speaker";
    key_mute_all: "全体静音", "Mute all";
    key_sustain: "支持异议", "Sustain the objection";
    key_overrule: "驳回异议", "Overrule the objection";
    key_stage: "下一阶段", "Next stage";
    key_break: "休庭或复庭", "Adjourn or resume";
    key_requests: "当事人申请", "Applications";
    key_orders: "其他庭务", "Orders";
    key_help: "快捷键说明", "This list";
    key_regions: "在各区域之间移动", "Move between the regions";
    key_bar: "到操作栏", "Go to the bar";
}

fn say(zh: &'static str, en: &'static str) -> &'static str {
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

pub fn decided_by(decider: Decider, panel: bool) -> &'static str {
    match decider {
        Decider::PresidingJudge if panel => say("审判长", "Presiding judge"),
        Decider::PresidingJudge => say("独任审判员", "Sole judge"),
        Decider::CourtPresident => say("院长", "President of the court"),
        Decider::JudicialCommittee => say(
            "审判委员会（院长担任审判长或者独任审判员）",
            "Judicial committee (where the president of the court presides)",
        ),
        Decider::ChiefProcurator => say("检察长", "Chief procurator"),
        Decider::Court => say(
            "法庭当庭驳回（不属于法定回避情形，不得申请复议）",
            "The court, at once (no ground of the law; cannot be reconsidered)",
        ),
    }
}

pub fn recusal_state(state: RecusalState) -> &'static str {
    match state {
        RecusalState::Waits => say("待决定", "To be decided"),
        RecusalState::Granted => say("准予回避", "Granted"),
        RecusalState::Refused => say(
            "已驳回，可申请复议一次",
            "Refused; may be reconsidered once",
        ),
        RecusalState::ReconsiderationWaits => say("复议中", "Being reconsidered"),
        RecusalState::RefusedFinally => say("复议后驳回", "Refused again; final"),
        RecusalState::Withdrawn => say("已撤回", "Withdrawn"),
    }
}

pub fn objection_ground(ground: ObjectionGround) -> &'static str {
    match ground {
        ObjectionGround::Leading => say("诱导性发问", "Leading question"),
        ObjectionGround::Irrelevant => say("与本案无关", "Not relevant"),
        ObjectionGround::Threatening => say("威胁、误导", "Threatening or misleading"),
        ObjectionGround::Demeaning => say("损害人格尊严", "Against human dignity"),
        ObjectionGround::Procedure => say("程序不当", "Improper procedure"),
    }
}

pub fn objection_outcome(outcome: ObjectionOutcome) -> &'static str {
    match outcome {
        ObjectionOutcome::Sustained => say("异议成立", "Objection sustained"),
        ObjectionOutcome::Overruled => say("异议不成立，驳回", "Objection overruled"),
        ObjectionOutcome::Withdrawn => say("已撤回异议", "Objection withdrawn"),
        ObjectionOutcome::Lapsed => say("异议未作处理", "Objection not ruled on"),
    }
}

/// R12 21
pub fn in_person_ground(ground: InPersonGround) -> &'static str {
    match ground {
        InPersonGround::NotAgreed => say(
            "各方均不同意，或一方不同意且有正当理由",
            "Not agreed, or refused by one side with good reason",
        ),
        InPersonGround::NoMeans => say(
            "不具备参与在线庭审的技术条件和能力",
            "No means or ability to take part online",
        ),
        InPersonGround::OnSite => say(
            "需要现场查明身份、核对原件、查验实物",
            "Identity, originals or objects to be checked on site",
        ),
        InPersonGround::Complex => say(
            "案件疑难复杂、证据繁多，不宜在线",
            "Complex case or much evidence",
        ),
        InPersonGround::StateSecrets => say("涉及国家安全、国家秘密", "State security or secrets"),
        InPersonGround::PublicConcern => {
            say("有重大社会影响，受到广泛关注", "Of great public concern")
        }
        InPersonGround::Other => say("其他不宜在线庭审的情形", "Another reason"),
    }
}

pub fn sanction_is(sanction: Sanction) -> String {
    match (language(), sanction) {
        (Language::Chinese, Sanction::Fine { yuan }) => format!("罚款{yuan}元"),
        (Language::Chinese, Sanction::Detention { days }) => format!("拘留{days}日"),
        (Language::English, Sanction::Fine { yuan }) => format!("a fine of {yuan} yuan"),
        (Language::English, Sanction::Detention { days }) => format!("detention of {days} days"),
    }
}

/// What the second step says before it is done.
pub fn sanction_words(name: &str, sanction: Sanction, approval: &str) -> String {
    let what = sanction_is(sanction);
    match language() {
        Language::Chinese => format!(
            "记录：经院长批准（{approval}），对{name}{what}。写入笔录和庭审日志，不能撤销。"
        ),
        Language::English => format!(
            "Record {what} for {name}, approved by the president ({approval}). It enters transcript and log and cannot be taken back."
        ),
    }
}

pub fn highest_fine(yuan: u32) -> String {
    match language() {
        Language::Chinese => format!("对个人的罚款，最高{yuan}元"),
        Language::English => format!("For a person, {yuan} yuan at most"),
    }
}

/// 林知远申请顾澄回避
pub fn asks_recusal(by: &str, whom: &str) -> String {
    match language() {
        Language::Chinese => format!("{by}申请{whom}回避"),
        Language::English => format!("{by} applies for the recusal of {whom}"),
    }
}

pub fn granted_words(whom: &str) -> String {
    match language() {
        Language::Chinese => format!("{whom}退出本案审理或者相应工作。请随即休庭，另行指定人员。"),
        Language::English => format!(
            "{whom} takes no further part. Adjourn at once; somebody else is to be appointed."
        ),
    }
}

pub fn open_requests(count: usize) -> String {
    match language() {
        Language::Chinese => format!("回避申请 {count} 件"),
        Language::English => format!("Recusal: {count}"),
    }
}

/// `ground` may be empty.
pub fn objects(who: &str, ground: Option<ObjectionGround>) -> String {
    match (language(), ground.map(objection_ground)) {
        (Language::Chinese, Some(ground)) => format!("{who}提出异议：{ground}"),
        (Language::Chinese, None) => format!("{who}提出异议"),
        (Language::English, Some(ground)) => format!("{who} objects: {}", ground.to_lowercase()),
        (Language::English, None) => format!("{who} objects"),
    }
}

pub fn confirmed_of(confirmed: usize, asked: usize) -> String {
    match language() {
        Language::Chinese => format!("{confirmed}／{asked} 已答复"),
        Language::English => format!("{confirmed} of {asked} answered"),
    }
}

pub fn minutes(minutes: u16) -> String {
    match language() {
        Language::Chinese => format!("{minutes} 分钟"),
        Language::English => format!("{minutes} min"),
    }
}

pub fn time_left(clock: &str) -> String {
    match language() {
        Language::Chinese => format!("还剩 {clock}"),
        Language::English => format!("{clock} left"),
    }
}

pub fn sits_for(minutes: u64) -> String {
    match language() {
        Language::Chinese => format!("已连续开庭 {minutes} 分钟"),
        Language::English => format!("In session for {minutes} minutes"),
    }
}

pub fn in_person_words(name: &str) -> String {
    match language() {
        Language::Chinese => format!(
            "{name}的席位转到候审区，页面告知其时间、地点；其他人继续在线庭审。已完成的在线庭审活动具有法律效力。"
        ),
        Language::English => format!(
            "{name} leaves the room and is shown where and when to come; the others go on online. What was done online stays valid."
        ),
    }
}

pub fn record_as(kind: &str) -> String {
    match language() {
        Language::Chinese => format!("本次制作{kind}"),
        Language::English => format!("Keep it as: {kind}"),
    }
}

pub fn record_now(kind: &str, panel: bool) -> String {
    match (language(), panel) {
        (Language::Chinese, false) => {
            format!("现为{kind}。宣布开庭前可以更改；调解、证据交换不设旁听。")
        }
        (Language::Chinese, true) => {
            format!("现为{kind}。合议不公开：只有合议庭和书记员能进入和阅看，不录音录像。")
        }
        (Language::English, false) => format!(
            "It is now: {kind}. It can be changed before the opening; of mediation and exchange nobody is the audience."
        ),
        (Language::English, true) => format!(
            "It is now: {kind}. Deliberation is secret: the panel and its clerk alone come in and read it, and it is not recorded."
        ),
    }
}
