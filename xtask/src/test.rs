//! Everything that proves the product, or the part of it whose name one gives.

use crate::shell::{cargo, program, root, step};
use crate::{dist, gate, licences, system, tools};
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::Command;

const LINTS: [&str; 3] = ["--", "-D", "warnings"];
const NATIVE: [&str; 3] = ["--workspace", "--exclude", "kaiting"];
const WASM: [&str; 4] = ["--package", "kaiting", "--target", "wasm32-unknown-unknown"];

/// Where tests stand that drive real browsers.
const SCRIPTS: [&str; 2] = ["crates/media/tests", "tests/e2e"];

/// `cargo xtask test [NAME] [--slow]`. Slowly, what dies at random dies fifty times.
pub fn test(args: &[String]) -> Result<()> {
    let slow = args.iter().any(|arg| arg == "--slow");
    let mut names = args.iter().filter(|arg| *arg != "--slow");
    let name = names.next().map(String::as_str);
    if let Some(more) = names
        .next()
        .or(args.iter().find(|a| a.starts_with("--") && *a != "--slow"))
    {
        bail!("cargo xtask test does not know {more}; it takes one name, and --slow");
    }
    let pace = Pace { slow };
    match name {
        None => all(pace),
        Some(name) => named(name, pace),
    }
}

#[derive(Clone, Copy)]
struct Pace {
    slow: bool,
}

impl Pace {
    fn of(self, command: &mut Command) -> &mut Command {
        if self.slow {
            command.env("KAITING_SLOW", "1");
        }
        command
    }
}

fn all(pace: Pace) -> Result<()> {
    tools::wasm_target()?;
    step("format", cargo().args(["fmt", "--all", "--check"]))?;
    step(
        "lints, native",
        cargo()
            .arg("clippy")
            .args(NATIVE)
            .arg("--all-targets")
            .args(LINTS),
    )?;
    step(
        "lints, app",
        cargo().arg("clippy").args(WASM).arg("--tests").args(LINTS),
    )?;
    licences::check()?;
    step("tests, native", pace.of(cargo().arg("test").args(NATIVE)))?;
    system::ensure_browsers()?;
    in_chromium(None)?;
    dist::build()?;
    // The native tests have left the backend they ran.
    gate::gate()?;
    end_to_end(scripts(None)?, pace)
}

/// One script by name, else the native tests and those of the app whose name has it: the inner loop.
fn named(name: &str, pace: Pace) -> Result<()> {
    let scripts = scripts(Some(name))?;
    if scripts.is_empty() {
        step(
            "tests, native",
            pace.of(cargo().arg("test").args(NATIVE).arg(name)),
        )?;
        system::ensure_browsers()?;
        return in_chromium(Some(name));
    }
    system::ensure_browsers()?;
    dist::build()?;
    step(
        "building the backend",
        cargo()
            .arg("build")
            .args(NATIVE)
            .args(["--bins", "--examples"]),
    )?;
    end_to_end(scripts, pace)
}

/// The app's own tests, as WebAssembly in a real Chromium.
fn in_chromium(name: Option<&str>) -> Result<()> {
    let path = tools::ensure()?;
    step(
        "tests, app in Chromium",
        tools::with_path(cargo(), &path)?
            .arg("test")
            .args(WASM)
            .args(name)
            .env("CHROMEDRIVER", system::CHROMEDRIVER)
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                "wasm-bindgen-test-runner",
            ),
    )
}

fn scripts(name: Option<&str>) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in SCRIPTS {
        for entry in std::fs::read_dir(root().join(folder))? {
            let path = entry?.path();
            let file = path
                .file_name()
                .and_then(|n| n.to_str())
                .unwrap_or_default();
            if file.ends_with(".test.mjs") && name.is_none_or(|n| file.contains(n)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn end_to_end(scripts: Vec<PathBuf>, pace: Pace) -> Result<()> {
    if scripts.is_empty() {
        return Ok(());
    }
    tools::ensure()?;
    // One after the other: two hearings at once on two cores would only measure each other.
    step(
        "hearings in real browsers",
        pace.of(program("node")
            .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
            .args(scripts)
            .env("KAITING_BACKEND", crate::run::backend())
            .env("KAITING_MEDIA_SERVER", crate::run::media_server())),
    )
}
