//! The recording: that it fails, what is heard of it, and what is kept.

use hearing::recording::{GapCause, RecorderTrouble, TrackSource};

use super::{Language, language};

super::words! {
    not_recording: "录音录像故障，现在没有录制。", "Recording has failed; nothing is being recorded.";
    stopped_words: "录制设备没有响应，庭审可以继续，缺失的时段已记入庭审日志。可以休庭等候恢复。", "The recorder does not answer. The hearing can go on; what is missing enters the log. You may adjourn until it is back.";
    none_words: "本庭使用的音视频服务器不能录音录像。庭审可以继续；需要录音录像的，请休庭，另行安排。", "The media server that this court uses cannot record. The hearing can go on; where a recording is needed, adjourn and arrange for one.";
    full_words: "存储空间已满，庭审可以继续，缺失的时段已记入庭审日志。请通知技术人员清理空间。", "The disk is full. The hearing can go on; what is missing enters the log. Have the technician make room.";
    space_low: "录音录像空间不足。", "Room for the recording runs out.";
    listen: "从这里听", "Listen from here";
    player: "庭审录音", "Recording of the hearing";
    loading: "正在取录音…", "Fetching the recording…";
    pause: "暂停", "Pause";
    play: "播放", "Play";
    back: "后退五秒", "Five seconds back";
    ahead: "前进十秒", "Ten seconds ahead";
    one_voice: "只听发言人", "Speaker only";
    close: "停止收听", "Stop listening";
    failed: "录音没有放出来，请再试一次。", "The recording did not play. Try again.";
    ended: "这一段到此为止。", "This part ends here.";
    allow: "准许各方收听庭审录音", "Let the parties hear the recording";
    allow_words: "当事人和代理人可以从笔录的任意一行收听；证人只听本人陈述，旁听人员不能收听。每次收听都记入日志。", "Parties and counsel may listen from any line. Witnesses hear only themselves, the gallery nothing. Each time is logged.";
    forbid: "停止各方收听庭审录音", "Stop the parties from hearing the recording";
    forbid_words: "此后只有法庭可以收听；签名前核对本人陈述的除外。", "Only the court hears it from now on, but for those who check their own words before signing.";
    tracks: "庭审录音录像", "Recordings";
    tracks_note: "每人的声音和画面各存一份，写成后取SHA-256记入庭审文件。画面另有同名字幕，播放时叠加庭审时间和案号。收听和下载都记入日志。", "Each voice and picture is kept in a file of its own, with its SHA-256 in the hearing’s file. To each picture there are subtitles of the same name: clock and case number over it as it plays. Each access is logged.";
    no_tracks: "还没有写成的录音录像。中断或闭庭后列在这里。", "No recording is finished yet. They are listed after a break, or when the hearing is closed.";
    download: "下载", "Download";
    cut: "写入中途断电或重启，末尾不足一秒的内容缺失。", "Cut off by a restart; less than a second is missing at its end.";
    clock_over: "时间和案号（字幕）", "Clock and case number (subtitles)";
    explain_gap: "书面说明…", "Explain in writing…";
    explain_gap_title: "故障书面说明", "Written note on the fault";
    explain_gap_words: "写明原因、经过和处理，以您的名义记入庭审文件，不能改动，可以补充。", "What happened, why, and what was done. It enters the hearing’s file over your name; it cannot be changed, only added to.";
    gap_note: "说明", "Note";
    enter_gap_note: "记入庭审文件", "Enter in the file";
    gap_unexplained: "待书面说明", "Not yet explained in writing";
    listened: "收听记录", "Who has listened";
    whole_file: "整个文件", "A whole file";
}

pub fn space_words(minutes: u16) -> String {
    match language() {
        Language::Chinese => format!("按现在的速度还能录{minutes}分钟。请通知技术人员清理空间。"),
        Language::English => {
            format!(
                "At this rate it is enough for {minutes} minutes. Have the technician make room."
            )
        }
    }
}

pub fn trouble_words(trouble: Option<RecorderTrouble>) -> String {
    match trouble {
        Some(RecorderTrouble::DiskFull) => full_words().to_owned(),
        Some(RecorderTrouble::SpaceFor { minutes }) => space_words(minutes),
        Some(RecorderTrouble::NoRecorder) => none_words().to_owned(),
        Some(RecorderTrouble::Stopped) | None => stopped_words().to_owned(),
    }
}

pub fn source(source: TrackSource) -> &'static str {
    let (zh, en) = match source {
        TrackSource::Microphone => ("声音", "Voice"),
        TrackSource::Camera => ("画面", "Picture"),
        TrackSource::Screen => ("屏幕", "Screen"),
    };
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

pub fn gap(cause: GapCause) -> &'static str {
    let (zh, en) = match cause {
        GapCause::Stopped => ("录制设备故障", "the recorder failed"),
        GapCause::DiskFull => ("存储空间已满", "the disk was full"),
        GapCause::Restarted => ("系统重新启动", "the system was restarted"),
        GapCause::Overrun => (
            "写入过慢，部分内容缺失",
            "written too slowly, parts are missing",
        ),
    };
    match language() {
        Language::Chinese => zh,
        Language::English => en,
    }
}

pub fn gap_line(from: &str, until: Option<&str>, cause: GapCause) -> String {
    let until = until.unwrap_or("……");
    match language() {
        Language::Chinese => format!("{from}至{until}未录制：{}", gap(cause)),
        Language::English => format!("{from} to {until} not recorded: {}", gap(cause)),
    }
}

pub fn megabytes(bytes: u64) -> String {
    if bytes < 1_000_000 {
        return format!("{} KB", bytes.div_ceil(1_000));
    }
    let tenths = bytes / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}
