//! Words of the clerk's desk: keys, clashes, replacing, jumping, versions.

use hearing::speech::SpeechState;
use hearing::transcript::Why;

use super::{Language, language};

super::words! {
    keys: "快捷键", "Keys";
    key_speaker: "选择发言人", "Choose the speaker";
    key_nobody: "记活动", "An act, said by nobody";
    key_interpreted: "这位发言人的话经翻译记入，再按取消", "This speaker’s words come through the interpreter; again for no more";
    interpreted: "经翻译", "Interpreted";
    who_is_interpreted: "先选择发言人，再标“经翻译”。", "Choose who speaks first, then mark it as interpreted.";
    not_speech: "这一行不是发言，不标“经翻译”。", "This line is nobody’s speech and is not marked as interpreted.";
    key_enter: "入笔录；修改时为保存", "Put on record; save while editing";
    key_newline: "行内换行", "New line within the line";
    key_go: "修改上一行、下一行", "Edit the line above, below";
    key_insert: "在此行后插入", "Insert behind this line";
    key_split: "修改时：在光标处拆成两行", "While editing: split at the caret";
    key_join_up: "修改时在行首：并入上一行", "While editing, at the start: join to the line above";
    key_join_down: "修改时在行尾：并入下一行", "While editing, at the end: join the line below";
    key_leave: "放弃修改，回到末行", "Leave the line, back to the end";
    key_undo: "撤销本人上一步", "Take back one’s own last act";
    key_phrase: "常用语、本环节用语、本院用语", "Phrases: general, of the stage, the court’s own";
    key_keep_phrase: "将所输入或所选文字存为本院用语", "Keep what is typed or selected as a phrase of the court";
    key_find: "查找", "Find";
    key_replace: "替换", "Replace";
    key_open_found: "打开找到的一行，再按打开下一行", "Open the line that was found, then the next";
    key_open_there: "打开跳转到的一行", "Open the line jumped to";
    key_jump: "跳转到环节、发言人、证据", "Jump to a stage, a speaker, an exhibit";
    key_versions: "改动与版本对比", "Changes and versions";
    key_accept: "采纳语音识别的下一句", "Take the next sentence of speech-to-text";
    key_accept_changed: "改后采纳", "Take it with changes";
    key_dismiss: "不采纳", "Leave it";
    speech: "语音识别", "Speech-to-text";
    accept: "采纳", "Take";
    accept_changed: "改后采纳", "Change";
    dismiss: "不采纳", "Leave";
    taking: "改后采纳语音识别的一句", "Taking a sentence of speech-to-text, with changes";
    nothing_heard: "没有待采纳的识别结果。", "Speech-to-text proposes nothing.";
    keep_mine: "以我的为准", "Put mine in its place";
    keep_theirs: "保留他人的", "Leave theirs";
    choose_first: "这一行已被他人修改，请先选择以谁的为准。", "Somebody changed this line. Choose first whose words stand.";
    not_taken: "未被采纳的文字", "Words that were not taken";
    not_taken_closed: "这些文字没有进入笔录，仍留在本机，请逐条处理；确需写入的，请申请补正。", "These words are not in the record and are still kept on this computer. Decide about each; what must be in the record can be asked for as a correction.";
    open_again: "上次没有保存的修改已放回输入框。", "What you were changing and had not saved is in the box again.";
    into_box: "放回输入框", "Back into the box";
    box_in_use: "请先写完输入框里的内容。", "Finish what is in the box first.";
    yours: "您的文字：", "Yours: ";
    stands: "现在的文字：", "It reads: ";
    take_up: "打开再改", "Open it again";
    let_go: "放弃", "Let go";
    nothing_to_split: "光标前后都要有文字才能拆分。", "There must be words on both sides of the caret.";
    speakers_differ: "两行的发言人不同，不能合并。", "The two lines have different speakers.";
    not_saved_yet: "这一行尚未保存，请稍候。", "This line is not saved yet. Wait a moment.";
    struck: "已删去，可按 Ctrl+Z 撤销；原文留存于改动记录。", "Taken out. Ctrl+Z brings it back; its words stay in the changes.";
    undone: "已撤销。", "Taken back.";
    nothing_to_undo: "没有可以撤销的。", "Nothing to take back.";
    changed_since: "这一行此后又有改动，未撤销。", "The line was changed since; it stays as it is.";
    of_stage: "本环节", "This stage";
    own_phrases: "本院", "Our own";
    drop_phrase: "删除这条", "Remove this phrase";
    nothing_to_keep: "先输入要保存的文字。", "Type what is to be kept first.";
    replace_with: "替换为", "Replace with";
    replace_all: "全部替换", "Replace all";
    frozen: "笔录已交付核对，不能替换。", "The record lies open for signing; nothing is replaced.";
    jump_to: "跳转到", "Jump to";
    jump_hint: "环节、发言人、证据；回车到下一处", "Stage, speaker, exhibit; Enter for the next place";
    stages: "环节", "Stages";
    speakers: "发言人", "Speakers";
    exhibits: "证据", "Exhibits";
    nowhere: "没有可跳转之处。", "Nowhere to jump to.";
    not_kept: "本机无法暂存（磁盘已满或浏览器不允许）。有未保存的行时请不要关闭页面。", "This browser keeps nothing (its disk is full, or it may not). Do not close the page while lines are unsaved.";
    versions: "改动", "Changes";
    versions_none: "还没有改动。", "Nothing has been changed.";
    versions_note: "每次改动的时间、改动人和原因。原文一律留存。", "Each change with time, who and why. What it read before is kept.";
    version_from: "比较自", "Compare from";
    version_to: "至", "to";
    version_now: "现在", "Now";
    version_same: "这两个版本相同。", "These two versions are the same.";
    nobody_speaks: "记载", "Entry";
    version_added: "新增", "Added";
    version_gone: "删去", "Taken out";
}

pub fn speech_state(state: SpeechState) -> &'static str {
    let chinese = language() == Language::Chinese;
    match (state, chinese) {
        (SpeechState::Off, true) => "语音识别：未启用",
        (SpeechState::Off, false) => "Speech-to-text: not in use",
        (SpeechState::Resting, true) => "语音识别：现在不收听",
        (SpeechState::Resting, false) => "Speech-to-text: not listening now",
        (SpeechState::Working, true) => "语音识别：正常",
        (SpeechState::Working, false) => "Speech-to-text: working",
        (SpeechState::Interrupted, true) => "语音识别：中断，正在重连",
        (SpeechState::Interrupted, false) => "Speech-to-text: interrupted, trying again",
    }
}

pub fn more_waiting(count: usize) -> String {
    match language() {
        Language::Chinese => format!("另有{count}句待采纳"),
        Language::English => format!("{count} more waiting"),
    }
}

pub fn missed(seconds: u32) -> String {
    match language() {
        Language::Chinese => format!("有{seconds}秒语音未送识别"),
        Language::English => format!("{seconds} s of voices were not heard by it"),
    }
}

pub fn dropped(count: u32) -> String {
    match language() {
        Language::Chinese => format!("略去{count}句未处理或不可信的结果"),
        Language::English => format!("{count} results left out, unread or not credible"),
    }
}

pub fn held_by(name: &str) -> String {
    match language() {
        Language::Chinese => format!("{name}正在修改这一行"),
        Language::English => format!("{name} is writing in this line"),
    }
}

pub fn mending(number: usize) -> String {
    match language() {
        Language::Chinese => format!("修改第 {number} 行"),
        Language::English => format!("Editing line {number}"),
    }
}

pub fn inserting(number: usize) -> String {
    match language() {
        Language::Chinese => format!("在第 {number} 行后插入"),
        Language::English => format!("Inserting behind line {number}"),
    }
}

pub fn phrase_kept(phrase: &str) -> String {
    match language() {
        Language::Chinese => format!("已存为本院用语：{phrase}"),
        Language::English => format!("Kept as a phrase of the court: {phrase}"),
    }
}

pub fn own_note(count: usize, most: usize) -> String {
    match language() {
        Language::Chinese => format!("{count}/{most} 条。输入后按 Ctrl+S 存入。"),
        Language::English => format!("{count} of {most}. Type it, then Ctrl+S."),
    }
}

pub fn not_put_back(count: usize) -> String {
    match language() {
        Language::Chinese => format!("{count} 行此后又有改动，未撤销；其余已撤销。"),
        Language::English => {
            format!("{count} lines were changed since and stay; the rest is taken back.")
        }
    }
}

pub fn found(places: usize, lines: usize) -> String {
    match language() {
        Language::Chinese => format!("{lines} 行，{places} 处"),
        Language::English => format!("{places} in {lines} lines"),
    }
}

pub fn replaced(places: usize, lines: usize) -> String {
    match language() {
        Language::Chinese => format!("已替换 {lines} 行 {places} 处，可按 Ctrl+Z 撤销。"),
        Language::English => format!("Replaced {places} in {lines} lines. Ctrl+Z takes it back."),
    }
}

pub fn line_number(number: usize) -> String {
    match language() {
        Language::Chinese => format!("第 {number} 行"),
        Language::English => format!("Line {number}"),
    }
}

pub fn why(why: &Why) -> &'static str {
    let (zh, en) = match why {
        Why::Mended => ("修改", "Edited"),
        Why::Replaced => ("批量替换", "Replaced"),
        Why::Undone => ("撤销", "Taken back"),
        Why::Split => ("拆分", "Split"),
        Why::Joined => ("合并", "Joined"),
        Why::Struck => ("删去", "Taken out"),
        Why::Restored => ("恢复", "Put back"),
        Why::Corrected(_) => ("准予补正", "Correction granted"),
    };
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}
