//! G2: drunk driving by fast-track procedure, invented throughout.

use hearing::exhibit::{ExhibitCategory, Secrecy};
use hearing::{Case as File, HearingId, Matter, Procedure, Publicity, Role, Seat, Side};

use super::{Case, Filing, china};

pub fn case() -> Case {
    Case {
        matter: Matter {
            id: HearingId::new("g2"),
            court: "北京市海淀区人民法院".into(),
            courtroom: "在线法庭五".into(),
            scheduled_at: china(18, 16, 40),
            procedure: Procedure::CriminalFastTrack,
            publicity: Publicity::Open,
            gallery_seats: hearing::gallery_seats(),
            case: Some(File {
                number: "（2026）京0108刑初678号".into(),
                cause: "危险驾驶罪".into(),
                title: "被告人马骁危险驾驶一案".into(),
                claims: vec![
                    "指控被告人马骁饮酒后在道路上驾驶机动车，血液酒精含量168.5毫克/100毫升".into(),
                    "量刑建议：拘役一个月，缓刑二个月，并处罚金人民币四千元".into(),
                ],
                earlier_hearings: 0,
            }),
        },
        seats: vec![
            Seat::new("judge", Role::PresidingJudge, Side::Court, "陆衡之"),
            Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
            Seat::new("prosecutor", Role::Prosecutor, Side::Plaintiff, "韩素")
                .with_note("北京市海淀区人民检察院"),
            Seat::new("defendant", Role::Party, Side::Defendant, "马骁")
                .with_note("取保候审；在法院指定场所出庭：执法办案管理中心第三远程庭审室"),
            Seat::new("defender", Role::Defender, Side::Defendant, "叶衡").with_note("法律援助"),
        ],
        filings: filings(),
    }
}

fn filings() -> Vec<Filing> {
    vec![
        Filing {
            by: "prosecutor",
            id: "1",
            title: "到案经过",
            category: ExhibitCategory::Documentary,
            source: "公安机关",
            purpose: "证明查获经过",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g2/1-arrival.pdf"),
        },
        Filing {
            by: "prosecutor",
            id: "2",
            title: "呼气酒精检测单",
            category: ExhibitCategory::Documentary,
            source: "公安机关",
            purpose: "证明现场呼气检测结果",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g2/2-breath.pdf"),
        },
        Filing {
            by: "prosecutor",
            id: "3",
            title: "血样提取登记表",
            category: ExhibitCategory::Documentary,
            source: "公安机关",
            purpose: "证明血样提取、封存合法",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g2/3-blood-sample.pdf"),
        },
        Filing {
            by: "prosecutor",
            id: "4",
            title: "血液酒精含量鉴定意见",
            category: ExhibitCategory::ExpertOpinion,
            source: "鉴定机构",
            purpose: "证明血液酒精含量168.5毫克/100毫升",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g2/4-blood-alcohol.pdf"),
        },
        Filing {
            by: "prosecutor",
            id: "5",
            title: "驾驶证及车辆信息",
            category: ExhibitCategory::Documentary,
            source: "公安机关交通管理部门",
            purpose: "证明驾驶资格与车辆情况",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g2/5-licence.pdf"),
        },
        Filing {
            by: "prosecutor",
            id: "7",
            title: "被告人供述",
            category: ExhibitCategory::PartyStatement,
            source: "公安机关讯问",
            purpose: "证明被告人如实供述",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g2/7-confession.pdf"),
        },
        Filing {
            by: "prosecutor",
            id: "8",
            title: "认罪认罚具结书",
            category: ExhibitCategory::Documentary,
            source: "被告人签署，辩护人见证",
            purpose: "证明被告人自愿认罪认罚",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g2/8-plea.pdf"),
        },
        Filing {
            by: "prosecutor",
            id: "9",
            title: "量刑建议书",
            category: ExhibitCategory::Documentary,
            source: "人民检察院",
            purpose: "量刑建议",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g2/9-sentence.pdf"),
        },
    ]
}
