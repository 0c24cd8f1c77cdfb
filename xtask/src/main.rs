//! Everything one runs on this project. `cargo xtask test` is what the court's own checks call.

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let asked = std::env::args().nth(1).unwrap_or_default();
    let steps: &[&[&str]] = match asked.as_str() {
        "check" => &[
            &["fmt", "--all", "--check"],
            &["check", "--workspace", "--all-targets"],
        ],
        "test" => &[
            &["fmt", "--all", "--check"],
            &[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ],
            &["test", "--workspace"],
        ],
        _ => {
            eprintln!("usage: cargo xtask check | test");
            return ExitCode::from(2);
        }
    };
    for step in steps {
        eprintln!("cargo {}", step.join(" "));
        match Command::new(env!("CARGO")).args(*step).status() {
            Ok(status) if status.success() => {}
            Ok(status) => {
                eprintln!("cargo {} failed: {status}", step.join(" "));
                return ExitCode::FAILURE;
            }
            Err(error) => {
                eprintln!("cargo could not be started: {error}. Is Rust installed?");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
