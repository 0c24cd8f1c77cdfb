//! What packages carry of others, under another licence than their own: their manifests do not say, their folders do.

use super::{Group, Part, Texts, notices};
use crate::shell::root;
use anyhow::{Context, Result, bail};

/// In `package`, `what` is under `licence`.
struct Inside {
    package: &'static str,
    what: &'static str,
    licence: &'static str,
    /// Where it is from, if not from where the package is.
    home: &'static str,
    /// Whose it is, if the package does not bring the licence text.
    authors: &'static str,
}

const fn inside(package: &'static str, what: &'static str, licence: &'static str) -> Inside {
    Inside {
        package,
        what,
        licence,
        home: "",
        authors: "",
    }
}

const INSIDE: [Inside; 25] = [
    inside(
        "aws-lc-sys",
        "AWS-LC",
        "Apache-2.0 AND ISC AND MIT AND BSD-3-Clause",
    ),
    inside("aws-lc-sys", "fiat-crypto", "MIT"),
    Inside {
        home: "https://github.com/citation-style-language/styles",
        ..inside("hayagriva", "citation styles", "CC-BY-SA-3.0")
    },
    inside("hayro-cmap", "character maps", "BSD-3-Clause"),
    inside("hayro-interpret", "Foxit fonts", "BSD-3-Clause"),
    inside("hayro-interpret", "colour profiles", "CC0-1.0"),
    inside("hayro-jpeg2000", "colour profiles", "CC0-1.0"),
    inside("krilla", "colour profiles", "CC0-1.0"),
    Inside {
        home: "https://sqlite.org",
        ..inside("libsqlite3-sys", "SQLite", "blessing")
    },
    inside("pdfjs-dist", "Foxit fonts", "BSD-3-Clause"),
    inside(
        "pdfjs-dist",
        "JBIG2 decoder of PDFium",
        "BSD-3-Clause AND Apache-2.0",
    ),
    inside("pdfjs-dist", "Liberation fonts", "OFL-1.1"),
    inside("pdfjs-dist", "OpenJPEG", "BSD-2-Clause"),
    Inside {
        home: "https://github.com/google/brotli",
        authors: "2017 Google Inc.",
        ..inside("pdfjs-dist", "brotli decoder", "MIT")
    },
    inside("pdfjs-dist", "character maps", "BSD-3-Clause"),
    inside("pdfjs-dist", "colour profile", "CC0-1.0"),
    inside("pdfjs-dist", "qcms", "MIT AND BSD-2-Clause"),
    inside("regex-syntax", "Unicode tables", "Unicode-DFS-2016"),
    inside("str0m", "code for RTP packets", "Apache-2.0"),
    inside("subsetter", "code of ttf-parser and fonttools", "MIT"),
    inside("tracing-core", "code of spin", "MIT"),
    inside(
        "two-face",
        "syntax definitions",
        "MIT AND Apache-2.0 AND BSD-2-Clause AND BSD-3-Clause",
    ),
    // Its larger fonts are behind a feature that nobody turns on.
    inside("typst-assets", "Foxit fonts", "BSD-3-Clause"),
    inside("typst-assets", "colour profiles", "CC0-1.0"),
    inside(
        "typst-assets",
        "tables of HTML and MathML",
        "BSD-3-Clause AND W3C-20150513",
    ),
];

/// Our font, and what `parts` carry. A package that carries something and is not on the list has to be put there.
pub fn carried(parts: &[Part]) -> Result<Vec<Part>> {
    let mut found = vec![Part {
        group: Group::Inside,
        name: "Noto Serif CJK SC, reduced".to_owned(),
        version: "2.001".to_owned(),
        licence: "OFL-1.1".to_owned(),
        home: "https://github.com/notofonts/noto-cjk".to_owned(),
        authors: String::new(),
        texts: Texts::In(root().join("crates/record/fonts")),
    }];
    for part in parts {
        if notices::foreign(part)? && !INSIDE.iter().any(|i| i.package == part.name) {
            let (name, version) = (&part.name, &part.version);
            bail!(
                "{name} {version} carries the licence of something else: say of what in xtask/src/licences/inside.rs"
            );
        }
    }
    for inside in &INSIDE {
        let carrier = parts
            .iter()
            .find(|p| p.name == inside.package)
            .with_context(|| {
                format!(
                    "{} does not ship any more: take it out of xtask/src/licences/inside.rs",
                    inside.package
                )
            })?;
        found.push(Part {
            group: Group::Inside,
            name: format!("{}: {}", inside.package, inside.what),
            version: carrier.version.clone(),
            licence: inside.licence.to_owned(),
            home: if inside.home.is_empty() {
                carrier.home.clone()
            } else {
                inside.home.to_owned()
            },
            authors: inside.authors.to_owned(),
            texts: if inside.authors.is_empty() {
                Texts::WithCarrier
            } else {
                Texts::Usual
            },
        });
    }
    Ok(found)
}
