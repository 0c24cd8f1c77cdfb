//! What stands in the file, and in what kind of file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::*;
use hearing::{Hearing, Phase, SeatId};
use kaiting_record::{RecordError, transcript_pdf};

const AT: u64 = OPENED + 7_000_000;

#[test]
fn the_civil_loan_case_is_set() {
    let hearing = loan();
    let Some(text) = text(&transcript_pdf(&hearing, AT).unwrap()) else {
        return;
    };
    let digest = hearing.digest_to_sign(&SeatId::new("judge"));
    for wanted in [
        "北京市海淀区人民法院",
        "（2026）京0108民初12345号",
        "2026年11月26日09:30:00至11:00:00（北京时间）",
        "公开开庭，旁听1人",
        "审判员：（敲击法槌）现在开庭。",
        "原代：出示P1借条，证明双方借贷二十万元，年利率百分之八。〔P1，第1页〕",
        "（原件核对：一致，记录在案）",
        "证人何秀兰：那天我在旁边，看见林知远给了一个信封，里面多少钱我没数。",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "字是我签的，钱没有给足",
        "10:07:12被告周以宁网络中断，10:09:40恢复，法庭认定：网络故障，不属擅自退庭",
        "不予补正：改变陈述不准许，申请记录在案",
        "拒绝签名，理由：不认可第五行的记录。记明附卷",
        "与本件文本一致",
        "第1页共",
        &format!("文本SHA-256{digest}"),
    ] {
        let wanted: String = wanted.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(text.contains(&wanted), "{wanted} is missing in\n{text}");
    }
    assert!(!text.contains("草稿") && !text.contains("与本件文本不一致"));
}

#[test]
fn a_draft_says_so_on_every_page() {
    let mut hearing = loan();
    hearing.phase = Phase::InSession;
    hearing.closed_at = None;
    let pdf = transcript_pdf(&hearing, AT).unwrap();
    let (Some(text), Some(info)) = (text(&pdf), poppler("pdfinfo", &[], &pdf)) else {
        return;
    };
    let pages = info.lines().find_map(|l| l.strip_prefix("Pages:")).unwrap();
    let marks = text.matches("实时草稿非正式笔录").count();
    assert_eq!(marks.to_string(), pages.trim());
}

#[test]
fn a_text_changed_after_the_signature_shows() {
    let mut hearing = loan();
    hearing.transcript.lines[0].text.push('添');
    if let Some(text) = text(&transcript_pdf(&hearing, AT).unwrap()) {
        assert!(text.contains("与本件文本不一致"));
    }
}

#[test]
fn a_witness_gets_his_own_words_only() {
    let mut hearing = loan();
    let witness = SeatId::new("witness");
    hearing.seats[5].zone = hearing::Seat::waiting_zone(hearing.seats[5].role, &witness);
    let pdf = transcript_pdf(&hearing.view_for(&witness), AT).unwrap();
    let Some(text) = text(&pdf) else {
        return;
    };
    assert!(text.contains("庭审笔录（本人陈述部分）"));
    assert!(text.contains("看见林知远给了一个信封"));
    assert!(text.contains("与本件文本一致"));
    assert!(!text.contains("周以宁网络中断") && !text.contains("借条，证明"));
    assert!(text.contains(&hearing.digest_to_sign(&witness)));
}

#[test]
fn a_party_gets_no_check_in_of_others() {
    let hearing = loan();
    let view = hearing.view_for(&SeatId::new("defendant"));
    if let Some(text) = text(&transcript_pdf(&view, AT).unwrap()) {
        assert_eq!(text.matches("尾号123X").count(), 1);
    }
}

#[test]
fn a_rare_name_is_there_by_letter_or_by_number() {
    let mut hearing = loan();
    // Outside the 8,105; in the whole face.
    hearing.seats[2].name = "林㵘龘".to_owned();
    hearing.seats[3].name = "贺\u{20BB7}".to_owned();
    if let Some(text) = text(&transcript_pdf(&hearing, AT).unwrap()) {
        assert!(text.contains("林㵘龘") || text.contains("林〔U+3D58〕"));
        assert!(text.contains("贺\u{20BB7}") || text.contains("贺〔U+20BB7〕"));
    }
}

#[test]
fn the_same_hearing_gives_the_same_bytes() {
    let hearing = loan();
    let first = transcript_pdf(&hearing, AT).unwrap();
    assert_eq!(first, transcript_pdf(&hearing, AT).unwrap());
    assert_ne!(first, transcript_pdf(&hearing, AT + 1000).unwrap());
}

#[test]
fn the_file_is_for_archives() {
    let pdf = transcript_pdf(&loan(), AT).unwrap();
    let raw = String::from_utf8_lossy(&pdf);
    assert!(raw.contains("pdfaid:part>2<") && raw.contains("pdfaid:conformance>A<"));
    let Some(fonts) = poppler("pdffonts", &[], &pdf) else {
        return;
    };
    for font in fonts.lines().skip(2) {
        assert!(
            font.contains("yes yes yes"),
            "not embedded, subset, with Unicode: {font}"
        );
        assert_eq!(font.as_bytes()[6], b'+');
    }
    assert!(pdf.len() < 300_000);
}

#[test]
fn before_anything_was_scheduled_there_is_nothing() {
    let made = transcript_pdf(&Hearing::default(), AT);
    assert_eq!(made, Err(RecordError::NoMatter));
}
