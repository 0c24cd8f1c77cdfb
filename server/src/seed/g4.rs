//! G4: an ordinary civil hearing before a panel of three, in open session, by the people of G3; invented throughout.

use hearing::exhibit::{ExhibitCategory, Secrecy};
use hearing::{Case as File, HearingId, Matter, Procedure, Publicity, Role, Seat, Side};

use super::{Case, Filing, china};

pub fn case() -> Case {
    Case {
        matter: Matter {
            id: HearingId::new("g4"),
            court: "北京市海淀区人民法院".into(),
            courtroom: "在线法庭五".into(),
            scheduled_at: china(29, 9, 30),
            procedure: Procedure::CivilOrdinary,
            publicity: Publicity::Open,
            gallery_seats: hearing::gallery_seats(),
            case: Some(File {
                number: "（2026）京0108民初23456号".into(),
                cause: "竞业限制纠纷".into(),
                title: "原告澜舟低温科技（北京）有限公司诉被告沈砚竞业限制纠纷一案".into(),
                claims: vec![
                    "判令被告继续履行竞业限制义务".into(),
                    "判令被告支付违反竞业限制违约金300,000元".into(),
                    "诉讼费由被告承担".into(),
                ],
                earlier_hearings: 1,
            }),
        },
        seats: vec![
            Seat::new("judge", Role::PresidingJudge, Side::Court, "严讷"),
            Seat::new("panel-judge", Role::PanelJudge, Side::Court, "白砚秋"),
            Seat::new("assessor", Role::Assessor, Side::Court, "唐穗"),
            Seat::new("assistant", Role::JudgeAssistant, Side::Court, "沈乔"),
            Seat::new("clerk", Role::Clerk, Side::Court, "孟蔚"),
            Seat::new("clerk-2", Role::Clerk, Side::Court, "苏禾"),
            Seat::new(
                "plaintiff-rep",
                Role::Representative,
                Side::Plaintiff,
                "贺明川",
            )
            .with_note("原告澜舟低温科技（北京）有限公司委托诉讼代理人"),
            Seat::new("defendant", Role::Party, Side::Defendant, "沈砚"),
            Seat::new("third-rep", Role::Representative, Side::ThirdParty, "周砺")
                .with_note("第三人恒朔装备（苏州）有限公司委托诉讼代理人"),
            Seat::new("expert", Role::ExpertAssistant, Side::Plaintiff, "曹衡")
                .with_note("有专门知识的人"),
            Seat::new("observer", Role::Observer, Side::None, "宋知夏"),
        ],
        filings: filings(),
    }
}

fn filings() -> Vec<Filing> {
    vec![
        Filing {
            by: "plaintiff-rep",
            id: "P1",
            title: "劳动合同与保密协议",
            category: ExhibitCategory::Documentary,
            source: "原告",
            purpose: "证明双方约定了保密义务和竞业限制",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g3/a1-contract.pdf"),
        },
        Filing {
            by: "plaintiff-rep",
            id: "P2",
            title: "员工保密培训签到",
            category: ExhibitCategory::Documentary,
            source: "原告",
            purpose: "证明被告知悉其义务",
            secrecy: Secrecy::Open,
            bytes: include_bytes!("../../demo/g3/a2-training.pdf"),
        },
        Filing {
            by: "defendant",
            id: "D1",
            title: "离职交接单",
            category: ExhibitCategory::Documentary,
            source: "被告",
            purpose: "证明资料均已交回，未约定补偿",
            secrecy: Secrecy::Open,
            bytes: include_bytes!("../../demo/g3/b1-handover.pdf"),
        },
        Filing {
            by: "third-rep",
            id: "T1",
            title: "公开文献三篇",
            category: ExhibitCategory::Documentary,
            source: "公开出版物",
            purpose: "证明被告现职所用技术均已公开",
            secrecy: Secrecy::Open,
            bytes: include_bytes!("../../demo/g3/b2-literature.pdf"),
        },
    ]
}
