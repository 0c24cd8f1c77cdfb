//! Words of reading, correcting, signing, and the file.

super::words! {
    reading: "核对签名", "Reading and signing";
    place: "核对笔录", "Reading the transcript";
    progress: "签名进度", "Who has signed";
    corrections: "补正申请", "Corrections asked for";
    ask_correction: "申请补正", "Ask for a correction";
    now_reads: "现记录", "Now reads";
    should_read: "申请改为", "Should read";
    what_is_wrong: "哪里有误", "What is wrong";
    wrong_words: "文字有误", "The words";
    wrong_speaker: "发言人有误", "Who spoke";
    wrong_omission: "漏记", "Something is missing";
    who_spoke: "发言人", "Who spoke";
    missing_behind: "漏记在此句之后", "Missing after";
    left_out: "漏记的陈述", "What was said";
    send_correction: "提交申请", "Send";
    grant: "准予补正", "Grant";
    refuse: "不予补正", "Refuse";
    granted: "已准予补正", "Granted";
    refused: "不予补正", "Refused";
    correction_rule: "记录有误的，可以申请补正；改变陈述内容的，不予补正，但申请记录在案。", "A wrong record may be corrected; what was said may not be changed, but the request is recorded.";
    open_sign_off: "开放核对签名", "Open reading and signing";
    files_to_come: "录音录像文件正在收尾、计算校验值，完成后才能开放签名。", "The recording's last files are being finished and hashed. Signing opens when all of them are.";
    open_sign_off_words: "各方开始阅读并签名。此后每处改动都会使已有签名作废。", "Everyone begins to read and sign. Any change after this voids signatures.";
    wait_open: "书记员正在整理笔录，开放核对后您会看到全文。", "The clerk is finishing the transcript. You will see it once it is opened.";
    sealed_files: "录音录像文件及各自的 SHA-256", "The files, each with its SHA-256";
    read_to_end: "请读到笔录末尾。", "Please read to the end.";
    have_read: "已阅读，与本人陈述一致", "I have read it; it records what I said";
    have_reviewed: "已审阅笔录", "I have reviewed it";
    have_checked: "已核对笔录", "I have checked it";
    have_read_sealed: "已核对录音录像文件清单和校验值", "I have checked the list of recordings and their values";
    sealed_rule: "签名确认的是录音录像，不是书记员的记录；对录音录像有异议的，请拒绝签名并说明理由。", "You sign for the recording, not for the clerk’s notes. If you object to the recording, refuse to sign and say why.";
    sign_name: "签名（请输入本人姓名）", "Sign by typing your name";
    draw_name: "手写签名（可选）", "Draw your signature (may be left out)";
    clear: "重写", "Clear";
    sign: "签名", "Sign";
    refuse_to_sign: "拒绝签名…", "Refuse to sign…";
    refuse_title: "拒绝签名", "Refuse to sign";
    refuse_words: "拒绝签名及理由记入庭审日志，并记明附卷。改变主意的，笔录核对结束前仍可签名。", "Your refusal and its reason enter the hearing log and are noted on file. Until signing is finished you may still sign.";
    signed: "已签名", "Signed";
    read: "已阅读", "Read";
    waiting: "待阅读", "To read";
    voided: "笔录有改动，签名作废，请重新核对", "The transcript changed; the signature is void. Read again";
    you_signed: "您已签名。", "You have signed.";
    wait_others: "其他人签完后，由书记员和审判人员最后签名。", "Clerk and judge sign last.";
    you_refused: "您已拒绝签名，理由已记录。", "You refused to sign; your reason is recorded.";
    you_were_noted: "法庭已记明您未签名的原因。您仍可阅读并签名。", "The court has noted why you have not signed. You may still read and sign.";
    noted_unsigned: "未签名，已记明附卷", "Not signed; noted on file";
    note_unsigned: "记明未签名…", "Note as unsigned…";
    note_unsigned_words: "未签名的原因记明附卷，其他人可以继续签名。", "Why there is no signature is noted on file; the others can go on.";
    not_asked: "本次庭审不需要您签名。", "You need not sign.";
    finished: "核对签名已完成", "Signing is finished";
    the_file: "电子卷宗", "Electronic case file";
    take_transcript: "下载笔录", "The transcript";
    pdf: "PDF（有页码、行号）", "PDF (paged)";
    docx: "Word 文档", "Word document";
    plain_text: "纯文本", "Plain text";
    captions: "字幕 WebVTT", "Captions (WebVTT)";
    masked_copy: "您的副本里，他人的证件号码、电话和住址已隐去；签名所据的全文由法院保存。", "In your copy the document numbers, telephone numbers and addresses of others are masked. The court keeps the full text that was signed.";
    take_file: "下载电子卷宗", "The case file";
    download_bundle: "全部材料（一个压缩包）", "Everything (one archive)";
    download_file: "仅庭审日志 JSON", "The log alone (JSON)";
    how_to_verify: "全部材料：笔录各种格式和历次版本、证据、授权材料、同意与告知、事件、签名、查阅记录、庭审日志与校验链。任何人都可以核验：kaiting verify 文件名", "Everything: the transcript in all kinds and versions, exhibits, powers of attorney, consents and notices, incidents, signatures, who opened what, the log and its chain. Anyone can check it: kaiting verify FILE";

    accesses: "查阅记录", "Who has opened what";
    accesses_words: "谁在什么时候打开过证据、授权材料，取走过笔录、卷宗，或看过他人的入庭链接和庭审码。记入庭审日志，只有法庭可见。", "Who opened an exhibit or a power of attorney, took the transcript or the file, or was shown somebody’s link and code, and when. It stands in the hearing log; only the court sees it.";
    no_accesses: "还没有人打开过。", "Nobody has opened anything yet.";
    all_kinds: "全部", "All";
    of_exhibits: "证据", "Exhibits";
    of_transcripts: "笔录", "Transcript";
    of_files: "卷宗和其他", "File and others";
    opened_bundle: "电子卷宗（全部）", "Case file (everything)";
    opened_file: "庭审日志", "Hearing log";
    earlier: "显示更早的", "Show earlier ones";

    remind: "提醒", "Remind";
    reminded_you: "法庭提醒您核对并签名。", "The court asks you to read and sign.";
    note_refusal: "记明附卷", "Note on file";
    refusal_noted: "已记明附卷", "noted on file";
    refusal_to_note: "待记明附卷", "to be noted on file";
    assist: "协助签名…", "Help to sign…";
    assist_words: "当事人没有设备时，在法庭的设备上由本人手写签名。请把设备交给他本人。", "For somebody without a device: he signs by his own hand on the court’s. Hand him the device.";
    assist_how: "他怎样知道内容", "How he knows the text";
    assist_read: "已向本人宣读", "It was read to him";
    assist_screen: "本人在法庭设备上阅读", "He read it on the court’s screen";
    assist_text: "他要签的内容", "What he signs";
    assist_draw: "本人手写签名", "His signature, by his own hand";
    assisted: "协助签名", "signed with help";
    sign_on_phone: "在手机上签名：扫码后，席位转到手机。", "Sign on your phone: scan, and your seat moves there.";

    over: "庭审已结束", "The hearing is over";
    over_observer: "感谢旁听。本页可以关闭。", "Thank you for observing. You may close this page.";
    to_room: "返回法庭", "Back to the room";
    docket: "庭审日程", "Hearings";
    leave: "离开", "Leave";
}

use hearing::{Millis, Opened, Role, TranscriptForm};

use super::{Language, language};
use crate::ui::day_and_time;

/// What was opened, as the court's list has it.
pub fn opened(what: &Opened) -> String {
    match what {
        Opened::Exhibit(id) => match language() {
            Language::Chinese => format!("证据 {id}"),
            Language::English => format!("Exhibit {id}"),
        },
        Opened::Transcript(form) => {
            let form = match form {
                TranscriptForm::Pdf => "PDF",
                TranscriptForm::Docx => docx(),
                TranscriptForm::Text => plain_text(),
                TranscriptForm::Captions => captions(),
            };
            match language() {
                Language::Chinese => format!("笔录：{form}"),
                Language::English => format!("Transcript: {form}"),
            }
        }
        Opened::Paper(_) => match language() {
            Language::Chinese => "授权材料".to_owned(),
            Language::English => "Power of attorney".to_owned(),
        },
        Opened::Absences(_) => match language() {
            Language::Chinese => "退庭证据包".to_owned(),
            Language::English => "Evidence pack of absences".to_owned(),
        },
        Opened::Invitation(_) => match language() {
            Language::Chinese => "入庭链接和庭审码".to_owned(),
            Language::English => "Link and hearing code".to_owned(),
        },
        Opened::CaseFile => opened_file().to_owned(),
        Opened::Bundle => opened_bundle().to_owned(),
    }
}

/// What one ticks before one signs. Bench and clerk say nothing of words of their own: they sign as an office.
pub fn have_read_as(role: Option<Role>, sealed: bool) -> &'static str {
    match role {
        _ if sealed => have_read_sealed(),
        Some(role) if role.is_bench() => have_reviewed(),
        Some(role) if role.is_court() => have_checked(),
        Some(_) | None => have_read(),
    }
}

/// R67: until when, and whether it is over.
pub fn read_by(until: Millis, over: bool) -> String {
    let until = day_and_time(until);
    match (language(), over) {
        (Language::Chinese, false) => {
            format!(
                "未当庭阅读的，可在五日内（{until} 前，最后一日为法定休假日的顺延）阅读并申请补正（民诉法第八十五条、第一百五十条）。"
            )
        }
        (Language::Chinese, true) => {
            format!(
                "五日阅读期已于 {until} 届满（最后一日为法定休假日的顺延）。未签名的，可以记明原因附卷。"
            )
        }
        (Language::English, false) => format!(
            "Who has not read it in court may read it, and ask for corrections, within five days: until {until}, or the next working day where that is a public holiday (CPL 85, 150)."
        ),
        (Language::English, true) => format!(
            "The five days for reading ended on {until}, or on the next working day where that was a public holiday. Why somebody has not signed may be noted on file."
        ),
    }
}

pub fn reminded(times: usize, last: Millis) -> String {
    let last = day_and_time(last);
    match language() {
        Language::Chinese => format!("已提醒 {times} 次，最近 {last}"),
        Language::English => format!("reminded {times}×, last {last}"),
    }
}

pub fn signs_recording(files: usize) -> String {
    match language() {
        Language::Chinese => format!(
            "经当事人同意，以庭审录音录像替代笔录。您签名确认的是{files}个录音录像文件的完整性校验值："
        ),
        Language::English => format!(
            "With the consent of both sides the recording takes the transcript’s place. You sign the integrity value of its {files} files:"
        ),
    }
}
