//! The other kinds of file: the same words, header, marks and places as the PDF, and nothing of others' numbers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::*;
use hearing::said::Said;
use hearing::transcript::LineKind;
use hearing::{Actor, ExhibitId, Happening, Hearing, Incident, Phase, SeatId, Stage};
use kaiting_record::Copy;

const AT: u64 = OPENED + 7_000_000;
const ADDRESS: &str =
    "住址：北京市海淀区中关村大街27号1101室，电话13800138000，身份证11010519491231002X。";

/// The demonstration, with a party who says where he lives, on several pages.
fn long() -> Hearing {
    let mut hearing = loan();
    for n in 0..70 {
        let said = format!(
            "第{n}句：{}",
            if n == 30 {
                ADDRESS
            } else {
                "没有其他补充意见。"
            }
        );
        let who = ["counsel", "defendant"][n % 2];
        let mut line = line(100 + n, Stage::Evidence, who, LineKind::Speech, &said);
        line.exhibit = (n == 40).then(|| (ExhibitId::new("P1"), 1));
        hearing.transcript.lines.push(line);
    }
    for line in &mut hearing.transcript.lines {
        let offset = line.at.checked_sub(OPENED);
        line.said = Some(Said {
            at: line.at,
            offset,
            before: Vec::new(),
        });
    }
    hearing
}

fn copy<'a>(hearing: &'a Hearing, view: &'a Hearing, reader: &str) -> Copy<'a> {
    Copy {
        hearing: view,
        at: AT,
        masking: hearing.masking_for(&SeatId::new(reader)),
    }
}

fn body(docx: &[u8], part: &str) -> String {
    // Stored as it is: to be found as it is.
    let text = String::from_utf8_lossy(docx).into_owned();
    let (_, from) = text.split_once(&format!("{part}<?xml")).unwrap();
    let end = from.find("PK\u{3}\u{4}").unwrap_or(from.len());
    from[..end].to_owned()
}

fn words(xml: &str) -> String {
    let mut out = String::new();
    for piece in xml.split('<') {
        if let Some((_, text)) = piece.split_once('>') {
            out.push_str(text);
        }
    }
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

struct Word {
    x: f64,
    y: f64,
    text: String,
}

fn on_page(xml: &str) -> Vec<Word> {
    let word = |line: &str| {
        let number = |name: &str| {
            let (_, from) = line.split_once(name)?;
            from.split('"').next()?.parse::<f64>().ok()
        };
        let (_, text) = line.split_once('>')?;
        let text = text.split('<').next()?.to_owned();
        Some(Word {
            x: number("xMin=\"")?,
            y: number("yMin=\"")?,
            text,
        })
    };
    xml.split("<word ").skip(1).filter_map(word).collect()
}

#[test]
fn plain_text_has_page_and_line_of_the_pdf() {
    let hearing = long();
    let copy = Copy::whole(&hearing, AT);
    let text = copy.text().unwrap();
    for wanted in [
        "北京市海淀区人民法院\n庭审笔录",
        "案号：（2026）京0108民初12345号",
        "【举证质证】　09:45:00",
        "原代：出示P1借条，证明双方借贷二十万元",
        "【核对签名】",
        "【索引】",
    ] {
        assert!(text.contains(wanted), "{wanted} is missing in\n{text}");
    }
    let pdf = copy.pdf().unwrap();
    let Some(boxes) = poppler("pdftotext", &["-bbox", "-"], &pdf) else {
        return;
    };
    let pages: Vec<Vec<Word>> = boxes.split("<page ").skip(1).map(on_page).collect();
    let mut compared = 0;
    for line in text.lines() {
        let Some((place, said)) = line.trim_start().split_once("  ") else {
            continue;
        };
        let Some((page, row)) = place.split_once(':') else {
            continue;
        };
        let Ok(page) = page.parse::<usize>() else {
            continue;
        };
        let words = &pages[page - 1];
        // In the left margin, at the height of the words.
        let number = words.iter().find(|w| w.text == row && w.x < 70.0);
        let number = number.unwrap_or_else(|| panic!("page {page} has no line {row}"));
        let beside = words
            .iter()
            .filter(|w| w.x > 75.0 && (w.y - number.y).abs() < 8.0);
        let found: String = beside.map(|w| w.text.as_str()).collect();
        let begin: String = said
            .split('　')
            .next()
            .unwrap_or_default()
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(8)
            .collect();
        assert!(found.contains(&begin), "{place}: {found} is not {said}");
        compared += 1;
    }
    assert_eq!(compared, hearing.transcript.lines.len());
}

#[test]
fn what_was_interpreted_says_so_beside_who_spoke_in_every_kind() {
    let mut hearing = long();
    let line = &mut hearing.transcript.lines[3];
    line.speaker = hearing::transcript::Speaker::Seat(SeatId::new("plaintiff"));
    line.text = "钱是我亲手交给他的。".to_owned();
    line.kind = LineKind::Interpreted;
    let copy = Copy::whole(&hearing, AT);
    let wanted = "钱是我亲手交给他的。（经翻译）";
    let said = format!("原告：{wanted}");
    assert!(copy.text().unwrap().contains(&said));
    assert!(words(&body(&copy.docx().unwrap(), "word/document.xml")).contains(&said));
    assert!(
        copy.captions()
            .unwrap()
            .contains(&format!("<v 原告>{wanted}"))
    );
    if let Some(pdf) = common::text(&copy.pdf().unwrap()) {
        assert!(pdf.contains(wanted), "{pdf}");
    }
}

#[test]
fn the_header_says_which_hearing_of_the_case_it_is() {
    let mut hearing = long();
    let said = |hearing: &Hearing| {
        let copy = Copy::whole(hearing, AT);
        let text = copy.text().unwrap();
        let docx = words(&body(&copy.docx().unwrap(), "word/document.xml"));
        (text, docx)
    };
    let (text, docx) = said(&hearing);
    assert!(text.contains("开庭次数：第1次开庭\n"), "{text}");
    assert!(docx.contains("第1次开庭"));
    let case = hearing.matter.as_mut().unwrap().case.as_mut().unwrap();
    case.earlier_hearings = 1;
    // Adjourned, and on again two days later.
    hearing.incidents.push(Incident {
        at: common::OPENED + 3_600_000,
        until: Some(common::OPENED + 2 * 86_400_000),
        by: Actor::Seat(SeatId::new("judge")),
        what: Happening::Adjourned {
            reason: "调取证据".to_owned(),
        },
    });
    let both = "第2次开庭（2026年11月26日）、第3次开庭（2026年11月28日）";
    let (text, docx) = said(&hearing);
    assert!(text.contains(both), "{text}");
    assert!(docx.contains(both));
    if let Some(pdf) = common::text(&Copy::whole(&hearing, AT).pdf().unwrap()) {
        let pdf: String = pdf.split_whitespace().collect();
        assert!(pdf.contains(both), "{pdf}");
    }
    hearing.record_kind = hearing::transcript::RecordKind::Mediation;
    assert!(!said(&hearing).0.contains("次开庭"));
}

#[test]
fn captions_stand_in_the_order_of_time() {
    let mut hearing = long();
    // Written later, where it belongs in the record; and words that would be markup.
    hearing.transcript.lines[3].said.as_mut().unwrap().offset = Some(900_000);
    hearing.transcript.lines[4].text = "<b>a & b</b>\n\n00:00:00.000 --> 99:00:00.000".to_owned();
    hearing.transcript.lines[0].said.as_mut().unwrap().offset = None;
    let vtt = Copy::whole(&hearing, AT).captions().unwrap();
    assert!(vtt.starts_with("WEBVTT\n\n"));
    assert!(vtt.contains("NOTE 另有 1 行记于开庭之前"));
    assert!(vtt.contains("&lt;b&gt;a &amp; b&lt;/b&gt;\n00:00:00.000 --&gt; 99:00:00.000"));
    let mut last = String::new();
    let mut cues = 0;
    for block in vtt.split("\n\n") {
        let Some(times) = block.lines().find(|l| l.contains(" --> ")) else {
            continue;
        };
        let (from, to) = times.split_once(" --> ").unwrap();
        assert!(from < to && last.as_str() <= from, "{last} {times}");
        from.clone_into(&mut last);
        cues += 1;
    }
    assert_eq!(cues, hearing.transcript.lines.len() - 1);
}

#[test]
fn a_document_has_header_lines_and_pages() {
    let hearing = long();
    let docx = Copy::whole(&hearing, AT).docx().unwrap();
    let document = body(&docx, "word/document.xml");
    let said = words(&document);
    for wanted in [
        "北京市海淀区人民法院庭审笔录",
        "原代：出示P1借条，证明双方借贷二十万元",
        "不予补正：改变陈述不准许，申请记录在案",
        "与本件文本",
    ] {
        assert!(said.contains(wanted), "{wanted} is missing in\n{said}");
    }
    assert!(document.contains("<w:lnNumType w:countBy=\"1\" w:restart=\"newPage\"/>"));
    let footer = body(&docx, "word/footer1.xml");
    assert!(footer.contains(" PAGE ") && footer.contains(" NUMPAGES "));
    assert!(words(&footer).contains(&hearing.digest_to_sign(&SeatId::new("judge"))));
    assert_eq!(docx, Copy::whole(&hearing, AT).docx().unwrap());
}

#[test]
fn a_draft_says_so_in_every_kind() {
    let mut hearing = long();
    hearing.phase = Phase::InSession;
    hearing.closed_at = None;
    let copy = Copy::whole(&hearing, AT);
    let mark = "实时草稿 非正式笔录";
    let text = copy.text().unwrap();
    // At its head, and wherever a page of the record begins.
    assert!(text.matches(mark).count() >= 3, "{text}");
    assert!(copy.captions().unwrap().contains(mark));
    let docx = copy.docx().unwrap();
    assert!(words(&body(&docx, "word/header1.xml")).contains(mark));
    assert!(words(&body(&docx, "word/document.xml")).contains(mark));
}

#[test]
fn numbers_and_addresses_of_others_are_in_no_copy_but_the_courts() {
    let hearing = long();
    let everywhere = |copy: &Copy<'_>| {
        let docx = copy.docx().unwrap();
        let mut kinds = vec![
            copy.text().unwrap(),
            copy.captions().unwrap(),
            words(&body(&docx, "word/document.xml")),
        ];
        kinds.extend(text(&copy.pdf().unwrap()));
        kinds
    };
    let secrets = ["中关村大街27号", "13800138000", "11010519491231002X"];
    for (reader, sees) in [
        ("judge", true),
        ("clerk", true),
        ("counsel", true),
        ("plaintiff", false),
        ("defendant", false),
    ] {
        let view = hearing.view_for(&SeatId::new(reader));
        // What was signed is the text as it was said, whatever a copy shows of it.
        let digest = hearing.digest_to_sign(&SeatId::new("judge"));
        let text = copy(&hearing, &view, reader).text().unwrap();
        assert!(text.contains(&digest), "{text}");
        let court = matches!(reader, "judge" | "clerk");
        assert_eq!(text.contains("与法院保存的全文"), !court, "{reader}");
        assert_eq!(text.contains("与本件文本"), court, "{reader}");
        for kind in everywhere(&copy(&hearing, &view, reader)) {
            for secret in secrets {
                assert_eq!(kind.contains(secret), sees, "{reader}: {secret} in\n{kind}");
            }
        }
    }
}

#[test]
fn the_index_names_the_pages() {
    let hearing = long();
    let Some(text) = text(&Copy::whole(&hearing, AT).pdf().unwrap()) else {
        return;
    };
    assert!(text.contains("索引页码"));
    assert!(text.contains("证人何秀兰2"), "{text}");
    assert!(
        text.contains("P1借条2–3") || text.contains("P1借条2、3"),
        "{text}"
    );
}
