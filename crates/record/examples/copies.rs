//! The demonstration's transcript in every kind of file, to be opened with other programs: `cargo run -p kaiting-record --example copies FOLDER`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/common/mod.rs"]
mod common;

use hearing::SeatId;
use kaiting_record::Copy;

fn main() {
    let folder = std::env::args().nth(1).expect("a folder");
    let at = |name: &str| std::path::Path::new(&folder).join(name);
    let mut hearing = common::loan();
    for line in &mut hearing.transcript.lines {
        line.said = Some(hearing::said::Said {
            at: line.at,
            offset: Some(line.at - common::OPENED),
            before: Vec::new(),
        });
    }
    for n in 0..60 {
        let said =
            format!("第{n}句。被告尚欠原告借款本金，双方对此没有其他补充意见，电话13800138000。");
        let mut line = common::line(
            100 + n,
            hearing::Stage::Evidence,
            ["counsel", "defendant"][n % 2],
            hearing::transcript::LineKind::Speech,
            &said,
        );
        line.exhibit = (n % 7 == 0).then(|| (hearing::ExhibitId::new("P1"), 1));
        hearing.transcript.lines.push(line);
    }
    let defendant = SeatId::new("defendant");
    common::sign(&mut hearing);
    let view = hearing.view_for(&defendant);
    for (name, copy) in [
        ("court", Copy::whole(&hearing, common::OPENED)),
        (
            "party",
            Copy {
                hearing: &view,
                at: common::OPENED,
                masking: hearing.masking_for(&defendant),
            },
        ),
    ] {
        std::fs::write(at(&format!("{name}.pdf")), copy.pdf().unwrap()).unwrap();
        std::fs::write(at(&format!("{name}.docx")), copy.docx().unwrap()).unwrap();
        std::fs::write(at(&format!("{name}.txt")), copy.text().unwrap()).unwrap();
        std::fs::write(at(&format!("{name}.vtt")), copy.captions().unwrap()).unwrap();
    }
}
