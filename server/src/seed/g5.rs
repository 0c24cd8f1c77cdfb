//! G5: a child's maintenance, closed by law, with the people whom the other cases have not: who speaks for the child by law, an
//! expert witness, an interpreter, and those who look after the house. Invented throughout.

use hearing::{Case as File, HearingId, Matter, Procedure, Publicity, Role, Seat, Side};

use super::{Case, china};

pub fn case() -> Case {
    Case {
        matter: Matter {
            id: HearingId::new("g5"),
            court: "北京市海淀区人民法院".into(),
            courtroom: "在线法庭六".into(),
            scheduled_at: china(30, 9, 30),
            procedure: Procedure::CivilSimple,
            publicity: Publicity::ClosedByLaw,
            gallery_seats: hearing::gallery_seats(),
            case: Some(File {
                number: "（2026）京0108民初34567号".into(),
                cause: "抚养费纠纷".into(),
                title: "原告陶小禾诉被告安德烈抚养费纠纷一案".into(),
                claims: vec![
                    "判令被告每月支付抚养费3,000元，至原告年满十八周岁".into(),
                    "诉讼费由被告承担".into(),
                ],
                earlier_hearings: 0,
            }),
        },
        seats: vec![
            Seat::new("judge", Role::PresidingJudge, Side::Court, "邢知白"),
            Seat::new("clerk", Role::Clerk, Side::Court, "路鸣"),
            Seat::new("guardian", Role::Guardian, Side::Plaintiff, "陶静")
                .with_note("原告陶小禾法定代理人"),
            Seat::new("defendant", Role::Party, Side::Defendant, "安德烈"),
            Seat::new("interpreter", Role::Interpreter, Side::None, "邵言").with_note("法语翻译"),
            Seat::new(
                "forensic-expert",
                Role::ForensicExpert,
                Side::None,
                "杜衡之",
            )
            .with_note("亲子关系鉴定"),
            Seat::new("technician", Role::Technician, Side::None, "简航"),
            Seat::new("administrator", Role::Administrator, Side::None, "卢安"),
        ],
        filings: vec![],
    }
}
