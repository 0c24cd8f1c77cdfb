//! What goes to the browser: the app by trunk, the styles as one file, the parts from npm, all of it compressed once.

use crate::shell::{program, root, step};
use crate::{licences, tools};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Files that a browser gains nothing from having compressed.
const COMPRESSED_ALREADY: [&str; 8] =
    ["br", "gz", "png", "woff2", "jpg", "wasm.br", "bcmap", "pfb"];

pub fn build() -> Result<()> {
    let path = tools::ensure()?;
    styles(&path)?;
    vendor(&path)?;
    step(
        "building the app",
        tools::with_path(program("trunk"), &path)?
            .args(["build", "--release", "--cargo-profile", "wasm-release"])
            .env_remove("NO_COLOR"),
    )?;
    let dist = root().join("dist");
    name_parts(&dist)?;
    licences::ship(&dist)?;
    compress(&dist)
}

/// One stylesheet out of one file per component.
fn styles(path: &[PathBuf]) -> Result<()> {
    step(
        "putting the styles together",
        tools::with_path(program("esbuild"), path)?.args([
            "style/main.css",
            "--bundle",
            "--minify",
            "--external:*.svg",
            "--outfile=target/style/main.css",
            "--log-level=warning",
        ]),
    )
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

/// The parts get their hash into the name of their folder, so that a browser may keep them for ever. Trunk does so for
/// what it builds, not for folders that it copies.
fn name_parts(dist: &Path) -> Result<()> {
    const PLAIN: &str = "/vendor/";
    let folder = dist.join("vendor");
    let mut files = Vec::new();
    all_files(&folder, &mut files)?;
    files.sort();
    let mut hash = Sha256::new();
    for file in &files {
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(fs::read(file)?);
    }
    let hash: String = hash
        .finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let page = fs::read_to_string(dist.join("index.html"))?;
    if !page.contains(PLAIN) {
        bail!(
            "index.html does not say where the parts are: it wants <meta name=\"kaiting-parts\" content=\"{PLAIN}\">"
        );
    }
    fs::write(
        dist.join("index.html"),
        page.replace(PLAIN, &format!("/vendor-{hash}/")),
    )?;
    fs::rename(&folder, dist.join(format!("vendor-{hash}")))?;
    Ok(())
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
    let start = std::time::Instant::now();
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
    eprintln!(
        "   compressed {} files: {:.1} s",
        files.len(),
        start.elapsed().as_secs_f32()
    );
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

fn all_files(folder: &Path, into: &mut Vec<PathBuf>) -> Result<()> {
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
