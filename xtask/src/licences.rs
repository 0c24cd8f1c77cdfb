//! The licences of what ships: one table in the repository, and every text with its notices beside the app.
//!
//! Whoever takes this over must see that he may. So nothing gets in whose licence is not on the list of `verdict`, and the
//! notices that the licences ask for travel with what they are about.

mod crates;
mod inside;
mod notices;
mod npm;
mod verdict;

use crate::shell::{root, work};
use crate::tools;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const TABLE: &str = "THIRD-PARTY-LICENSES.md";

/// Something of somebody else's that ships.
struct Part {
    group: Group,
    name: String,
    version: String,
    licence: String,
    home: String,
    authors: String,
    texts: Texts,
}

/// Where the licence texts are.
enum Texts {
    In(PathBuf),
    /// The page that comes with Rust.
    Page(PathBuf),
    /// In the folder of the part that this one ships inside.
    WithCarrier,
    /// Nowhere: it is the usual text, with the names of the authors.
    Usual,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Backend,
    App,
    Npm,
    Inside,
}

const GROUPS: [(Group, &str); 4] = [
    (Group::Backend, "Crates in the backend"),
    (Group::App, "Crates in the app"),
    (Group::Npm, "npm packages in the app"),
    (
        Group::Inside,
        "Fonts, data and foreign code inside the above",
    ),
];

pub fn licences(args: &[String]) -> Result<()> {
    match args.first().map(String::as_str) {
        None => work("licences of what ships", || {
            std::fs::write(root().join(TABLE), table(&shipped()?)?)?;
            Ok(())
        }),
        Some("--check") => check(),
        Some(other) => bail!("cargo xtask licences does not know {other}; it takes --check"),
    }
}

/// Fails when something may not ship, and when the table does not say what does.
pub fn check() -> Result<()> {
    work("licences of what ships", || {
        let wanted = table(&shipped()?)?;
        let had = std::fs::read_to_string(root().join(TABLE)).unwrap_or_default();
        if had != wanted {
            bail!("{TABLE} is stale: run cargo xtask licences and read what changed");
        }
        Ok(())
    })
}

/// Puts every licence text into the folder that ships.
pub fn ship(folder: &Path) -> Result<()> {
    work("gathering the licence texts", || {
        std::fs::write(folder.join("licences.txt"), texts(&shipped()?)?)?;
        Ok(())
    })
}

fn shipped() -> Result<Vec<Part>> {
    tools::npm()?;
    let mut parts = crates::linked()?;
    parts.extend(npm::bundled()?);
    parts.extend(inside::carried(&parts)?);
    parts.sort_by(|a, b| (a.group, &a.name, &a.version).cmp(&(b.group, &b.name, &b.version)));
    verdict::judge(&parts)?;
    Ok(parts)
}

fn table(parts: &[Part]) -> Result<String> {
    let mut out = String::from(
        "# Third-party licences\n\n\
         What Kaiting ships of other people's work. `cargo xtask licences` writes this file; `cargo xtask test` fails when it is stale,\n\
         or when something may not ship. Every licence text, with its copyright notices, is in `dist/licences.txt`, which\n\
         `cargo xtask app` builds and the backend serves.\n\n\
         ## Exceptions\n\n\
         Licences that are not on the list in `xtask/src/licences/verdict.rs`, and why they are here all the same.\n\n\
         | what | licence | why |\n|---|---|---|\n",
    );
    for exception in &verdict::EXCEPTIONS {
        let (part, licence, why) = (exception.part, exception.licence, exception.why);
        writeln!(out, "| {part} | {licence} | {why} |")?;
    }
    for (group, title) in GROUPS {
        writeln!(
            out,
            "\n## {title}\n\n| name | version | licence | from |\n|---|---|---|---|"
        )?;
        for part in parts.iter().filter(|p| p.group == group) {
            let (name, version) = (&part.name, &part.version);
            writeln!(
                out,
                "| {name} | {version} | {} | {} |",
                part.licence, part.home
            )?;
        }
    }
    Ok(out)
}

/// Every distinct text once, under the names of the parts that are under it.
fn texts(parts: &[Part]) -> Result<String> {
    let mut order: Vec<(String, Vec<String>)> = Vec::new();
    let mut place = BTreeMap::new();
    for part in parts {
        let user = format!("{} {}", part.name, part.version);
        for text in notices::of(part).with_context(|| format!("the licence texts of {user}"))? {
            let at = *place.entry(words(&text)).or_insert(order.len());
            if at == order.len() {
                order.push((text, Vec::new()));
            }
            if let Some((_, users)) = order.get_mut(at)
                && !users.contains(&user)
            {
                users.push(user.clone());
            }
        }
    }
    let mut out = format!(
        "Kaiting ships the work of other people. Who they are and under which licence, by name, is in {TABLE}\n\
         in the repository; here is every licence text and notice, under the names of what it is about.\n"
    );
    for (text, users) in order {
        let text = text.trim_matches(['\r', '\n']);
        write!(out, "\n──── {}\n\n{text}\n", users.join(", "))?;
    }
    Ok(out)
}

/// What makes two texts the same: the words, however they are set. Another name or year makes another text.
fn words(text: &str) -> String {
    text.to_lowercase()
        .replace("https", "http")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn another_notice_is_another_text() {
        let set = words("Copyright (c) 2020 Ada\r\n\r\nSee https://example.org/.");
        assert_eq!(
            set,
            words("  copyright (C) 2020  Ada\nSee http://example.org")
        );
        assert_ne!(set, words("Copyright (c) 2021 Ada\nSee http://example.org"));
        assert_ne!(set, words("Copyright (c) 2020 Eve\nSee http://example.org"));
    }
}
