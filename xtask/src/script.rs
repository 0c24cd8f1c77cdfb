//! The JavaScript of the app, in two files: what starts it, and what only what is behind the door calls.
//!
//! WebAssembly wants every function that it may ever call when it starts. For those of the second file it gets a
//! stand-in, which calls the real one once `src/parts.js` has brought it.

use crate::dist::Finish;
use crate::shell::{program, root, step};
use crate::tools;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Of ours, what the door itself calls.
const AT_THE_DOOR: [&str; 2] = ["src/parts.js", "src/session/entry.js"];

/// The second file, under the name by which `src/parts.js` asks for it.
const INSIDE: &str = "inside.js";

/// Out of `bound`, as wasm-bindgen wrote it, into `ready`: `app.js` and `inside.js`.
pub fn bundle(finish: Finish, bound: &Path, ready: &Path, path: &[PathBuf]) -> Result<()> {
    fs::copy(root().join("src/start.js"), bound.join("start.js"))?;
    let late = late(&bound.join("snippets"))?;
    let exports = exports(bound, &late, path)?;
    let mut entry = String::new();
    for (nth, (file, names)) in late.iter().zip(exports).enumerate() {
        let real = bound.join(format!("inside-{nth}.js"));
        fs::rename(file, &real)?;
        fs::write(file, stand_in(&names)?)?;
        writeln!(entry, "export * from './inside-{nth}.js';")?;
    }
    fs::write(bound.join(INSIDE), entry)?;
    let mut bundle = tools::with_path(program("esbuild"), path)?;
    bundle
        .arg(format!("app={}", bound.join("start.js").display()))
        .arg(format!("inside={}", bound.join(INSIDE).display()))
        .args(["--bundle", "--format=esm", "--target=es2022"])
        .args(["--legal-comments=none", "--log-level=warning"])
        // wasm-bindgen names each import of the loader anew.
        .arg("--log-override:duplicate-object-key=silent")
        .arg(format!("--outdir={}", ready.display()));
    if finish == Finish::Shipped {
        bundle.arg("--minify");
    }
    step("bundling its JavaScript", &mut bundle)
}

/// The files that go into the second.
fn late(snippets: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    crate::dist::all_files(snippets, &mut files)?;
    files.retain(|file| !AT_THE_DOOR.iter().any(|own| file.ends_with(own)));
    files.sort();
    Ok(files)
}

/// What each of them exports. No name may be there twice.
fn exports(bound: &Path, files: &[PathBuf], path: &[PathBuf]) -> Result<Vec<Vec<String>>> {
    let facts = bound.join("exports.json");
    step(
        "reading what it exports",
        tools::with_path(program("esbuild"), path)?
            .args(files)
            .arg("--log-level=warning")
            .arg(format!("--metafile={}", facts.display()))
            .arg(format!("--outdir={}", bound.join("read").display())),
    )?;
    let facts: Value = serde_json::from_slice(&fs::read(facts)?)?;
    let outputs = facts["outputs"].as_object().context("no outputs")?;
    let mut all = Vec::new();
    for file in files {
        let name = file.strip_prefix(root()).unwrap_or(file).to_string_lossy();
        let output = outputs
            .values()
            .find(|output| output["entryPoint"] == *name)
            .with_context(|| format!("nothing is known of {name}"))?;
        let names = output["exports"].as_array().context("no exports")?;
        let names = names.iter().filter_map(Value::as_str).map(str::to_owned);
        all.push(names.collect::<Vec<_>>());
    }
    let mut names: Vec<&String> = all.iter().flatten().collect();
    let count = names.len();
    names.sort();
    names.dedup();
    if names.len() != count {
        bail!("two of the app's JavaScript files export the same name");
    }
    Ok(all)
}

/// Functions and classes under the same names.
fn stand_in(names: &[String]) -> Result<String> {
    let mut text = String::from(
        "const call = (name, made, all) => {\n  const real = globalThis.kaitingInside[name];\n  return made ? new real(...all) : real(...all);\n};\n",
    );
    for name in names {
        writeln!(
            text,
            "export function {name}(...all) {{ return call('{name}', new.target, all); }}"
        )?;
    }
    Ok(text)
}
