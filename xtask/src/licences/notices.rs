//! The licence texts and notices of a part, from its own folder wherever it has them.

use super::{Part, Texts, verdict};
use crate::shell::root;
use anyhow::{Context, Result, bail};
use flate2::read::ZlibDecoder;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

const LICENCES: [&str; 4] = ["license", "licence", "copying", "ofl.txt"];
const NOTICES: [&str; 3] = ["copyright", "notice", "authors"];
/// Folders in which nothing is that ships.
const ASIDE: [&str; 6] = [
    "node_modules",
    "tests",
    "examples",
    "benches",
    "scripts",
    "sqlcipher",
];
/// Files that are about licences, and are none.
const OTHER: [&str; 6] = ["rs", "js", "mjs", "ts", "json", "toml"];

/// Licences that ask for no text to be handed on.
const FREE: [&str; 5] = ["0BSD", "BSL-1.0", "CC0-1.0", "MIT-0", "Unlicense"];

/// Packages that have a licence only at the head of their files: which file, and which licence.
const HEADS: [(&str, &str, &str); 1] = [(
    "@bufbuild/protobuf",
    "dist/esm/google/varint.js",
    "BSD-3-Clause",
)];

pub fn of(part: &Part) -> Result<Vec<String>> {
    match &part.texts {
        Texts::In(folder) => in_folder(part, folder),
        Texts::Page(page) if page.exists() => Ok(blocks(&fs::read_to_string(page)?)),
        Texts::Page(_) | Texts::Usual => Ok(usual(part, FREE.to_vec())?.into_iter().collect()),
        Texts::WithCarrier => Ok(Vec::new()),
    }
}

fn in_folder(part: &Part, folder: &Path) -> Result<Vec<String>> {
    let files = files(folder)?;
    let mut texts = Vec::new();
    for file in &files {
        texts.push(String::from_utf8_lossy(&fs::read(file)?).into_owned());
    }
    let mut held = FREE.to_vec();
    if let Some((_, file, licence)) = HEADS.iter().find(|(name, ..)| *name == part.name) {
        texts.push(head(&fs::read_to_string(folder.join(file))?));
        held.push(licence);
    }
    if part.name == "two-face" {
        texts.extend(acknowledgements(
            &folder.join("generated/acknowledgements_full.bin"),
        )?);
    }
    if !files
        .iter()
        .any(|file| named(file, &LICENCES) && !nested(folder, file))
    {
        texts.extend(usual(part, held)?);
    }
    Ok(texts)
}

/// Does it carry a licence that is not its own?
pub fn foreign(part: &Part) -> Result<bool> {
    Ok(match &part.texts {
        Texts::In(folder) => files(folder)?.iter().any(|file| nested(folder, file)),
        Texts::Page(_) | Texts::WithCarrier | Texts::Usual => false,
    })
}

/// The text of a licence for a package that only names it: the one that asks for least to be known about the authors.
fn usual(part: &Part, mut held: Vec<&str>) -> Result<Option<String>> {
    if verdict::met_by(&part.licence, &held)? {
        return Ok(None);
    }
    held.push("Apache-2.0");
    if verdict::met_by(&part.licence, &held)? {
        return Ok(Some(fs::read_to_string(root().join("LICENSE-APACHE"))?));
    }
    held.push("MIT");
    if verdict::met_by(&part.licence, &held)? && !part.authors.is_empty() {
        let ours = fs::read_to_string(root().join("LICENSE-MIT"))?;
        let theirs = ours.lines().map(|line| {
            if line.starts_with("Copyright") {
                format!("Copyright (c) {}", part.authors)
            } else {
                line.to_owned()
            }
        });
        return Ok(Some(theirs.collect::<Vec<_>>().join("\n")));
    }
    bail!("it has none, and {} asks for one", part.licence)
}

/// The files with licences and notices, in a lasting order.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        let entries = fs::read_dir(&at).with_context(|| format!("no folder {}", at.display()))?;
        for entry in entries {
            let entry = entry?;
            let path = entry.path();
            let name = entry.file_name();
            if entry.file_type()?.is_dir() {
                if !ASIDE.iter().any(|aside| name == *aside) {
                    open.push(path);
                }
            } else if is_one(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_one(file: &Path) -> bool {
    let other = file
        .extension()
        .is_some_and(|end| OTHER.iter().any(|other| end == *other));
    !other && (named(file, &LICENCES) || named(file, &NOTICES) || in_licences(file))
}

fn named(file: &Path, words: &[&str]) -> bool {
    let name = file.file_name().and_then(|n| n.to_str());
    let name = name.unwrap_or_default().to_lowercase();
    words.iter().any(|word| name.contains(word))
}

/// A folder that some keep their own licences in.
fn in_licences(file: &Path) -> bool {
    file.parent()
        .is_some_and(|folder| folder.ends_with("LICENSES"))
}

fn nested(folder: &Path, file: &Path) -> bool {
    file.parent() != Some(folder) && !in_licences(file)
}

/// The lines of comment that a file begins with.
fn head(text: &str) -> String {
    let lines = text.lines().map_while(|line| line.strip_prefix("//"));
    lines.map(str::trim_start).collect::<Vec<_>>().join("\n")
}

/// The notices of the standard library, which come as a page.
fn blocks(page: &str) -> Vec<String> {
    page.split("<pre>")
        .skip(1)
        .filter_map(|rest| rest.split_once("</pre>"))
        .map(|(text, _)| {
            text.replace("&#60;", "<")
                .replace("&#62;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&#38;", "&")
        })
        .collect()
}

/// The notices of the syntaxes that two-face packs, which it packs as well: a list of kind, text and path, as bincode writes it.
fn acknowledgements(file: &Path) -> Result<Vec<String>> {
    let mut all = Vec::new();
    ZlibDecoder::new(fs::File::open(file)?).read_to_end(&mut all)?;
    let mut rest = all.as_slice();
    (0..length(&mut rest)?)
        .map(|_| {
            take(&mut rest, 4)?;
            let text = length(&mut rest).and_then(|n| take(&mut rest, n))?;
            length(&mut rest).and_then(|n| take(&mut rest, n))?;
            Ok(String::from_utf8(text.to_vec())?)
        })
        .collect()
}

fn length(rest: &mut &[u8]) -> Result<usize> {
    let bytes = take(rest, 8)?.try_into()?;
    Ok(usize::try_from(u64::from_le_bytes(bytes))?)
}

fn take<'a>(rest: &mut &'a [u8], n: usize) -> Result<&'a [u8]> {
    let (head, tail) = rest.split_at_checked(n).context("it ends too early")?;
    *rest = tail;
    Ok(head)
}

#[cfg(test)]
mod tests {
    use super::super::{Group, Part, Texts};
    use super::{blocks, head, length, take, usual};
    use anyhow::Result;

    fn naming(licence: &str, authors: &str) -> Part {
        Part {
            group: Group::App,
            name: "it".into(),
            version: "1".into(),
            licence: licence.into(),
            home: String::new(),
            authors: authors.into(),
            texts: Texts::Usual,
        }
    }

    #[test]
    fn a_package_without_a_text_gets_that_of_a_licence_it_names() -> Result<()> {
        let text = |licence, authors| usual(&naming(licence, authors), vec!["0BSD"]);
        assert_eq!(text("0BSD OR MIT", "")?, None);
        assert!(text("MIT OR Apache-2.0", "")?.is_some_and(|t| t.contains("Apache License")));
        assert!(text("MIT", "Ada")?.is_some_and(|t| t.contains("Copyright (c) Ada\n")));
        assert!(text("MIT", "").is_err(), "MIT wants a name");
        assert!(text("Zlib", "Ada").is_err(), "a text we do not have");
        Ok(())
    }

    #[test]
    fn notices_are_found_where_they_are() -> Result<()> {
        assert_eq!(head("// (c) Ada\n// All.\ncode // no"), "(c) Ada\nAll.");
        assert_eq!(
            blocks("<p>no</p><pre>&#60;Ada&#62;</pre>"),
            ["<Ada>"],
            "the page escapes"
        );
        let mut packed: &[u8] = b"\x03\0\0\0\0\0\0\0Ada";
        let n = length(&mut packed)?;
        assert_eq!(take(&mut packed, n)?, b"Ada");
        assert!(take(&mut packed, 1).is_err());
        Ok(())
    }
}
