//! What a person is told, declares and signs, word by word (R4-R6, R10). The Chinese text is the one that counts; what
//! was shown is on record by its edition, and a test holds each edition to its text.

use crate::Role;
use crate::check_in::DISCIPLINE_RULES;

/// Raised with every change of a text below. What is shown and what is recorded carry it (R5).
pub const EDITION: u16 = 2;

/// 在线诉讼告知 (R4; R12 2, 4, 5, 21, 24, 25): told before anybody agrees or refuses.
pub fn consent() -> [&'static str; 7] {
    [
        "在线开庭、在线调解、在线宣判，与到法院进行效力相同。",
        "您可以对每个环节分别选择。只同意一个环节的，不推定您同意其他环节。",
        "您的权利一项都不少：申请回避、提交证据、质证、陈述、辩论、委托代理人、请翻译或其他协助。",
        "各方都不同意，或者一方有正当理由不同意；各方都没有条件；要当场查明身份、核对原件、查验实物；案件疑难、证据繁多；涉及国家安全、国家秘密；有重大社会影响；法院认为有其他不宜情形的，不在线开庭。途中发现这些情形，改到法院进行，已完成的部分有效。",
        "同意后反悔的，应当在该环节开始前的合理时间内提出；不是故意拖延的，可以改到法院进行。",
        "同意后无正当理由不到庭的，视为拒不到庭；擅自退出，经提示、警告仍不改正的，视为中途退庭。网络故障、设备损坏、停电、不可抗力除外。",
        "操作方法：在本页完成签到和设备检测，在候审页等候，准许后自动进入法庭。不会操作，随时点“叫书记员”。",
    ]
}

/// 法庭纪律 (R5; CR 9, 17): acknowledged one by one. Who only watches has rules of his own.
pub fn discipline(role: Role) -> [&'static str; DISCIPLINE_RULES as usize] {
    if role.only_watches() {
        [
            "服从法庭指挥。旁听不发言、不提问，不鼓掌、不喧哗；您的摄像头和麦克风不会接通。",
            "未经法庭许可，不得录音、录像、拍照、截屏、直播，不得传播庭审内容。",
            "证人、鉴定人和准备出庭提出意见的人不得旁听；未成年人旁听要经法院批准。",
            "不得给当事人、证人传话、递消息，不得把庭上听到的告诉还没有作证的人。",
            "没有登记的人，不得和您一起旁听。衣着得体，不在行驶的车上旁听。",
            "休庭、转为不公开、调解时，画面和声音会停；恢复时自动接上，不用重新进入。",
        ]
    } else {
        [
            "服从法庭指挥。发言先举手，经准许再说；不随意打断，不喧哗。",
            "摄像头、麦克风保持正常，人不离开画面，不擅自退出。",
            "未经法庭许可，不得录音、录像、拍照、截屏、直播，不得传播庭审内容。",
            "未经准许，不让别人在场、旁听或者提示。",
            "关闭手机铃声和其他软件。衣着得体，不吸烟，不吃东西，不在行驶的车上参加。",
            "断线不是退庭：马上重新连接，连不上就打电话给书记员。",
        ]
    }
}

/// 禁止私自录音录像声明 (R6; R12 27).
pub fn no_recording(name: &str) -> String {
    format!(
        "本人{name}声明：在候审和本次庭审中，不以任何设备录音、录像、拍照、截屏，不直播，不转发、传播庭审内容。违反的，愿承担法律责任。"
    )
}

/// 保证书 (R10): of a witness (EV 71), a forensic expert (EV 33) and an interpreter; nobody else signs one.
pub fn undertaking(role: Role, name: &str, court: &str) -> Option<String> {
    match role {
        Role::Witness => Some(format!(
            "本人{name}，在{court}作证。我保证据实陈述，绝无隐瞒、歪曲、增减。如有虚假陈述，愿接受处罚。"
        )),
        Role::ForensicExpert => Some(format!(
            "本人{name}，在{court}就鉴定意见出庭。我承诺客观、公正、诚实地鉴定，如实说明，接受询问。作虚假鉴定的，愿依法承担责任。"
        )),
        Role::Interpreter => Some(format!(
            "本人{name}，在{court}担任翻译。我保证如实、完整地翻译，不增减、不歪曲，保守庭审中知悉的秘密。故意作虚假翻译的，愿依法承担责任。"
        )),
        Role::PresidingJudge
        | Role::PanelJudge
        | Role::Assessor
        | Role::JudgeAssistant
        | Role::Clerk
        | Role::Party
        | Role::Representative
        | Role::Prosecutor
        | Role::Defender
        | Role::ExpertAssistant
        | Role::Guardian
        | Role::Observer
        | Role::Inspector
        | Role::Technician
        | Role::Administrator => None,
    }
}
