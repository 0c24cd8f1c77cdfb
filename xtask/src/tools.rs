//! The tools that build the app, in the user's cache folder by version: a second checkout does not build them again.

use crate::shell::{cargo, output, program, root, step};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

const TRUNK: &str = "0.21.14";
const WASM_BINDGEN: &str = "0.2.130";
const WASM_SPLIT: &str = "0.2.4";
/// Newer ones are built with forks of their parts that cannot be had as modules.
const LIVEKIT: &str = "1.13.5";

/// The folders to put in front of PATH.
pub fn ensure() -> Result<Vec<PathBuf>> {
    wasm_target()?;
    Ok(vec![npm()?, trunk()?, wasm_tools()?])
}

/// `command`, finding our tools before any other of the same name.
pub fn with_path(mut command: Command, folders: &[PathBuf]) -> Result<Command> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&old));
    command.env("PATH", std::env::join_paths(all)?);
    Ok(command)
}

fn cache(tool: &str, version: &str) -> Result<PathBuf> {
    let base = match std::env::var_os("XDG_CACHE_HOME") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(
            std::env::var_os("HOME").context("HOME is not set: nowhere to keep tools")?,
        )
        .join(".cache"),
    };
    Ok(base.join("kaiting").join(format!("{tool}-{version}")))
}

/// The part of Rust that compiles for the browser. Wanted before anything of the app is so much as checked.
pub fn wasm_target() -> Result<()> {
    let target = "wasm32-unknown-unknown";
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    if PathBuf::from(sysroot)
        .join("lib/rustlib")
        .join(target)
        .exists()
    {
        return Ok(());
    }
    step(
        "adding the WebAssembly target to Rust",
        program("rustup").args(["target", "add", target]),
    )
    .with_context(|| {
        format!("install the Rust target {target}, for instance: rustup target add {target}")
    })
}

fn trunk() -> Result<PathBuf> {
    let home = cache("trunk", TRUNK)?;
    let bin = home.join("bin");
    if output(Command::new(bin.join("trunk")).arg("--version")).is_some_and(|v| v.contains(TRUNK)) {
        return Ok(bin);
    }
    eprintln!("trunk {TRUNK} is built once for this machine; that takes some minutes.");
    step(
        "building trunk",
        cargo()
            .args([
                "install",
                "trunk",
                "--version",
                TRUNK,
                "--locked",
                "--no-default-features",
                // It calls others and copies: that it is built in half the time is worth more than that it runs fast.
                "--debug",
                "--root",
            ])
            .arg(&home)
            .env("CARGO_TARGET_DIR", home.join("target"))
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env_remove("RUSTFLAGS"),
    )?;
    // Only the binary is kept.
    std::fs::remove_dir_all(home.join("target")).ok();
    Ok(bin)
}

/// wasm-bindgen, its test runner, and what takes the app apart.
fn wasm_tools() -> Result<PathBuf> {
    let home = cache("wasm-tools", &format!("{WASM_BINDGEN}-{WASM_SPLIT}"))?;
    let bin = home.join("bin");
    if output(Command::new(bin.join("wasm-bindgen")).arg("--version"))
        .is_some_and(|v| v.contains(WASM_BINDGEN))
    {
        return Ok(bin);
    }
    let target = home.join("target");
    step(
        "building wasm-bindgen and wasm-split",
        cargo()
            .current_dir(root().join("xtask/wasm-tools"))
            .args(["build", "--locked"])
            .env("CARGO_TARGET_DIR", &target)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env_remove("RUSTFLAGS"),
    )?;
    std::fs::create_dir_all(&bin)?;
    // The one that says that all are there comes last.
    for name in ["split", "wasm-bindgen-test-runner", "wasm-bindgen"] {
        std::fs::copy(target.join("debug").join(name), bin.join(name))?;
    }
    std::fs::remove_dir_all(&target).ok();
    Ok(bin)
}

/// A real LiveKit server, as its makers ship it, to test against; none where there is no Go that builds it.
pub fn livekit() -> Result<Option<PathBuf>> {
    if let Some(built) = built_livekit()? {
        return Ok(Some(built));
    }
    if !builds_livekit_here() {
        return Ok(None);
    }
    let built = livekit_program()?;
    if let Some(home) = built.parent() {
        std::fs::create_dir_all(home)?;
    }
    eprintln!("livekit-server {LIVEKIT} is built once for this machine; that takes some minutes.");
    step(
        "building livekit-server",
        program("go")
            .current_dir(root().join("xtask/livekit"))
            .args(["build", "-trimpath", "-o"])
            .arg(&built)
            .arg("github.com/livekit/livekit-server/cmd/server")
            .env("GOTOOLCHAIN", "local"),
    )?;
    Ok(Some(built))
}

fn livekit_program() -> Result<PathBuf> {
    Ok(cache("livekit-server", LIVEKIT)?.join("livekit-server"))
}

/// The one that was built before.
fn built_livekit() -> Result<Option<PathBuf>> {
    let built = livekit_program()?;
    let version = output(Command::new(&built).arg("--version"));
    Ok(version.filter(|v| v.contains(LIVEKIT)).map(|_| built))
}

/// LiveKit's own client for Go, to test with; none where there is no Go that builds it.
pub fn go_client() -> Result<Option<PathBuf>> {
    if !builds_livekit_here() {
        return Ok(None);
    }
    let built = crate::run::target().join("go-client");
    step(
        "building the client in Go",
        program("go")
            .current_dir(root().join("tests/go-client"))
            .args(["build", "-trimpath", "-o"])
            .arg(&built)
            .arg(".")
            .env("GOTOOLCHAIN", "local"),
    )?;
    Ok(Some(built))
}

/// Whether there is a Go that is new enough.
fn builds_livekit_here() -> bool {
    output(Command::new("go").args(["env", "GOVERSION"])).is_some_and(|go| builds_livekit(&go))
}

/// Whether a Go of this version (`go1.26.1`) is new enough.
fn builds_livekit(version: &str) -> bool {
    let mut numbers = version.trim_start_matches("go").split('.');
    let mut next = || numbers.next().and_then(|number| number.parse().ok());
    (next().unwrap_or(0), next().unwrap_or(0)) >= (1, 26)
}

/// The npm parts, as the lock file has them.
pub fn npm() -> Result<PathBuf> {
    let modules = root().join("node_modules");
    let bin = modules.join(".bin");
    let wanted =
        std::fs::read(root().join("package-lock.json")).context("package-lock.json is missing")?;
    let stamp = modules.join(".kaiting-lock");
    if std::fs::read(&stamp).is_ok_and(|had| had == wanted) {
        return Ok(bin);
    }
    if output(Command::new("node").arg("--version")).is_none() {
        bail!("Node.js is missing: install version 20 or later, with npm");
    }
    step(
        "installing the npm parts",
        program("npm").args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]),
    )?;
    std::fs::write(&stamp, wanted)?;
    Ok(bin)
}
