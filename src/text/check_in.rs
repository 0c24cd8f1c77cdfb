//! Words of arriving: the door, check-in, waiting.
//! The notices follow the Online Litigation Rules (在线诉讼规则, R12), articles 4 to 6, 21, 24, 25 and 27, and the Court Rules
//! (法庭规则), article 17, in plain words.

use hearing::check_in::{AuthorityScope, CheckInStep, DISCIPLINE_RULES, SpecialPower};
use hearing::id_number::NumberFault;
use hearing::{Millis, Role, notice};

use super::{Language, language};
use crate::session::Trouble;
use crate::ui::{clock_time, day_number};

super::words! {
    // the door
    house: "在线法庭", "Online court";
    emblem: "国徽位置，由法院提供图形", "Place of the national emblem; the artwork is supplied by the court";
    emblem_word: "国徽", "国徽";
    door_code_title: "请输入庭审码", "Enter your hearing code";
    door_code_label: "九位数字，在短信或传票上", "Nine digits, in your text message or summons";
    door_code_short: "庭审码是九位数字，请补全。", "The code has nine digits. Please complete it.";
    door_link_title: "法院给您发来的入庭链接", "The link the court sent you";
    door_link_words: "这个链接只给您本人使用，请不要转发。点下面的按钮，法庭会打开您的席位。", "This link is for you alone; do not pass it on. Press the button and the court opens your seat.";
    door_other_code: "改用庭审码", "Use the hearing code instead";
    phone_court: "打电话问法院", "Phone the court";
    door_help: "进不去？请法院帮忙", "Cannot get in? Ask the court";
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
    ready_time: "第一次约5分钟。中途离开，提交过的不会丢。", "About 5 minutes the first time. What you have submitted is kept if you leave.";

    // the frame of all screens
    this_hearing: "本次庭审", "This hearing";
    check_in: "庭前签到", "Check-in";
    acts: "操作", "Acts";
    skip: "跳到这一步", "Skip to this step";
    saved_as_you_go: "提交过的都已保存，随时可以回来", "What you submit is saved as you go";
    back: "上一步", "Back";
    go_on: "下一步", "Next";
    call_clerk: "叫书记员", "Call the clerk";
    clerk_called: "已叫书记员", "Clerk called";
    next_in_person: "您不同意在线庭审。书记员会和您联系，安排到法院出庭；您也可以在“我填的内容”里重新选择。", "You do not consent to be heard online. The clerk will arrange for you to be heard at court; you may also choose anew under “My answers”.";
    no_help_title: "不再需要书记员了吗？", "No longer need the clerk?";
    no_help_words: "撤回呼叫后，书记员不会再来找您。", "If you take the call back, nobody comes.";
    no_help: "不需要了", "Take the call back";
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
    early_words: "庭审码没有错，只是来早了。今天可以先把签到和设备检测做完，开庭那天直接进候审。", "Your code is right; you are early. You can check in and test your devices today, and go straight to waiting on the day.";
    put_off: "推迟", "Delayed";
    day_gone: "开庭日已过", "the day has gone by";
    not_opened: "开庭日已过，庭审没有开始", "The day has gone by and the hearing was not opened";
    not_opened_words: "这次庭审还没有新的开庭时间，今天不用等候。请叫书记员或致电法院，问清新的时间；您的链接和庭审码仍然有效。", "There is no new time for it yet, and nothing to wait for today. Call the clerk or phone the court for the new time; your link and code stay good.";
    before_title: "开庭前要做的事", "Before the hearing";
    done: "已完成", "done";
    devices_any_time: "约1分钟，现在就能做", "about a minute, any time";
    cast_title: "谁会在法庭里", "Who will be there";
    no_representative: "您没有委托代理人", "You have no representative";
    public_hearing: "公开审理，可以旁听。", "A public hearing; observers may be present.";
    closed_hearing: "不公开审理，没有旁听。", "Closed to the public; nobody watches.";
    may_ask_recusal: "认为法官、书记员应当回避的，可以申请。", "You may ask that the judge or the clerk be recused.";
    bring_observer: "身份证件；充好电的手机或电脑；耳机更好。旁听时不发言，不录音、录像、截屏。", "Your document and a charged phone or computer; headphones help. You watch without speaking, and record nothing.";
    bring_title: "请备好", "Have ready";
    bring_words: "身份证件；证据的原件和存有电子数据的原始设备；充好电的手机或电脑；安静、能关门的房间。", "Your document; the originals of your evidence and the devices that hold it; a charged phone or computer; a quiet room with a door.";
    bring_witness: "身份证件；充好电的手机或电脑；安静、只有您一人的房间。作证之前，不要和任何人谈这个案件。", "Your document; a charged phone or computer; a quiet room to yourself. Talk to nobody about the case before you testify.";
    to_phone: "换到手机上", "Move to a phone";
    to_phone_words: "用手机相机扫这个码，在手机上打开您的席位；这里会再问您一次。10分钟内有效，只能用一次。", "Scan this with your phone’s camera to open your seat there; you are asked here once more. Good for 10 minutes, once.";
    start: "开始签到", "Check in";
    go_on_with: "继续签到", "Continue";

    // identity
    identity_title: "请填写您的姓名和证件", "Your name and document";
    name: "姓名（与证件一致）", "Name, as on your document";
    document: "证件", "Document";
    number: "证件号码", "Document number";
    number_note: "可以只填末四位。完整号码只留在这台设备上，提交的只有末四位。", "Its last four are enough. The whole number stays on this device; only the last four characters are sent.";
    number_kept: "已提交末四位", "Last four sent";
    show: "显示", "Show";
    hide: "隐藏", "Hide";
    how_checked: "怎样核对", "How it is checked";
    checked_file: "姓名、证件末四位只和案卷比对，不作他用。", "Name and last four are compared with the case file only, and used for nothing else.";
    checked_again: "入庭前，书记员再核对一次您的身份信息。", "Before you enter, the clerk checks your identity once more.";
    checked_no_face: "不做人脸识别。", "No face recognition.";
    verified_already: "您的身份已经核实，不用再填。", "Your identity is verified; there is nothing more to do here.";
    submit_identity: "核对", "Check";

    // authority
    authority_title: "您的代理身份和权限", "Your authority to speak for another";
    authority_scope: "代理权限", "Scope of authority";
    authority_powers: "委托书上写明的特别授权事项", "What the power of attorney names";
    authority_paper: "授权委托书或证明材料", "Power of attorney, or proof";
    authority_paper_barred: "这个页面不是安全连接（网址不以 https 开头），在这里不能提交文件。请在下面勾选交纸质件，或改用法院发来的 https 链接。", "This page has no secure connection (its address does not begin with https): no file can be handed in here. Tick below to bring it on paper, or use the https link that the court sent you.";
    authority_paper_note: "PDF 或照片，最大 200 MB。上传后会核对文件是否完整；只有法庭和您本人能看。", "A PDF or a photograph, up to 200 MB. It is checked to have arrived whole; only the court and you can see it.";
    authority_paper_later: "今天没有电子版，开庭前交纸质件", "I have no copy here; I hand in the paper before the hearing";
    authority_paper_kept: "已上传", "Handed in";
    authority_paper_new: "换一份", "Hand in another";
    authority_missing: "请选择权限，并上传委托书或者选择交纸质件。", "Choose the scope, then hand in the paper, or say that you bring it.";
    authority_by_law: "法定代理人：父母、监护人等，请上传关系证明。", "Statutory agent: a parent or guardian; please hand in the proof.";
    authority_defence: "辩护人：请上传委托书，或者法律援助公函。", "Defender: please hand in the power of attorney, or the letter of legal aid.";
    uploading: "正在上传", "Uploading";
    submit_authority: "提交", "Submit";

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
    choose_answer: "请选一项", "Choose one";
    choose_some: "请选择，没有就选最后一项", "Choose; if none applies, choose the last";
    record_choices: "记录我的选择", "Record my choices";

    // suitability
    help_title: "您需要哪些帮助？", "What help do you need?";
    bars_title: "有下面的情形吗？有的话，法官会考虑改到法院", "Does any of these apply? The judge may then move the hearing to the courthouse";
    none_needed: "都不需要", "None";
    none_of_these: "以上都没有", "None of these";
    nothing_named: "不需要帮助，没有不便在线的情形", "No help needed; nothing speaks against attending online";
    choose_help: "请选择，没有就选最后一项", "Choose; if none is needed, choose the last";
    choose_both: "两组都请选择，没有就选最后一项", "Choose in both groups; if none applies, choose the last";

    // discipline
    discipline_title: "法庭纪律", "Rules of the court";
    rule_breach: "违反的，法庭可以警告、训诫、责令退出，情节严重的可以罚款、拘留。", "The court may warn or admonish you, order you to leave, and in grave cases fine or detain you.";
    rule_read: "已读，会遵守", "Read; I will comply";
    rights_title: "诉讼权利义务", "Your rights and duties";
    consequences_title: "法律后果", "What follows by law";
    right_read: "已读，明白", "Read and understood";
    rights_all_read: "七条都已确认。", "All seven are acknowledged.";
    rules_all_read: "六条都已确认。", "All six are acknowledged.";

    // declarations
    declaration_title: "禁止私自录音录像声明", "Declaration: no private recording";
    declaration_note: "法庭的录音录像由法院统一制作，庭后可以依法申请查阅。", "Recording is for the court alone; you may ask to consult its recording afterwards.";
    declare: "作出声明", "Declare";
    undertaking_read: "现在签名；作证前在法庭上宣读。", "Sign now; read it aloud in court before you testify.";
    undertaking_read_else: "请读完再签名。", "Please read it before you sign.";
    undertaking_name: "签名（写下您的姓名）", "Signature: write your name";
    undertaking_name_missing: "请写下您的姓名。", "Please write your name.";
    sign: "签署", "Sign";

    // place
    place_title: "您在哪里出庭？", "Where do you attend from?";
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
    place_missing_here: "请填写地点和场所。", "Please fill in where you are and what kind of place.";
    place_missing: "请填写地点、场所，并说明有没有别人在场。", "Please fill in where you are and what kind of place, and say whether anybody else is there.";
    other_permitted: "法官已准许", "Allowed by the judge";
    other_refused_next: "他离开后，请改“出庭场所”；不改，法庭不能让您入庭。他必须在场的，请叫书记员", "Once they have left, change your place of attendance: until then the court cannot let you in. If they have to stay, call the clerk";
    change_place: "改出庭场所", "Change the place";
    other_refused: "法官未准许，请他离开", "Not allowed by the judge: please ask them to leave";
    suitability_waits: "您说明的不便，等法官审查", "What you named waits for the judge";

    // waiting
    waiting_title: "您已签到，请等候", "You are checked in. Please wait";
    now: "现在", "Now";
    next: "接下来", "Next";
    your_turn: "轮到您时", "Your turn";
    turn_words_another_day: "都做完了，可以关闭本页。开庭那天再打开链接或输入庭审码，直接回到这里", "All is done and you may close this page. On the day, open the link or enter the code again: it leads straight here";
    turn_words_awake: "本设备会响铃、振动，自动进入法庭；屏幕不会熄。请不要关闭本页", "This device rings and vibrates, and the courtroom opens by itself; the screen stays on. Keep this page open";
    turn_words: "本设备会响铃、振动，自动进入法庭。请不要关闭本页，不要让屏幕熄灭", "This device rings and vibrates, and the courtroom opens by itself. Keep this page open and the screen on";
    preparing: "法庭正在准备", "The court is getting ready";
    in_session: "庭审正在进行", "The hearing is on";
    cleared: "法庭暂时清场", "The room is closed for a moment";
    cleared_more: "只有法庭人员留在庭内。请不要离开，法庭会请您回来", "Only the court stays inside. Please do not leave: the court will bring you back";
    adjourned: "正在休庭", "In recess";
    next_verify: "书记员看您的画面和证件，核对身份", "The clerk looks at you and your document, to verify who you are";
    next_admit: "身份已核实，等书记员准许您入庭", "Your identity is verified; the clerk lets you in";
    next_gallery: "身份核实后，由书记员准许旁听", "Once verified, the clerk lets you into the gallery";
    papers: "我方材料", "Our documents";
    no_papers: "还没有提交材料。", "Nothing has been filed yet.";
    download: "下载", "Download";
    my_answers: "我填的内容", "My answers";
    my_answers_note: "点一项，可以查看或者修改。", "Press one to look at it or to change it.";
    back_to_waiting: "返回候审", "Back to waiting";
    test_again: "重测设备", "Test again";
    more: "更多", "More";
    leave: "离开", "Leave";
    leave_title: "现在离开？", "Leave now?";
    leave_words: "您填的内容都已保存。回来时，请重新打开法院发给您的链接，或输入庭审码。开庭时不在，可能影响庭审。", "Everything you entered is kept. To come back, open the court’s link or enter the code again. Being absent at the opening may affect the hearing.";
    called_title: "请入庭", "You are called";
    help_on_its_way: "已呼叫书记员，请稍候。没有人应答时，请给法院打电话。", "The clerk is called. One moment. If nobody answers, phone the court.";

    // the witness room
    witness_room: "候审室", "Witness room";
    witness_title: "请在这里等候，法庭会请您到庭", "Please wait here to be called";
    witness_now: "还没有轮到您", "It is not your turn yet";
    witness_now_more: "法官会在庭审中请您到庭。", "The judge calls you during the hearing.";
    witness_next: "法官传您到庭，您宣读保证书并作证", "The judge calls you; you read the undertaking and testify";
    expert_next: "法官请您到庭，您说明意见并接受询问", "The judge calls you; you give your opinion and are questioned";
    witness_turn: "本设备会响铃，屏幕自动进入法庭。请不要离开", "This device rings, and the courtroom opens by itself. Please stay";
    apart_title: "这里与法庭隔开", "This room is apart from the court";
    apart_1: "庭审的声音、画面、笔录和证据，都不会传到这里。", "No sound, picture, record or evidence of the hearing comes here.";
    apart_2: "作证之前，不要和任何人谈这个案件。", "Do not talk to anyone about the case before you testify.";
    apart_3: "如果听到、看到了庭审内容，请马上叫书记员。", "If you hear or see any of the hearing, call the clerk at once.";
    undertaking_signed: "保证书已签", "undertaking signed";
}

/// R4: what a person is told before he agrees or refuses, as many points as the law names. Chinese is the text that counts.
pub fn notice() -> [&'static str; 7] {
    match language() {
        Language::Chinese => notice::consent(),
        Language::English => [
            "A hearing, mediation or judgment online has the same effect as one in the courthouse.",
            "You choose for each stage. To agree to one is not taken as agreeing to another.",
            "You keep every right: recusal, evidence, examination, statements, argument, a litigation representative, an interpreter or other help.",
            "A hearing is not held online if all refuse, or one refuses with good reason; if nobody has the means; if identity, originals or objects must be examined on the spot; if the case is difficult or the evidence extensive; if state security or secrets are concerned; if it has great public impact; or if the court finds another reason against it. If this shows later, it moves to the courthouse; what was done stays valid.",
            "If you change your mind, say so in reasonable time before that stage. Unless it is meant to delay, the stage may move to the courthouse.",
            "Having agreed, who stays away without good reason is treated as refusing to appear; who leaves and does not return after a prompt and a warning, as withdrawing mid-hearing. Network, device or power failure and force majeure are excepted.",
            "How it works: check in and test your devices here, wait on the waiting page, and the courtroom opens when you are admitted. If unsure, press “Call the clerk” at any time.",
        ],
    }
}

pub fn number_fault(fault: NumberFault) -> &'static str {
    let (zh, en) = match fault {
        NumberFault::Short => (
            "请填写证件号码，至少末四位。",
            "Write the number: at least its last four characters.",
        ),
        NumberFault::Length => (
            "身份证号码是18位，现在的位数不对。请填全，或者只填末四位。",
            "The number of an identity card has 18 characters. Write all of it, or its last four alone.",
        ),
        NumberFault::Signs => (
            "身份证号码是数字，只有最后一位可以是X。请对照证件检查。",
            "The number of an identity card has digits; only its last may be an X. Please compare with the card.",
        ),
        NumberFault::Check => (
            "身份证号码有一位填错了，或者有两位颠倒了。请对照证件检查，或者只填末四位。",
            "One digit of this number is wrong, or two have changed places. Please compare with the card, or write its last four alone.",
        ),
    };
    say(zh, en)
}

pub fn scope(scope: AuthorityScope) -> &'static str {
    let (zh, en) = match scope {
        AuthorityScope::General => ("一般授权", "General"),
        AuthorityScope::Special => ("特别授权", "Special"),
        AuthorityScope::ByLaw => ("法定代理", "Statutory"),
        AuthorityScope::Defence => ("辩护", "Defence"),
    };
    say(zh, en)
}

pub fn scope_more(scope: AuthorityScope) -> &'static str {
    let (zh, en) = match scope {
        AuthorityScope::General => (
            "代为出庭、举证、质证、辩论",
            "to appear, give evidence, examine and argue",
        ),
        AuthorityScope::Special => (
            "还可以代为承认、和解等，要逐项写明",
            "also to admit, settle and so on, each named",
        ),
        AuthorityScope::ByLaw | AuthorityScope::Defence => ("", ""),
    };
    say(zh, en)
}

pub fn special_power(power: SpecialPower) -> &'static str {
    let (zh, en) = match power {
        SpecialPower::ChangeClaims => ("承认、放弃、变更诉讼请求", "admit, waive or change claims"),
        SpecialPower::Settle => ("进行和解、调解", "settle, mediate"),
        SpecialPower::Counterclaim => ("提起反诉", "bring a counterclaim"),
        SpecialPower::Appeal => ("提起上诉", "appeal"),
        SpecialPower::ReceiveDocuments => ("代收法律文书", "receive documents"),
    };
    say(zh, en)
}

/// Why the door stays shut, in a few words.
pub fn door_shut(trouble: &Trouble) -> &'static str {
    let (zh, en) = match trouble {
        Trouble::MistypedCode => ("这个庭审码有一位不对", "One digit of this code is wrong"),
        Trouble::UnknownCode => ("没有这个庭审码", "There is no such code"),
        Trouble::UnknownLink => ("这个链接打不开任何席位", "This link opens no seat"),
        Trouble::Expired => ("链接或庭审码已过期", "This link or code has expired"),
        Trouble::Used => ("这个链接已经用过了", "This link has been used"),
        Trouble::Withdrawn => (
            "您已取消这次旁听登记",
            "You withdrew this registration to watch",
        ),
        Trouble::Removed => (
            "您已被责令退出本次庭审",
            "You were ordered to leave this hearing",
        ),
        Trouble::HearingOver => ("庭审已经结束", "The hearing is over"),
        Trouble::TooManyTries | Trouble::TooMany => {
            ("请歇一会儿再试", "Wait a moment, then try again")
        }
        Trouble::Unreachable | Trouble::Unavailable => {
            ("现在连不上法院", "The court cannot be reached now")
        }
        Trouble::NoSession
        | Trouble::SeatHeld
        | Trouble::TooSlow
        | Trouble::ForeignOrigin
        | Trouble::NotPermitted
        | Trouble::NoSuchHearing
        | Trouble::NoSuchExhibit
        | Trouble::NotYet
        | Trouble::NoMediaHere
        | Trouble::Malformed
        | Trouble::TooLarge
        | Trouble::HashDiffers
        | Trouble::TooManyPixels
        | Trouble::StorageFull
        | Trouble::QuotaUsed
        | Trouble::UnreadablePicture
        | Trouble::OfficeFile
        | Trouble::UndertakingWanted
        | Trouble::NothingFiled
        | Trouble::FileLost
        | Trouble::FileAltered
        | Trouble::NotOnTape
        | Trouble::WrongOffset
        | Trouble::MayNotObserve
        | Trouble::MinorNotPermitted
        | Trouble::AlreadyRegistered
        | Trouble::QueueFull
        | Trouble::NoSuchPlace => ("没有打开", "It did not open"),
    };
    say(zh, en)
}

/// R5: the rules of this role, acknowledged one by one.
pub fn rules(role: Role) -> [&'static str; DISCIPLINE_RULES as usize] {
    match language() {
        Language::Chinese => notice::discipline(role),
        Language::English if role.only_watches() => [
            "Follow the court’s directions. Observers do not speak, ask, applaud or disturb; your camera and microphone are not connected.",
            "Without leave of the court, do not record, film, photograph, capture the screen or stream, and do not pass on any part of the hearing.",
            "Witnesses, experts and those who will be heard may not observe; minors need leave of the court.",
            "Pass no word to parties or witnesses, and tell nothing of the hearing to anybody who has yet to testify.",
            "Nobody who is not registered may observe with you. Dress properly; do not observe from a moving car.",
            "In a recess, in closed session and in mediation, sound and picture stop; they come back by themselves.",
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

/// R5: rights and duties of this role, acknowledged one by one.
pub fn rights(role: Role, criminal: bool) -> [&'static str; notice::RIGHTS as usize] {
    match language() {
        Language::Chinese => notice::rights(role, criminal),
        Language::English if notice::is_heard(role) => [
            "You may speak in your own language and ask for an interpreter where you do not understand.",
            "Answer only what the court allows to be asked; you may ask it to stop questions that have nothing to do with the case or insult you.",
            "You may claim necessary expenses and lost earnings as the law allows; where you or your close family are in danger because of it, you may ask for protection.",
            "You have to state and explain truthfully, answer the court and each side, and read over and sign what you said.",
        ],
        Language::English if criminal => [
            "You may apply for the recusal of judges, people’s assessors, clerk, procurators, experts and interpreters.",
            "The accused may defend himself and have a defender; where the conditions are met, legal aid is given.",
            "You may offer evidence, ask for new witnesses, new exhibits or a new expert examination, and examine, question and argue on the evidence.",
            "The accused has the last word. Everybody keeps the order of the court, may use his own language and ask for an interpreter.",
        ],
        Language::English => [
            "You may have a representative, apply for recusal, gather and offer evidence, argue, ask for mediation and appeal.",
            "You may read and copy the file; the plaintiff may waive or change claims, the defendant may admit, contest or counterclaim, both may settle.",
            "You may use your own language, ask for an interpreter, and apply for witnesses and experts to appear.",
            "You have to use your rights as the law has them, keep the order of the proceedings, state the truth, and comply with what is finally decided.",
        ],
    }
}

/// R5: what follows by law, acknowledged one by one.
pub fn consequences(role: Role, criminal: bool) -> [&'static str; notice::CONSEQUENCES as usize] {
    match language() {
        Language::Chinese => notice::consequences(role, criminal),
        Language::English if notice::is_heard(role) => [
            "False testimony, opinions or interpretation may be fined or punished with detention; where it is a crime, it is prosecuted.",
            "Where you are called and stay away without good reason, what you stated may not be taken as a basis, and fees may have to be returned.",
            "Where you watched the hearing, or told or asked other witnesses of it, what you state may not be believed and may be punished.",
        ],
        Language::English if criminal => [
            "Who admits guilt and accepts punishment of his own will may be treated leniently; where it is not his will, or he denies the facts, there is no fast track.",
            "Who hides, forges or destroys evidence, or threatens or entices witnesses, answers for it by law.",
            "Who disturbs the court may be warned, ordered to leave, fined or detained; where it is a crime, it is prosecuted.",
        ],
        Language::English => [
            "A plaintiff who stays away or leaves without good reason may be taken to have withdrawn; against a defendant who does, judgment may be given in absence.",
            "False statements, forged evidence and sham proceedings may be fined or punished with detention; where it is a crime, it is prosecuted.",
            "Evidence offered too late without good reason may not be taken, with an admonition or a fine; who has to prove a fact and does not bears the disadvantage.",
        ],
    }
}

pub fn declaration(name: &str) -> String {
    match language() {
        Language::Chinese => notice::no_recording(name),
        Language::English => format!(
            "I, {name}, declare: while waiting and during this hearing I will not record, film, photograph or capture the screen with any device, nor stream or pass on any part of it. If I break this, I answer for it by law."
        ),
    }
}

/// R10: what this role signs; empty for who signs nothing.
pub fn undertaking(role: Role, name: &str, court: &str) -> String {
    let chinese = notice::undertaking(role, name, court).unwrap_or_default();
    match (language(), role) {
        (Language::English, Role::Witness) => format!(
            "I, {name}, testify before {court}. I undertake to state the facts truthfully, hiding, distorting, adding and leaving out nothing. If I state falsehoods, I accept punishment."
        ),
        (Language::English, Role::ForensicExpert) => format!(
            "I, {name}, appear before {court} on my expert opinion. I undertake to examine objectively, impartially and honestly, to explain truthfully and to answer questions. For a false opinion I answer by law."
        ),
        (Language::English, Role::Interpreter) => format!(
            "I, {name}, interpret before {court}. I undertake to interpret truthfully and completely, adding and distorting nothing, and to keep secret what I learn. For a wilfully false interpretation I answer by law."
        ),
        (Language::English | Language::Chinese, _) => chinese,
    }
}

pub fn undertaking_title(role: Option<Role>) -> &'static str {
    let (zh, en) = match role {
        Some(Role::Interpreter) => ("如实翻译保证书", "Undertaking to interpret truthfully"),
        Some(Role::ForensicExpert) => ("鉴定人承诺书", "Undertaking of the expert"),
        Some(_) | None => ("如实作证保证书", "Undertaking to tell the truth"),
    };
    say(zh, en)
}

pub fn undertaking_law(role: Option<Role>) -> &'static str {
    let (zh, en) = match role {
        Some(Role::Interpreter) => (
            "法庭要求翻译人员先签署。有疑问的，请叫书记员。",
            "The court asks every interpreter to sign first. If in doubt, call the clerk.",
        ),
        Some(Role::ForensicExpert) => (
            "经法院通知，鉴定人拒不出庭的，鉴定意见不得作为认定事实的根据。",
            "If the expert refuses to appear at the court’s notice, the opinion may not be relied on.",
        ),
        Some(_) | None => (
            "拒绝签署保证书的，不得作证；作虚假证言的，依法承担责任。",
            "If you refuse to sign you may not testify. False testimony is punishable by law.",
        ),
    };
    say(zh, en)
}

/// What each screen of check-in will ask, for the list before it begins.
pub fn step_gist(step: CheckInStep) -> &'static str {
    let (zh, en) = match step {
        CheckInStep::Identity => ("姓名、证件末四位", "name, last four of a document"),
        CheckInStep::Authority => ("授权范围、委托书", "its scope, and the paper"),
        CheckInStep::Consent => ("逐项同意或不同意", "agree or not, stage by stage"),
        CheckInStep::Suitability => ("需要的帮助", "help you need"),
        CheckInStep::Adjustments => ("需要的帮助", "help you need"),
        CheckInStep::Rights => ("七条，逐条确认", "seven, one by one"),
        CheckInStep::Discipline => ("六条，逐条确认", "six, one by one"),
        CheckInStep::NoRecording => ("一份声明", "one declaration"),
        CheckInStep::Undertaking => ("签名，作证前当庭宣读", "sign now, read aloud in court"),
        CheckInStep::Place => ("地点和在场的人", "where, and who else is there"),
        CheckInStep::Devices => ("约1分钟", "about a minute"),
    };
    say(zh, en)
}

/// `days`: from today to the day of the hearing, by the calendar in Beijing.
pub fn early_title(at: Millis, days: u64) -> String {
    match (language(), days) {
        (Language::Chinese, 1) => "您的庭审在明天".to_owned(),
        (Language::English, 1) => "Your hearing is tomorrow".to_owned(),
        (Language::Chinese, _) => format!("您的庭审在{}，还有{days}天", date(at)),
        (Language::English, _) => format!("Your hearing is on {}, in {days} days", date(at)),
    }
}

pub fn left_to_do(n: usize) -> String {
    match (language(), n) {
        (Language::Chinese, 0) => "都做好了".to_owned(),
        (Language::English, 0) => "all done".to_owned(),
        (Language::Chinese, _) => format!("还有{n}件"),
        (Language::English, _) => format!("{n} to do"),
    }
}

/// Until a hearing that is not open begins. A day that has gone by has words of its own: nothing is due any more.
pub fn opens_in(at: Millis, now: Millis) -> String {
    if day_number(at) < day_number(now) {
        return day_gone().to_owned();
    }
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

/// `stages`: those that somebody does not consent to attend online.
pub fn refused_stages(stages: &[&str]) -> String {
    match language() {
        Language::Chinese => format!("您不同意在线参加：{}", stages.join("、")),
        Language::English => format!("You do not consent to attend online: {}", stages.join(", ")),
    }
}

pub fn hears_at(at: Millis) -> String {
    let time = short_time(at);
    match language() {
        Language::Chinese => format!("{time} 开庭"),
        Language::English => format!("Hearing at {time}"),
    }
}

/// The time alone where `other`, which stands beside it, is of the same day.
pub fn moment(at: Millis, other: Millis) -> String {
    if day_number(at) == day_number(other) {
        short_time(at)
    } else {
        format!("{} {}", date(at), short_time(at))
    }
}

/// `planned`: what was planned before.
pub fn delayed_until(at: Millis, planned: Millis) -> String {
    let time = moment(at, planned);
    match language() {
        Language::Chinese => format!("推迟到 {time} 左右开庭"),
        Language::English => format!("Delayed until about {time}"),
    }
}

/// `due`: what holds in its place.
pub fn planned(at: Millis, due: Millis) -> String {
    let time = moment(at, due);
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

pub fn rule_of(n: usize, all: usize) -> String {
    match language() {
        Language::Chinese => format!("第{n}条，共{all}条"),
        Language::English => format!("{n} of {all}"),
    }
}

pub fn question_of(n: usize, all: usize) -> String {
    match language() {
        Language::Chinese => format!("第{n}项，共{all}项"),
        Language::English => format!("{n} of {all}"),
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

/// 11月26日 星期四 09:30
pub fn day_and_hour(at: Millis) -> String {
    format!("{} {}", day(at), short_time(at))
}

fn say(zh: &'static str, en: &'static str) -> &'static str {
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// The judge has considered what speaks against being heard online (R12).
pub fn goes_on_online(reason: &str) -> String {
    match language() {
        Language::Chinese => format!("您说明的不便，法官已审查，决定在线进行：{reason}"),
        Language::English => {
            format!("The judge has considered what you named, and goes on online: {reason}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_time_on_another_day_has_its_day() {
        // 2026-11-26 09:30 in Beijing, put off to the same day and to the next.
        let planned: Millis = 1_795_656_600_000;
        let (later, next_day) = (planned + 900_000, planned + 86_400_000);
        assert_eq!(moment(later, planned), "09:45");
        let day = date(next_day);
        assert_eq!(moment(next_day, planned), format!("{day} 09:30"));
        assert!(delayed_until(next_day, planned).contains(&day));
        assert!(!delayed_until(later, planned).contains(&date(planned)));
        assert!(super::planned(planned, next_day).contains(&date(planned)));
    }

    #[wasm_bindgen_test]
    fn a_day_that_has_gone_by_is_not_due() {
        let at: Millis = 1_795_656_600_000;
        assert_ne!(opens_in(at, at + 60_000), day_gone());
        assert_eq!(opens_in(at, at + 86_400_000), day_gone());
    }
}
