//! Words of reading, correcting, signing, and the file.

super::words! {
    reading: "核对签名", "Reading and signing";
    place: "核对笔录", "Reading the transcript";
    progress: "签名进度", "Who has signed";
    corrections: "补正申请", "Corrections asked for";
    ask_correction: "申请补正", "Ask for a correction";
    now_reads: "现记录", "Now reads";
    should_read: "申请改为", "Should read";
    send_correction: "提交申请", "Send";
    grant: "准予补正", "Grant";
    refuse: "不予补正", "Refuse";
    granted: "已准予补正", "Granted";
    refused: "不予补正", "Refused";
    correction_rule: "记录有误的，可以申请补正；改变陈述内容的，不予补正，但申请记录在案。", "A wrong record may be corrected; what was said may not be changed, but the request is recorded.";
    open_sign_off: "开放核对签名", "Open reading and signing";
    open_sign_off_words: "各方开始阅读并签名。此后每处改动都会使已有签名作废。", "Everyone begins to read and sign. Any change after this voids signatures.";
    wait_open: "书记员正在整理笔录，开放核对后您会看到全文。", "The clerk is finishing the transcript. You will see it once it is opened.";
    read_to_end: "请读到笔录末尾。", "Please read to the end.";
    have_read: "已阅读，与本人陈述一致", "I have read it, and it is what I said";
    sign_name: "签名（请输入本人姓名）", "Sign by typing your name";
    draw_name: "手写签名（可选）", "Draw your signature (may be left out)";
    clear: "重写", "Clear";
    sign: "签名", "Sign";
    refuse_to_sign: "拒绝签名…", "Refuse to sign…";
    refuse_title: "拒绝签名", "Refuse to sign";
    refuse_words: "拒绝签名及理由记入庭审日志。", "Your refusal and its reason enter the hearing log.";
    signed: "已签名", "Signed";
    read: "已阅读", "Read";
    waiting: "待阅读", "To read";
    voided: "笔录有改动，签名作废，请重新核对", "The transcript changed; the signature is void. Read again";
    you_signed: "您已签名。", "You have signed.";
    wait_others: "其他人签完后，由书记员和审判人员最后签名。", "Clerk and judge sign last.";
    you_refused: "您已拒绝签名，理由已记录。", "You refused to sign; your reason is recorded.";
    not_asked: "本次庭审不需要您签名。", "You need not sign.";
    finished: "核对签名已完成", "Signing is finished";
    the_file: "电子卷宗", "Electronic case file";
    download_pdf: "下载笔录 PDF", "Transcript as PDF";
    download_file: "下载完整电子卷宗 JSON", "Whole case file as JSON";
    how_to_verify: "任何人都可以核验：kaiting verify 文件名", "Anyone can check it: kaiting verify FILE";
    over: "庭审已结束", "The hearing is over";
    over_observer: "感谢旁听。本页可以关闭。", "Thank you for observing. You may close this page.";
    to_room: "返回法庭", "Back to the room";
    docket: "庭审日程", "Hearings";
    leave: "离开", "Leave";
    five_days: "未当庭阅读的，可在五日内阅读；认为记录有遗漏或者差错的，可以申请补正。", "If you have not read it in court, you may read it within five days; where it leaves something out or is wrong, you may ask for a correction.";
}
