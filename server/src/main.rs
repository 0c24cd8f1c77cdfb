//! Kaiting's backend: `kaiting serve` holds hearings, `kaiting verify` checks a file that one of them left.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod app;
mod auth;
mod blobs;
mod clock;
mod config;
mod e_file;
mod first_word;
mod http;
mod limit;
mod line_test;
mod line_trace;
mod log;
mod media_plane;
mod metrics;
mod patience;
mod ready;
mod recording;
mod retention;
mod room;
mod secrets;
mod seed;
mod serve;
mod socket;
mod speech;
mod stills;
mod untaken;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::ServeArgs;

/// Kaiting, the online hearing room: the backend
#[derive(Parser)]
#[command(name = "kaiting", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Hold hearings
    Serve(Box<ServeArgs>),
    /// Check an exported hearing file: whole and unaltered, or the first record that is not
    Verify {
        file: PathBuf,
        /// The court's published public key; without it, the file only vouches for itself
        #[arg(long)]
        key: Option<PathBuf>,
        /// A code from a receipt, or a file with one: shows whether the whole was rewritten since it was given. As often as
        /// one has codes
        #[arg(long, value_name = "CODE")]
        checkpoint: Vec<String>,
    },
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Serve(args) => serve::run(&args),
        Command::Verify {
            file,
            key,
            checkpoint,
        } => verify::run(&file, key.as_deref(), &checkpoint),
    }
}
