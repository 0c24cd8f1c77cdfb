//! Words of the exhibit list and what surrounds the examination: late, original, chain, undertaking, matrix.

use hearing::chain::{ChainFactor, ChainStage};
use hearing::late::{LateAfter, LateOutcome};
use hearing::original::{DemandReason, OriginalGround};

use super::{Language, language};

super::words! {
    ordinal: "序号", "No.";
    copies: "份数", "Copies";
    find: "查找编号、名称、来源或证明对象", "Find number, title, source or purpose";
    by_side: "提交方", "Filed by";
    by_state: "状态", "State";
    order: "排序", "Order";
    every_side: "各方", "Everybody";
    every_state: "全部", "All";
    state_open: "待质证", "To be examined";
    state_examined: "已质证", "Examined";
    state_admitted: "采信", "Admitted";
    state_rejected: "不予采信", "Not admitted";
    state_late: "逾期", "Late";
    state_original: "原件待核对", "Original to check";
    state_withdrawn: "已撤回", "Withdrawn";
    order_law: "质证顺序", "Order of examination";
    order_newest: "最新提交", "Newest first";
    order_title: "名称", "Title";
    order_kind: "类别", "Kind";
    nothing_found: "没有符合条件的证据。", "No exhibit fits.";
    show_all: "显示全部", "Show all";

    late: "逾期", "Late";
    late_evidence: "逾期举证", "Late evidence";
    late_reason: "逾期理由", "Why it comes late";
    late_reason_note: "举证期限已过或已经开庭，须说明理由，由法庭决定是否采纳。", "The court’s time has passed, or the hearing has begun. Say why it comes now; the court decides whether to allow it.";
    late_undecided: "待法庭决定", "For the court to decide";
    late_rule: "决定…", "Decide…";
    late_rule_title: "就逾期举证作出决定", "Decide on late evidence";
    late_rule_words: "采纳后才能出示和质证。决定记入庭审笔录，各方可见。", "Only what is allowed can be shown and examined. The decision enters the transcript; the parties see it.";
    late_answer: "答复…", "Answer…";
    late_answer_title: "对逾期举证发表意见", "Answer to the late evidence";
    late_answer_words: "您的意见记入庭审笔录，各方可见。", "What you say enters the transcript; the parties see it.";
    record_answer: "记录意见", "Record it";
    outcome: "结果", "Outcome";
    answer_time: "给对方的答复时间", "Time for the other side";
    at_once: "当庭答复", "Heard at once";
    record_decision: "记录决定", "Record the decision";
    deadline: "举证期限", "Evidence due";
    set_deadline: "设定举证期限…", "Set the time for evidence…";
    deadline_title: "设定举证期限", "Set the time for evidence";
    deadline_words: "期限过后提交的证据标记为逾期，须说明理由。各方可见。", "What is filed after it is marked late and needs a reason. The parties see it.";
    deadline_save: "设定", "Set it";
    no_deadline: "未设定", "not set";

    original_how: "认定依据", "On what ground";
    original_how_ask: "按其他依据认定…", "On another ground…";
    original_how_words: "依据《人民法院在线诉讼规则》第十三条、《最高人民法院关于民事诉讼证据的若干规定》第六十一条。", "Under article 13 of the Online Litigation Rules and article 61 of the Evidence Provisions.";
    original_request: "申请提供原件…", "Ask for the original…";
    original_request_title: "申请对方提供原件、原物", "Ask the other side for the original";
    original_request_words: "请说明与原件、原物不一致的理由和依据。申请记入庭审笔录，由法庭决定。", "Say why and on what basis it differs from the original. The request enters the transcript; the court decides.";
    original_request_send: "提出申请", "Ask";
    original_requested: "申请提供原件", "Original asked for";
    original_rule: "要求提供原件…", "Rule on the original…";
    original_rule_title: "就提供原件、原物作出决定", "Rule on the original";
    original_rule_words: "依据《人民法院在线诉讼规则》第十二条。决定记入庭审笔录，各方可见。", "Under article 12 of the Online Litigation Rules. The ruling enters the transcript; the parties see it.";
    demand: "要求提供原件、原物", "The original is demanded";
    no_demand: "不要求提供原件、原物", "The original is not demanded";
    further: "补充说明", "Further words";
    due_by: "提供期限", "To be brought by";
    no_date: "不设期限", "No date";
    with_date: "设期限", "By a date";

    chain: "区块链存证", "Blockchain record";
    chain_state: "填写存证信息…", "State the chain record…";
    chain_state_title: "填写区块链存证信息", "State the blockchain record";
    chain_state_words: "按存证平台出具的信息填写。核验前可以修改。", "As the platform states it. You can change it until it has been compared.";
    chain_platform: "存证平台", "Platform";
    chain_number: "存证编号或交易哈希", "Evidence number or transaction";
    chain_stored: "上链时间", "Stored at";
    chain_check: "核验结果", "Result of the check";
    chain_unchecked: "尚未核验", "Not compared yet";
    chain_record_check: "记录核验结果…", "Record the check…";
    chain_check_title: "记录区块链存证的核验结果", "Record the check of the chain record";
    chain_check_words: "记录由谁、在哪里核验。核验一致只推定上链后未篡改，上链前的真实性另行审查。", "Say where and how it was compared. Agreement presumes no change after storage; what was before it is examined apart.";
    chain_how: "核验方式", "Where and how";
    chain_agrees: "推定上链后未篡改", "Presumed unchanged after storage";
    chain_agrees_note: "有相反证据足以推翻的除外；上链前的真实性另行审查。", "Unless rebutted; whether it was true before storage is examined apart.";
    chain_differs: "核验不一致", "Does not agree";
    chain_agrees_choice: "核验一致", "Agrees";
    chain_dispute: "提出异议…", "Dispute it…";
    chain_dispute_title: "对区块链存证提出异议", "Dispute the blockchain record";
    chain_dispute_words: "请说明理由或者提供证据。异议记入庭审笔录，由法庭审查。", "Give reasons or evidence. The dispute enters the transcript; the court examines it.";
    chain_about: "异议针对", "What is disputed";
    chain_factors: "认为有问题的方面", "Where the trouble lies";
    chain_record_dispute: "提出异议", "Dispute it";
    chain_no_dispute: "各方未提异议", "Nobody disputes it";
    save: "保存", "Save";

    oral: "代录口头意见…", "Write down an oral opinion…";
    oral_title: "代录口头质证意见", "Write down an oral opinion";
    oral_words: "按当事人当庭口头陈述记录，笔录中注明由书记员代录。", "As the party says it aloud. The transcript says that the clerk wrote it down.";
    oral_of: "陈述人", "Who says it";
    oral_mark: "书记员据口头陈述记录", "written down by the clerk as said aloud";

    alternative: "文字说明", "Text description";
    alternative_note: "写清图片里有什么、有哪些文字，供看不到图片的人使用。", "Say what the picture shows and the words in it, for those who cannot see it.";
    alternative_missing: "没有文字说明", "No text description";
    alternative_by: "由提交人填写，不是证据本身。朗读只在您的设备上播放。", "Written by who filed it, and not the exhibit itself. It is read aloud on your device only.";
    alternative_edit: "修改文字说明…", "Edit the description…";
    alternative_title: "文字说明", "Text description";
    alternative_words: "开庭前可以修改。朗读软件会读出这段文字。", "You can change it until the hearing opens. Screen readers read it out.";

    undertaking: "保密承诺书", "Confidentiality undertaking";
    undertaking_needed: "查看“仅代理人与专家”的证据前，须签署保密承诺书。", "Before you open an exhibit for counsel and experts only, sign the confidentiality undertaking.";
    undertaking_sign: "签署保密承诺书…", "Sign the undertaking…";
    undertaking_name: "签名（与登记姓名一致）", "Your name, as registered";
    undertaking_yes: "签署", "Sign";
    undertaking_words: "签署记录和时间随案保存。", "The signature and its time are kept with the case.";

    matrix: "质证总表", "Matrix of opinions";
    matrix_caption: "每件证据，各方对三性和证明目的的意见", "Every exhibit, each side’s opinion on its three properties and its purpose";
    matrix_hint: "用方向键在格子间移动，回车打开该件证据。", "Arrow keys move between cells; Enter opens the exhibit.";
    matrix_own: "提交方", "Filed it";
    matrix_none: "未质证", "Not examined";
    matrix_out: "不质证", "Not examined: withdrawn or not allowed";
    matrix_item: "证据", "Exhibit";
    matrix_original: "原件", "Original";
    matrix_ruling: "认证", "Ruling";
    next_up: "建议顺序", "Next by the law’s order";
    all_heard: "各方均已质证", "Everybody has been heard";

    receipt: "收据", "Receipt";
}

fn say(zh: &'static str, en: &'static str) -> &'static str {
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

pub fn copies_of(count: u16) -> String {
    match (language(), count) {
        (Language::Chinese, n) => format!("{n} 份"),
        (Language::English, 1) => "1 copy".to_owned(),
        (Language::English, n) => format!("{n} copies"),
    }
}

pub fn shown_of(shown: usize, all: usize) -> String {
    match language() {
        Language::Chinese => format!("显示 {shown}／{all} 件"),
        Language::English => format!("{shown} of {all} shown"),
    }
}

pub fn late_after(after: LateAfter) -> &'static str {
    match after {
        LateAfter::Deadline => say("举证期限届满后提交", "Filed after the court’s time"),
        LateAfter::Opening => say("开庭后提交", "Filed after the opening"),
    }
}

pub fn late_outcome(outcome: LateOutcome) -> &'static str {
    match outcome {
        LateOutcome::Admitted => say("采纳", "Allowed"),
        LateOutcome::AdmittedWithAdmonition => say("采纳并训诫", "Allowed, with admonition"),
        LateOutcome::NotAdmitted => say("不予采纳", "Not allowed"),
    }
}

pub fn answer_until(when: &str) -> String {
    match language() {
        Language::Chinese => format!("对方在 {when} 前答复"),
        Language::English => format!("The other side answers by {when}"),
    }
}

pub fn original_until(when: &str) -> String {
    match language() {
        Language::Chinese => format!("{when} 前提供"),
        Language::English => format!("by {when}"),
    }
}

pub fn original_ground(ground: OriginalGround) -> &'static str {
    match ground {
        OriginalGround::NotDisputed => say("对方未提出异议", "The other side does not dispute it"),
        OriginalGround::Notarised => say("经公证机构公证", "Notarised when it was made"),
        OriginalGround::ConfirmedBefore => say(
            "在先前诉讼中提交并经确认",
            "Confirmed in an earlier proceeding",
        ),
        OriginalGround::Compared => say("与原件、原物比对一致", "Compared with the original"),
        OriginalGround::OtherProof => say("有其他证据证明一致", "Other evidence proves it"),
        OriginalGround::CopyPermitted => say(
            "出示原件、原物确有困难，准许出示复制件、复制品",
            "Producing it is too hard; a copy is permitted",
        ),
        OriginalGround::OriginalGone => say(
            "原件、原物已不存在，有证据证明一致",
            "The original is gone; evidence proves the copy",
        ),
    }
}

pub fn demand_reason(why: DemandReason) -> &'static str {
    match why {
        DemandReason::Disputed => say(
            "对方认为与原件、原物不一致，并提出合理理由和依据",
            "The other side disputes it with reason and basis",
        ),
        DemandReason::Unclear => say(
            "呈现不完整、内容不清晰、格式不规范",
            "Incomplete, unclear, or in the wrong form",
        ),
        DemandReason::FileRules => {
            say("卷宗、档案管理规定要求", "The rules on court files want it")
        }
        DemandReason::CourtWants => say("法院认为有必要", "The court finds it necessary"),
    }
}

pub fn chain_stage(stage: ChainStage) -> &'static str {
    match stage {
        ChainStage::BeforeStorage => say(
            "上链存储前已不具备真实性",
            "It was not authentic before storage",
        ),
        ChainStage::AfterStorage => say("上链后的数据", "The data after storage"),
    }
}

pub fn chain_factor(factor: ChainFactor) -> &'static str {
    match factor {
        ChainFactor::Service => say(
            "平台是否符合提供存证服务的规定",
            "Whether the platform meets the rules for such services",
        ),
        ChainFactor::Interest => say(
            "与平台的利害关系，对取证、存证的不当干预",
            "Interest in the platform, improper interference",
        ),
        ChainFactor::System => say(
            "信息系统的清洁性、安全性、可靠性、可用性",
            "Whether its system is clean, safe, reliable, available",
        ),
        ChainFactor::Process => say(
            "存证技术和过程是否符合标准",
            "Whether technique and process meet the standards",
        ),
    }
}

pub fn next_is(number: &str, side: &str) -> String {
    match language() {
        Language::Chinese => format!("{number}，{side}质证"),
        Language::English => format!("{number}, {side}"),
    }
}
