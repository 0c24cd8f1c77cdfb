//! LiveKit's client for Go on either engine: another maker's WebRTC and signalling than browsers have, or the clients of these tests.
//! `KAITING_GO_CLIENT` names the built program (`tests/go-client`; `cargo xtask test --livekit` builds it).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test that meets the unexpected is to fail"
)]

#[allow(dead_code, reason = "a client that can more than is asked of it here")]
mod client;
#[macro_use]
#[allow(dead_code, reason = "a house that can more than is asked of it here")]
mod house;

use std::process::Stdio;
use std::time::Duration;

use client::Person;
use house::{ALL, House, SILENT};
use kaiting_media::Source;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::{sleep, timeout};

const B: u8 = 0x52;
const GO: u8 = 0x47;
const OTHER: u8 = 0x48;
const WHILE: Duration = Duration::from_millis(700);

struct Go {
    says: Lines<BufReader<ChildStdout>>,
    told: ChildStdin,
    _child: Child,
}

impl Go {
    fn joins(house: &House, key: &str, tag: u8) -> Self {
        let program = std::env::var("KAITING_GO_CLIENT").unwrap();
        let mut child = Command::new(program)
            .args([format!("ws://{}", house.at), key.to_owned()])
            .arg(format!("{tag:02x}"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        Self {
            says: BufReader::new(child.stdout.take().unwrap()).lines(),
            told: child.stdin.take().unwrap(),
            _child: child,
        }
    }

    /// Until it says a line that begins so.
    async fn until(&mut self, wanted: &str) {
        let mut said = Vec::new();
        let found = async {
            while let Some(line) = self.says.next_line().await.unwrap() {
                if line.starts_with(wanted) {
                    return true;
                }
                said.push(line);
            }
            false
        };
        let found = timeout(Duration::from_secs(15), found).await;
        assert_eq!(found, Ok(true), "no {wanted:?}, but {said:?}");
    }

    /// Whom it hears while nobody says anything else: as `heard NAME TAG`.
    async fn hears(&mut self, during: Duration) -> Vec<String> {
        let mut heard = Vec::new();
        let listening = async {
            while let Ok(Some(line)) = self.says.next_line().await {
                heard.push(line);
            }
        };
        let _ = timeout(during, listening).await;
        heard.retain(|line| line.starts_with("heard "));
        heard
    }

    async fn does(&mut self, what: &str) {
        let order = format!("{what}\n");
        self.told.write_all(order.as_bytes()).await.unwrap();
    }
}

fn has_go() -> bool {
    let has = std::env::var_os("KAITING_GO_CLIENT").is_some();
    if !has {
        eprintln!("skipped: KAITING_GO_CLIENT names no client (cargo xtask test --livekit)");
    }
    has
}

async fn with_one(house: &House, key: &str) -> (Person, Go) {
    let b = house.speaker("r", "b", B).await;
    let mut go = Go::joins(house, key, GO);
    go.until("joined").await;
    b.until_heard(GO).await;
    go.until("heard b 52").await;
    (b, go)
}

async fn it_is_heard_muted_and_released(house: House) {
    if !has_go() {
        return;
    }
    let engine = &house.engine;
    engine.create("r").await.unwrap();
    let (b, mut go) = with_one(&house, &house.key("r", "go")).await;
    go.does("mute").await;
    sleep(Duration::from_millis(200)).await;
    b.hears_only(&[], WHILE).await;
    go.does("unmute").await;
    b.until_heard(GO).await;
    assert_eq!(engine.mute("r", "go", Source::Microphone).await, Ok(()));
    go.until("muted").await;
    sleep(Duration::from_millis(100)).await;
    go.does("unmute").await;
    b.hears_only(&[], WHILE).await;
    assert_eq!(engine.release("r", "go", Source::Microphone).await, Ok(()));
    go.does("unmute").await;
    b.until_heard(GO).await;
    let mut other = Go::joins(&house, &house.key("r", "other"), OTHER);
    go.until("came other").await;
    other.until("heard go 47").await;
    go.until("heard other 48").await;
    other.does("leave").await;
    go.until("went other").await;
}

async fn it_obeys_what_the_court_allows_and_forbids(house: House) {
    if !has_go() {
        return;
    }
    let engine = &house.engine;
    engine.create("r").await.unwrap();
    let (b, mut go) = with_one(&house, &house.key("r", "go")).await;
    assert_eq!(engine.set_permissions("r", "go", SILENT).await, Ok(()));
    sleep(Duration::from_millis(200)).await;
    b.hears_only(&[], WHILE).await;
    go.until("heard b 52").await;
    let deaf = kaiting_media::Permissions {
        subscribe: false,
        ..SILENT
    };
    assert_eq!(engine.set_permissions("r", "go", deaf).await, Ok(()));
    sleep(Duration::from_millis(500)).await;
    go.hears(Duration::from_millis(300)).await;
    assert_eq!(go.hears(WHILE).await, Vec::<String>::new());
    assert_eq!(engine.set_permissions("r", "go", ALL).await, Ok(()));
    go.until("heard b 52").await;
    // LiveKit has taken the track off; the embedded engine keeps it, muted.
    let taken_off = house.server.is_some();
    go.does(if taken_off { "publish" } else { "unmute" }).await;
    b.until_heard(GO).await;
}

async fn it_is_sent_away(house: House) {
    if !has_go() {
        return;
    }
    let engine = &house.engine;
    engine.create("r").await.unwrap();
    let old = house.key("r", "go");
    let (b, mut go) = with_one(&house, &old).await;
    assert_eq!(engine.remove("r", "go").await, Ok(()));
    go.until("left: removed by server").await;
    b.hears_only(&[], WHILE).await;
    Go::joins(&house, &old, GO).until("refused").await;
    let mut again = Go::joins(&house, &house.key("r", "go"), GO);
    again.until("joined").await;
    b.until_heard(GO).await;
    assert_eq!(engine.end("r").await, Ok(()));
    again.until("left: ").await;
}

on_both! {
    it_is_heard_muted_and_released
    it_obeys_what_the_court_allows_and_forbids
    it_is_sent_away
}
