//! A backend whose log nobody reads any more: it holds its hearings, and ends when it is told to.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)]

mod common;

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use common::court::binary;
use common::http;
use common::line::Line;
use serde_json::{Value, json};

struct Unread(Child);

impl Drop for Unread {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Unread {
    fn start(folder: &Path, log: Stdio) -> (Self, Value) {
        let mut child = Command::new(binary())
            .args(["serve", "--json", "--port", "0", "--seed-demo", "--data"])
            .arg(folder.join("data"))
            .arg("--dist")
            .arg(folder)
            .env("KAITING_LOG", "debug")
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        // Who has read it closes it.
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        (Self(child), serde_json::from_str(&line).unwrap())
    }

    /// SIGTERM, and how it ended.
    fn stop(&mut self) -> ExitStatus {
        let pid = self.0.id().to_string();
        Command::new("kill").arg(pid).status().unwrap();
        let told = Instant::now();
        loop {
            if let Some(ended) = self.0.try_wait().unwrap() {
                return ended;
            }
            assert!(told.elapsed() < Duration::from_secs(15), "it goes on");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn address(ready: &Value) -> SocketAddr {
    let base = ready["base"].as_str().unwrap();
    base.split_once("//").unwrap().1.parse().unwrap()
}

async fn enter(ready: &Value) -> String {
    let seats = ready["seats"].as_array().unwrap().iter();
    let mut clerks = seats.filter(|s| s["case"] == "G1" && s["seat"] == "clerk");
    let url = clerks.next().unwrap()["url"].as_str().unwrap();
    let token = url.split_once("#seat=").unwrap().1;
    let body = json!({"token": token}).to_string();
    let answer = http::post(address(ready), "/api/enter", None, &body).await;
    answer.json()["session"].as_str().unwrap().to_owned()
}

/// What is acknowledged while nobody reads the log, ends with the process and is there after it.
async fn holds_and_ends(log: Stdio, then: impl FnOnce(&mut Child)) {
    let folder = tempfile::tempdir().unwrap();
    let (mut court, ready) = Unread::start(folder.path(), log);
    then(&mut court.0);
    let clerk = enter(&ready).await;
    let mut line = Line::open(address(&ready), &clerk).await;
    let written = line.ask(common::write_line("line-1", "书记员宣布法庭纪律"));
    assert_eq!(written.await, Ok(()));
    assert!(court.stop().success());
    let (mut court, ready) = Unread::start(folder.path(), Stdio::null());
    let line = Line::open(address(&ready), &clerk).await;
    assert_eq!(line.view.transcript.lines.len(), 1);
    let file = http::get(address(&ready), "/api/file", Some(&clerk)).await;
    let path = folder.path().join("g1.kaiting.json");
    std::fs::write(&path, &file.body).unwrap();
    let verified = Command::new(binary()).arg("verify").arg(&path).output();
    assert!(verified.unwrap().status.success());
    assert!(court.stop().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_log_has_lost_its_reader() {
    holds_and_ends(Stdio::piped(), |child| drop(child.stderr.take())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_log_is_read_by_nobody() {
    let (read, mut write) = std::io::pipe().unwrap();
    let full = write.try_clone().unwrap();
    // Until nothing more goes in; it stays so until the end.
    std::thread::spawn(move || while write.write_all(&[b'.'; 4_096]).is_ok() {});
    std::thread::sleep(Duration::from_millis(300));
    holds_and_ends(full.into(), |_| {}).await;
    drop(read);
}
