//! What we write is opened by programs that others have written. Each that is not installed is named as skipped.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::process::{Command, Output};

use common::*;
use kaiting_record::Copy;

const AT: u64 = OPENED + 7_000_000;

/// What a program says; none where it is not installed.
fn run(program: &str, arguments: &[&str], why: &str) -> Option<Output> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => Some(output),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            // Past the harness, which keeps what a test prints that passes.
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED: {why}. {program} is not installed."
            );
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

fn all(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The transcript after the hearing, with a line that looks like markup.
fn said() -> hearing::Hearing {
    let mut hearing = loan();
    hearing.transcript.lines[4].text = "我只收到<w:t>十八万</w:t>八千元 & “没有”别的。".to_owned();
    sign(&mut hearing);
    hearing
}

fn in_libreoffice(file: &Path, into: &str) -> Option<Vec<u8>> {
    let folder = file.parent().unwrap();
    // A profile of its own: another that runs would take the file over.
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.join("profile").display()
    );
    let arguments = [
        &profile,
        "--headless",
        "--convert-to",
        into,
        "--outdir",
        folder.to_str().unwrap(),
        file.to_str().unwrap(),
    ];
    let output = run("soffice", &arguments, "the DOCX in LibreOffice")?;
    assert!(output.status.success(), "{}", all(&output));
    let kind = into.split(':').next().unwrap();
    let made = std::fs::read(file.with_extension(kind));
    Some(made.unwrap_or_else(|e| panic!("nothing was made ({e}): {}", all(&output))))
}

#[test]
fn libreoffice_shows_every_word_of_the_document() {
    let hearing = said();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("transcript.docx");
    let docx = Copy::whole(&hearing, AT).docx().unwrap();
    std::fs::write(&file, docx).unwrap();
    let Some(pdf) = in_libreoffice(&file, "pdf") else {
        return;
    };
    let Some(text) = text(&pdf) else {
        return;
    };
    for line in &hearing.transcript.lines {
        // Where lines break, others may stand between the halves.
        let begin: String = squeezed(&line.text).chars().take(12).collect();
        assert!(text.contains(&begin), "{begin} is missing in\n{text}");
    }
    for wanted in [
        "北京市海淀区人民法院",
        "（2026）京0108民初12345号",
        "第1页共",
        "不予补正：改变陈述不准许",
        "拒绝签名，理由：不认可第五行的记录",
    ] {
        let wanted = squeezed(wanted);
        assert!(text.contains(&wanted), "{wanted} is missing in\n{text}");
    }
}

#[test]
fn qpdf_finds_nothing_wrong_with_the_pdf() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&Copy::whole(&said(), AT).pdf().unwrap())
        .unwrap();
    let path = file.path().to_str().unwrap();
    if let Some(output) = run("qpdf", &["--check", path], "the PDF in qpdf") {
        // 2: wrong, 3: mended with a warning.
        assert!(output.status.success(), "{}", all(&output));
    }
}

#[test]
fn a_validator_finds_the_pdf_fit_for_archives() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("transcript.pdf");
    std::fs::write(&file, Copy::whole(&said(), AT).pdf().unwrap()).unwrap();
    let path = file.to_str().unwrap();
    // What is claimed, and what the requirements ask for, which is less.
    for flavour in ["2a", "2b"] {
        let arguments = ["--flavour", flavour, "--format", "text", path];
        let Some(output) = run("verapdf", &arguments, "PDF/A in veraPDF") else {
            return;
        };
        let said = all(&output);
        assert!(said.contains("PASS") && !said.contains("FAIL"), "{said}");
    }
}

#[test]
fn ffmpeg_reads_the_captions() {
    let hearing = {
        let mut hearing = said();
        for line in &mut hearing.transcript.lines {
            line.said = Some(hearing::said::Said {
                at: line.at,
                offset: Some(line.at - OPENED),
                before: Vec::new(),
            });
        }
        hearing
    };
    let mut file = tempfile::Builder::new().suffix(".vtt").tempfile().unwrap();
    let captions = Copy::whole(&hearing, AT).captions().unwrap();
    file.write_all(captions.as_bytes()).unwrap();
    let path = file.path().to_str().unwrap();
    let arguments = ["-v", "error", "-i", path, "-f", "srt", "-"];
    let Some(output) = run("ffmpeg", &arguments, "the captions in ffmpeg") else {
        return;
    };
    assert!(output.status.success(), "{}", all(&output));
    let subtitles = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        subtitles.matches(" --> ").count(),
        hearing.transcript.lines.len(),
        "{subtitles}"
    );
    let squeezed = squeezed(&subtitles);
    assert!(squeezed.contains("里面多少钱我没数"), "{subtitles}");
}
