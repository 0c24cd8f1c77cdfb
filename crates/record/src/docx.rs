//! The transcript as DOCX (ECMA-376): for who has to go on working with its words. The signed text is the PDF's.
//!
//! Pages and lines are counted by the reader's program, which may break them elsewhere than the PDF does.

use std::fmt::Write as _;

use hearing::Millis;
use kaiting_zip::archive;

use crate::blocks::Block;
use crate::sheet::Sheet;
use crate::{RecordError, clock};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Between the margins of an A4 page, in twentieths of a point.
const WIDTH: usize = 8_957;

pub fn docx(sheet: &Sheet, at: Millis) -> Result<Vec<u8>, RecordError> {
    let document = document(sheet);
    let (header, footer, core) = (header(sheet), footer(sheet), core(sheet, at));
    let parts: [(&str, &str); 9] = [
        (
            "[Content_Types].xml",
            include_str!("docx/content-types.xml"),
        ),
        ("_rels/.rels", include_str!("docx/rels.xml")),
        ("docProps/core.xml", &core),
        ("word/document.xml", &document),
        ("word/styles.xml", include_str!("docx/styles.xml")),
        ("word/settings.xml", include_str!("docx/settings.xml")),
        ("word/header1.xml", &header),
        ("word/footer1.xml", &footer),
        (
            "word/_rels/document.xml.rels",
            include_str!("docx/document-rels.xml"),
        ),
    ];
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, c)| (*n, c.as_bytes())).collect();
    archive(&parts).map_err(|why| RecordError::Typesetting(why.to_string()))
}

fn document(sheet: &Sheet) -> String {
    let mut out = format!("{HEAD}<w:document {W}><w:body>");
    for block in sheet.blocks() {
        match block {
            Block::Title(court, title) => {
                out += &paragraph("Court", &run("", &court));
                out += &paragraph("Title", &run("", title));
            }
            Block::Mark(mark) => out += &paragraph("Mark", &run("", &mark)),
            Block::Facts(facts) => {
                let rows: Vec<Vec<String>> = facts.into_iter().map(|(n, v)| vec![n, v]).collect();
                out += &table(&[1_600, WIDTH - 1_600], None, &rows);
            }
            Block::Heading(name, note) => {
                let note = note.map(|n| run("<w:rStyle w:val=\"Soft\"/>", &format!("　{n}")));
                out += &paragraph("Heading1", &(run("", &name) + &note.unwrap_or_default()));
            }
            Block::Text(text) => out += &paragraph("Normal", &run("", &text)),
            Block::Line {
                n: _,
                who,
                text,
                heading,
                beside,
            } => {
                let strong = "<w:b/>";
                let who = who
                    .map(|w| run(strong, &format!("{w}：")))
                    .unwrap_or_default();
                let words = run(if heading { strong } else { "" }, &text);
                let beside = beside.join("，");
                let beside = if beside.is_empty() {
                    String::new()
                } else {
                    run("<w:rStyle w:val=\"Soft\"/>", &format!("　{beside}"))
                };
                out += &paragraph("Line", &(who + &words + &beside));
            }
            Block::Table(head, rows) => {
                let each = WIDTH / head.len().max(1);
                let head: Vec<String> = head.into_iter().map(str::to_owned).collect();
                let widths = vec![each; head.len()];
                out += &table(&widths, Some(&head), &rows);
            }
        }
    }
    // A4, the margins of the PDF, its lines counted anew on each page.
    out += "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
        <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1531\" w:right=\"1361\" w:bottom=\"1644\" w:left=\"1588\" w:header=\"794\" w:footer=\"794\" w:gutter=\"0\"/>\
        <w:lnNumType w:countBy=\"1\" w:restart=\"newPage\"/></w:sectPr></w:body></w:document>";
    out
}

fn header(sheet: &Sheet) -> String {
    let title = format!("{}　{}", sheet.head.number.plain(), sheet.head.title);
    let draft = sheet
        .head
        .draft
        .map(|d| run("<w:rStyle w:val=\"Draft\"/>", &format!("　　{d}")));
    let words = run("", &title) + &draft.unwrap_or_default();
    format!("{HEAD}<w:hdr {W}>{}</w:hdr>", paragraph("Header", &words))
}

fn footer(sheet: &Sheet) -> String {
    let field = |code: &str| {
        format!("<w:fldSimple w:instr=\" {code} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    };
    let pages = run("", "第 ")
        + &field("PAGE")
        + &run("", " 页 共 ")
        + &field("NUMPAGES")
        + &run("", " 页");
    let foot = paragraph("Footer", &pages) + &paragraph("Footer", &run("", &sheet.foot_text()));
    format!("{HEAD}<w:ftr {W}>{foot}</w:ftr>")
}

fn core(sheet: &Sheet, at: Millis) -> String {
    let court = escaped(&sheet.head.court.plain());
    let title = escaped(&format!(
        "{} {}",
        sheet.head.number.plain(),
        sheet.head.title
    ));
    let made = clock::utc(at);
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:creator>{court}</dc:creator>\
         <dc:language>zh-CN</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created></cp:coreProperties>"
    )
}

fn table(widths: &[usize], head: Option<&[String]>, rows: &[Vec<String>]) -> String {
    let mut out = String::from(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
    );
    for width in widths {
        let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
    }
    out += "</w:tblGrid>";
    let row = |cells: &[String], kind: &str, repeats: &str| {
        let mut row = format!("<w:tr><w:trPr><w:cantSplit/>{repeats}</w:trPr>");
        for (cell, width) in cells.iter().zip(widths) {
            let words = paragraph("Cell", &run(kind, cell));
            let _ = write!(
                row,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{words}</w:tc>"
            );
        }
        row + "</w:tr>"
    };
    if let Some(head) = head {
        out += &row(head, "<w:b/>", "<w:tblHeader/>");
    }
    for cells in rows {
        out += &row(cells, "", "");
    }
    // Two tables in a row would grow into one.
    out + "</w:tbl>" + &paragraph("After", "")
}

fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn run(properties: &str, text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line)))
        .collect();
    format!(
        "<w:r><w:rPr>{properties}</w:rPr>{}</w:r>",
        lines.join("<w:br/>")
    )
}

/// What cannot be seen, XML's forbidden characters among it, was named by its number before.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
