//! What npm brings into the app: our `dependencies` and theirs. What is optional there is for Node.js and not in our bundles.

use super::{Group, Part, Texts};
use crate::shell::root;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeSet;

pub fn bundled() -> Result<Vec<Part>> {
    let lock = json("package-lock.json")?;
    let packages = &lock["packages"];
    let mut found = BTreeSet::new();
    let mut open = vec![String::new()];
    while let Some(from) = open.pop() {
        let wanted = packages[&from]["dependencies"].as_object();
        for name in wanted.into_iter().flat_map(|names| names.keys()) {
            let place = place(packages, &from, name)
                .with_context(|| format!("package-lock.json does not say where {name} is"))?;
            if found.insert(place.clone()) {
                open.push(place);
            }
        }
    }
    found.iter().map(|place| part(place)).collect()
}

/// Node's rule: the nearest `node_modules` that has it.
fn place(packages: &Value, from: &str, name: &str) -> Option<String> {
    let mut folder = from;
    loop {
        let place = format!("{folder}/node_modules/{name}");
        let place = place.trim_start_matches('/');
        if packages.get(place).is_some() {
            return Some(place.to_owned());
        }
        if folder.is_empty() {
            return None;
        }
        folder = folder.rsplit_once("/node_modules/").map_or("", |up| up.0);
    }
}

fn part(place: &str) -> Result<Part> {
    let package = json(&format!("{place}/package.json"))?;
    let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let author = &package["author"];
    let repository = &package["repository"];
    Ok(Part {
        group: Group::Npm,
        name: text("name"),
        version: text("version"),
        licence: text("license"),
        home: address(
            repository["url"]
                .as_str()
                .or(repository.as_str())
                .unwrap_or_default(),
        ),
        authors: author["name"]
            .as_str()
            .or(author.as_str())
            .unwrap_or_default()
            .to_owned(),
        texts: Texts::In(root().join(place)),
    })
}

/// A repository as a browser opens it. npm knows many ways to write one.
fn address(repository: &str) -> String {
    let path = [
        "git+https://",
        "https://",
        "git://",
        "git+ssh://git@",
        "git@",
        "github:",
    ]
    .iter()
    .find_map(|start| repository.strip_prefix(start))
    .unwrap_or(repository)
    .trim_end_matches(".git")
    .replacen("github.com:", "github.com/", 1);
    if path.split('/').count() == 2 {
        return format!("https://github.com/{path}");
    }
    format!("https://{path}")
}

fn json(file: &str) -> Result<Value> {
    let text =
        std::fs::read_to_string(root().join(file)).with_context(|| format!("{file} is missing"))?;
    serde_json::from_str(&text).with_context(|| format!("{file} cannot be read"))
}

#[cfg(test)]
mod tests {
    use super::{address, place};
    use serde_json::json;

    #[test]
    fn a_repository_becomes_an_address() {
        for written in [
            "git+https://github.com/a/b.git",
            "git@github.com:a/b.git",
            "git://github.com/a/b.git",
            "github:a/b",
            "a/b",
        ] {
            assert_eq!(address(written), "https://github.com/a/b", "{written}");
        }
    }

    #[test]
    fn a_nested_package_goes_before_one_at_the_top() {
        let packages = json!({
            "node_modules/a": {}, "node_modules/b": {}, "node_modules/a/node_modules/b": {}
        });
        let found = |from, name| place(&packages, from, name);
        assert_eq!(
            found("node_modules/a", "b").as_deref(),
            Some("node_modules/a/node_modules/b")
        );
        assert_eq!(
            found("node_modules/a/node_modules/b", "a").as_deref(),
            Some("node_modules/a")
        );
        assert_eq!(found("", "b").as_deref(), Some("node_modules/b"));
        assert_eq!(found("", "c"), None);
    }
}
