//! What goes into the evidence store and what comes out of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::time::{Duration, SystemTime};

use common::court::Court;
use common::http::{self, Answer};
use common::line::Line;
use hearing::exhibit::{ExhibitCategory, ExhibitFile, FileKind, Particulars, Secrecy};
use hearing::{Command, ExhibitId, Refusal};
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

async fn upload(court: &Court, session: &str, claimed: &str, bytes: &[u8]) -> Answer {
    let headers = [("x-sha256", claimed), ("content-type", "image/png")];
    http::ask(
        court.at,
        "PUT",
        "/api/exhibits",
        Some(session),
        &headers,
        bytes,
    )
    .await
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

/// A PNG header that claims 60,000 by 60,000 points, in a file of some dozen bytes.
fn bomb() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend(60_000_u32.to_be_bytes());
    png.extend(60_000_u32.to_be_bytes());
    png.extend(*b"\x08\x06\0\0\0");
    png
}

fn stored(court: &Court) -> usize {
    std::fs::read_dir(court.data.join("exhibits"))
        .unwrap()
        .count()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_what_it_claims_is_not_kept() {
    let court = Court::demo();
    let defendant = court.enter("G1", "defendant").await;
    let before = stored(&court);

    let wrong = upload(&court, &defendant, &hash(b"other"), b"these").await;
    assert_eq!(
        (wrong.status, wrong.error().as_str()),
        (422, "hash_differs")
    );

    let nameless = upload(&court, &defendant, "abc", b"these").await;
    assert_eq!(
        (nameless.status, nameless.error().as_str()),
        (400, "malformed")
    );

    let bomb = bomb();
    let exploded = upload(&court, &defendant, &hash(&bomb), &bomb).await;
    assert_eq!(
        (exploded.status, exploded.error().as_str()),
        (422, "too_many_pixels")
    );

    // The size stands behind fill bytes, as the format allows.
    let hidden = b"\xff\xd8\xff\xff\xff\xc0\x00\x11\x08\xff\xff\xff\xff";
    let exploded = upload(&court, &defendant, &hash(hidden), hidden).await;
    assert_eq!(
        (exploded.status, exploded.error().as_str()),
        (422, "too_many_pixels")
    );
    let sizeless = b"\xff\xd8\xff\xda\x00\x02";
    let unread = upload(&court, &defendant, &hash(sizeless), sizeless).await;
    assert_eq!(
        (unread.status, unread.error().as_str()),
        (422, "unreadable_picture")
    );

    // Announced too big: turned away before a byte of it was taken.
    let size = (200 * 1024 * 1024 + 1).to_string();
    let headers = [("x-sha256", hash(b"big")), ("content-length", size)];
    let headers: Vec<(&str, &str)> = headers.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let big = http::ask(
        court.at,
        "PUT",
        "/api/exhibits",
        Some(&defendant),
        &headers,
        b"",
    )
    .await;
    assert_eq!((big.status, big.error().as_str()), (413, "too_large"));

    assert_eq!(stored(&court), before, "something was kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_file_may_not_upload() {
    let court = Court::demo();
    for seat in ["observer", "witness", "judge"] {
        let session = court.enter("G1", seat).await;
        let answer = upload(&court, &session, &hash(b"x"), b"x").await;
        assert_eq!(
            (answer.status, answer.error().as_str()),
            (403, "not_permitted"),
            "{seat}"
        );
    }
    let answer = upload(&court, "no session", &hash(b"x"), b"x").await;
    assert_eq!(
        (answer.status, answer.error().as_str()),
        (401, "no_session")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bytes_say_what_a_file_is() {
    let court = Court::demo();
    let defendant = court.enter("G1", "defendant").await;
    let page = b"<script>alert(1)</script>";
    let answer = upload(&court, &defendant, &hash(page), page).await;
    let file: ExhibitFile = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(file.kind, FileKind::Unknown, "it said image/png");

    let mut line = Line::open(court.at, &defendant).await;
    let lying = ExhibitFile {
        kind: FileKind::Png,
        ..file.clone()
    };
    assert_eq!(
        line.ask(filing("D4", lying, Secrecy::Parties)).await,
        Err(Refusal::BadHash)
    );
    assert_eq!(line.ask(filing("D4", file, Secrecy::Parties)).await, Ok(()));
    let out = http::get(court.at, "/api/exhibits/D4", Some(&defendant)).await;
    assert_eq!(out.body, page);
    assert_eq!(out.header("content-type"), Some("application/octet-stream"));
    assert_eq!(out.header("content-disposition"), Some("attachment"));
    assert_eq!(out.header("x-content-type-options"), Some("nosniff"));
    assert!(
        out.header("content-security-policy")
            .unwrap()
            .contains("sandbox")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_knows_a_hash_has_nothing_to_file() {
    let court = Court::demo();
    let plaintiff = court.enter("G1", "plaintiff").await;
    let mut line = Line::open(court.at, &plaintiff).await;
    // P1 was brought by the plaintiff's representative, not by the plaintiff.
    let known = line
        .view
        .exhibit(&ExhibitId::new("P1"))
        .unwrap()
        .file
        .clone();
    assert_eq!(
        line.ask(filing("P9", known, Secrecy::Parties)).await,
        Err(Refusal::BadHash)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_of_a_file() {
    let court = Court::demo();
    let judge = court.enter("G1", "judge").await;
    let whole = http::get(court.at, "/api/exhibits/P2", Some(&judge)).await;
    assert_eq!(whole.status, 200);
    assert!(whole.body.starts_with(b"%PDF-"));
    assert_eq!(whole.header("x-sha256"), Some(hash(&whole.body).as_str()));
    let ask = |range: &'static str| {
        let (at, judge) = (court.at, judge.clone());
        async move {
            http::ask(
                at,
                "GET",
                "/api/exhibits/P2",
                Some(&judge),
                &[("range", range)],
                b"",
            )
            .await
        }
    };
    let part = ask("bytes=100-199").await;
    assert_eq!(
        (part.status, part.body.as_slice()),
        (206, &whole.body[100..200])
    );
    let range = format!("bytes 100-199/{}", whole.body.len());
    assert_eq!(part.header("content-range"), Some(range.as_str()));
    let tail = ask("bytes=-50").await;
    assert_eq!(
        (tail.status, tail.body.as_slice()),
        (206, &whole.body[whole.body.len() - 50..])
    );
    assert_eq!(ask("bytes=99999999-").await.status, 416);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_small_places_in_one_answer() {
    let court = Court::demo();
    let judge = court.enter("G1", "judge").await;
    let whole = http::get(court.at, "/api/exhibits/P2", Some(&judge)).await;
    let end = whole.body.len();
    let ask = |who: String, exhibit: &'static str, places: String| async move {
        let path = format!("/api/exhibits/{exhibit}/parts");
        http::post(court.at, &path, Some(&who), &places).await
    };
    let places = format!("[[100,200],[0,5],[{},{end}]]", end - 7);
    let parts = ask(judge.clone(), "P2", places).await;
    let expected = [
        &whole.body[100..200],
        &whole.body[..5],
        &whole.body[end - 7..],
    ]
    .concat();
    assert_eq!((parts.status, parts.body), (200, expected));
    for places in [
        "[]".to_owned(),
        "[[5,5]]".to_owned(),
        "[[9,5]]".to_owned(),
        "[[-1,5]]".to_owned(),
        format!("[[0,{}]]", end + 1),
        format!("[{}[0,1]]", "[0,1],".repeat(512)),
        "{\"from\":0}".to_owned(),
    ] {
        let refused = ask(judge.clone(), "P2", places.clone()).await;
        assert_eq!(
            (refused.status, refused.error().as_str()),
            (400, "malformed"),
            "{places}"
        );
    }
    // What one may not see has no parts either.
    for (seat, exhibit) in [
        ("observer", "P1"),
        ("witness", "P1"),
        ("defendant", "P1"),
        ("judge", "P99"),
    ] {
        let session = court.enter("G1", seat).await;
        let refused = ask(session, exhibit, "[[0,1]]".to_owned()).await;
        assert_eq!(
            (refused.status, refused.error().as_str()),
            (404, "no_such_exhibit"),
            "{seat}"
        );
    }
    let nobody = http::post(court.at, "/api/exhibits/P1/parts", None, "[[0,1]]").await;
    assert_eq!(nobody.status, 401);
    let sealed = court.enter("G3", "defendant").await;
    let refused = http::post(court.at, "/api/exhibits/B3/parts", Some(&sealed), "[[0,1]]").await;
    assert_eq!(refused.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_in_view_is_not_there() {
    let court = Court::demo();
    let clerk = court.enter("G1", "clerk").await;
    for exhibit in ["P1", "P2", "P3", "P4", "D1", "D2", "D3"] {
        let path = format!("/api/exhibits/{exhibit}");
        assert_eq!(
            http::get(court.at, &path, Some(&clerk)).await.status,
            200,
            "{exhibit}"
        );
    }
    for (seat, exhibit) in [
        ("observer", "P1"),
        ("witness", "P1"),
        // Before the hearing each side has its own.
        ("defendant", "P1"),
        ("plaintiff", "D1"),
        ("defendant", "D99"),
        ("defendant", "..%2Fjournal.db"),
    ] {
        let session = court.enter("G1", seat).await;
        let answer = http::get(
            court.at,
            &format!("/api/exhibits/{exhibit}"),
            Some(&session),
        )
        .await;
        assert_eq!(
            (answer.status, answer.error().as_str()),
            (404, "no_such_exhibit"),
            "{seat} {exhibit}"
        );
    }
    let other_case = court.enter("G2", "judge").await;
    assert_eq!(
        http::get(court.at, "/api/exhibits/P1", Some(&other_case))
            .await
            .status,
        404
    );
    assert_eq!(
        http::get(court.at, "/api/exhibits/P1", None).await.status,
        401
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_seeded_files_are_what_their_names_say() {
    let court = Court::demo();
    let line = Line::open(court.at, &court.enter("G1", "judge").await).await;
    let found: Vec<(String, FileKind, u32)> = line
        .view
        .exhibits
        .iter()
        .map(|e| (e.id.0.clone(), e.file.kind.clone(), e.file.pages))
        .collect();
    let expected = [
        ("P1", FileKind::Jpeg, 1),
        ("P2", FileKind::Pdf, 1),
        ("P3", FileKind::Pdf, 6),
        ("P4", FileKind::Audio, 1),
        ("D1", FileKind::Png, 1),
        ("D2", FileKind::Pdf, 2),
        ("D3", FileKind::Pdf, 1),
    ];
    assert_eq!(
        found,
        expected.map(|(id, kind, pages)| (id.to_owned(), kind, pages))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_stays_with_those_it_was_given_to() {
    let court = Court::demo();
    for (seat, exhibit, status) in [
        ("defendant", "B1", 200),
        ("defendant", "B3", 404),
        ("defendant-rep", "B3", 200),
        ("defendant-rep", "A4", 404),
        ("inspector", "A2", 404),
        ("assessor", "A7", 200),
    ] {
        let session = court.enter("G3", seat).await;
        let answer = http::get(
            court.at,
            &format!("/api/exhibits/{exhibit}"),
            Some(&session),
        )
        .await;
        assert_eq!(answer.status, status, "{seat} {exhibit}");
    }
}

/// An upload that has begun and goes no further.
async fn begun(court: &Court, session: &str) -> TcpStream {
    let head = format!(
        "PUT /api/exhibits HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {session}\r\n\
         x-sha256: {}\r\ncontent-length: 100\r\n\r\nhalf",
        court.at,
        hash(b"whole")
    );
    let mut stream = TcpStream::connect(court.at).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

#[tokio::test(flavor = "multi_thread")]
async fn two_files_of_a_seat_are_under_way_and_not_three() {
    let court = Court::demo();
    let defendant = court.enter("G1", "defendant").await;
    let before = stored(&court);
    let mut under_way = vec![
        begun(&court, &defendant).await,
        begun(&court, &defendant).await,
    ];
    // Both have arrived when each has its file.
    while stored(&court) < before + 2 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let third = upload(&court, &defendant, &hash(b"third"), b"third").await;
    assert_eq!((third.status, third.error().as_str()), (429, "too_many"));
    let plaintiff = court.enter("G1", "plaintiff").await;
    let other = upload(&court, &plaintiff, &hash(b"other"), b"other").await;
    assert_eq!(other.status, 200, "{}", other.text());
    under_way.pop();
    for _ in 0..50 {
        let third = upload(&court, &defendant, &hash(b"third"), b"third").await;
        if third.status == 200 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the place of one that broke off is not free again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_brings_six_hundred_files_and_no_more() {
    let mut court = Court::demo();
    // The plaintiff's representative has brought four with the case.
    let session = court.enter("G1", "plaintiff-rep").await;
    for n in 4..600_u32 {
        let bytes = n.to_be_bytes();
        let answer = upload(&court, &session, &hash(&bytes), &bytes).await;
        assert_eq!(answer.status, 200, "{n}: {}", answer.text());
    }
    let again = upload(
        &court,
        &session,
        &hash(&7_u32.to_be_bytes()),
        &7_u32.to_be_bytes(),
    )
    .await;
    assert_eq!(again.status, 200, "one that is there already");
    for _ in 0..2 {
        let one_more = upload(&court, &session, &hash(b"one more"), b"one more").await;
        assert_eq!(
            (one_more.status, one_more.error().as_str()),
            (413, "quota_used")
        );
        court.kill();
        court.restart();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_filed_in_a_day_goes() {
    let mut court = Court::demo();
    let defendant = court.enter("G1", "defendant").await;
    let mut files = Vec::new();
    for bytes in [&b"old and filed"[..], b"old", b"new"] {
        let answer = upload(&court, &defendant, &hash(bytes), bytes).await;
        let file: ExhibitFile = serde_json::from_slice(&answer.body).unwrap();
        files.push(file);
    }
    let mut line = Line::open(court.at, &defendant).await;
    let filed = filing("D4", files[0].clone(), Secrecy::Parties);
    assert_eq!(line.ask(filed).await, Ok(()));
    court.stop();
    let folder = court.data.join("exhibits");
    let yesterday = SystemTime::now() - Duration::from_secs(25 * 60 * 60);
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap() != files[2].sha256.as_str() {
            let file = std::fs::File::options().write(true).open(path).unwrap();
            file.set_modified(yesterday).unwrap();
        }
    }
    let before = stored(&court);
    court.restart();
    assert_eq!(stored(&court), before - 1);
    assert!(!folder.join(&files[1].sha256).exists());
    let mut line = Line::open(court.at, &defendant).await;
    let of = |file: &ExhibitFile| filing("D5", file.clone(), Secrecy::Parties);
    assert_eq!(line.ask(of(&files[1])).await, Err(Refusal::BadHash));
    assert_eq!(line.ask(of(&files[2])).await, Ok(()));
    let judge = court.enter("G1", "judge").await;
    for exhibit in ["P1", "D1", "D4"] {
        let path = format!("/api/exhibits/{exhibit}");
        let answer = http::get(court.at, &path, Some(&judge)).await;
        assert_eq!(answer.status, 200, "{exhibit}");
    }
}

/// A disk that was put back from an old copy: what is lost is said, nobody has opened it, and who has it still brings it back.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_store_has_lost_is_lost_to_nobodys_surprise() {
    let mut court = Court::demo();
    let clerk = court.enter("G1", "clerk").await;
    let counsel = court.enter("G1", "plaintiff-rep").await;
    let line = Line::open(court.at, &clerk).await;
    let file = line
        .view
        .exhibit(&ExhibitId::new("P1"))
        .unwrap()
        .file
        .clone();
    let path = court.data.join("exhibits").join(&file.sha256);
    let bytes = std::fs::read(&path).unwrap();
    let ask = async |court: &Court| {
        let answer = http::get(court.at, "/api/exhibits/P1", Some(&clerk)).await;
        (answer.status, answer)
    };
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(ask(&court).await.0, 410, "half of it is not it");
    std::fs::remove_file(&path).unwrap();
    let (status, answer) = ask(&court).await;
    assert_eq!((status, answer.error().as_str()), (410, "file_lost"));
    let places = http::post(court.at, "/api/exhibits/P1/parts", Some(&clerk), "[[0,9]]").await;
    assert_eq!(places.error(), "file_lost");
    let opened = Line::open(court.at, &clerk).await.view.accesses;
    assert!(opened.is_empty(), "{opened:?}");
    // A court is not kept shut for it.
    court.stop();
    court.restart();
    let sha = &file.sha256;
    assert_eq!(upload(&court, &counsel, sha, &bytes).await.status, 200);
    let (status, answer) = ask(&court).await;
    assert_eq!((status, answer.body == bytes), (200, true));
    let opened = Line::open(court.at, &clerk).await.view.accesses;
    assert_eq!(opened.len(), 1);
}

/// A reader that takes a large file piece by piece cannot compare its hash (R43): the court does, before the first piece.
#[tokio::test(flavor = "multi_thread")]
async fn not_a_range_of_what_was_altered_is_given_out() {
    let court = Court::demo();
    let clerk = court.enter("G1", "clerk").await;
    let counsel = court.enter("G1", "plaintiff-rep").await;
    let file = Line::open(court.at, &clerk)
        .await
        .view
        .exhibit(&ExhibitId::new("P1"))
        .unwrap()
        .file
        .clone();
    let path = court.data.join("exhibits").join(&file.sha256);
    let bytes = std::fs::read(&path).unwrap();
    let piece =
        async || http::post(court.at, "/api/exhibits/P1/parts", Some(&clerk), "[[0,9]]").await;
    assert_eq!(piece().await.status, 200);
    let mut altered = bytes.clone();
    *altered.last_mut().unwrap() ^= 1;
    std::fs::write(&path, altered).unwrap();
    let answer = piece().await;
    assert_eq!(
        (answer.status, answer.error().as_str()),
        (410, "file_altered")
    );
    // Who filed it brings it back, although there are as many bytes as there were.
    assert_eq!(
        upload(&court, &counsel, &file.sha256, &bytes).await.status,
        200
    );
    assert_eq!(piece().await.status, 200);
}
