//! What goes to the browser, built by Trunk and finished here: the page with the sheets of the door in it, the app in its
//! parts, the parts from npm, all of it compressed once.

use crate::shell::{program, root, step, work};
use crate::{app, licences, made_of, page, tools};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Files that a browser gains nothing from having compressed.
const COMPRESSED_ALREADY: [&str; 8] =
    ["br", "gz", "png", "woff2", "jpg", "wasm.br", "bcmap", "pfb"];

/// How much is done for what goes to the browser.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// As it ships: optimised and compressed, in minutes.
    Shipped,
    /// Of the same parts, not optimised: in seconds, for the inner loop only.
    Quick,
}

/// `cargo xtask app [--quick]`.
pub fn app(args: &[String]) -> Result<()> {
    match args {
        [] => build(Finish::Shipped),
        [quick] if quick == "--quick" => build(Finish::Quick),
        [other, ..] => bail!("cargo xtask app does not know {other}; it takes --quick"),
    }
}

/// Has Trunk build the page; Trunk calls [`finish`] for the rest, before it puts all of it in the place of what was there.
pub fn build(finish: Finish) -> Result<()> {
    let path = tools::ensure()?;
    let made_of = made_of::now(finish)?;
    if made_of::before().as_ref() == Some(&made_of) {
        eprintln!("── the app is built, and nothing of it has changed");
        return Ok(());
    }
    made_of::begun()?;
    let mut trunk = tools::with_path(program("trunk"), &path)?;
    trunk.arg("build").env_remove("NO_COLOR");
    match finish {
        Finish::Shipped => trunk.arg("--release"),
        Finish::Quick => &mut trunk,
    };
    step("building the app", &mut trunk)?;
    made_of::done(&made_of)
}

/// `cargo xtask finish`, called by Trunk after its own work: the app in its parts, the sheets in the page, the parts from
/// npm, the licences; all of it compressed.
pub fn finish() -> Result<()> {
    let told = |name: &str| {
        std::env::var(name).with_context(|| format!("{name} is not set: Trunk calls this"))
    };
    let fresh = PathBuf::from(told("TRUNK_STAGING_DIR")?);
    let finish = match told("TRUNK_PROFILE")?.as_str() {
        "release" => Finish::Shipped,
        _ => Finish::Quick,
    };
    let path = tools::ensure()?;
    let ready = app::build(finish, &path)?;
    let sheets = page::sheets(&path)?;
    sheets.beside(&ready)?;
    vendor(&path)?;
    clear_in_one_piece(&fresh)?;
    let places = page::Places {
        app: named_by_hash(&ready, &fresh, "app")?,
        vendor: named_by_hash(&root().join("target/vendor"), &fresh, "vendor")?,
    };
    let index = fresh.join("index.html");
    let page = fs::read_to_string(&index).context("Trunk has written no page")?;
    fs::write(&index, page::write(page, &places, &sheets)?)?;
    licences::ship(&fresh)?;
    match finish {
        Finish::Shipped => work("compressing", || compress(&fresh)),
        Finish::Quick => Ok(()),
    }
}

/// The app as Trunk has bound it, in one piece: its parts take its place.
fn clear_in_one_piece(fresh: &Path) -> Result<()> {
    for entry in fs::read_dir(fresh)? {
        let path = entry?.path();
        let name = shown(&path);
        if name == "snippets" {
            fs::remove_dir_all(&path)?;
        } else if name.starts_with("kaiting-app") {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// The parts that are loaded only when a room or an exhibit needs them.
fn vendor(path: &[PathBuf]) -> Result<()> {
    let out = root().join("target/vendor");
    let modules = root().join("node_modules");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(out.join("pdfjs"))?;
    step(
        "bundling the media client",
        tools::with_path(program("esbuild"), path)?.args([
            "node_modules/livekit-client/dist/livekit-client.esm.mjs",
            "--bundle",
            "--minify",
            "--format=esm",
            "--target=es2022",
            "--legal-comments=none",
            "--outfile=target/vendor/livekit-client.mjs",
            "--log-level=warning",
        ]),
    )?;
    let pdfjs = modules.join("pdfjs-dist");
    for name in ["pdf.min.mjs", "pdf.worker.min.mjs"] {
        fs::copy(pdfjs.join("build").join(name), out.join("pdfjs").join(name))
            .with_context(|| format!("pdfjs-dist has no {name}"))?;
    }
    for folder in ["cmaps", "standard_fonts", "wasm", "iccs"] {
        copy_folder(&pdfjs.join(folder), &out.join("pdfjs").join(folder))?;
    }
    Ok(())
}

/// A copy of the folder with the hash of what is in it in its name, so that a browser may keep it for ever. Gives the name.
fn named_by_hash(folder: &Path, into: &Path, name: &str) -> Result<String> {
    let mut files = Vec::new();
    all_files(folder, &mut files)?;
    files.sort();
    let mut hash = Sha256::new();
    for file in &files {
        hash.update(file.strip_prefix(folder)?.to_string_lossy().as_bytes());
        hash.update(fs::read(file)?);
    }
    let hash: String = hash
        .finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let named = format!("{name}-{hash}");
    for file in &files {
        let to = into.join(&named).join(file.strip_prefix(folder)?);
        fs::create_dir_all(to.parent().context("a file without a folder")?)?;
        fs::copy(file, to)?;
    }
    Ok(named)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    if !from.exists() {
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// `.br` and `.gz` beside each file, so that the backend never compresses while a hearing runs.
fn compress(folder: &Path) -> Result<()> {
    let mut files = Vec::new();
    all_files(folder, &mut files)?;
    files.retain(|file| worth_compressing(file));
    for file in &files {
        let bytes = fs::read(file)?;
        let mut br = Vec::new();
        let params = brotli::enc::BrotliEncoderParams {
            quality: quality(file),
            lgwin: 22,
            ..Default::default()
        };
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut br, &params)?;
        fs::write(with_end(file, "br"), br)?;
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gz.write_all(&bytes)?;
        fs::write(with_end(file, "gz"), gz.finish()?)?;
    }
    Ok(())
}

/// What the first page needs is squeezed hardest; a font table that one exhibit in a thousand asks for is not, nor the licences.
fn quality(file: &Path) -> i32 {
    let rare = file.components().any(|c| {
        matches!(
            c.as_os_str().to_str(),
            Some("cmaps" | "standard_fonts" | "wasm" | "iccs" | "licences.txt")
        )
    });
    if rare { 5 } else { 11 }
}

pub fn all_files(folder: &Path, into: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            all_files(&entry.path(), into)?;
        } else {
            into.push(entry.path());
        }
    }
    Ok(())
}

fn worth_compressing(file: &Path) -> bool {
    let end = file
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    !COMPRESSED_ALREADY.contains(&end)
}

fn with_end(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    PathBuf::from(name)
}

/// A path as one says it.
pub fn shown(file: &Path) -> String {
    file.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
