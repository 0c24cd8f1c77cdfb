//! G1: a private loan of 200,000 yuan, of which 12,000 may never have been paid out.

use hearing::check_in::DocumentKind;
use hearing::exhibit::{ExhibitCategory, Secrecy};
use hearing::{Case as File, HearingId, Matter, Procedure, Publicity, Role, Seat, Side};

use super::{Case, Filing, china};

pub fn case() -> Case {
    Case {
        matter: Matter {
            id: HearingId::new("g1"),
            court: "北京市海淀区人民法院".into(),
            courtroom: "在线法庭二".into(),
            scheduled_at: china(25, 9, 30),
            procedure: Procedure::CivilSimple,
            publicity: Publicity::Open,
            gallery_seats: hearing::gallery_seats(),
            case: Some(File {
                number: "（2026）京0108民初12345号".into(),
                cause: "民间借贷纠纷".into(),
                title: "原告林知远诉被告周以宁民间借贷纠纷一案".into(),
                claims: vec![
                    "判令被告返还借款本金200,000元".into(),
                    "判令被告自2025年3月12日起按年利率8%支付利息至实际清偿之日".into(),
                    "诉讼费由被告承担".into(),
                ],
                earlier_hearings: 0,
            }),
        },
        seats: vec![
            Seat::new("judge", Role::PresidingJudge, Side::Court, "顾澄"),
            Seat::new("clerk", Role::Clerk, Side::Court, "苏禾"),
            Seat::new("plaintiff", Role::Party, Side::Plaintiff, "林知远")
                .with_document(DocumentKind::IdCard, "0027"),
            Seat::new(
                "plaintiff-rep",
                Role::Representative,
                Side::Plaintiff,
                "贺明川",
            )
            .with_note("衡舟律师事务所，特别授权"),
            Seat::new("defendant", Role::Party, Side::Defendant, "周以宁"),
            Seat::new("witness", Role::Witness, Side::None, "何秀兰"),
            Seat::new("observer", Role::Observer, Side::None, "方亦晴"),
        ],
        filings: filings(),
    }
}

fn filings() -> Vec<Filing> {
    vec![
        Filing {
            by: "plaintiff-rep",
            id: "P1",
            title: "借条",
            category: ExhibitCategory::Documentary,
            source: "被告2025年3月12日出具，原件由原告保管",
            purpose: "证明双方约定借款200,000元、年利率8%、期限一年",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g1/p1-iou.jpg"),
        },
        Filing {
            by: "plaintiff-rep",
            id: "P2",
            title: "银行电子回单",
            category: ExhibitCategory::Documentary,
            source: "开户银行网上银行下载",
            purpose: "证明原告于2025年3月12日向被告转账188,000元",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g1/p2-bank-receipt.pdf"),
        },
        Filing {
            by: "plaintiff-rep",
            id: "P3",
            title: "微信聊天记录",
            category: ExhibitCategory::ElectronicData,
            source: "原告手机微信截图，原始载体为原告手机",
            purpose: "证明借款协商、交付及催收经过",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g1/p3-chat.pdf"),
        },
        Filing {
            by: "plaintiff-rep",
            id: "P4",
            title: "催款通话录音",
            category: ExhibitCategory::AudioVisual,
            source: "原告手机通话录音，2分14秒",
            purpose: "证明被告在催款通话中承认尚欠借款",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g1/p4-call.ogg"),
        },
        Filing {
            by: "defendant",
            id: "D1",
            title: "微信转账30,000元截图",
            category: ExhibitCategory::ElectronicData,
            source: "被告手机微信截图",
            purpose: "证明被告于2025年11月20日已还款30,000元，应冲抵本金",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g1/d1-transfer.png"),
        },
        Filing {
            by: "defendant",
            id: "D2",
            title: "微信消息“扣掉利息一万二，给你打18万8”",
            category: ExhibitCategory::ElectronicData,
            source: "被告手机微信截图，原始载体为被告手机",
            purpose: "证明利息12,000元在本金中预先扣除，实际出借188,000元",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g1/d2-chat.pdf"),
        },
        Filing {
            by: "defendant",
            id: "D3",
            title: "区块链存证记录",
            category: ExhibitCategory::ElectronicData,
            source: "电子数据存证平台出具",
            purpose: "证明D2自存证之日起未被篡改",
            secrecy: Secrecy::Parties,
            bytes: include_bytes!("../../demo/g1/d3-preservation.pdf"),
        },
    ]
}
