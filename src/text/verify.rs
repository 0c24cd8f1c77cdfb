//! Words of verifying a file, and of the code on a receipt.

use hearing::Millis;
use kaiting_journal::bundle::{Exposed, Fault};
use kaiting_journal::checkpoint::BadCheckpoint;

use super::{Language, language};
use crate::ui::day_and_time;

super::words! {
    title: "核验电子卷宗", "Check a case file";
    lead: "卷宗文件和随附材料只在本机浏览器里读取，不上传。", "The file and its documents are read in this browser only. Nothing is uploaded.";
    skip: "跳到核验", "Skip to the check";
    acts: "操作", "Acts";
    back: "返回", "Back";
    choose: "选择卷宗文件", "Choose the file";
    choose_another: "换一个文件", "Choose another file";
    choose_words: "电子卷宗压缩包（.zip），或者以 .kaiting.json 结尾的庭审日志；证据等随附材料可以一起选，也可以拖到这里。", "The case file in one archive (.zip), or the log whose name ends in .kaiting.json; exhibits that belong to it may be chosen with it, or dropped here.";
    damaged: "这个压缩包不是导出时的样子：被截断、添加或者改动过。", "This archive is not as it was exported: it was cut, added to or altered.";
    unread: "浏览器读不出这个文件。请确认文件还在原处，再选一次。", "The browser cannot read this file. See that it is still there, and choose it again.";

    whole: "文件完整，未被改动", "The file is whole and unaltered";
    file: "文件", "File";
    case: "案件", "Case";
    hearing: "庭审编号", "Hearing";
    records: "记录", "Records";
    sealed: "封存时间", "Sealed";
    listed: "随附材料", "Documents listed";

    key_title: "签署密钥编号", "Id of the key that signed it";
    key_here: "与本网站法院的密钥相同。", "It is the key of the court of this site.";
    key_not_here: "不是本网站法院的密钥。", "It is not the key of the court of this site.";
    key_words: "任何人都能用自己的密钥做出一份完整的文件。请到法院公告栏、官方网站或打电话，核对法院公布的密钥编号。", "Anybody can make a whole file with a key of his own. Compare this id with the one that the court has published: on its notice board, its own site, or by telephone.";
    key_published: "法院公布的密钥编号", "The id that the court has published";
    key_same: "一致：由该法院签署", "The same: signed by that court";
    key_other: "不一致：不是该法院签署的", "Not the same: not signed by that court";

    altered: "文件已被改动，或者不完整", "The file was altered or is not complete";
    elsewhere: "改动不在记录里。", "The fault lies outside the records.";
    stands: "现在写的是", "It now reads";
    before: "前一条（未改动）", "The one before, unaltered";
    as_it_stands: "原文", "As it stands";
    altered_next: "请不要采用这份文件，向法院重新索取。", "Do not rely on this file; ask the court for another.";

    receipts: "收据码", "Receipt codes";
    receipts_words: "提交证据或签名时拿到的收据码，可以查出卷宗此后是否被整份重写，包括由法院自己重写。", "A code that you were given on filing or signing shows whether the whole file was rewritten since, even by the court itself.";
    receipts_field: "收据码（扫二维码得到，可填几个，每行一个）", "Codes, as scanned from the receipt, one to a line";
    file_first: "请先选择卷宗文件。", "Choose the file first.";
    altered_anyway: "文件本身已被改动，收据码没有比对。", "The file itself is altered; the codes were not compared.";

    documents: "随附材料", "Documents";
    documents_words: "证据等材料拖到上面，或和卷宗文件一起选，与卷宗里登记的 SHA-256 核对。", "Drop exhibits above, or choose them with the file: they are compared with the SHA-256 that the file has of them.";
    whole_first: "选好一份完整的卷宗文件后，在这里显示核对结果。", "Once there is a whole file, what is found is shown here.";
    document_working: "正在计算…", "Working it out…";
    document_unread: "读不出来", "Cannot be read";
    document_foreign: "不在卷宗清单里，或者已被改动", "Not in the file’s list, or altered";

    more: "不用本页也能核验", "Checking it without this page";
    more_words: "文件格式是公开的，任何人都可以自己写程序核验；也可以用命令行：", "The format is public: anybody may write a program that checks it. Or on a command line:";

    // the code on a receipt
    code: "收据码", "Receipt code";
    code_words: "请保存。以后谁改动了您提交或签名之前的记录，用它都能查出来：在“核验电子卷宗”页面里填入即可。", "Keep it. Should anybody change what was on record up to here, this code shows it: enter it on the page “Check a case file”.";
    code_text: "收据码文字", "The code as text";
    copy: "复制", "Copy";
    copied: "已复制", "Copied";
}

pub fn reading(name: &str) -> String {
    match language() {
        Language::Chinese => format!("正在核验 {name}…"),
        Language::English => format!("Checking {name}…"),
    }
}

pub fn lacking(name: &str) -> String {
    match language() {
        Language::Chinese => format!("缺少：{name}"),
        Language::English => format!("Missing: {name}"),
    }
}

pub fn first_altered(seq: u64) -> String {
    match language() {
        Language::Chinese => format!("第一处改动在第 {seq} 条记录（从 0 数起）。"),
        Language::English => format!("The first altered record is number {seq} (from 0)."),
    }
}

pub fn fault(fault: &Fault) -> String {
    let (zh, en) = match fault {
        Fault::Unreadable { line } => (
            format!("文件第 {line} 行无法读取。"),
            format!("Line {line} of the file cannot be read."),
        ),
        Fault::Spelling { line } => (
            format!("文件第 {line} 行与导出时的写法不同。"),
            format!("Line {line} is not written as it was exported."),
        ),
        Fault::Format => (
            "不是本系统导出的卷宗格式。".to_owned(),
            "It does not have the format of a case file.".to_owned(),
        ),
        Fault::Key => (
            "文件里的公钥无效。".to_owned(),
            "Its public key is not valid.".to_owned(),
        ),
        Fault::OtherHearing => (
            "签署记录属于另一场庭审。".to_owned(),
            "A checkpoint is of another hearing.".to_owned(),
        ),
        Fault::Displaced => (
            "这条记录缺失，或者被移动过。".to_owned(),
            "It is missing or out of its place.".to_owned(),
        ),
        Fault::Altered => (
            "这条记录的内容、时间或哈希值被改过。".to_owned(),
            "Its words, time or hash were changed.".to_owned(),
        ),
        Fault::Rewritten { to } => (
            format!(
                "从这条到第 {to} 条之间有记录被重写，后面的哈希值也重新计算过；签署记录对不上。"
            ),
            format!(
                "One of the records from here to {to} was rewritten and the hashes made to fit; a signed checkpoint shows it."
            ),
        ),
        Fault::Missing { signed } => (
            format!("从这条起缺失：文件签署到第 {signed} 条。"),
            format!("It is missing: the file was signed up to record {signed}."),
        ),
        Fault::Added => (
            "这条是封存以后加上去的。".to_owned(),
            "It was added after the file was sealed.".to_owned(),
        ),
        Fault::Checkpoint { n, why } => {
            let (zh, en) = unsound(*why);
            (
                format!("第 {n} 个签署记录无效：{zh}"),
                format!("Checkpoint {n} counts for nothing: {en}"),
            )
        }
        Fault::Unsealed | Fault::EndCut => (
            "没有封存签署：文件末尾被截掉了。".to_owned(),
            "No checkpoint seals it: its end was cut.".to_owned(),
        ),
        Fault::CheckpointCount => (
            "签署记录被删去或者添加过。".to_owned(),
            "A checkpoint was taken out or added.".to_owned(),
        ),
        Fault::Digest { document } => (
            format!("随附材料 {document} 的哈希值无效。"),
            format!("The digest of document {document} is not valid."),
        ),
        Fault::Documents => (
            "随附材料清单与封存时不同。".to_owned(),
            "The list of documents is not the one that was sealed.".to_owned(),
        ),
    };
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

fn unsound(why: BadCheckpoint) -> (&'static str, &'static str) {
    match why {
        BadCheckpoint::Malformed => ("格式不对。", "it is malformed."),
        BadCheckpoint::Key => ("不是这个密钥签署的。", "it is of another key."),
        BadCheckpoint::Signature => ("签名不对。", "its signature is wrong."),
    }
}

pub fn receipt_fits(seq: u64, at: Millis) -> String {
    let when = day_and_time(at);
    match language() {
        Language::Chinese => {
            format!("一致：到第 {seq} 条为止，与 {when} 发出收据码时相同。")
        }
        Language::English => {
            format!(
                "It fits: up to record {seq}, the file is what it was when the code was given on {when}."
            )
        }
    }
}

pub fn receipt_nth(n: usize) -> String {
    match language() {
        Language::Chinese => format!("第 {n} 个："),
        Language::English => format!("Code {n}: "),
    }
}

pub fn exposed(why: &Exposed) -> String {
    let (zh, en) = match why {
        Exposed::Unsound(why) => {
            let (zh, en) = unsound(*why);
            (
                format!("收据码无效：{zh}请检查是否抄全。"),
                format!("The code counts for nothing: {en} See whether it is complete."),
            )
        }
        Exposed::OtherKey => (
            "收据码与这份文件不是同一个密钥签署的：其中一个不是法院的。".to_owned(),
            "Code and file were signed with different keys: one of them is not the court’s."
                .to_owned(),
        ),
        Exposed::OtherHearing => (
            "收据码属于另一场庭审。".to_owned(),
            "The code is of another hearing.".to_owned(),
        ),
        Exposed::TooShort { seq } => (
            format!("收据码证明有第 {seq} 条记录，这份文件里没有：它是更早导出的，或者被截短了。"),
            format!(
                "The code was given for record {seq}, which this file does not have: it was exported earlier, or cut."
            ),
        ),
        Exposed::Rewritten { from, to } => (
            format!("卷宗被重写过：发出收据码以后，第 {from} 到 {to} 条之间有记录被改动。"),
            format!(
                "The file was rewritten: one of records {from} to {to} was changed after the code was given."
            ),
        ),
    };
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

pub fn document_listed(name: &str) -> String {
    match language() {
        Language::Chinese => format!("与卷宗登记的 {name} 一致"),
        Language::English => format!("The same as {name} of the file"),
    }
}
