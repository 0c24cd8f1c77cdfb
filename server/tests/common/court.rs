use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use hearing::{Recorded, SeatId};
use kaiting_journal::{Append, Journal as _, SqliteJournal};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::http;

/// A court that runs; killed when dropped.
pub struct Court {
    child: Child,
    pub at: SocketAddr,
    pub seats: Vec<Value>,
    pub data: PathBuf,
    arguments: Vec<String>,
    _folder: tempfile::TempDir,
}

impl Court {
    /// With the demonstration cases.
    pub fn demo() -> Self {
        Self::start(tempfile::tempdir().unwrap(), &["--seed-demo"])
    }

    /// The same behind a proxy on this machine, whose word on where a request comes from counts.
    pub fn behind_proxy() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = folder.path().join("kaiting.toml");
        std::fs::write(&settings, "trusted_proxies = [\"127.0.0.1\"]\n").unwrap();
        let settings = settings.to_str().unwrap().to_owned();
        Self::start(folder, &["--seed-demo", "--config", &settings])
    }

    /// With one hearing, `id`, to which all of `records` have happened, and a session for each of its seats (see [`session`]).
    pub async fn with(hearings: &[(&str, Vec<Recorded>)]) -> Self {
        Self::set(hearings, &[]).await
    }

    /// The same, where this court has set something.
    pub async fn set(hearings: &[(&str, Vec<Recorded>)], settings: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let journal = SqliteJournal::open(data.join("journal.db")).unwrap();
        for (id, records) in hearings {
            let bodies = records.iter().map(|r| serde_json::to_string(r).unwrap());
            let append = Append {
                hearing: (*id).to_owned(),
                expect_seq: 0,
                at_ms: 0,
                bodies: bodies.collect(),
                command: None,
            };
            journal.append(append).await.unwrap();
            for seat in &hearing::Hearing::replay(records).seats {
                let token = session(id, &seat.id);
                let key: String = Sha256::digest(token)
                    .iter()
                    .map(|b| format!("{b:02x}"))
                    .collect();
                let pass = json!({"hearing": id, "seat": seat.id, "until": u64::MAX});
                journal
                    .put("sessions", &key, &pass.to_string())
                    .await
                    .unwrap();
            }
        }
        drop(journal);
        Self::start(folder, settings)
    }

    pub fn start(folder: tempfile::TempDir, more: &[&str]) -> Self {
        let data = folder.path().join("data");
        let dist = folder.path().join("dist");
        make_dist(&dist);
        let mut arguments: Vec<String> =
            ["serve", "--json", "--port", "0"].map(str::to_owned).into();
        // Here a seat goes to a second device at once; whether it is asked for first, the room's own tests say.
        arguments.extend(["--seat-claim-seconds", "0"].map(str::to_owned));
        // However slow the machine: nothing happens here by the clock alone.
        arguments.extend(["--absence-prompts", "3600"].map(str::to_owned));
        arguments.extend(["--devices-seconds", "3600"].map(str::to_owned));
        arguments.extend(["--data".to_owned(), data.to_str().unwrap().to_owned()]);
        arguments.extend(["--dist".to_owned(), dist.to_str().unwrap().to_owned()]);
        arguments.extend(more.iter().map(|&a| a.to_owned()));
        let (child, ready) = spawn(&arguments);
        Self {
            child,
            at: address(&ready),
            seats: ready["seats"].as_array().unwrap().clone(),
            data,
            arguments,
            _folder: folder,
        }
    }

    /// What the journal of a court that does not run holds of a hearing.
    pub async fn records(&self, hearing: &str) -> Vec<Recorded> {
        let journal = SqliteJournal::open(self.data.join("journal.db")).unwrap();
        let entries = journal.load(hearing).await.unwrap();
        let records = entries.iter().map(|e| serde_json::from_str(&e.body));
        records.collect::<Result<_, _>>().unwrap()
    }

    /// SIGKILL: nothing of the process gets a chance to tidy up.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// On the same data. The port may be another.
    pub fn restart(&mut self) {
        let (child, ready) = spawn(&self.arguments);
        self.child = child;
        self.at = address(&ready);
        self.seats = ready["seats"].as_array().unwrap().clone();
    }

    /// SIGTERM, and how the process ended.
    pub fn stop(&mut self) -> std::process::ExitStatus {
        let pid = self.child.id().to_string();
        Command::new("kill").arg(pid).status().unwrap();
        self.child.wait().unwrap()
    }

    pub fn link(&self, case: &str, seat: &str) -> &Value {
        let found = self
            .seats
            .iter()
            .find(|s| s["case"] == case && s["seat"] == seat);
        found.unwrap_or_else(|| panic!("no link for {case}/{seat}"))
    }

    /// What the page behind a seat's link sends to enter.
    pub fn key(&self, case: &str, seat: &str) -> String {
        let url = self.link(case, seat)["url"].as_str().unwrap();
        let token = url.split_once("#seat=").unwrap().1;
        json!({"token": token}).to_string()
    }

    /// From the seat's link to a session.
    pub async fn enter(&self, case: &str, seat: &str) -> String {
        let body = self.key(case, seat);
        let answer = http::post(self.at, "/api/enter", None, &body).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()["session"].as_str().unwrap().to_owned()
    }
}

impl Drop for Court {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The session that [`Court::with`] gave a seat.
pub fn session(hearing: &str, seat: &SeatId) -> String {
    format!("session-of-{hearing}-{seat}")
}

pub fn binary() -> &'static str {
    env!("CARGO_BIN_EXE_kaiting")
}

fn spawn(arguments: &[String]) -> (Child, Value) {
    let mut child = Command::new(binary())
        .args(arguments)
        .env(
            "KAITING_LOG",
            std::env::var("KAITING_LOG").unwrap_or_else(|_| "error".into()),
        )
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let out = child.stdout.take().unwrap();
    BufReader::new(out).read_line(&mut line).unwrap();
    let ready = serde_json::from_str(&line).unwrap_or_else(|e| panic!("not ready: {e}: {line:?}"));
    (child, ready)
}

fn address(ready: &Value) -> SocketAddr {
    let base = ready["base"].as_str().unwrap();
    base.split_once("//").unwrap().1.parse().unwrap()
}

/// As the build would have made it.
fn make_dist(dist: &Path) {
    std::fs::create_dir_all(dist).unwrap();
    let page = "<!doctype html><script nonce=\"{{nonce}}\" src=/app-0123456789abcdef.js></script>";
    std::fs::write(dist.join("index.html"), page).unwrap();
    std::fs::write(dist.join("app-0123456789abcdef.js"), "plain").unwrap();
    std::fs::write(dist.join("app-0123456789abcdef.js.br"), "brotli").unwrap();
    std::fs::write(dist.join("app-0123456789abcdef.js.gz"), "gzip").unwrap();
}
