//! Words of the courtroom and the bench.

use hearing::GuardItem;

use super::{Language, language, terms};

super::words! {
    the_court: "审判区", "The court";
    stages: "庭审阶段", "Stages of the hearing";
    what_happens: "现在进行", "What is happening";
    controls: "操作", "Controls";
    emblem: "国徽位置，由法院提供图形", "Place of the national emblem; the artwork is supplied by the court";
    emblem_short: "国徽", "";
    recording: "录音录像中", "Recording";
    recording_paused: "录音录像中断", "Recording paused";
    recording_missing: "未接入录音录像", "No recorder connected";
    recording_failed: "录音录像故障", "Recording has failed";
    recording_off: "未录音录像", "Not recording";
    beijing_time: "北京时间", "Beijing time";
    you: "您", "You";
    speaking: "正在发言", "Speaking";
    has_floor: "轮到发言", "Has the floor";
    muted_by_court: "法庭静音", "Muted by court";
    locked_by_court: "法庭静音锁定", "Muted and locked";
    microphone_on: "麦克风开", "Microphone on";
    microphone_off: "麦克风关", "Microphone off";
    camera_on: "摄像头开", "Camera on";
    camera_off: "摄像头关", "Camera off";
    open_microphone: "打开麦克风", "Turn the microphone on";
    close_microphone: "关闭麦克风", "Turn the microphone off";
    open_camera: "打开摄像头", "Turn the camera on";
    close_camera: "关闭摄像头", "Turn the camera off";
    hand: "举手", "Raise hand";
    hand_up: "已举手", "Hand is up";
    hands: "举手", "Hands";
    lower_hand: "放下", "Lower";
    line_weak: "网络较弱", "Connection weak";
    cause_open: "原因待认定", "Cause to be determined";
    not_here: "未到庭", "Not here";
    sequestered: "候审室候传", "Sequestered";
    waiting: "等候入庭", "Waiting";
    removed: "已责令退出", "Removed";
    witness_stand: "证人席", "Witness stand";
    stand_empty: "空席", "Empty";
    give_floor: "请发言", "Give floor";
    take_floor: "收回发言权", "Withdraw the floor";
    mute: "静音", "Mute";
    mute_and_lock: "静音并锁定", "Mute and lock";
    release: "解除静音", "Unmute";
    send_to_wait: "请其暂离…", "Send to wait…";
    remove: "责令退出…", "Remove…";
    admonish: "警告、训诫…", "Warn or admonish…";
    whom_to_call: "请谁到庭", "Whom to call";
    admit: "准许入庭", "Admit";
    now: "现在", "Now";
    next: "接下来", "Next";
    your_turn: "轮到您时", "Your turn";
    gallery: "旁听", "Gallery";
    gallery_rule: "请保持安静；不得录音、录像、截屏", "Please stay silent; no recording, no screenshots";
    speak_now: "请您发言", "Please speak now";
    speak_muted: "请您发言，先打开麦克风", "Please speak: turn the microphone on";
    speak_locked: "轮到您发言，法庭还关着您的麦克风，请稍候", "It is your turn; the court still holds your microphone shut, please wait";
    wait_floor: "要发言请举手，等法官同意", "To speak, raise your hand and wait for the judge";
    say_three: "依次说真实性、合法性、关联性和证明目的", "State your view on authenticity, legality, relevance and purpose of proof.";
    free: "法庭主持", "The court is conducting the hearing";
    clerk_checks: "书记员核对到庭情况", "The clerk checks who is here";
    no_need_to_speak: "休庭中，不必发言，请留在本页等候复庭", "Adjourned: no need to speak; please stay on this page";
    adjourned_now: "休庭，等待复庭", "Adjourned, waiting to resume";
    deliberating: "合议中", "Deliberating";
    closed_now: "已闭庭", "Closed";
    sign_next: "核对笔录并签名", "Read the transcript and sign";
    open_court: "宣布开庭", "Open the hearing";
    open_court_words: "开庭后开始录音录像，进入宣布开庭阶段。", "Recording begins and the opening stage starts.";
    open_court_unrecorded: "未接入录音录像设备，开庭后不会录音录像。进入宣布开庭阶段。", "No recorder is connected: nothing will be recorded. The opening stage starts.";
    not_ready: "书记员尚未报告庭前准备就绪。", "The clerk has not reported that all is ready.";
    resume: "复庭", "Resume";
    adjourn: "休庭", "Adjourn";
    adjourn_words: "休庭期间录音录像中断，各方留在线上等候。事由写入笔录，各方可见。", "Recording pauses; everyone stays and waits. The reason enters the transcript; the parties see it.";
    mute_all: "全体静音", "Mute all";
    orders: "其他庭务", "Orders";
    line_lost: "断线", "Line lost";
    secure: "立即保密", "Secure";
    explain_securing: "说明保密事由…", "Say why…";
    explain_securing_title: "转为保密状态的事由", "Why the room was secured";
    explain_securing_words: "法庭已经清退。事由记入笔录。", "The room is clear. The reason enters the transcript.";
    explain_securing_enter: "记入笔录", "Enter";
    secure_armed: "再按一次", "Press again";
    secure_words: "全体当事人、证人回到候审，旁听清退；只有法庭人员留在庭内。", "Everybody goes back to waiting and the gallery is cleared; only the court stays in the room.";
    present: "到庭", "Present";
    waiting_count: "候审", "Waiting";
    readiness: "庭前准备", "Readiness";
    exhibits: "证据", "Exhibits";
    docket: "庭审日程", "Hearings";
    record: "笔录签名", "Record";
    leave: "离开", "Leave";
    leave_words: "未经法庭许可离开，经提示、警告仍不返回的，可能被认定为中途退庭。", "If you leave without the court’s permission and do not return after a prompt and a warning, this may be found to be withdrawal mid-hearing.";
    leave_gallery: "离开旁听席后，可凭链接再次进入。", "You leave the gallery; your link brings you back.";
    small_window: "小窗", "Small window";
    small_window_end: "收回小窗", "Close small window";
    call_clerk: "叫书记员", "Call the clerk";
    more_keys: "更多", "More";
    clerk_called: "已叫书记员", "Clerk called";
    people: "人员", "People";
    how_heard: "审理方式", "How the case is heard";
    ending: "结束", "End";
    close_hearing: "闭庭…", "Close the hearing…";
    close_hearing_act: "闭庭", "Close the hearing";
    close_words: "停止录音录像，转入核对签名。此后不能再发言和出示证据。", "Recording stops and sign-off begins. Nobody can speak or present after this.";
    pause_recording: "中断录音录像…", "Pause the recording…";
    pause_words: "除休庭外，只有下列两种情形可以中断；原因写入笔录。", "Besides a break, on these two grounds only; the ground enters the transcript.";
    resume_recording: "恢复录音录像", "Resume the recording";
    deliberate: "合议", "Deliberate";
    deliberate_words: "审判人员转入合议室，其他人看不到、听不到。", "The bench moves to the deliberation room; nobody else sees or hears.";
    end_deliberation: "结束合议", "End the deliberation";
    before_stage: "进入下一阶段之前", "Before the next stage";
    guard_note: "系统只作提示，不阻止。仍要进入的，请写明理由，理由写入笔录。", "This is a reminder, not a bar. To go on, give a reason; it enters the transcript.";
    record_item: "记录在案", "Put on record";
    other_stages: "其他阶段", "Other stages";
    issues: "争议焦点", "Issues in dispute";
    issues_pinned: "审判长归纳、各方确认的争议焦点。", "As the court has summed them up and the parties have confirmed them.";
    issues_hint: "每行一个焦点", "One issue a line";
    set_issues: "确定争议焦点", "Set the issues";
    measure: "措施", "Measure";
    words_said: "内容（写入笔录）", "Words (they enter the transcript)";
    speaker_place: "正在发言的人", "The person who has the floor";
    not_shown: "证据内容不向旁听席显示。", "Exhibits are not shown in the gallery.";
    sound: "播放声音", "Play sound";
    device_denied: "浏览器没有允许使用摄像头或麦克风。请在地址栏左侧的图标中允许，然后刷新页面。", "The browser was not allowed to use camera or microphone. Allow them at the icon left of the address, then reload.";
    device_missing: "没有找到摄像头或麦克风，请连接后重试。", "No camera or microphone was found. Connect one and try again.";
    device_busy: "摄像头或麦克风正被其他程序占用，请关闭后重试。", "Camera or microphone is used by another program. Close it and try again.";
    device_failed: "摄像头或麦克风无法打开，请刷新页面；仍不行请叫书记员。", "Camera or microphone could not be opened. Reload; if it still fails, call the clerk.";
    media_joining: "正在接通音视频…", "Connecting sound and picture…";
    media_again: "音视频中断，正在恢复…", "Sound and picture lost, coming back…";
    sound_only: "仅声音", "Sound only";
    sound_only_choice: "只收声音，不收他人画面", "Hear the others without seeing them";
    sound_only_words: "省流量，声音更稳。证据、笔录照常；法庭仍看得到您。", "Saves data and keeps the sound steady. Exhibits and transcript stay; the court still sees you.";
    line_small: "您的网络较弱，画面已调小，声音不受影响。", "Your connection is weak: pictures are smaller now, the sound is not touched.";
    line_no_others: "您的网络很弱，暂不接收他人画面；声音、证据和笔录照常。网络好转后自动恢复。", "Your connection is very weak: the others are heard and not seen for now; sound, exhibits and transcript go on. Pictures come back by themselves.";
    line_good: "网络已恢复，画面照常。", "Your connection is good again, with all pictures.";
    captions: "字幕", "Captions";
    no_captions: "还没有发言记录。", "Nothing has been said yet.";
    devices: "设备", "Devices";
    devices_words: "换用其他设备，不必离开法庭。", "Change devices without leaving the room.";
    devices_done: "完成", "Done";
    self_view: "您的画面，别人看到的不是镜像", "How you are seen; to the others it is not mirrored";
    ground_evidence: "公开庭审中的不公开举证、质证", "Closed evidence in a public hearing";
    ground_mediation: "不宜录制的调解活动", "Mediation not fit for recording";
}

pub fn presents(who: &str, exhibit: &str) -> String {
    match language() {
        Language::Chinese => format!("{who}出示 {exhibit}"),
        Language::English => format!("{who} presents {exhibit}"),
    }
}

pub fn speaks(who: &str) -> String {
    match language() {
        Language::Chinese => format!("{who}发言"),
        Language::English => format!("{who} speaks"),
    }
}

pub fn examines(who: &str, exhibit: &str) -> String {
    match language() {
        Language::Chinese => format!("{who}对 {exhibit} 质证"),
        Language::English => format!("{who} examines {exhibit}"),
    }
}

pub fn ask_to_speak(who: &str) -> String {
    match language() {
        Language::Chinese => format!("请{who}发言"),
        Language::English => format!("Give {who} the floor"),
    }
}

pub fn enter_stage(stage: &str) -> String {
    match language() {
        Language::Chinese => format!("进入{stage}"),
        Language::English => format!("Go to {stage}"),
    }
}

/// Of what is wanted only where one goes to this stage.
pub fn only_before(stage: &str) -> String {
    match language() {
        Language::Chinese => format!("进入{stage}前"),
        Language::English => format!("before {stage}"),
    }
}

pub fn open_items(count: usize) -> String {
    match language() {
        Language::Chinese => format!("{count} 项未完成"),
        Language::English => format!("{count} open"),
    }
}

pub fn court_opens(panel: bool) -> &'static str {
    match (language(), panel) {
        (Language::Chinese, false) => "审判员宣布开庭",
        (Language::Chinese, true) => "审判长宣布开庭",
        (Language::English, false) => "The judge opens the hearing",
        (Language::English, true) => "The presiding judge opens the hearing",
    }
}

/// A witness is called; an expert, whose plate says who he is, comes at the court's notice.
pub fn call_in(witness: bool) -> &'static str {
    match (language(), witness) {
        (Language::Chinese, true) => "传证人到庭",
        (Language::Chinese, false) => "请其到庭",
        (Language::English, true) => "Call the witness",
        (Language::English, false) => "Call in",
    }
}

/// Who waits outside since the room was secured.
pub fn bring_back(count: usize) -> String {
    match language() {
        Language::Chinese => format!("请回清退的 {count} 人"),
        Language::English => format!("Bring back {count}"),
    }
}

/// One of those who wait to be called.
pub fn waiting_person(role: &str, name: &str, heard: bool) -> String {
    match (language(), heard) {
        (Language::Chinese, false) => format!("{role} {name}"),
        (Language::Chinese, true) => format!("{role} {name}（已到过庭）"),
        (Language::English, false) => format!("{role} {name}"),
        (Language::English, true) => format!("{role} {name} (was called before)"),
    }
}

pub fn dismiss(role: &str) -> String {
    match language() {
        Language::Chinese => format!("{role}退庭"),
        Language::English => format!("Dismiss the {}", role.to_lowercase()),
    }
}

pub fn acts_for(name: &str) -> String {
    match language() {
        Language::Chinese => format!("{name}：法庭操作"),
        Language::English => format!("Acts for {name}"),
    }
}

pub fn more_for(name: &str) -> String {
    match language() {
        Language::Chinese => format!("更多：{name}"),
        Language::English => format!("More for {name}"),
    }
}

pub fn remove_words(name: &str) -> String {
    match language() {
        Language::Chinese => {
            format!("{name}的连接立即断开，不能自行返回。事由记入庭审日志，开庭后并写入笔录。")
        }
        Language::English => format!(
            "{name} is cut off at once and cannot come back by the link. The reason enters the hearing log and, once the hearing is open, the transcript."
        ),
    }
}

pub fn wait_words(name: &str) -> String {
    match language() {
        Language::Chinese => format!("{name}回到候审区，可随时请回。"),
        Language::English => format!("{name} goes back to waiting and can be called in again."),
    }
}

/// What closing passes over.
pub fn close_over(items: &[GuardItem]) -> String {
    let list: Vec<_> = items.iter().map(|item| terms::guard_item(*item)).collect();
    match language() {
        Language::Chinese => format!(
            "以下事项尚未记录：{}。闭庭后不能补做，请说明理由，理由写入笔录。",
            list.join("；")
        ),
        Language::English => format!(
            "Not on the record yet: {}. After closing it cannot be made up; give a reason, which enters the transcript.",
            list.join("; ")
        ),
    }
}
