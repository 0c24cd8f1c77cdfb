//! The page: what is painted before anything else has arrived is in it, and where the rest is.

use crate::shell::{program, root, step};
use crate::tools;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of `dist` that have a hash in their names.
pub struct Places {
    pub app: String,
    pub vendor: String,
}

/// Where the backend puts the nonce of its policy.
const NONCE: &str = "{{nonce}}";

/// The stylesheets, and the script that runs before the first paint: one file out of many, minified.
pub struct Sheets {
    folder: PathBuf,
}

/// In the page itself; the others are loaded beside the app.
const INLINE: [&str; 3] = ["1-page", "3-arriving", "5-over-all"];
const BESIDE: [&str; 3] = ["2-room", "4-office", "6-behind"];

pub fn sheets(path: &[PathBuf]) -> Result<Sheets> {
    let folder = root().join("target/style");
    let mut bundle = tools::with_path(program("esbuild"), path)?;
    for name in INLINE.iter().chain(&BESIDE) {
        bundle.arg(format!("style/sheets/{name}.css"));
    }
    bundle
        .args(["src/front.js", "--bundle", "--minify", "--outbase=."])
        .args(["--entry-names=[name]", "--log-level=warning"])
        .arg(format!("--outdir={}", folder.display()));
    step("putting the styles together", &mut bundle)?;
    // It has to run where nothing else does.
    step(
        "minifying the first look at the browser",
        tools::with_path(program("esbuild"), path)?
            .args([
                "src/browser.js",
                "--minify",
                "--target=es5",
                "--log-level=warning",
            ])
            .arg(format!("--outfile={}", folder.join("browser.js").display())),
    )?;
    Ok(Sheets { folder })
}

impl Sheets {
    /// Those that are not in the page, beside the app.
    pub fn beside(&self, app: &Path) -> Result<()> {
        for name in BESIDE {
            let file = format!("{name}.css");
            fs::copy(self.folder.join(&file), app.join(&file))?;
        }
        Ok(())
    }

    fn text(&self, file: &str) -> Result<String> {
        let text = fs::read_to_string(self.folder.join(file))
            .with_context(|| format!("{file} was not built"))?;
        Ok(text.trim().to_owned())
    }
}

/// The page as Trunk has written it, with all in its places.
pub fn write(mut page: String, places: &Places, sheets: &Sheets) -> Result<String> {
    let mut put = |mark: &str, text: &str| {
        if !page.contains(mark) {
            bail!("index.html has no place for {mark}");
        }
        page = page.replace(mark, text);
        Ok(())
    };
    put("{{app}}", &format!("/{}/", places.app))?;
    put("{{vendor}}", &format!("/{}/", places.vendor))?;
    for name in INLINE {
        put(
            &format!("{{{{sheet {name}}}}}"),
            &sheets.text(&format!("{name}.css"))?,
        )?;
    }
    put("{{script front}}", &sheets.text("front.js")?)?;
    put("{{script browser}}", &sheets.text("browser.js")?)?;
    put(NONCE, NONCE)?;
    Ok(without_notes(&without_what_trunk_read(&page)))
}

/// What tells Trunk to build the app means nothing to a browser.
fn without_what_trunk_read(page: &str) -> String {
    let told = |line: &&str| !line.trim().is_empty() && !line.contains("<link data-trunk ");
    let lines: Vec<&str> = page.lines().filter(told).collect();
    lines.join("\n") + "\n"
}

/// What is written for who edits the page is not for who reads it.
fn without_notes(page: &str) -> String {
    let mut rest = page;
    let mut out = String::with_capacity(page.len());
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before.trim_end_matches(' '));
        rest = after
            .split_once("-->")
            .map_or("", |(_, after)| after.trim_start());
    }
    out + rest
}
