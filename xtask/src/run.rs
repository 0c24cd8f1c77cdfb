//! Holds a court on this machine: builds, seeds the demo cases, starts the backend, prints one link per seat.

use crate::dist;
use crate::shell::{cargo, root, step};
use anyhow::{Context, Result, bail};
use std::os::unix::process::CommandExt;
use std::process::Command;

pub fn run(args: &[String]) -> Result<()> {
    let asked = Asked::read(args)?;
    dist::build(dist::Finish::Shipped)?;
    step(
        "building the backend",
        cargo().args(["build", "--package", "kaiting-server"]),
    )?;
    let mut court = Command::new(backend());
    court.current_dir(root()).args([
        "serve",
        "--seed-demo",
        "--dist",
        "dist",
        "--port",
        &asked.port,
        "--data",
        &asked.data,
    ]);
    if asked.json {
        court.arg("--json");
    }
    // The backend takes this process's place: whoever stops us stops it.
    Err(court.exec()).context("the backend could not be started")
}

/// The backend as cargo builds it.
pub fn backend() -> std::path::PathBuf {
    target().join("debug/kaiting")
}

/// The media server alone, for its own tests.
pub fn media_server() -> std::path::PathBuf {
    target().join("debug/examples/media_server")
}

/// Where cargo puts what it builds.
pub fn target() -> std::path::PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

struct Asked {
    json: bool,
    port: String,
    data: String,
}

impl Asked {
    fn read(args: &[String]) -> Result<Self> {
        let mut asked = Self {
            json: false,
            port: "8080".into(),
            data: "data".into(),
        };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut value = || {
                args.next()
                    .cloned()
                    .with_context(|| format!("{arg} wants a value"))
            };
            match arg.as_str() {
                "--json" => asked.json = true,
                "--port" => asked.port = value()?,
                "--data" => asked.data = value()?,
                other => bail!(
                    "cargo xtask run does not know {other}; it takes --json, --port N, --data DIR"
                ),
            }
        }
        Ok(asked)
    }
}
