//! The crates that are linked into what ships: no build scripts, no macros, no tests.

use super::{Group, Part, Texts};
use crate::shell::{cargo, output};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the backend runs on. Named, so that the table is the same whichever machine writes it; every Linux links the same crates.
const LINUX: &str = "x86_64-unknown-linux-gnu";
const WASM: &str = "wasm32-unknown-unknown";

pub fn linked() -> Result<Vec<Part>> {
    let metadata = metadata()?;
    let ours = metadata["workspace_members"].as_array();
    let known: BTreeMap<(&str, &str), &Value> = metadata["packages"]
        .as_array()
        .context("cargo metadata names no packages")?
        .iter()
        .map(|package| ((text(package, "name"), text(package, "version")), package))
        .collect();
    let mut parts = Vec::new();
    for (group, package, target) in [
        (Group::Backend, "kaiting-server", LINUX),
        (Group::App, "kaiting", WASM),
    ] {
        parts.push(standard_library(group)?);
        for (name, version) in tree(package, target)? {
            let package = known
                .get(&(&name, &version))
                .with_context(|| format!("cargo metadata does not know {name} {version}"))?;
            if ours.is_some_and(|ours| ours.contains(&package["id"])) {
                continue;
            }
            parts.push(part(group, package));
        }
    }
    Ok(parts)
}

fn metadata() -> Result<Value> {
    let printed = output(cargo().args([
        "metadata",
        "--locked",
        "--format-version=1",
        "--filter-platform",
        LINUX,
        "--filter-platform",
        WASM,
    ]))
    .context("cargo metadata failed: is Cargo.lock up to date?")?;
    Ok(serde_json::from_str(&printed)?)
}

/// Which crates a package links. The resolution in the metadata has the features of the whole workspace in it, tests and all;
/// only the tree has those of this package alone.
fn tree(package: &str, target: &str) -> Result<BTreeSet<(String, String)>> {
    let printed = output(cargo().args([
        "tree",
        "--locked",
        "--package",
        package,
        "--target",
        target,
        "--edges=normal,no-proc-macro",
        "--prefix=none",
        "--format={p}",
    ]))
    .with_context(|| format!("cargo tree failed for {package}"))?;
    printed
        .lines()
        .map(|line| {
            let mut words = line.split(' ');
            let name = words.next();
            let version = words.next().and_then(|v| v.strip_prefix('v'));
            let (name, version) = name
                .zip(version)
                .with_context(|| format!("cargo tree says {line:?}"))?;
            Ok((name.to_owned(), version.to_owned()))
        })
        .collect()
}

fn part(group: Group, package: &Value) -> Part {
    let authors = package["authors"].as_array().into_iter().flatten();
    let home = ["repository", "homepage"]
        .map(|key| text(package, key))
        .into_iter()
        .find(|home| !home.is_empty());
    Part {
        group,
        name: text(package, "name").to_owned(),
        version: text(package, "version").to_owned(),
        licence: text(package, "license").to_owned(),
        home: home.unwrap_or_default().to_owned(),
        authors: authors
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join(", "),
        texts: Texts::In(Path::new(text(package, "manifest_path")).with_file_name("")),
    }
}

/// Cargo does not list what every crate links.
fn standard_library(group: Group) -> Result<Part> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))
        .context("rustc does not say where it is")?;
    Ok(Part {
        group,
        name: "std".to_owned(),
        version: "of the toolchain".to_owned(),
        licence: "MIT OR Apache-2.0".to_owned(),
        home: "https://github.com/rust-lang/rust".to_owned(),
        authors: "The Rust Project contributors".to_owned(),
        texts: Texts::Page(PathBuf::from(sysroot).join("share/doc/rust/COPYRIGHT-library.html")),
    })
}

fn text<'a>(of: &'a Value, key: &str) -> &'a str {
    of[key].as_str().unwrap_or_default()
}
