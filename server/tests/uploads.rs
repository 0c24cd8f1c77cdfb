//! Files that come in parts over a line that breaks, and what the person gets for them who filed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::time::Duration;

use common::court::Court;
use common::http::{self, Answer};
use common::line::Line;
use hearing::exhibit::{ExhibitCategory, ExhibitFile, Particulars, Secrecy};
use hearing::{Command, ExhibitId};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

async fn begin(court: &Court, session: &str, sha256: &str, size: usize) -> Answer {
    let body = json!({ "sha256": sha256, "size": size }).to_string();
    http::post(court.at, "/api/uploads", Some(session), &body).await
}

async fn append(court: &Court, session: &str, sha256: &str, from: usize, part: &[u8]) -> Answer {
    let path = format!("/api/uploads/{sha256}?offset={from}");
    let kind = [("content-type", "application/octet-stream")];
    http::ask(court.at, "PUT", &path, Some(session), &kind, part).await
}

async fn offset(court: &Court, session: &str, sha256: &str, size: usize) -> u64 {
    let answer = begin(court, session, sha256, size).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()["offset"].as_u64().unwrap()
}

fn said(answer: &Answer) -> (u16, String) {
    (answer.status, answer.error())
}

fn is(status: u16, error: &str) -> (u16, String) {
    (status, error.to_owned())
}

/// What is on the disk of files that are coming.
fn coming(court: &Court) -> Vec<std::path::PathBuf> {
    let all = std::fs::read_dir(court.data.join("exhibits")).unwrap();
    let paths = all.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|e| e == "coming"))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_had_come_whole_when_the_backend_went_down_is_taken_when_it_is_asked_after() {
    let mut court = Court::demo();
    let defendant = court.enter("G1", "defendant").await;
    for (bytes, outcome) in [(pdf(10_000), Ok(())), (pdf(11_000), Err("hash_differs"))] {
        let sha = hash(&bytes);
        begin(&court, &defendant, &sha, bytes.len()).await;
        let first = append(&court, &defendant, &sha, 0, &bytes[..4_000]).await;
        assert_eq!(first.json()["offset"], 4_000);
        court.stop();
        // The last byte was written; what follows on it was not.
        let paths = coming(&court);
        assert_eq!(paths.len(), 1);
        let mut whole = bytes.clone();
        if outcome.is_err() {
            whole[9] = b'?';
        }
        std::fs::write(&paths[0], whole).unwrap();
        court.restart();
        let answer = begin(&court, &defendant, &sha, bytes.len()).await;
        match outcome {
            Ok(()) => assert_eq!(answer.json()["file"]["sha256"], sha, "{}", answer.text()),
            Err(word) => {
                assert_eq!(answer.error(), word);
                assert_eq!(offset(&court, &defendant, &sha, bytes.len()).await, 0);
            }
        }
        assert!(coming(&court).is_empty());
    }
}

/// A PDF of `size` bytes.
fn pdf(size: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7 <</Type /Page>>".to_vec();
    bytes.resize(size, b' ');
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn it_goes_on_from_what_has_come_after_a_break_and_a_restart() {
    let mut court = Court::demo();
    let defendant = court.enter("G1", "defendant").await;
    let bytes = pdf(10_000);
    let sha = hash(&bytes);
    assert_eq!(offset(&court, &defendant, &sha, bytes.len()).await, 0);
    let first = append(&court, &defendant, &sha, 0, &bytes[..4_000]).await;
    assert_eq!(first.json()["offset"], 4_000);

    // The line breaks in the middle of a part: what has arrived of it stays.
    let mut raw = TcpStream::connect(court.at).await.unwrap();
    let head = format!(
        "PUT /api/uploads/{sha}?offset=4000 HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {defendant}\r\ncontent-length: 6000\r\n\r\n",
        court.at
    );
    raw.write_all(head.as_bytes()).await.unwrap();
    raw.write_all(&bytes[4_000..6_000]).await.unwrap();
    raw.flush().await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    drop(raw);
    let mut came = 0;
    for _ in 0..100 {
        came = offset(&court, &defendant, &sha, bytes.len()).await;
        if came == 6_000 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(came, 6_000);

    court.stop();
    court.restart();
    assert_eq!(offset(&court, &defendant, &sha, bytes.len()).await, 6_000);
    let astray = append(&court, &defendant, &sha, 5_000, &bytes[5_000..]).await;
    assert_eq!(said(&astray), is(409, "wrong_offset"));
    let last = append(&court, &defendant, &sha, 6_000, &bytes[6_000..]).await;
    assert_eq!(last.status, 200, "{}", last.text());
    let file: ExhibitFile = serde_json::from_value(last.json()["file"].clone()).unwrap();
    assert_eq!((file.sha256.as_str(), file.size), (sha.as_str(), 10_000));

    // Brought once, it need not come again.
    let again = begin(&court, &defendant, &sha, bytes.len()).await;
    assert_eq!(again.json()["file"]["sha256"], sha);
    let mut line = Line::open(court.at, &defendant).await;
    assert_eq!(line.ask(filing("D7", file, Secrecy::Parties)).await, Ok(()));
    let back = http::get(court.at, "/api/exhibits/D7", Some(&defendant)).await;
    assert_eq!(back.body, bytes);
    assert!(coming(&court).is_empty());
}

fn filing(id: &str, file: ExhibitFile, secrecy: Secrecy) -> Command {
    Command::FileExhibit {
        exhibit: ExhibitId::new(id),
        title: "补充证据".into(),
        category: ExhibitCategory::Documentary,
        source: "被告".into(),
        purpose: "证明还款".into(),
        secrecy,
        file,
        particulars: Particulars::default(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_as_announced_is_not_kept() {
    let court = Court::demo();
    let defendant = court.enter("G1", "defendant").await;
    let bytes = pdf(500);
    let other = hash(b"other");
    offset(&court, &defendant, &other, 500).await;
    let wrong = append(&court, &defendant, &other, 0, &bytes).await;
    assert_eq!(said(&wrong), is(422, "hash_differs"));
    assert_eq!(offset(&court, &defendant, &other, 500).await, 0);

    let sha = hash(&bytes);
    offset(&court, &defendant, &sha, 500).await;
    let changed = begin(&court, &defendant, &sha, 501).await;
    assert_eq!(said(&changed), is(422, "hash_differs"));
    let more = append(&court, &defendant, &sha, 0, &pdf(501)).await;
    assert_eq!(said(&more), is(413, "too_large"));

    let office = [b"PK\x03\x04".as_slice(), &[0; 26], b"[Content_Types].xml"].concat();
    let sha = hash(&office);
    offset(&court, &defendant, &sha, office.len()).await;
    let refused = append(&court, &defendant, &sha, 0, &office).await;
    assert_eq!(said(&refused), is(422, "office_file"));

    for size in [0, 200 * 1024 * 1024 + 1] {
        let answer = begin(&court, &defendant, &hash(b"big"), size).await;
        assert_eq!(said(&answer), is(413, "too_large"), "{size}");
    }
    let unbegun = append(&court, &defendant, &hash(b"never begun"), 0, b"x").await;
    assert_eq!(said(&unbegun), is(409, "wrong_offset"));
    let nameless = begin(&court, &defendant, "../../etc/passwd", 5).await;
    assert_eq!(said(&nameless), is(400, "malformed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_file_begins_nothing_and_nobody_begins_without_end() {
    let court = Court::demo();
    for seat in ["observer", "witness", "judge"] {
        let session = court.enter("G1", seat).await;
        let answer = begin(&court, &session, &hash(b"x"), 1).await;
        assert_eq!(said(&answer), is(403, "not_permitted"), "{seat}");
        let answer = append(&court, &session, &hash(b"x"), 0, b"x").await;
        assert_eq!(said(&answer), is(403, "not_permitted"), "{seat}");
    }
    let answer = begin(&court, "no session", &hash(b"x"), 1).await;
    assert_eq!(said(&answer), is(401, "no_session"));

    let defendant = court.enter("G1", "defendant").await;
    for n in 0..8_u8 {
        assert_eq!(offset(&court, &defendant, &hash(&[n]), 5).await, 0);
    }
    let ninth = begin(&court, &defendant, &hash(b"ninth"), 5).await;
    assert_eq!(said(&ninth), is(413, "quota_used"));
    let path = format!("/api/uploads/{}", hash(&[3]));
    let given_up = http::ask(court.at, "DELETE", &path, Some(&defendant), &[], b"").await;
    assert_eq!(given_up.status, 204);
    assert_eq!(offset(&court, &defendant, &hash(b"ninth"), 5).await, 0);

    // Another seat's part of the same file is another part.
    let plaintiff = court.enter("G1", "plaintiff").await;
    append(&court, &defendant, &hash(b"ninth"), 0, b"ni").await;
    assert_eq!(offset(&court, &plaintiff, &hash(b"ninth"), 5).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_is_for_who_has_filed() {
    let court = Court::demo();
    let rep = court.enter("G1", "plaintiff-rep").await;
    let answer = http::get(court.at, "/api/receipt.pdf", Some(&rep)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/pdf"));
    assert!(answer.body.starts_with(b"%PDF-"));
    for seat in ["judge", "clerk", "plaintiff", "witness", "observer"] {
        let session = court.enter("G1", seat).await;
        let answer = http::get(court.at, "/api/receipt.pdf", Some(&session)).await;
        assert_eq!(said(&answer), is(404, "nothing_filed"), "{seat}");
    }
    let answer = http::get(court.at, "/api/receipt.pdf", None).await;
    assert_eq!(answer.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_counsel_opens_after_the_undertaking() {
    let court = Court::demo();
    let counsel = court.enter("G3", "defendant-rep").await;
    let mut line = Line::open(court.at, &counsel).await;
    let bytes = pdf(300);
    let sha = hash(&bytes);
    let clerk = court.enter("G3", "clerk").await;
    offset(&court, &clerk, &sha, 300).await;
    let done = append(&court, &clerk, &sha, 0, &bytes).await;
    let file: ExhibitFile = serde_json::from_value(done.json()["file"].clone()).unwrap();
    let mut clerks = Line::open(court.at, &clerk).await;
    let secret = filing("C9", file, Secrecy::CounselAndExperts);
    assert_eq!(clerks.ask(secret).await, Ok(()));
    // He waits: what the other side has filed is not his to see, let alone to open.
    let path = "/api/exhibits/C9";
    let answer = http::get(court.at, path, Some(&counsel)).await;
    assert_eq!(said(&answer), is(404, "no_such_exhibit"));
    let sign = |edition| Command::SignConfidentiality {
        signed_name: "周砺".into(),
        edition,
    };
    assert!(line.ask(sign(0)).await.is_err());
    let edition = hearing::confidentiality::EDITION;
    assert_eq!(line.ask(sign(edition)).await, Ok(()));
}
