//! G3: a trade secret, heard by a panel behind closed doors, invented throughout.

use hearing::exhibit::{ExhibitCategory, Secrecy};
use hearing::{Case as File, HearingId, Matter, Procedure, Publicity, Role, Seat, Side};

use super::{Case, Filing, china};

pub fn case() -> Case {
    Case {
        matter: Matter {
            id: HearingId::new("g3"),
            court: "北京知识产权法院".into(),
            courtroom: "在线法庭一".into(),
            scheduled_at: china(26, 14, 0),
            procedure: Procedure::CivilOrdinary,
            publicity: Publicity::ClosedOnApplication,
            gallery_seats: hearing::gallery_seats(),
            case: Some(File {
                number: "（2026）京73民初456号".into(),
                cause: "侵害技术秘密纠纷".into(),
                title: "原告澜舟低温科技（北京）有限公司诉被告沈砚、恒朔装备（苏州）有限公司侵害技术秘密纠纷一案"
                    .into(),
                claims: vec!["判令二被告停止侵害原告“低温阀座涂层烧结温度-时间曲线”技术秘密并赔偿损失".into()],
earlier_hearings: 0,
            }),
        },
        seats: vec![
            Seat::new("judge", Role::PresidingJudge, Side::Court, "严讷"),
            Seat::new("panel-judge", Role::PanelJudge, Side::Court, "白砚秋"),
            Seat::new("assessor", Role::Assessor, Side::Court, "唐穗"),
            Seat::new("investigator", Role::JudgeAssistant, Side::Court, "郑闻")
                .with_note("技术调查官"),
            Seat::new("assistant", Role::JudgeAssistant, Side::Court, "沈乔"),
            Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
            Seat::new("plaintiff-rep", Role::Representative, Side::Plaintiff, "贺明川")
                .with_note("原告澜舟低温科技（北京）有限公司委托诉讼代理人"),
            Seat::new("defendant", Role::Party, Side::Defendant, "沈砚").with_note("被告一"),
            Seat::new("defendant-rep", Role::Representative, Side::Defendant, "周砺")
                .with_note("被告二恒朔装备（苏州）有限公司委托诉讼代理人"),
            Seat::new("expert", Role::ExpertAssistant, Side::Plaintiff, "曹衡")
                .with_note("有专门知识的人"),
            Seat::new("inspector", Role::Inspector, Side::None, "程望"),
        ],
        filings: filings(),
    }
}

fn filings() -> Vec<Filing> {
    vec![
        Filing {
            by: "plaintiff-rep",
            id: "A1",
            title: "劳动合同与保密协议",
            category: ExhibitCategory::Documentary,
            source: "原告",
            purpose: "证明被告一负有保密义务",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g3/a1-contract.pdf"),
        },
        Filing {
            by: "plaintiff-rep",
            id: "A2",
            title: "员工保密培训签到",
            category: ExhibitCategory::Documentary,
            source: "原告",
            purpose: "证明原告采取了保密措施",
            secrecy: Secrecy::Open,
            bytes: include_bytes!("../../demo/g3/a2-training.pdf"),
        },
        Filing {
            by: "plaintiff-rep",
            id: "A3",
            title: "服务器访问日志",
            category: ExhibitCategory::ElectronicData,
            source: "原告工艺数据服务器导出，附哈希值",
            purpose: "证明被告一离职前读取并导出秘密点参数",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g3/a3-access-log.pdf"),
        },
        Filing {
            by: "plaintiff-rep",
            id: "A4",
            title: "工艺参数表",
            category: ExhibitCategory::Documentary,
            source: "原告",
            purpose: "证明秘密点内容：第7至12组参数",
            secrecy: Secrecy::CounselAndExperts,
            bytes: include_bytes!("../../demo/g3/a4-parameters.pdf"),
        },
        Filing {
            by: "plaintiff-rep",
            id: "A5",
            title: "被诉产品检测报告",
            category: ExhibitCategory::ExpertOpinion,
            source: "检测机构",
            purpose: "证明被诉产品使用了秘密点",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g3/a5-test-report.pdf"),
        },
        Filing {
            by: "plaintiff-rep",
            id: "A6",
            title: "鉴定意见",
            category: ExhibitCategory::ExpertOpinion,
            source: "鉴定机构",
            purpose: "证明秘密点不为公众所知悉",
            secrecy: Secrecy::CounselAndExperts,
            bytes: include_bytes!("../../demo/g3/a6-expert-opinion.pdf"),
        },
        Filing {
            by: "plaintiff-rep",
            id: "A7",
            title: "营收凭证",
            category: ExhibitCategory::Documentary,
            source: "原告",
            purpose: "证明损失数额",
            secrecy: Secrecy::CourtOnly,
            bytes: include_bytes!("../../demo/g3/a7-revenue.pdf"),
        },
        Filing {
            by: "defendant-rep",
            id: "B1",
            title: "离职交接单",
            category: ExhibitCategory::Documentary,
            source: "被告一",
            purpose: "证明资料均已交回",
            secrecy: Secrecy::Open,
            bytes: include_bytes!("../../demo/g3/b1-handover.pdf"),
        },
        Filing {
            by: "defendant-rep",
            id: "B2",
            title: "公开文献三篇",
            category: ExhibitCategory::Documentary,
            source: "公开出版物",
            purpose: "证明第7组参数已公开",
            secrecy: Secrecy::Open,
            bytes: include_bytes!("../../demo/g3/b2-literature.pdf"),
        },
        Filing {
            by: "defendant-rep",
            id: "B3",
            title: "自主研发记录",
            category: ExhibitCategory::Documentary,
            source: "被告二",
            purpose: "证明技术系自主研发",
            secrecy: Secrecy::CounselAndExperts,
            bytes: include_bytes!("../../demo/g3/b3-own-research.pdf"),
        },
    ]
}
