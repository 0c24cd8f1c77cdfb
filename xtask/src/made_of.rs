//! What the app in `dist` was made of: where nothing of it has changed, it is not made again.

use crate::dist::Finish;
use crate::shell::root;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// All that the app and its build are written in.
const OF: [&str; 13] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "crates",
    "index.html",
    "package-lock.json",
    "package.json",
    "public",
    "src",
    "style",
    "xtask",
];

/// One word for the sources as they are now, and for how they are to be finished.
pub fn now(finish: Finish) -> Result<String> {
    let mut hash = Sha256::new();
    for name in OF {
        read(&root().join(name), &mut hash)?;
    }
    let finish = match finish {
        Finish::Shipped => "shipped",
        Finish::Quick => "quick",
    };
    Ok(format!("{finish} {:x}", hash.finalize()))
}

/// What the app that lies there was made of; nothing where none does.
pub fn before() -> Option<String> {
    let page = root().join("dist/index.html");
    page.exists().then_some(())?;
    fs::read_to_string(note()).ok()
}

/// From here until [`done`], nobody takes what lies there for finished.
pub fn begun() -> Result<()> {
    match fs::remove_file(note()) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        Ok(()) | Err(_) => Ok(()),
    }
}

pub fn done(made_of: &str) -> Result<()> {
    fs::create_dir_all(root().join("target"))?;
    fs::write(note(), made_of).context("what the app was made of cannot be noted")
}

fn note() -> PathBuf {
    root().join("target/app-made-of")
}

fn read(path: &Path, hash: &mut Sha256) -> Result<()> {
    if path.is_dir() {
        let entries: std::io::Result<Vec<_>> = fs::read_dir(path)?.collect();
        let mut paths: Vec<_> = entries?.iter().map(fs::DirEntry::path).collect();
        paths.sort();
        return paths.iter().try_for_each(|path| read(path, hash));
    }
    if path.exists() {
        let name = path.strip_prefix(root()).unwrap_or(path);
        hash.update(name.to_string_lossy().as_bytes());
        hash.update(Sha256::digest(fs::read(path)?));
    }
    Ok(())
}
