//! What is taken away: the transcript in its kinds, the whole file in one archive, and the record of who took what.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::process::Command;

use common::court::{Court, session};
use common::http;
use common::line::Line;
use common::roles::{all_roles, everybody_in, finished, name};
use hearing::*;
use kaiting_zip::{END, directory, parts};

const KINDS: [(&str, &str, &[u8]); 4] = [
    ("/api/record.pdf", "application/pdf", b"%PDF-"),
    (
        "/api/record.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        b"PK\x03\x04",
    ),
    (
        "/api/record.txt",
        "text/plain; charset=utf-8",
        "北京市海淀区人民法院".as_bytes(),
    ),
    ("/api/record.vtt", "text/vtt; charset=utf-8", b"WEBVTT\n\n"),
];

/// Every role asks for everything, and gets what the rule says and nothing else.
#[tokio::test(flavor = "multi_thread")]
async fn each_kind_is_for_who_may_have_the_transcript() {
    let hearings = [
        ("session", all_roles("session", everybody_in)),
        ("done", all_roles("done", finished)),
    ];
    let court = Court::with(&hearings).await;
    for (hearing, records) in &hearings {
        let state = Hearing::replay(records);
        for role in Role::ALL {
            let seat = SeatId::new(name(role));
            let pass = session(hearing, &seat);
            let expected = match state.may_take_record(&seat) {
                Ok(()) => 200,
                Err(Refusal::SignOffNotOpen) => 409,
                Err(_) => 403,
            };
            for (path, kind, begins) in KINDS {
                let answer = http::get(court.at, path, Some(&pass)).await;
                assert_eq!(answer.status, expected, "{role:?} in {hearing}: {path}");
                if expected == 200 {
                    assert_eq!(answer.header("content-type"), Some(kind));
                    assert!(
                        answer
                            .header("content-disposition")
                            .unwrap()
                            .starts_with("attachment")
                    );
                    assert!(answer.body.starts_with(begins), "{path}");
                }
            }
            let bundle = http::get(court.at, "/api/file.zip", Some(&pass)).await;
            let keeps = role.is_bench() || role == Role::Clerk;
            assert_eq!(
                bundle.status,
                if keeps { 200 } else { 403 },
                "{role:?} in {hearing}"
            );
        }
        for (path, _, _) in KINDS {
            assert_eq!(http::get(court.at, path, None).await.status, 401);
        }
    }
    assert_eq!(http::get(court.at, "/api/file.zip", None).await.status, 401);
}

fn names(bundle: &[u8]) -> Vec<(String, Vec<u8>)> {
    let end = &bundle[bundle.len().saturating_sub(END)..];
    let place = directory(end, bundle.len() as u64).unwrap();
    let from = usize::try_from(place.from).unwrap();
    let (parts, layout) = parts(&bundle[from..]).unwrap();
    let content = |at: u64, size: u64| {
        let (at, size) = (usize::try_from(at).unwrap(), usize::try_from(size).unwrap());
        bundle[at..at + size].to_vec()
    };
    let begins = layout.begins.iter();
    parts
        .into_iter()
        .zip(begins)
        .map(|(p, at)| (p.name, content(*at, p.size)))
        .collect()
}

fn verify(court: &Court, bundle: &[u8]) -> (Option<i32>, String) {
    let path = court.data.join("bundle.zip");
    std::fs::write(&path, bundle).unwrap();
    let said = Command::new(common::court::binary())
        .arg("verify")
        .arg(&path)
        .output()
        .unwrap();
    let text =
        String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
    (said.status.code(), text)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_file_is_one_archive_that_anybody_checks() {
    let court = Court::demo();
    let clerk = court.enter("G1", "clerk").await;
    let mut line = Line::open(court.at, &clerk).await;
    let typed = "现在核对各方到庭情况，电话13800138000。";
    assert_eq!(line.ask(common::write_line("line-1", typed)).await, Ok(()));
    // Of a witness, too, what he has read is in it (R5).
    let pass = court.enter("G1", "witness").await;
    let mut witness = Line::open(court.at, &pass).await;
    let tick = hearing::Command::AcknowledgeConsequence {
        consequence: 0,
        edition: hearing::notice::EDITION,
    };
    assert_eq!(witness.ask(tick).await, Ok(()));
    let answer = http::get(court.at, "/api/file.zip", Some(&clerk)).await;
    assert_eq!(answer.status, 200);
    let length = answer.body.len().to_string();
    assert_eq!(answer.header("content-length"), Some(length.as_str()));
    let all = names(&answer.body);
    let find = |name: &str| {
        let found = all.iter().find(|(n, _)| n.starts_with(name));
        found
            .map(|(_, content)| content.as_slice())
            .unwrap_or_else(|| panic!("no {name}"))
    };
    for wanted in [
        "hearing.kaiting.json",
        "README.txt",
        "access.json",
        "check-in.json",
        "incidents.json",
        "notices.json",
        "sign-off.json",
        "transcript/versions.json",
    ] {
        find(wanted);
    }
    assert!(find("transcript/transcript.pdf").starts_with(b"%PDF-"));
    // The court's own copy: nothing is masked.
    assert!(String::from_utf8_lossy(find("transcript/transcript.txt")).contains(typed));
    let versions = String::from_utf8_lossy(find("transcript/versions.json"));
    assert!(versions.contains(typed) && versions.contains("speaker_after"));
    assert!(versions.contains(r#""kind_after": "act""#), "{versions}");
    let header: serde_json::Value = serde_json::from_slice(find("transcript/header.json")).unwrap();
    assert_eq!(header["hearings_of_the_case"][0]["number"], 1);
    assert!(String::from_utf8_lossy(find("access.json")).contains("bundle"));
    let notices: serde_json::Value = serde_json::from_slice(find("notices.json")).unwrap();
    let read = &notices["read"][0];
    assert_eq!(read["seat"], "witness");
    assert_eq!(read["edition"], hearing::notice::EDITION);
    let words = hearing::notice::consequences(Role::Witness, false);
    assert_eq!(read["words"], words[0]);
    let exhibit = http::get(court.at, "/api/exhibits/P1", Some(&clerk)).await;
    assert_eq!(find("exhibits/001-P1."), exhibit.body);
    let manifest: serde_json::Value = serde_json::from_slice(find("manifest.json")).unwrap();
    assert_eq!(manifest["format"], "kaiting-bundle/1");
    assert_eq!(manifest["absent"], serde_json::json!([]));
    // It lists all but itself and the hearing's file, which lists it.
    assert_eq!(manifest["files"].as_array().unwrap().len(), all.len() - 2);

    let (code, said) = verify(&court, &answer.body);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("exhibits/001-P1"), "{said}");
    let mut altered = answer.body.clone();
    let at = altered
        .windows(8)
        .position(|w| w == &exhibit.body[100..108])
        .unwrap();
    altered[at] ^= 1;
    let (code, said) = verify(&court, &altered);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("exhibits/001-P1") && said.contains("was altered"),
        "{said}"
    );
    let mut rewritten = answer.body.clone();
    let at = rewritten
        .windows(6)
        .position(|w| w == "各方".as_bytes())
        .unwrap();
    rewritten[at..at + 6].copy_from_slice("双方".as_bytes());
    let (code, said) = verify(&court, &rewritten);
    assert_eq!(code, Some(1));
    assert!(said.contains("record "), "{said}");
    let (code, _) = verify(&court, &answer.body[..answer.body.len() - 1]);
    assert_eq!(code, Some(1));
}

/// A court is not left without its file because one exhibit is gone: it is said, and the rest is whole.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_store_has_lost_is_said() {
    let court = Court::demo();
    let clerk = court.enter("G1", "clerk").await;
    let line = Line::open(court.at, &clerk).await;
    let sha = |id: &str| {
        line.view
            .exhibit(&ExhibitId::new(id))
            .unwrap()
            .file
            .sha256
            .clone()
    };
    let (lost, changed) = (sha("P1"), sha("P2"));
    std::fs::remove_file(court.data.join("exhibits").join(&lost)).unwrap();
    std::fs::write(court.data.join("exhibits").join(&changed), b"another").unwrap();
    let answer = http::get(court.at, "/api/file.zip", Some(&clerk)).await;
    assert_eq!(answer.status, 200);
    let all = names(&answer.body);
    let (_, manifest) = all.iter().find(|(n, _)| n == "manifest.json").unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(manifest).unwrap();
    let absent = manifest["absent"].as_array().unwrap();
    assert_eq!(absent.len(), 2);
    assert_eq!(
        (&absent[0]["why"], &absent[0]["sha256"]),
        (&"missing".into(), &lost.into())
    );
    assert_eq!(
        (&absent[1]["why"], &absent[1]["sha256"]),
        (&"altered".into(), &changed.into())
    );
    assert!(
        !all.iter()
            .any(|(n, _)| n.contains("-P1.") || n.contains("-P2."))
    );
    assert_eq!(verify(&court, &answer.body).0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_opened_what_is_on_record_for_the_court() {
    let court = Court::with(&[("done", all_roles("done", finished))]).await;
    let of = |role| session("done", &SeatId::new(name(role)));
    for path in ["/api/record.docx", "/api/record.docx", "/api/record.vtt"] {
        assert_eq!(
            http::get(court.at, path, Some(&of(Role::Party)))
                .await
                .status,
            200
        );
    }
    // Who gets nothing has opened nothing.
    assert_eq!(
        http::get(court.at, "/api/record.vtt", Some(&of(Role::Technician)))
            .await
            .status,
        403
    );
    assert_eq!(
        http::get(court.at, "/api/file", Some(&of(Role::Party)))
            .await
            .status,
        403
    );
    assert_eq!(
        http::get(court.at, "/api/file", Some(&of(Role::Clerk)))
            .await
            .status,
        200
    );
    let clerk = Line::open(court.at, &of(Role::Clerk)).await;
    let log: Vec<_> = clerk
        .view
        .accesses
        .iter()
        .map(|a| (a.seat.to_string(), a.what.clone()))
        .collect();
    let form = |form| Opened::Transcript(form);
    assert_eq!(
        log,
        [
            (name(Role::Party), form(TranscriptForm::Docx)),
            (name(Role::Party), form(TranscriptForm::Captions)),
            (name(Role::Clerk), Opened::CaseFile),
        ]
    );
    for role in [
        Role::Technician,
        Role::Administrator,
        Role::Inspector,
        Role::Party,
    ] {
        let line = Line::open(court.at, &of(role)).await;
        assert!(line.view.accesses.is_empty(), "{role:?}");
    }
}

/// What was withdrawn unseen goes with its time, and the chain says nothing of the bytes: it stays whole.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_court_keeps_no_longer_is_gone_and_the_file_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("kaiting.toml");
    std::fs::write(&settings, "[retention]\nwithdrawn_days = 0\n").unwrap();
    let settings = settings.to_str().unwrap().to_owned();
    let mut court = Court::start(folder, &["--seed-demo", "--config", &settings]);
    let counsel = court.enter("G1", "plaintiff-rep").await;
    let mut line = Line::open(court.at, &counsel).await;
    let sha = |line: &Line, id: &str| {
        let exhibit = line.view.exhibit(&ExhibitId::new(id)).unwrap();
        exhibit.file.sha256.clone()
    };
    let (gone, stays) = (sha(&line, "P1"), sha(&line, "P2"));
    let exhibit = ExhibitId::new("P1");
    let reason = "传错了".to_owned();
    assert_eq!(
        line.ask(hearing::Command::WithdrawExhibit { exhibit, reason })
            .await,
        Ok(())
    );
    drop(line);
    court.stop();
    court.restart();
    assert!(!court.data.join("exhibits").join(&gone).exists());
    assert!(court.data.join("exhibits").join(&stays).exists());
    let clerk = court.enter("G1", "clerk").await;
    let answer = http::get(court.at, "/api/exhibits/P1", Some(&clerk)).await;
    assert_eq!(
        (answer.status, answer.error().as_str()),
        (404, "no_such_exhibit")
    );
    let line = Line::open(court.at, &clerk).await;
    let known = line.view.exhibit(&ExhibitId::new("P1")).unwrap();
    assert!(known.withdrawn.as_ref().unwrap().erased_at.is_some());
    assert_eq!(known.file.sha256, gone, "its hash stays");
    let bundle = http::get(court.at, "/api/file.zip", Some(&clerk)).await;
    let all = names(&bundle.body);
    let (_, manifest) = all.iter().find(|(n, _)| n == "manifest.json").unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(manifest).unwrap();
    let absent = manifest["absent"].as_array().unwrap();
    assert_eq!(absent.len(), 1);
    assert_eq!(
        (&absent[0]["why"], &absent[0]["sha256"]),
        (&"erased".into(), &gone.into())
    );
    assert_eq!(verify(&court, &bundle.body).0, Some(0));
}
