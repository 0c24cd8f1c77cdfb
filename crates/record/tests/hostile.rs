//! Whatever people say comes out as they said it, and does nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::*;
use hearing::Stage;
use hearing::transcript::LineKind;
use kaiting_record::transcript_pdf;

/// The text of a transcript in which `said` is the only line, by a man of the name `said`.
fn after(said: &str) -> Option<String> {
    let mut hearing = loan();
    hearing.transcript.lines = vec![line(0, Stage::Debate, "plaintiff", LineKind::Speech, said)];
    hearing.seats[2].name = said.chars().take(200).collect();
    hearing.issues = vec![said.to_owned()];
    let matter = hearing.matter.as_mut().unwrap();
    matter.case.as_mut().unwrap().title = said.to_owned();
    hearing.exhibits[0].title = said.to_owned();
    text(&transcript_pdf(&hearing, OPENED).unwrap())
}

fn comes_out(said: &str, as_text: &str) {
    let Some(text) = after(said) else {
        return;
    };
    let wanted: String = as_text.chars().filter(|c| !c.is_whitespace()).collect();
    let times = text.matches(&wanted).count();
    assert!(times >= 4, "{said:?} came out {times} times\n{text}");
}

#[test]
fn markup_is_text() {
    for said in [
        r##"#read("/etc/passwd")"##,
        r##"#import "@preview/cetz:0.3.0": *; #panic("no")"##,
        r##"] #sys.inputs [ = Heading * _ ` $ x^2 $ @ref <label> // no /* no */ \ \u{41} --- ... ~ "##,
        "#eval(\"1+1\") #plugin(\"/x.wasm\") #image(\"/etc/hostname\")",
        r#"C:\new\table "quoted" 'single' {"json": ["a\nb"]}"#,
        "- item\u{a0}+ item / term: x",
        "https://example.org/?a=b&c=%20#frag",
        "```rust fn main() {}```",
        "“全角引号”‘单’——……《书名》〔六角〕【方】",
    ] {
        comes_out(said, said);
    }
}

#[test]
fn what_cannot_be_seen_is_named() {
    comes_out(
        "甲\u{202e}乙\u{200b}丙\u{0}丁\u{7}",
        "甲〔U+202E〕乙〔U+200B〕丙〔U+0000〕丁〔U+0007〕",
    );
    comes_out("好😀\u{fe0f}了", "好〔U+1F600〕〔U+FE0F〕了");
    comes_out("שלום", "〔U+05E9〕〔U+05DC〕〔U+05D5〕〔U+05DD〕");
    comes_out(
        "a\u{e000}b\u{10fffd}c\u{feff}",
        "a〔U+E000〕b〔U+10FFFD〕c〔U+FEFF〕",
    );
    comes_out("一\r\n二\n三\t四", "一二三四");
}

#[test]
fn nothing_leaves_the_page() {
    let long = "长".repeat(10_000);
    let unbroken = "x".repeat(10_000);
    let dots = "。".repeat(3_000);
    let mut hearing = loan();
    hearing.transcript.lines = [&long, &unbroken, &dots]
        .iter()
        .enumerate()
        .map(|(n, said)| line(n, Stage::Debate, "plaintiff", LineKind::Speech, said))
        .collect();
    hearing.transcript.sign_off = None;
    let pdf = transcript_pdf(&hearing, OPENED).unwrap();
    let Some(boxes) = poppler("pdftotext", &["-bbox", "-"], &pdf) else {
        return;
    };
    let right = boxes
        .lines()
        .filter_map(|l| {
            l.split("xMax=\"")
                .nth(1)?
                .split('"')
                .next()?
                .parse::<f64>()
                .ok()
        })
        .fold(0.0, f64::max);
    assert!((400.0..535.0).contains(&right), "text reaches {right} pt");
    let text = text(&pdf).unwrap();
    for (letter, count) in [('长', 10_000), ('x', 10_000), ('。', 3_000)] {
        assert!(text.matches(letter).count() >= count, "{letter}");
    }
}

#[test]
fn a_drawing_that_is_no_path_is_left_out() {
    use hearing::transcript::SignState;
    for drawing in [
        "M",
        "L1 2",
        "M1,2 L3",
        "M1 1 L1 1",
        "M1e999 1 L2 2",
        "--,..",
        "M1 1<svg>",
    ] {
        let mut hearing = loan();
        for entry in &mut hearing.transcript.sign_off.as_mut().unwrap().entries {
            if let SignState::Signed(signature) = &mut entry.state {
                signature.drawing = Some(drawing.to_owned());
            }
        }
        assert!(transcript_pdf(&hearing, OPENED).is_ok(), "{drawing}");
    }
}
