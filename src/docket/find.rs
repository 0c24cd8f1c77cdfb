//! Looking for a case: every word that was typed is somewhere in its number, names or cause.

/// Whether each word of `wanted` stands in one of `texts`; full-width signs count like plain ones, and case does not.
pub fn finds<'a>(wanted: &str, texts: impl Iterator<Item = &'a str>) -> bool {
    let texts: Vec<String> = texts.map(plain).collect();
    let mut words = wanted.split_whitespace().map(plain);
    words.all(|word| texts.iter().any(|text| text.contains(&word)))
}

fn plain(text: &str) -> String {
    let sign = |c: char| match c {
        // ！ to ～, brackets and digits among them
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    let signs = text.chars().filter(|c| !c.is_whitespace()).map(sign);
    signs.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn by_number_name_and_cause() {
        let case = || ["（2026）京0108民初12345号", "林知远", "民间借贷纠纷"].into_iter();
        for wanted in ["", "12345", "(2026)京0108", "知远", "借贷 林", "１２３４５"] {
            assert!(finds(wanted, case()), "{wanted}");
        }
        for wanted in ["12346", "林知近", "借贷 周"] {
            assert!(!finds(wanted, case()), "{wanted}");
        }
    }
}
