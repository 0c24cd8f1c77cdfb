//! The app as a browser loads it: linked by Trunk as one piece, taken apart at the functions of `src/parts.rs`, bound to the page,
//! optimised. All of it stands in one folder, whose name has the hash of what is in it.

use crate::dist::{self, Finish};
use crate::shell::{program, root, step};
use crate::{script, tools};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// What `split` calls the part that starts the app.
const MAIN: &str = "app";

/// Builds it into `target/app`, which is then ready to be served, whatever its name.
pub fn build(finish: Finish, path: &[PathBuf]) -> Result<PathBuf> {
    let work = root().join("target/parts");
    let ready = root().join("target/app");
    for folder in [&work, &ready] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
    }
    step(
        "taking the app apart",
        tools::with_path(program("split"), path)?
            .arg(linked(finish))
            .arg(&work),
    )?;
    step(
        "binding it to the page",
        tools::with_path(program("wasm-bindgen"), path)?
            .args(["--target=web", "--no-typescript", "--weak-refs"])
            // What the parts find each other by.
            .arg("--keep-lld-exports")
            .args(["--remove-name-section", "--remove-producers-section"])
            .arg(format!("--out-name={MAIN}"))
            .arg(format!("--out-dir={}", work.join("bound").display()))
            .arg(work.join(format!("{MAIN}.wasm"))),
    )?;
    let bound = work.join("bound");
    fs::copy(work.join("parts.js"), bound.join("parts.js"))?;
    script::bundle(finish, &bound, &ready, path)?;
    let mut pieces = vec![bound.join(format!("{MAIN}_bg.wasm"))];
    for entry in fs::read_dir(&work)? {
        let file = entry?.path();
        let is_main = file.file_stem().is_some_and(|stem| stem == MAIN);
        if file.extension().is_some_and(|end| end == "wasm") && !is_main {
            pieces.push(file);
        }
    }
    for piece in pieces {
        let name = piece.file_name().context("a part without a name")?;
        place(finish, &piece, &ready.join(name), path)?;
    }
    Ok(ready)
}

/// Where Trunk has had it compiled and linked.
fn linked(finish: Finish) -> PathBuf {
    let profile = match finish {
        Finish::Shipped => "wasm-release",
        Finish::Quick => "debug",
    };
    crate::run::target()
        .join("wasm32-unknown-unknown")
        .join(profile)
        .join("kaiting-app.wasm")
}

fn place(finish: Finish, from: &Path, to: &Path, path: &[PathBuf]) -> Result<()> {
    if finish == Finish::Quick {
        fs::copy(from, to)?;
        return Ok(());
    }
    let name = dist::shown(to);
    step(
        &format!("optimising {name}"),
        tools::with_path(program("wasm-opt"), path)?
            .arg("-Oz")
            .arg(from)
            .arg("-o")
            .arg(to),
    )
}
