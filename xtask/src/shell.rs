//! Running other programs: said aloud, timed, and failing with what to do next.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The folder of the checkout.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

pub fn cargo() -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root());
    command
}

pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Runs a step and says how long it took. What it prints goes to standard error, so that standard output stays the caller's.
pub fn step(what: &str, command: &mut Command) -> Result<()> {
    eprintln!("── {what}");
    let start = Instant::now();
    let status = command
        .stdin(Stdio::null())
        .stdout(std::io::stderr())
        .status()
        .with_context(|| format!("{what}: {:?} could not be started", command.get_program()))?;
    if !status.success() {
        bail!("{what} failed ({status})");
    }
    eprintln!("   {what}: {:.1} s", start.elapsed().as_secs_f32());
    Ok(())
}

/// The same for what this program does itself.
pub fn work<T>(what: &str, doing: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("── {what}");
    let start = Instant::now();
    let done = doing()?;
    eprintln!("   {what}: {:.1} s", start.elapsed().as_secs_f32());
    Ok(done)
}

/// What a program prints, or nothing when it cannot be run or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let done = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    if !done.status.success() {
        return None;
    }
    Some(String::from_utf8_lossy(&done.stdout).trim().to_owned())
}
