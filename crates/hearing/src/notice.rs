//! What a person is told, declares and signs, word by word (R4-R6, R10). The Chinese text is the one that counts; what
//! was shown is on record by its edition, and a test holds each edition to its text.

use crate::Role;
use crate::check_in::DISCIPLINE_RULES;

/// Raised with every change of a text below. What is shown and what is recorded carry it (R5).
pub const EDITION: u16 = 3;

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

/// 诉讼权利义务 of one person, told one by one (R5).
pub const RIGHTS: u8 = 4;
/// 法律后果, told one by one (R5).
pub const CONSEQUENCES: u8 = 3;

/// 诉讼权利义务 (R5; CPL 49-52, 140; CrPL 14, 29, 33, 190; CPLI 119, EV 71): what one may do, and has to.
pub fn rights(role: Role, criminal: bool) -> [&'static str; RIGHTS as usize] {
    match (is_heard(role), criminal) {
        (true, _) => [
            "您有权用本民族语言文字发言，听不懂的，可以要求翻译。",
            "只回答法庭准许的发问；与本案无关的，或者侮辱人的发问，可以请法庭制止。",
            "因出庭支出的必要费用和误工损失，可以依法请求补偿；本人或者近亲属因出庭有危险的，可以请求保护。",
            "您有义务如实陈述、如实说明，接受法庭和各方的询问；庭后核对自己的陈述并签名。",
        ],
        (false, false) => [
            "您有权委托代理人，申请回避，收集、提供证据，进行辩论，请求调解，提起上诉。",
            "您有权查阅、复制本案材料；原告可以放弃、变更诉讼请求，被告可以承认、反驳、反诉，双方可以和解。",
            "您有权用本民族语言文字进行诉讼，可以请翻译，可以申请证人、鉴定人出庭。",
            "您有义务依法行使权利，遵守诉讼秩序，如实陈述，履行已经生效的裁判。",
        ],
        (false, true) => [
            "有权申请法官、人民陪审员、书记员、检察人员、鉴定人、翻译人员回避。",
            "被告人有权自行辩护，也可以委托辩护人；符合条件的，可以得到法律援助。",
            "有权提供证据，申请通知新的证人到庭、调取新的物证、重新鉴定；对证据可以质证、发问和辩论。",
            "被告人有最后陈述的权利；各方应当遵守法庭秩序，用本民族语言文字进行诉讼，可以请翻译。",
        ],
    }
}

/// 法律后果 (R5; CPL 114, 146, 147, CPLI 119, 189; CrPL 125, 224; R12 25).
pub fn consequences(role: Role, criminal: bool) -> [&'static str; CONSEQUENCES as usize] {
    match (is_heard(role), criminal) {
        (true, _) => [
            "作伪证、虚假鉴定、虚假翻译的，可以罚款、拘留；构成犯罪的，依法追究刑事责任。",
            "接到通知无正当理由不到庭的，您的证言、意见可能不作为认定事实的根据，费用可能要退还。",
            "旁听了庭审，或者把庭上的内容告诉、打听于其他证人的，您的陈述可能不被采信，并可以依法处罚。",
        ],
        (false, false) => [
            "原告无正当理由不到庭、中途退庭的，可以按撤诉处理；被告的，可以缺席判决。",
            "虚假陈述、伪造证据、虚假诉讼的，可以罚款、拘留；构成犯罪的，依法追究刑事责任。",
            "不按期举证又没有正当理由的，证据可能不被采纳，并可以训诫、罚款；负有举证责任而举不出证据的，承担不利后果。",
        ],
        (false, true) => [
            "自愿认罪认罚的，可以依法从宽；不是自愿的，或者否认犯罪事实的，不适用速裁程序。",
            "隐匿、伪造、毁灭证据，威胁、引诱证人的，依法追究责任。",
            "扰乱法庭秩序的，可以警告、责令退出、罚款、拘留；构成犯罪的，依法追究刑事责任。",
        ],
    }
}

/// Who comes to be heard or to interpret, and not for a side of the dispute.
pub fn is_heard(role: Role) -> bool {
    role.is_called() || role == Role::Interpreter
}

/// Whether the words of this edition are kept here.
pub fn is_known(edition: u16) -> bool {
    (1..=EDITION).contains(&edition)
}

/// As they were read in an edition, since the text may have been changed.
pub fn consent_in(edition: u16) -> Option<[&'static str; 7]> {
    let mut words = consent();
    if edition == 1 {
        words[3] = "各方都不同意，或者一方有正当理由不同意；各方都没有条件；要当场查明身份、核对原件、查验实物；案件疑难、证据繁多；涉及国家安全、国家秘密；有重大社会影响的，不在线开庭。途中发现这些情形，改到法院进行，已完成的部分有效。";
    }
    is_known(edition).then_some(words)
}

/// See [`consent_in`].
pub fn discipline_in(
    edition: u16,
    role: Role,
) -> Option<[&'static str; DISCIPLINE_RULES as usize]> {
    let mut words = discipline(role);
    if edition == 1 && role.only_watches() {
        words[2] = "证人、鉴定人和准备出庭提出意见的人不得旁听；未成年人旁听要经法庭许可。";
    }
    is_known(edition).then_some(words)
}

/// See [`consent_in`]. Told one by one since the third edition.
pub fn rights_in(
    edition: u16,
    role: Role,
    criminal: bool,
) -> Option<[&'static str; RIGHTS as usize]> {
    (is_known(edition) && edition >= 3).then(|| rights(role, criminal))
}

/// See [`rights_in`].
pub fn consequences_in(
    edition: u16,
    role: Role,
    criminal: bool,
) -> Option<[&'static str; CONSEQUENCES as usize]> {
    (is_known(edition) && edition >= 3).then(|| consequences(role, criminal))
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
