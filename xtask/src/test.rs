//! Everything that proves the product, or the part of it whose name one gives.

use crate::shell::{Alongside, cargo, program, root, step};
use crate::{dist, gate, licences, system, tools};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const LINTS: [&str; 3] = ["--", "-D", "warnings"];
const NATIVE: [&str; 3] = ["--workspace", "--exclude", "kaiting"];
const WASM: [&str; 4] = ["--package", "kaiting", "--target", "wasm32-unknown-unknown"];

/// Where tests stand that drive real browsers.
const SCRIPTS: [&str; 2] = ["crates/media/tests", "tests/e2e"];

/// What needs few cameras or none, or waits for the most part: two of them at a time, on two cores. All others would only
/// measure each other.
const LIGHT: [&str; 30] = [
    "access",
    "announcements",
    "arriving",
    "arriving-troubles",
    "bad-files",
    "bench",
    "by-ear",
    "case-file",
    "corrections",
    "described",
    "devices",
    "docket",
    "editor",
    "exhibits",
    "file",
    "kinds",
    "leaving",
    "links",
    "long-record",
    "offline",
    "order",
    "pulse",
    "readiness",
    "reading",
    "speech",
    "stranger",
    "thousand",
    "verify",
    "waiting",
    "ways-in",
];

/// Where they say in which of them something failed.
const FAILED: &str = "target/failed-hearings";

/// So many of them (scripts) are tried once more by themselves.
const FEW: usize = 3;

/// The whole stays well inside an hour: after this time LiveKit is left to a run of its own.
const LATE: Duration = Duration::from_secs(38 * 60);

/// What runs on either media engine, and what is of a hearing on LiveKit alone.
const ON_LIVEKIT: [&str; 2] = [
    "crates/media/tests/browser.test.mjs",
    "tests/e2e/livekit.test.mjs",
];

/// The same, natively: what both engines owe, to honest clients, to another make of them, and to those that cheat; and two LiveKit nodes.
const ENGINES: [&str; 4] = ["conformance", "another_make", "cheats", "cluster"];

/// `cargo xtask test [NAME] [--slow]`. Slowly, what dies at random dies hundreds of times. `cargo xtask test --livekit`: the other
/// media engine, in a run of its own.
pub fn test(args: &[String]) -> Result<()> {
    if args == ["--livekit"] {
        return livekit();
    }
    let slow = args.iter().any(|arg| arg == "--slow");
    let mut names = args.iter().filter(|arg| *arg != "--slow");
    let name = names.next().map(String::as_str);
    if let Some(more) = names
        .next()
        .or(args.iter().find(|a| a.starts_with("--") && *a != "--slow"))
    {
        bail!(
            "cargo xtask test does not know {more}; it takes one name and --slow, or --livekit alone"
        );
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
    let begun = Instant::now();
    tools::wasm_target()?;
    step("format", cargo().args(["fmt", "--all", "--check"]))?;
    let app = Alongside::start(
        "building the app",
        program(std::env::current_exe()?).arg("app"),
    )?;
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
    system::ensure()?;
    step("tests, native", pace.of(cargo().arg("test").args(NATIVE)))?;
    app.wait()?;
    in_chromium(None)?;
    // The native tests have left the backend they ran.
    gate::gate()?;
    end_to_end(scripts(None)?, pace, |_| {})?;
    if begun.elapsed() > LATE {
        eprintln!(
            "\nNOT TESTED here: the media plane on a real LiveKit server. The rest has taken so long that the hour would not do for it. cargo xtask test --livekit does it.\n"
        );
        return Ok(());
    }
    match tools::livekit() {
        Ok(Some(server)) => on_livekit(&server, pace),
        Ok(None) => {
            eprintln!(
                "\nNOT TESTED here: the media plane on a real LiveKit server, which Go 1.26 or later builds.\n"
            );
            Ok(())
        }
        Err(error) => {
            eprintln!(
                "\nNOT TESTED here: the media plane on a real LiveKit server, which could not be built: {error:#}\n"
            );
            Ok(())
        }
    }
}

/// The media plane on a real LiveKit server: natively, in browsers, and a hearing.
fn livekit() -> Result<()> {
    let Some(server) = tools::livekit()? else {
        eprintln!(
            "SKIPPED: the media plane on a real LiveKit server, which Go 1.26 or later builds: there is none here."
        );
        return Ok(());
    };
    system::ensure()?;
    // How the app arrives is proved elsewhere: here it only has to be the same.
    dist::build(dist::Finish::Quick)?;
    let parts = ["--package", "kaiting-server", "--package", "kaiting-media"];
    step(
        "building the backend",
        cargo()
            .arg("build")
            .args(parts)
            .args(["--bins", "--examples"]),
    )?;
    on_livekit(&server, Pace { slow: false })
}

/// What runs on either engine, on this server, and a hearing on it.
fn on_livekit(server: &Path, pace: Pace) -> Result<()> {
    let with_server = |command: &mut Command| {
        command.env("KAITING_LIVEKIT_SERVER", server);
    };
    let mut native = cargo();
    // Of the whole workspace, or its parts would be compiled again with fewer features.
    native.arg("test").args(NATIVE);
    native.args(ENGINES.iter().flat_map(|name| ["--test", name]));
    with_server(&mut native);
    match tools::go_client() {
        Ok(Some(client)) => drop(native.env("KAITING_GO_CLIENT", client)),
        Ok(None) => eprintln!(
            "\nNOT TESTED here: either media engine with LiveKit's client for Go, which Go 1.26 or later builds.\n"
        ),
        Err(error) => eprintln!(
            "\nNOT TESTED here: either media engine with LiveKit's client for Go, which could not be built: {error:#}\n"
        ),
    }
    step(
        "both media engines, asked and cheated, and a cluster that loses a node",
        &mut native,
    )?;
    let scripts = ON_LIVEKIT.map(|script| root().join(script)).to_vec();
    end_to_end(scripts, pace, with_server)
}

/// One script by name, else the native tests and those of the app whose name has it: the inner loop.
fn named(name: &str, pace: Pace) -> Result<()> {
    let scripts = scripts(Some(name))?;
    system::ensure()?;
    if scripts.is_empty() {
        step(
            "tests, native",
            pace.of(cargo().arg("test").args(NATIVE).arg(name)),
        )?;
        return in_chromium(Some(name));
    }
    dist::build(dist::Finish::Shipped)?;
    step(
        "building the backend",
        cargo()
            .arg("build")
            .args(NATIVE)
            .args(["--bins", "--examples"]),
    )?;
    end_to_end(scripts, pace, |_| {})
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

fn end_to_end(scripts: Vec<PathBuf>, pace: Pace, with: impl Fn(&mut Command)) -> Result<()> {
    if scripts.is_empty() {
        return Ok(());
    }
    tools::ensure()?;
    let few_cameras = |script: &PathBuf| {
        let name = script.file_name().and_then(|name| name.to_str());
        name.and_then(|name| name.strip_suffix(".test.mjs"))
            .is_some_and(|name| LIGHT.contains(&name))
    };
    let count = scripts.len();
    let (light, heavy): (Vec<_>, Vec<_>) = scripts.into_iter().partition(few_cameras);
    let mut failed = Vec::new();
    let mut first = Ok(());
    for (what, scripts, at_once) in [
        ("hearings in real browsers, one at a time", heavy, 1),
        ("the rest of them, two at a time", light, 2),
    ] {
        if scripts.is_empty() {
            continue;
        }
        let went = hearings(what, &scripts, at_once, pace, &with);
        failed.extend(failed_scripts());
        first = first.and(went);
    }
    // By itself it ran already, or so much failed that it is no accident.
    let again = !failed.is_empty() && failed.len() < count && failed.len() <= FEW;
    let (Err(error), true) = (&first, again) else {
        return first;
    };
    eprintln!("   {error}: {}", names(&failed));
    hearings("what failed, once more by itself", &failed, 1, pace, &with)?;
    // A browser on two busy cores is now and then too late for a test. It may as well be a fault that shows once in a
    // hundred times, so that nobody shall overlook it.
    eprintln!(
        "\nSHAKY: failed among the others, and not by itself: {}. What failed first stands above; find out why.\n",
        names(&failed)
    );
    Ok(())
}

fn hearings(
    what: &str,
    scripts: &[PathBuf],
    at_once: usize,
    pace: Pace,
    with: impl Fn(&mut Command),
) -> Result<()> {
    let failed = root().join(FAILED);
    if failed.exists() {
        std::fs::remove_file(&failed)?;
    }
    let mut node = program("node");
    node.arg("--test")
        .arg(format!("--test-concurrency={at_once}"))
        .args(["--test-reporter=spec", "--test-reporter-destination=stdout"])
        .arg("--test-reporter=./tests/which-failed.mjs")
        .arg(format!("--test-reporter-destination={}", failed.display()))
        .args(scripts)
        .env("KAITING_BACKEND", crate::run::backend())
        .env("KAITING_MEDIA_SERVER", crate::run::media_server());
    with(&mut node);
    step(what, pace.of(&mut node))
}

/// The scripts in which something failed when they last ran, each once.
fn failed_scripts() -> Vec<PathBuf> {
    let lines = std::fs::read_to_string(root().join(FAILED)).unwrap_or_default();
    let mut failed: Vec<PathBuf> = lines.lines().map(PathBuf::from).collect();
    failed.sort();
    failed.dedup();
    failed
}

fn names(scripts: &[PathBuf]) -> String {
    let names = scripts
        .iter()
        .filter_map(|script| script.file_name())
        .map(|name| name.to_string_lossy());
    names.collect::<Vec<_>>().join(", ")
}
