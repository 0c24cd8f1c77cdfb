//! What a sheet may not say: below a `:has(…)`, which elements are meant, is said by name. With “any” there, a browser styles
//! every element of the page anew whenever something is put into it: a line of the record, a row of a list.

#![allow(clippy::expect_used, reason = "it is a test")]

use crate::shell::root;

/// The parts of a selector that stand beside each other, and those that are separated by a comma.
fn split(selector: &str, at: impl Fn(char) -> bool) -> Vec<String> {
    let mut depth = 0_i32;
    let mut parts = vec![String::new()];
    for c in selector.chars() {
        depth += match c {
            '(' | '[' => 1,
            ')' | ']' => -1,
            _ => 0,
        };
        match parts.last_mut() {
            Some(last) if depth != 0 || !at(c) => last.push(c),
            _ => parts.push(String::new()),
        }
    }
    let parts = parts.into_iter().map(|part| part.trim().to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// Means anything at all, whatever it rules out.
fn is_anything(compound: &str) -> bool {
    let mut outside = String::new();
    let mut depth = 0_i32;
    for c in compound.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    let named = outside.contains(['.', '#', '[']) || compound.contains(":is(");
    let tag = outside.starts_with(|c: char| c.is_ascii_alphabetic());
    !named && !tag
}

fn wide(selector: &str) -> bool {
    let parts = split(selector, |c| matches!(c, ' ' | '>' | '+' | '~'));
    let Some((last, before)) = parts.split_last() else {
        return false;
    };
    before.iter().any(|part| part.contains(":has(")) && is_anything(last)
}

#[test]
fn below_has_elements_are_named() {
    assert!(wide(".side:has(.act):not([data-n]) .lost > :not(time)"));
    assert!(wide(".rail:has(> .time) :focus-visible"));
    assert!(wide(".lintel:not(:has(.when)) > *"));
    assert!(!wide(".side:has(.act) .lost > .cause"));
    assert!(!wide("body:has(> .account) > :is(.ante, .frame)"));
    assert!(!wide(".pick:has(:checked)"));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root().join("style")).expect("the sheets") {
        let path = entry.expect("a sheet").path();
        if path.extension().is_none_or(|end| end != "css") {
            continue;
        }
        let sheet = std::fs::read_to_string(&path).expect("a sheet");
        for line in sheet.lines() {
            let Some((selectors, _)) = line.split_once('{') else {
                continue;
            };
            let all = split(selectors, |c| c == ',');
            found.extend(all.into_iter().filter(|selector| wide(selector)));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}
