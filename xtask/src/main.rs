//! Everything one runs on this project, all set-up included.
//!
//! `cargo xtask run` holds a court on this machine, `cargo xtask test` proves it; `check` is the quick inner loop.

mod app;
mod bench;
mod check;
mod dist;
mod gate;
mod licences;
mod made_of;
mod page;
mod pictures;
mod run;
mod script;
#[cfg(test)]
mod sheets;
mod shell;
mod system;
mod test;
mod tools;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run [--json] [--port N] [--data DIR]   build everything, seed the demo cases, start the backend, print the links
cargo xtask test [NAME] [--slow]                   everything, or the tests whose name has NAME
cargo xtask test --livekit                         the media plane and a hearing on a real LiveKit server; wants Go
cargo xtask check                                  does it compile, in seconds
cargo xtask bench                                  measure, and write BENCHMARKS.md
cargo xtask pictures [DIR]                         a picture of every place in every state; without DIR, those of the README
cargo xtask app [--quick]                          build only what goes to the browser, into dist/; quickly, not optimised
cargo xtask licences [--check]                     may all of it ship; write THIRD-PARTY-LICENSES.md, or say whether it is stale";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let done = match command.as_str() {
        "run" => run::run(&rest),
        "test" => test::test(&rest),
        "check" => check::check(),
        "bench" => bench::bench(),
        "pictures" => pictures::pictures(rest.first().map(String::as_str)),
        "app" => dist::app(&rest),
        // Not for people: Trunk calls it.
        "finish" => dist::finish(),
        "licences" => licences::licences(&rest),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
