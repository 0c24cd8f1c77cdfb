//! Everything that proves the product, or the part of it whose name one gives.

use crate::shell::{cargo, program, root, step};
use crate::{dist, gate, system, tools};
use anyhow::Result;
use std::path::PathBuf;

const LINTS: [&str; 3] = ["--", "-D", "warnings"];
const NATIVE: [&str; 3] = ["--workspace", "--exclude", "kaiting"];
const WASM: [&str; 4] = ["--package", "kaiting", "--target", "wasm32-unknown-unknown"];

pub fn test(name: Option<&str>) -> Result<()> {
    match name {
        None => all(),
        Some(name) => named(name),
    }
}

fn all() -> Result<()> {
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
    step("tests, native", cargo().arg("test").args(NATIVE))?;
    system::ensure_browsers()?;
    in_chromium(None)?;
    dist::build()?;
    // The native tests have left the backend they ran.
    gate::gate()?;
    end_to_end(scripts(None)?)
}

/// One script by name, else the native tests and those of the app whose name has it: the inner loop.
fn named(name: &str) -> Result<()> {
    let scripts = scripts(Some(name))?;
    if scripts.is_empty() {
        step("tests, native", cargo().arg("test").args(NATIVE).arg(name))?;
        system::ensure_browsers()?;
        return in_chromium(Some(name));
    }
    system::ensure_browsers()?;
    dist::build()?;
    step(
        "building the backend",
        cargo().arg("build").args(NATIVE).arg("--tests"),
    )?;
    end_to_end(scripts)
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
    let folder = root().join("tests/e2e");
    if folder.exists() {
        for entry in std::fs::read_dir(folder)? {
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

fn end_to_end(scripts: Vec<PathBuf>) -> Result<()> {
    if scripts.is_empty() {
        return Ok(());
    }
    tools::ensure()?;
    // One after the other: two hearings at once on two cores would only measure each other.
    step(
        "hearings in real browsers",
        program("node")
            .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
            .args(scripts)
            .env("KAITING_BACKEND", crate::run::backend()),
    )
}
