//! What may ship.

use super::{Group, Part};
use anyhow::{Result, anyhow, bail};
use spdx::{Expression, ParseMode};

/// Licences that ask for no more than their text and the names of the authors.
const ALLOWED: [&str; 18] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "OpenSSL",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "W3C-20150513",
    "Zlib",
    "blessing",
];

/// Fit for a font: what is set in it is free, the font itself stays under it.
const FOR_FONTS: &str = "OFL-1.1";

/// One licence that is not on the list, for one part, with the reason. The table shows them first.
pub struct Exception {
    pub part: &'static str,
    pub licence: &'static str,
    pub why: &'static str,
}

pub const EXCEPTIONS: [Exception; 1] = [Exception {
    part: "hayagriva: citation styles",
    licence: "CC-BY-SA-3.0",
    why: "typst links them and leaves no choice; they ship unchanged, bind nothing but themselves, and no transcript cites",
}];

/// Says of everything that may not ship why, at once.
pub fn judge(parts: &[Part]) -> Result<()> {
    let mut wrong = Vec::new();
    for part in parts {
        if part.licence.is_empty() {
            wrong.push(format!("{} {}: names no licence", part.name, part.version));
            continue;
        }
        match missing(&part.licence, |licence| may(part, licence)) {
            Ok(none) if none.is_empty() => {}
            Ok(missing) => wrong.push(format!(
                "{} {}: {} (not on the list: {})",
                part.name,
                part.version,
                part.licence,
                missing.join(", ")
            )),
            Err(error) => wrong.push(format!("{} {}: {error}", part.name, part.version)),
        }
    }
    for exception in &EXCEPTIONS {
        let (name, licence) = (exception.part, exception.licence);
        if !parts
            .iter()
            .any(|p| p.name == name && p.licence.contains(licence))
        {
            wrong.push(format!("{name}: needs no exception for {licence} any more"));
        }
    }
    if !wrong.is_empty() {
        bail!(
            "this may not ship (the list is in xtask/src/licences/verdict.rs):\n  {}",
            wrong.join("\n  ")
        );
    }
    Ok(())
}

fn may(part: &Part, licence: &str) -> bool {
    ALLOWED.contains(&licence)
        || part.group == Group::Inside && licence == FOR_FONTS
        || EXCEPTIONS
            .iter()
            .any(|e| e.part == part.name && e.licence == licence)
}

/// Would this licence expression be met if only these licences were?
pub fn met_by(expression: &str, licences: &[&str]) -> Result<bool> {
    Ok(missing(expression, |licence| licences.contains(&licence))?.is_empty())
}

/// The licences for want of which an expression is not met. Crates of old write `/` for `OR`.
fn missing(expression: &str, allowed: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let parsed = Expression::parse_mode(expression, ParseMode::LAX)
        .map_err(|error| anyhow!("{expression:?} is no licence expression ({})", error.reason))?;
    Ok(
        match parsed.evaluate_with_failures(|asked| allowed(&asked.to_string())) {
            Ok(()) => Vec::new(),
            Err(asked) => asked.iter().map(|a| a.req.to_string()).collect(),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::super::Texts;
    use super::{ALLOWED, EXCEPTIONS, Group, Part, judge, missing};
    use anyhow::Result;

    fn wants(expression: &str) -> Result<Vec<String>> {
        missing(expression, |licence| ALLOWED.contains(&licence))
    }

    #[test]
    fn of_a_choice_one_is_enough_and_of_a_sum_all_are_needed() -> Result<()> {
        assert!(wants("GPL-2.0-only OR MIT")?.is_empty());
        assert!(wants("MIT/Apache-2.0")?.is_empty());
        assert!(wants("(MIT OR GPL-3.0-only) AND Unicode-3.0")?.is_empty());
        assert_eq!(wants("MIT AND MPL-2.0")?, ["MPL-2.0"]);
        assert_eq!(wants("AGPL-3.0-only")?, ["AGPL-3.0-only"]);
        assert_eq!(
            wants("LGPL-2.1-only OR GPL-2.0-or-later")?,
            ["LGPL-2.1-only", "GPL-2.0-or-later"]
        );
        Ok(())
    }

    #[test]
    fn an_appendix_to_a_licence_is_part_of_it() -> Result<()> {
        assert!(wants("Apache-2.0 WITH LLVM-exception")?.is_empty());
        assert_eq!(
            wants("GPL-2.0-only WITH Classpath-exception-2.0")?,
            ["GPL-2.0-only WITH Classpath-exception-2.0"]
        );
        assert!(wants("MIT WITH LLVM-exception").is_ok_and(|m| !m.is_empty()));
        Ok(())
    }

    #[test]
    fn what_is_no_licence_is_no_permission() {
        assert!(wants("SEE LICENSE IN eula.txt").is_err());
        assert!(wants("").is_err());
    }

    #[test]
    fn a_font_licence_is_for_fonts() {
        let part = |group, licence: &str| Part {
            group,
            name: "it".into(),
            version: "1".into(),
            licence: licence.into(),
            home: String::new(),
            authors: String::new(),
            texts: Texts::WithCarrier,
        };
        let said = |part| judge(&[part]).err().map(|e| e.to_string());
        let refused = |part| said(part).is_some_and(|why| why.contains("it 1: "));
        assert!(refused(part(Group::Backend, "OFL-1.1")));
        assert!(!refused(part(Group::Inside, "OFL-1.1")));
        assert!(refused(part(Group::App, "")));
    }

    #[test]
    fn an_exception_is_for_one_part_and_says_why() {
        for exception in &EXCEPTIONS {
            assert!(!ALLOWED.contains(&exception.licence));
            assert!(!exception.why.is_empty());
        }
    }
}
