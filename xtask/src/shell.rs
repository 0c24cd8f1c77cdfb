//! Running other programs: said aloud, timed, and failing with what to do next.

use anyhow::{Context, Result, bail};
use std::fs::{File, read_to_string};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
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

/// A step that goes on beside others: its last part is work for one core only. What it prints is shown when it is waited for.
pub struct Alongside {
    what: &'static str,
    start: Instant,
    child: Child,
    log: PathBuf,
}

impl Alongside {
    pub fn start(what: &'static str, command: &mut Command) -> Result<Self> {
        eprintln!("── {what}, beside what follows");
        let log = root()
            .join("target")
            .join(format!("{}.log", what.replace(' ', "-")));
        let file =
            File::create(&log).with_context(|| format!("{} cannot be written", log.display()))?;
        let child = command
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .process_group(0)
            .spawn()
            .with_context(|| format!("{what}: {:?} could not be started", command.get_program()))?;
        Ok(Self {
            what,
            start: Instant::now(),
            child,
            log,
        })
    }

    /// # Errors
    /// When the step failed.
    pub fn wait(mut self) -> Result<()> {
        eprintln!("── {}, the rest of it", self.what);
        let status = self.child.wait()?;
        eprint!("{}", read_to_string(&self.log).unwrap_or_default());
        if !status.success() {
            bail!("{} failed ({status})", self.what);
        }
        eprintln!(
            "   {}: {:.1} s",
            self.what,
            self.start.elapsed().as_secs_f32()
        );
        Ok(())
    }
}

impl Drop for Alongside {
    /// Nobody waits for it any more: another step has failed.
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let group = format!("-{}", self.child.id());
            let _ = Command::new("kill").args(["--", &group]).status();
            let _ = self.child.wait();
        }
    }
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
